"""Prose → the runs and links of a Word paragraph, in the order in which they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from journalpress.edition.types import CiteLabel, Jump, ResolvedInline
from journalpress.errors import RenderingError
from journalpress.model import LineBreak, Link, Text
from journalpress.writers.direction import stretches
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import (
    Element,
    RunLook,
    add_break,
    add_jump,
    add_link,
    add_text,
)
from journalpress.writers.docx.package import Package

NARROW = "\u202f"
"""Keeps a label off the word before it; the Edition prints them without a space."""
LABEL_OPENS = "["
LABEL_CLOSES = "]"
"""Brackets, because raised digits become `23` as soon as somebody pastes plain text."""
DASH = "–"
NO_WIDTH = "\u200d"
"""What the second, third… inner number of a run stands on: Word's “No-Width Non Break”."""

_BLANKS = str.maketrans("\t\r\n\v\f", "     ")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words they are: language ("" for the document's own) and direction of a chapter."""

    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class RunWriter:
    """Writes runs into paragraphs. `bookmarks` holds, for each anchor, the bookmark there.

    Raises RenderingError for a link to an anchor that has none.
    """

    package: Package
    bookmarks: Mapping[str, str]
    voice: Voice

    def inlines(self, paragraph: Element, inlines: tuple[ResolvedInline, ...]) -> None:
        """The runs of these inlines, appended to the paragraph."""
        at_start = True
        for inline in inlines:
            match inline:
                case Text():
                    self.run(paragraph, inline)
                    at_start = False
                case LineBreak():
                    add_break(paragraph)
                    at_start = True
                case Link(href, runs) | Jump(href, runs):
                    self._linked(paragraph, href, runs)
                    at_start = False
                case CiteLabel():
                    self._label(
                        paragraph, inline, LABEL_OPENS if at_start else NARROW + LABEL_OPENS
                    )
                case _:
                    assert_never(inline)

    def run(self, parent: Element, run: Text, style: str = "") -> None:
        """One run of the author's, cut where the direction of writing changes."""
        look = RunLook(style, run.strong, run.emph, run.script, run.lang or self.voice.lang)
        self.words(parent, run.text, look)

    def words(self, parent: Element, text: str, look: RunLook) -> None:
        """Words of one look, each stretch in its direction."""
        for stretch, rtl in directed(text.translate(_BLANKS), rtl=self.voice.rtl):
            add_text(parent, stretch, replace(look, rtl=True) if rtl else look)

    def _linked(self, paragraph: Element, href: str, runs: tuple[Text, ...]) -> None:
        if not href:
            for run in runs:
                self.run(paragraph, run)
            return
        if href.startswith("#"):
            parent = self._jump(paragraph, href[1:])
        else:
            parent = add_link(paragraph, self.package.address(href))
        for run in runs:
            self.run(parent, run, names.LINK)

    def _label(self, paragraph: Element, label: CiteLabel, opens: str) -> None:
        """`[1,4]`, each number a link of its own; inner numbers of a run ride on its dash."""
        self._sign(paragraph, opens)
        riding = False
        for mark in label.marks:
            if mark.shown and mark.separator and not riding:
                self._sign(paragraph, mark.separator)
            link = self._jump(paragraph, mark.target)
            if mark.shown:
                self._sign(link, str(mark.number))
            else:
                self._sign(link, NO_WIDTH if riding else DASH)
            riding = not mark.shown
        self._sign(paragraph, LABEL_CLOSES)

    def _jump(self, paragraph: Element, anchor: str) -> Element:
        bookmark = self.bookmarks.get(anchor)
        if bookmark is None:
            raise RenderingError(f"a link of the Word copy leads nowhere: {anchor}")
        return add_jump(paragraph, bookmark)

    def _sign(self, parent: Element, text: str) -> None:
        look = RunLook(names.CITATION, lang=self.voice.lang, rtl=self.voice.rtl)
        add_text(parent, text, look)


def directed(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, each with whether it is written from right to left.

    Letters decide for themselves (Unicode's bidirectional classes L, R and AL); what lies between
    two of the same direction follows them, all else the paragraph. A telephone number inside
    Arabic is one stretch from left to right.
    """
    if text.isascii() and not rtl:
        if text:
            yield text, False
        return
    strong = [
        False if apart and rtl else _direction(character)
        for piece, apart in stretches(text, "rtl" if rtl else "ltr")
        for character in piece
    ]
    start, before = 0, rtl
    found: list[tuple[str, bool]] = []
    while start < len(text):
        end = start + 1
        while end < len(text) and strong[end] == strong[start]:
            end += 1
        own = strong[start]
        if own is None:
            after = strong[end] if end < len(text) else rtl
            own = before if before == after else rtl
        else:
            before = own
        if found and found[-1][1] == own:
            found[-1] = (found[-1][0] + text[start:end], own)
        else:
            found.append((text[start:end], own))
        start = end
    yield from found


def _direction(character: str) -> bool | None:
    match unicodedata.bidirectional(character):
        case "L":
            return False
        case "R" | "AL":
            return True
        case _:
            return None
