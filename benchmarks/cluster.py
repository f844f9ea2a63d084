"""What a task costs on a Dask cluster of two workers on this computer, against two of ours."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

import psutil
from distributed import LocalCluster

from journalpress.batch.cluster import Cluster
from journalpress.batch.workers import Guard, Workers
from journalpress.limits import DEFAULT_LIMITS

TASKS = 120
ROUNDS = 3
"""So few in all that no worker makes room for a new one, with which its time would be lost."""
SIZE = 100_000
"""Bytes that go there, and come back: what a leaflet takes."""
WINDOW = 8

Give = Callable[[bytes], Future[bytearray]]


def main() -> None:
    """Both in turn, so that a slower moment of the machine touches both."""
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as started,
        Cluster(str(started.scheduler_address), DEFAULT_LIMITS, ("text",)).hire(TASKS) as there,
        Workers(2, Guard(), Path(folder) / "scratch") as here,
    ):
        places: dict[str, Give] = {
            "two workers here": lambda task: here.submit(bytearray, task),
            "a cluster of two": lambda task: there.submit(bytearray, task),
        }
        clock: dict[str, list[float]] = {name: [] for name in places}
        processor: dict[str, list[float]] = {name: [] for name in places}
        for give in places.values():
            seconds(give, WINDOW)
        for _ in range(ROUNDS):
            for name, give in places.items():
                before = processor_seconds()
                clock[name].append(seconds(give, TASKS))
                processor[name].append(processor_seconds() - before)
    for name in places:
        print(
            f"{name}: {1000 * min(processor[name]) / TASKS:.1f} ms of processor, "
            f"{1000 * min(clock[name]) / TASKS:.1f} ms of the clock a task that does nothing, "
            f"{SIZE // 1000} KB there and back (least of {ROUNDS} times {TASKS})"
        )


def processor_seconds() -> float:
    """Of this process and of all that it has started: scheduler, workers, and whom they started."""
    this = psutil.Process()
    used = [each.cpu_times() for each in (this, *this.children(recursive=True))]
    return sum(each.user + each.system for each in used)


def seconds(give: Give, tasks: int) -> float:
    """Seconds of the clock until so many tasks are done, some of them under way at a time."""
    begun = time.monotonic()
    under_way: set[Future[bytearray]] = set()
    for number in range(tasks):
        under_way.add(give(number.to_bytes(SIZE, "big")))
        if len(under_way) == WINDOW:
            under_way = set(wait(under_way, return_when=FIRST_COMPLETED).not_done)
    wait(under_way)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
