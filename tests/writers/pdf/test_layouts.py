"""Every layout says what the Edition says, on its own paper, with the same tags."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from journalpress.batch.formats import means_of
from journalpress.cli.export_command import LAYOUTS as OFFERED
from journalpress.edition.brief import brief_edition
from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.errors import RenderingError, UsageError
from journalpress.inspect.leaflet import check_leaflet
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.journal.settings import LAYOUTS as SETTABLE
from journalpress.model import Section
from journalpress.verify import compare
from journalpress.writers import WRITERS, in_layout
from journalpress.writers.pdf import LAYOUTS, draw_pdf, extract_pdf, write_pdf
from journalpress.writers.pdf.code import QUIET_ZONE, code_drawing
from tests import tools
from tests.editions import CLINIC, edition_of, everything_edition, house
from tests.trees import article, cite, p, qa, questions, section, table

# Each draws pages.
pytestmark = pytest.mark.tool

LONG = "Every sentence of this paragraph is meant to fill lines and pages with quiet words. " * 4
NAMES = tuple(LAYOUTS)
WHOLE = tuple(name for name, each in LAYOUTS.items() if not each.brief and not each.finish)
"""The layouts that draw every word of the article."""
PAPER = {"a4": (595, 842), "a5": (420, 595), "letter": (612, 792), "large-print": (595, 842)}


@cache
def drawn(layout: str) -> bytes:
    """Every kind of block, drawn in this layout."""
    return draw_pdf(everything_edition(draft=False), layout)


def opened(data: bytes) -> pikepdf.Pdf:
    """The PDF, as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(data))


def runs(data: bytes) -> list[Run]:
    """Every run of text."""
    reader = PageReader()
    pdf = opened(data)
    return [run for number, page in enumerate(pdf.pages) for run in reader.runs(page, number)]


def tree(data: bytes) -> list[str]:
    """Every tag in reading order, opened and closed."""
    found: list[str] = []

    def walk(tag: Any) -> None:
        if isinstance(tag, int) or tag.get("/Type") in {"/MCR", "/OBJR"}:
            return
        found.append(str(tag.get("/S", "")))
        kids = tag.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)
        found.append("end")

    pdf = opened(data)
    walk(pdf.Root.StructTreeRoot.K[0])
    return found


def test_command_and_journal_offer_what_can_be_laid_out() -> None:
    """Nothing is offered that cannot be made."""
    assert OFFERED == SETTABLE
    assert set(OFFERED) <= set(NAMES)


@pytest.mark.parametrize("name", WHOLE)
def test_a_layout_agrees_with_its_edition_and_is_pdf_ua(name: str) -> None:
    """Read back from its bytes alone."""
    writer = in_layout(WRITERS["pdf"], name)
    found = compare(
        expectation(everything_edition(draft=False)), extract_pdf(drawn(name)), means_of(writer)
    )

    assert [str(each) for each in found] == []
    assert tools.page_validation(drawn(name)) == ()


@pytest.mark.parametrize("name", PAPER)
def test_a_layout_has_its_paper(name: str) -> None:
    """The paper that the printer's tray must hold."""
    for page in opened(drawn(name)).pages:
        assert tuple(round(float(each)) for each in page.mediabox[2:]) == PAPER[name]


@pytest.mark.parametrize("name", WHOLE)
def test_the_tags_are_the_same_in_every_layout(name: str) -> None:
    """Paper and size change nothing for those who listen."""
    assert tree(drawn(name)) == tree(drawn("a4"))


def test_large_print_has_nothing_below_sixteen_points() -> None:
    """Page numbers, marks, tables and notes included."""
    assert min(run.size for run in runs(drawn("large-print"))) >= 15.99


def test_large_print_has_no_italics() -> None:
    """What the author stressed is heavier instead."""
    pdf = opened(drawn("large-print"))
    fonts = {
        str(each.FontName)
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    }

    assert fonts
    assert not [name for name in fonts if "Italic" in name or "Oblique" in name]


def test_large_print_has_its_numbers_in_brackets_at_the_size_of_the_text() -> None:
    """A raised 2 is too small for those who need large print."""
    marks = [run for run in runs(drawn("large-print")) if run.text.strip() in {"[2", "3]", "[1]"}]

    assert marks
    assert {round(run.size) for run in marks} <= {16, 18, 20}


def test_the_line_of_the_disclaimer_stands_on_the_first_and_last_page_of_large_print() -> None:
    """The pages between keep their room for the text."""
    lines = extract_pdf(drawn("large-print")).running
    short = everything_edition(draft=False).chapters[0].page.disclaimer

    assert len(lines) > 2
    assert [short in line for line in lines] == [
        number in (0, len(lines) - 1) for number in range(len(lines))
    ]


def test_a_layout_that_does_not_exist_is_refused_with_those_that_do() -> None:
    """Never A4 in its place."""
    with pytest.raises(UsageError, match="no layout “a3”"):
        write_pdf(everything_edition(), "a3")


# --- the short leaflet -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["brief", "brief-large-print"])
def test_a_short_leaflet_agrees_with_its_short_edition(name: str) -> None:
    """With the numbers of the full article in its list of sources."""
    edition = brief_edition(short_article())
    data = draw_pdf(short_article(), name)
    found = extract_pdf(data)
    writer = in_layout(WRITERS["pdf"], name)

    assert [str(each) for each in compare(expectation(edition), found, means_of(writer))] == []
    assert [number for _, number in found.references] == ["2", "4"]
    assert tools.page_validation(data) == ()


def short_article(words: int = 10) -> Edition:
    """An article of four sources, of which its short leaflet cites the second and the last."""
    first = section("First", p("Words", cite("a", "b", "c"), "."))
    marked = section("Second", *(p(LONG, cite("b", "d"), ".") for _ in range(words)))
    assert isinstance(marked, Section)
    return edition_of(article(first, replace(marked, brief=True)))


def test_a_short_leaflet_that_is_too_long_says_by_how_much() -> None:
    """And is not shortened."""
    with pytest.raises(RenderingError, match=r"takes 9 pages and may take 2: \d+ mm, about \d+"):
        draw_pdf(replace(short_article(60), draft=False), "brief")


# --- fit ---------------------------------------------------------------------------------------


def test_a_draft_that_is_too_long_can_be_looked_at() -> None:
    """Its stamps take room that the final has."""
    assert draw_pdf(short_article(30), "brief")


@pytest.mark.parametrize("name", ["large-print", "brief-large-print"])
def test_large_print_has_room_for_every_stamp_beside_a_long_title(name: str) -> None:
    """A draft of a sample journal, whose running head is long: nothing leaves the page."""
    title = "How to measure your blood pressure at home and what the two numbers mean"
    body = section("Why", p("Words of the section."), brief=True)
    made = edition_of(article(body, title=title), house=house(sample=True))

    agrees = compare(
        expectation(brief_edition(made) if LAYOUTS[name].brief else made),
        extract_pdf(draw_pdf(made, name)),
        means_of(in_layout(WRITERS["pdf"], name)),
    )

    assert agrees == ()


def test_a_last_page_that_is_nearly_bare_is_fitted_without_another_size() -> None:
    """By leading and spacing: the same sizes, no page with a line or two."""
    for words in range(9, 15):
        data = draw_pdf(edition_of(article(*(p(LONG) for _ in range(words)))))
        pages: dict[int, float] = {}
        for run in runs(data):
            if not run.artifact:
                pages[run.page] = min(run.box.bottom, pages.get(run.page, 842))
        last = max(pages)
        assert not last or pages[last] < 842 - 0.25 * 640, words
        assert 12 in {round(run.size) for run in runs(data)}


def test_a_long_table_is_broken_between_its_rows() -> None:
    """It begins where it stands, and its header is printed again on the next page."""
    rows = [(f"Row {number}", LONG) for number in range(12)]
    data = draw_pdf(edition_of(article(p(LONG * 2), table(("What", "How"), *rows))))
    header = [run.page for run in runs(data) if run.text == "What"]

    assert header[:2] == [0, 1]


@pytest.mark.parametrize("short", ["Lupus", "Lupus and the joints", "A long title " * 7])
@pytest.mark.parametrize("name", ["a4", "a5", "large-print", "brief-large-print"])
def test_every_page_holds_its_head_with_two_stamps(name: str, short: str) -> None:
    """A draft of a sample, its head as long as may be: read back, clear of the paper's edge."""
    long = article(
        section("In short", p("Words."), brief=True),
        slug="long",
        title="x",
        short_title=short,
    )
    given = house(sample=True, clinic=replace(CLINIC, name="Larkfield Clinic"))
    edition = edition_of(long, house=given)
    data = write_pdf(edition, name)

    for stamp in edition.chapters[0].page.stamps:
        assert stamp in " ".join(extract_pdf(data).running)
    assert "JPP007" not in {each.code for each in check_leaflet(data, name)[1]}


@pytest.mark.parametrize("name", ["a4", "large-print"])
def test_two_stamps_have_room_in_arabic_too(name: str) -> None:
    """Title and stamps change sides, and so do their widths."""
    edition = edition_of(article(p("نص."), lang="ar", title="ضغط"), house=house(sample=True))

    assert "JPP007" not in {each.code for each in check_leaflet(draw_pdf(edition, name), name)[1]}


@pytest.mark.parametrize("name", ["a4", "a5", "large-print"])
def test_an_answer_longer_than_a_page_leaves_no_page_white(name: str) -> None:
    """It begins below its heading and is broken; a shorter one stays whole."""
    long = qa("Why?", *(p(LONG * 3) for _ in range(12)))
    edition = edition_of(article(p("Words."), questions("Questions", long, qa("And?", p("Yes.")))))
    pages = [
        "".join(run.text for run in runs(draw_pdf(edition, name)) if run.page == number)
        for number in range(2)
    ]

    assert "Why?" in pages[0]
    assert "Every sentence" in pages[0]
    assert "Every sentence" in pages[1]


# --- the square code ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a4", "a5", "large-print"])
def test_the_square_code_is_read_as_address_and_code(name: str) -> None:
    """It holds the article's address and the leaflet's code, and prints 20 mm high or more."""
    edition = everything_edition(draft=False)
    chapter = edition.chapters[0]
    drawing = code_drawing(chapter)
    modules = drawing.modules - 2 * QUIET_ZONE

    assert chapter.qr == f"{chapter.url}#leaflet={chapter.identity.code.replace('-', '')}"
    assert drawing.side_mm * modules / drawing.modules >= 20
    assert drawn(name) != draw_pdf(without_code(edition), name)
    assert tree(drawn(name)) == tree(draw_pdf(without_code(edition), name))


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_reads_the_square_code_off_the_page(name: str, tmp_path: Path) -> None:
    """On one page it says the address that is typed on that page, and the leaflet's code."""
    pdf = tmp_path / "leaflet.pdf"
    edition = everything_edition(draft=False)
    pdf.write_bytes(write_pdf(edition, name))
    chapter = edition.chapters[0]
    read = {
        number: codes
        for number, png in enumerate(tools.pdf_pages_png(pdf, tmp_path, dpi=150))
        if (codes := tools.qr_codes(png))
    }

    ((number, codes),) = read.items()
    assert codes == (chapter.qr,)
    address, _, code = codes[0].partition("#leaflet=")
    typed = "".join(run.text for run in runs(pdf.read_bytes()) if run.page == number)
    # A sheet of a booklet holds its pages as forms, which are not read here.
    assert name == "booklet" or address in "".join(typed.split())
    assert code == chapter.identity.code.replace("-", "")


def without_code(edition: Edition) -> Edition:
    """The same with no square code."""
    return replace(edition, chapters=tuple(replace(each, qr="") for each in edition.chapters))


def test_a_draft_has_no_square_code() -> None:
    """There is no code of a text that nobody approved."""
    assert [each.qr for each in edition_of(article(p("Words."))).chapters] == [""]
