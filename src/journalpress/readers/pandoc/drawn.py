"""A table drawn with signs, as data: the source of each cell, and the places that it covers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from journalpress.model import Alignment


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """The source of a cell, its first line in the table, from 0, and how far it reaches."""

    source: str
    line: int
    heading: bool = False
    columns: int = 1
    rows: int = 1
    align: Alignment = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: each cell once, in the row where it begins.

    `plain` says that a cell holds words: a dash at its beginning is one, and begins no list.
    `widened`: a row has more cells than the header, and no program would show them.
    """

    rows: tuple[tuple[DrawnCell, ...], ...]
    plain: bool = False
    widened: bool = False


def laid_out(line: str) -> tuple[str, ...]:
    """What stands in each place of a line, as a font of one width shows it.

    A wide character (Unicode Standard Annex 11) leaves the place behind it empty; one that combines
    with the character before it takes no place. Tabs reach to the next fourth place.
    """
    line = line.expandtabs(4)
    if line.isascii():
        return tuple(line)
    places: list[str] = []
    for character in line:
        if places and unicodedata.category(character) in ("Mn", "Me", "Cf"):
            at = -2 if not places[-1] and len(places) > 1 else -1
            places[at] += character
            continue
        places.append(character)
        if unicodedata.east_asian_width(character) in ("W", "F"):
            places.append("")
    return tuple(places)


def side_of(dashes: str) -> Alignment:
    """How a column is set whose dashes may have colons at their ends."""
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def dedented(lines: list[str]) -> str:
    """The lines of a cell without the space that all of them begin with."""
    kept = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(kept, default=0)
    return "\n".join(line[margin:].rstrip() for line in lines).strip("\n")
