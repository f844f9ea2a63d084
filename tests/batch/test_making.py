"""A task that is lost costs its own file and no other, whoever does the work."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import pytest

from journalpress.batch import making
from journalpress.batch.job import Outcome, PackedHouse, Task
from journalpress.batch.making import Handling, Here, made_files
from journalpress.batch.plan import Job
from journalpress.batch.workers import Guard, Workers
from journalpress.errors import EnvironmentFailure
from journalpress.limits import DEFAULT_LIMITS
from tests.batch import stubs
from tests.trees import article

T = TypeVar("T")
R = TypeVar("R")
QUICK = Guard(seconds=2, megabytes=1_000, tasks=50)


def task(slug: str, *formats: str) -> Task:
    """The files of one article."""
    return Task(
        jobs=tuple(
            Job(format=each, path=f"{each}/{slug}.{each}", kind="final", slugs=(slug,), draft=False)
            for each in formats or ("text",)
        ),
        articles=(article(slug=slug),),
        neighbours={},
        digests=("",),
        house=PackedHouse("", b""),
        cover=None,
        remarks=(),
        folder=Path(),
        limits=DEFAULT_LIMITS,
    )


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    """Two of them, with two seconds for a task."""
    with Workers(2, QUICK, tmp_path / "scratch") as hired:
        yield hired


def outcomes(tasks: Iterable[Task], workers: Workers, retries: int = 0) -> dict[str, str]:
    """Path → code of the first problem, "" for a file that was made."""
    handling = Handling(retries, workers.guard.seconds)
    return {
        job.path: outcome.problems[0].code if outcome.problems else ""
        for job, outcome in made_files(iter(tasks), stubs.make, workers, handling)
    }


@pytest.mark.tool
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("segfault", "JP221"),
        ("exit", "JP221"),
        ("killed", "JP221"),
        ("hang", "JP220"),
        ("swallow", "JP220"),
        ("memory", "JP222"),
        ("raise", "JP221"),
        ("odd", "JP221"),
    ],
)
def test_one_fault_costs_one_file(workers: Workers, fault: str, code: str) -> None:
    """Eight others are made, before and after it."""
    sound = [task(f"sound-{number}") for number in range(8)]

    ended = outcomes([*sound[:4], task(fault), *sound[4:]], workers)

    assert ended.pop(f"text/{fault}.text") == code
    assert len(ended) == 8
    assert set(ended.values()) == {""}


@pytest.mark.tool
def test_one_bad_format_leaves_the_others_of_its_article(workers: Workers) -> None:
    """They travel together; when the worker is lost each is tried by itself."""
    ended = outcomes([task("badhtml", "text", "html", "docx")], workers)

    assert ended == {
        "text/badhtml.text": "", "html/badhtml.html": "JP221", "docx/badhtml.docx": "",
    }  # fmt: skip


@pytest.mark.tool
@pytest.mark.parametrize(("retries", "code"), [(0, "JP221"), (1, "")])
def test_a_killed_worker_is_forgiven_as_often_as_asked(
    tmp_path: Path, retries: int, code: str
) -> None:
    """The file is made when it is tried again; without a retry it is lost."""
    slug = f"once-{tmp_path.name.replace('_', '-')}"
    with Workers(1, QUICK, tmp_path / "scratch") as workers:
        assert outcomes([task(slug)], workers, retries) == {f"text/{slug}.text": code}


def test_a_book_may_take_longer() -> None:
    """One second more for each further article."""
    articles = tuple(article(slug=f"a{number}") for number in range(4))

    assert task("sound").allowance == 0
    assert replace(task("sound"), articles=articles).allowance == 3


def test_never_more_are_under_way_than_the_window_holds() -> None:
    """Tasks are made when there is room for them, not all at once."""
    begun: list[int] = []

    def tasks() -> Iterator[Task]:
        for number in range(100):
            begun.append(number)
            yield task(f"sound-{number}")

    with ThreadPoolExecutor(1) as pool:
        arrived = made_files(tasks(), stubs.make, pool, Handling())
        next(arrived)
        assert len(begun) <= 4
        assert len(list(arrived)) == 99


def test_any_executor_and_none_do_the_same() -> None:
    """The seam is `submit`."""
    tasks = [task(f"sound-{number}", "text", "html") for number in range(5)]
    with ThreadPoolExecutor(2) as pool:
        there = {
            job.path: made for job, made in made_files(iter(tasks), stubs.make, pool, Handling())
        }
    here = {job.path: made for job, made in made_files(iter(tasks), stubs.make, Here(), Handling())}

    assert there == here
    assert len(here) == 10


@pytest.mark.tool
def test_processes_of_the_standard_library_do_the_same() -> None:
    """Tasks, what is done with them and Outcomes can all be sent."""
    tasks = [task(f"sound-{number}", "text", "html") for number in range(3)]
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        made = [outcome for _, outcome in made_files(iter(tasks), stubs.make, pool, Handling())]

    assert sorted(each.path for each in made) == sorted(job.path for t in tasks for job in t.jobs)
    assert all(each.data for each in made)


def test_nothing_but_submit_is_asked() -> None:
    """Who has no number has a window of one worker."""

    class Submits:
        __slots__ = ("submit",)

        def __init__(self, pool: ThreadPoolExecutor) -> None:
            self.submit = pool.submit

    with ThreadPoolExecutor(1) as pool:
        made = made_files(
            iter([task("sound"), task("raise")]), stubs.make, Submits(pool), Handling()
        )
        codes = [outcome.problems[0].code if outcome.problems else "" for _, outcome in made]

    assert codes == ["", "JP221"]


@pytest.mark.parametrize("there", [True, False])
def test_workers_that_are_busy_for_others_are_waited_for(
    monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Where no task ends for too long they are asked; where nobody is there it is the end."""

    class Shared:
        def submit(self, work: Callable[[T], R], given: T, /) -> Future[R]:
            future: Future[R] = Future()
            self.work: Callable[[], None] = lambda: future.set_result(work(given))
            return future

        def busy(self) -> bool:
            if there:
                self.work()
            return there

    monkeypatch.setattr(making, "PATIENCE_SECONDS", 0)
    made = made_files(iter([task("sound")]), stubs.make, Shared(), Handling(seconds=0))

    if there:
        ((_, outcome),) = made
        assert outcome.data
    else:
        with pytest.raises(EnvironmentFailure, match="the workers do not answer"):
            next(made)


def test_a_computer_that_fails_stops_everything() -> None:
    """It is no fault of the file."""

    def fails(_: Task) -> tuple[Outcome, ...]:
        raise EnvironmentFailure("no fonts")

    with pytest.raises(EnvironmentFailure), ThreadPoolExecutor(1) as pool:
        list(made_files(iter([task("a")]), fails, pool, Handling()))
