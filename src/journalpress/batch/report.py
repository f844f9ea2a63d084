"""A run → its report as JSON, for programs that watch over exports, and the schema of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from journalpress.files import write_whole

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from journalpress.batch.run import Line, Report
    from journalpress.standing import Judged

SCHEMA = 1

Ended: TypeAlias = Literal["whole", "incomplete", "failed", "interrupted"]
"""whole: all that was asked for is there · incomplete: some files are left for a person · failed:
the computer failed, run again · interrupted: somebody stopped it, run again."""

Status: TypeAlias = Literal["done", "cached", "failed", "timeout", "crashed", "memory"]
"""done: made now · cached: made before, nothing changed · the others: not made, and why."""

_STATUS_OF: Mapping[str, Status] = {"JP220": "timeout", "JP221": "crashed", "JP222": "memory"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file; `path` lies below the output folder, `code` and `message` say why it is not there.

    `why` says why it was made, `seconds` are of the clock, `peak_mb` the most memory that its
    worker had until then.
    """

    path: str
    status: Status
    why: str = ""
    code: str = ""
    message: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A file that was taken out of the way: to where, and why."""

    path: str
    now: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An article that may not go out, and the codes of the reasons."""

    slug: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What an export did. `as_of` is the day that counted, `seconds` are of the clock."""

    schema: int = SCHEMA
    program: str
    journal: str
    as_of: date
    ended: Ended
    exit_code: int
    seconds: float
    workers: int
    done: int
    cached: int
    failed: int
    files: tuple[FileLine, ...] = ()
    retired: tuple[Moved, ...] = ()
    set_aside: tuple[Moved, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    empty_collections: tuple[str, ...] = ()


def told(
    report: Report,
    judged: Mapping[str, Judged],
    *,
    journal: str,
    as_of: date,
    exit_code: int,
    seconds: float,
    workers: int,
) -> RunReport:
    """The report of a run that came to its end."""
    plan = report.plan
    messages = {each.path: each.problems[0].message for each in report.failures}
    refused = dict.fromkeys((*plan.refused, *plan.broken))
    return RunReport(
        program=_version(),
        journal=journal,
        as_of=as_of,
        ended="incomplete" if exit_code else "whole",
        exit_code=exit_code,
        seconds=round(seconds, 3),
        workers=workers,
        done=len(report.written),
        cached=len(report.kept),
        failed=len(report.failures),
        files=tuple(_file(line, messages) for line in report.lines),
        retired=tuple(Moved(path=each.record.path, why=each.why) for each in report.retired),
        set_aside=tuple(Moved(path=each.path, now=each.now) for each in report.set_aside),
        refused=tuple(Refused(slug=slug, codes=_codes(judged[slug])) for slug in refused),
        skipped=plan.skipped,
        withdrawn=plan.withdrawn,
        empty_collections=(*plan.empty, *plan.emptied),
    )


def stopped(
    *,
    journal: str,
    as_of: date,
    exit_code: int,
    seconds: float,
    workers: int,
    done: int,
    failed: int,
) -> RunReport:
    """The report of a run that was cut short: the counts until then."""
    return RunReport(
        program=_version(),
        journal=journal,
        as_of=as_of,
        ended="interrupted" if exit_code == 130 else "failed",
        exit_code=exit_code,
        seconds=round(seconds, 3),
        workers=workers,
        done=done,
        cached=0,
        failed=failed,
    )


def write_report(report: RunReport, path: Path) -> None:
    """Write the report, wholly or not at all. Raises EnvironmentFailure."""
    write_whole(path, _adapter().dump_json(report, indent=1) + b"\n")


def read_report(data: bytes) -> RunReport:
    """The report that this JSON holds. Raises ValueError."""
    return _adapter().validate_json(data, strict=True)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a RunReport."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter().json_schema(mode="serialization"),
        "title": "journalpress run report",
    }


def _file(line: Line, messages: Mapping[str, str]) -> FileLine:
    failed = _STATUS_OF.get(line.code, "failed")
    return FileLine(
        path=line.path,
        status=failed if line.ending == "failed" else line.ending,
        why=line.why,
        code=line.code,
        message=messages.get(line.path, ""),
        seconds=round(line.seconds, 3),
        peak_mb=round(line.peak_mb, 1),
        sha256=line.sha256,
    )


def _codes(judged: Judged) -> tuple[str, ...]:
    reasons = judged.standing.reasons or judged.errors
    return tuple(dict.fromkeys(each.code for each in reasons))


def _version() -> str:
    from importlib.metadata import version

    return f"journalpress {version('journalpress')}"


def _adapter() -> TypeAdapter[RunReport]:
    from pydantic import TypeAdapter

    return TypeAdapter(RunReport)
