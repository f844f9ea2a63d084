"""Words that others wrote → words that a terminal may be given."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """The text without control and direction characters, which could steer a terminal."""
    return "".join(
        each for each in text if each == "\t" or unicodedata.category(each) not in ("Cc", "Cf")
    )
