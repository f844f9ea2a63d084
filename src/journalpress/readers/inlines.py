"""Inlines as a reader found them → the one normal form in which every reader hands them on.

Link holds runs, runs hold marks; runs of the same marks are one run; a run with marks neither
begins nor ends with a space; white space typed as several spaces, tabs or line ends is one space;
nothing is empty, and a leaf neither begins nor ends with a space or a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from journalpress.model import Cite, CrossLink, Inline, LineBreak, Link, Text

_PLAIN = Text("x")
_TYPED_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def normal(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words, marks, links and citations in normal form."""
    spread = [each for inline in inlines for each in _spaces_outside_link(inline)]
    found: list[Inline] = []
    for is_text, group in groupby(spread, key=lambda inline: isinstance(inline, Text)):
        if is_text:
            found.extend(normal_runs(each for each in group if isinstance(each, Text)))
        else:
            found.extend(group)
    return _trimmed(found)


def normal_runs(runs: Iterable[Text]) -> tuple[Text, ...]:
    """Adjacent runs in normal form, spaces at both ends kept (as one)."""
    pieces = _marked_pieces(_with_single_spaces(runs))
    joined: list[Text] = []
    for marks, group in groupby(pieces, key=lambda piece: piece.marks):
        joined.append(replace(marks, text="".join(piece.text for piece in group)))
    return tuple(joined)


def fold_typed(text: str) -> str:
    """The text with typed white space as single spaces and none at the ends."""
    return _TYPED_SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one run: all white space, or with none at its ends."""

    text: str
    marks: Text
    is_space: bool


def _with_single_spaces(runs: Iterable[Text]) -> Iterator[Text]:
    """The runs with typed white space as single spaces, across the borders of runs too."""
    after_space = False
    for run in runs:
        text = _TYPED_SPACES.sub(" ", run.text)
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            after_space = text.endswith(" ")
            yield replace(run, text=text)


def _marked_pieces(runs: Iterable[Text]) -> list[_Piece]:
    """Words with their marks; white space with the marks that the words on both sides share."""
    pieces: list[_Piece] = []
    for run in runs:
        marks = replace(run, text="x")
        for stretch in run.text.partition(run.text.strip() or run.text):
            if stretch:
                pieces.append(_Piece(stretch, marks, stretch.isspace()))
    words = [position for position, piece in enumerate(pieces) if not piece.is_space]
    settled: list[_Piece] = []
    before: Text | None = None
    upcoming = iter(words)
    next_word = next(upcoming, None)
    for piece in pieces:
        if not piece.is_space:
            before = piece.marks
            next_word = next(upcoming, None)
            settled.append(piece)
            continue
        after = pieces[next_word].marks if next_word is not None else None
        marks = _PLAIN
        if before is not None and before == after:
            # Two abbreviations side by side stay two, whatever they stand for.
            marks = before if not before.expansion or piece.marks == before else _PLAIN
        settled.append(_Piece(piece.text, marks, is_space=True))
    return settled


def _spaces_outside_link(inline: Inline) -> Iterator[Inline]:
    match inline:
        case Link(_, runs) | CrossLink(_, runs):
            text = "".join(run.text for run in runs)
            if not text.strip():
                yield Text(text or " ")
                return
            if text[0].isspace():
                yield Text(text[: len(text) - len(text.lstrip())])
            yield replace(inline, runs=_without_edges(normal_runs(runs)))
            if text[-1].isspace():
                yield Text(text[len(text.rstrip()) :])
        case Text() | LineBreak() | Cite():
            yield inline
        case _:
            assert_never(inline)


def _without_edges(runs: tuple[Text, ...]) -> tuple[Text, ...]:
    first, last = runs[0], runs[-1]
    if first.text.isspace():
        runs = runs[1:]
    elif first.text[0].isspace():
        runs = (replace(first, text=first.text.lstrip()), *runs[1:])
    last = runs[-1]
    if last.text.isspace():
        return runs[:-1]
    return (*runs[:-1], replace(last, text=last.text.rstrip()))


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without white space at the ends and around line breaks, nor line breaks at the ends."""
    kept: list[Inline] = []
    for position, inline in enumerate(inlines):
        if isinstance(inline, Text):
            text = inline.text
            if not kept or isinstance(kept[-1], LineBreak):
                text = text.lstrip()
            following = inlines[position + 1] if position + 1 < len(inlines) else None
            if following is None or isinstance(following, LineBreak):
                text = text.rstrip()
            if text:
                kept.append(replace(inline, text=text))
        elif not isinstance(inline, LineBreak) or kept:
            kept.append(inline)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    return tuple(kept)
