"""reviews/<article-id>/<review-id>/: what came back and what was decided, read and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from journalpress.errors import InputError
from journalpress.files import write_whole
from journalpress.inspect.returned.types import Filled, Hand
from journalpress.journal.load import shown
from journalpress.journal.reviews import (
    BASELINE,
    DECISIONS,
    RETURNED,
    read_json,
    review_folder,
    review_folders,
)
from journalpress.review.change import Change, from_data, to_data
from journalpress.reviewcopy import Baseline, from_json, to_json

SCHEMA = 1

Verdict: TypeAlias = Literal["accepted", "rejected", "there"]
"""What a person decided; there: the article said so already, nobody has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment in a copy: about which blocks, quoting which words, answering which other."""

    id: str
    hand: Hand
    words: str
    keys: tuple[str, ...] = ()
    quoted: str = ""
    parent: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """One file that came back, and all that was found in it.

    `numbers` is its list of sources as it stands now; `read` the day on which it was read.
    """

    name: str
    sha256: str
    read: str
    numbers: Mapping[int, str]
    changes: tuple[Change, ...]
    comments: tuple[Remark, ...] = ()
    filled: tuple[Filled, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one finding, on which day; `reading` counts from 1.

    `applied` is the day on which it went into the article, "" before.
    """

    verdict: Verdict
    on: str
    reading: int = 1
    applied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One review copy: what it said when it left, each file that came back, the decisions."""

    baseline: Baseline
    files: tuple[ReturnedFile, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)


def kept_baseline(journal: Path, article: str, review: str) -> Baseline | None:
    """The baseline that the journal has kept of this copy. Raises InputError where it is torn."""
    path = review_folder(journal, article, review) / BASELINE
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _damaged(path, error) from error
    try:
        return from_json(data)
    except InputError as error:
        raise _damaged(path, error) from error


def read_records(journal: Path, article: str) -> tuple[Record, ...]:
    """Every copy of this article, by its id, that has come back. Raises InputError."""
    found: list[Record] = []
    for folder in review_folders(journal, article):
        record = read_record(journal, article, folder.name)
        if record and record.files:
            found.append(record)
    return tuple(found)


def read_record(journal: Path, article: str, review: str) -> Record | None:
    """One copy, None where the journal knows nothing of it. Raises InputError."""
    baseline = kept_baseline(journal, article, review)
    if baseline is None:
        return None
    folder = review_folder(journal, article, review)
    try:
        returned = read_json(folder / RETURNED) or {"files": []}
        files = tuple(_file(each) for each in returned["files"])
        decided = read_json(folder / DECISIONS) or {"decisions": {}}
        decisions = {key: Decision(**each) for key, each in decided["decisions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OSError, InputError) as error:
        raise _damaged(folder, error) from error
    return Record(baseline=baseline, files=files, decisions=decisions)


def keep(journal: Path, record: Record) -> None:
    """Write the record; a file of it that would not change is left alone.

    Raises EnvironmentFailure.
    """
    folder = review_folder(journal, record.baseline.article, record.baseline.review)
    if not (folder / BASELINE).exists():
        write_whole(folder / BASELINE, to_json(record.baseline))
    returned = {
        "schema": SCHEMA,
        "review": record.baseline.review,
        "recipient": record.baseline.recipient,
        "files": [_file_data(each) for each in record.files],
    }
    decisions = {
        "schema": SCHEMA,
        "decisions": {key: _decision_data(each) for key, each in record.decisions.items()},
    }
    for name, content in ((RETURNED, returned), (DECISIONS, decisions)):
        data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        path = folder / name
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data)


def with_file(record: Record, file: ReturnedFile) -> Record:
    """The record with this file in it, once: the same bytes again change nothing."""
    if any(each.sha256 == file.sha256 for each in record.files):
        return record
    return replace(record, files=(*record.files, file))


def decided(record: Record, finding: str, decision: Decision) -> Record:
    """The record with this decision."""
    return replace(record, decisions={**record.decisions, finding: decision})


def decision_on(verdict: Verdict, on: date, reading: int = 1) -> Decision:
    """A decision of this day."""
    return Decision(verdict=verdict, on=on.isoformat(), reading=reading)


# --- as data ----------------------------------------------------------------------------------


def _file_data(file: ReturnedFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "read": file.read,
        "numbers": {str(number): key for number, key in file.numbers.items()},
        "changes": [to_data(each) for each in file.changes],
        "comments": [
            {
                "id": each.id,
                "author": each.hand.author,
                "date": each.hand.date,
                "words": each.words,
                "keys": list(each.keys),
                "quoted": each.quoted,
                "parent": each.parent,
                "done": each.done,
            }
            for each in file.comments
        ],
        "filled": [{"name": each.name, "words": each.words} for each in file.filled],
        "notices": list(file.notices),
    }


def _file(data: dict[str, Any]) -> ReturnedFile:
    return ReturnedFile(
        name=str(data["name"]),
        sha256=str(data["sha256"]),
        read=str(data["read"]),
        numbers={int(number): str(key) for number, key in data["numbers"].items()},
        changes=tuple(from_data(each) for each in data["changes"]),
        comments=tuple(
            Remark(
                id=str(each["id"]),
                hand=Hand(str(each["author"]), str(each["date"])),
                words=str(each["words"]),
                keys=tuple(map(str, each["keys"])),
                quoted=str(each["quoted"]),
                parent=str(each["parent"]),
                done=bool(each["done"]),
            )
            for each in data["comments"]
        ),
        filled=tuple(Filled(**each) for each in data["filled"]),
        notices=tuple(map(str, data["notices"])),
    )


def _decision_data(decision: Decision) -> dict[str, Any]:
    told: dict[str, Any] = {"verdict": decision.verdict, "on": decision.on}
    if decision.reading != 1:
        told["reading"] = decision.reading
    if decision.applied:
        told["applied"] = decision.applied
    return told


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        f"{shown(path)} cannot be read: {error}",
        hint="put it back from a backup, or move it away and read the returned copy again",
    )
