"""One page → articles/<slug>.md and imports/<slug>.json, never over an article unasked."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journalpress.errors import InputError, UsageError
from journalpress.files import read_whole, write_whole
from journalpress.journal.beside import beside
from journalpress.journal.house_form import house_form
from journalpress.journal.importers import Importer, importer_of
from journalpress.journal.load import ARTICLES, Entry, Journal, read_optional, shown
from journalpress.journal.media_names import keep_pictures, with_media
from journalpress.journal.merging import Changed, common_text, merged, text_of_page
from journalpress.journal.records import keep_record, record_path
from journalpress.model import Article, plain
from journalpress.problems import Problem
from journalpress.readers import Reading
from journalpress.readers.imports import (
    DONE,
    Import,
    Sidecar,
    answers_in,
    done_in,
    sidecar_of,
    wrong_answers,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file that is to become an article: who reads it, and the slug that the article is to have.

    Its bytes are read when they are needed: a site may be larger than the memory.
    """

    path: Path
    sha256: str
    importer: Importer
    title: str
    url: str
    slug: str

    @property
    def file(self) -> str:
        """The path as a person knows it, in characters that every terminal and file can hold."""
        return readable_name(shown(self.path))

    @property
    def name(self) -> str:
        """The file's own name, in such characters."""
        return readable_name(self.path.name)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote, what it was unsure of, and what it changed in an article.

    `record` is what the file `sidecar` holds, `before` the record of the import before, None where
    the article is new.
    """

    slug: str
    entry: Entry
    article: Path
    sidecar: Path
    found: Import
    record: Sidecar
    before: Sidecar | None = None
    changes: tuple[Changed, ...] = ()


LOST = Sidecar(file="", sha256="", importer="")
"""Stands for the record of an article whose own record is gone: no answer, no page to compare."""


def readable_name(name: str) -> str:
    """The name in composed characters; bytes that are none are shown as U+FFFD."""
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", whole)


def open_page(path: Path, journal: Journal, *, taken: Collection[str], lang: str = "") -> Page:
    """The page, read far enough to know its title, address and slug, unlike the `taken` ones.

    Raises UsageError for a file that cannot be read or is of a kind that is not, InputError where
    it cannot be an article, a line a problem.
    """
    limits = journal.settings.limits
    file = readable_name(shown(path))
    data = _bytes(path, limits.import_bytes)
    importer = importer_of(data, path.name, file=file)
    found = importer.read(
        data,
        file=file,
        limits=limits,
        answers={},
        taken_slugs=taken,
        taken_ids=(),
        lang=lang,
        beside=beside(path, limits.picture_bytes),
        known={},
        folder=journal.folder,
    )
    article = _readable(found)
    digest = hashlib.sha256(data).hexdigest()
    title = plain(article.title.inlines)
    return Page(path, digest, importer, title, article.url, article.slug)


def page_digest(path: Path, journal: Journal) -> str:
    """SHA-256 of the file, in hexadecimal. Raises UsageError where it cannot be read."""
    return hashlib.sha256(_bytes(path, journal.settings.limits.import_bytes)).hexdigest()


def lines_of(page: Page, journal: Journal) -> tuple[str, ...]:
    """The page as house Markdown, as `text_of_page` has it. Raises JournalPressError."""
    found = _read(journal, page, {}, known={}, lang="", new=True)
    return text_of_page(_readable(found))


def bytes_of(page: Page, journal: Journal) -> bytes:
    """The bytes of the page. Raises UsageError where it is no longer the page that was opened."""
    data = _bytes(page.path, journal.settings.limits.import_bytes)
    if hashlib.sha256(data).hexdigest() != page.sha256:
        raise UsageError(f"{page.file} was changed meanwhile", hint="run this again")
    return data


def _bytes(path: Path, most: int) -> bytes:
    try:
        return read_whole(path, most + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        raise UsageError(f"cannot read {readable_name(shown(path))}: {reason}") from error


def import_page(
    journal: Journal,
    page: Page,
    earlier: Sidecar | None,
    *,
    known: Mapping[str, str],
    lang: str = "",
) -> Imported:
    """Read the page, write the article and the record of what was unsure.

    `earlier` is the record of the article that the page became before, None for a new one;
    `LOST` where there was one once. With it
    the answers given in it count, and what only the page changed is changed in the article; id,
    people, dates, status and whatever no page tells stay. Raises InputError where the page cannot
    be an article or an answer means nothing, a line a problem; UsageError where page and article
    cannot be put together; EnvironmentFailure.
    """
    existing = journal.entries.get(page.slug) if earlier else None
    answers = answers_in(earlier) if earlier else {}
    found = _read(journal, page, answers, known=known, lang=lang, new=existing is None)
    _check_answers(journal, found, answers, earlier, page.slug)
    article = _readable(found)
    media, names = keep_pictures(journal.folder, found.pictures)
    article = with_media(replace(article, slug=page.slug), names)
    text = text_of_page(article)
    changes: tuple[Changed, ...] = ()
    if earlier and existing:
        _check_still_there(existing)
        done = done_in(earlier)
        found = replace(found, open=tuple(
            replace(each, answer=DONE) if each.key in done else each for each in found.open
        ))  # fmt: skip
        ours = existing.reading.article
        assert ours is not None
        article = replace(article, id=ours.id, url=article.url or ours.url)
        both = merged(
            _text_before(journal, existing, earlier, article),
            ours,
            article,
            answers=answers,
            limits=journal.settings.limits,
        )
        if both.article is None:
            raise UsageError(
                f"{existing.file} and the page have both changed, and cannot be put together",
                hint="change the article by hand, or move it away and import the page anew",
            )
        article, changes, text = both.article, both.changes, both.text
        found = replace(found, open=(*found.open, *both.questions))
    path = existing.path if existing else journal.folder / ARTICLES / f"{page.slug}.md"
    entry = Entry(page.slug, path, shown(path), Reading(article), article)
    data = house_form(journal, entry, article)
    digest = hashlib.sha256(data).hexdigest()
    entry = replace(entry, reading=Reading(article, sha256=digest))
    record = sidecar_of(
        found,
        file=page.name,
        sha256=page.sha256,
        importer=page.importer.name,
        answers={**answers, **dict.fromkeys(done_in(earlier) if earlier else (), DONE)},
        text=text,
    )
    record = replace(record, url=page.url or (earlier.url if earlier else ""))
    for name, picture in media.items():
        write_whole(name, picture)
    # Whatever stops the program between the two, nothing is taken for what it is not: a new
    # article without a record would be imported twice, an article behind its record would keep
    # the words of the old page as if somebody had written them.
    if existing is None:
        keep_record(journal.folder, page.slug, record)
    if not existing or data != read_whole(path):
        write_whole(path, data)
    if existing is not None:
        keep_record(journal.folder, page.slug, record)
    return Imported(
        page.slug,
        entry,
        path,
        record_path(journal.folder, page.slug),
        found,
        record,
        earlier if existing else None,
        changes,
    )


def _read(
    journal: Journal,
    page: Page,
    answers: Mapping[str, str],
    *,
    known: Mapping[str, str],
    lang: str,
    new: bool,
) -> Import:
    limits = journal.settings.limits
    books = [book.id for book in journal.collections]
    return page.importer.read(
        bytes_of(page, journal),
        file=page.file,
        limits=limits,
        answers=answers,
        taken_slugs=(*journal.entries, *books) if new else (),
        taken_ids=journal.ids if new else (),
        lang=lang,
        beside=beside(page.path, limits.picture_bytes),
        known={name: slug for name, slug in known.items() if slug != page.slug},
        folder=journal.folder,
    )


def _check_still_there(entry: Entry) -> None:
    """Raises UsageError where the article cannot be read, or was changed since it was."""
    if entry.reading.article is None:
        raise UsageError(
            f"{entry.file} cannot be read as an article, so that nothing can be changed in it",
            hint="journalpress check says what is wrong with it",
        )
    data = read_optional(entry.path)
    if entry.sha256 and (data is None or hashlib.sha256(data).hexdigest() != entry.sha256):
        raise UsageError(f"{entry.file} was changed meanwhile", hint="run this again")


def _text_before(
    journal: Journal, entry: Entry, earlier: Sidecar, page: Article
) -> tuple[str, ...]:
    """The page as it was, which records of older programs do not hold. Raises UsageError.

    `page` is the page as it is now.
    """
    if earlier.text:
        return earlier.text
    article = entry.reading.article
    assert article is not None
    if earlier is LOST:
        return common_text(article, page)
    if earlier.written and _own_words(journal, entry, article) != earlier.written:
        record = shown(record_path(journal.folder, entry.slug))
        raise UsageError(
            f"{entry.file} was changed by hand since the import, and its record is of an older "
            "program: what was changed cannot be told",
            hint=f"put the rest right by hand too and answer “done” in {record}, or move the "
            "article away and import the page without --update",
        )
    return text_of_page(article)


def _own_words(journal: Journal, entry: Entry, article: Article) -> str:
    """SHA-256 of the article's house Markdown without what no page tells."""
    bare = Article(
        id=article.slug,
        slug=article.slug,
        title=article.title,
        lang=article.lang,
        body=article.body,
        category=article.category,
        standfirst=article.standfirst,
        key_messages=article.key_messages,
        published=article.published,
        sources=article.sources,
        disclaimer_found=article.disclaimer_found,
    )
    data = house_form(journal, entry, bare)
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def _check_answers(
    journal: Journal,
    found: Import,
    answers: Mapping[str, str],
    earlier: Sidecar | None,
    slug: str,
) -> None:
    """Raises InputError where answers mean nothing, a line an answer."""
    kept = [each for each in earlier.open if each.kind in ("link", "conflict")] if earlier else []
    wrong = wrong_answers((*found.open, *kept), answers, journal.entries)
    if wrong:
        record = shown(record_path(journal.folder, slug))
        raise InputError(
            "\n".join(
                f"{record}: “{answer}” is no answer to “{each.question}” (“{each.words}”)  → write "
                f"at {each.key}: {' or '.join(each.choices)}"
                for each, answer in wrong
            )
        )


def _readable(found: Import) -> Article:
    """The article. Raises InputError where the page cannot be one, a line a problem."""
    errors: list[Problem] = [each for each in found.problems if each.severity == "error"]
    if found.article is None or errors:
        raise InputError("\n".join(str(each) for each in errors) or "the page holds no article")
    return found.article
