"""A reader that loses or changes words is caught: its output is spoiled in every way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.model import (
    Article,
    Block,
    Citation,
    Cite,
    Inline,
    List,
    Paragraph,
    Prose,
    Section,
    Table,
    Text,
    map_prose,
)
from journalpress.readers.imports import Import
from journalpress.readers.pagetext import read_pagetext
from journalpress.readers.pagetext.proof import lost_words

PAGES = Path(__file__).parent.parent / "pages"
PAGE = (PAGES / "phages.txt").read_text(encoding="utf-8")

Spoil = Callable[[Article], Article]


def spoiled(spoil: Spoil, page: str = PAGE) -> list[str]:
    """What the proof says of an import whose Article was spoiled."""
    imported = read_pagetext(page.encode(), file="page.txt")
    assert imported.article is not None
    changed = replace(imported, article=spoil(imported.article))
    assert changed != imported
    return [problem.code for problem in lost_words(page, changed, file="page.txt")]


def proven(imported: Import) -> list[str]:
    """What the proof says of this import of the page."""
    return [problem.code for problem in lost_words(PAGE, imported, file="page.txt")]


def body(change: Callable[[tuple[Block[Inline], ...]], tuple[Block[Inline], ...]]) -> Spoil:
    """A spoiler that changes the blocks of the body."""
    return lambda article: replace(article, body=change(article.body))


def section(change: Callable[[tuple[Block[Inline], ...]], tuple[Block[Inline], ...]]) -> Spoil:
    """A spoiler that changes the blocks of the first section."""

    def spoil(blocks: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
        first = blocks[1]
        assert isinstance(first, Section)
        return (blocks[0], replace(first, blocks=change(first.blocks)), *blocks[2:])

    return body(spoil)


def words(old: str, new: str) -> Spoil:
    """A spoiler that changes the words of every leaf of the body."""

    def leaf(prose: Prose[Inline]) -> Prose[Inline]:
        inlines = tuple(
            replace(each, text=each.text.replace(old, new)) if isinstance(each, Text) else each
            for each in prose.inlines
        )
        return replace(prose, inlines=inlines)

    return body(lambda blocks: tuple(map_prose(block, leaf) for block in blocks))


def cites(change: Callable[[Cite], tuple[Inline, ...]]) -> Spoil:
    """A spoiler that changes every citation."""

    def leaf(prose: Prose[Inline]) -> Prose[Inline]:
        out: list[Inline] = []
        for each in prose.inlines:
            out.extend(change(each) if isinstance(each, Cite) else (each,))
        return replace(prose, inlines=tuple(out))

    return body(lambda blocks: tuple(map_prose(block, leaf) for block in blocks))


SPOILERS: dict[str, Spoil] = {
    "a paragraph is lost": body(lambda blocks: blocks[1:]),
    "a section is lost": body(lambda blocks: blocks[:-1]),
    "a paragraph stands twice": section(lambda blocks: (*blocks, blocks[-1])),
    "two paragraphs change places": section(lambda blocks: (blocks[1], blocks[0], *blocks[2:])),
    "a sentence is lost": words(" Rare harms do not show in two dozen patients.", ""),
    "a word is lost": words("friendly ", ""),
    "a dash becomes a hyphen": words("—", "-"),
    "a straight quote becomes a curly one": words("'", "’"),
    "a number changes": words("21", "12"),
    "a word is added": words("hospital", "hospital ward"),
    "a heading changes": words("Where our clinic stands", "Where we stand"),
    "a citation is lost": cites(lambda _: ()),
    "a citation stands twice": cites(lambda cite: (cite, cite)),
    "a citation names one source less": cites(
        lambda cite: (replace(cite, citations=cite.citations[:1]),)
    ),
    "a citation names another source": cites(lambda _: (Cite((Citation("source-1"),)),)),
    "the title changes": lambda article: replace(
        article, title=replace(article.title, inlines=(Text("Phages"),))
    ),
    "the standfirst is lost": lambda article: replace(article, standfirst=None),
    "the category is lost": lambda article: replace(article, category=""),
    "the date is lost": lambda article: replace(article, published=None),
    "the date changes": lambda article: replace(
        article, published=article.published and article.published.replace(day=10)
    ),
    "a source is lost": lambda article: replace(article, sources=article.sources[:-1]),
    "the sources are turned round": lambda article: replace(article, sources=article.sources[::-1]),
    "a source changes": lambda article: replace(
        article, sources=(replace(article.sources[0], raw="Nobody"), *article.sources[1:])
    ),
    "the sources change places": lambda article: replace(
        article,
        sources=tuple(
            replace(source, raw=other.raw)
            for source, other in zip(article.sources, reversed(article.sources), strict=True)
        ),
    ),
    "the disclaimer is lost": lambda article: replace(article, disclaimer_found=None),
}


@pytest.mark.parametrize("what", SPOILERS)
def test_a_spoiled_article_is_caught(what: str) -> None:
    """Whatever is lost, added or changed, the proof says that the page and the article part."""
    assert spoiled(SPOILERS[what]) == ["JP125"]


def test_a_table_that_loses_a_cell_is_caught() -> None:
    """Cells are words too."""

    def spoil(blocks: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
        return tuple(
            replace(
                block,
                blocks=tuple(
                    replace(each, rows=each.rows[1:]) if isinstance(each, Table) else each
                    for each in block.blocks
                ),
            )
            if isinstance(block, Section)
            else block
            for block in blocks
        )

    page = (PAGES / "gout.txt").read_text(encoding="utf-8")
    assert spoiled(body(spoil), page) == ["JP125"]


def test_a_list_that_counts_from_elsewhere_is_caught() -> None:
    """The number that opens an item of the page is the item's number."""
    page = "Dry Eyes and You\n\n3 May 2026\n\nThree steps help you:\n\n4. Blink.\n5. Rest.\n"

    def spoil(blocks: tuple[Block[Inline], ...]) -> tuple[Block[Inline], ...]:
        return tuple(
            replace(block, start=1) if isinstance(block, List) else block for block in blocks
        )

    assert read_pagetext(page.encode(), file="page.txt").article is not None
    assert spoiled(body(spoil), page) == ["JP125"]


def test_words_left_out_in_silence_are_caught() -> None:
    """What is dropped counts as accounted for only while the import says so."""
    imported = read_pagetext(PAGE.encode(), file="page.txt")
    assert proven(imported) == []
    for index in range(len(imported.dropped)):
        rest = imported.dropped[:index] + imported.dropped[index + 1 :]
        assert proven(replace(imported, dropped=rest)) == ["JP125"]
    assert proven(replace(imported, data=())) == ["JP125"]


def test_the_proof_names_the_line_where_page_and_article_part() -> None:
    """A person is led to the words that are missing."""
    imported = read_pagetext(PAGE.encode(), file="page.txt")
    assert imported.article is not None
    first, *rest = imported.article.body
    assert isinstance(first, Paragraph)
    short = replace(imported, article=replace(imported.article, body=tuple(rest)))
    (found,) = lost_words(PAGE, short, file="page.txt")
    assert found.line == 11
    assert "Fordecades,phagesbelonged" in found.message
