"""Raised numbers that lead to pages elsewhere, in a file without a list → sources by address.

On paper such a number leads nowhere: the address behind it is all that the page says of its source.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journalpress.readers.fields import is_web_address
from journalpress.readers.imports import Decision
from journalpress.readers.rich.tree import (
    Document,
    Mark,
    Reference,
    Run,
    Span,
    Target,
    Words,
    map_words,
    words_in,
)

_NUMBER = re.compile(r"\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*")


def cite_links(document: Document) -> Document:
    """The document with a source for each number, where it has no list and no number has two.

    The sources stand in the order of their numbers; their words are their address alone.
    """
    if document.references:
        return document
    led: dict[int, str] = {}
    for words in words_in(document):
        for span in words:
            number = _number_of(span)
            if number and isinstance(span, Run) and led.setdefault(number, span.href) != span.href:
                return document
    if not led:
        return document
    references = tuple(
        Reference(f"link {number}", (Run(led[number], href=led[number]),), number)
        for number in sorted(led)
    )
    what = (
        "raised numbers lead to pages elsewhere: each is a source with its address alone; write "
        "who says it and what it is called"
    )
    return replace(
        document,
        blocks=map_words(document.blocks, _cited),
        standfirst=map_words(document.standfirst, _cited),
        references=references,
        decisions=(*document.decisions, Decision(0, what)),
    )


def _number_of(span: Span) -> int:
    """The number of a raised link to a page elsewhere, 0 where it is none."""
    if not isinstance(span, Run) or span.script != "sup" or not is_web_address(span.href):
        return 0
    found = _NUMBER.fullmatch(span.text)
    return int(found[1]) if found else 0


def _cited(words: Words) -> Words:
    """The same words, with marks for such links."""
    return tuple(
        Mark((Target(f"link {number}"),), span.text.strip())
        if isinstance(span, Run) and (number := _number_of(span))
        else span
        for span in words
    )
