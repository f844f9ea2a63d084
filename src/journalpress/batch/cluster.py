"""Tasks → the workers of a Dask cluster that is already there; only this module knows Dask.

The cluster is a place to work and nothing more: what is due, the ledger, the files and the history
stay with the one who asks. No worker makes anything before all were found to make equal bytes.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import pickle
import re
import warnings
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from journalpress.batch.remote import (
    Fingerprint,
    Order,
    differences,
    fingerprint,
    made_there,
    order_of,
    request_of,
)
from journalpress.errors import EnvironmentFailure, UsageError
from journalpress.limits import Limits

if TYPE_CHECKING:
    from distributed import Client, Scheduler
    from distributed.cfexecutor import ClientExecutor

ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d{1,5}")
CONNECT_SECONDS = 10
CHECK_SECONDS = 60
CLOSE_SECONDS = 2
PASSED_ON_BY = ("journalpress", "Python", "modules")
"""What the scheduler must have as we have it, which makes no files."""
MOST_TOLD = 3
"""Of more workers that have another program it is only said how many there are."""
LARGEST_TASK = "1 GiB"
"""Of a larger task Dask warns that it is slow; pictures travel with the text."""

ArgumentT = TypeVar("ArgumentT")
ResultT = TypeVar("ResultT")


class Cluster:
    """The workers of a Dask scheduler: `hire` connects to it, `submit` hands out a task.

    `number` is how many tasks they do at a time, 0 before they are hired.
    """

    def __init__(self, address: str, limits: Limits, formats: Collection[str]) -> None:
        if not ADDRESS.fullmatch(address):
            raise UsageError(
                f"“{address}” is no address of a Dask scheduler",
                hint="write it as tcp://10.0.0.1:8786, or tls:// where it has certificates",
            )
        if importlib.util.find_spec("distributed") is None:
            raise EnvironmentFailure(
                "--dask needs Dask, which is not installed",
                hint='pip install "journalpress[dask]", here and on every worker',
            )
        self.number = 0
        self._address = address
        self._limits = limits
        self._formats = frozenset(formats)
        self._order: Order | None = None
        self._client: Client | None = None
        self._executor: ClientExecutor | None = None

    @contextlib.contextmanager
    def hire(self, _: int) -> Iterator[Cluster]:
        """The workers, checked, until the block ends; then what is under way is dropped.

        Raises EnvironmentFailure where there are none, or one would make other bytes.
        """
        self._order = order_of(self._limits, self._formats)
        with _silent(), self._connected() as client:
            self._check(client, self._order)
            self._client = client
            self._executor = client.get_executor(pure=False)  # equal tasks are still two
            yield self

    def submit(self, work: Callable[[ArgumentT], ResultT], task: ArgumentT, /) -> Future[ResultT]:
        """The promise of the work's result; a task with an `allowance` may take longer.

        Raises EnvironmentFailure where the scheduler is gone.
        """
        assert self._executor is not None
        assert self._order is not None
        seconds = self._order.guard.seconds + float(getattr(task, "allowance", 0))
        try:
            theirs = self._executor.submit(made_there, request_of(work, task), self._order, seconds)
        except Exception as error:  # of a connection that breaks in this moment
            raise self._gone() from error
        promise: Future[ResultT] = Future()
        theirs.add_done_callback(partial(self._pass_on, promise))
        return promise

    def busy(self) -> bool:
        """Whether there are workers at all, who may have much to do for others."""
        assert self._client is not None
        try:
            return bool(
                self._client.run_on_scheduler(_count_workers, callback_timeout=CONNECT_SECONDS)
            )
        except Exception:  # nobody answers
            return False

    def _pass_on(self, promise: Future[ResultT], theirs: Future[bytes]) -> None:
        try:
            ended = pickle.loads(theirs.result())
        except CancelledError:
            promise.set_exception(self._gone())
        except Exception as error:  # a worker that was lost again and again: it costs this task
            promise.set_exception(error)
        else:
            if ended.error is not None:
                promise.set_exception(ended.error)
            else:
                promise.set_result(ended.result)

    def _gone(self) -> EnvironmentFailure:
        return EnvironmentFailure(
            f"the Dask scheduler {self._address} is gone; what was made until now is kept",
            hint="start it and its workers, then run the same command to go on",
        )

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Client]:
        from distributed import Client

        try:
            client = Client(
                self._address,
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                name="journalpress",
            )
        except Exception as error:  # of the network, of certificates, of another Dask
            why = " ".join(str(error).split()) or type(error).__name__
            raise EnvironmentFailure(
                f"the Dask scheduler {self._address} cannot be reached: {why[:200]}",
                hint="see that it runs, and that address and certificates are right",
            ) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # of one that is gone already
                client.close(timeout=CLOSE_SECONDS)

    def _check(self, client: Client, order: Order) -> None:
        """Raises EnvironmentFailure unless there are workers, and all make what we would make."""
        try:
            threads = client.nthreads()
            scheduler = _fingerprint_of_scheduler(client)
            found = client.run(
                fingerprint, drawn=order.drawn, on_error="return", callback_timeout=CHECK_SECONDS
            )
        except Exception as error:
            raise EnvironmentFailure(
                f"the workers of {self._address} cannot be checked: {type(error).__name__}",
                hint="see that all of them answer, then run again",
            ) from error
        if not found:
            raise EnvironmentFailure(
                f"the Dask scheduler {self._address} has no workers",
                hint=f"start some: dask worker {self._address}",
            )
        # What it only passes on it takes apart on the way.
        passed_on_by = tuple(each for each in order.fingerprint if each[0] in PASSED_ON_BY)
        faults = [
            *_faults(f"the Dask scheduler {self._address}", scheduler, passed_on_by),
            *(
                fault
                for worker, there in sorted(found.items())
                for fault in _faults(f"the worker {worker}", there, order.fingerprint)
            ),
        ]
        if faults:
            more = f"; and {len(faults) - MOST_TOLD} more" if len(faults) > MOST_TOLD else ""
            raise EnvironmentFailure(
                "; ".join(faults[:MOST_TOLD]) + more,
                hint="install the same there as here and start it anew, then run again",
            )
        self.number = sum(threads.values())


def _count_workers(dask_scheduler: Scheduler) -> int:
    return len(dask_scheduler.workers)


def _fingerprint_of_scheduler(client: Client) -> Fingerprint | Exception:
    """Of what it needs to pass tasks on. Raises TimeoutError and what breaks the connection."""
    try:
        found = client.run_on_scheduler(fingerprint, drawn=False, callback_timeout=CHECK_SECONDS)
    except (ImportError, AttributeError) as error:
        return error
    return tuple(each for each in found if each[0] in PASSED_ON_BY)


def _faults(who: str, there: Fingerprint | Exception, here: Fingerprint) -> Iterator[str]:
    """That the other one differs, or has no fingerprint at all."""
    if isinstance(there, Exception):
        yield f"{who} cannot run journalpress: {' '.join(str(there).split())[:200]}"
    elif other := differences(there, here):
        yield f"{who} has another program: {other}"


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """While the block runs Dask keeps to itself what it would print; what matters we say."""
    import dask
    import distributed  # noqa: F401  # its import sets the loggers up

    loggers = [
        logging.getLogger(name)
        for name in logging.root.manager.loggerDict
        if name.partition(".")[0] in ("distributed", "tornado")
    ]
    levels = [each.level for each in loggers]
    with (
        dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGEST_TASK}),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", category=UserWarning, module="distributed")
        for each in loggers:
            each.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            for each, level in zip(loggers, levels, strict=True):
                each.setLevel(level)
