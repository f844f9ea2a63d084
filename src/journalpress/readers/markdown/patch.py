"""Accepted changes → the article's file with these changes and no other byte touched.

The new file is read again, and what was read is compared with what `expected` says: a file that
says anything else is never handed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from journalpress.model import Article
from journalpress.problems import Problem
from journalpress.readers import Reading
from journalpress.readers.markdown.changing_tree import spots_of
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
from journalpress.readers.markdown.splice import splice

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
    trial = _Trial(_File(data, before.article, before), before, read)
    try:
        return trial.patched(made)
    except Unpatchable as error:
        if len(made) > 1 and error.edit in trial.suspects:
            # Who stands nearest to what went wrong need not be who did it.
            error = next(filter(None, map(trial.fails_alone, trial.suspects)), error)
        if error.edit in made:  # the caller knows its own edits, not the settled ones
            error.edit = edits[made.index(error.edit)]
        raise error from None


class _Trial:
    """Patches one file, and proves what was made; `suspects` may have spoilt the last one."""

    def __init__(self, file: _File, before: Reading, read: Callable[[bytes], Reading]) -> None:
        self._file = file
        self._before = before
        self._read = read
        self.suspects: tuple[SourceEdit, ...] = ()

    def patched(self, edits: Sequence[SourceEdit]) -> bytes:
        """The new file. Raises Unpatchable."""
        assert self._before.article is not None
        wanted = expected(self._before.article, edits, listed=self._file.listed)
        failure: Unpatchable | None = None
        # Where the author's spelling does not bear a change, the leaf is written anew.
        for closely in (True, False):
            new = self._file.patched(edits, closely=closely)
            fault = _fault(self._before, self._read(new), wanted, edits)
            if fault is None:
                return new
            suspects, message, hint = fault
            if failure is None:
                failure = Unpatchable(suspects[0], message, hint=hint)
                self.suspects = suspects
        assert failure is not None
        raise failure

    def fails_alone(self, edit: SourceEdit) -> Unpatchable | None:
        """The error that this edit makes without the others."""
        try:
            self.patched([edit])
        except Unpatchable as error:
            return error
        return None


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

_Fault: TypeAlias = tuple[tuple[SourceEdit, ...], str, str]
"""The edits that may have spoilt it, the likeliest first, what is wrong, and what to do."""

_MOST_SUSPECTS = 8


def _fault(
    before: Reading, after: Reading, wanted: Expectation, edits: Sequence[SourceEdit]
) -> _Fault | None:
    """What the new file says that is not wanted; None where it says just what is."""
    new, old = after.article, before.article
    assert old is not None
    error = _new_error(before.problems, after.problems)
    message = f"{error.code}: {error.message}" if error else "the article would say something else"
    hint = error.hint if error else ""
    if new is None:
        return tuple(edits[:_MOST_SUSPECTS]), message, hint
    rows = rows_of(new)
    pairs = enumerate(zip_longest(leaves_of(rows), wanted.leaves))
    differs = next((at for at, (one, other) in pairs if one != other), None)
    if differs is None and error:
        lines = [after.spans.get(row.key, 0) for row in rows]
        differs = max((at for at, line in enumerate(lines) if 0 < line <= error.line), default=0)
    found = {source.key: source for source in new.sources}
    same = list(found) == [key for key, _ in wanted.sources] and all(
        known is None or found[key] == known for key, known in wanted.sources
    )
    of_sources = [each for each in edits if isinstance(each, AddSource | SetSource | DeleteSource)]
    if not same or (error and error.code in _OF_SOURCES):
        named = [each for each in of_sources if error and each.key in error.message]
        others = (each for each in of_sources if each not in named)
        suspects = (*named, *others, *_nearest(wanted, differs or 0, edits))
        return suspects[:_MOST_SUSPECTS], message, hint
    if differs is not None:
        return _nearest(wanted, differs, edits), message, hint
    if _around(new) != _around(old):
        return tuple(edits[:_MOST_SUSPECTS]), "another field of the article would change", ""
    return None


_OF_SOURCES = ("JP010", "JP014", "JP019")
"""What is wrong with a source, or with a citation that has none."""


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


def _nearest(wanted: Expectation, at: int, edits: Sequence[SourceEdit]) -> tuple[SourceEdit, ...]:
    """The edits by how near to this leaf they changed something."""
    found: dict[int, None] = {}
    for place in sorted(range(len(wanted.origins)), key=lambda place: abs(place - at)):
        found.update(dict.fromkeys(sorted(wanted.origins[place])))
    found.update(dict.fromkeys(range(len(edits))))
    return tuple(edits[each] for each in list(found)[:_MOST_SUSPECTS])
