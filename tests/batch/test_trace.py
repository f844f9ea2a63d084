"""Which leaflet was that: by code, file or article, on any day."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journalpress.batch.trace import Trace, Tracer, looks_like_code
from journalpress.digests import sha256
from journalpress.errors import InputError
from journalpress.journal import load_journal, read_history
from journalpress.journal.history import Event, add_event
from journalpress.standing import judge_journal
from tests.batch.test_finish import edit, export, journal, sign
from tests.journals import AS_OF

LATER = date(2027, 3, 1)


def tracer(folder: Path, day: date = LATER) -> Tracer:
    """What is known in this journal."""
    loaded = load_journal(folder)
    return Tracer(loaded, judge_journal(loaded, day))


@pytest.fixture
def folder(tmp_path: Path, published_twice: Path) -> Path:
    """Published on AS_OF; in March the text of asthma was changed, copd withdrawn."""
    return Path(shutil.copytree(published_twice, tmp_path / "journal"))


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once for all."""
    made = journal(tmp_path_factory.mktemp("trace") / "journal")
    export(made)
    edit(made, "asthma", title="Asthma, anew")
    edit(made, "copd", status="withdrawn")
    sign(made, "asthma", LATER)
    export(made, as_of=LATER)
    return made


def published(folder: Path, article: str) -> list[Mapping[str, Any]]:
    """The lines that put this article out."""
    return [
        each
        for each in read_history(folder)
        if each["event"] == "published" and each["id"] == article
    ]


def standings(trace: Trace) -> dict[int, str]:
    """The standing of each text by its version."""
    return {each.version: each.standing(trace.day)[0] for each in trace.texts}


def test_an_old_code_tells_what_took_its_place(folder: Path) -> None:
    """In force until March; then taken back, with the reason and the text that is given now."""
    old, new = published(folder, "asthma")

    (text,) = tracer(folder).by_code(old["code"], LATER).texts

    assert text.standing(date(2027, 2, 28)) == ("in force", "")
    assert text.standing(LATER) == (
        "taken back", "on 2027-03-01: replaced by a newer approved text",
    )  # fmt: skip
    assert tracer(folder).by_code(old["code"], LATER).in_force["asthma"].code == new["code"]
    assert (text.title, text.version, text.slug) == ("About asthma", 1, "asthma")
    assert [each.by for each in text.approved] == ["Dr B. Madeup"]


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), " {} ".format])
def test_a_code_may_be_typed_in_any_way(folder: Path, typed: Any) -> None:
    """Small letters, no hyphens, spaces around."""
    code = published(folder, "asthma")[0]["code"]

    assert tracer(folder).by_code(typed(code), LATER).texts[0].code == code


def test_a_code_with_a_wrong_character_names_those_that_come_near(folder: Path) -> None:
    """The check character finds the slip; the history finds what was meant."""
    code = published(folder, "asthma")[0]["code"]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    with pytest.raises(InputError, match="one of its characters is wrong") as caught:
        tracer(folder).by_code(wrong, LATER)
    assert code in caught.value.hint


def test_a_code_of_another_journal_is_not_known(folder: Path) -> None:
    """It is a code, but none of ours."""
    trace = tracer(folder).by_code("QMW4-M1M4-A", LATER)

    assert trace.texts == ()
    assert trace.how == "no leaflet of this journal has the code QMW4-M1M4-A"


def test_an_article_tells_what_was_in_force_on_a_day(folder: Path) -> None:
    """The text of that day first, the others after it."""
    before = tracer(folder).by_name("asthma", date(2027, 1, 1))
    after = tracer(folder).by_name("asthma", LATER)

    assert list(standings(before).items()) == [(1, "in force"), (2, "not yet")]
    assert list(standings(after).items()) == [(2, "in force"), (1, "taken back")]
    assert standings(tracer(folder).by_name("asthma", date(2026, 1, 1))) == {
        1: "not yet", 2: "not yet",
    }  # fmt: skip
    assert standings(tracer(folder).by_name("asthma", date(2030, 1, 1)))[2] == "past its date"


def test_a_draft_was_never_out(folder: Path) -> None:
    """It has no code and no day."""
    (text,) = tracer(folder).by_name("gout", LATER).texts

    assert (text.code, text.standing(LATER)) == ("", ("never", ""))


def test_a_file_is_known_by_its_bytes_under_any_name(folder: Path) -> None:
    """Out, or taken back: the history has its digest."""
    retired = next((folder / "out/retired/text").glob("asthma*"))

    trace = tracer(folder).by_file("download (3).txt", retired.read_bytes(), LATER)

    assert trace.how == "the very bytes of text/asthma.txt, published on 2026-12-01"
    assert standings(trace) == {1: "taken back"}


def test_a_file_that_was_made_elsewhere_is_known_by_what_it_says(folder: Path) -> None:
    """A copy that somebody saved again has other bytes and the same code."""
    page = (folder / "out/html/asthma.html").read_bytes()

    trace = tracer(folder).by_file("x", page + b"<!-- saved -->", LATER)

    assert trace.how.startswith("a web page, known by what it says of itself")
    assert standings(trace) == {2: "in force"}


def test_a_draft_of_ours_is_ours(folder: Path) -> None:
    """What no history knows is told as the file itself says it."""
    page = (folder / "out/html/asthma.html").read_bytes()
    digest = tracer(folder).by_name("asthma", LATER).texts[0].digest.encode()

    (text,) = tracer(folder).by_file("x", page.replace(digest, b"0" * 64), LATER).texts
    unknown = page.replace(digest, b"0" * 64).replace(text.code.encode(), b"")
    (other,) = tracer(folder).by_file("x", unknown, LATER).texts

    assert text.slug == "asthma"
    assert (other.digest, other.standing(LATER)) == ("0" * 64, ("never", ""))


def test_a_file_of_others_is_not_ours(folder: Path) -> None:
    """It says so, and names nothing."""
    assert tracer(folder).by_file("x", b"%PDF-1.4", LATER).texts == ()


def test_a_book_is_each_of_its_articles(folder: Path) -> None:
    """By the codes of its chapters in the history."""
    codes = {each: published(folder, each)[0]["code"] for each in ("asthma", "copd")}
    add_event(
        folder,
        Event(
            event="published", as_of=AS_OF, id="all", slug="all", more={"chapters": codes},
            files={"epub/all.epub": sha256(b"b")},
        ),
    )  # fmt: skip

    trace = tracer(folder).by_file("book.bin", b"b", LATER)

    assert {each.code for each in trace.texts} == set(codes.values())


def test_what_was_printed_is_told(folder: Path) -> None:
    """How many, when, on which printer: by the bytes that were sent there too."""
    line = published(folder, "asthma")[1]
    add_event(
        folder,
        Event(
            event="printed", as_of=LATER, id="asthma", slug="asthma", version=2, code=line["code"],
            digest=line["digest"], by="reception", files={"asthma.pdf": sha256(b"pdf")},
            more={"layout": "a4", "copies": 30, "printer": "Desk"},
        ),
    )  # fmt: skip

    (text,) = tracer(folder).by_file("print.pdf", b"pdf", LATER).texts

    (printed,) = text.printed
    assert (printed.on, printed.copies, printed.printer) == (LATER, 30, "Desk")


def test_what_is_kept_can_be_opened(folder: Path) -> None:
    """The superseded source lies where it is said to lie."""
    old = published(folder, "asthma")[0]
    (text,) = tracer(folder).by_code(old["code"], LATER).texts
    kept = dict(text.kept)

    source = (folder / kept["articles/asthma.md"]).read_bytes()

    assert sha256(source) == old["sources"]["articles/asthma.md"]
    assert b"About asthma" in source


def test_a_renamed_article_is_found_by_both_names(folder: Path) -> None:
    """The id stays; the history knows the old name."""
    (folder / "articles/asthma.md").rename(folder / "articles/wheezing.md")
    export(folder, as_of=date(2027, 4, 1))
    known = tracer(folder)

    assert {"asthma", "wheezing"} <= known.names
    assert {each.id for each in known.by_name("wheezing", LATER).texts} == {"asthma"}


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("QMW4-M1M4-A", True),
        ("qmw4m1m4a", True),
        ("qmw4m1m", True),
        ("lupus", False),
        ("covid-19", True),
        ("what to do", False),
        ("high-blood-pressure-at-home", False),
        ("qmw4m1m4a.pdf", False),
    ],
)
def test_what_is_meant_as_a_code(typed: str, is_one: bool) -> None:
    """About nine letters with a digit among them; names of articles are looked up before."""
    assert looks_like_code(typed) == is_one
