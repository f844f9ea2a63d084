"""Claims: every sentence that cites, and those that should."""

from __future__ import annotations

import pytest

from journalpress.edition.claims import claims_of, short_name, uncited_of
from journalpress.edition.reading import expectation
from journalpress.edition.sentences import sentences_of
from journalpress.edition.wording import CATALOGUE
from journalpress.model import Citation, Cite
from tests.editions import edition_of, everything_edition
from tests.trees import AnyBlock, article, cite, p, section, table, ul


def claims(*blocks: AnyBlock) -> list[tuple[str, list[int]]]:
    """The words and numbers of each claim of an article."""
    chapter = edition_of(article(*blocks)).chapters[0]
    return [
        (claim.words, [source.number for source in claim.sources])
        for claim in claims_of(sentences_of(chapter))
    ]


def uncited(text: str, lang: str = "en") -> list[tuple[str, ...]]:
    """What is found in each sentence of a paragraph without a citation."""
    chapter = edition_of(article(p(text), lang=lang)).chapters[0]
    return [each.found for each in uncited_of(sentences_of(chapter), lang)]


def test_a_sentence_with_two_citations_is_one_claim() -> None:
    """With each source once."""
    found = claims(p("Some say so", cite("a"), " and all do", cite("b", "a"), ". No more."))

    assert found == [("Some say so and all do.", [1, 2])]


def test_words_too_few_to_stand_alone_have_the_sentence_before_them() -> None:
    """But never words of another paragraph."""
    assert claims(p("Empty your bladder. Then", cite("a"), ":")) == [
        ("Empty your bladder. Then:", [1])
    ]
    assert claims(p("Words."), p("Then", cite("a"), ":")) == [("Then:", [1])]


def test_claims_stand_everywhere_that_something_is_cited() -> None:
    """Headings, items and cells too: every mark of the article is in a claim."""
    found = claims(
        section(
            ("A heading", cite("a")),
            ul("none"),
            table(("A", ("B", cite("b"))), ("c", ("d", cite("c")))),
        )
    )
    assert found == [("A heading", [1]), ("B", [2]), ("d", [3])]

    edition = everything_edition()
    cited = {target for each in expectation(edition).leaves for _, target in each.marks}
    listed = claims_of(sentences_of(edition.chapters[0]))
    assert {source.target for claim in listed for source in claim.sources} == cited


def test_a_locator_says_where_to_look() -> None:
    """`[@a, p. 3]`: for reviewers alone."""
    mark = Cite((Citation("a", "p. 3"), Citation("b"), Citation("a", "p. 9")))
    chapter = edition_of(article(p("It is so", mark, "."))).chapters[0]
    (claim,) = claims_of(sentences_of(chapter))

    assert [source.locator for source in claim.sources] == ["p. 3; p. 9", ""]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "It cures 3 in 10. Rest helps.", [("cures", "3", "10")]),
        ("en", "A secure procedure, improved. An unsafe, unproved one.", [("unsafe",)]),
        ("en", "Aim for 135/85, or 1,200 of 2.5 %.", [("135/85", "1,200", "2.5 %")]),
        ("fr", "Ce remède guérit. C’est prouvé et sûr.", [("guérit",), ("prouvé", "sûr")]),
        ("de", "Das Mittel heilt. Es ist zugelassen.", [("heilt",), ("zugelassen",)]),
        ("es", "Cura la tos. Es seguro.", [("cura",), ("seguro",)]),
        ("ar", "هذا الدواء آمن. وهو معتمد. الماء مفيد.", [("آمن",), ("معتمد",)]),
        ("ar", "اشرب ٣ أكواب.", [("٣",)]),
    ],
)
def test_numbers_and_strong_words_ask_for_a_source(
    lang: str, text: str, found: list[tuple[str, ...]]
) -> None:
    """In each language; parts of other words do not."""
    assert uncited(text, lang) == found


def test_every_language_has_strong_words() -> None:
    """The same languages as the printed words."""
    strong = {"en": "safe", "fr": "prouvé", "de": "sicher", "es": "seguro", "ar": "آمن"}

    assert set(strong) == {each.partition("-")[0] for each in CATALOGUE}
    assert all(uncited(word, lang) for lang, word in strong.items())


def test_a_table_that_cites_answers_for_its_cells() -> None:
    """One that cites nothing does not; headings make no claims."""
    cited = article(section("In 5 days", table(("A", ("B", cite("a"))), ("1", "2"))))
    bare = article(section("In 5 days", table(("A", "B"), ("1", "2"))))

    def found(made: object) -> int:
        chapter = edition_of(made).chapters[0]  # type: ignore[arg-type]
        return len(uncited_of(sentences_of(chapter), "en"))

    assert (found(cited), found(bare)) == (0, 2)


def test_a_source_is_named_as_reviewers_speak_of_it() -> None:
    """Author and year; of plain words the beginning."""
    names = [short_name(each) for each in everything_edition().chapters[0].references]

    assert names[1] == "Somebody et al., Some Journal (2022) — A title"
    assert all(len(name) <= 49 for name in names)
    assert names[0].rpartition(" ")[2].isdecimal()
