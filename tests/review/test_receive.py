"""A Word file that came back: whose it is, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.errors import InputError
from journalpress.journal import load_journal
from journalpress.journal.reviews import open_reviews
from journalpress.passage import text_of
from journalpress.review.receive import entry_of, receive, record_with
from journalpress.review.record import (
    decided,
    decision_on,
    keep,
    read_record,
    read_records,
    with_file,
)
from journalpress.reviewcopy import Baseline, Remark, ReviewCopy
from journalpress.writers.docx import write_docx
from journalpress.writers.docx.baseline import PART, baseline_in
from tests.editions import edition_of
from tests.journals import source_text, write_journal
from tests.trees import article, cite, p
from tests.writers.docx.reading import changed, replaced

DAY = date(2026, 6, 1)


def copy(**fields: object) -> bytes:
    """A copy of an article with the id `lupus`, for Dr Okafor."""
    made = article(p("Rest when you are tired", cite("a"), "."), p("Ask for help."), id="lupus")
    return write_docx(edition_of(replace(made, **fields)), copy=ReviewCopy("Dr Okafor"))  # type: ignore[arg-type]


def kept(journal: Path, data: bytes) -> Baseline:
    """The baseline of the copy, kept in the journal as `--for` keeps it."""
    baseline = baseline_in(data)
    keep(journal, record_with(journal, receive(data, name="x.docx", journal=journal, as_of=DAY)))
    return baseline


def test_an_unedited_copy_has_nothing_to_decide(tmp_path: Path) -> None:
    """Not even the comments of check that left with it."""
    remarks = [Remark("_jp_title", "JP013: a source has no DOI")]
    made = article(p("Rest", cite("a"), "."), id="lupus")
    data = write_docx(edition_of(made), copy=ReviewCopy("Dr Okafor"), remarks=remarks)
    found = receive(data, name="x.docx", journal=tmp_path, as_of=DAY)

    assert found.file.changes == ()
    assert found.file.comments == ()
    assert found.file.filled == ()
    assert found.file.numbers == {1: "a"}


def test_a_copy_without_a_sidecar_says_itself_what_it_was(tmp_path: Path) -> None:
    """A file that was mailed is enough."""
    data = replaced(copy(), "Ask for help", "Ask for more help")
    (change,) = receive(data, name="x.docx", journal=tmp_path, as_of=DAY).file.changes

    assert text_of(change.after) == "more "
    assert change.silent


def test_the_journals_own_baseline_wins(tmp_path: Path) -> None:
    """And is enough where the file has lost its own."""
    data = copy()
    baseline = kept(tmp_path, data)
    lost = changed(data, lambda whole: whole.replace(b"urn:journalpress", b"urn:nobody"), PART)
    found = receive(lost, name="x.docx", journal=tmp_path, as_of=DAY)

    assert found.baseline == baseline
    assert found.file.changes == ()


def test_a_lost_baseline_is_asked_for(tmp_path: Path) -> None:
    """Never guessed."""
    lost = changed(copy(), lambda whole: whole.replace(b"urn:journalpress", b"urn:nobody"), PART)

    with pytest.raises(InputError, match="its baseline is lost"):
        receive(lost, name="x.docx", journal=tmp_path, as_of=DAY)


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"{\\rtf1}"])
def test_what_is_no_copy_of_ours_is_refused(tmp_path: Path, data: bytes) -> None:
    """In one line that says what to do."""
    with pytest.raises(InputError) as told:
        receive(data, name="x.docx", journal=tmp_path, as_of=DAY)

    assert told.value.hint


def test_a_stranger_is_told_how_to_be_imported(tmp_path: Path) -> None:
    """A Word file from elsewhere is no review copy."""
    from io import BytesIO

    import docx

    file = BytesIO()
    docx.Document().save(file)

    with pytest.raises(InputError) as told:
        receive(file.getvalue(), name="notes.docx", journal=tmp_path, as_of=DAY)
    assert "import notes.docx" in told.value.hint


def test_a_copy_of_another_journal_names_its_article(tmp_path: Path) -> None:
    """The reader then knows which journal to name."""
    journal = load_journal(write_journal(tmp_path, gout=source_text("gout")))

    with pytest.raises(InputError, match="“lupus”, which this journal does not have"):
        entry_of(journal, baseline_in(copy()))


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    """Another one of the same copy is kept beside it: two people may have had it."""
    one = replaced(copy(), "Ask for help", "Ask for more help")
    two = replaced(copy(), "Ask for help", "Ask for some help")
    for data in (one, one, two):
        kept(tmp_path, data)
    (record,) = read_records(tmp_path, "lupus")

    assert [len(each.changes) for each in record.files] == [1, 1]
    assert with_file(record, record.files[0]) == record


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    """Changes, numbers, decisions."""
    data = replaced(copy(), "Ask for help", "Ask for more help")
    baseline = kept(tmp_path, data)
    record = read_record(tmp_path, "lupus", baseline.review)
    assert record
    (change,) = record.files[0].changes
    keep(tmp_path, decided(record, change.id, decision_on("rejected", DAY)))
    again = read_record(tmp_path, "lupus", baseline.review)

    assert again
    assert again.files == record.files
    assert again.decisions[change.id].verdict == "rejected"


def test_an_undecided_finding_is_a_problem_until_it_is_decided(tmp_path: Path) -> None:
    """check lists it, approve refuses (JP024)."""
    folder = write_journal(tmp_path, lupus=source_text("lupus"))
    journal = load_journal(folder)
    entry = journal.entries["lupus"]
    assert open_reviews(journal, entry) == ()
    baseline = kept(folder, replaced(copy(), "Ask for help", "Ask for more help"))
    (problem,) = open_reviews(journal, entry)
    record = read_record(folder, "lupus", baseline.review)
    assert record
    change = record.files[0].changes[0].id
    keep(folder, decided(record, change, decision_on("rejected", DAY)))

    assert problem.code == "JP024"
    assert "Dr Okafor" in problem.message
    assert "--decide" in problem.hint
    assert open_reviews(journal, entry) == ()


@pytest.mark.parametrize("name", ["returned.json", "decisions.json", "baseline.json"])
def test_a_damaged_record_is_told_and_not_written_over(tmp_path: Path, name: str) -> None:
    """By name."""
    baseline = kept(tmp_path, replaced(copy(), "Ask for help", "Ask for more help"))
    path = tmp_path / "reviews" / "lupus" / baseline.review / name
    path.write_text("{", "utf-8")

    with pytest.raises(InputError, match=r"cannot be read"):
        read_record(tmp_path, "lupus", baseline.review)
    assert path.read_text("utf-8") == "{"
