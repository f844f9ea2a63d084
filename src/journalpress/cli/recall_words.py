"""What a list of retractions says of a journal, as lines for a person, as rows, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.cli.talk import count
from journalpress.csl.item import csl_item
from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_texts
from journalpress.edition.types import House
from journalpress.edition.wording import wording_for
from journalpress.identifiers import Numbers
from journalpress.journal.recall import Citing, HeldText, Recalled, RecallReport, Unknown
from journalpress.journal.retractions import Notice
from journalpress.model import Prose, Source

RECALL_COLUMNS = (
    "verdict", "reference", "DOI", "PMID", "notices", "article", "title", "version", "code",
    "number", "today", "in_force", "published", "printed_copies",
)  # fmt: skip
VERDICTS = {
    "retracted": "RETRACTED",
    "concern": "EXPRESSION OF CONCERN",
    "corrected": "CORRECTED",
    "reinstated": "REINSTATED",
    "noticed": "A NOTICE",
}
MAYBE = {
    "retracted": "MAY BE RETRACTED",
    "concern": "MAY HAVE AN EXPRESSION OF CONCERN",
    "corrected": "MAY BE CORRECTED",
    "reinstated": "MAY BE REINSTATED",
    "noticed": "MAY HAVE A NOTICE",
}
"""The same of a paper that was found by its title alone."""


def recall_lines(report: RecallReport, day: date, words: Mapping[Source, str]) -> Iterator[str]:
    """The findings, what is unknown, and the texts of each."""
    for each in report.recalled:
        verdicts = MAYBE if each.may_be_another else VERDICTS
        yield f"{verdicts[each.verdict]}  {words[each.source]}"
        for notice in each.notices:
            yield f"  notice     {_told(notice, each)}"
        for citing in each.texts:
            yield f"  article    {_cited(citing, day)}"
        yield ""
    yield from _unknown_lines(
        "UNKNOWN  these have neither DOI nor PMID, so no list can tell of them",
        report.unknown,
        words,
    )
    yield from _unknown_lines(
        "NOT PAPERS  web pages, guidelines and reports, of which no list tells: look at each, "
        "whether it still stands",
        report.not_papers,
        words,
    )
    if report.lost:
        yield "UNKNOWN  these texts were handed out, and no copy of their sources is kept"
        for text in report.lost:
            yield f"  {_text(text, day)}"
        yield ""


def _unknown_lines(
    head: str, sources: tuple[Unknown, ...], words: Mapping[Source, str]
) -> Iterator[str]:
    if not sources:
        return
    yield head
    for each in sources:
        slugs = dict.fromkeys(citing.text.slug for citing in each.texts)
        yield f"  {words[each.source]}  ({', '.join(slugs)})"
    yield ""


def _told(notice: Notice, of: Recalled) -> str:
    reasons = f": {'; '.join(notice.reasons)}" if notice.reasons else ""
    where = f", doi: {notice.doi}" if notice.doi else ""
    by = ", found by its title alone: compare it" if notice.by == "title" else ""
    paper = (
        f" of the paper with the {notice.by} {notice.number}" if of.numbers.may_be_of_two else ""
    )
    return f"{notice.on or 'on a day not known'} {notice.nature}{paper}{reasons}{where}{by}"


def _cited(citing: Citing, day: date) -> str:
    use = citing.use
    how = f" as {use.number}" if use.number else ""
    return _text(citing.text, day, how if use.times else f"{how}, listed, not cited")


def _text(text: HeldText, day: date, how: str = "") -> str:
    said = [f"{text.slug}{how}"]
    if text.version:
        said.append(f"version {text.version}{f' ({text.code})' if text.code else ''}")
    if text.is_today:
        said.append("today’s text")
    if text.is_in_force(day):
        said.append("in force")
    elif text.out:
        last = text.out[-1]
        said.append(
            f"out from {text.out[0].since} to {last.ended or last.until or 'a day not known'}"
        )
    said += [
        f"printed {each.on or ''} {count(each.copies, 'copy', 'copies')} on {each.printer}"
        for each in text.printed
    ]
    return ", ".join(said)


def recall_rows(
    report: RecallReport, day: date, words: Mapping[Source, str]
) -> Iterator[tuple[object, ...]]:
    """A row for each text that lists a source with a notice, or an unknown one."""
    for each in report.recalled:
        told = "; ".join(_told(notice, each) for notice in each.notices)
        for citing in each.texts:
            verdict = f"{'may be ' if each.may_be_another else ''}{each.verdict}"
            yield _recall_row(verdict, each, told, citing, day, words)
    for verdict, sources in (("unknown", report.unknown), ("not a paper", report.not_papers)):
        for unknown in sources:
            for citing in unknown.texts:
                yield _recall_row(verdict, unknown, "", citing, day, words)
    for text in report.lost:
        yield ("unknown", "", "", "", "no copy is kept", *_text_cells(text, "", day))


def _recall_row(
    verdict: str,
    of: Recalled | Unknown,
    told: str,
    citing: Citing,
    day: date,
    words: Mapping[Source, str],
) -> tuple[object, ...]:
    number = citing.use.number or ""
    numbers = of.numbers if isinstance(of, Recalled) else Numbers()
    dois, pmids = "; ".join(numbers.dois), "; ".join(numbers.pmids)
    return (verdict, words[of.source], dois, pmids, told, *_text_cells(citing.text, number, day))


def _text_cells(text: HeldText, number: object, day: date) -> tuple[object, ...]:
    published = "; ".join(f"{each.since} to {each.ended or each.until or ''}" for each in text.out)
    return (
        text.slug, text.title, text.version, text.code, number, "yes" if text.is_today else "no",
        "yes" if text.is_in_force(day) else "no", published,
        sum(each.copies for each in text.printed),
    )  # fmt: skip


def recall_json(
    report: RecallReport, file: Path, day: date, words: Mapping[Source, str]
) -> dict[str, Any]:
    """Everything that was found and not found, with the list that was asked."""
    listed = report.listed
    return {
        "schema": 1,
        "list": {
            "file": file.name,
            "rows": listed.rows,
            "unread_rows": listed.unread,
            "newest": _iso(listed.newest),
        },
        "on": day.isoformat(),
        "recalled": [
            {
                "verdict": each.verdict,
                "may_be_another": each.may_be_another,
                "source": csl_item(each.known),
                "reference": words[each.source],
                "notices": [_notice_json(notice) for notice in each.notices],
                "texts": [_citing_json(citing, day) for citing in each.texts],
            }
            for each in report.recalled
        ],
        "unknown": [_unknown_json(each, day, words) for each in report.unknown],
        "not_papers": [_unknown_json(each, day, words) for each in report.not_papers],
        "not_listed": report.unlisted,
        "texts_not_kept": [_text_json(each, day) for each in report.lost],
        "unread_articles": list(report.unread),
    }


def _unknown_json(unknown: Unknown, day: date, words: Mapping[Source, str]) -> dict[str, Any]:
    return {
        "source": csl_item(unknown.known),
        "reference": words[unknown.source],
        "texts": [_citing_json(citing, day) for citing in unknown.texts],
    }


def _notice_json(notice: Notice) -> dict[str, Any]:
    return {
        "nature": notice.nature,
        "on": _iso(notice.on),
        "reasons": list(notice.reasons),
        "doi": notice.doi,
        "record": notice.record,
        "title": notice.title,
        "found_by": notice.by,
        "number": notice.number,
    }


def _citing_json(citing: Citing, day: date) -> dict[str, Any]:
    use = citing.use
    return {
        **_text_json(citing.text, day),
        "key": use.key,
        "number": use.number,
        "times_cited": use.times,
    }


def _text_json(text: HeldText, day: date) -> dict[str, Any]:
    return {
        "article": text.slug,
        "id": text.id,
        "title": text.title,
        "version": text.version,
        "code": text.code,
        "today": text.is_today,
        "in_force": text.is_in_force(day),
        "published": [
            {"from": _iso(each.since), "until": _iso(each.until), "ended": _iso(each.ended),
             "files": sorted(each.files)}
            for each in text.out
        ],
        "printed": [
            {"on": _iso(each.on), "copies": each.copies, "printer": each.printer,
             "layout": each.layout}
            for each in text.printed
        ],
    }  # fmt: skip


def source_words(sources: Iterable[Source], house: House, lang: str) -> Mapping[Source, str]:
    """The words of each reference, as they print in this language."""
    listed = tuple(dict.fromkeys(sources))
    printed = reference_texts(listed, wording_for(lang), house.style, lang)
    return {
        source: leaf("text", Prose("", words)).text
        for source, words in zip(listed, printed, strict=True)
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
