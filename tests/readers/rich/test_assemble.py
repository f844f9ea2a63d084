"""Tests of journalpress.readers.rich.assemble."""

from __future__ import annotations

from dataclasses import replace

from journalpress.model import plain
from journalpress.readers.rich.tree import About, Heading, Said
from tests.readers.rich.documents import (
    assembled,
    body,
    document,
    head,
    para,
    told,
    words,
)


def test_a_disclaimer_is_proposed_and_no_paragraph() -> None:
    """It goes to its field, whether the reader found it or its words tell it."""
    text = "For general information only, not a substitute for medical advice."
    made = assembled(document(para("a"), para("b"), head("Disclaimer"), para(text)))
    assert made.article is not None
    assert made.article.disclaimer_found is not None
    assert made.article.disclaimer_found.text == text
    assert body(made) == "a\n\nb"
    assert told(made) == ["JP008", "JP130"]


def test_the_title_is_found_where_the_file_names_none() -> None:
    """The first heading is it; without one the name of the file is, until a person confirms."""
    first = assembled(document(head("The first", 1), para("x"), title=""))
    assert first.article is not None
    assert plain(first.article.title.inlines) == "The first"
    named = assembled(document(para("x"), title=""))
    assert named.article is not None
    assert plain(named.article.title.inlines) == "lupus"
    assert [each.kind for each in named.open] == ["title"]


def test_an_empty_document_is_refused_in_one_line() -> None:
    """There is no article, and the problem says what to do."""
    made = assembled(document(title="Only a title"))
    assert made.article is None
    assert told(made) == ["JP105"]


def test_the_title_once_more_is_no_heading() -> None:
    """Many systems print the title again at the top of the text."""
    made = assembled(document(Heading(2, words("Living with lupus")), para("x")))
    assert body(made) == "x"


def test_a_title_without_latin_letters_takes_its_slug_from_the_address() -> None:
    """Ten Arabic pages are not article-2 to article-10; the name of the file is the last resort."""
    arabic = document(para("ألم في الجانب الأيمن."), title="حصى المرارة")
    about = About(url=Said("https://clinic.example/ar/hasa-almarara/", "its head"))
    led = assembled(replace(arabic, about=about), lang="ar")
    assert led.article is not None
    assert led.article.slug == "hasa-almarara"
    named = assembled(arabic, lang="ar")
    assert named.article is not None
    assert named.article.slug == "lupus"
