"""Leaves of the source that go to another place, with the containers that they fill."""

from __future__ import annotations

from collections.abc import Iterator

from journalpress.readers.markdown.changing_tree import ChangingTree
from journalpress.readers.markdown.ranges import Node
from journalpress.readers.markdown.source_tree import (
    every_container,
    is_first_in_item,
    items_of,
    origin_of,
    put_behind,
    scope_of,
)


def move(tree: ChangingTree, keys: tuple[str, ...], after: str) -> None:
    """Puts leaves behind another one; containers that they fill go with them."""
    whole = set(tree.named(keys))
    units = list(_units(tree, whole))
    anchor = tree.anchor(after)
    sources = [origin_of(unit.parent) if unit.kind == "item" else None for unit in units]
    levels = [len(path) - scope_of(path) + 1 for path in map(tree.containers, units)]
    all_of_it = [
        source is not None and all(item in units for item in items_of(source)) for source in sources
    ]
    for unit in units:
        stone = _detach(unit)
        for leaf in unit.leaves():
            if leaf is anchor:
                anchor = stone
            tree.tails.setdefault(leaf, stone)
    last_source: Node | None = None
    last_item: Node | None = None
    for unit, source, level, entire in zip(units, sources, levels, all_of_it, strict=True):
        if source is None:
            tree.put(unit, anchor, "heading" if unit.kind == "heading" else "text", 0)
            last_item = None
        elif source is last_source and last_item is not None:
            put_behind(unit, last_item)
            last_item = unit
        else:
            number = source.number if entire else 1
            own = Node("list", sign=source.sign, number=number)
            tree.put(unit, anchor, "item", level, own)
            last_item = unit
        last_source = source
        anchor = next(reversed([leaf for leaf in unit.leaves() if leaf.alive]))
    if anchor is not None and units:
        tree.note_tail(after, anchor)


def _units(tree: ChangingTree, whole: set[Node]) -> Iterator[Node]:
    """The outermost items, quotations and callouts that are moved whole, and single leaves."""
    covered: set[Node] = set()
    for container in every_container(tree.root):
        leaves = [leaf for leaf in container.leaves() if leaf.alive]
        if any(leaf in whole for leaf in leaves) and all(
            leaf in whole or leaf.kind == "missing" for leaf in leaves
        ):
            covered.add(container)
    last: Node | None = None
    for leaf in _chosen(tree, whole, covered):
        path = tree.containers(leaf)
        unit = next((each for each in path if each in covered), leaf)
        if unit is leaf and is_first_in_item(leaf):
            raise tree.refuse(
                "the first words of an item without what stands in it", "move the whole item"
            )
        if unit is not last:
            yield unit
        last = unit


def _chosen(tree: ChangingTree, whole: set[Node], covered: set[Node]) -> list[Node]:
    """The leaves that are named, and the notes on what is missing between two of them."""
    chosen: list[Node] = []
    waiting: list[Node] = []
    for leaf in tree.root.leaves():
        if not leaf.alive:
            continue
        missing = leaf.kind == "missing"
        if leaf in whole or (missing and covered.intersection(tree.containers(leaf))):
            chosen += [*waiting, leaf]
            waiting = []
        elif missing and chosen and chosen[-1] in whole:
            waiting.append(leaf)
        else:
            waiting = []
    return chosen


def _detach(unit: Node) -> Node:
    """Takes a unit out of its place, where a mark stays for those that stand beside it."""
    parent = unit.parent
    assert parent is not None
    stone = Node("opaque", gone=True)
    if unit.kind == "item":
        holder = Node("item", gone=True)
        holder.add(stone)
        index = parent.children.index(unit)
        parent.children[index] = holder
        holder.parent = parent
        parent.changed = True
    else:
        parent.children[parent.children.index(unit)] = stone
        stone.parent = parent
    unit.moved = True
    return stone
