"""The end of every export: what stands in the output folder beside the files that were made.

The front desk's page, the manifest and the provenance follow from what lies there, whichever
export put it there. All three are written only where they changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from journalpress.batch.archive import keep, prune
from journalpress.batch.frontdesk import PAGE, About, Desk, write_page
from journalpress.batch.holdings import Holding, TakenBack, Text, taken_back
from journalpress.batch.manifest import MANIFEST, manifest_of
from journalpress.batch.provenance import (
    read_subjects,
    statement,
    theme_digest,
    write_statement,
)
from journalpress.batch.publish import Retired, tell_published
from journalpress.batch.records import ChapterRecord, Record, read_file
from journalpress.batch.sources import Sources, article_files, journal_files
from journalpress.files import write_whole
from journalpress.journal.history import read_history
from journalpress.journal.load import Journal
from journalpress.journal.settings import DEFAULT_LAYOUT
from journalpress.standing import Judged


@dataclass(frozen=True, slots=True)
class Finished:
    """What was written of: the files that may be handed out, and of what each was made, by path.

    `shared` are the files of the journal that all of them are made of.
    """

    holdings: tuple[Holding, ...]
    sources: Mapping[str, Sources]
    shared: Sources


def finish_folder(
    journal: Journal,
    judged: Mapping[str, Judged],
    out: Path,
    *,
    records: Iterable[Record],
    past: Sequence[Retired],
) -> Finished:
    """Write the page, the manifest and the provenance of this folder.

    `records` tell of every file in it, `past` which of these may no longer be handed out. Raises
    EnvironmentFailure, UnreadableJournal where the history is damaged.
    """
    gone = {each.record.path for each in past}
    holdings = tuple(
        holding_of(record)
        for record in records
        if record.kind == "final" and record.path not in gone and (out / record.path).is_file()
    )
    sources = sources_of(journal, judged, holdings, read_subjects(out))
    shared = journal_files(journal)
    taken = (*taken_back(read_history(journal.folder), holdings), *_left_here(past, holdings))
    page = write_page(out, desk_of(journal), holdings, about_articles(judged), _once(taken))
    _write_manifest(out, {**{each.path: each.sha256 for each in holdings}, PAGE: page})
    content = statement(
        holdings,
        sources,
        shared,
        others={PAGE: page},
        journal=journal.settings.id,
        styled=journal.settings.house.style is not None,
    )
    write_statement(out, content)
    return Finished(holdings, sources, shared)


def publish(
    journal: Journal, out: Path, records: Mapping[str, Record], finished: Finished, as_of: date
) -> int:
    """Keep in the archive what is published, where there is one, and tell the history of it.

    Returns how many lines were added: none where nothing changed. Raises EnvironmentFailure.
    """
    export = journal.settings.export
    if export.archive:
        sources = {path: one for each in finished.sources.values() for path, one in each.items()}
        keep(journal.folder, out, finished.holdings, {**finished.shared, **sources})

    def made_of(path: str) -> Mapping[str, object]:
        return {
            "sources": {**finished.shared, **finished.sources.get(path, {})},
            "tool": f"journalpress {version('journalpress')}",
            "theme": theme_digest(finished.shared),
        }

    lines = tell_published(journal, records, as_of, made_of)
    if export.archive and export.archive_years:
        history = read_history(journal.folder)
        prune(journal.folder, history, years=export.archive_years, as_of=as_of)
    return lines


def holding_of(record: Record) -> Holding:
    """What a record says of its file, as plain data."""
    is_pdf = record.format == "pdf"
    return Holding(
        path=record.path,
        sha256=record.sha256,
        format=record.format,
        layout=record.layout or (DEFAULT_LAYOUT if is_pdf else ""),
        book=record.book,
        texts=tuple(_text(chapter) for chapter in record.chapters),
    )


def desk_of(journal: Journal) -> Desk:
    """Whose front desk it is."""
    settings = journal.settings
    return Desk(
        lang=settings.languages[0] if settings.languages else "en",
        journal=settings.title,
        clinic=settings.house.clinic.name,
        theme=settings.house.theme,
        sample=settings.house.sample,
        books={each.id: (each.title, each.lang) for each in journal.collections},
    )


def about_articles(judged: Mapping[str, Judged]) -> dict[str, About]:
    """What the journal says of its articles today, by id."""
    return {
        facts.id: About(
            title=facts.title,
            lang=facts.lang,
            category=facts.category,
            aliases=tuple(name for name in facts.names[1:-1] if name),
            code=each.standing.code,
        )
        for each in judged.values()
        if (facts := each.facts)
    }


def sources_of(
    journal: Journal,
    judged: Mapping[str, Judged],
    holdings: Iterable[Holding],
    before: Mapping[str, Mapping[str, object]],
) -> dict[str, Sources]:
    """The files of the journal that each of these was made of, by path.

    Of a file whose article is being edited, what the folder's provenance said `before`; nothing
    where that is not known. Raises EnvironmentFailure.
    """
    by_code = {each.standing.code: each for each in judged.values() if each.standing.code}
    read: dict[str, Sources] = {}
    found: dict[str, Sources] = {}
    for holding in holdings:
        codes = [text.code for text in holding.texts]
        if all(code in by_code for code in codes):
            for code in codes:
                if code not in read:
                    read[code] = article_files(journal, by_code[code].entry)
            merged = {path: one for code in codes for path, one in read[code].items()}
            found[holding.path] = dict(sorted(merged.items()))
            continue
        told = before.get(holding.path, {})
        kept = told.get("sources") if told.get("sha256") == holding.sha256 else None
        if isinstance(kept, Mapping):
            found[holding.path] = {str(path): str(digest) for path, digest in kept.items()}
    return found


def _text(chapter: ChapterRecord) -> Text:
    return Text(
        id=chapter.id,
        slug=chapter.slug,
        title=chapter.title,
        version=chapter.version,
        digest=chapter.digest,
        code=chapter.code,
        until=chapter.next_review,
    )


def _left_here(past: Iterable[Retired], holdings: Iterable[Holding]) -> tuple[TakenBack, ...]:
    """The leaflets that nobody moved away, a text each, with where its files lie."""
    current = {text.code for each in holdings for text in each.texts}
    found: dict[tuple[str, str], TakenBack] = {}
    for each in past:
        record = each.record
        if record.kind != "final" or record.book or record.chapters[0].code in current:
            continue
        first = record.chapters[0]
        before = found.get((first.id, first.code))
        found[first.id, first.code] = TakenBack(
            id=first.id,
            slug=first.slug,
            title=first.title,
            version=first.version,
            code=first.code,
            why=each.why,
            still_here=(*(before.still_here if before else ()), record.path),
        )
    return tuple(found.values())


def _once(taken: Iterable[TakenBack]) -> tuple[TakenBack, ...]:
    """Each text once; where the history and the folder both tell of it, the folder counts."""
    return tuple({(each.id, each.code): each for each in taken}.values())


def _write_manifest(out: Path, files: Mapping[str, str]) -> None:
    data = manifest_of(files)
    if read_file(out / MANIFEST) != data:
        write_whole(out / MANIFEST, data)
