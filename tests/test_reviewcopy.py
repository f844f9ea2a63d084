"""Names of bookmarks, by which a reviewer's file finds its way home."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from journalpress.reviewcopy import bookmark_name, reference_bookmark

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
