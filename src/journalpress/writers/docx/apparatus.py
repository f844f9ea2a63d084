"""What stands before and behind an article for its reviewers.

It is no part of the article. Its styles say so (`is_apparatus`): what is read back of a copy
leaves it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from journalpress.edition.claims import Claim, Uncited, claims_of, short_name, uncited_of
from journalpress.edition.readability import Readability, readability_of
from journalpress.edition.reading import leaf
from journalpress.edition.review_words import ReviewWords, review_words
from journalpress.edition.sentences import sentences_of
from journalpress.edition.types import Chapter
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import (
    Element,
    Look,
    RunLook,
    add_break,
    add_cell,
    add_jump,
    add_paragraph,
    add_row,
    add_tab,
    add_table,
)
from journalpress.writers.docx.paragraphs import ParagraphWriter

SIGNATURES = 3
BOX = "☐"
"""What a reviewer writes over."""
_SIGNATURE_SHARES = (22, 17, 18, 31, 14)
_LONGEST_SHARES = (17, 70, 13)
_CLAIM_SHARES = (17, 38, 24, 22)
_UNCITED_SHARES = (17, 47, 16, 21)


@dataclass(frozen=True, slots=True)
class _Link:
    """Words that lead to a bookmark."""

    words: str
    bookmark: str


_Line = tuple[str | _Link, ...]
_Cell = tuple[_Line, ...]


def is_apparatus(style: str) -> bool:
    """Whether a paragraph in this style belongs to the pages for reviewers."""
    return style.startswith(names.REVIEW)


def add_front(
    paragraphs: ParagraphWriter, chapter: Chapter, *, review: str = "", recipient: str = ""
) -> None:
    """The page in front: which text this is, who wrote and reviewed it, who signs.

    With a `recipient` the first line of the sign-off has the name.
    """
    words = review_words(chapter.lang)
    _say(paragraphs, names.REVIEW_HEADING, words.heading)
    _say(paragraphs, names.REVIEW_TEXT, words.explanation)
    identity, wording = chapter.identity, chapter.wording
    printed = {fact.label: leaf("text", fact.value).text for fact in chapter.facts}
    told = (
        wording.version, wording.published, wording.reviewed, wording.expires, wording.code,
    )  # fmt: skip
    facts = [(words.article, f"{identity.id}, {leaf('text', chapter.title).text}")]
    facts += [(label, printed[label]) for label in told if label in printed]
    roles = (
        wording.written_by, wording.clinically_reviewed_by, wording.patient_reviewed_by,
        wording.translated_by,
    )  # fmt: skip
    facts += [
        (fact.label, leaf("text", fact.value).text) for fact in chapter.facts if fact.label in roles
    ]
    facts.append((words.digest, identity.digest))
    facts += [(words.copy, review)] * bool(review) + [(words.made_for, recipient)] * bool(recipient)
    for label, value in facts:
        _add_fact(paragraphs, label, value)
    _say(paragraphs, names.REVIEW_SUBHEADING, words.signatures)
    decisions = tuple((each,) for each in words.decisions)
    rows = [
        (_plain(recipient if number == 0 else ""), _plain(""), _plain(""), decisions, _plain(""))
        for number in range(SIGNATURES)
    ]
    headings = (words.name, words.role, words.qualification, words.decision, words.date)
    _add_form(paragraphs, "sign", _SIGNATURE_SHARES, headings, rows, (_plain(recipient), decisions))


def add_back(paragraphs: ParagraphWriter, chapter: Chapter) -> None:
    """The pages behind: readability, each claim with its sources, and what has none."""
    words = review_words(chapter.lang)
    sentences = sentences_of(chapter)
    _say(paragraphs, Look(names.REVIEW_HEADING, new_page=True), words.checks)
    _say(paragraphs, names.REVIEW_TEXT, words.checks_explanation)
    _add_readability(paragraphs, words, readability_of(sentences, chapter.lang), chapter)
    if claims := claims_of(sentences):
        _say(paragraphs, names.REVIEW_SUBHEADING, words.claims)
        _add_claims(paragraphs, words, claims, chapter)
    if uncited := uncited_of(sentences, chapter.lang):
        _say(paragraphs, names.REVIEW_SUBHEADING, words.uncited)
        _add_uncited(paragraphs, words, uncited)


def _add_readability(
    paragraphs: ParagraphWriter, words: ReviewWords, figures: Readability, chapter: Chapter
) -> None:
    def shown(value: float) -> str:
        return format_decimal(value, format="#,##0.###", locale=chapter.wording.lang)

    _say(paragraphs, names.REVIEW_SUBHEADING, words.readability)
    if figures.formula and figures.score is not None:
        formula = figures.formula
        score = words.score.format(
            name=formula.name,
            score=shown(round(figures.score)),
            start=shown(formula.start),
            by_word=shown(formula.words_a_sentence),
            by_syllable=shown(formula.syllables_a_word),
        )
        _say(paragraphs, names.REVIEW_TEXT, score)
    else:
        _say(paragraphs, names.REVIEW_TEXT, words.no_formula)
    counts = words.counts.format(
        words=shown(figures.words),
        sentences=shown(figures.sentences),
        mean=shown(round(figures.words_a_sentence, 1)),
    )
    _say(paragraphs, names.REVIEW_TEXT, counts)
    if figures.longest:
        _say(paragraphs, names.REVIEW_SUBHEADING, words.longest)
        rows = [
            (_where(paragraphs, each.paragraph, each.key), _plain(each.words), _plain(str(count)))
            for each, count in figures.longest
        ]
        headings = (words.paragraph, words.sentence, words.length)
        _add_form(paragraphs, "long", _LONGEST_SHARES, headings, rows)


def _add_claims(
    paragraphs: ParagraphWriter, words: ReviewWords, claims: Sequence[Claim], chapter: Chapter
) -> None:
    printed = {each.anchor: short_name(each) for each in chapter.references}
    rows = [
        (
            _where(paragraphs, claim.paragraph, claim.key),
            _plain(claim.words),
            tuple(
                (
                    _Link(f"[{each.number}]", paragraphs.runs.bookmarks[each.target]),
                    f" {each.locator + ': ' if each.locator else ''}{printed[each.target]}",
                )
                for each in claim.sources
            ),
            _plain(BOX),
        )
        for claim in claims
    ]
    headings = (words.paragraph, words.sentence, words.sources, words.where)
    _add_form(paragraphs, "claim", _CLAIM_SHARES, headings, rows)


def _add_uncited(
    paragraphs: ParagraphWriter, words: ReviewWords, uncited: Sequence[Uncited]
) -> None:
    rows = [
        (
            _where(paragraphs, each.paragraph, each.key),
            _plain(each.words),
            _plain(", ".join(each.found)),
            _plain(BOX),
        )
        for each in uncited
    ]
    headings = (words.paragraph, words.sentence, words.found, words.answer)
    _add_form(paragraphs, "open", _UNCITED_SHARES, headings, rows)


def _say(paragraphs: ParagraphWriter, look: Look | str, words: str) -> None:
    with paragraphs.empty(look, "") as paragraph:
        paragraphs.runs.words(paragraph, words, RunLook(lang=paragraphs.runs.voice.lang))


def _plain(words: str) -> _Cell:
    return ((words,),)


def _where(paragraphs: ParagraphWriter, paragraph: int, key: str) -> _Cell:
    return ((_Link(str(paragraph), paragraphs.name(key)),),)


def _add_fact(paragraphs: ParagraphWriter, label: str, value: str) -> None:
    lang = paragraphs.runs.voice.lang
    with paragraphs.empty(names.REVIEW_FACT, "") as paragraph:
        paragraphs.runs.words(paragraph, label, RunLook(names.LABEL, lang=lang))
        add_tab(paragraph)
        paragraphs.runs.words(paragraph, value, RunLook(lang=lang))


def _add_form(
    paragraphs: ParagraphWriter,
    key: str,
    shares: Sequence[int],
    headings: Sequence[str],
    rows: Sequence[Sequence[_Cell]],
    filled: Sequence[_Cell] = (),
) -> None:
    """A table reaching into the margin; a cell to fill in, or `filled` already, has a bookmark."""
    # LibreOffice lets a wider table from right to left stand out on the side where it begins.
    whole = names.TEXT_WIDTH if paragraphs.rtl else names.WHOLE_WIDTH
    widths = [whole * share // sum(shares) for share in shares]
    table = add_table(
        paragraphs.package.body, widths, row_headers=False, rtl=paragraphs.rtl, indent=0
    )
    for position, cells in enumerate(([_plain(each) for each in headings], *rows)):
        row = add_row(table, header=position == 0)
        style = names.REVIEW_CELL if position else names.REVIEW_HEAD_CELL
        for column, lines in enumerate(cells):
            to_fill = position and lines in (_plain(""), _plain(BOX), *filled)
            name = paragraphs.name(f"{key}_{position}_{column}") if to_fill else ""
            with paragraphs.empty(Look(style), name, add_cell(row, widths[column])) as paragraph:
                _add_lines(paragraphs, paragraph, lines)
    add_paragraph(paragraphs.package.body, Look(names.AFTER_TABLE, rtl=paragraphs.rtl))


def _add_lines(paragraphs: ParagraphWriter, paragraph: Element, lines: _Cell) -> None:
    lang = paragraphs.runs.voice.lang
    for number, line in enumerate(lines):
        if number:
            add_break(paragraph)
        for piece in line:
            if isinstance(piece, _Link):
                parent = add_jump(paragraph, piece.bookmark)
                paragraphs.runs.words(parent, piece.words, RunLook(names.LINK, lang=lang))
            else:
                paragraphs.runs.words(paragraph, piece, RunLook(lang=lang))
