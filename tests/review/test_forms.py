"""The sentences behind the lines of a copy's forms, found again in its baseline alone."""

from __future__ import annotations

import pytest

from journalpress.edition.claims import claims_of, uncited_of
from journalpress.edition.sentences import sentences_of
from journalpress.edition.types import Edition
from journalpress.inspect.returned.types import Filled
from journalpress.review.forms import FormCell, form_cells, paragraph_numbers
from journalpress.writers.docx import write_docx
from journalpress.writers.docx.baseline import baseline_in
from tests.editions import edition_of, everything_edition
from tests.trees import article, cite, p, section, table, ul

TABLES = article(
    p("In 2019", cite("a"), " we began. Then 5 of 7 got well."),
    table(("Dose", "When"), ("5 mg", ""), ("7 mg", ("At night", cite("b"))), caption="4 doses"),
    table(("Dose", "When"), ("9 mg", "Early"), caption="2 doses"),
    section("12 questions", ul("Is it safe?"), p("Dr. Lind asked 3 times.", cite("a", "b"))),
    key_messages=("It is proven in 30 people.", "Rest."),
)


@pytest.mark.parametrize("edition", [everything_edition(), edition_of(TABLES)])
def test_the_lines_are_those_of_the_pages_for_reviewers(edition: Edition) -> None:
    """Each claim, each open point and the number of each paragraph, as the copy prints them."""
    (chapter,) = edition.chapters
    baseline = baseline_in(write_docx(edition))
    sentences = sentences_of(chapter)
    claims = [each.words for each in claims_of(sentences)]
    uncited = [each.words for each in uncited_of(sentences, chapter.lang)]
    rows = [*(f"claim_{row}_3" for row in range(1, len(claims) + 1)),
            *(f"open_{row}_3" for row in range(1, len(uncited) + 1))]  # fmt: skip

    cells = form_cells(tuple(Filled(each, "yes") for each in rows), baseline, chapter.lang)

    assert claims
    assert uncited
    assert [each.sentence for each in cells] == [*claims, *uncited]
    numbers = paragraph_numbers(baseline)
    assert all(numbers[each.key] == each.paragraph for each in sentences)


def test_a_cell_is_told_by_form_row_and_column() -> None:
    """Words beside the forms belong to none; a line that the copy does not have has no sentence."""
    baseline = baseline_in(write_docx(edition_of(TABLES)))
    filled = (Filled("sign_1_0", "Dr Okafor"), Filled("", "See me"), Filled("claim_99_3", "p. 4"))

    assert form_cells(filled, baseline, "en-GB") == (
        FormCell("sign", 1, 0, "Dr Okafor"),
        FormCell("", 0, 0, "See me"),
        FormCell("claim", 99, 3, "p. 4"),
    )
