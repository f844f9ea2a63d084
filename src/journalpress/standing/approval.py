"""A person approves an article: its text is signed, its dates are set, the history is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from journalpress.edition import disclaimer_for
from journalpress.edition.calendar import months_after
from journalpress.edition.checks import ROLE_WORDS
from journalpress.edition.digest import leaflet_code, text_digest
from journalpress.errors import JournalPressError, UsageError
from journalpress.files import write_whole
from journalpress.journal.history import Event, add_event
from journalpress.journal.house_form import house_form
from journalpress.journal.load import Entry, Journal
from journalpress.journal.pictures import read_pictures
from journalpress.model import Approval, Article, Person, PersonRole
from journalpress.problems import ON_PAPER_ONLY, Problem, problem
from journalpress.standing.judge import judge_entry

SETTLED_BY_APPROVAL = frozenset({"JP001", "JP002", "JP003"})
"""No reviewer, no date, past its date: what approving puts right (people are counted anew)."""
OF_THE_CLINIC = frozenset({"JP005", "JP009"})
"""The clinic's own words are missing: that keeps an article in, not a reviewer from signing."""

BLOCKS_APPROVAL = frozenset({"JP024"})
"""What a reviewer said and nobody has answered: no text is signed over it. One in force stays."""
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval wrote: the article as it stands now, and whether its text was new."""

    article: Article
    is_new_text: bool


def obstacles(journal: Journal, entry: Entry, *, role: PersonRole, on: date) -> tuple[Problem, ...]:
    """Every reason why this person cannot approve this article; empty where nothing is in the way.

    Raises EnvironmentFailure.
    """
    judged = judge_entry(journal, entry, on)
    aside = SETTLED_BY_APPROVAL | OF_THE_CLINIC | ON_PAPER_ONLY
    found = [
        each
        for each in judged.problems
        if each.code in BLOCKS_APPROVAL or (each.severity != "warning" and each.code not in aside)
    ]
    if entry.article is None:
        return tuple(found)
    wanted = journal.settings.review.required_roles
    if wanted and role not in wanted:
        found.append(
            problem(
                "JP001",
                f"the role “{role}” cannot approve; this journal asks for a "
                + " or ".join(ROLE_WORDS[each] for each in wanted),
                "see required_roles in journal.toml",
                file=entry.file,
                article=entry.slug,
            )
        )
    roles = {person.role for person in entry.article.people} | {role}
    for required in wanted:
        if required not in roles:
            found.append(
                problem(
                    "JP001",
                    f"no {ROLE_WORDS[required]} is named",
                    f'add to people: {{name: "…", role: {required}}}',
                    file=entry.file,
                    line=entry.reading.spans.get("front:people", 0),
                    article=entry.slug,
                )
            )
    if entry.article.status == "withdrawn":
        message = "the article is withdrawn"
        hint = "set status: draft first, if it is to come back"
        found.append(problem("JP015", message, hint, file=entry.file, article=entry.slug))
    return tuple(found)


def approve(
    journal: Journal,
    entry: Entry,
    *,
    by: str,
    role: PersonRole,
    on: date,
    as_of: date,
    told: Mapping[str, Any] = NOTHING_MORE,
) -> Approved:
    """Sign the article's text as it stands: into its file, then into the history.

    Sets status, reviewed, next_review (by the clinic's interval), approved, the person's date, and
    a version one higher if the text is not the one approved before. `told` are further keys of the
    line in the history. Raises UsageError for a day in
    the future, JournalPressError where the file cannot be written without changing the text,
    EnvironmentFailure. Call `obstacles` first.
    """
    if on > as_of:
        raise UsageError(f"{on} lies in the future", hint=f"use {as_of} or earlier")
    written = entry.reading.article
    if written is None:
        raise JournalPressError(f"{entry.file} is no article")
    media, _ = read_pictures(journal, entry)
    digest = text_digest(written, media)
    is_new = written.version == 0 or written.approved is None or written.approved.digest != digest
    article = replace(
        written,
        status="approved",
        reviewed=on,
        next_review=months_after(on, journal.settings.review.interval_months),
        version=written.version + 1 if is_new else written.version,
        approved=Approval(digest, by, role, on),
        people=_signed(written.people, by, role, on),
    )
    data = house_form(journal, entry, article)
    write_whole(entry.path, data)
    add_event(
        journal.folder,
        Event(
            event="approved",
            as_of=on,
            id=article.id,
            slug=article.slug,
            version=article.version,
            digest=digest,
            code=_code(journal, article.lang, digest),
            by=by,
            role=role,
            more=told,
        ),
    )
    return Approved(article, is_new)


def _code(journal: Journal, lang: str, digest: str) -> str:
    """The leaflet code of this text; "" while the disclaimer is not approved."""
    disclaimer = disclaimer_for(journal.settings.house, lang)
    return leaflet_code(digest, disclaimer) if disclaimer and disclaimer.is_approved else ""


def _signed(people: tuple[Person, ...], by: str, role: PersonRole, on: date) -> tuple[Person, ...]:
    """The people with this one's date set; a reviewer who was not named yet stands last."""
    signed = tuple(
        replace(each, date=on) if (each.name, each.role) == (by, role) else each for each in people
    )
    if any((each.name, each.role) == (by, role) for each in signed):
        return signed
    return (*signed, Person(by, role, on))
