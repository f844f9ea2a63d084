"""Leaflet codes in Word: their hyphens are no places to break a line.

Word breaks a line behind every hyphen but its own w:noBreakHyphen; a code torn in two is typed
wrongly. What is read back of a copy has plain hyphens again.
"""

from __future__ import annotations

import re

from journalpress.edition.digest import CODE_ALPHABET

NO_BREAK = "\u2011"
"""What a reader of Word files (inspect/docx.py) makes of w:noBreakHyphen."""

_SIGN = f"[{CODE_ALPHABET}]"
_CODE = re.compile(rf"(?<![\w-])({_SIGN}{{4}})-({_SIGN}{{4}})-({_SIGN})(?![\w-])")
_JOINED = re.compile(rf"({_SIGN}{{4}}){NO_BREAK}({_SIGN}{{4}}){NO_BREAK}({_SIGN})")


def join_codes(text: str) -> str:
    """The text with a hyphen that never breaks in each code."""
    return _CODE.sub(rf"\1{NO_BREAK}\2{NO_BREAK}\3", text)


def plain_codes(text: str) -> str:
    """The text with each code as it is written elsewhere."""
    return _JOINED.sub(r"\1-\2-\3", text)
