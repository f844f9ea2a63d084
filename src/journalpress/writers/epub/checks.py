"""Documents of a book → refused where a reading system would stumble and no validator would say so.

A refusal is a RenderingError: no book is written. The rules are those that EPUBCheck does not have
or that must hold before EbookLib sees the words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

from journalpress.errors import RenderingError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

# XML 1.0, production 2 (Char), less the C1 controls that it discourages.
_NOT_TEXT = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ID = re.compile(r"[A-Za-z][\w.-]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NOT_IN_A_URL = re.compile(r"[\s<>\"{}|\\^`]")
_HEADING = re.compile(r"h([1-6])")

_ELEMENTS = frozenset(
    {
        *("html", "head", "meta", "title", "link", "body", "header", "section", "nav", "aside"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "ul", "ol", "li"),
        *(
            "dl",
            "dt",
            "dd",
            "figure",
            "figcaption",
            "img",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ),
        *("a", "span", "em", "strong", "sub", "sup", "abbr", "bdi", "br"),
    }
)
_ATTRIBUTES = frozenset(
    {
        *("id", "class", "lang", XML_LANG, "dir", "role", "aria-label", "aria-labelledby"),
        *("href", "src", "alt", "title", "scope", "start", "tabindex", "hidden", EPUB_TYPE),
        *("charset", "name", "content", "rel", "type"),
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file: its path in the book, its bytes, and its elements for whoever must look."""

    path: str
    data: bytes
    root: etree._Element

    def elements(self) -> Iterator[tuple[str, etree._Element]]:
        """Every element with its local name, in document order."""
        for element in self.root.iter("*"):
            yield etree.QName(element).localname, element


def checked_text(text: str, where: str) -> str:
    """The same text. Raises RenderingError for a character that XML 1.0 cannot hold."""
    found = _NOT_TEXT.search(text)
    if found:
        raise RenderingError(
            f"{where} holds the character U+{ord(found[0]):04X}, which no e-book can hold",
            hint="take it out of the article",
        )
    return text


def read_document(path: str, text: str) -> Document:
    """The document as bytes and elements. Raises RenderingError where it is not well-formed."""
    data = checked_text(text, path).encode()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        return Document(path, data, etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise RenderingError(f"{path} is not well-formed: {error}") from error


def check_documents(documents: Sequence[Document], files: Collection[str]) -> None:
    """Raises RenderingError for the first fault; `files` are the paths of all other files."""
    ids = {document.path: _ids(document) for document in documents}
    _unique(ids)
    for document in documents:
        _headings(document)
        for tag, element in document.elements():
            _allowed(document, tag, element)
            for name in ("href", "src"):
                if name in element.attrib:
                    _address(document, element.get(name, ""), ids, files)


def _ids(document: Document) -> list[str]:
    return [element.get("id", "") for _, element in document.elements() if "id" in element.attrib]


def _unique(ids: dict[str, list[str]]) -> None:
    """One id, one place in the whole book: the proof follows links by id alone."""
    seen: set[str] = set()
    for path, names in ids.items():
        for name in names:
            if not _ID.fullmatch(name):
                raise RenderingError(f"{path}: “{name}” cannot be an anchor")
            if name in seen:
                raise RenderingError(
                    f"{path}: the anchor “{name}” stands twice in the book",
                    hint="give one of the headings another {#anchor}",
                )
            seen.add(name)


def _headings(document: Document) -> None:
    if any(element.get("role") == "doc-cover" for _, element in document.elements()):
        return
    levels = [int(found[1]) for tag, _ in document.elements() if (found := _HEADING.fullmatch(tag))]
    if levels.count(1) != 1 or levels[0] != 1:
        raise RenderingError(f"{document.path} must open with its only first-level heading")
    for before, level in pairwise(levels):
        if level > before + 1:
            raise RenderingError(
                f"{document.path}: a heading of level {level} follows one of level {before}"
            )


def _allowed(document: Document, tag: str, element: etree._Element) -> None:
    unknown = [] if tag in _ELEMENTS else [f"<{tag}>"]
    unknown += [str(name) for name in element.attrib if name not in _ATTRIBUTES]
    if unknown:
        raise RenderingError(f"{document.path}: {unknown[0]} does not belong in a book")
    if tag == "img" and "alt" not in element.attrib:
        raise RenderingError(f"{document.path}: a picture has no description")
    for name in ("lang", XML_LANG):
        if name in element.attrib and not _LANGUAGE.fullmatch(element.get(name, "")):
            raise RenderingError(
                f"{document.path}: “{element.get(name)}” is no language tag",
                hint="write it as en or en-GB",
            )


def _address(
    document: Document, address: str, ids: dict[str, list[str]], files: Collection[str]
) -> None:
    scheme = _SCHEME.match(address)
    if scheme:
        if scheme[1].lower() not in _SCHEMES or _NOT_IN_A_URL.search(address):
            raise RenderingError(
                f"{document.path}: the link {address!r} may not stand in a book",
                hint="use a whole address that begins with https://, mailto: or tel:",
            )
        return
    path, _, anchor = address.partition("#")
    target = _inside(document.path, path)
    if target not in ids and target not in files:
        raise RenderingError(f"{document.path}: the link {address!r} leads to no file of the book")
    if anchor and anchor not in ids.get(target, ()):
        raise RenderingError(f"{document.path}: the link {address!r} leads to no place in the book")


def _inside(base: str, path: str) -> str:
    """The path in the book that `path`, written in the file `base`, leads to."""
    if not path:
        return base
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
