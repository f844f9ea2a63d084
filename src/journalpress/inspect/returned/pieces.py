"""The pieces that a paragraph is made of, each with the revisions that it is under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from journalpress.inspect.returned.types import NOBODY
from journalpress.wordfile.looks import PLAIN, Look


@dataclass(frozen=True, slots=True)
class Fate:
    """The hands that added and removed something, NOBODY for neither."""

    added: int = NOBODY
    removed: int = NOBODY

    def stands(self, *, accepted: bool) -> bool:
        """Whether it is there in this view."""
        return (self.removed if accepted else self.added) == NOBODY


UNTOUCHED = Fate()


@dataclass(frozen=True, slots=True)
class Manner:
    """How words stand: their look, the address they link to, the bookmark that they cite."""

    look: Look = PLAIN
    href: str = ""
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words: as they stand now and as they stood before `changed` reformatted."""

    text: str
    fate: Fate
    new: Manner
    old: Manner
    changed: int = NOBODY


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: digest of its file ("" where it lies elsewhere) and its description."""

    digest: str
    description: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that cannot be imported, by what people call it, with the words in it."""

    kind: str
    words: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a comment begins, ends, or where its sign stands."""

    comment: str
    at: str


PAGE = "\f"
"""Where a new page or column begins: no word, but it parts two."""

Piece: TypeAlias = Words | Picture | Foreign | Edge


def is_settled(piece: Piece) -> bool:
    """Whether a piece is the same with and without tracked changes."""
    match piece:
        case Words():
            return piece.fate == UNTOUCHED and piece.new == piece.old
        case Picture() | Foreign():
            return piece.fate == UNTOUCHED
        case Edge():
            return True
