"""Blocks in a row → the parts that their headings make of them, one in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journalpress.readers.notes import Notes
from journalpress.readers.rich import tree
from journalpress.readers.rich.spans import shown
from journalpress.readers.rich.tree import text_of

FIRST_LEVEL = 2
_LAST_LEVEL = 6


@dataclass(slots=True)
class Part:
    """A heading of the house level `level` (None: the body), its blocks, the parts below it."""

    heading: tree.Heading | None
    level: int
    blocks: list[tree.Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def parts_of(blocks: tuple[tree.Block, ...], notes: Notes) -> Part:
    """The blocks under their headings, which count from 2 without a gap."""
    root = Part(None, FIRST_LEVEL - 1)
    open_parts: list[tuple[int, Part]] = [(0, root)]
    shifts: set[int] = set()
    skipped: list[str] = []
    for block in blocks:
        if not isinstance(block, tree.Heading):
            open_parts[-1][1].blocks.append(block)
            continue
        if not text_of(block.words).strip():
            open_parts[-1][1].blocks.append(tree.Paragraph(block.words, block.line))
            continue
        while len(open_parts) > 1 and (
            open_parts[-1][0] >= block.level or open_parts[-1][1].level >= _LAST_LEVEL
        ):
            open_parts.pop()
        above = open_parts[-1][1]
        part = Part(block, above.level + 1)
        shifts.add(part.level - block.level)
        if len(shifts) > 1 and part.level != block.level:
            skipped.append(shown(block.words))
        above.parts.append(part)
        open_parts.append((block.level, part))
    if skipped:
        listed = ", ".join(f"“{each}”" for each in skipped[:5])
        more = f" and {len(skipped) - 5} more" if len(skipped) > 5 else ""
        what = f"headings stand one below the other without a gap in their levels: {listed}"
        notes.decide(0, f"{what}{more}")
    return root


def flat(part: Part) -> Iterator[tree.Block]:
    """Its heading and its blocks, then those of the parts below it."""
    if part.heading:
        yield part.heading
    yield from part.blocks
    for each in part.parts:
        yield from flat(each)
