"""One article of a journal, read with what it links to; of all the others only names and ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journalpress.files import read_whole
from journalpress.journal.find import is_same_file
from journalpress.journal.history import read_history
from journalpress.journal.load import (
    Entry,
    Journal,
    article_files,
    load_settings,
    load_shared_sources,
    read_entry,
    shown,
    told_apart,
)
from journalpress.journal.settings import Settings
from journalpress.model import Article, CrossLink, Source, every_prose
from journalpress.readers import Reading

_ID_LINE = re.compile(rb"""^["']?id["']?[ \t]*:(.*)$""", re.MULTILINE)
_PLAIN_ID = re.compile(rb"[ \t]+([a-z][a-z0-9-]*)[ \t]*(?:#.*)?\r?")


def load_one(folder: Path, words: str) -> tuple[Journal, str] | None:
    """A journal in which only one article is read, with all that its standing depends on.

    Those are the articles that it links to, whose titles and codes it prints, and those that have
    the same id or name. Every other one stands there by name, with no article. None where the
    words are neither the path nor the slug of an article: titles are known of whole journals only.
    Raises what `load_journal` raises.
    """
    settings = load_settings(folder)
    files = article_files(folder)
    hits = _hits(folder, files, words)
    if len(hits) != 1:
        return None
    desk = _Desk(load_shared_sources(folder, settings), settings)
    (path,) = hits
    wanted = desk.read(path).article
    by_slug = {each.stem: each for each in files}
    for slug in _linked(wanted) if wanted else ():
        if slug in by_slug:
            desk.read(by_slug[slug])
    ids = desk.read_twins(files)
    entries = told_apart([desk.entries.get(each) or _named(each) for each in files])
    past = {str(line.get("id", "")) for line in read_history(folder)}
    journal = Journal(
        folder=folder,
        settings=settings,
        entries={entry.slug: entry for entry in entries},
        collections=settings.collections,
        ids=frozenset(ids | past),
        problems=(),
    )
    return journal, path.stem


@dataclass(frozen=True, slots=True)
class _Desk:
    """What has been read so far."""

    shared: Mapping[str, Source]
    settings: Settings
    entries: dict[Path, Entry] = field(default_factory=dict)

    def read(self, path: Path) -> Entry:
        if path not in self.entries:
            self.entries[path] = read_entry(path, self.shared, self.settings)
        return self.entries[path]

    def read_twins(self, files: Iterable[Path]) -> set[str]:
        """Reads whatever may clash with what was read, or be its original; all ids there are."""
        articles = [each.article for each in self.entries.values() if each.article]
        ids = {each.id for each in articles} | {each.translation_of for each in articles}
        names = {_folded(each) for each in self.entries}
        others: set[str] = set()
        for path in files:
            if path in self.entries:
                continue
            told = _id_in(path, self.settings.limits.article_bytes + 1)
            if told and told not in ids and _folded(path) not in names:
                others.add(told)
                continue
            self.read(path)
        return others | {each.article.id for each in self.entries.values() if each.article}


def _hits(folder: Path, files: Iterable[Path], words: str) -> list[Path]:
    """The file that is meant by its path or slug, found as `find_articles` does."""
    path = Path(words)
    if path.suffix.lower() == ".md":
        here = path if path.exists() else folder / path
        if hits := [each for each in files if is_same_file(each, here)]:
            return hits
    return [each for each in files if each.stem == words]


def _linked(article: Article) -> list[str]:
    slugs = dict.fromkeys(article.related)
    for prose in every_prose(article):
        for inline in prose.inlines:
            if isinstance(inline, CrossLink) and inline.slug:
                slugs[inline.slug] = None
    return list(slugs)


def _id_in(path: Path, most: int) -> str:
    """The id in this file, where it is written so plainly that no other can be meant; else "".

    One that cannot be read costs itself only: whoever reads it as an article is told why.
    """
    try:
        data = read_whole(path, most, inside=path.parents[1])
    except OSError:
        return ""
    lines = _ID_LINE.findall(data.partition(b"\n---")[0])
    plain = _PLAIN_ID.fullmatch(lines[0]) if len(lines) == 1 else None
    return plain[1].decode() if plain else ""


def _named(path: Path) -> Entry:
    return Entry(path.stem, path, shown(path), Reading(None), None)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem).casefold()
