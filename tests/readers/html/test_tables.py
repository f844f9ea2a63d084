"""Tests of journalpress.readers.html.tables: rows and cells."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import markdown


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        (
            "<table><caption>Cap</caption><tr><th>A<th>B<tr><td rowspan=2>c<td>d<tr><td>e</table>",
            "| A | B |\n| --- | --- |\n| c | d |\n|  | e |\n\nTable: Cap",
        ),
        (
            "<table><tfoot><tr><td>x<td>y</tfoot><thead><tr><td>A<td>B</thead><tr><td>c<td>d</table>",
            "| A | B |\n| --- | --- |\n| c | d |\n| x | y |",
        ),
        ("<table role=presentation><tr><td>One<td>Two</table>", "One\n\nTwo"),
        ("<table><caption>Alone</caption></table>", "Alone"),
    ],
)
def test_tables_keep_their_cells(html: str, becomes: str) -> None:
    """The head first and the foot last, wherever they stand; a table for looks is none."""
    assert markdown(html) == becomes
