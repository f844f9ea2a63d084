"""What a style says of a paragraph or of words: by its name, since offices rename ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from journalpress.reviewcopy import BlockKind
from journalpress.wordfile.parts import Element, W, heading_level, value, whole_number
from journalpress.wordfile.styles import Styles

CITATION = "jpcitation"
FIGURE = "jpfigure"

_KINDS: Mapping[str, BlockKind] = MappingProxyType(
    {
        "title": "heading",
        **{f"heading{level}": "heading" for level in range(1, 10)},
        FIGURE: "picture",
        "caption": "caption",
        "jpfigurecaption": "caption",
        "jptabletext": "cell",
        "jptableheading": "cell",
        "jpreference": "reference",
        "jpdisclaimer": "disclaimer",
        "jpfact": "fact",
    }
)

_REVIEW = "jpreview"
"""What the names of the styles of the pages for reviewers begin with."""

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
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is: name of its style, kind, level, and its list (id and level in it).

    `review` says whether the style belongs to the pages for reviewers.
    """

    style: str
    kind: BlockKind
    level: int = 0
    numbering: tuple[str, int] | None = None
    review: bool = False


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


class StyleBook:
    """The styles of a file, looked up by id. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = Styles(root)
        self._looks: dict[str, Look] = {}
        self._told: dict[tuple[str, ...], str | None] = {}
        default = () if root is None else root.findall(f"{{{W}}}style")
        self._default = next(
            (
                each.get(f"{{{W}}}styleId", "")
                for each in default
                if each.get(f"{{{W}}}type") == "paragraph" and _on(each.get(f"{{{W}}}default", "0"))
            ),
            "",
        )

    def shape(self, properties: Element | None, *, numbered: bool = True) -> Shape:
        """What a paragraph with these properties is; not `numbered`: its own list is left out."""
        style = value(properties, "pStyle") or self._default
        name = self._styles.name(style)
        plain = _plain(name)
        numbering = self._numbering(properties if numbered else None, style)
        outline = value(properties, "outlineLvl") or self._of(style, "outlineLvl")
        level = heading_level(outline)
        kind = _KINDS.get(plain)
        if kind is None:
            kind = "heading" if level is not None else "item" if numbering else "text"
        match kind:
            case "heading":
                depth = 1 if level is None else level + 1
            case "item" if numbering:
                depth = numbering[1] + 1
            case _:
                depth = 0
        return Shape(name, kind, depth, numbering, plain.startswith(_REVIEW))

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

    def _numbering(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        number = value(properties, "numPr", "numId") or self._of(style, "numPr", "numId")
        if number in (None, "", "0"):
            return None
        level = whole_number(value(properties, "numPr", "ilvl") or self._of(style, "numPr", "ilvl"))
        return number, min(max(level, 0), 8)

    def _of(self, style: str, *path: str) -> str | None:
        """What the style says at this path of its paragraph properties; looked up once."""
        key = (style, *path)
        if key not in self._told:
            self._told[key] = self._styles.inherited(style, "pPr", *path)
        return self._told[key]

    def _style_look(self, style: str) -> Look:
        found = self._looks.get(style)
        if found is None:
            found = self._looks[style] = self._read_look(style)
        return found

    def _read_look(self, style: str) -> Look:
        plain = _plain(self._styles.name(style))
        if plain in _NO_LOOKS or plain.startswith("jp"):
            return Look(citation=plain == CITATION)

        def has(tag: str) -> bool:
            return _on(self._styles.inherited(style, "rPr", tag))

        script = self._styles.inherited(style, "rPr", "vertAlign") or ""
        return Look(has("b"), has("i"), _SCRIPTS.get(script, ""), hidden=has("vanish"))


def is_rtl(text: str) -> bool:
    """Whether a letter of the text is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(each) in ("R", "AL") for each in text
    )


def _plain(name: str) -> str:
    return "".join(name.split()).lower()


def _on(text: str | None) -> bool:
    return text is not None and text.lower() not in _OFF


def _toggle(properties: Element, tag: str) -> bool | None:
    found = value(properties, tag)
    return None if found is None else _on(found)


def _first(properties: Element, tags: tuple[str, ...], otherwise: bool) -> bool:
    told = (_toggle(properties, tag) for tag in tags)
    return next((each for each in told if each is not None), otherwise)
