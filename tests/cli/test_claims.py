"""Tests of `export --conforms-to … --certified-by …`: a claim on request, and only whole."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from journalpress.cli import main
from tests.batch.test_faults import journal_on_disk

Run = Callable[..., tuple[int, str]]

CLAIM = "--conforms-to=EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
NAME = "--certified-by=Dr  Imogen Tallowby"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Exports an article and gives the exit code and what was said."""
    monkeypatch.chdir(journal_on_disk(tmp_path / "journal", 1))

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["export", "a0", *arguments])
        return code, capsys.readouterr().err

    return call


def package_file() -> str:
    """The package file of the book that was made."""
    with zipfile.ZipFile("out/epub/a0.epub") as book:
        return book.read("EPUB/content.opf").decode()


def test_a_claim_with_its_certifier_is_in_the_book(run: Run) -> None:
    """Both, as they were given."""
    assert run("--to=epub", CLAIM, NAME)[0] == 0
    assert ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<" in package_file()
    assert ">Dr Imogen Tallowby<" in package_file()


def test_without_a_request_nothing_is_claimed(run: Run) -> None:
    """No program can judge that."""
    assert run("--to=epub")[0] == 0
    assert "conformsTo" not in package_file()
    assert "certifiedBy" not in package_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to=epub", CLAIM), "without --certified-by"),
        (("--to=epub", CLAIM, "--certified-by= "), "without --certified-by"),
        (("--to=epub", NAME), "without --conforms-to"),
        (("--to=epub", NAME, "--conforms-to=WCAG AA"), "“WCAG AA” is no claim"),
        (("--to=epub", CLAIM, NAME, "--draft"), "a draft cannot state"),
        (("--to=text", CLAIM, NAME), "only an e-book"),
    ],
)
def test_half_a_claim_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Nothing is written, and one line says what is missing."""
    code, err = run(*arguments)

    assert code == 2
    assert said in err
    assert not Path("out").exists()
