"""Sources, a style, a language → the printed words of each, asked for once in a process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from journalpress.csl.entry import entry_inlines
from journalpress.csl.item import AND_OTHERS, csl_item
from journalpress.csl.pandoc import entries_of
from journalpress.csl.style import standalone
from journalpress.csl.types import ReferenceStyle
from journalpress.model import Link, Name, Source, Text

Entry: TypeAlias = tuple[Text | Link, ...]

AT_ONCE = 500
"""Sources that one run of pandoc prints: its memory is limited."""
MOST_KEPT = 20_000

_kept: dict[tuple[ReferenceStyle, str, Source], Entry] = {}
"""What was printed in this process; a source prints alike wherever it is listed."""


def printed_entries(
    style: ReferenceStyle, sources: Sequence[Source], lang: str
) -> tuple[Entry, ...]:
    """The words of each source in this style and language, () where the style prints nothing.

    A source prints as if it stood alone, whatever its key. Raises InputError where the style cannot
    be used, EnvironmentFailure where pandoc cannot be run.
    """
    keys = [(style, lang, replace(source, key="")) for source in sources]
    missing = list(dict.fromkeys(key for key in keys if key not in _kept))
    if len(_kept) + len(missing) > MOST_KEPT:
        _kept.clear()
        missing = list(dict.fromkeys(keys))
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        items = [_item(source, f"s{position}") for position, (_, _, source) in enumerate(some)]
        found = entries_of(standalone(style), items, lang, name=style.name)
        for position, key in enumerate(some):
            _kept[key] = entry_inlines(found.get(f"s{position}", ()))
    return tuple(_kept[key] for key in keys)


def _item(source: Source, key: str) -> dict[str, Any]:
    """The source as an item, with what citeproc would else misread.

    It takes the initials `LC` for one name, and gives every word of a title its capital in styles
    that ask for it of English ones, unless the item is said to be in another language.
    """
    apart = replace(source, authors=_apart(source.authors), editors=_apart(source.editors))
    item = csl_item(apart, key=key)
    if any(sign.isalpha() and not sign.isascii() for sign in source.title):
        item["language"] = "und"
    return item


def _apart(names: tuple[Name, ...]) -> tuple[Name, ...]:
    apart = [_initialled(each) for each in names]
    if apart and apart[-1].literal.casefold() in AND_OTHERS:
        apart[-1] = Name(literal="others")
    return tuple(apart)


_INITIALS = re.compile(r"(?<![\w.])[^\W\d_]{2,3}(?![\w.])")


def _initialled(name: Name) -> Name:
    given, comma, rank = name.given.partition(",")
    return replace(name, given=f"{_INITIALS.sub(_dotted, given)}{comma}{rank}")


def _dotted(found: re.Match[str]) -> str:
    letters = found[0]
    return " ".join(f"{letter}." for letter in letters) if letters.isupper() else letters
