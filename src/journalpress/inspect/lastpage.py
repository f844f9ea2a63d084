"""How much of its room the last page of a leaflet fills, and what is said of one nearly bare.

Lengths are points, origin at the lower left of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from journalpress.inspect.pdfgeometry import Box

LEAST_FULL = 0.25
"""Criterion 10: the part that a last page fills at least."""


def part_filled(pages: Sequence[Sequence[Box]]) -> float:
    """From the boxes of each page's words, the part of its height that the last one fills.

    The room is what the words of all pages take, from the highest to the lowest. Pages without
    words at the end do not count; 1.0 where less than two have any.
    """
    written = [boxes for boxes in pages if boxes]
    if len(written) < 2:
        return 1.0
    top = max(box.top for boxes in written for box in boxes)
    bottom = min(box.bottom for boxes in written for box in boxes)
    lowest = min(box.bottom for box in written[-1])
    return (top - lowest) / (top - bottom)


def said_of(page: int, part: float) -> str:
    """What a person is told of a last page that is so little filled; `page` counts from 1."""
    return f"page {page}, the last, is only {part:.0%} full"
