"""What lies in an output folder and may be handed out, and what was taken back: plain data.

The front desk's page, the manifest and the provenance are all made of this, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

Reason: TypeAlias = Literal["expired", "withdrawn", "replaced", "renamed", "deleted", ""]
"""Why something was taken back; "" where the history has other words for it."""

_BEGINNINGS: tuple[tuple[str, Reason], ...] = (
    ("past its date", "expired"),
    ("withdrawn", "withdrawn"),
    ("replaced", "replaced"),
    ("renamed", "renamed"),
    ("the article was deleted", "deleted"),
)
"""How the words that a history line has for a reason begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's text as a file holds it; `until` is the last day on which it may be given."""

    id: str
    slug: str
    title: str
    version: int
    digest: str
    code: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A file that may be handed out; `path` lies below the output folder, with `/`.

    `book` is the collection's id, "" for a leaflet. `layout` is "" for a format that has none.
    """

    path: str
    sha256: str
    format: str
    layout: str
    book: str
    texts: tuple[Text, ...]

    @property
    def until(self) -> date | None:
        """The last day on which it may be handed out: that of its first text to be due."""
        return min((each.until for each in self.texts if each.until), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A text that may no longer be handed out, since `on`, and why, in words for a person.

    `still_here` are its files that nobody moved away, because their folder is not the published
    one. `title` is "" where only an old history line tells of it.
    """

    id: str
    slug: str
    title: str
    version: int
    code: str
    why: str
    on: date | None = None
    still_here: tuple[str, ...] = ()

    @property
    def reason(self) -> Reason:
        """The reason that these words give."""
        return next((reason for words, reason in _BEGINNINGS if self.why.startswith(words)), "")


def taken_back(
    history: Iterable[Mapping[str, Any]], holdings: Iterable[Holding]
) -> tuple[TakenBack, ...]:
    """Every text that the history says was taken back and that is in none of these files.

    In the order in which it happened; a text that was taken back twice counts once, the last time.
    Books are left out: the articles in them speak for themselves.
    """
    in_force = {text.code for each in holdings for text in each.texts}
    found: dict[tuple[str, str], TakenBack] = {}
    for line in history:
        code = str(line.get("code") or "")
        if line.get("event") != "retired" or not code or code in in_force:
            continue
        text = TakenBack(
            id=str(line.get("id", "")),
            slug=str(line.get("slug", "")),
            title=str(line.get("title", "")),
            version=_whole(line.get("version")),
            code=code,
            why=str(line.get("why", "")),
            on=_day(line.get("as_of")),
        )
        found.pop((text.id, code), None)
        found[text.id, code] = text
    return tuple(found.values())


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
