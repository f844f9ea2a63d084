"""Links whose target an import did not know → links to the article that has come since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journalpress.files import read_whole, write_whole
from journalpress.journal.load import (
    Entry,
    Journal,
    load_shared_sources,
    read_bytes,
    read_entry,
)
from journalpress.journal.pagenames import slug_for
from journalpress.journal.records import keep_record
from journalpress.model import Article, CrossLink, every_prose, plain
from journalpress.readers import Reading
from journalpress.readers.imports import OpenQuestion, Sidecar, answered
from journalpress.readers.markdown.edits import Rewrite, Unpatchable
from journalpress.readers.markdown.patch import patch
from journalpress.readers.pagetext.crosslinks import topic_of
from journalpress.readers.slugs import transliterate


@dataclass(frozen=True, slots=True)
class Linked:
    """An article in which the link with these words has found its target."""

    slug: str
    words: str
    target: str


Names = Mapping[str, frozenset[str]]
"""What an article may be called, folded → the slugs of those that are called so."""


def names_of_articles(journal: Journal) -> Names:
    """Title, title up to its colon, short title, other names and slug of each article."""
    found: dict[str, set[str]] = {}
    for slug, entry in journal.entries.items():
        if entry.facts is None:
            continue
        title = entry.facts.title
        for name in (*entry.facts.names, title.partition(":")[0]):
            for folded in _folded(name):
                found.setdefault(folded, set()).add(slug)
    return {name: frozenset(slugs) for name, slugs in found.items()}


def articles_called(words: str, names: Names) -> frozenset[str]:
    """The slugs of the articles that a phrase such as "our guide to lupus (SLE)" names."""
    for spelled in (words, topic_of(words)):
        for folded in _folded(spelled):
            if folded in names:
                return names[folded]
    return frozenset()


def _folded(name: str) -> tuple[str, ...]:
    """The name in small letters without signs, and without what stands in brackets."""
    short = re.sub(r"\([^()]*\)", " ", name)
    folded = (" ".join(re.findall(r"\w+", transliterate(each))) for each in (name, short))
    return tuple(dict.fromkeys(each for each in folded if each))


def find_target(question: OpenQuestion, slug: str, known: Mapping[str, str], names: Names) -> str:
    """The slug that the question of a link asks for: by its address, else by its words; or ""."""
    if question.kind != "link" or answered(question):
        return ""
    if question.address:
        target = slug_for(question.address, known)
    else:
        called = articles_called(question.words, names)
        target = next(iter(called)) if len(called) == 1 else ""
    return "" if target == slug else target


def link_article(
    journal: Journal, entry: Entry, record: Sidecar, targets: Mapping[str, str]
) -> tuple[Entry, Sidecar, tuple[Linked, ...]]:
    """The article's file with these links made (question's key → slug), and no other byte touched.

    A link that is no longer in the article, or whose words stand for two targets, stays as it is;
    one that has been made meanwhile is settled in the record. Raises EnvironmentFailure.
    """
    article = entry.reading.article
    asked = [each for each in record.open if each.kind == "link" and not answered(each)]
    if article is None or not asked:
        return entry, record, ()
    by_words: dict[str, set[str]] = {}
    for each in asked:
        by_words.setdefault(_spaced(each.words), set()).add(targets.get(each.key, ""))
    known = {words: next(iter(found)) for words, found in by_words.items() if len(found) == 1}
    links = [(_spaced(plain(each.runs)), each.slug) for each in _links(article)]
    is_open = {words for words, slug in links if slug is None}
    wanted = {words: target for words, target in known.items() if target and words in is_open}
    # Made by hand, or by a call that was stopped before it could say so in the record.
    made = {words: slug for words, slug in links if slug and words in known.keys() - is_open}
    if wanted:
        shared = load_shared_sources(journal.folder, journal.settings)

        def read(data: bytes) -> Reading:
            return read_bytes(data, entry.path, shared, journal.settings)

        try:
            data = patch(read_whole(entry.path), _edits(article, wanted), read)
        except Unpatchable:
            wanted = {}
        else:
            write_whole(entry.path, data)
            entry = read_entry(entry.path, shared, journal.settings)
    settled = {each.key: found for each in asked
               if (found := {**made, **wanted}.get(_spaced(each.words)))}  # fmt: skip
    if settled:
        left = tuple(each for each in record.open if each.key not in settled)
        record = replace(record, open=left, answers={**record.answers, **settled})
        keep_record(journal.folder, entry.slug, record)
    return entry, record, tuple(Linked(entry.slug, *pair) for pair in sorted(wanted.items()))


def _links(article: Article) -> Iterator[CrossLink]:
    """Its links to other articles, with a target and without."""
    for prose in every_prose(article):
        yield from (each for each in prose.inlines if isinstance(each, CrossLink))


def _edits(article: Article, wanted: Mapping[str, str]) -> tuple[Rewrite, ...]:
    found: list[Rewrite] = []
    for prose in every_prose(article):
        inlines = tuple(
            replace(each, slug=wanted.get(_spaced(plain(each.runs))))
            if isinstance(each, CrossLink) and each.slug is None
            else each
            for each in prose.inlines
        )
        if inlines != prose.inlines:
            found.append(Rewrite(prose.key, inlines))
    return tuple(found)


def _spaced(words: str) -> str:
    return " ".join(words.split())
