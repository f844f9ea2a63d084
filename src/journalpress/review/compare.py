"""A returned copy against its baseline → every change in it, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journalpress.inspect.returned.types import Hand, Paragraph, Returned
from journalpress.passage import BREAK, Atom, Hunk, Passage, hunks
from journalpress.review.alignment import in_order
from journalpress.review.change import START, Change, Style, identified
from journalpress.review.compare_tables import TableComparison
from journalpress.review.placed import Group, View, joined, view_of
from journalpress.review.styles import are_alike, style_of
from journalpress.review.tables import (
    CopyTable,
    base_tables,
    blocks_before,
    said,
)
from journalpress.review.units import Unit, units_of
from journalpress.reviewcopy import Baseline, Block


def compare(returned: Returned, baseline: Baseline) -> tuple[Change, ...]:
    """What was changed, in the order of the copy; deletions where the block stood.

    The baseline with all of it done is what the copy says now (replay.py proves it).
    """
    accepted, rejected = (
        view_of(each, baseline) for each in (returned.accepted, returned.rejected)
    )
    found = _Comparison(returned, baseline, accepted, rejected)
    return identified(found.changes(), baseline.review)


class _Comparison:
    """Collects the changes of one copy."""

    def __init__(
        self, returned: Returned, baseline: Baseline, accepted: View, rejected: View
    ) -> None:
        self._hands = returned.hands
        self._baseline = baseline
        self._accepted = accepted
        self._rejected = rejected
        self._before = blocks_before(rejected, baseline)
        self._units = units_of(baseline, accepted, rejected)

    def changes(self) -> Iterator[Change]:
        """All of them."""
        light = [self._was_moved(unit) for unit in self._units]
        old = [at for at, unit in enumerate(self._units) if unit.place >= 0]
        stay = in_order([self._units[at].place for at in old], [light[at] for at in old])
        runs = self._moved_runs({*old} - {old[at] for at in stay})
        previous = START
        for at, unit in enumerate(self._units):
            if at in runs:
                yield self._move(runs[at], previous, at)
            yield from self._unit(unit, previous)
            previous = unit.name
        yield from self._deletions()

    # --- moves

    def _was_moved(self, unit: Unit) -> bool:
        if not isinstance(unit.what, Group):
            return False
        paragraphs = [self._accepted.paragraphs[at] for at in unit.what.paragraphs]
        return any(
            each.copies or any(what == "moved here" for _, what in each.touched)
            or (bool(each.hands) and min(each.hands) >= 0)
            for each in paragraphs
        )  # fmt: skip

    def _moved_runs(self, gone: set[int]) -> Mapping[int, tuple[str, ...]]:
        """Units that went together, as they stood in the baseline, by where the first stands."""
        runs: dict[int, list[str]] = {}
        first = -1
        for at in sorted(gone):
            follows = at - 1 in gone and self._end(self._units[at - 1]) + 1 == self._units[at].place
            if not follows:
                first = at
            runs.setdefault(first, []).append(self._units[at].name)
        return {at: tuple(names) for at, names in runs.items()}

    def _end(self, unit: Unit) -> int:
        if isinstance(unit.what, Group):
            return unit.what.blocks[-1] if unit.what.blocks else -2
        base = unit.what[0]
        return max(base.cells.values()) if base else -2

    def _move(self, run: tuple[str, ...], place: str, at: int) -> Change:
        unit = self._units[at]
        hands: list[int] = []
        if isinstance(unit.what, Group):
            for each in unit.what.paragraphs:
                paragraph = self._accepted.paragraphs[each]
                hands += [hand for hand, what in paragraph.touched if what == "moved here"]
                hands += paragraph.hands
        hand, tracked = self._hand(hands)
        return Change(kind="move", keys=run, place=place, hand=hand, silent=not tracked)

    # --- one unit

    def _unit(self, unit: Unit, previous: str) -> Iterator[Change]:
        match unit.what:
            case Group(blocks, paragraphs):
                if not blocks:
                    yield from self._insertion(unit, paragraphs, previous)
                elif len(blocks) == 1:
                    yield from self._block(blocks[0], paragraphs)
                else:
                    yield self._merge(blocks, paragraphs)
                yield from self._objects(unit, blocks, paragraphs)
            case (None, copy):
                yield self._new_table(unit, copy, previous)
            case (base, copy):
                yield from TableComparison(base, copy, self).changes()

    def _insertion(self, unit: Unit, paragraphs: Sequence[int], previous: str) -> Iterator[Change]:
        (at,) = paragraphs
        paragraph = self._accepted.paragraphs[at]
        hand, tracked = self._hand((*paragraph.hands, *(each for each, _ in paragraph.touched)))
        yield Change(
            kind="insert",
            keys=(previous,),
            place=previous,
            name=unit.name,
            after=paragraph.passage,
            styles=(style_of(paragraph),),
            hand=hand,
            silent=not tracked,
        )

    def _new_table(self, unit: Unit, copy: CopyTable, previous: str) -> Change:
        places = sorted(at for cell in copy.cells.values() for at in cell)
        paragraphs = [self._accepted.paragraphs[at] for at in places]
        hand, tracked = self._hand([each for paragraph in paragraphs for each in paragraph.hands])
        return Change(
            kind="insert",
            keys=(previous,),
            place=previous,
            name=unit.name,
            start=copy.size[1],
            cells=tuple(
                said(copy, self._accepted, row, column)
                for row in range(copy.size[0])
                for column in range(copy.size[1])
            ),
            styles=(Style("cell"),),
            hand=hand,
            silent=not tracked,
        )

    def _block(self, at: int, places: Sequence[int]) -> Iterator[Change]:
        block = self._baseline.blocks[at]
        paragraphs = [self._accepted.paragraphs[each] for each in places]
        before = self._before_of(at)
        first = 1
        for hunk, hand, silent in self.hunks(block.passage, paragraphs, before):
            breaks = sum(atom.text == BREAK for atom in hunk.after)
            tails = paragraphs[first : first + breaks]
            first += breaks
            yield Change(
                kind="split" if breaks else "edit",
                keys=(block.key,),
                start=hunk.start,
                end=hunk.end,
                before=block.passage[hunk.start : hunk.end],
                after=hunk.after,
                styles=tuple(map(style_of, tails)),
                hand=hand,
                silent=silent,
            )
        yield from self._restyled(block, paragraphs[0])

    def _joined(self, paragraphs: Sequence[Paragraph]) -> Passage:
        return joined([each.passage for each in paragraphs])

    def _restyled(self, block: Block, paragraph: Paragraph) -> Iterator[Change]:
        was, now = Style(block.kind, block.level), style_of(paragraph)
        if not are_alike(was, now):
            hand, tracked = self._hand(
                [each for each, what in paragraph.touched if what == "style"]
            )
            yield Change(
                kind="restyle", keys=(block.key,), styles=(now, was), hand=hand, silent=not tracked
            )

    def _merge(self, blocks: Sequence[int], places: Sequence[int]) -> Change:
        paragraphs = [self._accepted.paragraphs[each] for each in places]
        marks = [
            hand
            for block in blocks
            for each in self._before_of(block)
            for hand, what in each.touched
            if what == "mark deleted"
        ]
        hand, tracked = self._hand([*marks, *(each for one in paragraphs for each in one.hands)])
        return Change(
            kind="merge",
            keys=tuple(self._baseline.blocks[each].key for each in blocks),
            before=joined([self._baseline.blocks[each].passage for each in blocks]),
            after=self._joined(paragraphs),
            styles=tuple(map(style_of, paragraphs)),
            hand=hand,
            silent=not tracked,
        )

    def _objects(
        self, unit: Unit, blocks: Sequence[int], places: Sequence[int]
    ) -> Iterator[Change]:
        """Pictures that are others than before, and what no text can hold."""
        wanted = [
            self._baseline.blocks[each].digest
            for each in blocks
            if self._baseline.blocks[each].kind == "picture"
        ]
        for at in places:
            paragraph = self._accepted.paragraphs[at]
            hand, tracked = self._hand(paragraph.hands)
            strange = [each for each in paragraph.pictures if each not in wanted]
            named = ["another picture" if wanted else "a picture"] * bool(strange)
            if wanted and not paragraph.pictures:
                named = ["no picture"]
            for kind, what in [*(("picture", each) for each in named),
                               *(("object", each) for each in paragraph.objects)]:  # fmt: skip
                yield Change(
                    kind="picture" if kind == "picture" else "object",
                    keys=(unit.name,),
                    after=tuple(map(Atom, what)),
                    hand=hand,
                    silent=not tracked,
                )

    # --- what is gone

    def _deletions(self) -> Iterator[Change]:
        present: set[int] = set()
        for unit in self._units:
            if isinstance(unit.what, Group):
                present.update(unit.what.blocks)
            elif unit.what[0]:
                present.update(unit.what[0].cells.values())
        tables = {at: each for each in base_tables(self._baseline) for at in each.cells.values()}
        for at, block in enumerate(self._baseline.blocks):
            if at in present:
                continue
            table = tables.get(at)
            gone = sorted(table.cells.values()) if table else [at]
            present.update(gone)
            before = [each for one in gone for each in self._before_of(one)]
            hand, tracked = self._hand([each for one in before for each in one.hands])
            blocks = [self._baseline.blocks[each] for each in gone]
            yield Change(
                kind="delete",
                keys=tuple(each.key for each in blocks),
                before=joined([each.passage for each in blocks]),
                styles=(Style(block.kind, block.level),),
                hand=hand,
                silent=not tracked,
            )

    # --- who

    def _before_of(self, block: int) -> list[Paragraph]:
        """The paragraphs that were this block before anything was tracked."""
        return [self._rejected.paragraphs[at] for at in self._before.get(block, ())]

    def _hand(self, hands: Sequence[int]) -> tuple[Hand, bool]:
        """The first person among these, and whether there is one."""
        known = [each for each in hands if each >= 0]
        return (self._hands[known[0]], True) if known else (Hand(), False)

    def hunks(
        self, told: Passage, paragraphs: Sequence[Paragraph], before: Sequence[Paragraph]
    ) -> Iterator[tuple[Hunk, Hand, bool]]:
        """How paragraphs differ from what the baseline told; by whom, and whether in silence."""
        now = self._joined(paragraphs)
        if now == told:
            return
        hands = _joined_hands(paragraphs)
        was = self._joined(before)
        gone = _joined_hands(before) if was == told else []
        silent = hunks(told, was) if before else ()
        shift = 0
        for hunk in hunks(told, now):
            start = hunk.start + shift
            shift += len(hunk.after) - (hunk.end - hunk.start)
            who = [*hands[start : start + len(hunk.after)], *gone[hunk.start : hunk.end]]
            hand, tracked = self._hand(who)
            if not tracked and was == told:
                # Of words that stand twice, it may be the others that are on record.
                marks = [each for one in paragraphs for each, _ in one.touched]
                hand, tracked = self._hand([*marks, *hands, *gone])
            touched = any(each.start <= hunk.end and hunk.start <= each.end for each in silent)
            yield hunk, hand, touched or not tracked

    def cell(
        self, key: str, at: int, places: Sequence[int], told: Passage, now: Passage
    ) -> Iterator[Change]:
        """The changes inside one cell of a table."""
        paragraphs = [self._accepted.paragraphs[each] for each in places]
        while len(paragraphs) > 1 and not paragraphs[-1].passage:
            paragraphs.pop()
        if now == told:
            return
        for hunk, hand, silent in self.hunks(told, paragraphs, self._before_of(at)):
            yield Change(
                kind="edit",
                keys=(key,),
                start=hunk.start,
                end=hunk.end,
                before=told[hunk.start : hunk.end],
                after=hunk.after,
                hand=hand,
                silent=silent,
            )

    def who_wrote(self, places: Sequence[int]) -> tuple[Hand, bool]:
        """Who wrote these paragraphs of the copy, and whether it was in silence."""
        paragraphs = [self._accepted.paragraphs[each] for each in places]
        hand, tracked = self._hand(
            [each for one in paragraphs for each in (*one.hands, *(who for who, _ in one.touched))]
        )
        return hand, not tracked

    def who_deleted(self, blocks: Sequence[int]) -> tuple[Hand, bool]:
        """Who deleted these blocks, and whether it was in silence."""
        before = [each for block in blocks for each in self._before_of(block)]
        hand, tracked = self._hand(
            [each for one in before for each in (*one.hands, *(who for who, _ in one.touched))]
        )
        return hand, not tracked

    @property
    def baseline(self) -> Baseline:
        """What the copy said when it left."""
        return self._baseline

    @property
    def accepted(self) -> View:
        """What it says now."""
        return self._accepted


def _joined_hands(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Who changed each atom of the joined passages; a BREAK is of who made the paragraph's end."""
    found: list[int] = []
    for number, each in enumerate(paragraphs):
        if number:
            ends = [
                hand for hand, what in paragraphs[number - 1].touched if what.startswith("mark")
            ]
            found.append(ends[0] if ends else -1)
        found += each.hands
    return found
