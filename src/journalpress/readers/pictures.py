"""The bytes of a PNG or JPEG → Media: checked, upright, without anything that is not picture.

Metadata can hold a patient's name or the place where a photograph was taken, so nothing but the
pixels is kept, for every format at once.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from journalpress.limits import Limits
from journalpress.model import Media
from journalpress.problems import Problem, problem

_FORMATS: tuple[Literal["PNG", "JPEG"], ...] = ("PNG", "JPEG")
_JPEG_QUALITY = 92
_PLAIN_MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}}


def read_picture(data: bytes, name: str, limits: Limits) -> Media | Problem:
    """The picture without metadata, turned upright; a Problem (JP045, JP112) if it is of no use.

    The same bytes always give the same Media. Its digest is that of the author's file.
    """
    if len(data) > limits.picture_bytes:
        most = limits.picture_bytes // 1_000_000
        return problem(
            "JP112",
            f"the picture “{name}” is larger than {most} MB (picture_bytes)",
            "save it smaller",
        )
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture of many pixels; the limit below decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                width, height = picture.size
                if width * height > limits.picture_pixels:
                    most = limits.picture_pixels // 1_000_000
                    return problem(
                        "JP112",
                        f"the picture “{name}” has more than {most} million pixels"
                        " (picture_pixels)",
                        "save it with fewer pixels",
                    )
                return _media(data, name, picture)
    except UnidentifiedImageError:
        return problem(
            "JP045", f"the picture “{name}” is neither PNG nor JPEG", "save it as PNG or JPEG"
        )
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        # Pillow raises each of these for files that begin as a picture and do not go on as one.
        return problem("JP045", f"the picture “{name}” is damaged: {error}", "save it again")


def _media(data: bytes, name: str, picture: Image.Image) -> Media:
    kind = picture.format
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    clean = io.BytesIO()
    if kind == "PNG":
        pixels = _pixels(upright, "PNG", "RGBA" if upright.has_transparency_data else "RGB")
        pixels.save(clean, "PNG", optimize=True)
    else:
        pixels = _pixels(upright, "JPEG", "RGB")
        pixels.save(clean, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return Media(
        name=name,
        media_type="image/png" if kind == "PNG" else "image/jpeg",
        width=pixels.width,
        height=pixels.height,
        sha256=hashlib.sha256(data).hexdigest(),
        data=clean.getvalue(),
    )


def _pixels(picture: Image.Image, kind: Literal["PNG", "JPEG"], mode: str) -> Image.Image:
    """A copy that holds pixels, and the transparency of a PNG, and nothing else."""
    plain = picture if picture.mode in _PLAIN_MODES[kind] else picture.convert(mode)
    transparency = plain.info.get("transparency") if kind == "PNG" else None
    copy = plain.copy()
    copy.info = {} if transparency is None else {"transparency": transparency}
    return copy
