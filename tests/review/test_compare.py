"""A returned copy against what left: every change, at its block, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journalpress.inspect.returned.types import Paragraph
from journalpress.passage import Atom, Mark, passage_of, text_of
from journalpress.review.change import Change, Style, from_data, to_data
from journalpress.review.compare import compare
from journalpress.review.placed import view_of
from journalpress.review.replay import replayed, says
from journalpress.reviewcopy import Baseline
from tests.examples import examples
from tests.review.copies import (
    OKAFOR,
    baseline,
    edited,
    random_baseline,
    returned,
    said,
    text,
    unedited,
    without_names,
)

TOLD = baseline(
    text("title", "Living with lupus", kind="heading", level=1),
    text("h1", "What it is", kind="heading", level=2),
    text("p1", "Lupus is a long illness of the immune system [@a]."),
    text("p2", "Take one tablet a day and rest when you are tired [@b; @c]."),
    text("i1", "Wear a hat in the sun", kind="item", level=1),
    text("i2", "Ask your nurse about cream", kind="item", level=1),
    text("tab_0_0", "Dose", kind="cell"),
    text("tab_0_1", "When", kind="cell"),
    text("tab_1_0", "One tablet", kind="cell"),
    text("tab_1_1", "In the morning", kind="cell"),
    text("a", "Dewi A. Lupus. 2020.", kind="reference", level=1),
    text("b", "Okoro B. Tablets. 2021.", kind="reference", level=2),
    text("c", "Lind C. Rest. 2022.", kind="reference", level=3),
    text("disclaimer", "This leaflet does not replace advice.", kind="disclaimer"),
)
KEYS = [block.key for block in TOLD.blocks]


def place(key: str) -> int:
    """Where this block stands."""
    return KEYS.index(key)


def silently(*changed: tuple[str, str]) -> tuple[Change, ...]:
    """The changes found where these blocks now say that, nothing being tracked."""
    paragraphs = list(unedited(TOLD))
    for key, words in changed:
        old = paragraphs[place(key)]
        new = tuple(replace(atom, cites=_raw(atom.cites)) for atom in said(words))
        paragraphs[place(key)] = replace(old, passage=new, hands=(-1,) * len(new))
    return compare(returned(tuple(paragraphs)), TOLD)


def _raw(cites: tuple[str, ...]) -> tuple[str, ...]:
    from journalpress.reviewcopy import reference_bookmark

    return tuple(map(reference_bookmark, cites))


def seen(changes: tuple[Change, ...]) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Kind, blocks, what it said, what it says."""
    return [(each.kind, each.keys, text_of(each.before), text_of(each.after)) for each in changes]


def test_an_unedited_copy_has_no_change_with_or_without_bookmarks() -> None:
    """Nothing to decide."""
    assert compare(returned(unedited(TOLD)), TOLD) == ()
    assert compare(returned(without_names(unedited(TOLD))), TOLD) == ()


def test_words_are_found_at_their_block_and_citations_stay_out() -> None:
    """One change for each place; the citation behind them is none of it."""
    changes = silently(("p2", "Take two tablets a day and rest when you are ill [@b; @c]."))

    assert seen(changes) == [
        ("edit", ("p2",), "one tablet", "two tablets"),
        ("edit", ("p2",), "tired", "ill"),
    ]
    assert all(each.silent for each in changes)


def test_a_citation_that_is_gone_and_one_that_is_new() -> None:
    """By their keys."""
    assert seen(silently(("p2", "Take one tablet a day and rest when you are tired [@b]."))) == [
        ("edit", ("p2",), "[@b; @c]", "[@b]")
    ]
    assert seen(silently(("p1", "Lupus is a long illness of the immune system."))) == [
        ("edit", ("p1",), " [@a]", "")
    ]


def test_a_tracked_change_is_told_with_its_author() -> None:
    """What stood there before is as it was sent, so nothing was silent."""
    now = list(unedited(TOLD))
    words = said("Wear a big hat in the sun")
    hands = tuple(0 if 7 <= at < 11 else -1 for at in range(len(words)))
    now[place("i1")] = replace(now[place("i1")], passage=words, hands=hands)
    (change,) = compare(returned(tuple(now), unedited(TOLD)), TOLD)

    assert (text_of(change.after), change.hand, change.silent) == ("big ", OKAFOR, False)


def test_what_was_changed_with_tracking_off_is_told_apart() -> None:
    """One word in silence, one tracked, in the same paragraph."""
    before, now = list(unedited(TOLD)), list(unedited(TOLD))
    silent, both = said("Wear a cap in the sun"), said("Wear a cap in the rain")
    before[place("i1")] = replace(
        before[place("i1")], passage=silent, hands=tuple(0 if at > 17 else -1 for at in range(21))
    )
    now[place("i1")] = replace(
        now[place("i1")], passage=both, hands=tuple(0 if at > 17 else -1 for at in range(22))
    )
    changes = compare(returned(tuple(now), tuple(before)), TOLD)

    assert [(text_of(each.after), each.silent) for each in changes] == [
        ("cap", True),
        ("rain", False),
    ]


@pytest.mark.parametrize("start", [6, 10], ids=["first", "second"])
def test_words_typed_beside_equal_ones_are_not_taken_for_silent(start: int) -> None:
    """Of “hat hat” either may be on record; that something is, is what counts."""
    now = list(unedited(TOLD))
    words = said("Wear a hat hat in the sun")
    hands = tuple(0 if start <= at < start + 4 else -1 for at in range(len(words)))
    now[place("i1")] = replace(now[place("i1")], passage=words, hands=hands)
    (change,) = compare(returned(tuple(now), unedited(TOLD)), TOLD)

    assert (text_of(change.after).strip(), change.hand, change.silent) == ("hat", OKAFOR, False)


def test_a_deleted_block_and_a_new_paragraph_elsewhere_are_two_changes() -> None:
    """The one block without a paragraph is not the one paragraph without a bookmark."""
    old = unedited(TOLD)
    new = Paragraph(
        passage=said("Nobody wrote this."), hands=(-1,) * 18, physical=(90,), kind="text"
    )
    at, gone = place("h1") + 1, place("i2")
    changes = compare(returned((*old[:at], new, *old[at:gone], *old[gone + 1 :])), TOLD)

    assert [(each.kind, each.keys) for each in changes] == [
        ("insert", ("h1",)),
        ("delete", ("i2",)),
    ]


def test_what_is_written_anew_in_the_place_of_its_neighbour_is_itself() -> None:
    """Both items are deleted on record, and the second is inserted again where the first was."""
    old = list(without_names(unedited(TOLD)))
    first, second = place("i1"), place("i2")
    before = list(old)
    before[first] = replace(old[first], physical=(first, 90), hands=(0,) * len(old[first].passage))
    before[second] = replace(old[second], hands=(0,) * len(old[second].passage))
    again = replace(old[second], physical=(90,), hands=(0,) * len(old[second].passage))
    changes = compare(returned((*old[:first], again, *old[second + 1 :]), tuple(before)), TOLD)

    assert [(each.kind, each.keys) for each in changes] == [("delete", ("i1",))]


@pytest.mark.parametrize("tracked", [False, True])
def test_a_cell_that_is_empty_and_has_no_bookmark_is_there(tracked: bool) -> None:
    """No view tells of it: its words are gone, its row and column are not."""
    old = without_names(unedited(TOLD))
    at = place("tab_1_1")
    before = list(old)
    before[at] = replace(old[at], hands=(0 if tracked else -1,) * len(old[at].passage))
    now = (*old[:at], *old[at + 1 :])
    (change,) = compare(returned(now, tuple(before) if tracked else now), TOLD)

    assert seen((change,)) == [("edit", ("tab_1_1",), "In the morning", "")]
    assert change.silent is not tracked


def test_a_row_deleted_on_record_is_not_silent_without_bookmarks() -> None:
    """Which cells it had is told by their words."""
    old = without_names(unedited(TOLD))
    first, last = place("tab_1_0"), place("tab_1_1")
    before = list(old)
    for at in (first, last):
        before[at] = replace(old[at], hands=(0,) * len(old[at].passage))
    (change,) = compare(returned((*old[:first], *old[last + 1 :]), tuple(before)), TOLD)

    assert (change.kind, change.hand, change.silent) == ("row-delete", OKAFOR, False)


@pytest.mark.parametrize("stripped", [False, True])
def test_whole_paragraphs(stripped: bool) -> None:
    """New, gone, divided, joined, moved, made a heading; with bookmarks and without."""

    def found(*paragraphs: Paragraph) -> list[tuple[str, tuple[str, ...], str, str]]:
        copy = without_names(paragraphs) if stripped else paragraphs
        return seen(compare(returned(copy), TOLD))

    old = list(unedited(TOLD))
    p1, p2 = place("p1"), place("p2")
    new = Paragraph(passage=said("Drink water, too"), hands=(-1,) * 16, physical=(99,))
    assert found(*old[: p1 + 1], new, *old[p1 + 1 :]) == [
        ("insert", ("p1",), "", "Drink water, too")
    ]
    assert found(*old[:p1], *old[p1 + 1 :])[0][:2] == ("delete", ("p1",))
    cut = 22
    whole = old[p2].passage
    head = replace(old[p2], passage=whole[:cut], hands=(-1,) * cut)
    tail = replace(old[p2], passage=whole[cut:], names=(), hands=(-1,) * len(whole[cut:]))
    assert found(*old[:p2], head, replace(tail, physical=(99,)), *old[p2 + 1 :]) == [
        ("split", ("p2",), "", "\u2029")
    ]
    both = (*old[p1].passage, Atom(" "), *whole)
    one = replace(old[p1], passage=both, hands=(-1,) * len(both), physical=(p1, p2))
    one = replace(one, names=(*old[p1].names, *old[p2].names))
    assert [each[:2] for each in found(*old[:p1], one, *old[p2 + 1 :])] == [("merge", ("p1", "p2"))]
    moved = [*old[:p1], *old[p1 + 1 : p2 + 3], old[p1], *old[p2 + 3 :]]
    assert [each[:2] for each in found(*moved)] == [("move", ("p1",))]
    assert [each[:2] for each in found(*old[:p1], replace(old[p1], kind="heading", level=2),
                                       *old[p2:])] == [("restyle", ("p1",))]  # fmt: skip


def test_a_moved_section_is_one_change() -> None:
    """Its heading and what belongs to it."""
    old = list(unedited(TOLD))
    section, rest = old[1:4], [old[0], *old[4:]]
    changes = compare(returned((*rest[:-1], *section, rest[-1])), TOLD)

    assert [(each.kind, each.keys, each.place) for each in changes] == [
        ("move", ("h1", "p1", "p2"), "c")
    ]


def test_rows_columns_and_cells() -> None:
    """A row is told by the one before it, a column too; other cells are left alone."""
    old = list(unedited(TOLD))
    first, last = place("tab_1_0"), place("tab_1_1")
    cell = old[first].cell
    assert cell
    new_row = [
        Paragraph(
            kind="cell", passage=said(words), hands=(-1,) * len(words),
            cell=replace(cell, row=2, column=column), physical=(90 + column,),
        )
        for column, words in enumerate(("Two tablets", "At night"))
    ]  # fmt: skip
    (row,) = compare(returned((*old[: last + 1], *new_row, *old[last + 1 :])), TOLD)
    gone = compare(returned((*old[:first], *old[last + 1 :])), TOLD)
    tall = [
        Paragraph(
            kind="cell", passage=said(words), hands=(-1,) * len(words),
            cell=replace(cell, row=row, column=2), physical=(90 + row,),
        )
        for row, words in enumerate(("Why", "It helps"))
    ]  # fmt: skip
    column = compare(
        returned((*old[:first], tall[0], *old[first : last + 1], tall[1], *old[last + 1 :])), TOLD
    )

    assert (row.kind, row.place, row.start) == ("row-insert", "tab", 1)
    assert [text_of(each) for each in row.cells] == ["Two tablets", "At night"]
    assert [(each.kind, each.start) for each in gone] == [("row-delete", 1)]
    assert [(each.kind, each.start, each.rows) for each in column] == [("column-insert", 1, (0, 1))]
    assert seen(silently(("tab_1_0", "Half a tablet"))) == [("edit", ("tab_1_0",), "One", "Half a")]


def test_looks_and_links_are_changes() -> None:
    """Bold words, another address."""
    old = list(unedited(TOLD))
    bold = passage_of("Wear a hat in the sun", (Mark(5, 10, "strong"),))
    old[place("i1")] = replace(old[place("i1")], passage=bold)
    (change,) = compare(returned(tuple(old)), TOLD)

    assert (change.kind, change.keys) == ("edit", ("i1",))
    assert text_of(change.before) == text_of(change.after) == "a hat"


def test_another_picture_and_a_footnote_are_told() -> None:
    """No text can hold them; nothing is silent about them."""
    old = list(unedited(TOLD))
    old[place("p1")] = replace(old[place("p1")], objects=("footnote",), pictures=("abc",))
    changes = compare(returned(tuple(old)), TOLD)

    assert [(each.kind, each.keys) for each in changes] == [
        ("picture", ("p1",)),
        ("object", ("p1",)),
    ]


def test_ids_are_the_same_when_the_copy_is_read_again() -> None:
    """And no two changes of one copy share one."""
    changes = silently(("p1", "Lupus is short."), ("i1", "Wear a cap"))
    again = silently(("p1", "Lupus is short."), ("i1", "Wear a cap"))

    assert changes == again
    assert len({each.id for each in changes}) == len(changes)


def conserved(told: Baseline, seed: int, times: int) -> None:
    """Compares a random copy in all four ways: tracked or not, with bookmarks or without."""
    for tracked in (True, False):
        copy, _ = edited(told, Random(seed), times=times, tracked=tracked)
        bare = replace(copy, accepted=without_names(copy.accepted),
                       rejected=without_names(copy.rejected))  # fmt: skip
        for each in (copy, bare):
            changes = compare(each, told)
            assert replayed(told, changes) == says(view_of(each.accepted, told))
            assert tuple(from_data(to_data(change)) for change in changes) == changes


@given(st.integers(0, 10**9), st.integers(1, 5))
@examples(15, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost(seed: int, times: int) -> None:
    """The baseline with all changes is what the copy says, whatever was edited."""
    conserved(random_baseline(Random(seed)), seed, times)


@pytest.mark.long
@given(st.integers(0, 10**9), st.integers(1, 6))
@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_is_lost_in_a_thousand_copies(seed: int, times: int) -> None:
    """The same, a thousand times."""
    conserved(random_baseline(Random(seed)), seed, times)


def test_styles_and_hands_are_written_and_read() -> None:
    """A change is the same after a way through JSON."""
    change = Change(
        kind="insert", keys=("p1",), place="p1", name="+1", after=said("New [@a]"),
        styles=(Style("item", 2),), hand=OKAFOR, silent=True, cells=((), said("x")), rows=(-1, 0),
    )  # fmt: skip

    assert from_data(to_data(change)) == change
