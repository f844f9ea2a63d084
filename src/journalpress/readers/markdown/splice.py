"""Edits of an article's body → the same changes in the tree of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journalpress.readers.markdown.changing_tree import ChangingTree, Spot
from journalpress.readers.markdown.edits import (
    Delete,
    DeleteColumn,
    DeleteRow,
    Insert,
    InsertColumn,
    InsertRow,
    Merge,
    Move,
    Rewrite,
    SetAlt,
    SetLevel,
    SourceEdit,
    Split,
)
from journalpress.readers.markdown.ranges import Body
from journalpress.readers.markdown.rewrite import Rewriter
from journalpress.readers.markdown.splice_inserts import insert, split
from journalpress.readers.markdown.splice_levels import set_level
from journalpress.readers.markdown.splice_moves import move
from journalpress.readers.markdown.splice_words import change_table, rewrite

_PHASES: tuple[Any, ...] = (
    Rewrite, SetAlt, InsertRow | InsertColumn | DeleteRow | DeleteColumn, Split, SetLevel, Insert,
    Move, Delete, Merge,
)  # fmt: skip


def splice(
    body: Body, spots: Mapping[str, Spot], edits: Sequence[SourceEdit], rewriter: Rewriter
) -> None:
    """Makes the edits of the body in its tree. Raises Unpatchable."""
    tree = ChangingTree(body, spots, rewriter)
    for phase in _PHASES:
        chosen = [edit for edit in edits if isinstance(edit, phase)]
        if phase is SetLevel:
            chosen.sort(key=lambda each: tree.order[tree.spot(each.key).node])
        for tree.edit in chosen:
            _make(tree, tree.edit)


def _make(tree: ChangingTree, edit: SourceEdit) -> None:
    match edit:
        case Rewrite(key, inlines):
            rewrite(tree, tree.spot(key), inlines)
        case SetAlt(key, alt):
            if not tree.rewriter.set_alt(tree.spot(key).node, alt):
                raise tree.refuse("the description of the picture is not found")
        case Split(key, parts):
            split(tree, tree.spot(key), parts)
        case SetLevel(key, kind, level):
            set_level(tree, tree.spot(key), kind, level)
        case Insert(after, leaves):
            for leaf in leaves:
                insert(tree, after, leaf)
        case Move(keys, after):
            move(tree, keys, after)
        case Delete(keys):
            for node in tree.named(keys):
                tree.take_away(node)
        case Merge(keys, inlines):
            first, *others = (tree.spot(key) for key in keys)
            if all(spot.node.kind == "text" for spot in (first, *others)):
                texts = [(spot.node, spot.row.inlines) for spot in (first, *others)]
                tree.rewriter.join(texts, inlines)
            else:
                rewrite(tree, first, inlines)
            for spot in others:
                tree.take_away(spot.node)
        case InsertRow() | InsertColumn() | DeleteRow() | DeleteColumn():
            change_table(tree, edit)
