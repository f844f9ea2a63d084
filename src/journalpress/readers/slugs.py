"""A title → the slug of a new article: `[a-z][a-z0-9-]{0,62}`, unlike every slug there is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_CHARACTERS = 63

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "'": "",
        "’": "",
        "ʼ": "",
    }
)
_FORBIDDEN = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Windows lets no file have such a name, whatever its ending."""


def transliterate(text: str) -> str:
    """The text in small letters a–z and digits as far as Latin letters go; the rest as it is."""
    small = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    parted = unicodedata.normalize("NFKD", small)
    return "".join(each for each in parted if not unicodedata.combining(each))


def propose_slug(title: str, taken: Iterable[str] = ()) -> str:
    """A slug made of the title's words; with `-2`, `-3`… where it, in any case, is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", transliterate(title)).strip("-")
    if not re.match("[a-z]", words):
        words = f"article-{words}".strip("-")
    used = {each.casefold() for each in taken} | _FORBIDDEN
    slug = _shortened(words, MOST_CHARACTERS)
    count = 1
    while slug in used:
        count += 1
        slug = f"{_shortened(words, MOST_CHARACTERS - len(str(count)) - 1)}-{count}"
    return slug


def _shortened(words: str, most: int) -> str:
    """At most so many characters, cut between words where that leaves more than half."""
    if len(words) <= most:
        return words
    cut = words[: most + 1].rpartition("-")[0]
    return (cut if len(cut) > most // 2 else words[:most]).rstrip("-")
