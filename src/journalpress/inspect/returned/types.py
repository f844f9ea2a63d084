"""What a returned Word copy says: in the reviewer's version and without tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from journalpress.passage import Passage
from journalpress.reviewcopy import Baseline, BlockKind

NOBODY = -1
"""Stands for a hand where none is on record."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a revision or a comment, and when.

    `author` is "" where the file does not say, or says that it is unknown. `date` is as written,
    in UTC where Word tells that; else Word writes local time with a false Z. "" where none is.
    """

    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table of this view: tables from 1, the header row is 0, columns from 0.

    A column that a wide cell covers counts. Tables for reviewers do not.
    """

    table: int
    row: int
    column: int


TouchKind: TypeAlias = Literal[
    "mark inserted",
    "mark deleted",
    "style",
    "moved here",
    "moved away",
    "row inserted",
    "row deleted",
    "cell inserted",
    "cell deleted",
    "cell merged",
]
"""A tracked change of a paragraph as a whole, or of the row or cell that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of one view.

    `names` are the keys of our bookmarks that begin in it: without `_jp_`, but a reference's is
    the bookmark's whole name (`_jp_ref_…`), as in `cites`. Of paragraphs that were joined each has
    its names here, unless nothing of it is left. `copies` are the keys of which it has a copy of
    the bookmark: a hint that it was moved.

    `level` is as in reviewcopy.Block; a reference's is the number that Word's list gives it in
    this view. `shown` is what stands for each atom of the passage: the character, of a citation
    its label. `hands` is as long: who inserted the atom (accepted view), who deleted it or changed
    its looks (rejected view), NOBODY else.

    `style` is the name of its style. `pictures` are the first DIGITS of the SHA-256 of each
    picture's file. `objects` is what cannot be imported (“footnote”, “equation”, “text box”), and
    `object_words` what each of them says. `physical` counts the `w:p` of the file from 0; it
    relates the two views.
    """

    names: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    kind: BlockKind = "text"
    level: int = 0
    passage: Passage = ()
    shown: tuple[str, ...] = ()
    hands: tuple[int, ...] = ()
    cell: Cell | None = None
    style: str = ""
    pictures: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    object_words: tuple[str, ...] = ()
    touched: tuple[tuple[int, TouchKind], ...] = ()
    physical: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment: its words, one line for each of its paragraphs, and what it is about.

    `paragraphs` are the `w:p` that it covers, empty where it stands nowhere. `quoted` is what it
    covers as it reads now, or where that is gone as it read before. `parent` is the id of the
    comment that it answers, or "".
    """

    id: str
    hand: Hand
    words: str
    paragraphs: tuple[int, ...] = ()
    quoted: str = ""
    parent: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What a reviewer wrote into the forms: `sign_1_0`, `claim_3_3`, `open_2_3`; "" elsewhere.

    `name` is the key of the cell: form, row from 1, column from 0. Of a line of the sign-off that
    anybody wrote in, every cell is told, so that name and decision can be read together.
    """

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A returned copy.

    `accepted` is how it reads with every tracked change, `rejected` without any: what differs
    there from the baseline was changed with tracking off. `review` is the id of the review in the
    file's properties, "" where it is gone. `notices` are sentences for a person.
    """

    baseline: Baseline | None
    review: str
    accepted: tuple[Paragraph, ...]
    rejected: tuple[Paragraph, ...]
    hands: tuple[Hand, ...] = ()
    comments: tuple[Comment, ...] = ()
    filled: tuple[Filled, ...] = ()
    notices: tuple[str, ...] = ()
