r"""Pipe tables as pandoc has them and GitHub has not → rows of cells as source.

In those the line below the header may have `+` between its dashes, a bar within `code` parts no
cells, and a row may have more cells than the header. Neither program shows such cells; here they
get a column of their own, so that somebody sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from journalpress.model import Alignment
from journalpress.readers.pandoc.drawn import Drawn, DrawnCell, side_of

_BELOW_HEADER = re.compile(r" {0,3}\|?[ \t]*(:?-+:?)[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DASHES = re.compile(r":?-+:?")
_PIECE = re.compile(r"\\.|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|(?P<bar>\|)|`+|[^\\`|]+|\\")


def pipe_lines(line_at: Callable[[int], str | None]) -> int:
    """How many lines are such a table that begins with line 0; 0 where none does."""
    header, below = line_at(0), line_at(1)
    if header is None or below is None or "|" not in header or not is_below_header(below):
        return 0
    columns = len(_DASHES.findall(below))
    count, more = 2, "+" in below or len(_simply_parted(header)) != columns
    while "|" in (line := line_at(count) or "") and line.strip():
        more = more or len(_simply_parted(line)) > columns
        count += 1
    return count if more and columns > 1 else 0


def is_below_header(line: str) -> bool:
    """Whether a line could part the header of a pipe table from its rows."""
    return bool(_BELOW_HEADER.fullmatch(line)) and ("|" in line or "+" in line)


def read_pipes(source: str) -> Drawn:
    """The table that these lines are; `widened` where a row has more cells than the header."""
    lines = source.rstrip("\n").split("\n")
    parted = [_cells(line) for line in (lines[0], *lines[2:])]
    sides = [side_of(dashes) for dashes in _DASHES.findall(lines[1])]
    columns = max(len(sides), *map(len, parted))
    align: list[Alignment] = [*sides]
    align += [""] * (columns - len(sides))
    rows = tuple(
        tuple(
            DrawnCell(cell, number + (number > 0), number == 0, align=align[column])
            for column, cell in enumerate([*cells, *[""] * (columns - len(cells))])
        )
        for number, cells in enumerate(parted)
        if number or any(cells)
    )
    return Drawn(rows, plain=True, widened=columns > len(sides))


def _simply_parted(line: str) -> list[str]:
    """The cells of a line where every bar without a backslash parts two."""
    return re.split(r"(?<!\\)\|", _inside(line))


def _cells(line: str) -> list[str]:
    cells = [""]
    for piece in _PIECE.finditer(_inside(line)):
        if piece["bar"]:
            cells.append("")
        else:
            cells[-1] += "|" if piece[0] == "\\|" else piece[0]
    return [cell.strip() for cell in cells]


def _inside(line: str) -> str:
    """A line without the bars at its ends."""
    line = line.strip().removeprefix("|")
    return line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
