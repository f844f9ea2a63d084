"""A small ICC profile of a press with four inks, made of nothing (ICC.1:2001-04, version 2.4)."""

from __future__ import annotations

import struct
from itertools import product

_LINE = bytes(range(256))
_UNIT = struct.pack(">9i", *(65536 * (row == column) for row in range(3) for column in range(3)))


def press_profile(name: str = "Corner Press") -> bytes:
    """A CMYK output profile whose black is all of the darkness, and whose inks are a tint."""
    to_inks = b"".join(
        bytes(round(255 * part) for part in (0.3 * (1 - a), 0.3 * a, 0.3 * b, 1 - light))
        for light, a, b in product((0, 1), repeat=3)
    )
    to_lab = b"".join(
        bytes((round(255 * (1 - black) * (1 - (cyan + magenta + yellow) / 4)), 128, 128))
        for cyan, magenta, yellow, black in product((0, 1), repeat=4)
    )
    text = name.encode("ascii") + b"\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"No rights reserved\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, to_lab),
        b"B2A0": _table(3, 4, to_inks),
    }
    directory, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for signature, content in tags.items():
        directory += signature + struct.pack(">2I", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    rest = struct.pack(">I", len(tags)) + directory + body
    header = struct.pack(
        ">I4sI4s4s4s6H4s", 128 + len(rest), b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ",
        2026, 1, 1, 0, 0, 0, b"acsp",
    )  # fmt: skip
    white = struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(68, b"\0") + white + bytes(48) + rest


def _table(channels: int, parts: int, colours: bytes) -> bytes:
    """A lut8Type with straight curves and a grid of two points a channel."""
    head = b"mft1" + bytes(4) + bytes((channels, parts, 2, 0)) + _UNIT
    return head + _LINE * channels + colours + _LINE * parts
