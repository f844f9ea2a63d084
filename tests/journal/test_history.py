"""history.jsonl only grows; a line torn by a crash harms no other."""

import json
from datetime import date
from pathlib import Path

import pytest

from journalpress.errors import UnreadableJournal
from journalpress.journal.history import HISTORY_FILE, Event, add_event, read_history

EVENT = Event(event="approved", as_of=date(2026, 6, 1), id="lupus", slug="lupus", version=1)


def test_a_line_holds_what_the_contract_asks(tmp_path: Path) -> None:
    """The keys, in order; `at` is the only wall-clock time."""
    add_event(tmp_path, EVENT)

    (line,) = read_history(tmp_path)

    assert list(line) == [
        "schema", "event", "at", "as_of", "id", "slug", "version", "digest", "code", "by", "role",
        "files",
    ]  # fmt: skip
    assert line["as_of"] == "2026-06-01"
    assert line["at"].endswith("+00:00")


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    """A newer program may have written more."""
    (tmp_path / HISTORY_FILE).write_text('{"schema": 9, "id": "x", "novel": [1]}\n')

    assert read_history(tmp_path)[0]["novel"] == [1]


def test_a_torn_line_harms_no_other(tmp_path: Path) -> None:
    """The next event stands on a line of its own, and both whole ones are read."""
    add_event(tmp_path, EVENT)
    path = tmp_path / HISTORY_FILE
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])

    add_event(tmp_path, EVENT)

    assert [line["id"] for line in read_history(tmp_path)] == ["lupus", "lupus"]


def test_a_damaged_line_is_told_with_its_number(tmp_path: Path) -> None:
    """A history that somebody edited is not to be trusted in silence."""
    (tmp_path / HISTORY_FILE).write_text(json.dumps({"id": "x"}) + "\nnonsense\n{}\n")

    with pytest.raises(UnreadableJournal, match=r"history\.jsonl:2"):
        read_history(tmp_path)


def test_no_history_is_an_empty_one(tmp_path: Path) -> None:
    """A new journal."""
    assert read_history(tmp_path) == ()
