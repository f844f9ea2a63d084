"""Leaves of the flat run that go, alone or into the one before them."""

from __future__ import annotations

from journalpress.readers.markdown.flat_rows import FlatRows
from journalpress.readers.markdown.flat_tables import regrid
from journalpress.readers.markdown.outline import Row, Words


def delete(run: FlatRows, keys: tuple[str, ...]) -> None:
    """Takes leaves away."""
    for row in run.chosen(keys):
        if row.kind == "title":
            raise run.refuse("an article without a title")
        if row in run.worded:
            raise run.refuse("another change speaks of a part of it", "keep one of them")
        run.gone[row] = run.at


def merge(run: FlatRows, keys: tuple[str, ...], inlines: Words) -> None:
    """Makes one leaf of several that stand one behind the other."""
    rows = [run.leaf(key) for key in keys]
    if len(rows) < 2 or not inlines:
        raise run.refuse("leaves that become one need words, and must be two or more")
    if any(row.kind not in ("heading", "text", "message") for row in rows):
        raise run.refuse("only headings, paragraphs, items and key messages can become one")
    original = [row for row in run.rows if row.key]
    start = original.index(rows[0])
    if original[start : start + len(rows)] != rows:
        raise run.refuse("leaves that become one must stand one behind the other")
    rows[0].inlines = inlines
    run.touch(rows[0])
    for row in rows[1:]:
        run.gone[row] = run.at


def remove_marked(run: FlatRows) -> None:
    """Takes away what was deleted, merged or moved from its place."""
    for row, at in run.gone.items():
        run.at = at
        index = run.rows.index(row)
        for neighbour in (run.living(index - 1, -1), run.living(index + 1, 1)):
            if neighbour is not None:
                run.touch(neighbour)
    headless = [row for row in run.gone if run.is_item(row)]
    run.rows = [row for row in run.rows if row not in run.gone]
    for row in headless:
        _refuse_item_without_words(run, row)
    for row, grid in run.grids.items():
        if row not in run.gone:
            regrid(row, grid)


def _refuse_item_without_words(run: FlatRows, row: Row) -> None:
    """An item whose first words are gone must not begin with a list: two signs in a row."""
    depth = len(row.path)
    first = next((each for each in run.rows if row.path[-1] in each.path), None)
    if first and len(first.path) > depth and first.path[depth].is_item:
        run.edit = run.made_by[run.gone[row]]
        raise run.refuse(
            "the words of an item are gone, and the items below it are not",
            "delete or move these too",
        )
