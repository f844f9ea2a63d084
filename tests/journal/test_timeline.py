"""What the history says was in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journalpress.journal.timeline import Period, periods


def line(event: str, as_of: str, *paths: str, digest: str = "a", **fields: Any) -> dict[str, Any]:
    """A line of the history with these files."""
    return {"event": event, "as_of": as_of, "files": dict.fromkeys(paths, digest), **fields}


def only(*lines: dict[str, Any]) -> Period:
    """The one Period of these lines."""
    (found,) = periods(lines)
    return found


def test_what_was_published_is_in_force_from_that_day_until_its_date() -> None:
    """Both days count: the first one, and the one that is printed on it."""
    period = only(line("published", "2026-12-01", "pdf/a.pdf", until="2028-06-20"))

    assert not period.is_in_force(date(2026, 11, 30))
    assert period.is_in_force(date(2026, 12, 1))
    assert period.is_in_force(date(2028, 6, 20))
    assert not period.is_in_force(date(2028, 6, 21))
    assert period.ended is None


def test_what_was_taken_back_is_not_in_force_on_that_day() -> None:
    """It ends when the last of its files is taken back, with the reason of that line."""
    period = only(
        line("published", "2026-12-01", "pdf/a.pdf", "html/a.html"),
        line("retired", "2027-01-05", "pdf/a.pdf", why="withdrawn"),
        line("retired", "2027-01-06", "html/a.html", why="withdrawn"),
    )

    assert period.is_in_force(date(2027, 1, 5))
    assert not period.is_in_force(date(2027, 1, 6))
    assert (period.ended, period.why) == (date(2027, 1, 6), "withdrawn")


def test_a_file_of_the_same_name_ends_the_one_before() -> None:
    """The same text with new looks: no line says that the old file went."""
    old, new = periods(
        [
            line("published", "2026-12-01", "pdf/a.pdf"),
            line("published", "2027-02-01", "pdf/a.pdf", digest="b"),
        ]
    )

    assert (old.ended, old.why, new.ended) == (date(2027, 2, 1), "", None)
    assert new.files == {"pdf/a.pdf": "b"}


@pytest.mark.parametrize(
    "odd",
    [
        {"event": "published", "as_of": "one day", "files": {"pdf/a.pdf": "a"}},
        {"event": "published", "files": {"pdf/a.pdf": "a"}},
        {"event": "burnt", "as_of": "2027-01-01", "files": {"pdf/a.pdf": "a"}},
        {"event": "retired", "as_of": "2027-01-01", "files": ["pdf/a.pdf"]},
        {"as_of": "2027-01-01"},
    ],
)
def test_lines_of_another_age_do_no_harm(odd: dict[str, Any]) -> None:
    """What cannot be understood ends nothing and begins nothing."""
    assert only(line("published", "2026-12-01", "pdf/a.pdf"), odd).ended is None


def test_looking_ahead_and_back_leaves_no_day_twice() -> None:
    """Published for a day to come by mistake, then put right."""
    ahead, now = periods(
        [
            line("published", "2099-01-01", "pdf/a.pdf"),
            line("published", "2026-12-01", "pdf/a.pdf", digest="b"),
        ]
    )

    assert not any(ahead.is_in_force(day) for day in (date(2026, 12, 2), date(2099, 1, 2)))
    assert now.is_in_force(date(2026, 12, 2))
