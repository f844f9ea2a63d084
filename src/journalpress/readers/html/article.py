"""A page's tree → the element that holds its article."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from journalpress.readers.html.elements import (
    elements,
    is_heading,
    names_of,
    text_of,
)
from journalpress.readers.html.furniture import prose_sizes
from journalpress.readers.signposts import is_sources

_ENOUGH = 0.6
_DOMINATES = 0.75
_PROSE = 120
_CARD = re.compile(r"card|teaser|preview|related|comment|tile|summary")


def find_article(root: HtmlElement) -> HtmlElement:
    """The smallest element with all of the article; furniture is gone from the tree.

    An element that the page itself calls its article, if it holds most of the page's prose; else
    the body, narrowed as long as one child has nearly all of it and its neighbours have none.
    """
    sizes = prose_sizes(root)
    body = root if root.tag == "body" else root.find(".//body")
    body = root if body is None else body
    whole = max(1, sizes.get(body, 0))
    start = body
    for said in _said(body):
        if sizes.get(said, 0) >= _ENOUGH * whole:
            start = said
    return _narrowed(start, sizes)


def _said(body: HtmlElement) -> list[HtmlElement]:
    """The elements that say that they are the article, outer before inner."""
    found: list[HtmlElement] = []
    for each in elements(body):
        if (
            each.tag == "main"
            or (each.tag == "article" and not _CARD.search(names_of(each)))
            or each.get("role") == "main"
        ):
            found.append(each)
    return found


def _narrowed(element: HtmlElement, sizes: dict[HtmlElement, int]) -> HtmlElement:
    while True:
        inner = [each for each in element if isinstance(each.tag, str)]
        if not inner or element.tag in ("p", "ul", "ol"):
            return element
        best = max(inner, key=lambda each: sizes.get(each, 0))
        if sizes.get(best, 0) < _DOMINATES * max(1, sizes.get(element, 0)):
            return element
        if best.tag in ("p", "ul", "ol", "dl", "details", "blockquote"):
            return element
        if any(_belongs(each, sizes) for each in inner if each is not best):
            return element
        if (element.text or "").strip() or any((each.tail or "").strip() for each in inner):
            return element
        element = best


def _belongs(element: HtmlElement, sizes: dict[HtmlElement, int]) -> bool:
    """Whether a neighbour of the text is a part of it: prose, a heading of it, its sources."""
    if sizes.get(element, 0) >= _PROSE:
        return True
    if is_heading(element) or element.tag in ("p", "figure", "blockquote", "ul", "ol", "header"):
        return bool(text_of(element)) or element.find(".//img") is not None
    heads = [each for each in elements(element) if is_heading(each)]
    return any(each.tag == "h1" or is_sources(text_of(each)) for each in heads)
