"""Titles → slugs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.readers.pagetext import propose_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Living with Gout: Food & Flares", "living-with-gout-food-flares"),
        ("A Beginner’s Guide", "a-beginners-guide"),
        ("Ménière’s disease – what now?", "menieres-disease-what-now"),
        ("Größe, Œdème, Ærø, Łódź", "grosse-oedeme-aero-lodz"),
        ("10 facts about sleep", "article-10-facts-about-sleep"),
        ("السكري", "article"),
        ("Con", "con-2"),
        ("!", "article"),
    ],
)
def test_a_slug_is_made_of_the_titles_words(title: str, slug: str) -> None:
    """Letters lose their accents; what is no letter or digit parts words."""
    assert propose_slug(title) == slug


def test_a_taken_slug_gets_a_number() -> None:
    """Numbers count from 2, and capitals make no difference."""
    assert propose_slug("Gout", ["GOUT"]) == "gout-2"
    assert propose_slug("Gout", ["gout", "gout-2", "gout-4"]) == "gout-3"


def test_a_long_title_is_cut_between_words() -> None:
    """At most 63 characters, the number included."""
    title = "word " * 20
    slug = propose_slug(title)
    assert slug == "-".join(["word"] * 12)
    assert len(slug) <= 63
    assert propose_slug(title, [slug]) == f"{slug}-2"
    assert propose_slug("x" * 80) == "x" * 63
    assert propose_slug("x" * 80, ["x" * 63]) == "x" * 61 + "-2"


@given(st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_any_title_gives_a_slug_that_is_free(title: str, taken: list[str]) -> None:
    """The rule for slugs holds, whatever the title."""
    slug = propose_slug(title, taken)
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,62}", slug)
    assert slug not in {each.casefold() for each in taken}
