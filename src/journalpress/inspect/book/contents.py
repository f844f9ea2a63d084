"""Contents, landmarks and links of the whole book → what is out of order or leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from journalpress.inspect.book.archive import DAMAGED, Archive, parsed
from journalpress.inspect.book.facts import (
    NCX_TYPE,
    Address,
    Document,
    Package,
    Seen,
    joined,
    tokens,
)

DEEPEST = 2
"""Levels of contents that a Kindle shows."""
_CFI = re.compile(r"epubcfi\(")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its level from 1, and where it leads."""

    level: int
    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the navigation document says: contents, and the kinds of its landmarks."""

    lines: tuple[Line, ...] = ()
    landmarks: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """The book as its documents were seen, in the order of the spine where they are in it."""

    archive: Archive
    package: Package
    documents: Mapping[str, Seen]
    contents: Contents


def read_contents(document: Document) -> Contents:
    """The contents of a navigation document."""
    lines: list[Line] = []
    landmarks: frozenset[str] | None = None
    for tag, element in document.elements:
        if tag != "nav":
            continue
        links = list(element.iter("{*}a"))
        if "toc" in tokens(element):
            for link in links:
                level = sum(1 for _ in link.iterancestors("{*}ol"))
                level -= sum(1 for _ in element.iterancestors("{*}ol"))
                written = link.get("href", "")
                path, anchor = Address("", document.path, followed=True, written=written).inside
                lines.append(Line(level, path, anchor))
        if "landmarks" in tokens(element):
            landmarks = frozenset(kind for link in links for kind in tokens(link))
    return Contents(tuple(lines), landmarks)


def no_contents(book: Whole) -> Iterator[str]:
    """A book that cannot be entered anywhere but at its beginning."""
    if not book.contents.lines:
        yield "the book has no contents"


def order(book: Whole) -> Iterator[str]:
    """Contents that list what follows before what precedes it."""
    spine = {path: place for place, path in enumerate(book.package.spine) if path}
    places = []
    for line in book.contents.lines:
        if line.path not in spine:
            yield f"the contents lead to {line.path}, which is not in the reading order"
            continue
        seen = book.documents.get(line.path)
        within = seen.ids.get(line.anchor, -1) if seen else -1
        places.append(((spine[line.path], within), line))
    for (before, _), (place, line) in pairwise(places):
        if place < before:
            yield f"the contents list {_told(line)} after what comes later in the book"


def depth(book: Whole) -> Iterator[str]:
    """Contents with more levels than readers show."""
    for line in book.contents.lines:
        if line.level > DEEPEST:
            yield f"{_told(line)} stands on level {line.level} of the contents"


def landmarks(book: Whole) -> Iterator[str]:
    """Landmarks by which reading systems open a book at its beginning."""
    found = book.contents.landmarks
    if found is None:
        yield "the book has no landmarks"
        return
    for kind, words in (("toc", "the contents"), ("bodymatter", "where the text begins")):
        if kind not in found:
            yield f"the landmarks do not name {words} ({kind})"


def ncx(book: Whole) -> Iterator[str]:
    """Contents for older readers that say something else."""
    for item in book.package.items:
        if item.media_type != NCX_TYPE or item.path not in book.archive.by_path:
            continue
        try:
            root = parsed(book.archive.read(item.path))
        except DAMAGED as error:
            yield f"{item.path} cannot be read: {error}"
            continue
        sources = [each.get("src", "") for each in root.iter("{*}content")]
        listed = [joined(item.path, each.partition("#")[0]) for each in sources]
        if listed != [line.path for line in book.contents.lines]:
            yield f"{item.path} lists other places than the contents"


def dead_links(book: Whole) -> Iterator[str]:
    """Addresses inside the book at which nothing is."""
    for seen in book.documents.values():
        for address in seen.addresses:
            written = address.written.strip()
            if address.scheme or written.startswith("//"):
                if address.scheme in {"http:", "https:"} and re.search(r"\s", written):
                    yield f"{address.at}: the address {written[:60]!r} holds a space"
                continue
            if not written:
                yield f"{address.at}: an address is empty"
                continue
            path, anchor = address.inside
            if path not in book.archive.by_path:
                yield f"{address.at}: {written[:60]!r} leads to no file of the book"
            elif anchor and _leads_nowhere(book.documents.get(path), anchor):
                yield f"{address.at}: {written[:60]!r} leads to no place in the book"


def shared_ids(book: Whole) -> Iterator[str]:
    """Anchors that stand in two files of a book of ours: its proof follows anchors alone."""
    known: dict[str, str] = {}
    if not any(seen.ours for seen in book.documents.values()):
        return
    for seen in book.documents.values():
        for name in seen.ids:
            if name in known:
                yield f"the anchor “{name}” stands in {known[name]} and in {seen.path}"
            known[name] = seen.path


def _leads_nowhere(seen: Seen | None, anchor: str) -> bool:
    return seen is not None and anchor not in seen.ids and not _CFI.match(anchor)


def _told(line: Line) -> str:
    return f"{line.path}#{line.anchor}" if line.anchor else line.path
