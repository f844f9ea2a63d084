"""What is known about a file of an output folder: its digest, its articles, what it must say."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.batch.plan import FileKind
from journalpress.edition.types import Expectation, Leaf
from journalpress.errors import EnvironmentFailure
from journalpress.files import read_whole

STATE = ".journalpress"
LOCK = f"{STATE}/lock"
SCRATCH = f"{STATE}/scratch"
"""Where workers keep temporary files while an export runs."""
RETIRED = "retired"


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

    `layout` is "" for a format that has none, and in records older than layouts. `key` is the
    content key that it was made with, "" where that was not kept.
    """

    path: str
    format: str
    kind: FileKind
    sha256: str
    book: str
    chapters: tuple[ChapterRecord, ...]
    layout: str = ""
    key: str = ""


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


def dump_record(record: Record) -> str:
    """The record as JSON, for the ledger."""
    return json.dumps(asdict(record), ensure_ascii=False, sort_keys=True, default=str)


def load_record(text: str | bytes) -> Record | None:
    """The record that this JSON holds; None where it holds none, or one outside the folder."""
    try:
        content = json.loads(text)
        chapters = tuple(
            ChapterRecord(**{**each, "next_review": _day(each["next_review"])})
            for each in content.pop("chapters")
        )
        record = Record(**content, chapters=chapters)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return record if _is_inside(record.path) else None


def dump_said(said: Expectation) -> bytes:
    """What a file must say, packed for the ledger."""
    text = json.dumps(asdict(said), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def load_said(packed: bytes) -> Expectation | None:
    """What a file must say; None where these bytes do not hold it."""
    try:
        return expectation_of(json.loads(zlib.decompress(packed)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def expectation_of(content: dict[str, Any]) -> Expectation:
    """The Expectation that was written as JSON. Raises KeyError, TypeError or ValueError."""
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
