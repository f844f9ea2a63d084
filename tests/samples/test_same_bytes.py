"""Same input, same bytes."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import AS_OF
from tests.samples.exports import JOURNAL, PRINTED, REPOSITORY, copy_of_journal, export

pytestmark = pytest.mark.tool

FORMATS = ("--to=pdf", "--to=epub", "--to=docx", "--to=html", "--to=text")


def digests(out: Path) -> dict[str, str]:
    """SHA-256 of every file that may be handed out, and of the manifest, by its path."""
    return {
        str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".journalpress" not in path.parts
    }


def test_another_folder_time_zone_and_seed_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    """Nothing of the machine, of the hour or of chance is in a file."""
    journal = copy_of_journal(tmp_path / "a folder with spaces" / "journal")
    export(
        tmp_path / "elsewhere",
        *FORMATS,
        journal=journal,
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="12345",
        LC_ALL="C",
    )

    assert digests(tmp_path / "elsewhere") == digests(out)


@pytest.mark.long
def test_another_day_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    """The as-of date decides what may be out, never what a file holds."""
    export(tmp_path / "out", *FORMATS, "--as-of=2027-02-03", TZ="America/Los_Angeles")

    assert digests(tmp_path / "out") == digests(out)


@pytest.mark.long
def test_another_time_zone_and_seed_give_the_same_bytes_in_every_layout(
    laid_out: Path, tmp_path: Path
) -> None:
    """A booklet's sheets, the inks of the press and the file inside the archive among them."""
    layouts = [f"--layout={name}" for name in PRINTED]
    export(tmp_path / "out", "--to=pdf", *layouts, TZ="Asia/Kathmandu", PYTHONHASHSEED="7")

    assert digests(tmp_path / "out" / "pdf") == digests(laid_out)


def second_python() -> str:
    """Another Python on the PATH in which journalpress can run; skips the test without one."""
    ours = sys.version_info[:2]
    names = [f"python3.{minor}" for minor in range(11, 16) if (3, minor) != ours]
    for found in filter(None, map(shutil.which, names)):
        wants = "import click, docx, ebooklib, jinja2, pikepdf, pydantic, pypdfium2, weasyprint"
        if subprocess.run([found, "-c", wants], capture_output=True, check=False).returncode == 0:
            return found
    pytest.skip("no second Python with journalpress's libraries is on the PATH")


def test_a_second_python_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    """The version of the language leaves no trace."""
    command = [second_python(), "-m", "journalpress", "export", "--journal", str(JOURNAL)]
    subprocess.run(
        [*command, "--as-of", AS_OF, "-o", str(tmp_path), *FORMATS],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        check=True,
    )

    assert digests(tmp_path) == digests(out)
