"""Journals and output folders that are not as they should be, and two exports at once."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.batch.ledger import LEDGER
from journalpress.batch.records import LOCK
from tests.bad_input.conftest import QUICK, Clinic, run
from tests.journals import SETTINGS, source_text

Spoil = Callable[[Path], object]


def _file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way")


def _pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("nothing"),
        lambda path: path.symlink_to("sick.md"),
        os.mkfifo,
    ],
    ids=["folder", "broken link", "circle", "pipe"],
)
def test_an_article_that_is_no_file(clinic: Clinic, make: Spoil) -> None:
    """It costs itself only, and nothing is waited for."""
    clinic.sick.unlink()
    make(clinic.sick)

    clinic.refused("JP052", None, "cannot be read")


def test_an_article_without_end(clinic: Clinic) -> None:
    """A device is no article."""
    clinic.sick.unlink()
    clinic.sick.symlink_to("/dev/zero")

    clinic.refused("JP052", None, "not an ordinary file")


def test_an_article_that_is_a_link_out_of_the_journal(clinic: Clinic) -> None:
    """Nobody's other files become leaflets; a link within the journal is followed."""
    clinic.sick.rename(clinic.journal.parent / "elsewhere.md")
    clinic.sick.symlink_to("../../elsewhere.md")

    clinic.refused("JP052", None, "a link out of it")

    (clinic.journal.parent / "elsewhere.md").rename(clinic.journal / "elsewhere.md")
    clinic.sick.unlink()
    clinic.sick.symlink_to("../elsewhere.md")

    clinic.accepted()


@pytest.mark.parametrize(
    "name", ["con.md", "Sick.md", "sick.MD", "sick (1).md", "1sick.md", "s" * 64 + ".md", "~$s.md"]
)
def test_a_name_that_cannot_be_a_slug(clinic: Clinic, name: str) -> None:
    """Names that some computer refuses are named with the rule."""
    clinic.sick.rename(clinic.sick.with_name(name))

    ended = clinic.export()

    assert ended.code == 1
    assert "rename the file" in ended.lines("JP050")[0]
    assert clinic.made() == {"sound.txt", "sound.html"}


def test_slugs_that_collide_after_case_folding(clinic: Clinic) -> None:
    """Both are named; the others are made."""
    clinic.sick.with_name("SICK.md").write_text(source_text("other"))

    ended = clinic.export()

    assert ended.code == 1
    assert len(ended.lines("JP051")) == 2
    assert clinic.made() == {"sound.txt", "sound.html"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (SETTINGS.replace("phone", "fone"), ":10", "did you mean “phone”?"),
        (SETTINGS + '[clinik]\nname = "x"\n', ":17", "did you mean “clinic”?"),
        (SETTINGS.replace('"larkfield"', "larkfield"), ":4", "TOML"),
        (SETTINGS + "[limits]\nnesting = -1\n", ":18", "1 or more"),
        (SETTINGS + '[export]\nout = "../../x"\n', ":18", "inside the journal"),
        ("\x00", "", "TOML"),
    ],
)
def test_a_journal_toml_that_is_wrong(clinic: Clinic, text: str, line: str, said: str) -> None:
    """Nothing is tried; the line and the nearest key are named."""
    (clinic.journal / "journal.toml").write_text(text)

    ended = clinic.export()

    assert ended.code == 3
    assert ended.lines("JP070")[0].startswith("journal.toml" + line)
    assert said in ended.err
    assert not clinic.out.exists()


@pytest.mark.parametrize("name", ["journal.toml", "references.yaml", "history.jsonl"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.mkdir()], ids=["pipe", "folder"])
def test_a_file_of_the_journal_that_is_none(clinic: Clinic, name: str, make: Spoil) -> None:
    """One line, no waiting, nothing made."""
    (clinic.journal / name).unlink(missing_ok=True)
    make(clinic.journal / name)

    ended = clinic.export()

    assert ended.code == (3 if name == "journal.toml" else 4)
    assert name in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[]"])
def test_a_damaged_import_record_is_an_open_question(clinic: Clinic, text: str) -> None:
    """Drafts are made all the same."""
    _file(clinic.journal / "imports/sick.json")
    (clinic.journal / "imports/sick.json").write_text(text)

    clinic.accepted()


@pytest.mark.parametrize(
    ("data", "code"),
    [('{"schema": 1, "event": "appr', 0), ("garbage\n{}\n", 3), ("[" * 100_000 + "\n{}\n", 3)],
)
def test_a_damaged_history(clinic: Clinic, data: str, code: int) -> None:
    """A torn last line is a crash long ago; any other is named."""
    (clinic.journal / "history.jsonl").write_text(data)

    ended = clinic.export()

    assert ended.code == code
    assert ("history.jsonl:1" in ended.err) == bool(code)


@pytest.mark.parametrize(
    "make",
    [
        lambda out: _file(out),
        lambda out: out.symlink_to("nowhere"),
        lambda out: out.symlink_to(out.name),
        lambda out: _file(out / ".journalpress"),
        lambda out: (out / LOCK).mkdir(parents=True),
        lambda out: _pipe(out / LOCK),
        lambda out: (out / LEDGER).mkdir(parents=True),
        lambda out: _pipe(out / LEDGER),
        lambda out: _file(out / "draft"),
        lambda out: (out / "draft/html/sick.html").mkdir(parents=True),
    ],
    ids=[
        "file",
        "broken link",
        "circle",
        "state",
        "lock",
        "pipe",
        "ledger",
        "queue",
        "draft",
        "target",
    ],
)
def test_an_output_folder_that_is_blocked(clinic: Clinic, make: Spoil) -> None:
    """Run again: 4, one line with what to move away."""
    make(clinic.out)

    ended = run("export", "--journal", clinic.journal, "--draft", "-o", clinic.out, *QUICK)

    assert ended.code == 4
    (line,) = ended.err.splitlines()
    assert "cannot write" in line
    assert "  → " in line
    assert not list(clinic.out.parent.rglob("*journalpress-tmp*"))


@pytest.mark.parametrize("name", [".", "articles", "articles/out", "media"])
def test_an_output_folder_among_the_sources(clinic: Clinic, name: str) -> None:
    """What is made never lies among what it is made of."""
    out = clinic.journal / name

    ended = run("export", "--journal", clinic.journal, "--draft", "-o", out, *QUICK)

    assert ended.code == 2
    assert "choose another folder" in ended.err
    assert not (out / ".journalpress").exists()


def test_a_linked_output_folder(clinic: Clinic) -> None:
    """A stick or a share is often a link."""
    (clinic.out.parent / "real").mkdir()
    clinic.out.symlink_to("real")

    clinic.accepted()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00"])
def test_a_damaged_ledger_is_written_anew(clinic: Clinic, text: str) -> None:
    """The next export puts it right."""
    clinic.accepted()
    (clinic.out / LEDGER).write_text(text)

    clinic.accepted()


def test_two_exports_into_one_folder(clinic: Clinic) -> None:
    """The second process says so and changes nothing; when the first has ended it works."""
    hold = (
        "import sys; from pathlib import Path; from journalpress.files import held\n"
        "with held(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(clinic.out / LOCK)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as first:  # fmt: skip
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        ended = clinic.export()
        assert first.stdin
        first.stdin.close()

    assert ended.code == 4
    assert "another export" in ended.err
    assert clinic.made() == set()
    clinic.accepted()


@pytest.mark.tool
def test_a_disk_that_is_full(clinic: Clinic) -> None:
    """No file is torn: what was there stays, what is not finished is not there."""
    ended = subprocess.run(
        [sys.executable, "-m", "journalpress", "export", "--draft", "-o", clinic.out, *QUICK],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 4, ended.stderr
    assert "  → make room" in ended.stderr
    clinic.prove()
    clinic.accepted()
