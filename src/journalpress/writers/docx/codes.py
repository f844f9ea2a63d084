"""Leaflet codes in Word: their hyphens are no places to break a line.

Word breaks a line behind every hyphen but its own w:noBreakHyphen; a code torn in two is typed
wrongly. What is read back of a copy has plain hyphens again (inspect/docx_codes.py).
"""

from __future__ import annotations

import re

from journalpress.inspect.docx_codes import NO_BREAK, SIGN

_CODE = re.compile(rf"(?<![\w-])({SIGN}{{4}})-({SIGN}{{4}})-({SIGN})(?![\w-])")


def join_codes(text: str) -> str:
    """The text with a hyphen that never breaks in each code."""
    return _CODE.sub(rf"\1{NO_BREAK}\2{NO_BREAK}\3", text)
