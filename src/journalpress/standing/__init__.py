"""The right to be out: who may be handed out today, and who may say so."""

from __future__ import annotations

from journalpress.standing.clock import as_of_date
from journalpress.standing.judge import (
    Judged,
    Standing,
    Verdict,
    judge,
    judge_entry,
    judge_journal,
    neighbours,
)

__all__ = [
    "Judged",
    "Standing",
    "Verdict",
    "as_of_date",
    "judge",
    "judge_entry",
    "judge_journal",
    "neighbours",
]
