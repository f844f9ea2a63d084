"""Tests of journalpress.readers.html.ariatables: tables by their roles alone."""

from __future__ import annotations

from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body

_ROWS = (
    '<div role="row"><span role="columnheader">Drug</span><span role="columnheader">Dose</span>'
    "</div>"
    '<div role="rowgroup"><div role="row"><span role="cell">Aspirin</span><span role="cell">75 mg'
    "</span></div></div>"
)
_READ = "| Drug | Dose |\n| --- | --- |\n| Aspirin | 75 mg |"


def test_a_table_by_its_roles_is_a_table() -> None:
    """A medicine and its dose are two cells, never one word."""
    assert body(read(page(f'<div role="table">{_ROWS}</div>'))) == _READ


def test_what_such_a_table_says_besides_stays() -> None:
    """A note in it stands behind it."""
    html = f'<div role="grid"><p>With food.</p>{_ROWS}</div>'
    assert body(read(page(html))) == f"{_READ}\n\nWith food."


def test_a_table_without_rows_stays_what_it_is() -> None:
    """Roles that name no cells make no table."""
    assert body(read(page('<div role="table"><p>Words.</p></div>'))) == "Words."
