"""Sections, paragraphs, lists, figures, tables and boxes of JATS → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journalpress.model import Alignment
from journalpress.numerals import Numerals, as_numeral
from journalpress.readers.imports import Decision
from journalpress.readers.jats.elements import (
    XLINK,
    Element,
    child,
    children,
    inside,
    is_mark,
    line_of,
    local,
    words,
)
from journalpress.readers.jats.inlines import Inlines, Piece, formula_words, is_block, parted
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
    Lost,
    Paragraph,
    Plate,
    Quotation,
    Run,
    Span,
    Words,
)

_NUMERALS: dict[str, Numerals] = {
    "order": "1",
    "alpha-lower": "a",
    "alpha-upper": "A",
    "roman-lower": "i",
    "roman-upper": "I",
}
_ALIGN: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}
_NO_WORDS = frozenset(
    {"label", "title", "caption", "alt-text", "long-desc", "object-id", "permissions"}
)
_LOST = {
    "media": "a film or a sound",
    "supplementary-material": "a file that goes with the article",
    "chem-struct-wrap": "a structure of chemistry",
    "array": "an array of signs",
}


class BlockReader:
    """Reads blocks; their words are those that `inlines` reads."""

    def __init__(self, inlines: Inlines) -> None:
        self._inlines = inlines

    def blocks(self, parent: Element, depth: int = 0) -> tuple[Block, ...]:
        """The blocks in an element, its title and label left out; `depth` counts sections."""
        return tuple(self._children(parent, depth))

    def note(self, each: Element) -> tuple[Block, ...]:
        """The blocks of a footnote, behind the words that its label says of it (“Funding:”)."""
        label = words(child(each, "label"))
        return self.blocks(each) if is_mark(label) else self._behind(label, self.blocks(each))

    def _behind(self, label: str, made: tuple[Block, ...]) -> tuple[Block, ...]:
        first = made[0] if made else None
        if label and isinstance(first, Paragraph):
            return (Paragraph((Run(f"{label} "), *first.words), first.line), *made[1:])
        return (Paragraph((Run(label),)), *made) if label else made

    def _children(self, parent: Element, depth: int) -> Iterator[Block]:
        for each in parent:
            if local(each) and local(each) not in _NO_WORDS:
                yield from self.block(each, depth)

    def block(self, each: Element, depth: int) -> Iterator[Block]:
        """The blocks that an element makes."""
        line = line_of(each)
        match local(each):
            case "sec" | "app" | "ack" | "notes" | "glossary" | "back-sec" | "abstract":
                yield from self._section(each, depth)
            case "p":
                yield from self._paragraph(each, depth)
            case "list":
                yield self._list(each)
            case "def-list":
                yield from self._definitions(each)
            case "disp-quote" | "verse-group" | "speech":
                yield from self._quotation(each)
            case "boxed-text":
                yield self._box(each)
            case "fig":
                yield from self._figure(each)
            case "table-wrap":
                yield from self._tables(each)
            case "table":
                yield Grid(tuple(self._rows(each)), line=line)
            case "graphic":
                yield Plate(self._inlines.picture(each), self._caption(each), line)
            case "preformat" | "code":
                yield Paragraph(tuple(self._as_lines(each)), line)
            case "disp-formula":
                yield from self._formula(each)
            case "alternatives":
                yield from self._alternatives(each, depth)
            case "media" | "supplementary-material" | "chem-struct-wrap" | "array":
                yield from self._lost(each)
            case "fn-group" | "fn" | "ref-list" | "bio" | "sub-article" | "response":
                return
            case "title" | "subtitle":
                yield Heading(depth + 1, self._inlines.of(each), line)
            case _:
                if any(is_block(inner) or local(inner) in ("sec", "app") for inner in each):
                    yield from self._children(each, depth)
                elif words(each):
                    yield Paragraph(self._inlines.of(each), line)

    # --- text

    def _section(self, each: Element, depth: int) -> Iterator[Block]:
        title = child(each, "title")
        label = words(child(each, "label"))
        heading: Words = self._inlines.of(title)
        if label:
            heading = (Run(f"{label} "), *heading)
        if heading:
            yield Heading(depth + 1, heading, line_of(each), each.get("id", ""))
        yield from self.blocks(each, depth + 1 if heading else depth)

    def _paragraph(self, each: Element, depth: int) -> Iterator[Block]:
        """A paragraph of JATS may hold lists and pictures; ours end where one begins."""
        line = line_of(each)
        spans: list[Piece] = list(self._inlines.run(each.text, Run("")))
        for inner in each:
            if is_block(inner):
                yield from _paragraph(spans, line)
                spans = []
                yield from self.block(inner, depth)
                line = line_of(inner) or line
            else:
                spans += self._inlines.element(inner, Run(""))
            spans += self._inlines.run(inner.tail, Run(""))
        yield from _paragraph(spans, line)

    def _list(self, each: Element) -> Bullets:
        items = []
        numerals = _NUMERALS.get(each.get("list-type", ""))
        for number, item in enumerate(children(each, "list-item"), 1):
            label = words(child(item, "label"))
            made = list(self.blocks(item))
            if not is_mark(label):
                made.insert(0, Paragraph((Run(label),), line_of(item)))
                label = ""
            shown = re.sub(r"\W", "", label) or as_numeral(number, numerals or "1")
            items.append(Item(tuple(made), number=shown if numerals else ""))
        return Bullets(tuple(items), 1 if numerals else None, line_of(each))

    def _definitions(self, each: Element) -> Iterator[Block]:
        title = child(each, "title")
        if title is not None:
            yield Paragraph(_strong(self._inlines.of(title)), line_of(each))
        entries = [
            Definition(
                tuple(self._inlines.of(term) for term in children(item, "term")),
                tuple(block for meaning in children(item, "def") for block in self.blocks(meaning)),
                line_of(item),
            )
            for item in children(each, "def-item")
        ]
        if entries:
            yield Definitions(tuple(entries))
        for nested in children(each, "def-list"):
            yield from self._definitions(nested)

    def _quotation(self, each: Element) -> Iterator[Block]:
        if local(each) == "verse-group":
            spans: list[Span] = []
            for line in inside(each, "verse-line", "title", "attrib"):
                spans += [*([Break()] if spans else []), *self._inlines.of(line)]
            yield Quotation((Paragraph(tuple(spans), line_of(each)),))
            return
        inner = self._titled(each)
        if inner:
            yield Quotation(inner)

    def _titled(self, each: Element) -> tuple[Block, ...]:
        """The blocks of an element, its label and title before them as a strong paragraph."""
        label, title = words(child(each, "label")), child(each, "title")
        head: list[Span] = [Run(f"{label} ")] if label else []
        head += self._inlines.of(title)
        first = [Paragraph(_strong(tuple(head)), line_of(each))] if head else []
        return (*first, *self.blocks(each))

    def _box(self, each: Element) -> Box:
        caption = child(each, "caption")
        title = child(each, "title")
        if title is None:
            title = child(caption, "title")
        label = words(child(each, "label"))
        head: Words = ((Run(f"{label} "),) if label else ()) + self._inlines.of(title)
        below = self.blocks(caption) if caption is not None else ()
        return Box("note", (*below, *self.blocks(each)), head, line_of(each))

    # --- figures

    def _caption(self, each: Element) -> Words:
        """Label, title and paragraphs of a caption, one behind the other."""
        parts: list[Words] = []
        label = child(each, "label")
        if label is not None:
            parts.append(self._inlines.of(label))
        caption = child(each, "caption")
        if caption is None:
            title = child(each, "title")
            parts += [self._inlines.of(title)] if title is not None else []
        else:
            if caption.text and caption.text.strip():
                parts.append((Run(caption.text),))
            parts += [self._inlines.of(part) for part in caption if local(part)]
        return tuple(
            span for at, part in enumerate(parts) for span in ((Run(" "), *part) if at else part)
        )

    def _figure(self, each: Element) -> Iterator[Block]:
        caption = self._caption(each)
        line = line_of(each)
        graphics = [e for e in inside(each, "graphic") if not _in_formula(e, each)]
        chosen = graphics[:1] if child(each, "alternatives") is not None else graphics
        for at, graphic in enumerate(chosen):
            yield Plate(self._inlines.picture(graphic), caption if at == 0 else (), line)
        if not chosen:
            yield Lost("figure", f"a figure without a picture: {words(child(each, 'label'))}", line)
            if caption:
                yield Paragraph(caption, line)
        for inner in each:
            if local(inner) in ("p", "table-wrap", "list", "disp-formula", "attrib", "media"):
                yield from self.block(inner, 0)

    def _formula(self, each: Element) -> Iterator[Block]:
        said = formula_words(each)
        line = line_of(each)
        label = words(child(each, "label"))
        graphic = next(inside(each, "graphic"), None)
        if next(inside(each, "math", "tex-math"), None) is None and graphic is not None:
            yield Plate(self._inlines.picture(graphic), (Run(label),) if label else (), line)
            return
        what = f"a formula is kept as the signs in it: “{said}”; look at it"
        self._inlines.decisions.append(Decision(line, what))
        if label and label not in said:
            said = f"{said} {label}"
        yield Paragraph((Run(said),), line)

    def _alternatives(self, each: Element, depth: int) -> Iterator[Block]:
        """The first of several forms of one thing that an Article can hold."""
        order = ("table", "graphic", "media")
        found = sorted(
            (inner for inner in each if local(inner) in order),
            key=lambda inner: order.index(local(inner)),
        )
        for inner in found[:1]:
            yield from self.block(inner, depth)
        if not found:
            yield from self._children(each, depth)

    def _lost(self, each: Element) -> Iterator[Block]:
        caption = self._caption(each)
        name = each.get(XLINK) or ""
        what = _LOST[local(each)] + (f": {name}" if name else "")
        yield Lost("figure" if local(each) == "media" else "text", what, line_of(each))
        yield from _paragraph(caption, line_of(each))
        if local(each) == "array":
            yield from _paragraph([Run(words(each))], line_of(each))

    def _as_lines(self, each: Element) -> Iterator[Span]:
        """Words in lines that the author broke."""
        for span in self._inlines.of(each):
            if not isinstance(span, Run):
                yield span
                continue
            for at, line in enumerate(span.text.strip("\n").split("\n")):
                if at:
                    yield Break()
                if line:
                    yield Run(line)

    # --- tables

    def _tables(self, each: Element) -> Iterator[Block]:
        caption = self._caption(each)
        line = line_of(each)
        notes = tuple(self._table_notes(each))
        tables = [table for table in inside(each, "table") if not _in_table(table, each)]
        for at, table in enumerate(tables):
            last = at == len(tables) - 1
            yield Grid(
                tuple(self._rows(table)), caption if not at else (), notes if last else (), line
            )
        if not tables:
            graphics = list(inside(each, "graphic"))
            for at, graphic in enumerate(graphics):
                yield Plate(self._inlines.picture(graphic), caption if not at else (), line)
            if not graphics:
                yield Lost("table", f"a table without rows: {words(child(each, 'label'))}", line)
                yield from _paragraph(caption, line)
            yield from notes

    def _table_notes(self, each: Element) -> Iterator[Block]:
        for foot in children(each, "table-wrap-foot"):
            for part in inside(foot, "fn", "p", "attrib"):
                above = part.getparent()
                if local(part) == "p" and above is not None and local(above) != "table-wrap-foot":
                    continue
                if local(part) != "fn":
                    yield from self.block(part, 0)
                    continue
                yield from self._behind(words(child(part, "label")), self.blocks(part))

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        for row in inside(table, "tr"):
            if _table_of(row) is not table:
                continue
            head = local(row.getparent()) == "thead"  # type: ignore[arg-type]
            yield tuple(self._cell(cell, head=head) for cell in children(row, "td", "th"))

    def _cell(self, cell: Element, *, head: bool) -> Cell:
        line = line_of(cell)
        blocks: list[Block] = []
        spans: list[Piece] = list(self._inlines.run(cell.text, Run("")))
        for inner in cell:
            if is_block(inner):
                blocks += _paragraph(spans, line)
                spans = []
                blocks += self.block(inner, 0)
            else:
                spans += self._inlines.element(inner, Run(""))
            spans += self._inlines.run(inner.tail, Run(""))
        blocks += _paragraph(spans, line)
        return Cell(
            tuple(blocks),
            heading=head or local(cell) == "th",
            columns=_span(cell, "colspan"),
            rows=_span(cell, "rowspan"),
            align=_ALIGN.get(cell.get("align", ""), ""),
        )


def _paragraph(pieces: Iterable[Piece], line: int) -> Iterator[Paragraph]:
    spans = parted(pieces)
    if any(not isinstance(each, Run) or each.text.strip() for each in spans):
        yield Paragraph(spans, line)


def _strong(spans: Words) -> Words:
    return tuple(
        Run(each.text, True, each.emph, each.script, each.lang, each.expansion, each.href)
        if isinstance(each, Run)
        else each
        for each in spans
    )


def _span(cell: Element, name: str) -> int:
    told = cell.get(name, "1")
    return min(max(int(told), 1), 1000) if told.isdecimal() and len(told) < 6 else 1


def _table_of(row: Element) -> Element | None:
    above = row.getparent()
    while above is not None and local(above) != "table":
        above = above.getparent()
    return above


def _in_table(table: Element, top: Element) -> bool:
    above = table.getparent()
    while above is not None and above is not top:
        if local(above) == "table":
            return True
        above = above.getparent()
    return False


def _in_formula(graphic: Element, top: Element) -> bool:
    above = graphic.getparent()
    while above is not None and above is not top:
        if local(above) in ("disp-formula", "table-wrap", "supplementary-material"):
            return True
        above = above.getparent()
    return False
