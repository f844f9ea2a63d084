"""Documents of a book → refused where a reading system would stumble and no validator would say so.

A refusal is a RenderingError: no book is written. The rules are those that EPUBCheck does not have
or that must hold before EbookLib sees the words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
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
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_ADDRESSES = frozenset({"href", "src"})
_LANGUAGES = frozenset({"lang", XML_LANG})

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
_TH = "{http://www.w3.org/1999/xhtml}th"
_LOCAL = {f"{{http://www.w3.org/1999/xhtml}}{name}": name for name in _ELEMENTS}


class Claimed(NamedTuple):
    """Of a document, what metadata may be stated of: how many of each it holds."""

    pictures: int = 0
    described: int = 0
    undescribed: int = 0
    sections: int = 0
    tables: int = 0
    headed: int = 0
    citations: int = 0
    contents: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the whole book must know of a document, so that its elements need not be kept.

    `fault` is the first thing in it that may not stand in a book, "" if there is none.
    """

    ids: tuple[str, ...]
    addresses: tuple[str, ...]
    headings: tuple[int, ...]
    claimed: Claimed
    fault: str = ""
    hint: str = ""
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file: its path in the book, its bytes, and what was seen in it."""

    path: str
    data: bytes
    facts: Facts

    def elements(self) -> Iterator[tuple[str, etree._Element]]:
        """Every element with its local name, in document order; the bytes are parsed anew."""
        for element in _parsed(self.path, self.data).iter("*"):
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
    """The document as bytes and facts. Raises RenderingError where it is not well-formed."""
    data = checked_text(text, path).encode()
    return Document(path, data, _facts(_parsed(path, data)))


def _parsed(path: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RenderingError(f"{path} is not well-formed: {error}") from error


def check_documents(documents: Sequence[Document], files: Collection[str]) -> None:
    """Raises RenderingError for the first fault; `files` are the paths of all other files."""
    _unique(documents)
    ids = {document.path: frozenset(document.facts.ids) for document in documents}
    for document in documents:
        facts = document.facts
        if not facts.is_cover:
            _headings(document)
        if facts.fault:
            raise RenderingError(f"{document.path}: {facts.fault}", hint=facts.hint)
        own = ids[document.path]
        for address in facts.addresses:
            # Nearly all lead to a note of the same chapter or back.
            if not (address.startswith("#") and address[1:] in own):
                _address(document, address, ids, files)


def _facts(root: etree._Element) -> Facts:
    """What a single pass over the elements finds: a book may have a million of them."""
    ids: list[str] = []
    addresses: list[str] = []
    headings: list[int] = []
    fault = hint = ""
    is_cover = False
    pictures = described = undescribed = tables = headed = citations = contents = 0
    for element in root.iter("*"):
        tag = _LOCAL.get(element.tag, "")
        attributes: Mapping[str, str] = dict(element.attrib)  # type: ignore[arg-type]  # text
        if not tag:
            fault = fault or f"<{etree.QName(element).localname}> does not belong in a book"
        for name, value in attributes.items():
            if name == "id":
                ids.append(value)
            elif name in _ADDRESSES:
                addresses.append(value)
            elif name in _LANGUAGES:
                if not fault and not _LANGUAGE.fullmatch(value):
                    fault, hint = f"“{value}” is no language tag", "write it as en or en-GB"
            elif name == EPUB_TYPE:
                contents += value == "toc"
                citations += value == "noteref"
            elif name == "role":
                is_cover = is_cover or value == "doc-cover"
            elif name not in _ATTRIBUTES:
                fault = fault or f"{name} does not belong in a book"
        if tag in _LEVELS:
            headings.append(_LEVELS[tag])
        elif tag == "img":
            pictures += 1
            described += bool(attributes.get("alt"))
            undescribed += "alt" not in attributes
            if "alt" not in attributes:
                fault = fault or "a picture has no description"
        elif tag == "table":
            tables += 1
            headed += next(element.iter(_TH), None) is not None
    sections = headings.count(2)
    claimed = Claimed(
        pictures, described, undescribed, sections, tables, headed, citations, contents
    )
    return Facts(tuple(ids), tuple(addresses), tuple(headings), claimed, fault, hint, is_cover)


def _unique(documents: Sequence[Document]) -> None:
    """One id, one place in the whole book: the proof follows links by id alone."""
    seen: set[str] = set()
    for document in documents:
        for name in document.facts.ids:
            if not _ID.fullmatch(name):
                raise RenderingError(f"{document.path}: “{name}” cannot be an anchor")
            if name in seen:
                raise RenderingError(
                    f"{document.path}: the anchor “{name}” stands twice in the book",
                    hint="give one of the headings another {#anchor}",
                )
            seen.add(name)


def _headings(document: Document) -> None:
    levels = document.facts.headings
    if levels.count(1) != 1 or levels[0] != 1:
        raise RenderingError(f"{document.path} must open with its only first-level heading")
    for before, level in pairwise(levels):
        if level > before + 1:
            raise RenderingError(
                f"{document.path}: a heading of level {level} follows one of level {before}"
            )


def _address(
    document: Document, address: str, ids: Mapping[str, frozenset[str]], files: Collection[str]
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
