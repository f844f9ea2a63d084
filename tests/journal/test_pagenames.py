"""Links spell the address of one page in many ways."""

from __future__ import annotations

import pytest

from journalpress.journal.pagenames import known_pages, slug_for

KNOWN = known_pages(
    [
        ("https://www.clinic.example/journal/lupus/", "lupus"),
        ("Über uns.html", "about"),
        ("asthma.html", "asthma"),
        ("https://clinic.example/?p=12", "query"),
        ("", "nothing"),
    ]
)


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://www.clinic.example/journal/lupus/", "lupus"),
        ("http://clinic.example/journal/lupus#rash", "lupus"),
        ("//clinic.example/journal/lupus", "lupus"),
        ("/journal/lupus", "lupus"),
        ("https://clinic.example/journal/lupus/index.html", "lupus"),
        ("https://other.example/journal/lupus", ""),
        ("https://clinic.example/?p=12", "query"),
        ("https://clinic.example/?p=13", ""),
        ("https://clinic.example/", ""),
        ("%C3%9Cber%20uns.html", "about"),
        ("./asthma.html#how", "asthma"),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_every_spelling_leads_to_the_page(address: str, slug: str) -> None:
    """And an address that is not known leads nowhere."""
    assert slug_for(address, KNOWN) == slug


def test_a_name_of_two_pages_means_none() -> None:
    """Every folder of a site has its index.html."""
    known = known_pages([("index.html", "one"), ("index.html", "two"), ("a.html", "one")])

    assert slug_for("index.html", known) == ""
    assert slug_for("a.html", known) == "one"
