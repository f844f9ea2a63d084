"""Accepted changes → the article's file with these changes and no other byte touched.

The new file is read again, and what was read is compared with what `expected` says: a file that
says anything else is never handed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from journalpress.model import Article
from journalpress.problems import Problem
from journalpress.readers import Reading
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteSource,
    Insert,
    Merge,
    Move,
    Rewrite,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
    Unpatchable,
)
from journalpress.readers.markdown.emit import body_text, remember
from journalpress.readers.markdown.expected import Expectation, expected
from journalpress.readers.markdown.front_patch import FrontPatch
from journalpress.readers.markdown.outline import leaves_of, rows_of
from journalpress.readers.markdown.ranges import read_body, source_lines
from journalpress.readers.markdown.rewrite import LeafReader, Rewriter
from journalpress.readers.markdown.settled import settled
from journalpress.readers.markdown.splice import splice, spots_of

_MARK = "\ufeff"


def patch(data: bytes, edits: Sequence[SourceEdit], read: Callable[[bytes], Reading]) -> bytes:
    """The file with these edits made; every other byte is as it was.

    Args:
        data: the article's file.
        edits: changes, each of which speaks of the article as it is read from `data`.
        read: reads an article's file, with the journal's sources.

    Raises:
        Unpatchable: its `edit` cannot be made. The others may be tried without it.
    """
    if not edits:
        return data
    before = read(data)
    if before.article is None:
        raise Unpatchable(edits[0], "the article cannot be read", hint="mend its file first")
    made = settled(edits)
    file = _File(data, before.article, before)
    try:
        wanted = expected(before.article, made, listed=file.listed)
        failure: Unpatchable | None = None
        # Where the author's spelling does not bear a change, the leaf is written anew.
        for closely in (True, False):
            try:
                new = file.patched(made, closely=closely)
                _prove(before, read(new), wanted, made)
            except Unpatchable as error:
                failure = failure or error
            else:
                return new
        assert failure is not None
        raise failure
    except Unpatchable as error:
        # The caller knows its own edits, not the settled ones.
        if error.edit in made:
            error.edit = edits[made.index(error.edit)]
        raise


class _File:
    """An article's file as it lies on the disk."""

    def __init__(self, data: bytes, article: Article, reading: Reading) -> None:
        text = data.decode("utf-8")
        self._mark = _MARK if text.startswith(_MARK) else ""
        source = source_lines(text.removeprefix(_MARK))
        assert source is not None
        self._source = source
        self._article = article
        self._reading = reading
        self._front = FrontPatch(source, article, LeafReader((), ()))
        self.listed = self._front.listed()

    def patched(self, edits: Sequence[SourceEdit], *, closely: bool) -> bytes:
        """The new file. Raises Unpatchable."""
        source, article = self._source, self._article
        known = {each.key for each in article.sources}
        known |= {edit.key for edit in edits if isinstance(edit, AddSource)}
        reader = LeafReader(self.listed, known)
        in_front = {"title", "standfirst", *(each.key for each in article.key_messages)}
        edits = [part for edit in edits for part in _in_two(edit, in_front)]
        front = [edit for edit in edits if in_front.intersection(_named(edit))]
        for edit in front:
            if not in_front.issuperset(_named(edit)):
                raise Unpatchable(edit, "a change of the front matter and the body at once")
        sources = [edit for edit in edits if isinstance(edit, AddSource | SetSource | DeleteSource)]
        written = FrontPatch(source, article, reader).patched([*front, *sources], closely=closely)
        body = read_body(source, article, self._reading.spans)
        remember(body.root)
        rest = [edit for edit in edits if edit not in front and edit not in sources]
        splice(
            body, spots_of(body, rows_of(article)), rest, Rewriter(source, reader, closely=closely)
        )
        fences = [f"{source.lines[at]}{source.ends[at]}" for at in (0, source.front - 1)]
        made = body_text(body.root, source)
        if made and not fences[1].endswith(("\n", "\r")):
            fences[1] += source.line_end
        return f"{self._mark}{fences[0]}{written}{fences[1]}{made}".encode()


def _in_two(edit: SourceEdit, in_front: Collection[str]) -> tuple[SourceEdit, ...]:
    """What is deleted from the front matter, and what from the body."""
    if not isinstance(edit, Delete):
        return (edit,)
    front = tuple(key for key in edit.keys if key in in_front)
    body = tuple(key for key in edit.keys if key not in in_front)
    return (Delete(front), Delete(body)) if front and body else (edit,)


def _named(edit: SourceEdit) -> tuple[str, ...]:
    """The leaves that an edit names."""
    match edit:
        case Rewrite(key) | Split(key) | SetLevel(key):
            return (key,)
        case Insert(after):
            return (after,)
        case Delete(keys) | Merge(keys):
            return keys
        case Move(keys, after):
            return (*keys, after)
        case _:
            return ()


# --- the proof


def _prove(
    before: Reading, after: Reading, wanted: Expectation, edits: Sequence[SourceEdit]
) -> None:
    """Raises Unpatchable where the new file says anything but what is wanted."""
    new = after.article
    old = before.article
    assert old is not None
    if new is None:
        reason = "; ".join(problem.message for problem in after.problems[:1])
        raise Unpatchable(edits[0], f"the file could not be read any more: {reason}")
    rows = rows_of(new)
    leaves = leaves_of(rows)
    error = _new_error(before.problems, after.problems)
    pairs = enumerate(zip_longest(leaves, wanted.leaves))
    differs = next((at for at, (one, other) in pairs if one != other), None)
    if differs is None and error:
        lines = [after.spans.get(row.key, 0) for row in rows]
        differs = max((at for at, line in enumerate(lines) if 0 < line <= error.line), default=0)
    if differs is not None:
        message = "the article would not say what was asked for"
        raise Unpatchable(
            _culprit(wanted, differs, edits),
            f"{error.code}: {error.message}" if error else message,
            hint=error.hint if error else "",
        )
    found = {source.key: source for source in new.sources}
    asked = [key for key, _ in wanted.sources]
    same = all(known is None or found.get(key) == known for key, known in wanted.sources)
    if [source.key for source in new.sources] != asked or not same:
        of_sources = (AddSource, SetSource, DeleteSource)
        edit = next((each for each in edits if isinstance(each, of_sources)), edits[0])
        raise Unpatchable(edit, "the list of sources would not say what was asked for")
    if _around(new) != _around(old):
        raise Unpatchable(edits[0], "another field of the front matter would change")


def _around(article: Article) -> Article:
    """The article without its leaves and sources."""
    title = replace(article.title, inlines=())
    return replace(article, title=title, standfirst=None, key_messages=(), body=(), sources=())


def _new_error(before: Sequence[Problem], after: Sequence[Problem]) -> Problem | None:
    """The first error that was not there."""
    known = Counter((each.code, each.message) for each in before if each.severity == "error")
    for each in after:
        if each.severity == "error":
            if not known[each.code, each.message]:
                return each
            known[each.code, each.message] -= 1
    return None


def _culprit(wanted: Expectation, at: int, edits: Sequence[SourceEdit]) -> SourceEdit:
    """The edit that changed the leaf at this place, or the one nearest to it."""
    touched = [
        (abs(place - at), origins) for place, origins in enumerate(wanted.origins) if origins
    ]
    nearest = min(touched, key=lambda each: each[0], default=None)
    return edits[min(nearest[1])] if nearest else edits[0]
