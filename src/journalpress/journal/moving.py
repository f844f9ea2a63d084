"""Many pages → articles in one go, with the links between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journalpress.errors import EnvironmentFailure, JournalPressError, UsageError
from journalpress.journal.create import check_language
from journalpress.journal.importers import is_importable
from journalpress.journal.importing import (
    LOST,
    Imported,
    Page,
    import_page,
    lines_of,
    open_page,
    page_digest,
    readable_name,
)
from journalpress.journal.linking import (
    Linked,
    Names,
    find_target,
    link_article,
    names_of_articles,
)
from journalpress.journal.load import Entry, Journal, shown
from journalpress.journal.merging import likeness, text_of_page
from journalpress.journal.pagenames import known_pages, spellings
from journalpress.journal.records import keep_record, read_records, record_path
from journalpress.readers.imports import OpenQuestion, Sidecar

_MOSTLY = 0.5
"""So much of two texts is shared where they are one page, whatever its file is called."""
_SOME = 0.1
"""What two pages on one subject do not share, however freely one of them is written anew."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that did not become an article, and why."""

    file: str
    error: JournalPressError


@dataclass(frozen=True, slots=True)
class Here:
    """A file that is an article already, and has not changed since it was read."""

    file: str
    slug: str


class _Text:
    """The text of a page, which is read only where nothing else tells what it is."""

    def __init__(self, page: Page, journal: Journal) -> None:
        self._page, self._journal = page, journal
        self._lines: tuple[str, ...] | None = None

    def like(self, other: Sequence[str], least: float) -> bool:
        """Whether the two share this much of their text. Raises JournalPressError."""
        if self._lines is None and least:
            self._lines = lines_of(self._page, self._journal)
        return not least or likeness(self._lines or (), other) >= least


class Intake:
    """One call of `import`: a journal, loaded once, that takes in page after page.

    `update`: pages that became articles before are read anew. `addresses` maps the public address
    of an article to its slug, where somebody knows it who is neither page nor journal. Raises
    UsageError for a language without printed words.
    """

    def __init__(
        self,
        journal: Journal,
        *,
        update: bool = False,
        lang: str = "",
        addresses: Mapping[str, str] | None = None,
    ) -> None:
        check_language(lang)
        self.journal = journal
        self._update = update
        self._lang = lang
        self._addresses = dict(addresses or {})
        self._records = read_records(journal)
        self._pages: dict[str, Page] = {}
        self._known: Mapping[str, str] = {}

    # --- what is to be read

    def survey(
        self, paths: Sequence[Path], *, again: bool = False
    ) -> tuple[Page | Here | Failed, ...]:
        """Every page with the slug that it is to have, in the order given, or why it has none.

        `again`: a page that was imported before and is still the same is read once more. After
        this, links between the pages are known. Raises EnvironmentFailure.
        """
        found: list[Page | Here | Failed] = []
        for path in paths:
            try:
                page = self._placed(path, again=again)
            except EnvironmentFailure:
                raise
            except JournalPressError as error:
                found.append(Failed(readable_name(shown(path)), error))
            else:
                if isinstance(page, Page):
                    self._pages[page.slug] = page
                found.append(page)
        self._known = self._all_known()
        return tuple(found)

    def _placed(self, path: Path, *, again: bool) -> Page | Here:
        if not (again or self._lang or self._update):
            digest = page_digest(path, self.journal)
            if slug := self._same(digest):
                return Here(readable_name(shown(path)), slug)
        books = [book.id for book in self.journal.collections]
        taken = (*self.journal.entries, *books, *self._pages)
        page = open_page(path, self.journal, taken=taken, lang=self._lang)
        for other in self._pages.values():
            if other.sha256 == page.sha256:
                raise UsageError(f"{page.file} is the same page as {other.file}")
        slug, same = self._earlier(page)
        if slug in self._pages:
            raise UsageError(
                f"{page.file} and {self._pages[slug].file} would both become {slug}",
                hint="give each page a title and a file name of its own",
            )
        if self._update:
            if not slug:
                raise self._nothing_to_update(page)
            return replace(page, slug=slug)
        if slug and not (again and same):
            raise UsageError(
                f"{self.journal.entries[slug].file} came from an import already",
                hint="add --update to read the page anew and take over what was changed in it",
            )
        return replace(page, slug=slug or page.slug)

    def _nothing_to_update(self, page: Page) -> UsageError:
        other = next((each for each in self._titled(page.title) if each in self._records.found), "")
        record = self._records.found.get(other)
        if record is None:
            return UsageError(
                f"no imported article “{page.slug}” to update",
                hint=f"import {page.file} without --update",
            )
        came = " ".join(each for each in (record.file, record.url) if each)
        kept = shown(record_path(self.journal.folder, other))
        moved = f", or, if the page has moved, write its address as url into {kept}"
        return UsageError(
            f"{page.file} is another page with the same title as {self.journal.entries[other].file}"
            f", which came from {came}",
            hint=f"import it without --update, and it becomes {page.slug}"
            + (moved if page.url and record.url else ""),
        )

    def _earlier(self, page: Page) -> tuple[str, bool]:
        """The slug of the article that came from this page, "" for none; whether it is the same.

        It is told by the page itself; else by its address or its file name, and its title or its
        text besides; else by its title and its text. A page that gives another address is another
        page, whatever else is alike. Raises InputError where the record of it cannot be read.
        """
        records = self._records.found
        if slug := self._same(page.sha256):
            return slug, True
        spelled = frozenset(spellings(page.url)) if page.url else frozenset()
        open_to_it = [slug for slug in records if self._may_be(slug, spelled)]
        titled = dict.fromkeys(self._titled(page.title))
        text = _Text(page, self.journal)
        by_url = [slug for slug in open_to_it if records[slug].url in spelled]
        by_name = [slug for slug in open_to_it if records[slug].file == page.name]
        for slugs, least in ((by_url, 0.0), (by_name, _SOME)):
            told = [slug for slug in slugs if slug in titled] or slugs
            sure = {*titled} | {*by_url} & {*by_name}
            for slug in told if len(told) == 1 else ():
                if text.like(self._text_of(slug), least if slug in sure else _MOSTLY):
                    return slug, False
        for slug in titled:
            lost = slug not in records and slug not in self._records.unreadable
            open_to_page = slug in open_to_it or slug not in records
            if open_to_page and (self._update or not lost):
                if not text.like(self._text_of(slug), _MOSTLY):
                    continue
                self._records.of(slug)
                return slug, False
        return "", False

    def _same(self, digest: str) -> str:
        """The slug of the article that came from a page of just these bytes; "" for none."""
        return next(
            (slug for slug, each in self._records.found.items() if each.sha256 == digest), ""
        )

    def _text_of(self, slug: str) -> Sequence[str]:
        """The page that became this article; the article where no record holds the page."""
        record = self._records.found.get(slug)
        article = self.journal.entries[slug].reading.article
        return (record.text if record else ()) or (text_of_page(article) if article else ())

    def _may_be(self, slug: str, spelled: Collection[str]) -> bool:
        """Whether the article came from a page of this address, for all that is known."""
        facts = self.journal.entries[slug].facts
        url = self._records.found[slug].url or (facts.url if facts else "")
        return not (url and spelled) or url in spelled

    def _titled(self, title: str) -> Iterator[str]:
        """The articles with this title, of another page than those of this call."""
        for slug, entry in self.journal.entries.items():
            named = entry.facts is not None and entry.facts.title == title
            if named and slug not in self._pages:
                yield slug

    # --- what is known

    def _all_known(self) -> Mapping[str, str]:
        pairs = [
            *((url, slug) for url, slug in self._addresses.items() if self._exists(slug)),
            *((page.url, slug) for slug, page in self._pages.items()),
            *((page.name, slug) for slug, page in self._pages.items()),
        ]
        for slug, record in self._records.found.items():
            pairs += [(record.url, slug), (record.file, slug)]
        for slug, entry in self.journal.entries.items():
            pairs += [(entry.facts.url, slug), (f"{slug}.md", slug)] if entry.facts else []
        return known_pages(pairs)

    def _exists(self, slug: str) -> bool:
        return slug in self.journal.entries or slug in self._pages

    @property
    def names(self) -> Names:
        """What the articles are called, folded."""
        return names_of_articles(self.journal)

    # --- page after page

    def take(self, page: Page) -> Imported:
        """Make the article of this page, or bring it up to date. Raises JournalPressError."""
        there = page.slug in self.journal.entries
        earlier = (self._records.of(page.slug) or LOST) if there else None
        done = import_page(self.journal, page, earlier, known=self._known, lang=self._lang)
        self._remember(done.entry, done.record)
        return done

    def _remember(self, entry: Entry, record: Sidecar) -> None:
        ids = {entry.facts.id} if entry.facts else set()
        self.journal = replace(
            self.journal,
            entries={**self.journal.entries, entry.slug: entry},
            ids=self.journal.ids | ids,
        )
        self._records = self._records.with_record(entry.slug, record)

    def questions(self, slug: str) -> tuple[OpenQuestion, ...]:
        """What is open in the record of this article."""
        record = self._records.of(slug)
        return record.open if record else ()

    def record(self, slug: str) -> Sidecar | None:
        """The record of this article."""
        return self._records.of(slug)

    def answer(self, slug: str, key: str, answer: str) -> None:
        """Keep an answer at once. Raises EnvironmentFailure."""
        record = self._records.of(slug)
        assert record is not None
        asked = (replace(each, answer=answer) if each.key == key else each for each in record.open)
        record = replace(record, open=tuple(asked))
        keep_record(self.journal.folder, slug, record)
        self._records = self._records.with_record(slug, record)

    # --- links

    def link(self) -> tuple[Linked, ...]:
        """Make the links of all imported articles whose target is known by now."""
        found: list[Linked] = []
        known, names = self._all_known(), self.names
        for slug, record in self._records.found.items():
            entry = self.journal.entries.get(slug)
            targets = {each.key: find_target(each, slug, known, names) for each in record.open}
            targets = {key: target for key, target in targets.items() if target}
            if entry is None:
                continue
            entry, after, linked = link_article(self.journal, entry, record, targets, known)
            if after != record or linked:
                self._remember(entry, after)
                found += linked
        return tuple(found)


def files_of(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files that are meant, and those that lie in a named folder and are of no kind we read.

    A folder means the files in it, by name, without those that begin with a dot. Raises UsageError
    for a folder in which there is nothing to read, or that cannot be.
    """
    wanted: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not path.is_dir():
            wanted.append(path)
            continue
        try:
            inside = sorted(each for each in path.iterdir() if not each.name.startswith("."))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot read {readable_name(str(path))}: {reason}") from error
        found = [each for each in inside if each.is_file() and is_importable(each.name)]
        if not found:
            raise UsageError(
                f"there is nothing to read in {readable_name(str(path))}",
                hint="name the files themselves",
            )
        wanted += found
        others += [each for each in inside if each not in found and not each.is_dir()]
    return tuple(wanted), tuple(others)
