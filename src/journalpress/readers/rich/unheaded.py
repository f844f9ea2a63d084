"""The blocks of a file → its list of sources where no heading says so: the entries themselves do.

Sites call the list what they like ("How we know this"), or set it below the text without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from journalpress.readers.rich.listed import entry_of, names_source
from journalpress.readers.rich.tree import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Words,
    leaves_of,
    text_of,
)

_FEWEST = 2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MARK = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]|[¹²³⁴-⁹]")


@dataclass(frozen=True, slots=True)
class Unheaded:
    """The blocks `start:end` are the list; `head` is the place of a heading that is its alone."""

    start: int
    end: int
    head: int | None


def find_unheaded(blocks: tuple[Block, ...]) -> Unheaded | None:
    """The last blocks of a text that are one numbered list of sources; None where none is.

    Each entry must have a year and look like a source, more than half of them beyond doubt, and
    the text above must have marks: a list of steps or of other pages is none of the kind.
    """
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Heading):
        end -= 1
    start = _start(blocks, end)
    if start is None or not any(_marks(words) for words in leaves_of(blocks[:start])):
        return None
    above = start - 1
    alone = start > 0 and isinstance(blocks[above], Heading)
    return Unheaded(start, end, above if alone else None)


def _start(blocks: tuple[Block, ...], end: int) -> int | None:
    last = blocks[end - 1] if end else None
    if isinstance(last, Bullets) and last.start is not None:
        entries = [item.blocks[0].words for item in last.items
                   if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)]  # fmt: skip
        whole = len(entries) == len(last.items)
        return end - 1 if whole and _are_sources(entries) else None
    # The last of a list that counts from 1 says how many there are.
    count = entry_of(last.words)[1] if isinstance(last, Paragraph) else 0
    start = end - count
    run = [block.words for block in blocks[max(0, start) : end] if isinstance(block, Paragraph)]
    if not count or [entry_of(words)[1] for words in run] != list(range(1, count + 1)):
        return None
    return start if _are_sources(run) else None


def _are_sources(entries: list[Words]) -> bool:
    said = [entry_of(words)[0] for words in entries]
    judged = [names_source(each) for each in said]
    sure = judged.count("yes")
    return (
        len(said) >= _FEWEST
        and "no" not in judged
        and all(_YEAR.search(each) for each in said)
        and sure * 2 > len(said)
    )


def _marks(words: Words) -> bool:
    raised = any(
        getattr(span, "script", "") == "sup" and re.search(r"\d", getattr(span, "text", ""))
        for span in words
    )
    return raised or _MARK.search(text_of(words)) is not None
