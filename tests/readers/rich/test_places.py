"""Tests of journalpress.readers.rich.places."""

from __future__ import annotations

import pytest

from journalpress.readers.rich.tree import (
    Break,
    Mark,
    Run,
    Target,
)
from tests.readers.rich.documents import (
    asked,
    assembled,
    body,
    document,
    para,
    references,
    sup,
    told,
)


@pytest.mark.parametrize(
    ("spans", "read"),
    [
        (("cells", sup("1"), "."), "cells[@mackensen2022]."),
        (("cells", sup("1,3"), "."), "cells[@mackensen2022; @source-3]."),
        (("cells", sup("2–4"), "."), "cells[@muller2024; @source-3; @source-4]."),
        (("cells", sup("23"), "."), "cells[@muller2024; @source-3]."),
        (("cells", sup("1"), sup(","), sup("2")), "cells[@mackensen2022; @muller2024]"),
        (("cells [1, 2] and",), "cells[@mackensen2022; @muller2024] and"),
        (("cells [1][4].",), "cells[@mackensen2022; @source-4]."),
        (("in 2022", sup("3"), "."), "in 2022[@source-3]."),
        (
            ("cells (", Run("1", href="#r1"), "–", Run("3", href="#r3"), ")."),
            "cells[@mackensen2022; @muller2024; @source-3].",
        ),
        (("a", Run("[2]", href="#r2"), Run("[3]", href="#r3")), "a[@muller2024; @source-3]"),
        (("cells", Mark((Target("r4", "p. 3"),), "4"), "!"), "cells[@source-4, p. 3]\\!"),
        (("see ", Run("Müller 2024", href="#r2"), " too"), "see Müller 2024[@muller2024] too"),
        (("kg/m", sup("2"), " and m", sup("3")), "kg/m<sup>2</sup> and m<sup>3</sup>"),
        (("the 1", sup("st"), " day"), "the 1<sup>st</sup> day"),
        (("Ca", sup("2+"), " and ", sup("131"), "I"), "Ca<sup>2+</sup> and <sup>131</sup>I"),
        (("5 × 10", sup("3"), " cells"), "5 × 10<sup>3</sup> cells"),
        (("H", Run("2", script="sub"), "O",), "H<sub>2</sub>O"),
        (("cells³,⁴ and",), "cells[@source-3; @source-4] and"),
    ],
)  # fmt: skip
def test_unambiguous_marks_are_read_and_no_others(
    spans: tuple[str | Run | Mark, ...], read: str
) -> None:
    """Each form of a citation is one; powers, ordinals, ions and isotopes are none."""
    made = assembled(document(para(*spans), references=references()))
    assert body(made) == read
    assert not [each for each in made.open if each.kind == "mark"]
    assert "JP125" not in told(made)


@pytest.mark.parametrize(
    ("spans", "listed", "assumed"),
    [
        (("vitamin D", sup("3"), " helps"), 4, "a citation"),
        (("CD4", sup("2"), " cells"), 4, "a citation"),
        (("up to 10", sup("3"), " of them"), 4, "a plain number"),
        (("cells", sup("9"), "."), 4, "a plain number"),
        (("cells", sup("1"), sup("2"), "."), 12, "a citation of 1,2"),
    ],
)
def test_ambiguous_marks_are_asked_about(
    spans: tuple[str | Run, ...], listed: int, assumed: str
) -> None:
    """What may be a number is never settled in silence, and asked about once."""
    text = document(para(*spans), references=references(listed))
    made = assembled(text)
    assert [each.assumed for each in made.open if each.kind == "mark"] == [assumed]
    assert not assembled(text, answers={made.open[0].key: "number"}).open


def test_a_file_without_marks_falls_back_to_places() -> None:
    """Where nothing is raised or linked, a lone number before a full stop may be a mark."""
    made = assembled(document(para("The drugs achieve 4."), references=references()))
    assert body(made) == "The drugs achieve[@source-4]."
    assert asked(made) == [("The drugs achieve 4.", "a citation")]


def test_an_excerpt_keeps_words_apart_that_a_line_break_parts() -> None:
    """The mark is noted with the same words that its question shows."""
    made = assembled(
        document(
            para("One line", Break(), "vitamin D", sup("3"), " helps"), references=references()
        )
    )
    assert made.open[0].words == "One line vitamin D3 helps"
    assert [each.words for each in made.marks] == ["One line vitamin D3 helps"]


def test_a_number_beside_words_that_lose_their_link_stays_another() -> None:
    """The link leads nowhere on the page; day 3 with mark 1 must not print as day 31."""
    made = assembled(
        document(para("day 3", Run("1", href="#gone"), " of it"), references=references())
    )
    assert body(made) == "day 3 1 of it"
    assert "JP125" not in told(made)


def test_the_upper_half_of_a_fraction_cites_nothing() -> None:
    """Half a tablet, its 1 raised and its 2 lowered, is half a tablet."""
    half = (sup("1"), "/", Run("2", script="sub"))
    made = assembled(
        document(para("Take", sup("1"), " ", *half, " or 2", *half), references=references())
    )
    assert body(made) == (
        "Take[@mackensen2022] <sup>1</sup>/<sub>2</sub> or 2<sup>1</sup>/<sub>2</sub>"
    )
    assert not made.open


@pytest.mark.parametrize("written", ["[1, p. 4]", "[see 3]", "[2, S. 12–14]", "[vgl. 1]"])
def test_a_mark_that_says_more_is_asked_about(written: str) -> None:
    """Its number would stay as typed, whatever number its source gets."""
    text = document(para(f"Cells grow {written}."), references=references())
    made = assembled(text)
    (question,) = made.open

    assert written.replace("[", "\\[", 1).rstrip("]") in body(made)
    assert (question.kind, question.choices) == ("mark", ("number",))
    assert not assembled(text, answers={question.key: "number"}).open


@pytest.mark.parametrize("written", ["[1, a list]", "[see 30]", "[see there]", "[sic]"])
def test_other_words_in_brackets_are_no_question(written: str) -> None:
    """They cite nothing."""
    made = assembled(document(para(f"Cells grow {written} here."), references=references()))

    assert not made.open
