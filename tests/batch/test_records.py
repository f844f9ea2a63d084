"""What is known about a file survives its way to the disk, and nothing else is believed."""

import json
import zlib
from datetime import date

import pytest

from journalpress.batch.records import (
    ChapterRecord,
    Record,
    dump_record,
    dump_said,
    load_record,
    load_said,
)
from journalpress.digests import sha256
from journalpress.edition.reading import expectation
from tests.editions import everything_edition

DATA = b"the file"
RECORD = Record(
    path="pdf/lupus.pdf",
    format="pdf",
    kind="final",
    sha256=sha256(DATA),
    book="",
    chapters=(
        ChapterRecord("id", "lupus", "Lupus — “x”", 2, "d1", "K7QX-2M9F-D", date(2028, 6, 20)),
        ChapterRecord("id2", "copd", "COPD", 0, "d2", "", None),
    ),
    key="{}",
)


def test_a_record_comes_back_the_same() -> None:
    """With its dates, and an article that has none."""
    assert load_record(dump_record(RECORD)) == RECORD


def test_what_a_file_must_say_comes_back_the_same() -> None:
    """Every leaf, mark and link of an Edition that holds everything."""
    said = expectation(everything_edition())

    assert load_said(dump_said(said)) == said


@pytest.mark.parametrize("packed", [b"", b"no", zlib.compress(b"[]"), zlib.compress(b'{"a": 1}')])
def test_what_a_file_must_say_may_be_lost(packed: bytes) -> None:
    """Damaged bytes say nothing; they stop nobody."""
    assert load_said(packed) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("path", "../outside.pdf"), ("path", "/etc/passwd"), ("chapters", 5), ("unknown", 1)],
)
def test_a_record_that_was_tampered_with_is_not_believed(key: str, value: object) -> None:
    """Its file then counts as not ours; nothing outside the folder is ever touched."""
    assert load_record(json.dumps({**json.loads(dump_record(RECORD)), key: value})) is None
