"""An Article → its leaves in one flat run, each with the containers around it.

The run is what two versions of an article are compared by: it holds all that the tree holds,
except where one bulleted list ends and another begins directly behind it (Markdown has no sign
for that, and nothing prints there).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from journalpress.model import (
    Alignment,
    Article,
    Block,
    Callout,
    Figure,
    Inline,
    List,
    Missing,
    Paragraph,
    Question,
    Quote,
    Section,
    Table,
)
from journalpress.readers.markdown.sections import FIRST_LEVEL

Words: TypeAlias = tuple[Inline, ...]
RowKind: TypeAlias = Literal[
    "title", "standfirst", "message", "heading", "text", "figure", "table", "missing"
]


@dataclass(slots=True, eq=False)
class Counted:
    """A list: whether its items are numbered, and from where."""

    ordered: bool
    start: int = 1


@dataclass(slots=True, eq=False)
class Frame:
    """A container: a quotation, a callout of a kind, or an item of a list."""

    name: str
    of: Counted | None = None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.of is not None


@dataclass(slots=True, eq=False)
class Row:
    """One leaf, or a picture, a table, a note on what is missing. Frames are told by identity."""

    kind: RowKind
    key: str
    inlines: Words = ()
    level: int = 0
    path: list[Frame] = field(default_factory=list)
    detail: tuple[str, ...] = ()
    caption_key: str = ""
    caption: Words = ()
    cells: list[list[Words]] = field(default_factory=list)
    align: list[Alignment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A Row as it is compared: where it stands is written out, and no key is left."""

    kind: RowKind
    inlines: Words
    level: int
    path: tuple[str, ...]
    shared: int
    detail: tuple[str, ...]
    caption: Words
    cells: tuple[tuple[Words, ...], ...]
    align: tuple[Alignment, ...]


def rows_of(article: Article) -> list[Row]:
    """The rows of an article in reading order, those of the front matter first."""
    rows = [Row("title", article.title.key, article.title.inlines)]
    if article.standfirst:
        rows.append(Row("standfirst", article.standfirst.key, article.standfirst.inlines))
    rows += [Row("message", each.key, each.inlines) for each in article.key_messages]
    rows += _rows(article.body, FIRST_LEVEL, [])
    return rows


def _rows(blocks: Sequence[Block[Inline]], level: int, path: list[Frame]) -> Iterator[Row]:
    for block in blocks:
        yield from _block_rows(block, level, path)


def _block_rows(block: Block[Inline], level: int, path: list[Frame]) -> Iterator[Row]:
    match block:
        case Paragraph(prose):
            yield Row("text", prose.key, prose.inlines, path=path)
        case List(items, ordered, start):
            counted = Counted(ordered, start)
            for item in items:
                yield from _rows(item.blocks, level, [*path, Frame("item", counted)])
        case Quote(blocks):
            yield from _rows(blocks, level, [*path, Frame("quote")])
        case Callout(callout, blocks):
            yield from _rows(blocks, level, [*path, Frame(callout)])
        case Figure(key, media, alt, decorative, caption):
            row = Row("figure", key, path=path, detail=(media, alt, str(decorative)))
            if caption:
                row.caption_key, row.caption = caption.key, caption.inlines
            yield row
        case Table(key, header, rows, align, row_headers, caption):
            row = Row("table", key, path=path, detail=(str(row_headers),), align=list(align))
            row.cells = [[cell.inlines for cell in each] for each in (header, *rows)]
            if caption:
                row.caption_key, row.caption = caption.key, caption.inlines
            yield row
        case Question(question, answer):
            yield Row("heading", question.key, question.inlines, level, path, ("", "False", ""))
            yield from _rows(answer, level, path)
        case Section(heading, blocks, role, brief, anchor):
            detail = (role, str(brief), anchor)
            yield Row("heading", heading.key, heading.inlines, level, path, detail)
            yield from _rows(blocks, level + 1, path)
        case Missing(what, note):
            yield Row("missing", "", path=path, detail=(what, note))
        case _:
            assert_never(block)


def leaves_of(rows: Sequence[Row]) -> list[Leaf]:
    """The rows as they are compared, one Leaf for each.

    A numbered item is named by its number; `shared` says in how many of its containers the leaf
    before it stands as well.
    """
    numbers: dict[Frame, int] = {}
    counted: dict[Counted, int] = {}
    leaves: list[Leaf] = []
    before: list[Frame] = []
    for row in rows:
        names: list[str] = []
        for frame in row.path:
            if frame.of is None:
                names.append(frame.name)
                continue
            if frame not in numbers:
                numbers[frame] = counted.get(frame.of, frame.of.start)
                counted[frame.of] = numbers[frame] + 1
            names.append(f"item {numbers[frame]}" if frame.of.ordered else "item")
        shared = 0
        while shared < min(len(before), len(row.path)) and before[shared] is row.path[shared]:
            shared += 1
        leaves.append(
            Leaf(
                row.kind,
                row.inlines,
                row.level,
                tuple(names),
                shared,
                row.detail,
                row.caption,
                tuple(tuple(cells) for cells in row.cells),
                tuple(row.align),
            )
        )
        before = row.path
    return leaves
