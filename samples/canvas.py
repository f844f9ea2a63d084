"""Shapes and words in pixels -> a smooth picture, through Pillow.

Everything is drawn at four times the size and scaled down once, so that edges are smooth
without anti-aliasing code.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SAMPLES = Path(__file__).resolve().parent
FONTS = SAMPLES.parent / "styles" / "fonts" / "source-sans"
SCALE = 4

TEAL = "#0b4f6c"
MIDDLE = "#4f8ba0"
LIGHT = "#a9cbd6"
FAR = "#86b2c1"
PALE = "#e4f0f4"
ACCENT = "#b84a12"
WARM = "#fbeade"
INK = "#12303d"
QUIET = "#3d5763"
FURNITURE = "#93adb8"
WHITE = "#ffffff"

Point = tuple[float, float]


class Canvas:
    """A white sheet of `width` x `height` pixels; every length is given in final pixels."""

    def __init__(self, width: int, height: int) -> None:
        """An empty sheet."""
        self.size = (width, height)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), WHITE)
        self.draw = ImageDraw.Draw(self.image)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str, radius: float = 0
    ) -> None:
        """A filled rectangle with round corners."""
        corners = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self.draw.rounded_rectangle(corners, radius * SCALE, fill=fill)

    def disc(
        self, centre: Point, radius: float, fill: str, outline: str = "", width: float = 0
    ) -> None:
        """A filled circle; the outline lies inside it."""
        x, y = centre
        corners = tuple(each * SCALE for each in (x - radius, y - radius, x + radius, y + radius))
        self.draw.ellipse(corners, fill, outline or None, round(width * SCALE))

    def stroke(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line through the points with round ends and joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill, round(width * SCALE), joint="curve")
        for point in (points[0], points[-1]):
            self.disc(point, width / 2, fill)

    def dashes(self, start: Point, end: Point, width: float, fill: str) -> None:
        """A dashed straight line."""
        length = math.dist(start, end)
        step = 18.0
        for number in range(int(length // step)):
            from_, to = number * step / length, (number * step + step / 2) / length
            ends = [
                (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)
                for t in (from_, to)
            ]
            self.stroke(ends, width, fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def text(
        self,
        at: Point,
        words: str,
        size: float,
        fill: str = INK,
        cut: str = "Regular",
        anchor: str = "lm",
        leading: float = 1.22,
    ) -> None:
        """Lines of text; `at` is the anchor of the first line (Pillow's anchor letters)."""
        font = font_of(cut, size)
        for number, line in enumerate(words.split("\n")):
            place = (at[0] * SCALE, (at[1] + number * size * leading) * SCALE)
            self.draw.text(place, line, fill, font, anchor)

    def save(self, path: Path) -> None:
        """Scale down and write a PNG file, without date or text chunk."""
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.save(path, optimize=True)


def font_of(cut: str, size: float) -> ImageFont.FreeTypeFont:
    """The cut of Source Sans at a size in final pixels.

    Raises:
        OSError: the font is not in styles/fonts; there is no substitute.
    """
    path = FONTS / f"SourceSans3-{cut}.ttf"
    return ImageFont.truetype(path, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


def curve(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """A closed smooth curve through the points (Catmull-Rom)."""
    count = len(points)
    found: list[Point] = []
    for number in range(count):
        p0, p1, p2, p3 = (points[(number + shift) % count] for shift in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            a, b, c = -t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3
            d = t**3 - t**2
            x, y = (
                (a * p0[axis] + b * p1[axis] + c * p2[axis] + d * p3[axis]) / 2 for axis in (0, 1)
            )
            found.append((x, y))
    return found
