"""The words of a paragraph: whether they say anything, and where two line breaks part them."""

from __future__ import annotations

from collections.abc import Iterator

from journalpress.readers.rich.tree import Break, Picture, Run, Span, Words


def says_something(words: list[Span] | Words) -> bool:
    """Whether there is a word or a picture among them."""
    for span in words:
        if isinstance(span, Picture) or (isinstance(span, Run) and span.text.strip()):
            return True
    return False


def has_words(words: Words) -> bool:
    """Whether there is a word among them."""
    return any(isinstance(span, Run) and span.text.strip() for span in words)


def parted(words: list[Span]) -> Iterator[list[Span]]:
    """The words, parted where two line breaks or more stand in a row."""
    if not any(isinstance(span, Break) for span in words):
        yield words
        return
    part: list[Span] = []
    breaks = 0
    for span in words:
        if isinstance(span, Break):
            breaks += 1
        elif isinstance(span, Run) and not span.text.strip():
            pass
        else:
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(span)
    yield part
