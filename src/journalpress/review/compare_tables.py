"""A table of a returned copy against that of its baseline → what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from journalpress.inspect.returned.types import Hand
from journalpress.passage import Passage
from journalpress.review.change import Change
from journalpress.review.placed import View
from journalpress.review.tables import BaseTable, CopyTable, paired, said, told
from journalpress.reviewcopy import Baseline


class Whole(Protocol):
    """The comparison of the copy in which the table stands."""

    @property
    def baseline(self) -> Baseline:
        """What the copy said when it left."""
        ...

    @property
    def accepted(self) -> View:
        """What it says now."""
        ...

    def cell(
        self, key: str, at: int, places: Sequence[int], told: Passage, now: Passage
    ) -> Iterator[Change]:
        """The changes inside one cell of a table."""
        ...

    def who_wrote(self, places: Sequence[int]) -> tuple[Hand, bool]:
        """Who wrote these paragraphs of the copy, and whether it was in silence."""
        ...

    def who_deleted(self, blocks: Sequence[int]) -> tuple[Hand, bool]:
        """Who deleted these blocks, and whether it was in silence."""
        ...


@dataclass(frozen=True, slots=True)
class TableComparison:
    """The changes of one table."""

    base: BaseTable
    copy: CopyTable
    whole: Whole

    def changes(self) -> Iterator[Change]:
        """Cells, rows, columns."""
        base, copy, view, baseline = self.base, self.copy, self.whole.accepted, self.whole.baseline
        pairs = paired(base, copy, view, baseline)
        for row, base_row in sorted(pairs.rows.items()):
            for column, base_column in sorted(pairs.columns.items()):
                at = base.cells.get((base_row, base_column))
                if at is None:
                    continue
                # An empty paragraph without a bookmark is in no view; its cell is there even so.
                places = copy.cells.get((row, column), ())
                key = baseline.blocks[at].key
                was = told(base, baseline, base_row, base_column)
                now = said(copy, view, row, column)
                yield from self.whole.cell(key, at, places, was, now)
        yield from self._rows(pairs.rows, pairs.columns)
        yield from self._columns(pairs.rows, pairs.columns)

    def _rows(self, rows: Mapping[int, int], columns: Mapping[int, int]) -> Iterator[Change]:
        view, baseline = self.whole.accepted, self.whole.baseline
        by_base = {there: here for here, there in columns.items()}
        width = self.base.size[1]
        before = -1
        for row in range(self.copy.size[0]):
            if row in rows:
                before = rows[row]
                continue
            places = [at for (each, _), cell in self.copy.cells.items() if each == row
                      for at in cell]  # fmt: skip
            hand, silent = self.whole.who_wrote(places)
            cells = tuple(
                said(self.copy, view, row, by_base[column]) if column in by_base else ()
                for column in range(width)
            )
            yield Change(
                kind="row-insert",
                keys=(f"{self.base.key}_{max(before, 0)}_0",),
                place=self.base.key,
                start=before,
                cells=cells,
                hand=hand,
                silent=silent,
            )
        for row in range(self.base.size[0]):
            if row in rows.values():
                continue
            blocks = [at for (each, _), at in sorted(self.base.cells.items()) if each == row]
            hand, silent = self.whole.who_deleted(blocks)
            yield Change(
                kind="row-delete",
                keys=tuple(baseline.blocks[at].key for at in blocks),
                place=self.base.key,
                start=row,
                cells=tuple(baseline.blocks[at].passage for at in blocks),
                hand=hand,
                silent=silent,
            )

    def _columns(self, rows: Mapping[int, int], columns: Mapping[int, int]) -> Iterator[Change]:
        view, baseline = self.whole.accepted, self.whole.baseline
        before = -1
        for column in range(self.copy.size[1]):
            if column in columns:
                before = columns[column]
                continue
            places = [at for (_, each), cell in self.copy.cells.items() if each == column
                      for at in cell]  # fmt: skip
            hand, silent = self.whole.who_wrote(places)
            height = range(self.copy.size[0])
            yield Change(
                kind="column-insert",
                keys=(f"{self.base.key}_0_{max(before, 0)}",),
                place=self.base.key,
                start=before,
                cells=tuple(said(self.copy, view, row, column) for row in height),
                rows=tuple(rows.get(row, -1) for row in height),
                hand=hand,
                silent=silent,
            )
        for column in range(self.base.size[1]):
            if column in columns.values():
                continue
            blocks = [at for (_, each), at in sorted(self.base.cells.items()) if each == column]
            hand, silent = self.whole.who_deleted(blocks)
            yield Change(
                kind="column-delete",
                keys=tuple(baseline.blocks[at].key for at in blocks),
                place=self.base.key,
                start=column,
                cells=tuple(baseline.blocks[at].passage for at in blocks),
                hand=hand,
                silent=silent,
            )
