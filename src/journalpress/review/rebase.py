"""A change of an older copy → what it means in the article as it stands today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, TypeAlias, assert_never

from journalpress.passage import Hunk, Passage, folded, hunks, likeness, patched
from journalpress.review.alignment import LEAST_LIKE
from journalpress.review.change import INSERTED, START, Change, Style
from journalpress.review.placed import grouped, joined
from journalpress.review.styles import are_alike
from journalpress.review.tables import (
    BaseTable,
    CopyTable,
    Paired,
    base_tables,
    copy_tables,
    matched,
    paired,
    said,
    told,
)
from journalpress.review.today import Today, as_returned
from journalpress.reviewcopy import Baseline, Block, is_printed

State: TypeAlias = Literal["open", "done", "conflict", "lost", "hand"]
"""open: can be made · done: the article already says so · conflict: the same words were changed in
the article too · lost: what it belongs to is no longer there · hand: no text of the article can
hold it, a person sees to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a change means today, by today's keys.

    Of words: atoms `start` to `end` of the block `key`, which say `today`, are to be `after`; in a
    conflict the region that both changed. Of others: `keys`, `place`, `at` (row or column, by
    today's counting) as in Change; `cells` fit today's columns or rows. `why` is for a person.
    """

    state: State
    key: str = ""
    start: int = 0
    end: int = 0
    today: Passage = ()
    after: Passage = ()
    keys: tuple[str, ...] = ()
    place: str = START
    at: int = 0
    cells: tuple[Passage, ...] = ()
    why: str = ""


GONE = "the paragraph is no longer in the article"


class Ground:
    """An older baseline and today's article, side by side."""

    def __init__(self, baseline: Baseline, today: Today, changes: Sequence[Change]) -> None:
        self._inserted = {each.name: each for each in changes if each.kind == "insert"}
        self._old = baseline
        self._today = today
        self._new = today.baseline
        self._places = {each.key: at for at, each in enumerate(baseline.blocks)}
        self._view = as_returned(today.baseline, baseline)
        outside = {at: b.passage for at, b in enumerate(baseline.blocks) if b.kind != "cell"}
        self._groups = grouped(self._view, self._view, outside, rewritten=False)
        self._group_of = {block: each for each in self._groups for block in each.blocks}
        self._bases = base_tables(baseline)
        self._copies = copy_tables(self._view)
        pairs = matched(self._bases, self._copies, self._view, baseline)
        self._copy_of = {self._bases[base].key: self._copies[copy] for copy, base in pairs.items()}

    def target(self, change: Change) -> Target:
        """What the change means today."""
        if change.kind == "picture" or change.kind == "object":
            return Target(state="hand", keys=self._names(change.keys), why=_BY_HAND[change.kind])
        if strange := self._not_the_authors(change):
            return Target(state="hand", keys=self._names(change.keys), why=strange)
        match change.kind:
            case "edit" | "split":
                return self._words(change)
            case "insert":
                return self._insertion(change)
            case "delete":
                return self._deletion(change)
            case "merge":
                return self._merger(change)
            case "move":
                return self._move(change)
            case "restyle":
                return self._restyling(change)
            case "row-insert" | "row-delete" | "column-insert" | "column-delete":
                return self._table(change)
            case _:
                assert_never(change.kind)

    # --- where things are

    def _not_the_authors(self, change: Change) -> str:
        """Why no file of the article can hold it, or ""."""
        if change.kind in ("insert", "move"):
            kind = change.styles[0].kind if change.styles else "text"
            return "" if kind in ("text", "item", "heading", "reference") else _BY_HAND["object"]
        kinds = {self._old.blocks[self._places[key]].kind for key in change.keys
                 if key in self._places}  # fmt: skip
        if "disclaimer" in kinds:
            return (
                "the disclaimer is the clinic's: it is changed in journal.toml and approved there"
            )
        if "fact" in kinds or any(is_printed(key) for key in change.keys):
            return "these words are printed by the program, from journal.toml or the article's top"
        return ""

    def _names(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Today's keys of these units, as far as they are there."""
        return tuple(new for key in keys for new in [self._today_key(key)] if new)

    def _today_key(self, key: str) -> str:
        """Today's key of a block or table; "" where it is gone."""
        if key in self._copy_of:
            number = self._copy_of[key]
            at = next(iter(number.cells.values()))[0]
            return self._new.blocks[at].key.rsplit("_", 2)[0]
        at = self._places.get(key, -1)
        if at >= 0 and self._old.blocks[at].kind == "cell":
            found = self._cell(key)
            return found[1] if found else ""
        group = self._group_of.get(at)
        return self._new.blocks[group.paragraphs[0]].key if group else ""

    def _cell(self, key: str) -> tuple[Passage, str] | None:
        """What today's cell says, and its key."""
        table, row, column = key.rsplit("_", 2)
        base = next((each for each in self._bases if each.key == table), None)
        copy = self._copy_of.get(table)
        if base is None or copy is None:
            return None
        pairs = self._paired(base, copy)
        rows = {there: here for here, there in pairs.rows.items()}
        columns = {there: here for here, there in pairs.columns.items()}
        if int(row) not in rows or int(column) not in columns:
            return None
        places = copy.cells.get((rows[int(row)], columns[int(column)]), ())
        if not places:
            return None
        return self._new.blocks[places[0]].passage, self._new.blocks[places[0]].key

    def _paired(self, base: BaseTable, copy: CopyTable) -> Paired:
        return paired(base, copy, self._view, self._old)

    def _behind(self, place: str) -> str:
        """Today's key of the last thing at or before this place that is there, or START."""
        if place == START:
            return START
        if place.startswith(INSERTED):
            inserted = self._inserted[place]
            target = self._insertion(inserted)
            return target.key if target.state == "done" else self._behind(inserted.place)
        if place in self._copy_of:
            return self._today_key(place)
        tables = {each.key: max(each.cells.values()) for each in self._bases}
        at = tables.get(place, self._places.get(place, -1))
        while at >= 0:
            block = self._old.blocks[at]
            if block.kind == "cell":
                table = block.key.rsplit("_", 2)[0]
                if table in self._copy_of:
                    return self._today_key(table)
            elif group := self._group_of.get(at):
                return self._new.blocks[group.paragraphs[-1]].key
            at -= 1
        return START

    # --- words

    def _words(self, change: Change) -> Target:
        at = self._places[change.keys[0]]
        block = self._old.blocks[at]
        if block.kind == "cell":
            found = self._cell(block.key)
            if found is None:
                return Target(state="lost", why="the row or column is no longer in the article")
            return self._in(change, block.passage, 0, [found])
        group = self._group_of.get(at)
        if group is None:
            return Target(state="lost", why=GONE)
        parts = [self._old.blocks[each].passage for each in group.blocks]
        before = parts[: group.blocks.index(at)]
        now = [(self._new.blocks[each].passage, self._new.blocks[each].key)
               for each in group.paragraphs]  # fmt: skip
        return self._in(change, joined(parts), sum(len(each) + 1 for each in before), now)

    def _in(
        self,
        change: Change,
        was: Passage,
        offset: int,
        now: Sequence[tuple[Passage, str]],
    ) -> Target:
        """The change in a text that was `was` and is now these paragraphs."""
        start, end = change.start + offset, change.end + offset
        is_now = joined([passage for passage, _ in now])
        region = _region(hunks(was, is_now), start, end)
        low, high, new_low, new_high, disturbed = region
        theirs = Hunk(start - low, end - low, change.after)
        wanted = patched(was[low:high], (theirs,))
        there = is_now[new_low:new_high]
        with_it = (*is_now[:new_low], *wanted, *is_now[new_high:])
        if folded(with_it) == folded(is_now):
            return Target(state="done", key=now[0][1])
        key = now[0][1]
        for passage, key in now:  # noqa: B007 - the last one that was looked at is meant
            if new_high <= len(passage):
                break
            new_low, new_high = new_low - len(passage) - 1, new_high - len(passage) - 1
        if new_low < 0:
            return Target(
                state="lost", key=key, today=there, after=wanted,
                why="the paragraph was divided where it was changed",
            )  # fmt: skip
        return Target(
            state="conflict" if disturbed else "open",
            key=key,
            start=new_low,
            end=new_high,
            today=there,
            after=wanted,
            why="the same words were changed in the article since" if disturbed else "",
        )

    # --- whole paragraphs

    def _insertion(self, change: Change) -> Target:
        for group in self._groups:
            was = joined([self._old.blocks[each].passage for each in group.blocks])
            for at in group.paragraphs:
                block = self._new.blocks[at]
                same = folded(block.passage) == folded(change.after)
                same = same and block.kind == change.styles[0].kind
                if same and (not group.blocks or was != block.passage):
                    return Target(state="done", key=block.key)
        return Target(state="open", place=self._behind(change.place), after=change.after)

    def _deletion(self, change: Change) -> Target:
        there: list[str] = []
        for key in change.keys:
            at = self._places[key]
            old = self._old.blocks[at]
            if old.kind == "cell":
                found = self._cell(key)
                now, name = found or ((), "")
            else:
                group = self._group_of.get(at)
                if group is None:
                    continue
                now = joined([self._new.blocks[each].passage for each in group.paragraphs])
                name = self._new.blocks[group.paragraphs[0]].key
                if len(group.blocks) > 1 or len(group.paragraphs) > 1:
                    return Target(
                        state="conflict", keys=(name,), today=now,
                        why="the paragraph was joined or divided in the article since",
                    )  # fmt: skip
            if not name or likeness(now, old.passage) < LEAST_LIKE:
                continue
            if now != old.passage:
                return Target(
                    state="conflict",
                    keys=self._names(change.keys),
                    today=now,
                    why="the paragraph was changed in the article since",
                )
            there.append(name)
        if not there:
            return Target(state="done")
        return Target(state="open", keys=tuple(there))

    def _merger(self, change: Change) -> Target:
        ats = [self._places[key] for key in change.keys]
        groups = [self._group_of.get(at) for at in ats]
        if any(group is None for group in groups):
            return Target(state="lost", keys=self._names(change.keys), why=GONE)
        known = [group for group in groups if group]
        parts = [self._new.blocks[each].passage for group in dict.fromkeys(known)
                 for each in group.paragraphs]  # fmt: skip
        now = joined(parts)
        if folded(now) == folded(change.after):
            return Target(state="done", keys=self._names(change.keys))
        keys = tuple(self._new.blocks[group.paragraphs[0]].key for group in known)
        if len(set(known)) < len(known) or any(len(each.paragraphs) > 1 for each in known):
            return Target(
                state="lost", keys=keys, today=now, after=change.after,
                why="the paragraphs were joined or divided in the article since",
            )  # fmt: skip
        changed = now != change.before
        return Target(
            state="conflict" if changed else "open",
            keys=keys,
            today=now,
            after=change.after,
            why="the paragraphs were changed in the article since" if changed else "",
        )

    def _move(self, change: Change) -> Target:
        keys = self._names(change.keys)
        if len(keys) < len(change.keys):
            return Target(state="lost", keys=keys, why=GONE)
        place = self._behind(change.place)
        wanted = [*([] if change.place == START else [change.place]), *change.keys]
        order = self._order()
        spots = [order.index(key) for key in wanted if key in order]
        together = all(b == a + 1 for a, b in pairwise(spots))
        if together and len(spots) == len(wanted) and (change.place != START or spots[0] == 0):
            return Target(state="done", keys=keys)
        return Target(state="open", keys=keys, place=place)

    def _order(self) -> list[str]:
        """The units of the baseline, by their names, in today's order."""
        tables = {at: key for key, copy in self._copy_of.items()
                  for cell in copy.cells.values() for at in cell}  # fmt: skip
        firsts = {each.paragraphs[0]: self._old.blocks[each.blocks[0]].key
                  for each in self._groups if each.blocks}  # fmt: skip
        names = (tables.get(at) or firsts.get(at) for at in range(len(self._new.blocks)))
        return list(dict.fromkeys(name for name in names if name))

    def _restyling(self, change: Change) -> Target:
        group = self._group_of.get(self._places[change.keys[0]])
        if group is None:
            return Target(state="lost", why=GONE)
        block = self._new.blocks[group.paragraphs[0]]
        now = Style(block.kind, block.level)
        if are_alike(now, change.styles[0]):
            return Target(state="done", key=block.key)
        changed = not are_alike(now, change.styles[1])
        return Target(
            state="conflict" if changed else "open",
            key=block.key,
            keys=(block.key,),
            today=block.passage,
            why="it was made something else in the article since" if changed else "",
        )

    # --- tables

    def _table(self, change: Change) -> Target:
        base = next((each for each in self._bases if each.key == change.place), None)
        copy = self._copy_of.get(change.place)
        if base is None or copy is None:
            return Target(state="lost", why="the table is no longer in the article")
        pairs = self._paired(base, copy)
        by_row = change.kind.startswith("row")
        along, across = (pairs.rows, pairs.columns) if by_row else (pairs.columns, pairs.rows)
        here = {there: now for now, there in along.items()}
        size = copy.size if by_row else copy.size[::-1]
        key = self._today_key(change.place)

        def says(one: int) -> tuple[Passage, ...]:
            """The cells of today's row or column."""
            return tuple(
                said(copy, self._view, one, other) if by_row else said(copy, self._view, other, one)
                for other in range(size[1])
            )

        if change.kind.endswith("delete"):
            if change.start not in here:
                return Target(state="done", place=key)
            old = tuple(
                told(base, self._old, change.start, other) if by_row
                else told(base, self._old, other, change.start)
                for other in range(base.size[1] if by_row else base.size[0])
            )  # fmt: skip
            now = says(here[change.start])
            same = old == now
            return Target(
                state="open" if same else "conflict",
                place=key,
                at=here[change.start],
                today=joined(now),
                why="" if same else "its cells were changed in the article since",
            )
        cells = self._cells(change, across, size[1], by_row=by_row)
        new = [each for each in range(size[0]) if each not in along]

        def is_there(one: int) -> bool:
            """Whether a new row or column says so, in the columns or rows that are not new."""
            return all(
                folded(cell) == folded(cells[at])
                for at, cell in enumerate(says(one))
                if at in across
            )

        if any(map(is_there, new)):
            return Target(state="done", place=key)
        before = change.start
        while before >= 0 and before not in here:
            before -= 1
        return Target(state="open", place=key, at=here[before] if before >= 0 else -1, cells=cells)

    def _cells(
        self, change: Change, across: Mapping[int, int], size: int, *, by_row: bool
    ) -> tuple[Passage, ...]:
        """The cells of a new row or column, one for each of today's columns or rows."""
        if by_row:
            wanted = dict(enumerate(change.cells))
            return tuple(wanted.get(across.get(each, -1), ()) for each in range(size))
        wanted = {row: cell for row, cell in zip(change.rows, change.cells, strict=True)
                  if row >= 0}  # fmt: skip
        added = iter([cell for row, cell in zip(change.rows, change.cells, strict=True) if row < 0])
        return tuple(
            wanted.get(across[each], ()) if each in across else next(added, ())
            for each in range(size)
        )


def differing_blocks(baseline: Baseline, today: Today) -> frozenset[str]:
    """The keys of the baseline's blocks that the article's author wrote and that say other words.

    What is new stands under the key of the block before it.
    """
    old = [each for each in baseline.blocks if _is_authors(each)]
    new = [each for each in today.baseline.blocks if _is_authors(each)]
    one = [(each.kind, folded(each.passage)) for each in old]
    other = [(each.kind, folded(each.passage)) for each in new]
    found: set[str] = set()
    for tag, i, j, _, _ in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "insert":
            found.add(old[i - 1].key if i else START)
        elif tag != "equal":
            found.update(each.key for each in old[i:j])
    return frozenset(found)


def _is_authors(block: Block) -> bool:
    return block.kind not in ("disclaimer", "fact") and not is_printed(block.key)


_BY_HAND = {
    "picture": "put the picture into media/ and name it in the article",
    "object": "no article can hold it: write it as text, a list or a table",
}


def _region(ours: Sequence[Hunk], start: int, end: int) -> tuple[int, int, int, int, bool]:
    """What must be seen as one: where it was, where it is now, and whether we changed in it too.

    Two changes that touch are one region: nobody can say which comes first.
    """
    low, high = start, end
    growing = True
    while growing:
        touching = [each for each in ours if each.start <= high and low <= each.end]
        wider = (
            min([low, *(each.start for each in touching)]),
            max([high, *(each.end for each in touching)]),
        )
        growing = wider != (low, high)
        low, high = wider
    touching = [each for each in ours if each.start <= high and low <= each.end]
    shift = sum(len(each.after) - (each.end - each.start) for each in ours if each.end < low)
    inside = sum(len(each.after) - (each.end - each.start) for each in touching)
    return low, high, low + shift, high + shift + inside, bool(touching)
