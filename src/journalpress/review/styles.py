"""What a paragraph of a copy is, and whether two of them are alike."""

from __future__ import annotations

from journalpress.inspect.returned.types import Paragraph
from journalpress.review.change import Style

UNNUMBERED = frozenset({"heading", "item"})
"""Kinds whose level is the author's; a reference's is a number that follows from its place."""


def style_of(paragraph: Paragraph) -> Style:
    """What a paragraph of the copy is."""
    level = paragraph.level if paragraph.kind in UNNUMBERED else 0
    return Style(paragraph.kind, level)


def are_alike(one: Style, other: Style) -> bool:
    """Whether a paragraph of one style is one of the other."""
    if one.kind != other.kind:
        return False
    return one.kind not in UNNUMBERED or one.level == other.level
