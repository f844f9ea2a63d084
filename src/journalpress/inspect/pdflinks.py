"""Leaves of a PDF with raw links → leaves with citations whose targets have been looked up.

A citation counts as leading to source 2 only if its destination lies at the list item that prints
"2."; a way back counts only if its destination lies at a mark of its own source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from journalpress.edition.reading import fold
from journalpress.edition.types import Leaf, LeafKind
from journalpress.inspect.pdfcontent import Run

_MARK = re.compile(r"\[?(\d+)\]?")
"""A citation number; large print has its brackets inside the first and last link of a label."""
_WAY_BACK = re.compile(r"↑\d*")
_REFERENCE = re.compile(r".+-ref-\d+")
_CITATION = re.compile(r"(.+)-cite-(\d+)-\d+")

NEAR = 1.5
"""Points within which a destination lies beside a mark."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Target(NamedTuple):
    """Where a named destination lies: page from 0, then points from the lower left."""

    page: int
    left: float
    top: float

    def is_at(self, run: Run) -> bool:
        """Whether this is the top of the line that the run opens or stands in."""
        above = self.top - run.baseline
        return self.page == run.page and 0.2 * run.size <= above <= 1.9 * run.size


@dataclass(slots=True)
class Piece:
    """Words of a leaf that stand in one link or in none; `link` is `#name` or an address."""

    runs: list[Run] = field(default_factory=list)
    link: str = ""

    @property
    def text(self) -> str:
        """The words as they stand."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Item:
    """A list item: its printed label, and the first run of its body."""

    label: str = ""
    first: Run | None = None
    anchor: str = ""


@dataclass(slots=True)
class Draft:
    """A leaf before its links are looked up; `item` is the list item that it stands in."""

    kind: LeafKind
    pieces: list[Piece]
    item: Item | None = None
    alt: str = ""

    @property
    def number(self) -> int:
        """The number that its item prints, if the draft opens one of a numbered list; else 0."""
        printed = self.item.label.removesuffix(".") if self.kind == "item" and self.item else ""
        return int(printed) if printed.isdecimal() else 0

    @property
    def runs(self) -> Iterator[Run]:
        """Every run, in reading order."""
        return (run for piece in self.pieces for run in piece.runs)

    @property
    def text(self) -> str:
        """All words."""
        return "".join(piece.text for piece in self.pieces)


def resolve(
    drafts: Sequence[Draft], items: Sequence[Item], targets: Mapping[str, Target]
) -> tuple[tuple[Leaf, ...], Pairs, Pairs]:
    """Leaves, references (anchor, printed number) and ways back (anchor, id of the mark)."""
    return _Links(drafts, items, targets).resolve()


class _Links:
    """Looks up the links of one document."""

    def __init__(
        self, drafts: Sequence[Draft], items: Sequence[Item], targets: Mapping[str, Target]
    ) -> None:
        self._drafts = drafts
        self._items = items
        self._targets = targets
        self._at: dict[str, Item] = {}
        self._inner: dict[int, list[str]] = defaultdict(list)
        self._cited: dict[str, int] = {}

    def resolve(self) -> tuple[tuple[Leaf, ...], Pairs, Pairs]:
        """The whole document."""
        self._find_items()
        self._find_marks()
        references = tuple(
            (item.anchor, item.label.removesuffix(".")) for item in self._items if item.anchor
        )
        leaves = tuple(self._leaf(draft) for draft in self._drafts)
        return leaves, references, tuple(self._ways_back())

    # --- where destinations lie

    def _find_items(self) -> None:
        """Give each item of a list of sources the anchor that lies at its first line."""
        at_page: dict[int, list[tuple[Item, Run]]] = defaultdict(list)
        for item in self._items:
            if item.first:
                at_page[item.first.page].append((item, item.first))
        for name, target in self._targets.items():
            if not _REFERENCE.fullmatch(name):
                continue
            near = [
                (abs(run.baseline - target.top), item)
                for item, run in at_page[target.page]
                if target.is_at(run)
            ]
            if near:
                _, item = min(near, key=lambda pair: pair[0])
                item.anchor = name
                self._at[name] = item

    def _find_marks(self) -> None:
        """Note which marks each citation's destination lies at: on it, or, hidden, behind it."""
        shown: list[Run] = []
        for draft in self._drafts:
            for piece in draft.pieces:
                if _is_mark(piece) and piece.runs:
                    shown.append(piece.runs[0])
        for name, target in sorted(self._targets.items()):
            match = _CITATION.fullmatch(name)
            if not match:
                continue
            number = int(match[2])
            here = [run for run in shown if target.is_at(run)]
            on = [run for run in here if abs(run.box.left - target.left) < NEAR]
            if any(run.text.strip("[] ") == str(number) for run in on):
                self._cited[name] = number
                continue
            behind = [run for run in here if abs(run.box.right - target.left) < NEAR]
            if behind:
                self._cited[name] = number
                self._inner[id(behind[0])].append(name)

    # --- leaves

    def _leaf(self, draft: Draft) -> Leaf:
        if draft.kind == "picture":
            return Leaf("picture", fold(draft.alt))
        words: list[str] = []
        marks: list[tuple[int, str]] = []
        links: list[str] = []
        before: Run | None = None
        for piece in draft.pieces:
            if _is_way_back(piece, draft):
                continue
            for run in piece.runs:
                # Where a line ends a PDF holds no space.
                if before and abs(run.baseline - before.baseline) > run.size / 2:
                    words.append(" ")
                words.append(run.text.strip("[]") if _is_mark(piece) else run.text)
                before = run
            if _is_mark(piece):
                marks.append(self._mark(piece))
                marks += self._hidden(piece)
            elif piece.link:
                links.append(piece.link)
        return Leaf(draft.kind, fold("".join(words)), tuple(marks), tuple(links), draft.number)

    def _mark(self, piece: Piece) -> tuple[int, str]:
        number, name = int(piece.text.strip("[]")), piece.link.removeprefix("#")
        item = self._at.get(name)
        if item and item.label == f"{number}.":
            return number, name
        place = f"at “{item.label}”" if item else "at no source"
        return number, f"{name}, which lies {place}"

    def _hidden(self, piece: Piece) -> Iterator[tuple[int, str]]:
        """The inner numbers of a run, whose destinations lie behind its first number."""
        found = []
        for name in self._inner.get(id(piece.runs[0]), []):
            match = _CITATION.fullmatch(name)
            assert match
            found.append((int(match[2]), f"{match[1]}-ref-{match[2]}"))
        for number, anchor in sorted(found):
            yield number, anchor if anchor in self._at else f"{anchor}, which is nowhere"

    # --- ways back

    def _ways_back(self) -> Iterator[tuple[str, str]]:
        for draft in self._drafts:
            for piece in draft.pieces:
                if not _is_way_back(piece, draft) or draft.item is None:
                    continue
                name = piece.link.removeprefix("#")
                number = self._cited.get(name)
                if draft.item.label == f"{number}.":
                    yield draft.item.anchor, name
                else:
                    yield draft.item.anchor, f"{name}, which lies at no mark of this source"


def _is_mark(piece: Piece) -> bool:
    name = piece.link.removeprefix("#")
    is_number = bool(_MARK.fullmatch(piece.text))
    return is_number and piece.link[:1] == "#" and bool(_REFERENCE.fullmatch(name))


def _is_way_back(piece: Piece, draft: Draft) -> bool:
    """A link back from a source; its arrow is not text."""
    name = piece.link.removeprefix("#")
    in_source = draft.item is not None and draft.item.anchor
    return bool(in_source and _WAY_BACK.fullmatch(piece.text.strip()) and _CITATION.fullmatch(name))
