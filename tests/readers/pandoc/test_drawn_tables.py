"""Tables drawn with signs are read as pandoc reads them, or not at all and asked about."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from journalpress.readers.pandoc.drawn_tables import read_drawn
from journalpress.readers.rich.tree import Paragraph
from tests.examples import examples
from tests.readers.pandoc.drafts import asked, body_of, decided, draft, house
from tests.readers.pandoc.oracle import document, pandoc_tables, tables
from tests.readers.pandoc.table_sources import SOURCES, grids, ruled


@pytest.mark.parametrize("name", SOURCES)
def test_a_table_is_read(name: str) -> None:
    """Rows, headings, spans, sides, words and captions."""
    source, expected = SOURCES[name]

    assert [row for table in tables(source) for row in table] == expected


@pytest.mark.tool
def test_the_tables_are_those_of_pandoc() -> None:
    """What is recorded here is what pandoc says."""
    for name, (source, expected) in SOURCES.items():
        assert [row for table in pandoc_tables(source) for row in table] == expected, name


@pytest.mark.tool
@given(st.lists(st.one_of(grids(), ruled()), min_size=8, max_size=8))
@examples(12, phases=[Phase.generate])
def test_generated_tables_are_those_of_pandoc(sources: list[str]) -> None:
    """Any frames, any dashes."""
    body = "\n\nText\n\n".join(sources)

    assert tables(body) == pandoc_tables(body), body


@pytest.mark.parametrize(
    "source",
    [
        "aa bb\n-- --\nlong words\n",
        "-- --\n1  2\n",
        "aa bb\n-- --\n日本 x\n",
        "+--+--+\n|a |b |\n+--+  +\n",
        "+--+--+\n|a |b |\n",
        "+--+--+\n+--+--+\n+--+--+\n",
        "+--+\n|a |\n+==+\n|b |\n+==+\n|c |\n+--+\n",
        "+--+--+\n|a |b |\n+--+--+\n|c |d\n+--+--+\n",
        "+--+--+\n|a |b |\n+==+--+\n|c    |\n +-+--+\n",
    ],
)
def test_what_would_be_guessed_is_not_read(source: str) -> None:
    """Words across two columns, frames that do not close, borders that part nothing known."""
    assert read_drawn(source) is None


def test_a_caption_above_or_below() -> None:
    """As with pipe tables."""
    table = "aa bb\n-- --\n1  2"
    read = "| aa | bb |\n| --- | --- |\n| 1 | 2 |\n\nTable: Words"

    assert house(f"{table}\n\n: Words") == read
    assert house(f"Table: Words\n\n{table}") == read


def test_cells_over_several_rows_are_asked_about() -> None:
    """The house has no such cells: their words stand once, and a person says if they repeat."""
    found = draft("+---+---+\n| h | i |\n+===+===+\n| a | b |\n|   +---+\n|   | c |\n+---+---+")

    assert body_of(found) == "| h | i |\n| --- | --- |\n| a | b |\n|  | c |"
    assert asked(found) == ["a"]


def test_blocks_in_a_cell_become_lines() -> None:
    """Each paragraph and each item stands on a line of its own."""
    found = draft("+-----+---+\n| h   | i |\n+=====+===+\n| - a | b |\n| - c |   |\n+-----+---+")

    assert body_of(found) == "| h | i |\n| --- | --- |\n| a<br>c | b |"


def test_a_row_longer_than_the_header_gets_a_column() -> None:
    """No program shows its last cell; here somebody sees it and is told."""
    found = draft("| a | b |\n|---|---|\n| 1 | 2 | 3 |")

    assert body_of(found) == "| a | b |  |\n| --- | --- | --- |\n| 1 | 2 | 3 |"
    assert "more cells than its header" in decided(found)


def test_dashes_that_never_end_are_no_table() -> None:
    """Lines across the page stay lines, and each is followed to the end of the page once."""
    found, _ = document("-- --\nText\n\n" * 3000)

    assert [type(each) for each in found.blocks] == [Paragraph] * 3000


def test_a_row_of_single_dashes_says_nothing_in_each_cell() -> None:
    """It does not end the table, as longer dashes do."""
    source = "-------\naa   bb\n---- --\n1    2\n\n-    -\n\n3    4\n-------"

    assert house(source) == "| aa | bb |\n| :--- | --- |\n| 1 | 2 |\n| - | - |\n| 3 | 4 |"


def test_a_drawing_of_corners_alone_ends() -> None:
    """A field of plus signs is asked about, not followed forever."""
    field = "\n".join(["+" + "-+" * 150] * 150)

    _, notes = document(field)

    assert len(notes.open) == 1
