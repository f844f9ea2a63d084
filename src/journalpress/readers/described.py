"""What another format says of a source, in CSL's words: so that one reader checks them all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journalpress.model import Name, Source
from journalpress.readers.findings import Findings
from journalpress.readers.sources import source_from
from journalpress.readers.stringtree import Entry, Mapping, Node, Scalar, Sequence

_MONTHS_WORDS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = tuple(_MONTHS_WORDS.split())
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_RANGE = re.compile(r"\s*[-‐‑‒–—]+\s*")


class Described:
    """The fields of one source, as they are met; the first that says something stands."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._fields: dict[str, Node] = {}

    def say(self, name: str, text: str, line: int = 0) -> None:
        """Sets a CSL variable to these words, unless it has some or there are none."""
        if text.strip():
            self._fields.setdefault(name, Scalar(text, line or self._line, quoted=True))

    def people(self, name: str, people: Iterable[Name], line: int = 0) -> None:
        """Sets `author` or `editor`, unless it is set or nobody is named."""
        at = line or self._line
        items = tuple(_person(each, at) for each in people if each != Name())
        if items:
            self._fields.setdefault(name, Sequence(items, at))

    def holds(self, name: str) -> bool:
        """Whether the variable has been set."""
        return name in self._fields

    def source(self, key: str, findings: Findings) -> Source | None:
        """The source, checked as one of CSL-YAML is; None where its id cannot be one."""
        fields = {"id": Scalar(key, self._line, quoted=True), **self._fields}
        entries = tuple(Entry(name, node, node.line) for name, node in fields.items())
        return source_from(Mapping(entries, self._line), findings)


def _person(name: Name, line: int) -> Mapping:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    entries = (Entry(key, Scalar(text, line, quoted=True), line) for key, text in parts.items())
    return Mapping(tuple(each for each in entries if each.value.text), line)  # type: ignore[union-attr]


def family_first(text: str) -> Name:
    """`Müller, Fabian` or `Smith, John, Jr.` taken apart; words without a comma are a body."""
    family, _, given = (part.strip() for part in text.partition(","))
    return Name(family, given) if given else Name(literal=family)


def page_range(text: str) -> str:
    """`687--700` or `687–700` with a plain hyphen."""
    return _RANGE.sub("-", text.strip())


def iso_date(text: str) -> str:
    """`2024`, `2024-02` or `2024-02-17` out of `2024 Feb 17`, `2024/02/17/` and the like.

    A range gives its beginning, a season or a quarter only its year. The words as they are where
    no year can be told, so that the reader of sources names them.
    """
    text = " ".join(text.replace("~", " ").split())
    digits = re.fullmatch(
        r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:/.*| ?T?\d\d:.*)?[-/]*", text
    )
    if digits:
        return _joined(*(int(part) if part else 0 for part in digits.groups()))
    years = _YEAR.findall(text)
    if len(set(years)) != 1:
        # Of `2023 Dec-2024 Jan` the beginning, of `in press` nothing.
        if not re.match(r"\d{4}\b", text):
            return text
        text = text[: text.index(years[-1], 4)]
    rest = text.replace(years[0], " ", 1)
    # A slash opens the end of a range.
    words = re.findall(r"[A-Za-z]+|\d+", re.split(r"\d\s*[-–/]", rest)[0] if "/" in rest else rest)
    months = [MONTHS.index(word[:3].lower()) + 1 for word in words if _is_month(word)]
    days = [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= 31]
    month = months[0] if months else 0
    return _joined(int(years[0]), month, days[0] if month and days and len(months) == 1 else 0)


def month_number(text: str) -> int:
    """1 to 12 out of `feb`, `February` or `2`; 0 where it is no month."""
    text = text.strip(" .")
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return MONTHS.index(text[:3].lower()) + 1 if _is_month(text) else 0


def _is_month(word: str) -> bool:
    return word[:3].lower() in MONTHS


def _joined(year: int, month: int = 0, day: int = 0) -> str:
    parts = [f"{year:04}"]
    if month:
        parts.append(f"{month:02}")
        if day:
            parts.append(f"{day:02}")
    return "-".join(parts)
