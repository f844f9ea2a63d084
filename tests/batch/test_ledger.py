"""The ledger never lies: not after a kill, not after damage, not when it is of another age."""

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.ledger import (
    LEDGER,
    RECORDS,
    Ledger,
    has_ledger,
    read_records,
    read_remembered,
    read_said,
)
from journalpress.batch.records import ChapterRecord, Record, dump_record, dump_said
from journalpress.digests import sha256
from journalpress.edition.reading import expectation
from journalpress.errors import EnvironmentFailure
from tests.editions import everything_edition

DATA = b"the file"
SAID = expectation(everything_edition())
RECORD = Record(
    path="pdf/lupus.pdf",
    format="pdf",
    kind="final",
    sha256=sha256(DATA),
    book="",
    chapters=(ChapterRecord("id", "lupus", "Lupus", 2, "d1", "K7QX-2M9F-D", date(2028, 6, 20)),),
    layout="a4",
    key="{}",
)


def filled(out: Path, record: Record = RECORD, data: bytes = DATA) -> Path:
    """The folder with one file, put there by a ledger that was closed."""
    with Ledger(out) as ledger:
        ledger.put(record, dump_said(SAID), data)
    return out


def test_a_file_and_its_row_come_back(tmp_path: Path) -> None:
    """The bytes, the record, and what the file must say."""
    filled(tmp_path)

    assert (tmp_path / RECORD.path).read_bytes() == DATA
    assert read_records(tmp_path) == {RECORD.path: RECORD}
    assert list(read_said(tmp_path)) == [(RECORD, SAID)]


def test_a_ledger_at_rest_is_one_file(tmp_path: Path) -> None:
    """A copy of the folder, or a stick that cannot be written to, has all of it."""
    filled(tmp_path)

    assert [path.name for path in (tmp_path / LEDGER).parent.iterdir()] == ["ledger.sqlite"]
    (tmp_path / LEDGER).parent.chmod(0o500)
    try:
        assert read_records(tmp_path) == {RECORD.path: RECORD}
    finally:
        (tmp_path / LEDGER).parent.chmod(0o700)


def test_a_row_is_seen_at_once(tmp_path: Path) -> None:
    """By the ledger itself, and by a reader beside it."""
    with Ledger(tmp_path) as ledger:
        ledger.put(RECORD, dump_said(SAID), DATA)
        assert read_records(tmp_path) == {RECORD.path: RECORD}
        assert ledger.records() == {RECORD.path: RECORD}
        assert ledger.states([RECORD]) == {RECORD.path: "whole"}


def test_a_file_that_cannot_be_written_leaves_no_row(tmp_path: Path) -> None:
    """The old file and its row stand."""
    filled(tmp_path)
    later = replace(RECORD, sha256="0" * 64)
    (tmp_path / "pdf" / ".lupus.pdf.journalpress-tmp").mkdir()

    with Ledger(tmp_path) as ledger:
        with pytest.raises(EnvironmentFailure):
            ledger.put(later, b"", b"later")
        assert ledger.records() == {RECORD.path: RECORD}


@pytest.mark.parametrize("arrived", [True, False])
def test_a_kill_between_row_and_file(tmp_path: Path, arrived: bool) -> None:
    """The row counts if its file did arrive; else the file that is there keeps its own."""
    filled(tmp_path)
    later = replace(RECORD, sha256=sha256(b"later"))
    with sqlite3.connect(tmp_path / LEDGER) as db:
        row = (later.path, later.sha256, dump_record(later), dump_said(SAID))
        db.execute("INSERT INTO coming VALUES (?, ?, ?, ?)", row)
    db.close()
    if arrived:
        (tmp_path / RECORD.path).write_bytes(b"later")
    expected = {RECORD.path: later if arrived else RECORD}

    assert read_records(tmp_path) == expected
    assert [record for record, said in read_said(tmp_path) if said == SAID] == [
        expected[RECORD.path]
    ]
    with Ledger(tmp_path) as ledger:
        assert ledger.records() == expected
        assert set(ledger.states(ledger.records().values()).values()) == {"whole"}


def test_a_file_is_told_that_was_touched_or_taken(tmp_path: Path) -> None:
    """The same size and the same times do not hide it; a mere `touch` is nothing."""
    filled(tmp_path)
    path = tmp_path / RECORD.path
    before = path.stat()

    def state() -> str:
        with Ledger(tmp_path) as ledger:
            return ledger.states([RECORD])[RECORD.path]

    path.touch()
    assert state() == "whole"
    path.write_bytes(DATA.upper())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state() == "touched"
    path.unlink()
    assert state() == "missing"


def test_what_is_not_changed_is_not_read_again(tmp_path: Path) -> None:
    """Looking once more changes no byte of the ledger."""
    filled(tmp_path)
    before = (tmp_path / LEDGER).read_bytes()

    with Ledger(tmp_path) as ledger:
        ledger.states(ledger.records().values())

    assert (tmp_path / LEDGER).read_bytes() == before


def _table_lost(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE file")
    db.close()


def _of_tomorrow(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"no database"),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(b""),
        _table_lost,
        _of_tomorrow,
    ],
    ids=["other", "torn", "empty", "table", "newer"],
)
def test_a_ledger_that_cannot_be_used_is_begun_anew(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """Nothing counts as made then; that costs time, never a file."""
    filled(tmp_path)
    spoil(tmp_path / LEDGER)

    with Ledger(tmp_path) as ledger:
        assert ledger.records() == {}
        ledger.put(RECORD, dump_said(SAID), DATA)

    assert read_records(tmp_path) == {RECORD.path: RECORD}


def test_an_earlier_journalpress_kept_a_file_for_each_row(tmp_path: Path) -> None:
    """They are read as they are, taken over by the next export, and then gone."""
    content = {"schema": 1, **asdict(RECORD), "expectation": asdict(SAID)}
    del content["key"]
    path = tmp_path / RECORDS / f"{RECORD.path}.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(content, default=str))
    path.with_name("torn.json").write_text("{")
    old = replace(RECORD, key="")

    assert has_ledger(tmp_path)
    assert read_records(tmp_path) == {RECORD.path: old}
    assert list(read_said(tmp_path)) == [(old, SAID)]
    with Ledger(tmp_path) as ledger:
        assert ledger.records() == {RECORD.path: old}
    assert not (tmp_path / RECORDS).exists()
    assert list(read_said(tmp_path)) == [(old, SAID)]


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    """Until it is struck out."""
    with Ledger(tmp_path) as ledger:
        ledger.remember({"a": ("k", "one"), "b": ("k", "two")})
        ledger.remember({"a": ("l", "three")}, gone=("b",))
        assert ledger.remembered() == {"a": ("l", "three")}
    assert read_remembered(tmp_path) == {"a": ("l", "three")}
    assert read_remembered(tmp_path / "nowhere") == {}
