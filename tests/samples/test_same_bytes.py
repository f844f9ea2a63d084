"""Same input, same bytes."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.samples.exports import copy_of_journal, export

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
