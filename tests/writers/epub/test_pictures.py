"""Tests of the pictures: left alone, or made smaller where a shop would refuse them."""

from __future__ import annotations

import io
from typing import Literal

import pytest
from PIL import Image

from journalpress.model import Media
from journalpress.writers.epub.pictures import MOST_PIXELS, picture_bytes, picture_path


def drawn(
    size: tuple[int, int],
    media_type: Literal["image/png", "image/jpeg"] = "image/png",
    mode: str = "RGB",
) -> Media:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, "PNG" if media_type == "image/png" else "JPEG")
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
    data = picture_bytes(drawn((3000, 2000), media_type))
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.get_format_mimetype() == media_type
        assert picture.width * picture.height <= MOST_PIXELS
        assert picture.width > 2400
        assert picture.width / picture.height == pytest.approx(1.5, abs=0.01)


def test_a_smaller_picture_keeps_its_transparency() -> None:
    """A drawing stays readable on any ground."""
    with Image.open(io.BytesIO(picture_bytes(drawn((3000, 2000), mode="RGBA")))) as picture:
        assert picture.mode == "RGBA"


def test_the_name_in_the_book_is_plain() -> None:
    """The author's name may hold anything; the book's may not."""
    path = picture_path(drawn((2, 2)))

    assert path.startswith("pictures/")
    assert path.removeprefix("pictures/").removesuffix(".png").isalnum()
