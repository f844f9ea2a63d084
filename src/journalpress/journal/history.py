"""history.jsonl: what was approved, published, retired or printed, a line each, only added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from journalpress.errors import EnvironmentFailure, UnreadableJournal
from journalpress.files import append_line, read_whole

HISTORY_FILE = "history.jsonl"
SCHEMA = 1

HistoryEvent: TypeAlias = Literal["approved", "published", "retired", "printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to one article, or to one book (`id` is then the collection's).

    `as_of` is the day that counted; `files` maps paths below the output folder to their SHA-256;
    `more` holds further keys of the line.
    """

    event: HistoryEvent
    as_of: date
    id: str
    slug: str
    version: int = 0
    digest: str = ""
    code: str = ""
    by: str = ""
    role: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def add_event(journal: Path, event: Event) -> None:
    """Add the event to the journal's history. Raises EnvironmentFailure.

    `at` is the only wall-clock time that journalpress ever writes.
    """
    line = {
        "schema": SCHEMA,
        "event": event.event,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "as_of": event.as_of.isoformat(),
        "id": event.id,
        "slug": event.slug,
        "version": event.version,
        "digest": event.digest,
        "code": event.code,
        "by": event.by,
        "role": event.role,
        "files": dict(event.files),
        **event.more,
    }
    append_line(journal / HISTORY_FILE, json.dumps(line, ensure_ascii=False))


def read_history(journal: Path) -> tuple[Mapping[str, Any], ...]:
    """Every line of the journal's history, oldest first; unknown keys are kept.

    A last line torn off by a crash is passed over; any other that is no JSON raises
    UnreadableJournal with its number.
    """
    path = journal / HISTORY_FILE
    try:
        lines = read_whole(path, inside=journal).split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFailure(f"cannot read {path}: {reason}") from error
    events: list[Mapping[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            event = None
        if isinstance(event, dict):
            events.append(event)
        elif number < len(lines) and not _torn(lines, number):
            raise UnreadableJournal(
                f"{path}:{number}: this line is damaged",
                hint="put it back as it was in your last backup; nothing else can tell",
            )
    return tuple(events)


def _torn(lines: list[bytes], number: int) -> bool:
    """Whether the line was cut off in writing: it begins like ours and does not end."""
    line = lines[number - 1]
    return line.startswith(b'{"schema"') and not line.rstrip().endswith(b"}")
