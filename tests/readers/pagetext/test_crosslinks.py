"""Paragraphs → the phrases that led to other articles."""

from __future__ import annotations

import pytest

from journalpress.readers.pagetext.crosslinks import find_cross_links


def phrases(text: str) -> list[tuple[str, bool]]:
    """Each phrase and whether its end is sure."""
    return [(text[each.start : each.end], each.sure) for each in find_cross_links(text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("First, our guide to cell therapy covers how.", "our guide to cell therapy"),
        ("— see our guide to wound care.", "our guide to wound care"),
        ("Our short overview of gout explains it.", "Our short overview of gout"),
        ("Read our guide to lupus (SLE) first.", "our guide to lupus (SLE)"),
        ("See our page about life after a stroke, too.", "our page about life after a stroke"),
        ("our leaflet on blood pressure — it is short", "our leaflet on blood pressure"),
    ],
)
def test_a_phrase_ends_where_its_subject_does(text: str, phrase: str) -> None:
    """A verb, a conjunction or punctuation ends it; a bracket behind it belongs to it."""
    assert phrases(text) == [(phrase, True)]


def test_two_phrases_in_one_sentence_are_two() -> None:
    """The words "and our …" begin the next one."""
    text = "Start with our overview of bone infection and our guide to catheters (long-term)."
    assert phrases(text) == [
        ("our overview of bone infection", True),
        ("our guide to catheters (long-term)", True),
    ]


def test_an_and_leaves_the_end_open() -> None:
    """Whether the words behind "and" belong to it, a person must say."""
    assert phrases("Read our guide to diet and exercise.") == [("our guide to diet", False)]


@pytest.mark.parametrize(
    "text", ["Read our disclaimer.", "This is an honest guide to what is real.", "Our guide to —"]
)
def test_other_words_are_no_links(text: str) -> None:
    """Only what is ours, and about something, leads to an article."""
    assert phrases(text) == []


def test_a_citation_mark_ends_a_phrase() -> None:
    """A mark behind the phrase is no part of it."""
    text = "Read our guide to gout 3."
    (phrase,) = find_cross_links(text, ((text.index(" 3"), text.index(" 3") + 2),))
    assert text[phrase.start : phrase.end] == "our guide to gout"
