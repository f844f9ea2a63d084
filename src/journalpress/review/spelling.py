"""A passage of a Word copy → inlines of an article, with what Word cannot show kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from journalpress.model import Citation, Cite, CrossLink, Inline, LineBreak, Link, Text
from journalpress.passage import BREAK, LINE, Atom, Passage, tokens
from journalpress.readers.inlines import normal

_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""The Edition sets these where the author typed a plain space."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One character, break or mark of an article's leaf with all that is said of it.

    `run` has the looks of a character, one character long; `link` is the link around it, without
    its words.
    """

    run: Text | None = None
    link: Link | CrossLink | None = None
    cite: Cite | None = None

    @property
    def sign(self) -> str:
        """What it is when looked at for what is the same: its character, or its citation."""
        if self.run:
            return self.run.text.translate(_SPACES)
        return "\x1e".join(each.key for each in self.cite.citations) if self.cite else LINE


def spelled(old: tuple[Inline, ...], was: Passage, now: Passage) -> tuple[Inline, ...]:
    """The inlines of a leaf that said `was` in the copy and is to say `now`.

    `old` are its inlines as the author wrote them: languages, abbreviations, links between
    articles, locators and the author's spaces stay with the words that stay.
    """
    cells = list(_cells(old))
    home = _homes(cells, was)
    made: list[_Cell] = []
    for tag, i, j, k, m in _changes(was, now):
        if tag == "equal":
            for old_at, new_at in zip(range(i, j), range(k, m), strict=True):
                made += _kept(cells, home[old_at], home[old_at + 1], was[old_at], now[new_at])
        else:
            lost = cells[home[i] : home[j]]
            near = cells[home[i] - 1] if home[i] else None
            behind = cells[home[j]] if home[j] < len(cells) else None
            made += (_new(atom, lost, near, behind) for atom in now[k:m])
    return normal(_inlines(made))


def _changes(was: Passage, now: Passage) -> Iterator[tuple[str, int, int, int, int]]:
    """Where whole words stay and where they do not, counted in atoms; looks do not count.

    A letter that happens to stand in the new word too must not keep half an abbreviation.
    """
    left, right = tokens(was), tokens(now)
    matcher = SequenceMatcher(
        None,
        [tuple(map(_sign, each)) for each in left],
        [tuple(map(_sign, each)) for each in right],
        autojunk=False,
    )
    here = list(accumulate(map(len, left), initial=0))
    there = list(accumulate(map(len, right), initial=0))
    for tag, i, j, k, m in matcher.get_opcodes():
        yield tag, here[i], here[j], there[k], there[m]


def _sign(atom: Atom) -> str:
    if atom.cites:
        return "\x1e".join(atom.cites)
    return atom.text.translate(_SPACES)


def _homes(cells: Sequence[_Cell], was: Passage) -> list[int]:
    """For each atom of the copy where its cells begin; the one behind the last is the end."""
    matcher = SequenceMatcher(None, [_sign(each) for each in was], [each.sign for each in cells],
                              autojunk=False)  # fmt: skip
    home = [-1] * (len(was) + 1)
    for start, there, size in matcher.get_matching_blocks():
        for at in range(size):
            home[start + at] = there + at
    home[0] = 0
    home[-1] = len(cells)
    for at in range(len(was) - 1, -1, -1):
        if home[at] < 0:
            home[at] = home[at + 1]
    for at in range(1, len(was)):
        # The space that an author types before a citation is the citation's.
        if was[at].cites and was[at - 1].text and home[at] > home[at - 1]:
            home[at] = home[at - 1] + 1
    return home


def _cells(inlines: Iterable[Inline]) -> Iterator[_Cell]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield from (_Cell(replace(inline, text=each)) for each in text)
            case LineBreak():
                yield _Cell()
            case Link(_, runs) | CrossLink(_, runs):
                bare = replace(inline, runs=())
                yield from (
                    _Cell(replace(run, text=each), bare) for run in runs for each in run.text
                )
            case Cite():
                yield _Cell(cite=inline)


def _kept(cells: Sequence[_Cell], start: int, end: int, was: Atom, now: Atom) -> Iterator[_Cell]:
    """The author's cells of an atom that stays; with new looks where only these changed."""
    if was == now:
        yield from cells[start:end]
        return
    for cell in cells[start:end]:
        if cell.run is None:
            yield cell
            continue
        run = replace(cell.run, strong=now.strong, emph=now.emph, script=now.script)
        link = cell.link if was.href == now.href else _link(now)
        yield _Cell(run, link)


def _new(atom: Atom, lost: Sequence[_Cell], before: _Cell | None, behind: _Cell | None) -> _Cell:
    """A cell for what the reviewer wrote; a link that goes on stays what it was."""
    if atom.cites:
        places = {each.key: each for cell in lost if cell.cite for each in cell.cite.citations}
        citations = tuple(places.get(key) or Citation(key) for key in dict.fromkeys(atom.cites))
        return _Cell(cite=Cite(citations))
    if atom.text in (LINE, BREAK):
        return _Cell()
    run = Text(atom.text, strong=atom.strong, emph=atom.emph, script=atom.script)
    for near in (before, behind):
        if atom.href and near and isinstance(near.link, CrossLink):
            return _Cell(run, near.link)
    return _Cell(run, _link(atom))


def _link(atom: Atom) -> Link | None:
    """A link out of the file; one inside it means nothing in an article."""
    return Link(atom.href, ()) if atom.href and not atom.href.startswith("#") else None


def _inlines(cells: Iterable[_Cell]) -> Iterator[Inline]:
    """The cells put together: runs of the same looks, links around their words."""
    for link, group in groupby(cells, key=lambda cell: cell.link):
        inside = list(group)
        if link is not None:
            yield replace(link, runs=tuple(_runs(inside)))
            continue
        for is_text, pieces in groupby(inside, key=lambda cell: cell.run is not None):
            if is_text:
                yield from _runs(list(pieces))
            else:
                yield from (cell.cite or LineBreak() for cell in pieces)


def _runs(cells: Sequence[_Cell]) -> Iterator[Text]:
    looks = [cell.run for cell in cells if cell.run]
    for marks, group in groupby(looks, key=lambda run: replace(run, text="x")):
        yield replace(marks, text="".join(each.text for each in group))
