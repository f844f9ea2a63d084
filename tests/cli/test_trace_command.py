"""`journalpress trace`: what a person reads, what a program reads, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journalpress.cli import main
from tests.batch.test_finish import edit, export, journal
from tests.batch.test_trace import published


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published journal."""
    made = journal(tmp_path / "journal")
    export(made)
    return made


def test_a_program_reads_everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole digests, days as ISO, the sources and the archive."""
    line = published(folder, "asthma")[0]

    assert main(["trace", "asthma", "--journal", str(folder), "--format", "json"]) == 0

    said = json.loads(capsys.readouterr().out)
    (text,) = said["texts"]
    assert (said["schema"], said["on"], text["standing"]) == (1, "2026-12-01", "in force")
    assert said["in_force"]["asthma"] == {"slug": "asthma", "version": 1, "code": line["code"]}
    (out,) = text["published"]
    assert (out["from"], out["until"], out["ended"]) == ("2026-12-01", "2028-12-01", None)
    assert out["files"] == line["files"]
    assert out["sources"] == line["sources"]
    assert {"articles/asthma.md"} <= {each["file"] for each in text["archive"]}


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("QMW4-M1M4-A", 1, "no leaflet of this journal has the code QMW4-M1M4-A"),
        ("QMW4-M1M4-B", 3, "one of its characters is wrong"),
        ("journal.toml", 1, "nothing in it says that journalpress made it"),
        ("measles", 2, "no article “measles”"),
        ("About", 2, "“About” fits 3 articles"),
    ],
)
def test_what_is_not_known_is_said_in_one_line(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: str,
    code: int,
    said: str,
) -> None:
    """With the code that tells a script what is the matter."""
    monkeypatch.chdir(folder)

    assert main(["trace", asked]) == code

    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("asked", ["articles/gout.md", "gout", "about gout"])
def test_an_article_is_named_in_any_way(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: str,
) -> None:
    """Its file, its name, words of its title."""
    monkeypatch.chdir(folder)

    assert main(["trace", asked]) == 0
    assert "a text that nobody approved" in capsys.readouterr().out


def test_a_day_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit 2."""
    assert main(["trace", "asthma", "--on", "tomorrow", "--journal", str(folder)]) == 2
    assert "“tomorrow” is not a date" in capsys.readouterr().err


def test_a_withdrawn_text_names_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person reads of a leaflet that was taken back."""
    edit(folder, "copd", status="withdrawn")
    export(folder)
    code = published(folder, "copd")[0]["code"]

    assert main(["trace", code.lower(), "--journal", str(folder)]) == 0

    said = capsys.readouterr().out
    assert "on 2026-12-01  taken back, on 2026-12-01: withdrawn" in said
    assert "instead" not in said
