"""The page of a review: all in its place, nothing lost, harmless, readable by everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from journalpress.assets import styles_dir
from journalpress.colour import contrast
from journalpress.passage import words_of
from journalpress.review.record import Decision, Record
from journalpress.review.report import Report
from journalpress.review.report_html import html_report
from journalpress.theme import NIGHT, PAPER
from tests import tools
from tests.editions import house
from tests.review.hostile import EVIL, hostile
from tests.review.reports import (
    LIND,
    add,
    decided,
    everything,
    lupus,
    report_of,
    returned_file,
    reword,
    sent,
)

THEME = house().theme


@cache
def page(kind: str = "everything") -> str:
    """The page of a report."""
    return html_report([hostile() if kind == "hostile" else everything()], THEME)


@cache
def arabic() -> Report:
    """A copy of an article that is written from right to left."""
    made = lupus(lang="ar", title="العيش مع الذئبة")
    file = returned_file(
        sent(made, "Sister Lind"), "x.docx", LIND,
        reword("Nobody is to", "لا أحد يلام على ذلك."), add("لا أحد", "اسأل طبيبك."),
    )  # fmt: skip
    return report_of(made, Record(baseline=sent(made, "Sister Lind"), files=(file,)), lang="ar")


def root(text: str) -> html.HtmlElement:
    """The page's elements."""
    return html.fromstring(text)


def lines_of(element: html.HtmlElement) -> str:
    """What an element says to a voice, white space folded."""
    return " ".join(element.text_content().split())


def as_told(text: str) -> str:
    """The page as somebody hears it: the summary, then each paragraph with its findings."""
    told: list[str] = []
    for each in root(text).iter("h1", "h2", "p", "li", "div", "dt"):
        kinds = (each.get("class") or "").split()
        around = {name for one in each.iterancestors("div") for name in one.classes}
        inside = bool(around & {"said", "card"})
        if "said" in kinds:
            told.append(lines_of(each))
        elif "card" in kinds:
            told.append(f"    {lines_of(each)}")
        elif each.tag != "div" and not inside and each.find(".//div") is None:
            told.append(f"{'#' if each.tag in ('h1', 'h2') else '-'} {lines_of(each)}")
    return "\n".join(told) + "\n"


def test_the_page_says_all_in_its_place(golden: Callable[[str, str], None]) -> None:
    """As a screen reader tells it, insertions and deletions in words."""
    golden("review/report-page.txt", as_told(page()))


@pytest.mark.parametrize("kind", ["everything", "hostile"])
def test_every_finding_has_one_card_and_every_link_leads_somewhere(kind: str) -> None:
    """None is lost, none is told twice."""
    report = hostile() if kind == "hostile" else everything()
    tree = root(page(kind))
    names = [each.get("id") for each in tree.iter() if each.get("id")]

    assert len(names) == len(set(names))
    assert {f"lupus-f-{each.id}" for each in report.findings} <= set(names)
    assert {each.get("href")[1:] for each in tree.iter("a")} <= set(names)


def test_without_its_changes_the_page_is_todays_article() -> None:
    """Deleted words stay, inserted ones go: nothing of the article is missing."""
    tree = root(page())
    for each in tree.xpath(
        "//div[contains(@class,'changed')]//*[self::ins or contains(@class,'voice') or "
        "contains(@class,'sign') or contains(@class,'notes') or contains(@class,'box') or "
        "contains(@class,'label') or contains(@class,'bullet') or contains(@class,'moved')]"
    ):
        tail = each.tail or ""
        parent, before = each.getparent(), each.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(each)
    said = "".join(tree.xpath("//div[contains(@class,'changed')]")[0].text_content().split())
    blocks = everything().today.baseline.blocks
    wanted = "".join("".join(block.text.replace("\u202f", "").split()) for block in blocks)

    assert said == wanted


def test_a_rejected_change_is_only_told_as_settled() -> None:
    """It stands no longer in the article."""
    report = decided(everything(), 1, Decision(verdict="rejected", on="2026-12-01"))
    one = report.findings[1]
    tree = root(html_report([report], THEME))
    (card,) = tree.xpath(f"//*[@id='lupus-f-{one.id}']")

    assert any(each.get("class") == "settled" for each in card.iterancestors("section"))
    assert "rejected on 2026-12-01" in lines_of(card)
    assert not tree.xpath(f"//a[contains(@class,'sign')][@href='#lupus-f-{one.id}']")


def test_hostile_words_are_words() -> None:
    """No element, attribute, address or sign of direction of theirs is in the page."""
    text = page("hostile")
    tree = root(text)

    assert not list(tree.iter("script", "iframe", "img", "link", "object", "form"))
    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} >= {"ins", "del"}
    for each in tree.iter():
        assert not [name for name in each.attrib if name.startswith("on")]
        assert (each.get("href") or "#").startswith("#")
    assert not set(text) & {"\x1b", "\x9b", "\u202e", "\u2066", "\r"}
    assert "U+202E" in tree.text_content()
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "{{ 7*7 }}" in tree.text_content()
    assert EVIL not in text


def test_it_needs_nothing_and_runs_nothing() -> None:
    """Its own policy forbids what it does not have."""
    text = page()

    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", text)


def test_the_articles_words_are_in_its_language() -> None:
    """From right to left inside a page that is not; a reviewer's words turn nothing else."""
    tree = root(html_report([arabic()], THEME))
    (article,) = tree.xpath("//div[contains(@class,'changed')]")

    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert {each.get("dir") for each in article.xpath(".//div[@class='notes']")} == {"ltr"}
    assert tree.get("dir") == "ltr"


def test_several_articles_share_a_page() -> None:
    """Each under its title, and nobody's letter is given twice."""
    other = report_of(lupus(slug="statins"), Record(
        baseline=sent(lupus(slug="statins"), "Sister Lind"),
        files=(returned_file(sent(lupus(slug="statins"), "Sister Lind"), "s.docx", LIND,
                             reword("Nobody is to", "Nobody is guilty.")),),
    ))  # fmt: skip
    tree = root(html_report([everything(), other], THEME))

    assert lines_of(tree.find(".//h1")) == "Review of 2 articles"
    assert [lines_of(each) for each in tree.iter("h2")] == ["Living with lupus"] * 2
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    badges = {lines_of(each) for each in tree.xpath("//ul[@class='legend']//span[@class]")}
    assert badges == {"A", "B"}


def test_the_authors_colours_can_be_read() -> None:
    """On paper and at night, on the ground of a card too (WCAG 2.2, 1.4.3)."""
    css = (styles_dir() / "review.css").read_text("utf-8")
    day, night = (re.findall(r"--by-\d: (#\w+)", part) for part in css.split("@media", 2)[:2])
    tint = dict(THEME.colours)["tint"]

    assert len(day) == len(night) == 6
    for colours, grounds in ((day, (PAPER, tint.rgb)), (night, (NIGHT, tint.dark))):
        for colour in colours:
            assert min(contrast(colour, ground) for ground in grounds) >= 4.5, colour


@pytest.mark.tool
@pytest.mark.parametrize("kind", ["everything", "hostile"])
def test_the_page_is_valid_html(tmp_path: Path, kind: str) -> None:
    """To the Nu checker, whatever a reviewer wrote."""
    path = tmp_path / "page.html"
    path.write_text(page(kind), "utf-8")

    assert tools.vnu_errors(path) == ()


@pytest.mark.tool
@pytest.mark.parametrize("width", [320, 768, 1200])
@pytest.mark.parametrize("kind", ["everything", "hostile"])
def test_it_never_scrolls_sideways(tmp_path: Path, kind: str, width: int) -> None:
    """On a phone as on a desk."""
    path = tmp_path / "page.html"
    path.write_text(page(kind), "utf-8")

    assert not tools.chromium_page_width(path, width).overflows


def test_the_page_is_well_formed() -> None:
    """So that it can be read by whatever reads XML."""
    etree.fromstring(page("hostile").encode())


def test_what_the_author_wrote_is_there_once() -> None:
    """The title of the article heads it."""
    tree = root(page())
    title = words_of(everything().today.baseline.blocks[1].passage)

    assert lines_of(tree.find(".//div[@class='said']/h3")) == title
