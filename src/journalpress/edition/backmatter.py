"""A book's chapters → the pages behind them: glossary, all sources, disclaimers, colophon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar, assert_never

from journalpress.edition.collected import collected_sources
from journalpress.edition.contact import contact_of
from journalpress.edition.glossary import glossary_entries
from journalpress.edition.links import book_anchor
from journalpress.edition.reading import in_order, leaf
from journalpress.edition.types import (
    AllSources,
    BackPage,
    CollectedDisclaimer,
    Colophon,
    Disclaimers,
    Edition,
    Fact,
    Glossary,
    House,
    Jump,
    LeftOut,
    Reason,
    ResolvedInline,
)
from journalpress.edition.wording import Wording, base_language
from journalpress.model import Prose, Text

MOST_LINES = 500
"""On one page, each entry and each article that it names counted as one; reading systems are slow
on documents of more than a few hundred kilobytes."""

EntryT = TypeVar("EntryT")


def back_pages(
    edition: Edition, house: House, left_out: Sequence[LeftOut] = ()
) -> tuple[BackPage, ...]:
    """The pages in the order in which they are read.

    A book of one article has no list of all sources: it would be the article's own again.
    """
    return (*_glossary(edition), *_sources(edition, house), _disclaimers(edition),
            _colophon(edition, house, left_out))  # fmt: skip


def _glossary(edition: Edition) -> Iterator[Glossary]:
    by_slug = {article.slug: article for article in edition.articles}
    chapters = in_order(edition)
    articles = [by_slug[chapter.slug] for chapter in chapters]
    entries = glossary_entries(articles, chapters, edition.wording, edition.lang)
    lines = [1 + sum(_named(each.where) for each in entry.meanings) for entry in entries]
    for name, title, some in _divided("glossary", edition.wording.glossary, entries, lines):
        yield Glossary(book_anchor(name), title, some)


def _sources(edition: Edition, house: House) -> Iterator[AllSources]:
    if len(edition.chapters) == 1:
        return
    sources = collected_sources(in_order(edition), edition.wording, edition.lang, house.style)
    lines = [1 + _named(source.where) for source in sources]
    for name, title, some in _divided("sources", edition.wording.all_sources, sources, lines):
        yield AllSources(book_anchor(name), title, some)


def _named(where: Prose[ResolvedInline]) -> int:
    """How many articles these words name."""
    return sum(isinstance(inline, Jump) for inline in where.inlines)


def _divided(
    name: str, title: str, entries: tuple[EntryT, ...], lines: Sequence[int]
) -> Iterator[tuple[str, str, tuple[EntryT, ...]]]:
    """A long list on several pages of about the same length, each with its name and title.

    `lines` says how long each entry is. No entry is divided.
    """
    whole = sum(lines)
    wanted = ceil(whole / MOST_LINES)
    pages: list[list[EntryT]] = []
    before = 0
    for entry, length in zip(entries, lines, strict=True):
        if len(pages) * whole <= before * wanted:
            pages.append([])
        pages[-1].append(entry)
        before += length
    if len(pages) == 1:
        yield name, title, entries
        return
    for number, page in enumerate(pages, 1):
        yield f"{name}{number}", f"{title} ({number}/{len(pages)})", tuple(page)


def _disclaimers(edition: Edition) -> Disclaimers:
    """Each text once: first that of the book's language, then as the chapters come."""
    base = base_language(edition.lang)
    chapters = sorted(in_order(edition), key=lambda each: base_language(each.lang) != base)
    once = {(chapter.lang, leaf("text", chapter.disclaimer.full)): chapter for chapter in chapters}
    heading, shown = edition.wording.disclaimer, list[CollectedDisclaimer]()
    for position, chapter in enumerate(once.values(), 1):
        own = chapter.wording.disclaimer
        full = replace(chapter.disclaimer.full, key=f"disclaimer_{position}")
        shown.append(
            CollectedDisclaimer(chapter.lang, chapter.dir, "" if own == heading else own, full)
        )
        heading = own
    return Disclaimers(book_anchor("disclaimer"), edition.wording.disclaimer, tuple(shown))


def _colophon(edition: Edition, house: House, left_out: Sequence[LeftOut]) -> Colophon:
    wording = edition.wording
    lines: list[tuple[str, tuple[ResolvedInline, ...]]] = []
    if contact := contact_of(house.clinic):
        lines.append((wording.contact, contact))
    if house.review_months:
        lines.append((wording.review_interval, (Text(wording.months(house.review_months)),)))
    if not edition.draft:
        lines.append((wording.expires, (Text(_expires(edition)),)))
    words = (wording.review_dates, *(() if edition.draft else (wording.only_in_force,)))
    return Colophon(
        anchor=book_anchor("colophon"),
        title=wording.about_collection,
        facts=tuple(
            Fact(label, Prose(f"fact_{position}", inlines))
            for position, (label, inlines) in enumerate(lines, 1)
        ),
        words=tuple(
            Prose(f"policy_{position}", (Text(each),)) for position, each in enumerate(words, 1)
        ),
        left_out_title=wording.left_out if left_out else "",
        left_out=tuple(
            Prose(f"left_out_{position}", _left_out(each, edition))
            for position, each in enumerate(left_out, 1)
        ),
    )


def _expires(edition: Edition) -> str:
    """The day on which the first of its articles is due, and the book with it."""
    due = [chapter.identity.next_review for chapter in edition.chapters]
    known = [day for day in due if day]
    return edition.wording.day(min(known) if known and len(known) == len(due) else None)


def _left_out(each: LeftOut, edition: Edition) -> tuple[ResolvedInline, ...]:
    wording = edition.wording
    foreign = each.lang if each.lang != edition.lang else ""
    return (
        Text(each.title, lang=foreign),
        Text(f"{wording.term_dash}{because(each.reason, wording)}"),
    )


def because(reason: Reason, wording: Wording) -> str:
    """The printed words for a reason."""
    match reason:
        case "draft":
            return wording.because_draft
        case "in_review":
            return wording.because_in_review
        case "withdrawn":
            return wording.because_withdrawn
        case "past_date":
            return wording.because_past_date
        case "changed":
            return wording.because_changed
        case "incomplete":
            return wording.because_incomplete
        case "errors":
            return wording.because_errors
        case _:
            assert_never(reason)
