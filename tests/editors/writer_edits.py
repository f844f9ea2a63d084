"""What a person does in LibreOffice Writer, one function each; run by a Python that has UNO.

Paragraphs are named by the bookmark that begins in them. Words are typed, selected and deleted in
the document's window with the commands of Writer's menus, so that what is recorded, and what is
lost, is what a person at the keyboard would record and lose.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import uno
from com.sun.star.beans import PropertyValue

Range: TypeAlias = Any
"""A stretch of a text (com.sun.star.text.XTextRange)."""


class EditImpossible(Exception):
    """The document has not what the edit needs: the words, the picture, the table."""


@dataclass(frozen=True, slots=True)
class Writer:
    """An open text document with its window, and the office's context."""

    document: Any
    context: Any

    @property
    def window(self) -> Any:
        """The controller of the window, which holds the selection."""
        return self.document.CurrentController

    def service(self, name: str) -> Any:
        """A new service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


# --- words ------------------------------------------------------------------------------------


def insert(writer: Writer, at: str, words: str, after: str | None = None) -> None:
    """Types words behind the words `after`; "" is the paragraph's start, None its end."""
    paragraph = _paragraph(writer, at)
    place = paragraph.End if after is None else paragraph.Start
    if after:
        place = _words(writer, at, after).End
    _type(writer, place, words)


def delete(writer: Writer, at: str, words: str) -> None:
    """Selects the words and deletes them."""
    _delete(writer, _words(writer, at, words))


def replace(writer: Writer, at: str, words: str, by: str) -> None:
    """Selects the words and types others over them."""
    _type(writer, _words(writer, at, words), by)


def rewrite(writer: Writer, at: str, by: str) -> None:
    """Selects all words of the paragraph and types others over them."""
    _type(writer, _paragraph(writer, at), by)


def look(writer: Writer, at: str, words: str, command: str) -> None:
    """Selects the words and switches a look by its command: Bold, Italic."""
    _select(writer, _words(writer, at, words))
    _command(writer, command)


def retarget(writer: Writer, at: str, words: str, href: str) -> None:
    """Gives the link on these words another address."""
    _words(writer, at, words).HyperLinkURL = href


# --- paragraphs -------------------------------------------------------------------------------


def add_paragraph(writer: Writer, after: str, words: str) -> None:
    """Presses Enter at the end of the paragraph and types."""
    _select(writer, _paragraph(writer, after).End)
    _command(writer, "InsertPara")
    _command(writer, "InsertText", Text=words)


def delete_paragraph(writer: Writer, at: str) -> None:
    """Selects the paragraph with its end and deletes it."""
    cursor = _paragraph(writer, at)
    if not cursor.goRight(1, True):
        raise EditImpossible(f"nothing follows {at}")
    _delete(writer, cursor)


def split(writer: Writer, at: str, before: str) -> None:
    """Presses Enter in front of the words."""
    _select(writer, _words(writer, at, before).Start)
    _command(writer, "InsertPara")


def merge(writer: Writer, at: str) -> None:
    """Presses Delete at the end of the paragraph."""
    _select(writer, _paragraph(writer, at).End)
    _command(writer, "Delete")


def move(writer: Writer, first: str, until: str, before: str) -> None:
    """Cuts all from the paragraph `first` to in front of `until`, and pastes it before another.

    Neither `first` nor `until` may stand in a table.
    """
    cursor = _cursor(_paragraph(writer, first).Start)
    cursor.gotoRange(_paragraph(writer, until).Start, True)
    _select(writer, cursor)
    _command(writer, "Cut")
    _select(writer, _paragraph(writer, before).Start)
    _command(writer, "Paste")


def restyle(writer: Writer, at: str, style: str) -> None:
    """Gives the paragraph another style."""
    _select(writer, _paragraph(writer, at).Start)
    _command(writer, "StyleApply", Style=style, FamilyName="ParagraphStyles")
    if (now := _paragraph(writer, at).ParaStyleName) != style:
        raise EditImpossible(f"the style of {at} is {now}, not {style}")


# --- tables -----------------------------------------------------------------------------------


def insert_row(writer: Writer, at: str, words: list[str]) -> None:
    """Inserts a row below the cell's and fills it."""
    table, _, row = _cell(writer, at)
    rows = table.Rows.Count
    _command(writer, "InsertRowsAfter")
    if table.Rows.Count != rows + 1:
        raise EditImpossible(f"no row was inserted below {at}")
    for column, each in enumerate(words):
        _type(writer, table.getCellByPosition(column, row + 1).Start, each)


def delete_row(writer: Writer, at: str) -> None:
    """Deletes the cell's row."""
    _cell(writer, at)
    _command(writer, "DeleteRows")


def insert_column(writer: Writer, at: str, words: list[str]) -> None:
    """Inserts a column behind the cell's and fills it."""
    table, column, _ = _cell(writer, at)
    columns = table.Columns.Count
    _command(writer, "InsertColumnsAfter")
    if table.Columns.Count != columns + 1:
        raise EditImpossible(f"no column was inserted behind {at}")
    for row, each in enumerate(words):
        _type(writer, table.getCellByPosition(column + 1, row).Start, each)


def delete_column(writer: Writer, at: str) -> None:
    """Deletes the cell's column."""
    _cell(writer, at)
    _command(writer, "DeleteColumns")


# --- pictures, comments, recorded changes -----------------------------------------------------


def replace_picture(writer: Writer, at: str, picture: str) -> None:
    """Puts another picture, in base 64, in place of the one in the paragraph."""
    stream = writer.service("com.sun.star.io.SequenceInputStream")
    stream.initialize((uno.ByteSequence(base64.b64decode(picture)),))
    graphic = writer.service("com.sun.star.graphic.GraphicProvider").queryGraphic(
        values(InputStream=stream)
    )
    if graphic is None:
        raise EditImpossible("this is no picture")
    _picture(writer, at).Graphic = graphic


def comment(
    writer: Writer, at: str, words: str, text: str, to: str = "", to_words: str = ""
) -> None:
    """Comments on the words, or on all from them to `to_words` in the paragraph `to`."""
    cursor = _cursor(_words(writer, at, words))
    if to:
        cursor.gotoRange(_words(writer, to, to_words).End, True)
    note = writer.document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Content = text
    note.Author = "Dr Okafor"
    cursor.Text.insertTextContent(cursor, note, True)


def accept_all(writer: Writer) -> None:
    """Accepts all recorded changes."""
    _command(writer, "AcceptAllTrackedChanges")


EDITS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            insert, delete, replace, rewrite, look, retarget,
            add_paragraph, delete_paragraph, split, merge, move, restyle,
            insert_row, delete_row, insert_column, delete_column,
            replace_picture, comment, accept_all,
        )
    }
)  # fmt: skip


# --- the hand at the keyboard -----------------------------------------------------------------


def values(**given: object) -> tuple[Any, ...]:
    """UNO's way to give arguments by name."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in given.items())


def _command(writer: Writer, name: str, **given: object) -> None:
    helper = writer.service("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(writer.window.Frame, f".uno:{name}", "", 0, values(**given))


def _select(writer: Writer, place: Range) -> None:
    if not writer.window.select(place):
        raise EditImpossible("Writer selects nothing there")


def _type(writer: Writer, place: Range, words: str) -> None:
    _select(writer, place)
    _command(writer, "InsertText", Text=words)


def _delete(writer: Writer, place: Range) -> None:
    _select(writer, place)
    _command(writer, "Delete")


def _cursor(place: Range) -> Any:
    return place.Text.createTextCursorByRange(place)


def _paragraph(writer: Writer, at: str) -> Any:
    """The paragraph in which the bookmark begins, as a cursor over all of its words."""
    bookmarks = writer.document.Bookmarks
    if not bookmarks.hasByName(at):
        raise EditImpossible(f"no bookmark {at}")
    cursor = _cursor(bookmarks.getByName(at).Anchor.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def _words(writer: Writer, at: str, words: str) -> Range:
    """The first such words in the paragraph."""
    paragraph = _paragraph(writer, at)
    search = writer.document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    found = writer.document.findNext(paragraph.Start, search)
    # compareRegionEnds says 1 where the first range ends before the second.
    if (
        found is None
        or found.Text != paragraph.Text
        or paragraph.Text.compareRegionEnds(paragraph, found) == 1
    ):
        raise EditImpossible(f"{at} does not say {words!r}")
    return found


def _cell(writer: Writer, at: str) -> tuple[Any, int, int]:
    """Puts the cursor into the cell: its table, column and row, counted from 0."""
    place = _paragraph(writer, at).Start
    _select(writer, place)
    if place.Cell is None:
        raise EditImpossible(f"{at} is in no table")
    name = place.Cell.CellName
    return place.TextTable, ord(name[0]) - ord("A"), int(name[1:]) - 1


def _picture(writer: Writer, at: str) -> Any:
    paragraph = _paragraph(writer, at)
    pictures = writer.document.GraphicObjects
    for index in range(pictures.Count):
        picture = pictures.getByIndex(index)
        anchor = picture.Anchor
        if anchor.Text == paragraph.Text and not paragraph.Text.compareRegionStarts(
            paragraph, _line(anchor)
        ):
            return picture
    raise EditImpossible(f"no picture in {at}")


def _line(place: Range) -> Any:
    cursor = _cursor(place.Start)
    cursor.gotoStartOfParagraph(False)
    return cursor
