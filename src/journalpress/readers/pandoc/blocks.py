"""Block tokens → the blocks of a Document, its footnotes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from journalpress.model import Alignment
from journalpress.readers.pandoc.attributes import ATTRIBUTE, attributes_of, split_trailing
from journalpress.readers.pandoc.boxes import kind_of
from journalpress.readers.pandoc.drawn import Drawn, DrawnCell
from journalpress.readers.pandoc.drawn_tables import read_drawn
from journalpress.readers.pandoc.found import Found
from journalpress.readers.pandoc.words import NOTE, WordReader, lines_as_typed
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Break,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Grid,
    Heading,
    Item,
    Mark,
    Note,
    Paragraph,
    Picture,
    Plate,
    Quotation,
    Run,
    Span,
    Words,
    text_of,
)

_ALERT = re.compile(r"\[!(?P<kind>\w+)\][-+]?[ \t]*(?P<title>.*)")
_CAPTION = re.compile(r":[ \t]+(?=\S)|[Tt]able:[ \t]*(?=\S)")
_FIGURE_TEMPLATE = re.compile(r"\{\{[<%]\s*figure\s+(.*?)\s*/?[>%]\}\}", re.DOTALL)
_KRAMDOWN = re.compile(r"\n?\{:[^{}\n]*\}[ \t]*$")
_CONTENTS = re.compile(r"\[\[?_?toc_?\]\]?|\[\[_TOC_\]\]|\{:\s*toc\s*\}", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_READ_TAGS = re.compile(r"\s*</?(?:br|sub|sup|em|strong|i|b|abbr|a|img)\b", re.IGNORECASE)
_LINE_BLOCK = re.compile(r"\|[ \t]")
_ALONE = re.compile(r"\s*[-+*–—]\s*")
"""A sign that says “none” in a cell; alone, it would begin a list without items."""
_ALIGN: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


class BlockReader:
    """Reads the block tokens of one file."""

    def __init__(self, found: Found, words: WordReader) -> None:
        self._found = found
        self._words = words
        self.notes: list[Note] = []
        self.refs_lines: list[int] = []
        """The lines where the list of references was to be printed (`::: {#refs}`)."""
        self.rules: list[int] = []
        """The lines of rules across the page."""

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """The blocks of these tokens, in order."""
        return tuple(self._blocks(tokens))

    def _blocks(self, tokens: list[Token]) -> Iterator[Block]:
        position = 0
        while position < len(tokens):
            token, inside, position = _group(tokens, position)
            line = _line(token)
            drawn = read_drawn(token.content) if token.type == "drawn_table" else None
            if token.type == "table_open" or drawn:
                caption, position = self._caption_below(tokens, position)
                yield (
                    self._drawn(drawn, line, caption)
                    if drawn
                    else self._table(inside, line, caption)
                )
            elif caption_above := self._caption_above(token, inside, tokens, position):
                table, rows, position = _group(tokens, position)
                drawn = read_drawn(table.content) if table.type == "drawn_table" else None
                at = _line(table)
                yield (
                    self._drawn(drawn, at, caption_above)
                    if drawn
                    else self._table(rows, at, caption_above)
                )
            else:
                yield from self._block(token, inside, line)

    def _block(self, token: Token, inside: list[Token], line: int) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(inside[0], line)
            case "heading_open":
                yield self._heading(token, inside[0], line)
            case "bullet_list_open" | "ordered_list_open":
                yield from self._list(token, inside, line)
            case "blockquote_open":
                yield from self._quote(inside, line)
            case "div_open":
                yield from self._div(token, inside, line)
            case "dl_open":
                yield self._definitions(inside)
            case "footnote_reference_open":
                label = str(token.meta["label"])
                self._note(f"{NOTE}{label}", self.blocks(inside), f"[^{label}]", line)
            case "fence" | "code_block":
                self._found.drop(token.info, "the language of a block of code", line)
                self._found.codes += 1
                self._found.first_code = self._found.first_code or line
                if token.content.strip():
                    yield Paragraph(lines_as_typed(token.content), line)
            case "drawn_table":
                self._found.keep(token.content, "a table drawn with lines", line)
                yield Paragraph(lines_as_typed(token.content), line)
            case "html_block":
                yield from self._html(token, line)
            case "hr":
                self.rules.append(line)
            case _:
                raise AssertionError(f"no rule of the parser makes the token {token.type}")

    # --- paragraphs

    def _paragraph(self, inline: Token, line: int) -> Iterator[Block]:
        source = inline.content
        if attributes := _KRAMDOWN.search(source):
            self._found.drop(attributes[0], ATTRIBUTE, line)
            source = source[: attributes.start()]
        if _CONTENTS.fullmatch(source.strip()):
            self._found.drop(source, "the place of the contents, which each format makes", line)
            return
        if figure := _FIGURE_TEMPLATE.fullmatch(source.strip()):
            pairs, _, _ = attributes_of(figure[1])
            if pairs.get("src"):
                yield self._figure(pairs, line)
                return
        lines = source.split("\n")
        if len(lines) > 1 and all(_LINE_BLOCK.match(each) or each == "|" for each in lines):
            yield Paragraph(self._broken(lines, line), line)
            return
        if source == inline.content:
            words = self._words.read(inline.children, line=line)
        else:
            words = self._words.source(source, line=line)
        yield from _plate_or_paragraph(words, line)

    def _broken(self, lines: list[str], line: int) -> Words:
        """The words of a line block: each line of it stays one."""
        spans: list[Span] = []
        for number, each in enumerate(lines):
            if number:
                spans.append(Break())
            spans += self._words.source(each[2:].strip(), line=line + number)
        return tuple(spans)

    def _figure(self, pairs: dict[str, str], line: int) -> Plate:
        """Hugo's shortcode for a picture."""
        name = pairs["src"]
        self._found.pictures.setdefault(name)
        words = [each for each in (pairs.get("title"), pairs.get("caption")) if each]
        caption = self._words.source(": ".join(words), line=line) if words else ()
        used = ("src", "alt", "title", "caption")
        rest = " ".join(f"{key}={value}" for key, value in pairs.items() if key not in used)
        self._found.drop(rest, "how the site shows a picture", line)
        return Plate(Picture(name, pairs.get("alt", "")), caption, line)

    def _heading(self, token: Token, inline: Token, line: int) -> Heading:
        source, attributes = split_trailing(inline.content)
        words = (
            self._words.source(source.rstrip(), line=line)
            if attributes or source != inline.content
            else self._words.read(inline.children, line=line)
        )
        pairs, classes, anchor = attributes_of(attributes)
        if pairs or classes:
            self._found.drop(f"{{{attributes}}}", ATTRIBUTE, line)
        return Heading(int(token.tag[1:]), words, line, anchor)

    # --- containers

    def _list(self, token: Token, inside: list[Token], line: int) -> Iterator[Block]:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else None
        items: list[Item] = []
        position = 0
        while position < len(inside):
            _, within, position = _group(inside, position)
            if len(within) == 3 and re.fullmatch(r".*\n\{:\s*toc\s*\}", within[1].content):
                self._found.drop(within[1].content, "the place of the contents", line)
                continue
            items.append(Item(self.blocks(within)))
        if items:
            yield Bullets(tuple(items), start, line)

    def _quote(self, inside: list[Token], line: int) -> Iterator[Block]:
        if inside and inside[0].type == "paragraph_open":
            first, _, rest = inside[1].content.partition("\n")
            found = _ALERT.fullmatch(first.strip())
            kind = kind_of(found["kind"]) if found else None
            if found and kind:
                title = self._words.source(found["title"], line=line) if found["title"] else ()
                blocks: list[Block] = []
                if rest.strip():
                    words = self._words.source(rest, line=line + 1)
                    blocks += _plate_or_paragraph(words, line + 1)
                blocks += self.blocks(inside[3:])
                yield Box(kind, tuple(blocks), title, line)
                return
        yield Quotation(self.blocks(inside))

    def _div(self, token: Token, inside: list[Token], line: int) -> Iterator[Block]:
        info, blocks = token.info, self.blocks(inside)
        braced = re.search(r"\{([^}]*)\}$", info)
        pairs, classes, anchor = attributes_of(braced[1] if braced else info)
        words = (info[: braced.start()] if braced else info).strip()
        if anchor == "refs" or "refs" in classes:
            self.refs_lines.append(line)
            self._found.drop(token.meta["source"], "the place of the sources", line)
            yield from blocks
            return
        name, _, rest = words.partition(" ")
        bracketed = re.fullmatch(r"([\w-]+)\[(.*)\]", words)
        if bracketed:
            name, rest = bracketed[1], bracketed[2]
        kind = next((kind_of(each) for each in (*classes, name.strip(".")) if kind_of(each)), None)
        if kind is None:
            self._found.drop(token.meta["source"], "a division of the page", line)
            yield from blocks
            return
        title: Words = ()
        said = pairs.get("title") or ("" if "title=" in rest else rest.strip())
        if said:
            title = self._words.source(said, line=line)
        elif blocks and isinstance(blocks[0], Heading):
            title, blocks = blocks[0].words, blocks[1:]
        yield Box(kind, blocks, title, line)

    def _note(self, id_: str, blocks: tuple[Block, ...], written: str, line: int) -> None:
        taken = {each.id for each in self.notes}
        count, name = 1, id_
        while name in taken:
            count += 1
            name = f"{id_}-{count}"
        self.notes.append(Note(name, blocks, written, line))

    def _definitions(self, inside: list[Token]) -> Definitions:
        entries: list[Definition] = []
        terms: list[Words] = []
        meaning: list[Block] = []
        first = position = 0
        while position < len(inside):
            token, within, position = _group(inside, position)
            if token.type == "dt_open":
                if meaning:
                    entries.append(Definition(tuple(terms), tuple(meaning), first))
                    terms, meaning = [], []
                first = first if terms else _line(token)
                terms.append(self._words.read(within[0].children, line=_line(token)))
            else:
                meaning += self.blocks(within)
        entries.append(Definition(tuple(terms), tuple(meaning), first))
        return Definitions(tuple(entries))

    # --- tables

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
        line = _line(inline)
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
                    row_line = _line(token) or row_line
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
        # Empty lines above keep the parser's lines those of the file.
        above = "\n" * (line - 1)
        return self.blocks(self._found.parser.parse(above + cell.source, self._found.env))

    # --- raw HTML

    def _html(self, token: Token, line: int) -> Iterator[Block]:
        source = token.content
        if _COMMENTS.fullmatch(source):
            self._found.drop(source, "a comment, which prints nowhere", line)
        elif _READ_TAGS.match(source):
            yield from _plate_or_paragraph(self._words.source(source.strip(), line=line), line)
        else:
            self._found.keep(source, "raw HTML", line)
            yield Paragraph(lines_as_typed(source), line)


def _is_table(token: Token) -> bool:
    if token.type == "drawn_table":
        return read_drawn(token.content) is not None
    return token.type == "table_open"


def _group(tokens: list[Token], position: int) -> tuple[Token, list[Token], int]:
    """The token that stands here, those inside it, and the place behind it."""
    token = tokens[position]
    if token.nesting != 1:
        return token, [], position + 1
    end, depth = position + 1, 1
    while depth:
        depth += tokens[end].nesting
        end += 1
    return token, tokens[position + 1 : end - 1], end


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _plate_or_paragraph(words: Words, line: int) -> Iterator[Block]:
    """A picture alone in its paragraph, a caption in italics below it or not; else a paragraph."""
    if not words:
        return
    first, rest = words[0], _stripped(words[1:])
    if isinstance(first, Picture) and not any(isinstance(each, Picture) for each in rest):
        if not rest or all(isinstance(each, Mark) for each in rest):
            yield Plate(first, rest, line)
            return
        if all(not isinstance(each, Run) or each.emph or not each.text.strip() for each in rest):
            caption = (_without_emph(each) for each in rest)
            yield Plate(first, tuple(caption), line)
            return
    if text_of(words).strip() or any(not isinstance(each, Run) for each in words):
        yield Paragraph(words, line)


def _stripped(words: Words) -> Words:
    at = 0
    while at < len(words) and (
        isinstance(words[at], Break)
        or (isinstance(each := words[at], Run) and not each.text.strip())
    ):
        at += 1
    return words[at:]


def _without_emph(span: Span) -> Span:
    return replace(span, emph=False) if isinstance(span, Run) else span
