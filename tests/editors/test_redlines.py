"""A comparison of two Word files records what was changed between them, and we find it."""

from __future__ import annotations

import pytest

from tests.copies import sample_copy
from tests.editors import kinds
from tests.editors.judged import faults, judged
from tests.editors.kinds import KINDS, SLUG, Kind, case_of
from tests.editors.libreoffice import edited
from tests.editors.redlines import AUTHOR, redlined
from tests.editors.returns import RECORDS, records, returned, said
from tests.writers.docx.reading import every, part

SOME = (
    kinds.words_replaced,
    kinds.paragraph_moved,
    kinds.paragraph_split,
    kinds.table_row_added,
    kinds.citation_retyped,
)
NOTED = (kinds.comment_on_words, kinds.comment_across_paragraphs)
"""No change of the text: the comparison takes the comment's reference for an insertion."""

SHUFFLED = (kinds.table_column_deleted,)
"""It writes the words of the last column over the deleted one, and no bookmark fits any more."""


def check(kind: Kind) -> None:
    """The records are there, by its author, and we find in them what was done, and no more."""
    case = case_of(kind)
    data = redlined(returned(None, tracked=False), returned(kind, tracked=False))
    authors = {name for each in RECORDS for name in every(part(data), each, "author")}

    assert records(data) or kind in NOTED
    assert authors <= {AUTHOR}
    assert [each for each in case.now if each not in said(data)] == []
    assert [each for each in case.gone if each in said(data)] == []
    for stripped in (False, True):
        changes = judged(data, stripped=stripped).changes
        assert faults(changes, case.expected(tracked=False)) == []
        assert {each.hand.author for each in changes if not each.silent} <= {AUTHOR}
        assert kind in SHUFFLED or not any(each.silent for each in changes)


@pytest.mark.tool
@pytest.mark.parametrize("kind", SOME, ids=lambda kind: kind.__name__)
def test_an_edit_is_recorded(kind: Kind) -> None:
    """Some kinds, in every run of the tests with tools."""
    check(kind)


@pytest.mark.long
@pytest.mark.parametrize(
    "kind", [each for each in KINDS if each not in SOME], ids=lambda kind: kind.__name__
)
def test_every_other_edit_is_recorded(kind: Kind) -> None:
    """All other kinds."""
    check(kind)


@pytest.mark.tool
def test_nothing_is_recorded_between_equals() -> None:
    """A file compared with itself has no record."""
    data = returned(None, tracked=False)

    assert records(redlined(data, data)) == set()


@pytest.mark.tool
def test_what_two_offices_write_otherwise_is_no_change() -> None:
    """Our copy compared with the same from LibreOffice: hundreds of records, none of a person."""
    data = redlined(sample_copy(SLUG, protect=False), returned(None, tracked=False), looks=False)

    assert records(data)
    assert judged(data).changes == ()


@pytest.mark.tool
def test_a_move_is_named_as_word_names_it() -> None:
    """The two places of a move are tied by the name of their ranges."""
    edits = case_of(kinds.paragraph_moved).edits
    before, after = (
        edited(sample_copy(SLUG, protect=False), *each, tracked=False) for each in ((), edits)
    )
    document = part(redlined(before, after))

    assert every(document, "moveFromRangeStart", "name")
    assert every(document, "moveFromRangeStart", "name") == every(
        document, "moveToRangeStart", "name"
    )
