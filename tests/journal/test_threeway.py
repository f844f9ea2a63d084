"""Two versions of a list are put together, and contradictions are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.journal.threeway import three_way
from tests.examples import examples

LISTS = st.lists(st.sampled_from("abcde"), max_size=7)


def whose(base: str, ours: str, theirs: str) -> str:
    """Who changed what, in a letter a stretch."""
    return "".join(each.whose[0] for each in three_way(base, ours, theirs))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "said"),
    [
        ("abc", "abc", "abc", "n"),
        ("abc", "aXc", "abc", "non"),
        ("abc", "abc", "aXc", "ntn"),
        ("abc", "aXc", "aXc", "nbn"),
        ("abc", "aXc", "aYc", "ncn"),
        ("abcd", "aXcd", "abYd", "notn"),
        ("abc", "ac", "aXc", "ncn"),
        ("abc", "abXc", "abYc", "ncn"),
        ("abc", "abXc", "abXc", "nbn"),
        ("abc", "abXc", "abY", "not"),
        ("", "a", "b", "c"),
        ("ab", "", "ab", "o"),
    ],
)
def test_who_changed_what(base: str, ours: str, theirs: str, said: str) -> None:
    """A neighbour's change is no conflict; the same place changed differently is one."""
    assert whose(base, ours, theirs) == said


@given(LISTS, LISTS, LISTS)
@examples(50)
def test_nothing_is_lost_and_no_side_is_blamed_for_the_other(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    """The stretches are the whole of all three, and a side that changed nothing never conflicts."""
    found = three_way(base, ours, theirs)

    assert [each for stretch in found for each in stretch.base] == base
    assert [each for stretch in found for each in stretch.ours] == ours
    assert [each for stretch in found for each in stretch.theirs] == theirs
    assert {each.whose for each in three_way(base, base, theirs)} <= {"nobody", "theirs"}
    assert {each.whose for each in three_way(base, ours, base)} <= {"nobody", "ours"}
    assert {each.whose for each in three_way(base, ours, ours)} <= {"nobody", "both"}
