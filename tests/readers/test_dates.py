"""Date lines → days, and which words are no certain day."""

from __future__ import annotations

from datetime import date

import pytest

from journalpress.readers.dates import parse_date, parse_date_line


@pytest.mark.parametrize(
    "text",
    ["17 Jun 2026", "17 June 2026", "17 Jun. 2026", "June 17, 2026", "Jun 17, 2026", "2026-06-17"],
)
def test_a_day_in_words_or_iso_is_read(text: str) -> None:
    """English names of months and ISO dates can be read in one way only."""
    assert parse_date(text) == date(2026, 6, 17)


@pytest.mark.parametrize(
    "text",
    [
        "06/07/2026",
        "17.06.2026",
        "17-06-2026",
        "31 Feb 2026",
        "17 Juin 2026",
        "17 Ju 2026",
        "June 2026",
        "2026-6-7",
        "17 Jun 26",
        "",
    ],
)
def test_other_days_are_not_guessed(text: str) -> None:
    """What may be another day, or is none, is not read."""
    assert parse_date(text) is None


def test_the_parts_of_a_line_cover_it() -> None:
    """The words of the parts, joined, are the line: none is lost between them."""
    line = "By Dr. Ada Quill · 17 Jun 2026 | Updated 3 Jul 2026 — 11 min read"
    parts = parse_date_line(line)
    assert "".join(part.words for part in parts) == line
    kinds = [part.kind for part in parts]
    assert kinds == ["author", "published", "updated", "reading"]
    assert parts[0].name == "Dr. Ada Quill"
    assert parts[1].day == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Last reviewed: 3 May 2026", "reviewed"),
        ("Published on 3 May 2026", "published"),
        ("Published 03/05/2026", "unclear"),
        ("Updated 03/05/2026", "updated"),
        ("3 mai 2026", "unclear"),
        ("Reading time: 4 minutes", "reading"),
        ("4-minute read", "reading"),
    ],
)
def test_a_line_says_what_its_date_is(line: str, kind: str) -> None:
    """A label before a date tells what happened on it."""
    assert [part.kind for part in parse_date_line(line)] == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "In 2022, a team treated five people.",
        "17 Jun 2026 · and this is no part of a date line at all, for it goes on and on",
        "A title",
        "By the time you read this. It will be over.",
        "",
    ],
)
def test_a_line_that_is_more_than_a_date_line_is_none(line: str) -> None:
    """One foreign part, and the whole line is text."""
    assert parse_date_line(line) == ()
