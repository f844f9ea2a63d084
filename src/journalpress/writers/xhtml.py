"""Chapter → the well-formed XHTML of its body, shared by PDF, EPUB and the HTML page.

Every leaf of edition/reading.py is one `p`, heading, cell, caption or `img`, in that order; nothing
else bears text. Looks are the stylesheets', page furniture the templates'.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from math import ceil
from typing import assert_never

from journalpress.edition.citations import BACK
from journalpress.edition.links import section_anchor
from journalpress.edition.reading import callout_word, fold, missing_words
from journalpress.edition.types import (
    Chapter,
    Reference,
    ResolvedInline,
)
from journalpress.model import (
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
    every_block,
    prose_of,
)
from journalpress.writers.dialect import Dialect, lang_attribute, role_attributes
from journalpress.writers.direction import opens_rightwards
from journalpress.writers.xhtml_inlines import Inlines, plain_text

CELL_PADDING = 3
"""How many characters the blank at both sides of a cell takes."""

SMALLER = 1.25
"""How many characters of the sources' type take the room of one of a table's."""
MOST = 0.85
"""The part of a page's lines above which sources are divided rather than kept together."""
LONGEST_LINE = 80
"""Characters that hardly a line of running text has more of, in any layout (criterion 4)."""

_LAST_WORDS = re.compile(r"(?<= )[^\s<>&]{1,12} [^\s<>&]{1,6}$")
"""The last two words of a title, if the last is so short that it looks lost on a line."""


def chapter_xhtml(chapter: Chapter, dialect: Dialect) -> str:
    """The chapter as one `article` (`section` in EPUB) with all its ids."""
    return _Renderer(chapter, dialect).chapter()


def _table_name(table: Table[ResolvedInline]) -> str:
    return plain_text(table.caption) if table.caption else plain_text(table.header[0])


def _repeated_names(chapter: Chapter) -> frozenset[str]:
    """The names that two places of a chapter would have: as landmarks nobody could tell them apart.

    Headings are found by a voice as headings anyway; only the one of ours stays a landmark.
    """
    wording = chapter.wording
    names = [wording.key_messages, wording.see_also, wording.terms, wording.sources, wording.about]
    names.append(plain_text(chapter.title))
    for block in every_block(chapter.body):
        if isinstance(block, Section):
            names.append(plain_text(block.heading))
        elif isinstance(block, Table):
            names.append(_table_name(block) or chapter.short_title)
    counted = Counter(fold(name).casefold() for name in names)
    return frozenset(name for name, times in counted.items() if times > 1)


class _Renderer:
    """Renders one chapter; holds what each of its parts needs to know."""

    def __init__(self, chapter: Chapter, dialect: Dialect) -> None:
        self._chapter = chapter
        self._dialect = dialect
        self._wording = chapter.wording
        self._inlines = Inlines(dialect, chapter.wording, chapter.dir)
        self._repeated = _repeated_names(chapter)

    # --- the whole

    def chapter(self) -> str:
        chapter, wording = self._chapter, self._wording
        opening = [self._dialect.logo] if self._dialect.logo else []
        opening += [f'<p class="stamp">{escape(stamp)}</p>' for stamp in chapter.page.stamps]
        if chapter.category:
            opening.append(f'<p class="category">{escape(chapter.category)}</p>')
        title_id = self._id("title")
        opening.append(f'<h1 id="{title_id}">{self._title()}</h1>')
        if chapter.standfirst:
            opening.append(f'<p class="standfirst">{self._prose(chapter.standfirst)}</p>')
        parts = [
            f'<header class="opening">{"".join(opening)}</header>',
            self._listed("key-messages", wording.key_messages, chapter.key_messages),
            f'<div class="body">{self._blocks(chapter.body, 2)}</div>' if chapter.body else "",
            self._listed("see-also", wording.see_also, chapter.see_also),
            self._listed("terms", wording.terms, chapter.terms),
            self._sources(),
            self._disclaimer(),
            self._about(),
        ]
        tag = "section" if self._dialect.epub else "article"
        role = self._typed("chapter", "doc-chapter") if self._dialect.epub else ""
        return (
            f'<{tag} id="{chapter.anchor}" class="chapter"{role}{self._lang(chapter.lang)}'
            f' dir="{chapter.dir}" aria-labelledby="{title_id}">\n'
            + "\n".join(part for part in parts if part)
            + f"\n</{tag}>"
        )

    def _listed(self, name: str, heading: str, items: tuple[Prose[ResolvedInline], ...]) -> str:
        if not items:
            return ""
        listed = "".join(f"<li>{self._paragraph(item)}</li>" for item in items)
        return self._titled(name, heading, f"<ul>{listed}</ul>")

    def _title(self) -> str:
        words = self._prose(self._chapter.title)
        if not self._dialect.paged:
            return words
        return _LAST_WORDS.sub(r'<span class="joined">\g<0></span>', words)

    def _titled(
        self, name: str, heading: str, inner: str, *, typed: str = "", kind: str = ""
    ) -> str:
        heading_id = self._id(name)
        return (
            f'<section class="{name}{kind}"{typed} aria-labelledby="{heading_id}">'
            f'<h2 id="{heading_id}">{escape(heading)}</h2>{inner}</section>'
        )

    def _sources(self) -> str:
        references = self._chapter.references
        if not references:
            return ""
        before = (0, *(reference.number for reference in references))
        listed = "".join(
            self._reference(reference, reference.number - last)
            for reference, last in zip(references, before, strict=False)
        )
        start = "" if self._dialect.paged else self._starting(references[0].number)
        if self._chapter.dir == "rtl" and all(
            opens_rightwards(plain_text(each.text)) for each in references
        ):
            start += ' dir="ltr"'
        typed = self._typed("bibliography", "doc-bibliography")
        return self._titled(
            "sources",
            self._wording.sources,
            f"<ol{start}>{listed}</ol>",
            typed=typed,
            kind=self._many(references),
        )

    def _many(self, references: tuple[Reference, ...]) -> str:
        """The class of sources that surely take most of a page, so that they may be divided."""
        room = SMALLER * self._dialect.line_characters
        lines = sum(ceil(len(plain_text(each.text)) / room) for each in references)
        return " long" if self._dialect.paged and lines > MOST * self._dialect.row_lines else ""

    def _reference(self, reference: Reference, step: int) -> str:
        # The note is a div inside the item: the one form that EPUBCheck, Ace and the pop-ups of
        # reading systems all accept (DPUB-ARIA allows doc-footnote on neither li nor doc-endnote).
        typed = self._typed("footnote", "doc-footnote") if self._dialect.epub else ""
        back = "".join(
            f' <a class="back" role="doc-backlink" href="#{way.target}"'
            f' aria-label="{escape(way.label)}">{escape(self._sign(way.sign))}</a>'
            for way in reference.backlinks
        )
        words = self._prose(reference.text)
        # The numbers of the whole article, where a short leaflet has not all of its sources.
        stepped = f' value="{reference.number}"' if step != 1 and reference.number != step else ""
        if self._dialect.paged:
            stepped = f' style="counter-increment: list-item {step}"' if step != 1 else ""
        return f'<li{stepped}><div id="{reference.anchor}"{typed}><p>{words}{back}</p></div></li>'

    def _sign(self, sign: str) -> str:
        return sign.replace(BACK, self._dialect.back)

    def _disclaimer(self) -> str:
        heading_id = self._id("disclaimer")
        return (
            f'<aside class="disclaimer" role="note" aria-labelledby="{heading_id}">'
            f'<h2 id="{heading_id}">{escape(self._wording.disclaimer)}</h2>'
            f"<p>{self._prose(self._chapter.disclaimer.full)}</p></aside>"
        )

    def _about(self) -> str:
        lines: list[str] = []
        if self._dialect.code and self._chapter.qr:
            lines.append(f'<div class="code">{self._dialect.code(self._chapter)}</div>')
        for fact in self._chapter.facts:
            label = f'<span class="label">{escape(fact.label)}</span> ' if fact.label else ""
            lines.append(f'<p class="fact">{label}{self._prose(fact.value)}</p>')
        return self._titled("about", self._wording.about, "".join(lines))

    # --- blocks

    def _blocks(self, blocks: tuple[Block[ResolvedInline], ...], level: int) -> str:
        return "\n".join(self._block(block, level) for block in blocks)

    def _block(self, block: Block[ResolvedInline], level: int) -> str:
        """One block; `level` is the level that a heading in this place has."""
        match block:
            case Paragraph(prose):
                return self._paragraph(prose)
            case List(items, ordered, start):
                tag = "ol" if ordered else "ul"
                counted = self._starting(start) if ordered else ""
                listed = "".join(self._item(item, level) for item in items)
                return f"<{tag}{counted}>{listed}</{tag}>"
            case Quote(blocks):
                return f"<blockquote>{self._blocks(blocks, level)}</blockquote>"
            case Callout(callout, blocks):
                word = escape(callout_word(block, self._wording))
                return (
                    f'<aside class="callout {callout}" role="note" aria-label="{word}">'
                    f'<p class="callout-word">{word}</p>{self._blocks(blocks, level)}</aside>'
                )
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case Question(question, answer):
                heading = self._heading(question, level, self._id(question.key))
                kind = "question tall" if self._fills_page(answer) else "question"
                return f'<div class="{kind}">{heading}{self._blocks(answer, level + 1)}</div>'
            case Section():
                return self._section(block, level)
            case Missing():
                return f'<p class="missing">{escape(missing_words(block, self._wording))}</p>'
            case _:
                assert_never(block)

    def _paragraph(self, prose: Prose[ResolvedInline]) -> str:
        """A paragraph; its class, where pages are broken, says that it may take one line only."""
        short = self._dialect.paged and len(plain_text(prose)) <= LONGEST_LINE
        kind = ' class="short"' if short else ""
        return f"<p{kind}>{self._prose(prose)}</p>"

    def _starting(self, number: int) -> str:
        """How a list begins at a number: WeasyPrint reads the style and not the attribute."""
        if number == 1:
            return ""
        if self._dialect.paged:
            return f' style="counter-reset: list-item {number - 1}"'
        return f' start="{number}"'

    def _item(self, item: ListItem[ResolvedInline], level: int) -> str:
        return f"<li>{self._blocks(item.blocks, level)}</li>"

    def _section(self, section: Section[ResolvedInline], level: int) -> str:
        name = section.anchor or section.heading.key
        anchor = self._id(name)
        kind = " ".join(filter(None, (section.role, "brief" if section.brief else "")))
        kind = f' class="{kind}"' if kind else ""
        heading = self._heading(section.heading, level, anchor)
        inner = self._blocks(section.blocks, level + 1)
        alike = fold(plain_text(section.heading)).casefold() in self._repeated
        named = "" if alike else f' aria-labelledby="{anchor}"'
        return f"<section{kind}{named}>{heading}\n{inner}</section>"

    def _heading(self, prose: Prose[ResolvedInline], level: int, anchor: str) -> str:
        tag = f"h{min(level, 6)}"
        return f'<{tag} id="{anchor}">{self._prose(prose)}</{tag}>'

    def _figure(self, figure: Figure[ResolvedInline]) -> str:
        # An empty alt is all that a decorative picture needs; a role beside it is redundant.
        source = escape(self._dialect.picture(figure.media))
        picture = f'<img src="{source}" alt="{escape(figure.alt)}"/>'
        caption = ""
        if figure.caption:
            caption = f"<figcaption><p>{self._prose(figure.caption)}</p></figcaption>"
        return f'<figure id="{self._id(figure.key)}">{picture}{caption}</figure>'

    def _table(self, table: Table[ResolvedInline]) -> str:
        rows = "".join(
            f"<tr{self._tall(row)}>"
            + "".join(
                self._cell(cell, table, column, "row" if table.row_headers and column == 0 else "")
                for column, cell in enumerate(row)
            )
            + "</tr>"
            for row in table.rows
        )
        header = "".join(
            self._cell(cell, table, column, "col") for column, cell in enumerate(table.header)
        )
        caption = f"<caption>{self._prose(table.caption)}</caption>" if table.caption else ""
        body = f"<tbody>{rows}</tbody>" if rows else ""
        whole = (
            f'<table id="{self._id(table.key)}"{self._long(table)}>{caption}'
            f"<thead><tr>{header}</tr></thead>{body}</table>"
        )
        if not self._dialect.scrolls:
            return whole
        label = _table_name(table) or self._chapter.short_title
        role = "group" if fold(label).casefold() in self._repeated else "region"
        name = escape(label)
        return f'<div class="scrolls" role="{role}" tabindex="0" aria-label="{name}">{whole}</div>'

    def _cell(
        self, cell: Prose[ResolvedInline], table: Table[ResolvedInline], column: int, scope: str
    ) -> str:
        align = table.align[column] if column < len(table.align) else ""
        kinds = " ".join(filter(None, (align, self._breaks(cell, table))))
        aligned = f' class="{kinds}"' if kinds else ""
        words = self._prose(cell)
        # An empty header cell heads nothing: HTML has td for it.
        if scope and words:
            return f'<th scope="{scope}"{aligned}>{words}</th>'
        return f"<td{aligned}>{words}</td>"

    def _tall(self, row: tuple[Prose[ResolvedInline], ...]) -> str:
        """The class of a row that may not fit on one page."""
        room = self._dialect.row_lines * self._dialect.line_characters / len(row)
        tall = self._dialect.paged and any(len(plain_text(cell)) > room for cell in row)
        return ' class="tall"' if tall else ""

    def _fills_page(self, answer: tuple[Block[ResolvedInline], ...]) -> bool:
        """Whether an answer takes more than a page, so that it must be broken."""
        room = self._dialect.row_lines * self._dialect.line_characters
        words = sum(len(plain_text(prose)) for prose in prose_of(answer))
        return self._dialect.paged and words > room

    def _long(self, table: Table[ResolvedInline]) -> str:
        """The class of a table that may be broken between its rows: it takes a third of a page."""
        room = max(self._dialect.line_characters / len(table.header) - CELL_PADDING, 1)
        lines = sum(
            1 + max(ceil(len(plain_text(cell)) / room) for cell in row)
            for row in (table.header, *table.rows)
        )
        return (
            ' class="long"' if self._dialect.paged and 3 * lines > self._dialect.row_lines else ""
        )

    def _breaks(self, cell: Prose[ResolvedInline], table: Table[ResolvedInline]) -> str:
        """The class of a cell with a word that is too long for its column's share of the page."""
        room = self._dialect.line_characters / len(table.header) - CELL_PADDING
        longest = max((len(word) for word in plain_text(cell).split()), default=0)
        return "breaks" if self._dialect.paged and longest > room else ""

    # --- attributes

    def _id(self, name: str) -> str:
        return section_anchor(self._chapter.slug, name)

    def _prose(self, prose: Prose[ResolvedInline]) -> str:
        return self._inlines.prose(prose)

    def _lang(self, lang: str) -> str:
        return lang_attribute(lang, self._dialect)

    def _typed(self, epub_type: str, role: str) -> str:
        return role_attributes(epub_type, role, self._dialect)
