"""Tests of journalpress.readers.html.figures: pictures and their captions."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        (
            "<p>x</p><figure><img src=no.png alt=Hand><figcaption>One</figcaption><figcaption>Two"
            "</figcaption></figure>",
            "x\n\n::: missing figure\nHand\n:::\n\nOne Two",
        ),
        (
            "<p>x</p><figure><p>Words</p><figcaption>Said</figcaption></figure>",
            "x\n\nWords\n\nSaid",
        ),
        (
            "<figure><table><tr><th>A<th>B<tr><td>c<td>d</table><figcaption>Cap</figcaption></figure>",
            "| A | B |\n| --- | --- |\n| c | d |\n\nTable: Cap",
        ),
    ],
)
def test_captions_stay_with_what_they_are_of(html: str, becomes: str) -> None:
    """With the picture, with the table, and alone where there is neither."""
    assert markdown(html) == becomes
