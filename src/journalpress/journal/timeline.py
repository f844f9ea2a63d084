"""History lines → when each published text was in force: from, until, ended and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Period:
    """What one line `published` put out: `line` as it stands in the history.

    `until` is the last day that was printed on it, None where an old line does not say. `ended`
    is the day on which the last of its files was taken back, or replaced by another of the same
    name; None while one is out.
    """

    line: Mapping[str, Any]
    since: date
    until: date | None
    ended: date | None
    why: str

    @property
    def files(self) -> Mapping[str, str]:
        """Path below the published folder → SHA-256."""
        return files_of(self.line)

    def is_in_force(self, day: date) -> bool:
        """Whether it could be handed out on this day."""
        begun = self.since <= day and (self.ended is None or day < self.ended)
        return begun and (self.until is None or day <= self.until)


@dataclass(slots=True)
class _Open:
    line: Mapping[str, Any]
    since: date
    left: set[str]
    ends: list[tuple[date, str]] = field(default_factory=list)


def periods(history: Iterable[Mapping[str, Any]]) -> tuple[Period, ...]:
    """One Period for each line `published`, in the order of the lines; others only end them.

    A line whose day cannot be read counts for nothing.
    """
    begun: list[_Open] = []
    holder: dict[str, _Open] = {}
    for line in history:
        day, event = day_of(line.get("as_of")), line.get("event")
        if day is None or event not in ("published", "retired"):
            continue
        for path in files_of(line):
            if (out := holder.pop(path, None)) is not None:
                out.left.discard(path)
                out.ends.append((day, str(line.get("why", "")) if event == "retired" else ""))
        if event == "published":
            out = _Open(line, day, set(files_of(line)))
            begun.append(out)
            holder.update(dict.fromkeys(out.left, out))
    return tuple(_closed(each) for each in begun)


def files_of(line: Mapping[str, Any]) -> Mapping[str, str]:
    """The files that a history line names, path → SHA-256; none where it names none."""
    files = line.get("files")
    return {str(path): str(one) for path, one in files.items()} if isinstance(files, dict) else {}


def day_of(value: object) -> date | None:
    """The day that a history line holds; None where it holds none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _closed(out: _Open) -> Period:
    ended, why = max(out.ends) if out.ends and not out.left else (None, "")
    return Period(out.line, out.since, day_of(out.line.get("until")), ended, why)
