"""A number → the letters or signs in which lists and pages write it."""

from __future__ import annotations

from typing import Literal, TypeAlias

Numerals: TypeAlias = Literal["1", "a", "A", "i", "I"]
"""How a list is numbered, by what its first item shows."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


def as_numeral(number: int, numerals: Numerals) -> str:
    """The number written so; in digits where these letters cannot write it (0, below, above 3999).

    Letters count on as in a spreadsheet: z, aa, ab, as HTML and Word have it up to z.
    """
    if numerals == "1" or not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = _roman(number) if numerals in "iI" else _letters(number)
    return written.upper() if numerals.isupper() else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _letters(number: int) -> str:
    written = ""
    while number:
        number, last = divmod(number - 1, 26)
        written = chr(ord("a") + last) + written
    return written
