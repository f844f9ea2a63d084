"""`review`: from the Word file that came back to the article."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from journalpress.cli import main
from tests.journals import source_text, write_journal
from tests.writers.docx.reading import replaced

BODY = "You cannot catch lupus and you did not cause it.\n\nAsk for help early.\n"
AS_OF = "2026-06-01"
COPY = "review/lupus.dr-okafor.docx"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal with an article of which Dr Okafor has a copy."""
    folder = write_journal(tmp_path / "journal", lupus=source_text("lupus", BODY))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JOURNALPRESS_AS_OF", AS_OF)
    status, _ = run("export", "lupus", "--to", "docx", "--for", "Dr Okafor", "-o", "sent")
    assert status == 0
    return folder


def run(*arguments: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = main(list(arguments))
    return status, said.getvalue()


def edited(journal: Path, old: str, new: str, name: str = "back.docx") -> str:
    """The copy with some words replaced; its path."""
    data = (journal / "sent" / COPY).read_bytes()
    (journal / name).write_bytes(replaced(data, old, new))
    return name


def test_an_unedited_copy_leaves_nothing_to_do(journal: Path) -> None:
    """Exit 0, and not a byte of the article is another."""
    before = (journal / "articles/lupus.md").read_bytes()
    status, _ = run("review", f"sent/{COPY}", "--apply")

    assert status == 0
    assert (journal / "articles/lupus.md").read_bytes() == before


def test_from_the_copy_to_the_article(journal: Path) -> None:
    """Reported, accepted, applied; approve refuses in between; applied twice is once."""
    name = edited(journal, "You cannot catch lupus", "Nobody can catch lupus")
    status, told = run("review", name)
    assert status == 1
    assert "Nobody" in told
    (finding,) = findings(name)
    assert run("check", "lupus")[1].count("JP024") == 1
    refused = run("approve", "lupus", "--by", "Dr A", "--role", "clinical_reviewer")
    assert refused[0] == 1
    assert "JP024" in refused[1]
    before = (journal / "articles/lupus.md").read_text("utf-8")
    assert run("review", "lupus", "--accept", finding["id"], "--apply")[0] == 0
    after = (journal / "articles/lupus.md").read_text("utf-8")
    assert after == before.replace("You cannot catch lupus", "Nobody can catch lupus")
    assert run("review", name, "--apply")[0] == 0
    assert (journal / "articles/lupus.md").read_text("utf-8") == after
    assert "JP024" not in run("check", "lupus")[1]


def findings(name: str) -> list[dict[str, str]]:
    """The findings that the machine's report tells."""
    _, told = run("review", name, "--format", "json")
    report = json.loads(told)
    return [each for article in report["articles"] for each in article["findings"]]


def test_a_rejected_finding_stays_rejected(journal: Path) -> None:
    """When the same file is read again, too."""
    name = edited(journal, "You cannot catch lupus", "Nobody can catch lupus")
    (finding,) = findings(name)
    before = (journal / "articles/lupus.md").read_bytes()

    assert run("review", name, "--reject", finding["id"], "--apply")[0] == 0
    assert run("review", name)[0] == 0
    assert (journal / "articles/lupus.md").read_bytes() == before


def test_the_report_is_written_where_it_is_wanted(journal: Path) -> None:
    """By the ending of its name."""
    name = edited(journal, "You cannot catch lupus", "Nobody can catch lupus")
    run("review", name, "-o", "report.html")
    run("review", name, "-o", "report.json")

    assert "<!DOCTYPE html>" in (journal / "report.html").read_text("utf-8")
    assert json.loads((journal / "report.json").read_text("utf-8"))["articles"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["review", "lupus"], 2, "has come back"),
        (["review", "nowhere.docx"], 3, "cannot be read"),
        (["review", "journal.toml"], 2, "no article"),
        (["review", f"sent/{COPY}", "--accept", "zzzzz"], 2, "no finding zzzzz"),
        (["review", f"sent/{COPY}", "--decide", "--accept", "zzzzz"], 2, "--decide"),
        (["review", "notes.docx"], 3, "Word file"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    journal: Path, arguments: list[str], status: int, said: str
) -> None:
    """With what to do instead; nothing is kept."""
    (journal / "notes.docx").write_bytes(b"no zip")
    got, told = run(*arguments)

    assert (got, said in told) == (status, True), told
    assert "Traceback" not in told


def test_deciding_by_key_keeps_every_answer_at_once(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One accepted, one left for later; the second call asks for that one only."""
    name = edited(journal, "You cannot catch lupus", "Nobody can catch lupus")
    data = (journal / name).read_bytes()
    (journal / name).write_bytes(replaced(data, "did not cause it", "never caused it"))
    keys = iter("al")
    monkeypatch.setattr("click.getchar", lambda: next(keys))
    assert run("review", name, "--decide")[0] == 1
    keys = iter("r")
    assert run("review", "lupus", "--decide", "--apply")[0] == 0
    text = (journal / "articles/lupus.md").read_text("utf-8")

    assert "Nobody can catch lupus and you did not cause it" in text
    assert run("review", "lupus", "--decide")[1].startswith("nothing is left")


def test_a_signed_copy_approves(journal: Path) -> None:
    """Name from the sign-off; the history tells of the copy."""
    data = (journal / "sent" / COPY).read_bytes()
    (journal / "signed.docx").write_bytes(replaced(data, "☐ approve</", "☒ approve</"))
    status, told = run("approve", "lupus", "--copy", "signed.docx", "--role", "clinical_reviewer")
    line = json.loads((journal / "history.jsonl").read_text("utf-8").splitlines()[-1])

    assert status == 0, told
    assert line["by"] == "Dr Okafor"
    assert line["copy_decision"] == "approve"
