"""A leaf of the source that becomes a heading, a paragraph or an item, or goes deeper."""

from __future__ import annotations

from journalpress.readers.markdown.changing_tree import ChangingTree, Spot
from journalpress.readers.markdown.edits import LeafKind
from journalpress.readers.markdown.outline import Words
from journalpress.readers.markdown.ranges import Node
from journalpress.readers.markdown.source_tree import (
    is_first_in_item,
    last_items,
    put_behind,
    scope_of,
    standing_behind,
)


def set_level(tree: ChangingTree, spot: Spot, kind: LeafKind, level: int) -> None:
    """Makes a leaf a heading, a paragraph or an item of this level."""
    node = spot.node
    words = tree.words.get(node, spot.row.inlines)
    if is_first_in_item(node):
        _set_level_of_item(tree, node, words, kind, level)
    elif kind == "heading":
        tree.rewriter.as_heading(node, words, level)
    elif kind == "text":
        tree.rewriter.as_text(node, words)
    else:
        tree.rewriter.as_text(node, words)
        _begin_item(tree, node, level)


def _begin_item(tree: ChangingTree, node: Node, level: int) -> None:
    container = node.parent
    assert container is not None
    index = container.children.index(node)
    before = next((each for each in reversed(container.children[:index]) if each.alive), None)
    behind = next((each for each in container.children[index + 1 :] if each.alive), None)
    container.children.remove(node)
    node.moved = True
    item = Node("item")
    item.add(node)
    if before is not None and before.kind == "list":
        items = list(last_items(before))
        if level <= len(items):
            put_behind(item, items[max(level, 1) - 1])
            return
        deepest = items[-1]
        if deepest.living()[-1].kind == "quote":
            raise tree.refuse("an item behind a quotation or a box in an item")
        made = Node("list", sign="-", changed=True)
        made.add(item)
        deepest.add(made)
    elif behind is not None and behind.kind == "list":
        behind.add(item, 0)
        behind.changed = True
    else:
        made = Node("list", sign="-", changed=True)
        made.add(item)
        container.add(made, index)


def _set_level_of_item(
    tree: ChangingTree, node: Node, words: Words, kind: LeafKind, level: int
) -> None:
    item = node.parent
    assert item is not None
    path = tree.containers(node)
    scope = scope_of(path)
    items = path[scope:]
    level = max(level, 1)
    if kind == "item":
        if level == len(items):
            return
        if level < len(items):
            outer = items[level - 1]
            inner = item
            while inner is not outer:
                if any(each.alive for each in standing_behind(inner)):
                    raise tree.refuse("an item before others that stand with it in one item")
                assert inner.parent is not None
                inner = inner.parent
            _out_of_list(item)
            put_behind(item, outer)
            return
        siblings = item.parent.living() if item.parent else []
        index = siblings.index(item)
        if not index:
            raise tree.refuse("the first item of a list one level deeper")
        before = siblings[index - 1]
        _out_of_list(item)
        last = before.living()[-1]
        if last.kind == "list":
            put_behind(item, last.living()[-1])
        elif last.kind == "quote":
            raise tree.refuse("an item behind a quotation or a box in an item")
        else:
            made = Node("list", sign="-", changed=True)
            made.add(item)
            before.add(made)
        return
    target = path[scope - 1] if scope and kind == "text" else tree.root
    child = tree.climb(item, target)
    item.children.remove(node)
    assert item.parent is not None
    item.parent.changed = True
    node.moved = True
    target.add(node, target.children.index(child) + 1)
    if kind == "heading":
        tree.rewriter.as_heading(node, words, level)


def _out_of_list(item: Node) -> None:
    assert item.parent is not None
    item.parent.changed = True
    item.parent.children.remove(item)
    item.moved = True
