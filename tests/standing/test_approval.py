"""An approval signs the text as it stands, in the article and in the history."""

from datetime import date
from pathlib import Path

import pytest

from journalpress.errors import UsageError
from journalpress.journal import load_journal, read_history
from journalpress.model import PersonRole
from journalpress.standing import judge_journal
from journalpress.standing.approval import approve, obstacles
from tests.journals import AS_OF, SETTINGS, source_text, write_journal

DAY = date(2026, 6, 20)
ROLE: PersonRole = "clinical_reviewer"


def test_an_approved_article_is_in_force(tmp_path: Path) -> None:
    """Status, dates, version and approval are in the file, and the code in the history."""
    journal = load_journal(write_journal(tmp_path / "j", a=source_text("a")))

    done = approve(journal, journal.entries["a"], by="Dr C", role=ROLE, on=DAY, as_of=AS_OF)

    again = load_journal(journal.folder)
    standing = judge_journal(again, AS_OF)["a"].standing
    assert standing.verdict == "final"
    assert again.entries["a"].article == done.article
    assert [(each.name, each.date) for each in done.article.people] == [
        ("Dr B. Madeup", None),
        ("Dr C", DAY),
    ]
    (line,) = read_history(journal.folder)
    assert (line["event"], line["code"], line["digest"], line["by"], line["as_of"]) == (
        "approved", standing.code, standing.digest, "Dr C", "2026-06-20",
    )  # fmt: skip


def test_a_person_who_is_named_already_is_dated_not_doubled(tmp_path: Path) -> None:
    """The reviewer of the article signs: the same line gets the day."""
    journal = load_journal(write_journal(tmp_path / "j", a=source_text("a")))

    done = approve(journal, journal.entries["a"], by="Dr B. Madeup", role=ROLE, on=DAY, as_of=AS_OF)

    assert [(each.name, each.date) for each in done.article.people] == [("Dr B. Madeup", DAY)]


def test_bom_and_crlf_are_kept(tmp_path: Path) -> None:
    """As Windows wrote the file, so it stays."""
    folder = write_journal(tmp_path / "j", a="")
    path = folder / "articles/a.md"
    path.write_bytes(b"\xef\xbb\xbf" + source_text("a").replace("\n", "\r\n").encode())
    journal = load_journal(folder)

    approve(journal, journal.entries["a"], by="Dr C", role=ROLE, on=DAY, as_of=AS_OF)

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert judge_journal(load_journal(folder), AS_OF)["a"].standing.verdict == "final"


@pytest.mark.parametrize(
    ("text", "role", "code"),
    [
        (source_text("a", "See [it](?)."), ROLE, "JP020"),
        (source_text("a", "Words [@nobody]."), ROLE, "JP010"),
        (source_text("a", "::: missing table\n:::"), ROLE, "JP006"),
        (source_text("a", front="status: withdrawn\n"), ROLE, "JP015"),
        (source_text("a"), "author", "JP001"),
        ("nothing", ROLE, "JP100"),
    ],
)
def test_what_is_in_the_way_is_told(tmp_path: Path, text: str, role: PersonRole, code: str) -> None:
    """Every reason has its code."""
    journal = load_journal(write_journal(tmp_path / "j", a=text))

    found = obstacles(journal, journal.entries["a"], role=role, on=DAY)

    assert code in {each.code for each in found}


def test_every_required_role_must_be_named(tmp_path: Path) -> None:
    """One signs, the others stand in the article."""
    policy = '[review]\nrequired_roles = ["clinical_reviewer", "patient_reviewer"]\n'
    folder = write_journal(tmp_path / "j", settings=SETTINGS + policy, a=source_text("a"))
    journal = load_journal(folder)

    (found,) = obstacles(journal, journal.entries["a"], role=ROLE, on=DAY)

    assert "no patient reviewer is named" in str(found)


def test_the_clinics_own_gaps_do_not_stop_a_reviewer(tmp_path: Path) -> None:
    """Without an approved disclaimer the text may be signed; it does not go out."""
    bare = SETTINGS.replace('approved_by = "Dr A. Invented"', 'approved_by = ""')
    journal = load_journal(write_journal(tmp_path / "j", settings=bare, a=source_text("a")))
    assert obstacles(journal, journal.entries["a"], role=ROLE, on=DAY) == ()

    approve(journal, journal.entries["a"], by="Dr C", role=ROLE, on=DAY, as_of=AS_OF)

    standing = judge_journal(load_journal(journal.folder), AS_OF)["a"].standing
    assert (standing.verdict, standing.code) == ("refused", "")


def test_nobody_approves_ahead_of_time(tmp_path: Path) -> None:
    """A day that has not been yet."""
    journal = load_journal(write_journal(tmp_path / "j", a=source_text("a")))

    with pytest.raises(UsageError, match="future"):
        approve(journal, journal.entries["a"], by="X", role=ROLE, on=date(2026, 12, 2), as_of=AS_OF)
