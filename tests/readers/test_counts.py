"""Tests of journalpress.readers.counts."""

from __future__ import annotations

from journalpress.model import Source
from journalpress.readers.counts import Counts, report_of
from journalpress.readers.imports import MarkFound
from tests.trees import article, p


def test_a_report_counts_marks_by_their_certainty_and_every_source() -> None:
    """What was not read as a citation is no mark; a source that nobody cites counts as 0."""
    marks = (
        MarkFound(1, "1", "a 1", (1,), "certain", cited=True),
        MarkFound(2, "1", "b 1", (1,), "ask", cited=True),
        MarkFound(3, "4", "c 4", (), "ask", cited=False),
    )
    made = article(p("x"), sources=(Source("one2020", raw="One"), Source("two2021", raw="Two")))
    found = report_of(
        made,
        Counts(paragraphs=3, headings=2),
        marks,
        words=40,
        bylines=1,
        citations={"one2020": 2},
        cross_references=5,
        sources_headed=True,
    )
    assert (found.marks, found.certain, found.likely, found.ask) == (2, 1, 0, 1)
    assert found.citations == {"one2020": 2, "two2021": 0}
    assert (found.references, found.headings, found.paragraphs) == (2, 3, 3)
