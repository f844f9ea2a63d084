"""Keys of leaves: from content and position among equals, stable under edits elsewhere.

A key is a letter and ten of base32, `_2`, `_3`… behind it for equals; a cell's key is its table's
with `_<row>_<column>`, the header being row 0. Letters, digits and `_` only: a Word bookmark
`_jp_<key>` must hold it (at most 40 characters, ECMA-376 ST_String as Word enforces it).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import replace

from journalpress.model import (
    Article,
    Block,
    Callout,
    Cite,
    CrossLink,
    Figure,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
    Text,
)

TITLE_KEY = "title"
STANDFIRST_KEY = "standfirst"


def assign_keys(article: Article) -> Article:
    """The same article with the key of every Prose, Figure and Table set anew from its content."""
    namer = _Namer()
    title = replace(article.title, key=TITLE_KEY)
    standfirst = replace(article.standfirst, key=STANDFIRST_KEY) if article.standfirst else None
    messages = tuple(namer.prose("k", message) for message in article.key_messages)
    return replace(
        article,
        title=title,
        standfirst=standfirst,
        key_messages=messages,
        body=namer.blocks(article.body),
    )


class _Namer:
    """Counts equals while it walks the article once, in reading order."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, letter: str, content: str) -> str:
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
        # Ten of base32 are 50 bits; what follows the tenth byte has no part in them.
        stem = letter + base64.b32encode(digest[:10])[:10].decode().lower()
        self._seen[stem] += 1
        return stem if self._seen[stem] == 1 else f"{stem}_{self._seen[stem]}"

    def prose(self, letter: str, prose: Prose[Inline]) -> Prose[Inline]:
        return Prose(self.name(letter, content_of(prose)), prose.inlines)

    def blocks(self, blocks: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
        return tuple(self.block(each) for each in blocks)

    def block(self, block: Block[Inline]) -> Block[Inline]:
        match block:
            case Paragraph(prose):
                return Paragraph(self.prose("p", prose))
            case List(items, ordered, start):
                named = tuple(ListItem(self.blocks(item.blocks)) for item in items)
                return List(named, ordered, start)
            case Quote(blocks):
                return Quote(self.blocks(blocks))
            case Callout(callout, blocks):
                return Callout(callout, self.blocks(blocks))
            case Figure():
                caption = self.prose("c", block.caption) if block.caption else None
                return replace(block, key=self.name("f", block.media), caption=caption)
            case Table():
                return self.table(block)
            case Question(question, answer):
                return Question(self.prose("q", question), self.blocks(answer))
            case Section():
                heading = self.prose("h", block.heading)
                return replace(block, heading=heading, blocks=self.blocks(block.blocks))
            case Missing():
                return block

    def table(self, table: Table[Inline]) -> Table[Inline]:
        key = self.name("t", "\x1f".join(content_of(cell) for cell in table.header))
        header = tuple(
            Prose(f"{key}_0_{column}", cell.inlines) for column, cell in enumerate(table.header)
        )
        rows = tuple(
            tuple(Prose(f"{key}_{row}_{column}", cell.inlines) for column, cell in enumerate(cells))
            for row, cells in enumerate(table.rows, 1)
        )
        caption = self.prose("c", table.caption) if table.caption else None
        return replace(table, key=key, header=header, rows=rows, caption=caption)


def content_of(prose: Prose[Inline]) -> str:
    """The words and citation keys of a leaf, white space folded: what makes it that leaf."""
    parts: list[str] = []
    for inline in prose.inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Link(_, runs) | CrossLink(_, runs):
                parts.extend(run.text for run in runs)
            case Cite(citations):
                parts.append("\x1e" + "\x1e".join(each.key for each in citations))
    return " ".join("".join(parts).split())
