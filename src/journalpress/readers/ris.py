"""RIS (EndNote, Mendeley, Zotero, publishers' pages) → Sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from journalpress.model import Source
from journalpress.readers.described import Described, family_first, iso_date, page_range
from journalpress.readers.findings import Findings
from journalpress.readers.tagged import Record, Value, add_line, tagged_lines

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?:\s(?P<rest>.*)|(?P<none>$))")
_HEADING = re.compile(r"(?:Provider|Database|Content):")
"""What some publishers write above the first record."""
_TYPES = MappingProxyType(
    {
        **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR"), "article-journal"),
        **dict.fromkeys(("ELEC", "BLOG", "ICOMM", "WEB"), "webpage"),
        **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), "book"),
        **dict.fromkeys(("CHAP", "ECHAP", "CPAPER", "CONF", "DICT", "ENCYC"), "chapter"),
        **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    }
)
"""RIS's types → CSL's; every other is a document."""

_KEPT_WORDS = (
    "TY ID T1 TI CT BT T2 JO JF JA J2 AU A1 A2 A3 ED PY Y1 DA Y2 VL IS SP EP PB CY PP ET DO UR "
    "L2 M1 C7"
)
KEPT = tuple(_KEPT_WORDS.split())
"""The tags that are read; the others hold what no reference of ours prints."""


def read_ris(text: str, findings: Findings) -> Sequence[tuple[Source | None, int, bool]]:
    """Each record's source, its line, and whether it brings its own id."""
    return [
        _source(each, number, findings) for number, each in enumerate(_records(text, findings), 1)
    ]


def _records(text: str, findings: Findings) -> list[Record]:
    found: list[Record] = []
    record: Record | None = None
    for number, tag, rest in tagged_lines(text, _LINE):
        if tag == "TY":
            if record is not None:
                _note_open(record, findings)
            record = Record(number)
            found.append(record)
        if tag == "ER":
            record = None
        elif record is not None:
            add_line(record, number, tag, rest or "")
        elif (tag or rest.strip()) and not _HEADING.match(rest):
            findings.note(
                "JP019",
                "this line belongs to no record",
                "a record begins with “TY  - JOUR” and ends with “ER  - ”",
                line=number,
            )
    if record is not None:
        _note_open(record, findings)
    return found


def _note_open(record: Record, findings: Findings) -> None:
    findings.note(
        "JP019",
        "the record that begins here has no end, so it may have lost lines",
        "export it again, or close it with “ER  - ”",
        line=record.line,
    )


def _source(record: Record, number: int, findings: Findings) -> tuple[Source | None, int, bool]:
    found = Described(record.line)
    kind = record.first("TY")
    of = _TYPES.get(kind.text.upper() if kind else "", "document")
    found.say("type", of, record.line)

    def say(name: str, *tags: str) -> None:
        if (value := record.first(*tags)) is not None:
            found.say(name, value.text, value.line)

    say("title", "TI", "T1", *(("BT", "CT") if of == "book" else ("CT",)))
    if of == "article-journal":
        say("container-title", "JA", "J2", "JO", "T2", "JF")
    elif of != "book":
        say("container-title", "T2", "BT", "JO", "JF")
    for name, tags in (("author", ("AU", "A1")), ("editor", _editor_tags(of))):
        people = record.all(*tags)
        if people:
            found.people(name, (family_first(each.text) for each in people), people[0].line)
    if (issued := _issued(record)) is not None:
        found.say("issued", iso_date(issued.text), issued.line)
    if (accessed := record.first("Y2")) is not None:
        found.say("accessed", iso_date(accessed.text), accessed.line)
    say("volume", "VL")
    say("number" if of == "report" else "issue", "IS", "M1")
    start, end = record.first("SP"), record.first("EP")
    if start is not None:
        is_range = end is not None and end.text != start.text and "-" not in page_range(start.text)
        pages = f"{start.text}-{end.text}" if end and is_range else start.text
        found.say("page", page_range(pages), start.line)
    say("page", "C7")
    say("publisher", "PB")
    say("publisher-place", "CY", "PP")
    say("edition", "ET")
    say("DOI", "DO")
    for value in record.all("UR", "L2"):
        found.say("URL", value.text.split(";")[0].strip(), value.line)
    key = record.first("ID")
    own = key is not None and bool(key.text.strip())
    return found.source(key.text if key and own else f"record-{number}", findings), record.line, own


def _issued(record: Record) -> Value | None:
    """The day, where it is one of the year that is named; else the year."""
    year, day = record.first("PY", "Y1"), record.first("DA")
    if year is None:
        return day
    return day if day and day.text.startswith(year.text[:4]) else year


def _editor_tags(of: str) -> tuple[str, ...]:
    return ("A2", "ED", "A3") if of in ("book", "chapter") else ("ED", "A2")
