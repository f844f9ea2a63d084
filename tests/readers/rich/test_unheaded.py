"""Tests of journalpress.readers.rich.unheaded: a list of sources that no heading announces."""

from __future__ import annotations

from journalpress.readers.rich.tree import Block, Bullets, Item
from tests.readers.rich.documents import SOURCES, assembled, body, document, head, para, sup, told


def _list(*entries: str, start: int | None = 1) -> Bullets:
    return Bullets(tuple(Item((para(each),)) for each in entries), start)


def _lines(*entries: str) -> tuple[Block, ...]:
    return tuple(para(f"{number}. {each}") for number, each in enumerate(entries, 1))


def test_a_list_below_a_heading_of_the_sites_own_is_one_of_sources() -> None:
    """The heading that is the list's alone goes with it, and both are said."""
    made = assembled(
        document(para("It helps", sup("2"), "."), head("How we know"), _list(*SOURCES))
    )
    assert body(made) == "It helps[@muller2024]."
    assert [each.words for each in made.dropped] == ["How we know"]
    assert any("is read as its list of sources" in each.what for each in made.decisions)
    assert not any("does not number" in each.what for each in made.decisions)


def test_numbered_lines_at_the_end_are_the_list() -> None:
    """A list in small print below the text has no heading at all; one below it stays unread."""
    made = assembled(
        document(head("Part"), para("It helps [1, 3]."), *_lines(*SOURCES), head("Subscribe"))
    )
    assert body(made) == "## Part\n\nIt helps[@mackensen2022; @source-3].\n\n## Subscribe"


def test_what_only_looks_like_a_list_stays_text() -> None:
    """Steps, other pages, a list without marks in the text, a list with one entry that is none."""
    steps = _list("Sit down. Rest for 20 minutes.", "Call 999.")
    for blocks in (
        (para("It helps [1]."), steps),
        (para("It helps."), _list(*SOURCES)),
        (para("It helps [1]."), _list(*SOURCES, start=None)),
        (para("It helps [1]."), _list(*SOURCES, "Ask your nurse.")),
        (para("It helps [1]."), *_lines(*SOURCES), para("And more.")),
    ):
        made = assembled(document(head("Part"), *blocks))
        assert made.article is not None
        assert not made.article.sources
        assert "JP125" not in told(made)
