"""Colours as `#rrggbb`: how far they stand apart, and tones between them."""

from __future__ import annotations

import re
from functools import lru_cache

_HEXADECIMAL = re.compile(r"#[0-9a-f]{6}")
_WHITE, _BLACK = "#ffffff", "#000000"


def is_colour(text: str) -> bool:
    """Whether the text is a colour as it is written here: `#` and six digits, small letters."""
    return bool(_HEXADECIMAL.fullmatch(text))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """The colour with `share` (0 to 1) of the other in it."""
    parts = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def lightened(colour: str, ground: str, least: float) -> str:
    """The colour with as much white as it needs to stand at `least` to 1 on a dark ground."""
    return next(
        tone
        for tone in (mixed(colour, _WHITE, step / 100) for step in range(101))
        if contrast(tone, ground) >= least or tone == _WHITE
    )


MIDDLE = 0.18
"""The luminance at which a tone stands as far from white as from black, at 4.6 to 1."""


# A hundred tones are tried for each colour of a theme, in every stylesheet of every book.
@lru_cache(maxsize=128)
def middle(colour: str) -> str:
    """A tone of this colour that is seen on white and on black alike, at 3 to 1 at least."""
    towards = _WHITE if luminance(colour) < MIDDLE else _BLACK
    tones = (mixed(colour, towards, step / 100) for step in range(101))
    return min(tones, key=lambda tone: abs(luminance(tone) - MIDDLE))
