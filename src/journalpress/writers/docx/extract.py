"""What a review copy says, from its bytes alone: its leaves, references and page margins.

The page for reviewers (apparatus.py) is left out: it is no part of the article.

The number of a reference is the one that Word's own list gives it, and a citation's target is the
reference in whose paragraph the bookmark begins: a bookmark in the wrong place shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from journalpress.edition.reading import fold
from journalpress.edition.types import Extract, Leaf, LeafKind
from journalpress.inspect.docx import DocxFacts, Paragraph, Picture, Words, read_docx
from journalpress.inspect.docx_codes import plain_codes
from journalpress.writers.docx import names
from journalpress.writers.docx.apparatus import is_apparatus
from journalpress.writers.docx.package import CHAPTER_PROPERTY
from journalpress.writers.docx.runs import DASH, LABEL_CLOSES, LABEL_OPENS, NARROW, NO_WIDTH

_DECORATION = str.maketrans("", "", NARROW + LABEL_OPENS + LABEL_CLOSES + NO_WIDTH)


def extract_docx(data: bytes) -> Extract:
    """What the file says. Raises InputError where it is no Word file that can be trusted."""
    facts = read_docx(data)
    targets = _targets(facts)
    article = [each for each in facts.paragraphs if not is_apparatus(each.style)]
    leaves = [
        each
        for cell, paragraphs in groupby(article, key=lambda paragraph: paragraph.cell)
        for each in _leaves(cell, list(paragraphs), targets)
    ]
    references = tuple(
        (targets.of(paragraph), str(paragraph.number))
        for paragraph in facts.paragraphs
        if paragraph.style == names.REFERENCE and paragraph.listed
    )
    return Extract(tuple(leaves), references, running=tuple(map(plain_codes, facts.margins)))


@dataclass(frozen=True, slots=True)
class _Targets:
    """The anchor of each paragraph that a link may lead to, and the paragraph of each bookmark."""

    by_bookmark: Mapping[str, str]
    numbers: Mapping[str, int]

    def of(self, paragraph: Paragraph) -> str:
        anchors = (self.by_bookmark.get(bookmark, "") for bookmark in paragraph.bookmarks)
        return next((anchor for anchor in anchors if anchor), "")

    def anchor(self, bookmark: str) -> str:
        """The anchor behind a bookmark; the bookmark's own name where nothing of ours is there."""
        return self.by_bookmark.get(bookmark, bookmark)


def _targets(facts: DocxFacts) -> _Targets:
    by_bookmark: dict[str, str] = {}
    numbers: dict[str, int] = {}
    chapter, slug = 0, ""
    for paragraph in facts.paragraphs:
        anchor = ""
        if paragraph.style == names.TITLE:
            chapter += 1
            slug = facts.properties.get(f"{CHAPTER_PROPERTY}{chapter}", "")
            anchor = f"{slug}-chapter"
        elif paragraph.style == names.REFERENCE and paragraph.listed:
            anchor = f"{slug}-ref-{paragraph.number}"
            numbers[anchor] = paragraph.number
        if anchor:
            by_bookmark.update(dict.fromkeys(paragraph.bookmarks, anchor))
    return _Targets(by_bookmark, numbers)


def _leaves(cell: int, paragraphs: Sequence[Paragraph], targets: _Targets) -> Iterator[Leaf]:
    """The leaves of one cell, or of all paragraphs up to the next one."""
    if cell:
        pieces = [piece for paragraph in paragraphs for piece in (*paragraph.pieces, Words(" "))]
        yield _leaf("cell", pieces, targets)
        return
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Picture) and not piece.decorative and piece.description:
                yield Leaf("picture", fold(piece.description))
        kind = _kind(paragraph)
        number = paragraph.number if kind == "item" else 0
        made = replace(_leaf(kind, paragraph.pieces, targets), number=number)
        if made.text or made.marks:
            yield made


def _kind(paragraph: Paragraph) -> LeafKind:
    if paragraph.outline is not None:
        return "heading"
    return "item" if paragraph.listed else "text"


def _leaf(kind: LeafKind, pieces: Sequence[Words | Picture], targets: _Targets) -> Leaf:
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    links: list[str] = []
    for piece in pieces:
        if isinstance(piece, Picture):
            continue
        if piece.style == names.CITATION:
            shown = piece.text.translate(_DECORATION)
            words.append(shown)
            if piece.anchor:
                marks.append(_mark(shown, targets.anchor(piece.anchor), targets))
            continue
        words.append(piece.text)
        if piece.href:
            links.append(piece.href)
        elif piece.anchor:
            links.append(f"#{targets.anchor(piece.anchor)}")
    return Leaf(kind, fold(plain_codes("".join(words))), tuple(marks), tuple(links))


def _mark(shown: str, anchor: str, targets: _Targets) -> tuple[int, str]:
    """A number and where it leads; one that rides on the dash has its reference's number."""
    if shown in ("", DASH):
        return targets.numbers.get(anchor, 0), anchor
    return (int(shown) if shown.isdecimal() else 0), anchor
