"""A PDF page → what is drawn on it beside words: pictures, strokes, and figures made of modules.

Lengths are points, origin at the lower left of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from journalpress.inspect.pdfgeometry import (
    IDENTITY,
    Box,
    Matrix,
    as_box,
    as_matrix,
    placed,
    times,
)

DrawingKind: TypeAlias = Literal["picture", "stroke", "fill", "frame"]

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, a stroked or a filled path, or a frame: what lies between two rectangles.

    `dots_an_inch` is that of a picture at the size at which it is shown; `width` that of a stroke
    or of a frame's thinnest side; `pieces` counts the parts of a path, or a frame's sides.
    """

    kind: DrawingKind
    box: Box
    dots_an_inch: float = 0.0
    width: float = 0.0
    pieces: int = 0


def drawings(page: Any) -> Iterator[Drawing]:
    """Everything that the page draws, in order."""
    yield from _Drawings().read(page, page.obj.get("/Resources"), IDENTITY, 0)


class _Drawings:
    """One pass over a page; forms are read where they are drawn."""

    def __init__(self) -> None:
        self._left = 1_000_000

    def read(self, content: Any, resources: Any, matrix: Matrix, depth: int) -> Iterator[Drawing]:
        import pikepdf

        stack: list[tuple[Matrix, float]] = []
        path: list[Box] = []
        width, pieces = 1.0, 0
        for each in pikepdf.parse_content_stream(content):
            operands = each.operands
            self._left -= 1
            if self._left < 0:
                raise ValueError("it draws more than anybody can read")
            match str(each.operator):
                case "q":
                    stack.append((matrix, width))
                case "Q":
                    matrix, width = stack.pop() if stack else (matrix, width)
                case "cm":
                    matrix = times(as_matrix(operands), matrix)
                case "w":
                    width = float(operands[0])
                case "re":
                    x, y, wide, high = (float(number) for number in operands)
                    path.append(placed(Box(x, y, x + wide, y + high), matrix))
                    pieces += 1
                case "m" | "l":
                    x, y = (float(number) for number in operands)
                    path.append(placed(Box(x, y, x, y), matrix))
                    pieces += 1
                case "c" | "v" | "y":
                    x, y = (float(number) for number in operands[-2:])
                    path.append(placed(Box(x, y, x, y), matrix))
                    pieces += 1
                case "S" | "s" | "B" | "B*" | "b" | "b*" if path:
                    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
                    yield Drawing("stroke", _around(path), width=width * scale, pieces=pieces)
                    path, pieces = [], 0
                case "f" | "F" | "f*" if path:
                    yield _frame(path) or Drawing("fill", _around(path), pieces=pieces)
                    path, pieces = [], 0
                case "n":
                    path, pieces = [], 0
                case "Do":
                    yield from self._object(str(operands[0]), resources, matrix, depth)

    def _object(self, name: str, resources: Any, matrix: Matrix, depth: int) -> Iterator[Drawing]:
        drawn = (resources or {}).get("/XObject", {}).get(name)
        if drawn is None:
            return
        if drawn.get("/Subtype") == "/Image":
            across = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
            up = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
            dots = min(
                float(pixels) * 72 / points if points else 0.0
                for pixels, points in ((drawn.Width, across), (drawn.Height, up))
            )
            box = placed(Box(0.0, 0.0, 1.0, 1.0), matrix)
            yield Drawing("picture", box, dots_an_inch=dots)
        elif depth < _DEEPEST and "/BBox" in drawn:
            as_box(drawn.BBox)
            inner = times(as_matrix(drawn.get("/Matrix", IDENTITY)), matrix)
            yield from self.read(drawn, drawn.get("/Resources", resources), inner, depth + 1)


def _frame(path: list[Box]) -> Drawing | None:
    """The path as a frame, if it is a rectangle inside another: a border is drawn so."""
    if len(path) != 2 or not path[0].area or not path[1].area:
        return None
    inner, outer = sorted(path, key=lambda each: each.area)
    if not outer.holds(inner, 0.01):
        return None
    sides = [abs(one - two) for one, two in zip(inner, outer, strict=True)]
    ruled = [side for side in sides if side > 0.01]
    return Drawing("frame", outer, width=min(ruled, default=0.0), pieces=len(ruled))


def _around(path: list[Box]) -> Box:
    return Box(
        min(each.left for each in path),
        min(each.bottom for each in path),
        max(each.right for each in path),
        max(each.top for each in path),
    )
