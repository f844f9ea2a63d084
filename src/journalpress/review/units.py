"""A returned copy → the units that it holds, each moved as one: groups of blocks, and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journalpress.review.change import INSERTED
from journalpress.review.placed import Group, View, grouped
from journalpress.review.tables import (
    BaseTable,
    CopyTable,
    base_tables,
    copy_tables,
    matched,
)
from journalpress.reviewcopy import Baseline


@dataclass(frozen=True, slots=True)
class Unit:
    """What is moved as one: a group of blocks and paragraphs, or a table and its copy."""

    name: str
    """The key of its first block, of its table, or `+n` where the reviewer wrote it."""
    at: int
    """Where it begins in the copy."""
    place: int
    """Where its first block stood in the baseline, -1 where it is new."""
    what: Group | tuple[BaseTable | None, CopyTable]


def units_of(baseline: Baseline, accepted: View, rejected: View) -> tuple[Unit, ...]:
    """What the copy holds, in its order."""
    bases, copies = base_tables(baseline), copy_tables(accepted)
    pairs = matched(bases, copies, accepted, baseline)
    outside = {
        at: block.passage for at, block in enumerate(baseline.blocks) if block.kind != "cell"
    }
    found: list[Unit] = []
    for group in grouped(accepted, rejected, outside):
        key = baseline.blocks[group.blocks[0]].key if group.blocks else ""
        place = group.blocks[0] if group.blocks else -1
        found.append(Unit(key, group.paragraphs[0], place, group))
    for number, copy in enumerate(copies):
        base = bases[pairs[number]] if number in pairs else None
        key = base.key if base else ""
        place = min(base.cells.values()) if base else -1
        at = min(each for cell in copy.cells.values() for each in cell)
        found.append(Unit(key, at, place, (base, copy)))
    found.sort(key=lambda unit: unit.at)
    new = 0
    for number, unit in enumerate(found):
        if not unit.name:
            new += 1
            found[number] = replace(unit, name=f"{INSERTED}{new}")
    return tuple(found)
