"""The numbers that a browser writes before the items of a list."""

from __future__ import annotations

import pytest
from lxml import html

from journalpress.readers.html.numbers import item_numbers


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("<ol><li>a<li>b</ol>", "1 2"),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", "3 7 8"),
        ("<ol start=x><li>a</ol>", "1"),
        ("<ol start=-1><li>a<li>b</ol>", "-1 0"),
        ("<ol reversed><li>a<li>b<li>c</ol>", "3 2 1"),
        ("<ol type=a><li>a<li type=I>b</ol>", "a II"),
        ("<ol style='list-style: inside lower-roman'><li>a<li>b</ol>", "i ii"),
        ("<ol type=A style='list-style-type:decimal'><li>a</ol>", "1"),
        ("<ol type=disc><li>a</ol>", "1"),
    ],
)
def test_items_are_counted_as_a_browser_counts_them(listed: str, numbers: str) -> None:
    """By start, value, reversed, type and style."""
    assert " ".join(item_numbers(html.fromstring(listed))) == numbers
