"""What stands on every page of a chapter: the header and footer of its section."""

from __future__ import annotations

import re

from journalpress.edition.review_words import review_words
from journalpress.edition.types import Chapter
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import (
    Element,
    Look,
    RunLook,
    add_field,
    add_paragraph,
    add_section,
    add_tab,
    new,
)
from journalpress.writers.docx.package import Package
from journalpress.writers.docx.runs import RunWriter

BETWEEN = " · "
SHOWN_DIGITS = 16
"""Of a digest, on each page; the whole stands on the page for reviewers."""
_COUNTS = re.compile(r"(\{pages?\})")


def add_margins(
    parent: Element, chapter: Chapter, package: Package, runs: RunWriter, *, page: int, pages: int
) -> None:
    """The section of a chapter. Until Word counts, its pages are said to be `page` of `pages`."""
    rtl = chapter.dir == "rtl"
    add_section(
        parent,
        package.header(_header(chapter, runs)),
        package.footer(_footer(chapter, runs, str(page), str(pages))),
        rtl=rtl,
    )


def _header(chapter: Chapter, runs: RunWriter) -> Element:
    header = new("hdr")
    paragraph = add_paragraph(header, Look(names.HEADER, rtl=chapter.dir == "rtl"))
    if chapter.page.stamps:
        look = RunLook(names.HEADER_STAMP, lang=runs.voice.lang)
        runs.words(paragraph, BETWEEN.join(chapter.page.stamps), look)
        add_tab(paragraph)
    runs.words(paragraph, chapter.short_title, RunLook(lang=runs.voice.lang))
    return header


def _footer(chapter: Chapter, runs: RunWriter, page: str, pages: str) -> Element:
    footer = new("ftr")
    look = Look(names.FOOTER, rtl=chapter.dir == "rtl")
    plain = RunLook(lang=runs.voice.lang)
    runs.words(add_paragraph(footer, look), chapter.page.disclaimer, plain)
    runs.words(add_paragraph(footer, look), chapter.page.status, plain)
    paragraph = add_paragraph(footer, look)
    runs.words(paragraph, _which_text(chapter), plain)
    add_tab(paragraph)
    for words in _COUNTS.split(chapter.page.page_of):
        match words:
            case "{page}":
                add_field(paragraph, "PAGE", page, plain)
            case "{pages}":
                add_field(paragraph, "NUMPAGES", pages, plain)
            case _:
                runs.words(paragraph, words, plain)
    return footer


def _which_text(chapter: Chapter) -> str:
    """The article's id, and as much of its text's digest as tells one text from another."""
    digest = f"{review_words(chapter.lang).digest} {chapter.identity.digest[:SHOWN_DIGITS]}"
    return f"{chapter.identity.id}{BETWEEN}{digest}"
