"""Tests of journalpress.readers.mentions."""

from __future__ import annotations

import pytest

from journalpress.model import Source
from journalpress.readers.authorship import authorships_of
from journalpress.readers.mentions import mention_before, mention_in, no_authors, sources_of

LISTED = authorships_of(
    Source(key, raw=raw)
    for key, raw in (
        ("smith", "Smith J, Jones A. A title. BMJ. 2019;3:4."),
        ("berg", "van der Berg P. A title. 2018."),
        ("who", "World Health Organization (2021). A title"),
    )
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("see also Smith and Jones, ", "Smith and Jones"),
        ("as shown by van der Berg ", "van der Berg"),
        ("z. B. Smith u. a. ", "Smith"),
        ("WHO, ", "WHO"),
    ],
)
def test_the_words_that_lead_to_a_name_are_left_out(words: str, named: str) -> None:
    """What the list knows is the name, from its first small word on."""
    who = mention_in(words, 0, len(words), LISTED)
    assert who is not None
    assert who.words == named
    assert words[who.start :].startswith(named)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("It rained. In London Smith and Jones ", "Smith and Jones"),
        ("The World Health Organization ", "World Health Organization"),
        ("A study by van der Berg ", "van der Berg"),
        ("Nobody knows Meyer et al. ", "Meyer"),
    ],
)
def test_the_longest_known_name_before_a_year_is_found(words: str, named: str) -> None:
    """Words before it are those of the sentence; one of an unknown name is taken with “et al.”."""
    who = mention_before(words, len(words), LISTED)
    assert who is not None
    assert who.words.split("Nobody knows ")[-1] == named


@pytest.mark.parametrize("words", ["Smith J ", "Berlin ", "Smith ended it. Then ", ""])
def test_no_name_before_a_year_is_none(words: str) -> None:
    """An entry of a list that stands in the text is no sentence about it."""
    assert mention_before(words, len(words), LISTED) is None


def test_the_second_author_counts() -> None:
    """Smith and Jones are by both; Smith and Black are near."""
    for words, fit in (("Smith & Jones", "one"), ("Smith & Black", "near"), ("Black", "none")):
        who = mention_in(words, 0, len(words), LISTED)
        assert who is not None
        assert sources_of(who, ("2019", ""), LISTED)[1] == fit


def test_months_and_countries_are_no_authors() -> None:
    """In the languages of the house."""
    assert {"may", "mai", "mayo", "france", "frankreich", "spring", "monday"} <= no_authors()
