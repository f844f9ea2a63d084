"""Sheets for saddle stitch: which page lies where, what is blank, and that nothing is lost."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest

from journalpress.inspect.pdf import hidden_or_outside
from journalpress.inspect.pdfcontent import PageReader
from journalpress.writers.fetcher import RootedFetcher
from journalpress.writers.pdf.booklet import SIDE_POINTS, impose, sides

PAGES = tuple(range(1, 18))


@cache
def pages(count: int) -> bytes:
    """An A5 leaflet of so many pages, each saying its number."""
    from journalpress.writers.engine import render_pdf
    from journalpress.writers.pdf.tags import add_tags

    body = "".join(f"<p>page-{number}</p>" for number in range(1, count + 1))
    return render_pdf(
        f"<html lang=en><title>Pages</title><body>{body}</body></html>",
        styles=("tokens.css", "base.css", "leaflet.css"),
        page_style="@page { size: A5; margin: 15mm } p + p { break-before: page }",
        fetcher=RootedFetcher({}),
        identifier=b"pages",
        tagger=add_tags,
    )


def halves(data: bytes) -> list[tuple[str, str]]:
    """What the text of the left and right half of each side says, page numbers aside."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            runs = PageReader().runs(page, number)
            fold = SIDE_POINTS[0] / 2
            said = [run for run in runs if run.text.startswith("page")]
            left = "".join(run.text for run in said if run.box[2] <= fold)
            right = "".join(run.text for run in said if run.box[0] >= fold)
            assert len(left + right) == sum(len(run.text) for run in said)
            found.append((left, right))
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


def test_each_half_side_says_the_page_that_belongs_there() -> None:
    """Six pages make two sheets; the two blanks are the last pages, not the first."""
    assert halves(impose(pages(6))) == [
        ("", "page-1"),
        ("page-2", ""),
        ("page-6", "page-3"),
        ("page-4", "page-5"),
    ]


def test_a_booklet_bound_on_the_right_is_mirrored() -> None:
    """Arabic is bound on the right: its first page is the left half of the first side."""
    assert halves(impose(pages(4), right_to_left=True)) == [
        ("page-1", "page-4"),
        ("page-3", "page-2"),
    ]


def test_every_side_is_a4_and_nothing_on_it_is_cut_off() -> None:
    """A page that stood outside its sheet would be lost at the printer."""
    data = impose(pages(5))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]

    assert boxes == [[0, 0, *SIDE_POINTS]] * 4
    assert hidden_or_outside(data) == ()


def test_the_sheets_tell_the_printer_how_they_are_turned() -> None:
    """Two-sided over the short edge, never scaled, and nothing claims to be tagged."""
    with pikepdf.open(io.BytesIO(impose(pages(5)))) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert (str(asked.Duplex), str(asked.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert str(pdf.docinfo["/Title"]) == "Pages"


def test_the_same_pages_give_the_same_sheets() -> None:
    """Names, order and identifier come from the pages alone; fonts are kept once."""
    parent = pages(8)

    assert impose(parent) == impose(parent)
    assert len(impose(parent)) < 1.1 * len(parent) + 2000
