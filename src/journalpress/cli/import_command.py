"""Text copied from web pages → articles, and what was unsure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journalpress.cli.options import journal_folder_for
from journalpress.cli.talk import count, give, say, say_all
from journalpress.errors import JournalPressError

if TYPE_CHECKING:
    from journalpress.journal.importing import Imported


@click.command(
    "import",
    epilog="""\b
Example:
  journalpress import page.txt --into our-journal
  journalpress import page.txt --into our-journal --update   once questions are answered""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--into", "--journal", "journal_folder", type=click.Path(path_type=Path), metavar="DIR",
    envvar="JOURNALPRESS_JOURNAL", help="The journal's folder. Without it: the nearest one.",
)  # fmt: skip
@click.option("--update", is_flag=True, help="Read the page anew over the article it became.")
@click.option("--lang", default="", metavar="LANG", help="Its language. Without it: guessed.")
def command(files: tuple[Path, ...], journal_folder: Path | None, update: bool, lang: str) -> int:
    """Read the text of a web page (select all, copy, save as FILE.txt) into an article.

    Writes articles/SLUG.md, a draft, and imports/SLUG.json with every question that the page left
    open. Fill in an "answer" there and import again with --update. Nothing is guessed in silence.
    """
    from journalpress.journal import load_journal
    from journalpress.journal.importing import import_page
    from journalpress.journal.load import shown

    folder = journal_folder_for(journal_folder)
    worst: JournalPressError | None = None
    left = 0
    for file in files:
        try:
            done = import_page(load_journal(folder), file, update=update, lang=lang)
        except JournalPressError as error:
            if len(files) == 1 or error.exit_code == 4:
                raise
            hint = f"  → {error.hint}" if error.hint else ""
            for line in f"{error}{hint}".splitlines():
                say(line)
            worst = error
            continue
        give(shown(done.article))
        give(shown(done.sidecar))
        left += _tell(done)
    return 1 if left or worst else 0


def _tell(done: Imported) -> int:
    """Say what was found and what was unsure; returns how many questions are open."""
    from journalpress.journal.load import shown

    found = done.found
    report = found.report
    say(
        f"{done.slug}: {count(report.words, 'word')}, {count(report.headings, 'heading')}, "
        f"{count(report.paragraphs, 'paragraph')}, {count(report.lists, 'list')} with "
        f"{count(report.list_items, 'item')}, {count(report.tables, 'table')}, "
        f"{count(report.questions, 'question')}, {count(report.references, 'source')}"
    )
    cited = ", ".join(f"{key} × {times}" for key, times in report.citations.items())
    say(
        f"{done.slug}: {count(report.marks, 'citation mark')}: {report.certain} certain, "
        f"{report.likely} likely, {report.ask} to ask"
        + (f" (sources cited: {cited})" if cited else "")
    )
    for mark in found.marks:
        # Those to ask about follow below, each as a question.
        if mark.cited and mark.certainty != "ask" and mark.written.isdecimal():
            numbers = ", ".join(str(number) for number in mark.numbers)
            say(f"{done.slug}: line {mark.line}: {mark.certainty}: “{mark.words}” cites {numbers}")
    for decision in found.decisions:
        place = f"line {decision.line}: " if decision.line else ""
        say(f"{done.slug}: {place}{decision.what}")
    for dropped in found.dropped:
        say(f"{done.slug}: line {dropped.line}: left out “{dropped.words}”: {dropped.why}")
    say_all(each for each in found.problems if each.code not in ("JP130", "JP131"))
    waiting = [each for each in found.open if not each.answer.strip()]
    if waiting:
        say(f"{done.slug}: {count(len(waiting), 'open question')}, see {shown(done.sidecar)}")
    return len(waiting)
