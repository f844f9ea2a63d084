"""Lists that an author typed by hand, line by line → lists.

A line "• Bring your letter" is an item to who sees it, and none to who hears it read aloud. What a
sign says (✓ do, ✗ do not) is no bullet and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Break,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Question,
    Quotation,
    Run,
    Span,
    Words,
    text_of,
    without_start,
)

_BULLET = re.compile(r"\s*(?:[•◦‣▪▫●○∙·⁃■►➤]\s*|[-–*]\s+)(?=\S)")
_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]\s+(?=\S)")
_STEP = re.compile(r"\s*(\d{1,2})\.?\s*")
_FEWEST = 2
_NUMBERS = "numbers typed before the items of a list, which prints its own"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph, with the block that it comes from."""

    words: Words
    block: Paragraph


def list_typed(document: Document) -> Document:
    """The document with lists for two or more typed lines in a row, numbers counting from 1.

    A number on a line of its own above each of several headings goes into the headings. What was
    read so is among the decisions, the numbers of lists among what was left out.
    """
    reader = _Typed()
    blocks = reader.blocks(document.blocks)
    if blocks == document.blocks:
        return document
    return replace(
        document,
        blocks=blocks,
        decisions=(*document.decisions, *reader.decisions),
        dropped=(*document.dropped, *reader.dropped),
    )


class _Typed:
    """Goes through the blocks of one document."""

    def __init__(self) -> None:
        self.decisions: list[Decision] = []
        self.dropped: list[Dropped] = []

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The same blocks, with lists for what is typed as one."""
        found: list[Block] = []
        at = 0
        while at < len(blocks):
            step = _step(blocks, at)
            if step is not None:
                found.append(step)
                at += 2
                what = "a number on a line of its own is set before the heading below it"
                self.decisions.append(Decision(step.line, what))
                continue
            made, taken = self._list(blocks, at)
            if made is not None:
                found.append(made)
                at += taken
                continue
            found.append(self._inside(blocks[at]))
            at += 1
        return tuple(found)

    def _inside(self, block: Block) -> Block:
        match block:
            case Box() | Quotation():
                return replace(block, blocks=self.blocks(block.blocks))
            case Question():
                return replace(block, answer=self.blocks(block.answer))
            case _:
                return block

    def _list(self, blocks: tuple[Block, ...], at: int) -> tuple[Bullets | None, int]:
        """A list that begins with this block, and how many blocks it takes."""
        for is_next in (_is_bullet, _is_number):
            lines: list[_Line] = []
            end = at
            while end < len(blocks):
                block = blocks[end]
                if not isinstance(block, Paragraph):
                    break
                own = [_Line(words, block) for words in _lines(block.words)]
                count = len(lines)
                if not own or not all(
                    is_next(each.words, number) for number, each in enumerate(own, count + 1)
                ):
                    break
                lines += own
                end += 1
            if len(lines) >= _FEWEST:
                return self._made(lines, numbered=is_next is _is_number), end - at
        return None, 0

    def _made(self, lines: list[_Line], *, numbered: bool) -> Bullets:
        label = _NUMBER if numbered else _BULLET
        line = lines[0].block.line
        what = f"{len(lines)} lines typed as a list are read as one"
        self.decisions.append(Decision(line, what))
        if numbered:
            typed = " ".join(f"{number}." for number in range(1, len(lines) + 1))
            self.dropped.append(Dropped(line, typed, _NUMBERS))
        items = []
        for each in lines:
            found = label.match(text_of(each.words))
            words = without_start(each.words, found.end() if found else 0)
            items.append(Item((Paragraph(words, each.block.line, each.block.anchor),)))
        return Bullets(tuple(items), 1 if numbered else None, line)


def _is_bullet(words: Words, _number: int) -> bool:
    return _BULLET.match(text_of(words)) is not None


def _is_number(words: Words, number: int) -> bool:
    found = _NUMBER.match(text_of(words))
    return found is not None and int(found[1]) == number


def _step(blocks: tuple[Block, ...], at: int) -> Heading | None:
    """The heading below this line with its number, where the line is that and such lines count."""
    block, head = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(head, Heading):
        return None
    found = _STEP.fullmatch(text_of(block.words))
    if found is None or not _count(blocks, head.level):
        return None
    return replace(head, words=(Run(f"{found[1]}. "), *head.words))


def _count(blocks: tuple[Block, ...], level: int) -> bool:
    """Whether the lines above headings of this level that are a number count 1, 2, 3."""
    numbers = [
        int(found[1])
        for above, head in pairwise(blocks)
        if isinstance(above, Paragraph)
        and isinstance(head, Heading)
        and head.level == level
        and (found := _STEP.fullmatch(text_of(above.words)))
    ]
    return len(numbers) >= _FEWEST and numbers == list(range(1, len(numbers) + 1))


def _lines(words: Words) -> Iterator[Words]:
    line: list[Span] = []
    for span in words:
        if isinstance(span, Break):
            if text_of(tuple(line)).strip():
                yield tuple(line)
            line = []
        else:
            line.append(span)
    if line:
        yield tuple(line)
