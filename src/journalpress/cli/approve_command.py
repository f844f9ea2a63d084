"""A reviewer signs articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, open_journal
from journalpress.cli.talk import count, give, say, say_all

if TYPE_CHECKING:
    from journalpress.journal import Journal
    from journalpress.model import PersonRole

ROLES = ("clinical_reviewer", "author", "patient_reviewer", "translator")


@click.command(
    "approve",
    epilog="""\b
Example:
  journalpress approve lupus --by "Dr Imogen Tallowby" --role clinical_reviewer
  journalpress approve lupus --copy lupus.dr-okafor.docx --role clinical_reviewer""",
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--by", metavar="NAME", help="Who approves, as it is to be printed.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="In what role.")
@click.option("--on", metavar="DATE", help="On what day, e.g. 2026-06-01. Without it: today.")
@click.option(
    "--copy", "copy_file", type=click.Path(path_type=Path), metavar="FILE.docx",
    help="The Word copy that was signed: name and day are taken from its sign-off.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    articles: tuple[str, ...],
    by: str | None,
    role: str,
    on: str | None,
    copy_file: Path | None,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Sign articles as reviewed: from now until their next review they may be handed out.

    Writes status, dates, version and the approval into each article, and a line into the journal's
    history. The text that is signed is the one in the file: any later change of it ends the
    approval. Notes (# …) in the lines at the top are not kept.

    With --copy the sign-off in a returned Word copy says who approves and when. It counts for the
    text that was sent, with the changes that were asked for in the copy and nothing else.
    """
    from journalpress.edition.calendar import months_after
    from journalpress.errors import UsageError
    from journalpress.standing.approval import approve, obstacles

    journal = open_journal(journal_folder, articles)
    today = day_of(as_of, journal)
    told: dict[str, Any] = {}
    if copy_file:
        by, signed_on, told = _signed_copy(journal, articles, copy_file, by, today)
        on = on or signed_on
    if not by or not by.strip():
        raise UsageError("nobody is named", hint='give the name: --by "Dr …"')
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
        done = approve(journal, entry, by=by.strip(), role=as_role, on=day, as_of=today, told=told)
        article = done.article
        new = "" if done.is_new_text else ", the text as before"
        give(
            f"{entry.slug}: version {article.version}{new}, approved on {day}, "
            f"next review {article.next_review}"
        )
    return 1 if refused else 0


def _signed_copy(
    journal: Journal, articles: tuple[str, ...], file: Path, by: str | None, today: date
) -> tuple[str, str, dict[str, Any]]:
    """Who signed the copy, on what day (ISO, or ""), and what the history is to know of it.

    Raises UsageError where the signature does not cover the article as it stands.
    """
    from journalpress.errors import InputError, UsageError
    from journalpress.files import read_whole
    from journalpress.review.desk import desk_of
    from journalpress.review.findings import findings_in
    from journalpress.review.receive import entry_of, receive, record_with
    from journalpress.review.signoff import signatures_in, uncovered

    try:
        data = read_whole(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{file} cannot be read: {reason}", hint="check the name") from error
    received = receive(data, name=str(file), journal=journal.folder, as_of=today)
    entry = entry_of(journal, received.baseline)
    if [each.slug for each in chosen(journal, articles)] != [entry.slug]:
        raise UsageError(
            f"{file} is a copy of {entry.slug}", hint=f"approve that one: {entry.slug}"
        )
    signed = [
        each for each in signatures_in(received.file.filled) if each.answer and each.name
        and (by is None or each.name == by.strip())
    ]  # fmt: skip
    if not signed:
        raise UsageError(
            f"nobody has signed {file}" if by is None else f"{by} has not signed {file}",
            hint="a signature has a name and one decision ticked: ☒",
        )
    if len(signed) > 1:
        names = ", ".join(each.name for each in signed)
        raise UsageError(f"{names} have signed {file}", hint="say whose counts now: --by NAME")
    (signature,) = signed
    desk = desk_of(journal, entry, today)
    record = record_with(journal.folder, received)
    now = desk.today(desk.article)
    why = uncovered(signature, record, findings_in((record,), now), now)
    if why:
        raise UsageError(f"{file}: {why}", hint=f"see: journalpress review {file}")
    claims = [each for each in received.file.filled if each.name.startswith("claim_")]
    told = {
        "copy": received.baseline.review,
        "copy_sha256": received.file.sha256,
        "copy_decision": signature.answer,
        "copy_role": signature.role,
        "copy_qualification": signature.qualification,
        "claims_checked": len(claims),
    }
    say(f"{file}: signed by {signature.name}: {signature.answer}; "
        f"{count(len(claims), 'claim')} checked against a source")  # fmt: skip
    return signature.name, signature.on.isoformat() if signature.on else "", told


def _day(text: str) -> date:
    from journalpress.errors import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date", hint="write it as 2026-06-01") from error
