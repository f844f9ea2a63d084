"""A table with spans → rows of equal length: each cell where it begins, None where it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from journalpress.readers.rich.tree import Cell, Grid, Heading

Row: TypeAlias = tuple[Cell | None, ...]

IN_EACH_ROW = "their words stand in every row that they cover"
"""What a decision says of a table whose cells over several rows are repeated."""
_MOST_COLUMNS = 200
_MOST_PLACES = 200_000
"""Places that all spans of one table may cover together; beyond it a span counts as one place."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A table without spans: the rows of its head, those below, and whether any cell was spread.

    `above` has a place for each of `head` and `rows`: the cell of a higher row that reaches into
    it, in the column where that cell begins, and None elsewhere.
    """

    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    above: tuple[Row, ...]
    spread: bool
    row_headers: bool
    columns: int


def rectangle_of(grid: Grid) -> Rectangle:
    """The cells of a grid in their places, as HTML 5 places them (forming a table).

    A column in which no cell begins is none, nor is such a row.

    The head are the rows at the top whose cells are all headings; none where there are none.
    """
    placed: list[dict[int, Cell | None]] = [{} for _ in grid.rows]
    reached: list[dict[int, Cell]] = [{} for _ in grid.rows]
    spread = False
    budget = _MOST_PLACES
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            while column in placed[number]:
                column += 1
            columns = max(1, min(cell.columns, _MOST_COLUMNS - column))
            deep = max(1, min(cell.rows or len(placed), len(placed) - number))
            if columns * deep > budget:
                columns = deep = 1
            budget -= columns * deep
            spread = spread or columns > 1 or deep > 1
            for down in range(deep):
                for across in range(columns):
                    placed[number + down].setdefault(column + across, None)
                if down and placed[number + down][column] is None:
                    reached[number + down].setdefault(column, cell)
            placed[number][column] = cell
            column += columns
    begun = sorted({column for row in placed for column, cell in row.items() if cell is not None})
    width = len(begun)
    filled = [number for number, row in enumerate(placed) if any(row.values())]
    rows = tuple(tuple(placed[number].get(column) for column in begun) for number in filled)
    above = tuple(tuple(reached[number].get(column) for column in begun) for number in filled)
    count = 0
    while count < len(rows) and _is_head(rows[count]):
        count += 1
    if count == len(rows):
        count = min(count, 1)
    below = rows[count:]
    firsts = [row[0] for row in below if row]
    headed = [cell for cell in firsts if cell is not None]
    row_headers = width > 1 and bool(headed) and all(cell.heading for cell in headed)
    return Rectangle(rows[:count], below, above, spread, row_headers, width)


def _is_head(row: Row) -> bool:
    cells = [cell for cell in row if cell is not None]
    filled = [cell for cell in cells if cell.blocks]
    return bool(filled) and all(cell.heading for cell in filled)


def is_layout(grid: Grid) -> bool:
    """Whether a table only places things on a page.

    Such a table has no heading cells, no caption, and one cell a row or parts of a text in cells.
    """
    cells = [cell for row in grid.rows for cell in row]
    if grid.caption or any(cell.heading for cell in cells):
        return False
    if all(len(row) <= 1 for row in grid.rows) or len(grid.rows) == 1:
        return True
    return any(
        isinstance(block, Heading | Grid) or len(cell.blocks) > 6
        for cell in cells
        for block in cell.blocks
    )
