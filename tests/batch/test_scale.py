"""What does not depend on the machine, the place or the number: bytes, and the memory it takes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.test_faults import ENVIRONMENT, REPOSITORY, journal_on_disk

SAMPLES = REPOSITORY / "samples" / "journal"
ARTICLES = ("lupus", "mesurer-sa-tension-a-la-maison")


def export(folder: Path, out: Path, *options: str, **environment: str) -> None:
    """The command, in a process of its own."""
    subprocess.run(
        [
            sys.executable, "-m", "journalpress", "export", "--journal", str(folder),
            "--as-of", "2026-12-01", "-o", str(out), "--quiet", *options,
        ],
        check=True, capture_output=True, env={**ENVIRONMENT, **environment},
    )  # fmt: skip


def everything(out: Path) -> dict[str, bytes]:
    """Every file for people."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".journalpress" not in path.parts
    }


@pytest.mark.tool
def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """One worker or two, another folder, time zone, language and seed of hashes."""
    options = [*ARTICLES, "--to", "pdf", "--to", "epub", "--to", "docx", "--to", "html"]
    export(SAMPLES, tmp_path / "one", *options, "--jobs", "1", TZ="UTC", LC_ALL="C")
    moved = tmp_path / "elsewhere" / "a journal"
    shutil.copytree(SAMPLES, moved)

    export(
        moved, tmp_path / "two", *options, "--jobs", "2",
        TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="7",
    )  # fmt: skip

    one, two = everything(tmp_path / "one"), everything(tmp_path / "two")
    assert len(one) == 4 * len(ARTICLES) + len(("manifest", "provenance", "index.html"))
    assert one == two


COORDINATOR = """
import re, sys
from pathlib import Path
from journalpress.batch.plan import Job, Plan
from journalpress.batch.run import Making, run_plan
from journalpress.batch.workers import hiring
from journalpress.limits import DEFAULT_LIMITS
from tests.batch import stubs
from tests.journals import AS_OF, in_force, journal_of, judged_of

def peak():
    # Unlike getrusage's, it is of this program and not of the one that started it.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

folder, number = Path(sys.argv[1]), int(sys.argv[2])
journal = journal_of(folder, in_force("sound"), in_force("other"))
judged = judged_of(journal, AS_OF)
plan = Plan(jobs=tuple(
    Job(format="text", path=f"text/sound-{n}.txt", kind="final", slugs=(("sound", "other")[n % 2],),
        draft=False)
    for n in range(number)
))

def peak():
    # ru_maxrss would hold what the process that started this one had.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

before = peak()
report = run_plan(
    plan, journal, judged, folder / "elsewhere", as_of=AS_OF,
    how=Making(hiring(2, DEFAULT_LIMITS, folder / "elsewhere", {"text"}), stubs.make),
)
print(len(report.written), before, peak())
"""


@pytest.mark.parametrize(
    ("articles", "most_mb"),
    [
        pytest.param(1_000, 100, marks=pytest.mark.tool),
        pytest.param(100_000, 300, marks=pytest.mark.long),
    ],
)
def test_the_coordinator_holds_little(tmp_path: Path, articles: int, most_mb: int) -> None:
    """Stub jobs through two workers, the ledger and the disk; the articles are two."""
    ended = subprocess.run(
        [sys.executable, "-c", COORDINATOR, str(tmp_path), str(articles)],
        check=True, capture_output=True, text=True, cwd=REPOSITORY, env=ENVIRONMENT,
    )  # fmt: skip

    written, before, after = map(int, ended.stdout.split())
    assert written == articles
    assert after <= most_mb * 1e6, (before, after)


@pytest.mark.long
def test_a_worker_does_not_grow(tmp_path: Path) -> None:
    """The most memory that a worker ever had: a thousand articles as PDF against fifty."""
    peaks = []
    for articles in (50, 1_000):
        folder = journal_on_disk(tmp_path / f"j{articles}", articles)
        report = tmp_path / f"{articles}.json"
        out = tmp_path / f"o{articles}"
        export(folder, out, "--to", "pdf", "--report", str(report), "--jobs", "2")
        files = json.loads(report.read_text())["files"]
        assert len(files) == articles
        peaks.append(max(each["peak_mb"] for each in files))

    assert peaks[1] <= 1.2 * peaks[0], peaks
