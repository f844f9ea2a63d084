"""A Dask cluster makes the same files; what becomes of it costs no file and no order of things."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journalpress.batch import cluster as module
from journalpress.batch.cluster import Cluster
from journalpress.batch.job import make_files
from journalpress.batch.making import Handling, Make, made_files
from journalpress.batch.plan import plan_jobs
from journalpress.batch.report import read_report
from journalpress.batch.run import IN_THIS_PROCESS, Making, Moment, Report, run_plan
from journalpress.cli import main
from journalpress.errors import EnvironmentFailure, UsageError
from journalpress.journal import load_journal
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.standing import judge_journal
from tests.batch import stubs
from tests.batch.daskcluster import DaskCluster, dask_cluster
from tests.batch.exporting import tree
from tests.batch.test_faults import REPOSITORY, journal_on_disk
from tests.batch.test_making import task
from tests.journals import AS_OF, source_text, write_journal

SAMPLES = REPOSITORY / "samples" / "journal"
FORMATS = ("html", "text")
ARTICLES = 12
METADATA = "Metadata-Version: 2.1\nName: weasyprint\nVersion: 1.0\n"
QUICK = Limits(worker_seconds=5, worker_megabytes=1_000)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler and two workers, started as people start them."""
    with dask_cluster(tmp_path_factory.mktemp("dask")) as started:
        yield started


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed export of the articles publishes, by this process alone."""
    folder = journal_on_disk(tmp_path_factory.mktemp("sound") / "journal", ARTICLES)
    assert export(folder, IN_THIS_PROCESS).is_whole
    return tree(folder / "out")


def export(folder: Path, how: Making, step: Callable[[Moment], None] | None = None) -> Report:
    """Publish a journal on the disk."""
    journal = load_journal(folder)
    judged = judge_journal(journal, AS_OF)
    plan = plan_jobs(journal, judged, formats=FORMATS)
    return run_plan(plan, journal, judged, folder / "out", as_of=AS_OF, how=how, step=step)


def by(address: str, make: Make = make_files, limits: Limits = DEFAULT_LIMITS) -> Making:
    """The workers of this scheduler make the files."""
    hired = Cluster(address, limits, FORMATS)
    return Making(hired.hire, make, Handling(1, limits.worker_seconds), distant=True)


@pytest.mark.parametrize("address", ["", "10.0.0.1:8786", "http://a:1", "tcp://a", "tcp://a b:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Before anything is asked of the network."""
    with pytest.raises(UsageError, match="no address of a Dask scheduler"):
        Cluster(address, DEFAULT_LIMITS, FORMATS)


def test_without_dask_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 4: nothing is wrong with the journal."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(EnvironmentFailure) as error:
        Cluster("tcp://127.0.0.1:8786", DEFAULT_LIMITS, FORMATS)

    assert 'pip install "journalpress[dask]"' in error.value.hint


def test_workers_here_and_there_are_not_asked_for_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line contradicts itself; an environment that says how many work here does not."""
    folder = write_journal(tmp_path / "journal", asthma=source_text("asthma"))
    monkeypatch.setenv("JOURNALPRESS_JOBS", "2")
    journal = ["--journal", str(folder), "--dask", "tcp://127.0.0.1:8786", "--dry-run", "--draft"]

    assert main(["export", *journal, "--jobs", "2"]) == 2
    assert "--jobs and --dask together" in capsys.readouterr().err
    assert main(["export", *journal]) == 0


@pytest.mark.tool
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_nobody_at_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Exit code 4 with one line; for tls:// because there are no certificates here."""
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    folder = journal_on_disk(tmp_path / "journal", 1)

    with pytest.raises(EnvironmentFailure, match=f"{address} cannot be reached") as error:
        export(folder, by(address))

    assert "\n" not in str(error.value)


@pytest.mark.tool
def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    """It says how to start some."""
    with dask_cluster(tmp_path / "dask", []) as dask:
        hired = Cluster(dask.address, DEFAULT_LIMITS, FORMATS)
        with pytest.raises(EnvironmentFailure, match="has no workers") as error, hired.hire(1):
            pass

    assert error.value.hint == f"start some: dask worker {dask.address}"


@pytest.mark.tool
def test_a_cluster_makes_the_same_files(dask: DaskCluster, tmp_path: Path) -> None:
    """A sample with pictures in every format, as a worker here makes it."""
    outs = {"there": ["--dask", dask.address], "here": ["--jobs", "1"]}
    chosen = ["diabetes-foot-care", "--to", "pdf", "--to", "epub", "--to", "docx", "--to", "html"]
    for name, options in outs.items():
        out = ["-o", str(tmp_path / name), "--report", str(tmp_path / f"{name}.json"), "--quiet"]
        assert main(["export", "--journal", str(SAMPLES), *chosen, *out, *options]) == 0

    made = {name: tree(tmp_path / name) for name in outs}
    assert len(made["here"]) == 4 + len(("manifest", "provenance", "index.html"))
    assert made["there"] == made["here"]
    assert read_report((tmp_path / "there.json").read_bytes()).workers == 2


@pytest.mark.tool
def test_a_poisoned_task_costs_its_own_file(dask: DaskCluster) -> None:
    """With the codes that it has here; no worker of the cluster is lost over it."""
    faults = {
        "segfault": "JP221", "exit": "JP221", "killed": "JP221", "hang": "JP220",
        "memory": "JP222", "raise": "JP221", "odd": "JP221",
    }  # fmt: skip
    tasks = [task(f"sound-{number}") for number in range(8)] + [task(each) for each in faults]
    with Cluster(dask.address, QUICK, FORMATS).hire(len(tasks)) as workers:
        assert workers.busy()
        ended = {
            job.slugs[0]: outcome.problems[0].code if outcome.problems else ""
            for job, outcome in made_files(iter(tasks), stubs.make, workers, Handling(0, 5))
        }

    assert {each: ended.pop(each) for each in faults} == faults
    assert set(ended.values()) == {""}
    assert len(ended) == 8
    assert all(each.poll() is None for each in dask.workers)


@pytest.mark.tool
def test_a_worker_that_is_killed_costs_nothing(
    dask: DaskCluster, tmp_path: Path, sound: dict[str, bytes]
) -> None:
    """What it had under way is made by others."""
    from distributed import Client

    folder = journal_on_disk(tmp_path / "journal", ARTICLES)
    with Client(dask.address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())

    def kills(now: Moment) -> None:
        if now.done == ARTICLES // 2:
            os.kill(victim, signal.SIGKILL)

    report = export(folder, by(dask.address), kills)

    assert report.is_whole
    assert tree(folder / "out") == sound
    with Client(dask.address, set_as_default=False) as client:
        assert victim not in client.run(os.getpid).values()


@pytest.mark.tool
def test_a_scheduler_that_is_killed_stops_the_run(tmp_path: Path, sound: dict[str, bytes]) -> None:
    """Exit code 4 and one line; what was made is kept, and a plain export ends the work."""
    folder = journal_on_disk(tmp_path / "journal", ARTICLES)
    with dask_cluster(tmp_path / "dask", [None]) as dask:

        def kills(now: Moment) -> None:
            if now.done == ARTICLES // 2:
                dask.scheduler.kill()

        with pytest.raises(EnvironmentFailure, match="is gone; what was made until now is kept"):
            export(folder, by(dask.address), kills)

    report = export(folder, IN_THIS_PROCESS)
    assert report.is_whole
    assert len(report.kept) >= ARTICLES // 2
    assert len(report.written) > 0
    assert tree(folder / "out") == sound


@pytest.mark.tool
def test_with_another_program_nothing_is_made(tmp_path: Path) -> None:
    """Who has it is named, and how it differs. A scheduler takes apart what it passes on."""
    folder = journal_on_disk(tmp_path / "journal", 1)
    (tmp_path / "older" / "weasyprint-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "older" / "weasyprint-1.0.dist-info" / "METADATA").write_text(METADATA)
    (tmp_path / "without" / "journalpress").mkdir(parents=True)
    (tmp_path / "without" / "journalpress" / "__init__.py").touch()
    without = tmp_path / "without"

    with (
        dask_cluster(tmp_path / "dask", [tmp_path / "older", without], scheduler=without) as dask,
        pytest.raises(EnvironmentFailure) as error,
    ):
        export(folder, by(dask.address))

    scheduler, *workers = str(error.value).split("; ")
    assert scheduler.startswith(f"the Dask scheduler {dask.address} cannot run journalpress: ")
    words = sorted(re.sub(r"^the worker tcp://\S+ ", "", each) for each in workers)
    assert [each.partition(": ")[0] for each in words] == [
        "cannot run journalpress", "has another program",
    ]  # fmt: skip
    assert "No module named" in words[0]
    assert words[1].startswith("has another program: weasyprint 1.0 there, ")
    assert not (folder / "out" / "html").exists()
