"""Killed, starved and poisoned: no file is ever torn or lost, and the next run ends the work."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from journalpress.batch.ledger import read_records
from journalpress.batch.making import Handling, made_files
from journalpress.batch.workers import Guard, Workers
from journalpress.digests import sha256
from journalpress.files import TEMPORARY_SUFFIX
from journalpress.journal import load_journal, read_history
from journalpress.standing.approval import approve
from tests import tools
from tests.batch import stubs
from tests.batch.exporting import export, tree
from tests.batch.test_making import task
from tests.journals import AS_OF, source_text, write_journal

REPOSITORY = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(sys.path),
    "PYTHONDONTWRITEBYTECODE": "1",
}


def journal_on_disk(folder: Path, articles: int) -> Path:
    """A journal of approved articles; each links to the one before it."""
    texts = {
        f"a{number}": source_text(f"a{number}", f"See [the other](a{max(number - 1, 0)}.md).")
        for number in range(articles)
    }
    write_journal(folder, **texts)
    journal = load_journal(folder)
    for entry in journal.entries.values():
        approve(journal, entry, by="Dr B. Madeup", role="clinical_reviewer", on=AS_OF, as_of=AS_OF)
    return folder


def command(folder: Path, jobs: int, formats: str) -> list[str]:
    """An export in a process of its own."""
    return [sys.executable, "-m", "tests.batch.exporting", str(folder), str(jobs), formats]


def events(folder: Path) -> Counter[tuple[str, str, str]]:
    """What the history says was published: (event, article, files), each how often."""
    return Counter(
        (line["event"], line["id"], str(sorted(line["files"].items())))
        for line in read_history(folder)
        if line["event"] != "approved"
    )


def nothing_is_torn(folder: Path, sound: dict[str, bytes]) -> None:
    """Whatever lies in the folder is a whole file of the undisturbed export, as its row says.

    What tells of the folder is whole too: of now or of an earlier moment.
    """
    there = tree(folder / "out")
    for path, data in there.items():
        match path:
            case "index.html":
                assert data.endswith(b"</html>\n"), path
            case "provenance.json":
                json.loads(data)
            case "manifest-sha256.txt":
                assert data.endswith(b"\n"), path
            case _ if not path.endswith(TEMPORARY_SUFFIX):
                assert data == sound[path], path
    for path, record in read_records(folder / "out").items():
        assert sha256((folder / "out" / path).read_bytes()) == record.sha256


@pytest.mark.parametrize(
    ("kills", "chance"),
    [
        pytest.param(10, 20261201, marks=pytest.mark.tool),
        # In parts, so that workers can share them out.
        *(pytest.param(50, chance, marks=pytest.mark.long) for chance in range(4)),
    ],
)
def test_killed_at_any_moment(tmp_path: Path, kills: int, chance: int) -> None:
    """SIGKILL of the coordinator, again and again: nothing torn, and the end is the same."""
    reference = journal_on_disk(tmp_path / "reference", 16)
    assert export(load_journal(reference), 0, ("html", "text", "epub")) == 0
    sound, told = tree(reference / "out"), events(reference)
    moments = random.Random(chance)
    folder, done = tmp_path / "journal", 0
    longest = 4.0
    while done < kills:
        if not folder.exists():
            journal_on_disk(folder, 16)
        process = subprocess.Popen(
            command(folder, 2, "html,text,epub"),
            stdout=subprocess.PIPE, cwd=REPOSITORY, env=ENVIRONMENT,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(moments.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            done += 1
        process.stdout.close()
        nothing_is_torn(folder, sound)
        if process.returncode == 0:
            assert tree(folder / "out") == sound
            assert events(folder) == told
            shutil.rmtree(folder)
            longest = max(longest * 0.8, 1.0)
    if folder.exists():
        assert export(load_journal(folder), 0, ("html", "text", "epub")) == 0
        assert tree(folder / "out") == sound
        assert events(folder) == told


CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "ftruncate", "unlink", "mkdir")
FAULTS = ("error=ENOSPC", "error=EIO", "signal=KILL")


def traced(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """An export of one article as plain text and web page, under strace."""
    return subprocess.run(
        [tools.require("strace"), "-qq", *options, *command(folder, 0, "html,text")],
        capture_output=True, text=True, check=False, cwd=REPOSITORY, env=ENVIRONMENT, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("every", "faults"),
    [
        pytest.param(25, FAULTS, marks=pytest.mark.tool),
        *(pytest.param(1, (fault,), marks=pytest.mark.long) for fault in FAULTS),
    ],
)
def test_a_fault_at_every_call_that_writes(
    tmp_path: Path, every: int, faults: tuple[str, ...]
) -> None:
    """A full disk, a broken disk and a kill at each write, fsync and rename of the export."""
    reference = journal_on_disk(tmp_path / "reference", 1)
    log = tmp_path / "log"
    ended = traced(reference, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    assert ended.returncode == 0, ended.stderr
    times = Counter(re.findall(r"^(\w+)\(", log.read_text(), re.M))
    sound, told = tree(reference / "out"), events(reference)
    assert times["fsync"] > 3
    assert times["rename"] >= 3
    survived = 0
    for call, fault, number in _places(times, every, faults):
        folder = journal_on_disk(tmp_path / "journal", 1)
        inject = f"inject={call}:{fault}:when={number}"
        traced(folder, "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        nothing_is_torn(folder, sound)
        assert export(load_journal(folder), 0, ("html", "text")) == 0, (call, fault, number)
        assert tree(folder / "out") == sound, (call, fault, number)
        assert events(folder) == told, (call, fault, number)
        shutil.rmtree(folder)
        survived += 1
    assert survived >= len(faults) * sum(times.values()) // every


def _places(
    times: Counter[str], every: int, faults: tuple[str, ...]
) -> Iterator[tuple[str, str, int]]:
    all_places = (
        (call, fault, number)
        for call in CALLS
        for number in range(1, times[call] + 1)
        for fault in faults
    )
    yield from (each for place, each in enumerate(all_places) if place % every == 0)


@pytest.mark.parametrize(
    "articles",
    [pytest.param(100, marks=pytest.mark.tool), pytest.param(1_000, marks=pytest.mark.long)],
)
def test_one_poisoned_in_ten(tmp_path: Path, articles: int) -> None:
    """Crashes, exits, kills, hangs and floods of memory cost the poisoned tenth alone."""
    faults = ("segfault", "exit", "killed", "hang", "memory")
    slugs = [
        f"{faults[number // 10 % 5]}-{number}" if number % 10 == 3 else f"sound-{number}"
        for number in range(articles)
    ]
    lost: Counter[str] = Counter()
    made = 0
    with Workers(2, Guard(seconds=1, megabytes=1_000), tmp_path / "scratch") as workers:
        handling = Handling(retries=1, seconds=1)
        for job, outcome in made_files(map(task, slugs), stubs.make, workers, handling):
            fault = job.slugs[0].partition("-")[0]
            if fault == "sound":
                assert outcome.data == stubs.file_of(job)
                made += 1
            else:
                assert outcome.data is None
                lost[f"{fault} {outcome.problems[0].code}"] += 1

    assert made == articles * 9 // 10
    # A worker that is gone before the pool knows what it took is missed when its time is up.
    late = sum(lost.pop(f"{fault} JP220", 0) for fault in ("segfault", "exit", "killed"))
    codes = ("segfault JP221", "exit JP221", "killed JP221", "hang JP220", "memory JP222")
    assert set(lost) == set(codes)
    assert lost.total() + late == articles // 10
    assert late <= articles // 100
