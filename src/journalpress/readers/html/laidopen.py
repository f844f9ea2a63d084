"""Lists of sources that wait to be opened, or are set as a table → plain lists below a heading."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from journalpress.readers.html.elements import elements, is_heading, text_of
from journalpress.readers.signposts import is_sources

_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?")


def lay_open(root: HtmlElement) -> None:
    """Makes a plain list below a heading of one that waits to be opened, or stands in a table."""
    for element in [each for each in elements(root) if each.tag == "details"]:
        summary = element.find("summary")
        if summary is not None and is_sources(text_of(summary)):
            summary.tag, element.tag = "h2", "section"
    for element in [each for each in elements(root) if each.tag in ("table", "dl")]:
        if heads_sources(element) and (rows := _labelled(element)):
            made = element.makeelement("ol")
            for number, entry in rows:
                entry.tag = "li"
                entry.set("value", str(number))
                made.append(entry)
            element.addprevious(made)
            element.drop_tree()


def _labelled(element: HtmlElement) -> list[tuple[int, HtmlElement]]:
    """The rows of a table, or the terms of a list, that are a number and an entry each."""
    if element.tag == "dl":
        pairs = [each for each in element if each.tag in ("dt", "dd")]
        rows = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    else:
        rows = [[each for each in row if each.tag in ("td", "th")] for row in element.iter("tr")]
    found: list[tuple[int, HtmlElement]] = []
    for row in rows:
        label = _LABEL.fullmatch(text_of(row[0])) if len(row) == 2 else None
        if label is None or not text_of(row[1]):
            return []
        found.append((int(label[1]), row[1]))
    return found


def heads_sources(element: HtmlElement) -> bool:
    """Whether a heading in an element, or right before it, announces sources."""
    inside = any(is_heading(each) and is_sources(text_of(each)) for each in elements(element))
    if inside:
        return True
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    if before is None and element.getparent() is not None:
        before = element.getparent().getprevious()
    return before is not None and is_heading(before) and is_sources(text_of(before))
