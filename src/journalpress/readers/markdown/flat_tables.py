"""Rows and columns that come and go in the cells of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journalpress.model import Alignment
from journalpress.readers.markdown.outline import Row, Words


@dataclass(slots=True)
class Grid:
    """What is to happen to a table: new rows and columns by what they stand behind."""

    rows: dict[int, list[tuple[Words, ...]]] = field(default_factory=dict)
    columns: dict[int, list[tuple[Words, ...]]] = field(default_factory=dict)
    gone_rows: set[int] = field(default_factory=set)
    gone_columns: set[int] = field(default_factory=set)


def regrid(row: Row, grid: Grid) -> None:
    """Makes the table's cells those that are asked for."""
    width = len(row.cells[0])

    def widened(cells: Sequence[Words], number: int | None) -> list[Words]:
        made: list[Words] = []
        for column in range(-1, width):
            if column >= 0 and column not in grid.gone_columns:
                made.append(cells[column])
            for new in grid.columns.get(column, ()):
                made.append(new[number] if number is not None else ())
        return made

    made: list[list[Words]] = []
    for number, cells in enumerate(row.cells):
        if number not in grid.gone_rows:
            made.append(widened(cells, number))
        made += [widened(new, None) for new in grid.rows.get(number, ())]
    align: list[Alignment] = []
    for column in range(-1, width):
        if column >= 0 and column not in grid.gone_columns:
            align.append(row.align[column])
        align += ["" for _ in grid.columns.get(column, ())]
    row.cells, row.align = made, align
