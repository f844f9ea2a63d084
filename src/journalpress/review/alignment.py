"""Which passage of one list is which of another, by what they say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

from journalpress.passage import Passage, likeness, text_of, tokens, words_of

LEAST_LIKE = 0.35
"""From here on one may be the other, rewritten, when both stand between the same neighbours."""
MOVED_LIKE = 0.8
"""From here on one may be the other although it stands elsewhere."""
MOVED_WORDS = 3
"""Fewer words are found in too many places to have been moved."""
MOST_PAIRS = 20_000
"""Comparisons of one gap with each other; beyond it only equal ones are paired."""


def aligned(
    left: Sequence[Passage], right: Sequence[Passage], *, rewritten: bool = True
) -> dict[int, int]:
    """For places on the left the place on the right that says the same, in order.

    Equal ones first; between them the likest; a single one between two pairs is the other, if a
    passage may have been `rewritten` from beginning to end.
    """
    names = [text_of(each) for each in left], [text_of(each) for each in right]
    matcher = SequenceMatcher(None, *names, autojunk=False)
    found: dict[int, int] = {}
    left_at = right_at = 0
    for left_start, right_start, size in matcher.get_matching_blocks():
        gap = _gap(left, right, (left_at, left_start), (right_at, right_start), rewritten)
        found.update(gap)
        found.update({left_start + n: right_start + n for n in range(size)})
        left_at, right_at = left_start + size, right_start + size
    return found


def _gap(
    left: Sequence[Passage],
    right: Sequence[Passage],
    here: tuple[int, int],
    there: tuple[int, int],
    rewritten: bool,
) -> dict[int, int]:
    """The best pairs between two equal ones: most likeness in all, in order."""
    rows, columns = here[1] - here[0], there[1] - there[0]
    if not rows or not columns or rows * columns > MOST_PAIRS:
        return {}
    if rewritten and rows == columns == 1:
        return {here[0]: there[0]}
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[likeness(left[here[0] + row], right[there[0] + column])
             for column in range(columns)] for row in range(rows)]  # fmt: skip
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            pair = like[row][column]
            paired = best[row + 1][column + 1] + pair if pair >= LEAST_LIKE else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    found: dict[int, int] = {}
    row = column = 0
    while row < rows and column < columns:
        pair = like[row][column]
        if pair >= LEAST_LIKE and best[row][column] == best[row + 1][column + 1] + pair:
            found[here[0] + row] = there[0] + column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def moved(left: Sequence[Passage], right: Sequence[Passage]) -> dict[int, int]:
    """For places on the left the place on the right, anywhere, that says nearly the same."""
    if len(left) * len(right) > MOST_PAIRS:
        return {}
    pairs = sorted(
        (
            (-likeness(one, other), row, column)
            for row, one in enumerate(left)
            for column, other in enumerate(right)
            if len(words_of(one).split()) >= MOVED_WORDS
        ),
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for unlike, row, column in pairs:
        if -unlike >= MOVED_LIKE and row not in found and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def kept(whole: Passage, parts: Sequence[Passage]) -> list[float]:
    """For each part, how much of its words stand in `whole` where its place would be: 0 to 1.

    A part without words counts 1 where it is empty in all, as nothing of it was lost.
    """
    pieces = [tokens(part) for part in parts]
    spread = [token for piece in pieces for token in piece]
    mine = [number for number, piece in enumerate(pieces) for _ in piece]
    counted, found = [0] * len(parts), [0] * len(parts)
    for number, token in zip(mine, spread, strict=True):
        counted[number] += not token[0].text.isspace()
    matcher = SequenceMatcher(None, [_plain(each) for each in tokens(whole)],
                              [_plain(each) for each in spread], autojunk=False)  # fmt: skip
    for _, start, size in matcher.get_matching_blocks():
        for at in range(start, start + size):
            found[mine[at]] += not spread[at][0].text.isspace()
    return [
        same / all_of_it if all_of_it else 1.0
        for same, all_of_it in zip(found, counted, strict=True)
    ]


def _plain(token: Passage) -> str:
    return text_of(token)


def in_order(places: Sequence[int], light: Sequence[bool]) -> frozenset[int]:
    """The positions in `places` that stayed in order, as many as can be; the rest was moved.

    `light` ones are known to have been moved and stay out where that leaves the others in order.
    """
    heavy = [at for at in range(len(places)) if not light[at]]
    kept_ones = _longest([places[at] for at in heavy])
    stay = {heavy[each] for each in kept_ones}
    for at in range(len(places)):
        if light[at]:
            before = [places[each] for each in stay if each < at]
            behind = [places[each] for each in stay if each > at]
            if max(before, default=-1) < places[at] < min(behind, default=len(places) + 1 << 40):
                stay.add(at)
    return frozenset(stay)


def _longest(places: Sequence[int]) -> list[int]:
    """Positions of a longest rising run of these numbers."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        size = bisect_left(ends, place)
        ends[size : size + 1] = [place]
        tails[size : size + 1] = [at]
        before.append(tails[size - 1] if size else -1)
    found: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
