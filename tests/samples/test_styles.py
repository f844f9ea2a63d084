"""The samples with references in another style: made, proved and sent back like any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.batch.sources import journal_files
from journalpress.cli import main
from journalpress.digests import sha256
from journalpress.journal import load_journal
from journalpress.writers import WRITERS
from tests import tools
from tests.csl.styles import NUMERIC, style_text
from tests.samples.exports import copy_of_journal, export

pytestmark = pytest.mark.tool

ARTICLES = ("lupus", "mesurer-sa-tension-a-la-maison", "qiyas-daght-ad-dam-fi-al-manzil")


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal with a style, exported to `made` by workers."""
    folder = copy_of_journal(tmp_path_factory.mktemp("styled") / "journal")
    (folder / "styles").mkdir()
    (folder / "styles" / "numeric.csl").write_text(style_text(NUMERIC), "utf-8")
    settings = folder / "journal.toml"
    asked = '[references]\nstyle = "styles/numeric.csl"\n'
    settings.write_text(settings.read_text("utf-8").replace("[references]\n", asked), "utf-8")
    formats = (f"--to={name}" for name in ("pdf", "epub", "docx"))
    export(folder / "made", *ARTICLES, *formats, "--jobs=2", journal=folder)
    return folder


def test_every_file_says_the_words_of_the_style(journal: Path) -> None:
    """Three formats in three languages, proved again from their bytes."""
    assert main(["verify", str(journal / "made")]) == 0
    for folder, name in (("pdf", "pdf"), ("epub", "epub"), ("review", "docx")):
        data = (journal / "made" / folder / f"lupus.{name}").read_bytes()
        leaves = ["".join(each.text.split()) for each in WRITERS[name].extract(data).leaves]
        # A PDF keeps no space at the end of a line.
        assert any("RheumaticDiseases8315–29(2024).https://doi.org/" in each for each in leaves)


@pytest.mark.parametrize("slug", ARTICLES)
def test_a_leaflet_in_another_style_is_accessible(journal: Path, slug: str) -> None:
    """Italics and links of an entry stand in the tags."""
    leaflet = (journal / "made" / "pdf" / f"{slug}.pdf").read_bytes()

    assert tools.page_validation(leaflet) == ()


def test_a_book_in_another_style_is_clean_to_epubcheck(journal: Path) -> None:
    """No error and no warning."""
    for slug in ARTICLES:
        assert tools.epubcheck(journal / "made" / "epub" / f"{slug}.epub") == ()


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_untouched_copy_comes_back_without_a_finding(
    journal: Path, slug: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is compared is what was sent, style and all."""
    copy = journal / "made" / "review" / f"{slug}.docx"

    assert main(["review", str(copy), "--journal", str(journal)]) == 0
    assert "Nothing was changed." in capsys.readouterr().out


def test_the_style_is_one_of_the_files_that_all_are_made_of(journal: Path) -> None:
    """Provenance, history and archive know it by its digest."""
    digest = sha256((journal / "styles" / "numeric.csl").read_bytes())

    assert journal_files(load_journal(journal))["styles/numeric.csl"] == digest


def test_another_style_makes_every_file_due(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And only another one; it is said why."""
    made = ("export", *ARTICLES, "--journal", str(journal), "-o", str(journal / "made"), "--to=pdf",
            "--dry-run")  # fmt: skip
    changed = "the style of the references changed"
    style = journal / "styles" / "numeric.csl"

    assert main(list(made)) == 0
    assert changed not in capsys.readouterr().err
    style.write_text(style_text(NUMERIC.replace("bold", "normal")), "utf-8")
    assert main(list(made)) == 0
    assert capsys.readouterr().err.count(changed) == len(ARTICLES)
