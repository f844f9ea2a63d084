"""Which texts of a journal, of today and handed out, cite a paper with a notice."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journalpress.edition.digest import text_digest
from journalpress.journal.history import Event, add_event
from journalpress.journal.kept import archive_path
from journalpress.journal.load import load_journal
from journalpress.journal.recall import RecallReport, recall
from tests.journal.test_retractions import rows
from tests.journals import source_text, write_journal

DOI = "10.5555/12345678"
"""The DOI of the only source of `source_text`."""
LATER = date(2026, 12, 5)


def thin(slug: str) -> str:
    """The same article citing a source that has no numbers."""
    return source_text(slug).replace(f"    DOI: {DOI}\n", "")


def other(slug: str) -> str:
    """The same article citing another paper."""
    return source_text(slug).replace(DOI, "10.5555/2").replace("A study", "Another")


def look_up(folder: Path, *papers: dict[str, str]) -> RecallReport:
    """What a list of these papers says of the journal."""
    path = folder.parent / "list.csv"
    path.write_bytes(rows(*papers))
    return recall(load_journal(folder), path)


def keep(folder: Path, name: str) -> str:
    """The file, put into the archive; returns its SHA-256."""
    data = (folder / name).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    path = folder / archive_path(name, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return digest


def put_out(folder: Path, slug: str, *, kept: bool = True, **fields: Any) -> str:
    """A line `published` for the article as it stands; returns its digest."""
    article = load_journal(folder).entries[slug].article
    assert article
    digest = text_digest(article, {})
    name = f"articles/{slug}.md"
    sources = {name: keep(folder, name) if kept else "0" * 64}
    given: dict[str, Any] = {"event": "published", "version": 1, "code": "CODE", **fields}
    add_event(
        folder,
        Event(as_of=date(2026, 12, 1), id=slug, slug=slug, digest=digest,
              files={f"pdf/{slug}.pdf": "1"}, more={"title": "Old title", "sources": sources,
                                                    **given.pop("more", {})}, **given),
    )  # fmt: skip
    return digest


def test_a_retracted_paper_is_found_in_today_s_text(tmp_path: Path) -> None:
    """With its number; the paper of another article is not in the list."""
    folder = write_journal(tmp_path / "j", a=source_text("a"), b=other("b"))
    report = look_up(folder, {"OriginalPaperDOI": DOI.upper()})

    (found,) = report.recalled
    (citing,) = found.texts
    assert (found.verdict, found.notices[0].by) == ("retracted", "DOI")
    assert (citing.text.slug, citing.text.is_today, citing.use.number) == ("a", True, 1)
    assert (report.unlisted, report.unknown, report.is_settled) == (1, (), False)


def test_nothing_found_and_nothing_unknown_is_settled(tmp_path: Path) -> None:
    """The only case that needs nobody."""
    report = look_up(write_journal(tmp_path / "j", a=source_text("a")), {})
    assert (report.recalled, report.unlisted, report.is_settled) == ((), 1, True)


def test_a_source_without_numbers_is_unknown(tmp_path: Path) -> None:
    """Never clean; a DOI in its words is a number."""
    folder = write_journal(tmp_path / "j", a=thin("a"))
    report = look_up(folder, {"OriginalPaperDOI": DOI})
    assert [each.source.key for each in report.unknown] == ["smith2024"]
    assert not report.is_settled
    folder = write_journal(tmp_path / "k", a=thin("a").replace("2024.", f"2024. doi:{DOI}"))
    assert [each.verdict for each in look_up(folder, {"OriginalPaperDOI": DOI}).recalled] == [
        "retracted"
    ]


def test_words_that_name_two_papers_are_asked_about_both(tmp_path: Path) -> None:
    """The notice says of which; a reinstatement of one takes nothing back from the other."""
    words = "A study. 2024. doi:10.5555/1, and doi:10.5555/2"
    text = thin("a").replace("A study. A Journal. 2024.", words)
    folder = write_journal(tmp_path / "j", a=text)
    retracted = {"OriginalPaperDOI": "10.5555/2"}
    reinstated = {"OriginalPaperDOI": "10.5555/1", "RetractionNature": "Reinstatement",
                  "RetractionDate": "3/14/2026 0:00"}  # fmt: skip

    report = look_up(folder, retracted, reinstated)
    (found,) = report.recalled
    assert found.verdict == "retracted"
    assert sorted((each.number, each.verdict) for each in found.notices) == [
        ("10.5555/1", "reinstated"), ("10.5555/2", "retracted"),
    ]  # fmt: skip
    report = look_up(folder, {"OriginalPaperDOI": "10.5555/3"})
    assert (report.recalled, report.unknown, report.unlisted) == ((), (), 1)


@pytest.mark.parametrize(
    ("fields", "is_paper"),
    [
        ("type: webpage", False),
        ("type: webpage\n    container-title: The clinic", False),
        ("type: guideline", False),
        ("type: report", False),
        ("type: report\n    container-title: A Journal", True),
        ("type: article-journal", True),
        ("type: chapter", True),
        ("type: document", True),
    ],
)
def test_what_is_no_paper_is_told_apart(tmp_path: Path, fields: str, is_paper: bool) -> None:
    """It is not clean, and nobody can look it up in such a list: nothing is left to settle."""
    entry = 'raw: "Smith J. A study. A Journal. 2024."'
    text = thin("a").replace(entry, f'title: "A long enough title"\n    {fields}')
    folder = write_journal(tmp_path / "j", a=text)

    report = look_up(folder, {})
    assert (len(report.unknown), len(report.not_papers)) == (is_paper, not is_paper)
    assert (report.unlisted, report.is_settled) == (0, not is_paper)
    (found,) = look_up(folder, {"Title": "A long enough title"}).recalled
    assert found.may_be_another


def test_a_web_page_with_the_doi_of_a_paper_is_looked_up(tmp_path: Path) -> None:
    """Reference managers save papers as web pages; the address says which it is."""
    entry = 'raw: "Smith J. A study. A Journal. 2024."'
    page = f'title: "A study"\n    type: webpage\n    URL: https://j.example/doi/full/{DOI}/full'
    folder = write_journal(tmp_path / "j", a=thin("a").replace(entry, page))
    assert [each.verdict for each in look_up(folder, {"OriginalPaperDOI": DOI}).recalled] == [
        "retracted"
    ]


def test_a_title_alone_is_a_finding_and_says_so(tmp_path: Path) -> None:
    """Of a source without numbers; one with a DOI is not accused by its title."""
    title = "A long enough title of a study"
    entry = 'raw: "Smith J. A study. A Journal. 2024."'
    text = thin("a").replace(entry, f'title: "{title}"')
    report = look_up(write_journal(tmp_path / "j", a=text), {"Title": title.upper()})
    assert [each.notices[0].by for each in report.recalled] == ["title"]
    text = source_text("a").replace(entry, f'title: "{title}"')
    report = look_up(write_journal(tmp_path / "k", a=text), {"Title": title.upper()})
    assert (report.recalled, report.unlisted) == ((), 1)


def test_a_title_in_the_words_of_a_source_may_be_that_paper(tmp_path: Path) -> None:
    """Of a source without numbers; told as found by its title, and its words as they print."""
    words = "Smith J. Ice after an ankle sprain: a trial. A Journal. 2024."
    paper = {"Title": "Ice after an ankle sprain: a trial", "OriginalPaperDate": "1/2/2024 0:00"}
    text = thin("a").replace("Smith J. A study. A Journal. 2024.", words)
    report = look_up(write_journal(tmp_path / "j", a=text), paper)
    (found,) = report.recalled
    assert (found.verdict, found.may_be_another, found.source.raw) == ("retracted", True, words)
    assert (report.unknown, report.unlisted) == ((), 0)
    late = {**paper, "OriginalPaperDate": "1/2/2012 0:00"}
    report = look_up(write_journal(tmp_path / "k", a=text), late)
    assert (report.recalled, len(report.unknown)) == ((), 1)
    numbered = source_text("a").replace("Smith J. A study. A Journal. 2024.", words)
    report = look_up(write_journal(tmp_path / "l", a=numbered), paper)
    assert (report.recalled, report.unlisted) == ((), 1)


def test_an_earlier_text_is_read_from_the_archive(tmp_path: Path) -> None:
    """Today's text no longer cites the paper; the leaflet that was printed does."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    digest = put_out(folder, "a")
    sent = {"copies": 12, "printer": "Reception", "layout": "a4"}
    add_event(
        folder,
        Event(
            event="printed", as_of=LATER, id="a", slug="a", digest=digest, code="CODE", more=sent
        ),
    )
    (folder / "articles/a.md").write_text(other("a"), "utf-8")
    report = look_up(folder, {"OriginalPaperDOI": DOI})

    (found,) = report.recalled
    ((text, use),) = ((each.text, each.use) for each in found.texts)
    assert (text.is_today, text.version, text.code, text.title) == (False, 1, "CODE", "Old title")
    assert [(each.copies, each.printer, each.on) for each in text.printed] == [
        (12, "Reception", LATER)
    ]
    assert text.is_in_force(LATER)
    assert (use.number, use.times) == (1, 1)
    assert report.lost == ()


def test_two_entries_of_one_paper_share_what_is_known_of_it(tmp_path: Path) -> None:
    """An entry without numbers, in the words of one that has a DOI, is that paper."""
    folder = write_journal(tmp_path / "j", a=source_text("a"), b=thin("b"))
    report = look_up(folder, {"OriginalPaperDOI": DOI})
    assert [each.text.slug for each in report.recalled[0].texts] == ["a", "b"]
    assert report.unknown == ()


def test_today_s_text_that_is_out_is_one_text(tmp_path: Path) -> None:
    """Known by its digest: nothing of the archive is needed."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    put_out(folder, "a", kept=False)
    report = look_up(folder, {"OriginalPaperDOI": DOI})

    (citing,) = report.recalled[0].texts
    assert (citing.text.is_today, citing.text.code, citing.text.title) == (True, "CODE", "About a")
    assert citing.text.is_in_force(LATER)
    assert report.lost == ()


def test_a_text_of_which_no_copy_is_kept_is_lost_and_told(tmp_path: Path) -> None:
    """Without an archive nobody knows what the old leaflet cited."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    put_out(folder, "a", kept=False)
    (folder / "articles/a.md").write_text(source_text("a").replace("More", "Other"), "utf-8")
    report = look_up(folder, {})

    assert [(each.slug, each.code) for each in report.lost] == [("a", "CODE")]
    assert not report.is_settled


def test_a_deleted_article_is_still_recalled(tmp_path: Path) -> None:
    """Its leaflets may lie in a drawer."""
    folder = write_journal(tmp_path / "j", a=source_text("a"), b=other("b"))
    put_out(folder, "a")
    (folder / "articles/a.md").unlink()
    (found,) = look_up(folder, {"OriginalPaperDOI": DOI}).recalled
    assert [each.text.slug for each in found.texts] == ["a"]


@pytest.mark.parametrize("approved", [True, False])
def test_a_text_that_was_only_in_an_e_book(tmp_path: Path, approved: bool) -> None:
    """Its code leads to the line that approved it; without one it is lost and told."""
    folder = write_journal(tmp_path / "j", a=source_text("a"))
    if approved:
        put_out(folder, "a", event="approved")
    book = {"chapters": {"a": "CODE"}, "sources": {"articles/a.md": keep(folder, "articles/a.md")}}
    add_event(folder, Event(event="published", as_of=LATER, id="all", slug="all",
                            files={"epub/all.epub": "2"}, more=book))  # fmt: skip
    (folder / "articles/a.md").write_text(other("a"), "utf-8")
    report = look_up(folder, {"OriginalPaperDOI": DOI})

    (found,) = report.recalled
    (citing,) = found.texts
    assert not citing.text.is_today
    assert [list(each.files) for each in citing.text.out] == [["epub/all.epub"]]
    assert citing.text.code == "CODE"


def test_an_article_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """What it cites, nobody knows."""
    folder = write_journal(tmp_path / "j", a=source_text("a"), b="---\nid: [\n---\n")
    report = look_up(folder, {})
    assert (report.unread, report.is_settled) == (("b",), False)
