"""The report in a terminal: an editor can decide by it, and nothing in it steers the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journalpress.review.record import Decision, Record
from journalpress.review.report_text import WIDTH, asked, text_report
from tests.review.hostile import hostile
from tests.review.reports import OKAFOR, decided, everything, lupus, report_of, returned_file, sent


def test_every_kind_of_finding_is_told(golden: Callable[[str, str], None]) -> None:
    """Two copies against a later version, as an editor reads them."""
    golden("review/report.txt", "\n".join(text_report(everything())) + "\n")


def test_colours_change_no_word() -> None:
    """Without its colours a coloured report is the plain one."""
    report = everything()
    coloured = "\n".join(text_report(report, colour=True))

    for sign in ("\x1b[32;4m", "\x1b[31;9m", "\x1b[1m", "\x1b[0m"):
        assert sign in coloured
        coloured = coloured.replace(sign, "")
    assert coloured == "\n".join(text_report(report))


def test_no_line_is_wider_than_a_terminal() -> None:
    """Words are never cut, so only a word that is longer may be."""
    assert max(map(len, text_report(everything()))) <= WIDTH


def test_hostile_words_steer_nothing() -> None:
    """Of a reviewer's escapes and overrides only the visible characters are left."""
    told = "\n".join(text_report(hostile()))

    assert not set(told) & {"\x1b", "\x9b", "\r", "\u202e", "\u2066"}
    assert told.count("<script>alert(1)</script>") > 20


def test_every_finding_is_told_once() -> None:
    """Of comments that answer one another in a circle, too."""
    for report in (everything(), hostile()):
        lines = text_report(report)
        for finding in report.findings:
            heads = [line for line in lines if line.lstrip().startswith(f"{finding.id}  ")]
            assert len(heads) == 1, finding.id


def test_a_decision_is_told_and_so_is_what_it_leads_to() -> None:
    """Accepted and waiting, applied, rejected."""
    waiting = decided(everything(), 0, Decision(verdict="accepted", on="2026-12-01"))
    told = "\n".join(text_report(waiting))
    assert "1 accepted and not yet applied" in told
    assert "accepted on 2026-12-01, not yet in the article" in " ".join(told.split())

    applied = Decision(verdict="accepted", on="2026-12-01", applied="2026-12-02")
    told = " ".join("\n".join(text_report(decided(everything(), 0, applied))).split())
    assert "accepted on 2026-12-01, in the article since 2026-12-02" in told
    assert "not yet applied" not in told

    rejected = decided(everything(), 0, Decision(verdict="rejected", on="2026-12-01"))
    assert "rejected on 2026-12-01" in " ".join("\n".join(text_report(rejected)).split())


def test_an_unedited_copy_leaves_nothing_to_do() -> None:
    """It says so, and names no command."""
    told = sent(lupus(), "Dr Okafor")
    report = report_of(
        lupus(), Record(baseline=told, files=(returned_file(told, "x.docx", OKAFOR),))
    )

    assert text_report(report) == (
        "Living with lupus (lupus), version 2: 1 copy, 0 findings to decide",
        "",
        f"Dr Okafor: x.docx, review {told.review} of version 2, read on 2026-11-30",
        "  Nothing was changed.",
        "",
        "What to do next",
        "  Nothing: every finding is decided.",
    )


def test_a_person_is_asked_about_one_finding_with_all_that_it_takes() -> None:
    """The file that it stands in, and for a reply what it answers."""
    report = everything()
    first = "\n".join(asked(report.findings[0], report))
    assert "in lupus.dr-okafor.docx" in first
    assert "Sister Lind (afm25): Lupus is a ‹chronic› illness" in first

    reply = next(each for each in report.findings if each.id == "ctwo2")
    told = "\n".join(asked(reply, report))
    assert told.index("I think it is eight in ten.") < told.index("Yes, see the cohort.")


def test_a_long_paragraph_is_cut_and_says_so() -> None:
    """A terminal gets its beginning; how much more there is stands behind it."""
    report = everything()
    finding = next(each for each in report.findings if each.change and each.change.kind == "insert")
    assert finding.change is not None
    long = replace(finding.change, after=finding.change.after * 100)
    told = text_report(replace(report, findings=(replace(finding, change=long, readings=()),)))

    assert "characters more)" in " ".join(" ".join(told).split())
