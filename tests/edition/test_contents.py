"""The table of contents: the order of the book, in two levels."""

from journalpress.edition.types import ContentsLine, Part
from journalpress.model import Term
from tests.editions import collection, edition_of
from tests.trees import article, cite, p, section


def shown(lines: tuple[ContentsLine, ...]) -> list[tuple[str, str, list[str]]]:
    """Title and anchor of each line, and the anchors below it."""
    return [(each.title, each.anchor, [below.anchor for below in each.below]) for each in lines]


def test_parts_hold_their_chapters_and_the_back_comes_last() -> None:
    """Titles without citation numbers, each line with its own language."""
    book = collection(
        article(p("Words"), slug="one", title="One"),
        article(p("Mots"), slug="deux", lang="fr", title="Deux"),
    )

    assert shown(book.contents) == [
        ("A part", "book.part1", ["one-chapter", "deux-chapter"]),
        ("Please note", "book.disclaimer", []),
        ("About this collection", "book.colophon", []),
    ]
    assert [each.lang for each in book.contents[0].below] == ["en-GB", "fr"]


def test_without_titles_of_parts_the_chapters_stand_on_the_first_level() -> None:
    """A page for a part without a name would be empty."""
    articles = [article(p("Words"), slug=slug) for slug in ("one", "two")]
    book = edition_of(*articles, name="b", title="B", parts=(Part("", ("two", "one")),))

    assert [each.anchor for each in book.contents][:2] == ["two-chapter", "one-chapter"]


def test_an_article_by_itself_lists_its_sections() -> None:
    """Whatever has a heading of the second level, in the order in which it is read."""
    alone = edition_of(
        article(
            p("Words", cite("a"), "."),
            section("Why", p("So."), section("Below", p("Not listed."))),
            section("How", p("Thus."), anchor="how"),
            key_messages=("One.",),
            terms=(Term("Flare", "It is back."),),
        )
    )

    (line,) = alone.contents
    assert [(each.title, each.anchor) for each in line.below] == [
        ("Key messages", "sample-key-messages"),
        ("Why", f"sample-{alone.chapters[0].body[1].heading.key}"),  # type: ignore[union-attr]
        ("How", "sample-how"),
        ("Words explained", "sample-terms"),
        ("Sources", "sample-sources"),
        ("Please note", "sample-disclaimer"),
        ("About this leaflet", "sample-about"),
    ]
