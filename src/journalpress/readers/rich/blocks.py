"""The blocks of a Document → the body of an Article, as the model nests them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from journalpress import model
from journalpress.limits import Limits
from journalpress.model import Inline, Prose
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich import tree
from journalpress.readers.rich.grids import IN_EACH_ROW, Row, is_layout, rectangle_of
from journalpress.readers.rich.leaves import LeafMaker, pictures_in
from journalpress.readers.rich.media import Album
from journalpress.readers.rich.tree import Run, Words, text_of
from journalpress.readers.signposts import is_questions

ModelBlock: TypeAlias = model.Block[Inline]

FIRST_LEVEL = 2
_LAST_LEVEL = 6
_QUESTION_MARKS = ("?", "؟", "？")
_SPLIT = re.compile(r"^(?P<question>[^.!?؟]{8,200}[?؟])\s+(?=\S)")
_SHOWN = 60


@dataclass(slots=True)
class Counts:
    """What was made, for the report."""

    paragraphs: int = 0
    lists: int = 0
    items: int = 0
    tables: int = 0
    questions: int = 0
    headings: int = 0
    missing: int = 0


@dataclass(slots=True)
class _Part:
    """A heading of the house level `level` (None: the body), its blocks, the parts below it."""

    heading: tree.Heading | None
    level: int
    blocks: list[tree.Block] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)


class BlockMaker:
    """Makes the body of one article."""

    def __init__(self, leaves: LeafMaker, album: Album, limits: Limits, notes: Notes) -> None:
        self.counts = Counts()
        self.lines_of_tables: list[int] = []
        self._leaves = leaves
        self._album = album
        self._limits = limits
        self._notes = notes

    def body(
        self, blocks: tuple[tree.Block, ...], remarks: Iterable[tree.Note]
    ) -> tuple[ModelBlock, ...]:
        """The body, `remarks` that no mark led to at its end."""
        root = self._parts(tuple(self._unwrapped(blocks)))
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

    def _parts(self, blocks: tuple[tree.Block, ...]) -> _Part:
        """The blocks under their headings, which count from 2 without a gap."""
        root = _Part(None, FIRST_LEVEL - 1)
        open_parts: list[tuple[int, _Part]] = [(0, root)]
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
            part = _Part(block, above.level + 1)
            shifts.add(part.level - block.level)
            if len(shifts) > 1 and part.level != block.level:
                skipped.append(_shown(block.words))
            above.parts.append(part)
            open_parts.append((block.level, part))
        if skipped:
            listed = ", ".join(f"“{each}”" for each in skipped[:5])
            more = f" and {len(skipped) - 5} more" if len(skipped) > 5 else ""
            what = f"headings stand one below the other without a gap in their levels: {listed}"
            self._notes.decide(0, f"{what}{more}")
        return root

    def _section(self, part: _Part) -> model.Section[Inline]:
        heading = part.heading
        assert heading is not None
        self.counts.headings += 1
        words = self._leaves.make(heading.words, heading.line, "heading")
        pictures = self._pictures(heading.words, heading.line)
        if is_questions(_shown(heading.words, 200)):
            found = self._asked(part)
            if found is not None:
                return model.Section(words, (*pictures, *found), "questions")
        elif not part.parts and _ends_with_questions(part.blocks):
            first = next(
                at for at, block in enumerate(part.blocks) if isinstance(block, tree.Question)
            )
            intro = self._blocks(tuple(part.blocks[:first]))
            asked = [self._question(each) for each in part.blocks[first:]
                     if isinstance(each, tree.Question)]  # fmt: skip
            return model.Section(words, (*pictures, *intro, *asked), "questions")
        below = tuple(self._section(each) for each in part.parts)
        return model.Section(words, (*pictures, *self._own(part), *below))

    def _own(self, part: _Part) -> tuple[ModelBlock, ...]:
        return self._blocks(tuple(part.blocks))

    # --- questions

    def _asked(self, part: _Part) -> tuple[ModelBlock, ...] | None:
        """The questions under such a heading, what stands before the first as it is.

        A question is a heading below it, one that opens, a paragraph all in bold or one that
        begins with it, or a term with its meaning. None where nothing below it asks.
        """
        asked: list[tree.Question] = []
        intro: list[tree.Block] = []
        cut = 0
        for block in part.blocks:
            found = _questions_of(block)
            if found is not None:
                cut += isinstance(block, tree.Paragraph) and bool(found[0].answer)
                asked += found
            elif asked:
                last = asked[-1]
                asked[-1] = replace(last, answer=(*last.answer, block))
            else:
                intro.append(block)
        for below in part.parts:
            assert below.heading is not None
            asked.append(tree.Question(below.heading.words, (), below.heading.line))
            for block in (*below.blocks, *(each for part_ in below.parts for each in _flat(part_))):
                if isinstance(block, tree.Question):
                    asked.append(block)
                else:
                    asked[-1] = replace(asked[-1], answer=(*asked[-1].answer, block))
        if not asked:
            return None
        if cut:
            what = f"cut behind the question mark into question and answer: {cut} times"
            self._notes.decide(asked[0].line, what)
        return (*self._blocks(tuple(intro)), *(self._question(each) for each in asked))

    def _question(self, asked: tree.Question) -> model.Question[Inline]:
        self.counts.questions += 1
        words = self._leaves.make(asked.question, asked.line, "heading")
        pictures = self._pictures(asked.question, asked.line)
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
                    line, f"the heading “{_shown(words)}” stands inside a list or a box: bold words"
                )
                return self._paragraph(words, line, strong=True)
            case tree.Bullets():
                return self._list(block, depth)
            case tree.Definitions():
                return self._definitions(block, depth)
            case tree.Question(question, answer, line):
                self._notes.decide(
                    line, f"“{_shown(question)}” opens on the page: bold words, then what it hides"
                )
                return (
                    *self._paragraph(question, line, strong=True),
                    *self._blocks(answer, depth),
                )
            case tree.Quotation(inner):
                return self._held(inner, depth, lambda made: model.Quote(made))
            case tree.Box(kind, inner, title, line):
                head: tuple[tree.Block, ...] = ()
                if _says_something(title):
                    head = (tree.Paragraph(_all_strong(title), line),)
                return self._held((*head, *inner), depth, lambda made: model.Callout(kind, made))
            case tree.Grid():
                return self._table(block, depth)
            case tree.Plate(picture, caption, line):
                return self._figure(picture, caption, line)
            case tree.Lost(what, note, line):
                self.counts.missing += 1
                self._notes.decide(line, f"marked as missing: {note or what}")
                composed = unicodedata.normalize("NFC", " ".join(note.split()))
                return (model.Missing(what, composed),)
            case _:
                assert_never(block)

    def _paragraph(self, words: Words, line: int, *, strong: bool = False) -> list[ModelBlock]:
        made: list[ModelBlock] = []
        if _says_something(words):
            prose = self._leaves.make(words, line, strong=strong)
            if prose.inlines:
                self.counts.paragraphs += 1
                made.append(model.Paragraph(prose))
        return [*made, *self._pictures(words, line)]

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
        paragraphs = self.counts.paragraphs
        for item in block.items:
            if made := self._blocks(item.blocks, depth + 1):
                items.append(model.ListItem(made))
        self.counts.paragraphs = paragraphs
        if not items:
            return ()
        self.counts.lists += 1
        self.counts.items += len(items)
        start = block.start
        return (model.List(tuple(items), start is not None, max(0, 1 if start is None else start)),)

    def _definitions(self, block: tree.Definitions, depth: int) -> tuple[ModelBlock, ...]:
        """A list whose items begin with the term in bold, a dash before what it means."""
        items: list[tree.Item] = []
        for entry in block.entries:
            lead: list[tree.Span] = []
            for term in entry.terms:
                if _says_something(term):
                    lead += [*([Run(", ")] if lead else []), *_all_strong(_trimmed(term))]
            first, *rest = entry.meaning or (tree.Paragraph(()),)
            if isinstance(first, tree.Paragraph):
                dash = (Run(" — "),) if lead and _says_something(first.words) else ()
                words = (*lead, *dash, *_trimmed(first.words))
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

    # --- pictures

    def _pictures(self, words: Words, line: int) -> list[ModelBlock]:
        """The pictures of a line, which stand behind it."""
        found = pictures_in(words)
        if found and text_of(words).strip():
            what = f"pictures in the midst of words stand behind them: {len(found)}"
            self._notes.decide(line, what)
        return [made for each in found for made in self._figure(each, (), line)]

    def _figure(self, picture: tree.Picture, caption: Words, line: int) -> list[ModelBlock]:
        alt = self._words(picture.alt)
        words = self._leaves.make(caption, line) if _says_something(caption) else None
        words = words if words is not None and words.inlines else None
        beside = [made for each in pictures_in(caption) for made in self._figure(each, (), line)]
        name = self._album.name(picture.name, line)
        if not name:
            if picture.decorative and words is None:
                return beside
            self.counts.missing += 1
            missing: list[ModelBlock] = [model.Missing("figure", alt)]
            return [*missing, *([model.Paragraph(words)] if words else []), *beside]
        decorative = picture.decorative or not alt
        if not alt and not picture.decorative:
            self._ask_for_alt(name, line)
        return [model.Figure("", name, "" if decorative else alt, decorative, words), *beside]

    def _words(self, text: str) -> str:
        prose = self._leaves.inlines((Run(text),), 0, "heading") if text.strip() else ()
        return " ".join(model.plain(prose).split())

    def _ask_for_alt(self, name: str, line: int) -> None:
        key = question_key("shape", name)
        if self._notes.answer(key) != "decorative":
            self._notes.ask(
                "shape",
                key,
                line,
                name,
                "The page does not say what this picture shows. Does it only decorate? If it "
                "shows something, write what into the article: ![what it shows](…).",
                assumed="it only decorates",
                confirms="decorative",
                choices=("decorative",),
            )

    # --- tables

    def _table(self, grid: tree.Grid, depth: int) -> tuple[ModelBlock, ...]:
        if is_layout(grid):
            blocks = tuple(self._unwrapped((grid,)))
            return self._blocks(blocks, depth)
        found = rectangle_of(grid)
        if not found.columns:
            return self._blocks((tree.Paragraph(grid.caption, grid.line), *grid.notes), depth)
        head, rows = self._headed(grid, found.head, found.rows)
        again = self._repeated(grid, head, rows, found.above[len(head) :])
        if found.spread:
            once = "their words stand once, where they begin"
            what = f"cells over several rows or columns: {IN_EACH_ROW if again else once}"
            self._notes.decide(grid.line, what)
        figures: list[ModelBlock] = []
        self.counts.tables += 1
        self.lines_of_tables.append(grid.line)
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
        beside = self._pictures(grid.caption, grid.line)
        return (table, *figures, *beside, *self._blocks(grid.notes, depth))

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
        words = " / ".join(_shown(_first_words(cell), 30) for cell in first) or "a table"
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
            and any(_says_something(words) for words in _lines_of(cell.blocks))
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
                _shown(_first_words(first)),
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
            lines = [each for each in _lines_of(again.blocks) if _says_something(each)]
            parts = [[*([tree.Break()] if at else []), *each] for at, each in enumerate(lines)]
            return self._leaves.make(tuple(each for part in parts for each in part), line, "cell")
        words: list[tree.Span] = []
        for cell in cells:
            for part in _lines_of(cell.blocks if cell is not None else ()):
                figures += self._pictures((*pictures_in(part),), line)
                if _says_something(part):
                    words += [*([tree.Break()] if words else []), *part]
        if cells and all(cell is None or cell.heading for cell in cells):
            words = list(_not_all_strong(tuple(words)))
        return self._leaves.make(tuple(words), line, "cell")


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


def _flat(part: _Part) -> Iterator[tree.Block]:
    if part.heading:
        yield part.heading
    yield from part.blocks
    for each in part.parts:
        yield from _flat(each)


def _ends_with_questions(blocks: list[tree.Block]) -> bool:
    """Whether two questions or more stand at the end, and nothing but questions behind the first.

    One alone counts where it asks: "Read more" only opens.
    """
    asked = [block for block in blocks if isinstance(block, tree.Question)]
    if not asked or blocks[-len(asked) :] != asked:
        return False
    asking = [each for each in asked if text_of(each.question).strip().endswith(_QUESTION_MARKS)]
    return len(asking) == len(asked) or (len(asked) > 2 and len(asking) > len(asked) / 2)


def _questions_of(block: tree.Block) -> list[tree.Question] | None:
    """The questions that a block under such a heading is, None where it is none."""
    match block:
        case tree.Question(question) if text_of(question).strip():
            return [block]
        case tree.Definitions(entries) if entries and all(map(_has_term, entries)):
            found: list[tree.Question] = []
            for entry in entries:
                terms = [span for number, term in enumerate(entry.terms) for span in
                         (*((Run(" "),) if number else ()), *term)]  # fmt: skip
                found.append(tree.Question(tuple(terms), entry.meaning, entry.line))
            return found
        case tree.Paragraph(words, line):
            text = text_of(words).strip()
            if not any(isinstance(span, tree.Mark | tree.Picture) for span in words):
                if text.endswith(_QUESTION_MARKS) and len(text) < 250:
                    return [tree.Question(words, (), line)]
                return _run_in(words, line)
    return None


def _has_term(entry: tree.Definition) -> bool:
    return any(text_of(term).strip() for term in entry.terms)


def _run_in(words: Words, line: int) -> list[tree.Question] | None:
    """A paragraph that begins with a question and goes on with its answer."""
    whole = text_of(words)
    found = _SPLIT.match(whole.lstrip())
    if found is None:
        return None
    at = len(whole) - len(whole.lstrip()) + found.end("question")
    question: list[tree.Span] = []
    answer: list[tree.Span] = []
    for span in words:
        length = (
            len(span.text) if isinstance(span, Run) else 1 if isinstance(span, tree.Break) else 0
        )
        if isinstance(span, Run) and 0 < at < length:
            question.append(replace(span, text=span.text[:at]))
            answer.append(replace(span, text=span.text[at:]))
        elif at > 0:
            question.append(span)
        else:
            answer.append(span)
        at -= length
    return [tree.Question(tuple(question), (tree.Paragraph(tuple(answer), line),), line)]


def _shown(words: Words, most: int = _SHOWN) -> str:
    text = " ".join(text_of(words).split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


def _says_something(words: Words) -> bool:
    return any(
        isinstance(span, tree.Mark) or (isinstance(span, Run) and bool(span.text.strip()))
        for span in words
    )


def _all_strong(words: Words) -> Words:
    return tuple(replace(span, strong=True) if isinstance(span, Run) else span for span in words)


def _not_all_strong(words: Words) -> Words:
    """Heading cells are bold in every format; where all of their words are, that is no emphasis."""
    runs = [span for span in words if isinstance(span, Run) and span.text.strip()]
    if not runs or not all(run.strong for run in runs):
        return words
    return tuple(replace(span, strong=False) if isinstance(span, Run) else span for span in words)


def _trimmed(words: Words) -> Words:
    """The words without the white space at their ends."""
    spans = list(words)
    while spans and isinstance(spans[0], Run) and not spans[0].text.strip():
        spans.pop(0)
    while spans and isinstance(spans[-1], Run) and not spans[-1].text.strip():
        spans.pop()
    if spans and isinstance(spans[0], Run):
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    if spans and isinstance(spans[-1], Run):
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(spans)


def _lines_of(blocks: tuple[tree.Block, ...]) -> Iterator[Words]:
    """The words of these blocks, each that would begin a line by itself."""
    for block in blocks:
        match block:
            case tree.Paragraph(words):
                yield words
            case tree.Heading(_, words):
                yield _all_strong(words)
            case tree.Bullets(items):
                for item in items:
                    yield from _lines_of(item.blocks)
            case tree.Definitions(entries):
                for entry in entries:
                    for term in entry.terms:
                        yield _all_strong(term)
                    yield from _lines_of(entry.meaning)
            case tree.Question(question, answer):
                yield _all_strong(question)
                yield from _lines_of(answer)
            case tree.Quotation(inner):
                yield from _lines_of(inner)
            case tree.Box(_, inner, title):
                yield _all_strong(title)
                yield from _lines_of(inner)
            case tree.Grid(rows, caption, notes):
                yield caption
                for row in rows:
                    for cell in row:
                        yield from _lines_of(cell.blocks)
                yield from _lines_of(notes)
            case tree.Plate(picture, caption):
                yield (picture,)
                yield caption
            case tree.Lost(_, note):
                yield (Run(note),)
            case _:
                assert_never(block)


def _everything(rows: tuple[Row, ...]) -> str:
    """The words of these rows by which a question about their table is known."""
    return " ".join(text_of(_first_words(cell)) for row in rows for cell in row if cell is not None)


def _first_words(cell: tree.Cell) -> Words:
    return next(_lines_of(cell.blocks), ())


def _is_strong(cell: tree.Cell) -> bool:
    runs = [
        span
        for words in _lines_of(cell.blocks)
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
