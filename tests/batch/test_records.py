"""What is known about a file survives its way to the disk, and nothing else is believed."""

import json
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.records import (
    RECORDS,
    ChapterRecord,
    Record,
    read_records,
    sha256,
    write_recorded,
)
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
    expectation=expectation(everything_edition()),
)


def test_a_record_comes_back_the_same(tmp_path: Path) -> None:
    """Every leaf, mark and link of an Edition that holds everything."""
    write_recorded(tmp_path, RECORD, DATA)

    assert read_records(tmp_path) == {"pdf/lupus.pdf": RECORD}
    assert (tmp_path / "pdf/lupus.pdf").read_bytes() == DATA


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("path", "../outside.pdf"),
        ("path", "/etc/passwd"),
        ("schema", 99),
        ("chapters", 5),
        ("unknown", 1),
    ],
)
def test_a_record_that_was_tampered_with_is_not_believed(
    tmp_path: Path, key: str, value: object
) -> None:
    """Its file then counts as not ours; nothing outside the folder is ever touched."""
    write_recorded(tmp_path, RECORD, DATA)
    path = tmp_path / RECORDS / "pdf/lupus.pdf.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))

    assert read_records(tmp_path) == {}
