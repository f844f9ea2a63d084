"""What a worker does: a Task → one Outcome a file, made and proved; nothing is raised.

A Task and an Outcome are plain data, so that a worker may be this process, another one, or one on
another computer. One that does not see the journal's folder is sent the pictures too.
"""

from __future__ import annotations

import pickle
import resource
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from journalpress.batch.formats import means_of
from journalpress.batch.plan import Job
from journalpress.batch.records import ChapterRecord, dump_said
from journalpress.batch.remarks import remarks_of
from journalpress.digests import digest_of, sha256
from journalpress.edition import make_edition
from journalpress.edition.brief import brief_edition
from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition, House, Neighbour
from journalpress.errors import EnvironmentFailure, JournalPressError
from journalpress.inspect.lastpage import LEAST_FULL, said_of
from journalpress.journal.load import Journal
from journalpress.journal.pictures import picture_files, pictures_in, pictures_of
from journalpress.limits import Limits
from journalpress.model import Article, Media
from journalpress.problems import Problem, problem
from journalpress.reviewcopy import Remark
from journalpress.standing import Judged, neighbours
from journalpress.verify import compare
from journalpress.writers import WRITERS, Writer, as_copy, in_layout, with_claim


@dataclass(frozen=True, slots=True)
class PackedHouse:
    """The House, pickled once for all tasks of a run; a worker unpacks it once."""

    digest: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Files of the same articles, made one after the other: `articles` in the order of the jobs.

    `neighbours` are the articles that these link to. `digests` are those of the texts that were
    judged, in the order of `articles`. `remarks` are for the Word copies. `folder` is the
    journal's, where the pictures are read; with `pictures`, the files of all of them by name,
    nothing is read there.
    """

    jobs: tuple[Job, ...]
    articles: tuple[Article, ...]
    neighbours: Mapping[str, Neighbour]
    digests: tuple[str, ...]
    house: PackedHouse
    cover: Media | None
    remarks: tuple[Remark, ...]
    folder: Path
    limits: Limits
    pictures: Mapping[str, bytes] | None = None

    @property
    def allowance(self) -> float:
        """Seconds that a book may take beyond the limit: one for each article after the first."""
        return float(len(self.articles) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: its bytes, or the problems that keep it from being made.

    `problems` of a file that was made are warnings. `said` is what it must say, packed for the
    ledger. `seconds` are of the wall clock, `peak_mb` the most memory that the worker ever had.
    `failure` is what ails the computer, and what to do: no other file can be made either.
    """

    path: str
    data: bytes | None = None
    sha256: str = ""
    said: bytes = b""
    chapters: tuple[ChapterRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    trace: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0
    failure: tuple[str, str] | None = None


def pack_house(house: House) -> PackedHouse:
    """The House as it travels with each Task."""
    return PackedHouse(digest_of(house), pickle.dumps(house))


class TaskMaker:
    """The Tasks of one journal; what they share is packed once.

    `distant`: who makes the files does not see the journal's folder, and is sent the pictures.
    """

    def __init__(
        self, journal: Journal, judged: Mapping[str, Judged], *, distant: bool = False
    ) -> None:
        self._journal = journal
        self._distant = distant
        self._judged = judged
        self._house = pack_house(journal.settings.house)
        self._neighbours = neighbours(judged)
        self._covers = {each.id: each.cover for each in journal.collections}

    def task_of(self, jobs: tuple[Job, ...]) -> Task:
        """The Task of these jobs, all of the same articles.

        Raises JournalPressError where an article can no longer be read.
        """
        first = jobs[0]
        articles: list[Article] = []
        linked: dict[str, Neighbour] = {}
        for slug in first.slugs:
            each = self._judged[slug]
            if each.article is None or each.facts is None:
                raise JournalPressError(f"{slug} is no article", hint="export again")
            articles.append(each.article)
            linked |= {
                other: self._neighbours[other]
                for other in each.facts.linked
                if other in self._neighbours
            }
        copied = any(job.copy for job in jobs)
        return Task(
            jobs=jobs,
            articles=tuple(articles),
            neighbours=linked,
            digests=tuple(self._judged[slug].standing.digest for slug in first.slugs),
            house=self._house,
            cover=self._covers.get(first.name),
            remarks=remarks_of(self._judged[first.slugs[0]]) if copied else (),
            folder=self._journal.folder,
            limits=self._journal.settings.limits,
            pictures=self._pictures(articles) if self._distant else None,
        )

    def _pictures(self, articles: Sequence[Article]) -> Mapping[str, bytes]:
        folder, limits = self._journal.folder, self._journal.settings.limits
        files: dict[str, bytes] = {}
        for article in articles:
            files |= picture_files(folder, article, limits)
        return files


def make_files(task: Task, writers: Mapping[str, Writer] = WRITERS) -> tuple[Outcome, ...]:
    """One Outcome for each job of the Task, in order; whatever goes wrong is told in it."""
    last = _Made()
    return tuple(_make(job, task, last, writers) for job in task.jobs)


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


SHORTEN = "no spacing fills it: make the text some lines shorter, or longer"
"""What helps where a leaflet cannot be fitted to its pages."""


def make_job_edition(job: Job, journal: Journal, judged: Mapping[str, Judged]) -> Edition:
    """The Edition of this job's articles. Raises JournalPressError."""
    return edition_of(job, TaskMaker(journal, judged).task_of((job,)))


def edition_of(job: Job, task: Task) -> Edition:
    """The Edition that this job of the Task is made of. Raises JournalPressError."""
    media: dict[str, Media] = {}
    for article in task.articles:
        media.update(
            pictures_of(task.folder, article, task.limits)
            if task.pictures is None
            else pictures_in(task.pictures, article, task.limits)
        )
    edition = make_edition(
        task.articles,
        house=_unpacked(task.house),
        neighbours=task.neighbours,
        media=media,
        draft=job.draft,
        name=job.name,
        title=job.title,
        lang=job.lang,
        parts=job.parts,
        left_out=job.left_out,
        cover=task.cover,
    )
    judged = dict(zip(job.slugs, task.digests, strict=True))
    for chapter in edition.chapters:
        if chapter.identity.digest != judged[chapter.slug]:
            raise JournalPressError(
                f"a picture of {chapter.slug} was changed during the export",
                hint="export again",
            )
    return edition


@dataclass(slots=True)
class _Made:
    """The Edition that the last job was made of: the next one often wants the same."""

    key: tuple[object, ...] = ()
    edition: Edition | None = None


def _make(job: Job, task: Task, last: _Made, writers: Mapping[str, Writer]) -> Outcome:
    begun = time.monotonic()
    try:
        return _made(job, task, last, writers, begun)
    except EnvironmentFailure as error:
        return Outcome(path=job.path, failure=(str(error), error.hint))
    except JournalPressError as error:
        (told,) = refused(job, error).problems
    except MemoryError:
        told = out_of_memory(job)
    except Exception as error:  # a backend may raise anything; the other files must still be made
        words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        told = problem(
            "JP210",
            f"could not be made: {words}",
            "run again with --debug and report what it shows",
            file=job.path,
            article=job.slugs[0],
        )
    last.edition = None
    return Outcome(
        path=job.path,
        problems=(told,),
        trace=traceback.format_exc(),
        seconds=time.monotonic() - begun,
        peak_mb=_peak_mb(),
    )


def refused(job: Job, error: JournalPressError) -> Outcome:
    """That this file cannot be made, for the reason that the error gives (JP210)."""
    told = problem("JP210", str(error), error.hint, file=job.path, article=job.slugs[0])
    return Outcome(path=job.path, problems=(told,))


def out_of_memory(job: Job) -> Problem:
    """That this file needs more memory than a worker may have (JP222)."""
    return problem(
        "JP222",
        "needs more memory than a worker may have",
        "split the article or use smaller pictures, or raise worker_megabytes in journal.toml",
        file=job.path,
        article=job.slugs[0],
    )


def _made(
    job: Job, task: Task, last: _Made, writers: Mapping[str, Writer], begun: float
) -> Outcome:
    writer = in_layout(writers[job.format], job.layout)
    key = (job.slugs, job.draft, job.name)
    if last.edition is None or last.key != key:
        last.edition, last.key = edition_of(job, task), key
    edition = brief_edition(last.edition) if writer.brief else last.edition
    writer = with_claim(writer, job.claim) if job.claim else writer
    writer = as_copy(writer, job.copy, task.remarks) if job.copy else writer
    data, found = make_file(edition, writer, job.path)
    if any(each.severity == "error" for each in found):
        return Outcome(
            path=job.path,
            problems=found,
            seconds=time.monotonic() - begun,
            peak_mb=_peak_mb(),
        )
    return Outcome(
        path=job.path,
        data=data,
        sha256=sha256(data),
        said=dump_said(expectation(edition)),
        chapters=_chapter_records(edition),
        problems=found,
        seconds=time.monotonic() - begun,
        peak_mb=_peak_mb(),
    )


@lru_cache(maxsize=2)
def _unpacked(packed: PackedHouse) -> House:
    house = pickle.loads(packed.data)
    assert isinstance(house, House)
    return house


def _peak_mb() -> float:
    """The most memory that this process ever had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


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
