"""A list of sources that counts by letters (a., b., c.) → one with numbers, its marks read.

The letters then are no words: a reader of the leaflet finds numbers in the text and in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.rich.tree import (
    Document,
    Mark,
    Run,
    Span,
    Target,
    Words,
    map_words,
    text_of,
    without_start,
)

_LABEL = re.compile(r"\s*[\[(]?([a-z])[\]).]{1,2}\s+(?=\S)")
_LETTERS = re.compile(r"\s*[\[(]?\s*([a-z](?:\s*[,;]\s*[a-z]){0,25})\s*[\])]?\s*")


def number_letters(document: Document) -> Document:
    """The document with numbers for letters, where its list counts a, b, c and its marks do.

    Each entry must have its letter, and at least one of them must be raised in the text.
    """
    listed = document.references
    found = [_LABEL.match(text_of(each.words)) for each in listed]
    letters = [match[1] for match in found if match is not None]
    if len(listed) < 2 or letters != [chr(ord("a") + at) for at in range(len(listed))]:
        return document
    named = {
        letter: each.id or f"letter {letter}" for letter, each in zip(letters, listed, strict=True)
    }

    def change(words: Words) -> Words:
        return tuple(_marks(words, named))

    blocks = map_words(document.blocks, change)
    standfirst = map_words(document.standfirst, change)
    if blocks == document.blocks and standfirst == document.standfirst:
        return document
    references = tuple(
        replace(each, id=named[letter], words=without_start(each.words, match.end()), number=number)
        for number, (each, letter, match) in enumerate(
            zip(listed, letters, [each for each in found if each is not None], strict=True), 1
        )
    )
    why = "the letters by which the list counts its sources"
    dropped = Dropped(references[0].line, " ".join(letters), why)
    what = "the list counts its sources by letters; they print with numbers, 1 for a"
    return replace(
        document,
        blocks=blocks,
        standfirst=standfirst,
        references=references,
        numbered=True,
        keyed=True,
        decisions=(*document.decisions, Decision(references[0].line, what)),
        dropped=(*document.dropped, dropped),
    )


def _marks(words: Words, named: dict[str, str]) -> Iterator[Span]:
    for span in words:
        found = _LETTERS.fullmatch(span.text) if isinstance(span, Run) else None
        letters = re.findall(r"[a-z]", found[1]) if found else []
        raised = isinstance(span, Run) and (span.script == "sup" or span.href.startswith("#"))
        if letters and raised and isinstance(span, Run) and all(each in named for each in letters):
            yield Mark(tuple(Target(named[each]) for each in letters), span.text.strip())
        else:
            yield span
