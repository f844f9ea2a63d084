"""PubMed's own format (.nbib, MEDLINE) → Sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journalpress.model import Name, Source
from journalpress.readers.described import Described, family_first, iso_date
from journalpress.readers.findings import Findings
from journalpress.readers.tagged import Record, add_line, tagged_lines

_LINE = re.compile(r"(?=.{4}-)(?P<tag>[A-Z][A-Z0-9]{1,3}) *- ?(?P<rest>.*)")
_DOI = re.compile(r"(\S+) \[doi\]")

_KEPT_WORDS = "PMID TI BTI TT FAU AU CN FED ED TA JT DP VI IP PG LID AID EN PB PL"
KEPT = tuple(_KEPT_WORDS.split())
"""The tags that are read; the others hold what no reference of ours prints."""


def read_nbib(text: str, findings: Findings) -> Sequence[tuple[Source | None, int, bool]]:
    """Each record's source, its line, and False: PubMed gives no ids but its numbers."""
    return [
        _source(each, number, findings) for number, each in enumerate(_records(text, findings), 1)
    ]


def _records(text: str, findings: Findings) -> list[Record]:
    found: list[Record] = []
    for number, tag, rest in tagged_lines(text, _LINE):
        if tag == "PMID" or (tag and not found):
            found.append(Record(number))
        if found and (tag or not rest.strip() or rest.startswith("  ")):
            add_line(found[-1], number, tag, rest)
        elif rest.strip():
            _note_stray(number, findings)
    for record in found:
        for number in record.stray:
            _note_stray(number, findings)
    return found


def _note_stray(number: int, findings: Findings) -> None:
    findings.note(
        "JP019",
        "this line is not of PubMed's format",
        "in PubMed choose Cite or Send to, then Citation manager, and save the file as it is",
        line=number,
    )


def _source(record: Record, number: int, findings: Findings) -> tuple[Source | None, int, bool]:
    found = Described(record.line)
    is_book = record.first("BTI") is not None
    is_chapter = is_book and record.first("TI") is not None
    found.say("type", "chapter" if is_chapter else "book" if is_book else "article-journal")

    def say(name: str, *tags: str) -> None:
        if (value := record.first(*tags)) is not None:
            found.say(name, value.text, value.line)

    if (title := record.first("TI", "BTI", "TT")) is not None:
        found.say("title", _without_stop(title.text), title.line)
    say("container-title", *(("BTI",) if is_chapter else () if is_book else ("TA", "JT")))
    if people := record.all("FAU") or record.all("AU"):
        bodies = record.all("CN")
        names = (_name(each.text, full=each.tag == "FAU") for each in people)
        found.people(
            "author", (*names, *(Name(literal=each.text) for each in bodies)), people[0].line
        )
    elif bodies := record.all("CN"):
        found.people("author", (Name(literal=each.text) for each in bodies), bodies[0].line)
    if editors := record.all("FED") or record.all("ED"):
        named = (_name(each.text, full=each.tag == "FED") for each in editors)
        found.people("editor", named, editors[0].line)
    if (day := record.first("DP")) is not None:
        found.say("issued", iso_date(day.text), day.line)
    say("volume", "VI")
    say("issue", "IP")
    say("page", "PG")
    say("edition", "EN")
    say("publisher", "PB")
    say("publisher-place", "PL")
    for value in record.all("LID", "AID"):
        if doi := _DOI.search(value.text):
            found.say("DOI", doi[1], value.line)
    say("PMID", "PMID")
    return found.source(f"record-{number}", findings), record.line, False


def _name(text: str, *, full: bool) -> Name:
    """`Müller, Fabian` of FAU; `Muller F` of AU, whose last word is the initials."""
    if full:
        return family_first(text)
    family, _, initials = text.rpartition(" ")
    return Name(family, " ".join(initials)) if family else Name(literal=text)


def _without_stop(title: str) -> str:
    """PubMed closes every title with a stop, which the reference sets by itself."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title
