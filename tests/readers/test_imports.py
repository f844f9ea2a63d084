"""The record of an import: written, filled in by a person, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.errors import InputError
from journalpress.readers.imports import (
    Sidecar,
    answers_in,
    open_problems,
    read_sidecar,
    sidecar_of,
    write_sidecar,
)
from journalpress.readers.pagetext import IMPORTER, read_pagetext

PAGES = Path(__file__).parent / "pages"


def record(name: str = "phages", answers: dict[str, str] | None = None) -> Sidecar:
    """The record of one page's import."""
    data = (PAGES / f"{name}.txt").read_bytes()
    imported = read_pagetext(data, file=f"{name}.txt", answers=answers)
    return sidecar_of(
        imported, file=f"{name}.txt", sha256="0" * 64, importer=IMPORTER, answers=answers or {}
    )


@pytest.mark.parametrize("name", ["phages", "gout", "salt", "odd", "title-only"])
def test_what_is_written_is_read_back(name: str) -> None:
    """Writing and reading lose nothing, and the bytes are the same every time."""
    sidecar = record(name)
    data = write_sidecar(sidecar)
    assert read_sidecar(data, file="x.json") == sidecar
    assert write_sidecar(read_sidecar(data, file="x.json")) == data


def test_an_answer_filled_in_beside_its_question_counts() -> None:
    """A person writes into the empty `answer`; the next import has it and keeps it."""
    written = json.loads(write_sidecar(record()))
    key = written["open"][0]["key"]
    written["open"][0]["answer"] = " glossary "
    answers = answers_in(read_sidecar(json.dumps(written).encode(), file="x.json"))
    assert answers == {key: "glossary"}
    later = record(answers=answers)
    assert key not in [each.key for each in later.open]
    assert answers_in(read_sidecar(write_sidecar(later), file="x.json")) == answers


def test_each_open_question_keeps_the_article_from_a_final() -> None:
    """One JP007 for each question without an answer; none for one that has it."""
    sidecar = record()
    found = open_problems(sidecar, file="imports/phages.json", article="phages")
    assert len(found) == len(sidecar.open) == 8
    assert {(each.code, each.severity, each.article) for each in found} == {
        ("JP007", "final", "phages")
    }


@pytest.mark.parametrize(
    ("answer", "left"), [("mark", 0), (" Mark ", 0), ("done", 0), ("", 1), ("number", 1)]
)
def test_an_answer_closes_its_question_only_if_the_article_agrees(answer: str, left: int) -> None:
    """What the draft does not say yet stays open until the page is read again."""
    (asked,) = [each for each in record().open if each.words.endswith("phase 2.")]
    sidecar = replace(record(), open=(replace(asked, answer=answer),))
    assert len(open_problems(sidecar)) == left


def test_done_is_no_answer_for_the_next_import() -> None:
    """A page that is read again knows nothing of what was put right by hand, so it asks anew."""
    (asked, *others) = record().open
    sidecar = replace(record(), open=(replace(asked, answer="done"), *others))
    assert answers_in(sidecar) == {}


def test_a_hint_tells_what_to_type() -> None:
    """The question, its place in the file, and each answer that may be given."""
    (found, *_) = open_problems(record())
    assert found.hint.startswith("answer at link-")
    assert "the article's slug or none, or “done”" in found.hint


def test_unknown_fields_are_passed_over() -> None:
    """An older program reads a newer record."""
    written = json.loads(write_sidecar(record()))
    written["mood"] = "hopeful"
    written["open"][0]["colour"] = "green"
    assert read_sidecar(json.dumps(written).encode(), file="x.json") == record()


def test_a_closing_quote_that_is_missing_is_told_with_its_line() -> None:
    """The slip that a person makes in a record."""
    data = write_sidecar(record()).replace(b'"answer": ""', b'"answer": "none', 1)
    line = data[: data.index(b'"answer": "none')].count(b"\n") + 1

    with pytest.raises(InputError, match=f"x.json:{line}: .*closing quote is missing on this line"):
        read_sidecar(data, file="x.json")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b'{"source": {"file": 1, "sha256": ""}, "importer": ""}',
        b'{"source": {"file": "", "sha256": ""}, "importer": "", "open": [{"kind": "riddle"}]}',
        b'{"source": {"file": "", "sha256": ""}, "importer": "", "answers": {"a": 1}}',
        b'{"source": {"file": "", "sha256": ""}, "importer": "", "open": 3}',
    ],
)
def test_a_broken_record_is_an_error_that_names_the_file(data: bytes) -> None:
    """A slip in the file is said, never passed over."""
    with pytest.raises(InputError, match=r"^imports/x\.json"):
        read_sidecar(data, file="imports/x.json")
