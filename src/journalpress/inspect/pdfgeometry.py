"""Rectangles, matrices and colours of a PDF page, in points from its lower left."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Colour: TypeAlias = tuple[float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the other lies inside."""
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def shared(self, other: Box) -> Box:
        """What both have in common."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    @property
    def area(self) -> float:
        """Square points; 0 for an empty box."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


def as_matrix(operands: Any) -> Matrix:
    """Six numbers as a matrix."""
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def times(one: Matrix, two: Matrix) -> Matrix:
    """What the first does, then the second."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def placed(box: Box, matrix: Matrix) -> Box:
    """The smallest rectangle around the box as the matrix moves it."""
    a, b, c, d, e, f = matrix
    ax, bx = (a * box.left, a * box.right), (b * box.left, b * box.right)
    cy, dy = (c * box.bottom, c * box.top), (d * box.bottom, d * box.top)
    return Box(
        min(ax) + min(cy) + e, min(bx) + min(dy) + f, max(ax) + max(cy) + e, max(bx) + max(dy) + f
    )


def as_box(entries: Any) -> Box:
    """Four numbers as a rectangle, whichever corners they name."""
    left, bottom, right, top = (float(each) for each in entries)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def as_colour(numbers: list[float]) -> Colour:
    """One, three or four numbers as red, green and blue: grey, RGB, CMYK."""
    match numbers:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            rest = 1 - black
            return (1 - cyan) * rest, (1 - magenta) * rest, (1 - yellow) * rest
        case _:
            return BLACK


def contrast(one: Colour, two: Colour) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=64)
def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
