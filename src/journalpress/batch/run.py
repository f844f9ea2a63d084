"""Jobs → files: each is made by a worker, proved there, and only then put in place here.

A job that fails never stops the others; a disk that refuses stops all of them. Only this process
writes, and only it knows the ledger.
"""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from journalpress.batch.contentkey import KeyMaker
from journalpress.batch.due import Due, Work, what_is_due
from journalpress.batch.finish import Finished, finish_folder, publish
from journalpress.batch.job import Outcome, Task, TaskMaker, make_files, refused
from journalpress.batch.ledger import Ledger, read_records, read_states, sweep
from journalpress.batch.making import Handling, Here, Make, Submitter, made_files
from journalpress.batch.manifest import read_manifest
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
    Record,
)
from journalpress.batch.reviews import SetAside, keep_baseline, set_aside
from journalpress.batch.survey import Survey
from journalpress.errors import EnvironmentFailure, JournalPressError
from journalpress.files import held
from journalpress.journal.load import Journal
from journalpress.problems import Problem
from journalpress.standing import Judged

BYTES_PER_JOB = 600_000
"""What a file, its row and its temporary copy take at most, pictures aside (measured)."""
BYTES_PER_TEXT = 60_000
"""The same of a file of plain text."""

Step = Callable[["Moment"], None]
"""Told how far the work is, when it begins and after each file."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not made: the problems, and the program's own trace for `--debug`."""

    path: str
    problems: tuple[Problem, ...]
    trace: str = ""


Ending: TypeAlias = Literal["done", "cached", "failed"]
"""done: made now · cached: made before, and nothing changed since · failed: not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One file in the report of a run.

    `why` says why it was made, `code` is that of the first problem for which it was not.
    """

    path: str
    ending: Ending
    why: str = ""
    code: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How far the work is: files done and failed of the `total` to make, `path` the last one.

    `formats` counts those that were made, by format; `articles` are the articles and collections
    of which everything is done.
    """

    done: int
    failed: int
    total: int
    articles: int
    formats: Mapping[str, int]
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an export did; paths lie below the output folder.

    `kept` were made before and need nothing. `warnings` are about files that were written.
    `retired` are now in retired/ or, in a folder that is not the published one, still there and to
    be thrown away (`past`). `set_aside` are files that somebody had changed where a new one was to
    be written. `lines` tell of each file in the order of the plan. `stopped`: --fail-fast left
    files unmade.
    """

    plan: Plan
    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Problem, ...] = ()
    retired: tuple[Retired, ...] = ()
    past: tuple[Retired, ...] = ()
    edited: tuple[Edited, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    published: int = 0
    lines: tuple[Line, ...] = ()
    stopped: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for was made."""
        plan = self.plan
        return not (self.failures or plan.refused or plan.broken or plan.emptied)


@dataclass(frozen=True, slots=True)
class Making:
    """How files are made: by whom, and what is done when one is lost or fails.

    `hire` is told how many tasks there are and gives those who do them. `make` is what they do.
    With `fail_fast` nothing new is begun after the first failure. `distant`: they do not see the
    journal's folder.
    """

    hire: Callable[[int], AbstractContextManager[Submitter]]
    make: Make = make_files
    handling: Handling = field(default_factory=Handling)
    fail_fast: bool = False
    distant: bool = False


def hire_nobody(_: int) -> AbstractContextManager[Submitter]:
    """This process does the work itself: nothing guards it, and nothing is started."""
    return nullcontext(Here())


IN_THIS_PROCESS = Making(hire_nobody)


@dataclass(slots=True)
class _Tally:
    """What has become of the files so far."""

    total: int = 0
    done: int = 0
    stopped: bool = False
    failures: list[Failure] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    formats: Counter[str] = field(default_factory=Counter)
    articles: int = 0

    def moment(self, path: str = "") -> Moment:
        """How far the work is."""
        failed = len(self.failures)
        return Moment(
            done=self.done + failed,
            failed=failed,
            total=self.total,
            articles=self.articles,
            formats=self.formats,
            path=path,
        )


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to put a file in its place."""

    journal: Journal
    judged: Mapping[str, Judged]
    out: Path
    as_of: date
    ledger: Ledger
    listed: Mapping[str, str]
    tally: _Tally


def run_plan(
    plan: Plan,
    journal: Journal,
    judged: Mapping[str, Judged],
    out: Path,
    *,
    as_of: date,
    step: Step | None = None,
    force: bool = False,
    how: Making = IN_THIS_PROCESS,
    survey: Survey | None = None,
) -> Report:
    """Make every file of the plan in `out` that is not there yet as it must be; publish there.

    Publishing is left out where `out` is not the published folder, and for drafts. A writer that
    fails, or whose bytes do not say what the Edition says, costs its own file only. Raises
    FolderLocked where another export works there, EnvironmentFailure where the disk or the fonts
    fail: what was made until then is whole, and named in the manifest where possible.
    """
    with held(out / LOCK):
        _check_space(out, [])
        sweep(out)
        with Ledger(out) as ledger:
            if survey:
                _remember(survey, ledger, journal, judged, as_of)
            publishing = is_published_folder(journal, out) and not plan.draft
            past = past_files(ledger.records().values(), journal, judged, as_of)
            jobs = plan.jobs
            if publishing:
                retire(journal, out, ledger, past, as_of)
                jobs += rebuilt_books([each.record.book for each in past], plan, journal, judged)
            tally = _Tally()
            desk = _Desk(journal, judged, out, as_of, ledger, read_manifest(out) or {}, tally)
            try:
                _make_due(jobs, desk, how, step, force=force)
            except BaseException:
                with contextlib.suppress(EnvironmentFailure):
                    _finish(ledger.records(), journal, judged, out, as_of)
                raise
            # What ends a run, step by step; all of it follows from what lies in the folder now.
            records = ledger.records()
            finished = _finish(records, journal, judged, out, as_of)
            published = publish(journal, out, records, finished, as_of) if publishing else 0
        lines = [tally.lines[job.path] for job in jobs if job.path in tally.lines]
        order = {each.path: place for place, each in enumerate(lines)}
        return Report(
            plan=plan,
            written=tuple(each.path for each in lines if each.ending == "done"),
            kept=tuple(each.path for each in lines if each.ending == "cached"),
            failures=tuple(sorted(tally.failures, key=lambda each: order[each.path])),
            warnings=tuple(tally.warnings),
            retired=past if publishing else (),
            past=() if publishing else tuple(_still_there(past, records)),
            edited=tuple(_not_past(edited_files(records.values(), judged), past)),
            set_aside=tuple(tally.set_aside),
            published=published,
            lines=tuple(lines),
            stopped=tally.stopped,
        )


def _remember(
    survey: Survey, ledger: Ledger, journal: Journal, judged: Mapping[str, Judged], as_of: date
) -> None:
    learnt, gone = survey.learnt(journal, judged, as_of), survey.gone()
    if learnt or gone:
        ledger.remember(learnt, gone)


def look_ahead(
    plan: Plan,
    journal: Journal,
    judged: Mapping[str, Judged],
    out: Path,
    *,
    as_of: date,
    force: bool = False,
) -> tuple[Work, tuple[Retired, ...]]:
    """What `run_plan` would make, keep and retire; nothing is written.

    Raises EnvironmentFailure.
    """
    records = read_records(out)
    past = past_files(records.values(), journal, judged, as_of)
    jobs = plan.jobs
    if is_published_folder(journal, out) and not plan.draft:
        jobs += rebuilt_books([each.record.book for each in past], plan, journal, judged)
        for each in past:
            del records[each.record.path]
    states = read_states(out, (records[job.path] for job in jobs if job.path in records))
    work = what_is_due(jobs, KeyMaker(journal, judged).key_of, records, states, force=force)
    return work, past


def _make_due(
    jobs: Sequence[Job], desk: _Desk, how: Making, step: Step | None, *, force: bool
) -> None:
    """Make the files that are not as they must be, and put them in place."""
    known = desk.ledger.records()
    states = desk.ledger.states(known[job.path] for job in jobs if job.path in known)
    keys = KeyMaker(desk.journal, desk.judged)
    work = what_is_due(jobs, keys.key_of, known, states, force=force)
    tally = desk.tally
    tally.total = len(work.due)
    for job in work.kept:
        digest = known[job.path].sha256
        tally.lines[job.path] = Line(path=job.path, ending="cached", sha256=digest)
    _check_space(desk.out, [each.job.format for each in work.due])
    if not work.due:
        return
    if step:
        step(tally.moment())
    whys = {each.job.path: each for each in work.due}
    left = Counter(each.job.slugs for each in work.due)
    maker = TaskMaker(desk.journal, desk.judged, distant=how.distant)
    unread: list[tuple[Job, JournalPressError]] = []

    # A book takes as long as many leaflets: begun last, it would leave the other workers idle.
    groups = sorted(_grouped(work.due), key=lambda group: -len(group[0].slugs))

    def tasks() -> Iterator[Task]:
        for group in groups:
            try:
                yield maker.task_of(group)
            except EnvironmentFailure:
                raise
            except JournalPressError as error:
                unread.extend((job, error) for job in group)

    with how.hire(len(groups)) as workers:
        for job, outcome in made_files(tasks(), how.make, workers, how.handling):
            _settle(job, outcome, whys[job.path], known.get(job.path), desk)
            left[job.slugs] -= 1
            tally.articles += not left[job.slugs]
            if step:
                step(tally.moment(job.path))
            if how.fail_fast and tally.failures:
                break
    for job, error in unread:
        _settle(job, refused(job, error), whys[job.path], known.get(job.path), desk)
    tally.stopped = tally.done + len(tally.failures) < tally.total


def _grouped(due: Iterable[Due]) -> Iterator[tuple[Job, ...]]:
    """The jobs, those of the same articles together as long as they stand together."""
    group: list[Job] = []
    for each in due:
        job = each.job
        if group and (group[0].slugs, group[0].draft, group[0].name) != (
            job.slugs,
            job.draft,
            job.name,
        ):
            yield tuple(group)
            group = []
        group.append(job)
    if group:
        yield tuple(group)


def _settle(job: Job, outcome: Outcome, due: Due, known: Record | None, desk: _Desk) -> None:
    """Put the file in place, or keep why it was not made. Raises EnvironmentFailure."""
    tally = desk.tally
    if outcome.failure:
        message, hint = outcome.failure
        raise EnvironmentFailure(message, hint=hint)
    problems = outcome.problems
    if outcome.data is not None:
        try:
            _put(job, outcome, outcome.data, due, known, desk)
        except EnvironmentFailure:
            raise
        except JournalPressError as error:
            problems = refused(job, error).problems
        else:
            tally.done += 1
            tally.warnings += problems
            tally.formats[job.format] += 1
            tally.lines[job.path] = Line(
                path=job.path,
                ending="done",
                why=due.why,
                seconds=outcome.seconds,
                peak_mb=outcome.peak_mb,
                sha256=outcome.sha256,
            )
            return
    tally.failures.append(Failure(job.path, problems, outcome.trace))
    tally.lines[job.path] = Line(
        path=job.path,
        ending="failed",
        why=due.why,
        code=problems[0].code,
        seconds=outcome.seconds,
        peak_mb=outcome.peak_mb,
    )


def _put(
    job: Job, outcome: Outcome, data: bytes, due: Due, known: Record | None, desk: _Desk
) -> None:
    """The file into its place, and into the ledger; what a person changed there is kept."""
    if job.copy and job.copy.recipient:
        from journalpress.writers.docx.baseline import baseline_in

        file = Path(job.path).name
        keep_baseline(desk.journal.folder, baseline_in(data), file=file, as_of=desk.as_of)
    ours = {known.sha256 if known else desk.listed.get(job.path, ""), outcome.sha256}
    if moved := set_aside(desk.out, job.path, job.kind, ours):
        desk.tally.set_aside.append(moved)
    record = Record(
        path=job.path,
        format=job.format,
        layout=job.layout,
        kind=job.kind,
        sha256=outcome.sha256,
        book=job.name if job.is_book else "",
        chapters=outcome.chapters,
        key=due.key,
    )
    desk.ledger.put(record, outcome.said, data)


def _finish(
    records: Mapping[str, Record],
    journal: Journal,
    judged: Mapping[str, Judged],
    out: Path,
    as_of: date,
) -> Finished:
    """Bring what stands beside the files up to date. Raises EnvironmentFailure."""
    past = past_files(records.values(), journal, judged, as_of)
    return finish_folder(journal, judged, out, records=records.values(), past=past)


def _not_past(edited: tuple[Edited, ...], past: tuple[Retired, ...]) -> list[Edited]:
    """Of each file one thing is said: what is past is no longer being edited."""
    gone = {each.record.path for each in past}
    return [each for each in edited if each.record.path not in gone]


def _still_there(past: tuple[Retired, ...], records: Mapping[str, Record]) -> list[Retired]:
    return [each for each in past if records.get(each.record.path) == each.record]


def _check_space(out: Path, formats: Sequence[str]) -> None:
    """Raises EnvironmentFailure where the disk cannot hold a file of each of these formats."""
    texts = formats.count("text")
    needed = BYTES_PER_TEXT * texts + BYTES_PER_JOB * (len(formats) - texts)
    free = shutil.disk_usage(out).free
    if free < needed:
        raise EnvironmentFailure(
            f"cannot write {out}: {free / 1e6:.0f} MB are free, about {needed / 1e6:.0f} MB needed",
            hint="make room, or export into another folder with -o; nothing was changed",
        )
