"""What a review copy says when it leaves: read off its paragraphs, carried in it, found again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from journalpress.edition.types import Chapter
from journalpress.errors import InputError
from journalpress.inspect.returned.reading import paragraphs_of
from journalpress.passage import Atom, marked_text
from journalpress.reviewcopy import (
    Baseline,
    Block,
    baseline_of,
    block_of,
    digest_of,
    from_xml,
    reference_bookmark,
)
from journalpress.wordfile.parts import DocxParts
from journalpress.writers.docx.package import Package

PART = "customXml/item1.xml"


def baseline_in_words(package: Package, chapter: Chapter, recipient: str) -> Baseline:
    """The baseline of a copy of this chapter, as the paragraphs of its body stand."""
    identity = chapter.identity
    return baseline_of(
        article=identity.id,
        version=identity.version,
        digest=identity.digest,
        recipient=recipient,
        blocks=tuple(_blocks(package, chapter)),
    )


def baseline_in(data: bytes) -> Baseline:
    """The baseline that a copy carries. Raises InputError where it carries none."""
    parts = DocxParts(data)
    if PART not in parts.names:
        raise InputError("this Word file carries no baseline")
    return from_xml(parts.bytes(PART))


def _blocks(package: Package, chapter: Chapter) -> Iterator[Block]:
    sources = {reference_bookmark(each.source.key): each.source.key for each in chapter.references}
    files = {digest_of(each): each for each in package.pictures.values()}
    for paragraph in paragraphs_of(package.body, package.lookups(), package.numbering):
        for name in paragraph.names[:1]:
            said = tuple(_keyed(atom, sources) for atom in paragraph.passage)
            text, marks = marked_text(said, paragraph.shown)
            picture = files.get(paragraph.pictures[0]) if paragraph.pictures else None
            key = sources.get(name, name)
            level = paragraph.level
            yield block_of(key, paragraph.kind, text, marks, level=level, picture=picture)


def _keyed(atom: Atom, sources: Mapping[str, str]) -> Atom:
    """A citation by the keys of its sources instead of their bookmarks."""
    cites = tuple(sources.get(each, each) for each in atom.cites)
    return replace(atom, cites=cites) if cites else atom
