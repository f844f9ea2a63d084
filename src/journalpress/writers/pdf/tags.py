"""WeasyPrint's boxes → the tag tree of the PDF, one tag an element of the page's HTML.

Stands in for WeasyPrint's own tags, which split a paragraph at a page's end into two, leave the
margins of pages outside the tree without calling them decoration, and read a repeated table
header again on each page. Rules: ISO 32000-1 section 14.8, ISO 14289-1 (PDF/UA-1) section 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from journalpress.inspect.pdf import AS_WRITTEN
from journalpress.writers.pdf.glyphs import say_what_is_meant

ROLES: Mapping[str, str] = {
    "article": "Art",
    "section": "Sect",
    "aside": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "a": "Link",
    "abbr": "Span",
    "figure": "Figure",
    "figcaption": "Caption",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
"""The tag of each element; what is not named leaves its content to the element around it."""

BODIES: Mapping[str, str] = {"LI": "LBody", "NonStruct": "P"}
"""Tags whose content stands in a tag of its own inside them."""

POINTS_A_PIXEL = 0.75

CONTENTS_LENGTH = 120
"""How much of a source's words a link to it repeats for those who hear it."""


class Content(NamedTuple):
    """A stretch of marked content: page from 0, and its number on the page."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link's area on a page."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Node:
    """A tag in the making: what stands in it, in reading order."""

    role: str
    element: Any
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    body: Node | None = None
    bounds: tuple[float, ...] = ()


def add_tags(pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
    """Gives the PDF its tag tree, and says of all else that it is decoration."""
    pages = _Pages(document)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        pages.read(number, page._page_box, stream._tags)
    say_what_is_meant(pdf, document, streams)
    for number, stream in enumerate(streams):
        _mark_decoration(stream.stream, pages.decoration.get(number, {}))
    _Tree(pdf, document, len(streams)).write(pages.root)
    pdf.catalog["ViewerPreferences"] = _dictionary(
        DisplayDocTitle="true", PrintScaling="/None", PickTrayByPDFSize="true"
    )
    pdf.catalog["MarkInfo"] = _dictionary(Marked="true")


# --- boxes → nodes ---------------------------------------------------------------------------


class _Pages:
    """Reads the boxes of all pages into one tree of nodes; an element keeps its node over pages."""

    def __init__(self, document: Any) -> None:
        self.root = Node("Document", document._html.etree_element)
        self.decoration: dict[int, dict[int, str]] = {}
        self._nodes: dict[tuple[int, str], Node] = {}
        self._headers: dict[int, int] = {}
        self._height = 0.0

    def read(self, page: int, box: Any, tags: dict[Any, Any]) -> None:
        """Take in the boxes of one page; `tags` has the marked content of each drawn box."""
        self._height = box.margin_height()
        self._read(box, self.root, None, page, tags)

    def _read(
        self, box: Any, around: Node, link: Node | None, page: int, tags: dict[Any, Any]
    ) -> None:
        # A box out of the flow stands behind a placeholder.
        box = getattr(box, "_box", box)
        if hasattr(box, "at_keyword"):
            self._decorate(box, page, tags, "Pagination")
            return
        element, tag = box.element, box.element_tag or ""
        if tag == "thead" and self._headers.setdefault(id(element), page) != page:
            self._decorate(box, page, tags, "Layout")
            return
        if tag == "img" and not element.get("alt"):
            self._decorate(box, page, tags, "Layout")
            return
        node = self._node(element, tag, around)
        link = node if node.role == "Link" else link
        if annotation := getattr(box, "link_annotation", None):
            # Boxes inside a link have areas of their own, which belong to the link as well.
            (link or node).kids.append(Annotation(page, annotation))
        if box in tags:
            node.kids.append(Content(page, tags[box]["mcid"]))
        if tag == "img":
            node.bounds = self._bounds(box)
        for child in getattr(box, "children", ()):
            self._read(child, node, link, page, tags)

    def _bounds(self, box: Any) -> tuple[float, ...]:
        """Where a picture stands: left, bottom, right, top, in points from the lower left."""
        left, top = box.content_box_x(), self._height - box.content_box_y()
        edges = left, top - box.height, left + box.width, top
        return tuple(round(POINTS_A_PIXEL * each, 3) for each in edges)

    def _node(self, element: Any, tag: str, around: Node) -> Node:
        role = _role(element, tag, around)
        if not role or (around.element is element and around.role == role):
            return around
        key = id(element), role
        if key in self._nodes:
            return self._nodes[key].body or self._nodes[key]
        node = self._nodes[key] = Node(role, element)
        if role == "Lbl" and (item := self._nodes.get((id(element), "LI"))):
            item.kids.insert(0, node)
            return node
        around.kids.append(node)
        if role in BODIES:
            node.body = Node(BODIES[role], element)
            node.kids.append(node.body)
            return node.body
        return node

    def _decorate(self, box: Any, page: int, tags: dict[Any, Any], kind: str) -> None:
        box = getattr(box, "_box", box)
        if box in tags:
            self.decoration.setdefault(page, {})[tags[box]["mcid"]] = kind
        for child in getattr(box, "children", ()):
            self._decorate(child, page, tags, kind)


def _role(element: Any, tag: str, around: Node) -> str:
    if tag == "figure" and not _picture(element):
        return "Div"
    if tag == "p" and element.get("class") == "missing":
        # Not the paragraph that opens a list item, wherever it stands.
        return "NonStruct"
    if tag == "thead" and around.element.find("tbody") is None:
        # A table of one row has a body, even if its cells are headers (ISO 32000-1, 14.8.4.3.4).
        return "TBody"
    if tag == "span" and element.get("lang"):
        return "Span"
    return ROLES.get(tag, "")


def _picture(figure: Any) -> str:
    """The description of a figure's picture; "" where it is decoration."""
    return next((image.get("alt") or "" for image in figure.iter("img")), "")


def _mark_decoration(stream: list[Any], decoration: Mapping[int, str]) -> None:
    """Marks these stretches of a page's content as artifacts."""
    for position, entry in enumerate(stream):
        if entry != b"BDC":
            continue
        kind = decoration.get(stream[position - 1].get("MCID"))
        if kind:
            stream[position - 2] = "/Artifact"
            said = stream[position - 1].get("ActualText")
            stream[position - 1] = _dictionary(
                Type=f"/{kind}", **{"ActualText": said} if said else {}
            )


# --- nodes → PDF objects ---------------------------------------------------------------------


class _Tree:
    """Writes nodes as structure elements, with the ways back from content to element."""

    def __init__(self, pdf: Any, document: Any, pages: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._parents: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._links: list[Any] = []
        self._by_id = {
            each.get("id"): each for each in document._html.etree_element.iter() if each.get("id")
        }

    def write(self, root: Node) -> None:
        """The whole tree, from the root of the structure to the parents of all content."""
        tree = self._added(Type="/StructTreeRoot")
        document = self._element(root, tree)
        tree["K"] = _array([document.reference])
        numbers: list[Any] = []
        for page, parents in enumerate(self._parents):
            last = max(parents, default=-1)
            numbers += [page, _array(parents.get(each, "null") for each in range(last + 1))]
        for position, (element, annotation) in enumerate(self._links, len(self._parents)):
            numbers += [position, element.reference]
            annotation["StructParent"] = position
        parent_tree = self._added(Nums=_array(numbers))
        tree["ParentTree"] = parent_tree.reference
        tree["ParentTreeNextKey"] = len(self._parents) + len(self._links)
        self._pdf.catalog["StructTreeRoot"] = tree.reference

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._added(Type="/StructElem", S=f"/{node.role}", P=parent.reference)
        page = next(_pages_of(node), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        element.update(_attributes(node))
        kids = _array([])
        for kid in node.kids:
            match kid:
                case Node():
                    kids.append(self._element(kid, element).reference)
                case Content(on, mcid):
                    self._parents[on][mcid] = element.reference
                    kids.append(mcid if on == page else self._reference(on, mcid))
                case Annotation(on, annotation):
                    self._links.append((element, annotation))
                    annotation["Contents"] = _string(self._spoken(node.element, annotation))
                    href = node.element.get("href") or ""
                    if "A" in annotation and annotation["A"]["URI"].string != href:
                        # As its author wrote it; a PDF's own address is ASCII.
                        annotation[AS_WRITTEN] = _string(href)
                    place = self._added(Type="/OBJR", Obj=annotation.reference, Pg=self._pages[on])
                    kids.append(place.reference)
        element["K"] = kids
        return element

    def _reference(self, page: int, mcid: int) -> Any:
        return _dictionary(Type="/MCR", Pg=self._pages[page], MCID=mcid)

    def _spoken(self, link: Any, annotation: Any) -> str:
        """What a link says to those who hear it: where it leads, in words."""
        label: str = link.get("aria-label") or _words(link)
        target = self._by_id.get((link.get("href") or "").removeprefix("#"))
        if target is not None and link.get("role") == "doc-noteref":
            words = _words(next(target.iter("p")))
            return f"{label}: {words[:CONTENTS_LENGTH].rstrip()}"
        if "A" in annotation and label not in link.get("href"):
            return f"{label} ({link.get('href')})"
        return label

    def _added(self, **entries: Any) -> Any:
        made = _dictionary(**entries)
        self._pdf.add_object(made)
        return made


def _pages_of(node: Node) -> Iterator[int]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _pages_of(kid)
        else:
            yield kid.page


def _attributes(node: Node) -> dict[str, Any]:
    element = node.element
    match node.role:
        case "Figure":
            layout = _dictionary(O="/Layout", BBox=_array(node.bounds))
            return {"Alt": _string(_picture(element)), "A": layout}
        case "L":
            numbering = "/Decimal" if element.tag == "ol" else "/Disc"
            return {"A": _dictionary(O="/List", ListNumbering=numbering)}
        case "TH":
            scope = "/Row" if element.get("scope") == "row" else "/Column"
            return {"A": _dictionary(O="/Table", Scope=scope)}
        case "Span" if element.tag == "abbr":
            return {"E": _string(element.get("title") or "")}
        case "Span" | "Art":
            return {"Lang": _string(element.get("lang") or "")}
        case _:
            return {}


def _words(element: Any) -> str:
    """The words of an element, without the arrows that lead back."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("role") != "doc-backlink":
            yield from _texts(child)
        yield child.tail or ""


def _dictionary(**entries: Any) -> Any:
    return _pydyf().Dictionary(entries)


def _array(entries: Iterable[Any]) -> Any:
    return _pydyf().Array(list(entries))


def _string(text: str) -> Any:
    return _pydyf().String(text)


@cache
def _pydyf() -> ModuleType:
    """The library in which WeasyPrint writes PDF objects."""
    return import_module("pydyf")
