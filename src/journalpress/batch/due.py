"""Jobs, and what the ledger knows of their files → those that must be made and why, the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from journalpress.batch.contentkey import why_made
from journalpress.batch.ledger import State
from journalpress.batch.plan import Job
from journalpress.batch.records import Record


@dataclass(frozen=True, slots=True)
class Due:
    """A file to make: its job, its content key, and why it is made, in words for a person."""

    job: Job
    key: str
    why: str


@dataclass(frozen=True, slots=True)
class Work:
    """What an export has to do: the files that are `due`, and those that stand as they are."""

    due: tuple[Due, ...]
    kept: tuple[Job, ...]


def what_is_due(
    jobs: Sequence[Job],
    key_of: Callable[[Job], str],
    records: Mapping[str, Record],
    states: Mapping[str, State],
    *,
    force: bool = False,
) -> Work:
    """The files that are not as they must be.

    `states` says how the recorded files lie in the folder now. With `force` every file is due.
    """
    due: list[Due] = []
    kept: list[Job] = []
    for job in jobs:
        key = key_of(job)
        why = _why(key, records.get(job.path), states.get(job.path, "missing"), force=force)
        if why:
            due.append(Due(job, key, why))
        else:
            kept.append(job)
    return Work(tuple(due), tuple(kept))


def _why(key: str, record: Record | None, state: State, *, force: bool) -> str:
    if record is None:
        return "it was not made before"
    match state:
        case "missing":
            return "its file is gone"
        case "touched":
            return "somebody changed its file"
        case "whole":
            return "--force asks for it" if force else why_made(record.key, key)
