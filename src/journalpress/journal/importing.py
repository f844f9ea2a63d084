"""A page's text → articles/<slug>.md and imports/<slug>.json, never over an article unasked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journalpress.errors import InputError, UsageError
from journalpress.files import read_whole, write_whole
from journalpress.journal.house_form import house_form
from journalpress.journal.load import (
    ARTICLES,
    IMPORTS,
    Entry,
    Journal,
    read_optional,
    shown,
)
from journalpress.model import Article, plain
from journalpress.problems import Problem
from journalpress.readers import Reading
from journalpress.readers.imports import (
    Import,
    Sidecar,
    answers_in,
    read_sidecar,
    sidecar_of,
    write_sidecar,
    wrong_answers,
)
from journalpress.readers.pagetext import IMPORTER, propose_slug, read_pagetext

_OTHER_KINDS = (
    (rb"PK\x03\x04", "a packed file, such as a Word document"),
    (rb"%PDF", "a PDF"),
    (rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|[a-z]+[ >])", "HTML or XML"),
    (rb"\s*(?:\xef\xbb\xbf)?\s*\{\s*\"", "JSON"),
    (rb"(?:\xff\xfe|\xfe\xff)", "a text in UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote, and what it was unsure of."""

    slug: str
    article: Path
    sidecar: Path
    found: Import


def import_page(journal: Journal, file: Path, *, update: bool = False, lang: str = "") -> Imported:
    """Read the page, write the article and the record of what was unsure.

    With `update` an article that came from an import is read anew: its id, people, dates, status
    and whatever no page tells stay; answers given in its record count. Raises UsageError for a
    kind of file that is not read and for an article that is there already; InputError where the
    page cannot be an article or an answer means nothing, a line a problem; EnvironmentFailure.
    """
    limits = journal.settings.limits
    data = _bytes(file, limits.import_bytes)
    first = read_pagetext(data, file=shown(file), limits=limits, lang=lang)
    title = _readable(first)
    digest = hashlib.sha256(data).hexdigest()
    slug = _earlier(journal, file.name if update else "", digest) or propose_slug(title)
    existing = journal.entries.get(slug)
    record = journal.folder / IMPORTS / f"{slug}.json"
    before = read_optional(record, journal.folder)
    if existing is not None and before is not None and not update:
        raise UsageError(
            f"{existing.file} came from an import already",
            hint="add --update to read the page anew over it",
        )
    if update and (existing is None or before is None):
        raise UsageError(
            f"no imported article “{slug}” to update", hint="import the page without --update"
        )
    earlier = read_sidecar(before, file=shown(record)) if update and before else None
    answers = answers_in(earlier) if earlier else {}
    if earlier and existing:
        _check_untouched(journal, existing, earlier, shown(record))
    books = [book.id for book in journal.collections]
    found = read_pagetext(
        data,
        file=shown(file),
        limits=limits,
        answers=answers,
        taken_slugs=() if update else (*journal.entries, *books),
        taken_ids=() if update else journal.ids,
        lang=lang,
    )
    _readable(found)
    _check_answers(journal, found, answers, shown(record), earlier)
    article = found.article
    if article is None:
        raise InputError(f"{shown(file)}: holds no article")
    if update and existing and existing.reading.article:
        article = _kept(existing.reading.article, article)
    path = journal.folder / ARTICLES / f"{article.slug}.md"
    entry = Entry(article.slug, path, shown(path), Reading(article), article)
    text = house_form(journal, entry, article)
    record = journal.folder / IMPORTS / f"{article.slug}.json"
    sidecar = sidecar_of(
        found,
        file=file.name,
        sha256=digest,
        importer=IMPORTER,
        answers=answers,
        written=_own_words(journal, entry, article),
    )
    write_whole(record, write_sidecar(sidecar))
    write_whole(path, text)
    return Imported(article.slug, path, record, found)


def _check_untouched(journal: Journal, entry: Entry, earlier: Sidecar, record: str) -> None:
    """Raises UsageError where a new import would undo what somebody wrote into the article."""
    article = entry.reading.article
    if not earlier.written:
        return
    if article is None or _own_words(journal, entry, article) != earlier.written:
        raise UsageError(
            f"{entry.file} was changed by hand since the import, and --update would undo that",
            hint=f"put the rest right by hand too and answer “done” in {record}, or move the "
            "article away and import the page without --update",
        )


def _own_words(journal: Journal, entry: Entry, article: Article) -> str:
    """SHA-256 of the article's house Markdown without what an update keeps anyway."""
    bare = Article(
        id=article.slug, slug=article.slug, title=article.title, lang=article.lang, body=()
    )
    data = house_form(journal, entry, _kept(bare, article))
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def _check_answers(
    journal: Journal,
    found: Import,
    answers: Mapping[str, str],
    record: str,
    earlier: Sidecar | None,
) -> None:
    """Raises InputError where answers mean nothing, a line an answer."""
    links = [each for each in earlier.open if each.kind == "link"] if earlier else []
    wrong = wrong_answers((*found.open, *links), answers, journal.entries)
    if wrong:
        raise InputError(
            "\n".join(
                f"{record}: “{answer}” is no answer to “{each.question}” (“{each.words}”)  → write "
                f"at {each.key}: {' or '.join(each.choices)}"
                for each, answer in wrong
            )
        )


def _earlier(journal: Journal, name: str, digest: str) -> str:
    """The slug of the article that came from this very page, or from a file of this name."""
    for slug in journal.entries:
        record = journal.folder / IMPORTS / f"{slug}.json"
        data = read_optional(record, journal.folder)
        if data is not None:
            sidecar = read_sidecar(data, file=shown(record))
            if digest == sidecar.sha256 or (name and name == sidecar.file):
                return slug
    return ""


def _bytes(file: Path, most: int) -> bytes:
    try:
        data = read_whole(file, most + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        raise UsageError(f"cannot read {shown(file)}: {reason}") from error
    for pattern, kind in _OTHER_KINDS:
        if re.match(pattern, data, re.IGNORECASE):
            raise UsageError(
                f"{shown(file)} is {kind}; what is read is text copied from a web page, in UTF-8",
                hint="open the page in a browser, select all, copy, and save it as a text file",
            )
    return data


def _readable(found: Import) -> str:
    """The title of the page. Raises InputError where it cannot be an article, a line a problem."""
    errors: list[Problem] = [each for each in found.problems if each.severity == "error"]
    if found.article is None or errors:
        raise InputError("\n".join(str(each) for each in errors) or "the page holds no article")
    return plain(found.article.title.inlines)


def _kept(old: Article, new: Article) -> Article:
    """The new text with what only the journal knows of the article."""
    return replace(
        new,
        id=old.id,
        slug=old.slug,
        short_title=old.short_title,
        aliases=old.aliases,
        people=old.people,
        reviewed=old.reviewed,
        next_review=old.next_review,
        version=old.version,
        status=old.status,
        approved=old.approved,
        url=old.url,
        translation_of=old.translation_of,
        terms=old.terms,
        related=old.related,
    )
