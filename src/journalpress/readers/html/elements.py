"""What an element of a page is by its tag, its names and its style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""What begins a line of its own."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_NAMES = 400
_SPACES = re.compile(r"\s+")
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b")
_STRIKING = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_STRUCK_NAMES = re.compile(
    r" (?:text-decoration-)?(?:line-through|strike(?:-?through)?|struck-?out) "
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def names_of(element: HtmlElement) -> str:
    """Its classes and its id in small letters, a space around each."""
    found = element.get("class", "")[:_MOST_NAMES] + " " + element.get("id", "")[:_MOST_NAMES]
    return f" {_SPACES.sub(' ', found.lower().strip())} "


def text_of(element: HtmlElement) -> str:
    """Its words on one line, a space between blocks."""
    return " ".join("".join(_texts(element)).split())


def text_lengths(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters of text each element of a tree holds, white space included."""
    lengths: dict[HtmlElement, int] = {}
    for node in reversed(list(root.iter())):
        own = len(node.text or "") if isinstance(node.tag, str) else 0
        lengths[node] = own + sum(lengths[child] + len(child.tail or "") for child in node)
    return lengths


def _texts(element: HtmlElement) -> Iterator[str]:
    """Its text in order, with a space where a line of its own begins or ends."""
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        node, left = stack.pop()
        parts = isinstance(node.tag, str) and (
            node.tag in BLOCKS or node.tag == "br" or is_block(node)
        )
        if left:
            if parts:
                yield " "
            if node is not element:
                yield node.tail or ""
            continue
        if parts:
            yield " "
        if isinstance(node.tag, str):
            yield node.text or ""
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        elif node is not element:
            yield node.tail or ""


def line_of(element: HtmlElement) -> int:
    """The line of the file on which it begins, 0 where it is not known."""
    return int(element.sourceline or 0)


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of it."""
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")))


def is_block(element: HtmlElement) -> bool:
    """Whether its style alone makes it begin a line of its own."""
    style = element.get("style")
    return bool(style) and _BLOCK.search(style) is not None


def is_struck(element: HtmlElement) -> bool:
    """Whether its style strikes its words out: an old dose beside the new one."""
    style = element.get("style")
    struck = bool(style) and _STRIKING.search(style) is not None
    return struck or _STRUCK_NAMES.search(names_of(element)) is not None


def is_heading(element: HtmlElement) -> bool:
    """Whether it is a heading, by its tag or its role."""
    return element.tag in HEADINGS or element.get("role") == "heading"


def level_of(element: HtmlElement) -> int:
    """The level of a heading."""
    if element.tag in HEADINGS:
        return int(element.tag[1])
    level = element.get("aria-level", "2")
    return int(level) if level.isdecimal() and 0 < int(level) < 10 else 2


def elements(root: HtmlElement) -> Iterator[HtmlElement]:
    """Every element of a tree in its order, the root first."""
    return (node for node in root.iter() if isinstance(node.tag, str))


def remove(element: HtmlElement) -> None:
    """Takes it out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
