"""Articles → files, and what was left out and why."""

from __future__ import annotations

import contextlib
import shlex
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from journalpress.cli.options import as_of_option, chosen, day_of, journal_option, open_journal
from journalpress.cli.talk import count, give, say, say_all
from journalpress.errors import (
    EnvironmentFailure,
    InputError,
    JournalPressError,
    UsageError,
)

if TYPE_CHECKING:
    from datetime import date

    from journalpress.batch.cluster import Cluster
    from journalpress.batch.due import Work
    from journalpress.batch.plan import Plan
    from journalpress.batch.publish import Retired
    from journalpress.batch.run import Moment, Report, Step
    from journalpress.journal import Journal
    from journalpress.limits import Limits
    from journalpress.reviewcopy import ReviewCopy
    from journalpress.standing import Judged
    from journalpress.writers import Claim

SLOWEST = 5
ENOUGH_TO_COMPARE = 20
"""Of fewer files it says nothing which ones took longest."""

FORMATS = ("pdf", "epub", "docx", "html", "text")
LAYOUTS = (
    "a4",
    "a5",
    "letter",
    "large-print",
    "brief",
    "brief-large-print",
    "booklet",
    "press",
    "archive",
)


@click.command(
    "export",
    epilog="""\b
Example:
  journalpress export                         all that may be handed out
  journalpress export lupus --to pdf --draft  one leaflet to look at
  journalpress export lupus --to docx --for "Dr Okafor"  a Word copy to review
  journalpress export -o /media/stick         into another folder""",
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]…")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="OUT",
    help="Where the files go. Without it: the folder named in journal.toml, which is published.",
)  # fmt: skip
@click.option(
    "--to", "formats", multiple=True, type=click.Choice(FORMATS),
    help="A format; may stand several times. Without it: those of journal.toml.",
)  # fmt: skip
@click.option(
    "--layout", "layouts", multiple=True, type=click.Choice(LAYOUTS),
    help="A layout of the PDF; may stand several times. Without it: those of journal.toml.",
)  # fmt: skip
@click.option(
    "--proof-marks", is_flag=True,
    help="Make the layout press as a proof: marks for trim and register around the page.",
)  # fmt: skip
@click.option(
    "--collection", "collections", multiple=True, metavar="ID",
    help="Only this collection; may stand several times.",
)  # fmt: skip
@click.option(
    "--conforms-to", metavar="CLAIM", default="",
    help="Let the e-books state that they conform, as in "
    "“EPUB Accessibility 1.1 - WCAG 2.2 Level AA”; needs --certified-by.",
)  # fmt: skip
@click.option(
    "--certified-by", metavar="NAME", default="",
    help="Who has judged the e-books, and answers for --conforms-to.",
)  # fmt: skip
@click.option("--draft", is_flag=True, help="Anything, with DRAFT on every page.")
@click.option(
    "--for", "reviewers", multiple=True, metavar="NAME",
    help="A Word copy for this reviewer; may stand several times, one file each.",
)  # fmt: skip
@click.option("--clean", is_flag=True, help="Word copies without the pages for reviewers.")
@click.option(
    "--no-protect", is_flag=True, help="Word copies in which tracking can be switched off."
)
@click.option(
    "--dry-run", is_flag=True, help="Only say what would be made, retired, kept, and why."
)
@click.option("--force", is_flag=True, help="Make every file again, whether it changed or not.")
@click.option(
    "--jobs", type=click.IntRange(0), metavar="N", envvar="JOURNALPRESS_JOBS",
    help="How many workers make files. Without it: one for each processor. 0: none, this process "
    "makes them itself, without any limit.",
)  # fmt: skip
@click.option(
    "--dask", metavar="ADDRESS",
    help="Let the workers of this Dask cluster make the files, as in tcp://10.0.0.1:8786.",
)  # fmt: skip
@click.option(
    "--retries", type=click.IntRange(0, 100), default=1, metavar="N",
    help="How often a file is tried again whose worker was killed. Without it: once.",
)  # fmt: skip
@click.option("--fail-fast", is_flag=True, help="Stop after the first file that cannot be made.")
@click.option(
    "--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write what was done to this file, as JSON.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say nothing but problems.")
@as_of_option
@journal_option
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    out: Path | None,
    formats: tuple[str, ...],
    layouts: tuple[str, ...],
    proof_marks: bool,
    collections: tuple[str, ...],
    conforms_to: str,
    certified_by: str,
    draft: bool,
    reviewers: tuple[str, ...],
    clean: bool,
    no_protect: bool,
    dry_run: bool,
    force: bool,
    jobs: int | None,
    dask: str | None,
    retries: int,
    fail_fast: bool,
    report_file: Path | None,
    quiet: bool,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """Make leaflets (PDF), e-books (EPUB), Word copies for reviewers and web pages.

    ARTICLE is a file, its name, or words of its title; without any, the whole journal. Only what a
    named reviewer approved, unchanged since and not past its review date, is made as final; the
    rest is listed with the reason. Each file is read back and compared before it is put in place.
    Word copies go to OUT/review, drafts to OUT/draft.
    """
    from journalpress.batch.making import Handling
    from journalpress.batch.plan import claiming, plan_jobs
    from journalpress.batch.publish import published_folder
    from journalpress.batch.report import told, write_report
    from journalpress.batch.run import Making, hire_nobody, look_ahead, run_plan
    from journalpress.batch.survey import Survey
    from journalpress.batch.workers import default_number, hiring
    from journalpress.cli.progress import progress
    from journalpress.standing import judge_journal

    if (
        dask
        and jobs is not None
        and ctx.get_parameter_source("jobs") is not ParameterSource.ENVIRONMENT
    ):
        raise UsageError(
            "--jobs and --dask together", hint="how many work on a cluster, its own workers say"
        )
    survey = Survey(out)
    journal = open_journal(journal_folder, articles, survey.recall)
    entries = chosen(journal, articles)
    _check_usage(journal, collections, bool(entries))
    day = day_of(as_of, journal)
    judged = judge_journal(journal, day, survey.judged(journal, day))
    if len(entries) == 1 and judged[entries[0].slug].errors:
        raise InputError("\n".join(str(each) for each in judged[entries[0].slug].errors))
    wanted = formats or journal.settings.export.formats
    plan = plan_jobs(
        journal,
        judged,
        formats=wanted,
        layouts=_marked(layouts or journal.settings.export.layouts, proof=proof_marks),
        draft=draft,
        slugs=tuple(each.slug for each in entries),
        collections=collections,
        copies=_copies(wanted, reviewers, clean=clean, protect=not no_protect),
    )
    if claim := _claim(conforms_to, certified_by):
        plan = claiming(plan, claim)
    target = out or published_folder(journal)
    _check_target(journal, target)
    if as_of and not (draft or dry_run or target.resolve() != published_folder(journal).resolve()):
        _warn_of_another_day(journal, day)
    emptied = bool(plan.emptied) or bool(collections and plan.empty)
    if dry_run:
        work, past = look_ahead(plan, journal, judged, target, as_of=day, force=force)
        for due in work.due:
            give(str(target / due.job.path))
        if not quiet:
            _say_ahead(work, past)
        _say_plan(plan, judged, quiet=quiet)
        return 1 if plan.refused or plan.broken or emptied else 0
    number = default_number() if jobs is None else jobs
    made_as = {job.format for job in plan.jobs}
    limits = journal.settings.limits
    cluster = _cluster(dask, limits, made_as) if dask else None
    how = Making(
        cluster.hire
        if cluster
        else hiring(number, limits, target, made_as)
        if number
        else hire_nobody,
        handling=Handling(retries, limits.worker_seconds),
        fail_fast=fail_fast,
        distant=cluster is not None,
    )

    def hired() -> int:
        return cluster.number if cluster else number

    with progress(quiet=quiet) as step, _watched(report_file, journal, day, hired, step) as clock:
        report = run_plan(
            plan,
            journal,
            judged,
            target,
            as_of=day,
            step=clock.step,
            force=force,
            how=how,
            survey=survey,
        )
    code = 0 if report.is_whole and not emptied else 1
    if report_file:
        write_report(
            told(
                report,
                judged,
                journal=journal.settings.id,
                as_of=day,
                exit_code=code,
                seconds=clock.seconds(),
                workers=hired(),
            ),
            report_file,
        )
    for path in report.written:
        give(str(target / path))
    _say_plan(plan, judged, quiet=quiet)
    _say_report(report, target, quiet=quiet, debug=bool(ctx.find_root().params.get("debug")))
    made = {slug for job in plan.jobs for slug in job.slugs}
    warned = sum(each.severity == "warning" for slug in made for each in judged[slug].problems)
    if warned and not quiet:
        where = f" --journal {shlex.quote(str(journal_folder))}" if journal_folder else ""
        say(f"{count(warned, 'warning')} to judge, listed by: journalpress check{where}")
    return code


class _Clock:
    """How long a run has taken, and how far it is."""

    def __init__(self, step: Step | None) -> None:
        self._begun = time.monotonic()
        self._step = step
        self.done = 0
        self.failed = 0

    def step(self, now: Moment) -> None:
        """Keep how far it is, and tell it on."""
        self.done, self.failed = now.done - now.failed, now.failed
        if self._step:
            self._step(now)

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._begun


@contextlib.contextmanager
def _watched(
    file: Path | None, journal: Journal, day: date, hired: Callable[[], int], step: Step | None
) -> Iterator[_Clock]:
    """The clock of a run; where that is cut short, the report says so too."""
    clock = _Clock(step)
    try:
        yield clock
    except (KeyboardInterrupt, JournalPressError) as error:
        if file:
            from journalpress.batch.report import stopped, write_report

            with contextlib.suppress(EnvironmentFailure):
                write_report(
                    stopped(
                        journal=journal.settings.id,
                        as_of=day,
                        exit_code=getattr(error, "exit_code", 130),
                        seconds=clock.seconds(),
                        workers=hired(),
                        done=clock.done,
                        failed=clock.failed,
                    ),
                    file,
                )
        raise


def _cluster(address: str, limits: Limits, formats: Collection[str]) -> Cluster:
    from journalpress.batch.cluster import Cluster

    return Cluster(address, limits, formats)


def _claim(conforms_to: str, certified_by: str) -> Claim | None:
    """The claim; None if none was asked for. Raises UsageError where it would not stand."""
    from journalpress.inspect.book.claims import CLAIM
    from journalpress.writers import Claim

    if not (conforms_to or certified_by):
        return None
    if not conforms_to:
        raise UsageError("--certified-by without --conforms-to", hint="say what is certified")
    if not certified_by.strip():
        raise UsageError(
            "--conforms-to without --certified-by", hint="name the person who judged the book"
        )
    if not CLAIM.fullmatch(conforms_to):
        raise UsageError(
            f"“{conforms_to}” is no claim that anybody can read",
            hint='write it as "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
        )
    return Claim(conforms_to, " ".join(certified_by.split()))


def _warn_of_another_day(journal: Journal, day: date) -> None:
    """Say that what staff hand out today is being made for another day."""
    if day != (today := day_of(None, journal)):
        say(
            f"warning: the published folder is made for {day}, and today is {today}  → to look "
            "ahead, add --dry-run or -o; export again without --as-of to put it right"
        )


def _check_target(journal: Journal, target: Path) -> None:
    """What is made never lies among what it is made of. Raises UsageError."""
    try:
        folder, sources = target.resolve(), journal.folder.resolve()
    except (OSError, RuntimeError):  # links in a circle: writing will say so
        return
    own = ("articles", "media", "imports", "reviews", "archive", "theme")
    inside = any(folder.is_relative_to(sources / name) for name in own)
    if folder == Path(folder.anchor):
        raise UsageError(f"{target} holds this whole computer", hint="choose another folder")
    if inside or folder == sources:
        raise UsageError(
            f"{target} holds the journal's own files", hint="choose another folder, such as out"
        )


def _marked(layouts: tuple[str, ...], *, proof: bool) -> tuple[str, ...]:
    """The layouts, with the proof in place of what is printed from."""
    if proof and "press" not in layouts:
        raise UsageError("--proof-marks is for the layout press", hint="add: --layout press")
    return tuple("press-proof" if proof and each == "press" else each for each in layouts)


def _copies(
    formats: Sequence[str], reviewers: tuple[str, ...], *, clean: bool, protect: bool
) -> tuple[ReviewCopy, ...]:
    """How Word copies are made, one for each reviewer; one for nobody by name where none is."""
    from journalpress.batch.plan import file_name_of
    from journalpress.reviewcopy import ReviewCopy

    if "docx" not in formats and (reviewers or clean or not protect):
        option = "--for" if reviewers else "--clean" if clean else "--no-protect"
        raise UsageError(f"{option} is for Word copies", hint="add: --to docx")
    names: dict[str, str] = {}
    for reviewer in (" ".join(each.split()) for each in reviewers):
        if not reviewer:
            raise UsageError("--for names nobody", hint='write: --for "Dr Okafor"')
        other = names.setdefault(file_name_of(reviewer), reviewer)
        if other != reviewer:
            raise UsageError(
                f"the copies for “{other}” and “{reviewer}” would have one name",
                hint="write the names so that they differ, for example with a first name",
            )
    recipients = tuple(names.values()) or ("",)
    return tuple(ReviewCopy(each, protect=protect, apparatus=not clean) for each in recipients)


def _check_usage(journal: Journal, collections: tuple[str, ...], named: bool) -> None:
    known = [book.id for book in journal.collections]
    for each in collections:
        if each not in known:
            raise UsageError(f"no collection “{each}”", hint=f"there are: {', '.join(known)}")
    if collections and named:
        raise UsageError("articles and --collection together", hint="give one or the other")
    if journal.problems:
        raise InputError("\n".join(str(each) for each in journal.problems))


def _say_plan(plan: Plan, judged: Mapping[str, Judged], *, quiet: bool) -> None:
    """What gets no file, and why."""
    for slug in plan.refused:
        standing = judged[slug].standing
        who = f"; {' or '.join(standing.renew_by)} can renew it" if standing.renew_by else ""
        say(f"{slug}: refused as final{who}")
        say_all(standing.reasons)
    for slug in plan.broken:
        say(f"{slug}: cannot be made")
        say_all(judged[slug].errors)
    for book in plan.emptied:
        say(f"{book}: no article of this collection may be handed out: no file")
    if quiet:
        return
    for slug in plan.skipped:
        facts = judged[slug].facts
        status = "in review" if facts and facts.status == "in_review" else "a draft"
        say(f"{slug}: {status}, left out (use --draft to look at it)")
    for slug in plan.withdrawn:
        say(f"{slug}: withdrawn, left out")
    for slug in plan.without_brief:
        say(f"{slug}: no section is marked {{.brief}}: no short leaflet")
    for book in plan.empty:
        say(f"{book}: no article in this collection yet: no file")


def _say_ahead(work: Work, past: Sequence[Retired]) -> None:
    """What would be made, retired and kept, and why."""
    for due in work.due:
        say(f"{due.job.path}: would be made: {due.why}")
    for each in past:
        say(f"{each.record.path}: may no longer be handed out ({each.why})")
    for job in work.kept:
        say(f"{job.path}: would be kept: nothing changed")


def _say_report(report: Report, target: Path, *, quiet: bool, debug: bool) -> None:
    for failure in report.failures:
        say(f"{failure.path}: not made")
        say_all(failure.problems)
        if debug and failure.trace:
            click.echo(failure.trace, err=True)
    say_all(report.warnings)
    for aside in report.set_aside:
        say(f"{aside.path}: somebody had edited it; that copy is kept as {aside.now}")
    for past in report.retired:
        say(f"{past.record.path}: moved to retired/ ({past.why})")
    for past in report.past:
        say(f"{past.record.path}: may no longer be handed out ({past.why}); throw it away")
    if quiet:
        return
    for edited in report.edited:
        until = f" until {edited.until}" if edited.until else ""
        say(f"{edited.record.path}: stays out{until}, while its article is being edited")
    kept = f", {count(len(report.kept), 'file')} kept as they were" if report.kept else ""
    say(f"{count(len(report.written), 'file')} written to {target}{kept}")
    if report.failures:
        codes = Counter(each.problems[0].code for each in report.failures)
        why = ", ".join(f"{number} × {code}" for code, number in sorted(codes.items()))
        left = ", the rest was left because of --fail-fast" if report.stopped else ""
        say(f"{count(len(report.failures), 'file')} failed ({why}){left}")
    made = sorted(
        (line for line in report.lines if line.ending == "done"), key=lambda line: -line.seconds
    )
    if len(made) >= ENOUGH_TO_COMPARE:
        slowest = ", ".join(f"{line.path} {line.seconds:.1f} s" for line in made[:SLOWEST])
        say(f"slowest: {slowest}")
