"""A change and what it means today → the edits of the article's file that make it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from typing import Any

from journalpress.csl.types import ReferenceStyle
from journalpress.edition.reading import leaf
from journalpress.edition.references import reference_text
from journalpress.edition.wording import Wording
from journalpress.errors import InputError
from journalpress.model import Inline, Prose, Source, cited_keys, every_prose
from journalpress.passage import Hunk, Passage, patched, words_of
from journalpress.readers.markdown.edits import (
    AddSource,
    Delete,
    DeleteColumn,
    DeleteRow,
    DeleteSource,
    Insert,
    InsertColumn,
    InsertRow,
    LeafKind,
    Merge,
    Move,
    NewLeaf,
    Rewrite,
    SetAlt,
    SetLevel,
    SetSource,
    SourceEdit,
    Split,
)
from journalpress.review.change import START, Change, Style, paragraphs_of
from journalpress.review.rebase import Target
from journalpress.review.spelling import spelled
from journalpress.review.today import Today

_LEAVES: tuple[LeafKind, ...] = ("heading", "text", "item")
_FRONT = frozenset({"title", "standfirst"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class NoPlace(InputError):
    """The article's file cannot hold this change; the message says why."""


def source_edits(
    change: Change,
    target: Target,
    today: Today,
    wording: Wording,
    style: ReferenceStyle | None = None,
) -> tuple[SourceEdit, ...]:
    """The edits, by today's keys, of a change that is open or in conflict and was accepted.

    `style` is the journal's own for its references. Raises NoPlace.
    """
    return tuple(_Edits(today, wording, style).of(change, target))


class _Edits:
    def __init__(self, today: Today, wording: Wording, style: ReferenceStyle | None) -> None:
        self._today = today
        self._wording = wording
        self._style = style
        self._blocks = {each.key: each for each in today.baseline.blocks}
        self._old = {each.key: each.inlines for each in every_prose(today.article)}
        self._sources = {each.key: each for each in today.article.sources}

    def of(self, change: Change, target: Target) -> Iterator[SourceEdit]:
        match change.kind:
            case "edit" | "split":
                yield from self._words(change, target)
            case "insert":
                yield from self._insertion(change, target)
            case "delete":
                yield from self._deletion(target)
            case "merge":
                if len(paragraphs_of(target.after)) > 1:
                    raise NoPlace("the paragraphs were joined and divided anew at once")
                yield Merge(self._leaves(target.keys), self._merged(target))
            case "move":
                yield Move(self._units(target.keys), self._place(target.place))
            case "restyle":
                kind, level = _leaf_kind(change.styles[0])
                yield SetLevel(target.key, kind, level)
            case "row-insert":
                yield InsertRow(target.place, target.at, self._cells(target))
            case "row-delete":
                yield DeleteRow(target.place, target.at)
            case "column-insert":
                yield InsertColumn(target.place, target.at, self._cells(target))
            case "column-delete":
                yield DeleteColumn(target.place, target.at)
            case "picture" | "object":
                raise NoPlace(target.why)

    # --- words

    def _words(self, change: Change, target: Target) -> Iterator[SourceEdit]:
        key = target.key
        if key in self._sources:
            yield self._source(key, Hunk(target.start, target.end, target.after))
            return
        was = self._blocks[key].passage
        now = patched(was, (Hunk(target.start, target.end, target.after),))
        if key in self._today.pictures:
            yield SetAlt(key, words_of(now))
            return
        old = self._leaf(key)
        if self._blocks[key].kind == "cell":
            yield Rewrite(key, spelled(old, was, now))
            return
        parts = paragraphs_of(now)
        if len(parts) == 1:
            yield Rewrite(key, spelled(old, was, now))
            return
        if key in _FRONT:
            raise NoPlace("the title and the standfirst are one paragraph each")
        pieces = [spelled(old, was, part) for part in parts]
        own = Style(self._blocks[key].kind, self._blocks[key].level)
        if set(change.styles) <= {own, Style("text")} and own.kind == "heading":
            alike = all(each.kind == "text" for each in change.styles)
        else:
            alike = set(change.styles) <= {own}
        if alike:
            yield Split(key, tuple(pieces))
            return
        yield Rewrite(key, pieces[0])
        leaves = zip(change.styles, pieces[1:], strict=False)
        yield Insert(key, tuple(NewLeaf(*_leaf_kind(style), piece) for style, piece in leaves))

    def _leaf(self, key: str) -> tuple[Inline, ...]:
        if key not in self._old:
            raise NoPlace("these words are printed by the program, not written in the article")
        return self._old[key]

    def _merged(self, target: Target) -> tuple[Inline, ...]:
        old: tuple[Inline, ...] = ()
        was: Passage = ()
        for key in self._leaves(target.keys):
            old = (*old, *self._leaf(key))
            was = (*was, *self._blocks[key].passage)
        return spelled(old, was, target.after)

    def _cells(self, target: Target) -> tuple[tuple[Inline, ...], ...]:
        return tuple(spelled((), (), each) for each in target.cells)

    # --- whole paragraphs

    def _insertion(self, change: Change, target: Target) -> Iterator[SourceEdit]:
        style = change.styles[0]
        if style.kind == "reference" or self._kind(target.place) == "reference":
            raw = words_of(target.after)
            place = target.place if target.place in self._sources else ""
            yield AddSource(proposed_key(raw, self._sources), raw, place)
            return
        kind, level = _leaf_kind(style)
        yield Insert(
            self._place(target.place), (NewLeaf(kind, level, spelled((), (), target.after)),)
        )

    def _kind(self, key: str) -> str:
        return self._blocks[key].kind if key in self._blocks else ""

    def _deletion(self, target: Target) -> Iterator[SourceEdit]:
        for key in target.keys:
            if key in self._sources:
                if key in cited_keys(self._today.article):
                    raise NoPlace(
                        f"“{key}” is still cited in the article: take its citations away first"
                    )
                yield DeleteSource(key)
        keys = tuple(each for each in target.keys if each not in self._sources)
        if "title" in keys:
            raise NoPlace("an article has a title")
        if keys:
            yield Delete(self._units(keys))

    def _leaves(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        for key in keys:
            self._leaf(key)
        return keys

    def _units(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys that the author's file has; what the program prints goes along by itself."""
        known = tuple(
            key
            for key in keys
            if key in self._old or key in self._today.pictures or key in self._today.tables
        )
        if not known or _FRONT & {*known}:
            raise NoPlace("these words are not in the body of the article")
        return known

    def _place(self, key: str) -> str:
        """The last leaf, picture or table of the body at or before this one; START is its start."""
        order = list(
            dict.fromkeys(
                each.key.rsplit("_", 2)[0] if each.kind == "cell" else each.key
                for each in self._today.baseline.blocks
            )
        )
        if key == START or key not in order:
            return START
        for each in reversed(order[: order.index(key) + 1]):
            if each in _FRONT:
                return START
            if each in self._old or each in self._today.pictures or each in self._today.tables:
                return each
        return START

    # --- sources

    def _source(self, key: str, hunk: Hunk) -> SourceEdit:
        source = self._sources[key]
        was = self._blocks[key].passage
        now = words_of(patched(was, (hunk,)))
        text = "".join(atom.text for atom in was)
        new = "".join(atom.text for atom in hunk.after)
        for field in fields(source):
            value = getattr(source, field.name)
            if field.name in ("key", "type") or not isinstance(value, str) or not value:
                continue
            start = text.find(value)
            if start < 0 or text.count(value) > 1:
                continue
            if start <= hunk.start and hunk.end <= start + len(value):
                changed = value[: hunk.start - start] + new + value[hunk.end - start :]
                told: dict[str, Any] = {field.name: changed}
                if self._printed(replace(source, **told)) == now:
                    return SetSource(key, field.name, changed)
        raise NoPlace(f"“{key}” is put together from its parts: change them in the list of sources")

    def _printed(self, source: Source) -> str:
        printed = reference_text(source, self._wording, self._style, self._today.article.lang)
        words = leaf("text", Prose("", printed)).text
        return " ".join(words.split())


def _leaf_kind(style: Style) -> tuple[LeafKind, int]:
    """A style as the article's file knows it. Raises NoPlace."""
    for kind in _LEAVES:
        if style.kind == kind:
            if kind == "heading" and style.level < 2:
                raise NoPlace("an article has one title; headings begin below it")
            return kind, style.level
    raise NoPlace(f"a new {style.kind} cannot be taken over: add it to the article by hand")


def proposed_key(raw: str, taken: Collection[str]) -> str:
    """A key for a source that a reviewer typed: first word and year (`dewi2026`, `dewi2026b`)."""
    plain_words = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z]{2,}", plain_words)
    year = _YEAR.search(raw)
    stem = (words[0].lower() if words else "source") + (year[0] if year else "")
    name, letter = stem, "b"
    while name in taken:
        name, letter = f"{stem}{letter}", chr(ord(letter) + 1)
    return name
