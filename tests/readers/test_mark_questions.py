"""What a person said of a mark is what it is."""

from __future__ import annotations

import pytest

from journalpress.readers.imports import Certainty
from journalpress.readers.mark_questions import settled
from journalpress.readers.marks import Mark


@pytest.mark.parametrize("certainty", ["ask", "likely", "certain"])
@pytest.mark.parametrize(
    ("answer", "numbers"), [("number", ()), ("mark", (1, 2, 3)), ("1,3", (1, 3))]
)
def test_an_answer_stands(certainty: Certainty, answer: str, numbers: tuple[int, ...]) -> None:
    """Also where the page has got more sources since, so that nothing would be asked today."""
    mark = Mark(4, 7, "1–3", ((1, 2, 3), (1, 3)), certainty, "mark")

    assert settled(mark, answer) == (numbers, True)


@pytest.mark.parametrize("answer", ["", "9", "perhaps"])
def test_what_means_nothing_settles_nothing(answer: str) -> None:
    """The mark is read as it would be without."""
    mark = Mark(4, 7, "1–3", ((1, 2, 3),), "certain", "mark")

    assert settled(mark, answer) == ((1, 2, 3), False)
