"""A list of retractions → the texts of a journal, of today and handed out, that cite such a paper.

A text that was handed out earlier is read from the archive. What cannot be known is told: a source
without DOI or PMID, and a text of which no copy is kept. Nothing is ever called clean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.edition.digest import text_digest
from journalpress.edition.duplicates import fullness, same_sources
from journalpress.identifiers import parsed
from journalpress.journal.history import read_history
from journalpress.journal.kept import article_of
from journalpress.journal.load import Entry, Journal
from journalpress.journal.pictures import read_pictures
from journalpress.journal.retractions import (
    Notice,
    RetractionList,
    Verdict,
    plain_doi,
    plain_title,
    read_retractions,
    verdict_of,
)
from journalpress.journal.sources import Use, joined, uses_of
from journalpress.journal.timeline import Period, day_of, periods
from journalpress.model import Article, Source, plain


@dataclass(frozen=True, slots=True)
class Copies:
    """That a leaflet was sent to a printer."""

    on: date | None
    copies: int
    printer: str
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """One text of one article: today's, or one that was handed out.

    `out` are the times at which it was published, by itself or in an e-book, `printed` the leaflets
    sent to a printer. `code` is "" for a text that was not handed out.
    """

    id: str
    slug: str
    title: str
    version: int
    code: str
    digest: str
    is_today: bool
    out: tuple[Period, ...] = ()
    printed: tuple[Copies, ...] = ()

    def is_in_force(self, day: date) -> bool:
        """Whether it could be handed out on this day."""
        return any(each.is_in_force(day) for each in self.out)


@dataclass(frozen=True, slots=True)
class Citing:
    """That a text lists the source, under which number and how often it cites it."""

    text: HeldText
    use: Use


@dataclass(frozen=True, slots=True)
class Recalled:
    """A source with notices: what holds today, each notice, and every text that lists it.

    `source` is written as it prints, `known` the same with what its words say for certain.
    """

    source: Source
    known: Source
    verdict: Verdict
    notices: tuple[Notice, ...]
    texts: tuple[Citing, ...]

    @property
    def may_be_another(self) -> bool:
        """Whether it was found by its title alone, which two papers may share."""
        return all(each.by == "title" for each in self.notices)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A source of which the list cannot tell anything: it has neither DOI nor PMID.

    `source` and `known` are as for `Recalled`.
    """

    source: Source
    known: Source
    texts: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class RecallReport:
    """What a list of retractions says of a journal.

    `unlisted` counts the sources that the list does not name. `lost` are texts that were handed out
    and of which no copy is kept; `unread` the slugs of articles that cannot be read.
    """

    listed: RetractionList
    recalled: tuple[Recalled, ...]
    unknown: tuple[Unknown, ...]
    unlisted: int
    lost: tuple[HeldText, ...]
    unread: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing was found, and everything could be looked up."""
        left = (self.recalled, self.unknown, self.lost, self.unread, self.listed.unread)
        return not any(left)


def recall(journal: Journal, retractions: Path) -> RecallReport:
    """Every text of the journal that lists a paper with a notice in this file.

    Raises InputError, EnvironmentFailure, UnreadableJournal.
    """
    texts, lost = _texts(journal)
    entries = [(text, article, source) for text, article in texts for source in article.sources]
    known = [parsed(source) for _, _, source in entries]
    groups: dict[int, list[int]] = defaultdict(list)
    for position, group in enumerate(same_sources(known)):
        groups[group].append(position)
    fullest = {
        group: max(positions, key=lambda each: fullness(known[each]))
        for group, positions in groups.items()
    }
    papers = {
        group: joined(known[fullest[group]], (known[each] for each in positions))
        for group, positions in groups.items()
    }
    thin = {group: each.raw for group, each in papers.items() if each.raw and not _has_number(each)}
    listed = read_retractions(
        retractions,
        dois=_without_empty({plain_doi(_doi(each)) for each in papers.values()}),
        pmids=_without_empty({each.pmid for each in papers.values()}),
        titles=_without_empty({plain_title(each.title) for each in papers.values()}),
        words=thin.values(),
    )
    uses = {id(article): uses_of(article, journal.settings.house.numbering) for _, article in texts}
    recalled: list[Recalled] = []
    unknown: list[Unknown] = []
    unlisted = 0
    for group, positions in groups.items():
        paper = papers[group]
        citing = tuple(
            Citing(text, uses[id(article)][source.key])
            for text, article, source in (entries[each] for each in positions)
        )
        written = entries[fullest[group]][2]
        has_number = _has_number(paper)
        found = listed.notices_of(
            _doi(paper), paper.pmid, paper.title, words=thin.get(group, ""), year=paper.issued[:4]
        )
        notices = tuple(each for each in found if each.by != "title" or not has_number)
        if (verdict := verdict_of(notices)) is not None:
            recalled.append(Recalled(written, paper, verdict, notices, citing))
        elif not has_number:
            unknown.append(Unknown(written, paper, citing))
        else:
            unlisted += 1
    unread = tuple(each.slug for each in journal.entries.values() if each.article is None)
    return RecallReport(listed, tuple(recalled), tuple(unknown), unlisted, lost, unread)


def _without_empty(words: set[str]) -> frozenset[str]:
    return frozenset(words - {""})


def _has_number(source: Source) -> bool:
    return bool(_doi(source) or source.pmid)


def _doi(source: Source) -> str:
    return source.doi or (source.url if plain_doi(source.url) else "")


def _texts(
    journal: Journal,
) -> tuple[list[tuple[HeldText, Article]], tuple[HeldText, ...]]:
    """Every text that can be read, with it; and those that were handed out and cannot."""
    history = read_history(journal.folder)
    handed_out = dict(_handed_out(history))
    ids = {name for name, _ in handed_out}
    found: list[tuple[HeldText, Article]] = []
    for entry in journal.entries.values():
        if entry.article is not None:
            today = _of_today(journal, entry, entry.article, wanted=entry.article.id in ids)
            before = handed_out.pop((today.id, today.digest), None)
            if before is not None:
                today = replace(before, is_today=True, title=today.title, slug=today.slug)
            found.append((today, entry.article))
    lost: list[HeldText] = []
    for text in handed_out.values():
        found_in = (article_of(journal.folder, each.line, text.slug) for each in text.out)
        article = next((each for each in found_in if each), None)
        if article is None:
            lost.append(text)
        else:
            found.append((text, article))
    return found, tuple(lost)


def _of_today(journal: Journal, entry: Entry, article: Article, *, wanted: bool) -> HeldText:
    """Today's text; its digest only where it is wanted, since pictures must be read for it."""
    media = read_pictures(journal, entry, encoded=False)[0] if wanted else {}
    return HeldText(
        id=article.id,
        slug=article.slug,
        title=plain(article.title.inlines),
        version=article.version,
        code="",
        digest=text_digest(article, media) if wanted else "",
        is_today=True,
    )


def _handed_out(
    history: tuple[Mapping[str, Any], ...],
) -> Iterator[tuple[tuple[str, str], HeldText]]:
    """Each text that was published or printed, by article and digest."""
    out: dict[tuple[str, str], list[Period]] = defaultdict(list)
    in_books: dict[str, list[Period]] = defaultdict(list)
    slugs: dict[str, str] = {}
    for period in periods(history):
        chapters = period.line.get("chapters")
        if isinstance(chapters, dict):
            for slug, code in chapters.items():
                slugs.setdefault(str(code), str(slug))
                in_books[str(code)].append(period)
        else:
            out[_name(period.line)].append(period)
    printed: dict[tuple[str, str], list[Copies]] = defaultdict(list)
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for line in history:
        if line.get("event") == "printed":
            printed[_name(line)].append(_copies(line))
        was_in_book = line.get("event") == "approved" and str(line.get("code")) in in_books
        if line.get("digest") and (line.get("event") in ("published", "printed") or was_in_book):
            first.setdefault(_name(line), line)
    for name, line in first.items():
        version, code = line.get("version"), str(line.get("code") or "")
        slugs.pop(code, None)
        yield (
            name,
            HeldText(
                id=name[0],
                slug=str(line.get("slug", "")),
                title=next((str(each.line.get("title") or "") for each in out[name]), ""),
                version=version if isinstance(version, int) else 0,
                code=code,
                digest=name[1],
                is_today=False,
                out=(*out[name], *(in_books[code] if code else ())),
                printed=tuple(printed[name]),
            ),
        )
    for code, slug in slugs.items():
        # A book of a time from which no line tells what its chapters were.
        yield (slug, code), HeldText(
            id=slug, slug=slug, title="", version=0, code=code, digest="", is_today=False,
            out=tuple(in_books[code]),
        )  # fmt: skip


def _name(line: Mapping[str, Any]) -> tuple[str, str]:
    return str(line.get("id", "")), str(line.get("digest") or "")


def _copies(line: Mapping[str, Any]) -> Copies:
    copies = line.get("copies")
    return Copies(
        day_of(line.get("as_of")),
        copies if isinstance(copies, int) else 1,
        str(line.get("printer") or ""),
        str(line.get("layout") or ""),
    )
