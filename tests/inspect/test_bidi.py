"""What a line shows from left to right: fixed cases, and whatever Pango's own library says."""

from __future__ import annotations

import ctypes
import random

import pytest

from journalpress.inspect.bidi import shown, shows_as

SIGNS = "ابجدabcd0123 .,:/-%()[]«»–+،٪٤"


def fribidi(text: str, base: str) -> str:
    """The line as the library orders it that orders the lines of our pages."""
    try:
        library = ctypes.CDLL("libfribidi.so.0")
    except OSError:
        pytest.skip("libfribidi is not installed: it comes with Pango, which `make test` installs")
    given = (ctypes.c_uint32 * len(text))(*map(ord, text))
    found = (ctypes.c_uint32 * (len(text) + 1))()
    # 0x110 and 0x111: FRIBIDI_PAR_LTR and FRIBIDI_PAR_RTL.
    direction = ctypes.byref(ctypes.c_uint32(0x111 if base == "R" else 0x110))
    library.fribidi_log2vis(given, len(text), direction, found, None, None, None)
    return "".join(map(chr, found[: len(text)]))


def test_lines_of_chance_are_ordered_as_fribidi_orders_them() -> None:
    """Letters of both directions, figures, brackets, what joins numbers and what does not."""
    chance = random.Random(20261201)
    for _ in range(2000):
        line = "".join(chance.choices(SIGNS, k=chance.randint(1, 14)))
        for base in ("R", "L"):
            assert shows_as(list(fribidi(line, base)), line), (line, base)


@pytest.mark.parametrize(
    ("text", "base", "from_left"),
    [
        ("ضغط 135/85", "R", "135/85 طغض"),
        ("ضغط (mmHg)", "R", "(mmHg) طغض"),
        ("see ضغط", "L", "see طغض"),
        ("020 7946", "R", "7946 020"),
        ("\u200e020 7946", "R", "020 7946"),
    ],
)
def test_a_line_is_shown_as_its_readers_expect(text: str, base: str, from_left: str) -> None:
    """Figures keep their order inside; brackets turn over; a mark of direction decides."""
    assert shown(text, base) == from_left


def test_a_joined_lam_alef_shows_both_letters() -> None:
    """One glyph reads as two letters, whose vowels stand behind it."""
    assert shows_as(["َ", "لا", "س"], "سلَا")
    assert not shows_as(["ال", "س"], "سلا")


@pytest.mark.parametrize(
    "other", ["من 180 إلى 120", "من 120 إلى", "إلى 180 من 120", "من 120 إلى 810", "من ١٢٠ إلى 180"]
)
def test_other_words_are_not_what_is_shown(other: str) -> None:
    """Numbers exchanged, a word dropped, words or figures in another order."""
    drawn = shown("من 120 إلى 180", "R")

    assert shows_as(drawn, "من 120 إلى 180")
    assert not shows_as(drawn, other)
