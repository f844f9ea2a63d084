"""The records of all imports, imports/<slug>.json: which page became which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journalpress.errors import InputError
from journalpress.files import write_whole
from journalpress.journal.load import IMPORTS, Journal, read_optional, shown
from journalpress.readers.imports import Sidecar, read_sidecar, write_sidecar


@dataclass(frozen=True, slots=True)
class Records:
    """Every record by slug; `unreadable` says of the others what is wrong."""

    found: Mapping[str, Sidecar]
    unreadable: Mapping[str, InputError]

    def of(self, slug: str) -> Sidecar | None:
        """The record of this article, None where there is none. Raises InputError."""
        if slug in self.unreadable:
            raise self.unreadable[slug]
        return self.found.get(slug)

    def with_record(self, slug: str, record: Sidecar) -> Records:
        """The same with this record."""
        return replace(self, found={**self.found, slug: record})


def record_path(folder: Path, slug: str) -> Path:
    """Where the record of this article lies."""
    return folder / IMPORTS / f"{slug}.json"


def read_records(journal: Journal) -> Records:
    """The records of the journal's articles. Raises EnvironmentFailure."""
    found: dict[str, Sidecar] = {}
    unreadable: dict[str, InputError] = {}
    for slug in journal.entries:
        path = record_path(journal.folder, slug)
        data = read_optional(path, inside=journal.folder)
        if data is None:
            continue
        try:
            found[slug] = read_sidecar(data, file=shown(path))
        except InputError as error:
            unreadable[slug] = error
    return Records(found, unreadable)


def keep_record(folder: Path, slug: str, record: Sidecar) -> None:
    """Write the record. Raises EnvironmentFailure."""
    write_whole(record_path(folder, slug), write_sidecar(record))
