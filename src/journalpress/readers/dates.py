"""A line such as `17 Jun 2026 · 11 min read` → its date, its reading time, its author.

Only dates that can be read in one way are read: ISO, and English names of months. `06/07/2026` is
the sixth of July to one reader and the seventh of June to the next, so it is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

PartKind: TypeAlias = Literal["published", "reviewed", "updated", "reading", "author", "unclear"]

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2}) ([A-Za-z]+)\.? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2}), (\d{4})")
_UNCLEAR = re.compile(r"\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}\.? \w+\.? \d{4}")
_READING = re.compile(
    r"(?:reading time:? )?(?:about |approx\.? )?\d{1,3}[ -]?min(?:ute)?s?(?: read(?:ing time)?)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<published>(?:first )?(?:published|posted)(?: on)?|date)"
    r"|(?P<updated>(?:last )?(?:updated|modified)(?: on)?)"
    r"|(?P<reviewed>(?:last |medically |clinically )?reviewed(?: on)?)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:written )?by:? (?P<name>[^.!?]*\w(?:\.[^.!?]*\w)*)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[·|•]\s*|\s[—–-]\s")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a date line: `words` as printed, with the separator before it; what it says."""

    kind: PartKind
    words: str
    column: int
    day: date | None = None
    name: str = ""


def parse_date(text: str) -> date | None:
    """The day that these words name, if they name one and can be read in no other way."""
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(each) for each in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), _MONTH.get(found[2].lower(), 0), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = int(found[2]), _MONTH.get(found[1].lower(), 0), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date_line(text: str) -> tuple[Part, ...]:
    """The parts of a date line; nothing at all where any part of it is something else."""
    if len(text) > _LONGEST:
        return ()
    parts: list[Part] = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _SEPARATOR.finditer(text)), (-1, -1)]:
        whole = text[start:] if end < 0 else text[start:end]
        separator = parts[-1].column + len(parts[-1].words) if parts else 0
        part = _part(whole.strip(), text[separator : len(text) if end < 0 else end], separator)
        if part is None:
            return ()
        parts.append(part)
        start = following
    return tuple(parts)


def _part(text: str, words: str, column: int) -> Part | None:
    if _READING.fullmatch(text):
        return Part("reading", words, column)
    label = _LABEL.match(text)
    rest = text[label.end() :].lstrip(": ") if label else text
    kind: PartKind = "published"
    if label and label["updated"]:
        kind = "updated"
    elif label and label["reviewed"]:
        kind = "reviewed"
    if day := parse_date(rest):
        return Part(kind, words, column, day)
    if _UNCLEAR.fullmatch(rest):
        return Part("unclear" if kind == "published" else "updated", words, column)
    author = _AUTHOR.fullmatch(text)
    if author and len(text.split()) <= 8:
        return Part("author", words, column, name=author["name"].strip())
    return None
