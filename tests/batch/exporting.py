"""One export in a process of its own, to be killed, starved and disturbed.

    python -m tests.batch.exporting JOURNAL JOBS FORMAT,FORMAT

It says `ready` when everything is loaded and the work begins, and ends with the exit code that the
command would have.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from journalpress.batch.job import make_files
from journalpress.batch.making import Handling
from journalpress.batch.plan import plan_jobs
from journalpress.batch.records import STATE
from journalpress.batch.run import Making, hire_nobody, run_plan
from journalpress.batch.workers import hiring
from journalpress.errors import JournalPressError
from journalpress.journal import Journal, load_journal
from journalpress.standing import judge_journal
from tests.journals import AS_OF

LEFT_ASIDE = ("history.jsonl",)
"""Holds the time of day; its events are compared by themselves."""


def export(journal: Journal, jobs: int, formats: Iterable[str]) -> int:
    """Publish; the exit code."""
    judged = judge_journal(journal, AS_OF)
    formats = tuple(formats)
    plan = plan_jobs(journal, judged, formats=formats)
    out = journal.folder / "out"
    hire = hiring(jobs, journal.settings.limits, out, formats) if jobs else hire_nobody
    how = Making(hire, make_files, Handling())
    try:
        report = run_plan(plan, journal, judged, out, as_of=AS_OF, how=how)
    except JournalPressError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0 if report.is_whole else 1


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the ledger and what holds the time of day."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and STATE not in path.parts and path.name not in LEFT_ASIDE
    }


def main() -> int:
    """What the command line asks for."""
    folder, jobs, formats = sys.argv[1:]
    journal = load_journal(Path(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return export(journal, int(jobs), formats.split(","))


if __name__ == "__main__":
    sys.exit(main())
