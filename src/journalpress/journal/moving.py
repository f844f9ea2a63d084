"""Many pages → articles in one go, with the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journalpress.errors import EnvironmentFailure, JournalPressError, UsageError
from journalpress.journal.importers import is_importable
from journalpress.journal.importing import (
    Imported,
    Page,
    import_page,
    open_page,
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
from journalpress.journal.pagenames import known_pages
from journalpress.journal.records import keep_record, read_records
from journalpress.readers.imports import OpenQuestion, Sidecar


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that did not become an article, and why."""

    file: str
    error: JournalPressError


class Intake:
    """One call of `import`: a journal, loaded once, that takes in page after page.

    `update`: pages that became articles before are read anew. `addresses` maps the public address
    of an article to its slug, where somebody knows it who is neither page nor journal.
    """

    def __init__(
        self,
        journal: Journal,
        *,
        update: bool = False,
        lang: str = "",
        addresses: Mapping[str, str] | None = None,
    ) -> None:
        self.journal = journal
        self._update = update
        self._lang = lang
        self._addresses = dict(addresses or {})
        self._records = read_records(journal)
        self._pages: dict[str, Page] = {}
        self._known: Mapping[str, str] = {}

    # --- what is to be read

    def survey(self, paths: Sequence[Path], *, again: bool = False) -> tuple[Page | Failed, ...]:
        """Every page with the slug that it is to have, in the order given, or why it has none.

        `again`: a page that was imported before and is still the same may be read once more. After
        this, links between the pages are known. Raises EnvironmentFailure.
        """
        found: list[Page | Failed] = []
        for path in paths:
            try:
                page = self._placed(path, again=again)
            except EnvironmentFailure:
                raise
            except JournalPressError as error:
                found.append(Failed(readable_name(shown(path)), error))
            else:
                self._pages[page.slug] = page
                found.append(page)
        self._known = self._all_known()
        return tuple(found)

    def _placed(self, path: Path, *, again: bool) -> Page:
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
                raise UsageError(
                    f"no imported article “{page.slug}” to update",
                    hint=f"import {page.file} without --update",
                )
            return replace(page, slug=slug)
        if slug and not (again and same):
            raise UsageError(
                f"{self.journal.entries[slug].file} came from an import already",
                hint="add --update to read the page anew and take over what was changed in it",
            )
        return replace(page, slug=slug or page.slug)

    def _earlier(self, page: Page) -> tuple[str, bool]:
        """The slug of the article that came from this page, "" for none; whether it is the same.

        It is told by the page itself, then by its address, its file name, its title.
        """
        records = self._records.found
        for slug, record in records.items():
            if record.sha256 == page.sha256:
                return slug, True
        by_url = [slug for slug, each in records.items() if page.url and each.url == page.url]
        by_name = [slug for slug, each in records.items() if each.file == page.name]
        for slugs in (by_url, by_name if self._update else []):
            if len(slugs) == 1:
                return slugs[0], False
        title = next(iter(self._titled(page.title)), "")
        return title, False

    def _titled(self, title: str) -> Iterator[str]:
        """The imported article with this title, of another page than those of this call."""
        for slug, entry in self.journal.entries.items():
            named = entry.facts is not None and entry.facts.title == title
            imported = slug in self._records.found or slug in self._records.unreadable
            if named and imported and slug not in self._pages:
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
        earlier = self._records.of(page.slug)
        if page.slug not in self.journal.entries:
            earlier = None
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
            if after != record:
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
