"""The tree of a file → its paragraphs as they read with, or without, every tracked change.

A paragraph whose mark is gone in a view goes on in the next one, which gives the whole its
properties (ECMA-376-1, 17.13.5.15), unless that has nothing in it: so do offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from journalpress.inspect.returned.labels import NO_WIDTH, Seen, Shown, seen
from journalpress.inspect.returned.pieces import is_settled
from journalpress.inspect.returned.tree import Block, Physical, Table
from journalpress.inspect.returned.types import NOBODY, Cell, Paragraph
from journalpress.reviewcopy import BlockKind
from journalpress.wordfile.styles import Lists


@dataclass(slots=True)
class View:
    """One way to read a file: with its tracked changes `accepted` or not.

    `lists` counts items, `printed` is as in labels.seen.
    """

    accepted: bool
    lists: Lists
    printed: Mapping[str, str]
    tables: int = 0
    named: set[str] = field(default_factory=set)

    def paragraphs(self, blocks: Sequence[Block], cell: Cell | None = None) -> Iterator[Paragraph]:
        """The paragraphs of these blocks that are there, but for empty ones without a name."""
        open_: list[tuple[Physical, Seen]] = []
        for block in blocks:
            if isinstance(block, Physical):
                if not block.fate.stands(accepted=self.accepted):
                    continue
                open_.append((block, self._seen(block)))
                if block.mark.stands(accepted=self.accepted):
                    yield from self._joined(open_, cell)
                    open_ = []
                continue
            rows = [row for row in block.rows if row.fate.stands(accepted=self.accepted)]
            if rows:
                yield from self._unjoined(open_, cell)
                open_ = []
                yield from self._table(Table(rows))
        yield from self._unjoined(open_, cell)

    def _seen(self, block: Physical) -> Seen:
        """What is in a paragraph; where nothing was tracked, both views share it."""
        if block.seen is not None:
            return block.seen
        content = seen(
            block.pieces,
            accepted=self.accepted,
            printed=self.printed,
            described=(block.new if self.accepted else block.old).kind == "picture",
        )
        if block.new == block.old and all(map(is_settled, block.pieces)):
            block.seen = content
        return content

    def _table(self, table: Table) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        for position, row in enumerate(table.rows):
            column = row.before
            for cell in row.cells:
                if cell.fate.stands(accepted=self.accepted):
                    yield from self.paragraphs(cell.blocks, Cell(number, position, column))
                    column += cell.span

    def _unjoined(
        self, parts: Sequence[tuple[Physical, Seen]], cell: Cell | None
    ) -> Iterator[Paragraph]:
        """Paragraphs without a mark where no other follows: a cell's last has one all the same."""
        if cell is not None or any(not content.empty for _, content in parts):
            yield from self._joined(parts, cell)

    def _joined(
        self, parts: Sequence[tuple[Physical, Seen]], cell: Cell | None
    ) -> Iterator[Paragraph]:
        if not parts:
            return
        left = [part for part in parts if not part[1].empty]
        # What is gone with its mark has no name any more; only the last one's mark is there.
        told = left if left else parts[-1:]
        last = told[-1][0]
        shape = last.new if self.accepted else last.old
        number = self.lists.next(*shape.numbering) if shape.numbering else 0
        copies = [name for part, _ in told for name in part.copies]
        names: list[str] = []
        for name in (name for part, _ in told for name in part.names):
            # Offices give both halves of a split paragraph its bookmark: the first is it.
            (copies if name in self.named else names).append(name)
            self.named.add(name)
        shown = [each for _, content in parts for each in content.shown]
        if cell is not None:
            shown = _without_dummies(shown)
        pictures = [each for _, content in parts for each in content.pictures]
        objects = [each for _, content in parts for each in content.objects]
        if not left and not names:
            return
        kind: BlockKind = shape.kind
        if cell is not None:
            kind = "cell"
        elif kind == "cell":
            kind = "text"
        elif left and all(content.described for _, content in left):
            kind = "picture"
        level = shape.level
        if kind == "reference":
            level = number
        elif kind not in ("heading", "item"):
            level = 0
        yield Paragraph(
            names=tuple(names),
            copies=tuple(dict.fromkeys(name for name in copies if name not in names)),
            kind=kind,
            level=level,
            passage=tuple(each.atom for each in shown),
            shown=tuple(each.text for each in shown),
            hands=tuple(each.hand for each in shown),
            cell=cell,
            style=shape.style,
            pictures=tuple(each.digest for each in pictures),
            objects=tuple(each.kind for each in objects),
            object_words=tuple(each.words for each in objects),
            touched=tuple(touch for part, _ in told for touch in part.touched),
            physical=tuple(part.number for part, _ in parts if part.number != NOBODY),
        )


def _without_dummies(shown: list[Shown]) -> list[Shown]:
    """The words of a cell without the joiners that LibreOffice hangs tracked rows on."""
    while shown and shown[-1].atom.text == NO_WIDTH:
        shown = shown[:-1]
    while shown and shown[0].atom.text == NO_WIDTH:
        shown = shown[1:]
    return shown
