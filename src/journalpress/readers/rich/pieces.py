"""The words of a leaf as one text, with the place in it where each span stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from journalpress.readers.characters import INVISIBLE, UNFIT
from journalpress.readers.rich.tree import Mark, Run, Span, Words

THING = "\ufffc"
"""What stands in the text of a leaf for a mark, a picture or a line break."""
_NO_BREAK = re.compile(r"[ \t\n]*\u00a0[ \t\n\u00a0]+|[ \t\n]+\u00a0")


@dataclass(frozen=True, slots=True)
class Piece:
    """A span at `start:end` of the leaf's text."""

    start: int
    end: int
    span: Span


def pieces_of(words: Words) -> tuple[list[Piece], str, int]:
    """The spans in their places, the text that they make, how many invisible characters it had."""
    pieces: list[Piece] = []
    at = invisible = 0
    parts: list[str] = []
    for span in words:
        text = THING
        if isinstance(span, Run):
            text, count = _clean(span.text)
            invisible += count
        if text:
            pieces.append(Piece(at, at + len(text), span))
            parts.append(text)
            at += len(text)
    return pieces, "".join(parts), invisible


def _clean(text: str) -> tuple[str, int]:
    if text.isascii() and text.isprintable():
        return text, 0
    shown, count = INVISIBLE.subn("", text)
    shown = UNFIT.sub(lambda found: found[0] if found[0] in "\ufffd\ufffc" else " ", shown)
    shown = shown.replace(THING, " ")
    return _NO_BREAK.sub(" ", unicodedata.normalize("NFC", shown)), count


def href_of(piece: Piece) -> str | None:
    """The address that a run leads to, "" for none; None for what is no run."""
    return piece.span.href if isinstance(piece.span, Run) else None


def covered(text: str, places: list[tuple[int, int]]) -> str:
    """The text with these places as THING."""
    if not places:
        return text
    characters = list(text)
    for start, end in places:
        characters[start:end] = THING * (end - start)
    return "".join(characters)


def stretches(pieces: list[Piece], masked: str) -> Iterator[tuple[int, int, list[Piece]]]:
    """Neighbouring runs that are raised and no mark yet."""
    for raised, group in groupby(pieces, key=lambda each: _is_sup(each, masked)):
        run = list(group)
        if raised:
            yield run[0].start, run[-1].end, run


def _is_sup(piece: Piece, masked: str) -> bool:
    is_sup = isinstance(piece.span, Run) and piece.span.script == "sup"
    return is_sup and THING not in masked[piece.start : piece.end]


def is_raised(pieces: list[Piece], start: int, end: int) -> bool:
    """Whether all that stands between two places is raised."""
    inner = cut(pieces, start, end)
    return all(isinstance(each.span, Run) and each.span.script == "sup" for each in inner)


def would_join(text: str, start: int, end: int) -> bool:
    """Whether words stand directly before and behind what leaves nothing here."""
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()


def cut(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces between two places, those at the ends cut."""
    found: list[Piece] = []
    at = bisect_right(pieces, start, key=lambda piece: piece.end)
    while at < len(pieces) and pieces[at].start < end:
        piece = pieces[at]
        found.append(Piece(max(piece.start, start), min(piece.end, end), piece.span))
        at += 1
    return found


def written_of(pieces: list[Piece], text: str) -> str:
    """What these pieces print; a comma where two marks would run together."""
    written = ""
    last: Piece | None = None
    for piece in pieces:
        span = piece.span
        part = span.written if isinstance(span, Mark) else text[piece.start : piece.end]
        if written[-1:].isalnum() and part[:1].isalnum() and _are_two(last, piece):
            written += ","
        written += part
        last = piece
    return written.strip()


def _are_two(one: Piece | None, other: Piece) -> bool:
    """Whether these are two marks, and not one in two runs."""
    if one is None or not (isinstance(one.span, Run) and isinstance(other.span, Run)):
        return True
    return (one.span.href, one.span.script) != (other.span.href, other.span.script)
