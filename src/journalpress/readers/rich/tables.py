"""A table of a Document → a table of the model, with what must be asked of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from journalpress import model
from journalpress.model import Inline, Prose
from journalpress.readers.counts import Counts
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich import tree
from journalpress.readers.rich.figures import FigureMaker
from journalpress.readers.rich.grids import IN_EACH_ROW, Rectangle, Row
from journalpress.readers.rich.leaves import LeafMaker
from journalpress.readers.rich.spans import (
    lines_of,
    not_all_strong,
    pictures_in,
    says_something,
    shown,
)
from journalpress.readers.rich.tree import Run, Words, text_of

ModelBlock: TypeAlias = model.Block[Inline]


class TableMaker:
    """Makes the tables of one article; remembers on which line each of them stood."""

    def __init__(
        self, leaves: LeafMaker, figures: FigureMaker, notes: Notes, counts: Counts
    ) -> None:
        self.lines: list[int] = []
        self._leaves = leaves
        self._figures = figures
        self._notes = notes
        self._counts = counts

    def table(self, grid: tree.Grid, found: Rectangle) -> tuple[ModelBlock, ...]:
        """The table that these rows make, then the pictures of its cells and of its caption."""
        head, rows = self._headed(grid, found.head, found.rows)
        again = self._repeated(grid, head, rows, found.above[len(head) :])
        if found.spread:
            once = "their words stand once, where they begin"
            what = f"cells over several rows or columns: {IN_EACH_ROW if again else once}"
            self._notes.decide(grid.line, what)
        figures: list[ModelBlock] = []
        self._counts.tables += 1
        self.lines.append(grid.line)
        caption = self._leaves.make(grid.caption, grid.line) if grid.caption else None
        header = tuple(
            self._cell(cells, grid.line, figures) for cells in _columns(head, found.columns)
        )
        body = tuple(
            tuple(
                self._cell((cell,), grid.line, figures, again.get((number, column)))
                for column, cell in enumerate(row)
            )
            for number, row in enumerate(rows)
        )
        table = model.Table(
            "",
            header,
            body,
            _alignment((*head, *rows), found.columns),
            found.row_headers,
            caption if caption and caption.inlines else None,
        )
        beside = self._figures.pictures(grid.caption, grid.line)
        return (table, *figures, *beside)

    def _headed(
        self, grid: tree.Grid, head: tuple[Row, ...], rows: tuple[Row, ...]
    ) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """The rows of the head and the others; where no row is a head, a person must say."""
        if len(head) > 1:
            what = f"the {len(head)} heading rows of a table are one, their words one below another"
            self._notes.decide(grid.line, what)
        if head or not rows:
            return head, rows
        first = [cell for cell in rows[0] if cell is not None and cell.blocks]
        if first and all(_is_strong(cell) for cell in first):
            self._notes.decide(grid.line, "the bold first row of a table is read as its head")
            return rows[:1], rows[1:]
        words = " / ".join(shown(_first_words(cell), 30) for cell in first) or "a table"
        key = question_key("shape", _everything(rows))
        answer = self._notes.answer(key)
        if any(cell.heading for cell in first if cell is not rows[0][0]) or answer == "head":
            return rows[:1], rows[1:]
        if answer == "row":
            return (), rows
        self._notes.ask(
            "shape",
            key,
            grid.line,
            words,
            "Is the first row of this table its head, or a row like the others?",
            assumed="it is the head",
            confirms="head",
            choices=("head", "row"),
        )
        return rows[:1], rows[1:]

    def _repeated(
        self, grid: tree.Grid, head: tuple[Row, ...], rows: tuple[Row, ...], above: tuple[Row, ...]
    ) -> dict[tuple[int, int], tree.Cell]:
        """The places below the head into which the words of a cell above are to be set again.

        A blank there reads as “nothing said”, so a person decides; not where the cell is a heading,
        which names the rows that it covers.
        """
        heads = {id(cell) for row in head for cell in row}
        blanks = {
            (number, column): cell
            for number, row in enumerate(above)
            for column, cell in enumerate(row)
            if cell is not None
            and not cell.heading
            and id(cell) not in heads
            and any(says_something(words) for words in lines_of(cell.blocks))
        }
        if not blanks:
            return {}
        key = question_key("shape", _everything(rows), 1)
        answer = self._notes.answer(key)
        if answer not in ("repeat", "blank"):
            first = next(iter(blanks.values()))
            self._notes.ask(
                "shape",
                key,
                grid.line,
                shown(_first_words(first)),
                "This cell of a table covers several rows. Shall its words stand in each of them, "
                "or in the first alone, with blank cells below it? The same goes for every such "
                "cell of the table.",
                assumed="the cells below it stay blank",
                confirms="blank",
                choices=("repeat", "blank"),
            )
        return blanks if answer == "repeat" else {}

    def _cell(
        self,
        cells: tuple[tree.Cell | None, ...],
        line: int,
        figures: list[ModelBlock],
        again: tree.Cell | None = None,
    ) -> Prose[Inline]:
        """The words of these cells, which become one: each block on a line of its own.

        `again` is a cell whose words stand here once more; its pictures do not.
        """
        if again is not None:
            lines = [each for each in lines_of(again.blocks) if says_something(each)]
            parts = [[*([tree.Break()] if at else []), *each] for at, each in enumerate(lines)]
            return self._leaves.make(tuple(each for part in parts for each in part), line, "cell")
        words: list[tree.Span] = []
        if any(_counts(cell.blocks) for cell in cells if cell is not None):
            self._notes.decide(
                line, "a numbered list in a cell stands in lines without its numbers; look at it"
            )
        for cell in cells:
            for part in lines_of(cell.blocks if cell is not None else ()):
                figures += self._figures.pictures((*pictures_in(part),), line)
                if says_something(part):
                    words += [*([tree.Break()] if words else []), *part]
        if cells and all(cell is None or cell.heading for cell in cells):
            words = list(not_all_strong(tuple(words)))
        return self._leaves.make(tuple(words), line, "cell")


def _counts(blocks: tuple[tree.Block, ...]) -> bool:
    return any(isinstance(block, tree.Bullets) and block.start is not None for block in blocks)


def _everything(rows: tuple[Row, ...]) -> str:
    """The words of these rows by which a question about their table is known."""
    return " ".join(text_of(_first_words(cell)) for row in rows for cell in row if cell is not None)


def _first_words(cell: tree.Cell) -> Words:
    return next(lines_of(cell.blocks), ())


def _is_strong(cell: tree.Cell) -> bool:
    runs = [
        span
        for words in lines_of(cell.blocks)
        for span in words
        if isinstance(span, Run) and span.text.strip()
    ]
    return bool(runs) and all(run.strong for run in runs)


def _columns(head: tuple[Row, ...], count: int) -> Iterator[tuple[tree.Cell | None, ...]]:
    """The heading cells of each column, from top to bottom."""
    for column in range(count):
        yield tuple(row[column] for row in head)


def _alignment(rows: tuple[Row, ...], count: int) -> tuple[model.Alignment, ...]:
    """How most cells of each column are set."""
    found: list[model.Alignment] = []
    for column in range(count):
        cells = [cell for row in rows if (cell := row[column]) is not None and cell.blocks]
        aligns = [cell.align for cell in cells]
        common = max(set(aligns), key=aligns.count) if aligns else ""
        found.append(common if aligns.count(common) * 2 > len(aligns) else "")
    return tuple(found)
