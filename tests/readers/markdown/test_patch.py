"""Accepted changes put into an article's file: what changes, read as a diff, and what does not."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.model import Citation, Cite, Text
from journalpress.readers import Reading
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteColumn,
    DeleteRow,
    DeleteSource,
    Insert,
    Merge,
    Move,
    Rewrite,
    SetAlt,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
    Unpatchable,
)
from journalpress.readers.markdown.outline import rows_of
from journalpress.readers.markdown.patch import patch
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.sources import read_sources
from tests.readers.markdown.edit_cases import (
    CASES,
    FIGURE,
    RICH,
    ROWS,
    TABLE,
    article_of,
    heading,
    key,
    read,
    row,
    swapped,
    text,
    words,
)

SAMPLES = Path(__file__).parents[3] / "samples" / "journal"

Golden = Callable[[str, str], None]


def diff(before: bytes, after: bytes) -> str:
    """What differs, as git shows it."""
    one, other = (each.decode().splitlines(keepends=True) for each in (before, after))
    shown = [*difflib.unified_diff(one, other, n=1)][2:]
    return "".join("@@\n" if line.startswith("@@") else line for line in shown)


@pytest.mark.parametrize("group", CASES)
def test_a_person_can_read_the_diff(group: str, golden: Golden) -> None:
    """Every kind of edit in every kind of container changes the lines it must and no other."""
    shown: list[str] = []
    for name, edits in CASES[group].items():
        made = patch(RICH, edits, read)
        shown.append(f"=== {name}\n{diff(RICH, made)}")
    golden(f"patch/{group.replace(' ', '-')}.txt", "\n".join(shown))


@pytest.mark.parametrize("group", CASES)
def test_crlf_bom_and_the_last_line_are_kept(group: str) -> None:
    """What is made of a file with CRLF and BOM is what is made of it without."""
    other = b"\xef\xbb\xbf" + RICH.rstrip(b"\n").replace(b"\n", b"\r\n")
    for edits in [*CASES[group].values()][::4]:
        made = patch(other, edits, read)
        plain = patch(RICH.rstrip(b"\n"), edits, read)
        assert made == b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")


def test_no_edit_changes_no_byte() -> None:
    """Without an edit the file is not even read."""
    assert patch(b"no article", [], read) == b"no article"


def test_the_same_words_again_change_no_byte() -> None:
    """A leaf that is given the words it has keeps its spelling."""
    edits = [Rewrite(each.key, each.inlines) for each in ROWS if each.key and each.inlines]
    edits += [Rewrite(each.caption_key, each.caption) for each in ROWS if each.caption_key]
    assert patch(RICH, edits, read) == RICH


def test_letters_that_are_not_composed_are_kept() -> None:
    """Words beside a change keep the bytes they had, in the body and in the front matter."""
    data = RICH.replace(b"A second", "Cafe\u0301: a second".encode())
    data = data.replace(b'{id: two, raw: "Two', '{id: two, raw: "E\u0301ric Two'.encode())
    cafe = row("Café", rows_of(article_of(data)))
    edits: list[SourceEdit] = [
        Rewrite(cafe.key, words("Café: a second paragraph on two lines.")),
        SetSource("two", "raw", "Éric Two A. Words as printed. 2022."),
    ]
    wanted = data.replace(b"on one line", b"on two lines")
    assert patch(data, edits, read) == wanted.replace(b"printed. 2023", b"printed. 2022")


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([Rewrite("pnone", words("x"))], "no leaf has the key pnone"),
        ([Rewrite(key("A second"), ())], "a leaf without words"),
        ([Delete(("title",))], "an article without a title"),
        ([Delete((key("Evening"),))], "the words of an item are gone"),
        ([Delete((key("How to"), key("Then")))], "### skips a level|heading"),
        ([Delete((f"{TABLE.key}_0_0",))], "some cells of a table but not all"),
        ([DeleteRow(TABLE.key, 0)], "the table has no such row"),
        ([DeleteRow(TABLE.key, 1), Rewrite(f"{TABLE.key}_1_0", words("x"))], "another change"),
        ([DeleteColumn(TABLE.key, column) for column in range(3)], "the table has no such column"),
        ([Rewrite(TABLE.caption_key, words("x")), Delete((TABLE.key,))], "a part of it"),
        ([DeleteRow(TABLE.key, 1), Delete((TABLE.key,))], "a part of it"),
        ([SetAlt(FIGURE.key, " ")], "a picture without a description"),
        ([SetLevel(key("Morning"), "heading", 1)], "a heading of level 1"),
        ([SetLevel(key("Never take"), "heading", 3)], "a heading in a list"),
        ([Insert(key("Never take"), (heading(3, "x"),))], "in the midst"),
        ([Insert("title", (text("x"),))], "behind the title"),
        ([Move((key("Evening"),), key("Then"))], "the first words of an item without"),
        ([Move((key("Then"),), key("Then"))], "behind itself"),
        ([Merge((key("Your"), key("Then")), words("x"))], "one behind the other"),
        ([Split(key("Your"), (words("x"),))], "needs words for each"),
        ([DeleteSource("two")], "JP010"),
        ([AddSource("one", "x", "")], "the list has one already"),
        ([SetSource("shared", "raw", "x")], "stands in another file|list has no"),
        ([SetSource("one", "colour", "x")], "the article's list has no colour"),
        ([Rewrite(key("Then"), words(Cite((Citation("nobody"),))))], "JP010"),
        ([Rewrite(key("Then"), words("a")), Rewrite(key("Then"), words("b"))], "the same place"),
        ([Rewrite(key("Then"), words("a")), Delete((key("Then"),))], "the same place"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(edits: list[SourceEdit], message: str) -> None:
    """The error names the edit, so that the others can be made without it."""
    with pytest.raises(Unpatchable, match=message) as refused:
        patch(RICH, [swapped("A little", "little", "bit"), *edits], read)
    assert refused.value.edit in edits
    assert refused.value.hint
    assert refused.value.exit_code == 3


def test_an_article_that_cannot_be_read_is_refused() -> None:
    """Without an article no key means anything."""
    with pytest.raises(Unpatchable, match="the article cannot be read"):
        patch(b"words", [Delete(("x",))], read)


def test_faults_that_were_there_do_not_matter() -> None:
    """An edit beside something that is refused anyway goes in; a second fault does not."""
    data = RICH.replace(b"Then some words.", b"***\n\nThen some words.")
    made = patch(data, [swapped("A second", "one", "a")], read)
    assert made == data.replace(b"on one line", b"on a line")


@pytest.mark.tool
@pytest.mark.parametrize("name", sorted(file.name for file in (SAMPLES / "articles").glob("*.md")))
def test_every_leaf_of_the_samples_can_be_changed(name: str) -> None:
    """In the samples a word behind each leaf changes the line of this leaf and no other."""
    found, _ = read_sources((SAMPLES / "references.yaml").read_bytes(), "references.yaml")
    shared = {source.key: source for source in found}

    def read_sample(data: bytes) -> Reading:
        return read_markdown(data, file=name, slug=name.removesuffix(".md"), shared=shared)

    data = (SAMPLES / "articles" / name).read_bytes()
    article = read_sample(data).article
    assert article is not None
    rows = rows_of(article)
    edits = [Rewrite(each.key, (*each.inlines, Text(" zzz"))) for each in rows if each.inlines]
    for each in rows:
        for number, cells in enumerate(each.cells):
            for column, cell in enumerate(cells):
                edits.append(Rewrite(f"{each.key}_{number}_{column}", (*cell, Text(" zzz"))))
        if each.caption_key:
            edits.append(Rewrite(each.caption_key, (*each.caption, Text(" zzz"))))
    made = patch(data, edits, read_sample)
    assert made.count(b"zzz") == len(edits)
    assert made.replace(b" zzz", b"") == data
