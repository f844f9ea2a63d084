"""Numbers in brackets become citations, or nothing."""

from __future__ import annotations

import pytest

from journalpress.passage import Mark, cites_of, passage_of, text_of
from journalpress.review.change import Change
from journalpress.review.proposals import NumberedList, is_typed_citation, readings_of
from tests.review.copies import said

THEN = NumberedList("then", {1: "a", 2: "b", 3: "c"})
NOW = NumberedList("now", {1: "new", 2: "a", 3: "b", 4: "c"})


def insertion(words: str, before: str = "") -> Change:
    """Words written where `before` stood."""
    return Change(kind="edit", keys=("p",), before=said(before), after=passage_of(words))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("[2]", ("b",)), ("[1, 3]", ("a", "c")), ("[1–3]", ("a", "b", "c")), ("\u202f[2]", ("b",)),
        ("[1-2,3]", ("a", "b", "c")), ("[2,2]", ("b",)),
    ],
)  # fmt: skip
def test_a_label_is_read_by_the_list(typed: str, keys: tuple[str, ...]) -> None:
    """Single numbers, several, a run; each source once."""
    (reading,) = readings_of(insertion(f"so {typed} it is"), [THEN])

    assert cites_of(reading.change.after) == keys
    assert text_of(reading.change.after).endswith(" it is")


def test_lists_that_differ_give_a_reading_each() -> None:
    """With a note that says which list; equal ones are one."""
    two = readings_of(insertion("[2]"), [THEN, NOW, THEN])
    one = readings_of(insertion("[2]"), [THEN, THEN])

    assert [(each.note, cites_of(each.change.after)) for each in two] == [
        ("then", ("b",)),
        ("now", ("a",)),
    ]
    assert [each.note for each in one] == [""]


def test_a_number_that_is_in_no_list_has_no_reading() -> None:
    """It must not become plain digits in an article."""
    assert readings_of(insertion("[7]"), [THEN, NOW]) == ()
    assert readings_of(insertion("[1–90]"), [THEN]) == ()
    assert is_typed_citation(insertion("[7]"))


def test_raised_digits_are_a_citation_or_what_they_are() -> None:
    """As reviewers type them who know journals; or a square metre: a person must say."""
    raised = passage_of("so2,3", (Mark(2, 5, "sup"),))
    far = passage_of("85 m9", (Mark(4, 5, "sup"),))
    ways = readings_of(Change(kind="edit", keys=("p",), after=raised), [THEN])
    (only,) = readings_of(Change(kind="edit", keys=("p",), after=far), [THEN])

    assert [cites_of(each.change.after) for each in ways] == [("b", "c"), ()]
    assert only.change.after == far


def test_what_stood_there_before_is_no_proposal() -> None:
    """An author may write a number in brackets that is no citation."""
    change = insertion("see [2] there", before="see [2] here")

    assert not is_typed_citation(change)
    assert [each.change for each in readings_of(change, [THEN])] == [change]
