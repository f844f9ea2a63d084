"""Edition → Word review copy, with the styles of styles/review.docx.

The order of paragraphs is that of edition/reading.py. A range bookmark surrounds the words of each
(reviewcopy.py), by which a reviewed file finds its way home.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journalpress.edition.reading import in_order
from journalpress.edition.types import Chapter, Edition, Fact, Reference, ResolvedInline
from journalpress.model import Prose
from journalpress.reviewcopy import Baseline, Remark, ReviewCopy, bookmark_name, reference_bookmark
from journalpress.writers.docx import names
from journalpress.writers.docx.apparatus import add_back, add_front
from journalpress.writers.docx.baseline import baseline_in_words
from journalpress.writers.docx.blocks import BlockWriter, heading_style
from journalpress.writers.docx.margins import add_margins
from journalpress.writers.docx.ooxml import Look, RunLook, add_list, add_tab, set_new_page
from journalpress.writers.docx.package import Package
from journalpress.writers.docx.paragraphs import Ids, ParagraphWriter
from journalpress.writers.docx.remarks import add_remarks
from journalpress.writers.docx.runs import RunWriter, Voice

REVIEW_COPY = ReviewCopy()
"""What is made where nothing else is asked for."""


def write_docx(
    edition: Edition,
    *,
    copy: ReviewCopy = REVIEW_COPY,
    remarks: Sequence[Remark] = (),
) -> bytes:
    """The review copy.

    Changes are tracked, and where `copy` protects that is enforced, without a password. Where it
    has an apparatus, each chapter has a page for its reviewers in front and what they check behind
    it, and the `remarks` are comments. A copy of one article carries its baseline.
    Raises RenderingError where a link leads nowhere.
    """
    package = Package()
    chapters = in_order(edition)
    bookmarks = _bookmarks(chapters)
    ids = Ids()
    for position, chapter in enumerate(chapters, 1):
        runs = RunWriter(package, bookmarks, _voice(chapter, edition))
        paragraphs = ParagraphWriter(package, runs, ids, position)
        first = len(package.body)
        _add_chapter(paragraphs, chapter, BlockWriter(paragraphs, edition.media, chapter.wording))
        review = ""
        if len(chapters) == 1:
            baseline = baseline_in_words(package, chapter, copy.recipient)
            package.review(baseline)
            review = baseline.review
        if copy.apparatus:
            set_new_page(package.body[first])
            behind = len(package.body)
            add_front(paragraphs, chapter, review=review, recipient=copy.recipient)
            # Its words tell of the article's, so they are written later and moved to the front.
            for moved, front in enumerate(list(package.body)[behind:], first):
                package.body.insert(moved, front)
            add_back(paragraphs, chapter)
        last = position == len(chapters)
        # A section's properties stand in its last paragraph, the last section's in the body.
        place = package.body if last else package.body[-1][0]
        add_margins(place, chapter, package, runs, page=position, pages=len(chapters))
    if copy.apparatus:
        title = bookmark_name(chapters[0].title.key)
        add_remarks(package, ids, remarks, day=edition.modified, otherwise=title)
    return package.save(edition, protect=copy.protect)


def baseline_of_copy(edition: Edition, *, recipient: str = "") -> Baseline:
    """The baseline that `write_docx` would put into the copy of one article; no file is packed.

    Raises RenderingError where a link leads nowhere, ValueError where the Edition holds several.
    """
    package = Package()
    (chapter,) = in_order(edition)
    runs = RunWriter(package, _bookmarks([chapter]), _voice(chapter, edition))
    paragraphs = ParagraphWriter(package, runs, Ids(), 1)
    _add_chapter(paragraphs, chapter, BlockWriter(paragraphs, edition.media, chapter.wording))
    return baseline_in_words(package, chapter, recipient)


def _voice(chapter: Chapter, edition: Edition) -> Voice:
    return Voice("" if chapter.lang == edition.lang else chapter.lang, chapter.dir == "rtl")


def _bookmarks(chapters: Sequence[Chapter]) -> dict[str, str]:
    """The bookmark that stands for each anchor of these chapters."""
    return {
        anchor: name
        for position, chapter in enumerate(chapters, 1)
        for anchor, name in _targets(chapter, position)
    }


def _targets(chapter: Chapter, position: int) -> Iterator[tuple[str, str]]:
    """Where links inside the file lead: the bookmark that stands for each anchor."""
    yield chapter.anchor, bookmark_name(chapter.title.key, position)
    for reference in chapter.references:
        yield reference.anchor, reference_bookmark(reference.source.key, position)


def _add_chapter(paragraphs: ParagraphWriter, chapter: Chapter, body: BlockWriter) -> None:
    """Every paragraph of the chapter, in reading order."""
    wording = chapter.wording
    for stamp in chapter.page.stamps:
        paragraphs.fixed(names.STAMP, stamp)
    if chapter.category:
        paragraphs.fixed(names.CATEGORY, chapter.category)
    paragraphs.prose(names.TITLE, chapter.title)
    if chapter.standfirst:
        paragraphs.prose(names.STANDFIRST, chapter.standfirst)
    _add_key_messages(paragraphs, wording.key_messages, chapter.key_messages)
    body.blocks(chapter.body)
    _add_items(paragraphs, wording.see_also, chapter.see_also)
    _add_items(paragraphs, wording.terms, chapter.terms)
    if chapter.references:
        paragraphs.fixed(heading_style(2), wording.sources)
        _add_references(paragraphs, chapter.references)
    paragraphs.fixed(heading_style(2), wording.disclaimer)
    paragraphs.prose(names.DISCLAIMER, chapter.disclaimer.full)
    paragraphs.fixed(heading_style(2), wording.about)
    _add_facts(paragraphs, chapter.facts)


def _add_key_messages(
    paragraphs: ParagraphWriter, heading: str, messages: Sequence[Prose[ResolvedInline]]
) -> None:
    if not messages:
        return
    box = Look(names.KEY_HEADING, indent=names.BOX_INDENT, bar="callout")
    paragraphs.fixed(box, heading)
    # A list's own indents win over its style's (ECMA-376-1, 17.9.23): they are said again.
    look = Look(
        names.KEY_MESSAGE,
        numbering=(names.BULLETS, 0),
        indent=names.BOX_INDENT + names.STEP,
        hanging=names.STEP,
        bar="callout",
    )
    for message in messages[:-1]:
        paragraphs.prose(look, message)
    paragraphs.prose(replace(look, after=names.AFTER_BOX), messages[-1])


def _add_items(
    paragraphs: ParagraphWriter, heading: str, items: Sequence[Prose[ResolvedInline]]
) -> None:
    if items:
        paragraphs.fixed(heading_style(2), heading)
    for item in items:
        paragraphs.prose(Look(names.BULLETED, numbering=(names.BULLETS, 0)), item)


def _add_references(paragraphs: ParagraphWriter, references: Sequence[Reference]) -> None:
    """A numbered list of Word's own; where a number is left out, it counts on from the next."""
    numbering, expected = 0, 0
    for reference in references:
        if reference.number != expected:
            numbering = paragraphs.ids.next_list()
            abstract = names.REFERENCES_ABSTRACT
            add_list(paragraphs.package.numbering, numbering, abstract, 0, reference.number)
        expected = reference.number + 1
        look = Look(names.REFERENCE, numbering=(numbering, 0))
        name = reference_bookmark(reference.source.key, paragraphs.position)
        paragraphs.prose(look, reference.text, name=name)


def _add_facts(paragraphs: ParagraphWriter, facts: Sequence[Fact]) -> None:
    label = RunLook(names.LABEL, lang=paragraphs.runs.voice.lang)
    for fact in facts:
        look = Look(names.FACT, indent=None if fact.label else 0)
        with paragraphs.empty(look, paragraphs.name(fact.value.key)) as paragraph:
            if fact.label:
                paragraphs.runs.words(paragraph, fact.label, label)
                add_tab(paragraph)
            paragraphs.runs.inlines(paragraph, fact.value.inlines)
