"""The short leaflet: what its author marked, with the numbers of the full article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journalpress.edition.brief import brief_edition, has_brief
from journalpress.edition.citations import BACK
from journalpress.edition.reading import edition_leaves
from journalpress.edition.types import Edition
from journalpress.errors import InputError
from journalpress.model import Section
from tests.editions import edition_of, png
from tests.trees import AnyBlock, article, cite, cross, figure, p, section


def brief(made: AnyBlock) -> AnyBlock:
    """The same section, marked for the short leaflet."""
    assert isinstance(made, Section)
    return replace(made, brief=True)


def full() -> Edition:
    """An article of which half is marked, with sources cited in one half or both."""
    return edition_of(
        article(
            section("First", p("Not in short", cite("a"), "."), p("Nor this", cite("b"), ".")),
            brief(section("Second", p("In short", cite("b", "d"), cross("other", "see"), "."))),
            section("Third", figure("x.png"), brief(section("Inner", p("Deep", cite("d"), ".")))),
            key_messages=("One.",),
            standfirst="First of all.",
        ),
        media={"x.png": png()},
    )


def texts(edition: Edition) -> list[str]:
    """Every leaf's words."""
    return [each.text for each in edition_leaves(edition)]


def test_only_marked_sections_are_left_whole() -> None:
    """And what stands before the body, and the back panel."""
    short = texts(brief_edition(full()))

    assert {"First of all.", "One.", "Second", "Inner"} <= set(short)
    assert not {"First", "Third"} & set(short)
    assert any(each.startswith("In short") for each in short)
    assert set(short) < set(texts(full()))


def test_sources_keep_their_numbers_and_lead_back_to_what_is_left() -> None:
    """Source 3 of the article is source 3 of the short leaflet, though it may be its second."""
    long, short = full().chapters[0], brief_edition(full()).chapters[0]
    numbers = {each.source.key: each.number for each in long.references}

    assert [(each.source.key, each.number) for each in short.references] == [
        (key, numbers[key]) for key in ("b", "d")
    ]
    assert [way.sign for way in short.references[0].backlinks] == [BACK]
    assert [way.sign for way in short.references[1].backlinks] == [f"{BACK}1", f"{BACK}2"]
    assert {way.target for each in short.references for way in each.backlinks} <= {
        way.target for each in long.references for way in each.backlinks
    }


def test_the_short_leaflet_of_a_short_leaflet_is_the_same() -> None:
    """So that no one need know which it was given."""
    short = brief_edition(full())

    assert brief_edition(short) == short
    assert short.media == {}
    assert short.chapters[0].identity == full().chapters[0].identity


def test_an_article_without_a_marked_section_has_none() -> None:
    """The machine shortens nothing by itself."""
    plain = article(section("First", p("Words.")))

    assert not has_brief(plain)
    with pytest.raises(InputError, match="no section for the short leaflet"):
        brief_edition(edition_of(plain))
