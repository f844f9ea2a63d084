"""Lists of a page → their items; lists of terms → terms and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from journalpress.readers.html.elements import line_of
from journalpress.readers.html.inner import Inner
from journalpress.readers.html.looks import Look
from journalpress.readers.html.numbers import item_numbers
from journalpress.readers.rich.tree import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Item,
    Paragraph,
    Run,
    Words,
)


def list_of(element: HtmlElement, look: Look, inner: Inner) -> Iterator[Block]:
    """The list that this element is; what stands between its items is not lost."""
    items: list[Item] = []
    ordered = element.tag == "ol"
    numbers = item_numbers(element)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "li":
            number = next(numbers)
            if blocks := inner.blocks(child, inner.look(child, look)):
                items.append(Item(blocks, inner.anchor(child), number if ordered else ""))
        else:
            blocks = inner.alone(child, look)
            if blocks and items:
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks))
            elif blocks:
                items.append(Item(blocks))
        stray = (child.tail or "").strip()
        if stray:
            items.append(Item((Paragraph((Run(stray),), line_of(child)),)))
    if (element.text or "").strip():
        items.insert(0, Item((Paragraph((Run(element.text or ""),), line_of(element)),)))
    if items:
        yield Bullets(tuple(items), 1 if ordered else None, line_of(element))


def definitions_of(element: HtmlElement, look: Look, inner: Inner) -> Iterator[Block]:
    """The terms of this element with their meanings."""
    entries: list[Definition] = []
    terms: list[Words] = []
    meaning: list[Block] = []
    line = 0
    for child in _unwrapped(element):
        if child.tag == "dt":
            if meaning:
                entries.append(Definition(tuple(terms), tuple(meaning), line))
                terms, meaning = [], []
            line = line if terms else line_of(child)
            terms.append(inner.words(child, inner.look(child, look)))
        else:
            meaning += (
                inner.blocks(child, inner.look(child, look), named=False)
                if child.tag == "dd"
                else inner.alone(child, look)
            )
    if terms or meaning:
        entries.append(Definition(tuple(terms), tuple(meaning), line))
    if entries:
        yield Definitions(tuple(entries))


def _unwrapped(element: HtmlElement) -> Iterator[HtmlElement]:
    """The terms and meanings of a list; HTML lets each pair stand in a div."""
    for child in element:
        if child.tag == "div" and child.find("dt") is not None:
            yield from _unwrapped(child)
        elif isinstance(child.tag, str):
            yield child
