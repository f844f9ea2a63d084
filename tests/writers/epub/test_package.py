"""Tests of the packing: EbookLib's traps stay closed, and the same book has the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from journalpress.errors import RenderingError
from journalpress.writers.epub import write_epub
from journalpress.writers.epub.book import make_book
from journalpress.writers.epub.package import pack_book
from journalpress.writers.epub.types import Dublin, File, Named, Property
from tests.editions import edition_of, everything_edition
from tests.trees import article, p

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = REPOSITORY / "src" / "journalpress" / "writers" / "epub"
OPF = "{http://www.idpf.org/2007/opf}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def packed() -> bytes:
    """The book of one article that holds everything."""
    return write_epub(everything_edition(draft=False))


def opened() -> zipfile.ZipFile:
    """Its zip."""
    return zipfile.ZipFile(io.BytesIO(packed()))


def package_file(data: bytes) -> etree._Element:
    """The package file of a book."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return etree.fromstring(book.read("EPUB/content.opf"))


def test_ebooklib_is_only_asked_to_pack() -> None:
    """Its documents, contents and covers corrupt text in silence; none of them is used."""
    code = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.glob("*.py")))
    banned = re.compile(
        r"EpubHtml|EpubNav|EpubNcx|EpubCover|EpubCoverHtml|set_cover|add_author"
        r"|write_epub\(.*book|epub\.write_epub|\.guide\b|\.toc\b"
    )

    assert "epub.EpubItem" in code
    assert banned.findall(code) == []


def test_ebooklib_is_known_to_one_module() -> None:
    """Whoever replaces it changes one file."""
    users = [
        path.relative_to(REPOSITORY / "src").as_posix()
        for path in (REPOSITORY / "src").rglob("*.py")
        if re.search(r"^\s*(from|import) ebooklib", path.read_text("utf-8"), re.MULTILINE)
    ]

    assert users == ["journalpress/writers/epub/package.py"]


def test_the_mimetype_comes_first_and_is_stored() -> None:
    """OCF 3.3, 4.3.2: a program that looks at byte 30 sees what the file is."""
    assert packed()[30:58] == b"mimetypeapplication/epub+zip"


def test_nothing_in_the_zip_was_set_by_a_clock_or_a_disk() -> None:
    """Every member has the same date, system and rights."""
    for info in opened().infolist():
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert (info.create_system, info.external_attr) == (3, 0o644 << 16)


def test_texts_are_packed_and_pictures_are_not() -> None:
    """Packing a PNG again gains nothing."""
    kinds = {info.filename: info.compress_type for info in opened().infolist()}

    assert kinds["EPUB/articles/everything.xhtml"] == zipfile.ZIP_DEFLATED
    assert {kind for name, kind in kinds.items() if name.endswith(".png")} == {zipfile.ZIP_STORED}


def test_documents_reach_the_book_byte_for_byte() -> None:
    """EbookLib neither parses nor reprints what we have checked."""
    with opened() as book:
        for file in make_book(everything_edition(draft=False)).files:
            assert book.read(f"EPUB/{file.path}") == file.data


def test_the_package_file_says_language_direction_and_date() -> None:
    """xml:lang for Ace, the direction for pages, the approval's date in UTC, no advertisement."""
    package = package_file(packed())
    arabic = package_file(write_epub(edition_of(article(p("نص"), lang="ar"))))
    modified = [
        meta.text
        for meta in package.iter(f"{OPF}meta")
        if meta.get("property") == "dcterms:modified"
    ]

    assert (package.get(XML_LANG), package.get("dir")) == ("en-GB", "ltr")
    assert (arabic.get(XML_LANG), arabic.get("dir")) == ("ar", "rtl")
    assert arabic.findall(f"{OPF}spine")[0].get("page-progression-direction") == "rtl"
    assert package.get("prefix") is None
    assert modified == ["2026-06-20T00:00:00Z"]
    assert b"generator" not in etree.tostring(package)


def test_two_files_whose_names_differ_in_case_only_are_refused() -> None:
    """On most disks one would overwrite the other."""
    book = make_book(everything_edition())
    doubled = replace(book, files=(*book.files, File("other", "TITLE.xhtml", "text/css", b"x")))

    with pytest.raises(RenderingError, match=re.escape("title.xhtml")):
        pack_book(doubled)


def test_an_empty_file_is_refused() -> None:
    """EbookLib packs a document without a word and says that all is well."""
    book = make_book(everything_edition())
    (chapter, *_) = [file for file in book.files if file.path.startswith("articles/")]
    files = tuple(replace(file, data=b"") if file is chapter else file for file in book.files)

    with pytest.raises(RenderingError, match=re.escape(chapter.path)):
        pack_book(replace(book, files=files))


@pytest.mark.parametrize("entry", [Dublin("title", "a\x0bb"), Property("schema:x", "a\ufffe")])
def test_metadata_that_cannot_be_written_are_refused(entry: Dublin | Property) -> None:
    """EbookLib logs a line and leaves the element empty."""
    book = make_book(everything_edition())

    with pytest.raises(RenderingError, match=f"{entry.name} cannot be written"):
        pack_book(replace(book, entries=(*book.entries, entry)))


def test_a_name_that_cannot_be_written_is_refused() -> None:
    """An entry of ours stands in an attribute."""
    book = make_book(everything_edition())
    odd = Named("journalpress-code", "a\x00b")

    with pytest.raises(RenderingError, match="cannot be written"):
        pack_book(replace(book, entries=(*book.entries, odd)))


@pytest.mark.tool
@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Kiritimati", "1"), ("America/Lima", "77")])
def test_the_same_edition_has_the_same_bytes_anywhere(zone: str, seed: str) -> None:
    """In another process, time zone and hash seed."""
    program = (
        "import hashlib; from tests.editions import everything_edition;"
        "from journalpress.writers.epub import write_epub;"
        "print(hashlib.sha256(write_epub(everything_edition(draft=False))).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == sha256(packed()).hexdigest()
