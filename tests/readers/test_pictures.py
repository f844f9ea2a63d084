"""Pictures: what is taken in, what is left behind, what is refused."""

import hashlib
import io
import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile, PngImagePlugin

from journalpress.limits import DEFAULT_LIMITS
from journalpress.model import Media
from journalpress.problems import Problem
from journalpress.readers.pictures import read_picture
from tests.examples import examples


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (4, 2), **how: Any
) -> bytes:
    """A picture's file: red at the left, black elsewhere."""
    image = Image.new(mode, size)
    image.putpixel((0, 0), {"RGB": (255, 0, 0), "RGBA": (255, 0, 0, 128)}.get(mode, 255))
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def media(data: bytes, name: str = "x.png") -> Media:
    """The Media of this file, which must be usable."""
    found = read_picture(data, name)
    assert isinstance(found, Media), found
    return found


def refused(data: bytes, name: str = "x.png") -> Problem:
    """The Problem of this file."""
    found = read_picture(data, name)
    assert isinstance(found, Problem)
    return found


def opened(found: Media) -> Image.Image:
    """The pixels of a Media."""
    return Image.open(io.BytesIO(found.data))


def test_type_and_size_come_from_the_content() -> None:
    """A JPEG that is called PNG is a JPEG."""
    found = media(picture("JPEG"), "wrong.png")
    assert (found.name, found.media_type, found.width, found.height) == (
        "wrong.png",
        "image/jpeg",
        4,
        2,
    )


def test_the_same_file_gives_the_same_bytes() -> None:
    """Nothing random and no date is in the bytes; the SHA-256 is that of the author's file."""
    data = picture("JPEG")
    assert media(data) == media(data)
    assert media(data).sha256 == hashlib.sha256(data).hexdigest()


def test_metadata_stays_behind() -> None:
    """Neither EXIF, nor comments, nor text chunks reach a leaflet: they can name a patient."""
    exif = Image.Exif()
    exif[0x013B] = "Jane Patient"
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Jane Patient")
    jpeg = picture("JPEG", exif=exif, comment=b"Jane Patient")
    png = picture("PNG", pnginfo=info, exif=exif)
    for data in (jpeg, png):
        assert b"Jane Patient" in data
        assert b"Jane" not in media(data).data
        assert not opened(media(data)).getexif()


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    """EXIF's orientation is carried out, because the mark itself is left behind."""
    exif = Image.Exif()
    exif[0x0112] = 6
    found = media(picture("PNG", exif=exif))
    assert (found.width, found.height) == (2, 4)
    assert opened(found).getpixel((1, 0)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("mode", "kind", "kept"),
    [
        ("RGBA", "PNG", "RGBA"),
        ("LA", "PNG", "RGBA"),
        ("P", "PNG", "P"),
        ("1", "PNG", "L"),
        ("I;16", "PNG", "L"),
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
    ],
)
def test_odd_modes_become_plain_ones(mode: str, kind: str, kept: str) -> None:
    """Every format shows grey, RGB and, in PNG, transparent pixels alike; nothing else is kept."""
    data = io.BytesIO()
    Image.new(mode, (3, 3)).save(data, kind)
    assert opened(media(data.getvalue())).mode == kept


def test_sixteen_bit_greys_are_scaled() -> None:
    """Middle grey stays middle grey."""
    image = Image.new("I;16", (1, 1))
    image.putpixel((0, 0), 32768)
    data = io.BytesIO()
    image.save(data, "PNG")
    assert opened(media(data.getvalue())).getpixel((0, 0)) == 128


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("GIF"),
        b"\x89PNG\r\n",
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    """What is neither PNG nor JPEG is refused in one line that names the picture."""
    found = refused(data)
    assert found.code == "JP045"
    assert "“x.png” is neither PNG nor JPEG" in str(found)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_refused(kind: str) -> None:
    """A file cut short by a bad copy is found at once, not on the printed page."""
    noise = Image.effect_noise((64, 64), 90)
    data = io.BytesIO()
    noise.save(data, kind)
    half = data.getvalue()[: len(data.getvalue()) // 2]

    assert refused(half).code == "JP045"


def test_half_a_picture_is_refused_whatever_others_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint switches Pillow, for the whole process, to draw what is left of a torn file."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(data, "JPEG")

    assert refused(data.getvalue()[:900]).code == "JP045"


def test_limits_are_judged_before_anything_is_decoded() -> None:
    """A file too large and a picture of too many pixels are refused by name of the limit."""
    header = struct.pack(">IIBBBBB", 200_000, 200_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header
    pixels = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    checked = chunk + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    bomb = b"\x89PNG\r\n\x1a\n" + checked + pixels
    assert (refused(bomb).code, "picture_pixels" in refused(bomb).hint) == ("JP112", True)
    small = replace(DEFAULT_LIMITS, picture_bytes=10, picture_pixels=7)
    found = read_picture(picture(), "x.png", small)
    assert isinstance(found, Problem)
    assert "picture_bytes" in found.hint
    found = read_picture(picture(), "x.png", replace(small, picture_bytes=10_000))
    assert isinstance(found, Problem)
    assert "4 × 2 pixels, more than 7" in found.message


@given(st.sampled_from(["PNG", "JPEG"]), st.data())
@examples(150)
def test_broken_bytes_never_raise(kind: str, data: st.DataObject) -> None:
    """Any bytes changed anywhere give a Media or a Problem."""
    broken = bytearray(picture(kind, size=(9, 9)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    assert isinstance(read_picture(bytes(broken), "x.png"), Media | Problem)


def test_packed_pixels_stay_as_they_are() -> None:
    """A PNG with nothing odd about it is not encoded anew; one that is to be turned is."""
    plain = picture("PNG", size=(40, 40), compress_level=9)
    exif = Image.Exif()
    exif[0x0112] = 3
    turned = picture("PNG", size=(40, 40), compress_level=9, exif=exif)

    assert media(plain).data == plain
    assert media(turned).data not in (plain, turned)
    assert opened(media(turned)).getpixel((39, 39)) == (255, 0, 0)
