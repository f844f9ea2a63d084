"""Every layout says what the Edition says, on its own paper, with the same tags."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
import pytest

from journalpress.batch.formats import means_of
from journalpress.cli.export_command import LAYOUTS as OFFERED
from journalpress.edition.reading import expectation
from journalpress.errors import UsageError
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.journal.settings import LAYOUTS as SETTABLE
from journalpress.verify import compare
from journalpress.writers import WRITERS, in_layout
from journalpress.writers.pdf import LAYOUTS, draw_pdf, extract_pdf, write_pdf
from tests import tools
from tests.editions import everything_edition

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
