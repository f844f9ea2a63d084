"""Edition → Word review copy, with the styles of styles/review.docx.

The order of paragraphs is that of edition/reading.py. A range bookmark surrounds the words of each
(reviewcopy.py), by which a reviewed file finds its way home.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from journalpress.edition.reading import callout_word, in_order, leaf, missing_words
from journalpress.edition.types import Chapter, Edition, ResolvedInline
from journalpress.model import (
    Alignment,
    Block,
    Callout,
    Figure,
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
from journalpress.reviewcopy import bookmark_name, reference_bookmark
from journalpress.writers.docx import names
from journalpress.writers.docx.margins import add_margins
from journalpress.writers.docx.ooxml import (
    EMU_PER_TWENTIETH,
    Bar,
    Drawing,
    Element,
    Look,
    RunLook,
    add,
    add_cell,
    add_drawing,
    add_list,
    add_paragraph,
    add_row,
    add_tab,
    add_table,
)
from journalpress.writers.docx.package import Package
from journalpress.writers.docx.runs import RunWriter, Voice

EMU_PER_PIXEL = 9525
"""96 pixels to the inch, unless the picture would be wider than the text."""
TALLEST = 8505
"""150 mm, in twentieths of a point: a picture and its caption stay on one page."""

_MIRRORED: dict[Alignment, str] = {"": "", "left": "right", "center": "center", "right": "left"}
"""In a right-to-left paragraph Word reads `left` as the side where reading begins."""


def write_docx(edition: Edition, *, protect: bool = True) -> bytes:
    """The review copy: tracked changes on, and enforced without a password if `protect`."""
    package = Package()
    chapters = in_order(edition)
    bookmarks = {
        anchor: name
        for position, chapter in enumerate(chapters, 1)
        for anchor, name in _targets(chapter, position)
    }
    ids = _Ids()
    for position, chapter in enumerate(chapters, 1):
        voice = Voice("" if chapter.lang == edition.lang else chapter.lang, chapter.dir == "rtl")
        runs = RunWriter(package, bookmarks, voice)
        _ChapterWriter(edition, chapter, position, package, runs, ids).write()
        last = position == len(chapters)
        # A section's properties stand in its last paragraph, the last section's in the body.
        place = package.body if last else package.body[-1][0]
        add_margins(place, chapter, package, runs, page=position, pages=len(chapters))
    return package.save(edition, protect=protect)


def _targets(chapter: Chapter, position: int) -> Iterator[tuple[str, str]]:
    """Where links inside the file lead: the bookmark that stands for each anchor."""
    yield chapter.anchor, bookmark_name(chapter.title.key, position)
    for reference in chapter.references:
        yield reference.anchor, reference_bookmark(reference.source.key, position)


class _Ids:
    """One counter for all `w:id`: Word may call a file corrupt where two are alike."""

    def __init__(self) -> None:
        self._last = 0
        self.last_list = names.LAST_LIST

    def next(self) -> int:
        self._last += 1
        return self._last

    def next_list(self) -> int:
        self.last_list += 1
        return self.last_list


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: indent of its words, how deep in lists, in whose box, heading level."""

    indent: int = 0
    depth: int = 0
    bar: Bar = ""
    quoted: bool = False
    level: int = 2


class _ChapterWriter:
    """Writes one chapter into the body; lives as long as that, because fixed words are counted."""

    def __init__(
        self,
        edition: Edition,
        chapter: Chapter,
        position: int,
        package: Package,
        runs: RunWriter,
        ids: _Ids,
    ) -> None:
        self._edition = edition
        self._chapter = chapter
        self._position = position
        self._package = package
        self._body = package.body
        self._runs = runs
        self._ids = ids
        self._rtl = chapter.dir == "rtl"
        self._fixed_words = 0
        self._pictures = 0

    def write(self) -> None:
        """Every paragraph of the chapter, in reading order."""
        chapter, wording = self._chapter, self._chapter.wording
        for stamp in chapter.page.stamps:
            self._fixed(names.STAMP, stamp)
        if chapter.category:
            self._fixed(names.CATEGORY, chapter.category)
        self._prose(names.TITLE, chapter.title)
        if chapter.standfirst:
            self._prose(names.STANDFIRST, chapter.standfirst)
        self._listed(
            wording.key_messages, chapter.key_messages, names.KEY_HEADING, names.KEY_MESSAGE
        )
        self._blocks(chapter.body, _Place())
        self._listed(wording.see_also, chapter.see_also)
        self._listed(wording.terms, chapter.terms)
        self._references()
        self._fixed(_heading(2), wording.disclaimer)
        self._prose(names.DISCLAIMER, chapter.disclaimer.full)
        self._fixed(_heading(2), wording.about)
        self._facts()

    # --- paragraphs

    @contextlib.contextmanager
    def _bookmarked(self, paragraph: Element, name: str) -> Iterator[None]:
        """A range bookmark around what is written into the paragraph meanwhile."""
        number = self._ids.next()
        add(paragraph, "bookmarkStart", id=number, name=name)
        yield
        add(paragraph, "bookmarkEnd", id=number)

    def _name(self, key: str) -> str:
        return bookmark_name(key, self._position)

    def _fixed(self, style: str, words: str) -> None:
        self._prose(style, self._fixed_prose(words))

    def _fixed_prose(self, words: str) -> Prose[ResolvedInline]:
        """Words that no author wrote; their key counts them."""
        self._fixed_words += 1
        return Prose(f"fixed_{self._fixed_words}", (Text(words),))

    def _prose(self, style: str, prose: Prose[ResolvedInline]) -> None:
        self._paragraph(self._body, Look(style, rtl=self._rtl), prose)

    def _paragraph(
        self, parent: Element, look: Look, prose: Prose[ResolvedInline], name: str = ""
    ) -> None:
        paragraph = add_paragraph(parent, look)
        with self._bookmarked(paragraph, name or self._name(prose.key)):
            self._runs.inlines(paragraph, prose.inlines)

    # --- around the body

    def _listed(
        self,
        heading: str,
        items: Sequence[Prose[ResolvedInline]],
        heading_style: str = "",
        style: str = names.BULLETED,
    ) -> None:
        if not items:
            return
        heading_look = Look(heading_style or _heading(2), rtl=self._rtl)
        if heading_style and self._rtl:
            heading_look = replace(heading_look, bar="callout")
        self._paragraph(self._body, heading_look, self._fixed_prose(heading))
        look = Look(style, numbering=(names.BULLETS, 0), rtl=self._rtl)
        if style == names.KEY_MESSAGE:
            # A list's own indents win over a style's (ECMA-376-1, 17.9.23): say them again.
            indent = names.BOX_INDENT + names.STEP
            look = replace(look, indent=indent, hanging=names.STEP, bar="callout")
        for position, item in enumerate(items, 1):
            if look.bar and position == len(items):
                look = replace(look, after=names.AFTER_BOX)
            self._paragraph(self._body, look, item)

    def _references(self) -> None:
        if not self._chapter.references:
            return
        self._fixed(_heading(2), self._chapter.wording.sources)
        numbering, expected = 0, 0
        for reference in self._chapter.references:
            if reference.number != expected:
                numbering = self._ids.next_list()
                add_list(
                    self._package.numbering,
                    numbering,
                    names.REFERENCES_ABSTRACT,
                    level=0,
                    start=reference.number,
                )
            expected = reference.number + 1
            look = Look(names.REFERENCE, numbering=(numbering, 0), rtl=self._rtl)
            name = reference_bookmark(reference.source.key, self._position)
            self._paragraph(self._body, look, reference.text, name)

    def _facts(self) -> None:
        for fact in self._chapter.facts:
            look = Look(names.FACT, rtl=self._rtl, indent=None if fact.label else 0)
            paragraph = add_paragraph(self._body, look)
            with self._bookmarked(paragraph, self._name(fact.value.key)):
                if fact.label:
                    label = RunLook(names.LABEL, lang=self._runs.voice.lang)
                    self._runs.words(paragraph, fact.label, label)
                    add_tab(paragraph)
                self._runs.inlines(paragraph, fact.value.inlines)

    # --- the body

    def _blocks(self, blocks: Sequence[Block[ResolvedInline]], place: _Place) -> None:
        for block in blocks:
            self._block(block, place)

    def _block(self, block: Block[ResolvedInline], place: _Place) -> None:
        match block:
            case Paragraph(prose):
                self._paragraph(self._body, self._text_look(place), prose)
            case List():
                self._list(block, place)
            case Quote(blocks):
                inner = replace(place, indent=place.indent + names.STEP, quoted=True)
                self._blocks(blocks, inner)
            case Callout():
                self._callout(block, place)
            case Figure():
                self._figure(block, place)
            case Table():
                self._table(block, place)
            case Question(question, answer):
                self._prose(_heading(place.level), question)
                self._blocks(answer, place)
            case Section(heading, blocks):
                self._prose(_heading(place.level), heading)
                self._blocks(blocks, replace(place, level=place.level + 1))
            case Missing():
                words = self._fixed_prose(missing_words(block, self._chapter.wording))
                look = Look(names.MISSING, indent=place.indent + names.BOX_INDENT)
                self._paragraph(self._body, self._placed(look, replace(place, bar="alert")), words)
            case _:
                assert_never(block)

    def _text_look(self, place: _Place) -> Look:
        """How a paragraph looks there; in a box, a list or a quotation it is indented directly."""
        boxed = names.CALLOUT if place.bar == "callout" else names.ALERT if place.bar else ""
        inner = names.QUOTE if place.quoted else names.CONTINUED if place.depth else ""
        style = inner or boxed or names.BODY
        indent = place.indent if style != names.BODY else None
        return self._placed(Look(style, indent=indent), place)

    def _placed(self, look: Look, place: _Place) -> Look:
        return replace(look, rtl=self._rtl, bar=place.bar)

    def _list(self, block: List[ResolvedInline], place: _Place) -> None:
        level = min(place.depth, names.DEEPEST)
        number = names.BULLETS
        if block.ordered:
            number = self._ids.next_list()
            add_list(self._package.numbering, number, names.NUMBERS_ABSTRACT, level, block.start)
        style = names.NUMBERED if block.ordered else names.BULLETED
        look = Look(
            style,
            numbering=(number, level),
            indent=place.indent + names.STEP,
            hanging=names.STEP,
        )
        for item in block.items:
            self._item(item, self._placed(look, place), place)

    def _item(self, item: ListItem[ResolvedInline], look: Look, place: _Place) -> None:
        """An item; where its first block is no paragraph, its sign stands on a line alone."""
        inner = replace(place, indent=place.indent + names.STEP, depth=place.depth + 1)
        blocks = item.blocks
        if blocks and isinstance(blocks[0], Paragraph):
            self._paragraph(self._body, look, blocks[0].prose)
            blocks = blocks[1:]
        else:
            add_paragraph(self._body, look)
        self._blocks(blocks, inner)

    def _callout(self, block: Callout[ResolvedInline], place: _Place) -> None:
        alert = block.callout in ("warning", "important")
        inner = _Place(
            indent=place.indent + names.BOX_INDENT,
            bar="alert" if alert else "callout",
            level=place.level,
        )
        word = self._fixed_prose(callout_word(block, self._chapter.wording))
        style = names.ALERT_WORD if alert else names.CALLOUT_WORD
        look = Look(style, indent=inner.indent)
        self._paragraph(self._body, self._placed(look, inner), word)
        self._blocks(block.blocks, inner)

    # --- pictures and tables

    def _figure(self, figure: Figure[ResolvedInline], place: _Place) -> None:
        media = self._edition.media[figure.media]
        self._pictures += 1
        width, height = media.width * EMU_PER_PIXEL, media.height * EMU_PER_PIXEL
        widest = (names.TEXT_WIDTH - place.indent) * EMU_PER_TWENTIETH
        scale = min(1.0, widest / width, TALLEST * EMU_PER_TWENTIETH / height)
        drawing = Drawing(
            relation=self._package.picture(media),
            number=self._ids.next(),
            name=media.name,
            description=figure.alt,
            decorative=figure.decorative,
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
        )
        look = self._placed(Look(names.FIGURE, indent=place.indent or None), place)
        paragraph = add_paragraph(self._body, look)
        with self._bookmarked(paragraph, self._name(figure.key)):
            add_drawing(paragraph, drawing)
        if figure.caption:
            look = replace(look, style=names.FIGURE_CAPTION)
            self._paragraph(self._body, look, figure.caption)

    def _table(self, table: Table[ResolvedInline], place: _Place) -> None:
        if table.caption:
            look = self._placed(Look(names.CAPTION, indent=place.indent or None), place)
            self._paragraph(self._body, look, table.caption)
        widths = column_widths(table, names.TEXT_WIDTH - place.indent)
        made = add_table(
            self._body, widths, row_headers=table.row_headers, rtl=self._rtl, indent=place.indent
        )
        aligned = _MIRRORED if self._rtl else {each: str(each) for each in _MIRRORED}
        for position, cells in enumerate((table.header, *table.rows)):
            row = add_row(made, header=position == 0)
            for column, prose in enumerate(cells):
                heads = position == 0 or (table.row_headers and column == 0)
                look = Look(
                    names.HEAD_CELL if heads else names.CELL,
                    rtl=self._rtl,
                    align=aligned[table.align[column]] if column < len(table.align) else "",
                )
                self._paragraph(add_cell(row, widths[column]), look, prose)
        # Word joins two tables that touch, and wants a paragraph behind the last one.
        add_paragraph(self._body, Look(names.AFTER_TABLE, rtl=self._rtl))


def _heading(level: int) -> str:
    return f"{names.HEADING}{min(level, names.LEVELS)}"


def column_widths(table: Table[ResolvedInline], whole: int) -> tuple[int, ...]:
    """A width for each column, in twentieths of a point, after the longest words it holds.

    No column gets less than half of an even share; together they are as wide as `whole`.
    """
    shares: list[float] = []
    for cells in zip(table.header, *table.rows, strict=True):
        longest = max(len(leaf("cell", cell).text) for cell in cells)
        shares.append(min(max(longest, 8), 60) ** 0.6)
    even = sum(shares) / len(shares)
    shares = [max(share, even / 2) for share in shares]
    widths = [int(whole * share / sum(shares)) for share in shares]
    widths[-1] += whole - sum(widths)
    return tuple(widths)
