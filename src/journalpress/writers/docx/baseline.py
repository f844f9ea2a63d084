"""What a review copy says when it leaves: read off its paragraphs, carried in it, found again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from journalpress.edition.types import Chapter
from journalpress.errors import InputError
from journalpress.inspect.docx import DocxParts, Picture, paragraph_pieces, value
from journalpress.passage import Mark
from journalpress.reviewcopy import (
    BOOKMARK,
    Baseline,
    Block,
    BlockKind,
    baseline_of,
    block_of,
    from_xml,
    reference_bookmark,
)
from journalpress.writers.docx import names
from journalpress.writers.docx.apparatus import is_apparatus
from journalpress.writers.docx.codes import plain_codes
from journalpress.writers.docx.ooxml import Element, W
from journalpress.writers.docx.runs import LABEL_CLOSES

PART = "customXml/item1.xml"

_KINDS: Mapping[str, BlockKind] = MappingProxyType(
    {
        names.TITLE: "heading",
        names.FIGURE: "picture",
        names.CAPTION: "caption",
        names.FIGURE_CAPTION: "caption",
        names.CELL: "cell",
        names.HEAD_CELL: "cell",
        names.BULLETED: "item",
        names.NUMBERED: "item",
        names.KEY_MESSAGE: "item",
        names.REFERENCE: "reference",
        names.DISCLAIMER: "disclaimer",
        names.FACT: "fact",
    }
)
"""What a paragraph is by its style; a heading's begins with the word, all else is text."""


def baseline_in_words(body: Element, chapter: Chapter, recipient: str) -> Baseline:
    """The baseline of a copy of this chapter, as the paragraphs of its body stand."""
    identity = chapter.identity
    return baseline_of(
        article=identity.id,
        version=identity.version,
        digest=identity.digest,
        recipient=recipient,
        blocks=tuple(_blocks(body, chapter)),
    )


def baseline_in(data: bytes) -> Baseline:
    """The baseline that a copy carries. Raises InputError where it carries none."""
    parts = DocxParts(data)
    if PART not in parts.names:
        raise InputError("this Word file carries no baseline")
    return from_xml(parts.bytes(PART))


def _blocks(body: Element, chapter: Chapter) -> Iterator[Block]:
    sources = {reference_bookmark(each.source.key): each.source.key for each in chapter.references}
    for paragraph in body.iter(f"{{{W}}}p"):
        start = paragraph.find(f"{{{W}}}bookmarkStart")
        style = value(paragraph, "pPr", "pStyle") or ""
        if start is None or is_apparatus(style):
            continue
        name = start.get(f"{{{W}}}name", "")
        key = sources.get(name, name.removeprefix(BOOKMARK))
        kind = "heading" if style.startswith(names.HEADING) else _KINDS.get(style, "text")
        text, marks = _said(paragraph, sources)
        yield block_of(key, kind, text, marks if kind != "reference" else ())


def _said(paragraph: Element, sources: Mapping[str, str]) -> tuple[str, tuple[Mark, ...]]:
    """The words of a paragraph as they stand, numbers in brackets too, and its citations."""
    words: list[str] = []
    marks: list[Mark] = []
    label, keys = -1, list[str]()
    for piece in paragraph_pieces(paragraph):
        at = sum(map(len, words))
        if isinstance(piece, Picture):
            words.append(piece.description)
            continue
        cited = piece.style == names.CITATION
        if cited and label < 0:
            label, keys = at, []
        if cited and piece.anchor in sources:
            keys.append(sources[piece.anchor])
        words.append(piece.text)
        if cited and piece.text == LABEL_CLOSES:
            marks.append(Mark(label, at + len(piece.text), "cite", " ".join(keys)))
            label = -1
    return plain_codes("".join(words)), tuple(marks)
