"""Problems and the table of their codes."""

import re

from journalpress.problems import CODES, problem


def test_codes_are_well_formed_and_explained() -> None:
    """Editors search for them, so each says what it is about."""
    assert all(re.fullmatch(r"JP[PE]?\d{3}", code) and title for code, (_, title) in CODES.items())


def test_a_problem_is_one_line_with_place_code_and_what_to_do() -> None:
    """File and line first, so that a person finds it; the next step last."""
    found = problem("JP010", "“x” has no source", "add it", file="articles/a.md", line=7)

    assert str(found) == "articles/a.md:7: JP010 error: “x” has no source  → add it"


def test_a_problem_without_a_line_names_what_it_knows() -> None:
    """The article's slug stands in where there is no file."""
    assert str(problem("JP003", "past its date", article="lupus")).startswith("lupus: JP003 final")


def test_severity_comes_from_the_table() -> None:
    """No caller may soften a code."""
    assert problem("JP011", "x").severity == CODES["JP011"][0] == "warning"
