"""A picture's file → Media: wholly decoded, upright, without metadata, the same bytes each time.

Metadata can name a patient or the place of a photograph, so nothing but the pixels is kept, for
all formats at once. The type is told by the content, never by the name.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Literal

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import Media
from journalpress.problems import Problem, problem
from journalpress.readers.png import only_pixels

JPEG_QUALITY = 92
"""A photograph is encoded anew; above this the file grows and nobody sees a difference."""

ORIENTATION = ExifTags.Base.Orientation

_FORMATS: tuple[Literal["PNG", "JPEG"], ...] = ("PNG", "JPEG")
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError, LookupError,
    TypeError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's decoders raise on bytes that are no picture, or half of one."""


def read_picture(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, encoded: bool = True
) -> Media | Problem:
    """The picture of this file, or the Problem (JP045, JP112) that keeps it from being used.

    PNG keeps transparency; CMYK, 16-bit greys and colours of another profile become what every
    format shows alike. `sha256` is that of `data`; `data` of the Media is encoded anew, except for
    a PNG whose packed pixels can stay as they are, or empty unless `encoded` is wanted: whoever
    only judges the picture saves most of the time.
    """
    if len(data) > limits.picture_bytes:
        return _too_large(name, f"is larger than {limits.picture_bytes:,} bytes", "picture_bytes")
    try:
        with warnings.catch_warnings(), _whole_pictures_only():
            # Pillow only warns of very many pixels; our own limit is judged before one is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                width, height = picture.size
                if width * height > limits.picture_pixels:
                    what = f"has {width} × {height} pixels, more than {limits.picture_pixels:,}"
                    return _too_large(name, what, "picture_pixels")
                picture.load()
                return _media(picture, name, data, encoded=encoded)
    except Image.DecompressionBombError:
        return _too_large(name, "has far too many pixels", "picture_pixels")
    except UnidentifiedImageError:
        what = f"the picture “{name}” is neither PNG nor JPEG"
        return problem("JP045", what, "save it as PNG or JPEG", file=name)
    except _BROKEN as error:
        why = str(error).split("\n")[0].lower() or type(error).__name__
        what = f"the picture “{name}” is damaged: {why}"
        return problem("JP045", what, "copy it again, or save it again as PNG", file=name)


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Half a picture is an error in here, whatever other libraries in this process allow.

    WeasyPrint switches Pillow, for the whole process, to draw what is left of a torn file.
    """
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(name: str, what: str, limit: str) -> Problem:
    hint = f"save it smaller (limit {limit} in journal.toml)"
    return problem("JP112", f"the picture “{name}” {what}", hint, file=name)


def _media(picture: Image.Image, name: str, data: bytes, *, encoded: bool) -> Media:
    out = io.BytesIO()
    kept: bytes | None = None
    size = picture.size
    if encoded and picture.format == "PNG" and _is_seen_as_stored(picture):
        kept = only_pixels(data)
    if kept is None:
        pixels = _pixels(
            picture, transparent=picture.format == "PNG" and picture.has_transparency_data
        )
        size = pixels.size
        if encoded and picture.format == "PNG":
            # `optimize` takes three times as long and gains little (1 to 5 % on the samples).
            pixels.save(out, "PNG")
        elif encoded:
            pixels.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    width, height = size
    return Media(
        name=name,
        media_type="image/png" if picture.format == "PNG" else "image/jpeg",
        width=width,
        height=height,
        sha256=hashlib.sha256(data).hexdigest(),
        data=kept or out.getvalue(),
    )


def _is_seen_as_stored(picture: Image.Image) -> bool:
    """Whether the picture is neither to be turned nor to be brought into other colours."""
    return not picture.info.get("icc_profile") and picture.getexif().get(ORIENTATION, 1) == 1


def _pixels(picture: Image.Image, *, transparent: bool) -> Image.Image:
    """The pixels as they are meant to be seen, in a plain mode, and nothing else."""
    ImageOps.exif_transpose(picture, in_place=True)
    turned = _in_srgb(picture)
    if turned.mode.startswith("I"):
        # 16-bit greys, which convert() would cut off at 255 instead of scaling them.
        turned = turned.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if transparent:
        mode = "RGBA"
    elif turned.mode == "P" and picture.format == "PNG":
        mode = "P"
    else:
        mode = "L" if turned.mode in ("1", "L", "LA") else "RGB"
    plain = turned.convert(mode) if turned.mode != mode else turned
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in the colours of sRGB, which every format takes where no profile is named."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError):
        return picture
