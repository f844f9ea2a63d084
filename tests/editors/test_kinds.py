"""Every kind of edit, made by LibreOffice: recorded or silent, and found at its block alone.

What is made is proved by LibreOffice's own file; what is found, with the bookmarks that left with
the copy and without any.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from lxml import etree

from journalpress.wordfile.parts import W
from tests.copies import SLUGS
from tests.editions import png
from tests.editors.judged import Judged, faults, judged
from tests.editors.kinds import KINDS, Kind, case_of, picture_replaced
from tests.editors.returns import fingerprint, records, returned, said
from tests.writers.docx.reading import names, part, words

pytestmark = pytest.mark.tool

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
both_ways = pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "silent"])
with_or_without = pytest.mark.parametrize("stripped", [False, True], ids=["marks", "stripped"])


@every_kind
@both_ways
def test_an_edit_is_made_and_recorded_or_not(kind: Kind, tracked: bool) -> None:
    """The words are as the person wants them, and the records are there only when asked for."""
    case = case_of(kind)
    data, untouched = returned(kind, tracked=tracked), returned(None, tracked=tracked)

    assert records(data) == (case.records if tracked else set())
    assert [each for each in case.now if each not in said(data)] == []
    assert [each for each in case.gone if each in said(data)] == []
    assert fingerprint(data) != fingerprint(untouched)
    if not tracked:
        before, after = (len(list(part(each).iter(f"{{{W}}}p"))) for each in (untouched, data))
        assert after - before == case.paragraphs


@every_kind
def test_a_comment_lies_in_the_file(kind: Kind) -> None:
    """Its words and its author are in the part of the comments."""
    notes = case_of(kind).notes
    data = returned(kind, tracked=True)
    if not notes:
        assert b"Dr Okafor" not in etree.tostring(part(data, "word/comments.xml"))
        return

    comments = part(data, "word/comments.xml")
    ours = [each for each in comments if each.get(f"{{{W}}}author") == "Dr Okafor"]

    assert [words(each) for each in ours] == [each.text for each in notes]


@both_ways
def test_another_picture_lies_in_the_file(tracked: bool) -> None:
    """The picture that was put in place of the old one is in the file, byte for byte."""
    data = returned(picture_replaced, tracked=tracked)
    pictures = [each for each in names(data) if each.startswith("word/media/")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [archive.read(each) for each in pictures] == [png().data]


@pytest.mark.parametrize("slug", SLUGS)
@both_ways
def test_a_save_without_an_edit_records_nothing(slug: str, tracked: bool) -> None:
    """LibreOffice itself records no change that nobody has made."""
    assert records(returned(None, tracked=tracked, slug=slug)) == set()


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
