"""Reviewers, dates and addresses go from a sheet into articles and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journalpress.errors import InputError
from journalpress.journal.load import load_journal
from journalpress.journal.sheet import COLUMNS, fill, read_sheet, write_sheet
from tests.journals import source_text, write_journal

TODAY = date(2026, 12, 1)
HEAD = ",".join(COLUMNS)
APPROVED = """\
status: approved
approved:
  digest: sha256-x
  by: "Dr B. Madeup"
  role: clinical_reviewer
  on: 2026-06-20
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal of two drafts; one of them is written in an author's own way."""
    own = """\
---
# A note of the author's
id:   asthma
title: 'About asthma'   # the title
lang: en-GB
people:
- {name: Dr Writer, role: author}
# who checked it
- name: "Dr Old"
  role: clinical_reviewer   # since spring
reviewed: 2026-01-01  # in winter
---
Some words.
"""
    return write_journal(tmp_path / "journal", asthma=own, copd=source_text("copd"))


def filled(folder: Path, *rows: str, head: str = HEAD) -> list[tuple[str, tuple[str, ...], str]]:
    """What became of each row."""
    sheet = read_sheet("\n".join([head, *rows]).encode(), file="f.csv")
    assert not sheet.wrong, sheet.wrong
    done = fill(load_journal(folder), sheet, file="f.csv", today=TODAY)
    return [(each.slug, each.changed, each.refused) for each in done]


def text(folder: Path, slug: str = "asthma") -> str:
    """The file of an article."""
    return (folder / "articles" / f"{slug}.md").read_bytes().decode()


def test_a_row_changes_its_fields_and_no_other_byte(folder: Path) -> None:
    """Notes, quotes and the order of an author's own front matter stay."""
    before = text(folder)
    row = "asthma,,,Dr New,clinical_reviewer,2026-02-02,2027-02-02,https://x.example/a"

    (done,) = filled(folder, row)

    assert done == ("asthma", ("people", "reviewed", "next_review", "url"), "")
    assert text(folder) == before.replace(
        '- name: "Dr Old"\n  role: clinical_reviewer   # since spring\n',
        '- {name: "Dr New", role: clinical_reviewer}\n',
    ).replace(
        "2026-01-01  # in winter",
        "2026-02-02  # in winter\nnext_review: 2027-02-02\nurl: https://x.example/a",
    )


def test_the_sheet_of_a_journal_changes_nothing(folder: Path) -> None:
    """Round trip: a row for each reviewer, and what is read back is what was written."""
    filled(folder, "copd,,,Dr Two,patient_reviewer,2026-02-02,,https://x.example/ü")
    before = text(folder), text(folder, "copd")
    sheet = write_sheet(tuple(load_journal(folder).entries.values()))

    assert [line.split(",")[0] for line in sheet.splitlines()] == ["slug", "asthma", "copd", "copd"]
    assert all(not changed for _, changed, _ in filled(folder, *sheet.splitlines()[1:]))
    assert (text(folder), text(folder, "copd")) == before
    assert write_sheet(tuple(load_journal(folder).entries.values())) == sheet


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_spreadsheet_writes_it_otherwise(
    folder: Path, delimiter: str, mark: str, end: str
) -> None:
    """Commas, semicolons or tabs, with a byte order mark or without, with either line end."""
    rows = [["Slug", "reviewer", "reviewed"], ["copd", '"Dr Ü, MD; FRCP"', "2026-02-02"], []]
    data = mark + end.join(delimiter.join(row) for row in rows)

    fill(load_journal(folder), read_sheet(data.encode(), file="f.csv"), file="f.csv", today=TODAY)

    assert '- {name: "Dr Ü, MD; FRCP", role: clinical_reviewer}' in text(folder, "copd")
    assert "reviewed: 2026-02-02" in text(folder, "copd")


def test_several_reviewers_of_a_role_are_all_named(folder: Path) -> None:
    """Those of the sheet take the place of those of the article; an empty cell changes nothing."""
    filled(folder, "asthma,,,Dr A,,,,", "asthma,,,Dr B,,,,", "asthma,,,Pat,patient_reviewer,,,")

    people = load_journal(folder).entries["asthma"].reading.article
    assert people is not None
    assert [(each.name, each.role) for each in people.people] == [
        ("Dr Writer", "author"), ("Dr A", "clinical_reviewer"), ("Dr B", "clinical_reviewer"),
        ("Pat", "patient_reviewer"),
    ]  # fmt: skip


def test_line_ends_and_the_byte_order_mark_stay(folder: Path) -> None:
    """A file from Windows stays one."""
    path = folder / "articles" / "copd.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    filled(folder, "copd,,,,,2026-02-02,,https://x.example/a")

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"reviewed: 2026-02-02\r\n" in data


def test_an_approved_article_keeps_its_approval(folder: Path) -> None:
    """No sheet renews a review or names another reviewer; the address may change."""
    path = folder / "articles" / "copd.md"
    path.write_text(path.read_text().replace("category:", f"{APPROVED}category:"))
    before = text(folder, "copd")

    refused = filled(folder, "copd,,,,,,2030-01-01,https://x.example/a")
    assert "is approved" in refused[0][2]
    assert "journalpress approve copd" in refused[0][2]
    assert text(folder, "copd") == before

    assert filled(folder, "copd,,,,,,,https://x.example/a")[0][1] == ("url",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,Dr A,,,,", "names no slug"),
        ("copd,,,Dr A,doctor,,,", "“doctor” is no role"),
        ("copd,,,,,02/03/2026,,", "as in 2026-06-17"),
        ("copd,,,,,20260203,,", "as in 2026-06-17"),
        ("copd,,,,,2026-02-30,,", "“2026-02-30” is no day"),
        ("copd,,,,,,,clinic.example/a", "is no address"),
        ("copd,,,,,,,,more", "more cells"),
        ("copd,,,,,2026-02-02,,\ncopd,,,,,2026-02-03,,", "contradicts line 3"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_its_article_left_alone(row: str, said: str) -> None:
    """With its line; the other rows count."""
    data = f"{HEAD}\nasthma,,,,,2026-02-02,,\n{row}\n"
    sheet = read_sheet(data.encode(), file="f.csv")

    (line,) = sheet.wrong
    assert line.startswith(f"f.csv:{3 + row.count(chr(10))}: ")
    assert said in line
    assert list(sheet.stated) == ["asthma"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "names no column"),
        (b"name,reviewer\n", "names no column"),
        (b"slug,reviewr\n", "unknown column"),
        (b"slug,url,url\n", "stands twice"),
        (b"slug\n\xff\n", "f.csv:2: is not in UTF-8"),
        (b'slug,url\n"copd,https://x\n', "f.csv:2: unexpected end"),
        (b"PK\x03\x04\x00\xff", "not in UTF-8"),
        (b"slug\n" + b"a\n" * 4, "more than 3 rows"),
    ],
)
def test_what_is_no_sheet_is_refused(
    data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, before anything is written."""
    monkeypatch.setattr("journalpress.journal.sheet.MOST_ROWS", 3)
    with pytest.raises(InputError, match=said):
        read_sheet(data, file="f.csv")


def test_an_article_that_is_not_there_or_not_one_is_told(folder: Path) -> None:
    """And nothing else stops."""
    (folder / "articles" / "broken.md").write_text("no front matter")

    done = filled(folder, "missing,,,,,,,", "broken,,,,,,,", "copd,,,,,2026-02-02,,")

    assert [bool(refused) for _, _, refused in done] == [True, True, False]


def test_a_title_is_no_formula(folder: Path) -> None:
    """A spreadsheet runs what begins with an equals sign."""
    path = folder / "articles" / "copd.md"
    path.write_text(path.read_text().replace("About copd", "=1+1"))

    assert ",'=1+1," in write_sheet(tuple(load_journal(folder).entries.values()))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("copd,,,,,2026-06-01,2026-05-01,", "next_review 2026-05-01 is not after reviewed"),
        ("asthma,,,,,,2025-12-01,", "next_review 2025-12-01 is not after reviewed 2026-01-01"),
        ("copd,,,,,2026-12-02,,", "reviewed 2026-12-02 is later than 2026-12-01"),
    ],
)
def test_days_that_cannot_be_are_refused(folder: Path, row: str, said: str) -> None:
    """Also against what the article says; nothing of the row is written."""
    before = text(folder), text(folder, "copd")

    ((_, changed, refused),) = filled(folder, row)

    assert not changed
    assert said in refused
    assert (text(folder), text(folder, "copd")) == before
