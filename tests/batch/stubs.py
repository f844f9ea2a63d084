"""What workers do in tests in place of making files: quick things, and everything that goes wrong.

An article's slug says what becomes of it; a worker imports this module by its name.
"""

import ctypes
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from journalpress.batch.job import Outcome, Task
from journalpress.batch.plan import Job
from journalpress.batch.records import ChapterRecord, dump_said
from journalpress.digests import sha256
from journalpress.edition.types import Expectation
from journalpress.errors import JournalPressError
from journalpress.writers.engine import load_weasyprint
from journalpress.writers.fetcher import RootedFetcher

SAID = dump_said(Expectation((), (), (), (), (), ""))


def _nested(style: str, levels: int) -> str:
    return f'<div style="{style}">' * levels + "x " + "</div>" * levels


def _laughs(levels: int) -> str:
    names = "".join(
        f"--v{n}: {f'var(--v{n - 1}) ' * 10};" if n else "--v0: lol lol lol;" for n in range(levels)
    )
    return f"<style>:root {{ {names} }} p::before {{ content: var(--v{levels - 1}) }}</style><p>x"


def _used(levels: int) -> str:
    groups = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>"
        if n
        else '<g id="g0"><rect width="1" height="1"/></g>'
        for n in range(levels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><defs>{groups}</defs>'
        f'<use href="#g{levels - 1}"/></svg>'
    )


BOMBS: Mapping[str, Callable[[], str]] = {
    "flex": lambda: _nested("display: flex", 14),
    "columns": lambda: _nested("columns: 2", 8),
    "colspan": lambda: '<table><tr><td colspan="1000000">x</td></tr></table>',
    "var": lambda: _laughs(9),
    "svg": lambda: _used(9),
    "table": lambda: "<table>" + "<tr><td>a<td>b<td>c<td>d<td>e</tr>" * 20_000 + "</table>",
}
"""Pages for WeasyPrint that take longer than a minute or more than a gigabyte."""


def file_of(job: Job) -> bytes:
    """The stub's bytes of this file."""
    return f"{job.path}\n".encode() * 50


def make(task: Task) -> tuple[Outcome, ...]:
    """Every file in no time, unless the slug names a fault."""
    return tuple(_outcome(job) for job in task.jobs)


def _outcome(job: Job) -> Outcome:
    _suffer(job.slugs[0].partition("-")[0], job)
    data = file_of(job)
    slug = job.slugs[0]
    chapter = ChapterRecord(slug, slug, f"About {slug}", 1, "d" * 64, "K7QX-2M9F-D", None)
    return Outcome(path=job.path, data=data, sha256=sha256(data), said=SAID, chapters=(chapter,))


def _suffer(fault: str, job: Job) -> None:
    match fault:
        case "segfault":
            ctypes.string_at(0)
        case "exit":
            os._exit(7)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            while True:
                pass
        case "swallow":
            while True:
                try:
                    time.sleep(60)
                except BaseException:  # as a backend may: nothing from inside stops this one
                    continue
        case "memory":
            raise MemoryError(len(bytearray(1 << 40)))
        case "raise":
            raise JournalPressError("no matter what")
        case "odd":
            raise Odd(1, 2)
        case "bomb":
            weasyprint = load_weasyprint()
            page = BOMBS[job.slugs[0].partition("-")[2]]()
            weasyprint.HTML(string=page, url_fetcher=RootedFetcher({})).write_pdf()
        case "once":
            # A worker's own folder for temporary files outlives it, until the pool ends.
            mark = Path(tempfile.gettempdir()) / job.slugs[0]
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "badhtml" if job.format == "html":
            os._exit(7)
        case _:
            pass


class Odd(Exception):
    """One that cannot be sent to another process and made again there."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(str(one + two))


def numbers(_: str) -> tuple[int, int]:
    """This process and its parent."""
    return os.getpid(), os.getppid()


def spin(_: str) -> None:
    """For ever."""
    while True:
        pass


def limits(_: str) -> dict[str, object]:
    """What this process may take."""
    return {
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
        "processor": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "folder": tempfile.gettempdir(),
    }
