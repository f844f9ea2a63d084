"""Tests of journalpress.readers.rich.tables."""

from __future__ import annotations

from journalpress.readers.rich.tree import (
    Bullets,
    Cell,
    Grid,
    Item,
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
    words,
)


def _cell(text: str, *, heading: bool = False, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((para(text),), heading, columns, rows)


def test_a_table_with_spans_is_made_rectangular() -> None:
    """A spanned cell's words stand once, where it begins; two heading rows become one."""
    grid = Grid(
        (
            (_cell("A", heading=True, rows=2), _cell("B", heading=True, columns=2)),
            (_cell("b1", heading=True), _cell("b2", heading=True)),
            (_cell("r", heading=True), _cell("x", rows=2), _cell("y")),
            (_cell("s", heading=True), _cell("z")),
        ),
        words("Caption"),
        (para("A note."),),
    )
    made = assembled(document(para("x"), grid))
    assert body(made) == (
        "x\n\n| A | B<br>b1 | b2 |\n| --- | --- | --- |\n| r | x | y |\n| s |  | z |\n\n"
        "Table: Caption {.row-headers}\n\nA note."
    )
    assert asked(made) == [("x", "the cells below it stay blank")]


def test_a_cell_over_several_rows_is_asked_about_and_repeated_on_request() -> None:
    """A blank below it would read as “nothing said”; the proof knows words that stand again."""
    how = Cell((para("once a day", sup("1")), para("with food")), columns=2, rows=3)
    grid = Grid(
        (
            (_cell("Drug", heading=True), _cell("How", heading=True), _cell("Note", heading=True)),
            (_cell("Allopurinol"), how),
            (_cell("Febuxostat"),),
            (_cell("Lesinurad", rows=9),),
        )
    )
    first = assembled(document(para("x"), grid, references=references(1)))
    rows = "| Allopurinol | once a day[@mackensen2022]<br>with food |  |\n"
    assert rows + "| Febuxostat |  |  |\n| Lesinurad |  |  |" in body(first)
    (question,) = first.open
    assert (question.kind, question.choices) == ("shape", ("repeat", "blank"))
    blank = assembled(
        document(para("x"), grid, references=references(1)), answers={question.key: "blank"}
    )
    assert (body(blank), blank.open) == (body(first), ())
    again = assembled(
        document(para("x"), grid, references=references(1)), answers={question.key: "repeat"}
    )
    said = "once a day[@mackensen2022]<br>with food"
    assert f"{rows}| Febuxostat | {said} |  |\n| Lesinurad | {said} |  |" in body(again)
    assert told(again) == []
    assert not again.open


def test_headings_over_several_rows_are_no_question() -> None:
    """A heading names the rows that it covers, in the head as well as at the left."""
    grid = Grid(
        (
            (_cell("A", heading=True, rows=2), _cell("B", heading=True)),
            (_cell("b", heading=True),),
            (_cell("r", heading=True, rows=2), _cell("y")),
            (_cell("z"),),
        )
    )
    assert told(assembled(document(para("x"), grid))) == []


def test_a_table_without_a_head_asks_for_one() -> None:
    """The first row is taken for the head until a person says that it is a row."""
    rows = ((_cell("a"), _cell("b")), (_cell("c"), _cell("d")))
    first = assembled(document(para("x"), Grid(rows)))
    assert asked(first) == [("a / b", "it is the head")]
    again = assembled(document(para("x"), Grid(rows)), answers={first.open[0].key: "row"})
    assert not again.open
    assert body(again) == "x\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |"


def test_a_list_in_a_cell_loses_its_numbers_and_that_is_said() -> None:
    """A cell holds lines; the text may name the second step."""
    steps = Bullets((Item((para("Wash."),)), Item((para("Dry."),))), 1)
    grid = Grid(((_cell("When", heading=True),), (Cell((steps,)),)))
    made = assembled(document(para("x"), grid))

    assert "| Wash.<br>Dry. |" in body(made)
    assert any("without its numbers" in each.what for each in made.decisions)
