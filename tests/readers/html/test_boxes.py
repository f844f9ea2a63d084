"""Tests of journalpress.readers.html.boxes: what stands out of the text."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        (
            '<p>x</p><div class="alert alert-danger"><h3>Stop</h3>Now</div>',
            "x\n\n> [!WARNING]\n> **Stop**\n>\n> Now",
        ),
        ("<p>x</p><aside><p>Beside it.</p></aside>", "x\n\n> [!NOTE]\n> Beside it."),
        ('<p>x</p><p class="tip">Drink.</p>', "x\n\n> [!TIP]\n> Drink."),
        (
            '<p>x</p><div class="box"><p class="box-title">Say</p><p>Now.</p></div>',
            "x\n\n> [!NOTE]\n> **Say**\n>\n> Now.",
        ),
        ('<p>x</p><div class="text-box"><p>No box.</p></div>', "x\n\nNo box."),
    ],
)
def test_boxes_are_known_by_role_tag_and_name(html: str, becomes: str) -> None:
    """With the kind that their names say, and their title."""
    assert markdown(html) == becomes
