"""A source and the words that a style prints for it → which of its parts do not stand there.

A style may leave out what it likes, and change case, order and form of names; a reader finds a
paper by its title, its first author and its year all the same. Each is looked for among the words,
after the words of the one before were taken away, so that a year in a title is not taken for the
year.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from journalpress.csl.item import AND_OTHERS
from journalpress.edition.types import ResolvedInline
from journalpress.model import Link, Name, Source, Text

_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S+")
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^>]*>")
"""What CSL-JSON knows of HTML: it is set, not printed."""


def omissions(source: Source, printed: Sequence[ResolvedInline]) -> tuple[str, ...]:
    """Of "title", "first author" and "year" those that the source has and the entry does not.

    Letters are compared without case and accents. A source in words of its own (`raw`) has all.
    """
    if source.raw:
        return ()
    text = _text(printed)
    left = _words(_ADDRESS.sub(" ", text))
    missing: list[str] = []
    if title := _words(_MARKUP.sub("", source.title)):
        found = _position(title, left)
        if found is not None:
            left = left[:found] + left[found + len(title) :]
        elif "".join(title) not in "".join(_words(text)):
            # A style may forget a space between the title and what follows.
            missing.append("title")
    standing = Counter(left)
    first = source.authors[0] if source.authors else Name()
    name = Counter(_words(first.family or first.literal))
    if name and first.literal.casefold() not in AND_OTHERS:
        if name <= standing:
            standing -= name
        else:
            missing.append("first author")
    year = source.issued[:4]
    if year and not any(_is_year(word, year) for word in standing):
        missing.append("year")
    return tuple(missing)


def _is_year(word: str, year: str) -> bool:
    """Whether this word is the year; a style may set a letter to it."""
    return word == year or (word[:-1] == year and word[-1].isalpha())


def _position(words: list[str], inside: list[str]) -> int | None:
    """Where these words stand one after the other; None where they do not."""
    length = len(words)
    return next(
        (at for at in range(len(inside) - length + 1) if inside[at : at + length] == words), None
    )


def _text(printed: Sequence[ResolvedInline]) -> str:
    parts: list[str] = []
    for inline in printed:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, Link):
            parts += [run.text for run in inline.runs]
    return "".join(parts)


def _words(text: str) -> list[str]:
    """The words in small letters without accents, punctuation between them dropped."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(
        r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each))
    )
