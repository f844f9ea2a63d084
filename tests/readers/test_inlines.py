"""The normal form of inlines."""

from hypothesis import given
from hypothesis import strategies as st

from journalpress.model import CrossLink, Link, Text, plain
from journalpress.readers.inlines import normal, normal_runs
from tests.articles import inlines
from tests.trees import abbr, br, cite, emph, link, strong

BOTH = Text("c", strong=True, emph=True)


def test_equal_runs_become_one() -> None:
    """Runs that differ in nothing are one run, however the source cut them."""
    assert normal((Text("a "), Text("b"), strong("c"), strong("d"))) == (Text("a b"), strong("cd"))


def test_spaces_stand_outside_the_marks() -> None:
    """A run with marks neither begins nor ends with a space."""
    assert normal((Text("a"), strong(" b "), Text("c"))) == (
        Text("a "),
        strong("b"),
        Text(" c"),
    )


def test_a_space_between_equal_runs_is_theirs() -> None:
    """Two bold words with a plain space between them are two bold words."""
    assert normal((strong("a"), Text(" "), strong("b"))) == (strong("a b"),)
    assert normal((strong("a "), BOTH)) == (strong("a"), Text(" "), BOTH)


def test_two_abbreviations_side_by_side_stay_two() -> None:
    """A space never joins two abbreviations into one."""
    twice = (abbr("CRS", "x"), Text(" "), abbr("CRS", "x"))
    assert normal(twice) == twice


def test_typed_white_space_is_one_space_and_a_no_break_space_stays() -> None:
    """Line ends, tabs and double spaces fold; a no-break space is the author's choice."""
    assert normal((Text("a \n b\tc\u00a0d "), emph(" e"))) == (Text("a b c\u00a0d "), emph("e"))


def test_ends_and_line_breaks_have_no_spaces_around() -> None:
    """A leaf neither begins nor ends with a space or a line break."""
    assert normal((br(), Text(" a "), br(), Text(" b "), br())) == (Text("a"), br(), Text("b"))


def test_spaces_move_out_of_links() -> None:
    """The words of a link carry no space at their ends."""
    assert normal((Text("a"), link("https://x.example", " b "), cite("k"))) == (
        Text("a "),
        link("https://x.example", "b"),
        Text(" "),
        cite("k"),
    )


@given(st.lists(inlines(), max_size=6))
def test_normal_form_is_final_and_keeps_every_character(found: list[Text]) -> None:
    """Bringing a leaf into normal form twice changes nothing more, and only white space goes."""
    once = normal(found)
    assert normal(once) == once
    assert "".join(plain(once).split()) == "".join(plain(tuple(found)).split())
    for inline in once:
        runs = inline.runs if isinstance(inline, Link | CrossLink) else (inline,)
        for run in runs:
            if isinstance(run, Text) and run != Text(run.text):
                assert run.text == run.text.strip()


@given(st.lists(st.text("ab \n\t\u00a0"), max_size=6))
def test_runs_without_marks_are_joined_as_among_others(words: list[str]) -> None:
    """What stands before them, bold or not, changes nothing about plain runs."""
    plain_runs = [Text(each) for each in words]
    alone = normal_runs(plain_runs)
    assert normal_runs([strong("x"), *plain_runs]) == (strong("x"), *alone)
    assert len(alone) == bool("".join(words))
