"""Who made the revisions of a file, each person and moment once."""

from __future__ import annotations

import re

from journalpress.inspect.returned.types import Hand
from journalpress.wordfile.parts import Element, W

_DATE_UTC = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}dateUtc"
_DATE = re.compile(r"(?!0000)\d{4}-(?!00)\d\d-(?!00)\d\dT\S+")

_UNKNOWN = frozenset({"author", "unknown", "unknown author"})
"""What Word and LibreOffice write for a person who took their name out of the file."""


def hand_of(element: Element) -> Hand:
    """The hand of a revision or a comment."""
    author = " ".join(element.get(f"{{{W}}}author", "").split())
    date = element.get(_DATE_UTC) or element.get(f"{{{W}}}date") or ""
    return Hand(
        author="" if author.lower() in _UNKNOWN else author,
        date=date if _DATE.fullmatch(date) else "",
    )


class Hands:
    """Counts hands in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[Hand, int] = {}

    def number(self, element: Element) -> int:
        """The number of this revision's hand, from 0."""
        return self._number(hand_of(element))

    def unknown(self) -> int:
        """The number of a hand of which nothing is known."""
        return self._number(Hand())

    def all(self) -> tuple[Hand, ...]:
        """Every hand that was met, by its number."""
        return tuple(self._numbers)

    def _number(self, hand: Hand) -> int:
        return self._numbers.setdefault(hand, len(self._numbers))
