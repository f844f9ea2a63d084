"""A journal → its sources, each once, with the articles that cite it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from journalpress.edition.citations import number_sources
from journalpress.edition.duplicates import fullness, same_sources
from journalpress.edition.types import Numbering
from journalpress.errors import UnknownSource
from journalpress.identifiers import is_identified, parsed
from journalpress.journal.load import Journal, load_shared_sources
from journalpress.model import Article, Cite, Source, every_prose, plain

SHARED = ""
"""Instead of a slug: the list that all articles share."""


@dataclass(frozen=True, slots=True)
class Use:
    """That an article lists a source under this key.

    `number` is the one that prints, 0 where it prints none; `times` counts the marks that cite it.
    """

    slug: str
    title: str
    key: str
    number: int
    times: int


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One source of the journal.

    `source` is the fullest of its entries as written, `known` the same with what its words say for
    certain. `id` is its key, with the slug of an article before it where another source has the
    same. `written` are the places at which it is written out, (slug, key), SHARED for the shared
    list: more than one is a duplicate. `uses` are the articles that list it, in order.
    """

    id: str
    source: Source
    known: Source
    written: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]

    @property
    def is_duplicate(self) -> bool:
        """Whether it is written out more than once."""
        return len(self.written) > 1

    @property
    def is_identified(self) -> bool:
        """Whether a DOI, a PMID or an address tells what it is."""
        return is_identified(self.known)


@dataclass(frozen=True, slots=True)
class JournalSources:
    """All sources of a journal. `unread` are the slugs of articles that could not be read."""

    sources: tuple[ListedSource, ...]
    unread: tuple[str, ...]


def journal_sources(journal: Journal) -> JournalSources:
    """Every source that an article lists or the shared list holds.

    In the order of the articles' names and of their lists; those of the shared list that no article
    uses come last. Raises UnreadableJournal, EnvironmentFailure.
    """
    shared = load_shared_sources(journal.folder, journal.settings)
    articles = [each.article for each in journal.entries.values() if each.article]
    listed = [(article, source) for article in articles for source in article.sources]
    used = {source for _, source in listed}
    unused = [each for each in shared.values() if each not in used]
    entries: list[tuple[Article | None, Source]] = [*listed, *((None, each) for each in unused)]
    known = [parsed(source) for _, source in entries]
    groups: dict[int, list[int]] = defaultdict(list)
    for position, group in enumerate(same_sources(known)):
        groups[group].append(position)
    uses = {
        article.slug: uses_of(article, journal.settings.house.numbering) for article in articles
    }
    ids = _ids(entries, groups)
    found = []
    for group, positions in groups.items():
        fullest = max(positions, key=lambda each: fullness(known[each]))
        found.append(
            ListedSource(
                ids[group],
                entries[fullest][1],
                joined(known[fullest], (known[each] for each in positions)),
                _written((entries[each] for each in positions), shared),
                tuple(
                    uses[article.slug][source.key]
                    for article, source in (entries[each] for each in positions)
                    if article
                ),
            )
        )
    unread = tuple(each.slug for each in journal.entries.values() if each.article is None)
    return JournalSources(tuple(found), unread)


def uses_of(article: Article, numbering: Numbering) -> Mapping[str, Use]:
    """Each source of the article, by its key, with its number and how often it is cited."""
    times: Counter[str] = Counter()
    for prose in every_prose(article):
        for inline in prose.inlines:
            if isinstance(inline, Cite):
                times.update({each.key for each in inline.citations})
    try:
        numbers = number_sources(article, numbering)
    except UnknownSource:
        # Something else is cited that nobody wrote out: `check` tells it (JP010).
        numbers = {}
    title = plain(article.title.inlines)
    return {
        each.key: Use(article.slug, title, each.key, numbers.get(each.key, 0), times[each.key])
        for each in article.sources
    }


def _written(
    entries: Iterable[tuple[Article | None, Source]], shared: Mapping[str, Source]
) -> tuple[tuple[str, str], ...]:
    """Where a source is written out: bare ids lead to the shared list, so that is one place."""
    places = (
        (
            SHARED if article is None or shared.get(source.key) == source else article.slug,
            source.key,
        )
        for article, source in entries
    )
    return tuple(dict.fromkeys(places))


def joined(fullest: Source, entries: Iterable[Source]) -> Source:
    """The fullest entry with the DOI, PMID and address that another of them has."""
    doi, pmid, url = fullest.doi, fullest.pmid, fullest.url
    for each in entries:
        doi, pmid, url = doi or each.doi, pmid or each.pmid, url or each.url
    return replace(fullest, doi=doi, pmid=pmid, url=url)


def _ids(
    entries: list[tuple[Article | None, Source]], groups: Mapping[int, list[int]]
) -> Mapping[int, str]:
    """A name for each group: its first key, told apart by the article where two are equal."""
    first = {group: entries[positions[0]] for group, positions in groups.items()}
    times = Counter(source.key for _, source in first.values())
    return {
        group: f"{article.slug}:{source.key}" if article and times[source.key] > 1 else source.key
        for group, (article, source) in first.items()
    }
