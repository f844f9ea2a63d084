"""The paragraphs and tables of a Word file, each with what the file says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from journalpress.readers.rich.tree import Lost, Mark, Picture, Run, Span, text_of
from journalpress.readers.word.styles import Shape


@dataclass(slots=True)
class Line:
    """A paragraph: its words so far, its number in a list (0: a bullet) and as it is printed.

    `within` says whether a list of sources or of contents, made by a field, holds it; `counted`
    whether a caption counts it; `bold` whether all its words are so, `size` the largest of them,
    in half-points. `apart` stands behind it: text boxes, and what no Article can hold.
    """

    shape: Shape
    spans: list[Span] = field(default_factory=list)
    number: int = 0
    printed: str = ""
    within: Literal["", "sources", "contents"] = ""
    counted: Literal["", "table", "figure"] = ""
    names: list[str] = field(default_factory=list)
    bold: bool = True
    size: int = 0
    apart: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, white space folded; a picture and a citation leave nothing."""
        return " ".join(text_of(tuple(self.spans)).split())


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a table: how many columns it covers, whether it goes on from the row above."""

    parts: list[Part]
    columns: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `heading` where it repeats on every page."""

    places: list[Place]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: list[TableRow]


@dataclass(frozen=True, slots=True)
class TextBox:
    """Words in a frame of their own."""

    parts: list[Part]


Part: TypeAlias = Line | Table | TextBox | Lost


def has_content(spans: list[Span]) -> bool:
    """Whether there is a word, a citation or a picture in these spans."""
    return any(
        isinstance(span, Mark | Picture) or (isinstance(span, Run) and span.text.strip())
        for span in spans
    )


def lines_in(parts: list[Part]) -> Iterator[Line]:
    """Every paragraph in these parts, wherever it stands."""
    for part in parts:
        match part:
            case Line():
                yield part
                yield from lines_in(part.apart)
            case Table():
                for row in part.rows:
                    for place in row.places:
                        yield from lines_in(place.parts)
            case TextBox():
                yield from lines_in(part.parts)
            case Lost():
                pass
