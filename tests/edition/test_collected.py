"""All sources of a book: each once, named with the articles that cite it."""

from __future__ import annotations

import pytest

from journalpress.edition.reading import leaf
from journalpress.edition.types import AllSources, Edition, Leaf
from journalpress.model import Article, Name, Source
from tests.csl.styles import style_of
from tests.editions import collection, house
from tests.trees import article, cite, p, source

# --- the page --------------------------------------------------------------------------------


def citing(slug: str, *sources: Source, cited: int | None = None) -> Article:
    """An article that lists these sources and cites them all, or the first so many."""
    keys = [each.key for each in sources[:cited]]
    return article(p("Words", cite(*keys), "."), slug=slug, title=f"On {slug}", sources=sources)


def listed(edition: Edition) -> list[tuple[Leaf, Leaf]]:
    """Each source of the page and the words below it; [] where the book has no such page."""
    return [
        (leaf("item", each.text), leaf("text", each.where))
        for page in edition.back
        if isinstance(page, AllSources)
        for each in page.sources
    ]


@pytest.mark.tool
def test_the_sources_of_a_book_print_in_the_style_of_its_journal() -> None:
    """As in the chapters, and in the order of the words that print."""
    old = source("o", title="Salt", authors=(Name("Zuse", "A"),), issued="2020")
    new = source("n", title="Pepper", authors=(Name("Adams", "B"),), issued="2021")
    styled = house(style=style_of('<text variable="title"/><text macro="people" prefix=" / "/>'))

    edition = collection(citing("x", old), citing("y", new), house=styled)

    assert [item.text for item, _ in listed(edition)] == ["Pepper / Adams B.", "Salt / Zuse A."]
    assert [
        leaf("item", each.text).text for chapter in edition.chapters for each in chapter.references
    ] == ["Salt / Zuse A.", "Pepper / Adams B."]


def test_each_source_stands_once_without_a_number_and_names_its_articles() -> None:
    """In alphabetical order; the fullest entry prints; a key means nothing outside its article."""
    thin = source("x", raw="Adams B. Salt.", doi="10.5555/1")
    full = source(
        "k",
        type="article-journal",
        authors=(Name("Adams", "Beth"),),
        title="Salt",
        container="A Journal",
        issued="2024",
        doi="10.5555/1",
        pmid="9",
    )
    book = collection(citing("one", source("k"), thin), citing("two", full))

    assert [(each.text, each.number, where.text, where.links) for each, where in listed(book)] == [
        ("Adams B. Salt. A Journal. 2024. doi: 10.5555/1 PMID: 9", 0, "Cited in: On one · On two",
         ("#one-chapter", "#two-chapter")),
        ("The source k.", 0, "Cited in: On one", ("#one-chapter",)),
    ]  # fmt: skip
    assert not any(each.marks for pair in listed(book) for each in pair)


def test_an_article_that_only_lists_a_source_does_not_cite_it() -> None:
    """It is named where nobody cites the source, in other words."""
    shared, alone = source("s", raw="Shared."), source("u", raw="Uncited.")
    book = collection(
        citing("one", source("a"), shared, alone, cited=1), citing("two", shared, cited=1)
    )
    where = {each.text: words.text for each, words in listed(book)}

    assert where["Shared."] == "Cited in: On two"
    assert where["Uncited."] == "Listed in: On one"


def test_a_book_of_one_article_does_not_repeat_its_list() -> None:
    """All sources are those behind the article."""
    assert listed(collection(citing("one", source("a")))) == []
