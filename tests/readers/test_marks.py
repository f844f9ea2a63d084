"""Numbers in a text → which of them are citation marks, and how certain that is."""

from __future__ import annotations

import pytest

from journalpress.readers.marks import Mark, find_marks, readings_of, spelled

FOUR = frozenset(range(1, 5))
TWELVE = frozenset(range(1, 13))


def found(text: str, known: frozenset[int] = FOUR) -> list[tuple[str, tuple[int, ...], str, str]]:
    """Each mark as written, its first reading, its certainty, how it is read until answered."""
    return [
        (each.written, each.readings[0] if each.readings else (), each.certainty, each.assumed)
        for each in find_marks(text, known)
    ]


@pytest.mark.parametrize(
    ("text", "written", "numbers", "certainty"),
    [
        ("seen on the cells 1. Later", "1", (1,), "likely"),
        ("their behaviour 23.", "23", (2, 3), "certain"),
        ("a virus 14: then", "14", (1, 4), "certain"),
        ("in remission 23, which", "23", (2, 3), "certain"),
        ("in remission 23 — results", "23", (2, 3), "certain"),
        ("in remission 23 – results", "23", (2, 3), "certain"),
        ('can "reboot" 4.', "4", (4,), "likely"),
        ("(a fever 2) or", "2", (2,), "likely"),
        ("he said “it helped 2.” Then", "2", (2,), "likely"),
        ("it ends so 3", "3", (3,), "likely"),
        ("the drugs\u00a03. For", "3", (3,), "likely"),
        ("chez les malades 3 : ensuite", "3", (3,), "likely"),
        ("in all of them 1234.", "1234", (1, 2, 3, 4), "certain"),
        ("three of them 123.", "123", (1, 2, 3), "certain"),
        ("at an earlier stage 4.", "4", (4,), "ask"),
        ("this small group 2.", "2", (2,), "ask"),
        ("for years at most 3. No", "3", (3,), "ask"),
        ("one in 4.", "4", (4,), "ask"),
        ("In an emergency ring 123.", "123", (1, 2, 3), "ask"),
        ("We are at 7 Quay Street 12.", "12", (1, 2), "ask"),
        ("Take bus 23.", "23", (2, 3), "ask"),
        ("From June 12, we", "12", (1, 2), "ask"),
        ("paracetamol, max 3.", "3", (3,), "ask"),
        ("Your baby weighs 2.", "2", (2,), "ask"),
        ("the cells 1, 4.", "1, 4", (1, 4), "likely"),
        ("the cells 2,3.", "2,3", (2, 3), "likely"),
        ("the cells 1–3.", "1–3", (1, 2, 3), "likely"),
        ("the cells [2,3] and", "[2,3]", (2, 3), "certain"),
        ("the cells[2–4] and", "[2–4]", (2, 3, 4), "certain"),
        ("the cells [3, 1] and", "[3, 1]", (3, 1), "certain"),
        ("the cells [2][3].", "[2][3]", (2, 3), "certain"),
        ("the cells²³ and", "²³", (2, 3), "certain"),
        ("the cells.²,³ And", "²,³", (2, 3), "certain"),
        ("the cells¹⁻³ and", "¹⁻³", (1, 2, 3), "certain"),
        ("the cells ^2^ and", "^2^", (2,), "certain"),
        ("the cells^1,4^.", "^1,4^", (1, 4), "certain"),
        ("the cells (2, 3).", "(2, 3)", (2, 3), "likely"),
        ("the drugs.23 For", "23", (2, 3), "certain"),
        ("the cells [2 and 3].", "[2 and 3]", (2, 3), "certain"),
        ("the cells [1, 2 & 4].", "[1, 2 & 4]", (1, 2, 4), "certain"),
        ("the cells [Ref. 4] and", "[Ref. 4]", (4,), "certain"),
        ("the cells (refs 2 and 3).", "(refs 2 and 3)", (2, 3), "certain"),
        ("the cells (ref 2).", "(ref 2)", (2,), "certain"),
        ("في اليوم [٢، ٣].", "[٢، ٣]", (2, 3), "certain"),
        ("في اليوم [١–٣]، ثم", "[١–٣]", (1, 2, 3), "certain"),
        ("في اليوم (٢، ٣)، ثم", "(٢، ٣)", (2, 3), "likely"),
        ("في اليوم ٢، ٣.", "٢، ٣", (2, 3), "likely"),
        ("أليس كذلك ٢؟ نعم", "٢", (2,), "likely"),
    ],
)
def test_a_mark_is_known_by_its_place_or_its_form(
    text: str, written: str, numbers: tuple[int, ...], certainty: str
) -> None:
    """Each form in which pages print their marks is read as a citation."""
    assert found(text) == [(written, numbers, certainty, "mark")]


@pytest.mark.parametrize(
    "text",
    [
        "a marker called CD19, and vitamin B12.",
        "an anti-CD19 cell; COVID-19. Then",
        "In 2022, five of them; in 2024.",
        "15 patients, 3 of them men",
        "about 15 months, 100 mg",
        "It rose to 10.5. Then",
        "in spring 1934. Then",
        "in spring 2034. Then",
        "in remission 32.",
        "in remission 22.",
        "in remission 40.",
        "in remission 5.",
        "at 30 kg/m² or 25 m². Then",
        "5 × 10⁹ cells, 10^9^ more",
        "from Ca²⁺ and HCO₃⁻",
        "type 1 and type 2 diabetes",
        "on 3 May 2026. Then",
        "between 1 – 3 years",
        "1,500 of them",
        "[see 3 below]",
        "4",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Names, years, quantities, powers and impossible numbers are text and nobody is asked."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We saw doses, 2, 3 or 4 a day", "2"),
        ("the tablets 3 and the drops", "3"),
        ("They slept well. 3 Women left", "3"),
        ("in remission23, which", "23"),
        ("the risk of flu1,2.", "1,2"),
        ("colds2,3 are", "2,3"),
        ("that helps1-3.", "1-3"),
        ("the cells [7] and", "[7]"),
    ],
)
def test_where_a_number_is_likelier_the_text_stands_until_answered(text: str, written: str) -> None:
    """Out of the usual place a number stays a number, but a person is asked."""
    ((mark, _, certainty, assumed),) = found(text)
    assert (mark, certainty, assumed) == (written, "ask", "number")


def test_with_ten_sources_or_more_all_ways_to_split_are_weighed() -> None:
    """One valid way is taken; several are asked about, the shortest assumed."""
    assert found("the drugs 112.", TWELVE) == [("112", (1, 12), "certain", "mark")]
    assert found("the drugs 10.", TWELVE) == [("10", (10,), "likely", "mark")]
    (mark,) = find_marks("the drugs 12.", TWELVE)
    assert (mark.certainty, mark.readings) == ("ask", ((12,), (1, 2)))
    assert found("the drugs [12].", TWELVE) == [("[12]", (12,), "certain", "mark")]


def test_headings_hold_no_marks_unless_written_as_such() -> None:
    """In a heading the plain number stands, and a person is asked."""
    (plain,) = find_marks("What we know 2", FOUR, "heading")
    assert (plain.certainty, plain.assumed) == ("ask", "number")
    (raised,) = find_marks("What we know²", FOUR, "heading")
    assert (raised.certainty, raised.assumed) == ("certain", "mark")


def test_a_cell_that_may_hold_a_number_holds_one_until_answered() -> None:
    """The cell "High, stage 2" is left alone in a table, "guideline 2" is not."""
    (stage,) = find_marks("High, stage 2", FOUR, "cell")
    assert (stage.certainty, stage.assumed) == ("ask", "number")
    (guideline,) = find_marks("guideline 2", FOUR, "cell")
    assert (guideline.certainty, guideline.assumed) == ("likely", "mark")


def test_without_sources_nothing_is_a_mark() -> None:
    """A number that names no source is a number."""
    assert found("the drugs 2.", frozenset()) == []


def test_the_place_of_a_mark_takes_the_space_before_it() -> None:
    """Cutting the marks out leaves the sentence as it was written."""
    text = "the cells 1. The drugs 23, too [4]."
    rest = text
    for mark in reversed(find_marks(text, FOUR)):
        rest = rest[: mark.start] + rest[mark.end :]
    assert rest == "the cells. The drugs, too."
    assert all(isinstance(mark, Mark) for mark in find_marks(text, FOUR))


def test_splits_ascend_and_hold_known_numbers_only() -> None:
    """Digits spell lists without zeros, repeats or steps back."""
    assert readings_of("123", TWELVE) == ((1, 2, 3),)
    assert readings_of("11", TWELVE) == ((11,),)
    assert readings_of("102", TWELVE) == ()
    assert readings_of("", TWELVE) == ((),)


def test_a_mark_spells_its_numbers_and_ranges() -> None:
    """Every way to write a mark comes down to the same digits."""
    assert spelled("[2, 4–6]") == ("2", "4–6")
    assert spelled("²˒³") == ("2", "3")
    assert spelled("[1][2]") == ("1", "2")
