"""Tests of journalpress.readers.html.selflinks: a whole address that leads to the page itself."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from journalpress.readers.html.selflinks import point_inside


@pytest.mark.parametrize(
    ("href", "becomes"),
    [
        ("https://clinic.example/lupus#fn1", "#fn1"),
        ("http://www.clinic.example/lupus/?utm_source=x#fn1", "#fn1"),
        ("//clinic.example/lupus#fn1", "#fn1"),
        ("https://clinic.example/lupus", "https://clinic.example/lupus"),
        ("https://clinic.example/asthma#fn1", "https://clinic.example/asthma#fn1"),
        ("asthma.html#fn1", "asthma.html#fn1"),
        ("https://[#fn1", "https://[#fn1"),
        ("#fn1", "#fn1"),
    ],
)
def test_a_link_to_the_page_itself_is_known_by_its_address(href: str, becomes: str) -> None:
    """Browsers that save a page write whole addresses."""
    root = fromstring(f'<p><a href="{href}">1</a></p>')
    point_inside(root, ("https://clinic.example/lupus", ""))
    assert root[0].get("href") == becomes


def test_a_page_that_knows_no_address_of_its_own_is_left_as_it_is() -> None:
    """Half an address tells nothing."""
    root = fromstring('<p><a href="other#fn1">1</a></p>')
    point_inside(root, ("", "/lupus"))
    assert root[0].get("href") == "other#fn1"
