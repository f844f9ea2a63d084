"""The words of a paragraph, and where two versions of them differ."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journalpress.passage import (
    Atom,
    Hunk,
    Mark,
    Passage,
    cites_of,
    hunks,
    likeness,
    marked_text,
    passage_of,
    patched,
    text_of,
    tokens,
    words_of,
)

ATOMS = st.builds(
    Atom,
    st.sampled_from(["a", "b", "1", ".", " ", "é", "\u0301", "-", "\n", "\u2029"]),
    strong=st.booleans(),
    emph=st.booleans(),
    script=st.sampled_from(["", "sub", "sup"]),
    href=st.sampled_from(["", "https://a.example"]),
) | st.builds(Atom, cites=st.lists(st.sampled_from(["k", "l:2"]), min_size=1).map(tuple))
PASSAGES = st.lists(ATOMS, max_size=40).map(tuple)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """What was written, and what stands there instead."""
    old = passage_of(before)
    return [
        (text_of(old[each.start : each.end]), text_of(each.after))
        for each in hunks(old, passage_of(after))
    ]


@given(PASSAGES, PASSAGES)
def test_the_changes_lead_from_one_version_to_the_other(before: Passage, after: Passage) -> None:
    """Whatever the two are; and they lie apart, in order."""
    found = hunks(before, after)

    assert patched(before, found) == after
    assert all(one.end < other.start for one, other in pairwise(found))
    assert bool(found) == (before != after)


@given(PASSAGES)
def test_text_and_marks_hold_everything(passage: Passage) -> None:
    """Written out and read again it is the same passage."""
    assert passage_of(*marked_text(passage)) == passage
    assert "".join(text_of(each) for each in tokens(passage)) == text_of(passage)


def test_a_number_is_changed_as_a_whole() -> None:
    """Two reviewers must not make 2.0 out of 2.5 and 1.0."""
    assert changes("take 1.5 mg", "take 2.5 mg") == [("1.5", "2.5")]
    assert changes("135/85 at home", "130/80 at home") == [("135/85", "130/80")]
    assert changes("It’s safe.", "It is safe.") == [("It’s", "It is")]


def test_words_are_changed_one_by_one_and_a_new_sentence_as_one() -> None:
    """Apart while most of it stands; small words that happen to remain do not part a new text."""
    assert changes("one two three four", "one 2 three 4") == [("two", "2"), ("four", "4")]
    written_anew = changes("Rest when you are tired at night", "Sleep is what helps you in pain")
    assert len(written_anew) == 1


def test_a_kept_citation_is_in_no_change() -> None:
    """However much is written around it."""
    cite = Mark(4, 7, "cite", "k")
    old, new = passage_of("Old [1].", (cite,)), passage_of("New [9] words", (cite,))

    assert [cites_of(each.after) for each in hunks(old, new)] == [(), ()]
    assert patched(old, hunks(old, new)) == new


def test_looks_are_a_change_too() -> None:
    """The same word, now bold."""
    (found,) = hunks(passage_of("a word"), passage_of("a word", (Mark(2, 6, "strong"),)))

    assert found == Hunk(2, 6, passage_of("word", (Mark(0, 4, "strong"),)))


def test_likeness_is_of_words() -> None:
    """All, none, half of them."""
    assert likeness(passage_of("One two"), passage_of("one  two")) == 1
    assert likeness(passage_of("one"), passage_of("two")) == 0
    assert likeness(passage_of("one two"), passage_of("one three")) == 0.5
    assert likeness(passage_of(""), passage_of("")) == 1


def test_a_huge_rewriting_ends() -> None:
    """Too many words to compare each with each: the middle counts as rewritten."""
    old, new = passage_of("a b " * 3000), passage_of("c d " * 3000)

    assert len(hunks(old, new)) == 1
    assert likeness(old, new) == 0


def test_a_citation_reads_as_an_author_writes_it() -> None:
    """In the text of a change; among the words it is nothing."""
    passage = passage_of("So [1,2].", (Mark(3, 8, "cite", "one two"),))

    assert text_of(passage) == "So [@one; @two]."
    assert words_of(passage) == "So ."
    assert marked_text(passage)[1] == (Mark(3, 15, "cite", "one two"),)


@pytest.mark.parametrize("mark", [Mark(0, 9, "emph"), Mark(2, 2, "emph"), Mark(-1, 1, "emph")])
def test_a_mark_outside_the_text_is_refused(mark: Mark) -> None:
    """It came from a file that somebody touched."""
    with pytest.raises(ValueError, match="fits no text"):
        passage_of("abc", (mark,))
