"""A task on another computer: made under the same guard as here, with the same endings.

A worker of a cluster does several things at a time in one process, and is mostly forbidden to start
processes of its own through multiprocessing. So it hands each task to a keeper, a program of ours
that keeps one guarded process from task to task. What passes through the worker are bytes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import platform
import select
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Collection
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeVar

from journalpress.batch.contentkey import program_parts
from journalpress.batch.workers import DRAWN, Guard, Workers, preloads
from journalpress.errors import EnvironmentFailure
from journalpress.limits import Limits

IDLE_SECONDS = 60.0
"""A keeper that had nothing to do for so long ends."""
PATIENCE_SECONDS = 10.0
"""A keeper that says nothing so long after the limit hangs itself."""
DIGITS = 32
"""What has more characters is a digest, and nothing to show to a person."""

ArgumentT = TypeVar("ArgumentT")
ResultT = TypeVar("ResultT")

Fingerprint: TypeAlias = tuple[tuple[str, str], ...]
"""What makes the files on one computer: (name, version or digest)."""


@dataclass(frozen=True, slots=True)
class Order:
    """How tasks are to be made elsewhere: by the same program, under this guard."""

    fingerprint: Fingerprint
    drawn: bool
    guard: Guard
    preload: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a task: its result, or the error for which it has none."""

    result: object = None
    error: Exception | None = None


def order_of(limits: Limits, formats: Collection[str]) -> Order:
    """How files of these formats are to be made elsewhere. Raises EnvironmentFailure."""
    drawn = bool(DRAWN.intersection(formats))
    return Order(
        fingerprint=fingerprint(drawn=drawn),
        drawn=drawn,
        guard=Guard(limits.worker_seconds, limits.worker_megabytes),
        preload=preloads(formats),
    )


@cache
def fingerprint(*, drawn: bool) -> Fingerprint:
    """What makes the files on this computer; `drawn`: pages too, which takes Pango.

    Equal fingerprints make equal bytes. It is that of the program which this process has loaded,
    and stays so where another is installed meanwhile. Raises EnvironmentFailure.
    """
    parts = {
        "journalpress": version("journalpress"),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **program_parts(),
    }
    if drawn:
        from journalpress.writers.engine import pango_version

        parts["Pango"] = pango_version()
    return tuple(parts.items())


def differences(there: Fingerprint, here: Fingerprint) -> str:
    """What another computer has otherwise than this one, in words; "" where nothing."""
    theirs, ours = dict(there), dict(here)
    return ", ".join(
        _difference(name, theirs.get(name, ""), ours.get(name, ""))
        for name in dict.fromkeys((*ours, *theirs))
        if theirs.get(name) != ours.get(name)
    )


def _difference(name: str, theirs: str, ours: str) -> str:
    if len(theirs) > DIGITS or len(ours) > DIGITS:
        return f"other {name}"
    return f"{name} {theirs or 'missing'} there, {ours or 'missing'} here"


# --- in a worker of the cluster ----------------------------------------------------------------


def made_there(request: bytes, order: Order, seconds: float) -> bytes:
    """The pickled Ended of this request, the pickled (work, task), which may take so long.

    Nothing is raised: a worker that makes other files than the one who asks says so as
    EnvironmentFailure in the Ended.
    """
    try:
        if found := differences(fingerprint(drawn=order.drawn), order.fingerprint):
            raise EnvironmentFailure(
                f"the worker on {platform.node()} has another program: {found}",
                hint="install the same as here and start it anew, then run again",
            )
        keeper = _free_keeper(order)
    except EnvironmentFailure as error:
        return pickle.dumps(Ended(error=error))
    ended = keeper.make(request, seconds + PATIENCE_SECONDS)
    if ended is None:
        keeper.close()
        return pickle.dumps(Ended(error=BrokenProcessPool("its keeper is gone")))
    with _lock:
        _idle.append(keeper)
    return ended


class Keeper:
    """A program of ours that holds one guarded process."""

    def __init__(self, order: Order) -> None:
        self.order = order
        # -P: no module is taken from the folder in which the worker happens to run.
        self._program = subprocess.Popen(
            [sys.executable, "-P", "-c", "from journalpress.batch.remote import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    @property
    def ended(self) -> bool:
        """Whether the program is gone."""
        return self._program.poll() is not None

    def make(self, request: bytes, seconds: float) -> bytes | None:
        """What became of this request; None where the keeper ended, or was ended after so long."""
        asked, told = self._program.stdin, self._program.stdout
        assert asked is not None
        assert told is not None
        watch = threading.Timer(seconds, self._program.kill)
        watch.daemon = True
        watch.start()
        try:
            pickle.dump((self.order, request), asked)
            asked.flush()
            ended = pickle.load(told)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        finally:
            watch.cancel()
        assert isinstance(ended, bytes)
        return ended

    def close(self) -> None:
        """End the program, whatever it is doing, and its guarded process with it."""
        self._program.kill()
        for pipe in (self._program.stdin, self._program.stdout):
            with contextlib.suppress(OSError):  # what is not read any more
                if pipe:
                    pipe.close()
        self._program.wait()


_idle: list[Keeper] = []
_lock = threading.Lock()


def _free_keeper(order: Order) -> Keeper:
    """One that has nothing to do. Raises EnvironmentFailure where none can be started."""
    with _lock:
        gone = [each for each in _idle if each.ended]
        _idle[:] = [each for each in _idle if each not in gone]
        found = next((each for each in reversed(_idle) if each.order == order), None)
        if found:
            _idle.remove(found)
    for each in gone:
        each.close()
    if found:
        return found
    try:
        return Keeper(order)
    except OSError as error:
        raise EnvironmentFailure(
            f"the worker on {platform.node()} can start no program: {error}",
            hint="close other programs there, or start workers with fewer threads",
        ) from error


# --- in a keeper -------------------------------------------------------------------------------


def main() -> None:
    """The keeper's program: what it is asked comes on standard input."""
    # Whatever a backend prints must not stand between the endings.
    with os.fdopen(os.dup(1), "wb") as told:
        os.dup2(2, 1)
        with contextlib.suppress(KeyboardInterrupt):
            keep(sys.stdin.buffer, told)


def keep(asked: BinaryIO, told: BinaryIO) -> None:
    """Make what is asked, one request after another, until nobody asks any more."""
    order, request = pickle.load(asked)
    scratch = Path(tempfile.mkdtemp(prefix="journalpress-"))
    with Workers(1, order.guard, scratch, preload=order.preload) as workers:
        while True:
            work, task = pickle.loads(request)
            future: Future[object] = workers.submit(work, task)
            future.add_done_callback(partial(_tell, told))
            # The end of standard input, which is the end of the worker, is seen in a task too.
            while not select.select([asked], [], [], IDLE_SECONDS)[0]:
                if future.done():
                    return
            try:
                _, request = pickle.load(asked)
            except EOFError:
                return


def _tell(told: BinaryIO, future: Future[object]) -> None:
    try:
        ended = Ended(result=future.result())
    except Exception as error:
        ended = Ended(error=error)
    with contextlib.suppress(OSError):  # nobody is left to be told
        pickle.dump(pickle.dumps(ended), told)
        told.flush()


def request_of(work: Callable[[ArgumentT], ResultT], task: ArgumentT) -> bytes:
    """What `made_there` is asked."""
    return pickle.dumps((work, task))
