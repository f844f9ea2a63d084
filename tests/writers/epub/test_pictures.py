"""Tests of the pictures: left alone, or made smaller where a shop would refuse them."""

from __future__ import annotations

import io
from typing import Literal

import pytest
from PIL import Image

from journalpress.model import Media
from journalpress.writers.epub.pictures import MOST_PIXELS, picture_bytes, picture_path

LARGE = (2460, 1640)
"""A little more than the four megapixels that a book may hold."""


def drawn(
    size: tuple[int, int],
    media_type: Literal["image/png", "image/jpeg"] = "image/png",
    mode: str = "RGB",
) -> Media:
    """A picture of one colour."""
    buffer = io.BytesIO()
    kind = "PNG" if media_type == "image/png" else "JPEG"
    Image.new(mode, size).save(buffer, kind, compress_level=1)
    return Media("a b.png", media_type, *size, "sha", buffer.getvalue())


def test_a_picture_of_ordinary_size_keeps_its_bytes() -> None:
    """Nothing is gained by drawing it again."""
    media = drawn((2000, 2000))

    assert picture_bytes(media) is media.data


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_a_picture_too_large_is_drawn_smaller_in_its_own_kind(
    media_type: Literal["image/png", "image/jpeg"],
) -> None:
    """Four megapixels at most, in the same proportions."""
    data = picture_bytes(drawn(LARGE, media_type))
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.get_format_mimetype() == media_type
        assert picture.width * picture.height <= MOST_PIXELS
        assert picture.width > 2400
        assert picture.width / picture.height == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("size", [(40, 30), LARGE])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_a_transparent_picture_stands_on_white(size: tuple[int, int], mode: str) -> None:
    """Its black lines would be gone on a dark page, and some devices show no transparency."""
    with Image.open(io.BytesIO(picture_bytes(drawn(size, mode=mode)))) as picture:
        assert not picture.has_transparency_data
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(40, 30), LARGE])
def test_a_colour_that_stands_for_nothing_is_white_too(size: tuple[int, int]) -> None:
    """A palette's transparent entry."""
    buffer = io.BytesIO()
    Image.new("P", size).save(buffer, "PNG", transparency=0)
    media = Media("p.png", "image/png", *size, "sha", buffer.getvalue())
    with Image.open(io.BytesIO(picture_bytes(media))) as picture:
        assert not picture.has_transparency_data
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_what_is_drawn_anew_holds_pixels_only(
    media_type: Literal["image/png", "image/jpeg"],
) -> None:
    """No EXIF, no profile: they can name a patient or a place."""
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a patient's name"
    kind = "PNG" if media_type == "image/png" else "JPEG"
    Image.new("RGB", LARGE).save(buffer, kind, exif=exif, dpi=(300, 300))
    data = picture_bytes(Media("p", media_type, *LARGE, "sha", buffer.getvalue()))
    with Image.open(io.BytesIO(data)) as picture:
        assert not picture.getexif()
        assert b"patient" not in data


def test_the_name_in_the_book_is_plain() -> None:
    """The author's name may hold anything; the book's may not."""
    path = picture_path(drawn((2, 2)))

    assert path.startswith("pictures/")
    assert path.removeprefix("pictures/").removesuffix(".png").isalnum()
