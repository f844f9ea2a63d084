"""Data → a digest that is equal for equal data, in any process and on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Add: TypeAlias = Callable[[bytes], None]
_Write: TypeAlias = Callable[[Any, _Add], None]


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal, as sha256sum prints it."""
    return hashlib.sha256(data).hexdigest()


def digest_of_files(folder: Path, suffix: str) -> str:
    """The digest of all files below the folder whose names end so, and of their names."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob(f"*{suffix}")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = sha256(path.read_bytes())
            found.update(f"{path.relative_to(folder).as_posix()} {data}\n".encode())
    return found.hexdigest()


def digest_of(value: object) -> str:
    """SHA-256, in hexadecimal, of plain data, whatever the order of its keys.

    Raises TypeError for what is no plain data (dataclasses of it are).
    """
    pieces: list[bytes] = []
    _write(value, pieces.append)
    return sha256(b"".join(pieces))


_WRITERS: dict[type, _Write] = {}
"""Looked for once for each kind: an article has a thousand values of a dozen kinds."""


def _write(value: object, add: _Add) -> None:
    """Adds the value with its type and length, so that no two values read alike."""
    kind = type(value)
    write = _WRITERS.get(kind) or _WRITERS.setdefault(kind, _writer_for(kind))
    write(value, add)


def _writer_for(kind: type) -> _Write:
    """What writes the values of this kind. Raises TypeError for what is no plain data."""
    if issubclass(kind, str):
        return _write_words
    if issubclass(kind, type(None) | bool | int | float):
        return _write_simple
    if issubclass(kind, list | tuple):
        return _write_list
    if issubclass(kind, bytes):
        return _write_bytes
    if issubclass(kind, date):
        return _write_day
    if issubclass(kind, Mapping):
        return _write_mapping
    if is_dataclass(kind):
        return _record_writer(kind)
    raise TypeError(f"{kind.__name__} is no plain data")


def _write_words(value: str, add: _Add) -> None:
    data = value.encode("utf-8", "surrogatepass")
    add(b"s%d:%b" % (len(data), data))


def _write_simple(value: object, add: _Add) -> None:
    add(f"{type(value).__name__}:{value!r};".encode())


def _write_list(value: Sequence[object], add: _Add) -> None:
    add(b"l%d:" % len(value))
    for each in value:
        _write(each, add)


def _write_bytes(value: bytes, add: _Add) -> None:
    add(b"b%d:%b" % (len(value), value))


def _write_day(value: date, add: _Add) -> None:
    add(f"d{value.isoformat()};".encode())


def _write_mapping(value: Mapping[str, object], add: _Add) -> None:
    add(b"m%d:" % len(value))
    for key in sorted(value):
        for each in (key, value[key]):
            _write(each, add)


def _record_writer(kind: type[DataclassInstance]) -> _Write:
    """What writes the members of this dataclass in their order."""
    names = tuple(each.name for each in fields(kind))
    head = f"c{kind.__name__}{len(names)}:".encode()
    # `attrgetter` gives all of two or more in one call.
    all_of = attrgetter(*names) if len(names) > 1 else None

    def write(value: object, add: _Add) -> None:
        add(head)
        members: Sequence[object] = (
            all_of(value) if all_of else [getattr(value, name) for name in names]
        )
        for each in members:
            if each == "" and type(each) is str:
                add(b"s0:")
            else:
                _write(each, add)

    return write
