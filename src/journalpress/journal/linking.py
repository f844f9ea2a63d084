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
from journalpress.model import Article, CrossLink, Inline, Link, every_prose, plain
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
    """Title, title up to its colon, short title, other names and slug of each article.

    And every "our guide to …" that leads to it somewhere: the same words mean the same article.
    """
    found: dict[str, set[str]] = {}
    for slug, entry in journal.entries.items():
        if entry.facts is None:
            continue
        title = entry.facts.title
        for name in (*entry.facts.names, title.partition(":")[0]):
            for folded in _folded(name):
                found.setdefault(folded, set()).add(slug)
        for link in entry.facts.links:
            if topic_of(link.words) != link.words and link.slug in journal.entries:
                for folded in _folded(link.words):
                    found.setdefault(folded, set()).add(link.slug)
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
    journal: Journal,
    entry: Entry,
    record: Sidecar,
    targets: Mapping[str, str],
    known: Mapping[str, str],
) -> tuple[Entry, Sidecar, tuple[Linked, ...]]:
    """The article's file with these links made (question's key → slug), and no other byte touched.

    Addresses that the page had and that are now those of an article (`known`) become links to it,
    unless the article is approved.

    A link that is no longer in the article, or whose words stand for two targets, stays as it is;
    one that has been made meanwhile is settled in the record. Raises EnvironmentFailure.
    """
    article = entry.reading.article
    asked = [each for each in record.open if each.kind == "link" and not answered(each)]
    if article is None:
        return entry, record, ()
    by_words: dict[str, set[str]] = {}
    for each in asked:
        by_words.setdefault(_spaced(each.words), set()).add(targets.get(each.key, ""))
    alone = {words: next(iter(found)) for words, found in by_words.items() if len(found) == 1}
    links = [(_spaced(plain(each.runs)), each.slug) for each in _links(article)]
    is_open = {words for words, slug in links if slug is None}
    wanted = {words: target for words, target in alone.items() if target and words in is_open}
    # Made by hand, or by a call that was stopped before it could say so in the record.
    made = {words: slug for words, slug in links if slug and words in alone.keys() - is_open}
    addresses = {} if article.approved else _addresses(article, record, known)
    linked = [Linked(entry.slug, *pair) for pair in sorted(wanted.items())]
    linked += [Linked(entry.slug, address, slug) for address, slug in sorted(addresses.items())]
    if linked:
        shared = load_shared_sources(journal.folder, journal.settings)

        def read(data: bytes) -> Reading:
            return read_bytes(data, entry.path, shared, journal.settings)

        try:
            data = patch(read_whole(entry.path), _edits(article, wanted, addresses), read)
        except Unpatchable:
            wanted, linked = {}, []
        else:
            write_whole(entry.path, data)
            entry = read_entry(entry.path, shared, journal.settings)
    settled = {each.key: found for each in asked
               if (found := {**made, **wanted}.get(_spaced(each.words)))}  # fmt: skip
    if settled:
        left = tuple(each for each in record.open if each.key not in settled)
        record = replace(record, open=left, answers={**record.answers, **settled})
        keep_record(journal.folder, entry.slug, record)
    return entry, record, tuple(linked)


def _addresses(article: Article, record: Sidecar, known: Mapping[str, str]) -> dict[str, str]:
    """The addresses of other articles in links that stand in the article as in its page."""
    page = "\n".join(record.text)
    found: dict[str, str] = {}
    for prose in every_prose(article):
        for each in prose.inlines:
            if isinstance(each, Link) and f"]({each.href})" in page:
                slug = slug_for(each.href, known)
                if slug and slug != article.slug:
                    found[each.href] = slug
    return found


def _links(article: Article) -> Iterator[CrossLink]:
    """Its links to other articles, with a target and without."""
    for prose in every_prose(article):
        yield from (each for each in prose.inlines if isinstance(each, CrossLink))


def _edits(
    article: Article, wanted: Mapping[str, str], addresses: Mapping[str, str]
) -> tuple[Rewrite, ...]:
    def linked(inline: Inline) -> Inline:
        match inline:
            case CrossLink(None, runs):
                return CrossLink(wanted.get(_spaced(plain(runs))), runs)
            case Link(href, runs) if href in addresses:
                return CrossLink(addresses[href], runs)
            case _:
                return inline

    made = ((each, tuple(map(linked, each.inlines))) for each in every_prose(article))
    return tuple(Rewrite(each.key, new) for each, new in made if new != each.inlines)


def _spaced(words: str) -> str:
    return " ".join(words.split())
