"""The front desk's page: found by any word, opened anywhere, safe to hand out from."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from journalpress.batch.frontdesk import PAGE, About, Desk, frontdesk_page, write_page
from journalpress.batch.holdings import Holding, TakenBack
from journalpress.batch.manifest import MANIFEST, manifest_of
from journalpress.edition.frontdesk_words import CATALOGUE
from journalpress.theme import house_theme
from tests import tools
from tests.batch.test_holdings import holding, text

LUPUS = text(code="WF63-B91R-B")
CAR_T = text("car-t", title="CAR-T", code="N385-G70M-C", until=date(2027, 6, 20))
ARABIC = text("daght", title="قياس الضغط", code="VT2Y-S7N1-K")

FILES = (
    holding("html/lupus.html", LUPUS, format="html", layout=""),
    holding("pdf/lupus.large-print.pdf", LUPUS, layout="large-print"),
    holding("pdf/lupus.pdf", LUPUS),
    holding("pdf/car-t.pdf", CAR_T),
    holding("pdf/daght.pdf", ARABIC),
    holding("epub/all.epub", LUPUS, CAR_T, format="epub", layout="", book="all"),
)
ABOUT = {
    "lupus": About(
        title="Living with lupus (SLE)", lang="en-GB", category="Immune health",
        aliases=("butterfly rash",), code="WF63-B91R-B",
    ),
    "car-t": About(
        title="CAR-T beyond cancer", lang="en-GB", category="Immune health",
        aliases=("cell therapy for lupus",), code="N385-G70M-C",
    ),
    "daght": About(
        title="قياس ضغط الدم", lang="ar", category="القلب", aliases=("الضغط",), code="VT2Y-S7N1-K",
    ),
}  # fmt: skip
OLD = TakenBack(
    id="lupus", slug="lupus", title="Lupus", version=1, code="QMW4-M1M4-A",
    why="replaced by a newer approved text", on=date(2026, 12, 2),
)  # fmt: skip
GONE = replace(
    OLD, id="statins", slug="statins", title="Statins", code="13XQ-0G8Z-5", why="withdrawn"
)


def desk(lang: str = "en-GB", **fields: Any) -> Desk:
    """An ordinary front desk."""
    given = {
        "lang": lang, "journal": "Larkfield Journal", "clinic": "Larkfield Clinic",
        "theme": house_theme(), "sample": False, "books": {"all": ("All our leaflets", "en-GB")},
    }  # fmt: skip
    return Desk(**{**given, **fields})


def page(
    files: Sequence[Holding] = FILES,
    *,
    at: Desk | None = None,
    about: Mapping[str, About] = ABOUT,
    taken: Sequence[TakenBack] = (OLD, GONE),
) -> str:
    """The page of these files."""
    return frontdesk_page(at or desk(), files, about, taken).decode()


def parsed(page: str) -> Any:
    """The page's elements; lxml's stubs say less of them than is true."""
    return html.fromstring(page)


def said(page: str, path: str) -> list[str]:
    """The words of each element that the XPath finds, spaces folded."""
    return [" ".join(each.text_content().split()) for each in parsed(page).xpath(path)]


def links(page: str, entry: str) -> list[tuple[str, str]]:
    """Where the links of a leaflet lead, and what is seen of each."""
    found = parsed(page).xpath(f"//li[@id='{entry}']//ul[@class='links']//a")
    return [(each.get("href"), " ".join(str(each.text).split())) for each in found]


def test_a_leaflet_has_a_link_for_each_layout_and_format() -> None:
    """Relative, so that they work on any drive; the commonest first."""
    assert links(page(), "leaflet-lupus") == [
        ("pdf/lupus.pdf", "A4"),
        ("pdf/lupus.large-print.pdf", "Large print"),
        ("html/lupus.html", "Web page"),
    ]


def test_a_leaflet_says_what_it_is_and_how_long_it_holds() -> None:
    """Full title, other names, category, last day, version and code."""
    (words,) = said(page(), "//li[@id='leaflet-lupus']")

    assert words.startswith(
        "Living with lupus (SLE) Also: butterfly rash Valid until: 20 June 2028"
    )
    assert "Version: 2 Leaflet code: WF63-B91R-B" in words
    assert said(page(), "//main//h2[not(ancestor::details)]")[1:] == [
        "Immune health", "القلب", "E-books",
    ]  # fmt: skip


def test_the_list_holds_until_the_first_leaflet_is_due() -> None:
    """A page that nobody renewed must not be trusted after that day."""
    (words,) = said(page(), "//p[@class='good-until']")

    assert words == "This list is good until 20 June 2027. After that day, ask for a new one."


def test_what_was_taken_back_says_why_and_what_to_give_instead() -> None:
    """The newest first; its replacement is a jump on the page."""
    withdrawn, replaced = said(page(), "//details//li")

    assert replaced.startswith("Lupus replaced by a newer text Taken back on: 2 December 2026")
    assert replaced.endswith("Leaflet code: QMW4-M1M4-A Hand out instead: Living with lupus (SLE)")
    assert "There is no other leaflet in its place." in withdrawn
    jump = parsed(page()).xpath("//details//a/@href")
    assert jump == ["#leaflet-lupus"]


def test_what_is_still_in_the_folder_is_named() -> None:
    """In a folder that is not the published one, nobody moved it away."""
    taken = replace(OLD, on=None, still_here=("pdf/lupus.pdf", "text/lupus.txt"))
    (words,) = said(page(taken=(taken,)), "//details//li")

    assert "Still in this folder, throw away: pdf/lupus.pdf, text/lupus.txt" in words


def test_a_reason_of_another_age_keeps_its_words() -> None:
    """Nothing unknown is dropped."""
    (words,) = said(page(taken=(replace(OLD, why="recalled by hand"),)), "//details//li")

    assert "recalled by hand" in words


def test_the_day_that_is_past_is_told() -> None:
    """In the words of the page's language."""
    taken = replace(OLD, why="past its date, 2026-12-01")
    (words,) = said(page(at=desk("fr"), taken=(taken,)), "//details//p[@class='why']")

    assert words == "date dépassée, 1 décembre 2026"


def test_an_edited_article_is_listed_as_it_was_printed() -> None:
    """The title of the file that lies there, not of the text that is being written."""
    about = {**ABOUT, "lupus": replace(ABOUT["lupus"], title="A new title", code="")}

    assert "About lupus" in said(page(about=about), "//h3")
    assert "About lupus" in said(page(about={}), "//h3")


def test_two_files_of_one_leaflet_hold_as_long_as_the_first() -> None:
    """A renewed text, of which one format was not exported again."""
    renewed = holding("text/lupus.txt", replace(LUPUS, until=date(2030, 1, 1)), format="text")
    (words,) = said(page((FILES[2], renewed)), "//li[@id='leaflet-lupus']")

    assert "20 June 2028" in words
    assert "2030" not in words


def test_a_page_of_nothing_says_so() -> None:
    """Of drafts and Word copies there is no link."""
    assert said(page((), taken=()), "//main/p[@class='empty']") == [
        "Nothing here may be handed out."
    ]
    assert not said(page((), taken=()), "//details | //p[@class='good-until']")


def test_titles_are_escaped_and_addresses_quoted() -> None:
    """Signs in a title stay what they are; none of them can be markup or a program."""
    about = {"lupus": replace(ABOUT["lupus"], title="<script>alert('x')</script> & “more”")}
    odd = page((holding("pdf/a b&c.pdf", LUPUS),), about=about, taken=())

    assert links(odd, "leaflet-lupus") == [("pdf/a%20b%26c.pdf", "A4")]
    assert "<script>alert" not in odd
    assert said(odd, "//h3") == ["<script>alert('x')</script> & “more”"]


def test_only_its_own_script_runs_and_nothing_is_fetched() -> None:
    """The policy names the script by its digest; styles and logo are in the page."""
    text = page()
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.S)
    (policy,) = parsed(text).xpath("//meta[@http-equiv]/@content")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"<(link|iframe|object|img)\b|@import|url\(", text)


@pytest.mark.parametrize("lang", CATALOGUE)
def test_every_language_has_its_page(lang: str) -> None:
    """The words of the journal's first language; Arabic runs from the right."""
    root = parsed(page(at=desk(lang)))

    assert (root.get("lang"), root.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    assert said(page(at=desk(lang)), "//h1") == [CATALOGUE[lang].heading]
    assert not re.search(r"[{}]", " ".join(said(page(at=desk(lang)), "//header | //main")))


def test_a_language_is_found_by_its_own_name_and_by_ours() -> None:
    """A colleague who reads no Arabic finds the Arabic leaflet."""
    (entry,) = parsed(page()).xpath("//li[@id='leaflet-daght']")

    assert {"العربية", "Arabic", "ar"} <= set(entry.get("data-entry").split())
    assert said(page(), "//p[@class='tongue']") == ["العربية"]


def test_a_sample_is_stamped() -> None:
    """Nobody mistakes a demonstration for the clinic's own list."""
    assert said(page(at=desk(sample=True)), "//p[@class='stamp']") == [
        "Sample — not clinically reviewed"
    ]


def write(out: Path, files: Sequence[Holding] = FILES) -> str:
    """The page put into the folder, with the manifest that names it."""
    digest = write_page(out, desk(), files, ABOUT, (OLD,))
    (out / MANIFEST).write_bytes(manifest_of({PAGE: digest}))
    return digest


def test_a_page_that_is_there_is_not_drawn_again(tmp_path: Path) -> None:
    """The second time nothing is written, not even the same bytes."""
    first = write(tmp_path)
    before = (tmp_path / PAGE).stat()

    assert write(tmp_path) == first
    assert (tmp_path / PAGE).stat().st_mtime_ns == before.st_mtime_ns
    assert write(tmp_path, FILES[:1]) != first


def test_a_page_that_somebody_changed_is_drawn_again(tmp_path: Path) -> None:
    """A list that was edited by hand is no list."""
    first = write(tmp_path)
    (tmp_path / PAGE).write_bytes((tmp_path / PAGE).read_bytes().replace(b"2028", b"2038"))

    assert write(tmp_path) == first
    assert hashlib.sha256((tmp_path / PAGE).read_bytes()).hexdigest() == first


def laid_down(folder: Path, lang: str = "en-GB") -> Path:
    """The page on the disk."""
    path = folder / PAGE
    path.write_text(page(at=desk(lang)), encoding="utf-8")
    return path


SEEN = (
    "[...document.querySelectorAll('.entry h3')]"
    ".filter(each => each.getClientRects().length).map(each => each.textContent)"
)


@pytest.mark.tool
def test_large_print_is_two_actions_away(tmp_path: Path) -> None:
    """Type what is wanted, press Enter: the keyboard alone, and no third action."""
    path = laid_down(tmp_path)

    (opened,) = tools.browse(path, ("type", "lupus large"), ("open", "Enter"))
    (first, tabbed) = tools.browse(
        path, ("type", "lupus"), ("eval", SEEN), ("press", "Tab"), ("press", "Tab"),
        ("open", "Enter"),
    )  # fmt: skip

    assert opened == tabbed == (tmp_path / "pdf/lupus.large-print.pdf").as_uri()
    assert first[0] == "Living with lupus (SLE)"


FOUND = {
    "Butterfly": ["Living with lupus (SLE)"],
    "LUPUS": ["Living with lupus (SLE)", "CAR-T beyond cancer", "Lupus"],
    "immune health car": ["CAR-T beyond cancer"],
    "arabic": ["قياس ضغط الدم"],
    "قِياس": ["قياس ضغط الدم"],
    "e-books": ["All our leaflets"],
    "wf63b91rb": ["Living with lupus (SLE)"],
    "n385-g7om": ["CAR-T beyond cancer"],
    "https://x.example/lupus#leaflet=WF63B91RB": ["Living with lupus (SLE)"],
    "QMW4-M1M4-A": ["Living with lupus (SLE)", "Lupus"],
    "13XQ-0G8Z-5": ["Statins"],
    "gout": [],
}
"""What is typed → which titles are then seen."""

TOLD = {
    "QMW4-M1M4-A": "replaced by a newer text",
    "13XQ-0G8Z-5": "withdrawn",
    "gout": CATALOGUE["en"].nothing,
    "LUPUS": "Found: 2",
}
"""What the page then says; where nothing is written here, that one was found."""


@pytest.mark.tool
def test_every_word_finds_its_leaflet(tmp_path: Path) -> None:
    """Title, other name, category, language, code and scanned address; old ones with the new."""
    status = "document.getElementById('found').textContent"
    steps = [
        step
        for typed in FOUND
        for step in (("type", typed), ("eval", SEEN), ("eval", status), ("press", "Escape"))
    ]

    answers = tools.browse(laid_down(tmp_path), *steps)

    assert dict(zip(FOUND, answers[::2], strict=True)) == FOUND
    assert dict(zip(FOUND, answers[1::2], strict=True)) == {
        typed: TOLD.get(typed, "Found: 1") for typed in FOUND
    }


@pytest.mark.tool
def test_escape_brings_the_whole_list_back(tmp_path: Path) -> None:
    """In the order in which it was, under its headings."""
    path = laid_down(tmp_path)
    order = "[...document.querySelectorAll('main h2, main h3')].map(e => e.textContent).join('|')"

    before, after = tools.browse(
        path, ("eval", order), ("type", "cancer"), ("press", "Escape"), ("eval", order)
    )

    assert before == after


@pytest.mark.tool
def test_without_its_script_the_page_is_the_whole_list(tmp_path: Path) -> None:
    """Every leaflet and every link; no box that would do nothing."""
    path = laid_down(tmp_path)
    count = (
        "[...document.querySelectorAll('.links a')].filter(e => e.getClientRects().length).length"
    )
    boxes = "[...document.querySelectorAll('input')].filter(e => e.getClientRects().length).length"

    shown, typed_into = tools.browse(path, ("eval", count), ("eval", boxes), script=False)

    assert (shown, typed_into) == (len(FILES), 0)


@pytest.mark.tool
@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("en-GB", 320, "light"), ("en-GB", 1000, "dark"), ("de", 320, "dark"), ("ar", 320, "light")],
)
def test_the_page_is_fit_for_everybody(tmp_path: Path, lang: str, width: int, scheme: str) -> None:
    """axe-core has no objection, nothing sticks out, nothing is fetched; by day and by night."""
    path = laid_down(tmp_path, lang)
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

    whole, old, sticks_out, wanted = tools.browse(
        path, ("axe", ""), ("type", "lupus"), ("axe", ""), ("eval", overflow), ("wanted", ""),
        width=width, scheme=scheme,
    )  # fmt: skip

    assert whole == old == []
    assert not sticks_out
    assert wanted == [path.as_uri()]


@pytest.mark.tool
def test_links_are_large_enough_to_be_hit(tmp_path: Path) -> None:
    """On a telephone, 24 pixels in height at least (WCAG 2.2, 2.5.8)."""
    heights = "Math.min(...[...document.querySelectorAll('.links a')].map(e => e.offsetHeight))"

    (least,) = tools.browse(laid_down(tmp_path), ("eval", heights), width=320)

    assert least >= 24


@pytest.mark.tool
def test_the_page_is_valid_html(tmp_path: Path) -> None:
    """The Nu Html Checker finds no error and warns of nothing."""
    for lang in CATALOGUE:
        (tmp_path / f"{lang}.html").write_text(page(at=desk(lang)), encoding="utf-8")

    assert tools.vnu_errors(*sorted(tmp_path.glob("*.html"))) == ()
