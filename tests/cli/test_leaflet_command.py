"""`journalpress leaflet` as the front desk meets it; the programs it calls are real, small ones."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from journalpress.batch.records import STATE
from journalpress.cli import main
from journalpress.writers.pdf.layouts import LAYOUTS
from tests.journals import SETTINGS, source_text, write_journal

Run = Callable[..., tuple[int, str, str]]
BY = ("--by", "Dr B. Madeup", "--role", "clinical_reviewer", "--on", "2026-06-20")

SAMPLES = Path(__file__).parents[2] / "samples" / "journal"
SENTENCE = "This sentence says at length what the leaflet is, and what it is not. "

PROGRAM = """\
#!{python}
import json, pathlib, sys
told = pathlib.Path(__file__).with_name("told.jsonl")
with told.open("a") as file:
    file.write(json.dumps(sys.argv) + "\\n")
sys.stdout.write({says!r})
sys.stderr.write({complains!r})
sys.exit({code})
"""


class Desk:
    """A folder that is all of the PATH, and the programs in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder

    def has(self, name: str, says: str = "", complains: str = "", code: int = 0) -> None:
        """Puts a program there that notes its arguments, says this and ends so."""
        path = self.folder / name
        path.write_text(
            PROGRAM.format(python=sys.executable, says=says, complains=complains, code=code),
            "utf-8",
        )
        path.chmod(0o755)

    def told(self, name: str) -> list[list[str]]:
        """The arguments of each call of this program."""
        notes = self.folder / "told.jsonl"
        lines = notes.read_text("utf-8").splitlines() if notes.exists() else []
        calls = [json.loads(line) for line in lines]
        return [call[1:] for call in calls if Path(call[0]).name == name]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on 1 December 2026: its exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A computer with no program at all."""
    made = Desk(tmp_path / "programs")
    monkeypatch.setenv("PATH", str(made.folder))
    return made


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A journal with one article in force and one draft, with the current folder inside it."""
    aliases = 'aliases: ["Wheezy chest"]\n'
    folder = write_journal(
        tmp_path / "journal",
        asthma=source_text("asthma", front=aliases),
        copd=source_text("copd", front=aliases),
    )
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JOURNALPRESS_AS_OF", "2026-12-01")
    assert run("approve", "asthma", *BY)[0] == 0
    return folder


def history(journal: Path, event: str) -> list[dict[str, object]]:
    """The lines of the journal's history that tell of this event."""
    lines = (journal / "history.jsonl").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["event"] == event]


@pytest.mark.tool
def test_a_leaflet_in_force_becomes_a_file_here_and_no_history(journal: Path, run: Run) -> None:
    """It lies in the current folder, is the article's, and running again replaces it."""
    first = run("leaflet", "About asthma")
    made = (journal / "asthma.pdf").read_bytes()

    assert first == (0, "asthma.pdf\n", "")
    with pikepdf.open(journal / "asthma.pdf") as pdf:
        assert pdf.docinfo["/articleid"] == "asthma"
    assert run("leaflet", "asthma")[0] == 0
    assert (journal / "asthma.pdf").read_bytes() == made
    assert {line["event"] for line in history(journal, "approved")} == {"approved"}
    assert len((journal / "history.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.tool
@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"press-proof", "archive"}))
def test_a_sample_is_handed_out_in_every_layout(tmp_path: Path, run: Run, layout: str) -> None:
    """The short ones too, which leave sections out and with them the sources cited there only."""
    made = run(
        *("leaflet", "knee-osteoarthritis-exercise", "--layout", layout, "-o", tmp_path / "a.pdf"),
        *("--journal", SAMPLES, "--as-of", "2026-12-01"),
    )

    assert made == (0, f"{tmp_path / 'a.pdf'}\n", "")


@pytest.mark.tool
def test_a_last_page_that_stays_thin_is_told(tmp_path: Path, run: Run) -> None:
    """By the command that makes it, by export, and by the check of the file; nothing is refused."""
    told = SETTINGS.replace("Ask your own doctor.", SENTENCE * 40)
    folder = write_journal(tmp_path / "long", settings=told, asthma=source_text("asthma"))
    where = ("--journal", folder)
    assert run("approve", "asthma", *BY, *where)[0] == 0
    made = run("leaflet", "asthma", "-o", tmp_path / "asthma.pdf", "--as-of", "2026-12-01", *where)
    day = ("--as-of", "2026-12-01", "--quiet")
    exported = run("export", "--to", "pdf", "-o", tmp_path / "out", *day, *where)
    checked = run("check", tmp_path / "asthma.pdf")

    assert (made[0], exported[0]) == (0, 0)
    assert made[2].startswith("asthma.pdf: JPP010 warning: page ")
    assert "pdf/asthma.pdf: JPP010 warning: page " in exported[2]
    assert "JPP010 warning: page " in checked[1]


@pytest.mark.tool
def test_a_leaflet_that_takes_too_long_is_stopped_and_nothing_is_written(
    journal: Path, run: Run
) -> None:
    """The front desk waits no longer than the limit of journal.toml, and reads what to do."""
    words = "Words about this and that, and what to do then. " * 40
    body = "".join(f"## Part {n}\n\n{words} [@smith2024].\n\n" for n in range(60))
    (journal / "articles/long.md").write_text(source_text("long", body), "utf-8")
    assert run("approve", "long", *BY)[0] == 0
    settings = journal / "journal.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[limits]\nworker_seconds = 1\n", "utf-8")
    before = set(Path(tempfile.gettempdir()).iterdir())

    code, out, err = run("leaflet", "long")

    assert (code, out) == (1, "")
    assert err == (
        "long.pdf: JP220 error: took longer than 1 seconds to make and was stopped"
        "  → split the article, or raise worker_seconds in journal.toml\n"
    )
    assert not (journal / "long.pdf").exists()
    left = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [each for each in left if each.name.startswith("journalpress-")]


def test_words_that_fit_several_articles_list_them(journal: Path, run: Run) -> None:
    """None is guessed, nothing is written."""
    code, out, said = run("leaflet", "wheezy")

    assert (code, out) == (2, "")
    assert "asthma, copd" in said
    assert not list(journal.glob("*.pdf"))


def test_a_draft_is_kept_in_with_one_line(journal: Path, run: Run) -> None:
    """Exit code 1, the reason, and who can change it."""
    code, out, said = run("leaflet", "copd")

    assert (code, out) == (1, "")
    assert said == (
        "copd: cannot be handed out, it is still a draft  → a reviewer can approve it\n"
    )
    assert not list(journal.glob("*.pdf"))


def test_what_is_past_its_date_names_who_can_renew_it(journal: Path, run: Run) -> None:
    """One line, the date in it, and nothing is written."""
    code, out, said = run("leaflet", "asthma", "--as-of", "2028-06-21")

    assert (code, out, said.count("\n")) == (1, "", 1)
    assert "2028-06-20" in said
    assert "Dr B. Madeup can renew it" in said
    assert not list(journal.glob("*.pdf"))


def test_a_text_changed_after_approval_is_kept_in(journal: Path, run: Run) -> None:
    """A hand that edits the file ends the approval."""
    path = journal / "articles" / "asthma.md"
    path.write_text(path.read_text("utf-8").replace("More words.", "Other words."), "utf-8")
    code, _, said = run("leaflet", "asthma")

    assert code == 1
    assert "changed after Dr B. Madeup approved it" in said
    assert "can renew it" in said


def test_a_file_that_is_no_article_is_invalid_input(journal: Path, run: Run) -> None:
    """Exit code 3, as in every command that is given one such file."""
    (journal / "articles" / "asthma.md").write_text("---\nid: [\n---\n", "utf-8")
    code, _, said = run("leaflet", "asthma")

    assert code == 3
    assert said.startswith("asthma: cannot be handed out, ")


@pytest.mark.parametrize("there", [b"my own notes", b"%PDF-1.7 broken"], ids=["notes", "pdf"])
def test_a_file_of_somebody_else_is_left_alone(journal: Path, run: Run, there: bytes) -> None:
    """Neither by default nor when it is named is it overwritten."""
    (journal / "asthma.pdf").write_bytes(there)

    for arguments in ((), ("-o", "asthma.pdf"), ("-o", ".")):
        code, _, said = run("leaflet", "asthma", *arguments)

        assert code == 2
        assert "is there already" in said
    assert (journal / "asthma.pdf").read_bytes() == there


def test_the_leaflet_of_another_article_is_left_alone(journal: Path, run: Run) -> None:
    """Replaced is only an older leaflet of the same one."""
    other = pikepdf.new()
    other.docinfo["/articleid"] = "copd"
    other.save(journal / "asthma.pdf")

    assert run("leaflet", "asthma")[0] == 2


def test_a_folder_that_export_keeps_is_left_alone(journal: Path, run: Run) -> None:
    """What lies there has records; a leaflet from the desk has none."""
    (journal / "out" / STATE).mkdir(parents=True)
    code, _, said = run("leaflet", "asthma", "-o", "out/pdf/asthma.pdf")

    assert code == 2
    assert "kept by export" in said
    assert not (journal / "out" / "pdf").exists()


@pytest.mark.tool
def test_printing_asks_for_the_paper_unscaled_and_tells_the_history(
    journal: Path, run: Run, desk: Desk
) -> None:
    """The print service gets exact words, no shell between; the history says what was printed."""
    printer = "Front desk; rm -rf"
    desk.has("lpstat", says="Office\nFront\n")
    assert run("leaflet", "asthma", "--printer", printer)[0] == 2
    desk.has("lp", says="request id is Office-12 (1 file(s))\n")
    code, out, said = run("leaflet", "asthma", "--printer", "Office", "--copies", 3)
    (call,) = desk.told("lp")
    (line,) = history(journal, "printed")
    (approved,) = history(journal, "approved")

    assert (code, out, said) == (0, "asthma.pdf\n", "sent to Office\n")
    assert call == [
        *("-d", "Office", "-n", "3", "-t", "asthma.pdf", "-o", "media=A4"),
        *("-o", "print-scaling=none", "-o", "fit-to-page=false"),
        *("--", str(journal / "asthma.pdf")),
    ]
    assert {key: line[key] for key in ("version", "code", "digest", "layout", "copies")} == {
        "version": 1,
        "code": approved["code"],
        "digest": approved["digest"],
        "layout": "a4",
        "copies": 3,
    }
    assert line["printer"] == "Office"
    written = hashlib.sha256((journal / "asthma.pdf").read_bytes()).hexdigest()
    assert line["files"] == {"asthma.pdf": written}
    assert len(line["code"]) == 11  # type: ignore[arg-type]


@pytest.mark.tool
def test_an_unknown_printer_is_told_with_those_there_are(
    journal: Path, run: Run, desk: Desk
) -> None:
    """Before anything is made."""
    desk.has("lpstat", says="Office\nFront\n")
    code, out, said = run("leaflet", "asthma", "--printer", "Offic")

    assert (code, out) == (2, "")
    assert said == "no printer “Offic”  → there are: Front, Office\n"
    assert not list(journal.glob("*.pdf"))


@pytest.mark.tool
@pytest.mark.parametrize(
    ("lpstat", "words"),
    [
        (None, "no print service: the program lpstat is missing"),
        ({"says": ""}, "none is set up"),
        ({"complains": "lpstat: Bad file descriptor\n", "code": 1}, "lpstat: Bad file descriptor"),
    ],
    ids=["absent", "empty", "failing"],
)
def test_no_print_service_is_one_clear_line(
    journal: Path, run: Run, desk: Desk, lpstat: dict[str, str] | None, words: str
) -> None:
    """Absent, without printers or failing: told before anything is made."""
    if lpstat is not None:
        desk.has("lpstat", **lpstat)  # type: ignore[arg-type]
    code, _, said = run("leaflet", "asthma", "--printer", "Office")

    assert code == (2 if lpstat == {"says": ""} else 4)
    assert said.count("\n") == 1
    assert words in said
    assert not list(journal.glob("*.pdf"))


@pytest.mark.tool
def test_a_print_that_was_refused_is_not_in_the_history(
    journal: Path, run: Run, desk: Desk
) -> None:
    """The file stays, the line says what the print service said."""
    desk.has("lpstat", says="Office\n")
    desk.has("lp", complains="lp: The printer is not accepting jobs.\n", code=1)
    code, out, said = run("leaflet", "asthma", "--printer", "Office")

    assert (code, out) == (4, "asthma.pdf\n")
    assert "not accepting jobs" in said
    assert not history(journal, "printed")


@pytest.mark.tool
def test_open_shows_the_file_in_the_systems_viewer(
    journal: Path, run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The viewer gets the whole path; one that fails is told, and one that is absent too."""
    monkeypatch.setattr("journalpress.cli.viewer.PROGRAMS", ("xdg-open",))
    code, _, said = run("leaflet", "asthma", "--open")

    assert code == 4
    assert "the program xdg-open is missing" in said
    assert not list(journal.glob("*.pdf"))

    desk.has("xdg-open")

    assert run("leaflet", "asthma", "--open") == (0, "asthma.pdf\n", "")
    assert desk.told("xdg-open") == [[str(journal / "asthma.pdf")]]

    desk.has("xdg-open", code=3)
    code, out, said = run("leaflet", "asthma", "--open")

    assert (code, out) == (4, "asthma.pdf\n")
    assert "open it by hand" in said
