"""The Word file for authors: filled in it comes back as the article that was meant."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from journalpress.edition.author_words import AUTHOR_WORDS, words_to_write_over
from journalpress.edition.checks import Surroundings, check_article
from journalpress.edition.template import is_example
from journalpress.inspect.docx_faults import docx_faults
from journalpress.model import plain
from journalpress.readers.imports import Import
from journalpress.readers.word import read_word
from journalpress.writers.docx import write_author_file
from tests.editions import house
from tests.journals import AS_OF
from tests.readers.rich.documents import body
from tests.tools import libreoffice_convert, ooxml_errors

LANGUAGES = sorted(AUTHOR_WORDS)

FILLED = {
    "Subtitle": ["Why a toe hurts, and what helps."],
    "Author": ["Dr Ann Other"],
    "Key message": ["Drink water.", "Rest the foot."],
    "Heading 1": ["What it is", "Common questions", "Sources"],
    "Body Text": ["Uric acid makes crystals.", "It comes back", "No."],
    "Heading 2": ["How it goes on"],
    "List Bullet": ["Beer", "Meat"],
    "Note": ["Call us if it is hot."],
    "Caption": ["What to drink", "A red toe"],
    "Question": ["Is it for life?"],
    "Source": ["Doe J. On gout. BMJ 2020.", "NHS. Gout. 2021."],
}


def filled(data: bytes) -> bytes:
    """The file as an author fills it in: each line written over, its style kept."""
    document = Document(io.BytesIO(data))
    left = {style: list(lines) for style, lines in FILLED.items()}
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if left.get(style or ""):
            paragraph.runs[0].text = left[style or ""].pop(0)
    for number, row in enumerate(document.tables[0].rows):
        for cell, words in zip(row.cells, (("Drink", "How much"), ("Water", "2 l"),
                                           ("Beer", "none"))[number], strict=True):  # fmt: skip
            cell.paragraphs[0].runs[0].text = words
    for described in document.element.body.iter("{*}docPr"):
        described.set("descr", "A toe that is red")
    assert not any(left.values())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(data: bytes) -> Import:
    """What an import makes of it."""
    return read_word(data, file="gout.docx")


def test_a_file_that_was_filled_in_becomes_the_article_without_a_question() -> None:
    """Every part in its place, both forms of citation, the notes left out."""
    found = read(filled(write_author_file(title="Gout", lang="en-GB", category="Joints")))

    assert found.open == ()
    assert body(found) == (
        "## What it is\n\nUric acid makes crystals.[@doe2020]\n\n### How it goes on\n\n"
        "It comes back[@source-2]\n\n- Beer\n- Meat\n\n> [!NOTE]\n> Call us if it is hot.\n\n"
        "| Drink | How much |\n| --- | --- |\n| Water | 2 l |\n| Beer | none |\n\n"
        "Table: What to drink\n\n![A toe that is red](../media/gout-1.png)\n*A red toe*\n\n"
        "## Common questions {.questions}\n\n### Is it for life?\n\nNo."
    )
    article = found.article
    assert article is not None
    assert (article.category, article.lang) == ("Joints", "en-GB")
    assert [each.name for each in article.people] == ["Dr Ann Other"]
    assert [plain(each.inlines) for each in article.key_messages] == FILLED["Key message"]
    assert [each.raw for each in article.sources] == FILLED["Source"]
    assert set(found.pictures) == {"gout-1.png"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_nobody_filled_in_is_read_and_found_out(lang: str) -> None:
    """In each language: no question, and every line that stands as it was is named."""
    found = read(write_author_file(title="Gout", lang=lang))

    assert found.open == ()
    assert not [each for each in found.problems if each.severity == "error"]
    article = found.article
    assert article is not None
    assert article.lang == lang
    assert "{.questions}" in body(found)
    around = Surroundings(house=house(), as_of=AS_OF, slugs=frozenset({article.slug}))
    told = " ".join(each.message for each in check_article(article, around) if each.code == "JP023")
    words = AUTHOR_WORDS[lang]
    for each in (words.first_paragraph, words.heading, words.cell, words.picture_description,
                 words.name, words.first_source, words.standfirst, words.first_key):  # fmt: skip
        assert each in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_each_language_are_whole(lang: str) -> None:
    """None is missing, and none is another language's."""
    words = AUTHOR_WORDS[lang]

    assert all(getattr(words, name) for name in words.__slots__)
    for other in set(LANGUAGES) - {lang}:
        assert words.first_paragraph != AUTHOR_WORDS[other].first_paragraph


def test_what_is_to_be_written_over_is_known_to_the_checks() -> None:
    """The headings that stay are not."""
    assert all(is_example(each) for each in words_to_write_over())
    assert not any(is_example(each.questions) for each in AUTHOR_WORDS.values())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_file_is_sound_and_the_same_each_time(lang: str) -> None:
    """No fault of Word's, nothing tracked or locked, no clock."""
    data = write_author_file(title="Gout", lang=lang)

    assert data == write_author_file(title="Gout", lang=lang)
    assert list(docx_faults(data)) == []
    settings = Document(io.BytesIO(data)).settings.element
    assert not list(settings.iter("{*}trackRevisions", "{*}documentProtection"))


@pytest.mark.tool
def test_a_file_that_libreoffice_saved_is_read_alike(tmp_path: Path) -> None:
    """Not every author has Word; and Microsoft's own validator finds no fault in ours."""
    ours = tmp_path / "gout.docx"
    ours.write_bytes(filled(write_author_file(title="Gout", lang="en-GB", category="Joints")))
    assert ooxml_errors(ours) == ()

    saved = libreoffice_convert(ours, "docx", tmp_path / "saved")

    found = read(saved.read_bytes())
    assert found.open == ()
    assert body(found) == body(read(ours.read_bytes()))


@pytest.mark.tool
def test_the_file_in_arabic_is_sound(tmp_path: Path) -> None:
    """Its styles run from right to left."""
    ours = tmp_path / "gout.docx"
    ours.write_bytes(write_author_file(title="Gout", lang="ar"))

    assert ooxml_errors(ours) == ()
