"""What every row of WRITERS must do: say all, say it in order, and be seen when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from journalpress.edition.reading import expectation
from journalpress.edition.types import (
    Chapter,
    CiteLabel,
    Edition,
    Expectation,
    Extract,
    ResolvedInline,
)
from journalpress.errors import RenderingError
from journalpress.model import Block, List, Name, Paragraph, Prose, Section, Table, Text, map_prose
from journalpress.verify import Means, compare
from journalpress.writers import WRITERS, Writer
from tests.csl.styles import NUMERIC, style_of
from tests.editions import collection, edition_of, everything_edition, house
from tests.trees import article, cite, cross, p, section, source, table

FORMATS = tuple(WRITERS)
# Pages take long to draw.
DRAWN = {name: (pytest.mark.tool,) if name == "pdf" else () for name in FORMATS}
MARKED = [pytest.param(name, marks=DRAWN[name]) for name in FORMATS]


def means(writer: Writer) -> Means:
    """What the row says that its format can express."""
    return Means(writer.paged, writer.spaced, writer.linked, writer.returns, binds=writer.binds)


@cache
def original() -> Edition:
    """An approved sample with every kind of block."""
    return everything_edition(draft=False)


@cache
def expected() -> Expectation:
    """What its files must say."""
    return expectation(original())


def said(name: str, edition: Edition) -> Extract:
    """What a file of this format says that was written from this Edition."""
    writer = WRITERS[name]
    return writer.extract(writer.write(edition))


@pytest.mark.parametrize("name", MARKED)
def test_a_format_says_everything_in_order(name: str) -> None:
    """Every word, number, target, reference, the disclaimer: read back from the bytes."""
    assert compare(expected(), said(name, original()), means(WRITERS[name])) == ()


@pytest.mark.parametrize("name", MARKED)
def test_a_draft_says_that_it_is_one(name: str) -> None:
    """Stamps, dashes for what is unknown, the placeholder for what was lost."""
    draft = everything_edition(draft=True)

    assert compare(expectation(draft), said(name, draft), means(WRITERS[name])) == ()


@pytest.mark.parametrize("name", MARKED)
def test_a_book_of_several_articles_agrees(name: str) -> None:
    """Each article with its own numbers; links between them stay inside."""
    book = collection(
        article(p("See ", cross("two", "two"), cite("k"), "."), slug="one", title="One"),
        article(
            section("Part", p("Words", cite("k", "l"), ".")),
            section("Cells", table(("A", "B"), ("", "1"))),
            slug="two",
            title="Two",
        ),
    )

    assert compare(expectation(book), said(name, book), means(WRITERS[name])) == ()


# --- mutations: a file that says something else is caught in every format ---------------------

Change = Callable[[Chapter], Chapter]


def in_body(change: Callable[[Prose[ResolvedInline]], Prose[ResolvedInline]]) -> Change:
    """A change of every leaf of the body."""
    return lambda chapter: replace(
        chapter, body=tuple(map_prose(block, change) for block in chapter.body)
    )


def drop_a_paragraph(chapter: Chapter) -> Chapter:
    """The first paragraph is gone."""
    return replace(chapter, body=chapter.body[1:])


def drop_one_not(prose: Prose[ResolvedInline]) -> Prose[ResolvedInline]:
    """`is not advice` becomes `is advice`."""
    kept = tuple(
        each for each in prose.inlines if not (isinstance(each, Text) and each.text == "not")
    )
    return replace(prose, inlines=kept)


def swap_two_numbers(prose: Prose[ResolvedInline]) -> Prose[ResolvedInline]:
    """Where 1,4 stood, the numbers 4,1 stand, each with its own link."""

    def swapped(inline: ResolvedInline) -> ResolvedInline:
        if not isinstance(inline, CiteLabel) or inline.text != "1,4":
            return inline
        first, second = inline.marks
        return CiteLabel((replace(second, separator=""), replace(first, separator=",")))

    return replace(prose, inlines=tuple(swapped(each) for each in prose.inlines))


def lead_elsewhere(prose: Prose[ResolvedInline]) -> Prose[ResolvedInline]:
    """Where 1,4 stood it still stands, but 4 leads to source 3."""

    def led(inline: ResolvedInline) -> ResolvedInline:
        if not isinstance(inline, CiteLabel) or inline.text != "1,4":
            return inline
        first, second = inline.marks
        return CiteLabel((first, replace(second, target="everything-ref-3")))

    return replace(prose, inlines=tuple(led(each) for each in prose.inlines))


def cut_a_reference(chapter: Chapter) -> Chapter:
    """The last source is not listed."""
    return replace(chapter, references=chapter.references[:-1])


def shorten_a_reference(chapter: Chapter) -> Chapter:
    """A source lost its last words."""
    book = chapter.references[3]
    text = replace(book.text, inlines=(Text("A book. 3rd ed."),))
    references = (*chapter.references[:3], replace(book, text=text), *chapter.references[4:])
    return replace(chapter, references=references)


def alter_the_disclaimer(chapter: Chapter) -> Chapter:
    """The disclaimer says something else."""
    full = replace(chapter.disclaimer.full, inlines=(Text("This leaflet is medical advice."),))
    return replace(chapter, disclaimer=replace(chapter.disclaimer, full=full))


def clip_a_cell(chapter: Chapter) -> Chapter:
    """A table cell lost what it said."""

    def clipped(block: Block[ResolvedInline]) -> Block[ResolvedInline]:
        match block:
            case Section():
                return replace(block, blocks=tuple(clipped(each) for each in block.blocks))
            case Table():
                first, *others = block.rows
                row = (first[0], replace(first[1], inlines=()), *first[2:])
                return replace(block, rows=(row, *others))
            case _:
                return block

    return replace(chapter, body=tuple(clipped(block) for block in chapter.body))


def count_from_one(chapter: Chapter) -> Chapter:
    """A list that went on from 3 begins at 1."""

    def counted(block: Block[ResolvedInline]) -> Block[ResolvedInline]:
        match block:
            case Section():
                return replace(block, blocks=tuple(counted(each) for each in block.blocks))
            case List():
                return replace(block, start=1)
            case _:
                return block

    return replace(chapter, body=tuple(counted(block) for block in chapter.body))


def exchange_two_paragraphs(chapter: Chapter) -> Chapter:
    """The last paragraph stands first."""
    assert isinstance(chapter.body[0], Paragraph)
    assert isinstance(chapter.body[-1], Paragraph)
    return replace(chapter, body=(chapter.body[-1], *chapter.body[1:-1], chapter.body[0]))


def drop_the_stamp(chapter: Chapter) -> Chapter:
    """Nothing says that it is a sample."""
    return replace(chapter, page=replace(chapter.page, stamps=()))


MUTATIONS: dict[str, Change] = {
    "drop a paragraph": drop_a_paragraph,
    "drop one not": in_body(drop_one_not),
    "swap two numbers": in_body(swap_two_numbers),
    "lead a number elsewhere": in_body(lead_elsewhere),
    "cut a reference": cut_a_reference,
    "shorten a reference": shorten_a_reference,
    "alter the disclaimer": alter_the_disclaimer,
    "clip a table cell": clip_a_cell,
    "count from one": count_from_one,
    "exchange two paragraphs": exchange_two_paragraphs,
    "drop the stamp": drop_the_stamp,
}


CASES = [
    pytest.param(name, mutation, marks=DRAWN[name])
    for name in FORMATS
    for mutation in MUTATIONS
    # Plain text has no links that could lead elsewhere.
    if WRITERS[name].linked or mutation != "lead a number elsewhere"
]


@pytest.mark.parametrize(("name", "mutation"), CASES)
def test_a_file_that_says_something_else_is_caught(name: str, mutation: str) -> None:
    """The file is a good file of its kind; only it does not say what the Edition says.

    A writer may also see by itself that a link leads nowhere, and refuse.
    """
    writer = WRITERS[name]
    changed = replace(original(), chapters=(MUTATIONS[mutation](original().chapters[0]),))
    try:
        found = said(name, changed)
    except RenderingError:
        return

    assert compare(expected(), found, means(writer)), f"{mutation} went unseen"


@pytest.mark.tool
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_prints_references_as_their_style_has_them(name: str) -> None:
    """Italics, bold, raised figures and links inside an entry, and nothing of it lost."""
    study = source(
        "a", type="article-journal", title="On salt", container="A Journal", volume="12",
        issued="2024", authors=(Name("Dewi", "A"),), doi="10.5555/1",
    )  # fmt: skip
    look = f'{NUMERIC}<text variable="volume" vertical-align="sup" font-weight="bold"/>'
    edition = edition_of(
        article(p("Words", cite("a"), "."), sources=(study,)), house=house(style=style_of(look))
    )
    (reference,) = edition.chapters[0].references

    assert Text("A Journal", emph=True) in reference.text.inlines
    assert Text("12", strong=True, script="sup") in reference.text.inlines
    assert compare(expectation(edition), said(name, edition), means(WRITERS[name])) == ()
