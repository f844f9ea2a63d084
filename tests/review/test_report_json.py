"""The report for machines: every field, by a schema that is published."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from journalpress.errors import InputError
from journalpress.review.record import Decision
from journalpress.review.report_json import json_report, read_report, review_schema
from tests.review.hostile import EVIL, hostile
from tests.review.reports import decided, everything


def test_every_field_is_told(golden: Callable[[str, str], None]) -> None:
    """Two copies against a later version."""
    golden("review/report.json", json_report([everything()]))


def test_it_comes_back_as_its_schema_says() -> None:
    """What is written is read strictly: no unknown key, no other kind of value."""
    decision = Decision(verdict="accepted", on="2026-12-01", reading=2)
    report = decided(everything(), 2, decision)
    (article,) = read_report(json_report([report])).articles

    assert [each.id for each in article.findings] == [each.id for each in report.findings]
    one = article.findings[2]
    assert one.decision is not None
    assert (one.decision.verdict, one.decision.reading) == ("accepted", 2)
    assert [each.number for each in one.readings] == [1, 2]
    assert article.copies[0].filled[5].sentence == "Lupus is a long illness of the immune system."


def test_hostile_words_are_words() -> None:
    """They come back as they were written."""
    (article,) = read_report(json_report([hostile()])).articles

    assert article.findings[0].author == EVIL
    assert article.copies[0].notices == (EVIL,)


@pytest.mark.parametrize(
    ("old", "new"),
    [('"schema": 1', '"schema": 2'), ('"silent": false', '"silent": "no"'),
     ('"silent"', '"quiet"'), ('"kind": "edit"', '"kind": "edits"'), ("{", "[")],
)  # fmt: skip
def test_what_is_no_report_is_refused(old: str, new: str) -> None:
    """In one line."""
    text = json_report([everything()])
    assert old in text

    with pytest.raises(InputError) as refused:
        read_report(text.replace(old, new, 1))

    assert "\n" not in str(refused.value)


def test_the_schema_requires_every_field_and_forbids_others() -> None:
    """So that a machine may rely on each."""
    schema = review_schema()

    for each in (schema, *schema["$defs"].values()):
        assert each["additionalProperties"] is False
        assert set(each["required"]) == set(each["properties"])
    assert json.loads(json_report([everything()])).keys() == schema["properties"].keys()
