"""One article of a journal with all that a copy of it depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journalpress.edition.types import Neighbour
from journalpress.errors import InputError
from journalpress.journal import Entry, Journal
from journalpress.journal.load import load_shared_sources, read_bytes
from journalpress.journal.pictures import read_pictures
from journalpress.model import Article, Media, Source
from journalpress.readers import Reading
from journalpress.review.today import Today, today_of
from journalpress.standing import judge_journal
from journalpress.standing.judge import neighbours as neighbours_of


@dataclass(frozen=True, slots=True)
class Desk:
    """The article as it lies in the journal, its pictures and what it links to."""

    journal: Journal
    entry: Entry
    article: Article
    neighbours: Mapping[str, Neighbour]
    media: Mapping[str, Media]
    shared: Mapping[str, Source]

    def read(self, data: bytes) -> Reading:
        """What these bytes say as the article's file."""
        return read_bytes(data, self.entry.path, self.shared, self.journal.settings)

    def today(self, article: Article) -> Today:
        """The article in the form in which copies are compared. Raises JournalPressError."""
        return today_of(
            article,
            house=self.journal.settings.house,
            neighbours=self.neighbours,
            media=self.media,
        )


def desk_of(journal: Journal, entry: Entry, as_of: date) -> Desk:
    """The article on the desk. Raises InputError where its file is none, EnvironmentFailure."""
    article = entry.reading.article
    if article is None or any(each.severity == "error" for each in entry.reading.problems):
        raise InputError(
            f"{entry.file} has errors", hint=f"see them first: journalpress check {entry.slug}"
        )
    media, _ = read_pictures(journal, entry)
    return Desk(
        journal=journal,
        entry=entry,
        article=article,
        neighbours=neighbours_of(judge_journal(journal, as_of)),
        media=media,
        shared=load_shared_sources(journal.folder, journal.settings),
    )
