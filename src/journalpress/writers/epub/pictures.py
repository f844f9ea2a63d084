"""A picture → the bytes that a book may hold: at most 4 megapixels, PNG or JPEG."""

from __future__ import annotations

import hashlib
import io

from journalpress.model import Media

MOST_PIXELS = 4_000_000
"""What shops accept inside a book (Apple Books Asset Guide); larger pictures are made smaller."""

JPEG_QUALITY = 88
_SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg"}


def picture_path(media: Media) -> str:
    """Where it lies in the book: named for its bytes, so that any name of the author's will do."""
    digest = hashlib.sha256(media.data).hexdigest()
    return f"pictures/{digest[:16]}{_SUFFIX[media.media_type]}"


def picture_bytes(media: Media) -> bytes:
    """The author's bytes, or the same picture drawn smaller if it has too many pixels."""
    pixels = media.width * media.height
    if pixels <= MOST_PIXELS:
        return media.data
    from PIL import Image

    scale = (MOST_PIXELS / pixels) ** 0.5
    size = (max(1, int(media.width * scale)), max(1, int(media.height * scale)))
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(media.data)) as picture:
        if media.media_type == "image/jpeg":
            smaller = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
            smaller.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
        else:
            mode = "RGBA" if picture.has_transparency_data else "RGB"
            smaller = picture.convert(mode).resize(size, Image.Resampling.LANCZOS)
            smaller.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
