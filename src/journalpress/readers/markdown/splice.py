"""Edits of an article's body → the same changes in the tree of its source.

What is taken away stays in the tree, marked, until the lines are put together: other edits of the
same call may name it as the place where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journalpress.readers.markdown.edits import (
    Delete,
    DeleteColumn,
    DeleteRow,
    Insert,
    InsertColumn,
    InsertRow,
    LeafKind,
    Merge,
    Move,
    NewLeaf,
    Rewrite,
    SetAlt,
    SetLevel,
    SourceEdit,
    Split,
    TableEdit,
    Unpatchable,
)
from journalpress.readers.markdown.outline import Row, Words
from journalpress.readers.markdown.ranges import Body, Node
from journalpress.readers.markdown.rewrite import FRESH, Rewriter
from journalpress.readers.markdown.source_tree import (
    every_container,
    is_first_in_item,
    items_of,
    last_items,
    origin_of,
    part_list,
    put_behind,
    scope_of,
    standing_behind,
)
from journalpress.readers.markdown.table_lines import TableChange, change_table
from journalpress.readers.markdown.tables import CAPTION
from journalpress.readers.markdown.write_inline import Place as WordPlace
from journalpress.readers.markdown.write_inline import write_inlines

_PHASES: tuple[Any, ...] = (
    Rewrite, SetAlt, InsertRow | InsertColumn | DeleteRow | DeleteColumn, Split, SetLevel, Insert,
    Move, Delete, Merge,
)  # fmt: skip
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


def splice(
    body: Body, spots: Mapping[str, Spot], edits: Sequence[SourceEdit], rewriter: Rewriter
) -> None:
    """Makes the edits of the body in its tree. Raises Unpatchable."""
    splicer = _Splicer(body, spots, rewriter)
    for phase in _PHASES:
        splicer.make([edit for edit in edits if isinstance(edit, phase)])


class _Splicer:
    """Changes the tree of one body."""

    def __init__(self, body: Body, spots: Mapping[str, Spot], rewriter: Rewriter) -> None:
        self._root = body.root
        self._spots = spots
        self._rewriter = rewriter
        self._order = {node: at for at, node in enumerate(body.root.leaves())}
        self._tails: dict[Node | None, Node] = {}
        self._words: dict[Node, Words] = {}
        self._tables: dict[Node, TableChange] = {}
        self._edit: SourceEdit | None = None

    def make(self, edits: list[SourceEdit]) -> None:
        """Makes edits of one kind."""
        if edits and isinstance(edits[0], SetLevel):
            edits = sorted(edits, key=lambda each: self._order[self._spot(each.key).node])  # type: ignore[union-attr]
        for self._edit in edits:
            self._make(self._edit)

    def _make(self, edit: SourceEdit) -> None:
        match edit:
            case Rewrite(key, inlines):
                self._rewrite(self._spot(key), inlines)
            case SetAlt(key, alt):
                if not self._rewriter.set_alt(self._spot(key).node, alt):
                    raise self._refuse("the description of the picture is not found")
            case Split(key, parts):
                self._split(self._spot(key), parts)
            case SetLevel(key, kind, level):
                self._set_level(self._spot(key), kind, level)
            case Insert(after, leaves):
                for leaf in leaves:
                    self._insert(after, leaf)
            case Move(keys, after):
                self._move(keys, after)
            case Delete(keys):
                for node in self._named(keys):
                    self._take_away(node)
            case Merge(keys, inlines):
                first, *others = (self._spot(key) for key in keys)
                if all(spot.node.kind == "text" for spot in (first, *others)):
                    texts = [(spot.node, spot.row.inlines) for spot in (first, *others)]
                    self._rewriter.join(texts, inlines)
                else:
                    self._rewrite(first, inlines)
                for spot in others:
                    self._take_away(spot.node)
            case InsertRow() | InsertColumn() | DeleteRow() | DeleteColumn():
                self._change_table(edit)

    def _refuse(self, message: str, hint: str = "") -> Unpatchable:
        return Unpatchable(self._edit, message, hint=hint)

    def _spot(self, key: str) -> Spot:
        if key not in self._spots:
            raise self._refuse(f"the leaf {key} is not found in the source")
        return self._spots[key]

    # --- words

    def _rewrite(self, spot: Spot, inlines: Words) -> None:
        node, row = spot.node, spot.row
        if spot.part == "cell":
            number, column = spot.cell
            change = TableChange(cells={spot.cell: (row.cells[number][column], inlines)})
            self._alter(node, row, change)
        elif spot.part == "caption":
            part = self._rewriter.caption_part(node)
            if part is None:
                raise self._refuse("the caption is not found in the source")
            place: WordPlace = "heading" if node.kind == "table" else "caption"
            self._rewriter.rewrite(node, part, row.caption, inlines, place)
        elif node.kind == "heading":
            part = self._rewriter.heading_part(node)
            self._rewriter.rewrite(node, part, row.inlines, inlines, "heading")
        else:
            part = self._rewriter.text_part(node)
            self._rewriter.rewrite(node, part, row.inlines, inlines, "line")
        self._words[node] = inlines

    def _alter(self, node: Node, row: Row, change: TableChange) -> None:
        if not change_table(node, len(row.cells[0]), change, self._rewriter):
            raise self._refuse("the rows of the table do not have the same cells in the source")

    def _change_table(self, edit: TableEdit) -> None:
        """Gathers what happens to one table, and makes it when the last edit of it is met."""
        spot = self._spot(edit.table)
        change = self._tables.setdefault(spot.node, TableChange())
        match edit:
            case InsertRow(_, after, cells):
                change.rows.setdefault(after, []).append(cells)
            case InsertColumn(_, after, cells):
                change.columns.setdefault(after, []).append(cells)
            case DeleteRow(_, number):
                change.gone_rows.add(number)
            case DeleteColumn(_, number):
                change.gone_columns.add(number)
        spot.node.text = spot.node.before_rows = spot.node.before_rows or self._rewriter.lines(
            spot.node
        )
        self._alter(spot.node, spot.row, change)

    # --- where something stands

    def _anchor(self, after: str) -> Node | None:
        """The leaf behind which the next one stands; None for the start of the body."""
        node = self._spot(after).node if after else None
        if node in self._tails:
            return self._tails[node]
        return node

    def _note_tail(self, after: str, last: Node) -> None:
        self._tails[self._spot(after).node if after else None] = last

    def _containers(self, node: Node | None) -> list[Node]:
        """The items, quotations and callouts around a node, the outermost first."""
        found: list[Node] = []
        while node is not None and (node := node.parent) is not None:
            if node.kind in ("quote", "item"):
                found.insert(0, node)
        return found

    def _put(
        self, node: Node, anchor: Node | None, kind: str, level: int, own: Node | None = None
    ) -> None:
        """Puts a block, or an item, behind the anchor; `own` is the list that an item begins."""
        path = self._containers(anchor)
        scope = scope_of(path)
        items = path[scope:]
        if kind == "item":
            self._put_item(node, anchor, items, level, own)
            return
        target = self._root
        if kind == "text":
            inner = items[: min(level, len(items))]
            target = inner[-1] if inner else path[scope - 1] if scope else self._root
        self._put_block(node, anchor, target)

    def _put_block(self, node: Node, anchor: Node | None, target: Node) -> None:
        if anchor is None:
            target.add(node, 0)
            return
        child = self._climb(anchor, target)
        target.add(node, target.children.index(child) + 1)

    def _climb(self, node: Node, target: Node) -> Node:
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
                raise self._refuse(_MIDST)
            node = parent
        return node

    def _put_item(
        self, item: Node, anchor: Node | None, items: list[Node], level: int, own: Node | None
    ) -> None:
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
                        raise self._refuse("an item in the midst of another item")
                    assert node.parent is not None
                    node = node.parent
            put_behind(item, before)
            return
        container = anchor.parent if anchor else self._root
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

    # --- new leaves

    def _insert(self, after: str, leaf: NewLeaf) -> None:
        anchor = self._anchor(after)
        if leaf.kind == "heading":
            written = f"{'#' * leaf.level} {write_inlines(leaf.inlines, 'heading')}"
            node = Node("heading", text=[(written, FRESH)])
        else:
            node = Node("text", text=[(write_inlines(leaf.inlines, "line"), FRESH)])
        unit = node
        if leaf.kind == "item":
            unit = Node("item")
            unit.add(node)
        self._put(unit, anchor, leaf.kind, leaf.level)
        self._note_tail(after, node)

    def _split(self, spot: Spot, parts: tuple[Words, ...]) -> None:
        node = spot.node
        before = self._rewriter.lines(node)
        self._rewrite(spot, parts[0])
        last = node
        for part in parts[1:]:
            if node.kind == "heading":
                made = Node("text", text=[(write_inlines(part, "line"), FRESH)])
            else:
                made = Node("text", node.start, node.end, chain=node.chain, moved=True)
                made.text = before
                whole = self._rewriter.text_part(made)
                self._rewriter.rewrite(made, whole, spot.row.inlines, part, "line")
            if is_first_in_item(node):
                item = Node("item")
                item.add(made)
                path = self._containers(last)
                self._put_item(item, last, path[scope_of(path) :], len(path) - scope_of(path), None)
            else:
                assert last.parent is not None
                last.parent.add(made, last.parent.children.index(last) + 1)
            last = made
        self._tails[node] = last

    # --- levels

    def _set_level(self, spot: Spot, kind: LeafKind, level: int) -> None:
        node = spot.node
        words = self._words.get(node, spot.row.inlines)
        if is_first_in_item(node):
            self._set_level_of_item(node, words, kind, level)
        elif kind == "heading":
            self._rewriter.as_heading(node, words, level)
        elif kind == "text":
            self._rewriter.as_text(node, words)
        else:
            self._rewriter.as_text(node, words)
            self._begin_item(node, level)

    def _begin_item(self, node: Node, level: int) -> None:
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
                raise self._refuse("an item behind a quotation or a box in an item")
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

    def _set_level_of_item(self, node: Node, words: Words, kind: LeafKind, level: int) -> None:
        item = node.parent
        assert item is not None
        path = self._containers(node)
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
                        raise self._refuse("an item before others that stand with it in one item")
                    assert inner.parent is not None
                    inner = inner.parent
                self._out_of_list(item)
                put_behind(item, outer)
                return
            siblings = item.parent.living() if item.parent else []
            index = siblings.index(item)
            if not index:
                raise self._refuse("the first item of a list one level deeper")
            before = siblings[index - 1]
            self._out_of_list(item)
            last = before.living()[-1]
            if last.kind == "list":
                put_behind(item, last.living()[-1])
            elif last.kind == "quote":
                raise self._refuse("an item behind a quotation or a box in an item")
            else:
                made = Node("list", sign="-", changed=True)
                made.add(item)
                before.add(made)
            return
        target = path[scope - 1] if scope and kind == "text" else self._root
        child = self._climb(item, target)
        item.children.remove(node)
        assert item.parent is not None
        item.parent.changed = True
        node.moved = True
        target.add(node, target.children.index(child) + 1)
        if kind == "heading":
            self._rewriter.as_heading(node, words, level)

    def _out_of_list(self, item: Node) -> None:
        assert item.parent is not None
        item.parent.changed = True
        item.parent.children.remove(item)
        item.moved = True

    # --- moving

    def _named(self, keys: Iterable[str]) -> list[Node]:
        """The leaf blocks that these keys name as a whole, in their order; captions are cut off."""
        named: set[Node] = set()
        captions: set[Node] = set()
        for key in keys:
            spot = self._spot(key)
            (captions if spot.part == "caption" else named).add(spot.node)
        for node in captions - named:
            self._cut_caption(node)
        return sorted(named, key=self._order.__getitem__)

    def _cut_caption(self, node: Node) -> None:
        part = self._rewriter.caption_part(node)
        if part is None:
            raise self._refuse("the caption is not found in the source")
        lines, contents = self._rewriter.lines(node), self._rewriter.content(node)
        first = part.first
        if node.kind == "table" and part.trail.strip():
            before, _ = self._rewriter.cut(lines[first], node)
            written = f"{before}{CAPTION} {part.trail.lstrip()}"
            node.text = [*lines[:first], (written, lines[first][1])]
            return
        while not contents[first - 1].strip():
            first -= 1
        node.text = lines[:first]

    def _move(self, keys: tuple[str, ...], after: str) -> None:
        whole = set(self._named(keys))
        units = list(self._units(whole))
        anchor = self._anchor(after)
        sources = [origin_of(unit.parent) if unit.kind == "item" else None for unit in units]
        levels = [len(path) - scope_of(path) + 1 for path in map(self._containers, units)]
        all_of_it = [
            source is not None and all(item in units for item in items_of(source))
            for source in sources
        ]
        for unit in units:
            stone = self._detach(unit)
            for leaf in unit.leaves():
                if leaf is anchor:
                    anchor = stone
                self._tails.setdefault(leaf, stone)
        last_source: Node | None = None
        last_item: Node | None = None
        for unit, source, level, entire in zip(units, sources, levels, all_of_it, strict=True):
            if source is None:
                self._put(unit, anchor, "heading" if unit.kind == "heading" else "text", 0)
                last_item = None
            elif source is last_source and last_item is not None:
                put_behind(unit, last_item)
                last_item = unit
            else:
                number = source.number if entire else 1
                own = Node("list", sign=source.sign, number=number)
                self._put(unit, anchor, "item", level, own)
                last_item = unit
            last_source = source
            anchor = next(reversed([leaf for leaf in unit.leaves() if leaf.alive]))
        if anchor is not None and units:
            self._note_tail(after, anchor)

    def _units(self, whole: set[Node]) -> Iterator[Node]:
        """The outermost items, quotations and callouts that are moved whole, and single leaves."""
        covered: set[Node] = set()
        for container in every_container(self._root):
            leaves = [leaf for leaf in container.leaves() if leaf.alive]
            if any(leaf in whole for leaf in leaves) and all(
                leaf in whole or leaf.kind == "missing" for leaf in leaves
            ):
                covered.add(container)
        last: Node | None = None
        for leaf in self._chosen(whole, covered):
            path = self._containers(leaf)
            unit = next((each for each in path if each in covered), leaf)
            if unit is leaf and is_first_in_item(leaf):
                raise self._refuse(
                    "the first words of an item without what stands in it", "move the whole item"
                )
            if unit is not last:
                yield unit
            last = unit

    def _chosen(self, whole: set[Node], covered: set[Node]) -> list[Node]:
        """The leaves that are named, and the notes on what is missing between two of them."""
        chosen: list[Node] = []
        waiting: list[Node] = []
        for leaf in self._root.leaves():
            if not leaf.alive:
                continue
            missing = leaf.kind == "missing"
            if leaf in whole or (missing and covered.intersection(self._containers(leaf))):
                chosen += [*waiting, leaf]
                waiting = []
            elif missing and chosen and chosen[-1] in whole:
                waiting.append(leaf)
            else:
                waiting = []
        return chosen

    def _detach(self, unit: Node) -> Node:
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

    # --- taking away

    def _take_away(self, node: Node) -> None:
        node.gone = True
        for container in self._containers(node):
            assert container.parent is not None
            container.parent.changed = True
