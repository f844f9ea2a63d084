"""The body of a chapter → paragraphs, lists, boxes, pictures and tables of Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from journalpress.edition.reading import callout_word, leaf, missing_words
from journalpress.edition.types import ResolvedInline
from journalpress.edition.wording import Wording
from journalpress.model import (
    Alignment,
    Block,
    Callout,
    Figure,
    List,
    ListItem,
    Media,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
)
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import (
    EMU_PER_TWENTIETH,
    Bar,
    Drawing,
    Element,
    Look,
    add_cell,
    add_drawing,
    add_list,
    add_paragraph,
    add_row,
    add_table,
    set_space_after,
)
from journalpress.writers.docx.paragraphs import ParagraphWriter

EMU_PER_PIXEL = 9525
"""96 pixels to the inch, unless the picture would be wider than the text."""
TALLEST = 8505
"""150 mm, in twentieths of a point: a picture and its caption stay on one page."""
NARROWEST = names.TEXT_WIDTH // 5
"""However deep a picture or a table lies."""

_AS_WRITTEN: Mapping[Alignment, str] = {each: each for each in ("", "left", "center", "right")}
_MIRRORED: Mapping[Alignment, str] = {**_AS_WRITTEN, "left": "right", "right": "left"}
"""In a right-to-left paragraph Word reads `left` as the side where reading begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: indent of its words, how deep in lists, in whose box, heading level."""

    indent: int = 0
    depth: int = 0
    bar: Bar = ""
    quoted: bool = False
    level: int = 2

    @property
    def width(self) -> int:
        """What is left of a line, in twentieths of a point."""
        return max(names.TEXT_WIDTH - self.indent, NARROWEST)


BODY = Place()


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks at the end of the body, with the pictures and printed words of the edition."""

    paragraphs: ParagraphWriter
    media: Mapping[str, Media]
    wording: Wording

    def blocks(self, blocks: Sequence[Block[ResolvedInline]], place: Place = BODY) -> None:
        """These blocks, in reading order."""
        for block, following in pairwise((*blocks, None)):
            if isinstance(block, Paragraph) and isinstance(following, List):
                # “Call us if:” does not stay behind on a page without its list.
                self.paragraphs.prose(replace(_text_look(place), keep_next=True), block.prose)
            elif block is not None:
                self._block(block, place)

    def _block(self, block: Block[ResolvedInline], place: Place) -> None:
        match block:
            case Paragraph(prose):
                self.paragraphs.prose(_text_look(place), prose)
            case List():
                self._list(block, place)
            case Quote(blocks):
                inner = replace(place, indent=place.indent + names.STEP, quoted=True)
                self.blocks(blocks, inner)
            case Callout():
                self._callout(block, place)
            case Figure():
                self._figure(block, place)
            case Table():
                self._table(block, place)
            case Question(question, answer):
                self.paragraphs.prose(heading_style(place.level), question)
                self.blocks(answer, place)
            case Section(heading, blocks):
                self.paragraphs.prose(heading_style(place.level), heading)
                self.blocks(blocks, replace(place, level=place.level + 1))
            case Missing():
                look = Look(names.MISSING, indent=place.indent + names.BOX_INDENT, bar="alert")
                self.paragraphs.fixed(look, missing_words(block, self.wording))
            case _:
                assert_never(block)

    # --- lists and boxes

    def _list(self, block: List[ResolvedInline], place: Place) -> None:
        level = min(place.depth, names.DEEPEST)
        number = names.BULLETS
        if block.ordered:
            number = self.paragraphs.ids.next_list()
            numbering = self.paragraphs.package.numbering
            add_list(numbering, number, names.NUMBERS_ABSTRACT, level, block.start)
        look = Look(
            names.NUMBERED if block.ordered else names.BULLETED,
            numbering=(number, level),
            indent=place.indent + names.STEP,
            hanging=names.STEP,
            bar=place.bar,
        )
        for item in block.items:
            self._item(item, look, place)
        if place.depth == 0:
            set_space_after(self._body[-1], names.AFTER_LIST)

    def _item(self, item: ListItem[ResolvedInline], look: Look, place: Place) -> None:
        """An item; where its first block is no paragraph, its sign stands on a line alone."""
        inner = replace(place, indent=place.indent + names.STEP, depth=place.depth + 1)
        blocks = item.blocks
        if blocks and isinstance(blocks[0], Paragraph):
            self.paragraphs.prose(look, blocks[0].prose)
            blocks = blocks[1:]
        else:
            self.paragraphs.fixed(look, "")
        self.blocks(blocks, inner)

    def _callout(self, block: Callout[ResolvedInline], place: Place) -> None:
        alert = block.callout in ("warning", "important")
        # The depth stays: a list inside a box inside a list must not count on with the outer one.
        inner = replace(
            place,
            indent=place.indent + names.BOX_INDENT,
            bar="alert" if alert else "callout",
            quoted=False,
        )
        style = names.ALERT_WORD if alert else names.CALLOUT_WORD
        look = Look(style, indent=inner.indent, bar=inner.bar)
        self.paragraphs.fixed(look, callout_word(block, self.wording))
        self.blocks(block.blocks, inner)
        set_space_after(self._body[-1], names.AFTER_BOX)

    # --- pictures and tables

    def _figure(self, figure: Figure[ResolvedInline], place: Place) -> None:
        media = self.media[figure.media]
        width, height = media.width * EMU_PER_PIXEL, media.height * EMU_PER_PIXEL
        widest, tallest = place.width * EMU_PER_TWENTIETH, TALLEST * EMU_PER_TWENTIETH
        scale = min(1.0, widest / width, tallest / height)
        drawing = Drawing(
            relation=self.paragraphs.package.picture(media),
            number=self.paragraphs.ids.next(),
            name=media.name,
            description=figure.alt,
            decorative=figure.decorative,
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
        )
        look = Look(names.FIGURE, indent=place.indent or None, bar=place.bar)
        with self.paragraphs.empty(look, self.paragraphs.name(figure.key)) as paragraph:
            add_drawing(paragraph, drawing)
        if figure.caption:
            self.paragraphs.prose(replace(look, style=names.FIGURE_CAPTION), figure.caption)

    def _table(self, table: Table[ResolvedInline], place: Place) -> None:
        if table.caption:
            look = Look(names.CAPTION, indent=place.indent or None, bar=place.bar)
            self.paragraphs.prose(look, table.caption)
        rtl = self.paragraphs.rtl
        widths = column_widths(table, place.width)
        made = add_table(
            self._body, widths, row_headers=table.row_headers, rtl=rtl, indent=place.indent
        )
        aligned = _MIRRORED if rtl else _AS_WRITTEN
        for position, cells in enumerate((table.header, *table.rows)):
            row = add_row(made, header=position == 0)
            for column, prose in enumerate(cells):
                heads = position == 0 or (table.row_headers and column == 0)
                look = Look(
                    names.HEAD_CELL if heads else names.CELL,
                    align=aligned[table.align[column]] if column < len(table.align) else "",
                )
                self.paragraphs.prose(look, prose, add_cell(row, widths[column]))
        # Word joins two tables that touch, and wants a paragraph behind the last one.
        add_paragraph(self._body, Look(names.AFTER_TABLE, rtl=rtl))

    @property
    def _body(self) -> Element:
        return self.paragraphs.package.body


def _text_look(place: Place) -> Look:
    """How a paragraph looks there; in a box, a list or a quotation it is indented directly."""
    boxed = names.CALLOUT if place.bar == "callout" else names.ALERT if place.bar else ""
    inner = names.QUOTE if place.quoted else names.CONTINUED if place.depth else ""
    style = inner or boxed or names.BODY
    return Look(style, indent=place.indent if style != names.BODY else None, bar=place.bar)


def heading_style(level: int) -> str:
    """The style of a heading that is <h1>, <h2>… elsewhere; below the sixth they look alike."""
    return f"{names.HEADING}{min(level, names.LEVELS)}"


def column_widths(table: Table[ResolvedInline], whole: int) -> tuple[int, ...]:
    """A width for each column, in twentieths of a point, after the longest words it holds.

    No column gets less than half of an even share; together they are as wide as `whole`.
    """
    shares: list[float] = []
    for cells in zip(table.header, *table.rows, strict=True):
        longest = max(len(_words(cell)) for cell in cells)
        shares.append(min(max(longest, 8), 60) ** 0.6)
    even = sum(shares) / len(shares)
    shares = [max(share, even / 2) for share in shares]
    widths = [int(whole * share / sum(shares)) for share in shares]
    widths[-1] += whole - sum(widths)
    return tuple(widths)


def _words(cell: Prose[ResolvedInline]) -> str:
    return leaf("cell", cell).text
