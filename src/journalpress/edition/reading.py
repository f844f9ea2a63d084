"""A Chapter, and a book around it → leaves in the order in which they must be read.

This is the other half of the proof: what a file says (its Extract) is compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from journalpress.edition.types import (
    AllSources,
    BackPage,
    Chapter,
    CiteLabel,
    Colophon,
    ContentsLine,
    Disclaimers,
    Edition,
    Expectation,
    Glossary,
    Jump,
    Leaf,
    LeafKind,
    ResolvedInline,
)
from journalpress.edition.wording import Wording
from journalpress.model import (
    Block,
    Callout,
    Figure,
    LineBreak,
    Link,
    List,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
    Text,
)


def fold(text: str) -> str:
    """White space of any kind as single spaces, none at the ends: how words are compared."""
    return " ".join(text.split())


def leaf(kind: LeafKind, *parts: Prose[ResolvedInline] | str, number: int = 0) -> Leaf:
    """One leaf made of fixed words and prose, in order, with its marks, links and item number."""
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    links: list[str] = []
    for part in parts:
        inlines = (Text(part),) if isinstance(part, str) else part.inlines
        for inline in inlines:
            match inline:
                case Text(text):
                    words.append(text)
                case LineBreak():
                    words.append(" ")
                case Link(href, runs) | Jump(href, runs):
                    words.extend(run.text for run in runs)
                    if href:
                        links.append(href)
                case CiteLabel(label):
                    words.append(inline.text)
                    marks.extend((mark.number, mark.target) for mark in label)
                case _:
                    assert_never(inline)
    return Leaf(kind, fold("".join(words)), tuple(marks), tuple(links), number)


def unmarked(prose: Prose[ResolvedInline]) -> str:
    """The words of a prose without its citation numbers."""
    kept = tuple(each for each in prose.inlines if not isinstance(each, CiteLabel))
    return leaf("text", Prose(prose.key, kept)).text


def chapter_leaves(chapter: Chapter) -> tuple[Leaf, ...]:
    """Every leaf of a chapter in reading order. Pages' margins are not leaves (Chapter.page)."""
    return tuple(
        each for each in _chapter(chapter) if each.text or each.marks or each.kind == "cell"
    )


def edition_leaves(edition: Edition) -> tuple[Leaf, ...]:
    """Every leaf of every chapter, in the order of the parts."""
    return tuple(each for chapter in in_order(edition) for each in chapter_leaves(chapter))


def in_order(edition: Edition) -> tuple[Chapter, ...]:
    """The chapters in the order in which the parts name them."""
    by_slug = {chapter.slug: chapter for chapter in edition.chapters}
    return tuple(by_slug[slug] for part in edition.parts for slug in part.slugs)


def expectation(edition: Edition) -> Expectation:
    """What every file made of this Edition must say."""
    chapters = in_order(edition)
    references = tuple(each for chapter in chapters for each in chapter.references)
    return Expectation(
        leaves=edition_leaves(edition),
        references=tuple((each.anchor, str(each.number)) for each in references),
        backlinks=tuple((each.anchor, way.target) for each in references for way in each.backlinks),
        disclaimers=tuple(leaf("text", each.disclaimer.full).text for each in chapters),
        running=tuple(
            (*each.page.stamps, each.page.disclaimer, each.page.status) for each in chapters
        ),
        page_of=chapters[0].page.page_of,
        book=book_leaves(edition),
    )


def book_leaves(edition: Edition) -> tuple[Leaf, ...]:
    """Every leaf outside the chapters: title page, contents, pages of parts, the back."""
    return tuple(each for each in _book(edition) if each.text)


def callout_word(callout: Callout[ResolvedInline], wording: Wording) -> str:
    """The printed word that opens a callout."""
    match callout.callout:
        case "note":
            return wording.note
        case "warning":
            return wording.warning
        case "important":
            return wording.important
        case "tip":
            return wording.tip
        case _:
            assert_never(callout.callout)


def missing_words(missing: Missing, wording: Wording) -> str:
    """What stands, in a draft, where the original held something that was lost."""
    match missing.what:
        case "table":
            words = wording.missing_table
        case "figure":
            words = wording.missing_figure
        case "text":
            words = wording.missing_text
        case _:
            assert_never(missing.what)
    return f"{words} {missing.note}".strip()


def _chapter(chapter: Chapter) -> Iterator[Leaf]:
    wording = chapter.wording
    for stamp in chapter.page.stamps:
        yield leaf("text", stamp)
    yield leaf("text", chapter.category)
    yield leaf("heading", chapter.title)
    if chapter.standfirst:
        yield leaf("text", chapter.standfirst)
    yield from _listed(wording.key_messages, chapter.key_messages)
    yield from _blocks(chapter.body, wording)
    yield from _listed(wording.see_also, chapter.see_also)
    yield from _listed(wording.terms, chapter.terms)
    if chapter.references:
        yield leaf("heading", wording.sources)
    for reference in chapter.references:
        yield leaf("item", reference.text, number=reference.number)
    yield leaf("heading", wording.disclaimer)
    yield leaf("text", chapter.disclaimer.full)
    yield leaf("heading", wording.about)
    for fact in chapter.facts:
        yield leaf("text", f"{fact.label} " if fact.label else "", fact.value)


def _listed(heading: str, items: tuple[Prose[ResolvedInline], ...]) -> Iterator[Leaf]:
    if items:
        yield leaf("heading", heading)
        for item in items:
            yield leaf("item", item)


def _blocks(blocks: tuple[Block[ResolvedInline], ...], wording: Wording) -> Iterator[Leaf]:
    for block in blocks:
        yield from _block(block, wording)


def _item(
    blocks: tuple[Block[ResolvedInline], ...], number: int, wording: Wording
) -> Iterator[Leaf]:
    """An item's leaves: the paragraph that opens it is the item itself, with its number."""
    rest = blocks
    if blocks and isinstance(blocks[0], Paragraph):
        yield leaf("item", blocks[0].prose, number=number)
        rest = blocks[1:]
    yield from _blocks(rest, wording)


def _block(block: Block[ResolvedInline], wording: Wording) -> Iterator[Leaf]:
    match block:
        case Paragraph(prose):
            yield leaf("text", prose)
        case List(items, ordered, start):
            for number, item in enumerate(items, start):
                yield from _item(item.blocks, number if ordered else 0, wording)
        case Quote(blocks):
            yield from _blocks(blocks, wording)
        case Callout(_, blocks):
            yield leaf("text", callout_word(block, wording))
            yield from _blocks(blocks, wording)
        case Figure(_, _, alt, _, caption):
            yield leaf("picture", alt)
            if caption:
                yield leaf("text", caption)
        case Table(_, header, rows, _, _, caption):
            if caption:
                yield leaf("text", caption)
            for row in (header, *rows):
                for cell in row:
                    yield leaf("cell", cell)
        case Question(question, answer):
            yield leaf("heading", question)
            yield from _blocks(answer, wording)
        case Section(heading, blocks):
            yield leaf("heading", heading)
            yield from _blocks(blocks, wording)
        case Missing():
            yield leaf("text", missing_words(block, wording))
        case _:
            assert_never(block)


# --- outside the chapters --------------------------------------------------------------------


def _book(edition: Edition) -> Iterator[Leaf]:
    for stamp in edition.stamps:
        yield leaf("text", stamp)
    yield leaf("heading", edition.title)
    yield leaf("text", edition.publisher)
    yield leaf("heading", edition.wording.contents)
    for line in edition.contents:
        yield from _line(line)
    for part in edition.parts:
        yield leaf("heading", part.title)
    for page in edition.back:
        yield leaf("heading", page.title)
        yield from _back_page(page)


def _line(line: ContentsLine) -> Iterator[Leaf]:
    yield Leaf("item", fold(line.title), links=(f"#{line.anchor}",))
    for below in line.below:
        yield from _line(below)


def _back_page(page: BackPage) -> Iterator[Leaf]:
    match page:
        case Glossary(entries=entries):
            for entry in entries:
                yield leaf("text", entry.term)
                for meaning in entry.meanings:
                    yield leaf("text", meaning.text)
                    yield leaf("text", meaning.where)
        case AllSources(sources=sources):
            for source in sources:
                yield leaf("item", source.text)
                yield leaf("text", source.where)
        case Disclaimers(disclaimers=disclaimers):
            for each in disclaimers:
                yield leaf("heading", each.heading)
                yield leaf("text", each.full)
        case Colophon():
            for words in page.words:
                yield leaf("text", words)
            for fact in page.facts:
                yield leaf("text", f"{fact.label} ", fact.value)
            yield leaf("heading", page.left_out_title)
            for line in page.left_out:
                yield leaf("item", line)
        case _:
            assert_never(page)
