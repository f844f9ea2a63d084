"""The one file into which Safari saves a page (.webarchive, a property list) → the page in it."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator
from functools import partial
from typing import Any

from journalpress.readers.html.saved import Enclosed, Saved, keyed

_BROKEN = (
    plistlib.InvalidFileException,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    OverflowError,
    RecursionError,
)
_TRAILER = struct.Struct(">8xQ16x")
"""The end of a binary property list, with the number of its objects."""
_MOST_OBJECTS = 200_000


def open_webarchive(data: bytes) -> Saved:
    """The page in these bytes, and what was saved with it; nothing is raised."""
    try:
        if _TRAILER.unpack(data[-_TRAILER.size :])[0] > min(_MOST_OBJECTS, len(data)):
            return Saved(wrong="it was cut off, or holds far more than a page")
        archive = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except _BROKEN:
        return Saved(wrong="it was cut off, or is no web archive")
    page = archive.get("WebMainResource") if isinstance(archive, dict) else None
    words = page.get("WebResourceData") if isinstance(page, dict) else None
    if (
        not isinstance(page, dict)
        or not isinstance(words, bytes)
        or "html" not in _of(page, "MIMEType")
    ):
        return Saved(wrong="it holds no web page")
    address = _of(page, "URL")
    return Saved(
        page=words,
        charset=_of(page, "TextEncodingName"),
        address=address if address.lower().startswith(("http://", "https://")) else "",
        base=address,
        enclosed=keyed(_enclosed(archive)),
    )


def _enclosed(archive: dict[str, Any]) -> Iterator[Enclosed]:
    resources = archive.get("WebSubresources")
    for each in resources if isinstance(resources, list) else ():
        data = each.get("WebResourceData") if isinstance(each, dict) else None
        if isinstance(data, bytes):
            yield Enclosed(_of(each, "URL"), partial(bytes, data))


def _of(resource: dict[str, Any], name: str) -> str:
    """A field of a resource, "" where it is no text."""
    value = resource.get(f"WebResource{name}")
    return value if isinstance(value, str) else ""
