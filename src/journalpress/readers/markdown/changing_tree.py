"""The tree of a body's source while it is changed: what a key names, where a block stands.

What is taken away stays in the tree, marked, until the lines are put together: other edits of the
same call may name it as the place where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journalpress.readers.markdown.edits import SourceEdit, Unpatchable
from journalpress.readers.markdown.outline import Row, Words
from journalpress.readers.markdown.ranges import Body, Node
from journalpress.readers.markdown.rewrite import Rewriter
from journalpress.readers.markdown.source_tree import (
    part_list,
    put_behind,
    scope_of,
    standing_behind,
)
from journalpress.readers.markdown.table_lines import TableChange
from journalpress.readers.markdown.tables import CAPTION

_MIDST = "it would stand in the midst of an item, a quotation or a box"


@dataclass(frozen=True, slots=True)
class Spot:
    """Which leaf block a key names, and which part of it: "", "caption", "cell"."""

    node: Node
    row: Row
    part: str = ""
    cell: tuple[int, int] = (0, 0)


def spots_of(body: Body, rows: Sequence[Row]) -> dict[str, Spot]:
    """What each key of the body names in the tree of the source."""
    spots: dict[str, Spot] = {}
    for row in rows:
        node = body.by_key.get(row.key)
        if node is None:
            continue
        spots[row.key] = Spot(node, row)
        if row.caption_key:
            spots[row.caption_key] = Spot(node, row, "caption")
        for number, cells in enumerate(row.cells):
            for column in range(len(cells)):
                spots[f"{row.key}_{number}_{column}"] = Spot(node, row, "cell", (number, column))
    return spots


class ChangingTree:
    """The tree of one body, and what is known of its leaves while edits are made."""

    def __init__(self, body: Body, spots: Mapping[str, Spot], rewriter: Rewriter) -> None:
        self.root = body.root
        self.spots = spots
        self.rewriter = rewriter
        self.order = {node: at for at, node in enumerate(body.root.leaves())}
        self.tails: dict[Node | None, Node] = {}
        self.words: dict[Node, Words] = {}
        self.tables: dict[Node, TableChange] = {}
        self.edit: SourceEdit | None = None

    def refuse(self, message: str, hint: str = "") -> Unpatchable:
        """The reason why the edit that is being made cannot be."""
        return Unpatchable(self.edit, message, hint=hint)

    def spot(self, key: str) -> Spot:
        """What a key names. Raises Unpatchable where the source has nothing of it."""
        if key not in self.spots:
            raise self.refuse(f"the leaf {key} is not found in the source")
        return self.spots[key]

    def named(self, keys: Iterable[str]) -> list[Node]:
        """The leaf blocks that these keys name as a whole, in their order; captions are cut off."""
        named: set[Node] = set()
        captions: set[Node] = set()
        for key in keys:
            spot = self.spot(key)
            (captions if spot.part == "caption" else named).add(spot.node)
        for node in captions - named:
            self._cut_caption(node)
        return sorted(named, key=self.order.__getitem__)

    def containers(self, node: Node | None) -> list[Node]:
        """The items, quotations and callouts around a node, the outermost first."""
        found: list[Node] = []
        while node is not None and (node := node.parent) is not None:
            if node.kind in ("quote", "item"):
                found.insert(0, node)
        return found

    def anchor(self, after: str) -> Node | None:
        """The leaf behind which the next one stands; None for the start of the body."""
        node = self.spot(after).node if after else None
        if node in self.tails:
            return self.tails[node]
        return node

    def note_tail(self, after: str, last: Node) -> None:
        """Notes the last leaf that was put behind another one."""
        self.tails[self.spot(after).node if after else None] = last

    def put(
        self, node: Node, anchor: Node | None, kind: str, level: int, own: Node | None = None
    ) -> None:
        """Puts a block, or an item, behind the anchor; `own` is the list that an item begins."""
        path = self.containers(anchor)
        scope = scope_of(path)
        items = path[scope:]
        if kind == "item":
            self.put_item(node, anchor, items, level, own)
            return
        target = self.root
        if kind == "text":
            inner = items[: min(level, len(items))]
            target = inner[-1] if inner else path[scope - 1] if scope else self.root
        self._put_block(node, anchor, target)

    def put_item(
        self, item: Node, anchor: Node | None, items: list[Node], level: int, own: Node | None
    ) -> None:
        """Puts an item behind the anchor, into the list that stands there or one of its own."""
        if anchor is not None and items and level <= len(items):
            before = items[max(level, 1) - 1]
            if anchor.parent is before:
                for rest in standing_behind(anchor):
                    before.children.remove(rest)
                    rest.moved = True
                    item.add(rest)
            else:
                node = anchor
                while node is not before:
                    if any(each.alive for each in standing_behind(node)):
                        raise self.refuse("an item in the midst of another item")
                    assert node.parent is not None
                    node = node.parent
            put_behind(item, before)
            return
        container = anchor.parent if anchor else self.root
        assert container is not None
        index = container.children.index(anchor) + 1 if anchor else 0
        following = next((each for each in container.children[index:] if each.alive), None)
        if following is not None and following.kind == "list":
            following.add(item, 0)
            following.changed = True
            return
        made = own or Node("list", sign="-")
        made.changed = True
        made.add(item)
        container.add(made, index)

    def _put_block(self, node: Node, anchor: Node | None, target: Node) -> None:
        if anchor is None:
            target.add(node, 0)
            return
        child = self.climb(anchor, target)
        target.add(node, target.children.index(child) + 1)

    def climb(self, node: Node, target: Node) -> Node:
        """The child of the target around the node, behind which nothing of it stands any more.

        A list directly in the target is parted there.
        """
        while node.parent is not target:
            parent = node.parent
            assert parent is not None
            behind = standing_behind(node)
            if parent.kind == "list" and parent.parent is target:
                part_list(parent, node)
            elif any(each.alive for each in behind):
                raise self.refuse(_MIDST)
            node = parent
        return node

    def _cut_caption(self, node: Node) -> None:
        part = self.rewriter.caption_part(node)
        if part is None:
            raise self.refuse("the caption is not found in the source")
        lines, contents = self.rewriter.lines(node), self.rewriter.content(node)
        first = part.first
        if node.kind == "table" and part.trail.strip():
            before, _ = self.rewriter.cut(lines[first], node)
            written = f"{before}{CAPTION} {part.trail.lstrip()}"
            node.text = [*lines[:first], (written, lines[first][1])]
            return
        while not contents[first - 1].strip():
            first -= 1
        node.text = lines[:first]

    def take_away(self, node: Node) -> None:
        """Marks a leaf as gone."""
        node.gone = True
        for container in self.containers(node):
            assert container.parent is not None
            container.parent.changed = True
