"""Two versions of a list that began as one → one list, and where the two contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Whose: TypeAlias = Literal["nobody", "ours", "theirs", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the list: what it was, what it is in each version, and who changed it.

    Of "nobody" all three are equal, of "both" only `ours` and `theirs`; in a "conflict" all differ.
    `base_start` and so on say where it begins in each.
    """

    whose: Whose
    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    base_start: int = 0
    ours_start: int = 0
    theirs_start: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """base[start:end] became the other version's after[first:last]."""

    start: int
    end: int
    first: int
    last: int


def three_way(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[Stretch, ...]:
    """The stretches in order; those of one version lie end to end and are the whole of it.

    Neighbouring entries may be changed one by each side: that is no conflict. The same entry, or
    something put in at the same place, is one unless both say the same.
    """
    left, right = _changes(base, ours), _changes(base, theirs)
    found: list[Stretch] = []
    at = ours_at = theirs_at = 0

    def add(end: int, ours_end: int, theirs_end: int) -> None:
        nonlocal at, ours_at, theirs_at
        parts = (
            tuple(base[at:end]),
            tuple(ours[ours_at:ours_end]),
            tuple(theirs[theirs_at:theirs_end]),
        )
        if any(parts):
            found.append(Stretch(_whose(*parts), *parts, at, ours_at, theirs_at))
        at, ours_at, theirs_at = end, ours_end, theirs_end

    while left or right:
        mine, other = _next_group(left, right)
        start = min(each.start for each in (*mine, *other))
        end = max(each.end for each in (*mine, *other))
        add(start, ours_at + start - at, theirs_at + start - at)
        add(end, _reach(mine, ours_at, at, end), _reach(other, theirs_at, at, end))
    add(len(base), len(ours), len(theirs))
    return tuple(found)


def _reach(group: Sequence[_Change], here: int, at: int, end: int) -> int:
    """Where a version stands after base[at:end] and these changes in it."""
    grown = sum((each.last - each.first) - (each.end - each.start) for each in group)
    return here + (end - at) + grown


def _next_group(left: list[_Change], right: list[_Change]) -> tuple[list[_Change], list[_Change]]:
    """Takes the first changes off the lists: one alone, or those that touch the same entries."""
    first_left = not right or (left and _order(left[0]) <= _order(right[0]))
    groups: tuple[list[_Change], list[_Change]] = ([], [])
    (groups[0] if first_left else groups[1]).append((left if first_left else right).pop(0))
    grown = True
    while grown:
        grown = False
        for queue, group, others in ((left, *groups), (right, groups[1], groups[0])):
            if queue and any(_touch(queue[0], each) for each in others):
                group.append(queue.pop(0))
                grown = True
    return groups


def _order(change: _Change) -> tuple[int, int]:
    return change.start, change.end


def _touch(one: _Change, other: _Change) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end or other.start == other.end:
        empty, full = (one, other) if one.start == one.end else (other, one)
        return full.start < empty.start < full.end
    return one.start < other.end and other.start < one.end


def _whose(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Whose:
    if ours == theirs:
        return "nobody" if ours == base else "both"
    if theirs == base:
        return "ours"
    return "theirs" if ours == base else "conflict"


def _changes(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    return [each for change in _opcodes(base, other) for each in change]


def _opcodes(base: Sequence[str], other: Sequence[str]) -> Iterator[list[_Change]]:
    """What differs; where as many entries stand for as many, each stands for its own."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        if end - start == last - first:
            yield [
                _Change(start + step, start + step + 1, first + step, first + step + 1)
                for step in range(end - start)
            ]
        else:
            yield [_Change(start, end, first, last)]
