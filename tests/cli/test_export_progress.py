"""What an export says while it runs and at its end, to a person and to a program."""

import io
import json
from pathlib import Path

import pytest

from journalpress.batch.report import read_report, report_schema
from journalpress.batch.run import Moment
from journalpress.cli import main, progress
from journalpress.cli.progress import line_of
from journalpress.files import held
from tests.journals import source_text, write_journal

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of two drafts, with the current folder inside it."""
    folder = write_journal(
        tmp_path / "journal", asthma=source_text("asthma"), copd=source_text("copd")
    )
    monkeypatch.chdir(folder)
    return folder


def export(*arguments: str) -> int:
    """Drafts as plain text."""
    return main(["export", "--draft", "--to", "text", "-o", "made", *arguments])


def test_the_report_tells_of_every_file(journal: Path) -> None:
    """First made, then kept; it can be read back and follows its schema."""
    assert export("--report", "run.json") == 0
    first = read_report((journal / "run.json").read_bytes())
    assert export("--report", "run.json") == 0
    second = read_report((journal / "run.json").read_bytes())

    assert (first.ended, first.done, first.cached, first.failed) == ("whole", 2, 0, 0)
    assert (second.ended, second.done, second.cached, second.failed) == ("whole", 0, 2, 0)
    assert [each.path for each in first.files] == ["draft/text/asthma.txt", "draft/text/copd.txt"]
    assert [each.sha256 for each in first.files] == [each.sha256 for each in second.files]
    assert {each.why for each in first.files} == {"it was not made before"}
    content = json.loads((journal / "run.json").read_bytes())
    assert set(content) == set(report_schema()["properties"])


def test_a_refusal_is_in_the_report(journal: Path) -> None:
    """Its code, and the exit code of the command."""
    (journal / "articles/copd.md").write_text(source_text("copd", "<b>raw</b>"))

    assert export("--report", "run.json") == 1

    report = read_report((journal / "run.json").read_bytes())
    assert (report.ended, report.exit_code) == ("incomplete", 1)
    assert [(each.slug, each.codes) for each in report.refused] == [("copd", ("JP120",))]


def test_a_run_that_was_cut_short_says_so(journal: Path) -> None:
    """No old report is left that says all was well."""
    export("--report", "run.json")

    with held(journal / "made/.journalpress/lock"):
        assert export("--report", "run.json") == 4

    assert read_report((journal / "run.json").read_bytes()).ended == "failed"


def test_the_schema_can_be_printed(capsys: Capture) -> None:
    """For whoever reads reports by program."""
    assert main(["schema", "report"]) == 0

    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(report_schema()))


def test_a_dry_run_says_why(journal: Path, capsys: Capture) -> None:
    """What would be made, what kept; nothing is written."""
    export()
    (journal / "articles/asthma.md").write_text(source_text("asthma", "Other words."))
    before = (journal / "made/.journalpress/ledger.sqlite").read_bytes()
    capsys.readouterr()

    assert export("--dry-run") == 0

    said = capsys.readouterr()
    assert said.out == "made/draft/text/asthma.txt\n"
    assert "draft/text/asthma.txt: would be made: its text changed" in said.err
    assert "draft/text/copd.txt: would be kept: nothing changed" in said.err
    assert (journal / "made/.journalpress/ledger.sqlite").read_bytes() == before


@pytest.mark.tool
def test_workers_make_the_same_files(journal: Path) -> None:
    """With two of them, with one, and with none."""
    made = []
    for jobs in ("0", "1", "2"):
        assert export("--force", "--jobs", jobs) == 0
        files = sorted((journal / "made/draft").rglob("*.txt"))
        made.append([path.read_bytes() for path in files])

    assert len(made[0]) == 2
    assert made[0] == made[1] == made[2]


def test_a_line_says_how_far_it_is() -> None:
    """Files, articles, failures, rate, time left."""
    now = Moment(done=120, failed=2, total=1_020, articles=40, formats={"pdf": 40})

    assert line_of(now, 40) == (
        "120 of 1,020 files, 40 articles, 2 failed, 3.0 a second, 5:00 left"
    )
    assert line_of(Moment(done=0, failed=0, total=1, articles=0, formats={}), 0).endswith(
        "0:00 left"
    )
    assert line_of(Moment(done=1, failed=0, total=7_201, articles=1, formats={}), 1).endswith(
        "2:00:00 left"
    )


def test_lines_are_sparse_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Nothing for ten seconds, then one line; --quiet says none."""
    clock = iter([0.0, 5.0, 10.0, 15.0, 20.5])
    monkeypatch.setattr("journalpress.cli.progress.time.monotonic", lambda: next(clock))
    with progress.progress(quiet=False) as step:
        assert step
        for done in range(1, 5):
            step(Moment(done=done, failed=0, total=20, articles=done, formats={}))

    said = [line.partition(",")[0] for line in capsys.readouterr().err.splitlines()]
    assert said == ["2 of 20 files", "4 of 20 files"]
    with progress.progress(quiet=True) as step:
        assert step is None


def test_of_few_files_nothing_is_said_on_the_way(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """However slow the machine: they are soon there."""
    clock = iter([0.0, 11.0, 22.0])
    monkeypatch.setattr("journalpress.cli.progress.time.monotonic", lambda: next(clock))
    with progress.progress(quiet=False) as step:
        assert step
        for done in (1, 2):
            step(Moment(done=done, failed=0, total=19, articles=done, formats={}))

    assert capsys.readouterr().err == ""


def test_a_terminal_sees_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error; formats, rate and failures beside it."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with progress.progress(quiet=False) as step:
        assert step
        step(Moment(done=3, failed=1, total=9, articles=2, formats={"pdf": 2}))

    assert "2 articles · pdf 2" in terminal.getvalue()
    assert "1 failed" in terminal.getvalue()
