"""What a paragraph's style says it is: by its name, in the languages that Word speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from journalpress.wordfile.looks import LookBook, folded
from journalpress.wordfile.parts import Element, heading_level, value, whole_number
from journalpress.wordfile.styles import Styles, is_on

Role: TypeAlias = Literal[
    "text", "title", "standfirst", "category", "byline", "author", "published", "key", "heading",
    "caption", "quote", "continued", "question", "term", "meaning", "source",
    "disclaimer", "contents", "guide",
    "note", "tip", "important", "warning",
]  # fmt: skip

# Word stores the names of its own styles in English; other offices, and people, in their own.
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        "title": "title titel titre título titulo titredudocument العنوان",
        "standfirst": "subtitle untertitel sous-titre subtítulo subtitulo standfirst abstract",
        "category": "category jpcategory kategorie catégorie categoría",
        "byline": "byline",
        "author": "author autor auteur",
        "published": "date datum fecha",
        "key": "keymessage jpkeymessage",
        "caption": "caption beschriftung légende legende descripción descripcion epígrafe "
        "jpfigurecaption illustration drawing figure imagecaption tablecaption",
        "quote": "quote intensequote zitat intensiveszitat citation citationintense cita "
        "citadestacada blocktext blockquote quotations",
        "continued": "listcontinue listenfortsetzung",
        "term": "definitionterm listheading",
        "meaning": "definition listcontents",
        "question": "question frage pregunta",
        "source": "bibliography literaturverzeichnis bibliographie bibliografía bibliografia "
        "endnotebibliography bibliography1 jpreference source",
        "disclaimer": "disclaimer jpdisclaimer",
        "contents": "tocheading tableoffigures inhaltsverzeichnisüberschrift contentsheading",
        "guide": "guide",
        "note": "note jpcallout jpcalloutword",
        "tip": "tip",
        "important": "important",
        "warning": "warning jpalert jpalertword",
    }
)
_ROLE_OF: Mapping[str, Role] = MappingProxyType(
    {name: role for role, names in _ROLES.items() for name in names.split()}
)
_HEADING = re.compile(
    r"(?:heading|überschrift|berschrift|titre|título|ttulo|encabezado|rubrik|العنوان)([1-9])"
)
_CONTINUED = re.compile(r"list(?:continue|enfortsetzung)([2-5])")
_DEEPER = re.compile(
    r"list(?:bullet|number|enaufzählung|ennummer|eàpuces|eànuméros|aconviñetas)?([2-5])"
)
_CONTENTS = re.compile(r"(?:toc|contents|verzeichnis|tm|tdc)[1-9]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is: its role, the level of a heading from 1, its place in a list.

    A paragraph that continues an item has the level of that item, from 0.
    `bold` and `size` (half-points, 0 unknown) are what its style makes of its words.
    `indent` is how many levels deeper than in its list an item stands.
    """

    role: Role
    level: int = 0
    place: tuple[str, int] | None = None
    bold: bool = False
    size: int = 0
    indent: int = 0


class StyleBook:
    """The styles of a file. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = Styles(root)
        self.looks = LookBook(self._styles)

    def shape(self, properties: Element | None) -> Shape:
        """What a paragraph with these properties is."""
        style = value(properties, "pStyle") or self._styles.default
        role, level = self._role(style)
        own = heading_level(value(properties, "outlineLvl"))
        if role == "text" and own is not None:
            role, level = "heading", own + 1
        return Shape(
            role,
            level,
            self._styles.place(properties, style),
            is_on(self._styles.inherited(style, "rPr", "b")),
            whole_number(self._styles.inherited(style, "rPr", "sz")),
            self._indent(properties, style),
        )

    def _indent(self, properties: Element | None, style: str) -> int:
        """How much deeper than its list says an item is set, by its style alone.

        Word's styles "List Bullet 2" to 5 are lists of their own, each at its first level.
        """
        place = self._styles.place(properties, style)
        if place is None or place[1] or value(properties, "numPr", "numId"):
            return 0
        named = (_DEEPER.fullmatch(folded(name)) for name in self._styles.chain(style))
        return next((int(found[1]) - 1 for found in named if found), 0)

    def size(self, properties: Element | None) -> int:
        """The size of words with these run properties, in half-points; 0 where none is told."""
        own = value(properties, "sz")
        style = value(properties, "rStyle") or ""
        return whole_number(own or self._styles.inherited(style, "rPr", "sz"))

    def _role(self, style: str) -> tuple[Role, int]:
        """The role of the nearest style in the chain whose name, or id, has one."""
        for name in (*self._styles.chain(style), style):
            plain = folded(name).removesuffix("char")
            if found := _HEADING.fullmatch(plain):
                return "heading", int(found[1])
            if plain in _ROLE_OF:
                return _ROLE_OF[plain], 0
            if found := _CONTINUED.fullmatch(plain):
                return "continued", int(found[1]) - 1
            if _CONTENTS.fullmatch(plain):
                return "contents", 0
        level = heading_level(self._styles.outline(style))
        return ("text", 0) if level is None else ("heading", level + 1)
