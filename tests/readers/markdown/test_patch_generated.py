"""Any edits in any article: what was asked for and nothing else, or a refusal by name."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from journalpress.model import Article, Text
from journalpress.readers import Reading
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteColumn,
    DeleteRow,
    DeleteSource,
    Insert,
    InsertColumn,
    InsertRow,
    LeafKind,
    Merge,
    Move,
    NewLeaf,
    Rewrite,
    SetAlt,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
    Unpatchable,
    Words,
    touched,
)
from journalpress.readers.markdown.expected import expected
from journalpress.readers.markdown.outline import Row, leaves_of, rows_of
from journalpress.readers.markdown.patch import patch
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from tests.articles import articles, proses
from tests.sources import sources
from tests.trees import prose, strong

_SIGNS = re.compile(r"(?:[\s>]|[-+*](?=\s)|\d+[.)](?=\s))*")


def read(data: bytes) -> Reading:
    """The reading of a file."""
    return read_markdown(data, file="sample.md", slug="sample")


@cache
def words() -> SearchStrategy[Words]:
    """The inlines of a leaf, never none."""
    plain = ("New words", "- x", "1. y", "# z", "Table: a", "> q", "a | b", "[!NOTE]", "===")
    simple = st.sampled_from([(Text(each),) for each in plain])
    return st.one_of(
        simple,
        simple,
        st.just(prose("Some ", strong("bold"), " words").inlines),
        proses().map(lambda each: each.inlines).filter(lambda each: "Cite" not in repr(each)),
    )


@st.composite
def edits_of(draw: DrawFn, article: Article) -> list[SourceEdit]:
    """Some edits of this article; not all of them have sense."""
    rows = rows_of(article)
    return [draw(_edit(rows)) for _ in range(draw(st.integers(1, 3)))]


@st.composite
def _edit(draw: DrawFn, rows: list[Row]) -> SourceEdit:
    """One edit of the leaves of these rows."""
    keyed = [each for each in rows if each.key]
    some = draw(st.sampled_from(keyed))
    at = keyed.index(some)
    levels: list[tuple[LeafKind, int]] = [
        ("heading", 2), ("heading", 3), ("text", 0), ("text", 1), ("item", 1), ("item", 2),
    ]  # fmt: skip
    if some.kind == "table" and draw(st.booleans()):
        return draw(_table_edit(some))
    match draw(st.integers(0, 9)):
        case 0 | 1 if some.inlines:
            kept = some.inlines[: draw(st.integers(0, len(some.inlines)))]
            return Rewrite(some.key, (*kept, *draw(words())))
        case 2 if some.caption_key:
            return Rewrite(some.caption_key, draw(words()))
        case 2 | 3:
            new = draw(st.lists(st.sampled_from(levels), min_size=1, max_size=2))
            leaves = tuple(NewLeaf(kind, level, draw(words())) for kind, level in new)
            return Insert(draw(st.sampled_from(["", some.key])), leaves)
        case 4:
            return Delete(tuple(each.key for each in keyed[at : at + draw(st.integers(1, 3))]))
        case 5:
            return Split(some.key, tuple(draw(words()) for _ in range(draw(st.integers(2, 3)))))
        case 6:
            return Merge(tuple(each.key for each in keyed[at : at + 2]), draw(words()))
        case 7:
            return SetLevel(some.key, *draw(st.sampled_from(levels)))
        case 8:
            moved = tuple(each.key for each in keyed[at : at + draw(st.integers(1, 4))])
            return Move(moved, draw(st.sampled_from(["", *(each.key for each in keyed)])))
        case _ if some.kind == "figure":
            return SetAlt(some.key, draw(st.sampled_from(["A knee", "a [b] *c*", "!x"])))
        case _:
            return draw(_source_edit())


@st.composite
def _table_edit(draw: DrawFn, row: Row) -> SourceEdit:
    height, width = len(row.cells), len(row.cells[0])
    number, column = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    cell = st.one_of(words(), st.just(()))
    match draw(st.integers(0, 4)):
        case 0:
            return InsertRow(row.key, number, tuple(draw(cell) for _ in range(width)))
        case 1:
            return InsertColumn(row.key, column - 1, tuple(draw(cell) for _ in range(height)))
        case 2:
            return DeleteRow(row.key, number)
        case 3:
            return DeleteColumn(row.key, column)
        case _:
            return Rewrite(f"{row.key}_{number}_{column}", draw(cell))


@st.composite
def _source_edit(draw: DrawFn) -> SourceEdit:
    key = draw(st.sampled_from(["one", "two", "who_2021", "new"]))
    value = draw(st.sampled_from(["Words", "a: b", "x # y", "'q' \"r\"", "2024", "[z]"]))
    match draw(st.integers(0, 2)):
        case 0:
            return AddSource(key, value, draw(st.sampled_from(["", "one", "none"])))
        case 1:
            return SetSource(key, draw(st.sampled_from(["raw", "title", "volume"])), value)
        case _:
            return DeleteSource(key)


def assert_right_or_refused(data: bytes, edits: Sequence[SourceEdit]) -> None:
    """Makes those edits that can be made, and looks at what they left as it was."""
    before = read(data)
    assert before.article is not None
    made, edits = patched_without_the_refused(data, edits)
    if not edits:
        assert made == data
    after = read(made)
    assert after.article is not None
    wanted = expected(before.article, edits)
    assert tuple(leaves_of(rows_of(after.article))) == wanted.leaves
    assert_other_lines_kept(before, data, made, edits)


def patched_without_the_refused(
    data: bytes, edits: Sequence[SourceEdit]
) -> tuple[bytes, Sequence[SourceEdit]]:
    """The new file, and the edits that it holds; each refusal must name one of them."""
    try:
        return patch(data, edits, read), edits
    except Unpatchable as refused:
        others = [edit for edit in edits if edit is not refused.edit]
    assert len(others) == len(edits) - 1
    return patched_without_the_refused(data, others)


def assert_other_lines_kept(
    before: Reading, data: bytes, made: bytes, edits: Sequence[SourceEdit]
) -> None:
    """Lines of leaves that no edit names are still there, but for signs of lists around them."""
    assert before.article is not None
    named = {name for edit in edits for name, _ in touched(edit)}
    tables = {edit.table for edit in edits if isinstance(edit, InsertRow | InsertColumn)}
    starts = sorted(line for key, line in before.spans.items() if not key.startswith("front:"))
    kept: Counter[str] = Counter()
    lines = [_SIGNS.sub("", line, count=1) for line in data.decode().splitlines()]
    for row in rows_of(before.article):
        mine = {row.key, row.caption_key, *(f"{row.key}_{r}_{c}" for r, cells in
                enumerate(row.cells) for c in range(len(cells)))}  # fmt: skip
        if row.kind not in ("heading", "text") or mine & (named | tables):
            continue
        start = before.spans[row.key]
        end = next((line for line in starts if line > start), len(lines) + 1)
        paragraph = lines[start - 1 : end - 1]
        cut = next((at for at, line in enumerate(paragraph) if not line), len(paragraph))
        kept.update(paragraph[: min(cut, 1)])
    there = Counter(_SIGNS.sub("", line, count=1) for line in made.decode().splitlines())
    assert not kept - there


@pytest.mark.tool
@given(st.data(), sources())
@settings(max_examples=25)
def test_any_edits_of_a_file_as_people_type_it(data: st.DataObject, source: bytes) -> None:
    """Whatever is asked for is made exactly, or refused by name; all else keeps its bytes."""
    reading = read(source)
    assume(reading.article and not any(each.severity == "error" for each in reading.problems))
    assert reading.article
    assert_right_or_refused(source, data.draw(edits_of(reading.article)))


@pytest.mark.tool
@given(st.data(), articles())
@settings(max_examples=8)
def test_any_edits_of_a_file_as_we_write_it(data: st.DataObject, made: Article) -> None:
    """The same with every kind of inline that there is."""
    assert_right_or_refused(write_markdown(made).encode(), data.draw(edits_of(made)))


@pytest.mark.long
@given(st.data(), sources())
@settings(max_examples=1_000)
def test_any_edits_at_length(data: st.DataObject, source: bytes) -> None:
    """The same, with thousands of files."""
    reading = read(source)
    assume(reading.article and not any(each.severity == "error" for each in reading.problems))
    assert reading.article
    assert_right_or_refused(source, data.draw(edits_of(reading.article)))


@pytest.mark.tool
@given(st.data(), sources())
@settings(max_examples=20)
def test_new_words_change_only_the_lines_of_their_leaf(data: st.DataObject, source: bytes) -> None:
    """Before the leaf and behind it, not a byte differs."""
    reading = read(source)
    assume(reading.article and not any(each.severity == "error" for each in reading.problems))
    assert reading.article
    rows = [each for each in rows_of(reading.article) if each.inlines]
    row = data.draw(st.sampled_from(rows))
    lines = [line for line in reading.spans.values() if line > reading.spans[row.key]]
    made = patch(source, [Rewrite(row.key, (*row.inlines, Text(" more")))], read)
    before, after = source.splitlines(keepends=True), made.splitlines(keepends=True)
    start, behind = (
        reading.spans[row.key] - 1,
        len(before) - min(lines, default=len(before) + 1) + 1,
    )
    assert after[:start] == before[:start]
    assert after[len(after) - behind :] == before[len(before) - behind :]
