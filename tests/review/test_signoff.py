"""What a reviewer ticked and signed in a copy, and whether it covers today's text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journalpress.inspect.returned.types import Filled
from journalpress.review.desk import Desk
from journalpress.review.findings import findings_in
from journalpress.review.signoff import Answer, answer_in, day_in, signatures_in, uncovered
from tests.review.desks import came_back, desk, record, rewritten, sent

BODY = "## What it is\n\nLupus is a long illness.\n\nRest when you are tired.\n"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("☒ approve\n☐ approve once changed\n☐ do not approve", "approve"),
        ("☐ approve\nx approve once changed\n☐ do not approve", "once changed"),
        ("do not approve", "refuse"),
        ("☐ accepté\n☒ accepté après correction\n☐ refusé", "once changed"),
        ("☐ approve\n☐ approve once changed\n☐ do not approve", ""),
        ("☒ approve\n☒ do not approve", ""),
        ("looks fine to me", ""),
        ("", ""),
    ],
)
def test_the_decision_is_the_line_whose_box_is_gone(words: str, answer: Answer) -> None:
    """One, or nobody can tell."""
    assert answer_in(words) == answer


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-06-01", date(2026, 6, 1)), ("1.6.2026", date(2026, 6, 1)),
        ("01/06/2026", date(2026, 6, 1)), ("1 June 2026", date(2026, 6, 1)),
        ("1 juin 2026", date(2026, 6, 1)), ("1. Juni 2026", date(2026, 6, 1)),
        ("31/02/2026", None), ("06-26", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_a_date_as_people_write_it(words: str, day: date | None) -> None:
    """The day stands before the month; what is no date is none."""
    assert day_in(words) == day


def signed(decision: str) -> tuple[Filled, ...]:
    """A line of the sign-off."""
    cells = ("Dr Okafor", "Consultant", "MRCP", decision, "1 June 2026")
    return tuple(Filled(f"sign_1_{column}", words) for column, words in enumerate(cells))


def test_a_line_of_the_sign_off_is_one_signature() -> None:
    """Name, role, qualification, decision, day; a claim that was checked is none."""
    (found,) = signatures_in((*signed("☒ approve"), Filled("claim_1_3", "p. 4")))

    assert (found.name, found.role, found.answer) == ("Dr Okafor", "Consultant", "approve")
    assert found.on == date(2026, 6, 1)


def test_an_approval_is_of_the_text_that_was_sent(tmp_path: Path) -> None:
    """Another word in the article, and it does not count any more."""
    made = desk(tmp_path, BODY)
    (signature,) = signatures_in(signed("☒ approve"))
    copy = record(sent(made), [])
    edited = rewritten(made, "long", "lasting")

    assert uncovered(signature, copy, (), made.today(made.article)) == ""
    assert "not the one" in uncovered(signature, copy, (), edited.today(edited.article))


def test_an_approval_once_changed_is_of_these_changes_and_no_others(tmp_path: Path) -> None:
    """Before they are in the article, after, and with one more."""
    made = desk(tmp_path, BODY)
    (signature,) = signatures_in(signed("☒ approve once changed"))
    copy = came_back(sent(made), {"Lupus is": "Lupus is a lasting illness."})

    def verdict(today_desk: Desk) -> str:
        now = today_desk.today(today_desk.article)
        return uncovered(signature, copy, findings_in((copy,), now), now)

    assert "not all" in verdict(made)
    done = rewritten(made, "long", "lasting")
    assert verdict(done) == ""
    more = rewritten(done, "tired", "ill")
    assert "no change" in verdict(more)


def test_a_refusal_covers_nothing(tmp_path: Path) -> None:
    """Nor does what nobody can read."""
    made = desk(tmp_path, BODY)
    copy, now = record(sent(made), []), made.today(made.article)
    no, unclear = (signatures_in(signed(each))[0] for each in ("do not approve", "perhaps"))

    assert "did not approve" in uncovered(no, copy, (), now)
    assert "not clear" in uncovered(unclear, copy, (), now)
