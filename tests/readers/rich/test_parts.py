"""Tests of journalpress.readers.rich.parts."""

from __future__ import annotations

from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    head,
    para,
)


def test_headings_become_house_levels_without_a_gap() -> None:
    """A file that begins at level 3 and skips one gets ## and ###, and a decision says so."""
    made = assembled(
        document(para("Lead."), head("One", 3), head("Deep", 5), para("x"), head("Two", 3))
    )
    assert body(made) == "Lead.\n\n## One\n\n### Deep\n\nx\n\n## Two"
    assert any("without a gap" in each.what and "Deep" in each.what for each in made.decisions)
