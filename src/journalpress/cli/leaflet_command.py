"""The front desk: one leaflet in force, as a file, on the screen or on the printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from journalpress.cli.export_command import LAYOUTS
from journalpress.cli.options import (
    as_of_option,
    chosen,
    day_of,
    journal_folder_for,
    journal_option,
)
from journalpress.cli.sweeping import unswept
from journalpress.cli.talk import give, say, say_all

if TYPE_CHECKING:
    from journalpress.journal import Journal
    from journalpress.standing import Judged


@click.command(
    "leaflet",
    epilog="""\b
Example:
  journalpress leaflet lupus --open
  journalpress leaflet "blood pressure" --printer Reception""",
)
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--layout", type=click.Choice(LAYOUTS), default="a4", show_default=True,
    help="How the pages are laid out.",
)  # fmt: skip
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE",
    help="The file to write. Without it: ARTICLE's name, in the current folder.",
)  # fmt: skip
@click.option("--open", "opened", is_flag=True, help="Show it in the system's PDF viewer.")
@click.option("--printer", metavar="NAME", help="Print it on this printer, and tell the history.")
@click.option(
    "--copies", type=click.IntRange(1, 999), default=1, show_default=True, metavar="N",
    help="How many to print.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    article: str,
    layout: str,
    out: Path | None,
    opened: bool,
    printer: str | None,
    copies: int,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Make one leaflet to hand out now.

    ARTICLE is a file, its name, or words of its title. Only an article in force is made: approved,
    unchanged since, not past its review date. The leaflet is read back and compared before it is
    written. An older leaflet of the same article is replaced; any other file is left alone.
    """
    with unswept():
        return _hand_out(article, layout, out, opened, printer, copies, as_of, journal_folder)


def _hand_out(
    article: str,
    layout: str,
    out: Path | None,
    opened: bool,
    printer: str | None,
    copies: int,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Judge, make, prove, write, print, show; the exit code."""
    from journalpress.batch.leaflet import (
        check_target,
        leaflet_name,
        make_leaflet,
        tell_printed,
        write_leaflet,
    )
    from journalpress.batch.printing import check_printer, print_file
    from journalpress.cli.viewer import open_file, viewer
    from journalpress.standing import judge_journal

    journal, slug = _open_for(article, journal_folder)
    day = day_of(as_of, journal)
    judged = judge_journal(journal, day)
    each = judged[slug]
    if each.article is None or each.standing.verdict != "final":
        say(kept_in(each))
        return 3 if each.article is None else 1
    program = viewer() if opened else ""
    if printer is not None:
        check_printer(printer, layout)
    target = Path(leaflet_name(slug, layout)) if out is None else out
    if target.is_dir():
        target = target / leaflet_name(slug, layout)
    check_target(target, each.article.id)
    leaflet = make_leaflet(journal, judged, slug, layout=layout)
    write_leaflet(leaflet, target)
    give(str(target))
    say_all(leaflet.warnings)
    if printer is not None:
        print_file(target, printer=printer, layout=layout, title=target.name, copies=copies)
        tell_printed(journal, leaflet, as_of=day, printer=printer, copies=copies)
        say(f"sent to {printer}")
    if program:
        open_file(target, program)
    return 0


def _open_for(article: str, journal_folder: Path | None) -> tuple[Journal, str]:
    """The journal, read as far as this article needs, and its slug. Raises JournalPressError."""
    from journalpress.errors import UsageError
    from journalpress.journal.load import load_journal
    from journalpress.journal.single import load_one

    folder = journal_folder_for(journal_folder, (article,))
    if found := load_one(folder, article):
        return found
    journal = load_journal(folder)
    entries = chosen(journal, (article,))
    if not entries:
        raise UsageError("that is the whole journal", hint="name one article")
    return journal, entries[0].slug


def kept_in(each: Judged) -> str:
    """Why this article may not be handed out, and who can change that, in one line."""
    standing, slug = each.standing, each.slug
    match standing.verdict:
        case "skipped":
            status = "in review" if each.article and each.article.status == "in_review" else "draft"
            why = f"it is still {'a draft' if status == 'draft' else status}"
            who = "a reviewer can approve it"
        case "withdrawn":
            why, who = "it was withdrawn", "throw away the copies that are left"
        case "refused" | "unreadable":
            others = len(standing.reasons) - 1
            more = f" (and {others} more: journalpress check {slug})" if others > 0 else ""
            why = standing.reasons[0].message + more if standing.reasons else "it cannot be read"
            who = f"{' or '.join(standing.renew_by)} can renew it" if standing.renew_by else ""
            who = who or f"see: journalpress check {slug}"
        case "final":
            why, who = "", ""
        case _:
            assert_never(standing.verdict)
    return f"{slug}: cannot be handed out, {why}  → {who}"
