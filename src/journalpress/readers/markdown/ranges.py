"""The source of a body → the tree of its blocks, each with its lines and the signs before them.

Lines count from 0 over the whole file, as the parser counts them. They are kept as they are on
disk: the parser sees them in NFC and with LF, which moves no line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from markdown_it.token import Token

from journalpress.model import (
    Article,
    Block,
    Figure,
    Inline,
    Paragraph,
    Question,
    Section,
    Table,
    every_block,
)
from journalpress.readers.markdown.frontmatter import split
from journalpress.readers.markdown.tables import CAPTION
from journalpress.readers.markdown.tokens import block_tokens, make_parser

NodeKind: TypeAlias = Literal[
    "root", "quote", "list", "item", "heading", "text", "figure", "table", "missing", "opaque"
]
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_ALERT = re.compile(r"\[!\w+\][ \t]*.*")
_MARKER = re.compile(r"[-+*]|(?P<digits>\d{1,9})(?P<sign>[.)])")
_TAB = 4

CELL_BORDER = re.compile(r"(?<!\\)\|")
"""What parts two cells of a table."""


@dataclass(slots=True, eq=False)
class Node:
    """A block of the source; `key` is that of the leaf, Figure or Table that was read from it.

    `start` and `end` are its lines without the empty ones around it, -1 for what is new. A list
    has `sign` (- + * . or a parenthesis), `number` and `counts` (False: all items bear one number);
    an item has `sign`, `number` and `width`, the columns by which its content is indented.
    """

    kind: NodeKind
    start: int = -1
    end: int = -1
    key: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    sign: str = ""
    number: int = 1
    counts: bool = True
    level: int = 0
    width: int = 0
    caption_at: int = -1
    chain: tuple[Node, ...] = ()
    # Where it stood: between which neighbours, the lines of its children, its last line.
    leader: Node | None = None
    follower: Node | None = None
    first_line: int = -1
    last_line: int = -1
    last: int = -1
    # What the splicing makes of it: `text` are its new lines with their numbers, `before_rows`
    # those before rows and columns changed; a list `continues` the other half of what was one.
    gone: bool = False
    moved: bool = False
    changed: bool = False
    text: list[tuple[str, int]] | None = None
    before_rows: list[tuple[str, int]] | None = None
    continues: Node | None = None

    @property
    def is_new(self) -> bool:
        """Whether no line of the source is its own."""
        return self.start < 0

    @property
    def alive(self) -> bool:
        """Whether something of it is left."""
        if self.kind in ("quote", "list", "item"):
            return not self.gone and any(child.alive for child in self.children)
        return not self.gone

    def living(self) -> list[Node]:
        """The children of which something is left."""
        return [child for child in self.children if child.alive]

    def add(self, child: Node, index: int | None = None) -> None:
        """Puts a child at this place, by default at the end."""
        child.parent = self
        self.children.insert(len(self.children) if index is None else index, child)

    def leaves(self) -> Iterator[Node]:
        """The leaf blocks in it, in reading order."""
        if not self.children and self.kind not in ("root", "quote", "list", "item"):
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of a file without their ends, the ends, and how many come before the body."""

    lines: list[str]
    ends: list[str]
    front: int

    @property
    def line_end(self) -> str:
        """What ends a line that is new."""
        return next((end for end in self.ends if end), "\n")


@dataclass(frozen=True, slots=True)
class Body:
    """The tree of a body and its leaf blocks by key."""

    root: Node
    by_key: Mapping[str, Node]


def source_lines(text: str) -> SourceLines | None:
    """The lines of a file's text as it is on disk, without its byte order mark."""
    lines: list[str] = []
    ends: list[str] = []
    for found in _LINE.finditer(text):
        if found.start() == len(text):
            break
        lines.append(found[1])
        ends.append(found[2])
    parts = split("\n".join(lines))
    return SourceLines(lines, ends, parts[1]) if parts else None


def read_body(source: SourceLines, article: Article, spans: Mapping[str, int]) -> Body:
    """The tree of the body; `article` and its `spans` are what was read from the same source."""
    lines = [unicodedata.normalize("NFC", line) for line in source.lines]
    text = "\n" * source.front + "\n".join(lines[source.front :])
    tokens = block_tokens(make_parser(), text)
    keys: dict[int, Block[Inline]] = {}
    for block in every_block(article.body):
        if key := _key_of(block):
            keys[spans[key] - 1] = block
    builder = _Builder(source, keys)
    root = Node("root", source.front, len(source.lines))
    builder.fill(root, tokens, ())
    by_key = {leaf.key: leaf for leaf in root.leaves() if leaf.key}
    return Body(root, by_key)


def _key_of(block: Block[Inline]) -> str:
    match block:
        case Paragraph(prose):
            return prose.key
        case Figure() | Table():
            return block.key
        case Section():
            return block.heading.key
        case Question():
            return block.question.key
        case _:
            return ""


class _Builder:
    """Builds the nodes from the parser's tokens, as BlockReader builds blocks from them."""

    def __init__(self, source: SourceLines, keys: Mapping[int, Block[Inline]]) -> None:
        self._lines = source.lines
        self._keys = keys

    def fill(self, parent: Node, tokens: list[Token], chain: tuple[Node, ...]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = position
            if token.nesting == 1:
                closing = token.type.replace("_open", "_close")
                while tokens[end].type != closing or tokens[end].level != token.level:
                    end += 1
            inside = tokens[position + 1 : end]
            position = end + 1
            node = self._node(token, inside, chain)
            if node.kind == "table":
                position += self._take_caption(node, tokens[position : position + 3])
            if node.kind == "table" or node.children or node.kind not in ("list", "quote"):
                parent.add(node)
            else:
                node.kind = "opaque"
                parent.add(node)
        if parent.children and parent.kind != "root":
            parent.end = max(parent.end, parent.children[-1].end)

    def _node(self, token: Token, inside: list[Token], chain: tuple[Node, ...]) -> Node:
        start, end = token.map or [0, 0]
        while end > start + 1 and self._is_empty(end - 1, chain):
            end -= 1
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, inside, start, chain)
            case "blockquote_open":
                node = Node("quote", start, end, chain=chain)
                if inside and inside[0].type == "paragraph_open":
                    first, _, rest = inside[1].content.partition("\n")
                    if _ALERT.fullmatch(first):
                        inside = self._behind_alert(inside, rest)
                self.fill(node, inside, (*chain, node))
                return node
        node = Node("opaque", start, end, chain=chain)
        block = self._keys.get(start)
        match token.type:
            case "fenced":
                node.kind = "missing"
            case "table_open" if isinstance(block, Table):
                node.kind, node.key = "table", block.key
                self._find_caption_row(node)
            case "heading_open" if isinstance(block, Section | Question):
                node.kind, node.level = "heading", int(token.tag[1:])
                if token.markup.startswith("#"):
                    node.key = _key_of(block)
            case "paragraph_open" | "html_block" if isinstance(block, Paragraph):
                node.kind, node.key = "text", block.prose.key
            case "paragraph_open" if isinstance(block, Figure):
                node.kind, node.key = "figure", block.key
        return node

    def _behind_alert(self, inside: list[Token], rest: str) -> list[Token]:
        if not rest:
            return inside[3:]
        opening = inside[0].copy()
        start, end = opening.map or [0, 0]
        opening.map = [start + 1, end]
        return [opening, *inside[1:]]

    def _list(self, token: Token, inside: list[Token], start: int, chain: tuple[Node, ...]) -> Node:
        ordered = token.type == "ordered_list_open"
        node = Node("list", start, start + 1, sign=token.markup, chain=chain)
        numbers: list[int] = []
        position = 0
        while position < len(inside):
            opening = inside[position]
            end = position + 1
            while inside[end].type != "list_item_close" or inside[end].level != opening.level:
                end += 1
            at = opening.map[0] if opening.map else start
            item = Node("item", at, at + 1, sign=token.markup, chain=chain)
            item.width = _width(self._lines[at], at, item, chain)
            if ordered:
                item.number = int(opening.info)
                numbers.append(item.number)
            self.fill(item, inside[position + 1 : end], (*chain, item))
            if not item.children:
                item.add(Node("opaque", at, at + 1, chain=(*chain, item)))
            node.add(item)
            position = end + 1
        if ordered:
            node.number = numbers[0]
            node.counts = len(numbers) == 1 or len(set(numbers)) > 1
        node.end = node.children[-1].end
        return node

    def _is_empty(self, number: int, chain: tuple[Node, ...]) -> bool:
        return not stripped(self._lines[number], self._lines[number], number, chain).strip()

    def _find_caption_row(self, node: Node) -> None:
        for number in range(node.start + 2, node.end):
            raw = re.sub(r"^[\s>]*", "", self._lines[number]).rstrip()
            if raw.startswith(CAPTION) and not CELL_BORDER.search(raw):
                node.caption_at = number

    def _take_caption(self, node: Node, following: list[Token]) -> int:
        if node.caption_at >= 0 or len(following) < 3 or following[0].type != "paragraph_open":
            return 0
        if not following[1].content.startswith(CAPTION) or not following[0].map:
            return 0
        node.caption_at, node.end = following[0].map
        return 3


# --- the signs before a line


def is_ordered(sign: str) -> bool:
    """Whether a list with this sign behind or for its numbers is numbered."""
    return sign in (".", ")")


def prefix_end(line: str, number: int, chain: tuple[Node, ...]) -> tuple[int, int]:
    """Where the signs of these containers end in a line of the source.

    The second number says how many spaces stand for the rest of a tab that the signs end in.
    """
    scan = _scan(line, number, chain)
    return scan.at, scan.spare


def stripped(text: str, line: str, number: int, chain: tuple[Node, ...]) -> str:
    """`text`, which begins with the same signs as this line of the source, without them."""
    at, spare = prefix_end(line, number, chain)
    return " " * spare + text[at:]


def marker_range(line: str, number: int, item: Node) -> tuple[int, int]:
    """Where the sign of an item begins and ends in its first line."""
    scan = _scan(line, number, item.chain)
    scan.skip(3)
    found = _MARKER.match(line, scan.at)
    return (scan.at, found.end()) if found else (scan.at, scan.at)


def _width(line: str, number: int, item: Node, chain: tuple[Node, ...]) -> int:
    outside = _scan(line, number, chain).reached
    inside = _scan(line, number, (*chain, item))
    empty = not line[inside.at :].strip() and not line[inside.at - 1 : inside.at].isspace()
    return inside.reached - outside + empty


class _Scan:
    """A place in a line, and its column with tabs of four."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.at = 0
        self.spare = 0
        self._column = 0

    @property
    def reached(self) -> int:
        return self._column - self.spare

    def skip(self, most: int) -> int:
        """Passes so many columns of white space at most; says how many."""
        passed = min(most, self.spare)
        self.spare -= passed
        while passed < most and self._line[self.at : self.at + 1] in (" ", "\t"):
            width = _TAB - self._column % _TAB if self._line[self.at] == "\t" else 1
            self.at, self._column = self.at + 1, self._column + width
            self.spare = max(0, passed + width - most)
            passed += width - self.spare
        return passed

    def step(self, characters: int) -> None:
        """Passes characters that are no white space."""
        self.at += characters
        self._column += characters

    def place(self) -> tuple[int, int, int]:
        return self.at, self.spare, self._column

    def back(self, place: tuple[int, int, int]) -> None:
        self.at, self.spare, self._column = place


def _scan(line: str, number: int, chain: tuple[Node, ...]) -> _Scan:
    scan = _Scan(line)
    for container in chain:
        before = scan.place()
        if container.kind == "quote":
            scan.skip(3)
            if not line.startswith(">", scan.at):
                scan.back(before)
                break  # the line is a lazy continuation
            scan.step(1)
            scan.skip(1)
        elif number != container.start:
            scan.skip(container.width)
        else:
            scan.skip(3)
            found = _MARKER.match(line, scan.at)
            if not found:
                scan.back(before)
                break
            scan.step(found.end() - scan.at)
            behind = scan.place()
            if scan.skip(5) > 4 or not line[scan.at :].strip():
                scan.back(behind)
                scan.skip(1)
    return scan
