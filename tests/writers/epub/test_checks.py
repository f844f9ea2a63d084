"""Tests of the refusals: what a validator would let through, or what would stop a reader."""

from __future__ import annotations

import pytest

from journalpress.errors import RenderingError
from journalpress.writers.epub import write_epub
from journalpress.writers.epub.checks import check_documents, checked_text, read_document
from tests.editions import edition_of
from tests.trees import article, link, p, section


def document(body: str, path: str = "a.xhtml") -> str:
    """A document with this body below its heading."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>T</title></head><body><h1>{path}</h1>{body}</body></html>"
    )


def check(body: str) -> None:
    """Checks a book of this document and another that has the id `there`."""
    other = read_document("b.xhtml", document('<p id="there">x</p>'))
    check_documents([read_document("a.xhtml", document(body)), other], {"x.png"})


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="b.xhtml#there">x</a> <a href="#here" id="here">x</a></p>',
        '<p><a href="https://example.org/a?b=1&amp;c=%20#d">x</a> <a href="tel:+4420">x</a></p>',
        '<h2>x</h2><h3>x</h3><h2>x</h2><p lang="en-GB"><img src="x.png" alt=""/></p>',
    ],
)
def test_what_may_stand_in_a_book_passes(body: str) -> None:
    """Links, addresses, headings and pictures as we write them."""
    check(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<p><a href="javascript:alert(1)">x</a></p>', "may not stand"),
        ('<p><a href="JavaScript:alert(1)">x</a></p>', "may not stand"),
        ('<p><a href="file:///etc/passwd">x</a></p>', "may not stand"),
        ('<p><img src="data:image/png;base64,AAAA" alt="x"/></p>', "may not stand"),
        ('<p><a href="https://example.org/a b">x</a></p>', "may not stand"),
        ('<p><a href="c.xhtml">x</a></p>', "leads to no file"),
        ('<p><img src="../x.png" alt="x"/></p>', "leads to no file"),
        ('<p><a href="www.example.org">x</a></p>', "leads to no file"),
        ('<p><a href="b.xhtml#nowhere">x</a></p>', "leads to no place"),
        ('<p><a href="#nowhere">x</a></p>', "leads to no place"),
        ('<p><img src="x.png"/></p>', "no description"),
        ('<p id="there">x</p>', "stands twice"),
        ('<p id="a b">x</p>', "cannot be an anchor"),
        ("<h1>x</h1>", "only first-level heading"),
        ("<h3>x</h3>", "level 3 follows one of level 1"),
        ("<script>x</script>", "<script> does not belong"),
        ('<p onclick="x()">x</p>', "onclick does not belong"),
        ('<p style="x">x</p>', "style does not belong"),
        ('<p><a href="b.xhtml" ping="https://example.org">x</a></p>', "ping does not belong"),
        ('<p lang="en_GB">x</p>', "no language tag"),
    ],
)
def test_what_may_not_stand_in_a_book_is_refused(body: str, said: str) -> None:
    """Each in one line that names the file and what is wrong."""
    with pytest.raises(RenderingError, match=said) as raised:
        check(body)

    assert "\n" not in str(raised.value)
    assert ".xhtml" in str(raised.value)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\x7f", "\ufffe", "\udc80"])
def test_characters_outside_xml_are_refused(character: str) -> None:
    """A document that holds one cannot be opened by any reading system."""
    with pytest.raises(RenderingError, match=f"U\\+{ord(character):04X}"):
        checked_text(f"a{character}b", "the title")


def test_ordinary_characters_of_any_script_pass() -> None:
    """Tabs and line ends, accents, Arabic, emoji."""
    text = "a\t\n\r é נ ضغط 漢 😀 \u200f\u00ad"

    assert checked_text(text, "here") == text


def test_a_torn_document_is_refused_with_its_name() -> None:
    """Ours are always well-formed; if one were not, nothing would go out."""
    with pytest.raises(RenderingError, match=r"a\.xhtml is not well-formed"):
        read_document("a.xhtml", document("<p>x"))


def test_a_named_entity_is_refused() -> None:
    """XHTML knows five of them only."""
    with pytest.raises(RenderingError, match="well-formed"):
        read_document("a.xhtml", document("<p>&nbsp;</p>"))


def test_an_unusable_link_of_an_article_stops_the_book() -> None:
    """The refusal reaches whoever exports."""
    with pytest.raises(RenderingError, match=r"articles/sample\.xhtml.*javascript"):
        write_epub(edition_of(article(p(link("javascript:alert(1)", "x")))))


def test_an_anchor_used_twice_stops_the_book() -> None:
    """Links to it would lead to either."""
    twice = article(section("A", p("x"), anchor="same"), section("B", p("y"), anchor="same"))

    with pytest.raises(RenderingError, match="sample-same"):
        write_epub(edition_of(twice))
