"""A reviewer signs articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, open_journal
from journalpress.cli.talk import give, say, say_all

if TYPE_CHECKING:
    from journalpress.model import PersonRole

ROLES = ("clinical_reviewer", "author", "patient_reviewer", "translator")


@click.command(
    "approve",
    epilog="""\b
Example:
  journalpress approve lupus --by "Dr Imogen Tallowby" --role clinical_reviewer""",
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--by", required=True, metavar="NAME", help="Who approves, as it is to be printed.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="In what role.")
@click.option("--on", metavar="DATE", help="On what day, e.g. 2026-06-01. Without it: today.")
@as_of_option
@journal_option
def command(
    articles: tuple[str, ...],
    by: str,
    role: str,
    on: str | None,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Sign articles as reviewed: from now until their next review they may be handed out.

    Writes status, dates, version and the approval into each article, and a line into the journal's
    history. The text that is signed is the one in the file: any later change of it ends the
    approval. Notes (# …) in the lines at the top are not kept.
    """
    from journalpress.edition.calendar import months_after
    from journalpress.errors import UsageError
    from journalpress.standing.approval import approve, obstacles

    if not by.strip():
        raise UsageError("nobody is named", hint='give the name: --by "Dr …"')
    journal = open_journal(journal_folder, articles)
    today = day_of(as_of, journal)
    day = _day(on) if on else today
    if day > today:
        raise UsageError(f"{day} lies in the future", hint=f"use {today} or an earlier day")
    due = months_after(day, journal.settings.review.interval_months)
    if due < today:
        raise UsageError(
            f"a review on {day} would be due again on {due}, which is past",
            hint="give the day of a newer review",
        )
    entries = chosen(journal, articles) or tuple(journal.entries.values())
    refused = 0
    as_role = cast("PersonRole", role)
    for entry in entries:
        last = entry.article.reviewed if entry.article else None
        if last and day < last <= today:
            refused += 1
            say(f"{entry.slug}: not approved: its last review was later, on {last}  → use that day")
            continue
        reasons = obstacles(journal, entry, role=as_role, on=day)
        if reasons:
            refused += 1
            say(f"{entry.slug}: not approved")
            say_all(reasons)
            continue
        done = approve(journal, entry, by=by.strip(), role=as_role, on=day, as_of=today)
        article = done.article
        new = "" if done.is_new_text else ", the text as before"
        give(
            f"{entry.slug}: version {article.version}{new}, approved on {day}, "
            f"next review {article.next_review}"
        )
    return 1 if refused else 0


def _day(text: str) -> date:
    from journalpress.errors import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date", hint="write it as 2026-06-01") from error
