"""Judged articles → Jobs: which file is made of which articles, and what is left out and why."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection as Choice
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

from journalpress.edition.types import LeftOut, Part, Reason
from journalpress.errors import UsageError
from journalpress.journal.facts import Facts
from journalpress.journal.load import Journal
from journalpress.journal.settings import DEFAULT_LAYOUT, Collection
from journalpress.reviewcopy import ReviewCopy
from journalpress.standing import Judged
from journalpress.writers import WRITERS, Claim, in_layout

LEAFLET = "pdf"
"""The format that has layouts."""
BOOK = "epub"
"""The format that binds a collection; of articles named one by one it makes one file each."""
LONGEST_NAME = 60
"""Characters of a reviewer's name in the name of a file."""
REVIEW = "docx"
"""The copy that reviewers write into: made whatever the standing, never among the leaflets."""

FileKind: TypeAlias = Literal["final", "draft", "review"]
"""final: may be handed out · draft: stamped on every page · review: a Word copy for reviewers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to make: `path` lies below the output folder, with `/`.

    `layout` is "" for a format that has none. `draft` says whether its pages are stamped. A Word
    copy has `copy`. A book has `name`, `title`, `lang` and `parts`.
    """

    format: str
    path: str
    kind: FileKind
    slugs: tuple[str, ...]
    draft: bool
    layout: str = ""
    copy: ReviewCopy | None = None
    name: str = ""
    title: str = ""
    lang: str = ""
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    claim: Claim | None = None

    @property
    def is_book(self) -> bool:
        """Whether the file holds a collection."""
        return bool(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an export would do. Slugs and ids of what gets no file stand under the reason.

    `draft`: whether drafts were asked for, which are never published. `without_brief`: articles of
    which the short leaflet was asked and that have no section for it.
    """

    jobs: tuple[Job, ...] = ()
    draft: bool = False
    skipped: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    without_brief: tuple[str, ...] = ()


def plan_jobs(
    journal: Journal,
    judged: Mapping[str, Judged],
    *,
    formats: Choice[str],
    layouts: Sequence[str] = (DEFAULT_LAYOUT,),
    draft: bool = False,
    slugs: Sequence[str] = (),
    collections: Sequence[str] = (),
    copies: Sequence[ReviewCopy] = (ReviewCopy(),),
) -> Plan:
    """The files to make: of all articles, of these `slugs`, or of those in these `collections`.

    A leaflet (PDF) is made once in each of the `layouts`, a Word copy once for each of `copies`.
    `refused` and `broken` name what was asked for and cannot be made; a book left without any
    chapter is `emptied` by refusals, else `empty`.
    """
    books = [each for each in journal.collections if not collections or each.id in collections]
    chosen = list(dict.fromkeys(slugs)) or _of_collections(judged, books, bool(collections))
    articles = [judged[slug] for slug in chosen if slug in judged]
    leaflets = [each for each in WRITERS if each in formats and each != REVIEW]
    jobs: list[Job] = []
    for each in articles:
        single = [name for name in leaflets if name != BOOK or slugs]
        jobs += _leaflet_jobs(each, single, layouts, draft=draft)
        if REVIEW in formats and not each.errors:
            jobs += _review_jobs(each, copies, draft=draft)
    empty: list[str] = []
    emptied: list[str] = []
    if BOOK in formats and not slugs:
        for book in books:
            job = _book_job(book, judged, draft=draft)
            if job is not None:
                jobs.append(job)
            elif any(_held_back(judged[slug]) for slug in book.slugs if slug in judged):
                emptied.append(book.id)
            else:
                empty.append(book.id)
    wanted = bool(leaflets) and not draft
    by_verdict = [(each.slug, each.standing.verdict) for each in articles]
    return Plan(
        jobs=tuple(jobs),
        draft=draft,
        skipped=tuple(slug for slug, verdict in by_verdict if verdict == "skipped" and wanted),
        withdrawn=tuple(slug for slug, verdict in by_verdict if verdict == "withdrawn" and wanted),
        refused=tuple(slug for slug, verdict in by_verdict if verdict == "refused" and wanted),
        broken=tuple(each.slug for each in articles if _fails(each, wanted, REVIEW in formats)),
        empty=tuple(empty),
        emptied=tuple(emptied),
        without_brief=tuple(
            each.slug
            for each in articles
            if LEAFLET in formats
            and any(map(_is_brief, layouts))
            and _may_be_made(each, draft=draft)
            and not _has_brief(each)
        ),
    )


def claiming(plan: Plan, claim: Claim) -> Plan:
    """The plan with this claim in each of its books. Raises UsageError where none may have it."""
    if plan.draft:
        raise UsageError("a draft cannot state that it conforms", hint="leave --draft out")
    if not any(job.format == BOOK for job in plan.jobs):
        raise UsageError("only an e-book can state what it conforms to", hint="add --to epub")
    jobs = (replace(job, claim=claim) if job.format == BOOK else job for job in plan.jobs)
    return replace(plan, jobs=tuple(jobs))


def rebuilt_books(
    names: Choice[str], plan: Plan, journal: Journal, judged: Mapping[str, Judged]
) -> tuple[Job, ...]:
    """The books of these names that the plan does not make, of what may stand in them today.

    A book that is taken back for the sake of one article must not be missing for the others.
    """
    planned = {job.path for job in plan.jobs}
    books = (each for each in journal.collections if each.id in names)
    jobs = (_book_job(book, judged, draft=False) for book in books)
    return tuple(job for job in jobs if job is not None and job.path not in planned)


def _fails(each: Judged, finals: bool, review: bool) -> bool:
    """Whether errors keep from being made what was asked for, and no refusal tells of them."""
    if not each.errors:
        return False
    match each.standing.verdict:
        case "unreadable":
            return True
        case "refused":
            return not finals
        case "skipped" | "withdrawn" | "final":
            return review or not finals
        case _:
            assert_never(each.standing.verdict)


def _held_back(each: Judged) -> bool:
    return each.standing.verdict in ("refused", "unreadable") or bool(each.errors)


def _of_collections(
    judged: Mapping[str, Judged], books: Sequence[Collection], limited: bool
) -> list[str]:
    if not limited:
        return list(judged)
    return list(dict.fromkeys(slug for book in books for slug in book.slugs))


def _leaflet_jobs(
    each: Judged, formats: Sequence[str], layouts: Sequence[str], *, draft: bool
) -> list[Job]:
    if not _may_be_made(each, draft=draft):
        return []
    return [
        Job(
            format=name,
            path=f"{_folder(name, draft)}/{each.slug}{_marked(layout)}{WRITERS[name].suffix}",
            kind="draft" if draft else "final",
            slugs=(each.slug,),
            draft=draft,
            layout=layout,
        )
        for name in formats
        for layout in (dict.fromkeys(layouts) if name == LEAFLET else ("",))
        if not _is_brief(layout) or _has_brief(each)
    ]


def _review_jobs(each: Judged, copies: Sequence[ReviewCopy], *, draft: bool) -> list[Job]:
    return [
        Job(
            format=REVIEW,
            path=f"review/{each.slug}{_named(copy.recipient)}{WRITERS[REVIEW].suffix}",
            kind="review",
            slugs=(each.slug,),
            draft=draft or each.standing.verdict != "final",
            copy=copy,
        )
        for copy in copies
    ]


def file_name_of(recipient: str) -> str:
    """What a reviewer's name is in the name of a file: `dr-okafor`.

    A name without any letter of a–z has a hash of itself.
    """
    plain_letters = unicodedata.normalize("NFKD", recipient).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain_letters.lower())
    if any(letter.isalpha() for word in words for letter in word):
        return "-".join(words)[:LONGEST_NAME]
    return f"reviewer-{hashlib.sha256(recipient.encode()).hexdigest()[:8]}"


def _named(recipient: str) -> str:
    return f".{file_name_of(recipient)}" if recipient else ""


def _may_be_made(each: Judged, *, draft: bool) -> bool:
    return not each.errors and (draft or each.standing.verdict == "final")


def _is_brief(layout: str) -> bool:
    return in_layout(WRITERS[LEAFLET], layout).brief


def _has_brief(each: Judged) -> bool:
    return each.facts is not None and each.facts.brief


def _marked(layout: str) -> str:
    """What a file's name says of its layout."""
    return "" if layout in ("", DEFAULT_LAYOUT) else f".{layout}"


def _book_job(book: Collection, judged: Mapping[str, Judged], *, draft: bool) -> Job | None:
    """The book of what may stand in it; None where nothing may."""

    def fits(slug: str) -> bool:
        each = judged[slug]
        return not each.errors and (draft or each.standing.verdict == "final")

    known = [slug for slug in book.slugs if slug in judged]
    inside = {slug for slug in known if fits(slug)}
    if not inside:
        return None
    parts = tuple(
        Part(part.title, tuple(slug for slug in part.slugs if slug in inside))
        for part in book.parts
        if inside.intersection(part.slugs)
    )
    return Job(
        format=BOOK,
        path=f"{_folder(BOOK, draft)}/{book.id}{WRITERS[BOOK].suffix}",
        kind="draft" if draft else "final",
        slugs=tuple(slug for part in parts for slug in part.slugs),
        draft=draft,
        name=book.id,
        title=book.title,
        lang=book.lang,
        parts=parts,
        left_out=tuple(
            _left_out(judged[slug], draft=draft) for slug in known if slug not in inside
        ),
    )


def _folder(name: str, draft: bool) -> str:
    return f"draft/{name}" if draft else name


def _left_out(each: Judged, *, draft: bool) -> LeftOut:
    facts = each.facts
    if facts is None:
        return LeftOut(each.slug, "", "errors")
    return LeftOut(facts.title, facts.lang, "errors" if draft else _reason(each, facts))


def _reason(each: Judged, facts: Facts) -> Reason:
    """Why a final book does not hold the article; of several, the reason to deal with first."""
    codes = {reason.code for reason in each.standing.reasons}
    match each.standing.verdict:
        case "skipped":
            return "draft" if facts.status == "draft" else "in_review"
        case "withdrawn":
            return "withdrawn"
        case "refused" | "final" | "unreadable" if each.errors:
            return "errors"
        case "refused" if "JP015" in codes and facts.approved:
            return "changed"
        case "refused" if "JP003" in codes:
            return "past_date"
        case "refused" | "final" | "unreadable":
            return "incomplete"
        case _:
            assert_never(each.standing.verdict)
