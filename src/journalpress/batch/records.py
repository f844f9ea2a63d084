"""What is known about each file of an output folder: kept beside it, for the proof and the history.

`OUT/.journalpress/records/<path>.json` tells of `OUT/<path>`: its SHA-256, the articles in it with
their versions and codes, and what it must say when it is read back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.batch.plan import FileKind
from journalpress.edition.types import Expectation, Leaf
from journalpress.errors import EnvironmentFailure
from journalpress.files import TEMPORARY_SUFFIX, move, read_whole, write_whole

STATE = ".journalpress"
RECORDS = f"{STATE}/records"
LOCK = f"{STATE}/lock"
SCHEMA = 1
_NEXT = ".next"
"""A record whose file was not yet in place when it was written."""


@dataclass(frozen=True, slots=True)
class ChapterRecord:
    """One article in a file, as it was when the file was made. `next_review` is None in drafts."""

    id: str
    slug: str
    title: str
    version: int
    digest: str
    code: str
    next_review: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of an output folder; `book` is the collection's id, "" for a leaflet.

    `layout` is "" for a format that has none, and in records older than layouts.
    """

    path: str
    format: str
    kind: FileKind
    sha256: str
    book: str
    chapters: tuple[ChapterRecord, ...]
    expectation: Expectation
    layout: str = ""


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal, as sha256sum prints it."""
    return hashlib.sha256(data).hexdigest()


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None where it is not there. Raises EnvironmentFailure."""
    try:
        return read_whole(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(
            f"cannot read {path}: {reason}", hint="move it away, or ask for the right to read it"
        ) from error


def write_recorded(out: Path, record: Record, data: bytes) -> None:
    """Put the file and its record into the output folder, both or neither.

    Raises EnvironmentFailure; the old file and its record then stand. A process killed halfway
    leaves a record that `read_records` adopts if its file did arrive.
    """
    kept = _record_path(out, record.path)
    coming = kept.with_name(kept.name + _NEXT)
    write_whole(coming, _dump(record))
    try:
        write_whole(out / record.path, data)
    except EnvironmentFailure:
        coming.unlink(missing_ok=True)
        raise
    move(coming, kept)


def forget(out: Path, path: str) -> None:
    """Remove the record of a file that is no longer there."""
    _record_path(out, path).unlink(missing_ok=True)


def read_records(out: Path) -> dict[str, Record]:
    """Every record of the output folder by path, sorted. Raises EnvironmentFailure.

    A record that cannot be read is passed over: its file then counts as not ours.
    """
    folder = out / RECORDS
    found: dict[str, Record] = {}
    for path in sorted(folder.rglob("*.json")):
        if record := _load(read_file(path)):
            found[record.path] = record
    for path in sorted(folder.rglob(f"*.json{_NEXT}")):
        record = _load(read_file(path))
        if record is None:
            continue
        data = read_file(out / record.path)
        if data is not None and sha256(data) == record.sha256:
            found[record.path] = record
    return dict(sorted(found.items()))


def sweep(out: Path) -> None:
    """Remove what a killed export left: temporary files, and records that came too early."""
    for path in out.rglob(f".*{TEMPORARY_SUFFIX}"):
        path.unlink(missing_ok=True)
    records = read_records(out)
    for path in (out / RECORDS).rglob(f"*.json{_NEXT}"):
        record = _load(read_file(path))
        if record is not None and records.get(record.path) == record:
            move(path, path.with_name(path.name.removesuffix(_NEXT)))
        else:
            path.unlink(missing_ok=True)


def _record_path(out: Path, path: str) -> Path:
    return out / RECORDS / f"{path}.json"


def _dump(record: Record) -> bytes:
    content = {"schema": SCHEMA, **asdict(record)}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    return (text + "\n").encode("utf-8", "surrogatepass")


def _load(data: bytes | None) -> Record | None:
    """The record that these bytes hold; None where they hold none of this schema."""
    try:
        content = json.loads(data or b"")
        if content.pop("schema") != SCHEMA:
            return None
        chapters = tuple(
            ChapterRecord(**{**each, "next_review": _day(each["next_review"])})
            for each in content.pop("chapters")
        )
        said = _expectation(content.pop("expectation"))
        record = Record(**content, chapters=chapters, expectation=said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return record if _is_inside(record.path) else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _is_inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and ".." not in parts and not Path(path).is_absolute()


def _expectation(content: dict[str, Any]) -> Expectation:
    leaves = tuple(Leaf(**_frozen(each)) for each in content.pop("leaves"))
    book = tuple(Leaf(**_frozen(each)) for each in content.pop("book", ()))
    return Expectation(leaves=leaves, book=book, **_frozen(content))


def _frozen(value: Any) -> Any:
    """The same with every list, of lists too, as a tuple: JSON knows no tuples."""
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return value
