"""What both sides changed is divided into pieces that a person can be asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.journal.dividing import (
    Unit,
    joined_up,
    lines_of_units,
    pieces_of,
    sentences_of,
    units_of,
)

LINES = st.lists(
    st.sampled_from(
        ["", "Ice it for ten minutes.", "Ice it for an hour.", "Rest. Then walk.", "## Rest",
         "- rest", "- rest a lot", "  and sleep", "| a | b |", "| --- | --- |", "> A box."]
    ),
    max_size=9,
)  # fmt: skip


def shown(base: str, ours: str, theirs: str) -> list[tuple[str | None, str, str]]:
    """The pieces of three texts, each side in one string."""
    made = pieces_of(
        [each.line for each in units_of(base.split("\n"))],
        units_of(ours.split("\n")),
        units_of(theirs.split("\n")),
    )
    return [
        (
            None if each.base is None else "\n".join(each.base),
            "\n".join(unit.line for unit in each.ours),
            "\n".join(unit.line for unit in each.theirs),
        )
        for each in made
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "pieces"),
    [
        ("One thing.\n\nAnother matter.", "One thing, though.\n\nAnother matter now.",
         [(None, "One thing.", "One thing, though."),
          (None, "Another matter.", "Another matter now.")]),
        # What stands in one of them alone was put in there.
        ("Ice it today.", "Ice it today.\n\nCall us.",
         [("Ice it today.", "Ice it today.", "Ice it today."), ("", "", "Call us.")]),
        # As many for as many, however little they share; else each by itself.
        ("Ice.\n\nRest.", "Walk.\n\nRun.", [(None, "Ice.", "Walk."), (None, "Rest.", "Run.")]),
        ("Ice.\n\nRest.", "Walk.",
         [(None, "Ice.", ""), (None, "Rest.", ""), (None, "", "Walk.")]),
        # Items and rows by themselves, a table and a box as a whole.
        ("- ice it\n- rest", "- ice it well\n- rest",
         [(None, "- ice it", "- ice it well"), ("- rest", "- rest", "- rest")]),
        ("- ice\n  - not long", "- ice\n  - long",
         [(None, "- ice\n  - not long", "- ice\n  - long")]),
        ("| 1 | 2 |\n| 3 | 4 |", "| 1 | 5 |\n| 3 | 6 |",
         [(None, "| 1 | 2 |", "| 1 | 5 |"), (None, "| 3 | 4 |", "| 3 | 6 |")]),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 3 |",
         [(None, "| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 3 |")]),
        ("> A box.\n>\n> Of two.", "> A box.", [(None, "> A box.\n>\n> Of two.", "> A box.")]),
    ],
)  # fmt: skip
def test_what_stands_for_what(
    ours: str, theirs: str, pieces: list[tuple[str | None, str, str]]
) -> None:
    """Blocks that are alike are pairs; nobody knows what they were."""
    common = "Ice it today." if "Ice it today." in ours else "- rest" if "- rest" in ours else ""
    assert shown(common if common in theirs else "", ours, theirs) == pieces


def test_what_a_piece_was_is_told_where_it_is_known() -> None:
    """By the side that left it as it was; else by the words that most of it shares."""
    base = "Ice it for ten minutes.\n\nRest your foot at home."
    ours = "Ice it for ten minutes.\n\nRest your foot at home or outside."
    theirs = "Ice it for an hour.\n\nRest your sore foot at home."
    assert [each[0] for each in shown(base, ours, theirs)] == base.split("\n\n")


@given(LINES, LINES, LINES)
@settings(max_examples=100)
def test_the_pieces_are_the_whole_of_both(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    """Nothing is lost, nothing twice, nothing in another order."""
    mine, other = units_of(ours), units_of(theirs)
    found = pieces_of(base, mine, other)
    assert [unit for each in found for unit in each.ours] == mine
    assert [unit for each in found for unit in each.theirs] == other
    assert all(each.ours or each.theirs for each in found)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "sentences"),
    [
        (None, "Ice it. Rest.", "Ice it. Walk.",
         [("Ice it.", "Ice it.", "Ice it."), ("", " Rest.", " Walk.")]),
        (None, "Ice. Rest.", "Cool. Walk.", [("", "Ice.", "Cool."), ("", " Rest.", " Walk.")]),
        ("Ice it. Rest.", "Cool it. Rest.", "Ice it. Walk.",
         [("Ice it.", "Cool it.", "Ice it."), (" Rest.", " Rest.", " Walk.")]),
        (None, "- Ice. Rest.", "- Ice. Walk.",
         [("- Ice.", "- Ice.", "- Ice."), ("", " Rest.", " Walk.")]),
        (None, "So **ice it. Rest** now. End.", "So ice it. Rest now. End.",
         [("", "So **ice it. Rest** now.", "So ice it. Rest now."), (" End.", " End.", " End.")]),
        (None, "Ice [@a, p. 3]. Rest.", "Ice [@a, p. 4]. Rest.",
         [("", "Ice [@a, p. 3].", "Ice [@a, p. 4]."), (" Rest.", " Rest.", " Rest.")]),
        (None, "- Ice. Rest.", "Ice. Walk.", []),
        (None, "## Ice? Rest!", "## Ice? Walk!", []),
        (None, "| 1 | 2. 3 |", "| 1 | 2. 4 |", []),
    ],
)  # fmt: skip
def test_a_paragraph_is_divided_into_sentences(
    base: str | None, ours: str, theirs: str, sentences: list[tuple[str, str, str]]
) -> None:
    """A heading, a row, and lines of two kinds are asked about as they stand."""
    assert list(sentences_of(base, ours, theirs)) == sentences


def test_lists_stay_whole_and_what_follows_stays_apart() -> None:
    """A list of both has no gap in it; a paragraph behind it is not its last item's."""
    ours = units_of(["- one", "- two"])
    theirs = units_of(["- one", "- 2", "- three", "", "A paragraph."])
    mixed = [ours[0], ours[1], theirs[2], replace_gap(theirs[1]), theirs[3]]
    assert lines_of_units(joined_up(mixed, ours, theirs)) == [
        "- one", "- two", "- three", "- 2", "", "A paragraph.",
    ]  # fmt: skip
    assert lines_of_units(joined_up(theirs, ours, theirs)) == [
        "- one", "- 2", "- three", "", "A paragraph.",
    ]  # fmt: skip


def replace_gap(unit: Unit) -> Unit:
    """The unit as it stands within a list."""
    return Unit(unit.line, gap=False)
