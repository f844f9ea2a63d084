"""A PNG's pixels as they are packed in it, for whoever need not pack them once more.

Packing a picture takes as long as laying out a page or two, and the author's program has done it
already. Only the plainest kind is taken as it stands; every other one is decoded and encoded anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_CHANNELS = {0: 1, 2: 3, 6: 4}
"""Bytes of a pixel by the colour types that are taken: grey, RGB, RGB with transparency."""
_OF_THE_PIXELS = frozenset({b"tRNS", b"acTL"})
"""What changes how the pixels are seen: transparency by colour, and pictures that move."""
_LOOSEST = 0.75
"""What is packed less tightly than to this part of its size gains by being packed anew."""
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class PackedPixels:
    """The pixels of a PNG of 8 bits that is not interlaced: `data` is the stream of its IDAT."""

    width: int
    height: int
    colour_type: int
    data: bytes

    @property
    def size(self) -> int:
        """Bytes of the pixels unpacked, with the byte before each row."""
        return self.height * (1 + self.width * _CHANNELS[self.colour_type])

    @property
    def file(self) -> bytes:
        """A PNG with these pixels and nothing else."""
        header = _HEADER.pack(self.width, self.height, 8, self.colour_type, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", self.data), (b"IEND", b""))
        return _SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def packed_pixels(data: bytes) -> PackedPixels | None:
    """The packed pixels of this PNG; None where they cannot be taken as they are.

    `data` must have been decoded without error before: what is packed is not looked at.
    """
    if not data.startswith(_SIGNATURE):
        return None
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != _HEADER.size:
        return None
    width, height, *kind = _HEADER.unpack(chunks[0][1])
    depth, colour_type, *rest = kind
    if depth != 8 or colour_type not in _CHANNELS or any(rest):
        return None
    if any(name in _OF_THE_PIXELS for name, _ in chunks):
        return None
    stream = b"".join(content for name, content in chunks if name == b"IDAT")
    return PackedPixels(width, height, colour_type, stream)


def only_pixels(data: bytes) -> bytes | None:
    """The same PNG without anything but its pixels; None where it must be encoded anew.

    That is so where words could hide behind the pixels, or where they are loosely packed. `data`
    must have been decoded without error before.
    """
    found = packed_pixels(data)
    if found is None or len(found.data) > _LOOSEST * found.size or not _ends_well(found):
        return None
    return found.file


def _ends_well(found: PackedPixels) -> bool:
    """Whether the stream holds the pixels and not a byte more, and ends where the data ends."""
    stream, left, size = zlib.decompressobj(), found.data, 0
    try:
        while not stream.eof and size <= found.size:
            size += len(piece := stream.decompress(left, _STEP))
            left = stream.unconsumed_tail
            if not piece and not left and not stream.eof:
                return False
    except zlib.error:
        return False
    return stream.eof and size == found.size and not stream.unused_data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk, up to the end of the picture."""
    place = len(_SIGNATURE)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        name = data[place + 4 : place + 8]
        yield name, data[place + 8 : place + 8 + length]
        place += 12 + length
        if name == b"IEND":
            return


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(content, zlib.crc32(name))
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
