"""The wheel holds all that an installed journalpress needs, and works away from the repository."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from email.parser import Parser
from pathlib import Path

import pytest

# A wheel is built for them.
pytestmark = pytest.mark.tool

REPOSITORY = Path(__file__).resolve().parents[1]
AS_OF = "2026-12-01"


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What the command prints; fails the test with its standard error if it does not end well."""
    # Nothing of this checkout, nor of the environment that runs the tests, may be seen.
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "JOURNALPRESS_JOURNAL")
    ended = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built into the folder without any download."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run(hatchling, REPOSITORY)
    (wheel,) = folder.glob("*.whl")
    return wheel


def files_of(folder: str) -> set[str]:
    """The files of a top-level folder that belong in the wheel, as paths from the repository."""
    tracked = run(["git", "ls-files", folder], REPOSITORY).splitlines()
    return {name for name in tracked if (REPOSITORY / name).exists()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One wheel for all tests of this file."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.tool
@pytest.mark.parametrize("folder", ["styles", "templates"])
def test_the_wheel_holds_every_style_and_template(wheel: Path, folder: str) -> None:
    """hatchling says nothing when a folder is missing, so the wheel is opened."""
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())

    expected = files_of(folder)

    assert expected
    assert {f"journalpress/_assets/{name}" for name in expected} <= names


def test_the_wheel_holds_the_code_and_says_that_it_is_typed(wheel: Path) -> None:
    """Every module is there, and py.typed beside them."""
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())

    assert {name.removeprefix("src/") for name in files_of("src")} <= names
    assert "journalpress/py.typed" in names


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    """Ours and the fonts'."""
    with zipfile.ZipFile(wheel) as packed:
        (metadata,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        message = Parser().parsestr(packed.read(metadata).decode())

    assert message["License-Expression"] == "AGPL-3.0-or-later"
    assert message.get_all("License-File") == [
        "LICENSE",
        "styles/fonts/noto-naskh-arabic/LICENSE.md",
        "styles/fonts/noto-sans-arabic/LICENSE.md",
        "styles/fonts/source-sans/LICENSE.md",
        "styles/fonts/source-serif/LICENSE.md",
    ]


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """No test, no sample journal, no cache."""
    with zipfile.ZipFile(wheel) as packed:
        roots = {name.split("/")[0].partition("-")[0] for name in packed.namelist()}
        strays = [name for name in packed.namelist() if "__pycache__" in name or "/tests/" in name]

    assert roots == {"journalpress"}
    assert strays == []


@pytest.mark.long
def test_an_installed_journalpress_exports_the_samples(wheel: Path, tmp_path: Path) -> None:
    """Installed into an empty environment, in an empty folder, it makes the three outputs."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    run([programs / "pip", "install", "--quiet", wheel], tmp_path)
    journal = tmp_path / "journal"
    shutil.copytree(REPOSITORY / "samples" / "journal", journal)
    out = tmp_path / "out"

    run(
        [programs / "journalpress", "export", "--journal", journal, "--as-of", AS_OF, "-o", out],
        tmp_path,
    )

    for folder, suffix in (("pdf", "pdf"), ("epub", "epub"), ("review", "docx")):
        files = list((out / folder).glob(f"*.{suffix}"))
        assert files, f"no {suffix} in {folder}/"
        assert all(file.stat().st_size > 0 for file in files)
