"""A zip → the same zip with fixed dates, attributes and order: same members, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold."""

FIRST = "[Content_Types].xml"
"""The part that Open Packaging Conventions readers expect in front."""

_UNIX = 3
_READABLE = 0o644 << 16
_PACKED_ALREADY = (".png", ".jpg", ".jpeg")


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members by name, sorted, with nothing in it that a clock or a disk set."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(members, key=lambda name: (name != FIRST, name)):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.create_system = _UNIX
            info.external_attr = _READABLE
            packed = name.lower().endswith(_PACKED_ALREADY)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name], compresslevel=9)
    return file.getvalue()


def repack(data: bytes) -> bytes:
    """The zip packed anew by `pack`. Raises zipfile.BadZipFile where it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})
