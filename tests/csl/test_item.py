"""Sources written as CSL-JSON."""

from __future__ import annotations

import json

import pytest

from journalpress.csl.item import csl_item
from journalpress.model import Name, Source
from journalpress.readers.sources import read_sources

FULL = Source(
    "a", type="guideline", authors=(Name("van Esch", "J., Jr."), Name(literal="A Group")),
    editors=(Name("Two", "B"),), title="T", container="C", publisher="P", place="Bern",
    edition="2", issued="2024-02-07", accessed="2026-06", volume="1", issue="2", page="3-4",
    number="NG1", doi="10.5555/1", pmid="7", url="https://a.example/",
)  # fmt: skip


@pytest.mark.parametrize(
    "source", [FULL, Source("b", raw="As printed: “so”."), Source("c", type="webpage", title="T")]
)
def test_what_is_written_is_read_back(source: Source) -> None:
    """Every field, names with their ranks and dates of any precision."""
    data = json.dumps([csl_item(source)]).encode()
    assert read_sources(data, "r.json") == ((source,), ())


def test_csl_has_its_own_words() -> None:
    """A guideline is a report of that genre; words as printed are a note to others."""
    item = csl_item(FULL, key="other")
    assert (item["id"], item["type"], item["genre"]) == ("other", "report", "guideline")
    assert item["author"][0] == {"family": "van Esch", "given": "J.", "suffix": "Jr."}
    assert csl_item(Source("b", raw="Words."))["note"] == "Words."
