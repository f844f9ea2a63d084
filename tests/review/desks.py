"""An article on the desk in a line, a copy of it, and the same copy after somebody edited it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from journalpress.journal import load_journal
from journalpress.passage import Passage
from journalpress.review.change import Change
from journalpress.review.compare import compare
from journalpress.review.desk import Desk, desk_of
from journalpress.review.findings import Finding, findings_in
from journalpress.review.record import Decision, Record, ReturnedFile
from journalpress.reviewcopy import Baseline
from tests.journals import write_journal
from tests.review.copies import returned, said, unedited

DAY = date(2026, 6, 1)
SOURCES = """references:
  - id: a
    raw: "Dewi A. Lupus. 2020."
  - id: b
    title: Tablets
    issued: "2021"
  - id: c
    raw: "Lind C. Rest. 2022."
"""


def desk(folder: Path, body: str, front: str = SOURCES) -> Desk:
    """The desk of a journal with this one article, `lupus`."""
    text = f"---\nid: lupus\ntitle: Living with lupus\nlang: en-GB\n{front}---\n{body}"
    made = load_journal(write_journal(folder, lupus=text))
    return desk_of(made, made.entries["lupus"], DAY)


def source_of(desk: Desk) -> str:
    """The article's file as text."""
    return desk.entry.path.read_text("utf-8")


def rewritten(desk: Desk, old: str, new: str) -> Desk:
    """The desk after an editor wrote `new` in place of `old` in the article's file."""
    path = desk.entry.path
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    made = load_journal(desk.journal.folder)
    return desk_of(made, made.entries["lupus"], DAY)


def sent(desk: Desk) -> Baseline:
    """What a copy says that leaves today."""
    return desk.today(desk.article).baseline


def key_of(baseline: Baseline, words: str) -> str:
    """The key of the block that begins with these words."""
    return next(each.key for each in baseline.blocks if each.text.startswith(words))


def came_back(baseline: Baseline, changed: Mapping[str, str | Passage], name: str = "x") -> Record:
    """The record of a copy in which the blocks that begin so say something else, in silence."""
    baseline = replace(baseline, recipient=name, review=f"{baseline.review}{name}")
    paragraphs = list(unedited(baseline))
    for start, now in changed.items():
        at = next(n for n, each in enumerate(baseline.blocks) if each.text.startswith(start))
        new = said(now) if isinstance(now, str) else now
        paragraphs[at] = replace(paragraphs[at], passage=new, hands=(-1,) * len(new))
    return record(baseline, compare(returned(tuple(paragraphs)), baseline), name)


def record(baseline: Baseline, changes: Sequence[Change], name: str = "x") -> Record:
    """The record of a copy with these changes."""
    numbers = {each.level: each.key for each in baseline.blocks if each.kind == "reference"}
    file = ReturnedFile(
        name=f"{name}.docx", sha256=name, read="2026-06-01", numbers=numbers,
        changes=tuple(changes),
    )  # fmt: skip
    return Record(baseline=baseline, files=(file,))


def accepted(records: Sequence[Record], desk: Desk) -> tuple[Finding, ...]:
    """The findings of these copies, every one accepted."""
    yes = Decision(verdict="accepted", on="2026-06-01")
    found = findings_in(records, desk.today(desk.article))
    return tuple(replace(each, decision=yes) for each in found)
