"""Rows and cells: where they stand, and what is tracked of them."""

from __future__ import annotations

from journalpress.inspect.returned.types import Cell, Paragraph
from tests.inspect.returned.wordml import (
    cell,
    gone,
    ins,
    p,
    r,
    read,
    row,
    table,
    tracked,
    words,
)


def places(paragraphs: tuple[Paragraph, ...]) -> dict[str, tuple[int, int, int]]:
    """Table, row and column of each cell, by its words."""
    return {
        text: (each.cell.table, each.cell.row, each.cell.column)
        for each, text in zip(paragraphs, words(paragraphs), strict=True)
        if each.cell
    }


def span(columns: int) -> str:
    """Properties of a cell as wide as these columns."""
    return f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'


def test_places_count_tables_rows_and_columns() -> None:
    """A wide cell covers columns, a row may begin further on."""
    late = row(cell("e")).replace("<w:trPr>", '<w:trPr><w:gridBefore w:val="2"/>')
    found = read(
        table(row(span(2) + cell("a"), cell("b")), row(cell("c"), cell("d")), late),
        p(r("between")),
        table(row(cell("f"))),
    )

    assert places(found.accepted) == {
        "a": (1, 0, 0), "b": (1, 0, 2), "c": (1, 1, 0), "d": (1, 1, 1), "e": (1, 2, 2),
        "f": (2, 0, 0),
    }  # fmt: skip
    assert {each.kind for each in found.accepted} == {"cell", "text"}


def test_whatever_stands_in_a_cell_is_a_cell_s() -> None:
    """Lists and headings too; a cell of many paragraphs has one place."""
    found = read(table(row(p(r("a"), style="Heading2") + p(r("b"), style="ListBullet"))))

    assert [(each.kind, each.level, each.cell) for each in found.accepted] == [
        ("cell", 0, Cell(1, 0, 0))
    ] * 2


def test_tables_in_tables_count_on() -> None:
    """From the outside in."""
    inner = table(row(cell("b")))
    found = read(table(row(cell("a") + inner + p())), table(row(cell("c"))))

    assert places(found.accepted) == {"a": (1, 0, 0), "b": (2, 0, 0), "c": (3, 0, 0)}


def test_rows_are_there_in_one_view() -> None:
    """Those behind move up; what is told of the row is told of its paragraphs."""
    found = read(
        table(
            row(cell("a")),
            row(p(ins("b"), mark=tracked("ins")), tracked=tracked("ins")),
            row(p(gone("c"), mark=tracked("del")), tracked=tracked("del")),
            row(cell("d")),
        )
    )

    assert places(found.accepted) == {"a": (1, 0, 0), "b": (1, 1, 0), "d": (1, 2, 0)}
    assert places(found.rejected) == {"a": (1, 0, 0), "c": (1, 1, 0), "d": (1, 2, 0)}
    assert (0, "row inserted") in found.accepted[1].touched
    assert (0, "row deleted") in found.rejected[1].touched


def test_cells_are_there_in_one_view() -> None:
    """As columns are inserted and deleted in Word."""
    properties = (f"<w:tcPr>{tracked(kind)}</w:tcPr>" for kind in ("cellIns", "cellDel"))
    new, old = properties
    found = read(table(row(cell("a"), new + cell("b"), old + cell("c"), cell("d"))))

    assert places(found.accepted) == {"a": (1, 0, 0), "b": (1, 0, 1), "d": (1, 0, 2)}
    assert places(found.rejected) == {"a": (1, 0, 0), "c": (1, 0, 1), "d": (1, 0, 2)}
    assert found.accepted[1].touched == ((0, "cell inserted"),)
    assert found.rejected[1].touched == ((0, "cell deleted"),)


def test_merged_cells_are_told() -> None:
    """Where the words go nobody knows."""
    found = read(table(row(f"<w:tcPr>{tracked('cellMerge')}</w:tcPr>" + cell("a"))))

    assert found.accepted[0].touched == ((0, "cell merged"),)


def test_a_table_all_of_whose_rows_are_gone_is_none() -> None:
    """The paragraphs around it are joined, where their marks say so."""
    deleted = table(row(p(gone("x")), tracked=tracked("del")))
    found = read(p(r("a"), mark=tracked("del")), deleted, p(r("b")), table(row(cell("c"))))

    assert words(found.accepted) == ["ab", "c"]
    assert places(found.accepted) == {"c": (1, 0, 0)}
    assert places(found.rejected) == {"x": (1, 0, 0), "c": (2, 0, 0)}


def test_an_emptied_cell_keeps_its_name() -> None:
    """Even if its last mark is told to be deleted: a cell has one."""
    found = read(table(row(p(gone("a"), mark=tracked("del"), name="tabc_0_0"), cell("b"))))

    assert [each.names for each in found.accepted] == [("tabc_0_0",), ()]
    assert words(found.accepted) == ["", "b"]


def test_rows_that_libreoffice_moved_are_in_one_place() -> None:
    """It marks the words, and not the rows."""

    def moved(kind: str) -> str:
        return table(
            *(row(*(p(tracked(kind, r(each)), mark=tracked(kind)) for each in cells))
              for cells in ("ab", "cd"))
        )  # fmt: skip

    found = read(moved("moveTo"), p(r("x")), moved("moveFrom"), p(r("y")))

    assert words(found.accepted) == ["a", "b", "c", "d", "x", "y"]
    assert words(found.rejected) == ["x", "a", "b", "c", "d", "y"]
    assert places(found.accepted)["a"] == places(found.rejected)["a"] == (1, 0, 0)


def test_joiners_that_libreoffice_hangs_rows_on_are_no_words() -> None:
    """U+200D stands in the first cell of a tracked row; inside words it joins."""
    found = read(table(row(p(ins("a\u200d")), cell("b\u200dc"), tracked=tracked("ins"))))

    assert words(found.accepted) == ["a", "b\u200dc"]


def test_rows_and_cells_are_read_through_wrappers() -> None:
    """Content controls stand around rows and cells."""
    wrapped = f"<w:sdt><w:sdtContent>{row(cell('b'))}</w:sdtContent></w:sdt>"
    inner = (
        "<w:tr><w:sdt><w:sdtContent><w:tc>" + cell("c") + "</w:tc></w:sdtContent></w:sdt></w:tr>"
    )
    found = read(table(row(cell("a")), wrapped, inner))

    assert places(found.accepted) == {"a": (1, 0, 0), "b": (1, 1, 0), "c": (1, 2, 0)}
