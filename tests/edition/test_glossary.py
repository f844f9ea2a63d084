"""The glossary of a book: what its articles explain, each term once."""

from __future__ import annotations

from journalpress.edition.reading import leaf
from journalpress.edition.types import Edition, Glossary, GlossaryEntry
from journalpress.model import Article, Term, Text
from tests.editions import collection
from tests.trees import abbr, article, foreign, p, section, table


def explaining(slug: str, *terms: tuple[str, str], **fields: object) -> Article:
    """An article that explains these terms in its front matter."""
    given = {"title": f"About {slug}", **fields}
    return article(p("Words."), slug=slug, terms=tuple(Term(*each) for each in terms), **given)


def glossary(edition: Edition) -> tuple[GlossaryEntry, ...]:
    """The entries of the book; () where it has no glossary."""
    return tuple(
        entry for page in edition.back if isinstance(page, Glossary) for entry in page.entries
    )


def said(edition: Edition) -> list[tuple[str, list[tuple[str, str, tuple[str, ...]]]]]:
    """Each term with its meanings, the words that name the articles, and where those lead."""
    return [
        (
            leaf("text", entry.term).text,
            [
                (leaf("text", each.text).text, where.text, where.links)
                for each in entry.meanings
                for where in (leaf("text", each.where),)
            ],
        )
        for entry in glossary(edition)
    ]


def test_a_term_of_two_articles_stands_once_and_names_both() -> None:
    """A capital at the beginning and a stop at the end do not make another meaning."""
    book = collection(
        explaining("one", ("Flare", "When symptoms return.")),
        explaining("two", ("flare", "when symptoms return")),
    )

    assert said(book) == [
        ("Flare", [("When symptoms return.", "Explained in: About one · About two",
                    ("#one-chapter", "#two-chapter"))]),
    ]  # fmt: skip


def test_two_meanings_both_stand() -> None:
    """Nobody may choose between two definitions, even where only a sign differs."""
    book = collection(
        explaining("one", ("High", "pressure > 140")), explaining("two", ("High", "pressure < 140"))
    )

    assert said(book) == [
        ("High", [("pressure > 140", "Explained in: About one", ("#one-chapter",)),
                  ("pressure < 140", "Explained in: About two", ("#two-chapter",))]),
    ]  # fmt: skip


def test_an_abbreviation_is_a_term_wherever_it_stands() -> None:
    """In a cell too, and once however often it stands."""
    crs = abbr("CRS", "cytokine release syndrome")
    book = collection(
        article(p("Only ", crs, " and ", crs), section("Cells", table(("A",), ((crs,),)))),
        article(p(abbr("SLE", "lupus"), "."), slug="two"),
    )

    assert [(term, [each[0] for each in meanings]) for term, meanings in said(book)] == [
        ("CRS", ["cytokine release syndrome"]),
        ("SLE", ["lupus"]),
    ]


def test_runs_of_one_abbreviation_are_one_term() -> None:
    """`<abbr>CO<sub>2</sub></abbr>` is the term CO2, its figure still below the line."""
    runs = (abbr("CO", "carbon dioxide"), Text("2", script="sub", expansion="carbon dioxide"))
    (entry,) = glossary(collection(article(p(*runs, "."), slug="one")))

    assert entry.term.inlines == (Text("CO"), Text("2", script="sub"))


def test_an_abbreviation_in_capitals_is_no_ordinary_word() -> None:
    """ALL, the leukaemia, is not all."""
    book = collection(explaining("one", ("ALL", "a leukaemia"), ("all", "everything")))

    assert [term for term, _ in said(book)] == ["ALL", "all"]


def test_a_word_of_two_languages_is_two_terms() -> None:
    """Each in its language, so that the voice says it right; the book's own words name both."""
    book = collection(
        explaining("one", ("Pain", "It hurts.")),
        explaining("deux", ("Pain", "Il nourrit : mangez."), lang="fr", title="Le pain"),
        article(p(foreign("x", "la"), " ", abbr("SLE", "lupus")), slug="three"),
    )
    french = next(each for each in glossary(book) if each.lang == "fr")

    assert [each.lang for each in glossary(book)] == ["en-GB", "fr", "en-GB"]
    assert french.meanings[0].text.inlines == (Text("Il nourrit\u00a0: mangez."),)
    assert leaf("text", french.meanings[0].where).text == "Explained in: Le pain"


def test_a_book_that_explains_nothing_has_no_glossary() -> None:
    """No page without a word on it."""
    assert glossary(collection(article(p("Words."), slug="one"))) == ()
