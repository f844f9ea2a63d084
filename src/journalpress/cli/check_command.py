"""What is wrong with articles or with PDF files, as lines or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, open_journal
from journalpress.cli.talk import count, give, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from journalpress.batch.publish import Retired
    from journalpress.journal import Journal
    from journalpress.problems import Problem
    from journalpress.standing import Judged


@click.command(
    "check",
    epilog="""\b
Example:
  journalpress check                      all articles
  journalpress check articles/lupus.md    one of them
  journalpress check out/pdf/lupus.pdf    a leaflet, ours or anybody's""",
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE|FILE.pdf]…")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="json: for another program.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    articles: tuple[str, ...], form: str, as_of: str | None, journal_folder: Path | None
) -> int:
    """Say what is wrong with articles, line by line, and what to do about it.

    ARTICLE is a file, its name, or words of its title; without any, all are checked. Each line has
    a code: "error" keeps an article from being made, "final" from being handed out, "warning" is
    for you to judge. A draft may have "final" lines: they are what is left to do.

    FILE.pdf is any PDF file. It is held to what a leaflet must be to be printed, read and heard:
    sizes, margins, breaks, contrast, fonts, tags. Files and articles go into separate calls.
    """
    files = [Path(each) for each in articles if each.lower().endswith(".pdf")]
    if files:
        if len(files) < len(articles):
            raise click.UsageError("check articles and PDF files in two calls")
        return _check_files(files, form)
    from journalpress.standing import judge_journal

    journal = open_journal(journal_folder, articles)
    entries = chosen(journal, articles)
    day = day_of(as_of, journal)
    judged = judge_journal(journal, day)
    picked = [judged[each.slug] for each in entries] if entries else list(judged.values())
    found = [*([] if entries else journal.problems)]
    for each in picked:
        found += [*each.problems, *_only_judged(each)]
    if form == "json":
        give(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for problem in found:
            give(str(problem))
        for past in () if entries else _still_out(journal, judged, day):
            say(
                f"{past.record.path} still lies in the published folder: {past.why}  "
                "→ journalpress export takes it back"
            )
        say(_summary(picked, found))
    return 1 if _is_left(picked, found) else 0


def _still_out(journal: Journal, judged: Mapping[str, Judged], day: date) -> tuple[Retired, ...]:
    """The published files that the next export will take back."""
    from journalpress.batch.publish import past_files, published_folder
    from journalpress.batch.records import read_records

    return past_files(read_records(published_folder(journal)).values(), journal, judged, day)


def _check_files(files: list[Path], form: str) -> int:
    from journalpress.inspect.leaflet import check_leaflet

    found: list[Problem] = []
    for each in files:
        if not each.is_file():
            raise click.UsageError(f"there is no file {each}")
        layout, problems = check_leaflet(each.read_bytes(), name=str(each))
        found += problems
        if form == "text":
            for problem in problems:
                give(str(problem))
            verdict = f"{count(len(problems), 'finding')}" if problems else "nothing to object to"
            say(
                f"{each}, as a leaflet of layout {layout}: {verdict}"
                if layout
                else f"{each}: unreadable"
            )
    if form == "json":
        give(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _only_judged(each: Judged) -> list[Problem]:
    return [reason for reason in each.standing.reasons if reason not in each.problems]


def _is_left(picked: list[Judged], found: list[Problem]) -> bool:
    """Whether anything is left that must be done: an error, or an approved article kept in."""
    refused = any(each.standing.verdict == "refused" for each in picked)
    return refused or any(problem.severity == "error" for problem in found)


def _summary(picked: list[Judged], found: list[Problem]) -> str:
    numbers = {
        severity: sum(problem.severity == severity for problem in found)
        for severity in ("error", "final", "warning")
    }
    return (
        f"{count(len(picked), 'article')}: {count(numbers['error'], 'error')}, "
        f"{numbers['final']} to settle before a final, {count(numbers['warning'], 'warning')}"
    )
