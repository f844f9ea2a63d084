"""What a reviewer changed in an article, as edits that name leaves by their keys.

All edits of one call speak of the article as it stood before: a key, a row and a column mean what
they meant there, whatever the other edits do.

Levels of items and of paragraphs among items count inside the innermost quotation or callout:
an item from 1; a paragraph of level 0 stands outside of the lists, one of level n in an item of
depth n. A level deeper than what stands there means: as deep as can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from journalpress.errors import InputError
from journalpress.model import Inline

LeafKind: TypeAlias = Literal["heading", "text", "item"]
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A leaf says these words; it may be a title, a key message, a cell, a caption."""

    key: str
    inlines: Words


@dataclass(frozen=True, slots=True)
class SetLevel:
    """A heading, paragraph or item becomes one of this kind and level."""

    key: str
    kind: LeafKind
    level: int


@dataclass(frozen=True, slots=True)
class NewLeaf:
    """A heading, paragraph or item that was not there."""

    kind: LeafKind
    level: int
    inlines: Words


@dataclass(frozen=True, slots=True)
class Insert:
    """New leaves behind the one with the key `after`, "" for the start of the body.

    An item joins the list around `after`, else the list that follows at once, else begins a
    bulleted one. What stood behind `after` in the same item goes with the new item. A heading or a
    paragraph parts a list between two items. Behind a key message stand key messages.
    """

    after: str
    leaves: tuple[NewLeaf, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    """These leaves are gone: with them an item, list, quotation or callout that is then empty.

    A Figure's or Table's key takes its caption along; all cells of a table are the table.
    """

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A paragraph becomes several, an item several items, a heading a heading and paragraphs."""

    key: str
    parts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Neighbours become the first of them, with these words."""

    keys: tuple[str, ...]
    inlines: Words


@dataclass(frozen=True, slots=True)
class Move:
    """These leaves stand behind the one with the key `after`, in their old order.

    Items, quotations and callouts all of whose leaves are named move as they are.
    """

    keys: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A row behind row `after` of the table with this key; the header is row 0."""

    table: str
    after: int
    cells: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """This row, from 1, is gone."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class InsertColumn:
    """A column behind column `after`, counted from 0 (-1: in front); the header cell is first."""

    table: str
    after: int
    cells: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DeleteColumn:
    """This column, from 0, is gone."""

    table: str
    column: int


@dataclass(frozen=True, slots=True)
class SetAlt:
    """A picture is described so; one that was decorative no longer is."""

    key: str
    alt: str


@dataclass(frozen=True, slots=True)
class AddSource:
    """A source with words to print, behind the source `after` of the article's own list.

    "" means the start; a source that is not in the list means its end.
    """

    key: str
    raw: str
    after: str


@dataclass(frozen=True, slots=True)
class SetSource:
    """One field of a source in the article's own list, by its name in Source or in CSL.

    A field that is missing is added; the value "" takes it away.
    """

    key: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class DeleteSource:
    """The source is no longer in the article's own list."""

    key: str


TableEdit: TypeAlias = InsertRow | DeleteRow | InsertColumn | DeleteColumn
SourceListEdit: TypeAlias = AddSource | SetSource | DeleteSource
SourceEdit: TypeAlias = (
    Rewrite
    | SetLevel
    | Insert
    | Delete
    | Split
    | Merge
    | Move
    | TableEdit
    | SetAlt
    | SourceListEdit
)


class Unpatchable(InputError):
    """This `edit` cannot be made in the source; the others may be tried without it."""

    def __init__(self, edit: SourceEdit | None, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint or "make this change in the article's file by hand")
        self.edit = edit


def touched(edit: SourceEdit) -> Iterator[tuple[str, str]]:
    """What an edit changes, as pairs of a name and an aspect ("words", "place", "all").

    Two edits may share a name only for different aspects that are not "all".
    """
    match edit:
        case Rewrite(key):
            yield key, "words"
        case SetLevel(key):
            yield key, "place"
        case Insert():
            pass
        case Delete(keys) | Merge(keys):
            yield from ((key, "all") for key in keys)
        case Split(key):
            yield key, "all"
        case Move(keys):
            yield from ((key, "place") for key in keys)
        case SetAlt(key):
            yield key, "alt"
        case InsertRow() | InsertColumn():
            pass
        case DeleteRow(table, number):
            yield f"row {number} of {table}", "all"
        case DeleteColumn(table, number):
            yield f"column {number} of {table}", "all"
        case SetSource(key, field):
            yield f"source {key}", field
        case AddSource(key) | DeleteSource(key):
            yield f"source {key}", "all"


def refuse_disputed(edits: tuple[SourceEdit, ...]) -> None:
    """Raises Unpatchable for the first edit that changes what another one changes as well."""
    seen: dict[str, set[str]] = {}
    for edit in edits:
        for name, aspect in dict.fromkeys(touched(edit)):
            others = seen.setdefault(name, set())
            if aspect in others or "all" in others or (aspect == "all" and others):
                raise Unpatchable(
                    edit, f"two changes speak of the same place ({name})", hint="keep one of them"
                )
        for name, aspect in touched(edit):
            seen[name].add(aspect)
