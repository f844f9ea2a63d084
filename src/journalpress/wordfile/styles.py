"""What the styles and lists of a Word file say: what is inherited, what number an item has."""

from __future__ import annotations

import re

from journalpress.numerals import Numerals, as_numeral
from journalpress.wordfile.parts import Element, W, value, whole_number

_DEEPEST = 8
"""The last of the nine levels that Word gives a list."""

_NUMERALS: dict[str, Numerals] = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}

_OFF = frozenset({"0", "false", "off", "none"})


def is_on(text: str | None) -> bool:
    """Whether a property that is written so is switched on."""
    return text is not None and text.lower() not in _OFF


class Styles:
    """What paragraphs and runs inherit from their styles. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(f"{{{W}}}style")
        self._by_id = {each.get(f"{{{W}}}styleId", ""): each for each in styles}
        self._told: dict[tuple[str, ...], str | None] = {}
        self.default = next(
            (
                each.get(f"{{{W}}}styleId", "")
                for each in styles
                if each.get(f"{{{W}}}type") == "paragraph"
                and is_on(each.get(f"{{{W}}}default", "0"))
            ),
            "",
        )

    def outline(self, style: str) -> str | None:
        """The outline level, as written, of paragraphs in this style."""
        return self.inherited(style, "pPr", "outlineLvl")

    def numbering(self, style: str) -> str | None:
        """The id of the list that paragraphs in this style belong to."""
        return self.inherited(style, "pPr", "numPr", "numId")

    def place(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """The list and the level in it, from 0, of a paragraph with these properties and style."""
        number = value(properties, "numPr", "numId") or self.numbering(style)
        if number in (None, "", "0"):
            return None
        told = value(properties, "numPr", "ilvl") or self.inherited(style, "pPr", "numPr", "ilvl")
        return number, min(max(whole_number(told), 0), _DEEPEST)

    def name(self, style: str) -> str:
        """The name of the style with this id, or the id where there is no such style."""
        return value(self._by_id.get(style), "name") or style

    def inherited(self, style: str, *path: str) -> str | None:
        """The `w:val` at this path in the style or the next above it that has it."""
        key = (style, *path)
        if key not in self._told:
            self._told[key] = self._inherited(style, path)
        return self._told[key]

    def chain(self, style: str) -> tuple[str, ...]:
        """The names of the style and of those that it is based on, the nearest first."""
        found: dict[str, str] = {}
        while style in self._by_id and style not in found:
            found[style] = self.name(style)
            style = value(self._by_id[style], "basedOn") or ""
        return tuple(found.values())

    def _inherited(self, style: str, path: tuple[str, ...]) -> str | None:
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            found = value(self._by_id[style], *path)
            if found is not None:
                return found
            style = value(self._by_id[style], "basedOn") or ""
        return None


class Lists:
    """Counts the items of every list as Word does, in document order.

    Lists that share their definition (w:abstractNum) count on; one with a start of its own
    (w:startOverride) begins there where it is first met.
    """

    def __init__(self, root: Element | None) -> None:
        self._counted: dict[str, dict[int, int]] = {}
        self._definition: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._patterns: dict[tuple[str, int], str] = {}
        self._numerals: dict[tuple[str, int], Numerals] = {}
        self._bullets: set[tuple[str, int]] = set()
        self._bare: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def is_bare(self, numbering: str, level: int) -> bool:
        """Whether items of this list and level have no sign before them, and so only go on."""
        return (self._definition.get(numbering, ""), level) in self._bare

    def next(self, numbering: str, level: int) -> int:
        """The number of the next item of this list at this level; 0 for a bullet."""
        definition = self._definition.get(numbering, "")
        place = (definition, level)
        if place in self._bullets:
            return 0
        counted = self._counted.setdefault(definition, {})
        override = self._overrides.pop((numbering, level), None)
        if override is not None:
            counted[level] = override - 1
        number = counted.get(level, self._starts.get(place, 1) - 1) + 1
        counted[level] = number
        for deeper in [each for each in counted if each > level]:
            del counted[deeper]
        return number

    def printed(self, numbering: str, level: int) -> str:
        """What Word prints before the item that `next` has just counted, by its level's pattern.

        Without the signs around it: "3", "b", "1.2", "Step 4"; in a manner of counting that is
        not known here, in digits.
        """
        definition = self._definition.get(numbering, "")
        counted = self._counted.get(definition, {})

        def number(found: re.Match[str]) -> str:
            place = (definition, int(found[1]) - 1)
            value = counted.get(place[1], self._starts.get(place, 1))
            return as_numeral(value, self._numerals.get(place, "1"))

        pattern = self._patterns.get((definition, level)) or f"%{level + 1}"
        return re.sub(r"%([1-9])", number, pattern).strip(" .):]([\t\u00a0-–")

    def _read(self, root: Element) -> None:
        for definition in root.findall(f"{{{W}}}abstractNum"):
            name = definition.get(f"{{{W}}}abstractNumId", "")
            for level in definition.findall(f"{{{W}}}lvl"):
                place = (name, whole_number(level.get(f"{{{W}}}ilvl")))
                self._starts[place] = whole_number(value(level, "start"), 1)
                self._patterns[place] = value(level, "lvlText") or ""
                self._numerals[place] = _NUMERALS.get(value(level, "numFmt") or "", "1")
                if value(level, "numFmt") in ("bullet", "none"):
                    self._bullets.add(place)
                    if not (value(level, "lvlText") or "").strip():
                        self._bare.add(place)
        for number in root.findall(f"{{{W}}}num"):
            name = number.get(f"{{{W}}}numId", "")
            self._definition[name] = value(number, "abstractNumId") or ""
            for override in number.findall(f"{{{W}}}lvlOverride"):
                start = value(override, "startOverride")
                if start:
                    place = (name, whole_number(override.get(f"{{{W}}}ilvl")))
                    self._overrides[place] = whole_number(start, 1)
