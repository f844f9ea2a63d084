"""An EPUB's bytes → its package, its documents in reading order, and its Extract.

Reads as a reading system does: container, package file, spine. What is not in the linear spine, or
not in a chapter, has not been said.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from journalpress.edition.types import Extract
from journalpress.errors import DisagreementError
from journalpress.inspect.html import XHTML, extract_elements, parse_xhtml, target_ids

CONTAINER = "META-INF/container.xml"
_CONTAINER_NS = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XHTML_TYPE = "application/xhtml+xml"
MOST_BYTES = 500_000_000
"""Unpacked. A larger book is not one of ours."""


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What a reading system knows of a book.

    `package` is the package file's root element; `documents` maps each path of the linear spine to
    the root of its document, in that order.
    """

    package: etree._Element
    documents: Mapping[str, etree._Element]


def read_book(data: bytes) -> BookFacts:
    """The facts. Raises DisagreementError where the zip, the package or a document is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(member.file_size for member in book.infolist()) > MOST_BYTES:
                raise DisagreementError("the e-book unpacks to more than it may")
            return _read(book)
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, StopIteration) as error:
        raise DisagreementError(f"the e-book cannot be read back: {error}") from error


def extract_book(data: bytes) -> Extract:
    """What the chapters say, in the order of the spine. Raises DisagreementError."""
    documents = read_book(data).documents
    ids = {path: target_ids(root) for path, root in documents.items()}
    extracts = []
    for path, root in documents.items():

        def resolve(href: str, base: str = path) -> str:
            return _resolved(href, base, ids)

        extracts += [
            extract_elements(chapter, resolve=resolve)
            for chapter in root.iter(f"{{{XHTML}}}section")
            if "chapter" in chapter.get(_EPUB_TYPE, "").split()
        ]
    return Extract(
        leaves=tuple(leaf for each in extracts for leaf in each.leaves),
        references=tuple(pair for each in extracts for pair in each.references),
        backlinks=tuple(pair for each in extracts for pair in each.backlinks),
    )


def _read(book: zipfile.ZipFile) -> BookFacts:
    container = parse_xhtml(book.read(CONTAINER))
    package_path = next(container.iter(f"{_CONTAINER_NS}rootfile")).get("full-path", "")
    package = parse_xhtml(book.read(package_path))
    manifest = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    documents = {}
    for reference in package.iter(f"{_OPF}itemref"):
        item = manifest[reference.get("idref", "")]
        if reference.get("linear") != "no" and item.get("media-type") == _XHTML_TYPE:
            path = _joined(package_path, item.get("href", ""))
            documents[path] = parse_xhtml(book.read(path))
    return BookFacts(package, documents)


def _resolved(href: str, base: str, ids: Mapping[str, frozenset[str]]) -> str:
    """`#anchor` where the address leads to an anchor of the book, else the address as written.

    An address into the book whose anchor is not there yields "": such a link leads nowhere.
    """
    path, _, anchor = href.partition("#")
    target = _joined(base, path) if path else base
    if target not in ids:
        return href
    return f"#{anchor}" if anchor in ids[target] else ""


def _joined(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))
