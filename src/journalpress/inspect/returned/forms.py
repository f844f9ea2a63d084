"""The pages for reviewers → what a reviewer wrote there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journalpress.edition.review_words import CATALOGUE
from journalpress.inspect.returned.pages import FORM
from journalpress.inspect.returned.pieces import Words
from journalpress.inspect.returned.tree import Block, Column, Physical, Row, Table, physicals
from journalpress.inspect.returned.types import NOBODY, Filled
from journalpress.inspect.returned.views import View
from journalpress.wordfile.styles import Lists

_SIGN = "sign"
_NAME, _DECISION, _ANSWER = 0, 3, 3
"""Columns: of the sign-off the name and the decision, of claims and open points the answer."""
_BLANK = frozenset({"", "☐"})
_DECISIONS = frozenset("\n".join(words.decisions) for words in CATALOGUE.values())


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell of a form by its key, with the words in it."""

    form: str
    row: int
    column: int
    words: str

    def filled(self) -> Filled:
        return Filled(f"{self.form}_{self.row}_{self.column}", self.words)


def filled_in(blocks: Sequence[Block], recipient: str) -> Iterator[Filled]:
    """What was written into the forms, and with the name "" what was written beside them.

    `recipient` is the name that stood in the first line of the sign-off.
    """
    for block in blocks:
        if isinstance(block, Physical):
            yield from _beside([block])
            continue
        form = _form(block)
        for position, row in enumerate(block.rows):
            if not row.fate.stands(accepted=True):
                continue
            places = _places(form, position, row) if form else []
            to_fill = [each for each in places if _is_to_fill(each)]
            changed = [each for each in to_fill if _is_changed(each, recipient)]
            told = to_fill if changed and form == _SIGN else changed
            yield from (each.filled() for each in told)
            columns = {each.column for each in to_fill}
            for column, cell in enumerate(row.cells):
                if column not in columns:
                    yield from _beside(list(physicals(cell.blocks)))


def _form(table: Table) -> str:
    """Which form a table is: its cells' bookmarks say so, or those that are left of them."""
    for paragraph in physicals([table]):
        for name in paragraph.names:
            if found := FORM.fullmatch(name):
                return found[1]
    return ""


def _places(form: str, position: int, row: Row) -> list[_Place]:
    cells = [cell for cell in row.cells if cell.fate.stands(accepted=True)]
    known = [
        int(found[2])
        for cell in cells
        for paragraph in physicals(cell.blocks)
        for name in paragraph.names
        if (found := FORM.fullmatch(name))
    ]
    number = known[0] if known else position
    return [_Place(form, number, column, _words(cell)) for column, cell in enumerate(cells)]


def _words(cell: Column) -> str:
    view = View(accepted=True, lists=Lists(None), printed={})
    lines = ("".join(each.shown) for each in view.paragraphs(cell.blocks))
    return "\n".join(" ".join(line.split(" ")) for line in lines).strip()


def _is_to_fill(place: _Place) -> bool:
    if place.row == 0:
        return False
    if place.form == _SIGN:
        return True
    return place.form in ("claim", "open") and place.column == _ANSWER


def _is_changed(place: _Place, recipient: str) -> bool:
    if place.form == _SIGN and place.column == _DECISION:
        return place.words not in _DECISIONS and bool(place.words)
    if place.form == _SIGN and place.column == _NAME and place.words == recipient:
        return False
    return place.words not in _BLANK


def _beside(paragraphs: Sequence[Physical]) -> Iterator[Filled]:
    """What was written where nothing is asked: all of a new paragraph, tracked words of others."""
    for paragraph in paragraphs:
        words = "".join(
            each.text
            for each in paragraph.pieces
            if isinstance(each, Words)
            and each.fate.stands(accepted=True)
            and (each.fate.added != NOBODY or not paragraph.new.review)
        )
        if words.strip():
            yield Filled("", words.strip())
