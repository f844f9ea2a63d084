"""An archive → its package, and each document with its elements, one after the other.

A document is parsed, judged and let go, so that a book of a thousand chapters takes no more memory
than its largest one; what the rest of the book must know of it stays as Seen.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from journalpress.inspect.book.archive import CONTAINER, DAMAGED, Archive, Unreadable, parsed

XHTML_TYPE = "application/xhtml+xml"
SVG_TYPE = "image/svg+xml"
NCX_TYPE = "application/x-dtbncx+xml"
CSS_TYPE = "text/css"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_ADDRESSES = frozenset({"href", XLINK_HREF, "src", "poster", "data", "action", "formaction"})
_HEADING = re.compile(r"h[1-6]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# What browsers take out of an address before they look at its scheme (URL Standard, 4.4).
_IGNORED = re.compile(r"[\t\n\r]")
_LEADING = "".join(map(chr, range(0x21)))


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the manifest names; `path` is that in the zip, "" for one on the network."""

    id: str
    path: str
    href: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True)
class Package:
    """The package file: what the book says that it is and holds."""

    path: str
    root: etree._Element
    items: tuple[Item, ...]
    spine: tuple[str, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Item]:
        """The items by their path in the zip."""
        return {item.path: item for item in self.items if item.path}

    def with_property(self, name: str) -> Item | None:
        """The first item with this property, such as `nav`."""
        return next((item for item in self.items if name in item.properties), None)

    def values(self, name: str) -> list[str]:
        """The text of each Dublin Core element, or of each `meta property`, of this name."""
        found = [element.text or "" for element in self.root.iter(f"{DC}{name}")]
        found += [
            meta.text or "" for meta in self.root.iter(f"{OPF}meta") if meta.get("property") == name
        ]
        return [" ".join(each.split()) for each in found]


@dataclass(frozen=True)
class Document:
    """One document: its path in the zip, its root, and its elements with their local names."""

    path: str
    root: etree._Element
    drawing: bool = False

    @cached_property
    def elements(self) -> tuple[tuple[str, etree._Element], ...]:
        """Every element in document order."""
        return tuple((etree.QName(each).localname, each) for each in self.root.iter("*"))

    @cached_property
    def by_id(self) -> Mapping[str, etree._Element]:
        """The first element of each id."""
        found: dict[str, etree._Element] = {}
        for _, element in self.elements:
            if name := element.get("id"):
                found.setdefault(name, element)
        return found

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every address in it: links, pictures, stylesheets, sounds."""
        return tuple(_addresses(self))

    def at(self, element: etree._Element) -> str:
        """Where an element stands, as a person finds it: `EPUB/a.xhtml:12`."""
        return f"{self.path}:{element.sourceline}"


class Address(NamedTuple):
    """An address in a document: where it stands, whether a reader follows it, what it says."""

    at: str
    base: str
    followed: bool
    written: str

    @property
    def scheme(self) -> str:
        """`https:` in small letters, as a browser would take it; "" for an address in the book."""
        found = _SCHEME.match(cleaned(self.written))
        return found[0].lower() if found else ""

    @property
    def inside(self) -> tuple[str, str]:
        """The path in the zip and the fragment that it leads to."""
        path, _, fragment = self.written.strip().partition("#")
        path = unquote(path.partition("?")[0])
        return (joined(self.base, path) if path else self.base), unquote(fragment)


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a document counts for the whole book.

    `ids` are in document order; `marks` are the kinds of things that it holds, counted.
    """

    path: str
    ids: Mapping[str, int]
    addresses: tuple[Address, ...]
    marks: Mapping[str, int]
    ours: bool


def cleaned(address: str) -> str:
    """The address as a browser reads it: white space inside a scheme does not hide it."""
    return _IGNORED.sub("", address).lstrip(_LEADING)


def joined(base: str, href: str) -> str:
    """The path in the zip that `href`, written in the file `base`, leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), href))


def read_package(archive: Archive) -> Package:
    """The package. Raises Unreadable where container or package file are not there or not whole."""
    try:
        container = parsed(archive.read(CONTAINER))
        path = next((each.get("full-path", "") for each in container.iter(_ROOTFILE)), "")
        root = parsed(archive.read(path))
    except KeyError as error:
        raise Unreadable("JPE001", f"the e-book has no file {error.args[0] or 'named'}") from error
    except DAMAGED as error:
        raise Unreadable("JPE001", f"the e-book cannot be opened: {error}") from error
    items = tuple(_item(path, each) for each in root.iter(f"{OPF}item"))
    by_id = {item.id: item.path for item in items}
    spine = (by_id.get(each.get("idref", ""), "") for each in root.iter(f"{OPF}itemref"))
    return Package(path, root, items, tuple(spine))


def _item(package: str, element: etree._Element) -> Item:
    href = element.get("href", "")
    return Item(
        id=element.get("id", ""),
        path="" if _SCHEME.match(href) else joined(package, unquote(href)),
        href=href,
        media_type=element.get("media-type", ""),
        properties=frozenset(element.get("properties", "").split()),
    )


def tokens(element: etree._Element, name: str = EPUB_TYPE) -> list[str]:
    """The words of an attribute that holds several."""
    return element.get(name, "").split()


def text_of(element: etree._Element) -> str:
    """All words in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def _addresses(document: Document) -> Iterator[Address]:
    for tag, element in document.elements:
        for name in map(str, element.attrib):
            if name in _ADDRESSES:
                followed = tag in {"a", "area"} or name in {"action", "formaction"}
                at = document.at(element)
                yield Address(at, document.path, followed, element.get(name, ""))
        for candidate in filter(None, (element.get("srcset") or "").split(",")):
            address = candidate.split()[0] if candidate.split() else ""
            yield Address(document.at(element), document.path, followed=False, written=address)


def seen(document: Document) -> Seen:
    """What stays of a document after it was judged."""
    marks: dict[str, int] = {}
    for tag, element in document.elements:
        for mark in _marks(tag, element):
            marks[mark] = marks.get(mark, 0) + 1
    names = [element.get("name", "") for tag, element in document.elements if tag == "meta"]
    return Seen(
        path=document.path,
        ids={name: place for place, name in enumerate(document.by_id)},
        addresses=document.addresses,
        marks=marks,
        ours=any(name.startswith("journalpress-") for name in names),
    )


def is_described(tag: str, element: etree._Element) -> bool | None:
    """Whether a picture has a description; None if it says that it means nothing."""
    if tag == "img" or tag == "area" or tag == "input":
        if "alt" not in element.attrib:
            return False
        return bool(element.get("alt", "").strip()) or None
    if element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}:
        return None
    named = element.get("aria-label") or element.get("aria-labelledby")
    return bool(named or any(etree.QName(each).localname == "title" for each in element.iter("*")))


def _marks(tag: str, element: etree._Element) -> Iterator[str]:
    if tag in {"img", "svg"}:
        # A cover alone does not make a book visual.
        if element.get("role") != "doc-cover":
            yield "picture"
        described = is_described(tag, element)
        if described is not None:
            yield "described" if described else "undescribed"
    if _HEADING.fullmatch(tag):
        yield "heading"
    if tag in {"math", "audio", "video", "script", "table"}:
        yield tag
    kinds = tokens(element)
    if tag == "nav" and any(True for _ in element.iter("{*}a")):
        yield from (f"nav {kind}" for kind in kinds)
    if "pagebreak" in kinds or element.get("role") == "doc-pagebreak":
        yield "pagebreak"
    if "index" in kinds or element.get("role") == "doc-index":
        yield "index"
    if any(name in element.attrib for name in ("aria-details", "aria-describedby", "longdesc")):
        yield "long description"
    if any(
        str(name).startswith("{http://www.w3.org/2001/10/synthesis}") for name in element.attrib
    ):
        yield "speech"
