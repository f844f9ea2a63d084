"""Two paragraphs → whether something was lost between them."""

from __future__ import annotations

import pytest

from journalpress.readers.pagetext.missing import loss_after

ANNOUNCED = 'It helps to compare them, because the gap between "tested" and "licensed" is wide.'
UNANNOUNCED = 'The gap between "tested" and "licensed" is wide.'
POINTS_BACK = "The distinction matters. A licensed medicine has a known strength."
ORDINARY = "A licensed medicine has a known strength."


def test_all_three_signs_together_mark_a_lost_table() -> None:
    """Announced, with two sides, and pointed back at: a table stood there."""
    loss = loss_after(ANNOUNCED, POINTS_BACK)
    assert loss is not None
    assert (loss.what, loss.sure) == ("table", True)


@pytest.mark.parametrize(
    ("paragraph", "following"),
    [
        (ANNOUNCED, ORDINARY),
        (ANNOUNCED, None),
        ("Here are both, side by side, in plain words.", POINTS_BACK),
        ("These are the things to bring:", ORDINARY),
    ],
)
def test_some_signs_are_only_asked_about(paragraph: str, following: str | None) -> None:
    """Without the third sign nothing is put into the draft."""
    loss = loss_after(paragraph, following)
    assert loss is not None
    assert not loss.sure


@pytest.mark.parametrize(
    ("paragraph", "what"),
    [
        ("The table below lists the doses.", "table"),
        ("They are given in the following table.", "table"),
        ("See the chart below for the course of it.", "figure"),
    ],
)
def test_a_named_thing_needs_no_other_sign(paragraph: str, what: str) -> None:
    """A table or picture that is announced and does not follow is missing."""
    loss = loss_after(paragraph, ORDINARY)
    assert loss is not None
    assert (loss.what, loss.sure) == (what, True)


def test_a_colon_before_a_heading_announces_what_is_not_there() -> None:
    """Nothing can follow the colon any more, so something was lost."""
    loss = loss_after("Bring these things:", None)
    assert loss is not None
    assert (loss.what, loss.sure) == ("text", True)


@pytest.mark.parametrize(
    ("paragraph", "following"),
    [
        (UNANNOUNCED, POINTS_BACK),
        (UNANNOUNCED, ORDINARY),
        ("It helps to be patient with yourself.", ORDINARY),
        ("It helps to be patient with yourself.", None),
        ("The two drugs differ in price.", "The difference is small."),
        ("Sit at the table and eat slowly.", None),
        ("The figure fell to 3 in 100.", ORDINARY),
    ],
)
def test_ordinary_paragraphs_raise_no_question(paragraph: str, following: str | None) -> None:
    """One sign alone, or none, is ordinary prose."""
    assert loss_after(paragraph, following) is None
