"""Words in the order they are read → the order in which a line shows them, from left to right.

The rules of the Unicode bidirectional algorithm (UAX 9: W1 to W7, N0 to N2, I1, I2, L2 and L4) for
one stretch of a line, without embeddings: a page sets a foreign passage in a box of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]")
"""A character of a script that is written from right to left."""

_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥", "⟨⟩")
_OPENING = {pair[0]: pair[1] for pair in ("()", "[]", "{}", "⟨⟩")}
MIRRORED = {pair[at]: pair[1 - at] for pair in _PAIRS for at in (0, 1)}
"""What a sign looks like where the words run from right to left (UAX 9, L4)."""

_STRONG = frozenset({"L", "R"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_UNSEEN = frozenset({"BN", "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})
_MARKS = "\u064b-\u065f\u0670"
_LAM_ALEF = re.compile(f"ل([{_MARKS}]+)([اأإآ])")
"""Lam and alef are one glyph, so that the marks of lam come behind both."""
MARKS_OF_DIRECTION = str.maketrans(dict.fromkeys("\u200e\u200f\u061c"))
"""Takes away the marks of direction, which are not drawn."""
_FOLDED = str.maketrans(")]}»›", "([{«‹")
"""Brackets count as alike whichever way they open."""


def shows_as(glyphs: Sequence[str], text: str) -> bool:
    """Whether glyphs, given by their texts from left to right, show this text in either direction.

    Spaces, the way that brackets open, and on which half of a joined لا a vowel stands are not
    compared.
    """
    drawn = _comparable("".join(_mirrored_order(glyph) for glyph in glyphs))
    plain = unicodedata.normalize("NFKC", text)
    return any(_comparable(shown(plain, base)) == drawn for base in ("R", "L"))


def shown(text: str, base: str) -> str:
    """The characters as a line shows them from left to right; `base` is "R" or "L"."""
    seen = [each for each in text if unicodedata.bidirectional(each) not in _UNSEEN]
    levels = _levels(seen, base)
    signs = [
        MIRRORED.get(each, each) if level % 2 else each
        for each, level in zip(seen, levels, strict=True)
    ]
    for level in range(max(levels, default=0), 0, -1):
        for start, end in _stretches(levels, level):
            signs[start:end] = reversed(signs[start:end])
            levels[start:end] = reversed(levels[start:end])
    return "".join(signs).translate(MARKS_OF_DIRECTION)


def _mirrored_order(glyph: str) -> str:
    """The text of one glyph from left to right: a joined لا begins on the right."""
    plain = unicodedata.normalize("NFKC", glyph)
    return plain[::-1] if RIGHT_TO_LEFT.search(plain) else plain


def _comparable(from_left: str) -> str:
    """A form in which two lines are alike that nobody can tell apart."""
    words = unicodedata.normalize("NFKC", from_left[::-1])
    words = _LAM_ALEF.sub(r"ل\2\1", words)
    return "".join(unicodedata.normalize("NFKC", words).translate(_FOLDED).split())


# --- levels ----------------------------------------------------------------------------------


def _levels(text: Sequence[str], base: str) -> list[int]:
    """The level of each character; an odd one runs from right to left."""
    kinds = _weak(text, base)
    _brackets(text, kinds, base)
    _neutral(kinds, base)
    floor = 1 if base == "R" else 0
    return [_level(kind, floor) for kind in kinds]


def _level(kind: str, floor: int) -> int:
    if floor:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(text: Sequence[str], base: str) -> list[str]:
    """Rules W1 to W7: numbers and what joins them."""
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    before, strong = base, base
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        if kinds[at] in {"L", "R", "AL"}:
            strong = kinds[at]
        before = kinds[at]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1], kinds[at + 1]
        if kinds[at] in {"ES", "CS"} and around == ("EN", "EN"):
            kinds[at] = "EN"
        elif kinds[at] == "CS" and around == ("AN", "AN"):
            kinds[at] = "AN"
    for start, end in _runs(kinds, frozenset({"ET"})):
        if "EN" in (kinds[start - 1 : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = base
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        strong = kind if kind in _STRONG else strong
    return kinds


def _brackets(text: Sequence[str], kinds: list[str], base: str) -> None:
    """Rule N0: a pair of brackets goes with what it holds, or with what stands before it."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, sign in enumerate(text):
        if kinds[at] != "ON":
            continue
        if sign in _OPENING:
            waiting.append((_OPENING[sign], at))
        elif sign in {closing for closing, _ in waiting}:
            while (found := waiting.pop())[0] != sign:
                pass
            pairs.append((found[1], at))
    for start, end in sorted(pairs):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} & _STRONG
        if base in inside:
            own = base
        elif inside:
            before = (_direction(kind) for kind in reversed(kinds[:start]))
            own = next((each for each in before if each in _STRONG), base)
        else:
            continue
        kinds[start] = kinds[end] = own


def _neutral(kinds: list[str], base: str) -> None:
    """Rules N1 and N2: what has no direction goes with its neighbours if they agree."""
    for start, end in _runs(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else base
        after = _direction(kinds[end]) if end < len(kinds) else base
        kinds[start:end] = [before if before == after else base] * (end - start)


def _direction(kind: str) -> str:
    return "R" if kind in {"EN", "AN"} else kind


def _runs(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    return _found([kind in wanted for kind in kinds])


def _stretches(levels: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    yield from _found([level >= least for level in levels])


def _found(wanted: Sequence[bool]) -> list[tuple[int, int]]:
    """Where each run of True begins and ends."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, is_wanted in enumerate([*wanted, False]):
        if is_wanted and start < 0:
            start = at
        elif not is_wanted and start >= 0:
            found.append((start, at))
            start = -1
    return found
