"""`verify` names whatever was moved, touched, added or taken away after the export."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journalpress.batch.plan import plan_jobs
from journalpress.batch.proof import prove_folder
from journalpress.batch.run import run_plan
from journalpress.errors import InputError
from tests.journals import AS_OF, in_force, journal_of, judged_of


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with two leaflets as web pages and as text."""
    journal = journal_of(tmp_path / "journal", in_force("asthma"), in_force("copd"))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("html", "text"))
    run_plan(plan, journal, judged, tmp_path / "out", as_of=AS_OF)
    return tmp_path / "out"


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Changes a word in a file of the folder."""

    def change(out: Path) -> None:
        text = (out / path).read_text()
        assert old in text
        (out / path).write_text(text.replace(old, new, 1))

    return change


def remove(path: str) -> Callable[[Path], None]:
    """Takes a file of the folder away."""
    return lambda out: (out / path).unlink()


def rename(path: str, name: str) -> Callable[[Path], None]:
    """Gives a file of the folder another name."""

    def change(out: Path) -> None:
        (out / path).rename(out / name)

    return change


def add(path: str, data: bytes) -> Callable[[Path], None]:
    """Puts a file into the folder."""

    def change(out: Path) -> None:
        (out / path).parent.mkdir(exist_ok=True)
        (out / path).write_bytes(data)

    return change


def test_an_untouched_folder_agrees_wherever_it_lies(out: Path, tmp_path: Path) -> None:
    """The folder is enough: the journal is not asked, and it may have moved."""
    moved = tmp_path / "elsewhere" / "leaflets"
    shutil.copytree(out, moved)
    shutil.rmtree(out)

    assert prove_folder(moved) == (4, ())


@pytest.mark.parametrize(
    ("change", "codes", "said"),
    [
        (edit("text/copd.txt", "paragraph", "parargaph"), {"JP209", "JP200"}, "parargaph"),
        (edit("html/copd.html", "Words about", "Word about"), {"JP209", "JP200"}, "Word about"),
        (edit("html/copd.html", "Ask your own", "Ask our"), {"JP209", "JP205"}, "Ask our"),
        (edit("html/copd.html", "#copd-ref-1", "#copd-ref-2"), {"JP209", "JP203"}, "copd-ref-1"),
        (remove("text/copd.txt"), {"JP209"}, "missing"),
        (rename("text/copd.txt", "text/old.txt"), {"JP209"}, "copy of text/copd.txt"),
        (add("pdf/x.pdf", b"%PDF"), {"JP209"}, "was not written by an export"),
        (remove("manifest-sha256.txt"), {"JP209"}, "manifest is missing"),
        (edit("manifest-sha256.txt", "  text/copd.txt", "  text/cpd.txt"), {"JP209"}, "text/cpd"),
        (add("html/copd.html", b""), {"JP209"}, "changed"),
    ],
)  # fmt: skip
def test_each_change_is_named(
    out: Path, change: Callable[[Path], None], codes: set[str], said: str
) -> None:
    """One file is touched: the problems name it, and say what differs."""
    change(out)

    _, problems = prove_folder(out)

    assert codes <= {each.code for each in problems}
    assert any(said in str(each) for each in problems)
    assert not any("asthma" in each.file for each in problems)


def test_formats_of_different_days_are_told_apart(out: Path, tmp_path: Path) -> None:
    """A leaflet exported again in one format only is not the one in the other format."""
    journal = journal_of(tmp_path / "journal", replace(in_force("asthma"), version=3))
    judged = judged_of(journal)
    plan = plan_jobs(journal, judged, formats=("html",))
    run_plan(plan, journal, judged, out, as_of=AS_OF)

    _, problems = prove_folder(out)

    assert [each.file for each in problems if "holds version" in each.message] == [
        "text/asthma.txt"
    ]


def test_a_leaflet_past_its_date_is_named(out: Path) -> None:
    """On its last day it is good; on the next it must not lie there."""
    assert prove_folder(out, date(2028, 6, 20)) == (4, ())

    _, problems = prove_folder(out, date(2028, 6, 21))

    assert {each.code for each in problems} == {"JP003"}
    assert {each.file for each in problems} == {
        f"{path}"
        for path in ("html/asthma.html", "html/copd.html", "text/asthma.txt", "text/copd.txt")
    }


def test_a_folder_that_no_export_wrote_is_refused(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    with pytest.raises(InputError, match="not a folder that an export wrote"):
        prove_folder(tmp_path)


def test_a_word_copy_that_a_reviewer_has_written_into_is_theirs(tmp_path: Path) -> None:
    """It is there to be changed: only one that is missing is told."""
    journal = journal_of(tmp_path, in_force("asthma"))
    judged = judged_of(journal)
    out = tmp_path / "out"
    run_plan(plan_jobs(journal, judged, formats=("docx",)), journal, judged, out, as_of=AS_OF)
    (out / "review" / "asthma.docx").write_bytes(b"work of a week")

    assert prove_folder(out)[1] == ()

    remove("review/asthma.docx")(out)
    assert [each.code for each in prove_folder(out)[1]] == ["JP209"]
