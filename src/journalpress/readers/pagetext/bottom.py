"""The last lines of a page → the entries of its list of sources, its disclaimer, its furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journalpress.readers.imports import Dropped
from journalpress.readers.pagetext.lines import BULLET, NUMBER, Line, fold_spaces
from journalpress.readers.signposts import (
    is_disclaimer,
    is_disclaimer_heading,
    is_furniture,
    is_more,
    is_sources,
)

_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|doi\.org|PMID)\S*.{0,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list: its line, its number on the page (0: none), its words."""

    line: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Bottom:
    """What stands at the end of a page; `text` is all before it, `after` unknown lines behind."""

    text: tuple[Line, ...]
    heading: Line | None = None
    entries: tuple[Entry, ...] = ()
    disclaimer: tuple[Line, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    after: tuple[Line, ...] = ()


def read_bottom(lines: tuple[Line, ...]) -> Bottom:
    """The end of a page. The disclaimer is found first, so that no list of sources swallows it."""
    at = next((i for i in range(len(lines) - 1, -1, -1) if is_sources(lines[i].folded)), None)
    if at is None:
        return _without_sources(lines)
    heading = lines[at]
    why = "the heading of the sources, which every format prints in its own words"
    dropped = [Dropped(heading.number, heading.folded, why)]
    tail, disclaimer = _take_disclaimer(lines[at + 1 :], dropped)
    tail = _take_furniture(tail, dropped)
    entries, after = _entries(tail)
    empty = {entry.line for entry in entries if not entry.words}
    why = "a number with nothing behind it"
    dropped += [Dropped(line.number, line.folded, why) for line in tail if line.number in empty]
    entries = tuple(entry for entry in entries if entry.words)
    if not entries:
        return _without_sources(lines)
    text = lines[:at]
    if not disclaimer:
        text, disclaimer = _at_the_end(text, dropped)
    return Bottom(text, heading, entries, disclaimer, tuple(dropped), after)


def _without_sources(lines: tuple[Line, ...]) -> Bottom:
    dropped: list[Dropped] = []
    end = len(lines)
    while end > 1 and is_furniture(lines[end - 1].folded):
        end -= 1
        dropped.append(Dropped(lines[end].number, lines[end].folded, "furniture of the page"))
    text, disclaimer = _at_the_end(lines[:end], dropped)
    return Bottom(text, None, (), disclaimer, tuple(dropped))


def _take_disclaimer(
    tail: tuple[Line, ...], dropped: list[Dropped]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    found = [i for i, line in enumerate(tail) if _is_disclaimer(line)]
    if not found:
        return tail, ()
    first, last = found[0], found[-1]
    if any(NUMBER.match(line.text) for line in tail[first : last + 1]):
        first = last
    start = first
    if start and is_disclaimer_heading(tail[start - 1].folded):
        start -= 1
        dropped.append(_heading_of_disclaimer(tail[start]))
    return (*tail[:start], *tail[last + 1 :]), tail[first : last + 1]


def _at_the_end(
    text: tuple[Line, ...], dropped: list[Dropped]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The disclaimer as the last paragraphs before the sources, or of a page without sources."""
    start = len(text)
    while start > 1 and _is_disclaimer(text[start - 1]):
        start -= 1
    disclaimer = text[start:]
    if disclaimer and start and is_disclaimer_heading(text[start - 1].folded):
        start -= 1
        dropped.append(_heading_of_disclaimer(text[start]))
    return text[:start], disclaimer


def _heading_of_disclaimer(line: Line) -> Dropped:
    why = "the heading of the disclaimer, which every format prints in its own words"
    return Dropped(line.number, line.folded, why)


def _is_disclaimer(line: Line) -> bool:
    text = line.folded
    return is_disclaimer(text) and not NUMBER.match(line.text) and not BULLET.match(line.text)


def _take_furniture(tail: tuple[Line, ...], dropped: list[Dropped]) -> tuple[Line, ...]:
    kept: list[Line] = []
    more = False
    for line in tail:
        text = line.folded
        more = more or is_more(text)
        if more or is_furniture(text):
            dropped.append(Dropped(line.number, text, "furniture of the page"))
        else:
            kept.append(line)
    return tuple(kept)


def _entries(tail: tuple[Line, ...]) -> tuple[tuple[Entry, ...], tuple[Line, ...]]:
    """The entries, and the lines behind them that are none.

    A numbered list ends with its last number; an address below an entry belongs to it. A list
    without numbers ends where the lines do.
    """
    numbered = any(NUMBER.match(line.text) for line in tail[:2])
    last_number = max((i for i, line in enumerate(tail) if NUMBER.match(line.text)), default=-1)
    entries: list[Entry] = []
    for index, line in enumerate(tail):
        label = NUMBER.match(line.text)
        bullet = None if label else BULLET.match(line.text)
        if label:
            words = fold_spaces(line.text[label.end() :])
            entries.append(Entry(line.number, int(label[1]), words))
        elif entries and not entries[-1].words:
            last = entries[-1]
            entries[-1] = Entry(last.line, last.number, line.folded)
        elif entries and (_ADDRESS.fullmatch(line.folded) or (numbered and index < last_number)):
            last = entries[-1]
            entries[-1] = Entry(last.line, last.number, f"{last.words} {line.folded}")
        elif numbered:
            return tuple(entries), tail[index:]
        else:
            words = fold_spaces(line.text[bullet.end() :]) if bullet else line.folded
            entries.append(Entry(line.number, 0, words))
    return tuple(entries), ()
