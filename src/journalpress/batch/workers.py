"""Processes that make files under guard: one that hangs, crashes or swells costs its own task.

A worker has a limit of wall time, processor time, memory and open files, keeps its backends loaded,
is replaced after some tasks because backends grow, and ends by itself when this process is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Collection
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from journalpress.batch.records import SCRATCH
from journalpress.errors import EnvironmentFailure
from journalpress.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from pebble import ProcessPool

TASKS_OF_A_WORKER = 200
"""After so many tasks a worker makes room for a new one: backends grow with every page."""
OPEN_FILES = 256
FEW = 1
"""For so many tasks one worker is enough, and starting a server would cost more than it saves."""
DRAWN = frozenset({"pdf", "epub"})
"""Formats that are drawn by WeasyPrint: a leaflet, and the cover of a book."""
SAFE_PATH = "PYTHONSAFEPATH"
TOO_LONG = "AF_UNIX path too long"
"""What Python says where the name of the folder for temporary files leaves no room for a socket."""
STARTS = 3
"""So often a pool is begun before it is given up: the server of processes may die, or be slow."""
GRACE_SECONDS = 5
"""So much processor time may pass beyond the limit of the clock: that one tells the reason."""

ArgumentT = TypeVar("ArgumentT")
ResultT = TypeVar("ResultT")

Loss: TypeAlias = Literal["time", "memory", "crash", "killed", "innocent"]
"""Why a task has no result. time: it took too long · memory: it needed too much · crash: its
process failed · killed: somebody ended its process · innocent: it was lost with the pool."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What a worker may take for one task, and how many tasks it does."""

    seconds: float = DEFAULT_LIMITS.worker_seconds
    megabytes: int = DEFAULT_LIMITS.worker_megabytes
    tasks: int = TASKS_OF_A_WORKER


class Workers:
    """A pool of guarded processes; `submit` promises a result, or an error for `loss_of`.

    `number` is how many there are, `scratch` a folder of their own for temporary files, removed at
    the end. `few`: a handful of tasks, for which no server of processes is started. `preload`
    names modules that every worker will need.
    """

    def __init__(
        self,
        number: int,
        guard: Guard,
        scratch: Path,
        *,
        few: bool = False,
        preload: tuple[str, ...] = (),
    ) -> None:
        self.number = number
        self.guard = guard
        self._scratch = scratch
        self._context = _context(few=few, preload=preload)
        self._pool: ProcessPool | None = None
        self._safe_path_before: str | None = None

    def __enter__(self) -> Workers:
        """The workers themselves; none is started before there is work.

        Until their end no Python that this process starts runs a module of the current folder.
        """
        # It looks there first for what it is started with: a journal's folder may hold a file of
        # that name.
        self._safe_path_before = os.environ.get(SAFE_PATH)
        os.environ[SAFE_PATH] = "1"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every worker, whatever it is doing."""
        self.restart()
        if self._safe_path_before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = self._safe_path_before
        shutil.rmtree(self._scratch, ignore_errors=True)

    def submit(
        self,
        work: Callable[[ArgumentT], ResultT],
        task: ArgumentT,
        /,
    ) -> Future[ResultT]:
        """The promise of the work's result; a task with an `allowance` may take longer.

        Raises EnvironmentFailure where no process can be started.
        """
        limit = self.guard.seconds + float(getattr(task, "allowance", 0))
        failure: Exception | None = None
        for _ in range(STARTS):
            try:
                pool = self._running()
                return pool.schedule(partial(_guarded, work, limit), (task,), timeout=limit)
            except (OSError, RuntimeError) as error:
                failure = error
                self.restart()
        why = f"{getattr(failure, '__cause__', None) or failure!r}"
        raise EnvironmentFailure(
            f"no worker can be started: {why}",
            hint=f"set TMPDIR to a folder with a shorter name than {tempfile.gettempdir()}"
            if TOO_LONG in why
            else "close other programs, or use fewer workers with --jobs",
        ) from failure

    def _running(self) -> ProcessPool:
        """The pool that takes tasks. Raises OSError, RuntimeError where none can be started."""
        from pebble import ProcessPool

        if self._pool is None or not self._pool.active:
            self.restart()
            self._scratch.mkdir(parents=True, exist_ok=True)
            self._pool = ProcessPool(
                max_workers=self.number,
                max_tasks=self.guard.tasks,
                initializer=_begin,
                initargs=(self.guard, str(self._scratch)),
                context=self._context,
            )
        return self._pool

    def restart(self) -> None:
        """End every worker; the next task starts new ones. What was under way is lost."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


def hiring(
    number: int, limits: Limits, out: Path, formats: Collection[str]
) -> Callable[[int], Workers]:
    """Who hires workers for an export into `out`: told how many tasks there are, it gives them.

    There are never more workers than tasks. `formats` are those that will be made.
    """

    def hire(tasks: int) -> Workers:
        return Workers(
            max(1, min(number, tasks)),
            Guard(limits.worker_seconds, limits.worker_megabytes),
            out / SCRATCH,
            few=tasks <= FEW,
            preload=preloads(formats),
        )

    return hire


def preloads(formats: Collection[str]) -> tuple[str, ...]:
    """The modules that every worker will need for these formats."""
    warm = ("journalpress.batch.warm",) if DRAWN.intersection(formats) else ()
    return ("journalpress.batch.job", *warm)


def loss_of(error: BaseException) -> Loss:
    """Why a task that ended with this error has no result."""
    code = getattr(error, "exitcode", None)  # of pebble's ProcessExpired
    match error:
        case TimeoutError():
            return "time"
        case MemoryError():
            return "memory"
        case _ if code == -signal.SIGXCPU:
            return "time"
        case _ if code in (-signal.SIGKILL, -signal.SIGTERM):
            return "killed"
        case BrokenProcessPool() | CancelledError():
            return "innocent"
        case _:
            return "crash"


def default_number() -> int:
    """How many workers this computer has room for: one for each processor that we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context(*, few: bool, preload: tuple[str, ...]) -> multiprocessing.context.BaseContext:
    """How processes are started.

    A server that has loaded the backends forks each of them, so that they share its memory and a
    lost one is replaced at once. For a handful of tasks this process forks one itself, which is
    nearly free while it has one thread only: a lock that another thread holds at that moment would
    never be released in the child. Where a loaded library does not survive a fork
    (macOS), each is started anew.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    if few and _threads() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _threads() -> int:
    """The threads of this process, those too that Python has not heard of."""
    return sum(1 for _ in Path("/proc/self/task").iterdir())


# --- inside a worker ---------------------------------------------------------------------------


def _begin(guard: Guard, scratch: str) -> None:
    """What a worker does first: it takes its limits, and watches for the end of its parent."""
    # To be stopped it needs to run no Python, which it could not in the middle of a long layout.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tempfile.tempdir = scratch
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_AS, guard.megabytes * 1_000_000)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _limit(kind: int, most: int) -> None:
    # Some systems have no such limit, or a lower one already.
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(
            kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )


def _end_with_parent() -> None:
    """Wait until the process that handed out the work is gone, then end at once."""
    if parent := multiprocessing.parent_process():
        wait_for([parent.sentinel])
        os._exit(1)


def _guarded(work: Callable[[ArgumentT], ResultT], seconds: float, task: ArgumentT) -> ResultT:
    used = resource.getrusage(resource.RUSAGE_SELF)
    budget = int(used.ru_utime + used.ru_stime + seconds + GRACE_SECONDS) + 1
    _limit(resource.RLIMIT_CPU, budget)
    try:
        return work(task)
    except MemoryError:
        raise MemoryError from None
    except BaseException as error:
        # One that could not be made again in the other process would take the whole pool along.
        raise RuntimeError(f"{type(error).__name__}: {error}") from None
