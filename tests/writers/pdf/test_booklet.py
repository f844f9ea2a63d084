"""Sheets for saddle stitch: which page lies where, what is blank, and that nothing is lost."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest

from journalpress.inspect.pdf import hidden_or_outside
from journalpress.inspect.pdfcontent import PageReader
from journalpress.writers.pdf import draw_pdf, write_pdf
from journalpress.writers.pdf.booklet import SIDE_POINTS, impose, sides
from tests.editions import edition_of
from tests.trees import article, p, section

PAGES = tuple(range(1, 18))
LONG = "Every sentence of this paragraph is meant to fill lines and pages with quiet words. "


@cache
def leaflet() -> bytes:
    """An A5 leaflet of more pages than any test wants."""
    sections = (section(f"Section {n}", p(LONG * 12)) for n in range(12))
    return draw_pdf(edition_of(article(*sections)), "booklet")


@cache
def pages(count: int) -> bytes:
    """Its first pages."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(leaflet())) as pdf:
        assert len(pdf.pages) >= count
        del pdf.pages[count:]
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


@cache
def words(count: int) -> dict[int, str]:
    """What each of these pages says, by its number; 0 stands for a blank."""
    reader = PageReader()
    with pikepdf.open(io.BytesIO(pages(count))) as pdf:
        said = {
            number: "".join(run.text for run in reader.runs(page, number))
            for number, page in enumerate(pdf.pages, 1)
        }
    assert len(set(said.values())) == count
    return {0: "", **said}


def halves(data: bytes, count: int) -> list[tuple[int, int]]:
    """The pages that stand on the left and right half of each side, by what they say."""
    numbers = {said: number for number, said in words(count).items()}
    fold = SIDE_POINTS[0] / 2
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            runs = PageReader().runs(page, number)
            left = "".join(run.text for run in runs if run.box[2] <= fold)
            right = "".join(run.text for run in runs if run.box[0] >= fold)
            found.append((numbers[left], numbers[right]))
    return found


def folded(count: int, *, right_to_left: bool = False) -> list[int]:
    """The page numbers in the order in which a reader of the folded booklet turns them over."""
    order = list(sides(count, right_to_left=right_to_left))
    fronts, backs = order[::2], order[1::2]
    turned = [side[::-1] if right_to_left else side for side in (*fronts, *backs)]
    fronts, backs = turned[: len(fronts)], turned[len(fronts) :]
    opening = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])
    ]
    closing = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])
    ]
    return opening + closing[::-1]


@pytest.mark.parametrize("count", PAGES)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_folded_booklet_reads_from_first_to_last(count: int, right_to_left: bool) -> None:
    """Sheets laid into one another and folded once: 1, 2, 3 …, blanks at the end."""
    read = folded(count, right_to_left=right_to_left)

    assert len(read) % 4 == 0
    assert len(read) - count < 4
    assert read == list(range(1, len(read) + 1))


@pytest.mark.tool
def test_each_half_side_says_the_page_that_belongs_there() -> None:
    """Six pages make two sheets; the two blanks are the last pages, not the first."""
    assert halves(impose(pages(6)), 6) == [(0, 1), (2, 0), (6, 3), (4, 5)]


@pytest.mark.tool
def test_a_booklet_bound_on_the_right_is_mirrored() -> None:
    """Arabic is bound on the right: its first page is the left half of the first side."""
    assert halves(impose(pages(4), right_to_left=True), 4) == [(1, 4), (3, 2)]


@pytest.mark.tool
def test_every_side_is_a4_and_nothing_on_it_is_cut_off() -> None:
    """A page that stood outside its sheet would be lost at the printer."""
    data = impose(pages(5))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]

    assert boxes == [[0, 0, *SIDE_POINTS]] * 4
    assert hidden_or_outside(data) == ()


@pytest.mark.tool
def test_the_sheets_tell_the_printer_how_they_are_turned() -> None:
    """Two-sided over the short edge, never scaled, and nothing claims to be tagged."""
    with pikepdf.open(io.BytesIO(impose(pages(5)))) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert (str(asked.Duplex), str(asked.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert str(pdf.docinfo["/Title"])


def test_the_same_pages_give_the_same_sheets() -> None:
    """Names, order and identifier come from the pages alone; fonts are kept once."""
    parent = leaflet()

    assert impose(parent) == impose(parent)
    assert len(impose(parent)) < 1.1 * len(parent)


@pytest.mark.tool
def test_the_layout_booklet_is_the_a5_leaflet_laid_on_sheets() -> None:
    """What is proved is the leaflet as drawn; what is published is its sheets."""
    edition = edition_of(article(p("Words")))

    assert write_pdf(edition, "booklet") == impose(draw_pdf(edition, "booklet"))
