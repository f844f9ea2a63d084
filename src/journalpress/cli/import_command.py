"""Pages → articles, and what was unsure."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalpress.cli.options import day_of, journal_folder_for
from journalpress.cli.talk import count, give, say, say_all
from journalpress.errors import EnvironmentFailure, InputError, JournalPressError

if TYPE_CHECKING:
    from datetime import date

    from journalpress.journal import Journal
    from journalpress.journal.importing import Imported, Page
    from journalpress.journal.moving import Intake
    from journalpress.journal.sheet import Sheet
    from journalpress.problems import Problem


@click.command(
    "import",
    epilog="""\b
Example:
  journalpress import page.html --into our-journal
  journalpress import leaflet.docx --decide         answer what is open, one key each
  journalpress import page.txt --update             take over what the page has changed
  journalpress import old-site/ --facts sheet.csv   a whole site, and what no page says""",
)
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]…", type=click.Path(path_type=Path))
@click.option(
    "--into", "--journal", "journal_folder", type=click.Path(path_type=Path), metavar="DIR",
    envvar="JOURNALPRESS_JOURNAL", help="The journal's folder. Without it: the nearest one.",
)  # fmt: skip
@click.option(
    "--update", is_flag=True, help="Take over what the page has changed since it was imported."
)
@click.option("--decide", is_flag=True, help="Go through what is open, one key each.")
@click.option(
    "--facts", type=click.Path(path_type=Path), metavar="SHEET.csv",
    help="Write reviewers, dates and addresses from this sheet into the articles.",
)  # fmt: skip
@click.option("--lang", default="", metavar="LANG", help="Its language. Without it: guessed.")
def command(
    files: tuple[Path, ...],
    journal_folder: Path | None,
    update: bool,
    decide: bool,
    facts: Path | None,
    lang: str,
) -> int:
    """Make articles of what you have: web pages, Word files, Markdown, JSON, JATS, copied text.

    A web page is saved from the browser, or its text copied (select all, copy, save as FILE.txt).
    Writes articles/SLUG.md, a draft, and imports/SLUG.json with every question that the page left
    open. Answer with --decide, or fill in an "answer" there and import again with --update. Nothing
    is guessed in silence. FOLDER means the files in it; links between the pages are made.
    """
    from journalpress.files import held_folder
    from journalpress.journal import load_journal, load_settings
    from journalpress.journal.moving import Intake, files_of

    if not files and facts is None:
        raise click.UsageError("name a FILE, or a sheet with --facts")
    if not files and (update or decide):
        raise click.UsageError("--update and --decide need a FILE")
    folder = journal_folder_for(journal_folder)
    load_settings(folder)  # says at once that this is no journal
    sheet = _sheet(facts)
    wanted, others = files_of(files)
    for each in others:
        say(f"left out {each}: none of the kinds that are read")
    with held_folder(folder, "another import"):
        journal = load_journal(folder)
        bad = 0
        if wanted:
            addresses = {stated.values["url"]: slug for slug, stated in sheet.stated.items()
                         if "url" in stated.values} if sheet else {}  # fmt: skip
            intake = Intake(journal, update=update, lang=lang, addresses=addresses)
            bad += _move_in(intake, wanted, decide=decide)
            journal = intake.journal
        if sheet and facts:
            bad += _fill(journal, sheet, str(facts), day_of(None, journal))
    return 1 if bad else 0


# --- pages


def _move_in(intake: Intake, files: Sequence[Path], *, decide: bool) -> int:
    """Take in every page, make the links between them, ask; how much is left for a person."""
    from journalpress.journal.importing import Page
    from journalpress.journal.load import shown
    from journalpress.journal.moving import Failed

    alone = len(files) == 1
    pages: list[Page] = []
    done: dict[str, Imported] = {}
    here: list[str] = []
    failed = 0
    for found in intake.survey(files, again=decide):
        if isinstance(found, Page):
            pages.append(found)
        elif isinstance(found, Failed):
            failed += 1
            _fail(found.error, alone=alone)
        else:
            here.append(found.slug)
    for page in pages:
        imported = _take(intake, page, alone=alone)
        if imported is None:
            failed += 1
            continue
        done[page.slug] = imported
        if alone or not _is_same(imported):
            give(shown(imported.article))
            give(shown(imported.sidecar))
    linked = intake.link()
    for link in linked:
        say(f"{link.slug}: “{link.words}” now leads to {link.target}")
    for slug in here:
        _tell_here(intake, slug)
    for slug, imported in done.items():
        words = [link.words for link in linked if link.slug == slug]
        _tell(imported, _left(intake, slug), alone=alone, linked=words)
    if not alone:
        _tell_of_lists(done.values())
    if decide:
        failed += _decide(intake, [page for page in pages if page.slug in done], alone=alone)
    left = {slug: _left(intake, slug) for slug in (*done, *here)}
    if not alone:
        asked = sum(map(bool, left.values()))
        same = len(here) + sum(map(_is_same, done.values()))
        say(
            f"{count(len(files), 'page')}: {len(done) + len(here) - same} imported, "
            + (f"{same} already here, " if same else "")
            + f"{failed} not, "
            f"{count(sum(left.values()), 'open question')} in {count(asked, 'article')}, "
            f"{count(len(linked), 'link')} found"
        )
    return failed + sum(left.values())


def _is_same(done: Imported) -> bool:
    """Whether the page is as it was, and nothing in the article changed."""
    return (
        done.before is not None
        and _is_same_page(done)
        and not done.changes
        and done.before.answers == done.record.answers
    )


def _take(intake: Intake, page: Page, *, alone: bool) -> Imported | None:
    """The article that the page becomes; None where it does not, which is said."""
    try:
        return intake.take(page)
    except EnvironmentFailure:
        raise
    except JournalPressError as error:
        _fail(error, alone=alone)
        return None


def _fail(error: JournalPressError, *, alone: bool) -> None:
    """Say why a page did not become an article. Raises the error of one that was named alone."""
    if alone:
        raise error
    hint = f"  → {error.hint}" if error.hint else ""
    for line in f"{error}{hint}".splitlines():
        say(line)


def _left(intake: Intake, slug: str) -> int:
    from journalpress.cli.import_questions import waiting

    return len(waiting(intake, slug))


def _decide(intake: Intake, pages: Sequence[Page], *, alone: bool) -> int:
    """Ask, and read anew the pages that an answer changes; how many could not be."""
    from journalpress.cli.import_questions import decide

    failed = 0
    by_slug = {page.slug: page for page in pages}

    def anew(page: Page) -> bool:
        nonlocal failed
        imported = _take(intake, page, alone=alone)
        if imported is None:
            failed += 1
            return False
        _tell(imported, _left(intake, page.slug), alone=alone)
        return True

    if not any(_left(intake, slug) for slug in by_slug):
        say("nothing is left to decide")
    for slug in decide(intake, pages, anew):
        anew(by_slug[slug])
    for link in intake.link():
        say(f"{link.slug}: “{link.words}” now leads to {link.target}")
    return failed


def _tell_here(intake: Intake, slug: str) -> None:
    """Say of a page that is the same as when it became an article what is left to do."""
    from journalpress.journal.load import shown
    from journalpress.journal.records import record_path
    from journalpress.readers.imports import open_problems

    record = intake.record(slug)
    given = record is not None and len(open_problems(record)) > _left(intake, slug)
    say(f"{slug}: nothing has changed" + (", add --update for your answers" if given else ""))
    if left := _left(intake, slug):
        kept = shown(record_path(intake.journal.folder, slug))
        say(f"{slug}: {count(left, 'open question')}, see {kept}")


def _tell(done: Imported, left: int, *, alone: bool, linked: Sequence[str] = ()) -> None:
    """Say what was found, what was unsure, and what changed in an article that was there.

    `linked` are the words of links that have found their target meanwhile.
    """
    from journalpress.journal.load import shown

    slug = done.slug
    same = _is_same_page(done)
    waiting = f"{slug}: {count(left, 'open question')}, see {shown(done.sidecar)}"
    given = done.before is not None and done.before.answers != done.record.answers
    if same and not done.changes:
        say(waiting if left else f"{slug}: nothing has changed")
        return
    report = done.found.report
    words = (
        f"{count(report.words, 'word')}, {count(report.headings, 'heading')}, "
        f"{count(report.paragraphs, 'paragraph')}, {count(report.lists, 'list')} with "
        f"{count(report.list_items, 'item')}, {count(report.tables, 'table')}, "
        f"{count(report.questions, 'question')}, {count(report.references, 'source')}"
    )
    if alone:
        say(f"{slug}: {words}")
        _tell_all(done)
        if not same:
            questions = tuple(f"“{words}”: " for words in linked)
            told = {each.what for each in done.found.decisions}
            say_all(
                each for each in done.found.problems
                if each.code != "JP130" and each.message not in told
                and not (each.code == "JP020" and each.message.startswith(questions))
            )  # fmt: skip
    else:
        say(f"{slug}: {count(report.words, 'word')}, {count(report.references, 'source')}")
        _tell_briefly(done)
    why = "with your answers" if given else "read anew"
    _tell_changes(done, why if same else "as on the page")
    if left:
        say(waiting)


def _tell_all(done: Imported) -> None:
    """Everything that the record of this import holds and that of the one before does not."""
    slug, found, before = done.slug, done.found, done.before
    report = found.report
    cited = ", ".join(f"{key} × {times}" for key, times in report.citations.items())
    say(
        f"{slug}: {count(report.marks, 'citation mark')}: {report.certain} certain, "
        f"{report.likely} likely, {report.ask} to ask"
        + (f" (sources cited: {cited})" if cited else "")
    )
    for mark in found.marks:
        # Those to ask about follow below, each as a question.
        known = before is not None and mark in before.marks
        if not known and mark.cited and mark.certainty != "ask" and mark.written.isdecimal():
            numbers = ", ".join(str(number) for number in mark.numbers)
            what = f"{mark.certainty}: “{mark.words}” cites {numbers}"
            say(f"{slug}: {_place(mark.line)}{what}")
    for decision in found.decisions:
        if before is None or decision not in before.decisions:
            say(f"{slug}: {_place(decision.line)}{decision.what}")
    for dropped in found.dropped:
        if before is None or dropped not in before.dropped:
            what = f"left out “{dropped.words}”: {dropped.why}"
            say(f"{slug}: {_place(dropped.line)}{what}")


def _place(line: int) -> str:
    """Where it stands; nothing for a file without lines, such as one of Word."""
    return f"line {line}: " if line else ""


def _tell_briefly(done: Imported) -> None:
    """Of a page among many: errors, what was struck out, and how much more the record lists."""
    from journalpress.journal.load import shown
    from journalpress.readers.imports import STRUCK_OUT

    slug, found = done.slug, done.found
    say_all(each for each in found.problems if each.severity == "error")
    for dropped in found.dropped:
        if dropped.why == STRUCK_OUT:
            say(f"{slug}: line {dropped.line}: left out “{dropped.words}”: {dropped.why}")
    if found.dropped or found.decisions:
        say(
            f"{slug}: {len(found.dropped)} left out, {len(found.decisions)} read in the likely "
            f"way, listed in {shown(done.sidecar)}"
        )


def _tell_of_lists(pages: Iterable[Imported]) -> None:
    """Say once what is wrong with a list of sources, however many pages cite from it.

    Unlike what was read in the likely way, no record holds this.
    """
    told: dict[tuple[Path, str, str], list[Problem]] = {}
    for done in pages:
        if _is_same_page(done):
            continue
        decided = {each.what for each in done.found.decisions}
        for each in done.found.problems:
            if each.code == "JP131" and each.message not in decided:
                key = (Path(each.file).parent, each.message, each.hint)
                told.setdefault(key, []).append(each)
    for first, *more in told.values():
        also = f" (and for {count(len(more), 'other page')})" if more else ""
        say(str(replace(first, message=first.message + also)))


def _is_same_page(done: Imported) -> bool:
    """Whether the page is the one that was read before."""
    return done.before is not None and done.before.sha256 == done.record.sha256


def _tell_changes(done: Imported, why: str) -> None:
    """What was changed in the article and why, what stays as somebody wrote it, what is open."""
    from journalpress.cli.differences import difference

    colour = sys.stderr.isatty()
    kept = sum(each.whose == "ours" for each in done.changes)
    said = {"theirs": why, "conflict": "changed in both, left as it is; the page has"}
    for each in done.changes:
        if each.whose in said:
            shown = difference(each.article, each.page, colour=colour)
            click.echo(f"{done.slug}: {said[each.whose]}: {shown}", err=True)
    if kept:
        say(f"{done.slug}: {count(kept, 'place')} kept as written in the article")


# --- the sheet


def _sheet(path: Path | None) -> Sheet | None:
    """The sheet, read before anything is written. Raises InputError."""
    from journalpress.files import read_whole
    from journalpress.journal.sheet import MOST_BYTES, read_sheet

    if path is None:
        return None
    try:
        data = read_whole(path, MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path} cannot be read: {reason}", hint="check the name") from error
    return read_sheet(data, file=str(path))


def _fill(journal: Journal, sheet: Sheet, file: str, today: date) -> int:
    """Write the sheet into the articles; how many rows could not be."""
    from journalpress.journal.sheet import fill

    for line in sheet.wrong:
        say(line)
    bad = len(sheet.wrong)
    filled = 0
    for each in fill(journal, sheet, file=file, today=today):
        if each.refused:
            bad += 1
            say(f"{each.file}: {each.refused}")
        elif each.changed:
            filled += 1
            give(each.file)
            say(f"{each.slug}: {', '.join(each.changed)} written")
    say(f"{file}: {count(filled, 'article')} changed, {count(bad, 'row')} not used")
    return bad
