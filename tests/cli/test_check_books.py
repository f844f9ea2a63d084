"""Tests of `journalpress check BOOK.epub`: any e-book, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.cli import main
from tests.books import beside, ebook

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the program in an empty folder where no validator is installed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_good_book_has_nothing_to_object_to(run: Run) -> None:
    """Anybody's; and the tools that were not asked are named, a line each."""
    Path("good.epub").write_bytes(ebook())

    code, out, err = run("check", "good.epub")

    assert (code, out) == (0, "")
    assert err.splitlines()[0] == "good.epub, as an e-book: nothing to object to"
    assert [line.split()[0] for line in err.splitlines()[1:]] == ["EPUBCheck", "Ace"]


def test_a_bad_book_is_1_with_a_line_for_each_finding(run: Run) -> None:
    """The file, the code, the place inside, what to do."""
    Path("BAD.EPUB").write_bytes(beside('<p><a href="javascript:x()">x</a></p>'))

    code, out, err = run("check", "BAD.EPUB", "--quick")

    assert code == 1
    assert out.startswith("BAD.EPUB: JPE022 error: EPUB/one.xhtml:1: the address 'javascript:x()'")
    assert err == "BAD.EPUB, as an e-book: 1 finding\n"


def test_warnings_alone_are_0(run: Run) -> None:
    """They are for a person to judge."""
    Path("book.epub").write_bytes(beside('<p style="color:red">x</p>'))

    code, out, _ = run("check", "book.epub", "--quick")

    assert code == 0
    assert "JPE024 warning" in out


def test_the_findings_speak_json_to_programs(run: Run) -> None:
    """Of all files in one list, with what was not asked on the other stream."""
    Path("a.epub").write_bytes(beside("<script>x</script>"))
    Path("b.epub").write_bytes(b"no book")

    code, out, err = run("check", "a.epub", "b.epub", "--format", "json")

    assert code == 1
    assert [(each["file"], each["code"]) for each in json.loads(out)] == [
        ("a.epub", "JPE026"),
        ("b.epub", "JPE001"),
    ]
    assert "EPUBCheck was not asked" in err


@pytest.mark.parametrize("other", ["lupus", "--quick"])
def test_what_does_not_go_together_is_wrong_usage(run: Run, other: str) -> None:
    """Files and articles; --quick without a book."""
    Path("a.epub").write_bytes(ebook())
    arguments = ("a.epub", other) if other == "lupus" else (other,)

    assert run("check", *arguments)[0] == 2


def test_a_book_that_is_not_there_is_wrong_usage(run: Run) -> None:
    """Nothing is looked at."""
    assert run("check", "none.epub")[0] == 2
