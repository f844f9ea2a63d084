"""Tasks → Outcomes, by whoever does the work; what is lost on the way costs its own file only.

A task that was lost with several files is tried again file by file, so that one bad file does not
take the others of its article along.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias, TypeVar, assert_never

from journalpress.batch.job import Outcome, Task, out_of_memory
from journalpress.batch.plan import Job
from journalpress.batch.workers import Loss, loss_of
from journalpress.errors import EnvironmentFailure
from journalpress.problems import Problem, problem

TASKS_A_WORKER = 4
"""How many tasks wait for each worker: enough that none is idle, and few enough to hold."""
MOST_INNOCENT = 5
"""So often a task may be lost with its pool before it is taken for the cause."""
PATIENCE_SECONDS = 20
"""When no task has ended so long after the longest limit, the pool itself hangs."""

ArgumentT = TypeVar("ArgumentT")
ResultT = TypeVar("ResultT")

Make: TypeAlias = Callable[[Task], tuple[Outcome, ...]]
"""What is done with a Task: one Outcome for each of its jobs, in order."""


class Submitter(Protocol):
    """Who has the work done: a pool of workers, or any `concurrent.futures.Executor`.

    More than `submit` it need not have. `number` says how many tasks it does at a time, 1 where it
    is missing. Where no task ends for too long, `busy()` says whether to wait on, and `restart()`
    begins anew; without them the workers are given up.
    """

    def submit(self, work: Callable[[ArgumentT], ResultT], task: ArgumentT, /) -> Future[ResultT]:
        """The promise of the work's result for this task."""
        ...


class Here:
    """Has the work done at once, in this process, one task after the other."""

    number = 0

    def submit(self, work: Callable[[ArgumentT], ResultT], task: ArgumentT, /) -> Future[ResultT]:
        """The result, already there. What `work` raises is raised here."""
        future: Future[ResultT] = Future()
        future.set_result(work(task))
        return future


@dataclass(frozen=True, slots=True)
class Handling:
    """How often a killed worker's file is tried again, how many seconds a task may take."""

    retries: int = 1
    seconds: float = 60


def made_files(
    tasks: Iterator[Task], make: Make, workers: Submitter, handling: Handling
) -> Iterator[tuple[Job, Outcome]]:
    """Each file with its Outcome as it arrives.

    Never more tasks are under way than TASKS_A_WORKER for each worker. Raises EnvironmentFailure
    where the computer fails.
    """
    again: deque[Task] = deque()
    lost: Counter[str] = Counter()
    for task, future in _in_window(tasks, again, make, workers, handling):
        try:
            outcomes = future.result()
        except EnvironmentFailure:
            raise
        except Exception as error:  # whatever became of the worker, it costs this task alone
            loss = loss_of(error)
            if len(task.jobs) > 1:
                again.extend(replace(task, jobs=(job,)) for job in task.jobs)
                continue
            (job,) = task.jobs
            allowed = {"killed": handling.retries, "innocent": MOST_INNOCENT}.get(loss, 0)
            lost[f"{loss} {job.path}"] += 1
            if lost[f"{loss} {job.path}"] <= allowed:
                again.append(task)
                continue
            told = problem_of(loss, job, handling.seconds + task.allowance, error)
            outcomes = (Outcome(path=job.path, problems=(told,)),)
        yield from zip(task.jobs, outcomes, strict=True)


def _in_window(
    tasks: Iterator[Task],
    again: deque[Task],
    make: Make,
    workers: Submitter,
    handling: Handling,
) -> Iterator[tuple[Task, Future[tuple[Outcome, ...]]]]:
    window = max(1, TASKS_A_WORKER * int(getattr(workers, "number", 1)))
    under_way: dict[Future[tuple[Outcome, ...]], Task] = {}
    while True:
        while len(under_way) < window and (task := _next(again, tasks)) is not None:
            under_way[workers.submit(make, task)] = task
        if not under_way:
            return
        longest = handling.seconds + max(task.allowance for task in under_way.values())
        done = wait(under_way, longest + PATIENCE_SECONDS, FIRST_COMPLETED).done
        if not done:
            if (busy := getattr(workers, "busy", None)) and busy():
                continue
            for task in _given_up(workers, under_way):
                broken: Future[tuple[Outcome, ...]] = Future()
                broken.set_exception(BrokenProcessPool())
                yield task, broken
            under_way.clear()
        for future in done:
            yield under_way.pop(future), future


def _given_up(
    workers: Submitter, under_way: Mapping[Future[tuple[Outcome, ...]], Task]
) -> list[Task]:
    """The tasks of a pool that hangs, which is begun anew. Raises EnvironmentFailure."""
    restart = getattr(workers, "restart", None)
    if restart is None:
        raise EnvironmentFailure(
            "the workers do not answer", hint="see to them, then run the same command to go on"
        )
    restart()
    return list(under_way.values())


def _next(again: deque[Task], tasks: Iterator[Task]) -> Task | None:
    return again.popleft() if again else next(tasks, None)


def problem_of(loss: Loss, job: Job, seconds: float, error: Exception) -> Problem:
    """Why there is no such file, in words for a person."""
    article, file = job.slugs[0], job.path
    match loss:
        case "memory":
            return out_of_memory(job)
        case "time":
            return problem(
                "JP220",
                f"took longer than {seconds:.0f} seconds to make and was stopped",
                "split the article, or raise worker_seconds in journal.toml",
                file=file,
                article=article,
            )
        case "killed" | "innocent" | "crash":
            words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            code = getattr(error, "exitcode", None)
            ended = f"ended with {code}" if code is not None else words
            return problem(
                "JP221",
                f"the worker that made it crashed ({ended})",
                "export again; if it comes back, report it with the article",
                file=file,
                article=article,
            )
        case _:
            assert_never(loss)
