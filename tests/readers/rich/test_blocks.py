"""Tests of journalpress.readers.rich.blocks."""

from __future__ import annotations

import pytest

from journalpress.readers.imports import Import
from journalpress.readers.rich.tree import (
    Box,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Grid,
    Item,
    Note,
    Paragraph,
    Quotation,
)
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    head,
    para,
    words,
)


def test_a_heading_in_a_list_becomes_bold_words() -> None:
    """The model has headings in the body only."""
    made = assembled(document(Bullets((Item((head("Inner", 4), para("text"))),))))
    assert body(made) == "- **Inner**\n\n  text"


def test_lists_nest_and_definitions_have_bold_leads() -> None:
    """Terms stand before a dash; a list inside an item stays inside."""
    inner = Bullets((Item((para("b"),)),), 3)
    entries = (Definition((words("Term"), words("Other")), (para("meaning"), para("more"))),)
    made = assembled(document(Bullets((Item((para("a"), inner)),)), Definitions(entries)))
    assert body(made) == "- a\n\n  3. b\n\n* **Term**, **Other** — meaning\n\n  more"


def numbered(*numbers: str) -> Import:
    """An article of one list whose items the file numbers so."""
    items = tuple(Item((para(f"Item {number}."),), number=number) for number in numbers)
    return assembled(document(Bullets(items, 1, line=4)))


def test_numbers_of_a_list_stay() -> None:
    """Where they leave some out, another list begins."""
    assert body(numbered("3", "4", "7")) == "3. Item 3.\n4. Item 4.\n\n7) Item 7."
    assert numbered("3", "4", "7").decisions == ()


@pytest.mark.parametrize("numbers", [("a", "b"), ("3", "2"), ("1", "1"), ("1.1", "1.2"), ("-1",)])
def test_numbers_that_no_list_of_ours_has_are_told(numbers: tuple[str, ...]) -> None:
    """The text may say “repeat step b”."""
    found = numbered(*numbers)

    assert body(found).startswith(f"1. Item {numbers[0]}.")
    (decision,) = found.decisions
    assert (decision.line, decision.what.partition(" will")[0]) == (
        4,
        f"a list that is numbered {', '.join(numbers)}",
    )


def test_boxes_and_quotations_hold_their_blocks() -> None:
    """A box's title is bold, its kind is kept."""
    box = Box("warning", (para("Call us."),), words("Stop"))
    made = assembled(document(para("x"), box, Quotation((para("So she said."),))))
    assert body(made) == "x\n\n> [!WARNING]\n> **Stop**\n>\n> Call us.\n\n> So she said."


def test_a_table_that_only_places_things_is_text() -> None:
    """A layout table with a heading in a cell is unwrapped at the top of the body."""
    grid = Grid(((Cell((head("Part"), para("One."))), Cell((para("Two."),))),))
    assert body(assembled(document(para("x"), grid))) == "x\n\n## Part\n\nOne.\n\nTwo."


def test_a_note_without_a_mark_stands_at_the_end() -> None:
    """No word of a note is lost because nothing leads to it."""
    made = assembled(document(head("Part"), para("x"), notes=(Note("n", (para("Alone here."),)),)))
    assert body(made) == "## Part\n\nx\n\n> [!NOTE]\n> Alone here."


def test_deep_nesting_is_flattened_to_the_limit() -> None:
    """Thirty lists in one another become as many as the journal allows, with all their words."""
    block: Bullets | Paragraph = para("deepest")
    for number in range(30):
        block = Bullets((Item((para(f"level {number}"), block)),))
    made = assembled(document(block))
    assert "deepest" in body(made)
    assert any("deep" in each.what for each in made.decisions)
