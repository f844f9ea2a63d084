"""Tables drawn with dashes are read where nothing has to be guessed."""

import pytest

from journalpress.readers.pandoc.drawn_tables import read_drawn
from tests.readers.pandoc.drafts import house


def shown(source: str) -> list[str] | None:
    """The rows, cells parted by bars, those of the header with a star; the last line is align."""
    drawn = read_drawn(source)
    if drawn is None:
        return None
    rows = [("*" if row.heading else "") + "|".join(row.cells) for row in drawn.rows]
    return [*rows, ",".join(drawn.align)]


def test_a_simple_table() -> None:
    """Columns are where the dashes are, set as the header stands over them."""
    source = (
        "  Right     Left     Center     Default\n"
        "-------     ------ ----------   -------\n"
        "     12     12        12            12\n"
        "    123                         a b\n"
    )

    assert shown(source) == [
        "*Right|Left|Center|Default",
        "12|12|12|12",
        "123|||a b",
        "right,left,center,",
    ]


def test_a_simple_table_without_header() -> None:
    """Dashes stand above and below it."""
    source = "----- ----\n    1 2\n   10 20\n----- ----\n"

    assert shown(source) == ["1|2", "10|20", "right,left"]


def test_a_grid_table() -> None:
    """Cells of several lines, a header above `=`, colons for how a column is set."""
    source = (
        "+-------+------+\n| a     | b    |\n+:=====:+=====:+\n"
        "| - one | *c*  |\n| - two |      |\n+-------+------+\n"
    )

    assert shown(source) == ["*a|b", "- one\n- two|*c*", "center,right"]


def test_a_caption_above_or_below() -> None:
    """As with pipe tables."""
    table = "aa bb\n-- --\n1  2"
    read = "| aa | bb |\n| --- | --- |\n| 1 | 2 |\n\nTable: Words"

    assert house(f"{table}\n\n: Words") == read
    assert house(f"Table: Words\n\n{table}") == read


@pytest.mark.parametrize(
    "source",
    [
        "aa bb\n-- --\nlong words\n",
        "-- --\n1  2\n",
        "+--+--+\n|a    |\n+--+--+\n",
        "+--+--+\n|a |b |\n+--+  +\n",
        "+--+--+\n|a |b |\n",
        "+--+--+\n+--+--+\n+--+--+\n",
        "+--+\n|a|\n+--+\n",
        "+--+\n|a |\n+==+\n|b |\n+==+\n",
    ],
)
def test_what_would_be_guessed_is_not_read(source: str) -> None:
    """Words across two columns, cells over several, lines that do not meet."""
    assert read_drawn(source) is None
