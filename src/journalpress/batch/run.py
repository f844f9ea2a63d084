"""Jobs → files: each is made, read back, compared with its Edition, and only then put in place.

A job that fails never stops the others; a disk that refuses stops all of them.
"""

from __future__ import annotations

import contextlib
import shutil
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journalpress.batch.finish import Finished, finish_folder, publish
from journalpress.batch.formats import means_of
from journalpress.batch.plan import Job, Plan, rebuilt_books
from journalpress.batch.publish import (
    Edited,
    Retired,
    edited_files,
    is_published_folder,
    past_files,
    retire,
)
from journalpress.batch.records import (
    LOCK,
    ChapterRecord,
    Record,
    read_records,
    sha256,
    sweep,
    write_recorded,
)
from journalpress.batch.remarks import remarks_of
from journalpress.batch.reviews import SetAside, keep_baseline, set_aside
from journalpress.edition import make_edition
from journalpress.edition.brief import brief_edition
from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.errors import EnvironmentFailure, JournalPressError
from journalpress.files import held
from journalpress.inspect.lastpage import LEAST_FULL, said_of
from journalpress.journal.load import Journal
from journalpress.journal.pictures import read_pictures
from journalpress.model import Media
from journalpress.problems import Problem, problem
from journalpress.reviewcopy import ReviewCopy
from journalpress.standing import Judged, neighbours
from journalpress.verify import compare
from journalpress.writers import WRITERS, Writer, as_copy, in_layout, with_claim

BYTES_PER_JOB = 600_000
"""What a file, its record and its temporary copy take at most, pictures aside (measured)."""

SHORTEN = "no spacing fills it: make the text some lines shorter, or longer"
"""What helps where a leaflet cannot be fitted to its pages."""

Step = Callable[[int, int, str], None]
"""Told before each job: how many are done, how many there are, which file is next."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not made: the problems, and the program's own trace for `--debug`."""

    path: str
    problems: tuple[Problem, ...]
    trace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an export did; paths lie below the output folder.

    `warnings` are about files that were written. `retired` are now in retired/ or, in a folder
    that is not the published one, still there and to be thrown away (`past`). `set_aside` are
    Word copies that somebody had edited where a new one was to be written.
    """

    plan: Plan
    written: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Problem, ...] = ()
    retired: tuple[Retired, ...] = ()
    past: tuple[Retired, ...] = ()
    edited: tuple[Edited, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    published: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for was made."""
        plan = self.plan
        return not (self.failures or plan.refused or plan.broken or plan.emptied)


@dataclass(slots=True)
class _Made:
    """The Edition that the last job was made of: the next one often wants the same."""

    key: tuple[object, ...] = ()
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    journal: Journal
    judged: Mapping[str, Judged]
    writers: Mapping[str, Writer]
    as_of: date
    records: Mapping[str, Record]
    set_aside: list[SetAside] = field(default_factory=list)
    last: _Made = field(default_factory=_Made)


def run_plan(
    plan: Plan,
    journal: Journal,
    judged: Mapping[str, Judged],
    out: Path,
    *,
    as_of: date,
    step: Step | None = None,
    writers: Mapping[str, Writer] = WRITERS,
) -> Report:
    """Make every file of the plan in `out`; where that is the published folder, publish.

    A writer that fails, or whose bytes do not say what the Edition says, costs its own file only.
    Raises FolderLocked where another export works there, EnvironmentFailure where the disk or
    the fonts fail: what was made until then is whole, and named in the manifest where possible.
    """
    with held(out / LOCK):
        _check_space(plan, out)
        sweep(out)
        publishing = is_published_folder(journal, out) and not plan.draft
        past = past_files(read_records(out).values(), journal, judged, as_of)
        jobs = plan.jobs
        if publishing:
            retire(journal, out, past, as_of)
            jobs += rebuilt_books([each.record.book for each in past], plan, journal, judged)
        written: list[str] = []
        failures: list[Failure] = []
        warnings: list[Problem] = []
        work = _Work(journal, judged, writers, as_of, read_records(out))
        try:
            for done, job in enumerate(jobs):
                if step:
                    step(done, len(jobs), job.path)
                done_or_failed = _do(job, work, out)
                if isinstance(done_or_failed, Failure):
                    failures.append(done_or_failed)
                else:
                    written.append(job.path)
                    warnings += done_or_failed
        except BaseException:
            with contextlib.suppress(EnvironmentFailure):
                _finish(journal, judged, out, as_of)
            raise
        finished = _finish(journal, judged, out, as_of)
        published = publish(journal, out, finished, as_of) if publishing else 0
        records = read_records(out)
        return Report(
            plan=plan,
            written=tuple(written),
            failures=tuple(failures),
            warnings=tuple(warnings),
            retired=past if publishing else (),
            past=() if publishing else tuple(_still_there(past, records)),
            edited=tuple(_not_past(edited_files(records.values(), judged), past)),
            set_aside=tuple(work.set_aside),
            published=published,
        )


def make_file(
    edition: Edition, writer: Writer, file: str = ""
) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of this Edition in this format, and what is to be said of them.

    Errors, where they do not say what it says; warnings, where a person may want to change it.
    """
    data = writer.write(edition)
    extract = writer.extract(data)
    found = compare(expectation(edition), extract, means_of(writer), file=file)
    if extract.last_page < LEAST_FULL:
        said = said_of(len(extract.running), extract.last_page)
        found += (problem("JPP010", said, SHORTEN, file=file),)
    return (writer.finish(data, edition) if writer.finish else data), found


def _do(job: Job, work: _Work, out: Path) -> Failure | tuple[Problem, ...]:
    """Make one file, prove it, put it in place: its warnings, or why that was not to be."""
    try:
        edition = _edition_of(job, work)
        writer = in_layout(work.writers[job.format], job.layout)
        writer = with_claim(writer, job.claim) if job.claim else writer
        if job.copy:
            writer = as_copy(writer, job.copy, remarks_of(work.judged[job.slugs[0]]))
        data, differences = make_file(edition, writer, job.path)
    except EnvironmentFailure:
        raise
    except JournalPressError as error:
        told = problem("JP210", str(error), error.hint, file=job.path, article=job.slugs[0])
        return Failure(job.path, (told,), traceback.format_exc())
    except Exception as error:  # a backend may raise anything; the other files must still be made
        words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        told = problem(
            "JP210",
            f"could not be made: {words}",
            "run again with --debug and report what it shows",
            file=job.path,
            article=job.slugs[0],
        )
        return Failure(job.path, (told,), traceback.format_exc())
    if any(each.severity == "error" for each in differences):
        return Failure(job.path, differences)
    if job.copy:
        try:
            _send(job, job.copy, data, work, out)
        except EnvironmentFailure:
            raise
        except JournalPressError as error:
            told = problem("JP210", str(error), error.hint, file=job.path, article=job.slugs[0])
            return Failure(job.path, (told,), traceback.format_exc())
    record = Record(
        path=job.path,
        format=job.format,
        layout=job.layout,
        kind=job.kind,
        sha256=sha256(data),
        book=job.name if job.is_book else "",
        chapters=_chapter_records(edition),
        expectation=expectation(edition),
    )
    write_recorded(out, record, data)
    return differences


def _send(job: Job, copy: ReviewCopy, data: bytes, work: _Work, out: Path) -> None:
    """Keep what a reviewer's copy says, and let no copy with a person's work be written over."""
    if copy.recipient:
        from journalpress.writers.docx.baseline import baseline_in

        file = Path(job.path).name
        keep_baseline(work.journal.folder, baseline_in(data), file=file, as_of=work.as_of)
    if moved := set_aside(out, job.path, work.records.get(job.path), data):
        work.set_aside.append(moved)


def _edition_of(job: Job, work: _Work) -> Edition:
    brief = in_layout(WRITERS[job.format], job.layout).brief
    key = (job.slugs, job.draft, job.name, brief)
    if work.last.edition is None or work.last.key != key:
        work.last.edition = make_job_edition(job, work.journal, work.judged)
        work.last.key = key
    return work.last.edition


def make_job_edition(job: Job, journal: Journal, judged: Mapping[str, Judged]) -> Edition:
    """The Edition of this job's articles. Raises JournalPressError."""
    media: dict[str, Media] = {}
    articles = []
    for slug in job.slugs:
        each = judged[slug]
        if each.article is None:
            raise JournalPressError(f"{slug} is no article")
        usable, _ = read_pictures(journal, each.entry)
        media.update(usable)
        articles.append(each.article)
    edition = make_edition(
        articles,
        house=journal.settings.house,
        neighbours=neighbours(judged),
        media=media,
        draft=job.draft,
        name=job.name,
        title=job.title,
        lang=job.lang,
        parts=job.parts,
        left_out=job.left_out,
        cover=next((each.cover for each in journal.collections if each.id == job.name), None),
    )
    if in_layout(WRITERS[job.format], job.layout).brief:
        edition = brief_edition(edition)
    for chapter in edition.chapters:
        if chapter.identity.digest != judged[chapter.slug].standing.digest:
            raise JournalPressError(
                f"a picture of {chapter.slug} was changed during the export",
                hint="export again",
            )
    return edition


def _chapter_records(edition: Edition) -> tuple[ChapterRecord, ...]:
    return tuple(
        ChapterRecord(
            id=chapter.identity.id,
            slug=chapter.slug,
            title=chapter.short_title,
            version=chapter.identity.version,
            digest=chapter.identity.digest,
            code=chapter.identity.code,
            next_review=chapter.identity.next_review,
        )
        for chapter in edition.chapters
    )


def _finish(journal: Journal, judged: Mapping[str, Judged], out: Path, as_of: date) -> Finished:
    """Bring what stands beside the files up to date. Raises EnvironmentFailure."""
    records = read_records(out)
    past = past_files(records.values(), journal, judged, as_of)
    return finish_folder(journal, judged, out, records=records.values(), past=past)


def _not_past(edited: tuple[Edited, ...], past: tuple[Retired, ...]) -> list[Edited]:
    """Of each file one thing is said: what is past is no longer being edited."""
    gone = {each.record.path for each in past}
    return [each for each in edited if each.record.path not in gone]


def _still_there(past: tuple[Retired, ...], records: Mapping[str, Record]) -> list[Retired]:
    return [each for each in past if records.get(each.record.path) == each.record]


def _check_space(plan: Plan, out: Path) -> None:
    """Raises EnvironmentFailure where the disk cannot hold what the plan makes."""
    needed = BYTES_PER_JOB * len(plan.jobs)
    free = shutil.disk_usage(out).free
    if free < needed:
        raise EnvironmentFailure(
            f"cannot write {out}: {free / 1e6:.0f} MB are free, about {needed / 1e6:.0f} MB needed",
            hint="make room, or export into another folder with -o; nothing was changed",
        )
