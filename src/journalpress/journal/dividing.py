"""A stretch that page and article have both changed → the pieces a person can be asked about.

A piece is a paragraph, an item, a row, a table or a box that stands for one of the other side, or
for nothing; a paragraph is divided once more, into its sentences. Half a sentence is never a piece:
half a dose from one and half from the other would be worse than a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from journalpress.journal.threeway import three_way

_SENTENCE_END = re.compile(r"(?<=[.!?…。؟])(?<!\d\.)(?= )")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]) ")
_ROW = "|"
_SEPARATOR = re.compile(r"\|(?: *:?-+:? *\|)+")
_NO_SENTENCES = ("#", _ROW, ">", ":::", "![")
_ALIKE = 0.4
"""So many of their words two paragraphs share where one of them was made of the other."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line that is not empty; `gap`: an empty one stands behind it."""

    line: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands for what. `base` is what it was made of, None where nobody knows.

    Where `ours` and `theirs` are equal nobody need be asked.
    """

    base: tuple[str, ...] | None
    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]


def units_of(lines: Sequence[str]) -> list[Unit]:
    """The lines that are not empty; an empty one is thought behind the last."""
    found: list[Unit] = []
    for line in lines:
        if line:
            found.append(Unit(line, gap=False))
        elif found:
            found[-1] = replace(found[-1], gap=True)
    if found:
        found[-1] = replace(found[-1], gap=True)
    return found


def lines_of_units(units: Sequence[Unit]) -> list[str]:
    """The lines with the empty ones between them, and none behind the last."""
    lines = [line for unit in units for line in ((unit.line, "") if unit.gap else (unit.line,))]
    return lines[:-1] if lines and not lines[-1] else lines


def joined_up(units: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[Unit]:
    """The units, which come from either side, with lists whole and what follows them apart."""
    sides = [each for side in (ours, theirs) for each in pairwise(side)]
    known = {(one.line, two.line) for one, two in sides}
    close = {each.line for one, two in sides if not one.gap for each in (one, two)}
    found: list[Unit] = []
    for unit, after in pairwise((*units, Unit("", gap=True))):
        gap = unit.gap
        if (unit.line, after.line) not in known and after.line:
            kinds = [_kind(each.line) for each in (unit, after)]
            if kinds[0] and kinds[0] == kinds[1]:
                gap = gap and not {unit.line, after.line} & close
            elif kinds[0]:
                gap = gap or not after.line.startswith((" ", "Table:"))
        found.append(replace(unit, gap=gap))
    return found


def _kind(line: str) -> str:
    """What lines must stand close for: a list, a table, a box; "" for a paragraph of its own."""
    bare = line.lstrip()
    return "-" if _ITEM.match(bare) else bare[:1] if bare.startswith((_ROW, ">")) else ""


def pieces_of(
    base: Sequence[str], ours: Sequence[Unit], theirs: Sequence[Unit]
) -> tuple[Piece, ...]:
    """The pieces in order; those of one side lie end to end and are the whole of it."""
    left, right = _blocks(ours), _blocks(theirs)
    was = {line: _bag((line,)) for line in base}
    found: list[Piece] = []
    for start, end, first, last in _stretches(_words_of(left), _words_of(right)):
        mine, other = left[start:end], right[first:last]
        if len(mine) == len(other):
            pairs = zip(mine, other, strict=True)
            found += (Piece(_base_of(was, one, two), one, two) for one, two in pairs)
        else:
            # Which of them stands for which cannot be told: each is a question of its own.
            unsure = mine and other
            for one, two in (*((each, ()) for each in mine), *(((), each) for each in other)):
                found.append(Piece(None if unsure else _base_of(was, one, two), one, two))
    return tuple(found)


def sentences_of(base: str | None, ours: str, theirs: str) -> tuple[tuple[str, str, str], ...]:
    """The sentences of two paragraphs, with what each was; () where one of them is no paragraph.

    Without `base` what both of them say is taken for it.
    """
    if any(each.lstrip().startswith(_NO_SENTENCES) for each in (ours, theirs)):
        return ()
    if _marker(ours) != _marker(theirs):
        return ()
    mine, other = _sentences(ours), _sentences(theirs)
    if base is None:
        matches = SequenceMatcher(None, mine, other, autojunk=False).get_matching_blocks()
        was = [each for match in matches for each in mine[match.a :][: match.size]]
    else:
        was = _sentences(base)
    found: list[tuple[str, str, str]] = []
    for each in three_way(was, mine, other):
        if each.whose == "conflict" and not each.base and len(each.ours) == len(each.theirs):
            found += [("", *pair) for pair in zip(each.ours, each.theirs, strict=True)]
        else:
            found.append(("".join(each.base), "".join(each.ours), "".join(each.theirs)))
    return tuple(found)


def _sentences(text: str) -> list[str]:
    """The sentences; what stands in one emphasis, link or citation stays together."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and not _is_whole(found[-1]):
            found[-1] += part
        else:
            found.append(part)
    return found


def _is_whole(sentence: str) -> bool:
    strong = sentence.count("**")
    pairs = (("[", "]"), ("(", ")"))
    return (
        strong % 2 == 0
        and (sentence.count("*") - 2 * strong) % 2 == 0
        and all(sentence.count(one) == sentence.count(other) for one, other in pairs)
    )


def _marker(line: str) -> str:
    found = _ITEM.match(line.lstrip())
    return line[: len(line) - len(line.lstrip())] + (found[0] if found else "")


# --- blocks


_Block = tuple[Unit, ...]


def _blocks(units: Sequence[Unit]) -> list[_Block]:
    """What can be chosen by itself: lines up to a gap, items and loose rows one by one."""
    found: list[list[Unit]] = []
    is_new = True
    for at, unit in enumerate(units):
        inside = unit.line.startswith(" ")
        begins = is_new or bool(_ITEM.match(unit.line)) or _is_loose_row(units, at)
        if found and (inside or not begins):
            found[-1].append(unit)
        else:
            found.append([unit])
        is_new = unit.gap
    return [tuple(each) for each in found]


def _is_loose_row(units: Sequence[Unit], at: int) -> bool:
    """Whether this is a row of a table that both sides have, its head being the same."""
    if not units[at].line.startswith(_ROW):
        return False
    before = at
    while before and not units[before - 1].gap:
        before -= 1
    head = units[before : before + 2]
    return not (len(head) == 2 and _SEPARATOR.fullmatch(head[1].line))


def _words_of(blocks: Sequence[_Block]) -> list[tuple[str, ...]]:
    return [tuple(unit.line for unit in block) for block in blocks]


def _stretches(
    left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int, int, int]]:
    """Blocks that are equal or alike, one for one, and what is left between them."""
    at = other_at = 0
    for one, two in (*_alike(left, right), (len(left), len(right))):
        if one > at or two > other_at:
            yield at, one, other_at, two
        if one < len(left):
            yield one, one + 1, two, two + 1
        at, other_at = one + 1, two + 1


def _alike(
    left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Pairs in order that are alike, so that as much as can be is found in pairs."""
    mine, other = [_bag(each) for each in left], [_bag(each) for each in right]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    shared = [[_likeness(one, two) for two in other] for one in mine]
    for one in reversed(range(len(left))):
        for two in reversed(range(len(right))):
            paired = shared[one][two] + best[one + 1][two + 1] if shared[one][two] else 0.0
            best[one][two] = max(paired, best[one + 1][two], best[one][two + 1])
    found: list[tuple[int, int]] = []
    one = two = 0
    while one < len(left) and two < len(right):
        if shared[one][two] and best[one][two] == shared[one][two] + best[one + 1][two + 1]:
            found.append((one, two))
            one, two = one + 1, two + 1
        elif best[one][two] == best[one + 1][two]:
            one += 1
        else:
            two += 1
    return found


def _bag(lines: Sequence[str]) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(lines).casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """How many of their words two blocks share, from 0.4 to 1; 0 where they are not alike."""
    every = one.total() + other.total()
    share = 2 * (one & other).total() / every if every else 0.0
    return share if share >= _ALIKE else 0.0


def _base_of(
    base: Mapping[str, Counter[str]], ours: _Block, theirs: _Block
) -> tuple[str, ...] | None:
    """What this piece was: the one of the sides that has not changed, else what is most alike.

    `base` maps the lines to their words.
    """
    sides = [tuple(unit.line for unit in side) for side in (theirs, ours)]
    for lines in sides:
        if lines and all(line in base for line in lines):
            return lines
    bags = [_bag(lines) for lines in sides]
    likeness = {line: max(_likeness(words, bag) for bag in bags) for line, words in base.items()}
    nearest = max(likeness, key=likeness.__getitem__, default="")
    if likeness.get(nearest):
        return (nearest,)
    return None if all(sides) else ()
