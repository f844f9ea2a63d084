"""Who holds which copy is kept once and for all, and no reviewer's work is written over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.ledger import LEDGER
from journalpress.batch.plan import plan_jobs
from journalpress.batch.reviews import SetAside, keep_baseline
from journalpress.batch.run import Report, run_plan
from journalpress.errors import JournalPressError
from journalpress.journal.load import Journal
from journalpress.journal.reviews import BASELINE, SENT
from journalpress.reviewcopy import Baseline, ReviewCopy, baseline_of, block_of, from_json
from journalpress.writers.docx.baseline import baseline_in
from tests.journals import AS_OF, in_force, journal_of, judged_of, with_articles

LATER = date(2026, 12, 24)
OKAFOR = ReviewCopy("Dr Okafor")


def send(journal: Journal, *copies: ReviewCopy, as_of: date = AS_OF) -> Report:
    """The Word copies of a journal, in its own output folder."""
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("docx",), copies=copies or (ReviewCopy(),))
    return run_plan(plan, journal, judged, journal.folder / "out", as_of=as_of)


def baseline() -> Baseline:
    """A small one."""
    blocks = (block_of("p1", "text", "Words"),)
    return baseline_of(article="gout", version=1, digest="ab", recipient="Dr A", blocks=blocks)


def test_a_named_reviewers_copy_is_known_to_the_journal(tmp_path: Path) -> None:
    """The baseline that the copy carries, and who holds it since when."""
    journal = journal_of(tmp_path, in_force("gout"))

    report = send(journal, OKAFOR, ReviewCopy("Dr Weber"))

    assert report.written == ("review/gout.dr-okafor.docx", "review/gout.dr-weber.docx")
    carried = baseline_in((tmp_path / "out/review/gout.dr-okafor.docx").read_bytes())
    folder = tmp_path / "reviews" / "gout" / carried.review
    assert from_json((folder / BASELINE).read_bytes()) == carried
    sent = json.loads((folder / SENT).read_text("utf-8"))
    assert (sent["recipient"], sent["since"]) == ("Dr Okafor", "2026-12-01")
    assert sent["file"] == "gout.dr-okafor.docx"
    assert len(list((tmp_path / "reviews" / "gout").iterdir())) == 2


def test_a_copy_for_nobody_by_name_is_not_recorded(tmp_path: Path) -> None:
    """It carries its baseline all the same."""
    send(journal_of(tmp_path, in_force("gout")))

    assert not (tmp_path / "reviews").exists()
    assert baseline_in((tmp_path / "out/review/gout.docx").read_bytes()).recipient == ""


def test_the_same_copy_sent_again_changes_no_byte(tmp_path: Path) -> None:
    """Neither of the file nor of what the journal keeps: held since the first day."""
    journal = journal_of(tmp_path, in_force("gout"))
    send(journal, OKAFOR)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    send(journal, OKAFOR, as_of=LATER)

    after = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    assert after == before


def test_a_new_text_is_a_new_review_and_the_old_one_stays(tmp_path: Path) -> None:
    """Two baselines, each with the words of its day."""
    journal = journal_of(tmp_path, in_force("gout"))
    send(journal, OKAFOR)
    send(with_articles(journal, in_force("gout", standfirst="New words.")), OKAFOR, as_of=LATER)
    kept = [from_json(each.read_bytes()) for each in tmp_path.glob("reviews/gout/*/baseline.json")]

    assert len({each.review for each in kept}) == 2
    assert sorted("New words." in [b.text for b in each.blocks] for each in kept) == [False, True]


def test_a_baseline_is_never_changed(tmp_path: Path) -> None:
    """One that somebody changed costs the copy and is left for a person to judge."""
    made = baseline()
    keep_baseline(tmp_path, made, file="a.docx", as_of=AS_OF)
    path = tmp_path / "reviews" / "gout" / made.review / BASELINE
    path.write_bytes(path.read_bytes().replace(b"Words", b"Sword"))
    changed = path.read_bytes()

    with pytest.raises(JournalPressError, match="was changed after"):
        keep_baseline(tmp_path, made, file="a.docx", as_of=LATER)
    assert path.read_bytes() == changed

    path.write_bytes(b"torn")
    with pytest.raises(JournalPressError, match="was changed after"):
        keep_baseline(tmp_path, replace(made), file="a.docx", as_of=LATER)


def test_an_edited_copy_is_set_aside_and_told(tmp_path: Path) -> None:
    """Every time anew under a name that is free; the new copy is whole."""
    journal = journal_of(tmp_path, in_force("gout"))
    send(journal)
    copy = tmp_path / "out/review/gout.docx"
    fresh = copy.read_bytes()

    for number, name in enumerate(("gout.edited.docx", "gout.edited-2.docx")):
        work = b"a reviewer's work %d" % number
        copy.write_bytes(work)
        report = send(journal)
        assert report.set_aside == (SetAside("review/gout.docx", f"review/{name}"),)
        assert copy.with_name(name).read_bytes() == work
        assert copy.read_bytes() == fresh


def test_a_copy_that_nobody_edited_is_replaced(tmp_path: Path) -> None:
    """By that of a new text; nothing is set aside."""
    journal = journal_of(tmp_path, in_force("gout"))
    send(journal)
    report = send(with_articles(journal, in_force("gout", standfirst="New words.")))

    assert report.set_aside == ()
    copies = [path.name for path in (tmp_path / "out/review").iterdir()]
    assert copies == ["gout.docx"]


def test_a_copy_of_which_nothing_is_known_counts_as_edited(tmp_path: Path) -> None:
    """Its record was lost, or it was put there by hand."""
    journal = journal_of(tmp_path, in_force("gout"))
    send(journal)
    (tmp_path / "out" / LEDGER).unlink()
    copy = tmp_path / "out/review/gout.docx"
    copy.write_bytes(copy.read_bytes() + b"more")

    assert len(send(journal).set_aside) == 1
