"""A PNG's packed pixels: taken as they are only where nothing can hide and nothing is lost."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from journalpress.readers.png import only_pixels, packed_pixels
from tests.examples import examples


def png(image: Image.Image, **how: object) -> bytes:
    """The picture's file."""
    out = io.BytesIO()
    image.save(out, "PNG", **how)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk with its check."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def stored(stream: bytes, *, header: bytes = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) -> bytes:
    """A PNG of 8 × 8 with this stream."""
    parts = (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", header),
        chunk(b"IDAT", stream),
        chunk(b"IEND", b""),
    )
    return b"".join(parts)


BLACK = bytes(8 * (1 + 8 * 3))


@examples(30)
@given(
    st.sampled_from(["L", "RGB", "RGBA"]),
    st.integers(1, 20),
    st.integers(1, 20),
    st.integers(1, 9),
    st.data(),
)
def test_the_pixels_are_the_same(
    mode: str, width: int, height: int, level: int, data: st.DataObject
) -> None:
    """Whatever they are and however they are packed; the packed stream is the author's own."""
    size = width * height * len(mode)
    # A few bytes over and over, or it would be packed too loosely to be kept.
    pixels = (data.draw(st.binary(min_size=1, max_size=4)) * size)[:size]
    image = Image.frombytes(mode, (width, height), pixels)
    file = png(image, compress_level=level)

    kept = only_pixels(file)

    packed = packed_pixels(file)
    assert packed is not None
    if kept is None:
        assert len(packed.data) > 0.75 * packed.size
        return
    opened = Image.open(io.BytesIO(kept))
    opened.load()
    assert (opened.mode, opened.size, opened.tobytes()) == (mode, (width, height), pixels)
    assert packed.data in kept


def test_nothing_but_the_pixels_is_kept() -> None:
    """Words, dates and sizes on paper are left behind, wherever in the file they stand."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Jane Patient")
    info.add(b"tIME", bytes(7), after_idat=True)
    file = png(Image.new("RGB", (40, 40)), pnginfo=info, dpi=(300, 300)) + b"Jane Patient"

    kept = only_pixels(file)

    assert kept == only_pixels(png(Image.new("RGB", (40, 40))))
    assert kept is not None
    assert b"Jane" not in kept


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(zlib.compress(BLACK) + b"Jane Patient", id="behind the stream"),
        pytest.param(zlib.compress(BLACK + b"Jane Patient"), id="behind the pixels"),
        pytest.param(zlib.compress(BLACK) + zlib.compress(b"Jane Patient"), id="a second stream"),
        pytest.param(zlib.compress(BLACK)[:-4], id="cut short"),
        pytest.param(zlib.compress(BLACK[:-1]), id="a pixel short"),
        pytest.param(b"no stream", id="no stream"),
        pytest.param(b"", id="empty"),
    ],
)
def test_where_words_could_hide_it_is_encoded_anew(stream: bytes) -> None:
    """A stream that holds more or less than the pixels is not taken."""
    assert only_pixels(stored(zlib.compress(BLACK))) is not None
    assert only_pixels(stored(stream)) is None


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(png(Image.new("P", (40, 40))), id="palette"),
        pytest.param(png(Image.new("1", (40, 40))), id="one bit"),
        pytest.param(png(Image.new("I;16", (40, 40))), id="sixteen bits"),
        pytest.param(png(Image.new("LA", (40, 40))), id="grey with transparency"),
        pytest.param(png(Image.new("RGB", (40, 40)), transparency=(0, 0, 0)), id="a colour unseen"),
        pytest.param(png(Image.effect_noise((40, 40), 90), compress_level=0), id="loosely packed"),
        pytest.param(
            png(
                Image.new("RGB", (40, 40)),
                save_all=True,
                append_images=[Image.new("RGB", (40, 40), "red")],
            ),
            id="moving",
        ),
        pytest.param(
            stored(zlib.compress(BLACK), header=struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 1)),
            id="interlaced",
        ),
        pytest.param(stored(zlib.compress(BLACK), header=b"short"), id="no header"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="nothing"),
        pytest.param(b"\xff\xd8\xff", id="a JPEG"),
    ],
)
def test_other_kinds_are_encoded_anew(file: bytes) -> None:
    """Only 8 bits of grey, RGB or RGB with transparency, tightly packed, are taken."""
    assert only_pixels(file) is None
