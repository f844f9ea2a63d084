"""Tests of journalpress.readers.rich.facts."""

from __future__ import annotations

from datetime import date

from journalpress.readers.rich.tree import (
    About,
    Said,
)
from tests.readers.rich.documents import (
    assembled,
    document,
    para,
)


def test_the_facts_of_a_file_become_fields() -> None:
    """Days in five languages, people, the language as a tag; a slashed day is asked about."""
    about = About(
        published=Said("17. März 2024"),
        reviewed=Said("06/07/2026"),
        authors=(Said("By Jane Doe"),),
        reviewers=(Said("Dr X"),),
        lang=Said("en_GB.UTF-8"),
        category=Said("Joints"),
        url=Said("https://clinic.example/gout"),
    )
    made = assembled(document(para("x"), about=about), lang="")
    article = made.article
    assert article is not None
    assert (article.published, article.reviewed) == (date(2024, 3, 17), None)
    assert [each.name for each in article.people] == ["Jane Doe", "Dr X"]
    assert (article.lang, article.category, article.url) == (
        "en-GB", "Joints", "https://clinic.example/gout",
    )  # fmt: skip
    assert [each.kind for each in made.open] == ["date"]
    answered = assembled(
        document(para("x"), about=about), answers={made.open[0].key: "2026-07-06"}, lang=""
    )
    assert answered.article is not None
    assert answered.article.reviewed == date(2026, 7, 6)


def test_the_words_win_over_a_language_that_is_wrong() -> None:
    """A template's default of English on a German page is corrected, and said."""
    text = (
        "Die Tabletten sind für den Magen und werden mit dem Essen und nicht auf einmal genommen."
    )
    made = assembled(document(para(text), about=About(lang=Said("en"))), lang="")
    assert made.article is not None
    assert made.article.lang == "de"
