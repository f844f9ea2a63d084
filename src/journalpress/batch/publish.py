"""The published folder holds what may be handed out today: what is past goes to retired/.

Publishing is an export of finals into the folder that `[export] out` names. Only that moves files
to retired/ and adds lines to the journal's history.
"""

from __future__ import annotations

import getpass
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from journalpress.batch.ledger import Ledger
from journalpress.batch.records import RETIRED, ChapterRecord, Record, read_file
from journalpress.digests import sha256
from journalpress.files import move
from journalpress.journal.history import Event, HistoryEvent, add_event, read_history
from journalpress.journal.load import Journal
from journalpress.standing import Judged


@dataclass(frozen=True, slots=True)
class Retired:
    """A file that may no longer be handed out, and why, in words for a person."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A published file whose source is being edited: it stays out until its own date."""

    record: Record
    until: date | None


def is_published_folder(journal: Journal, out: Path) -> bool:
    """Whether this is the folder that `[export] out` names."""
    return out.resolve() == published_folder(journal).resolve()


def published_folder(journal: Journal) -> Path:
    """The folder that `[export] out` names, seen from the journal."""
    return journal.folder / journal.settings.export.out


def past_files(
    records: Iterable[Record], journal: Journal, judged: Mapping[str, Judged], as_of: date
) -> tuple[Retired, ...]:
    """The final files that may no longer be handed out, and the review copies of no article.

    A final is past its date, withdrawn, renamed, deleted, or replaced by a newer approved text; a
    review copy goes when its article was renamed or deleted.
    """
    by_id = {each.facts.id: each for each in judged.values() if each.facts}
    books = {book.id for book in journal.collections}
    found: list[Retired] = []
    for record in records:
        if record.kind == "draft":
            continue
        if record.kind == "review":
            if why := _why_orphaned(record.chapters[0], by_id, judged):
                found.append(Retired(record, why))
            continue
        if record.book and record.book not in books:
            found.append(Retired(record, "the collection was renamed or deleted"))
            continue
        reasons = (
            _why_past(chapter, by_id, judged, as_of, in_book=bool(record.book))
            for chapter in record.chapters
        )
        if why := next((reason for reason in reasons if reason), ""):
            found.append(Retired(record, why))
    return tuple(found)


def edited_files(records: Iterable[Record], judged: Mapping[str, Judged]) -> tuple[Edited, ...]:
    """The final leaflets that stay out although their source is not in force as it stands.

    The source is the article with the leaflet's id; a file that cannot be read has none, and then
    its name counts.
    """
    by_id = {each.facts.id: each for each in judged.values() if each.facts}

    def is_edited(chapter: ChapterRecord) -> bool:
        each = by_id.get(chapter.id)
        if each is None:
            return _is_unreadable(chapter.slug, judged)
        return each.standing.verdict in ("skipped", "refused")

    return tuple(
        Edited(record, record.chapters[0].next_review)
        for record in records
        if record.kind == "final" and not record.book and is_edited(record.chapters[0])
    )


def retire(
    journal: Journal, out: Path, ledger: Ledger, past: Sequence[Retired], as_of: date
) -> tuple[str, ...]:
    """Move these files to retired/ and tell the history; returns where each lies now.

    Raises EnvironmentFailure.
    """
    moved: list[str] = []
    last = _last_events(journal) if past else {}
    for each in past:
        record, source = each.record, out / each.record.path
        data = read_file(source)
        if data is not None:
            target = _free_name(out, record, sha256(data))
            move(source, out / target)
            moved.append(target)
        if last.get(record.path) == ("published", record.sha256):
            add_event(
                journal.folder,
                _event("retired", record, as_of, {record.path: record.sha256}, {"why": each.why}),
            )
        ledger.forget(record.path)
    return tuple(moved)


def tell_published(
    journal: Journal,
    records: Mapping[str, Record],
    as_of: date,
    made_of: Callable[[str], Mapping[str, object]] = lambda _: {},
) -> int:
    """Add a line to the history for each article or book with files that it does not know yet.

    `made_of` says of a path what else the line holds. Returns how many lines were added: none
    where nothing changed. Raises EnvironmentFailure.
    """
    last = _last_events(journal)
    files: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    record_of: dict[tuple[str, str], Record] = {}
    for record in records.values():
        if record.kind == "final" and last.get(record.path) != ("published", record.sha256):
            name = (record.book, record.book or record.chapters[0].id)
            files[name][record.path] = record.sha256
            record_of[name] = record
    for name in sorted(files):
        record = record_of[name]
        until = min((each.next_review for each in record.chapters if each.next_review), default="")
        more = {"until": str(until), **made_of(record.path)}
        add_event(journal.folder, _event("published", record, as_of, files[name], more))
    return len(files)


def _why_past(
    chapter: ChapterRecord,
    by_id: Mapping[str, Judged],
    judged: Mapping[str, Judged],
    as_of: date,
    *,
    in_book: bool,
) -> str:
    """Why this chapter may no longer be handed out as it was printed; "" where it may."""
    if chapter.next_review is not None and chapter.next_review < as_of:
        return f"past its date, {chapter.next_review}"
    each = by_id.get(chapter.id)
    if each is not None and each.standing.verdict == "withdrawn":
        return "withdrawn"
    if (each is None or not in_book) and (why := _why_orphaned(chapter, by_id, judged)):
        return why
    if each is None:
        return ""
    if each.standing.verdict == "final" and each.standing.code != chapter.code:
        return "replaced by a newer approved text"
    return ""


def _why_orphaned(
    chapter: ChapterRecord, by_id: Mapping[str, Judged], judged: Mapping[str, Judged]
) -> str:
    """Why this chapter's file belongs to no article any more; "" where it does."""
    each = by_id.get(chapter.id)
    if each is None:
        return "" if _is_unreadable(chapter.slug, judged) else "the article was deleted"
    return f"renamed to {each.slug}" if each.slug != chapter.slug else ""


def _is_unreadable(slug: str, judged: Mapping[str, Judged]) -> bool:
    """Whether there is a file of this name of which nobody can tell what article it is."""
    each = judged.get(slug)
    return each is not None and each.facts is None


def _free_name(out: Path, record: Record, digest: str) -> str:
    """`retired/pdf/lupus.v1.K7QX-2M9F-D.pdf`, with -2, -3… where another file lies there."""
    path = PurePosixPath(record.path)
    first = record.chapters[0]
    what = (
        record.sha256[:12] if record.book else f"v{first.version}.{first.code or first.digest[:12]}"
    )
    stem, number = f"{RETIRED}/{path.parent}/{path.stem}.{what}", 1
    while True:
        name = f"{stem}-{number}{path.suffix}" if number > 1 else f"{stem}{path.suffix}"
        there = read_file(out / name)
        if there is None or sha256(there) == digest:
            return name
        number += 1


def _last_events(journal: Journal) -> Mapping[str, tuple[str, str]]:
    """Path → what the history last says of it: (event, SHA-256)."""
    last: dict[str, tuple[str, str]] = {}
    for path, event, digest in _file_events(journal):
        last[path] = (event, digest)
    return last


def _file_events(journal: Journal) -> Iterator[tuple[str, str, str]]:
    for line in read_history(journal.folder):
        files = line.get("files")
        if line.get("event") in ("published", "retired") and isinstance(files, dict):
            for path, digest in files.items():
                yield path, str(line["event"]), str(digest)


def _event(
    event: HistoryEvent,
    record: Record,
    as_of: date,
    files: Mapping[str, str],
    more: Mapping[str, object],
) -> Event:
    if record.book:
        chapters = {chapter.slug: chapter.code for chapter in record.chapters}
        return Event(
            event=event, as_of=as_of, id=record.book, slug=record.book, by=logged_in(), files=files,
            more={"chapters": chapters, **more},
        )  # fmt: skip
    chapter = record.chapters[0]
    return Event(
        event=event,
        as_of=as_of,
        id=chapter.id,
        slug=chapter.slug,
        version=chapter.version,
        digest=chapter.digest,
        code=chapter.code,
        by=logged_in(),
        files=files,
        more={"title": chapter.title, **more},
    )


def logged_in() -> str:
    """Who is logged in; "" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
