"""Tests of journalpress.readers.html.signs: what a sign says, it says on paper too."""

from __future__ import annotations

import pytest

from journalpress.readers.imports import Import
from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body, png


def _said(made: Import) -> list[str]:
    return [each.what for each in made.decisions]


def _table(cell: str) -> str:
    return page(f"<table><tr><th>Pill</th><th>Safe?</th></tr><tr><td>A</td>{cell}</tr></table>")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<td><span class="tick" role="img" aria-label="yes"></span></td>', "yes"),
        ('<td><span aria-hidden="true">✗</span><span class="sr-only">No</span></td>', "No"),
        ('<td><svg aria-hidden="true"></svg><span class="visually-hidden">No</span></td>', "No"),
        ("<td><svg role=img><title>Not safe</title><path d='M0'/></svg></td>", "Not safe"),
        ('<td><img src="https://cdn.example/x.png" alt="No"></td>', "No"),
        ('<td><img src="warn.svg" alt="With care"></td>', "With care"),
        ('<td><img src="w.png" width="24" height="24" alt="Ask first"></td>', "Ask first"),
        ('<td><i class="fa fa-check" aria-hidden="true"></i></td>', "✓"),
        ('<td><i class="fas fa-times"></i></td>', "✗"),
        ('<td><span aria-hidden="true">✓</span></td>', "✓"),
        ('<td aria-label="Yes"><i class="icon"></i></td>', "Yes"),
        ('<td>Adults <span aria-hidden="true">✗</span><span class="sr-only">no</span></td>',
         "Adults no"),
        ("<td>Leaflet <svg><title>opens</title></svg></td>", "Leaflet"),
        ("<td>&nbsp;</td>", ""),
    ],
)  # fmt: skip
def test_a_cell_says_what_its_sign_says(cell: str, says: str) -> None:
    """A cell that shows a sign is never blank, and one that shows words keeps to them."""
    last = body(read(_table(cell))).splitlines()[-1]
    assert last.startswith("| A | ")
    assert last.removeprefix("| A | ").removesuffix("|").strip() == says


def test_a_sign_that_nobody_can_name_is_missed() -> None:
    """An icon without words cannot be guessed: a person must look before it goes out."""
    made = read(_table('<td><i class="icon icon-q7"></i></td>'))
    assert "::: missing figure" in body(made)


def test_a_picture_in_a_cell_stays_a_picture() -> None:
    """A photograph with a description is none of the signs."""
    html = _table('<td><img src="pill.png" alt="A round blue pill in its packet"></td>')
    assert "![A round blue pill in its packet]" in body(read(html, beside={"pill.png": png()}))


def test_signs_are_said_and_those_outside_of_the_text_are_not() -> None:
    """What was read in the likely way is listed, the menu's icons are not."""
    html = _table('<td><i class="fa fa-check"></i></td>').replace(
        "<nav>", "<nav><table><tr><td><i class='fa fa-times'></i></td></tr></table>"
    )
    said = [each for each in _said(read(html)) if "a sign in a cell" in each]
    assert said == ["a sign in a cell of a table is read as what it stands for: “✓”"]


def test_half_a_tablet_is_not_twelve() -> None:
    """A fraction set as a formula keeps its stroke, and is named so that a person looks."""
    half = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    made = read(page(f"<p>Take {half} a tablet, or 2{half}.</p>"))
    assert body(made) == "Take 1/2 a tablet, or 2 1/2."
    assert "a formula is kept as the signs in it: “1/2”; look at it" in _said(made)


@pytest.mark.parametrize(
    ("html", "read_as"),
    [
        ("50 <font face=Symbol>m</font>g", "50 μg"),
        ("50 <span style='font-family:Symbol'>m</span>g", "50 μg"),
        ("<span style='font-family: \"Symbol\", serif'>£ <b>5</b></span> mg", "≤ **5** mg"),
        ("<span style='font:10pt Wingdings'>ü</span> yes", "✓ yes"),
        (
            "5 <span style='font-family:Symbol'>m<i style='font-family:Arial'>m</i>m</span>",
            "5 μ*m*μ",
        ),
        ("<span style='font-family:Arial'>m</span>g", "mg"),
    ],
)
def test_a_letter_in_a_symbol_font_is_what_it_shows(html: str, read_as: str) -> None:
    """A page that a program for letters saved has its µ as an m in another font."""
    made = read(page(f"<p>{html}</p>"))
    assert body(made) == read_as
    assert bool(_said(made)[:-1]) == (read_as != "mg")
    assert not [each for each in made.problems if each.severity == "error"]
