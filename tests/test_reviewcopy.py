"""Names of bookmarks, by which a reviewer's file finds its way home."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.errors import InputError
from journalpress.passage import Mark
from journalpress.reviewcopy import (
    Baseline,
    baseline_of,
    block_of,
    bookmark_name,
    from_json,
    from_xml,
    reference_bookmark,
    to_json,
    to_xml,
)

MARKS = (
    Mark(0, 5, "strong"),
    Mark(6, 11, "cite", "a b:2"),
    Mark(14, 20, "link", "https://a.example/?b=1&c=2"),
)
LEGAL = re.compile(r"_jp_[A-Za-z0-9_]{1,36}")


@given(st.text(), st.integers(1, 9999))
def test_word_can_hold_every_name(key: str, chapter: int) -> None:
    """Letters, digits and `_`, at most 40 characters, whatever the key."""
    assert LEGAL.fullmatch(bookmark_name(key, chapter))
    assert LEGAL.fullmatch(reference_bookmark(key, chapter))


def test_a_key_can_be_read_off_its_name() -> None:
    """A cell of the second chapter, and one of the only chapter."""
    assert bookmark_name("tabcdefghij_3_1") == "_jp_tabcdefghij_3_1"
    assert bookmark_name("tabcdefghij_3_1", 2) == "_jp_c2_tabcdefghij_3_1"


def test_sources_keep_their_name_apart_from_case() -> None:
    """Word tells no case apart, so two keys that differ by it have different names."""
    names = {reference_bookmark(key).lower() for key in ("smith2020", "Smith2020", "a:b/c")}

    assert len(names) == 3
    assert reference_bookmark("smith2020", 2) != reference_bookmark("smith2020")


def baseline(**told: Any) -> Baseline:
    """A baseline of one block; what is told replaces its own."""
    given = {
        "article": "lupus",
        "version": 2,
        "digest": "ab" * 32,
        "recipient": "Dr Okafor",
        "blocks": (
            block_of("pabc", "text", "Words [1,2] & <more>, عربي", MARKS),
            block_of("h", "heading", "Head", level=2),
        ),
    }
    return baseline_of(**{**given, **told})


def test_a_baseline_is_the_same_in_xml_and_in_json() -> None:
    """Written and read: nothing is lost, and the same bytes come of it."""
    made = baseline()

    assert from_xml(to_xml(made)) == from_json(to_json(made)) == made
    assert to_xml(from_json(to_json(made))) == to_xml(made)


@pytest.mark.parametrize(
    "other",
    [
        {"article": "gout"}, {"version": 3}, {"digest": "cd" * 32}, {"recipient": ""},
        {"blocks": (block_of("pabc", "text", "Other words"),)},
        {"blocks": (block_of("pabc", "text", "Words [1,2] & <more>, عربي", MARKS[:1]),)},
    ],
)  # fmt: skip
def test_the_review_id_tells_article_version_text_and_reader_apart(other: dict[str, Any]) -> None:
    """The same ones have the same id."""
    assert baseline(**other).review != baseline().review == baseline().review


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema": 2}', b'{"schema": 1}'])
def test_what_is_no_baseline_is_refused(data: bytes) -> None:
    """In one line."""
    with pytest.raises(InputError):
        from_json(data)
    with pytest.raises(InputError):
        from_xml(data or b"<x/>")
