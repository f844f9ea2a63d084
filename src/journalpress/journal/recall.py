"""A list of retractions → the texts of a journal, of today and handed out, that cite such a paper.

A text that was handed out earlier is read from the archive. What cannot be known is told: a source
without DOI or PMID, and a text of which no copy is kept. Nothing is ever called clean, a web page
neither: it is told apart, since it is no paper that a list could name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from journalpress.edition.digest import text_digest
from journalpress.edition.duplicates import fullness, same_sources
from journalpress.identifiers import Numbers, numbers_of, parsed
from journalpress.journal.history import read_history
from journalpress.journal.kept import article_of
from journalpress.journal.load import Entry, Journal
from journalpress.journal.pictures import read_pictures
from journalpress.journal.retractions import (
    Notice,
    RetractionList,
    Verdict,
    gravest,
    plain_title,
    read_retractions,
    verdict_of,
)
from journalpress.journal.sources import Use, joined, uses_of
from journalpress.journal.timeline import Period, day_of, periods
from journalpress.model import Article, Source, plain

_NOT_PAPERS = frozenset({"webpage", "guideline", "report"})
"""What a body puts out by itself: without a number, and in no journal, no list of papers has it."""


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

    `source` is written as it prints, `known` the same with what its words say for certain;
    `numbers` are all that it names. Where they are of two papers, the graver verdict is its own.
    """

    source: Source
    known: Source
    numbers: Numbers
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

    `not_papers` are the web pages, guidelines and reports among the sources without a number: it is
    by looking at them that one learns whether they still stand.
    `unlisted` counts the sources that the list does not name. `lost` are texts that were handed out
    and of which no copy is kept; `unread` the slugs of articles that cannot be read.
    """

    listed: RetractionList
    recalled: tuple[Recalled, ...]
    unknown: tuple[Unknown, ...]
    not_papers: tuple[Unknown, ...]
    unlisted: int
    lost: tuple[HeldText, ...]
    unread: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing was found, and every paper could be looked up."""
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
    numbers = {
        group: numbers_of(papers[group], *(known[each] for each in positions))
        for group, positions in groups.items()
    }
    thin = {group: each.raw for group, each in papers.items() if each.raw and not numbers[group]}
    listed = read_retractions(
        retractions,
        dois=frozenset(doi for each in numbers.values() for doi in each.dois),
        pmids=frozenset(pmid for each in numbers.values() for pmid in each.pmids),
        titles=frozenset({plain_title(each.title) for each in papers.values()} - {""}),
        words=thin.values(),
    )
    uses = {id(article): uses_of(article, journal.settings.house.numbering) for _, article in texts}
    recalled: list[Recalled] = []
    unknown: list[Unknown] = []
    not_papers: list[Unknown] = []
    unlisted = 0
    for group, positions in groups.items():
        paper = papers[group]
        citing = tuple(
            Citing(text, uses[id(article)][source.key])
            for text, article, source in (entries[each] for each in positions)
        )
        written = entries[fullest[group]][2]
        if numbers[group]:
            notices, verdict = _by_numbers(listed, numbers[group])
        else:
            words, year = thin.get(group, ""), paper.issued[:4]
            notices = listed.notices_of("", "", paper.title, words=words, year=year)
            verdict = verdict_of(notices)
        if verdict is not None:
            recalled.append(Recalled(written, paper, numbers[group], verdict, notices, citing))
        elif numbers[group]:
            unlisted += 1
        elif _is_not_paper(known[each] for each in positions):
            not_papers.append(Unknown(written, paper, citing))
        else:
            unknown.append(Unknown(written, paper, citing))
    unread = tuple(each.slug for each in journal.entries.values() if each.article is None)
    return RecallReport(
        listed, tuple(recalled), tuple(unknown), tuple(not_papers), unlisted, lost, unread
    )


def _is_not_paper(entries: Iterable[Source]) -> bool:
    """Whether every entry of the source that says what it is says so."""
    said = [each for each in entries if each.type != "document"]
    in_journal = any(each.container for each in said if each.type != "webpage")
    return bool(said) and not in_journal and all(each.type in _NOT_PAPERS for each in said)


def _by_numbers(
    listed: RetractionList, numbers: Numbers
) -> tuple[tuple[Notice, ...], Verdict | None]:
    """The notices of all of these numbers, and what holds: the gravest, if they are of two papers.

    One paper's reinstatement takes nothing back that was said of another.
    """
    if not numbers.may_be_of_two:
        notices = listed.notices_of("".join(numbers.dois), "".join(numbers.pmids), "")
        return notices, verdict_of(notices)
    each_its = (
        *(listed.notices_of(doi, "", "") for doi in numbers.dois),
        *(listed.notices_of("", pmid, "") for pmid in numbers.pmids),
    )
    found = (verdict_of(notices) for notices in each_its)
    return tuple(chain.from_iterable(each_its)), gravest(filter(None, found))


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
