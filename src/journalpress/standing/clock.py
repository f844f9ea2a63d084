"""What day it is: the only place that asks."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journalpress.errors import EnvironmentFailure, UsageError

AS_OF_VARIABLE = "JOURNALPRESS_AS_OF"


def as_of_date(given: str | None, timezone: str) -> date:
    """The day that counts: the given one, else JOURNALPRESS_AS_OF, else today at the clinic.

    Raises UsageError for what is no date, EnvironmentFailure where the machine does not know the
    clinic's time zone.
    """
    text = given or os.environ.get(AS_OF_VARIABLE, "")
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise UsageError(f"“{text}” is not a date", hint="write it as 2026-12-01") from error
    try:
        return datetime.now(UTC if timezone == "UTC" else ZoneInfo(timezone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise EnvironmentFailure(
            f"this computer has no data on the time zone {timezone}",
            hint="install the system's tzdata package, or give the day with --as-of",
        ) from error
