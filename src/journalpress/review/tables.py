"""Tables of the baseline and of the copy → their rows, columns and cells, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journalpress.passage import Passage
from journalpress.review.alignment import aligned, in_order
from journalpress.review.placed import View, joined, paragraphs_before
from journalpress.reviewcopy import Baseline


@dataclass(frozen=True, slots=True)
class BaseTable:
    """A table of the baseline: its key, and the place of each cell's block by row and column."""

    key: str
    cells: Mapping[tuple[int, int], int]

    @property
    def size(self) -> tuple[int, int]:
        """Rows, the header among them, and columns."""
        return (
            max(row for row, _ in self.cells) + 1,
            max(column for _, column in self.cells) + 1,
        )


@dataclass(frozen=True, slots=True)
class CopyTable:
    """A table of the copy: its paragraphs, by place in the view, by row and column."""

    number: int
    cells: Mapping[tuple[int, int], tuple[int, ...]]

    @property
    def size(self) -> tuple[int, int]:
        """Rows, the header among them, and columns."""
        return (
            max(row for row, _ in self.cells) + 1,
            max(column for _, column in self.cells) + 1,
        )


@dataclass(frozen=True, slots=True)
class Paired:
    """Which row and column of the copy is which of the baseline, in rising order of both."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]


def base_tables(baseline: Baseline) -> tuple[BaseTable, ...]:
    """The tables of the baseline, in its order."""
    found: dict[str, dict[tuple[int, int], int]] = {}
    for at, block in enumerate(baseline.blocks):
        if block.kind == "cell":
            key, row, column = block.key.rsplit("_", 2)
            found.setdefault(key, {})[int(row), int(column)] = at
    return tuple(BaseTable(key, cells) for key, cells in found.items())


def copy_tables(view: View) -> tuple[CopyTable, ...]:
    """The tables of the copy, in its order."""
    found: dict[int, dict[tuple[int, int], list[int]]] = {}
    for at, each in enumerate(view.paragraphs):
        if each.cell:
            cells = found.setdefault(each.cell.table, defaultdict(list))
            cells[each.cell.row, each.cell.column].append(at)
    return tuple(
        CopyTable(number, {place: tuple(each) for place, each in cells.items()})
        for number, cells in found.items()
    )


def said(table: CopyTable, view: View, row: int, column: int) -> Passage:
    """What a cell of the copy says, a BREAK between its paragraphs; () where there is none."""
    places = table.cells.get((row, column), ())
    parts = [view.paragraphs[at].passage for at in places]
    # Word wants a paragraph in each cell and adds empty ones behind what it is given.
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return joined(parts)


def told(table: BaseTable, baseline: Baseline, row: int, column: int) -> Passage:
    """What a cell of the baseline said; () where there is none."""
    at = table.cells.get((row, column))
    return () if at is None else baseline.blocks[at].passage


def matched(
    bases: Sequence[BaseTable], copies: Sequence[CopyTable], view: View, baseline: Baseline
) -> Mapping[int, int]:
    """Which table of the copy is which of the baseline, by place: bookmarks first, then words."""
    owner = {at: number for number, each in enumerate(bases) for at in each.cells.values()}
    found: dict[int, int] = {}
    for number, copy in enumerate(copies):
        votes = Counter(
            owner[block]
            for places in copy.cells.values()
            for at in places
            for block in view.named[at]
            if block in owner
        )
        for base, _ in votes.most_common():
            if base not in found.values():
                found[number] = base
                break
    left = [each for each in range(len(copies)) if each not in found]
    free = [each for each in range(len(bases)) if each not in found.values()]
    one = [_whole_copy(copies[each], view) for each in left]
    other = [_whole_base(bases[each], baseline) for each in free]
    found.update({left[a]: free[b] for a, b in aligned(one, other).items()})
    return found


def paired(base: BaseTable, copy: CopyTable, view: View, baseline: Baseline) -> Paired:
    """The rows and columns of the copy that are rows and columns of the baseline."""
    places = {at: place for place, at in base.cells.items()}
    votes: tuple[dict[int, Counter[int]], dict[int, Counter[int]]] = (
        defaultdict(Counter), defaultdict(Counter),
    )  # fmt: skip
    for (row, column), paragraphs in copy.cells.items():
        for at in paragraphs:
            for block in view.named[at]:
                if block in places:
                    votes[0][row][places[block][0]] += 1
                    votes[1][column][places[block][1]] += 1
    rows, columns = copy.size
    base_rows, base_columns = base.size
    by_row = _elected(votes[0])
    by_column = _elected(votes[1])
    by_column = _completed(
        by_column,
        [_column_of_copy(copy, view, each) for each in range(columns)],
        [_column_of_base(base, baseline, each) for each in range(base_columns)],
    )
    by_row = _completed(
        by_row,
        [_row_of_copy(copy, view, each) for each in range(rows)],
        [_row_of_base(base, baseline, each) for each in range(base_rows)],
    )
    return Paired(_rising(by_row), _rising(by_column))


def blocks_before(rejected: View, baseline: Baseline) -> Mapping[int, tuple[int, ...]]:
    """For each block, by place, the paragraphs of the view that it was before any tracking."""
    return {**_cells_before(rejected, baseline), **paragraphs_before(rejected, baseline)}


def _cells_before(rejected: View, baseline: Baseline) -> Mapping[int, tuple[int, ...]]:
    bases, copies = base_tables(baseline), copy_tables(rejected)
    found: dict[int, tuple[int, ...]] = {}
    for number, other in matched(bases, copies, rejected, baseline).items():
        base, copy = bases[other], copies[number]
        pairs = paired(base, copy, rejected, baseline)
        for row, base_row in pairs.rows.items():
            for column, base_column in pairs.columns.items():
                at = base.cells.get((base_row, base_column))
                places = copy.cells.get((row, column), ())
                if at is not None and places:
                    found[at] = places
    return found


def _elected(votes: Mapping[int, Counter[int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for here in sorted(votes):
        for there, _ in votes[here].most_common():
            if there not in found.values():
                found[here] = there
                break
    return found


def _completed(
    found: dict[int, int], here: Sequence[Passage], there: Sequence[Passage]
) -> dict[int, int]:
    """The pairs with those that words alone tell, between the ones that are known."""
    made = dict(found)
    edges = [(-1, -1), *sorted(_rising(found).items()), (len(here), len(there))]
    for (a, b), (c, d) in pairwise(edges):
        left = [each for each in range(a + 1, c) if each not in found]
        free = [each for each in range(b + 1, d) if each not in found.values()]
        pairs = aligned([here[each] for each in left], [there[each] for each in free])
        made.update({left[one]: free[other] for one, other in pairs.items()})
    return made


def _rising(pairs: Mapping[int, int]) -> dict[int, int]:
    """The pairs that stand in the same order on both sides, as many as can be."""
    order = sorted(pairs)
    stay = in_order([pairs[each] for each in order], [False] * len(order))
    return {each: pairs[each] for at, each in enumerate(order) if at in stay}


def _row_of_copy(copy: CopyTable, view: View, row: int) -> Passage:
    return joined([said(copy, view, row, column) for column in range(copy.size[1])])


def _column_of_copy(copy: CopyTable, view: View, column: int) -> Passage:
    return joined([said(copy, view, row, column) for row in range(copy.size[0])])


def _row_of_base(base: BaseTable, baseline: Baseline, row: int) -> Passage:
    return joined([told(base, baseline, row, column) for column in range(base.size[1])])


def _column_of_base(base: BaseTable, baseline: Baseline, column: int) -> Passage:
    return joined([told(base, baseline, row, column) for row in range(base.size[0])])


def _whole_copy(copy: CopyTable, view: View) -> Passage:
    return joined([_row_of_copy(copy, view, row) for row in range(copy.size[0])])


def _whole_base(base: BaseTable, baseline: Baseline) -> Passage:
    return joined([_row_of_base(base, baseline, row) for row in range(base.size[0])])
