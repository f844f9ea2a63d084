"""Chapters → the words that name them, each leading to its chapter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from journalpress.edition.types import Chapter, Jump, ResolvedInline
from journalpress.model import Prose, Text

SEPARATOR = " · "


def mention(key: str, label: str, chapters: Iterable[Chapter], lang: str) -> Prose[ResolvedInline]:
    """`Cited in: Lupus · Statins`, in a text of this language; each title in its own."""
    named: list[tuple[ResolvedInline, ...]] = [
        (Text(SEPARATOR), _jump(chapter, lang)) for chapter in chapters
    ]
    return Prose(key, (Text(f"{label} "), *tuple(chain.from_iterable(named))[1:]))


def _jump(chapter: Chapter, lang: str) -> Jump:
    foreign = chapter.lang if chapter.lang != lang else ""
    return Jump(f"#{chapter.anchor}", (Text(chapter.short_title, lang=foreign),))
