"""The article as it stands today, in the form in which copies are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journalpress.edition import make_edition
from journalpress.edition.types import House, Neighbour
from journalpress.inspect.returned.types import Cell, Paragraph
from journalpress.model import Article, Figure, Media, Table, every_block, every_prose
from journalpress.review.placed import View, view_of
from journalpress.review.tables import base_tables
from journalpress.reviewcopy import BOOKMARK, Baseline, bookmark_name
from journalpress.writers.docx import baseline_of_copy


@dataclass(frozen=True, slots=True)
class Today:
    """An article as written, and what a copy of it would say if it left today."""

    article: Article
    baseline: Baseline

    @property
    def prose(self) -> frozenset[str]:
        """The keys of the leaves that its author wrote."""
        return frozenset(each.key for each in every_prose(self.article))

    @property
    def pictures(self) -> frozenset[str]:
        """The keys of its pictures."""
        return frozenset(
            each.key for each in every_block(self.article.body) if isinstance(each, Figure)
        )

    @property
    def tables(self) -> frozenset[str]:
        """The keys of its tables."""
        return frozenset(
            each.key for each in every_block(self.article.body) if isinstance(each, Table)
        )

    @property
    def numbers(self) -> Mapping[int, str]:
        """The source behind each number that is printed."""
        return numbers_in(self.baseline)


def today_of(
    article: Article,
    *,
    house: House,
    neighbours: Mapping[str, Neighbour],
    media: Mapping[str, Media],
) -> Today:
    """The article in this form. Raises JournalPressError where no copy can be made of it."""
    edition = make_edition([article], house=house, neighbours=neighbours, media=media, draft=True)
    return Today(article, baseline_of_copy(edition))


def numbers_in(baseline: Baseline) -> Mapping[int, str]:
    """The source behind each number of a baseline's list."""
    return {each.level: each.key for each in baseline.blocks if each.kind == "reference"}


def as_returned(today: Baseline, baseline: Baseline) -> View:
    """Today's blocks as if they were a copy that came back, seen from an older baseline."""
    tables = {at: number for number, table in enumerate(base_tables(today), 1)
              for at in table.cells.values()}  # fmt: skip
    paragraphs: list[Paragraph] = []
    for at, block in enumerate(today.blocks):
        cell = None
        if at in tables:
            _, row, column = block.key.rsplit("_", 2)
            cell = Cell(tables[at], int(row), int(column))
        paragraphs.append(
            Paragraph(
                names=(bookmark_name(block.key).removeprefix(BOOKMARK),),
                kind=block.kind,
                level=block.level,
                passage=block.passage,
                hands=(-1,) * len(block.passage),
                cell=cell,
                physical=(at,),
            )
        )
    view = view_of(paragraphs, baseline)
    # A source is found by its key, which no bookmark of a paragraph tells.
    places = {each.key: at for at, each in enumerate(baseline.blocks) if each.kind == "reference"}
    named = tuple(
        (places[block.key],) if block.kind == "reference" and block.key in places else old
        for block, old in zip(today.blocks, view.named, strict=True)
    )
    return replace(view, named=named)
