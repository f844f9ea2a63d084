"""The tree of a body after it was changed → its lines; what was not changed is as it was.

A line of the source is kept whole as long as it stands in the containers in which it stood. Where
it comes into others, their signs are taken off and new ones set, container by container from the
inside to the outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from journalpress.readers.markdown.ranges import (
    Node,
    SourceLines,
    is_ordered,
    marker_range,
    prefix_end,
    stripped,
)
from journalpress.readers.markdown.rewrite import FRESH

_QUOTE_SIGN = re.compile(r" {0,3}> ?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the signs of all containers inside of `unit`'s place (None: of no more).

    `number` is its place in the source, FRESH where it has none.
    """

    text: str
    number: int = FRESH
    unit: Node | None = None


def body_text(root: Node, source: SourceLines) -> str:
    """The text of the body with its line ends."""
    written = _Emitter(root, source).lines()
    made: list[str] = []
    last_end = source.ends[-1] if source.ends else ""
    for at, line in enumerate(written):
        end = source.ends[line.number] if line.number != FRESH else source.line_end
        if at == len(written) - 1:
            end = last_end
        made.append(line.text + (end or source.line_end if at < len(written) - 1 else end))
    return "".join(made)


class _Emitter:
    """Puts the lines of one body together."""

    def __init__(self, root: Node, source: SourceLines) -> None:
        self._root = root
        self._source = source

    def lines(self) -> list[_Line]:
        """All lines behind the front matter."""
        root = self._root
        made = [
            *self._raw(root.start, root.first_line, root),
            *self._children(root, root),
            *self._raw(root.last_line, root.end, root),
        ]
        return [line if line.unit is root else _Line(self._bare(line)) for line in made]

    def _raw(self, start: int, end: int, unit: Node) -> list[_Line]:
        return [_Line(self._source.lines[number], number, unit) for number in range(start, end)]

    # --- blocks

    def _block(self, node: Node, unit: Node) -> list[_Line]:
        """The lines of a node that stands in a container whose lines belong to `unit`."""
        if node.moved and node.kind != "item":
            unit = node
        match node.kind:
            case "list":
                return self._list(node, unit)
            case "item":
                return self._item(node, unit)
            case "quote":
                return self._quote(node, unit)
            case _:
                return self._leaf(node, unit)

    def _leaf(self, node: Node, unit: Node) -> list[_Line]:
        if node.text is None:
            lines = self._raw(node.start, node.end, unit)
        else:
            lines = [
                _Line(text, number, unit) if number != FRESH else _Line(text)
                for text, number in node.text
            ]
        if node.moved and lines:
            lines[0] = _Line(self._bare(lines[0]).lstrip(" \t"))
        return lines

    def _quote(self, node: Node, unit: Node) -> list[_Line]:
        lines = [
            *self._raw(node.start, node.first_line, unit),
            *self._children(node, unit),
            *self._raw(node.last_line, node.end, unit),
        ]
        sign = self._quote_sign(node)
        return [line if line.unit is unit else _quoted(sign, self._bare(line)) for line in lines]

    def _quote_sign(self, node: Node) -> str:
        line = self._source.lines[node.start]
        at, _ = prefix_end(line, node.start, node.chain)
        found = _QUOTE_SIGN.match(line, at)
        return found[0] if found else "> "

    def _list(self, node: Node, unit: Node) -> list[_Line]:
        if node.changed:
            self._number(node)
        return self._children(node, unit)

    def _number(self, node: Node) -> None:
        """Gives the items of a list its sign, and the numbers that follow from where they stand."""
        start = first_number(node)
        for at, item in enumerate(node.living()):
            number = start + at if node.counts else start
            if item.sign != node.sign or (is_ordered(node.sign) and item.number != number):
                item.changed = True
            item.sign, item.number = node.sign, number

    def _item(self, node: Node, unit: Node) -> list[_Line]:
        fresh = is_fresh(node)
        before, width = self._marker(node, fresh=fresh)
        keeps = not fresh and width == node.width
        lines: list[_Line] = []
        if not fresh:
            lines = self._raw(node.start, node.first_line, unit)
        lines += self._children(node, unit)
        made: list[_Line] = []
        for at, line in enumerate(lines):
            own = not fresh and line.unit is unit
            if own and keeps and (line.number == node.start) == (at == 0):
                made.append(self._with_marker(line, node) if at == 0 else line)
                continue
            text = stripped_at(line, self._source, (*node.chain, node)) if own else self._bare(line)
            if at == 0:
                made.append(_Line((before + text).rstrip() if not text else before + text))
            else:
                made.append(_Line(" " * width + text if text.strip() else text.strip()))
        return made

    def _marker(self, item: Node, *, fresh: bool) -> tuple[str, int]:
        """What an item begins with, and by how much its content is indented."""
        sign = f"{item.number}{item.sign}" if is_ordered(item.sign) else item.sign
        like = item if not fresh else self._like(item)
        if like is None:
            return f"{sign} ", len(sign) + 1
        line = self._source.lines[like.start]
        begin, end = marker_range(line, like.start, like)
        outside, _ = prefix_end(line, like.start, like.chain)
        indent = " " * (begin - outside)
        spaces = like.width - (begin - outside) - (end - begin)
        # The content stays in its column as long as a space is left before it.
        spaces = spaces + (end - begin) - len(sign)
        if not 1 <= spaces <= 4:
            spaces = 1
        return f"{indent}{sign}{' ' * spaces}", len(indent) + len(sign) + spaces

    def _like(self, item: Node) -> Node | None:
        """An item of the same list that stands in the source."""
        assert item.parent is not None
        siblings = item.parent.children
        return next((each for each in siblings if not each.is_new and not each.moved), None)

    def _with_marker(self, line: _Line, item: Node) -> _Line:
        if not item.changed:
            return line
        begin, end = marker_range(self._source.lines[item.start], item.start, item)
        sign = f"{item.number}{item.sign}" if is_ordered(item.sign) else item.sign
        spaces = len(line.text[end:]) - len(line.text[end:].lstrip(" "))
        gap = " " * max(1, spaces + (end - begin) - len(sign)) if spaces else line.text[end:end]
        text = f"{line.text[:begin]}{sign}{gap}{line.text[end + spaces :]}"
        return _Line(text, line.number, line.unit)

    def _bare(self, line: _Line) -> str:
        """The text of a line without the signs outside of its unit."""
        if line.unit is None:
            return line.text
        return stripped_at(line, self._source, line.unit.chain)

    # --- what stands between blocks

    def _children(self, node: Node, unit: Node) -> list[_Line]:
        lines: list[_Line] = []
        before: Node | None = None
        for child in node.living():
            if child.kind == "list" and before is not None and before.kind == "list":
                _tell_apart(before, child)
            # The lines of an item that got a new sign are those of its blocks.
            inside = self._block(child, child if is_fresh(node) else unit)
            if before is not None:
                gap = self._gap(before, child, node, unit)
                lines += [_Line("")] * len(gap) if is_fresh(node) else gap
            lines += inside
            before = child
        return lines

    def _gap(self, before: Node, child: Node, parent: Node, unit: Node) -> list[_Line]:
        home = not (before.is_new or before.moved), not (child.is_new or child.moved)
        if before.moved and child.moved and before.follower is child and before.kind != "item":
            return [_Line("")] * (child.start - before.last)
        if all(home) and before.follower is child:
            raw = self._raw(before.last, child.start, unit)
            if raw or not (before.changed or child.changed) or not _parts(before, child):
                return raw
        found: list[_Line] = []
        if home[1] and child.leader is not None:
            found = self._raw(child.leader.last, child.start, unit)
        if not found and home[0] and before.follower is not None:
            found = self._raw(before.last, before.follower.start, unit)
        if found:
            return found
        if _parts(before, child) or self._wants_gap(before, child, parent):
            return [_Line("")]
        return []

    def _wants_gap(self, before: Node, child: Node, parent: Node) -> bool:
        """Whether an empty line belongs there, as the author has set them elsewhere."""
        if parent.kind == "list":
            gaps = [
                each.follower.start > each.last
                for each in parent.children
                if not each.is_new and each.follower is not None and each.follower.parent is parent
            ]
            return any(gaps)
        return not (parent.kind == "item" and before.kind == "text" and child.kind == "list")


def _quoted(sign: str, text: str) -> _Line:
    """A line in a quotation; a space directly behind > would count as a part of the sign."""
    if text.startswith(" ") and sign.endswith(">"):
        sign += " "
    return _Line(sign + text if text else sign.rstrip())


def is_fresh(node: Node) -> bool:
    """Whether this is an item that is new or was moved, so that its sign is set anew."""
    return node.kind == "item" and (node.is_new or node.moved)


def first_number(node: Node) -> int:
    """The number of the first item of a list; the second half of one counts on."""
    if node.continues is None:
        return node.number
    return first_number(node.continues) + len(node.continues.living())


def stripped_at(line: _Line, source: SourceLines, chain: tuple[Node, ...]) -> str:
    """The text of a line of the source without the signs of these containers."""
    return stripped(line.text, source.lines[line.number], line.number, chain)


def _tell_apart(before: Node, after: Node) -> None:
    """Two numbered lists one behind the other must not be read as one."""
    if is_ordered(before.sign) and before.sign == after.sign:
        after.sign = ")" if before.sign == "." else "."
        after.changed = True


def _parts(before: Node, child: Node) -> bool:
    """Whether the two would run into one another without an empty line between them."""
    if "heading" in (before.kind, child.kind) or before.kind == "missing" or child.kind == "item":
        return False
    if child.kind == "missing":
        return False
    if child.kind == "list":
        return before.kind != "text" or (is_ordered(child.sign) and first_number(child) != 1)
    return True


def remember(node: Node) -> None:
    """Notes what stood beside what, and where, before anything is changed."""
    children = node.children
    for before, child in zip([None, *children], [*children, None], strict=True):
        if before is not None:
            before.follower, before.last = child, before.end
        if child is not None:
            child.leader = before
    node.first_line = children[0].start if children else node.end
    node.last_line = children[-1].end if children else node.end
    for child in children:
        remember(child)
