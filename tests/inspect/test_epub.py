"""Tests of reading a book back: as a reading system does, from its bytes alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from journalpress.errors import DisagreementError
from journalpress.inspect.epub import extract_book, read_book
from journalpress.writers.epub import write_epub
from tests.editions import CLINIC, collection
from tests.trees import article, cite, cross, p
from tests.writers.mutations_xhtml import with_member


@cache
def written() -> bytes:
    """A book of two articles; the first leads to the second."""
    return write_epub(
        collection(
            article(p("See ", cross("two", "the other"), cite("a"), "."), slug="one"),
            article(p("Words."), slug="two"),
        )
    )


def swapped(old: str, new: str) -> bytes:
    """The book with these words changed in its first chapter."""
    return with_member(
        written(), "EPUB/articles/one.xhtml",
        lambda page: page.replace(old.encode(), new.encode()),
    )  # fmt: skip


def links(data: bytes) -> list[str]:
    """The addresses of the links in the first chapter's first paragraph."""
    return [href for leaf in extract_book(data).leaves if "the other" in leaf.text
            for href in leaf.links]  # fmt: skip


def test_the_documents_come_in_the_order_of_the_spine() -> None:
    """Not in the order of the zip or of the manifest."""
    turned = with_member(
        written(),
        "EPUB/content.opf",
        lambda opf: (
            opf.replace(b'idref="text-articles-one"', b'idref="X"')
            .replace(b'idref="text-articles-two"', b'idref="text-articles-one"')
            .replace(b'idref="X"', b'idref="text-articles-two"')
        ),
    )

    assert list(read_book(written()).documents)[4:6] == [
        "EPUB/articles/one.xhtml",
        "EPUB/articles/two.xhtml",
    ]
    assert list(read_book(turned).documents)[4:6] == [
        "EPUB/articles/two.xhtml",
        "EPUB/articles/one.xhtml",
    ]


def test_a_link_into_another_file_is_a_link_inside_the_book() -> None:
    """`two.xhtml#anchor` says the same as `#anchor` says in one page."""
    assert links(written()) == ["#two-chapter"]


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("two.xhtml#nowhere", ""),
        ("two.xhtml", ""),
        ("three.xhtml#two-chapter", "three.xhtml#two-chapter"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_link_that_leads_elsewhere_is_not_taken_for_it(address: str, read: str) -> None:
    """The extractor follows links; it does not believe them."""
    assert links(swapped("two.xhtml#two-chapter", address)) == [read]


def test_words_outside_chapters_are_not_leaves() -> None:
    """Title page and contents are furniture."""
    texts = [leaf.text for leaf in extract_book(written()).leaves]

    assert "Contents" not in texts
    assert "A book of leaflets" not in texts


def test_they_are_told_apart_from_them() -> None:
    """A line of the contents says where it leads; what a picture on the cover shows is not said."""
    covered = with_member(
        written(),
        "EPUB/title.xhtml",
        lambda page: page.replace(
            b"<body>", b'<body><div epub:type="cover"><img src="x" alt="Cover"/>Buy it.</div>'
        ),
    )
    around = extract_book(covered).book

    assert [leaf.text for leaf in around[:4]] == [
        "Buy it.", "DRAFT — not for patients", "A book of leaflets", CLINIC.name,
    ]  # fmt: skip
    assert ("A sample title", ("#one-chapter",)) in [(leaf.text, leaf.links) for leaf in around]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<itemref idref="text-articles-two"/>', b""),
        (b'idref="text-articles-two"', b'idref="text-articles-two" linear="no"'),
    ],
)
def test_a_chapter_outside_the_reading_order_has_not_been_said(old: bytes, new: bytes) -> None:
    """A file that nobody comes to while reading does not count."""
    data = with_member(written(), "EPUB/content.opf", lambda opf: opf.replace(old, new))

    assert "Words." in [leaf.text for leaf in extract_book(written()).leaves]
    assert "Words." not in [leaf.text for leaf in extract_book(data).leaves]


def test_a_mark_whose_note_is_in_no_chapter_leads_nowhere() -> None:
    """Its number is read, its target is not."""
    data = swapped('id="one-ref-1"', 'id="one-ref-9"')
    marks = [mark for leaf in extract_book(data).leaves for mark in leaf.marks]

    assert marks == [(1, "")]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"not a zip",
        lambda book: book[:-200],
        lambda book: with_member(book, "META-INF/container.xml", lambda _: None),
        lambda book: with_member(book, "EPUB/content.opf", lambda _: b"<package"),
        lambda book: with_member(book, "EPUB/articles/two.xhtml", lambda _: None),
        lambda book: with_member(book, "EPUB/articles/two.xhtml", lambda page: page[:300]),
    ],
    ids=["empty", "no zip", "torn", "no container", "no package", "no chapter", "half a chapter"],
)
def test_a_book_that_is_not_whole_is_a_disagreement(spoil: Callable[[bytes], bytes]) -> None:
    """Torn, emptied or robbed of a file: one line, no traceback."""
    with pytest.raises(DisagreementError, match="cannot be read back"):
        extract_book(spoil(written()))


def test_a_member_whose_bytes_were_touched_is_a_disagreement() -> None:
    """The zip's own check sums are used."""
    packed = bytearray(written())
    with zipfile.ZipFile(io.BytesIO(written())) as book:
        info = book.getinfo("EPUB/articles/two.xhtml")
    packed[info.header_offset + 30 + len(info.filename) + 40] ^= 0xFF

    with pytest.raises(DisagreementError, match="cannot be read back"):
        extract_book(bytes(packed))
