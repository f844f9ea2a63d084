"""A Dask scheduler and its workers on this computer, each in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.batch.test_faults import ENVIRONMENT, REPOSITORY

PATIENCE_SECONDS = 60.0
SCHEDULER = "distributed.cli.dask_scheduler"
WORKER = "distributed.cli.dask_worker"


@dataclass(frozen=True)
class DaskCluster:
    """`workers` are their programs, in the order in which they were started."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: Sequence[subprocess.Popen[bytes]]


@contextmanager
def dask_cluster(
    folder: Path,
    workers: Sequence[Path | None] = (None, None),
    *,
    scheduler: Path | None = None,
) -> Iterator[DaskCluster]:
    """One that listens on loopback, until the block ends.

    `scheduler` and each of the `workers` is where Python looks for modules first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    named = folder / "scheduler.json"
    programs = [
        _program(
            folder / "scheduler.log", scheduler, SCHEDULER, "--host", "127.0.0.1",
            "--port", "0", "--scheduler-file", str(named), "--no-dashboard",
        )
    ]  # fmt: skip
    try:
        _until(lambda: named.exists() and named.read_text().endswith("}"), programs)
        address = json.loads(named.read_text())["address"]
        programs += [
            _program(
                folder / f"worker-{number}.log", path, WORKER, address, "--nthreads", "1",
                "--no-dashboard", "--local-directory", str(folder),
            )
            for number, path in enumerate(workers)
        ]  # fmt: skip
        if workers:
            from distributed import Client

            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(len(workers), timeout=PATIENCE_SECONDS)
        yield DaskCluster(address, programs[0], programs[1:])
    finally:
        for each in reversed(programs):
            each.terminate()
        for each in programs:
            each.wait(PATIENCE_SECONDS)


def _program(log: Path, first: Path | None, *arguments: str) -> subprocess.Popen[bytes]:
    environment: Mapping[str, str] = ENVIRONMENT
    if first:
        path = os.pathsep.join((str(first), ENVIRONMENT["PYTHONPATH"]))
        environment = {**ENVIRONMENT, "PYTHONPATH": path}
    with log.open("wb") as told:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=told, stderr=told, cwd=REPOSITORY, env=environment,
        )  # fmt: skip


def _until(there: Callable[[], bool], programs: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait until something is there that those programs make."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not there():
        assert all(each.poll() is None for each in programs)
        assert time.monotonic() < last
        time.sleep(0.05)
