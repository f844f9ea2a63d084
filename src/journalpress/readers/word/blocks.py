"""Paragraphs and tables of a Word file → blocks: lists, captions, boxes, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from journalpress.model import CalloutKind
from journalpress.readers.imports import Decision
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Grid,
    Heading,
    Item,
    Lost,
    Paragraph,
    Picture,
    Plate,
    Question,
    Quotation,
    Run,
    Words,
    text_of,
)
from journalpress.readers.word.lines import Line, Part, Place, Table, TableRow, TextBox, has_content
from journalpress.readers.word.styles import Role

_BOXES = ("note", "tip", "important", "warning")
_LONGEST_HEADING = 80
_LARGER = 4
"""Half-points by which a line that looks like a heading is larger than the text."""


def blocks_of(parts: list[Part], decisions: list[Decision]) -> tuple[Block, ...]:
    """The blocks that these parts make; what was read in the likely way is added to `decisions`."""
    return _Maker(decisions).blocks(_laid_out(parts))


def _laid_out(parts: list[Part]) -> list[Part]:
    """The parts with those that stand beside a paragraph behind it, empty paragraphs left out."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Line):
            if has_content(part.spans):
                found.append(part)
            found += _laid_out(part.apart)
        else:
            found.append(part)
    return found


class _Maker:
    """Makes blocks; knows the level of the last real heading, for those that only look so."""

    def __init__(self, decisions: list[Decision]) -> None:
        self._decisions = decisions
        self._level = 1
        self._sizes: list[int] = []

    def blocks(self, parts: list[Part]) -> tuple[Block, ...]:
        return tuple(_with_captions(list(self._made(parts))))

    def _made(self, parts: list[Part]) -> Iterator[Block | _Caption]:
        at = 0
        base = _usual_size(parts)
        while at < len(parts):
            part = parts[at]
            if not isinstance(part, Line):
                yield from self._other(part)
                at += 1
                continue
            role, end = part.shape.role, at + 1
            if role == "heading":
                self._level = part.shape.level
                self._sizes = []
                anchor = next(iter(part.names), "")
                yield Heading(part.shape.level, plainly(part), anchor=anchor)
            elif role == "question":
                while end < len(parts) and not _ends_answer(parts[end]):
                    end += 1
                answer = self.blocks(parts[at + 1 : end])
                yield Question(plainly(part), answer)
            elif role in ("term", "meaning"):
                end = _same_role(parts, at, "term", "meaning")
                yield self._definitions(parts[at:end])
            elif role in _BOXES:
                end = _same_role(parts, at)
                yield self._box(cast(CalloutKind, role), parts[at:end])
            elif role == "quote":
                end = _same_role(parts, at)
                inner = [_as_text(each) for each in parts[at:end]]
                yield Quotation(self.blocks(inner))
            elif part.shape.place is not None:
                end = _end_of_list(parts, at)
                yield self._list(parts[at:end], part.shape.place[1])
            elif (role == "caption" or part.counted) and part.text:
                yield _Caption(part)
            elif self._looks_like_heading(parts, at, base):
                yield self._faked(part)
            else:
                yield from _paragraph(part)
            at = end

    def _other(self, part: Part) -> Iterator[Block]:
        match part:
            case Table():
                yield from self._table(part)
            case TextBox():
                inner = self.blocks(_laid_out(part.parts))
                if inner:
                    self._decisions.append(Decision(0, "a text box is read as a box"))
                    yield Box("note", inner)
            case Lost():
                yield part
            case _:
                pass

    # --- headings

    def _looks_like_heading(self, parts: list[Part], at: int, base: int) -> bool:
        """A short line, bold or large, without an end, before text that is neither."""
        line, behind = parts[at], parts[at + 1 : at + 2]
        if not isinstance(line, Line) or not behind or isinstance(behind[0], Lost):
            return False
        text = line.text
        large = bool(base) and line.size >= base + _LARGER
        if not (line.bold or large) or not 0 < len(text) <= _LONGEST_HEADING:
            return False
        if text[-1] in ".,;:!" or any(not isinstance(each, Run) for each in line.spans):
            return False
        following = behind[0]
        if isinstance(following, Line) and following.shape.role == "caption":
            return False
        return not (isinstance(following, Line) and following.bold and not large) or (
            following.shape.place is not None
        )

    def _faked(self, line: Line) -> Heading:
        """Its level: one below the last real heading, the smaller the deeper."""
        if line.size not in self._sizes:
            self._sizes = sorted({*self._sizes, line.size}, reverse=True)
        level = min(self._level + 1 + self._sizes.index(line.size), 9)
        self._decisions.append(
            Decision(
                0, f"“{line.text}” is no heading in Word but looks like one; it is read as one"
            )
        )
        return Heading(level, plainly(line), anchor=next(iter(line.names), ""))

    # --- lists, boxes

    def _list(self, parts: list[Part], level: int) -> Bullets:
        """Items of this level and what is deeper in them; paragraphs that continue stay inside."""
        lines = [each for each in parts if isinstance(each, Line)]
        items: list[list[Line]] = []
        for line in lines:
            place = line.shape.place
            if not items or (place is not None and place[1] <= level):
                items.append([line])
            else:
                items[-1].append(line)
        first = lines[0]
        made = tuple(Item(self._item(each), number=each[0].printed) for each in items)
        return Bullets(made, first.number or None)

    def _item(self, lines: list[Line]) -> tuple[Block, ...]:
        first, rest = lines[0], lines[1:]
        found: list[Block] = list(_paragraph(first))
        at = 0
        while at < len(rest):
            place = rest[at].shape.place
            if place is None:
                found += _paragraph(rest[at])
                at += 1
                continue
            end = _end_of_list(list(rest), at)
            found.append(self._list(list(rest[at:end]), place[1]))
            at = end
        return tuple(found)

    def _definitions(self, parts: list[Part]) -> Definitions:
        """Terms, each with the lines below it."""
        entries: list[tuple[list[Words], list[Part]]] = []
        for part in parts:
            if not isinstance(part, Line):
                continue
            if part.shape.role == "term":
                if not entries or entries[-1][1]:
                    entries.append(([], []))
                entries[-1][0].append(plainly(part))
            else:
                if not entries:
                    entries.append(([], []))
                entries[-1][1].append(_as_text(part))
        return Definitions(
            tuple(Definition(tuple(terms), self.blocks(below)) for terms, below in entries)
        )

    def _box(self, kind: CalloutKind, parts: list[Part]) -> Box:
        lines = [_as_text(each) for each in parts]
        first = lines[0]
        title: Words = ()
        if len(lines) > 1 and isinstance(first, Line) and first.bold and _is_short(first):
            title, lines = plainly(first), lines[1:]
        return Box(kind, self.blocks(lines), title)

    # --- tables

    def _table(self, table: Table) -> Iterator[Block]:
        rows = table.rows
        if all(len(row.places) == 1 for row in rows) and _has_picture(rows):
            parts = [part for row in rows for part in _laid_out(row.places[0].parts)]
            yield from self.blocks(parts)
            return
        if len(rows) == 1 and len(rows[0].places) == 1:
            inner = self._cell_blocks(rows[0].places[0])
            if inner:
                self._decisions.append(Decision(0, "a table of one cell is read as a box"))
                yield Box("note", inner)
            return
        cells = [
            [
                (column, place, self._cell_blocks(place))
                for column, place in zip(_columns(row.places), row.places, strict=True)
                if not place.goes_on
            ]
            for row in rows
        ]
        heads = [row.heading for row in rows]
        if not any(heads) and rows:
            heads[0] = len(rows) > 1 and _all_bold(rows[0].places)
        made = tuple(
            tuple(
                Cell(
                    blocks,
                    heading=heads[at],
                    columns=place.columns,
                    rows=_height(rows[at + 1 :], column),
                )
                for column, place, blocks in row
            )
            for at, row in enumerate(cells)
        )
        if any(cell.blocks for row in made for cell in row):
            yield Grid(made)

    def _cell_blocks(self, place: Place) -> tuple[Block, ...]:
        """A cell's blocks. What stands in bold in a cell is no heading of the article."""
        inner = _Maker(self._decisions)
        parts = _laid_out(place.parts)
        for part in parts:
            if isinstance(part, Line):
                part.bold, part.size = False, 0
        return inner.blocks(parts)


# --- paragraphs -------------------------------------------------------------------------------


class _Caption:
    """A caption that waits for what it belongs to."""

    def __init__(self, line: Line) -> None:
        self.line = line


def _paragraph(line: Line) -> Iterator[Block]:
    """The paragraph; one of pictures alone is a plate for each."""
    pictures = [each for each in line.spans if isinstance(each, Picture)]
    if pictures and not any(
        not isinstance(each, Picture | Run) or (isinstance(each, Run) and each.text.strip())
        for each in line.spans
    ):
        for picture in pictures:
            yield Plate(picture)
    else:
        yield Paragraph(tuple(line.spans))


def plainly(line: Line) -> Words:
    """The words of a heading without the bold that only makes it one."""
    if not all(each.strong for each in line.spans if isinstance(each, Run) and each.text.strip()):
        return tuple(line.spans)
    return tuple(
        replace(each, strong=False) if isinstance(each, Run) else each for each in line.spans
    )


def _as_text(part: Part) -> Part:
    """The same line without its role: what a box or a quotation holds is text."""
    if isinstance(part, Line):
        return replace(part, shape=replace(part.shape, role="text"))
    return part


def _is_short(line: Line) -> bool:
    return 0 < len(line.text) <= _LONGEST_HEADING and line.text[-1] not in ".;,"


def _same_role(parts: list[Part], at: int, *roles: Role) -> int:
    """Where the lines end that have one of these roles, or that of the first."""
    first = parts[at]
    wanted = roles or ((first.shape.role,) if isinstance(first, Line) else ())
    end = at + 1
    while end < len(parts):
        following = parts[end]
        if not isinstance(following, Line) or following.shape.role not in wanted:
            break
        end += 1
    return end


def _ends_answer(part: Part) -> bool:
    return isinstance(part, Line) and part.shape.role in ("question", "heading")


def _usual_size(parts: list[Part]) -> int:
    """The size of most of the words, in half-points; 0 where no paragraph tells."""
    sizes: dict[int, int] = {}
    for part in parts:
        if isinstance(part, Line) and part.size:
            sizes[part.size] = sizes.get(part.size, 0) + len(part.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


# --- lists ------------------------------------------------------------------------------------


def _end_of_list(parts: list[Part], at: int) -> int:
    """Where the list that begins here ends; an item of another list of its level ends it."""
    first = parts[at]
    end = at + 1
    last = first
    while end < len(parts):
        following = parts[end]
        if (
            not isinstance(first, Line)
            or not isinstance(following, Line)
            or not isinstance(last, Line)
            or not _goes_on(first, following, last.number)
        ):
            break
        if following.shape.place is not None and following.shape.place[1] == _level(first):
            last = following
        end += 1
    return end


def _level(line: Line) -> int:
    return line.shape.place[1] if line.shape.place is not None else 0


def _goes_on(first: Line, following: Line, last: int) -> bool:
    """Whether a line belongs to the list that began with the first and stands at number `last`."""
    if following.shape.role == "continued" and following.shape.place is None:
        return first.shape.place is None or following.shape.level >= first.shape.place[1]
    here, there = first.shape.place, following.shape.place
    if here is None or there is None or following.shape.role not in ("text", "continued"):
        return False
    if there[1] > here[1]:
        return True
    return there[1] == here[1] and (
        there[0] == here[0] or following.number == (last + 1 if first.number else 0)
    )


# --- tables -----------------------------------------------------------------------------------


def _columns(places: list[Place]) -> list[int]:
    """The column in which each of these cells begins."""
    found, column = [], 0
    for place in places:
        found.append(column)
        column += place.columns
    return found


def _height(below: list[TableRow], column: int) -> int:
    """How many rows a cell in this column covers: its own, and those below in which it goes on."""
    height = 1
    for row in below:
        starts = zip(_columns(row.places), row.places, strict=True)
        if not any(start == column and place.goes_on for start, place in starts):
            break
        height += 1
    return height


def _has_picture(rows: list[TableRow]) -> bool:
    """Whether a table is only there to hold a picture and its caption."""
    lines = [part for row in rows for part in row.places[0].parts if isinstance(part, Line)]
    return any(isinstance(span, Picture) for line in lines for span in line.spans)


def _all_bold(places: list[Place]) -> bool:
    lines = [
        part for place in places for part in place.parts if isinstance(part, Line) and part.text
    ]
    return bool(lines) and all(line.bold for line in lines)


# --- captions ---------------------------------------------------------------------------------


_NAMES: tuple[tuple[Literal["table", "figure"], re.Pattern[str]], ...] = (
    ("table", re.compile(r"(?:table|tabelle|tab\.|tableau|tabla|جدول|الجدول)\s", re.IGNORECASE)),
    (
        "figure",
        re.compile(
            r"(?:figure|fig\.?|picture|photo|abbildung|abb\.|bild|illustration|figura|imagen|شكل"
            r"|الشكل|صورة)\s",
            re.IGNORECASE,
        ),
    ),
)


def _named(caption: str) -> Literal["", "table", "figure"]:
    """What a caption that no field counts says that it belongs to: "Table 1: Doses"."""
    return next((kind for kind, words in _NAMES if words.match(caption.lstrip())), "")


def _with_captions(made: list[Block | _Caption]) -> Iterator[Block]:
    """The blocks with each caption where it belongs: a table's above it, a picture's below."""
    found: list[Block] = []
    at = 0
    while at < len(made):
        each = made[at]
        if not isinstance(each, _Caption):
            found.append(each)
            at += 1
            continue
        words = plainly(each.line)
        before = found[-1] if found else None
        behind = made[at + 1] if at + 1 < len(made) else None
        counted = each.line.counted or _named(text_of(words))
        if (counted != "table" and isinstance(before, Plate) and not before.caption) or (
            counted == "table"
            and isinstance(before, Grid)
            and not (before.caption or isinstance(behind, Grid))
        ):
            found[-1] = replace(before, caption=words)
        elif isinstance(behind, Grid | Plate) and not behind.caption:
            made[at + 1] = replace(behind, caption=words)
        elif isinstance(before, Grid | Plate) and not before.caption:
            found[-1] = replace(before, caption=words)
        else:
            found.append(Paragraph(words))
        at += 1
    yield from found
