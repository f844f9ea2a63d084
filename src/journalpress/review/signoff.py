"""The sign-off of a returned copy → who signed it, how, and whether that covers today's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from journalpress.edition.review_words import CATALOGUE
from journalpress.inspect.returned.types import Filled
from journalpress.review.findings import Finding
from journalpress.review.rebase import differing_blocks
from journalpress.review.record import Record
from journalpress.review.today import Today

Answer: TypeAlias = Literal["approve", "once changed", "refuse", ""]
"""What was ticked; "" where that cannot be told."""

_ANSWERS: tuple[Answer, ...] = ("approve", "once changed", "refuse")
_BOX = "☐"
_TICKS = re.compile(r"^[\s☒☑✓✔✗✘xX×\[\]()*•-]+(?=\S)")
_CELLS = ("name", "role", "qualification", "decision", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One line of the sign-off as it was filled in; `on` is None where the date is unclear."""

    name: str
    role: str
    qualification: str
    answer: Answer
    on: date | None
    written_date: str


def signatures_in(filled: Sequence[Filled]) -> tuple[Signature, ...]:
    """The lines of the sign-off that somebody filled in, from the top."""
    rows: dict[int, dict[str, str]] = {}
    for each in filled:
        found = re.fullmatch(r"sign_(\d+)_(\d+)", each.name)
        if found and int(found[2]) < len(_CELLS):
            rows.setdefault(int(found[1]), {})[_CELLS[int(found[2])]] = each.words
    return tuple(_signature(row) for _, row in sorted(rows.items()))


def _signature(row: Mapping[str, str]) -> Signature:
    written = row.get("date", "")
    return Signature(
        name=row.get("name", ""),
        role=row.get("role", ""),
        qualification=row.get("qualification", ""),
        answer=answer_in(row.get("decision", "")),
        on=day_in(written),
        written_date=written,
    )


def answer_in(words: str) -> Answer:
    """What was ticked in the cell of decisions: the one line whose ☐ is gone."""
    chosen: set[Answer] = set()
    for line in words.split("\n"):
        if _BOX in line or not line.strip():
            continue
        said = _TICKS.sub("", line).strip().casefold()
        for catalogue in CATALOGUE.values():
            offered = [each.replace(_BOX, "").strip().casefold() for each in catalogue.decisions]
            chosen.update(
                answer for answer, each in zip(_ANSWERS, offered, strict=True) if said == each
            )
    return chosen.pop() if len(chosen) == 1 else ""


def day_in(words: str) -> date | None:
    """A date as people write it: 2026-06-01, 1.6.2026, 01/06/2026 (the day first), 1 June 2026."""
    text = " ".join(words.split())
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})", text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})\.? ([^\W\d]+)\.? (\d{4})", text):
        month = _month(found[2])
        return _day(int(found[3]), month, int(found[1])) if month else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """The month of this name in one of the catalogue's languages, 0 where there is none."""
    from babel.dates import get_month_names

    wanted = word.casefold()
    for lang in CATALOGUE:
        for width in ("wide", "abbreviated"):
            names: Mapping[int, str] = get_month_names(width, locale=lang.replace("-", "_"))
            for number, name in names.items():
                if wanted == name.casefold().rstrip("."):
                    return number
    return 0


def uncovered(
    signature: Signature, record: Record, findings: Sequence[Finding], today: Today
) -> str:
    """Why this signature does not cover the article as it stands today; "" where it does.

    “Approve” is of the text that was sent. “Approve once changed” is of that text with what the
    copy asks for, all of it and nothing else.
    """
    if signature.answer == "refuse":
        return f"{signature.name} did not approve the text"
    if not signature.answer:
        return f"it is not clear what {signature.name or 'the reviewer'} decided"
    ours = differing_blocks(record.baseline, today)
    if signature.answer == "approve":
        return f"the text is not the one that {signature.name} signed" if ours else ""
    mine = [each for each in findings if each.baseline.review == record.baseline.review]
    missing = [
        each
        for each in mine
        if each.change
        and each.state != "there"
        and not (each.decision and each.state in ("hand", "lost"))
    ]
    if missing:
        return f"not all that {signature.name} asked for is in the article ({missing[0].id})"
    asked = {key for each in mine for key in each.keys}
    if ours - asked:
        return f"the text was changed where {signature.name} asked for no change"
    return ""
