"""Numbers as lists write them."""

from __future__ import annotations

import pytest

from journalpress.numerals import Numerals, as_numeral


@pytest.mark.parametrize(
    ("number", "numerals", "written"),
    [
        (12, "1", "12"),
        (1, "a", "a"),
        (26, "a", "z"),
        (28, "A", "AB"),
        (4, "i", "iv"),
        (1999, "I", "MCMXCIX"),
        (0, "i", "0"),
        (-2, "a", "-2"),
        (4000, "I", "4000"),
    ],
)
def test_numbers_are_written_in_letters(number: int, numerals: Numerals, written: str) -> None:
    """Up to where these letters can write them."""
    assert as_numeral(number, numerals) == written
