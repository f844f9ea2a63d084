"""What a review's reports tell of: one article, its copies that came back, the findings."""

from __future__ import annotations

from dataclasses import dataclass

from journalpress.review.findings import Finding
from journalpress.review.record import Record
from journalpress.review.today import Today


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article with its copies. `findings` are of all of them, copy by copy in reading order."""

    slug: str
    title: str
    lang: str
    today: Today
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
