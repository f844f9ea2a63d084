"""Text → the characters in it that none of our fonts has, without opening a font.

styles/fonts/CHARACTERS lists what the fonts have; a test holds it to them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from journalpress.assets import fonts_dir
from journalpress.errors import EnvironmentFailure

LISTED = "CHARACTERS"

_UNSEEN = frozenset(
    "\t\n\r\u2008\u205f"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070))))
)
"""Spaces and marks that are drawn without a glyph (found by drawing each)."""


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that would print as a box, each once, in the order of the text.

    A letter with an accent that no font has as one is printed of two. Raises EnvironmentFailure
    where the list is missing.
    """
    if text.isascii():
        return ()
    listed = _listed()
    return tuple(
        each
        for each in dict.fromkeys(text)
        if each not in listed and not set(unicodedata.normalize("NFD", each)) <= listed
    )


def named(characters: tuple[str, ...]) -> str:
    """The characters as an error names them: `“☃” (U+2603, snowman)`."""
    return ", ".join(f"“{each}” (U+{ord(each):04X}{_name(each)})" for each in characters)


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f", {name}" if name else ""


@cache
def _listed() -> frozenset[str]:
    try:
        lines = (fonts_dir() / LISTED).read_text("ascii").split()
    except OSError as error:
        raise EnvironmentFailure(
            f"journalpress is not whole: styles/fonts/{LISTED} is missing",
            hint="install journalpress again",
        ) from error
    ranges = (line.partition("-") for line in lines)
    return _UNSEEN.union(
        chr(code)
        for first, _, last in ranges
        for code in range(int(first, 16), int(last or first, 16) + 1)
    )
