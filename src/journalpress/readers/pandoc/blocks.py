"""Block tokens → the blocks of a Document, its footnotes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from journalpress.readers.pandoc.attributes import ATTRIBUTE, attributes_of, split_trailing
from journalpress.readers.pandoc.boxes import kind_of
from journalpress.readers.pandoc.found import Found
from journalpress.readers.pandoc.tables import TableReader
from journalpress.readers.pandoc.tokens import group, line_of
from journalpress.readers.pandoc.words import NOTE, WordReader, lines_as_typed
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Break,
    Bullets,
    Definition,
    Definitions,
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
_FIGURE_TEMPLATE = re.compile(r"\{\{[<%]\s*figure\s+(.*?)\s*/?[>%]\}\}", re.DOTALL)
_KRAMDOWN = re.compile(r"\n?\{:[^{}\n]*\}[ \t]*$")
_CONTENTS = re.compile(r"\[\[?_?toc_?\]\]?|\[\[_TOC_\]\]|\{:\s*toc\s*\}", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_READ_TAGS = re.compile(r"\s*</?(?:br|sub|sup|em|strong|i|b|abbr|a|img)\b", re.IGNORECASE)
_NEW_PAGE = re.compile(r"\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\{\})?")
_ENVIRONMENT = re.compile(r"\\begin\{[\w*]+\}")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|$)")
_FOR_A_FORMAT = re.compile(r"\{=[\w-]+\}")
_CLOSING = re.compile(r"[ \t]+#+$")
"""What closes a heading stands before its attributes, where CommonMark does not see it."""
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S|$)")
_BOXES = {" ": "☐", "x": "☑"}
_LETTER = re.compile(r"\(?(?:[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)][ \t]+\S")


class BlockReader:
    """Reads the block tokens of one file."""

    def __init__(self, found: Found, words: WordReader) -> None:
        self._found = found
        self._words = words
        self._tables = TableReader(found, words, self.blocks)
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
            if found := self._tables.read(tokens, position):
                table, position = found
                yield table
                continue
            token, inside, position = group(tokens, position)
            yield from self._block(token, inside, line_of(token))

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
                if _FOR_A_FORMAT.fullmatch(token.info.strip()):
                    self._found.keep(token.content, "a passage for one format", line)
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
        # pandoc's way to say that a picture alone is no figure.
        source = source[:-1] if source.endswith((")\\", "}\\")) else source
        if _CONTENTS.fullmatch(source.strip()):
            self._found.drop(source, "the place of the contents, which each format makes", line)
            return
        if figure := _FIGURE_TEMPLATE.fullmatch(source.strip()):
            pairs, _, _ = attributes_of(figure[1])
            if pairs.get("src"):
                yield self._figure(pairs, line)
                return
        if _NEW_PAGE.fullmatch(source.strip()):
            self._found.drop(source, "a new page, which each format begins where it must", line)
            return
        if _ENVIRONMENT.match(source):
            self._found.keep(source, "a passage in TeX", line)
            yield Paragraph(lines_as_typed(source), line)
            return
        if lines := _lines_of(source):
            yield Paragraph(self._broken(lines, line), line)
            return
        if source == inline.content:
            words = self._words.read(inline.children, line=line)
        else:
            words = self._words.source(source, line=line)
        yield from _plate_or_paragraph(words, line)

    def _broken(self, lines: list[tuple[str, int]], line: int) -> Words:
        """The words of lines that each stay one."""
        spans: list[Span] = []
        for words, number in lines:
            spans += [Break()] if spans else []
            spans += self._words.source(words, line=line + number)
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
        source = _CLOSING.sub("", source.rstrip()) if attributes else source
        words = (
            self._words.source(source, line=line)
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
            _, within, position = group(inside, position)
            if len(within) == 3 and re.fullmatch(r".*\n\{:\s*toc\s*\}", within[1].content):
                self._found.drop(within[1].content, "the place of the contents", line)
                continue
            items.append(Item(self._with_box(self.blocks(within))))
        if items:
            yield Bullets(tuple(items), start, line)

    def _with_box(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks of an item, with `[ ]` or `[x]` at their beginning as a box to tick."""
        first = blocks[0] if blocks else None
        run = first.words[0] if isinstance(first, Paragraph) and first.words else None
        if not isinstance(first, Paragraph) or not isinstance(run, Run):
            return blocks
        found = _TASK.match(run.text)
        if found is None:
            return blocks
        box = _BOXES[found[1].lower()]
        ticked = replace(run, text=f"{box} {run.text[found.end() :]}")
        return (replace(first, words=(ticked, *first.words[1:])), *blocks[1:])

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
            token, within, position = group(inside, position)
            if token.type == "dt_open":
                if meaning:
                    entries.append(Definition(tuple(terms), tuple(meaning), first))
                    terms, meaning = [], []
                first = first if terms else line_of(token)
                terms.append(self._words.read(within[0].children, line=line_of(token)))
            else:
                meaning += self.blocks(within)
        entries.append(Definition(tuple(terms), tuple(meaning), first))
        return Definitions(tuple(entries))

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


def _lines_of(source: str) -> list[tuple[str, int]]:
    """The lines of a line block, or of a list by letters, with their numbers from 0.

    [] where a paragraph is neither. In a line block a line that begins with space goes on with the
    one above; a list by letters keeps its labels, as other sentences may name them.
    """
    lines = source.split("\n")
    found: list[tuple[str, int]] = []
    if lines[0].startswith("|") and len(lines) > 1:
        for number, each in enumerate(lines):
            if begins := _LINE_BLOCK.match(each):
                found.append((each[begins.end() :].strip(), number))
            elif each[:1].isspace():
                found[-1] = (f"{found[-1][0]} {each.strip()}", found[-1][1])
            else:
                return []
        return found
    begun = [number for number, each in enumerate(lines) if _LETTER.match(each.lstrip())]
    if len(begun) < 2:
        return []
    starts = sorted({0, *begun})
    ends = [*starts[1:], len(lines)]
    return [
        (" ".join(each.strip() for each in lines[start:end]), start)
        for start, end in zip(starts, ends, strict=True)
    ]


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
