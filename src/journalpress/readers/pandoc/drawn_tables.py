"""Tables drawn with dashes (pandoc's simple tables, grid tables) → rows of cells as source.

A table whose words cross its lines, or whose cells reach over several columns or rows, is not read:
it is better kept as it is typed than read askew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from journalpress.model import Alignment

_GROUP = re.compile(r"-+")
_BORDER = re.compile(r"\+(?:[-=:]+\+)+")


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """The sources of the cells of a row, and its line in the table, from 0."""

    cells: tuple[str, ...]
    line: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its rows, all of the same length, and how each column is set."""

    rows: tuple[DrawnRow, ...]
    align: tuple[Alignment, ...]


def read_drawn(source: str) -> Drawn | None:
    """The table that these lines draw; None where they cannot be read without guessing."""
    lines = [line.rstrip() for line in source.expandtabs(4).rstrip("\n").split("\n")]
    found = _grid(lines) if lines[0].lstrip().startswith("+") else _simple(lines)
    return found if found and found.rows else None


# --- simple tables


def _simple(lines: list[str]) -> Drawn | None:
    """`Right Left` over `----- ----` over rows; without a header, dashes stand at both ends."""
    at = 0 if _is_dashes(lines[0]) else 1
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(lines[at])]
    body = lines[at + 1 :]
    if body and _is_dashes(body[-1]):
        body = body[:-1]
    elif at == 0:
        return None
    rows: list[DrawnRow] = []
    header = _cut(lines[0], groups) if at else None
    if at and header is None:
        return None
    if header is not None:
        rows.append(DrawnRow(header, 0, heading=True))
    for number, line in enumerate(body, at + 1):
        cells = _cut(line, groups)
        if cells is None:
            return None
        rows.append(DrawnRow(cells, number))
    shown = lines[0] if at else (body[0] if body else "")
    return Drawn(tuple(rows), tuple(_side(shown, *group) for group in groups))


def _is_dashes(line: str) -> bool:
    return bool(re.fullmatch(r"\s*-[-\s]*", line))


def _cut(line: str, groups: list[tuple[int, int]]) -> tuple[str, ...] | None:
    """The cells of a line; None where a word crosses from one column into the next."""
    starts = [start for start, _ in groups]
    for start, (_, end_before) in zip(starts[1:], groups, strict=False):
        if line[end_before:start].strip() and line[start - 1 : start].strip():
            return None
    edges = [0, *starts[1:], len(line) + 1]
    return tuple(line[a:b].strip() for a, b in pairwise(edges))


def _side(line: str, start: int, end: int) -> Alignment:
    """How a column is set: its first line is flush with the dashes at one end, or at none."""
    left = bool(line[start : start + 1].strip())
    right = bool(line[end - 1 : end].strip())
    if left == right:
        return "" if left or not line[start:end].strip() else "center"
    return "left" if left else "right"


# --- grid tables


def _grid(lines: list[str]) -> Drawn | None:
    """Cells between `|`, rows between `+---+`, the header above `+===+`."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    lines = [line[indent:] for line in lines]
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    if len(lines) < 3 or not _BORDER.fullmatch(lines[-1]):
        return None
    rows: list[DrawnRow] = []
    align: list[Alignment] = [_colons(lines[0][a + 1 : b]) for a, b in _pairs(edges)]
    held: list[str] = []
    for number, line in enumerate(lines[1:], 1):
        if _BORDER.fullmatch(line):
            if [at for at, sign in enumerate(line) if sign == "+"] != edges or not held:
                return None
            if "=" in line:
                if rows:
                    return None
                align = [_colons(line[a + 1 : b]) for a, b in _pairs(edges)]
            cells = tuple(_dedented([each[a + 1 : b] for each in held]) for a, b in _pairs(edges))
            rows.append(DrawnRow(cells, number - len(held), heading="=" in line))
            held = []
        elif len(line) == edges[-1] + 1 and all(line[at] == "|" for at in edges):
            held.append(line)
        else:
            return None
    return Drawn(tuple(rows), tuple(align))


def _pairs(edges: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(edges))


def _colons(border: str) -> Alignment:
    left, right = border.startswith(":"), border.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def _dedented(lines: list[str]) -> str:
    """The lines of a cell without the space that all of them begin with."""
    kept = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(kept, default=0)
    return "\n".join(line[margin:].rstrip() for line in lines).strip("\n")
