"""Tests of journalpress.readers.html.spans: where a paragraph ends."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<p>One<br>line<br><br>Two</p>", "One<br>line\n\nTwo"),
        ("<p>One<br> <br>\n<br>Two</p>", "One\n\nTwo"),
        ("<p> <br> </p><p>One</p>", "One"),
    ],
)
def test_two_line_breaks_end_a_paragraph(html: str, becomes: str) -> None:
    """White space between them is nothing; an empty paragraph is none."""
    assert markdown(html) == becomes
