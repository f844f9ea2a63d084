"""A .csl file is taken for what it is, and each entry for itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from journalpress.csl.style import read_style, standalone
from journalpress.errors import InputError
from tests.csl.styles import AUTHOR_DATE, NUMERIC, style_of, style_text

GOOD = style_text(NUMERIC)
CSL = "{http://purl.org/net/xbiblio/csl}"


def refused(text: str) -> str:
    """What is said of this file, with what to do."""
    with pytest.raises(InputError) as error:
        read_style(text.encode(), "s.csl")
    assert "\n" not in str(error.value)
    return f"{error.value}  → {error.value.hint}"


def made_of(layout: str, **parts: str) -> etree._Element:
    """The style as it is used."""
    return etree.fromstring(standalone(style_of(layout, **parts)))


def test_a_style_is_kept_byte_for_byte() -> None:
    """Its bytes decide whether leaflets are due."""
    style = read_style(GOOD.encode(), "styles/s.csl")

    assert (style.name, style.data) == ("styles/s.csl", GOOD.encode())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[:200], "“s.csl” is no CSL: it is no whole XML (line 3)"),
        (lambda _: "", "“s.csl” is no CSL: it is no whole XML"),
        (lambda _: "<html><p/></html>", "“s.csl” is no CSL: it begins with <html>"),
        (
            lambda text: text.replace("<style", '<!DOCTYPE style [<!ENTITY x "y">]>\n<style'),
            "has a document type",
        ),
        (lambda text: text.replace("in-text", "note"), "is a style for footnotes"),
        (
            lambda text: text.partition("<bibliography")[0] + "</style>",
            "does not say how a list of sources prints",
        ),
        (
            lambda text: text.replace('macro="address"', 'macro="adress"'),
            "calls a macro “adress” that it does not have",
        ),
    ],
)  # fmt: skip
def test_what_cannot_print_a_numbered_list_is_refused(
    change: Callable[[str], str], words: str
) -> None:
    """One line each, with where a better one is found."""
    said = refused(change(GOOD))

    assert words in said
    assert "https://www.zotero.org/styles" in said


def test_a_file_outside_is_never_opened() -> None:
    """A style may name one as an entity; it comes from the network, so it is not trusted."""
    evil = GOOD.replace(
        "<style", '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<style'
    )

    assert "has a document type" in refused(evil.replace("Invented", "&x;"))


def test_a_style_that_points_to_another_names_it() -> None:
    """Most of Zotero's do: a journal's own name for the style of its publisher."""
    link = '<link href="http://www.zotero.org/styles/nature" rel="independent-parent"/>'
    text = style_text("", about=link)

    assert refused(text) == (
        "“s.csl” only says that another style is used: nature  → download nature.csl from "
        "http://www.zotero.org/styles/nature and name that"
    )
    assert "it does not name which" in refused(
        text.replace("http://www.zotero.org/styles/nature", "")
    )


def test_number_and_label_of_an_entry_are_ours() -> None:
    """A group that holds nothing but the number goes with it, by the rules of CSL itself."""
    root = made_of(
        '<group prefix="["><text variable="citation-number"/></group>'
        '<text variable="citation-label"/>'
    )

    assert "citation-number" not in etree.tostring(root).decode()
    assert "citation-label" not in etree.tostring(root).decode()


def test_what_looks_at_the_neighbours_is_gone() -> None:
    """Order, letters behind years, dashes for names: the marks of the text know none of them."""
    root = made_of(
        AUTHOR_DATE,
        bibliography='subsequent-author-substitute="———" second-field-align="flush"',
    )

    (citation,) = root.iter(f"{CSL}citation")
    (bibliography,) = root.iter(f"{CSL}bibliography")
    assert not citation.attrib
    assert set(bibliography.attrib) == {"et-al-min", "et-al-use-first"}
    assert [each.tag for each in bibliography] == [f"{CSL}layout"]


def test_a_name_stands_before_its_label_unless_the_style_says_otherwise() -> None:
    """As the specification has it; a substitute inherits the name around it."""
    root = made_of(
        '<names variable="editor"><label/></names>'
        '<names variable="author"><label/><name/></names>'
        '<names variable="author"><name/><substitute><names variable="editor"><label/></names>'
        "</substitute></names>"
    )
    layout = next(root.iter(f"{CSL}bibliography"))[0]

    orders = [[etree.QName(each).localname for each in names] for names in layout]
    assert orders == [["name", "label"], ["label", "name"], ["name", "substitute"]]
    assert [etree.QName(each).localname for each in layout[2][1][0]] == ["label"]


def test_titles_keep_the_capitals_that_their_author_wrote() -> None:
    """Case of sentences would print “german” and “alzheimer”."""
    root = made_of(AUTHOR_DATE)

    cases = [each.get("text-case") for each in root.iter() if each.get("text-case")]
    assert cases == ["capitalize-first"]
