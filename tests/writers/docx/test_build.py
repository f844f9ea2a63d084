"""Edition → Word: everything is said, and each thing with the element that Word knows for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from journalpress.edition.types import Edition
from journalpress.edition.wording import has_wording
from journalpress.inspect.docx_faults import docx_faults
from journalpress.model import Article, Figure, every_block
from journalpress.reviewcopy import ReviewCopy, bookmark_name, reference_bookmark
from journalpress.wordfile.parts import W
from journalpress.writers.docx import extract_docx, write_docx
from tests.articles import articles
from tests.editions import collection, edition_of, everything_edition, png
from tests.trees import (
    article,
    br,
    callout,
    cite,
    cross,
    figure,
    foreign,
    item,
    link,
    ol,
    p,
    quote,
    section,
    strong,
    table,
    ul,
)
from tests.writers.docx.reading import differences, every, names, part, words

W_ID = f"{{{W}}}id"


def edition_with_pictures(made: Article, *, lang: str = "") -> Edition:
    """The draft of an article, with a picture for each name that it uses."""
    pictures = {
        block.media: png(block.media)
        for block in every_block(made.body)
        if isinstance(block, Figure)
    }
    lang = lang or (made.lang if has_wording(made.lang) else "en-GB")
    return edition_of(replace(made, lang=lang), media=pictures)


@pytest.mark.tool
@settings(max_examples=6)
@given(articles())
def test_any_article_says_in_word_what_its_edition_says(made: Article) -> None:
    """Words, kinds, order, numbers, targets, links, page margins, for every kind of block.

    From right to left too, where runs are cut at each change of direction.
    """
    for lang in ("", "ar-EG"):
        edition = edition_with_pictures(made, lang=lang)
        data = write_docx(edition)

        assert differences(edition, data) == []
        assert docx_faults(data) == ()


def test_inner_numbers_of_a_run_ride_on_its_dash() -> None:
    """`1–5` shows two numbers and links to five sources."""
    data = write_docx(edition_of(article(p("Words", cite("a", "b", "c", "d", "e"), "."))))
    leaf = next(leaf for leaf in extract_docx(data).leaves if leaf.marks)

    assert leaf.text == "Words1–5."
    assert leaf.marks == tuple((number, f"sample-ref-{number}") for number in range(1, 6))
    assert "[1–\u200d\u200d5]" in words(part(data))


def test_a_label_stands_in_brackets_off_the_word_before_it() -> None:
    """By a narrow space, but not where a line begins."""
    data = write_docx(edition_of(article(p("one", cite("a"), br(), cite("b"), "two"))))

    assert "one\u202f[1][2]two" in words(part(data))


def test_a_citation_leads_to_the_bookmark_of_its_source() -> None:
    """The name follows the source's key, not its number."""
    data = write_docx(
        edition_of(article(p("Words", cite("b", "a"), "."))), copy=ReviewCopy(apparatus=False)
    )
    anchors = {anchor for anchor in every(part(data), "hyperlink", "anchor") if anchor}

    assert anchors == {reference_bookmark("a"), reference_bookmark("b")}


def test_every_leaf_is_surrounded_by_its_bookmark() -> None:
    """Each key of the article, each cell, each picture: opened before its words, closed behind."""
    edition = everything_edition()
    data = write_docx(edition, copy=ReviewCopy(apparatus=False))
    document = part(data)
    found = set(every(document, "bookmarkStart", "name"))
    chapter = edition.chapters[0]
    keys = {block.key for block in every_block(chapter.body) if isinstance(block, Figure)}
    keys |= {chapter.title.key, chapter.disclaimer.full.key}
    keys |= {message.key for message in chapter.key_messages}

    assert {bookmark_name(key) for key in keys} <= found
    for paragraph in document.iter(f"{{{W}}}p"):
        runs = [child.tag.rpartition("}")[2] for child in paragraph][1:]
        if runs:
            assert (runs[0], runs[-1]) == ("bookmarkStart", "bookmarkEnd")


def test_every_cell_holds_a_bookmark() -> None:
    """Empty ones too: a reviewer may write into them."""
    data = write_docx(
        edition_of(article(table(("A", ""), ("", "1")))), copy=ReviewCopy(apparatus=False)
    )
    cells = list(part(data).iter(f"{{{W}}}tc"))

    assert len(cells) == 4
    for cell in cells:
        assert len(every(cell, "bookmarkStart", "name")) == 1


def test_no_two_elements_have_one_id() -> None:
    """Word may call a file corrupt where two are alike."""
    ids = every(part(write_docx(everything_edition())), "bookmarkStart", "id")

    assert len(ids) == len(set(ids)) > 40


def test_there_are_no_content_controls() -> None:
    """LibreOffice 7.4 loses words of a paragraph inside a w:sdt."""
    data = write_docx(everything_edition())

    for name in names(data):
        if name.endswith(".xml"):
            assert list(part(data, name).iter(f"{{{W}}}sdt")) == []


def test_headings_have_the_level_they_have_elsewhere() -> None:
    """The title is level 1, a section of the body level 2."""
    data = write_docx(edition_of(article(section("Outer", section("Inner", p("Words"))))))
    styles = {words(each): every(each, "pStyle")[0] for each in part(data).iter(f"{{{W}}}p")}

    assert styles["A sample title"] == "Title"
    assert styles["Outer"] == "Heading2"
    assert styles["Inner"] == "Heading3"


def test_a_table_repeats_its_header_and_tears_no_row() -> None:
    """w:tblHeader on the first row alone, w:cantSplit on all."""
    made = article(table(("A",), ("1",), ("2",), row_headers=True))
    data = write_docx(edition_of(made), copy=ReviewCopy(apparatus=False))
    rows = list(part(data).iter(f"{{{W}}}tr"))

    assert [row.find(f".//{{{W}}}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{{{W}}}cantSplit") is not None for row in rows)
    assert every(rows[1], "pStyle") == ["JPTableHeading"]


def test_two_tables_that_touch_stay_two() -> None:
    """Word joins tables without a paragraph between them."""
    data = write_docx(edition_of(article(table(("A",)), table(("B",)))))
    body = part(data)[0]
    tags = [child.tag.rpartition("}")[2] for child in body]

    assert "tbl tbl" not in " ".join(tags)


def test_a_list_counts_from_its_start_and_the_next_one_anew() -> None:
    """Each numbered list is a list of Word's of its own."""
    edition = edition_of(article(ol("three", "four", start=3), ol("one")))
    data = write_docx(edition, copy=ReviewCopy(apparatus=False))
    numbers = {words(each): every(each, "numId") for each in part(data).iter(f"{{{W}}}p")}
    starts = every(part(data, "word/numbering.xml"), "startOverride")

    assert numbers["three"] == numbers["four"] != numbers["one"]
    assert starts == ["3", "1"]


def test_a_decorative_picture_says_so() -> None:
    """No description and the extension that Word writes for it; the other one has its words."""
    made = article(figure("x.png", "A teal rectangle"), figure("x.png"))
    document = part(write_docx(edition_with_pictures(made)))
    described = list(document.iter("{*}docPr"))

    assert [each.get("descr") for each in described] == ["A teal rectangle", ""]
    assert [len(list(each.iter("{*}decorative"))) for each in described] == [0, 1]


def test_one_picture_used_twice_is_stored_once() -> None:
    """Its bytes are in the file once."""
    data = write_docx(edition_with_pictures(article(figure("x.png", "a"), figure("x.png", "b"))))

    assert len([name for name in names(data) if name.startswith("word/media/")]) == 1


def test_foreign_words_name_their_language() -> None:
    """For a spelling checker and for a voice."""
    document = part(write_docx(edition_of(article(p("le ", foreign("mot juste", "fr"), ".")))))
    run = next(each for each in document.iter(f"{{{W}}}r") if words(each) == "mot juste")

    assert every(run, "lang") == ["fr"]


def test_arabic_paragraphs_tables_and_page_run_from_right_to_left() -> None:
    """w:bidi on each paragraph and the section, w:rtl on Arabic runs and not on Latin ones."""
    made = article(p("علاج CAR-T جديد"), table(("ا", "ب")), lang="ar", title="عنوان")
    document = part(write_docx(edition_of(made)))
    runs = {words(run): bool(every(run, "rtl")) for run in document.iter(f"{{{W}}}r")}

    assert all(each.find(f"{{{W}}}pPr/{{{W}}}bidi") is not None
               for each in document.iter(f"{{{W}}}p"))  # fmt: skip
    assert document.find(f".//{{{W}}}sectPr/{{{W}}}bidi") is not None
    assert document.find(f".//{{{W}}}bidiVisual") is not None
    assert runs["علاج "] is True
    assert runs["CAR-T"] is False


def test_a_book_has_a_section_and_numbers_of_its_own_for_each_chapter() -> None:
    """Links between chapters stay inside; every list of sources begins at 1."""
    book = collection(
        article(p("See ", cross("two", "the other"), cite("k"), "."), slug="one"),
        article(p("Words", cite("k", "l"), "."), slug="two"),
    )
    data = write_docx(book)
    extract = extract_docx(data)

    assert [anchor for anchor, _ in extract.references] == ["one-ref-1", "two-ref-1", "two-ref-2"]
    assert len(list(part(data).iter(f"{{{W}}}sectPr"))) == len(extract.running) == 2
    assert differences(book, data) == []


def test_deep_nesting_stays_within_words_nine_levels() -> None:
    """What lies deeper is indented directly."""
    nested = ul("at the bottom")
    for level in range(14):
        nested = ul(item(f"level {level}", nested))
    edition = edition_of(
        article(nested, quote(callout("note", ul("in a box", item(ol("deeper"))))))
    )
    data = write_docx(edition)

    assert differences(edition, data) == []
    assert max(int(level) for level in every(part(data), "ilvl")) == 8


def test_an_item_that_begins_with_no_paragraph_is_read_like_any_other() -> None:
    """Its sign stands on a line alone."""
    edition = edition_of(article(ul(item(quote(p("quoted"))), item(ul("inner")))))

    assert differences(edition, write_docx(edition)) == []


@pytest.mark.parametrize("rows", [10, pytest.param(300, marks=pytest.mark.tool)])
def test_a_long_table_is_whole(rows: int) -> None:
    """Rows of 12 cells, each with a citation, are read back cell for cell."""
    row = tuple((f"cell {column}", cite("a")) for column in range(12))
    edition = edition_of(article(table(row, *(row for _ in range(rows)))))
    data = write_docx(edition)

    assert sum(leaf.kind == "cell" for leaf in extract_docx(data).leaves) == 12 * (rows + 1)
    assert docx_faults(data) == ()


def test_a_link_with_several_runs_is_one_link() -> None:
    """Marks inside a link do not cut it."""
    made = article(p(link("https://x.example/?a=1&b=2", "one ", strong("two")), "."))
    leaf = next(leaf for leaf in extract_docx(write_docx(edition_of(made))).leaves if leaf.links)

    assert leaf.text == "one two."
    assert leaf.links == ("https://x.example/?a=1&b=2",)
