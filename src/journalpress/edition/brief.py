"""Edition → the Edition of the short leaflet: what the author marked {.brief}, nothing shortened.

It keeps every number of the full article, so that “source 4” is the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journalpress.edition.citations import back_sign
from journalpress.edition.contents import contents_of
from journalpress.edition.types import (
    Backlink,
    Chapter,
    CiteLabel,
    Edition,
    Jump,
    Reference,
    ResolvedInline,
)
from journalpress.errors import InputError
from journalpress.model import (
    Article,
    Block,
    Figure,
    Prose,
    Section,
    every_block,
    prose_of,
)


def has_brief(article: Article) -> bool:
    """Whether a section of the article is marked for the short leaflet."""
    return any(isinstance(block, Section) and block.brief for block in every_block(article.body))


def brief_edition(edition: Edition) -> Edition:
    """The short leaflet of each chapter; an Edition that is one already stays as it is.

    Raises InputError for a chapter without a section marked {.brief}.
    """
    chapters = tuple(_brief(chapter) for chapter in edition.chapters)
    used = {
        block.media
        for chapter in chapters
        for block in every_block(chapter.body)
        if isinstance(block, Figure)
    }
    media = {name: each for name, each in edition.media.items() if name in used}
    short = replace(edition, chapters=chapters, media=media)
    return replace(short, contents=contents_of(short))


def _brief(chapter: Chapter) -> Chapter:
    body = tuple(_marked(chapter.body))
    if not body:
        raise InputError(
            f"{chapter.slug} has no section for the short leaflet",
            hint="mark one: ## Heading {.brief}",
        )
    opening = (chapter.title, *filter(None, (chapter.standfirst,)), *chapter.key_messages)
    inlines = [inline for prose in (*opening, *prose_of(body)) for inline in prose.inlines]
    marks = {
        mark.id: mark.number
        for inline in inlines
        if isinstance(inline, CiteLabel)
        for mark in inline.marks
    }
    leads_to = {inline.href for inline in inlines if isinstance(inline, Jump) and inline.href}
    return replace(
        chapter,
        body=body,
        see_also=tuple(each for each in chapter.see_also if leads_to & set(_jumps(each))),
        terms=(),
        references=tuple(
            _still_cited(each, marks, chapter)
            for each in chapter.references
            if each.number in marks.values()
        ),
    )


def _marked(
    blocks: Iterable[Block[ResolvedInline]],
) -> Iterator[Block[ResolvedInline]]:
    """The sections marked {.brief}, the outermost of each."""
    for block in blocks:
        if isinstance(block, Section):
            if block.brief:
                yield block
            else:
                yield from _marked(block.blocks)


def _jumps(prose: Prose[ResolvedInline]) -> Iterator[str]:
    return (inline.href for inline in prose.inlines if isinstance(inline, Jump))


def _still_cited(reference: Reference, marks: dict[str, int], chapter: Chapter) -> Reference:
    """The reference with the ways back to the marks that are left, counted anew."""
    left = [way for way in reference.backlinks if way.target in marks]
    words = chapter.wording.back_to_citation
    return replace(
        reference,
        backlinks=tuple(
            Backlink(
                target=way.target,
                sign=back_sign(position, len(left)),
                label=words.format(citation=position, source=reference.number),
            )
            for position, way in enumerate(left, 1)
        ),
    )
