"""An EPUB's bytes → its package, its documents in reading order, and its Extract.

Reads as a reading system does: container, package file, spine. What is not in the linear spine has
not been said.
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
    """What chapters and other pages say, in the order of the spine. Raises DisagreementError.

    A link of the contents to a whole file leads to the first anchor in it.
    """
    documents = read_book(data).documents
    ids = {path: target_ids(root) for path, root in documents.items()}
    opening = {path: _first_id(root) for path, root in documents.items()}
    chapters: list[Extract] = []
    around: list[Extract] = []
    for path, root in documents.items():

        def resolve(href: str, base: str = path) -> str:
            return _resolved(href, base, ids)

        def resolve_line(href: str, base: str = path) -> str:
            whole = _joined(base, href)
            return f"#{opening[whole]}" if opening.get(whole) else _resolved(href, base, ids)

        chapters += [
            extract_elements(chapter, resolve=resolve)
            for chapter in root.iter(f"{{{XHTML}}}section")
            if _is_chapter(chapter)
        ]
        around.append(extract_elements(root, resolve=resolve_line, skip=_is_told_elsewhere))
    both = (*chapters, *around)
    return Extract(
        leaves=tuple(leaf for each in chapters for leaf in each.leaves),
        # Only chapters have references: one elsewhere is one too many.
        references=tuple(pair for each in both for pair in each.references),
        backlinks=tuple(pair for each in both for pair in each.backlinks),
        book=tuple(leaf for each in around for leaf in each.leaves),
    )


def _is_chapter(element: etree._Element) -> bool:
    return element.tag == f"{{{XHTML}}}section" and "chapter" in element.get(_EPUB_TYPE, "").split()


def _is_told_elsewhere(element: etree._Element) -> bool:
    """Chapters have leaves of their own; the cover’s picture shows what the title page says."""
    holder = element.getparent()
    on_cover = holder is not None and "cover" in holder.get(_EPUB_TYPE, "").split()
    return _is_chapter(element) or (element.tag == f"{{{XHTML}}}img" and on_cover)


def _first_id(root: etree._Element) -> str:
    return next((name for each in root.iter("*") if (name := each.get("id", ""))), "")


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
