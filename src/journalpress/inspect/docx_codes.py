"""Leaflet codes in a Word file, read as they are written elsewhere.

Word breaks a line behind every hyphen but its own w:noBreakHyphen, so a copy has that in them.
"""

from __future__ import annotations

import re

from journalpress.edition.digest import CODE_ALPHABET

NO_BREAK = "\u2011"
"""What a reader of Word files makes of w:noBreakHyphen."""

SIGN = f"[{CODE_ALPHABET}]"
"""A pattern for one character of a code."""

_JOINED = re.compile(rf"({SIGN}{{4}}){NO_BREAK}({SIGN}{{4}}){NO_BREAK}({SIGN})")


def plain_codes(text: str) -> str:
    """The text with each code's hyphens as they are written elsewhere; as long as it was."""
    return _JOINED.sub(r"\1-\2-\3", text)
