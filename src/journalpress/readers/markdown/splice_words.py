"""The words of a leaf, a caption or a cell, changed in the lines of the source."""

from __future__ import annotations

from journalpress.readers.markdown.changing_tree import ChangingTree, Spot
from journalpress.readers.markdown.edits import (
    DeleteColumn,
    DeleteRow,
    InsertColumn,
    InsertRow,
    TableEdit,
)
from journalpress.readers.markdown.outline import Row, Words
from journalpress.readers.markdown.ranges import Node
from journalpress.readers.markdown.table_lines import TableChange
from journalpress.readers.markdown.table_lines import change_table as change_table_lines
from journalpress.readers.markdown.write_inline import Place as WordPlace


def rewrite(tree: ChangingTree, spot: Spot, inlines: Words) -> None:
    """Gives a leaf, a caption or a cell other words."""
    node, row = spot.node, spot.row
    if spot.part == "cell":
        number, column = spot.cell
        change = TableChange(cells={spot.cell: (row.cells[number][column], inlines)})
        _alter(tree, node, row, change)
    elif spot.part == "caption":
        part = tree.rewriter.caption_part(node)
        if part is None:
            raise tree.refuse("the caption is not found in the source")
        place: WordPlace = "heading" if node.kind == "table" else "caption"
        tree.rewriter.rewrite(node, part, row.caption, inlines, place)
    elif node.kind == "heading":
        part = tree.rewriter.heading_part(node)
        tree.rewriter.rewrite(node, part, row.inlines, inlines, "heading")
    else:
        part = tree.rewriter.text_part(node)
        tree.rewriter.rewrite(node, part, row.inlines, inlines, "line")
    tree.words[node] = inlines


def _alter(tree: ChangingTree, node: Node, row: Row, change: TableChange) -> None:
    if not change_table_lines(node, len(row.cells[0]), change, tree.rewriter):
        raise tree.refuse("the rows of the table do not have the same cells in the source")


def change_table(tree: ChangingTree, edit: TableEdit) -> None:
    """Gathers what happens to one table, and makes it when the last edit of it is met."""
    spot = tree.spot(edit.table)
    change = tree.tables.setdefault(spot.node, TableChange())
    match edit:
        case InsertRow(_, after, cells):
            change.rows.setdefault(after, []).append(cells)
        case InsertColumn(_, after, cells):
            change.columns.setdefault(after, []).append(cells)
        case DeleteRow(_, number):
            change.gone_rows.add(number)
        case DeleteColumn(_, number):
            change.gone_columns.add(number)
    spot.node.text = spot.node.before_rows = spot.node.before_rows or tree.rewriter.lines(spot.node)
    _alter(tree, spot.node, spot.row, change)
