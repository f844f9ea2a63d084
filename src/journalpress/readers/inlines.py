"""Inlines as a reader found them → the one normal form in which every reader hands them on.

Link holds runs, runs hold marks; runs of the same marks are one run; a run with marks neither
begins nor ends with a space; white space typed as several spaces, tabs or line ends is one space;
nothing is empty, and a leaf neither begins nor ends with a space or a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias, assert_never

from journalpress.model import Cite, CrossLink, Inline, LineBreak, Link, Text

_Marks: TypeAlias = tuple[bool, bool, Literal["", "sub", "sup"], str, str]
"""Strong, emph, script, lang, expansion: all of a run but its text."""

_PLAIN: _Marks = (False, False, "", "", "")
_TYPED_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def normal(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words, marks, links and citations in normal form."""
    found: list[Inline] = []
    runs: list[Text] = []
    for inline in inlines:
        for each in (inline,) if isinstance(inline, Text) else _spaces_outside_link(inline):
            if isinstance(each, Text):
                runs.append(each)
                continue
            found.extend(normal_runs(runs))
            runs = []
            found.append(each)
    found.extend(normal_runs(runs))
    return _trimmed(found)


def normal_runs(runs: Iterable[Text]) -> tuple[Text, ...]:
    """Adjacent runs in normal form, spaces at both ends kept (as one)."""
    marked = [(run.text, _marks_of(run)) for run in runs]
    if all(marks == _PLAIN for _, marks in marked):
        text = _TYPED_SPACES.sub(" ", "".join(text for text, _ in marked))
        return (Text(text),) if text else ()
    pieces = _marked_pieces(_with_single_spaces(marked))
    return tuple(
        Text("".join(text for text, _ in group), *marks)
        for marks, group in groupby(pieces, key=itemgetter(1))
    )


def _marks_of(run: Text) -> _Marks:
    return run.strong, run.emph, run.script, run.lang, run.expansion


def fold_typed(text: str) -> str:
    """The text with typed white space as single spaces and none at the ends."""
    return _TYPED_SPACES.sub(" ", text).strip()


def _with_single_spaces(runs: Iterable[tuple[str, _Marks]]) -> Iterator[tuple[str, _Marks]]:
    """The runs with typed white space as single spaces, across the borders of runs too."""
    after_space = False
    for typed, marks in runs:
        text = _TYPED_SPACES.sub(" ", typed)
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            after_space = text.endswith(" ")
            yield text, marks


def _marked_pieces(runs: Iterable[tuple[str, _Marks]]) -> list[tuple[str, _Marks]]:
    """Words with their marks; white space with the marks that the words on both sides share."""
    pieces = [
        (stretch, marks)
        for text, marks in runs
        for stretch in text.partition(text.strip() or text)
        if stretch
    ]
    words = iter([marks for text, marks in pieces if not text.isspace()])
    settled: list[tuple[str, _Marks]] = []
    before: _Marks | None = None
    after = next(words, None)
    for text, own in pieces:
        if not text.isspace():
            before, after = own, next(words, None)
            settled.append((text, own))
            continue
        marks = _PLAIN
        if before is not None and before == after:
            # Two abbreviations side by side stay two, whatever they stand for.
            marks = before if not before[-1] or own == before else _PLAIN
        settled.append((text, marks))
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
    first = runs[0]
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
                kept.append(inline if text == inline.text else replace(inline, text=text))
        elif not isinstance(inline, LineBreak) or kept:
            kept.append(inline)
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    return tuple(kept)
