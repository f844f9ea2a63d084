"""The page for reviewers at the end of a chapter: who signs, and each claim with its sources.

It is no part of the article. Its styles say so (`is_apparatus`): what is read back of a copy
leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journalpress.edition.reading import leaf
from journalpress.edition.review_words import ReviewWords, review_words
from journalpress.edition.types import Chapter, CiteLabel, ResolvedInline
from journalpress.model import Prose, prose_of
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import (
    Look,
    RunLook,
    add_break,
    add_cell,
    add_jump,
    add_paragraph,
    add_row,
    add_table,
)
from journalpress.writers.docx.paragraphs import ParagraphWriter

LONGEST_CLAIM = 240
"""Characters of a claim; of a longer one its end stands in the table, where the label is."""

SHORTEST_CLAIM = 25
"""Of a shorter one (“Then [2]:”) the sentence before it stands there too."""

SIGNATURES = 3
LINE = "\n"
"""Between the lines of a cell."""
_SIGNATURE_SHARES = (23, 17, 17, 30, 13)
_CLAIM_SHARES = (46, 10, 28, 16)
_END_OF_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that cite: the sentence up to its label, the label, and the key of their leaf."""

    words: str
    label: CiteLabel
    key: str


def is_apparatus(style: str) -> bool:
    """Whether a paragraph in this style belongs to the page for reviewers."""
    return style.startswith(names.REVIEW)


def add_apparatus(paragraphs: ParagraphWriter, chapter: Chapter) -> None:
    """The page for the reviewers of this chapter, on a new page behind it."""
    words = review_words(chapter.lang)
    paragraphs.fixed(names.REVIEW_HEADING, words.heading)
    paragraphs.fixed(names.REVIEW_TEXT, words.explanation)
    paragraphs.fixed(names.REVIEW_TEXT, f"{words.digest} {chapter.identity.digest}")
    paragraphs.fixed(names.REVIEW_SUBHEADING, words.signatures)
    _add_signatures(paragraphs, words)
    claims = tuple(claims_of(chapter))
    if claims:
        paragraphs.fixed(names.REVIEW_SUBHEADING, words.claims)
        _add_claims(paragraphs, words, claims)


def claims_of(chapter: Chapter) -> Iterator[Claim]:
    """Each citation of the chapter, in reading order, with the words that it stands for."""
    leaves = [chapter.title]
    leaves += [chapter.standfirst] if chapter.standfirst else []
    for prose in (*leaves, *chapter.key_messages, *prose_of(chapter.body)):
        for position, inline in enumerate(prose.inlines):
            if isinstance(inline, CiteLabel):
                before = _words(prose.inlines[:position])
                yield Claim(_last_sentence(before or _words(prose.inlines)), inline, prose.key)


def _words(inlines: Sequence[ResolvedInline]) -> str:
    """The words without the labels among them."""
    kept = tuple(inline for inline in inlines if not isinstance(inline, CiteLabel))
    return leaf("text", Prose("", kept)).text


def _last_sentence(words: str) -> str:
    *before, sentence = _END_OF_SENTENCE.split(words)
    if before and len(sentence) < SHORTEST_CLAIM:
        sentence = f"{before[-1]} {sentence}"
    if len(sentence) <= LONGEST_CLAIM:
        return sentence
    return f"…{sentence[-LONGEST_CLAIM:].partition(' ')[2]}"


def _add_signatures(paragraphs: ParagraphWriter, words: ReviewWords) -> None:
    headings = (words.name, words.role, words.qualification, words.decision, words.date)
    blank = ("", "", "", LINE.join(words.decisions), "")
    _add_form(paragraphs, "sign", _SIGNATURE_SHARES, (headings, *(blank,) * SIGNATURES))


def _add_claims(paragraphs: ParagraphWriter, words: ReviewWords, claims: Sequence[Claim]) -> None:
    headings = (words.claim, words.sources, words.where, words.checked)
    rows = [(claim.words, f"[{claim.label.text}]", "", words.yes_no) for claim in claims]
    links = {(row, 0): paragraphs.name(claim.key) for row, claim in enumerate(claims, 1)}
    _add_form(paragraphs, "claim", _CLAIM_SHARES, (headings, *rows), links)


def _add_form(
    paragraphs: ParagraphWriter,
    key: str,
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
    links: dict[tuple[int, int], str] | None = None,
) -> None:
    """A table to fill in; `links` leads from a cell to the bookmark of the words it is about."""
    widths = [names.TEXT_WIDTH * share // sum(shares) for share in shares]
    look = RunLook(lang=paragraphs.runs.voice.lang)
    table = add_table(
        paragraphs.package.body, widths, row_headers=False, rtl=paragraphs.rtl, indent=0
    )
    for position, cells in enumerate(rows):
        row = add_row(table, header=position == 0)
        style = names.REVIEW_CELL if position else names.REVIEW_HEAD_CELL
        for column, words in enumerate(cells):
            name = paragraphs.name(f"{key}_{position}_{column}")
            cell = add_cell(row, widths[column])
            target = (links or {}).get((position, column))
            with paragraphs.empty(Look(style), name, cell) as paragraph:
                parent = add_jump(paragraph, target) if target else paragraph
                for number, line in enumerate(words.split(LINE)):
                    if number:
                        add_break(parent)
                    paragraphs.runs.words(parent, line, look)
    add_paragraph(paragraphs.package.body, Look(names.AFTER_TABLE, rtl=paragraphs.rtl))
