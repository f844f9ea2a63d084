"""Which of many entries are one source."""

from __future__ import annotations

import pytest

from journalpress.edition.duplicates import fullness, same_sources
from journalpress.model import Name
from tests.trees import source

TITLED = {"title": "A trial of salt", "issued": "2020-02", "authors": (Name("Müller", "Fritz"),)}

SAME = {
    "DOI in any case": ({"doi": "10.5555/AbC"}, {"doi": "10.5555/abc", "title": "Another"}),
    "DOI as an address": ({"doi": "10.5555/abc"}, {"url": "https://doi.org/10.5555/ABC"}),
    "PMID": ({"pmid": "1234"}, {"pmid": "1234", "raw": "As printed."}),
    "address": ({"url": "http://www.Example.org/a/"}, {"url": "https://example.org/a"}),
    "title and year": (
        TITLED, {**TITLED, "title": "A TRIAL OF SALT.", "issued": "2020",
                 "authors": (Name("Muller", "F."),), "doi": "10.5555/1"},
    ),
    "the same words": ({"raw": "Smith J. A study. 2024."}, {"raw": "Smith J, A study; 2024"}),
}  # fmt: skip
OTHER = {
    "DOI": ({**TITLED, "doi": "10.5555/1"}, {**TITLED, "doi": "10.5555/2"}),
    "PMID": ({**TITLED, "pmid": "1"}, {**TITLED, "pmid": "2"}),
    "year": (TITLED, {**TITLED, "issued": "2021"}),
    "first author": (TITLED, {**TITLED, "authors": (Name("Smith", "J."),)}),
    "address": ({"url": "https://example.org/a?id=1"}, {"url": "https://example.org/a?id=2"}),
}


@pytest.mark.parametrize("fields", SAME.values(), ids=SAME.keys())
def test_entries_of_one_source_are_one(fields: tuple[dict[str, object], ...]) -> None:
    """By whatever tells what it is, however it is written."""
    assert same_sources([source("a", **fields[0]), source("b", **fields[1])]) == (0, 0)


@pytest.mark.parametrize("fields", OTHER.values(), ids=OTHER.keys())
def test_two_sources_are_never_one(fields: tuple[dict[str, object], ...]) -> None:
    """A source that is lost is worse than one that stands twice."""
    assert same_sources([source("a", **fields[0]), source("b", **fields[1])]) == (0, 1)


def test_what_words_say_for_certain_tells_whether_they_are_one_source() -> None:
    """The DOI in the words of an entry is its DOI."""
    thin = source("a", raw="Nemo A. A study. 2004. doi:10.5555/1")
    same, other = (source("b", raw=f"A study, doi: 10.5555/{n}.") for n in (1, 2))

    assert same_sources([thin, same, other]) == (0, 0, 2)


def test_a_third_entry_may_show_that_two_are_one() -> None:
    """One has a DOI, one a PMID, a later one both."""
    both = [{"doi": "10.5555/1"}, {"pmid": "7"}, {"doi": "10.5555/1", "pmid": "7"}]

    assert same_sources([source("k", **each) for each in both]) == (0, 0, 0)


def test_what_might_be_either_of_two_stays_by_itself() -> None:
    """A title that two trials share does not say which of them is meant."""
    three = [{**TITLED, "doi": "10.5555/1"}, {**TITLED, "doi": "10.5555/2"}, TITLED, TITLED]

    assert same_sources([source("k", **each) for each in three]) == (0, 1, 2, 2)


def test_the_fullest_entry_says_the_most() -> None:
    """A structured entry before a thin one, then the one that knows more."""
    thin, short = source("a", raw="Words.", doi="10.5555/1"), source("b", raw="", title="T")
    full = source("c", raw="", title="T", issued="2020")

    assert max((thin, short, full), key=fullness) == full
    assert max((thin, short), key=fullness) == short
