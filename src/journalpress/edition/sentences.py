"""A Chapter → the sentences that its reader will see, each with the citations that it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias, assert_never

from journalpress.edition.reading import fold, leaf
from journalpress.edition.types import Chapter, CiteLabel, CiteMark, ResolvedInline
from journalpress.edition.wording import base_language
from journalpress.model import (
    Block,
    Callout,
    Figure,
    List,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
)

Place: TypeAlias = Literal["heading", "text", "caption", "cell"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its citation numbers, and the marks of the citations that stand in it.

    `paragraph` counts the article's paragraphs, headings and cells from 1, which is its title, in
    reading order; `key` is that of the leaf. `start` says whether it opens its paragraph.
    `supported`: it stands in a table that cites something as a whole or in a cell.
    """

    words: str
    paragraph: int
    key: str
    place: Place
    marks: tuple[CiteMark, ...] = ()
    start: bool = True
    supported: bool = False


def sentences_of(chapter: Chapter) -> tuple[Sentence, ...]:
    """Every sentence of the article itself, in reading order; lists of sources are no part of it.

    A citation belongs to the sentence that it stands in or directly behind.
    """
    return tuple(
        sentence
        for number, (prose, place, supported) in enumerate(_proses(chapter), 1)
        for sentence in sentences_in(prose, number, place, chapter.lang, supported=supported)
    )


# --- which words, and where they stand --------------------------------------------------------

_Placed: TypeAlias = tuple[Prose[ResolvedInline], Place, bool]


def _proses(chapter: Chapter) -> Iterator[_Placed]:
    yield chapter.title, "heading", False
    if chapter.standfirst:
        yield chapter.standfirst, "text", False
    for message in chapter.key_messages:
        yield message, "text", False
    yield from _of_blocks(chapter.body)


def _of_blocks(blocks: Sequence[Block[ResolvedInline]]) -> Iterator[_Placed]:
    for block in blocks:
        match block:
            case Paragraph(prose):
                yield prose, "text", False
            case List(items):
                for item in items:
                    yield from _of_blocks(item.blocks)
            case Quote(inner) | Callout(_, inner):
                yield from _of_blocks(inner)
            case Figure():
                if block.caption:
                    yield block.caption, "caption", False
            case Table():
                yield from _of_table(block)
            case Question(heading, inner) | Section(heading, inner):
                yield heading, "heading", False
                yield from _of_blocks(inner)
            case Missing():
                pass
            case _:
                assert_never(block)


def _of_table(table: Table[ResolvedInline]) -> Iterator[_Placed]:
    cells = [cell for row in (table.header, *table.rows) for cell in row]
    cited = any(
        isinstance(inline, CiteLabel)
        for prose in (*cells, *((table.caption,) if table.caption else ()))
        for inline in prose.inlines
    )
    if table.caption:
        yield table.caption, "caption", cited
    for cell in cells:
        yield cell, "cell", cited


# --- where a sentence ends --------------------------------------------------------------------

_END = re.compile(r"[.!?؟…]+[\"”’»)\]]*(?=\s)")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_ABBREVIATIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "en": frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "al", "fig", "no"}),
        "fr": frozenset({"dr", "m", "mme", "mlle", "pr", "etc", "cf", "fig", "env"}),
        "de": frozenset({"dr", "prof", "bzw", "ca", "evtl", "ggf", "usw", "vgl", "nr", "abb"}),
        "es": frozenset({"dr", "dra", "sr", "sra", "ud", "uds", "etc", "fig", "núm", "aprox"}),
        "ar": frozenset(),
    }
)
"""Words whose full stop ends no sentence; a single letter (“J.”, “z. B.”) never does."""


def sentences_in(
    prose: Prose[ResolvedInline], paragraph: int, place: Place, lang: str, *, supported: bool
) -> Iterator[Sentence]:
    """The sentences of one paragraph, which has this number."""
    words = ""
    marks: list[tuple[int, tuple[CiteMark, ...]]] = []
    for inline in prose.inlines:
        if isinstance(inline, CiteLabel):
            marks.append((len(words.rstrip()), inline.marks))
        else:
            words += _shown(inline)
    begin = 0
    for end in (*_ends(words, lang), len(words)):
        inside = [each for at, each in marks if begin < at <= end or (at == 0 and begin == 0)]
        shown = fold(words[begin:end])
        if shown or inside:
            found = tuple(mark for each in inside for mark in each)
            yield Sentence(shown, paragraph, prose.key, place, found, begin == 0, supported)
        begin = end


def _shown(inline: ResolvedInline) -> str:
    """The words of an inline with the spaces at their ends."""
    guarded = leaf("text", "|", Prose("", (inline,)), "|").text
    return guarded[1:-1]


def _ends(words: str, lang: str) -> Iterator[int]:
    """Where sentences end inside the words, the last one apart."""
    abbreviations = _ABBREVIATIONS.get(base_language(lang), frozenset())
    for found in _END.finditer(words):
        following = words[found.end() :].lstrip()
        last = _LAST_WORD.search(words[: found.end()])
        abbreviated = last is not None and (len(last[1]) == 1 or last[1].lower() in abbreviations)
        if following and not following[0].islower() and not abbreviated:
            yield found.end()
