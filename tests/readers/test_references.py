"""Entries of a list → Sources with keys."""

from __future__ import annotations

import pytest

from journalpress.model import Source
from journalpress.readers.references import parsed, source_of


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


@pytest.mark.parametrize(
    ("raw", "certain"),
    [
        ("Nemo A. A study. 2020;3:4. doi:10.5555/AbC.1.", ("10.5555/AbC.1", "", "", "2020")),
        ("(see https://doi.org/10.1016/S0140-6736(22)01545-8)",
         ("10.1016/S0140-6736(22)01545-8", "", "", "")),
        ("Nemo A. 2020. PMID: 123456; PMCID: PMC99", ("", "123456", "", "2020")),
        ("https://pubmed.ncbi.nlm.nih.gov/123456/ (2020)", ("", "123456", "", "2020")),
        ("NHS. Lupus. https://www.nhs.uk/lupus/ (accessed 17 June 2026).",
         ("", "", "https://www.nhs.uk/lupus/", "")),
        ("One doi:10.5555/1 and two doi:10.5555/2", ("", "", "", "")),
        ("Begun in 2015, printed in 2019", ("", "", "", "")),
        ("Nemo A (2019). Of the years 2001 to 2015.", ("", "", "", "2019")),
        ("doi:10.5555/2019.2001", ("10.5555/2019.2001", "", "", "")),
        ("Nothing certain", ("", "", "", "")),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_taken_from_the_words(raw: str, certain: tuple[str, ...]) -> None:
    """A number or an address that stands there once; never an author, never a title."""
    found = parsed(Source("a", raw=raw))
    assert (found.doi, found.pmid, found.url, found.issued) == certain
    assert (found.raw, found.title, found.authors) == (raw, "", ())


def test_what_the_entry_says_itself_stands() -> None:
    """The words never overrule a field; a structured source is left alone."""
    thin = Source("a", raw="Nemo. 2020. doi:10.5555/1", doi="10.5555/2", issued="2021")
    assert parsed(thin) == thin
    full = Source("a", title="Of 10.5555/1")
    assert parsed(full) == full
