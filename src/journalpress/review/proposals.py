"""Numbers that a reviewer typed in brackets → citations, one reading for each list of sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from journalpress.passage import Atom, Passage, text_of
from journalpress.review.change import Change

_LABEL = re.compile(r"\u202f?\[\s*(\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)\s*\]")
_PART = re.compile(r"(\d+)(?:\s*[–—-]\s*(\d+))?")
LONGEST_RUN = 50
"""Numbers that `[1–50]` may stand for; more are no citation."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a change; `note` says after which list, "" where there is one way only."""

    note: str
    change: Change


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list of sources as somebody saw it: the keys behind its numbers."""

    name: str
    keys: Mapping[int, str]


def readings_of(change: Change, lists: Sequence[NumberedList]) -> tuple[Reading, ...]:
    """Each different way to take the change, by these lists in order; one where no number is typed.

    Empty where a typed number is in no list: digits that look like a citation never go into an
    article.
    """
    if change.kind.endswith("delete") or change.kind in ("move", "restyle", "picture", "object"):
        return (Reading("", change),)
    if not is_typed_citation(change):
        return (Reading("", change),)
    found: dict[tuple[object, ...], Reading] = {}
    for each in lists:
        _note(found, change, each, raised=True)
    if _has_raised(change):
        # 85 m² is no citation of the second source.
        for each in lists:
            _note(found, change, each, raised=False)
    ways = tuple(found.values())
    return (replace(ways[0], note=""),) if len(ways) == 1 else ways


def _note(
    found: dict[tuple[object, ...], Reading], change: Change, by: NumberedList, *, raised: bool
) -> None:
    """Adds the reading by this list, if every number is in it and nobody has read it so."""
    old = text_of(change.before)
    resolved = [_resolved(each, old, by.keys, raised) for each in (change.after, *change.cells)]
    known = [passage for passage in resolved if passage is not None]
    if len(known) == len(resolved):
        made = replace(change, after=known[0], cells=tuple(known[1:]))
        name = by.name if raised else f"{by.name}; raised figures are figures"
        found.setdefault(made.says, Reading(name, made))


def _has_raised(change: Change) -> bool:
    old = text_of(change.before)
    return any(
        _is_raised(passage[start])
        for passage in (change.after, *change.cells)
        for start, _, _ in _labels(passage, old)
    )


def is_typed_citation(change: Change) -> bool:
    """Whether numbers were typed where a citation would be."""
    old = text_of(change.before)
    return any(_labels(each, old) for each in (change.after, *change.cells))


def _labels(passage: Passage, old: str) -> list[tuple[int, int, str]]:
    """Where numbers in brackets, or raised ones, are typed in place of a citation."""
    text = "".join(atom.text if len(atom.text) == 1 else "\ufffc" for atom in passage)
    found = [(each.start(), each.end(), each[1]) for each in _LABEL.finditer(text)]
    taken = {at for start, end, _ in found for at in range(start, end)}
    start = 0
    while start < len(passage):
        end = start
        while end < len(passage) and _is_raised(passage[end]) and end not in taken:
            end += 1
        raised = text[start:end]
        if re.fullmatch(r"\d{1,3}(?:\s*[,–—-]\s*\d{1,3})*", raised):
            found.append((start, end, raised))
        start = max(end, start + 1)
    return [each for each in sorted(found) if text[each[0] : each[1]] not in old]


def _is_raised(atom: Atom) -> bool:
    return atom.script == "sup" and (atom.text.isdecimal() or atom.text in ",–—- ")


def _resolved(passage: Passage, old: str, keys: Mapping[int, str], raised: bool) -> Passage | None:
    """The passage with its typed labels as citations; None where a number is not in the list.

    Unless `raised` ones are meant too, only labels in brackets.
    """
    made: list[Atom] = []
    at = 0
    for start, end, label in _labels(passage, old):
        if not raised and _is_raised(passage[start]):
            continue
        cites: list[str] = []
        for part in _PART.finditer(label):
            first, last = int(part[1]), int(part[2] or part[1])
            if not first <= last < first + LONGEST_RUN:
                return None
            for number in range(first, last + 1):
                if number not in keys:
                    return None
                cites.append(keys[number])
        made += passage[at:start]
        made.append(Atom(cites=tuple(dict.fromkeys(cites))))
        at = end
    return (*made, *passage[at:])
