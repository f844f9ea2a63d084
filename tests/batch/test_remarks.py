"""Open problems stand as remarks at the words that they are about."""

from __future__ import annotations

from pathlib import Path

from journalpress.batch.remarks import remarks_of
from journalpress.journal import load_journal
from journalpress.reviewcopy import bookmark_name, reference_bookmark
from journalpress.standing import judge_journal
from tests.journals import AS_OF, source_text, write_journal

BODY = "See [another leaflet](?) first.\n\nA plain paragraph."
FRONT = '  - id: bare2020\n    raw: "A paper of 2020."\n'


def test_each_problem_has_its_place(tmp_path: Path) -> None:
    """In a paragraph, at a source, and at the title where it has none of both."""
    folder = write_journal(tmp_path / "j", asthma=source_text("asthma", BODY, front=FRONT))
    judged = judge_journal(load_journal(folder), AS_OF)["asthma"]
    found = {each.words.partition(":")[0]: each for each in remarks_of(judged)}
    spans = judged.entry.reading.spans
    line = next(each.line for each in judged.problems if each.code == "JP020")
    paragraph = next(key for key, at in spans.items() if at == line and key.startswith("p"))

    assert len(remarks_of(judged)) == len(judged.problems) >= 3
    assert found["JP020"].bookmark == bookmark_name(paragraph)
    assert found["JP013"].bookmark == reference_bookmark("bare2020")
    assert "→" in found["JP013"].words
    assert found["JP002"].bookmark == bookmark_name("title")
