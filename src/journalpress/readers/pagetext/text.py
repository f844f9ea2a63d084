"""The pieces of a page's text → the body of an Article."""

from __future__ import annotations

import re
from typing import assert_never

from journalpress.model import (
    Alignment,
    Block,
    Inline,
    List,
    ListItem,
    Missing,
    Paragraph,
    Question,
    Section,
    Table,
)
from journalpress.readers.counts import Counts
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.pagetext.body import (
    Heading,
    Item,
    Items,
    Piece,
    Plain,
    Rows,
    split_question,
)
from journalpress.readers.pagetext.missing import loss_after
from journalpress.readers.pagetext.prose import ProseMaker

_LEAD = re.compile(r"(?P<lead>\S[^.!?]*?) [—–] \S")
_MOST_LEAD_WORDS = 9


class TextMaker:
    """Makes the body of one article from its pieces, in order."""

    def __init__(self, prose: ProseMaker, notes: Notes) -> None:
        self.counts = Counts()
        self.lines_of_tables: list[int] = []
        self._prose = prose
        self._notes = notes

    def body(self, pieces: tuple[Piece, ...]) -> tuple[Block[Inline], ...]:
        """The blocks before the first heading, then one Section for each heading, all of level 2.

        A page text does not say which heading stands under which, so none does.
        """
        blocks: list[Block[Inline]] = []
        heads = [index for index, piece in enumerate(pieces) if isinstance(piece, Heading)]
        for start, end in zip([-1, *heads], [*heads, len(pieces)], strict=True):
            inner = pieces[start + 1 : end]
            head = pieces[start] if start >= 0 else None
            if not isinstance(head, Heading):
                blocks.extend(self._blocks(inner))
                continue
            self.counts.headings += 1
            heading = self._prose.make(head.line.folded, head.line.number, "heading")
            if head.questions:
                blocks.append(Section(heading, self._questions(inner), "questions"))
            else:
                blocks.append(Section(heading, self._blocks(inner)))
        self._say_levels(pieces)
        return tuple(blocks)

    def _say_levels(self, pieces: tuple[Piece, ...]) -> None:
        shown = [f"“{piece.line.folded}”" for piece in pieces if isinstance(piece, Heading)]
        if shown:
            what = f"read as headings, all of the same level: {', '.join(shown)}"
            self._notes.decide(0, what)

    def _blocks(self, pieces: tuple[Piece, ...]) -> tuple[Block[Inline], ...]:
        blocks: list[Block[Inline]] = []
        for index, piece in enumerate(pieces):
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            match piece:
                case Plain():
                    self.counts.paragraphs += 1
                    blocks.append(self._paragraph(piece))
                    blocks.extend(self._loss(piece, following))
                case Items():
                    blocks.append(self._list(piece))
                case Rows():
                    blocks.append(self._table(piece))
                case Heading():
                    raise AssertionError("a heading inside a section")
                case _:
                    assert_never(piece)
        return tuple(blocks)

    def _paragraph(self, piece: Plain) -> Paragraph[Inline]:
        words, line = piece.line.folded, piece.line.number
        key = question_key("shape", piece.row)
        if piece.row and self._notes.answer(key) != "paragraphs":
            self._notes.ask(
                "shape",
                key,
                line,
                piece.row,
                "Several short lines in a row: a list or a table that lost its shape?",
                assumed="a paragraph each",
                confirms="paragraphs",
                choices=("paragraphs",),
            )
        return Paragraph(self._prose.make(words, line))

    def _loss(self, piece: Plain, following: Piece | None) -> list[Block[Inline]]:
        """What the copy lost behind this paragraph: a Missing, or only a question, or nothing."""
        if isinstance(following, Items | Rows):
            return []
        words = piece.line.folded
        loss = loss_after(words, following.line.folded if following else None)
        key = question_key("missing", words)
        answer = self._notes.answer(key)
        if loss is None or answer == "nothing":
            return []
        if answer != "missing":
            self._notes.ask(
                "missing",
                key,
                piece.line.number,
                words if len(words) <= 90 else f"{words[:90].rpartition(' ')[0]}…",
                f"Did a {loss.what} stand behind this paragraph? {_sentence(loss.why)}",
                assumed=f"a missing {loss.what} is marked" if loss.sure else "nothing is missing",
                confirms="missing" if loss.sure else "nothing",
                choices=("missing", "nothing"),
            )
        if not loss.sure and answer != "missing":
            return []
        self.counts.missing += 1
        return [Missing(loss.what)]

    def _list(self, items: Items) -> List[Inline]:
        self.counts.lists += 1
        leads = [_lead_of(item.words) for item in items.items]
        led = len(leads) > 1 and all(leads)
        if led:
            number = items.items[0].line.number
            self._notes.decide(
                number, "the words before each item's dash are read as its bold lead"
            )
        made = tuple(
            self._item(item, lead if led else 0)
            for item, lead in zip(items.items, leads, strict=True)
        )
        return List(made, items.start > 0, items.start or 1)

    def _item(self, item: Item, lead: int) -> ListItem[Inline]:
        self.counts.items += 1
        first = Paragraph(self._prose.make(item.words, item.line.number, lead=lead))
        inner = (self._list(Items(item.inner)),) if item.inner else ()
        return ListItem((first, *inner))

    def _table(self, piece: Rows) -> Table[Inline]:
        self.counts.tables += 1
        number = piece.rows[0][0].number
        self.lines_of_tables.append(number)
        self._notes.decide(
            number, "lines of cells parted by tabs are read as a table with a header"
        )
        header, *rows = (
            tuple(self._prose.make(cell, line.number, "cell") for cell in cells)
            for line, cells in piece.rows
        )
        align: tuple[Alignment, ...] = tuple("" for _ in header)
        return Table("", header, tuple(rows), align)

    def _questions(self, pieces: tuple[Piece, ...]) -> tuple[Block[Inline], ...]:
        """Questions with their answers; what stands before the first one stays as it is."""
        intro: list[Piece] = []
        asked: list[tuple[Plain, str, str, list[Piece]]] = []
        for piece in pieces:
            cut = split_question(piece.line.folded) if isinstance(piece, Plain) else None
            if isinstance(piece, Plain) and cut:
                asked.append((piece, *cut, []))
            elif asked:
                asked[-1][3].append(piece)
            else:
                intro.append(piece)
        made = [self._question(*each) for each in asked]
        if made:
            line = asked[0][0].line.number
            what = f"cut behind the question mark into question and answer: {len(made)} times"
            self._notes.decide(line, what)
        return (*self._blocks(tuple(intro)), *made)

    def _question(
        self, piece: Plain, question: str, answer: str, more: list[Piece]
    ) -> Question[Inline]:
        self.counts.questions += 1
        number = piece.line.number
        heading = self._prose.make(question, number, "heading")
        first: tuple[Block[Inline], ...] = ()
        if answer:
            first = (Paragraph(self._prose.make(answer, number)),)
        return Question(heading, (*first, *self._blocks(tuple(more))))


def _lead_of(words: str) -> int:
    """How many characters of an item are its lead: the words before the first spaced dash."""
    found = _LEAD.match(words)
    if found is None or len(found["lead"].split()) > _MOST_LEAD_WORDS:
        return 0
    return found.end("lead")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
