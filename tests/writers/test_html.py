"""Tests of the web page: it says all, needs nothing, and is pleasant to read on any screen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.errors import DisagreementError
from journalpress.verify import compare
from journalpress.writers import WRITERS
from journalpress.writers.html import extract_html, write_html
from tests import tools
from tests.editions import approved, collection, edition_of, everything, everything_edition, png
from tests.trees import article, cross, p, section, table
from tests.writers.mutations_xhtml import ALTERATIONS, altered_page
from tests.writers.test_contract import means


@cache
def edition() -> Edition:
    """A sample with every kind of block, approved."""
    return everything_edition(draft=False)


@cache
def page() -> bytes:
    """Its page."""
    return write_html(edition())


def root(data: bytes) -> etree._Element:
    """The page's elements."""
    return etree.fromstring(data)


@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_altered_page_is_caught(name: str) -> None:
    """Whatever is changed in a finished page no longer agrees with the Edition."""
    found = extract_html(altered_page(page(), name))

    assert compare(expectation(edition()), found, means(WRITERS["html"]))


def test_the_page_says_its_language_and_direction() -> None:
    """Screen readers choose their voice by it; Arabic runs from the right."""
    arabic = root(write_html(edition_of(article(p("نص"), lang="ar"))))

    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert (root(page()).get("lang"), root(page()).get("dir")) == ("en-GB", "ltr")


def test_the_page_has_one_main_landmark_and_one_first_heading() -> None:
    """Who cannot see the page finds its beginning."""
    assert len(root(page()).findall(".//main")) == 1
    assert len(root(page()).findall(".//h1")) == 1


def test_the_head_tells_which_text_this_is() -> None:
    """Version, code and digest are in the file: the copy can be traced."""
    identity = edition().chapters[0].identity
    named = {meta.get("name"): meta.get("content") for meta in root(page()).iter("meta")}

    assert named["journalpress-version"] == "2"
    assert named["journalpress-code"] == identity.code
    assert named["journalpress-digest"] == identity.digest
    assert named["description"] == "What stands first, in one sentence."


def test_a_draft_has_no_code() -> None:
    """What nobody approved has nothing that looks like a code."""
    assert b"journalpress-code" not in write_html(everything_edition(draft=True))


def test_the_title_is_escaped_once() -> None:
    """Signs and quotation marks in a title stay what they are."""
    title = root(page()).findtext("head/title")

    assert title == "Everything: a “title” with <signs> & more – Larkfield Clinic"


def test_the_page_needs_nothing_but_itself() -> None:
    """No address is fetched and nothing runs."""
    text = page().decode()

    assert not re.search(r"<(script|link|iframe|object)\b|@import|url\(", text)
    assert {image.get("src", "")[:22] for image in root(page()).iter("img")} == {
        "data:image/png;base64,"
    }


def test_the_page_lets_nothing_run() -> None:
    """Even words that slipped through as markup could neither run nor call home."""
    policy = root(page()).find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None

    assert {"script-src 'none'", "connect-src 'none'", "frame-src 'none'"} <= set(
        policy.get("content", "").split("; ")
    )


def test_only_a_page_in_force_may_be_found_by_search_engines() -> None:
    """A draft or a sample that lands on a server stays out of their results."""
    in_force = write_html(edition_of(approved(article(p("Words"))), draft=False))

    assert b"noindex" in page()
    assert b"noindex" not in in_force


def test_links_between_articles_of_one_page_stay_inside() -> None:
    """A jump leads to the other article's anchor, which is there."""
    book = collection(article(p(cross("two", "Two")), slug="one"), article(p("x"), slug="two"))
    leaf = next(leaf for leaf in extract_html(write_html(book)).leaves if leaf.text == "Two")

    assert leaf.links == ("#two-chapter",)


def test_a_torn_page_is_a_disagreement() -> None:
    """Half a page cannot be read back, and one line says so."""
    with pytest.raises(DisagreementError, match="cannot be read back"):
        extract_html(page()[: len(page()) // 2])


def wide_article() -> Edition:
    """Words, tables and addresses wider than a telephone."""
    long = "https://www.example.org/" + "a-long-address-without-any-end/" * 8
    return edition_of(
        article(
            p("Pneumonoultramicroscopicsilicovolcanoconiosis" * 3, " ", long),
            section("Wide", table(tuple("ABCDEFGHIJKL"), tuple("x" * 12 for _ in range(12)))),
            title="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        )
    )


@pytest.mark.tool
def test_pages_are_valid_html(tmp_path: Path) -> None:
    """The Nu Html Checker finds no error and warns of nothing."""
    editions = {
        "final": edition(),
        "draft": everything_edition(draft=True),
        "book": collection(everything("one"), everything("two"), media={"x.png": png()}),
        "arabic": edition_of(article(p("نص"), lang="ar", title="عنوان <b> & \"'")),
        "wide": wide_article(),
    }
    for name, each in editions.items():
        (tmp_path / f"{name}.html").write_bytes(write_html(each))
    findings = tools.vnu_errors(*sorted(tmp_path.glob("*.html")))

    # The page is XML as well, so that it can be read back strictly; HTML allows its slashes.
    assert [each for each in findings if "Trailing slash" not in each.message] == []


@pytest.mark.tool
@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_scrolls_sideways(tmp_path: Path, width: int) -> None:
    """Neither a word, nor a table, nor an address makes the page wider than its window."""
    for name, each in {"everything": edition(), "wide": wide_article()}.items():
        path = tmp_path / f"{name}.html"
        path.write_bytes(write_html(each))

        assert not tools.chromium_page_width(path, width).overflows


@pytest.mark.tool
def test_marks_are_large_enough_to_be_hit(tmp_path: Path) -> None:
    """A citation mark is a target of 24 pixels in height (WCAG 2.2, 2.5.8)."""
    path = tmp_path / "page.html"
    path.write_bytes(page())
    heights = tools.chromium_eval(
        path,
        "[...page.querySelectorAll('sup.cite a')].map(a => a.getBoundingClientRect().height)",
        320,
    )

    assert min(heights) >= 24
