"""XHTML of an article → its Extract, from the elements alone.

Reads what writers/xhtml.py promises: text stands in `p`, headings, cells, captions and `img`. Text
found anywhere else becomes a leaf as well, so that nothing in a file escapes the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from lxml import etree

from journalpress.edition.reading import fold
from journalpress.edition.types import Extract, Leaf, LeafKind
from journalpress.errors import DisagreementError

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


class _Links(NamedTuple):
    """Where addresses lead: `resolve` for links of the text, `ids` for marks and ways back."""

    resolve: Callable[[str], str]
    ids: frozenset[str]

    def target(self, href: str) -> str:
        """The anchor that a mark or a way back leads to; "" where nothing is."""
        anchor = href.removeprefix("#")
        return anchor if href.startswith("#") and anchor in self.ids else ""


def extract_elements(
    root: etree._Element,
    *,
    resolve: Callable[[str], str] | None = None,
    skip: Callable[[etree._Element], bool] = lambda _: False,
) -> Extract:
    """The Extract of everything under `root`, in document order, but what is to be skipped.

    `resolve` turns an address as written into `#anchor` where it leads into the same Edition, and
    into "" where it leads nowhere. Without it, `root` is the whole of the Edition. A mark or a way
    back whose target is not under `root` leads nowhere. Hidden elements yield nothing: what is
    hidden has not been said.
    """
    ids = target_ids(root)

    def here(href: str) -> str:
        return "" if href.startswith("#") and href[1:] not in ids else href

    gathered = Gathered([], [], [])
    _walk(root, gathered, _Links(resolve or here, ids), skip)
    return Extract(tuple(gathered.leaves), tuple(gathered.references), tuple(gathered.backlinks))


def target_ids(root: etree._Element) -> frozenset[str]:
    """Every id under `root`: where links can lead."""
    return frozenset(name for element in root.iter("*") if (name := element.get("id", "")))


def parse_xhtml(data: bytes) -> etree._Element:
    """The root element. Raises DisagreementError where it is not well-formed XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DisagreementError(f"the file cannot be read back: {error}") from error


def _walk(
    element: etree._Element,
    into: Gathered,
    links: _Links,
    skip: Callable[[etree._Element], bool],
) -> None:
    tag = _tag(element)
    if not tag or tag in {"head", "script", "style", "template"} or _is_hidden(element):
        return
    if skip(element):
        return
    if tag in _CELLS:
        into.leaves.append(_leaf("cell", element, links))
    elif tag in _LEAVES:
        kind = _kind(element, tag)
        number = _item_number(element) if kind == "item" else 0
        _note(replace(_leaf(kind, element, links), number=number), into)
        into.backlinks.extend(_backlinks(element, links))
    elif tag == "a":
        # A line of a table of contents: there a link stands in its item without a paragraph.
        line = _leaf("item", element, links)
        _note(replace(line, links=(links.resolve(element.get("href", "")), *line.links)), into)
    elif tag == "img":
        _note(Leaf("picture", fold(element.get("alt", ""))), into)
    else:
        if tag == "ol" and _is_bibliography(element):
            into.references.extend(_references(element))
        _stray(element.text, into)
        for child in element:
            _walk(child, into, links, skip)
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
    first = holder is not None and _tag(holder) == "li" and element.getprevious() is None
    # A paragraph with a class is no author's paragraph: what is missing is not the item itself.
    if first and element.get("class") is None:
        return "item"
    return "text"


def _leaf(kind: LeafKind, element: etree._Element, links: _Links) -> Leaf:
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    addresses: list[str] = []
    for what, value, href in _pieces(element):
        match what:
            case "words":
                words.append(value)
            case "mark":
                words.append(value)
                marks.append((_number(value), links.target(href)))
            case "inner":
                number = value.rpartition("-cite-")[2].partition("-")[0]
                slug = value.rpartition("-cite-")[0]
                marks.append((_number(number), links.target(f"#{slug}-ref-{number}")))
            case "link":
                addresses.append(links.resolve(href))
    return Leaf(kind, fold("".join(words)), tuple(marks), tuple(addresses))


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


def _backlinks(element: etree._Element, links: _Links) -> Iterator[tuple[str, str]]:
    holder = element.getparent()
    anchor = holder.get("id", "") if holder is not None else ""
    for link in element.iter(f"{{{XHTML}}}a", "a"):
        if link.get("role") == "doc-backlink":
            yield anchor, links.target(link.get("href", ""))


def _item_number(paragraph: etree._Element) -> int:
    """The number that a browser prints before the item which this paragraph opens; 0: a bullet."""
    item = next(paragraph.iterancestors(f"{{{XHTML}}}li", "li"))
    listing = item.getparent()
    if listing is None or _tag(listing) != "ol":
        return 0
    return next((number for each, number in _numbered(listing) if each is item), 0)


def _numbered(listing: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The items of an ordered list with their numbers."""
    number = int(listing.get("start", "1"))
    for item in listing:
        if _tag(item) == "li":
            number = int(item.get("value", number))
            yield item, number
            number += 1


def _is_bibliography(element: etree._Element) -> bool:
    holder = element.getparent()
    return holder is not None and holder.get("role") == "doc-bibliography"


def _references(listing: etree._Element) -> Iterator[tuple[str, str]]:
    for item, number in _numbered(listing):
        anchor = next((child.get("id", "") for child in item if _tag(child) == "div"), "")
        yield anchor, str(number)


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
