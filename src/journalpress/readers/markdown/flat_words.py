"""The words of a leaf, or what is said of a picture, changed in the flat run."""

from __future__ import annotations

from journalpress.readers.markdown.flat_rows import FlatRows
from journalpress.readers.markdown.outline import Words


def rewrite(run: FlatRows, key: str, inlines: Words) -> None:
    """Gives a leaf, a caption or a cell other words."""
    if key in run.cells:
        row, number, column = run.cells[key]
        row.cells[number][column] = inlines
        assert run.edit
        run.edited_cells[row, number, column] = run.edit
        run.worded.add(row)
        run.touch(row)
        return
    if not inlines:
        raise run.refuse("a leaf without words", "delete the leaf instead")
    if key in run.captions:
        row = run.captions[key]
        row.caption = inlines
        run.worded.add(row)
    else:
        row = run.leaf(key)
        row.inlines = inlines
    run.touch(row)


def set_alt(run: FlatRows, key: str, alt: str) -> None:
    """Gives a picture another description."""
    row = run.known.get(key)
    if row is None or row.kind != "figure":
        raise run.refuse(f"no picture has the key {key}")
    if not alt:
        raise run.refuse("a picture without a description")
    row.detail = (row.detail[0], alt, "False")
    run.touch(row)
