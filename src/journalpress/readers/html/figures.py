"""Figures of a page: pictures with what is said below them."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from journalpress.readers.html.elements import line_of, names_of
from journalpress.readers.html.inner import Inner
from journalpress.readers.html.looks import Look
from journalpress.readers.html.spans import has_words, says_something
from journalpress.readers.rich.tree import (
    Block,
    Grid,
    Paragraph,
    Picture,
    Plate,
    Run,
    Words,
    leaves_of,
)

_CAPTION = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:caption|caption-text|image-caption|figcaption|legend) "
)
_FIGURE = re.compile(r" (?:wp-caption|image-block|captioned-image|thumb|thumbinner|figure|fig) ")


def is_figure(element: HtmlElement, names: str) -> bool:
    """Whether an element holds pictures with a caption, by its tag or its names."""
    return element.tag == "figure" or (
        names != "  " and _FIGURE.search(names) is not None and element.find(".//img") is not None
    )


def figure_of(element: HtmlElement, look: Look, inner: Inner) -> tuple[Block, ...]:
    """The pictures of this element with their caption, a table with its; else what is in it."""
    captions = list(element.iter("figcaption"))
    if not captions:
        captions = [each for each in element.iter("p", "div", "span", "dd", "cite")
                    if _CAPTION.search(names_of(each)) and each is not element][:1]  # fmt: skip
    caption: Words = ()
    for each in captions:
        said = inner.words(each, inner.look(each))
        caption = (*caption, *((Run(" "),) if caption and said else ()), *said)
        each.drop_tree()
    blocks = inner.blocks(element, look)
    line = line_of(element)
    pictures = [
        span
        for block in blocks
        for leaf in leaves_of((block,))
        for span in leaf
        if isinstance(span, Picture)
    ] + [block.picture for block in blocks if isinstance(block, Plate)]
    only = len(blocks) == 1
    if only and isinstance(blocks[0], Grid):
        return (replace(blocks[0], caption=(*blocks[0].caption, *caption)),)
    if pictures and all(isinstance(block, Paragraph | Plate) for block in blocks):
        words = [
            replace(block, words=rest)
            for block in blocks
            if isinstance(block, Paragraph)
            and has_words(rest := tuple(s for s in block.words if not isinstance(s, Picture)))
        ]
        *before, last = dict.fromkeys(pictures)
        return (*(Plate(each, (), line) for each in before), Plate(last, caption, line), *words)
    return (*blocks, Paragraph(caption, line)) if says_something(caption) else blocks
