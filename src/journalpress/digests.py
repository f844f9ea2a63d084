"""Plain data → a digest that is equal for equal values, in any process and on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal, as sha256sum prints it."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: object) -> str:
    """SHA-256, in hexadecimal, of plain data, whatever the order of its keys.

    Raises TypeError for what is no plain data (dataclasses of it are).
    """
    pieces: list[bytes] = []
    _write(value, pieces)
    return sha256(b"".join(pieces))


def _write(value: object, pieces: list[bytes]) -> None:
    """Each piece with its type and length, so that no two values read alike."""
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        pieces.append(b"s%d:%b" % (len(data), data))
    elif value is None or isinstance(value, bool | int | float):
        pieces.append(f"{type(value).__name__}:{value!r};".encode())
    elif isinstance(value, list | tuple):
        pieces.append(b"l%d:" % len(value))
        for each in value:
            _write(each, pieces)
    elif isinstance(value, bytes):
        pieces.append(b"b%d:%b" % (len(value), value))
    elif isinstance(value, date):
        pieces.append(f"d{value.isoformat()};".encode())
    elif isinstance(value, Mapping):
        pieces.append(b"m%d:" % len(value))
        for key in sorted(value):
            _write(key, pieces)
            _write(value[key], pieces)
    elif is_dataclass(value) and not isinstance(value, type):
        name, members = _shape(type(value))
        pieces.append(name)
        for member in members:
            _write(getattr(value, member), pieces)
    else:
        raise TypeError(f"{type(value).__name__} is no plain data")


@cache
def _shape(kind: type) -> tuple[bytes, tuple[str, ...]]:
    members = tuple(each.name for each in fields(kind))
    return f"c{kind.__name__}{len(members)}:".encode(), members
