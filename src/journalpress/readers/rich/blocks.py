"""The blocks of a Document → the body of an Article, as the model nests them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias, assert_never

from journalpress import model
from journalpress.limits import Limits
from journalpress.model import Inline
from journalpress.readers.counts import Counts
from journalpress.readers.notes import Notes
from journalpress.readers.rich import tree
from journalpress.readers.rich.figures import FigureMaker
from journalpress.readers.rich.grids import is_layout, rectangle_of
from journalpress.readers.rich.leaves import LeafMaker
from journalpress.readers.rich.media import Album
from journalpress.readers.rich.parts import Part, parts_of
from journalpress.readers.rich.questions import asked_in, ends_with_questions
from journalpress.readers.rich.spans import all_strong, says_something, shown, trimmed
from journalpress.readers.rich.tables import TableMaker
from journalpress.readers.rich.tree import Run, Words
from journalpress.readers.signposts import is_questions

ModelBlock: TypeAlias = model.Block[Inline]

_SHOWN_NUMBERS = 5


class BlockMaker:
    """Makes the body of one article."""

    def __init__(self, leaves: LeafMaker, album: Album, limits: Limits, notes: Notes) -> None:
        self.counts = Counts()
        self._leaves = leaves
        self._figures = FigureMaker(leaves, album, notes, self.counts)
        self._tables = TableMaker(leaves, self._figures, notes, self.counts)
        self._limits = limits
        self._notes = notes

    @property
    def lines_of_tables(self) -> tuple[int, ...]:
        """The line of each table, in the order of the body."""
        return tuple(self._tables.lines)

    def body(
        self, blocks: tuple[tree.Block, ...], remarks: Iterable[tree.Note]
    ) -> tuple[ModelBlock, ...]:
        """The body, `remarks` that no mark led to at its end."""
        root = parts_of(tuple(self._unwrapped(blocks)), self._notes)
        made = [*self._own(root), *(self._section(part) for part in root.parts)]
        rest = [note for note in remarks if note.id not in self._leaves.told]
        for note in rest:
            self._leaves.told.add(note.id)
            self._notes.decide(note.line, "a note that no mark leads to stands at the end")
        last = [box for note in rest for box in self._remark(note)]
        if last and made and isinstance(made[-1], model.Section):
            made[-1] = _with_last(made[-1], tuple(last))
        else:
            made += last
        return tuple(made)

    # --- headings

    def _unwrapped(self, blocks: tuple[tree.Block, ...]) -> Iterator[tree.Block]:
        """The blocks, with those in tables that only place things as blocks of the text."""
        for block in blocks:
            if isinstance(block, tree.Grid) and is_layout(block):
                cells = [cell for row in block.rows for cell in row]
                if any(cell.blocks for cell in cells):
                    what = "a table that only places things on the page is read as text"
                    self._notes.decide(block.line, what)
                for cell in cells:
                    yield from self._unwrapped(cell.blocks)
                yield from self._unwrapped(block.notes)
            else:
                yield block

    def _section(self, part: Part) -> model.Section[Inline]:
        heading = part.heading
        assert heading is not None
        self.counts.headings += 1
        words = self._leaves.make(heading.words, heading.line, "heading")
        pictures = self._figures.pictures(heading.words, heading.line)
        if is_questions(shown(heading.words, 200)):
            found = self._asked(part)
            if found is not None:
                return model.Section(words, (*pictures, *found), "questions")
        elif not part.parts and ends_with_questions(part.blocks):
            first = next(
                at for at, block in enumerate(part.blocks) if isinstance(block, tree.Question)
            )
            intro = self._blocks(tuple(part.blocks[:first]))
            asked = [self._question(each) for each in part.blocks[first:]
                     if isinstance(each, tree.Question)]  # fmt: skip
            return model.Section(words, (*pictures, *intro, *asked), "questions")
        below = tuple(self._section(each) for each in part.parts)
        return model.Section(words, (*pictures, *self._own(part), *below))

    def _own(self, part: Part) -> tuple[ModelBlock, ...]:
        return self._blocks(tuple(part.blocks))

    # --- questions

    def _asked(self, part: Part) -> tuple[ModelBlock, ...] | None:
        """The questions under such a heading, what stands before the first as it is."""
        found = asked_in(part)
        if found is None:
            return None
        if found.cut:
            what = f"cut behind the question mark into question and answer: {found.cut} times"
            self._notes.decide(found.questions[0].line, what)
        asked = (self._question(each) for each in found.questions)
        return (*self._blocks(found.intro), *asked)

    def _question(self, asked: tree.Question) -> model.Question[Inline]:
        self.counts.questions += 1
        words = self._leaves.make(asked.question, asked.line, "heading")
        pictures = self._figures.pictures(asked.question, asked.line)
        return model.Question(words, (*pictures, *self._blocks(asked.answer)))

    # --- blocks

    def _blocks(self, blocks: tuple[tree.Block, ...], depth: int = 0) -> tuple[ModelBlock, ...]:
        """These blocks inside so many lists, quotations and boxes."""
        made: list[ModelBlock] = list(self._waiting())
        for block in blocks:
            made += self._block(block, depth)
            made += self._waiting()
        return tuple(made)

    def _block(self, block: tree.Block, depth: int) -> Iterable[ModelBlock]:
        match block:
            case tree.Paragraph(words, line):
                return self._paragraph(words, line)
            case tree.Heading(_, words, line):
                self._notes.decide(
                    line, f"the heading “{shown(words)}” stands inside a list or a box: bold words"
                )
                return self._paragraph(words, line, strong=True)
            case tree.Bullets():
                return self._list(block, depth)
            case tree.Definitions():
                return self._definitions(block, depth)
            case tree.Question(question, answer, line):
                self._notes.decide(
                    line, f"“{shown(question)}” opens on the page: bold words, then what it hides"
                )
                return (
                    *self._paragraph(question, line, strong=True),
                    *self._blocks(answer, depth),
                )
            case tree.Quotation(inner):
                return self._held(inner, depth, lambda made: model.Quote(made))
            case tree.Box(kind, inner, title, line):
                head: tuple[tree.Block, ...] = ()
                if says_something(title):
                    head = (tree.Paragraph(all_strong(title), line),)
                return self._held((*head, *inner), depth, lambda made: model.Callout(kind, made))
            case tree.Grid():
                return self._table(block, depth)
            case tree.Plate(picture, caption, line):
                return self._figures.figure(picture, caption, line)
            case tree.Lost(what, note, line):
                self.counts.missing += 1
                self._notes.decide(line, f"marked as missing: {note or what}")
                composed = unicodedata.normalize("NFC", " ".join(note.split()))
                return (model.Missing(what, composed),)
            case _:
                assert_never(block)

    def _paragraph(self, words: Words, line: int, *, strong: bool = False) -> list[ModelBlock]:
        made: list[ModelBlock] = []
        if says_something(words):
            prose = self._leaves.make(words, line, strong=strong)
            if prose.inlines:
                self.counts.paragraphs += 1
                made.append(model.Paragraph(prose))
        return [*made, *self._figures.pictures(words, line)]

    def _held(
        self,
        inner: tuple[tree.Block, ...],
        depth: int,
        make: Callable[[tuple[ModelBlock, ...]], ModelBlock],
    ) -> tuple[ModelBlock, ...]:
        """What holds these blocks; they alone where it would stand too deep."""
        if depth >= self._limits.nesting:
            self._too_deep()
            return self._blocks(inner, depth)
        made = self._blocks(inner, depth + 1)
        return (make(made),) if made else ()

    def _too_deep(self) -> None:
        what = f"what stands more than {self._limits.nesting} lists or boxes deep is set level"
        if not any(each.what == what for each in self._notes.decisions):
            self._notes.decide(0, what)

    def _list(self, block: tree.Bullets, depth: int) -> tuple[ModelBlock, ...]:
        if depth >= self._limits.nesting:
            self._too_deep()
            inner = tuple(each for item in block.items for each in item.blocks)
            return self._blocks(inner, depth)
        items: list[model.ListItem[Inline]] = []
        numbers: list[str] = []
        paragraphs = self.counts.paragraphs
        for number, item in enumerate(block.items, block.start or 0):
            if made := self._blocks(item.blocks, depth + 1):
                items.append(model.ListItem(made))
                numbers.append(item.number or str(number))
        self.counts.paragraphs = paragraphs
        if not items:
            return ()
        self.counts.lists += 1
        self.counts.items += len(items)
        if block.start is None:
            return (model.List(tuple(items), ordered=False, start=1),)
        return tuple(
            model.List(tuple(items[first:last]), ordered=True, start=start)
            for first, last, start in self._counted(numbers, block)
        )

    def _counted(self, numbers: list[str], block: tree.Bullets) -> Iterator[tuple[int, int, int]]:
        """The stretches of items (first, last) that count on from a start, as the file does.

        Where it counts otherwise than upwards in digits, the list counts from 1, and that is said:
        the words of the text may name its items.
        """
        counted = [int(each) for each in numbers if each.isdecimal()]
        if len(counted) < len(numbers) or counted != sorted(set(counted)):
            shown = ", ".join(numbers[:_SHOWN_NUMBERS])
            more = ", …" if len(numbers) > _SHOWN_NUMBERS else ""
            self._notes.decide(
                block.line,
                f"a list that is numbered {shown}{more} will print from 1 on; look for words that "
                "name its items",
            )
            yield 0, len(numbers), 1
            return
        breaks = [at for at in range(1, len(counted)) if counted[at] != counted[at - 1] + 1]
        for first, last in pairwise((0, *breaks, len(counted))):
            yield first, last, counted[first]

    def _definitions(self, block: tree.Definitions, depth: int) -> tuple[ModelBlock, ...]:
        """A list whose items begin with the term in bold, a dash before what it means."""
        items: list[tree.Item] = []
        for entry in block.entries:
            lead: list[tree.Span] = []
            for term in entry.terms:
                if says_something(term):
                    lead += [*([Run(", ")] if lead else []), *all_strong(trimmed(term))]
            first, *rest = entry.meaning or (tree.Paragraph(()),)
            if isinstance(first, tree.Paragraph):
                dash = (Run(" — "),) if lead and says_something(first.words) else ()
                words = (*lead, *dash, *trimmed(first.words))
                line = first.line or entry.line
                items.append(tree.Item((tree.Paragraph(words, line), *rest)))
            else:
                items.append(tree.Item((tree.Paragraph(tuple(lead), entry.line), first, *rest)))
        if items:
            self._notes.decide(
                block.entries[0].line, "terms and what they mean are read as a list, terms in bold"
            )
        return self._list(tree.Bullets(tuple(items)), depth)

    # --- notes

    def _waiting(self) -> Iterator[ModelBlock]:
        while self._leaves.waiting:
            yield from self._remark(self._leaves.waiting.pop(0))

    def _remark(self, note: tree.Note) -> tuple[ModelBlock, ...]:
        made = self._blocks(note.blocks, 1)
        if made:
            self._notes.decide(note.line, "a long note stands in a box behind what it is to")
        return (model.Callout("note", made),) if made else ()

    # --- tables

    def _table(self, grid: tree.Grid, depth: int) -> tuple[ModelBlock, ...]:
        if is_layout(grid):
            blocks = tuple(self._unwrapped((grid,)))
            return self._blocks(blocks, depth)
        found = rectangle_of(grid)
        if not found.columns:
            return self._blocks((tree.Paragraph(grid.caption, grid.line), *grid.notes), depth)
        made = self._tables.table(grid, found)
        return (*made, *self._blocks(grid.notes, depth))


def _with_last(
    section: model.Section[Inline], last: tuple[ModelBlock, ...]
) -> model.Section[Inline]:
    """The section with these blocks at its very end, inside the last section or answer in it."""
    end = section.blocks[-1] if section.blocks else None
    if isinstance(end, model.Section):
        return replace(section, blocks=(*section.blocks[:-1], _with_last(end, last)))
    if isinstance(end, model.Question):
        return replace(
            section, blocks=(*section.blocks[:-1], replace(end, answer=(*end.answer, *last)))
        )
    return replace(section, blocks=(*section.blocks, *last))
