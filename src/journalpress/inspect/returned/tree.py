"""The body of a Word file → its paragraphs and tables, each with its tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from journalpress.errors import LimitExceeded
from journalpress.inspect.returned.hands import Hands
from journalpress.inspect.returned.labels import Seen
from journalpress.inspect.returned.lookups import Lookups
from journalpress.inspect.returned.pieces import (
    UNTOUCHED,
    Edge,
    Fate,
    Foreign,
    Picture,
    Piece,
    Words,
)
from journalpress.inspect.returned.runs import ADDED, REMOVED, ParagraphWalk, alternative, local
from journalpress.inspect.returned.styles import Shape
from journalpress.inspect.returned.types import NOBODY, TouchKind
from journalpress.reviewcopy import BOOKMARK, REFERENCE_MARK
from journalpress.wordfile.parts import Element, W, plain_words, value, whole_number

Touch: TypeAlias = tuple[int, TouchKind]

MOST_CHARACTERS = 1_000_000
"""More than five times the longest article that a journal takes, deleted words included."""

_COPY = re.compile(r"_Copy_\d+$")
_MARKS: dict[str, TouchKind] = {
    "ins": "mark inserted",
    "del": "mark deleted",
    "moveTo": "moved here",
    "moveFrom": "moved away",
}
_CELLS: dict[str, TouchKind] = {
    "cellIns": "cell inserted",
    "cellDel": "cell deleted",
    "cellMerge": "cell merged",
}
_EDGES = {"commentRangeStart": "start", "commentRangeEnd": "end"}


@dataclass(slots=True)
class Physical:
    """A `w:p` of the file: its number, what it is now and was before, its content, its mark."""

    number: int
    new: Shape
    old: Shape
    pieces: list[Piece]
    names: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    fate: Fate = UNTOUCHED
    mark: Fate = UNTOUCHED
    touched: list[Touch] = field(default_factory=list)
    seen: Seen | None = None


@dataclass(slots=True)
class Column:
    """A `w:tc`: how many columns it covers, and what is in it."""

    span: int
    fate: Fate
    blocks: list[Block]


@dataclass(slots=True)
class Row:
    """A `w:tr`, with the columns left out before its first cell."""

    before: int
    fate: Fate
    cells: list[Column]


@dataclass(slots=True)
class Table:
    """A `w:tbl`."""

    rows: list[Row]


Block: TypeAlias = Physical | Table


def physicals(blocks: list[Block]) -> Iterator[Physical]:
    """Every paragraph in these blocks, in document order."""
    for block in blocks:
        if isinstance(block, Physical):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from physicals(cell.blocks)


class Tree:
    """Reads a body; `blocks` are what stands in it, in document order.

    Raises LimitExceeded for more than MOST_CHARACTERS.
    """

    def __init__(self, body: Element, lookups: Lookups, hands: Hands) -> None:
        self._lookups = lookups
        self._hands = hands
        self._numbers = {each: number for number, each in enumerate(body.iter(f"{{{W}}}p"))}
        self._waiting: list[str] = []
        self._characters = 0
        self._edges: list[Piece] = []
        self._read_so_far: list[Physical] = []
        self.blocks: list[Block] = []
        self._read(body, UNTOUCHED, self.blocks)
        for last in self._read_so_far[-1:]:
            last.pieces += self._edges

    def _read(self, parent: Element, fate: Fate, into: list[Block]) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                into.append(self._paragraph(child, fate))
            elif name == "tbl":
                into.append(self._table(child, fate))
            elif name in ("sdt", "sdtContent", "customXml", "smartTag"):
                self._read(child, fate, into)
            elif name in ADDED or name in REMOVED:
                self._read(child, self._under(child, fate), into)
            elif name == "AlternateContent":
                for chosen in alternative(child):
                    self._read(chosen, fate, into)
            elif name == "bookmarkStart":
                self._waiting.append(child.get(f"{{{W}}}name", ""))
            elif name == "commentRangeStart":
                self._edges.append(Edge(child.get(f"{{{W}}}id", ""), _EDGES[name]))
            elif name == "commentRangeEnd":
                edge = Edge(child.get(f"{{{W}}}id", ""), _EDGES[name])
                last = self._read_so_far[-1:]
                (last[0].pieces if last else self._edges).append(edge)
            elif name in ("oMath", "oMathPara"):
                into.append(self._foreign("equation", plain_words(child), fate))
            elif name == "altChunk":
                into.append(self._foreign("inserted document", "", fate))

    def _foreign(self, kind: str, words: str, fate: Fate) -> Physical:
        shape = self._lookups.styles.shape(None)
        return Physical(NOBODY, shape, shape, [Foreign(kind, words, UNTOUCHED)], fate=fate)

    def _under(self, revision: Element, fate: Fate) -> Fate:
        hand = self._hands.number(revision)
        if local(revision) in ADDED:
            return replace(fate, added=hand)
        return replace(fate, removed=hand)

    # --- paragraphs

    def _paragraph(self, element: Element, fate: Fate) -> Physical:
        properties = element.find(f"{{{W}}}pPr")
        new, old, touched = self._shapes(properties)
        walk = ParagraphWalk(self._lookups, self._hands)
        walk.pieces += self._edges
        walk.bookmarks += self._waiting
        self._edges, self._waiting = [], []
        walk.read(element)
        self._characters += sum(map(_length, walk.pieces))
        if self._characters > MOST_CHARACTERS:
            raise LimitExceeded(
                f"the Word file holds more than {MOST_CHARACTERS} characters",
                hint="is it a copy of one article?",
            )
        mark = UNTOUCHED
        for revision in () if properties is None else properties.iterfind(f"{{{W}}}rPr/*"):
            name = local(revision)
            if name in _MARKS:
                mark = self._under(revision, mark)
                touched.append((self._hands.number(revision), _MARKS[name]))
        touched += _moves(walk, touched)
        paragraph = Physical(
            self._numbers[element],
            new,
            old,
            walk.pieces,
            names=_keys(name for name in walk.bookmarks if not _COPY.search(name)),
            copies=_keys(_COPY.sub("", name) for name in walk.bookmarks if _COPY.search(name)),
            fate=fate,
            mark=mark,
            touched=touched,
        )
        self._read_so_far.append(paragraph)
        return paragraph

    def _shapes(self, properties: Element | None) -> tuple[Shape, Shape, list[Touch]]:
        """What a paragraph is, what it was, and whose change of its style that tells."""
        styles = self._lookups.styles
        new = old = styles.shape(properties)
        if properties is None:
            return new, old, []
        change = properties.find(f"{{{W}}}pPrChange")
        inserted = properties.find(f"{{{W}}}numPr/{{{W}}}ins")
        if change is not None:
            old = styles.shape(change.find(f"{{{W}}}pPr"))
        elif inserted is not None:
            old = styles.shape(properties, numbered=False)
            change = inserted
        told = (new.style, new.kind, new.level) != (old.style, old.kind, old.level)
        if change is None or not told:
            return new, new if change is None else old, []
        return new, old, [(self._hands.number(change), "style")]

    # --- tables

    def _table(self, element: Element, fate: Fate) -> Table:
        rows: list[Row] = []
        for row, own in self._rows(element, fate):
            properties = row.find(f"{{{W}}}trPr")
            for name in ("ins", "del"):
                revision = None if properties is None else properties.find(f"{{{W}}}{name}")
                if revision is not None:
                    own = self._under(revision, own)
            cells = self._cells(row)
            own = _moved_with(cells, own)
            rows.append(Row(_count(properties, "gridBefore", 0), own, cells))
            self._touch(rows[-1], properties)
        return Table(rows)

    def _rows(self, parent: Element, fate: Fate) -> Iterator[tuple[Element, Fate]]:
        for child in parent:
            name = local(child)
            if name == "tr":
                yield child, fate
            elif name in ("sdt", "sdtContent", "customXml"):
                yield from self._rows(child, fate)
            elif name in ADDED or name in REMOVED:
                yield from self._rows(child, self._under(child, fate))
            elif name == "bookmarkStart":
                self._waiting.append(child.get(f"{{{W}}}name", ""))

    def _touch(self, row: Row, properties: Element | None) -> None:
        kinds: dict[str, TouchKind] = {"ins": "row inserted", "del": "row deleted"}
        for name, kind in kinds.items():
            revision = None if properties is None else properties.find(f"{{{W}}}{name}")
            if revision is not None:
                for cell in row.cells:
                    _touch_all(cell, (self._hands.number(revision), kind))

    def _cells(self, parent: Element) -> list[Column]:
        cells: list[Column] = []
        for child in parent:
            name = local(child)
            if name in ("sdt", "sdtContent", "customXml"):
                cells += self._cells(child)
            elif name == "bookmarkStart":
                self._waiting.append(child.get(f"{{{W}}}name", ""))
            elif name == "tc":
                cells.append(self._cell(child))
        return cells

    def _cell(self, element: Element) -> Column:
        properties = element.find(f"{{{W}}}tcPr")
        cell = Column(max(_count(properties, "gridSpan", 1), 1), UNTOUCHED, [])
        self._read(element, UNTOUCHED, cell.blocks)
        for revision in () if properties is None else properties:
            kind = _CELLS.get(local(revision))
            if kind is None:
                continue
            hand = self._hands.number(revision)
            if kind == "cell inserted":
                cell.fate = replace(cell.fate, added=hand)
            elif kind == "cell deleted":
                cell.fate = replace(cell.fate, removed=hand)
            _touch_all(cell, (hand, kind))
        return cell


def _length(piece: Piece) -> int:
    match piece:
        case Words():
            return len(piece.text)
        case Picture():
            return len(piece.description)
        case _:
            return 1


def _moved_with(cells: list[Column], fate: Fate) -> Fate:
    """The fate of a row all of whose words were moved: LibreOffice leaves the row unmarked."""
    moved = [
        {kind: hand for hand, kind in paragraph.touched}
        for cell in cells
        for paragraph in physicals(cell.blocks)
        if any(isinstance(piece, Words) and piece.text.strip() for piece in paragraph.pieces)
    ]
    if moved and fate.removed == NOBODY and all("moved away" in each for each in moved):
        fate = replace(fate, removed=moved[0]["moved away"])
    if moved and fate.added == NOBODY and all("moved here" in each for each in moved):
        fate = replace(fate, added=moved[0]["moved here"])
    return fate


def _touch_all(cell: Column, touch: Touch) -> None:
    for paragraph in physicals(cell.blocks):
        paragraph.touched.append(touch)


def _count(properties: Element | None, tag: str, otherwise: int) -> int:
    """How many columns are told there; Word knows 63."""
    return min(max(whole_number(value(properties, tag), otherwise), 0), 63)


def _keys(bookmarks: Iterator[str]) -> tuple[str, ...]:
    """Our keys among these bookmarks; a reference's is the whole name of its bookmark."""
    ours = dict.fromkeys(name for name in bookmarks if name.startswith(BOOKMARK))
    return tuple(
        name if REFERENCE_MARK.fullmatch(name) else name.removeprefix(BOOKMARK) for name in ours
    )


def _moves(walk: ParagraphWalk, touched: list[Touch]) -> list[Touch]:
    """That all words of a paragraph were moved, where its mark does not say so."""
    known = {kind for _, kind in touched}
    words = [each for each in walk.pieces if isinstance(each, Words) and each.text.strip()]
    found: list[Touch] = []
    for name, kind in (("moveTo", _MARKS["moveTo"]), ("moveFrom", _MARKS["moveFrom"])):
        if name in walk.moved and kind not in known and words:
            hand = walk.moved[name]
            fates = [each.fate.added if name == "moveTo" else each.fate.removed for each in words]
            if all(each == hand for each in fates):
                found.append((hand, kind))
    return found
