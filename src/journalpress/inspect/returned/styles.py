"""What a style says of a paragraph or of words: by its name, since offices rename ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journalpress.reviewcopy import BlockKind
from journalpress.wordfile.looks import Look, LookBook, folded
from journalpress.wordfile.parts import Element, heading_level, value
from journalpress.wordfile.styles import Styles

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


class StyleBook:
    """The styles of a file, looked up by id. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = Styles(root)
        self._looks = LookBook(self._styles)

    def shape(self, properties: Element | None, *, numbered: bool = True) -> Shape:
        """What a paragraph with these properties is; not `numbered`: its own list is left out."""
        style = value(properties, "pStyle") or self._styles.default
        name = self._styles.name(style)
        plain = folded(name)
        numbering = self._styles.place(properties if numbered else None, style)
        outline = value(properties, "outlineLvl") or self._styles.outline(style)
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
        """How words with these run properties look; `rtl` in a script like Arabic."""
        return self._looks.look(properties, rtl=rtl)
