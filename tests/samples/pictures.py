"""Pages as small grey pictures, and how much two of them differ."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

DOTS_AN_INCH = 40
MOST = 0.004
"""The part of a page's dots that may differ: other machines smooth letters a little otherwise."""
NEAR = 48
"""Shades of 255 by which a dot may differ without being counted."""


def pages_of(pdf: bytes) -> list[Image.Image]:
    """Every page in shades of grey."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            page.render(scale=DOTS_AN_INCH / 72, grayscale=True).to_pil().convert("L")
            for page in document
        ]
    finally:
        document.close()


def sheet(pages: list[Image.Image], gap: int = 4) -> Image.Image:
    """The pages side by side on grey."""
    width = sum(page.width + gap for page in pages) - gap
    whole = Image.new("L", (width, max(page.height for page in pages)), 200)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + gap
    return whole


def write(picture: Image.Image, path: Path) -> None:
    """As PNG of sixteen shades: small, and enough to see what moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    picture.quantize(16).save(buffer, "PNG", optimize=True)
    path.write_bytes(buffer.getvalue())


def difference(one: Image.Image, two: Image.Image) -> float:
    """The part of the dots that differ; 1 where the sizes do."""
    if one.size != two.size:
        return 1.0
    blur = ImageFilter.BoxBlur(1)
    apart = ImageChops.difference(one.filter(blur), two.filter(blur))
    counted = sum(apart.histogram()[NEAR:])
    return counted / (one.width * one.height)


def difference_picture(recorded: Image.Image, now: Image.Image) -> Image.Image:
    """Three rows: as recorded, as it is now, and both: red was there, blue is new."""
    size = max(recorded.width, now.width), max(recorded.height, now.height)
    rows = [Image.new("L", size, 255) for _ in range(2)]
    rows[0].paste(recorded, (0, 0))
    rows[1].paste(now, (0, 0))
    both = Image.merge("RGB", (rows[1], ImageChops.darker(*rows), rows[0]))
    whole = Image.new("RGB", (size[0], 3 * (size[1] + 18)), "white")
    labels = ("recorded", "now", "red: only recorded, blue: only now")
    for position, (label, row) in enumerate(zip(labels, (*rows, both), strict=True)):
        top = position * (size[1] + 18)
        ImageDraw.Draw(whole).text((4, top + 3), label, fill="black")
        whole.paste(row.convert("RGB"), (0, top + 18))
    return whole
