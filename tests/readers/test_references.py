"""Entries of a list → Sources with keys."""

from __future__ import annotations

import pytest

from journalpress.readers.references import source_of


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("Ostrowick L. et al., Invented Journal (2021) — Phages", "ostrowick2021"),
        ("Børnsen T. et al., Invented Journal (2023) — A study", "bornsen2023"),
        ("van der Meer J, Nemo A. A study. Invented J. 2019;3:4.", "meer2019"),
        ("O’Dwyer, K. (2018). A study.", "odwyer2018"),
        ("Perrault-Lis D. (2021a) A study begun in 2015", "perraultlis2021"),
        ("World Health Body (2019) — A report", "source-3"),
        ("Institute for Nothing (IfN) — A page", "source-3"),
        ("Nemo A. A study without a year", "source-3"),
        ("Nemo A. From 2015 to 2019", "source-3"),
    ],
)
def test_a_key_is_family_and_year_where_both_are_plain(raw: str, key: str) -> None:
    """A person and one year give the key; else the place in the list does."""
    source = source_of(raw, 3, frozenset())
    assert (source.key, source.raw, source.type) == (key, raw, "document")


def test_equal_keys_are_told_apart() -> None:
    """The second work of the same year gets a number."""
    taken = frozenset({"nemo2020", "nemo2020-2"})
    assert source_of("Nemo A. (2020) Third", 3, taken).key == "nemo2020-3"


def test_nothing_of_a_source_is_guessed() -> None:
    """An entry prints the page's words; author, title and year are not split off."""
    source = source_of("Nemo A. (2020) — A study", 1, frozenset())
    assert (source.authors, source.title, source.issued, source.container) == ((), "", "", "")
