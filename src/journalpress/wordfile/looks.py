"""How words look in a Word file, by their own properties and their character style."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from journalpress.wordfile.parts import Element, value
from journalpress.wordfile.styles import Styles, is_on

CITATION = "jpcitation"
"""The style of citation labels in our review copies, folded."""

_NO_LOOKS = frozenset(
    {
        "annotationreference", "defaultparagraphfont", "endnoteanchor", "endnotecharacters",
        "endnotereference", "followedhyperlink", "footnoteanchor", "footnotecharacters",
        "footnotereference", "hyperlink", "internetlink", "linenumber", "linenumbering",
        "visitedinternetlink",
    }
)  # fmt: skip
"""Character styles that say what words are, and not how an author wants them to look."""

_SCRIPTS: Mapping[str, Literal["", "sub", "sup"]] = MappingProxyType(
    {"subscript": "sub", "superscript": "sup"}
)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; `citation` where they are in the style of citation labels."""

    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    citation: bool = False
    hidden: bool = False
    struck: bool = False
    highlighted: bool = False


PLAIN = Look()


class LookBook:
    """The character styles of a file, looked up by id."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._looks: dict[str, Look] = {}

    def look(self, properties: Element | None, *, rtl: bool) -> Look:
        """How words with these run properties look; `rtl` where they are of a script like Arabic.

        For those Word has a boldness and a slant of their own.
        """
        if properties is None:
            return PLAIN
        style = value(properties, "rStyle") or ""
        base = self._style_look(style) if style else PLAIN
        rtl = rtl or _toggle(properties, "rtl") or _toggle(properties, "cs") or False
        script = value(properties, "vertAlign")
        return Look(
            strong=_first(properties, ("bCs", "b") if rtl else ("b",), base.strong),
            emph=_first(properties, ("iCs", "i") if rtl else ("i",), base.emph),
            script=base.script if script is None else _SCRIPTS.get(script, ""),
            citation=base.citation,
            hidden=_first(properties, ("vanish",), base.hidden),
            struck=_first(properties, ("strike", "dstrike"), base.struck),
            highlighted=(value(properties, "highlight") or "none") not in ("none", ""),
        )

    def _style_look(self, style: str) -> Look:
        found = self._looks.get(style)
        if found is None:
            found = self._looks[style] = self._read_look(style)
        return found

    def _read_look(self, style: str) -> Look:
        plain = folded(self._styles.name(style))
        if plain in _NO_LOOKS or plain.startswith("jp"):
            return Look(citation=plain == CITATION)

        def has(tag: str) -> bool:
            return is_on(self._styles.inherited(style, "rPr", tag))

        script = self._styles.inherited(style, "rPr", "vertAlign") or ""
        return Look(has("b"), has("i"), _SCRIPTS.get(script, ""), hidden=has("vanish"))


def is_rtl(text: str) -> bool:
    """Whether a letter of the text is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(each) in ("R", "AL") for each in text
    )


def folded(name: str) -> str:
    """The name of a style as it is compared: small letters without spaces."""
    return "".join(name.split()).lower()


def _toggle(properties: Element, tag: str) -> bool | None:
    found = value(properties, tag)
    return None if found is None else is_on(found)


def _first(properties: Element, tags: tuple[str, ...], otherwise: bool) -> bool:
    told = (_toggle(properties, tag) for tag in tags)
    return next((each for each in told if each is not None), otherwise)
