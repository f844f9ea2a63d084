"""Tests of journalpress.readers.rich.ends."""

from __future__ import annotations

import pytest

from journalpress.readers.rich.tree import (
    Break,
    Bullets,
    Document,
    Item,
    Paragraph,
    Picture,
    Run,
)
from tests.readers.rich.documents import (
    asked,
    assembled,
    body,
    document,
    head,
    para,
    told,
    words,
)


def test_a_list_below_its_heading_is_the_list_of_sources() -> None:
    """A reader that only has blocks gets its sources, with their anchors."""
    items = tuple(
        Item((para(f"Smith A, Journal ({year}) — Title"),), anchor=f"s{year}")
        for year in (2020, 2021)
    )
    made = assembled(
        document(
            para("a", Run("1", href="#s2021", script="sup")), head("References"), Bullets(items, 1)
        )
    )
    assert body(made) == "a[@smith2021]"
    assert [each.words for each in made.dropped] == ["References"]


@pytest.mark.parametrize("form", ["{}. {}", "[{}] {}", "{} {}"])
def test_numbered_lines_of_one_paragraph_are_a_source_each(form: str) -> None:
    """A line that does not begin with the next number belongs to the one above."""
    lines = [form.format(4, "NICE, Gout"), "2022 edition", form.format(5, "NHS, Gout")]
    spans = [span for line in lines for span in (Break(), Run(line))][1:]
    made = assembled(document(para("a [5] b [4, 5]."), head("References"), para(*spans)))
    assert body(made) == "a[@source-2] b[@source-1; @source-2]."
    assert made.article is not None
    assert [each.raw for each in made.article.sources] == ["NICE, Gout 2022 edition", "NHS, Gout"]
    assert told(made) == ["JP130"]


def test_lines_without_numbers_are_sources_or_asked_about() -> None:
    """Each that has what only sources have is one; else a person says whether they are."""
    sure = ("Smith J, et al. BMJ 2020;3:4", "NICE (2023) — Gout", "Weber K. ISBN 3. 2019")
    made = assembled(_lined(*sure))
    assert [each.raw for each in made.article.sources] == list(sure)  # type: ignore[union-attr]
    assert told(made) == ["JP011", "JP130"]
    first = assembled(_lined("Smith J", "A title, Lancet 2020"))
    assert len(first.article.sources) == 2  # type: ignore[union-attr]
    assert asked(first) == [("Smith J A title, Lancet 2020", "each line is a source")]
    again = assembled(_lined("Smith J", "A title, Lancet 2020"), answers={first.open[0].key: "one"})
    assert [each.raw for each in again.article.sources] == ["Smith J A title, Lancet 2020"]  # type: ignore[union-attr]
    assert not again.open
    one = para("Smith J", Break(), "Title, BMJ 2020")
    apart = document(para("a"), head("References"), one, para("Doe J", Break(), "Other, BMJ 2021"))
    assert len(assembled(apart).article.sources) == 2  # type: ignore[union-attr]


def _lined(*lines: str) -> Document:
    spans = [span for line in lines for span in (Break(), Run(line))][1:]
    return document(para("a"), head("References"), para(*spans))


def test_what_is_too_long_for_a_source_stays_text() -> None:
    """A paragraph of 130 words below “References” is none, nor is a picture; both are kept."""
    long = " ".join(["and so it goes on"] * 26)
    picture = Paragraph(words(Picture("hands.png", "Two hands")))
    made = assembled(
        document(para("x"), head("References"), para("Smith J. BMJ 2019;3:4."), para(long), picture)
    )
    assert body(made) == f"x\n\n{long}\n\n::: missing figure\nTwo hands\n:::"
    assert [each.raw for each in made.article.sources] == ["Smith J. BMJ 2019;3:4."]  # type: ignore[union-attr]
    assert any("too long for one" in each.what for each in made.decisions)
