"""Edition → its table of contents: the book in the order in which it is read, in two levels."""

from __future__ import annotations

from collections.abc import Iterator

from journalpress.edition.links import part_anchor, section_anchor
from journalpress.edition.reading import unmarked
from journalpress.edition.types import Chapter, ContentsLine, Edition
from journalpress.model import Section


def contents_of(edition: Edition) -> tuple[ContentsLine, ...]:
    """Chapters below their parts, then the pages at the back.

    A chapter that is alone and in no part lists its sections instead.
    """
    chapters = {chapter.slug: chapter for chapter in edition.chapters}
    lines: list[ContentsLine] = []
    for position, part in enumerate(edition.parts, 1):
        below = tuple(_chapter(chapters[slug]) for slug in part.slugs)
        if part.title:
            anchor = part_anchor(position)
            lines.append(ContentsLine(part.title, anchor, edition.lang, edition.dir, below))
        elif len(chapters) == 1:
            lines.append(_with_sections(edition.chapters[0]))
        else:
            lines += below
    lines += (
        ContentsLine(page.title, page.anchor, edition.lang, edition.dir) for page in edition.back
    )
    return tuple(lines)


def _chapter(chapter: Chapter) -> ContentsLine:
    return ContentsLine(unmarked(chapter.title), chapter.anchor, chapter.lang, chapter.dir)


def _with_sections(chapter: Chapter) -> ContentsLine:
    sections = tuple(
        ContentsLine(title, section_anchor(chapter.slug, name), chapter.lang, chapter.dir)
        for title, name in _sections(chapter)
    )
    whole = _chapter(chapter)
    return ContentsLine(whole.title, whole.anchor, whole.lang, whole.dir, sections)


def _sections(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Title and name of whatever has a second-level heading, in the order of a chapter."""
    wording = chapter.wording
    if chapter.key_messages:
        yield wording.key_messages, "key-messages"
    for block in chapter.body:
        if isinstance(block, Section):
            yield unmarked(block.heading), block.anchor or block.heading.key
    if chapter.see_also:
        yield wording.see_also, "see-also"
    if chapter.terms:
        yield wording.terms, "terms"
    if chapter.references:
        yield wording.sources, "sources"
    yield wording.disclaimer, "disclaimer"
    yield wording.about, "about"
