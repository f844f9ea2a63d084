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
_SILENT = ("style", "template")


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
    return Tree(root, "", saved[1] if saved else saved_from, tuple(root.iter()))
