"""What an element of a page is by its tag, its names and its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

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
    classes, own = element.get("class", ""), element.get("id", "")
    return _names(classes[:_MOST_NAMES], own[:_MOST_NAMES]) if classes or own else "  "


@lru_cache(maxsize=4096)
def _names(classes: str, own: str) -> str:
    found = f"{classes} {own}"
    return f" {_SPACES.sub(' ', found.lower().strip())} "


def text_of(element: HtmlElement) -> str:
    """Its words on one line, a space between blocks."""
    if not len(element):
        return " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
    parts: list[str] = []
    _gather(element, parts)
    return " ".join("".join(parts).split())


def text_lengths(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters of text each element of a tree holds, white space included."""
    lengths: dict[HtmlElement, int] = {}
    for node in reversed(list(root.iter())):
        length = len(node.text) if node.text and isinstance(node.tag, str) else 0
        for child in node:
            length += lengths[child]
            if child.tail:
                length += len(child.tail)
        lengths[node] = length
    return lengths


def _gather(element: HtmlElement, parts: list[str]) -> None:
    """Its text in order, with a space where a line of its own begins or ends."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    begins = tag in BLOCKS or tag == "br" or is_block(element)
    if begins:
        parts.append(" ")
    if element.text:
        parts.append(element.text)
    for child in element:
        _gather(child, parts)
        if child.tail:
            parts.append(child.tail)
    if begins:
        parts.append(" ")


def line_of(element: HtmlElement) -> int:
    """The line of the file on which it begins, 0 where it is not known."""
    return int(element.sourceline or 0)


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of it."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style) is not None


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
    every: Iterator[HtmlElement] = root.iter("*")
    return every


def remove(element: HtmlElement) -> None:
    """Takes it out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
