"""One place says what day it is: the option, the variable, then the clinic's calendar."""

from datetime import UTC, date, datetime

import pytest

from journalpress.errors import EnvironmentFailure, UsageError
from journalpress.standing import as_of_date
from journalpress.standing.clock import AS_OF_VARIABLE


def test_the_option_comes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """--as-of wins."""
    monkeypatch.setenv(AS_OF_VARIABLE, "2027-01-02")

    assert as_of_date("2026-12-01", "UTC") == date(2026, 12, 1)
    assert as_of_date(None, "UTC") == date(2027, 1, 2)


def test_without_either_it_is_today_at_the_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clinic's time zone decides which day it is."""
    monkeypatch.delenv(AS_OF_VARIABLE)

    before = datetime.now(UTC).date()
    today = as_of_date(None, "UTC")
    after = datetime.now(UTC).date()

    assert before <= today <= after


def test_what_is_no_date_is_refused() -> None:
    """31 June does not exist."""
    with pytest.raises(UsageError, match="2026-06-31"):
        as_of_date("2026-06-31", "UTC")


def test_an_unknown_time_zone_is_the_computers_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """journal.toml was checked already: the data is missing."""
    monkeypatch.delenv(AS_OF_VARIABLE)

    with pytest.raises(EnvironmentFailure, match="time zone Nowhere/Else"):
        as_of_date(None, "Nowhere/Else")
