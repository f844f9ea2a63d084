"""XHTML of an article → its Extract, from the elements alone.

Reads what writers/xhtml.py promises: text stands in `p`, headings, cells, captions and `img`. Text
found anywhere else becomes a leaf as well, so that nothing in a file escapes the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from lxml import etree

from journalpress.edition.reading import fold
from journalpress.edition.types import Extract, Leaf, LeafKind

XHTML = "http://www.w3.org/1999/xhtml"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES = frozenset({"p", "caption", "dt", "dd"}) | _HEADINGS
_CELLS = frozenset({"td", "th"})
_UNSEEN = ("display:none", "visibility:hidden", "font-size:0", "opacity:0")


class Gathered(NamedTuple):
    """What one pass over an element found: leaves, references and ways back, as in Extract."""

    leaves: list[Leaf]
    references: list[tuple[str, str]]
    backlinks: list[tuple[str, str]]


def extract_elements(
    root: etree._Element, *, resolve: Callable[[str], str] = lambda href: href
) -> Extract:
    """The Extract of everything under `root`, in document order.

    `resolve` turns an address as written into `#anchor` where it leads into the same Edition.
    Hidden elements yield nothing: what is hidden has not been said.
    """
    gathered = Gathered([], [], [])
    _walk(root, gathered, resolve)
    return Extract(tuple(gathered.leaves), tuple(gathered.references), tuple(gathered.backlinks))


def parse_xhtml(data: bytes) -> etree._Element:
    """The root element. Raises lxml.etree.XMLSyntaxError where it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    return etree.fromstring(data, parser)


def _walk(element: etree._Element, into: Gathered, resolve: Callable[[str], str]) -> None:
    tag = _tag(element)
    if not tag or tag in {"head", "script", "style", "template"} or _is_hidden(element):
        return
    if tag in _CELLS:
        into.leaves.append(_leaf("cell", element, resolve))
    elif tag in _LEAVES:
        _note(_leaf(_kind(element, tag), element, resolve), into)
        into.backlinks.extend(_backlinks(element))
    elif tag == "img":
        _note(Leaf("picture", fold(element.get("alt", ""))), into)
    else:
        if tag == "ol" and _is_bibliography(element):
            into.references.extend(_references(element))
        _stray(element.text, into)
        for child in element:
            _walk(child, into, resolve)
            _stray(child.tail, into)


def _note(leaf: Leaf, into: Gathered) -> None:
    if leaf.text or leaf.marks:
        into.leaves.append(leaf)


def _stray(text: str | None, into: Gathered) -> None:
    if text and text.strip():
        into.leaves.append(Leaf("text", fold(text)))


def _kind(element: etree._Element, tag: str) -> LeafKind:
    if tag in _HEADINGS:
        return "heading"
    holder = element.getparent()
    if tag == "p" and holder is not None and _tag(holder) == "div":
        # A reference's paragraph stands in the note's div inside its item.
        holder = holder.getparent() if holder[0] is element else None
    if holder is not None and _tag(holder) == "li" and element.getprevious() is None:
        return "item"
    return "text"


def _leaf(kind: LeafKind, element: etree._Element, resolve: Callable[[str], str]) -> Leaf:
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    links: list[str] = []
    for what, value, href in _pieces(element):
        match what:
            case "words":
                words.append(value)
            case "mark":
                words.append(value)
                marks.append((_number(value), href.removeprefix("#")))
            case "inner":
                number = value.rpartition("-cite-")[2].partition("-")[0]
                slug = value.rpartition("-cite-")[0]
                marks.append((_number(number), f"{slug}-ref-{number}"))
            case "link":
                links.append(resolve(href))
    return Leaf(kind, fold("".join(words)), tuple(marks), tuple(links))


_What = Literal["words", "mark", "inner", "link"]


def _pieces(element: etree._Element) -> Iterator[tuple[_What, str, str]]:
    """The inline content in order: words, marks (number, href), targets of inner numbers, links."""
    if element.text:
        yield "words", element.text, ""
    for child in element:
        tag = _tag(child)
        if tag and not _is_hidden(child):
            role = child.get("role", "")
            if tag == "br":
                yield "words", " ", ""
            elif tag == "img":
                yield "words", child.get("alt", ""), ""
            elif tag == "a" and role == "doc-noteref":
                number = "".join(str(text) for text in child.itertext())
                yield "mark", number, child.get("href", "")
            elif tag == "a" and role == "doc-backlink":
                pass
            elif tag == "span" and child.get("class") == "inner":
                yield "inner", child.get("id", ""), ""
            else:
                if tag == "a":
                    yield "link", "", child.get("href", "")
                yield from _pieces(child)
        if child.tail:
            yield "words", child.tail, ""


def _backlinks(element: etree._Element) -> Iterator[tuple[str, str]]:
    holder = element.getparent()
    anchor = holder.get("id", "") if holder is not None else ""
    for link in element.iter(f"{{{XHTML}}}a", "a"):
        if link.get("role") == "doc-backlink":
            yield anchor, link.get("href", "").removeprefix("#")


def _is_bibliography(element: etree._Element) -> bool:
    holder = element.getparent()
    return holder is not None and holder.get("role") == "doc-bibliography"


def _references(listing: etree._Element) -> Iterator[tuple[str, str]]:
    number = int(listing.get("start", "1"))
    for item in listing:
        if _tag(item) == "li":
            number = int(item.get("value", number))
            anchor = next((child.get("id", "") for child in item if _tag(child) == "div"), "")
            yield anchor, str(number)
            number += 1


def _is_hidden(element: etree._Element) -> bool:
    style = "".join(element.get("style", "").lower().split())
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or any(rule in style for rule in _UNSEEN)
    )


def _number(text: str) -> int:
    """The number that a mark shows; -1 where it shows something else, which never agrees."""
    return int(text) if text.isdecimal() else -1


def _tag(element: etree._Element) -> str:
    """The local name; "" for comments and processing instructions."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
