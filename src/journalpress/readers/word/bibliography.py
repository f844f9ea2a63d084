"""The printed list of sources and the sources that fields name → References, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from journalpress.model import Source
from journalpress.readers.rich.tree import Mark, Reference, Run, Span, Words, text_of
from journalpress.readers.word.lines import Line

_NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)](?=\s))\s*")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|doi\.org|PMID)\S*.{0,60}", re.IGNORECASE)
_SHORTEST_TITLE = 10
"""Letters of a title that may tell which entry of the list is meant."""


def references_of(
    printed: Iterable[Line], sources: Mapping[str, Source | None], marks: Iterable[Mark]
) -> tuple[tuple[Reference, ...], dict[str, str]]:
    """The References in the order of the list, those that it lacks behind it.

    Also, the id of the Reference that each bookmark in the list stands for. A source is paired
    with the entry that prints its DOI or its title, else with the one whose number its own mark
    prints. A source of which the file has neither words nor fields makes no Reference.
    """
    entries = _entries(printed)
    shown = _shown_alone(marks)
    taken: dict[int, str] = {}
    for name, source in sources.items():
        at = _entry_of(source, entries, taken)
        if at is None and name in shown:
            at = next(
                (
                    i
                    for i, (number, _, _) in enumerate(entries)
                    if number == shown[name] and i not in taken
                ),
                None,
            )
        if at is not None:
            taken[at] = name
    found: list[Reference] = []
    names: dict[str, str] = {}
    numbers: set[int] = set()
    for at, (number, words, bookmarks) in enumerate(entries):
        name = taken.get(at) or next(iter(bookmarks), f"entry-{at + 1}")
        # A list that begins anew has each number twice: the second time it tells nothing.
        number = 0 if number in numbers else number
        numbers.add(number)
        found.append(Reference(name, words, number, sources.get(name)))
        names |= dict.fromkeys(bookmarks, name)
    listed = {each.id for each in found}
    found += [
        Reference(name, source=source)
        for name, source in sources.items()
        if name not in listed and source is not None
    ]
    return tuple(found), names


def _entries(printed: Iterable[Line]) -> list[tuple[int, Words, list[str]]]:
    """Number, words and bookmarks of each entry; an address below one belongs to it."""
    entries: list[tuple[int, Words, list[str]]] = []
    for line in printed:
        if not line.text:
            continue
        number, words = without_number(line.spans)
        number = number or line.number
        if entries and not number and _ADDRESS.fullmatch(line.text):
            last = entries[-1]
            joined = (*last[1], Run(" "), *words)
            entries[-1] = (last[0], joined, [*last[2], *line.names])
        else:
            entries.append((number, words, list(line.names)))
    return entries


def without_number(spans: list[Span]) -> tuple[int, Words]:
    """The number that an entry opens with, 0 where there is none, and the words behind it."""
    found = _NUMBER.match(text_of(tuple(spans)))
    if found is None:
        return 0, tuple(spans)
    left = found.end()
    rest: list[Span] = []
    for span in spans:
        if left and isinstance(span, Run):
            cut, left = span.text[left:], max(left - len(span.text), 0)
            if cut:
                rest.append(replace(span, text=cut))
        elif not left:
            rest.append(span)
    return int(found[1] or found[2]), tuple(rest)


def _entry_of(
    source: Source | None, entries: list[tuple[int, Words, list[str]]], taken: Mapping[int, str]
) -> int | None:
    if source is None:
        return None
    title = _folded(source.title)
    for at, (_, words, _) in enumerate(entries):
        text = text_of(words)
        if at not in taken and source.doi and source.doi.casefold() in text.casefold():
            return at
    for at, (_, words, _) in enumerate(entries):
        if at not in taken and len(title) >= _SHORTEST_TITLE and title in _folded(text_of(words)):
            return at
    return None


def _shown_alone(marks: Iterable[Mark]) -> dict[str, int]:
    """The number that a citation of one source alone prints, by the source's id."""
    found: dict[str, int] = {}
    for mark in marks:
        number = re.fullmatch(r"\W*(\d{1,3})\W*", mark.written)
        if len(mark.targets) == 1 and number:
            found.setdefault(mark.targets[0].id, int(number[1]))
    return found


def _folded(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
