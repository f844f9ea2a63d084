"""Tests of the one renderer that PDF, EPUB and HTML share: it loses nothing and orders nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from journalpress.edition.reading import chapter_leaves, expectation
from journalpress.edition.types import Chapter, Edition
from journalpress.inspect.html import extract_elements, parse_xhtml
from journalpress.model import Article, Figure, Media, every_block
from journalpress.writers.dialect import Dialect
from journalpress.writers.xhtml import chapter_xhtml
from tests.articles import articles
from tests.editions import edition_of, everything_edition, house, neighbour, png
from tests.trees import (
    abbr,
    article,
    callout,
    cite,
    figure,
    p,
    qa,
    questions,
    section,
    table,
)  # fmt: skip

NEIGHBOURS = {slug: neighbour(slug) for slug in ("lupus", "statins")}


def rendered(edition: Edition, dialect: Dialect | None = None) -> bytes:
    """The only chapter, in a document that can be parsed."""
    dialect = dialect or Dialect(picture=lambda name: name)
    body = chapter_xhtml(edition.chapters[0], dialect)
    names = 'xmlns:epub="http://www.idpf.org/2007/ops"' if dialect.epub else ""
    return f"<html {names}><body>{body}</body></html>".encode()


def rendered_body(*blocks: object, dialect: Dialect | None = None) -> str:
    """The text of the chapter's body element."""
    edition = edition_of(article(*blocks), media={"x.png": png()})  # type: ignore[arg-type]
    return rendered(edition, dialect).decode()


def pictures_of(made: Article) -> Mapping[str, Media]:
    """A picture for each that the article names."""
    return {
        block.media: png(block.media)
        for block in every_block(made.body)
        if isinstance(block, Figure)
    }


# To make a failing article smaller takes longer than all tests together.
FEW = settings(max_examples=25, phases=(Phase.explicit, Phase.generate))


def assert_reads_back(made: Article, epub: bool, scrolls: bool) -> None:
    """What is read back has the same leaves, marks, links, references and ways back."""
    known = replace(made, lang="en-GB") if made.lang == "no" else made
    edition = edition_of(
        known, media=pictures_of(known), neighbours=NEIGHBOURS, house=house(sample=True)
    )
    dialect = Dialect(picture=str, epub=epub, scrolls=scrolls)
    found = extract_elements(parse_xhtml(rendered(edition, dialect)))
    expected = expectation(edition)

    assert found.leaves == expected.leaves
    assert found.references == expected.references
    assert found.backlinks == expected.backlinks


@pytest.mark.tool
@FEW
@given(articles(), st.booleans(), st.booleans())
def test_every_article_reads_back_as_it_was_decided(
    made: Article, epub: bool, scrolls: bool
) -> None:
    """Whatever its blocks."""
    assert_reads_back(made, epub, scrolls)


@pytest.mark.long
@settings(FEW, max_examples=200)
@given(articles(), st.booleans(), st.booleans())
def test_every_article_reads_back_at_length(made: Article, epub: bool, scrolls: bool) -> None:
    """The same, with hundreds of articles."""
    assert_reads_back(made, epub, scrolls)


@pytest.mark.parametrize("epub", [True, False])
def test_every_id_begins_with_the_slug(epub: bool) -> None:
    """Two chapters never share an anchor."""
    dialect = Dialect(picture=lambda name: name, epub=epub)
    root = parse_xhtml(rendered(everything_edition(), dialect))
    ids = [each.get("id", "") for each in root.iter("*") if each.get("id") is not None]

    assert len(ids) == len(set(ids)) > 30
    assert all(name.startswith("everything-") for name in ids)


def test_only_an_epub_has_epubs_words() -> None:
    """`epub:type` and `xml:lang` are not HTML."""
    plain = rendered(everything_edition()).decode()
    book = rendered(everything_edition(), Dialect(picture=lambda name: name, epub=True)).decode()

    assert "epub:type" not in plain
    assert "xml:lang" not in plain
    assert 'epub:type="noteref"' in book
    assert 'xml:lang="fr" lang="fr"' in book


def test_a_chapter_is_an_article_of_a_page_and_a_section_of_a_book() -> None:
    """Each with its title as its name."""
    assert '<article id="sample-chapter" class="chapter" lang="en-GB" dir="ltr"' in rendered_body()
    book = rendered_body(dialect=Dialect(picture=str, epub=True))
    assert '<section id="sample-chapter" class="chapter" epub:type="chapter"' in book


def test_words_are_escaped_and_only_words() -> None:
    """Signs of the text are no markup, in words and in attributes."""
    body = rendered_body(
        p("<script>alert('1 & 2')</script>"),
        figure("x.png", 'A "quoted" <alt> & more'),
        p(abbr("CRS", 'a "b" <c>')),
    )

    assert "&lt;script&gt;alert(&#x27;1 &amp; 2&#x27;)&lt;/script&gt;" in body
    assert 'alt="A &quot;quoted&quot; &lt;alt&gt; &amp; more"' in body
    assert '<abbr title="a &quot;b&quot; &lt;c&gt;">CRS</abbr>' in body


def test_table_headers_say_what_they_head() -> None:
    """`scope` for columns and rows; an empty corner heads nothing."""
    body = rendered_body(table(("", "B"), ("r", "1"), caption="C", row_headers=True))

    assert '<th scope="col">B</th>' in body
    assert '<th scope="row">r</th>' in body
    assert "<thead><tr><td></td>" in body


def test_a_wide_table_scrolls_where_there_is_a_screen() -> None:
    """It can be reached by keyboard and says its name."""
    dialect = Dialect(picture=str, scrolls=True)
    body = rendered_body(table(("A",), ("1",), caption="How often"), dialect=dialect)

    assert '<div class="scrolls" role="region" tabindex="0" aria-label="How often"><table' in body


def test_a_callout_says_its_kind_in_words() -> None:
    """Colour never says it alone."""
    body = rendered_body(callout("warning", p("x")))

    assert 'role="note" aria-label="Warning"><p class="callout-word">Warning</p>' in body


def headings(chapter: Chapter) -> list[int]:
    """The levels of a chapter's headings, in order."""
    body = chapter_xhtml(chapter, Dialect(picture=str))
    return [int(level) for level in re.findall(r"<h([1-6])", body)]


def test_heading_levels_skip_none() -> None:
    """From the title down, question and section alike."""
    edition = edition_of(
        article(
            section("Two", section("Three", section("Four", p("x")))),
            questions("Questions", qa("Really?", p("Yes"))),
        )
    )
    levels = headings(edition.chapters[0])

    assert levels[:6] == [1, 2, 3, 4, 2, 3]


def test_leaves_of_the_chapter_are_the_leaves_of_the_edition() -> None:
    """One chapter alone is read like the whole."""
    edition = everything_edition()
    root = etree.fromstring(rendered(edition))

    assert extract_elements(root).leaves == chapter_leaves(edition.chapters[0])


PAGED = Dialect(picture=lambda name: name, paged=True)


def test_a_title_never_ends_with_a_lost_word_on_a_page() -> None:
    """Its last two words go together; a screen breaks lines as it likes."""
    edition = edition_of(article(p("x"), title="Statins: deciding whether to take one"))

    assert b'to <span class="joined">take one</span></h1>' in rendered(edition, PAGED)
    assert b"joined" not in rendered(edition)


def test_pages_know_what_may_take_one_line_only() -> None:
    """A paragraph of eighty characters or less."""
    body = rendered_body(p("x" * 80), p("y" * 81), dialect=PAGED)

    assert '<p class="short">x' in body
    assert "<p>y" in body


@pytest.mark.parametrize(("many", "kind"), [(3, "sources"), (40, "sources long")])
def test_sources_that_take_a_page_may_be_divided(many: int, kind: str) -> None:
    """Few are kept together."""
    edition = edition_of(article(p("x", *(cite(f"source{n}") for n in range(many)))))

    assert f'<section class="{kind}"'.encode() in rendered(edition, PAGED)
