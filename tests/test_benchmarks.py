"""What the benchmarks are measured on, and that they keep up with the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.journals import make_journal
from journalpress.cli import main
from journalpress.journal import load_journal
from tests.journals import AS_OF, judged_of

pytestmark = pytest.mark.tool


def test_a_journal_of_twelve_checks_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every copy is approved as it stands, and its links, pictures and collections hold."""
    folder = make_journal(tmp_path / "journal", 12)

    assert main(["check", "--journal", str(folder), "--as-of", AS_OF.isoformat()]) == 0

    assert "12 articles: 0 errors, 0 to settle" in capsys.readouterr().err
    judged = judged_of(load_journal(folder))
    assert {each.standing.verdict for each in judged.values()} == {"final"}
    linked = {slug for each in judged.values() if each.facts for slug in each.facts.linked}
    assert linked <= set(judged)
    assert {slug.rpartition("-")[2] for slug in linked} == {"1", "2"}
    books = load_journal(folder).collections
    assert sorted(slug for book in books for slug in book.slugs) == sorted(judged)


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    """Two runs that are compared are runs over one journal."""
    one, other = (make_journal(tmp_path / name, 9) for name in ("one", "other"))

    found = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (one, other)
    ]
    assert found[0] == found[1]


def test_fewer_than_the_samples_are_refused(tmp_path: Path) -> None:
    """Links would lead nowhere; nothing is written."""
    with pytest.raises(ValueError, match="at least 8"):
        make_journal(tmp_path / "journal", 7)

    assert not (tmp_path / "journal").exists()


def test_every_benchmark_finds_what_it_measures() -> None:
    """They are run by hand and seldom: a name that moved would be noticed months later."""
    folder = Path(__file__).parents[1] / "benchmarks"
    programs = [path.stem for path in folder.glob("*.py") if "def main" in path.read_text("utf-8")]
    assert {"batch", "book", "leaflet", "start", "word"} <= set(programs)

    imports = f"import {', '.join(sorted(programs))}"
    subprocess.run([sys.executable, "-c", imports], cwd=folder, check=True, capture_output=True)
