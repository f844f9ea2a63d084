"""Tests of the faces in a book: none, or those that its words need, with their licences."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from journalpress.assets import fonts_dir
from journalpress.edition.types import Edition
from journalpress.inspect.epub import read_book
from journalpress.writers.epub import write_epub
from tests import tools
from tests.editions import collection, edition_of, everything_edition, house
from tests.trees import article, emph, foreign, p

# Each draws a cover.
pytestmark = pytest.mark.tool


def packed(edition: Edition) -> zipfile.ZipFile:
    """The book, opened as the zip that it is."""
    return zipfile.ZipFile(io.BytesIO(write_epub(edition)))


def faces(edition: Edition) -> set[str]:
    """The names of the faces in a book that brings them along."""
    names = packed(replace(edition, book_fonts=True)).namelist()
    return {name.rpartition("/")[2] for name in names if name.endswith(".ttf")}


def test_a_book_has_no_faces_unless_asked() -> None:
    """The reader's own choice stands."""
    book = packed(everything_edition())

    assert not [name for name in book.namelist() if "font" in name]
    assert b"@font-face" not in book.read("EPUB/book.css")


def test_the_house_asks_for_them() -> None:
    """The setting of journal.toml reaches the book."""
    made = edition_of(article(p("x")), house=house(book_fonts=True))

    assert made.book_fonts


def test_only_the_faces_that_are_needed_are_in_the_book() -> None:
    """Slanted cuts for slanted words, Arabic ones for Arabic text."""
    upright = {"SourceSerif4-Regular.ttf", "SourceSerif4-Bold.ttf",
               "SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"}  # fmt: skip
    arabic = {"NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf",
              "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"}  # fmt: skip

    assert faces(edition_of(article(p("x")))) == upright
    assert faces(edition_of(article(p(emph("x"))))) == upright | {
        "SourceSerif4-It.ttf", "SourceSans3-It.ttf"
    }  # fmt: skip
    assert faces(edition_of(article(p("x"), lang="ar"))) == upright | arabic
    assert faces(edition_of(article(p(foreign("كلمة", "ar"))))) == upright | arabic


def test_faces_are_unchanged_declared_and_named_in_the_stylesheet() -> None:
    """The Open Font License reserves the name for the very files; licences come along."""
    data = write_epub(replace(everything_edition(), book_fonts=True))
    book = zipfile.ZipFile(io.BytesIO(data))
    css = book.read("EPUB/book.css").decode()
    named = set(re.findall(r'url\("([^"]+)"\)', css))
    opf = "{http://www.idpf.org/2007/opf}"
    declared = {item.get("href") for item in read_book(data).package.iter(f"{opf}item")
                if item.get("media-type") == "font/ttf"}  # fmt: skip

    assert named == declared != set()
    for name in named:
        (own,) = fonts_dir().rglob(name.removeprefix("fonts/"))
        assert book.read(f"EPUB/{name}") == own.read_bytes()
    assert b"SIL OPEN FONT LICENSE" in book.read("META-INF/fonts/source-serif.txt").upper()
    assert 'font-family: "Source Sans 3", sans-serif' in css
    assert 'body { font-family: "Source Serif 4", serif; }' in css
    assert "font-family: sans-serif" not in css


def test_epubcheck_only_remarks_that_there_are_faces(tmp_path: Path) -> None:
    """CSS-028 is a note that fonts are used; there is nothing else."""
    arabic = article(p(emph("x")), slug="daght", lang="ar")
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(replace(collection(arabic), book_fonts=True)))

    assert {each.code for each in tools.epubcheck(path)} == {"CSS-028"}
