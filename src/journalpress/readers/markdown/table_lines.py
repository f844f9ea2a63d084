"""The lines of a pipe table → the same lines with other cells, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journalpress.readers.markdown.outline import Words
from journalpress.readers.markdown.ranges import CELL_BORDER, Node
from journalpress.readers.markdown.respell import begins_a_block
from journalpress.readers.markdown.rewrite import FRESH, Rewriter
from journalpress.readers.markdown.write_inline import write_inlines


@dataclass(slots=True)
class TableChange:
    """What is to happen to one table; rows and columns as they are numbered in the Article.

    `cells` holds old and new words by row and column, `rows` and `columns` what is new by what it
    stands behind.
    """

    cells: dict[tuple[int, int], tuple[Words, Words]] = field(default_factory=dict)
    rows: dict[int, list[tuple[Words, ...]]] = field(default_factory=dict)
    columns: dict[int, list[tuple[Words, ...]]] = field(default_factory=dict)
    gone_rows: set[int] = field(default_factory=set)
    gone_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Line:
    """A row of a table: its cells with the spaces around them, and what stands around all.

    `first` is the first cell as it stands in the source, "" where there is none.
    """

    before: str
    lead: bool
    cells: list[str]
    trail: bool
    behind: str
    number: int
    first: str = ""

    @property
    def text(self) -> str:
        inside = "|".join(self.cells)
        return f"{self.before}{'|' * self.lead}{inside}{'|' * self.trail}{self.behind}"


def change_table(node: Node, width: int, change: TableChange, rewriter: Rewriter) -> bool:
    """Makes the change in the table's lines; False where they have other cells than the table."""
    lines = rewriter.lines(node)
    rows: list[_Line] = []
    others: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        content = rewriter.cut(line, node)[1]
        of_caption = 0 <= node.caption_at <= line[1]
        if others or of_caption or (at > 1 and not content.strip()):
            others.append(line)
        else:
            rows.append(_line(line, *rewriter.cut(line, node)))
    if len(rows) < 2 or any(len(row.cells) != width for row in rows):
        return False
    aligned = _aligned(rows)
    below = rows.pop(1)
    for (number, column), (old, new) in change.cells.items():
        cell = rows[number].cells[column]
        written = rewriter.respell(cell.strip(), old, new, "cell") if new else ""
        rows[number].cells[column] = _filled(cell, written, aligned)
    made: list[_Line] = []
    for number, row in enumerate(rows):
        if number not in change.gone_rows:
            made.append(_widened(row, change, number, aligned))
        if number == 0:
            made.append(_below(below, change, aligned))
        for words in change.rows.get(number, ()):
            cells = [
                _filled(cell, write_inlines(new, "cell"), aligned)
                for cell, new in zip(row.cells, words, strict=True)
            ]
            new_row = _Line("", row.lead, cells, row.trail, "", FRESH)
            made.append(_widened(new_row, change, None, aligned))
    node.text = [*((row.text, row.number) for row in made), *others]
    return True


def _line(line: tuple[str, int], before: str, content: str) -> _Line:
    body = content.rstrip()
    pieces = CELL_BORDER.split(body)
    lead, trail = not pieces[0], len(pieces) > 1 and not pieces[-1]
    cells = pieces[lead : len(pieces) - trail]
    return _Line(before, lead, cells, trail, content[len(body) :], line[1], cells[0])


def _aligned(rows: Sequence[_Line]) -> bool:
    """Whether the author has set the bars below one another."""
    return all(
        len({len(cell) for cell in column}) == 1
        for column in zip(*(row.cells for row in rows), strict=True)
    )


def _filled(cell: str, words: str, aligned: bool) -> str:
    """The words with the spaces that stood around others; the bars stay below one another."""
    front = cell[: len(cell) - len(cell.lstrip())] if cell.strip() else " "
    back = cell[len(cell.rstrip()) :] if cell.strip() else " "
    if aligned or len(front) > 1 or len(back) > 1:
        back = back[:1] + " " * max(0, len(cell) - len(front) - len(words) - len(back[:1]))
    return f"{front or ' '}{words}{back or ' '}"


def _widened(row: _Line, change: TableChange, number: int | None, aligned: bool) -> _Line:
    """The row without the columns that go, with those that come."""
    new: dict[int, list[str]] = {}
    for column, added in change.columns.items():
        new[column] = []
        for cells in added:
            words = write_inlines(cells[number], "cell") if number is not None else ""
            new[column].append(words.ljust(_width(cells)) if aligned else words)
    return _with_columns(row, change, new)


def _below(row: _Line, change: TableChange, aligned: bool) -> _Line:
    new = {
        column: ["-" * (_width(cells) if aligned else 3) for cells in added]
        for column, added in change.columns.items()
    }
    return _with_columns(row, change, new)


def _width(cells: Sequence[Words]) -> int:
    return max(3, *(len(write_inlines(words, "cell")) for words in cells))


def _with_columns(row: _Line, change: TableChange, new: Mapping[int, Sequence[str]]) -> _Line:
    cells: list[str] = []
    for column in range(-1, len(row.cells)):
        if column >= 0 and column not in change.gone_columns:
            cells.append(row.cells[column])
        cells += [f" {words} " if words else " " for words in new.get(column, ())]
    alone = len(cells) == 1 or not cells[0].strip() or not cells[-1].strip()
    lead, trail = row.lead or alone, row.trail or alone
    if not lead and cells[0] != row.first:
        cells[0], lead = cells[0].lstrip(), begins_a_block(cells[0].lstrip())
    return _Line(row.before, lead, cells, trail, row.behind, row.number, row.first)
