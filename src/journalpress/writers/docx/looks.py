"""Theme → the colours and sizes of a review copy, in place of those of styles/review.docx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from lxml import etree

from journalpress.theme import Theme, house_theme
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import Element, W

BODY_POINTS = 11.5
"""The body of a review copy, which is read at a desk; headings are a theme's multiples of it."""

_SIZED = f"{{{W}}}sz", f"{{{W}}}szCs"
_COLOURED = etree.XPath(
    "descendant-or-self::w:*[@w:color or @w:fill or self::w:color]", namespaces={"w": W}
)


@dataclass(frozen=True, slots=True)
class Looks:
    """`colours` as Word writes them (RRGGBB), by their name; `sizes` in points, by style."""

    colours: Mapping[str, str]
    sizes: Mapping[str, float]


def template_looks(theme: Theme) -> Looks:
    """What a theme says of a review copy; sizes are rounded to the half point that Word has."""
    steps = {
        names.TITLE: theme.sizes.title,
        names.STANDFIRST: theme.sizes.lead,
        f"{names.HEADING}2": theme.sizes.h2,
        f"{names.HEADING}3": theme.sizes.h3,
    }
    return Looks(
        {name: colour.rgb.removeprefix("#").upper() for name, colour in theme.colours},
        {style: round(2 * BODY_POINTS * step) / 2 for style, step in steps.items()},
    )


def colour_part(root: Element, theme: Theme) -> None:
    """Give this part the theme's colours, where it has the template's or names one."""
    ours = template_looks(theme).colours
    instead = {
        **{value: ours[name] for name, value in template_looks(house_theme()).colours.items()},
        **ours,
    }
    for element in cast("list[Element]", _COLOURED(root)):
        for name in ("color", "fill", *(("val",) if element.tag == f"{{{W}}}color" else ())):
            value = element.get(f"{{{W}}}{name}")
            if value in instead:
                element.set(f"{{{W}}}{name}", instead[value])


def size_styles(styles: Element, theme: Theme) -> None:
    """Give headings the theme's sizes, in half points."""
    for style, points in template_looks(theme).sizes.items():
        for element in styles.iterfind(f".//{{{W}}}style[@{{{W}}}styleId='{style}']/{{{W}}}rPr/*"):
            if element.tag in _SIZED:
                element.set(f"{{{W}}}val", f"{points * 2:g}")
