"""Tests of the metadata: true of this book, because it is read off its documents."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from journalpress.edition.types import Edition
from journalpress.errors import RenderingError
from journalpress.inspect.book import check_book
from journalpress.writers import Claim
from journalpress.writers.epub import write_epub
from journalpress.writers.epub.book import make_book
from journalpress.writers.epub.checks import Document, read_document
from journalpress.writers.epub.metadata import book_entries, book_identifier
from journalpress.writers.epub.types import Dublin, Named, Property
from tests import tools
from tests.editions import CLINIC, collection, edition_of, everything_edition, house, png
from tests.trees import article, figure, p

CLAIM = Claim("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Dr A. Invented")


def stated(edition: Edition, name: str) -> list[str]:
    """Every value that the book gives for this name."""
    return [entry.value for entry in make_book(edition).entries if entry.name == name]


def pictured(alt: str) -> Edition:
    """A book with one picture."""
    return edition_of(article(p("x"), figure("x.png", alt)), media={"x.png": png()})


def test_a_book_without_pictures_claims_none() -> None:
    """Text alone: no visual mode, no text alternatives."""
    plain = edition_of(article(p("Words")))

    assert stated(plain, "schema:accessMode") == ["textual"]
    assert stated(plain, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in stated(plain, "schema:accessibilityFeature")
    assert stated(plain, "schema:accessibilitySummary")[0].endswith("There are no pictures.")


def test_a_described_picture_gives_alternative_text() -> None:
    """The feature is claimed where a picture has a description."""
    book = pictured("A hand")

    assert stated(book, "schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" in stated(book, "schema:accessibilityFeature")
    assert "has a text description" in stated(book, "schema:accessibilitySummary")[0]


def test_a_decorative_picture_gives_none() -> None:
    """A picture that says nothing is a picture, but no description is claimed."""
    book = pictured("")

    assert stated(book, "schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" not in stated(book, "schema:accessibilityFeature")
    assert "picture" not in stated(book, "schema:accessibilitySummary")[0]


def test_every_book_has_contents_and_no_hazard() -> None:
    """What each of our books offers; nothing in it moves, flashes or sounds."""
    book = everything_edition()

    assert {"readingOrder", "structuralNavigation", "tableOfContents"} <= set(
        stated(book, "schema:accessibilityFeature")
    )
    assert stated(book, "schema:accessibilityHazard") == ["none"]


FEATURE = "schema:accessibilityFeature"
MODE = "schema:accessMode"
ENOUGH = "schema:accessModeSufficient"
SUMMARY = "schema:accessibilitySummary"


def documents() -> tuple[Edition, list[Document]]:
    """The book of everything and its chapter as it is written."""
    edition = everything_edition(draft=False)
    (path,) = [f for f in make_book(edition).files if f.path == "articles/everything.xhtml"]
    nav = next(f for f in make_book(edition).files if f.path == "nav.xhtml")
    return edition, [read_document(f.path, f.data.decode()) for f in (nav, path)]


def claimed(pattern: str = "", by: str = "") -> dict[str, set[str]]:
    """What the book states after every match of the pattern in its files was replaced."""
    edition, whole = documents()
    changed = [
        read_document(each.path, re.sub(pattern, by, each.data.decode(), flags=re.DOTALL))
        for each in whole
    ]
    if pattern:
        assert any(new.data != old.data for new, old in zip(changed, whole, strict=True))
    stated: dict[str, set[str]] = {}
    for entry in book_entries(edition, changed):
        stated.setdefault(entry.name, set()).add(entry.value)
    return stated


def test_the_book_of_everything_states_every_feature() -> None:
    """Else the mutations below would prove nothing."""
    stated = claimed()
    wording = everything_edition().wording

    assert stated[MODE] == {"textual", "visual"}
    assert stated[ENOUGH] == {"textual", "textual,visual"}
    assert stated[FEATURE] == {
        "alternativeText", "displayTransformability", "readingOrder", "structuralNavigation",
        "tableOfContents",
    }  # fmt: skip
    assert stated[SUMMARY] == {
        f"{wording.accessible} {wording.tables_headed} {wording.citations_return} "
        f"{wording.pictures_described}"
    }


@pytest.mark.parametrize(
    ("pattern", "by", "name", "value"),
    [
        (r' alt="[^"]*"', "", FEATURE, "alternativeText"),
        (r' alt="[^"]+"', "", FEATURE, "alternativeText"),
        (r' alt="[^"]*"', ' alt=""', FEATURE, "alternativeText"),
        (r' alt="A teal[^"]*"', "", ENOUGH, "textual"),
        (r"<img [^>]*>", "", MODE, "visual"),
        (r"<img [^>]*>", "", ENOUGH, "textual,visual"),
        (r"<img [^>]*>", "", FEATURE, "alternativeText"),
        (r"<(/?)h2", r"<\1h3", FEATURE, "structuralNavigation"),
        (r'epub:type="toc"', "", FEATURE, "tableOfContents"),
    ],
)
def test_a_feature_that_is_taken_out_is_no_longer_stated(
    pattern: str, by: str, name: str, value: str
) -> None:
    """Nothing is asserted: each statement goes with what it is read off."""
    assert value in claimed()[name]
    assert value not in claimed(pattern, by).get(name, set())


@pytest.mark.parametrize(
    ("pattern", "by", "sentence"),
    [
        (r"<table.*?</table>", "", "tables_headed"),
        (r"<(/?)th\b", r"<\1td", "tables_headed"),
        (r'epub:type="noteref"', "", "citations_return"),
        (r' alt="[^"]*"', "", "pictures_described"),
        (r"<img [^>]*>", "", "pictures_described"),
    ],
)
def test_the_summary_says_what_the_book_holds(pattern: str, by: str, sentence: str) -> None:
    """No sentence about tables where there is none, and so on."""
    said: str = getattr(everything_edition().wording, sentence)

    assert said in claimed()[SUMMARY].pop()
    assert said not in claimed(pattern, by)[SUMMARY].pop()


def test_a_claim_names_who_certifies_it() -> None:
    """EPUB Accessibility 1.1, section 4.3: the certifier refines the claim."""
    data = write_epub(everything_edition(draft=False), CLAIM)

    assert not {each.code for each in check_book(data)} & {"JPE060", "JPE061", "JPE063"}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = book.read("EPUB/content.opf").decode()
    assert (
        f'<meta property="dcterms:conformsTo" id="conformance">{CLAIM.conforms_to}</meta>'
        in package
    )
    assert (
        '<meta property="a11y:certifiedBy" refines="#conformance">Dr A. Invented</meta>' in package
    )


def test_a_draft_claims_nothing() -> None:
    """Nobody can certify what is not finished."""
    with pytest.raises(RenderingError, match="draft"):
        write_epub(everything_edition(draft=True), CLAIM)


@pytest.mark.tool
def test_epubcheck_takes_the_claim(tmp_path: Path) -> None:
    """Its vocabulary and its words."""
    path = tmp_path / "claim.epub"
    path.write_bytes(write_epub(everything_edition(draft=False), CLAIM))

    assert tools.epubcheck(path) == ()


def test_no_book_claims_that_it_conforms() -> None:
    """That needs a person who certifies it."""
    names = {entry.name for entry in make_book(everything_edition()).entries}

    assert not names & {"dcterms:conformsTo", "a11y:certifiedBy"}


def test_the_book_says_who_made_it_and_what_it_is_about() -> None:
    """Title, languages, publisher, authors, subject, description."""
    book = everything_edition(draft=False)

    assert stated(book, "title") == ["Everything"]
    assert stated(book, "language") == ["en-GB"]
    assert stated(book, "publisher") == [CLINIC.name]
    assert stated(book, "creator") == ["Dr A. Invented"]
    assert stated(book, "subject") == ["Immune health"]
    assert stated(book, "description") == ["What stands first, in one sentence."]


def test_a_mixed_book_names_every_language() -> None:
    """Its own first, each once."""
    mixed = collection(
        article(p("x"), slug="one", lang="fr"), article(p("y"), slug="two", lang="fr")
    )

    assert stated(mixed, "language") == ["en-GB", "fr"]


def test_a_book_of_one_article_carries_version_code_and_digest() -> None:
    """The file can be traced to the text that was approved; a collection says it per chapter."""
    edition = everything_edition(draft=False)
    identity = edition.chapters[0].identity
    named = {e.name: e.value for e in make_book(edition).entries if isinstance(e, Named)}
    both = collection(article(p("x"), slug="one"), article(p("y"), slug="two"))

    assert named == {
        "journalpress-version": "2",
        "journalpress-code": identity.code,
        "journalpress-digest": identity.digest,
        "cover": "cover-image",
    }
    assert [e.name for e in make_book(both).entries if isinstance(e, Named)] == ["cover"]
    chapter = next(f for f in make_book(both).files if f.path == "articles/two.xhtml")
    assert both.chapters[1].identity.digest.encode() in chapter.data


def test_the_identifier_outlives_a_new_version_and_a_new_slug() -> None:
    """A reading system must replace the old book; another clinic's book must not."""
    before = edition_of(article(p("Old"), slug="lupus", id="lupus"))
    after = edition_of(article(p("New"), slug="lupus-guide", id="lupus", version=3))
    elsewhere = edition_of(article(p("Old"), slug="lupus", id="lupus"), house=house(clinic=NAMED))

    assert book_identifier(before) == book_identifier(after)
    assert book_identifier(before) != book_identifier(elsewhere)
    assert book_identifier(before).startswith("urn:uuid:")


NAMED = type(CLINIC)(name="Another Clinic")


@pytest.mark.parametrize("character", ["\x0b", "\ufffe", "\x00", "\ud800"])
def test_a_character_that_no_book_can_hold_is_refused(character: str) -> None:
    """EbookLib would write an empty element and say that all is well."""
    with pytest.raises(RenderingError, match=f"U\\+{ord(character):04X}"):
        make_book(edition_of(article(p("x"), slug="one"), title=f"A{character}title", name="b"))


def test_no_entry_is_empty() -> None:
    """An empty element is an error to EPUBCheck."""
    bare = edition_of(article(p("x")), house=house(clinic=type(CLINIC)()))

    for entry in make_book(bare).entries:
        assert isinstance(entry, Dublin | Property | Named)
        assert entry.value
