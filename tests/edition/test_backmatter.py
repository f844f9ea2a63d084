"""The pages at the end of a book: which, in what order, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from journalpress.edition.backmatter import MOST_LINES, because
from journalpress.edition.reading import leaf
from journalpress.edition.types import (
    AllSources,
    ClinicDisclaimer,
    Colophon,
    Disclaimers,
    Edition,
    Glossary,
    LeftOut,
    Reason,
)
from journalpress.edition.wording import CATALOGUE
from journalpress.model import Term
from tests.editions import CLINIC, DISCLAIMER, approved, collection, edition_of, house
from tests.trees import article, cite, p

FRENCH = ClinicDisclaimer("Bref.", "Information générale.", "", "Dr A. Invented", date(2026, 6, 1))


def two(**given: Any) -> Edition:
    """A book of an English and a French article."""
    return collection(
        article(p("Words", cite("a"), "."), slug="one", terms=(Term("Flare", "It is back."),)),
        article(p("Mots", cite("b"), "."), slug="deux", lang="fr"),
        **{"house": house(disclaimers={"en": DISCLAIMER, "fr": FRENCH}), **given},
    )


def colophon(edition: Edition) -> Colophon:
    """The last page."""
    page = edition.back[-1]
    assert isinstance(page, Colophon)
    return page


def facts(edition: Edition) -> dict[str, str]:
    """Its lines as label → words."""
    return {each.label: leaf("text", each.value).text for each in colophon(edition).facts}


def test_a_collection_ends_with_four_pages() -> None:
    """Terms, sources, disclaimer, and who stands behind it all."""
    assert [(type(each), each.anchor, each.title) for each in two().back] == [
        (Glossary, "book.glossary", "Glossary"),
        (AllSources, "book.sources", "All sources"),
        (Disclaimers, "book.disclaimer", "Please note"),
        (Colophon, "book.colophon", "About this collection"),
    ]


def test_an_article_by_itself_has_none_of_them() -> None:
    """Its own terms, sources, disclaimer and clinic stand behind it already."""
    assert edition_of(article(p("Words"), terms=(Term("Flare", "It is back."),))).back == ()


def test_a_long_list_is_divided_into_pages_of_one_length() -> None:
    """Reading systems open a short document quickly; the titles say which it is."""
    terms = tuple(Term(f"Word {number}", "It is one.") for number in range(MOST_LINES // 2 + 1))
    pages = [
        each
        for each in collection(article(p("Words"), terms=terms)).back
        if isinstance(each, Glossary)
    ]

    assert [(each.anchor, each.title) for each in pages] == [
        ("book.glossary1", "Glossary (1/2)"),
        ("book.glossary2", "Glossary (2/2)"),
    ]
    words = [leaf("text", entry.term).text for page in pages for entry in page.entries]
    assert words == [f"Word {number}" for number in range(MOST_LINES // 2 + 1)]
    assert abs(len(pages[0].entries) - len(pages[1].entries)) <= 1


def test_a_list_of_few_sources_that_many_articles_cite_is_divided_too() -> None:
    """An entry that names hundreds of articles is as long as hundreds of entries."""
    articles = [
        article(p("Words", cite("a", "b")), slug=f"number-{number}")
        for number in range(MOST_LINES // 2 + 1)
    ]
    pages = [each for each in collection(*articles).back if isinstance(each, AllSources)]

    assert [len(each.sources) for each in pages] == [1, 1]


def test_each_disclaimer_stands_once_with_its_language() -> None:
    """First that of the book, under the page's title; the others under a heading of their own."""
    (page,) = (each for each in two(lang="fr").back if isinstance(each, Disclaimers))

    assert page.title == "À noter"
    assert [(each.lang, each.heading) for each in page.disclaimers] == [
        ("fr", ""),
        ("en-GB", "Please note"),
    ]
    assert leaf("text", page.disclaimers[0].full).text == "Information générale."
    twins = collection(*(article(p("Words"), slug=slug) for slug in ("one", "two")))
    (page,) = (each for each in twins.back if isinstance(each, Disclaimers))
    assert len(page.disclaimers) == 1


def test_the_last_page_says_who_how_often_and_until_when() -> None:
    """The book is due on the day on which the first of its articles is."""
    soon = replace(approved(article(p("Words"), slug="soon")), next_review=date(2027, 1, 2))
    late = approved(article(p("Words"), slug="late"))
    book = collection(soon, late, draft=False, house=house(review_months=18))

    assert facts(book)["Contact and feedback:"].startswith(CLINIC.name)
    assert facts(book)["Longest time between two reviews:"] == "18 months"
    assert facts(book)["Do not give out after:"] == "2 January 2027"
    assert len(colophon(book).words) == 2


def test_a_draft_does_not_say_that_it_may_be_given_out() -> None:
    """It has no day, and nobody has approved what is in it."""
    assert "Do not give out after:" not in facts(two())
    assert len(colophon(two()).words) == 1


def test_the_last_page_names_what_was_left_out_and_why() -> None:
    """In the words of the book's language; a title in another language says so."""
    left_out = (LeftOut("Asthma", "en-GB", "draft"), LeftOut("La toux", "fr", "changed"))
    page = colophon(two(left_out=left_out))

    assert page.left_out_title == "Left out of this collection"
    assert [leaf("item", each).text for each in page.left_out] == [
        "Asthma — still a draft",
        "La toux — changed after it was approved",
    ]
    assert [each.inlines[0].lang for each in page.left_out] == ["", "fr"]  # type: ignore[union-attr]
    assert colophon(two()).left_out_title == ""


@pytest.mark.parametrize("lang", CATALOGUE)
def test_each_reason_has_words_of_its_own(lang: str) -> None:
    """No two reasons read the same."""
    words = [because(reason, CATALOGUE[lang]) for reason in get_args(Reason)]

    assert len(set(words)) == len(words) == 7
