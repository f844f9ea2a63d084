"""What is remembered for commands that look never reaches one that writes or prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.cli import main
from journalpress.journal.memory import LEAST_ARTICLES, VARIABLE
from tests.journal.test_memory import OTHER, large, plant

LOOKING = (("check",), ("check", "a7", "--format", "json"), ("refs", "--format", "csv"),
           ("trace", "a7"))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal that is large enough to be remembered."""
    return large(tmp_path / "j", articles=LEAST_ARTICLES)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that remembers, in a folder of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "caches"))
    return tmp_path / "caches/readings.sqlite"


def test_a_command_says_the_same_again(
    folder: Path,
    memory: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With every article read, with every one remembered, and without any memory."""

    def told() -> list[object]:
        return [(main([*each, "--journal", str(folder)]), *capsys.readouterr()) for each in LOOKING]

    first, again = told(), told()
    assert memory.exists()
    monkeypatch.setenv(VARIABLE, "none")

    assert first == again == told()


def test_what_is_printed_or_written_is_read_from_its_file(
    folder: Path, memory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Were the memory wrong, no leaflet and no article would be."""
    where = ("--journal", str(folder))
    main(["refs", *where])
    plant(memory)
    capsys.readouterr()
    main(["refs", "--format", "csv", *where])
    assert OTHER in capsys.readouterr().out
    texts = {path: path.read_bytes() for path in (folder / "articles").iterdir()}

    main(["fmt", "a7", *where])
    main(["approve", "a7", "--by", "Dr A. Invented", "--role", "clinical_reviewer", *where])
    main(["export", "a7", "--draft", "--to", "text", "-o", str(tmp_path / "out"), *where])

    assert {path for path in texts if path.read_bytes() != texts[path]} == {
        folder / "articles/a7.md"
    }
    assert OTHER not in (folder / "articles/a7.md").read_text()
    made = tmp_path / "out/draft/text/a7.txt"
    assert "About a7" in made.read_text()
    assert OTHER not in made.read_text()
