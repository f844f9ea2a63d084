"""Words → the order in which a list of one language shows them."""

from __future__ import annotations

import re
import unicodedata

from journalpress.edition.wording import RIGHT_TO_LEFT, base_language

_NOT_COUNTED = re.compile("[^\\w\\s]|[_\u0640]")
"""U+0640 only makes an Arabic word wider."""
_DIGITS = re.compile(r"\d+")
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_ARABIC_ARTICLE = re.compile("^\u0627\u0644(?=\\w{2})")
_AFTER_EVERY_LETTER = "\uffff"
_JOINED_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode does not take apart and readers look for as these."""


def folded(text: str) -> str:
    """The letters and figures alone: without case, accents, signs of vowels, hyphens or stops."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_JOINED_LETTERS)
    return " ".join(_NOT_COUNTED.sub("", apart).split())


def sort_key(text: str, lang: str) -> tuple[bool, str, str]:
    """Sorts words as a reader of this language looks for them.

    Words in another script come last, numbers by their value. Accents do not count, but Spanish ñ
    is a letter of its own; the Arabic article does not count either.
    """
    base = base_language(lang)
    words = text
    if base == "es":
        words = unicodedata.normalize("NFC", text.casefold()).replace(
            "ñ", f"n{_AFTER_EVERY_LETTER}"
        )
    key = _DIGITS.sub(lambda found: found[0].zfill(9), _letters(words))
    if base == "ar":
        key = _ARABIC_ARTICLE.sub("", key)
    first = next((each for each in key if each.isalpha()), "")
    foreign = bool(first) and bool(_ARABIC.match(first)) != (base in RIGHT_TO_LEFT)
    return foreign, key, text


def _letters(text: str) -> str:
    """`folded`, with the mark for a letter of its own kept."""
    return _AFTER_EVERY_LETTER.join(folded(piece) for piece in text.split(_AFTER_EVERY_LETTER))
