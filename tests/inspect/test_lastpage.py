"""How full a last page is, told from boxes alone."""

from __future__ import annotations

import pytest

from journalpress.inspect.lastpage import part_filled, said_of
from journalpress.inspect.pdfgeometry import Box

FULL = [Box(0, 690, 100, 700), Box(0, 100, 100, 110)]


def down_to(bottom: float) -> list[Box]:
    """A page with words from its top to this height."""
    return [Box(0, 690, 100, 700), Box(0, bottom, 100, bottom + 10)]


@pytest.mark.parametrize(
    ("pages", "part"),
    [
        ([FULL, down_to(550)], 0.25),
        ([FULL, down_to(100)], 1.0),
        ([FULL, down_to(400), []], 0.5),
        ([FULL], 1.0),
        ([down_to(650), []], 1.0),
        ([[], []], 1.0),
        ([], 1.0),
    ],
)
def test_the_part_is_of_the_room_that_all_pages_use(pages: list[list[Box]], part: float) -> None:
    """A single page is as full as it is; blanks at the end are no last page."""
    assert part_filled(pages) == pytest.approx(part)


def test_the_page_is_named_as_people_count() -> None:
    """From one, with a whole percentage."""
    assert said_of(3, 0.1749) == "page 3, the last, is only 17% full"
