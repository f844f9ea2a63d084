"""Runs the export of the sample journal as its users do: a program, a folder, a day."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journalpress.writers.pdf.layouts import LAYOUTS
from tests.conftest import AS_OF

REPOSITORY = Path(__file__).resolve().parents[2]
JOURNAL = REPOSITORY / "samples" / "journal"
PRINTED = tuple(name for name in LAYOUTS if name != "press-proof")
"""Every layout that may be named; a proof is asked for with --proof-marks."""
SLUGS = tuple(sorted(path.stem for path in (JOURNAL / "articles").glob("*.md")))


def export(out: Path, *arguments: str, journal: Path = JOURNAL, **environment: str) -> str:
    """What `journalpress export` prints; raises CalledProcessError if it does not end with 0."""
    run = subprocess.run(
        [
            sys.executable, "-m", "journalpress", "export",
            "--journal", str(journal), "--as-of", AS_OF, "-o", str(out), *arguments,
        ],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if run.returncode:
        raise AssertionError(f"exit {run.returncode}\n{run.stdout}\n{run.stderr}")
    return run.stdout


def made_once(factory: pytest.TempPathFactory, name: str, *arguments: str) -> Path:
    """The folder of an export of the samples, made once however many processes run the tests."""
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder, made = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            export(folder, *arguments)
            made.touch()
    return folder


def copy_of_journal(to: Path) -> Path:
    """The sample journal in another folder."""
    return Path(shutil.copytree(JOURNAL, to))
