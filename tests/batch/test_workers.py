"""Workers have limits, share nothing, keep no folder, and end with whoever hired them."""

import _thread
import multiprocessing.context
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from pebble import ProcessExpired

from journalpress.batch.workers import Guard, Loss, Workers, default_number, hiring, loss_of
from journalpress.errors import EnvironmentFailure
from journalpress.limits import DEFAULT_LIMITS
from tests.batch.stubs import limits, numbers

QUICK = Guard(seconds=20, megabytes=900, tasks=3)


@pytest.mark.tool
@pytest.mark.parametrize("few", [False, True])
def test_a_worker_takes_its_limits(tmp_path: Path, few: bool) -> None:
    """Memory, core files, open files, processor time; a folder of its own for temporary files."""
    with Workers(1, QUICK, tmp_path / "scratch", few=few) as workers:
        found = workers.submit(limits, "").result()

    assert found["memory"] == 900_000_000
    assert found["core"] == 0
    assert found["files"] == 256
    assert isinstance(found["processor"], int)
    assert 20 < found["processor"] < 60
    assert found["folder"] == str(tmp_path / "scratch")
    assert not (tmp_path / "scratch").exists()
    assert tempfile.gettempdir() != str(tmp_path / "scratch")


@pytest.mark.tool
def test_a_process_with_threads_is_not_forked(tmp_path: Path) -> None:
    """Not even where Python has not heard of them: a lock held by one would hold the child."""
    held, ended = _thread.allocate_lock(), _thread.allocate_lock()
    held.acquire()
    ended.acquire()

    def wait() -> None:
        held.acquire()
        ended.release()

    _thread.start_new_thread(wait, ())
    try:
        with Workers(1, QUICK, tmp_path / "scratch", few=True) as workers:
            assert workers.submit(numbers, "").result()[1] != os.getpid()
    finally:
        held.release()
        ended.acquire()


@pytest.mark.tool
def test_what_is_started_later_is_started_as_ever(tmp_path: Path) -> None:
    """The rule for modules of the current folder holds while there are workers, and no longer."""
    before = dict(os.environ)
    with Workers(1, QUICK, tmp_path / "scratch"):
        assert os.environ["PYTHONSAFEPATH"] == "1"

    assert dict(os.environ) == before


@pytest.mark.tool
def test_a_worker_is_replaced_after_some_tasks(tmp_path: Path) -> None:
    """Three each, as the guard says."""
    with Workers(1, QUICK, tmp_path / "scratch") as workers:
        pids = [workers.submit(numbers, "").result()[0] for _ in range(7)]

    assert [pids.count(each) for each in dict.fromkeys(pids)] == [3, 3, 1]
    assert os.getpid() not in pids


def test_nothing_is_started_without_work(tmp_path: Path) -> None:
    """An export that has nothing to do hires nobody."""
    with Workers(2, QUICK, tmp_path / "scratch"):
        assert not (tmp_path / "scratch").exists()


@pytest.mark.tool
def test_there_are_never_more_workers_than_tasks(tmp_path: Path) -> None:
    """A single article has a single worker."""
    hire = hiring(8, DEFAULT_LIMITS, tmp_path, {"text"})

    assert [hire(tasks).number for tasks in (1, 3, 100)] == [1, 3, 8]
    assert hire(1).guard == Guard(60, 1_500, 200)
    assert default_number() >= 1


def expired(code: int) -> ProcessExpired:
    """What pebble raises when a worker has ended with this code."""
    return ProcessExpired("", code=code)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "loss"),
    [
        (TimeoutError(), "time"),
        (expired(-signal.SIGXCPU), "time"),
        (expired(-signal.SIGKILL), "killed"),
        (expired(-signal.SIGTERM), "killed"),
        (expired(-signal.SIGSEGV), "crash"),
        (expired(1), "crash"),
        (MemoryError(), "memory"),
        (BrokenProcessPool(), "innocent"),
        (CancelledError(), "innocent"),
        (RuntimeError("ValueError: x"), "crash"),
    ],
)
def test_every_end_of_a_task_has_a_reason(error: BaseException, loss: Loss) -> None:
    """What a pool or an executor raises, in our words."""
    assert loss_of(error) == loss


PARENT = """
import sys, time
from pathlib import Path
from journalpress.batch.workers import Guard, Workers
from tests.batch.stubs import numbers, spin
if __name__ == "__main__":
    with Workers(1, Guard(60, 900, 9), Path(sys.argv[1]), few=bool(sys.argv[2:])) as workers:
        print(workers.submit(numbers, "").result()[0], flush=True)
        workers.submit(spin, "")
        time.sleep(60)
"""


@pytest.mark.tool
@pytest.mark.parametrize("few", [[], ["few"]], ids=["pool", "few"])
def test_a_worker_ends_with_its_parent(tmp_path: Path, few: list[str]) -> None:
    """Killed outright, in the middle of a task that never ends."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "scratch"), *few],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    watched = os.pidfd_open(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()

    ended = select.poll()
    ended.register(watched, select.POLLIN)
    assert ended.poll(30_000)
    os.close(watched)


@pytest.mark.tool
def test_this_process_keeps_its_own_limits(tmp_path: Path) -> None:
    """A forked worker limits itself alone."""
    before = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_NOFILE)
    with Workers(1, QUICK, tmp_path / "scratch", few=True) as workers:
        workers.submit(limits, "").result()

    assert (
        resource.getrlimit(resource.RLIMIT_AS),
        resource.getrlimit(resource.RLIMIT_NOFILE),
    ) == before


class _OnceLost(multiprocessing.context.ForkServerContext):
    """A way of starting processes whose server is gone at first, as often as `losses` says."""

    def __init__(self, losses: int) -> None:
        super().__init__()
        self.losses = losses

    def Process(self, *given: Any, **named: Any) -> Any:  # type: ignore[override]  # noqa: N802
        """A process, or the error of a server that has hung up."""
        if self.losses:
            self.losses -= 1
            raise EOFError("the server has hung up")
        return super().Process(*given, **named)


@pytest.mark.tool
def test_workers_are_begun_anew_where_the_server_of_processes_is_lost(tmp_path: Path) -> None:
    """It may die, or be killed, while a process is asked of it; the next one is another."""
    with Workers(1, QUICK, tmp_path / "scratch") as workers:
        workers._context = _OnceLost(2)
        assert workers.submit(numbers, "").result()[1] != os.getpid()


def test_where_no_worker_can_be_started_it_is_said_why(tmp_path: Path) -> None:
    """After some tries, in one line."""
    with Workers(1, QUICK, tmp_path / "scratch") as workers:
        workers._context = _OnceLost(99)
        with pytest.raises(EnvironmentFailure, match=r"no worker can be started: .*hung up"):
            workers.submit(numbers, "")


@pytest.mark.tool
def test_a_folder_for_temporary_files_with_too_long_a_name_is_named(tmp_path: Path) -> None:
    """There the server of processes has its socket, whose address is short."""
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    script = (
        "from pathlib import Path\n"
        "from journalpress.batch.workers import Guard, Workers\n"
        "from journalpress.errors import EnvironmentFailure\n"
        f"with Workers(2, Guard(), Path({str(tmp_path / 'scratch')!r})) as workers:\n"
        "    try:\n"
        "        workers.submit(len, 'abc')\n"
        "    except EnvironmentFailure as error:\n"
        "        print(error.hint)\n"
    )

    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(deep)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert told.stdout == f"set TMPDIR to a folder with a shorter name than {deep}\n"
