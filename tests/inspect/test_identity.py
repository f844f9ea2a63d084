"""A file says which text it holds, whatever its name and format."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

from journalpress.edition.types import Edition
from journalpress.inspect.identity import Mark, identify
from journalpress.reviewcopy import ReviewCopy
from journalpress.writers import WRITERS, as_copy, in_layout
from tests.editions import approved, collection, edition_of
from tests.trees import article, cross, p

# Pages take long to draw.
DRAWN = [pytest.param(name, marks=pytest.mark.tool) for name in ("pdf", "large-print", "booklet")]


@cache
def edition(lang: str = "en-GB") -> Edition:
    """A leaflet in force that names another leaflet with its code."""
    words = article(p("Words ", cross("other", "about another"), "."), slug="lupus", lang=lang)
    return edition_of(approved(words), draft=False)


@cache
def written(name: str) -> bytes:
    """The same leaflet in this format, or in this layout of the PDF."""
    writer = WRITERS[name] if name in WRITERS else in_layout(WRITERS["pdf"], name)
    return writer.write(edition())


def mark_of(data: bytes) -> Mark:
    """The only text in a file."""
    said = identify(data)
    assert said is not None
    (mark,) = said.marks
    return mark


@pytest.mark.parametrize("name", [*DRAWN, "epub", "html"])
def test_every_format_says_which_text_it_is(name: str) -> None:
    """Code, version and digest, from the bytes alone."""
    identity = edition().chapters[0].identity
    mark = mark_of(written(name))

    assert (mark.code, mark.version, mark.digest) == (
        identity.code, identity.version, identity.digest,
    )  # fmt: skip
    assert mark.id in ("", identity.id)


def test_a_word_copy_says_whose_it_is() -> None:
    """By its baseline: article, version, digest, and for whom it was made."""
    identity = edition().chapters[0].identity
    copy = as_copy(WRITERS["docx"], ReviewCopy("Dr Okafor"), ())
    said = identify(copy.write(edition()))

    assert said is not None
    assert said.recipient == "Dr Okafor"
    assert said.marks == (Mark(id=identity.id, version=identity.version, digest=identity.digest),)


def test_a_word_copy_without_its_baseline_is_known_by_its_properties() -> None:
    """Some programs drop what they do not know; slug and digest stay in the core properties."""
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as old, zipfile.ZipFile(stripped, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))

    assert mark_of(stripped.getvalue()) == Mark(
        slug="lupus", digest=edition().chapters[0].identity.digest
    )


def test_a_book_says_it_of_each_chapter() -> None:
    """With the names of its articles."""
    book = collection(article(p("x"), slug="one"), article(p("y"), slug="two"), draft=True)
    said = identify(WRITERS["epub"].write(book))

    assert said is not None
    assert {each.slug for each in said.marks} == {"one", "two"}
    assert {each.code for each in said.marks} == {""}


def test_plain_text_is_known_by_its_printed_code() -> None:
    """Its own code stands behind the words for it; those of other leaflets do not count."""
    assert mark_of(written("text")) == Mark(code=edition().chapters[0].identity.code)


@pytest.mark.parametrize("name", [DRAWN[0], "html"])
def test_a_file_that_lost_its_metadata_is_known_by_its_printed_code(name: str) -> None:
    """Printed to PDF again, or saved by a mail program."""
    data = written(name)
    if name == "pdf":
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as pdf:
            del pdf.trailer.Info
            buffer = io.BytesIO()
            pdf.save(buffer)
        data = buffer.getvalue()
    else:
        data = re.sub(rb'<meta name="journalpress-[^>]*>', b"", data)

    assert mark_of(data) == Mark(code=edition().chapters[0].identity.code)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\ntorn",
        b"PK\x03\x04torn",
        b"<!doctype html><title>x</title>",
        b"Words without a code, ABCD-EFGH-J among them.",
        b"Leaflet code: QMW4-M1M4-B",
        b"\x00\xff" * 1000,
        b'<html><meta name="journalpress-digest" content="">',
    ],
)
def test_what_is_not_ours_says_nothing(data: bytes) -> None:
    """Torn files, files of others, codes whose check character is wrong."""
    assert identify(data) is None


def test_a_damaged_file_stops_nothing() -> None:
    """Cut anywhere, a file of ours says what it can, or nothing."""
    for name in ("pdf", "epub", "docx", "html"):
        data = written(name)
        for share in (0.2, 0.6, 0.95):
            identify(data[: int(len(data) * share)])
