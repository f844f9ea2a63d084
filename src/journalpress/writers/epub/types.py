"""What a book is made of before it is packed: files and metadata, all decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
CSS_TYPE = "text/css"
JPEG_TYPE = "image/jpeg"
FONT_TYPE = "font/ttf"
"""TrueType, a core media type of EPUB 3.3; Kobo shows no WOFF2, Kindle no WOFF."""

NCX_ID = "ncx"
"""The manifest id that the spine's `toc` names (EPUB 2 reading systems look there)."""


COVER_ID = "cover-image"
"""The manifest id that `meta name="cover"` names (Kobo, Kindle and EPUB 2 look there)."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the book: its manifest id, its path below the package file and its bytes."""

    id: str
    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


@dataclass(frozen=True, slots=True)
class Dublin:
    """A Dublin Core element."""

    name: Literal["title", "language", "publisher", "creator", "description", "subject"]
    value: str


@dataclass(frozen=True, slots=True)
class Property:
    """An EPUB 3 `meta property` of the whole book, or of the entry whose id it `refines`."""

    name: str
    value: str
    id: str = ""
    refines: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A `meta name content`, for facts that no EPUB vocabulary has."""

    name: str
    value: str


Entry: TypeAlias = Dublin | Property | Named


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book, ready to be packed; `entries` print in this order in the package file.

    `licences` are no part of the publication: they lie in META-INF, their paths are whole.
    """

    identifier: str
    title: str
    lang: str
    dir: Literal["ltr", "rtl"]
    modified: date
    entries: tuple[Entry, ...]
    files: tuple[File, ...]
    licences: tuple[File, ...] = ()
