"""Grid tables, drawn with `+`, `-`, `=` and `|` → cells as source, over several places or one.

A cell is the smallest frame that closes around a corner. A table is read where its cells fill it
without a gap; else it is not, as what was meant would be guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from journalpress.model import Alignment
from journalpress.readers.pandoc.drawn import Drawn, DrawnCell, dedented, laid_out, side_of

_BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_FLAT, _UPRIGHT = frozenset("-=:+"), frozenset("|+")
_MOST_STEPS = 500_000
"""Signs looked at for one table; drawn by a person, one has a hundredth of that."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A cell: the places of its four borders."""

    top: int
    left: int
    bottom: int
    right: int


def read_grid(source: str) -> Drawn | None:
    """The table that these lines draw; None where they cannot be read without guessing."""
    lines = [line.rstrip() for line in source.expandtabs(4).rstrip("\n").split("\n")]
    indent = len(lines[0]) - len(lines[0].lstrip())
    if any(line[:indent].strip() for line in lines):
        return None
    canvas = [laid_out(line[indent:]) for line in lines]
    width = len(canvas[0])
    if any(len(row) != width for row in canvas) or not _whole(canvas[0]) or not _whole(canvas[-1]):
        return None
    parts = _parted(canvas)
    frames = _Tracer(canvas).frames()
    if parts is None or frames is None:
        return None
    head = parts[0]
    if any(each.top < edge < each.bottom for each in frames for edge in parts):
        return None
    tops = sorted({each.top for each in frames} | {len(canvas) - 1})
    if any(_whole(row) and number not in tops for number, row in enumerate(canvas)):
        return None
    lefts = sorted({each.left for each in frames} | {width - 1})
    row_of = {top: number for number, top in enumerate(tops)}
    column_of = {left: number for number, left in enumerate(lefts)}
    sides = _sides(canvas[head], lefts) if head else _sides(canvas[0], lefts)
    rows: list[list[DrawnCell]] = [[] for _ in tops[1:]]
    for each in frames:
        column = column_of[each.left]
        inside = canvas[each.top + 1 : each.bottom]
        rows[row_of[each.top]].append(
            DrawnCell(
                dedented(["".join(row[each.left + 1 : each.right]) for row in inside]),
                each.top + 1,
                each.top < head,
                column_of[each.right] - column,
                row_of[each.bottom] - row_of[each.top],
                sides[column],
            )
        )
    return Drawn(tuple(tuple(row) for row in rows if not _is_blank_head(row)))


def _is_blank_head(row: list[DrawnCell]) -> bool:
    """Whether a row is what stands above `=` in a table without a header."""
    return all(cell.heading and not cell.source and cell.rows == 1 for cell in row)


def _whole(row: tuple[str, ...]) -> bool:
    """Whether a line is a border from end to end."""
    return bool(_BORDER.fullmatch("".join(row)))


def _parted(canvas: list[tuple[str, ...]]) -> tuple[int, ...] | None:
    """The borders of `=`: that below the header (0 without one), that above the foot.

    None where there are others: they would part the table in a way that nobody has described.
    """
    found = [
        number
        for number, row in enumerate(canvas)
        if number > 0 and _whole(row) and "=" in row and "-" not in row
    ]
    last = len(canvas) - 1
    if not found:
        return (0,)
    if found[-1] == last:
        return tuple(found[:-1]) if 1 < len(found) < 4 else None
    return (found[0],) if len(found) == 1 else None


def _sides(border: tuple[str, ...], lefts: list[int]) -> list[Alignment]:
    """How each column is set, by the colons at the ends of its dashes."""
    return [side_of("".join(border[a + 1 : b])) for a, b in pairwise(lefts)]


class _Tracer:
    """Follows the borders of one drawing."""

    def __init__(self, canvas: list[tuple[str, ...]]) -> None:
        self._canvas = canvas
        self._steps = 0

    def frames(self) -> list[_Frame] | None:
        """All cells, by row and column; None where they leave a gap or lie over one another."""
        height, width = len(self._canvas), len(self._canvas[0])
        covered = [bytearray(width) for _ in range(height)]
        found: list[_Frame] = []
        for top in range(height - 1):
            for left in range(width - 1):
                if covered[top][left]:
                    continue
                frame = self._around(top, left)
                if frame is None:
                    return None
                for row in covered[frame.top : frame.bottom]:
                    if any(row[frame.left : frame.right]):
                        return None
                    row[frame.left : frame.right] = b"\1" * (frame.right - frame.left)
                found.append(frame)
        return found

    def _around(self, top: int, left: int) -> _Frame | None:
        """The smallest frame whose upper left corner stands here."""
        if self._canvas[top][left] != "+":
            return None
        for right in range(left + 1, len(self._canvas[0])):
            sign = self._canvas[top][right]
            if sign == "+" and right > left + 1 and (bottom := self._down(top, left, right)):
                return _Frame(top, left, bottom, right)
            if sign not in _FLAT:
                return None
        return None

    def _down(self, top: int, left: int, right: int) -> int:
        """The line where the frame between these two columns closes; 0 where it does not."""
        for bottom in range(top + 1, len(self._canvas)):
            row = self._canvas[bottom]
            self._steps += 1
            if self._steps > _MOST_STEPS or row[right] not in _UPRIGHT or row[left] not in _UPRIGHT:
                return 0
            if row[right] == row[left] == "+" and bottom > top + 1:
                self._steps += right - left
                if all(each in _FLAT for each in row[left:right]):
                    return bottom
        return 0
