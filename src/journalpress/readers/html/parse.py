"""The characters of a page → its tree, bounded in depth, without network, entities or scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from journalpress.readers.html.elements import remove

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_BREAK_HERE = re.compile(r"</?wbr\b[^>]{0,80}>", re.IGNORECASE)
"""Where a long word may be broken: no words, and nested in one another without end if they stay."""
_SILENT = ("style", "template")
_HOLD_NOTHING = ("source", "track", "embed")
"""Elements without an end that this parser, older than they are, takes for open ones."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's tree; `root` is None where it cannot be read, `wrong` then says why.

    `saved_from` is the address that a browser noted when it saved the page. `nodes` are all of the
    tree, held because lxml makes each element anew that nobody holds.
    """

    root: HtmlElement | None
    wrong: str = ""
    saved_from: str = ""
    nodes: tuple[HtmlElement, ...] = field(default=(), repr=False)


def tree_of(text: str, saved_from: str = "") -> Tree:
    """The tree of a page or a fragment. Entities that the page defines are never expanded.

    `saved_from` is what the file around the page says; what the page itself says counts first.
    """
    saved = _SAVED_FROM.search(text, 0, 2000)
    text = _XML.sub("", _DOCTYPE.sub("", text, count=1), count=1).replace("\0", "\ufffd")
    text = _BREAK_HERE.sub("", text)
    if not text.strip():
        return Tree(None, "the page is empty")
    parser = HTMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split("\n")[0] or "it holds nothing"
        return Tree(None, f"the page cannot be read: {reason.lower()}")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return Tree(None, "the page nests its elements more than 250 deep")
    for silent in list(root.iter(*_SILENT)):
        remove(silent)
    for element in reversed(list(root.iter(*_HOLD_NOTHING))):
        _empty(element)
    return Tree(root, "", saved[1] if saved else saved_from, tuple(root.iter()))


def _empty(element: HtmlElement) -> None:
    """Sets behind an element what the parser has put into it."""
    parent = element.getparent()
    if parent is None or not (len(element) or element.text):
        return
    behind, element.tail = element.tail or "", element.text
    element.text = None
    at = parent.index(element) + 1
    inside = list(element)
    for place, child in enumerate(inside, at):
        parent.insert(place, child)
    last = inside[-1] if inside else element
    last.tail = (last.tail or "") + behind
