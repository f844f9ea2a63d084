"""A picture → the bytes that a book may hold: at most 4 megapixels, opaque, PNG or JPEG."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from journalpress.model import Media

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 4_000_000
"""What shops accept inside a book (Apple Books Asset Guide); larger pictures are made smaller."""

JPEG_QUALITY = 88
_SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg"}


def picture_path(media: Media) -> str:
    """Where it lies in the book: named for its bytes, so that any name of the author's will do."""
    digest = hashlib.sha256(media.data).hexdigest()
    return f"pictures/{digest[:16]}{_SUFFIX[media.media_type]}"


@lru_cache(maxsize=16)
def picture_bytes(media: Media) -> bytes:
    """The author's bytes, or the same picture drawn anew where a reading system would stumble.

    It is drawn smaller if it has too many pixels, and on white if it is transparent: on a dark
    page its black lines would be gone, and some devices show no transparency at all (Kobo).
    """
    from PIL import Image

    with Image.open(io.BytesIO(media.data)) as picture:
        pixels = picture.width * picture.height
        if pixels <= MOST_PIXELS and not picture.has_transparency_data:
            return media.data
        drawn = flattened(picture)
    if pixels > MOST_PIXELS:
        scale = (MOST_PIXELS / pixels) ** 0.5
        size = (max(1, int(drawn.width * scale)), max(1, int(drawn.height * scale)))
        drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    if media.media_type == "image/jpeg":
        drawn.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        drawn.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def flattened(picture: Image) -> Image:
    """The picture on white, in greys where it has no other colour, without metadata."""
    from PIL import Image

    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        ground = Image.new("RGBA", over.size, "white")
        ground.alpha_composite(over)
        picture = ground
    plain = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    plain.info = {}
    return plain
