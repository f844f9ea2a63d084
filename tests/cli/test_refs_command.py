"""`journalpress refs`: what a person reads, what a spreadsheet and a reference manager get."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from journalpress.cli import main
from journalpress.readers.sources import read_sources
from tests.csl.styles import style_text
from tests.journal.test_recall import DOI, other, put_out, thin
from tests.journal.test_retractions import rows
from tests.journals import source_text, write_journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that cite one paper, a third one that cites a source without numbers."""
    nameless = thin("c").replace("A study", "=A spreadsheet")
    return write_journal(
        tmp_path / "j", a=source_text("a"), b=source_text("b").replace("smith2024", "s"), c=nameless
    )


def refs(
    folder: Path, *given: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, list[str]]:
    """Exit code, what was given, and the lines for the person."""
    code = main(["refs", str(folder), *given])
    out, err = capsys.readouterr()
    return code, out, err.splitlines()


def test_a_person_reads_who_cites_what(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words as they print, where they stand, and what is wrong with them."""
    code, out, said = refs(folder, capsys=capsys)

    assert code == 0
    assert out == (
        "Smith J. A study. A Journal. 2024. doi: 10.5555/12345678\n"
        "  id         smith2024\n"
        "  article    a as 1, cited 1 time\n"
        "  article    b as 1, cited 1 time\n"
        "  written    smith2024 in a, s in b: keep one and cite it everywhere\n"
        "\n"
        "Smith J. =A spreadsheet. A Journal. 2024.\n"
        "  id         c:smith2024\n"
        "  article    c as 1, cited 1 time\n"
        "  unknown    it has no DOI, PMID or address\n"
        "\n"
    ).replace("  id         smith2024\n", "  id         a:smith2024\n")
    assert said == ["2 sources: 1 written more than once, 1 without DOI, PMID or address"]


def test_a_spreadsheet_gets_a_row_for_each_use(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a file with the mark by which spreadsheets know UTF-8; no cell is a formula."""
    target = tmp_path / "sources.csv"
    text = (folder / "articles/c.md").read_text("utf-8")
    (folder / "articles/c.md").write_text(text.replace('"About c"', '"=1+1"'), "utf-8")

    code, out, said = refs(folder, "--format", "csv", "-o", str(target), capsys=capsys)

    assert (code, out, said[0]) == (0, "", f"written: {target}")
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(each["article"], each["key"], each["number"], each["DOI"]) for each in found] == [
        ("a", "smith2024", "1", DOI), ("b", "s", "1", DOI), ("c", "smith2024", "1", ""),
    ]  # fmt: skip
    assert found[0]["also_written"] == "smith2024 in a; s in b"
    assert found[2]["title"] == "'=1+1"


def test_a_reference_manager_gets_csl_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each source once; our own reader takes it back."""
    code, out, _ = refs(folder, "--format", "json", capsys=capsys)

    items = json.loads(out)
    assert code == 0
    assert [each["id"] for each in items] == ["a:smith2024", "c:smith2024"]
    assert items[0]["custom"] == {"cited_in": ["a", "b"]}
    sources, problems = read_sources(out.encode(), "refs.json")
    assert (len(sources), problems) == (2, ())


def test_an_article_that_cannot_be_read_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list lacks its sources: something is left for a person."""
    (folder / "articles/d.md").write_text("---\nid: [\n---\n", "utf-8")
    code, _, said = refs(folder, capsys=capsys)
    assert code == 1
    assert said[-1].startswith("not read: d  →")


def test_retractions_are_told_with_every_text(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found, what is unknown, and which list said so."""
    listed = tmp_path / "list.csv"
    listed.write_bytes(
        rows({"OriginalPaperDOI": DOI, "Reason": "+Error in Data;", "RetractionDOI": "10.5555/r"})
    )
    put_out(folder, "a")
    (folder / "articles/a.md").write_text(other("a"), "utf-8")
    given = ("--retractions", str(listed), "--as-of", "2026-12-05")

    code, out, said = refs(folder, *given, capsys=capsys)

    assert code == 1
    assert out == (
        "RETRACTED  Smith J. A study. A Journal. 2024. doi: 10.5555/12345678\n"
        "  notice     2024-03-14 Retraction: Error in Data, doi: 10.5555/r\n"
        "  article    b as 1, today’s text\n"
        "  article    a as 1, version 1 (CODE), in force\n"
        "\n"
        "UNKNOWN  these have neither DOI nor PMID, so no list can tell of them\n"
        "  Smith J. =A spreadsheet. A Journal. 2024.  (c)\n"
        "\n"
    )
    assert said == [
        f"{listed}: 1 rows, the newest notice is of 2024-03-14",
        "1 source with a notice, 1 unknown, 1 not in this file",
    ]


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_words_that_name_a_doi_or_an_address_print_once(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the article prints them, with nothing behind; a program gets the DOI all the same."""
    words = ("Nemo A. A study. 2004. doi:10.5555/n", "NHS. Lupus. https://www.nhs.uk/lupus/")
    before = "Smith J. A study. A Journal. 2024."
    a, b = (thin(slug).replace(before, words[n]) for n, slug in enumerate("ab"))
    folder = write_journal(tmp_path / "j", a=a, b=b)
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({"OriginalPaperDOI": "10.5555/n"}))

    _, out, _ = refs(folder, "--retractions", str(listed), "--format", form, capsys=capsys)

    if form == "text":
        assert f"RETRACTED  {words[0]}\n" in out
        assert f"  {words[1]}  (b)\n" in out
    elif form == "csv":
        found = list(csv.DictReader(io.StringIO(out)))
        assert [each["reference"] for each in found] == list(words)
        assert [each["DOI"] for each in found] == ["10.5555/n", ""]
    else:
        said = json.loads(out)
        assert [each["reference"] for each in (*said["recalled"], *said["unknown"])] == list(words)
        assert said["recalled"][0]["source"]["DOI"] == "10.5555/n"


def test_what_was_found_by_its_title_may_be_another_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said in front of the line, and why behind it; never counted as unknown or as clean."""
    words = "Nemo A. Ice after an ankle sprain: a trial. 2024."
    text = thin("a").replace("Smith J. A study. A Journal. 2024.", words)
    folder = write_journal(tmp_path / "j", a=text)
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({"Title": "Ice after an ankle sprain: a trial"}))

    code, out, said = refs(folder, "--retractions", str(listed), capsys=capsys)

    assert code == 1
    assert out.splitlines()[:2] == [
        f"MAY BE RETRACTED  {words}",
        "  notice     2024-03-14 Retraction, found by its title alone: compare it",
    ]
    assert said[-1] == "1 source with a notice, 0 unknown, 0 not in this file"
    _, out, _ = refs(folder, "--retractions", str(listed), "--format", "csv", capsys=capsys)
    assert next(csv.DictReader(io.StringIO(out)))["verdict"] == "may be retracted"


def test_what_is_no_paper_is_named_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not clean, so it is named, with what to do; the exit code is for papers."""
    entry = 'raw: "Smith J. A study. A Journal. 2024."'
    page = 'title: "Lupus"\n    type: webpage\n    URL: https://www.nhs.uk/lupus/'
    folder = write_journal(tmp_path / "j", a=thin("a").replace(entry, page))
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({}))
    given = ("--retractions", str(listed))

    code, out, said = refs(folder, *given, capsys=capsys)

    assert code == 0
    assert out.splitlines()[0].startswith("NOT PAPERS  web pages, guidelines and reports")
    assert out.splitlines()[1].endswith("https://www.nhs.uk/lupus/  (a)")
    assert said[-1] == "0 sources with a notice, 0 unknown, 1 not papers, 0 not in this file"
    _, out, _ = refs(folder, *given, "--format", "csv", capsys=capsys)
    assert next(csv.DictReader(io.StringIO(out)))["verdict"] == "not a paper"
    _, out, _ = refs(folder, *given, "--format", "json", capsys=capsys)
    assert [each["texts"][0]["article"] for each in json.loads(out)["not_papers"]] == ["a"]


def test_a_notice_says_of_which_of_two_papers_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the words of a source name two."""
    words = "A study. 2024. doi:10.5555/1, and doi:10.5555/2"
    text = thin("a").replace("A study. A Journal. 2024.", words)
    folder = write_journal(tmp_path / "j", a=text)
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({"OriginalPaperDOI": "10.5555/2"}))
    given = ("--retractions", str(listed))

    _, out, _ = refs(folder, *given, capsys=capsys)

    assert "2024-03-14 Retraction of the paper with the DOI 10.5555/2\n" in out
    _, out, _ = refs(folder, *given, "--format", "csv", capsys=capsys)
    assert next(csv.DictReader(io.StringIO(out)))["DOI"] == "10.5555/1; 10.5555/2"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_retractions_for_a_program(
    form: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same findings, in rows or whole."""
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({"OriginalPaperDOI": DOI}))
    given = ("--retractions", str(listed), "--as-of", "2026-12-05", "--format", form)

    code, out, _ = refs(folder, *given, capsys=capsys)

    assert code == 1
    if form == "csv":
        found = list(csv.DictReader(io.StringIO(out)))
        assert [(each["verdict"], each["article"], each["today"]) for each in found] == [
            ("retracted", "a", "yes"), ("retracted", "b", "yes"), ("unknown", "c", "yes"),
        ]  # fmt: skip
        return
    said = json.loads(out)
    assert said["list"] == {
        "file": "list.csv", "rows": 1, "unread_rows": 0, "newest": "2024-03-14",
    }  # fmt: skip
    (recalled,) = said["recalled"]
    assert (recalled["verdict"], recalled["notices"][0]["found_by"]) == ("retracted", "DOI")
    assert [each["article"] for each in recalled["texts"]] == ["a", "b"]
    assert [each["texts"][0]["article"] for each in said["unknown"]] == ["c"]
    assert (said["not_listed"], said["texts_not_kept"]) == (0, [])


def test_nothing_left_is_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every source was looked up and none has a notice."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    listed = tmp_path / "list.csv"
    listed.write_bytes(rows({}))
    code, out, said = refs(folder, "--retractions", str(listed), capsys=capsys)
    assert (code, out, said[-1]) == (
        0,
        "",
        "0 sources with a notice, 0 unknown, 1 not in this file",
    )


def test_what_cannot_be_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The journal named twice; a list that is none: nothing is written."""
    assert main(["refs", str(folder), "--journal", str(folder)]) == 2
    assert "name the journal once" in capsys.readouterr().err
    given = ("--retractions", str(folder / "journal.toml"))
    code, out, said = refs(folder, *given, capsys=capsys)
    assert (code, out) == (3, "")
    assert "is not the list of retractions" in said[0]


@pytest.mark.tool
def test_sources_are_listed_in_the_journal_s_own_style(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In every form that shows the words of a reference."""
    (folder / "s.csl").write_text(style_text('<text variable="title"/>'), "utf-8")
    with (folder / "journal.toml").open("a") as settings:
        settings.write('\n[references]\nstyle = "s.csl"\n')
    shared = '[{"id": "x", "type": "book", "title": "On salt", "publisher": "A Press"}]'
    (folder / "references.json").write_text(shared, "utf-8")

    _, out, _ = refs(folder, capsys=capsys)
    _, table, _ = refs(folder, "--format", "csv", capsys=capsys)

    assert "On salt.\n  id         x\n" in out
    assert "Smith J. A study. A Journal. 2024. doi: 10.5555/12345678\n" in out
    assert [row["reference"] for row in csv.DictReader(io.StringIO(table))][-1] == "On salt."
