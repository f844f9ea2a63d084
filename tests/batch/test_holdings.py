"""What lies in a folder, and what the history says was taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journalpress.batch.holdings import Holding, Reason, TakenBack, Text, taken_back

DUE = date(2028, 6, 20)


def text(slug: str = "lupus", **fields: Any) -> Text:
    """A text in force; `fields` replace its own."""
    given = {
        "id": slug, "slug": slug, "title": f"About {slug}", "version": 2, "digest": f"of {slug}",
        "code": "K7QX-2M9F-D", "until": DUE,
    }  # fmt: skip
    return Text(**{**given, **fields})


def holding(path: str = "pdf/lupus.pdf", *texts: Text, **fields: Any) -> Holding:
    """A leaflet on A4, unless `fields` say otherwise."""
    given = {
        "path": path, "sha256": "a" * 64, "format": "pdf", "layout": "a4", "book": "",
        "texts": texts or (text(),),
    }  # fmt: skip
    return Holding(**{**given, **fields})


def line(event: str = "retired", **fields: Any) -> dict[str, Any]:
    """A line of the history."""
    given = {
        "event": event, "as_of": "2026-12-01", "id": "lupus", "slug": "lupus", "version": 1,
        "code": "QMW4-M1M4-A", "why": "withdrawn", "files": {"pdf/lupus.pdf": "a" * 64},
    }  # fmt: skip
    return {**given, **fields}


def test_a_file_is_good_until_its_first_text_is_due() -> None:
    """A book with one article that is due tomorrow is due tomorrow."""
    book = holding("epub/all.epub", text(), text("statins", until=date(2027, 1, 1)))

    assert book.until == date(2027, 1, 1)
    assert holding("text/x.txt", text(until=None)).until is None


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("past its date, 2028-06-20", "expired"),
        ("withdrawn", "withdrawn"),
        ("replaced by a newer approved text", "replaced"),
        ("renamed to sle", "renamed"),
        ("the article was deleted", "deleted"),
        ("the moon was full", ""),
    ],
)
def test_the_words_of_the_history_have_a_reason(why: str, reason: Reason) -> None:
    """Words that are not known stay words."""
    taken = TakenBack(id="x", slug="x", title="", version=1, code="c", why=why)

    assert taken.reason == reason


def test_each_text_that_was_taken_back_is_told_once() -> None:
    """Every format has a line; the last one counts."""
    history = [line(), line(as_of="2026-12-02", why="past its date, 2026-12-01"), line("published")]

    (taken,) = taken_back(history, [])

    assert (taken.on, taken.reason, taken.version) == (date(2026, 12, 2), "expired", 1)


def test_what_is_handed_out_again_was_not_taken_back() -> None:
    """A renamed article keeps its text, and so its code."""
    assert taken_back([line(code="K7QX-2M9F-D")], [holding()]) == ()


def test_lines_of_another_age_are_read() -> None:
    """Without title, with a broken day or version: what is known is told."""
    (taken,) = taken_back([line(as_of="soon", version="one"), {"event": "retired"}], [])

    assert (taken.title, taken.on, taken.version) == ("", None, 0)
