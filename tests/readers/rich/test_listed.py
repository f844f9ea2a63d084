"""Tests of journalpress.readers.rich.listed."""

from __future__ import annotations

import pytest

from journalpress.model import Name, Source
from journalpress.readers.rich.tree import (
    Mark,
    Note,
    Reference,
    Run,
    Target,
)
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    para,
    sup,
    told,
    words,
)


def test_notes_are_sources_or_speak() -> None:
    """A note that names a source is one; one that speaks stands in brackets where its mark was."""
    notes = (
        Note("n1", (para("Smith J, et al. BMJ 2020;3(2):4–5."),), "1"),
        Note("n2", (para("Ask your nurse first."),), "2"),
        Note("n3", (para("Ibid."),), "3"),
        Note("n4", (para("Long."), para("Of two paragraphs.")), "4"),
    )
    marks = [Mark((Target(f"n{n}"),), str(n)) for n in range(1, 5)]
    made = assembled(
        document(para("a", marks[0], " b", marks[1], " c", marks[2], " d", marks[3]), notes=notes)
    )
    assert body(made) == (
        "a[@smith2020] b (Ask your nurse first.) c[@smith2020] d\n\n> [!NOTE]\n> Long.\n>\n"
        "> Of two paragraphs."
    )


def test_structured_sources_keep_their_fields_and_get_keys() -> None:
    """The key is family name and year; the same source twice is one."""
    source = Source(
        "",
        "article-journal",
        authors=(Name("Doe", "J"),),
        title="A",
        issued="2020",
        doi="10.1000/a",
    )
    listed = (
        Reference("a", words("Doe J. A. 2020."), 1, source),
        Reference("b", words("2. Doe J. A, again. 2020."), 2, source),
    )
    marks = Mark((Target("a"), Target("b")), "1,2")
    made = assembled(document(para("x", marks), references=listed))
    assert made.article is not None
    assert [each.key for each in made.article.sources] == ["doe2020"]
    assert body(made) == "x[@doe2020]"
    assert "JP125" not in told(made)


def test_sources_that_differ_in_author_or_address_are_two() -> None:
    """Of one title and year, or “NHS website” with links to two of its pages."""
    one, other = (
        Source("", "book", authors=(Name(family, "J"),), title="Gout", issued="2020")
        for family in ("Doe", "Roe")
    )
    linked = [
        Reference(f"l{n}", words(Run("NHS website, lupus", href=f"https://nhs.example/{n}")), n)
        for n in (3, 4)
    ]
    listed = (
        Reference("a", words("Doe J. Gout. 2020."), 1, one),
        Reference("b", words("Roe J. Gout. 2020."), 2, other),
        *linked,
    )
    made = assembled(document(para("x [1, 2, 3, 4]"), references=listed))

    assert made.article is not None
    assert len(made.article.sources) == 4


def test_addresses_in_a_reference_that_its_words_hide_are_kept() -> None:
    """A link called “PubMed” is worth its number."""
    entry = words("Doe J. Title. 2020. ", Run("Link", href="https://doi.org/10.1000/xyz"))
    made = assembled(document(para("x"), references=(Reference("a", entry, 1),)))
    assert made.article is not None
    assert made.article.sources[0].doi == "10.1000/xyz"


def _sub(text: str) -> Run:
    return Run(text, script="sub")


def test_raised_numbers_of_an_entry_stay_raised() -> None:
    """10<sup>3</sup> is not 103; a number raised before the entry is its own."""
    parts = (sup("1"), " Smith J", sup("2"), ". Up to 10", sup("-3"), " of CO", _sub("2"))
    entry = words(*parts, " at log", _sub("2"), "5", _sub("2"), ". BMJ 2019;3:4")
    made = assembled(document(para("It helps."), references=(Reference("r1", entry),)))
    (source,) = made.article.sources  # type: ignore[union-attr]
    assert source.raw == "Smith J². Up to 10⁻³ of CO2 at log₂5₂. BMJ 2019;3:4"
    assert "JP125" not in told(made)


@pytest.mark.parametrize(
    ("written", "is_source"),
    [
        ("NICE. Headaches in over 12s. CG150. 2012.", True),
        ("FSRH. Medical Eligibility Criteria. 2016, amended 2019.", True),
        ("WHO. Essential medicines. Geneva: WHO; 2023.", True),
        ("Keep it dry. Do not use it after 2024.", False),
        ("We asked. The law changed in 2019.", False),
    ],
)
def test_a_body_a_title_and_a_year_are_a_source(written: str, is_source: bool) -> None:
    """A note of these three parts needs no question; a sentence that ends with a year does."""
    note = Note("n1", (para(written),), "1")
    made = assembled(document(para("a", Mark((Target("n1"),), "1")), notes=(note,)))
    assert made.article is not None
    assert bool(made.article.sources) == is_source
    assert bool(made.open) != is_source


def test_once_more_behind_a_note_in_doubt_cites_nothing() -> None:
    """A note "Ibid." names the one before it: nothing is guessed where nobody knows it."""
    notes = (
        Note("n1", (para("Smith J, et al. BMJ 2020;3(2):4–5."),), "1"),
        Note("n2", (para("The law of 2019 on this."),), "2"),
        Note("n3", (para("Ibid, p. 4."),), "3"),
    )
    marks = [Mark((Target(f"n{n}"),), str(n)) for n in (1, 2, 3)]
    text = document(para("a", marks[0], " b", marks[1], " c", marks[2]), notes=notes)
    made = assembled(text)
    assert body(made) == "a[@smith2020] b (The law of 2019 on this.) c (Ibid, p. 4.)"
    again = assembled(text, answers={made.open[0].key: "source"})
    assert body(again) == "a[@smith2020] b[@source-2] c[@source-2]"
