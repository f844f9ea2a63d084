"""archive/: what was published, each PDF and the sources it was made of, kept by digest.

A file is put there when it is published, because afterwards its source is edited. What was taken
back longer ago than the journal keeps it goes; what the history does not name is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.batch.holdings import Holding
from journalpress.batch.records import read_file
from journalpress.digests import sha256
from journalpress.errors import EnvironmentFailure
from journalpress.files import write_whole
from journalpress.journal.kept import archive_path, sources_of
from journalpress.journal.timeline import day_of, files_of, periods

KEPT = ".pdf"
"""Of what was published, the leaflets are kept: every other format can be made of the sources."""


def keep(
    journal: Path, out: Path, holdings: Iterable[Holding], sources: Mapping[str, str]
) -> tuple[str, ...]:
    """Put into the archive what it lacks; returns where each now lies, below the journal.

    `sources` are files of the journal with their SHA-256. What was changed since, by whomever, is
    not what was published, and is not kept. Raises EnvironmentFailure.
    """
    wanted = [(out, each.path, each.sha256) for each in holdings if each.path.endswith(KEPT)]
    wanted += [(journal, path, digest) for path, digest in sources.items()]
    kept: list[str] = []
    for folder, path, digest in wanted:
        if (journal / archive_path(path, digest)).exists():
            continue
        data = read_file(folder / path)
        if data is not None and sha256(data) == digest:
            kept.append(archive_path(path, digest))
            write_whole(journal / kept[-1], data)
    return tuple(kept)


def prune(
    journal: Path, history: tuple[Mapping[str, Any], ...], *, years: int, as_of: date
) -> tuple[str, ...]:
    """Remove what was taken back more than `years` before this day; returns what, sorted.

    No day counts that is later than the newest line of the history was written: looking ahead
    removes nothing. Raises EnvironmentFailure.
    """
    written = [day for line in history if (day := day_of(str(line.get("at", ""))[:10]))]
    if not written:
        return ()
    last = _years_before(min(as_of, max(written)), years)
    ends = _ends(history)
    gone = sorted(path for path, ended in ends.items() if ended is not None and ended < last)
    removed = [path for path in gone if (journal / path).exists()]
    for path in removed:
        try:
            (journal / path).unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise EnvironmentFailure(
                f"cannot remove {journal / path}: {reason}",
                hint="ask for the right to remove files there; nothing else was lost",
            ) from error
    return tuple(removed)


def _ends(history: Iterable[Mapping[str, Any]]) -> dict[str, date | None]:
    """Where each file that the history names is kept → when the last that needed it was taken back.

    None while one is out.
    """
    ends: dict[str, date | None] = {}
    for period in periods(history):
        for path in _needs(period.line):
            before = ends.get(path, date.min)
            if before is None or period.ended is None:
                ends[path] = None
            else:
                ends[path] = max(before, period.ended)
    return ends


def _needs(line: Mapping[str, Any]) -> Iterator[str]:
    for files in (files_of(line), sources_of(line)):
        for path, digest in files.items():
            yield archive_path(path, digest)


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a 29th that is none."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
