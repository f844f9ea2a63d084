"""New leaves in the source: those put behind another one, those that one is split into."""

from __future__ import annotations

from journalpress.readers.markdown.changing_tree import ChangingTree, Spot
from journalpress.readers.markdown.edits import NewLeaf
from journalpress.readers.markdown.outline import Words
from journalpress.readers.markdown.ranges import Node
from journalpress.readers.markdown.rewrite import FRESH
from journalpress.readers.markdown.source_tree import is_first_in_item, scope_of
from journalpress.readers.markdown.splice_words import rewrite
from journalpress.readers.markdown.write_inline import write_inlines


def insert(tree: ChangingTree, after: str, leaf: NewLeaf) -> None:
    """Puts a new leaf behind one that is there, or at the start of the body."""
    anchor = tree.anchor(after)
    if leaf.kind == "heading":
        written = f"{'#' * leaf.level} {write_inlines(leaf.inlines, 'heading')}"
        node = Node("heading", text=[(written, FRESH)])
    else:
        node = Node("text", text=[(write_inlines(leaf.inlines, "line"), FRESH)])
    unit = node
    if leaf.kind == "item":
        unit = Node("item")
        unit.add(node)
    tree.put(unit, anchor, leaf.kind, leaf.level)
    tree.note_tail(after, node)


def split(tree: ChangingTree, spot: Spot, parts: tuple[Words, ...]) -> None:
    """Makes several leaves of one."""
    node = spot.node
    before = tree.rewriter.lines(node)
    rewrite(tree, spot, parts[0])
    last = node
    for part in parts[1:]:
        if node.kind == "heading":
            made = Node("text", text=[(write_inlines(part, "line"), FRESH)])
        else:
            made = Node("text", node.start, node.end, chain=node.chain, moved=True)
            made.text = before
            whole = tree.rewriter.text_part(made)
            tree.rewriter.rewrite(made, whole, spot.row.inlines, part, "line")
        if is_first_in_item(node):
            item = Node("item")
            item.add(made)
            path = tree.containers(last)
            tree.put_item(item, last, path[scope_of(path) :], len(path) - scope_of(path), None)
        else:
            assert last.parent is not None
            last.parent.add(made, last.parent.children.index(last) + 1)
        last = made
    tree.tails[node] = last
