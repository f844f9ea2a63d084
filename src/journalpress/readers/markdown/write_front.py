"""The fields of an Article → its front matter in YAML, quoted wherever YAML would read on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from journalpress.csl.item import WORDS
from journalpress.model import Article, Name, Person, Source, Term
from journalpress.readers.markdown.write_inline import write_inlines
from journalpress.readers.stringtree import quoted

_PLAIN_WORDS = re.compile(r"[A-Za-zÀ-ɏ](?:[\w .()/’-]*[\w.)’])?")
_PLAIN_ADDRESS = re.compile(r"(?:https?://|10\.\d+/)[\w./?&=%~+-]*[\w/]")
_PLAIN_DAY_OR_PAGES = re.compile(r"\d{4}-\d\d-\d\d|\d+-\d+")
_YAML_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def front_matter_lines(article: Article, shared: Mapping[str, Source]) -> Iterator[str]:
    """The lines between the fences; a source that `shared` holds is written as its id."""
    yield f"id: {yaml_value(article.id)}"
    yield f"title: {quoted(write_inlines(article.title.inlines, 'value'))}"
    if article.short_title:
        yield f"short_title: {quoted(article.short_title)}"
    if article.aliases:
        yield f"aliases: [{', '.join(yaml_value(alias) for alias in article.aliases)}]"
    yield f"lang: {yaml_value(article.lang)}"
    if article.category:
        yield f"category: {yaml_value(article.category)}"
    if article.standfirst:
        yield f"standfirst: {quoted(write_inlines(article.standfirst.inlines, 'value'))}"
    if article.key_messages:
        yield "key_messages:"
        for message in article.key_messages:
            yield f"  - {quoted(write_inlines(message.inlines, 'value'))}"
    yield from _dates(article)
    if article.version:
        yield f"version: {article.version}"
    yield f"status: {article.status}"
    if article.approved:
        approved = article.approved
        yield "approved:"
        yield f"  digest: {approved.digest}"
        yield f"  by: {quoted(approved.by)}"
        yield f"  role: {yaml_value(approved.role)}"
        yield f"  on: {approved.on.isoformat()}"
    yield from _list("people", [_person(person) for person in article.people])
    if article.url:
        yield f"url: {yaml_value(article.url)}"
    if article.translation_of:
        yield f"translation_of: {yaml_value(article.translation_of)}"
    yield from _list("terms", [_term(term) for term in article.terms])
    if article.sources:
        yield "references:"
        for source in article.sources:
            yield from _source(source, known=shared.get(source.key) == source)
    if article.related:
        yield f"related: [{', '.join(yaml_value(slug) for slug in article.related)}]"
    if article.disclaimer_found:
        yield "disclaimer_found:"
        yield f"  text: {quoted(article.disclaimer_found.text)}"
        if article.disclaimer_found.url:
            yield f"  url: {yaml_value(article.disclaimer_found.url)}"


def _dates(article: Article) -> Iterator[str]:
    days: dict[str, date | None] = {
        "published": article.published,
        "reviewed": article.reviewed,
        "next_review": article.next_review,
    }
    for name, day in days.items():
        if day:
            yield f"{name}: {day.isoformat()}"


def _list(name: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"{name}:"
        yield from (f"  - {entry}" for entry in entries)


def _person(person: Person) -> str:
    day = f", date: {person.date.isoformat()}" if person.date else ""
    return f"{{name: {quoted(person.name)}, role: {person.role}{day}}}"


def _term(term: Term) -> str:
    return f"{{term: {quoted(term.term)}, definition: {quoted(term.definition)}}}"


def _source(source: Source, *, known: bool) -> Iterator[str]:
    if known:
        yield f"  - {yaml_value(source.key)}"
        return
    yield f"  - id: {yaml_value(source.key)}"
    if source.type != "document":
        yield f"    type: {source.type}"
    for name, people in (("author", source.authors), ("editor", source.editors)):
        if people:
            yield f"    {name}:"
            yield from (f"      - {_name(person)}" for person in people)
    for name, day in (("issued", source.issued), ("accessed", source.accessed)):
        if day:
            yield f'    {name}: "{day}"'
    for name, attribute in WORDS.items():
        if words := getattr(source, attribute):
            yield f"    {name}: {quoted(words) if name in ('raw', 'title') else yaml_value(words)}"
    if source.url:
        yield f"    URL: {yaml_value(source.url)}"


def _name(name: Name) -> str:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return f"{{{', '.join(f'{key}: {yaml_value(part)}' for key, part in parts.items() if part)}}}"


def yaml_value(text: str) -> str:
    """The value without quotes where every reader of YAML takes it for the same string."""
    plain = _PLAIN_WORDS.fullmatch(text) and text.casefold() not in _YAML_WORDS
    if plain or _PLAIN_ADDRESS.fullmatch(text) or _PLAIN_DAY_OR_PAGES.fullmatch(text):
        return text
    return quoted(text)
