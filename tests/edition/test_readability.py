"""Readability: counted by hand here, by the formulas of the literature there."""

from __future__ import annotations

import pytest

from journalpress.edition.readability import FORMULAS, readability_of, syllables_of, words_of
from journalpress.edition.sentences import sentences_of
from journalpress.edition.wording import CATALOGUE
from tests.editions import edition_of
from tests.trees import article, p, section, table, ul


def test_flesch_as_counted_by_hand() -> None:
    """“The cat sat on the mat.”: 6 words, 1 sentence, 6 syllables."""
    found = readability_of(
        sentences_of(edition_of(article(p("The cat sat on the mat."))).chapters[0]), "en"
    )

    assert (found.words, found.sentences) == (6, 1)
    assert found.score == pytest.approx(206.835 - 1.015 * 6 - 84.6)


def test_headings_and_tables_are_not_counted() -> None:
    """They are no sentences."""
    made = article(section("A heading", ul("one word more", "two"), table(("A", "B"))))
    found = readability_of(sentences_of(edition_of(made).chapters[0]), "en")

    assert (found.words, found.sentences) == (4, 2)


def test_the_five_longest_sentences_the_longest_first() -> None:
    """Equals in reading order."""
    made = article(*(p("w " * size + "end.") for size in (3, 9, 1, 5, 9, 2, 4)))
    found = readability_of(sentences_of(edition_of(made).chapters[0]), "en")

    assert [words for _, words in found.longest] == [10, 10, 6, 5, 4]
    assert [each.paragraph for each, _ in found.longest] == [3, 6, 5, 8, 2]


@pytest.mark.parametrize(
    ("lang", "word", "syllables"),
    [
        ("en-GB", "medicine", 3), ("en-GB", "treatment", 2), ("en-GB", "table", 2),
        ("en-GB", "cured", 1), ("en-GB", "immune", 2), ("en-GB", "science", 2),
        ("en-GB", "disease", 2), ("en-GB", "135", 1),
        ("fr", "maison", 2), ("fr", "médecin", 3), ("fr", "votre", 1),
        ("de", "Medikamente", 5), ("de", "Blutdruck", 2), ("de", "Theater", 3),
        ("es", "presión", 2), ("es", "día", 2), ("es", "aorta", 3),
    ],
)  # fmt: skip
def test_syllables(lang: str, word: str, syllables: int) -> None:
    """Words of leaflets, as they are spoken."""
    assert syllables_of(word, lang) == syllables


def test_words_joined_by_a_hyphen_or_an_apostrophe_are_one() -> None:
    """As people count them; a dash joins nothing."""
    assert words_of("Don’t use well-known drugs – 2.5 mg") == [
        "Don’t", "use", "well-known", "drugs", "2.5", "mg",
    ]  # fmt: skip


def test_a_language_without_a_formula_has_counts_alone() -> None:
    """Arabic is the only one of our languages."""
    found = readability_of(
        sentences_of(edition_of(article(p("جلس القط."), lang="ar")).chapters[0]), "ar"
    )

    assert (found.words, found.formula, found.score) == (2, None, None)
    assert {each.partition("-")[0] for each in CATALOGUE} - set(FORMULAS) == {"ar"}
