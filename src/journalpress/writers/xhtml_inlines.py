"""Prose → XHTML: words and their marks, links, citations with a target for each number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import assert_never

from journalpress.edition.types import CiteLabel, Jump, ResolvedInline
from journalpress.edition.wording import Wording, direction
from journalpress.model import LineBreak, Link, Prose, Text
from journalpress.writers.dialect import Dialect, lang_attribute, role_attributes
from journalpress.writers.direction import Direction, stretches

_JOINED = re.compile(
    r"(?<![\w&-])(?:\w{4}-\w{4}-\w|\w{1,4}-\w{1,8}|\w{1,8}-\w{1,3})(?![\w-])"
    r"|(?<![\w&/.:-])(?:\d[\d.,]*\s)?[^\W\d_]{1,4}/[^\W\d_]{1,4}[²³]?(?![\w/-]|\.\w)"
    r"|(?<![\w&/.:-])\d[\d.,/]*\s(?:[kmµμ]?[gl]|mcg|mL|L|[ckm]?m|kcal|kJ|IU|mmHg|°C)(?![\w/-])"
)
"""A leaflet code, a word with one hyphen and a short part before or after it, a unit with its
number (5 mmol/L, 20 mg)."""

_LETTER = re.compile(r"[^\W\d_]")
_AGAINST: Mapping[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}


def prose_xhtml(
    prose: Prose[ResolvedInline], dialect: Dialect, wording: Wording, way: Direction
) -> str:
    """Prose outside a chapter, in a text of this direction."""
    return Inlines(dialect, wording, way).prose(prose)


def plain_text(prose: Prose[ResolvedInline]) -> str:
    """The words of a prose without marks or numbers, for titles in furniture and metadata."""
    words: list[str] = []
    for inline in prose.inlines:
        match inline:
            case Text(text):
                words.append(text)
            case LineBreak():
                words.append(" ")
            case Link(_, runs) | Jump(_, runs):
                words.extend(run.text for run in runs)
            case CiteLabel():
                pass
            case _:
                assert_never(inline)
    return " ".join("".join(words).split())


class Inlines:
    """Renders prose that stands in a text of one direction."""

    def __init__(self, dialect: Dialect, wording: Wording, way: Direction) -> None:
        self._dialect = dialect
        self._wording = wording
        self._way = way

    def prose(self, prose: Prose[ResolvedInline]) -> str:
        """The XHTML of these words, without an element around them."""
        return "".join(self._inline(inline) for inline in prose.inlines)

    def _inline(self, inline: ResolvedInline) -> str:
        match inline:
            case Text():
                return self._run(inline)
            case LineBreak():
                return "<br/>"
            case Link(href, runs):
                return f'<a href="{escape(href)}">{self._runs(runs)}</a>'
            case Jump("", runs):
                return f'<span class="unlinked">{self._runs(runs)}</span>'
            case Jump(href, runs):
                target = self._dialect.jump(href) if href.startswith("#") else href
                return f'<a class="jump" href="{escape(target)}">{self._runs(runs)}</a>'
            case CiteLabel():
                return self._label(inline)
            case _:
                assert_never(inline)

    def _label(self, label: CiteLabel) -> str:
        pieces: list[str] = []
        typed = role_attributes("noteref", "doc-noteref", self._dialect)
        shown = [mark for mark in label.marks if mark.shown]
        for mark in label.marks:
            if not mark.shown:
                # The inner numbers of a run are targets for the way back, not links: an empty
                # link would be read aloud as nothing.
                pieces.append(f'<span class="inner" id="{mark.id}"></span>')
                continue
            spoken = escape(self._wording.source_number.format(number=mark.number))
            opening = "[" * (self._dialect.brackets and mark is shown[0])
            closing = "]" * (self._dialect.brackets and mark is shown[-1])
            pieces.append(
                f'{escape(mark.separator)}<a id="{mark.id}"{typed} href="#{mark.target}"'
                f' aria-label="{spoken}">{opening}{mark.number}{closing}</a>'
            )
        # Numbers are read from left to right in Arabic too.
        way = ' dir="ltr"' if self._way == "rtl" else ""
        return f'<sup class="cite"{way}>{"".join(pieces)}</sup>'

    def _runs(self, runs: tuple[Text, ...]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Text) -> str:
        way = direction(run.lang) if run.lang else self._way
        words = "".join(
            self._apart(piece, _AGAINST[way]) if apart else self._words(piece)
            for piece, apart in stretches(run.text, way)
        )
        if run.expansion:
            words = f'<abbr title="{escape(run.expansion)}">{words}</abbr>'
        if run.script:
            words = f"<{run.script}>{words}</{run.script}>"
        if run.emph:
            words = f"<em>{words}</em>"
        if run.strong:
            words = f"<strong>{words}</strong>"
        if run.lang:
            turned = f' dir="{way}"' if way != self._way else ""
            words = f"<span{lang_attribute(run.lang, self._dialect)}{turned}>{words}</span>"
        return words

    def _apart(self, text: str, way: Direction) -> str:
        # The figures of a telephone number stay on one line.
        joined = "" if _LETTER.search(text) else ' class="joined"'
        return f'<bdi dir="{way}"{joined}>{self._words(text)}</bdi>'

    def _words(self, text: str) -> str:
        return _JOINED.sub(r'<span class="joined">\g<0></span>', escape(text))
