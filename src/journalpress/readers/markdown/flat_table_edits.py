"""Rows and columns of a table in the flat run that are asked for."""

from __future__ import annotations

from collections.abc import Callable

from journalpress.readers.markdown.edits import (
    DeleteColumn,
    DeleteRow,
    InsertColumn,
    InsertRow,
    SourceEdit,
)
from journalpress.readers.markdown.flat_rows import FlatRows
from journalpress.readers.markdown.flat_tables import Grid
from journalpress.readers.markdown.outline import Row


def change_table(run: FlatRows, edit: SourceEdit) -> None:
    """Notes a row or a column that comes or goes."""
    assert isinstance(edit, InsertRow | DeleteRow | InsertColumn | DeleteColumn)
    row = run.known.get(edit.table)
    if row is None or row.kind != "table":
        raise run.refuse(f"no table has the key {edit.table}")
    run.touch(row)
    run.worded.add(row)
    grid = run.grids.setdefault(row, Grid())
    height, width = len(row.cells), len(row.cells[0])
    match edit:
        case InsertRow(_, after, cells):
            _refuse_unless(run, 0 <= after < height and len(cells) == width, "row")
            grid.rows.setdefault(after, []).append(cells)
        case InsertColumn(_, after, cells):
            _refuse_unless(run, -1 <= after < width and len(cells) == height, "column")
            grid.columns.setdefault(after, []).append(cells)
        case DeleteRow(_, number):
            _refuse_unless(run, 1 <= number < height, "row")
            _refuse_edited(run, lambda cell: cell[0] is row and cell[1] == number)
            grid.gone_rows.add(number)
        case DeleteColumn(_, number):
            _refuse_unless(run, 0 <= number < width, "column")
            _refuse_edited(run, lambda cell: cell[0] is row and cell[2] == number)
            grid.gone_columns.add(number)
            added = sum(len(each) for each in grid.columns.values())
            _refuse_unless(run, width + added > len(grid.gone_columns), "column")


def _refuse_unless(run: FlatRows, fits: bool, what: str) -> None:
    if not fits:
        raise run.refuse(f"the table has no such {what}, or needs it")


def _refuse_edited(run: FlatRows, fits: Callable[[tuple[Row, int, int]], bool]) -> None:
    if any(fits(cell) for cell in run.edited_cells):
        raise run.refuse("another change rewrites a cell of it", "keep one of them")
