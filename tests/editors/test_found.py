"""Every edit by an editor that is not ours is found at its block, and nothing else is.

With the bookmarks that left with the copy, and without any.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.copies import SLUGS
from tests.editors.judged import Judged, faults, judged
from tests.editors.kinds import KINDS, Kind, case_of
from tests.editors.test_kinds import both_ways, every_kind, returned

pytestmark = pytest.mark.tool

with_or_without = pytest.mark.parametrize("stripped", [False, True], ids=["marks", "stripped"])


@cache
def found(kind: Kind, *, tracked: bool, stripped: bool = False) -> Judged:
    """What is found after edits of this kind by LibreOffice."""
    return judged(returned(kind, tracked=tracked), stripped=stripped)


def test_there_are_thirty_kinds_at_least() -> None:
    """Each is another function."""
    assert len({each.__name__ for each in KINDS}) == len(KINDS) >= 30


@every_kind
@both_ways
@with_or_without
def test_an_edit_is_found_at_its_block(kind: Kind, tracked: bool, stripped: bool) -> None:
    """Kind and block are right, and no block that nobody touched has a change."""
    changes = found(kind, tracked=tracked, stripped=stripped).changes

    assert faults(changes, case_of(kind).expected(tracked=tracked)) == []


@every_kind
@both_ways
@with_or_without
def test_what_is_recorded_is_told_from_what_is_silent(
    kind: Kind, tracked: bool, stripped: bool
) -> None:
    """With the name of who did it; what LibreOffice cannot record is silent in any case."""
    case = case_of(kind)
    recorded = tracked and bool(case.records) and not case.unrecorded
    aside = {key for each in case.aside.values() for key in each.must}
    changes = [
        each
        for each in found(kind, tracked=tracked, stripped=stripped).changes
        if not aside.intersection(each.keys)
    ]

    assert {each.silent for each in changes} <= {not recorded}
    assert {each.hand.author for each in changes} <= {"Dr Okafor" if recorded else ""}


@every_kind
@both_ways
def test_a_comment_is_found_at_its_paragraphs(kind: Kind, tracked: bool) -> None:
    """With its words, its author and the paragraphs that it covers."""
    copy = found(kind, tracked=tracked).copy
    comments = [
        (
            each.words,
            [one.names for at in each.paragraphs for one in copy.accepted if at in one.physical],
        )
        for each in copy.comments
        if each.hand.author == "Dr Okafor"
    ]

    assert comments == [(note.text, [(key,) for key in note.keys]) for note in case_of(kind).notes]


@pytest.mark.parametrize("slug", SLUGS)
@both_ways
@with_or_without
def test_a_save_without_an_edit_has_no_change(slug: str, tracked: bool, stripped: bool) -> None:
    """No change, nothing filled in, no comment but ours, in any language."""
    unedited = judged(returned(None, tracked=tracked, slug=slug), slug=slug, stripped=stripped)

    assert unedited.changes == ()
    assert unedited.copy.filled == ()
    assert {each.hand.author for each in unedited.copy.comments} <= {"journalpress check"}
