"""Untrusted bytes → the files of a book, read within bounds: no disk, no network, no entity.

Every size is looked at before anything is unpacked (OCF 3.3, section 4, says what a zip may hold).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

MOST_PACKED = 600_000_000
"""Bytes of a file that is opened at all; readers fail on far smaller ones."""
MOST_UNPACKED = 500_000_000
MOST_FILES = 20_000
MOST_DOCUMENT = 20_000_000
"""Bytes of a document that is parsed; reading systems give up on far smaller ones."""
MOST_RATIO = 200
"""Unpacked by packed. Text that people wrote is packed to a tenth; a bomb to a thousandth."""
RATIO_COUNTS_FROM = 1_000_000

CONTAINER = "META-INF/container.xml"
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged zip may raise."""


class Unreadable(Exception):
    """The file is no e-book that can be opened; `code` says in what way."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of a zip: `size` is that of the packed book, `first` the member at its start."""

    size: int
    zip: zipfile.ZipFile
    members: tuple[zipfile.ZipInfo, ...]
    by_path: Mapping[str, zipfile.ZipInfo]

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises one of DAMAGED, KeyError where there is none."""
        return self.zip.read(self.by_path[path])


def open_archive(data: bytes) -> Archive:
    """The archive. Raises Unreadable where it is none, is locked, or would fill the memory."""
    if len(data) > MOST_PACKED:
        raise Unreadable("JPE003", "the file is too large to be opened")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise Unreadable("JPE001", f"the e-book is no whole zip file: {error}") from error
    members = tuple(opened.infolist())
    if len(members) > MOST_FILES:
        raise Unreadable("JPE003", f"the e-book holds {len(members)} files")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise Unreadable("JPE003", f"the e-book unpacks to {unpacked / 1e6:.0f} MB")
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO:
            raise Unreadable("JPE003", f"{member.filename} unpacks to {ratio:.0f} times its size")
    if sum(member.compress_size for member in members) > len(data):
        raise Unreadable("JPE003", "files of the e-book lie over one another")
    locked = [member.filename for member in members if member.flag_bits & 0x1]
    if locked:
        raise Unreadable("JPE002", f"{locked[0]} is locked with a password")
    by_path = {member.filename: member for member in members if not member.is_dir()}
    return Archive(len(data), opened, members, by_path)


def parsed(data: bytes) -> etree._Element:
    """The root element. Raises ValueError where it is not plain, well-formed XML."""
    if len(data) > MOST_DOCUMENT:
        raise ValueError("it is too large to be read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(" ".join(str(error).split())) from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise ValueError("it declares entities of its own")
    return root
