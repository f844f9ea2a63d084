"""What the styles and lists of a Word file say: what is inherited, what number an item has."""

from __future__ import annotations

from journalpress.wordfile.parts import Element, W, value, whole_number


class Styles:
    """What paragraphs and runs inherit from their styles. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(f"{{{W}}}style")
        self._by_id = {each.get(f"{{{W}}}styleId", ""): each for each in styles}

    def outline(self, style: str) -> str | None:
        """The outline level, as written, of paragraphs in this style."""
        return self.inherited(style, "pPr", "outlineLvl")

    def numbering(self, style: str) -> str | None:
        """The id of the list that paragraphs in this style belong to."""
        return self.inherited(style, "pPr", "numPr", "numId")

    def name(self, style: str) -> str:
        """The name of the style with this id, or the id where there is no such style."""
        return value(self._by_id.get(style), "name") or style

    def inherited(self, style: str, *path: str) -> str | None:
        """The `w:val` at this path in the style or the next above it that has it."""
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
        self._bullets: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

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

    def _read(self, root: Element) -> None:
        for definition in root.findall(f"{{{W}}}abstractNum"):
            name = definition.get(f"{{{W}}}abstractNumId", "")
            for level in definition.findall(f"{{{W}}}lvl"):
                place = (name, whole_number(level.get(f"{{{W}}}ilvl")))
                self._starts[place] = whole_number(value(level, "start"), 1)
                if value(level, "numFmt") in ("bullet", "none"):
                    self._bullets.add(place)
        for number in root.findall(f"{{{W}}}num"):
            name = number.get(f"{{{W}}}numId", "")
            self._definition[name] = value(number, "abstractNumId") or ""
            for override in number.findall(f"{{{W}}}lvlOverride"):
                start = value(override, "startOverride")
                if start:
                    place = (name, whole_number(override.get(f"{{{W}}}ilvl")))
                    self._overrides[place] = whole_number(start, 1)
