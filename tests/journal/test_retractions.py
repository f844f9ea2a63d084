"""The list of retractions as it is downloaded."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from journalpress.errors import InputError
from journalpress.journal.retractions import (
    RetractionList,
    plain_doi,
    plain_title,
    read_retractions,
    verdict_of,
)

_HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
NAMES = _HEADER.split(",")


def rows(*papers: dict[str, str], bom: bool = True) -> bytes:
    """A list with these rows; fields that are not given are as the file has them when unknown."""
    unknown = {"OriginalPaperDOI": "unavailable", "OriginalPaperPubMedID": "0",
               "RetractionNature": "Retraction", "RetractionDate": "3/14/2024 0:00"}  # fmt: skip
    text = io.StringIO()
    writer = csv.DictWriter(text, NAMES, restval="")
    writer.writeheader()
    for number, paper in enumerate(papers, 1):
        writer.writerow({"Record ID": str(number), **unknown, **paper})
    return (b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode()


def read(
    folder: Path, data: bytes, *, dois: str = "", pmids: str = "", titles: str = ""
) -> RetractionList:
    """What the list says of these papers, each given in one string."""
    path = folder / "list.csv"
    path.write_bytes(data)
    return read_retractions(
        path,
        dois=frozenset(dois.split()),
        pmids=frozenset(pmids.split()),
        titles=frozenset(filter(None, titles.split("|"))),
    )


def test_a_paper_is_found_by_its_doi_or_its_pmid(tmp_path: Path) -> None:
    """In any case and spelling, with a byte order mark or without; others are only counted."""
    data = rows(
        {"OriginalPaperDOI": "10.5555/ABC", "Title": "A, “quoted” title\nover two lines",
         "Reason": "+Concerns/Issues about Data;+Error in Text;", "RetractionDOI": "10.5555/R"},
        {"OriginalPaperPubMedID": "123456", "RetractionDate": "12/31/2025 0:00"},
        {"OriginalPaperDOI": "10.5555/another", "RetractionDate": "1/2/2023 0:00"},
        bom=False,
    )  # fmt: skip
    listed = read(tmp_path, data, dois="10.5555/abc", pmids="123456")

    (by_doi,) = listed.notices_of("https://doi.org/10.5555/ABC", "", "")
    assert (by_doi.verdict, by_doi.on, by_doi.by) == ("retracted", date(2024, 3, 14), "DOI")
    assert by_doi.title == "A, “quoted” title over two lines"
    assert by_doi.reasons == ("Concerns/Issues about Data", "Error in Text")
    assert by_doi.doi == "10.5555/r"
    assert [each.by for each in listed.notices_of("", "123456", "")] == ["PMID"]
    assert listed.notices_of("10.5555/another", "", "") == ()
    assert (listed.rows, listed.unread, listed.newest) == (3, 0, date(2025, 12, 31))


@pytest.mark.parametrize("nothing", ["unavailable", "Unavailable", "0", "", " "])
def test_a_number_that_is_not_known_finds_nothing(tmp_path: Path, nothing: str) -> None:
    """Two papers without numbers are not one paper."""
    data = rows({"OriginalPaperDOI": nothing, "OriginalPaperPubMedID": nothing})
    assert read(tmp_path, data, dois="0 unavailable", pmids="0").notices_of(nothing, "0", "") == ()


def test_several_numbers_in_one_cell(tmp_path: Path) -> None:
    """Two DOIs side by side, and one with commas and semicolons of its own."""
    odd = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    data = rows(
        {"OriginalPaperDOI": "10.5555/a; 10.5555/b", "OriginalPaperPubMedID": "11; 22"},
        {"OriginalPaperDOI": odd},
    )
    wanted = f"10.5555/b {odd.casefold()}"
    listed = read(tmp_path, data, dois=wanted, pmids="22")
    assert len(listed.notices_of("10.5555/b", "22", "")) == 1
    assert len(listed.notices_of(odd, "", "")) == 1


def test_a_title_finds_a_paper_without_numbers(tmp_path: Path) -> None:
    """Folded, and only if it has words enough to tell a paper."""
    data = rows({"Title": "A TRIAL of salt in adults."}, {"Title": "Editorial"})
    title = plain_title("A trial of salt, in adults")
    listed = read(tmp_path, data, titles=f"{title}|{plain_title('Editorial')}")
    assert [each.by for each in listed.notices_of("", "", "A trial of salt in adults")] == ["title"]
    assert listed.notices_of("", "", "Editorial") == ()


@pytest.mark.parametrize(
    ("notices", "verdict"),
    [
        ("Retraction 1/1/2020", "retracted"),
        ("Correction 1/1/2021|Retraction 1/1/2020", "retracted"),
        ("Expression of concern 1/1/2020|Correction 1/1/2021", "concern"),
        ("Retraction 1/1/2020|Reinstatement 1/1/2021", "reinstated"),
        ("Reinstatement 1/1/2020|Retraction 1/1/2021", "retracted"),
        ("Reinstatement 1/1/2021|Retraction 1/1/2021", "retracted"),
        ("Retraction unknown|Reinstatement 1/1/2021", "retracted"),
        ("Correction 1/1/2020|Retraction 2/1/2020|Reinstatement 3/1/2020", "corrected"),
        ("Removal 1/1/2020", "noticed"),
        ("Correction 1/1/2020", "corrected"),
    ],
)
def test_several_notices_of_one_paper(tmp_path: Path, notices: str, verdict: str) -> None:
    """The gravest that holds; only a later reinstatement takes a retraction back."""
    parts = [each.rpartition(" ") for each in notices.split("|")]
    data = rows(
        *({"OriginalPaperDOI": "10.5555/a", "RetractionNature": nature, "RetractionDate": day}
          for nature, _, day in parts)
    )  # fmt: skip
    found = read(tmp_path, data, dois="10.5555/a").notices_of("10.5555/a", "", "")
    assert verdict_of(found) == verdict
    assert len(found) == len(parts)


def test_no_notice_is_no_verdict() -> None:
    """Not that the paper is sound."""
    assert verdict_of(()) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("3/14/2024 0:00", date(2024, 3, 14)), ("2024-03-14", date(2024, 3, 14)),
     ("14/3/2024", None), ("", None), ("unknown", None)],
)  # fmt: skip
def test_days_are_written_month_first(tmp_path: Path, written: str, day: date | None) -> None:
    """As the file has them; a day that cannot be is none."""
    data = rows({"OriginalPaperDOI": "10.5555/a", "RetractionDate": written})
    (notice,) = read(tmp_path, data, dois="10.5555/a").notices_of("10.5555/a", "", "")
    assert notice.on == day


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"%PDF-1.7\n", b"\x00\xff\xfe", "é".encode()])
def test_another_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """In one line, with what to do."""
    with pytest.raises(InputError, match="is not the list of retractions") as refused:
        read(tmp_path, data)
    assert refused.value.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Or a folder."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_retractions(path, dois=frozenset(), pmids=frozenset(), titles=frozenset())


def test_rows_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    """A file cut off in the middle of a row, and a cell that no cell can be."""
    data = rows({"OriginalPaperDOI": "10.5555/a"}, {"OriginalPaperDOI": "10.5555/b"})
    listed = read(tmp_path, data[:-40], dois="10.5555/a 10.5555/b")
    assert (listed.rows, listed.unread) == (1, 1)
    huge = rows({"OriginalPaperDOI": "10.5555/a"}, {"Notes": "x" * 200_000})
    assert read(tmp_path, huge).unread >= 1


@pytest.mark.parametrize(
    ("text", "doi"),
    [("https://dx.doi.org/10.5555/A", "10.5555/a"), ("doi: 10.5555/a.", "10.5555/a"),
     ("unavailable", ""), ("", ""), ("https://a.example/10.5555/a", "")],
)  # fmt: skip
def test_dois_are_compared_bare(text: str, doi: str) -> None:
    """Without address, case or the stop behind them."""
    assert plain_doi(text) == doi


@pytest.mark.parametrize(
    ("words", "year", "found"),
    [
        ("Nemo A. Ice after an ankle sprain: a trial. Invented J. 2004;3:4.", "2004", True),
        ("NEMO A. “Ice after an ankle sprain – a trial”", "", True),
        ("Nemo A. Ice after an ankle sprain: a trial. 2005.", "2005", True),
        ("Nemo A. Ice after an ankle sprain: a trial. 2007.", "2007", False),
        ("Nemo A. Ice after an ankle sprain: a trialled way. 2004.", "2004", False),
        ("Nemo A. Ice after an ankle sprain. 2004.", "2004", False),
    ],
)
def test_a_title_is_found_among_other_words(
    words: str, year: str, found: bool, tmp_path: Path
) -> None:
    """As a whole, and of the same year or the one before or after it, where both are known."""
    path = tmp_path / "list.csv"
    title = {"Title": "Ice after an Ankle Sprain: A Trial", "OriginalPaperDate": "5/1/2004 0:00"}
    path.write_bytes(rows(title, {"Title": "Ice"}, {"Title": "Nemo A"}))
    none: frozenset[str] = frozenset()
    listed = read_retractions(path, dois=none, pmids=none, titles=none, words=[words, "Short."])

    notices = listed.notices_of("", "", "", words=words, year=year)
    assert [(each.by, each.paper_year) for each in notices] == [("title", 2004)] * found
    assert listed.notices_of("", "", "", words="Short.") == ()


def test_a_short_title_is_not_looked_for_among_other_words(tmp_path: Path) -> None:
    """Four words stand in many references."""
    path = tmp_path / "list.csv"
    path.write_bytes(rows({"Title": "Treatment of ankle sprains"}))
    words = "Nemo A. Treatment of ankle sprains in children and adults. 2004."
    none: frozenset[str] = frozenset()
    listed = read_retractions(path, dois=none, pmids=none, titles=none, words=[words])

    assert listed.notices_of("", "", "", words=words) == ()
