"""What is wrong with articles, with PDF files or with e-books, as lines or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, look_into
from journalpress.cli.talk import count, give, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from journalpress.batch.publish import Retired
    from journalpress.journal import Journal
    from journalpress.problems import Problem
    from journalpress.standing import Judged

UNREADABLE = frozenset({"JPE001", "JPE002", "JPE003"})
"""What keeps an e-book from being opened."""


@click.command(
    "check",
    epilog="""\b
Example:
  journalpress check                      all articles
  journalpress check articles/lupus.md    one of them
  journalpress check out/pdf/lupus.pdf    a leaflet, ours or anybody's
  journalpress check book.epub            an e-book, ours or anybody's
  journalpress check --facts -o facts.csv reviewers, dates and addresses, to fill in""",
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE|FILE.pdf|FILE.epub]…")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="json: for another program.",
)  # fmt: skip
@click.option(
    "--quick", is_flag=True, help="Of e-books: our own rules only, without EPUBCheck and Ace."
)
@click.option(
    "--facts", is_flag=True,
    help="Instead: write reviewers, dates and addresses as a sheet, which import --facts reads.",
)  # fmt: skip
@click.option(
    "-o", "out", type=click.Path(path_type=Path), metavar="FILE",
    help="With --facts: write the sheet into this file.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    articles: tuple[str, ...],
    form: str,
    quick: bool,
    facts: bool,
    out: Path | None,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Say what is wrong with articles, line by line, and what to do about it.

    ARTICLE is a file, its name, or words of its title; without any, all are checked. Each line has
    a code: "error" keeps an article from being made, "final" from being handed out, "warning" is
    for you to judge. A draft may have "final" lines: they are what is left to do.

    FILE.pdf is any PDF file. It is held to what a leaflet must be to be printed, read and heard:
    sizes, margins, breaks, contrast, fonts, tags. FILE.epub is any e-book: links, pictures, notes,
    contents, names, sizes, and what it states of itself; EPUBCheck and Ace are asked as well where
    they are installed. Files and articles go into separate calls.
    """
    if out is not None and not facts:
        raise click.UsageError("-o names the file of the sheet: add --facts")
    if facts:
        if form == "json" or quick:
            raise click.UsageError("--facts writes a sheet: leave --format and --quick out")
        return _write_facts(articles, out, journal_folder)
    files = [Path(each) for each in articles if each.lower().endswith((".pdf", ".epub"))]
    if files:
        if len(files) < len(articles):
            raise click.UsageError("check articles and files in two calls")
        return _check_files(files, form, quick=quick)
    if quick:
        raise click.UsageError("--quick is for e-books: name a file that ends in .epub")
    from journalpress.standing import judge_journal

    journal = look_into(journal_folder, articles)
    entries = chosen(journal, articles)
    day = day_of(as_of, journal)
    judged = judge_journal(journal, day)
    picked = [judged[each.slug] for each in entries] if entries else list(judged.values())
    found = [*([] if entries else journal.problems)]
    for each in picked:
        found += [*each.problems, *_only_judged(each)]
    found = _clinic_once(found, journal)
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


def _write_facts(articles: tuple[str, ...], out: Path | None, journal_folder: Path | None) -> int:
    """The sheet of these articles; 1 where one of them cannot be read."""
    from journalpress.files import write_whole
    from journalpress.journal.sheet import write_sheet

    journal = look_into(journal_folder, articles)
    entries = chosen(journal, articles) or tuple(journal.entries.values())
    sheet = write_sheet(entries)
    if out is None:
        click.echo(sheet, nl=False)
    else:
        # Without the mark a spreadsheet takes UTF-8 for something else.
        write_whole(out, f"\ufeff{sheet}".encode())
        give(str(out))
    unread = [each for each in entries if each.reading.article is None]
    for each in unread:
        say(f"{each.file} cannot be read and is not in the sheet")
    return 1 if unread else 0


def _still_out(journal: Journal, judged: Mapping[str, Judged], day: date) -> tuple[Retired, ...]:
    """The published files that the next export will take back."""
    from journalpress.batch.ledger import read_records
    from journalpress.batch.publish import past_files, published_folder

    return past_files(read_records(published_folder(journal)).values(), journal, judged, day)


def _check_files(files: list[Path], form: str, *, quick: bool) -> int:
    found: list[Problem] = []
    absent: dict[str, None] = {}
    for each in files:
        if not each.is_file():
            raise click.UsageError(f"there is no file {each}")
        if each.suffix.lower() == ".epub":
            verdict, problems = _check_book(each, absent, quick=quick)
        else:
            verdict, problems = _check_leaflet(each)
        found += problems
        if form == "text":
            for problem in problems:
                give(str(problem))
            say(f"{each}{verdict}")
    for line in absent:
        say(line)
    if form == "json":
        give(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _check_leaflet(file: Path) -> tuple[str, tuple[Problem, ...]]:
    """The verdict on a PDF, and its problems."""
    from journalpress.inspect.leaflet import check_leaflet

    layout, problems = check_leaflet(file.read_bytes(), name=str(file))
    if not layout:
        return ": unreadable", problems
    return f", as a leaflet of layout {layout}: {_counted(problems)}", problems


def _check_book(
    file: Path, absent: dict[str, None], *, quick: bool
) -> tuple[str, tuple[Problem, ...]]:
    """The verdict on an e-book, and its problems; `absent` gets a line for each missing tool."""
    from journalpress.files import read_whole
    from journalpress.inspect.book import MOST_PACKED, ask_validators, check_book

    data = read_whole(file, MOST_PACKED + 1)
    problems = check_book(data, name=str(file))
    # What would harm us would harm the others.
    if not quick and not any(each.code in UNREADABLE for each in problems):
        verdict = ask_validators(data, name=str(file))
        problems += verdict.problems
        absent.update(dict.fromkeys(verdict.absent))
    return f", as an e-book: {_counted(problems)}", problems


def _counted(problems: tuple[Problem, ...]) -> str:
    return f"{count(len(problems), 'finding')}" if problems else "nothing to object to"


def _only_judged(each: Judged) -> list[Problem]:
    return [reason for reason in each.standing.reasons if reason not in each.problems]


def _clinic_once(found: list[Problem], journal: Journal) -> list[Problem]:
    """What is wrong with the clinic's own words once, at journal.toml, before what is left."""
    from journalpress.journal.load import shown
    from journalpress.journal.settings import SETTINGS_FILE
    from journalpress.standing.approval import OF_THE_CLINIC

    file = shown(journal.folder / SETTINGS_FILE)
    of_clinic = (
        replace(each, file=file, line=0, article="") for each in found if each.code in OF_THE_CLINIC
    )
    left = (each for each in found if each.code not in OF_THE_CLINIC)
    return [*dict.fromkeys(of_clinic), *left]


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
