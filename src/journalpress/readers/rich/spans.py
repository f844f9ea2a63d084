"""The words of a Document looked at as a person does: what they say, shown, trimmed, in bold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from journalpress.readers.rich import tree
from journalpress.readers.rich.tree import Picture, Run, Words, text_of

_SHOWN = 60


def pictures_in(words: Words) -> tuple[Picture, ...]:
    """The pictures that stand among these words."""
    return tuple(span for span in words if isinstance(span, Picture))


def shown(words: Words, most: int = _SHOWN) -> str:
    """These words on one line, the end of a long line left out."""
    text = " ".join(text_of(words).split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


def says_something(words: Words) -> bool:
    """Whether there is a word or a mark among them."""
    return any(
        isinstance(span, tree.Mark) or (isinstance(span, Run) and bool(span.text.strip()))
        for span in words
    )


def all_strong(words: Words) -> Words:
    """The words in bold."""
    return tuple(replace(span, strong=True) if isinstance(span, Run) else span for span in words)


def not_all_strong(words: Words) -> Words:
    """Heading cells are bold in every format; where all of their words are, that is no emphasis."""
    runs = [span for span in words if isinstance(span, Run) and span.text.strip()]
    if not runs or not all(run.strong for run in runs):
        return words
    return tuple(replace(span, strong=False) if isinstance(span, Run) else span for span in words)


def trimmed(words: Words) -> Words:
    """The words without the white space at their ends."""
    spans = list(words)
    while spans and isinstance(spans[0], Run) and not spans[0].text.strip():
        spans.pop(0)
    while spans and isinstance(spans[-1], Run) and not spans[-1].text.strip():
        spans.pop()
    if spans and isinstance(spans[0], Run):
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    if spans and isinstance(spans[-1], Run):
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(spans)


def lines_of(blocks: tuple[tree.Block, ...]) -> Iterator[Words]:
    """The words of these blocks, each that would begin a line by itself."""
    for block in blocks:
        match block:
            case tree.Paragraph(words):
                yield words
            case tree.Heading(_, words):
                yield all_strong(words)
            case tree.Bullets(items):
                for item in items:
                    yield from lines_of(item.blocks)
            case tree.Definitions(entries):
                for entry in entries:
                    for term in entry.terms:
                        yield all_strong(term)
                    yield from lines_of(entry.meaning)
            case tree.Question(question, answer):
                yield all_strong(question)
                yield from lines_of(answer)
            case tree.Quotation(inner):
                yield from lines_of(inner)
            case tree.Box(_, inner, title):
                yield all_strong(title)
                yield from lines_of(inner)
            case tree.Grid(rows, caption, notes):
                yield caption
                for row in rows:
                    for cell in row:
                        yield from lines_of(cell.blocks)
                yield from lines_of(notes)
            case tree.Plate(picture, caption):
                yield (picture,)
                yield caption
            case tree.Lost(_, note):
                yield (Run(note),)
            case _:
                assert_never(block)
