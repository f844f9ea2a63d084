"""Tests of journalpress.readers.rich.lettered: a list that counts a, b, c."""

from __future__ import annotations

import pytest

from journalpress.readers.rich.tree import Run
from tests.readers.rich.documents import SOURCES, assembled, body, document, head, para, sup, told

_LIST = tuple(para(f"{'abcd'[at]}. {each}") for at, each in enumerate(SOURCES))


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        (sup("a"), "[@mackensen2022]"),
        (sup("b,c"), "[@muller2024; @source-3]"),
        (sup(" [d] "), "[@source-4]"),
        (Run("b", href="#x"), "[@muller2024]"),
    ],
)
def test_raised_letters_are_the_marks_of_a_lettered_list(mark: Run, read: str) -> None:
    """The letters become numbers in the text and go from the list; nothing is lost."""
    made = assembled(document(para("It helps", mark, "."), head("References"), *_LIST))
    assert body(made) == f"It helps{read}."
    assert made.article is not None
    assert [each.raw for each in made.article.sources] == list(SOURCES)
    assert "JP125" not in told(made)
    assert any("by letters" in each.what for each in made.decisions)


def test_no_number_cites_a_lettered_list() -> None:
    """O² and a dose of 2 are what they say where sources are named by letters."""
    text = para("It helps", sup("a"), ", with O", sup("2"), " and 10", sup("3"), " of it.")
    made = assembled(document(text, head("References"), *_LIST))
    assert body(made) == ("It helps[@mackensen2022], with O<sup>2</sup> and 10<sup>3</sup> of it.")
    assert not made.open


@pytest.mark.parametrize(
    "text", [para("It helps."), para("The 4", sup("th"), " day, see e", sup("x"))]
)
def test_without_a_raised_letter_the_list_stays_as_it_is(text: object) -> None:
    """Raised letters that are none of the list's, or none at all, turn nothing into a mark."""
    made = assembled(document(text, head("References"), *_LIST))  # type: ignore[arg-type]
    assert made.article is not None
    assert made.article.sources[0].raw.startswith("a. ")
