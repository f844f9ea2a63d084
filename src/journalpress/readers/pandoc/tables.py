"""Tokens of a table, with its caption above or below → a Grid."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from journalpress.model import Alignment
from journalpress.readers.pandoc.attributes import ATTRIBUTE, split_trailing
from journalpress.readers.pandoc.drawn import Drawn, DrawnCell
from journalpress.readers.pandoc.drawn_tables import read_drawn
from journalpress.readers.pandoc.found import Found
from journalpress.readers.pandoc.tokens import group, line_of
from journalpress.readers.pandoc.words import WordReader
from journalpress.readers.rich.tree import Block, Cell, Grid, Paragraph, Words

_CAPTION = re.compile(r":[ \t]+(?=\S)|[Tt]able:[ \t]*(?=\S)")
_ALONE = re.compile(r"\s*[-+*–—]\s*")
"""A sign that says “none” in a cell; alone, it would begin a list without items."""
_ALIGN: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


class TableReader:
    """Reads the tables of one file; `blocks` reads what stands in the cells of a grid."""

    def __init__(
        self, found: Found, words: WordReader, blocks: Callable[[list[Token]], tuple[Block, ...]]
    ) -> None:
        self._found = found
        self._words = words
        self._blocks = blocks

    def read(self, tokens: list[Token], position: int) -> tuple[Grid, int] | None:
        """The table that stands here, or below a caption here, and where it goes on."""
        token, inside, behind = group(tokens, position)
        caption = self._caption_above(token, inside, tokens, behind)
        if caption:
            token, inside, behind = group(tokens, behind)
        drawn = read_drawn(token.content) if token.type == "drawn_table" else None
        if token.type != "table_open" and not drawn:
            return None
        if not caption:
            caption, behind = self._caption_below(tokens, behind)
        line = line_of(token)
        table = self._drawn(drawn, line, caption) if drawn else self._table(inside, line, caption)
        return table, behind

    def _caption_below(self, tokens: list[Token], position: int) -> tuple[Words, int]:
        """The words of a paragraph `Table: …` or `: …` below a table, and where it goes on."""
        if position < len(tokens) and tokens[position].type == "paragraph_open":
            inline = tokens[position + 1]
            if found := _CAPTION.match(inline.content):
                return self._caption(inline, found), position + 3
        return (), position

    def _caption_above(
        self, token: Token, inside: list[Token], tokens: list[Token], position: int
    ) -> Words:
        above = token.type == "paragraph_open" and position < len(tokens)
        if not above or not _is_table(tokens[position]):
            return ()
        found = _CAPTION.match(inside[0].content)
        return self._caption(inside[0], found) if found else ()

    def _caption(self, inline: Token, found: re.Match[str]) -> Words:
        line = line_of(inline)
        source, attributes = split_trailing(inline.content[found.end() :])
        if attributes:
            self._found.drop(f"{{{attributes}}}", ATTRIBUTE, line)
        return self._words.source(source, line=line)

    def _table(self, inside: list[Token], line: int, caption: Words) -> Grid:
        rows: list[tuple[Cell, ...]] = []
        cells: list[Cell] = []
        row_line = line
        for token, following in zip(inside, [*inside[1:], None], strict=True):
            match token.type:
                case "tr_open":
                    row_line = line_of(token) or row_line
                    cells = []
                case "th_open" | "td_open" if following is not None:
                    words = self._words.read(following.children, line=row_line)
                    align = _ALIGN.get(str(token.attrs.get("style", "")), "")
                    blocks = (Paragraph(words, row_line),) if words else ()
                    cells.append(Cell(blocks, token.type == "th_open", align=align))
                case "tr_close" if any(cell.blocks or not cell.heading for cell in cells):
                    rows.append(tuple(cells))
                case _:
                    pass
        return Grid(tuple(rows), caption, line=line)

    def _drawn(self, drawn: Drawn, line: int, caption: Words) -> Grid:
        """A table drawn with signs; the cells of a grid may hold paragraphs and lists."""
        if drawn.widened:
            what = "a row of a table has more cells than its header: the table has a column more"
            self._found.notes.decide(line, what)
        rows = tuple(
            tuple(
                Cell(
                    self._drawn_words(cell, line + cell.line, plain=drawn.plain),
                    cell.heading,
                    cell.columns,
                    cell.rows,
                    cell.align,
                )
                for cell in row
            )
            for row in drawn.rows
        )
        return Grid(rows, caption, line=line)

    def _drawn_words(self, cell: DrawnCell, line: int, *, plain: bool) -> tuple[Block, ...]:
        if plain or _ALONE.fullmatch(cell.source):
            words = self._words.source(cell.source, line=line)
            return (Paragraph(words, line),) if words else ()
        tokens = self._found.parser.parse(cell.source, self._found.env)
        for token in tokens:
            if token.map:
                # The parser counts from the cell; a person looks in the file.
                token.map = [each + line - 1 for each in token.map]
        return self._blocks(tokens)


def _is_table(token: Token) -> bool:
    if token.type == "drawn_table":
        return read_drawn(token.content) is not None
    return token.type == "table_open"
