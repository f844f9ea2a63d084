"""Walks and joints of the tree of a body's source, for whoever changes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journalpress.readers.markdown.ranges import Node


def scope_of(path: Sequence[Node]) -> int:
    """Up to where the path leads into the innermost quotation or callout."""
    return max((at + 1 for at, each in enumerate(path) if each.kind == "quote"), default=0)


def standing_behind(node: Node) -> list[Node]:
    """What stands behind a node in its container, living or not."""
    assert node.parent is not None
    return node.parent.children[node.parent.children.index(node) + 1 :]


def is_first_in_item(node: Node) -> bool:
    """Whether these are the first words of an item."""
    parent = node.parent
    return node.kind == "text" and parent is not None and parent.kind == "item" and (
        parent.children[0] is node
    )  # fmt: skip


def put_behind(item: Node, before: Node) -> None:
    """Puts an item behind another one of its list."""
    parent = before.parent
    assert parent is not None
    parent.add(item, parent.children.index(before) + 1)
    parent.changed = True


def part_list(whole: Node, item: Node) -> None:
    """Parts a list behind this item; the second half counts on."""
    behind = standing_behind(item)
    if not any(each.alive for each in behind):
        return
    assert whole.parent is not None
    first = next(each for each in behind if each.alive)
    second = Node("list", first.start, whole.end, sign=whole.sign, chain=whole.chain)
    second.counts, second.continues, second.changed = whole.counts, whole, True
    second.leader, second.follower, second.last = first.leader, whole.follower, whole.last
    whole.follower = None
    del whole.children[len(whole.children) - len(behind) :]
    for each in behind:
        second.add(each)
    whole.parent.add(second, whole.parent.children.index(whole) + 1)


def origin_of(node: Node | None) -> Node:
    """The list that this one is the other half of, or itself."""
    assert node is not None
    while node.continues is not None:
        node = node.continues
    return node


def items_of(source: Node) -> list[Node]:
    """The living items of a list and of its other halves."""
    assert source.parent is not None
    return [
        item
        for each in source.parent.children
        if each.kind == "list" and origin_of(each) is source
        for item in each.living()
    ]


def last_items(of: Node) -> Iterator[Node]:
    """The last item of a list, the last item of the list that it ends with, and so on."""
    while of.kind == "list":
        item = of.living()[-1]
        yield item
        of = item.living()[-1]


def every_container(node: Node) -> Iterator[Node]:
    """Every item, quotation and callout in it."""
    for child in node.children:
        if child.kind in ("quote", "item"):
            yield child
        yield from every_container(child)
