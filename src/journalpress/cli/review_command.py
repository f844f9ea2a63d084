"""A reviewer's Word copy comes back."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalpress.cli.ask import LATER, ask_key
from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, open_journal
from journalpress.cli.talk import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from journalpress.journal import Entry, Journal
    from journalpress.review.desk import Desk
    from journalpress.review.findings import Finding
    from journalpress.review.record import Record
    from journalpress.review.report import Report


@dataclass(slots=True)
class _Case:
    """One article under review: its desk, the records of its copies, what they say today."""

    desk: Desk
    records: dict[str, Record]
    findings: tuple[Finding, ...] = ()

    @property
    def entry(self) -> Entry:
        return self.desk.entry


@click.command(
    "review",
    epilog="""\b
Example:
  journalpress review lupus.dr-okafor.docx             what was changed in it
  journalpress review lupus.dr-okafor.docx -o report.html
  journalpress review lupus --decide                   decide, one key each
  journalpress review lupus --accept k3f2q --apply     write it into the article""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE.docx|ARTICLE…")
@click.option("--decide", is_flag=True, help="Go through what is open, one key each.")
@click.option(
    "--accept", multiple=True, metavar="ID",
    help="Accept this finding; ID:2 takes its second reading. May stand several times.",
)  # fmt: skip
@click.option("--reject", multiple=True, metavar="ID", help="Reject this finding.")
@click.option(
    "--apply", "apply_now", is_flag=True, help="Write what is accepted into the article's file."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json"]), default=None,
    help="How to report: text on a terminal, html for a browser, json for another program.",
)  # fmt: skip
@click.option(
    "-o", "out", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the report into this file; .html and .json say which it is to be.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    files: tuple[str, ...],
    decide: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    apply_now: bool,
    form: str | None,
    out: Path | None,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Read what reviewers changed in their Word copies, decide, and write it into the article.

    FILE.docx is a copy that came back, in any order, however late; several may be named. Every
    change is found, tracked or not, and compared with the article as it stands today and with the
    copies of others. ARTICLE shows again what has come back of it.

    Nothing is written into the article without --apply. What was found and decided lies in the
    journal's folder reviews/; until all is decided nobody can approve the article.
    """
    if decide and (accept or reject):
        raise click.UsageError("--decide asks for itself: leave --accept and --reject out")
    journal = open_journal(journal_folder, [each for each in files if not _is_word(each)])
    day = day_of(as_of, journal)
    cases = _cases(journal, files, day)
    if accept or reject:
        _decide_by_id(cases, accept, reject, day)
    if decide:
        _decide_by_hand(cases, day)
    refused = sum(_apply(case, day) for case in cases) if apply_now else 0
    _report(cases, form, out)
    return 1 if refused or any(_is_left(case) for case in cases) else 0


def _is_word(name: str) -> bool:
    return Path(name).suffix.lower() in (".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf")


# --- what came back


def _cases(journal: Journal, names: Sequence[str], day: date) -> list[_Case]:
    """The articles that are meant, with all their copies; each file is read and kept."""
    from journalpress.errors import UsageError
    from journalpress.review.desk import desk_of
    from journalpress.review.receive import entry_of, receive, record_with
    from journalpress.review.record import keep, read_records

    entries: dict[str, Entry] = {}
    received = []
    for name in names:
        if _is_word(name):
            data = _bytes(Path(name))
            found = receive(data, name=name, journal=journal.folder, as_of=day)
            entry = entry_of(journal, found.baseline)
            received.append(found)
        else:
            found_entries = chosen(journal, [name])
            if len(found_entries) != 1:
                raise UsageError("name one article", hint="or the Word file that came back")
            entry = found_entries[0]
        entries[entry.slug] = entry
    # Everything could be read: only now is anything kept.
    for each in received:
        keep(journal.folder, record_with(journal.folder, each))
    cases: list[_Case] = []
    for entry in entries.values():
        desk = desk_of(journal, entry, day)
        records = read_records(journal.folder, desk.article.id)
        if not records:
            raise UsageError(
                f"no copy of {entry.slug} has come back", hint="name the Word file that came back"
            )
        case = _Case(desk, {each.baseline.review: each for each in records})
        _look(case, day)
        cases.append(case)
    return cases


def _bytes(path: Path) -> bytes:
    from journalpress.errors import InputError
    from journalpress.files import read_whole
    from journalpress.wordfile.opening import MOST_PACKED

    try:
        return read_whole(path, MOST_PACKED + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path} cannot be read: {reason}", hint="check the name") from error


def _look(case: _Case, day: date) -> None:
    """What the copies say against the article as it stands; what it says already is noted."""
    from journalpress.review.findings import findings_in
    from journalpress.review.record import decided, decision_on

    case.findings = findings_in(tuple(case.records.values()), case.desk.today(case.desk.article))
    for each in case.findings:
        settled = each.state == "there" or bool(each.remark and each.remark.done)
        if settled and each.is_open:
            review = each.baseline.review
            there = decision_on("there", day)
            case.records[review] = decided(case.records[review], each.id, there)
    _keep(case)
    case.findings = findings_in(tuple(case.records.values()), case.desk.today(case.desk.article))


def _keep(case: _Case) -> None:
    from journalpress.review.record import keep

    for record in case.records.values():
        keep(case.desk.journal.folder, record)


# --- decisions


def _decide_by_id(
    cases: list[_Case], accept: Sequence[str], reject: Sequence[str], day: date
) -> None:
    """Every id is looked up before anything is decided."""
    from journalpress.errors import UsageError

    wanted: list[tuple[_Case, Finding, str, int]] = []
    for verdict, ids in (("accepted", accept), ("rejected", reject)):
        for told in ids:
            name, _, number = told.partition(":")
            case, finding = _find(cases, name)
            reading = int(number) if number.isdecimal() else 0
            ways = len(finding.readings)
            if number and not 1 <= reading <= ways:
                raise UsageError(f"{name} has no reading {number}", hint=f"it has {ways}")
            if verdict == "accepted" and ways > 1 and not reading:
                hint = " or ".join(f"--accept {name}:{each + 1}" for each in range(ways))
                raise UsageError(f"{name} can be read in {ways} ways", hint=hint)
            wanted.append((case, finding, verdict, reading or 1))
    accepted = {finding.id for _, finding, verdict, _ in wanted if verdict == "accepted"}
    rejected = {finding.id for _, finding, verdict, _ in wanted if verdict == "rejected"}
    if both := sorted(accepted & rejected):
        raise UsageError(f"{both[0]} cannot be accepted and rejected", hint="name it once")
    for case, finding, verdict, reading in wanted:
        if verdict == "accepted":
            _refuse_both(case, finding, accepted, rejected)
        _set(case, finding, verdict, reading, day)
    for case in cases:
        _keep(case)
        _look(case, day)


def _find(cases: list[_Case], name: str) -> tuple[_Case, Finding]:
    from journalpress.errors import UsageError

    for case in cases:
        for each in case.findings:
            if each.id == name.lower():
                return case, each
    raise UsageError(f"there is no finding {name}", hint="the report lists their ids")


def _refuse_both(case: _Case, finding: Finding, accepted: set[str], rejected: set[str]) -> None:
    """Two changes of the same words cannot both be accepted. Raises UsageError."""
    from journalpress.errors import UsageError

    for each in case.findings:
        if each.id not in finding.against or each.id in rejected:
            continue
        if each.id in accepted or (each.decision and each.decision.verdict == "accepted"):
            raise UsageError(
                f"{finding.id} and {each.id} change the same words differently",
                hint=f"reject one of them: --reject {each.id}",
            )


def _set(case: _Case, finding: Finding, verdict: str, reading: int, day: date) -> None:
    """The decision, for equal findings of other copies too."""
    from typing import cast

    from journalpress.review.record import Verdict, decided, decision_on

    decision = decision_on(cast("Verdict", verdict), day, reading)
    for each in case.findings:
        if each.id == finding.id or each.id in finding.same:
            review = each.baseline.review
            case.records[review] = decided(case.records[review], each.id, decision)


def _decide_by_hand(cases: list[_Case], day: date) -> None:
    """One finding after the other; every answer is kept at once."""
    from journalpress.errors import UsageError
    from journalpress.review.findings import left_open
    from journalpress.review.report_text import asked

    if not any(left_open(case.findings) for case in cases):
        say("nothing is left to decide")
        return
    for case in cases:
        later: set[str] = set()
        while left := [each for each in left_open(case.findings) if each.id not in later]:
            finding = left[0]
            colour = sys.stderr.isatty()
            for line in asked(finding, _report_of(case), colour=colour):
                click.echo(line, err=True)
            key = ask_key(_keys(finding), instead="decide with --accept ID and --reject ID")
            if key == "q":
                return
            if key == "l":
                later.add(finding.id)
                continue
            verdict = {"a": "accepted", "r": "rejected", "s": "accepted"}.get(key, "")
            reading = int(key) if key.isdecimal() else 1
            try:
                if (verdict or "accepted") == "accepted":
                    _refuse_both(case, finding, set(), set())
            except UsageError as error:
                say(f"  {error}: {error.hint}")
                continue
            _set(case, finding, verdict or "accepted", reading, day)
            _keep(case)
            _look(case, day)


def _keys(finding: Finding) -> dict[str, str]:
    """The keys that mean something here, and what they mean."""
    if finding.remark or finding.state in ("lost", "hand"):
        return {"s": "seen to", "r": "reject", **LATER}
    if len(finding.readings) > 1:
        ways = {str(number): f"accept reading {number}" for number in
                range(1, len(finding.readings) + 1)}  # fmt: skip
        return {**ways, "r": "reject", **LATER}
    return {"a": "accept", "r": "reject", **LATER}


# --- the article


def _apply(case: _Case, day: date) -> int:
    """Write what is accepted into the article; how many could not be."""
    from journalpress.errors import JournalPressError
    from journalpress.files import read_whole, write_whole
    from journalpress.review.apply import apply_accepted
    from journalpress.review.record import decided

    path = case.entry.path
    data = read_whole(path)
    if case.desk.read(data).article != case.desk.article:
        raise JournalPressError(f"{case.entry.file} was changed meanwhile", hint="run this again")
    done = apply_accepted(case.desk, data, case.findings)
    if done.data != data:
        write_whole(path, done.data)
    for finding in done.made:
        review = finding.baseline.review
        if finding.decision:
            noted = replace(finding.decision, applied=day.isoformat())
            case.records[review] = decided(case.records[review], finding.id, noted)
    _keep(case)
    for each in done.refused:
        todo = f"  → {each.hint}" if each.hint else ""
        say(f"{case.entry.slug}: {each.finding.id} was not written: {each.why}{todo}")
    say(f"{case.entry.file}: {count(len(done.made), 'change')} written")
    article = case.desk.read(done.data).article
    if article is not None:
        case.desk = replace(case.desk, article=article)
    _look(case, day)
    return len(done.refused)


# --- the report


def _report_of(case: _Case) -> Report:
    from journalpress.model import plain
    from journalpress.review.report import Report

    article = case.desk.article
    return Report(
        slug=case.entry.slug,
        title=plain(article.title.inlines),
        lang=article.lang,
        today=case.desk.today(article),
        records=tuple(case.records.values()),
        findings=case.findings,
    )


def _report(cases: list[_Case], form: str | None, out: Path | None) -> None:
    from journalpress.files import write_whole

    suffix = out.suffix.lower().lstrip(".") if out else ""
    kind = form or {"html": "html", "htm": "html", "json": "json"}.get(suffix, "text")
    reports = tuple(map(_report_of, cases))
    if kind == "html":
        from journalpress.review.report_html import html_report

        told = html_report(reports, cases[0].desk.journal.settings.house.theme)
    elif kind == "json":
        from journalpress.review.report_json import json_report

        told = json_report(reports)
    else:
        from journalpress.review.report_text import text_report

        colour = out is None and sys.stdout.isatty()
        told = "".join(f"{line}\n" for each in reports for line in text_report(each, colour=colour))
    if out:
        write_whole(out, told.encode())
        say(f"{out}")
    else:
        click.echo(told, nl=False)


def _is_left(case: _Case) -> bool:
    """Whether anything is left for a person: undecided, or without a place."""
    from journalpress.review.findings import left_open

    return bool(left_open(case.findings))
