"""Tests of journalpress.readers.html.furniture: what a site sets around its text."""

from __future__ import annotations

import pytest

from tests.readers.html.pages import page, read
from tests.readers.rich.documents import body


@pytest.mark.parametrize(
    "box",
    [
        '<div class="newsletter-signup"><h3>Get our newsletter</h3><form><input><button>Go</button>'
        "</form></div>",
        "<div><h3>Hear from us</h3><form><input type=email><button>Go</button></form></div>",
    ],
)
def test_a_heading_of_nothing_but_a_form_goes_with_it(box: str) -> None:
    """No leaflet ends with the heading of a form."""
    made = read(page(f"<h2>Part</h2><p>Words of the text.</p>{box}"))
    assert body(made) == "## Part\n\nWords of the text."
    assert any("newsletter" in each.words or "Hear from us" in each.words for each in made.dropped)


def test_a_heading_with_words_below_furniture_stays() -> None:
    """What still has words or a picture below it announces them."""
    html = '<h2>Part</h2><div class="share-buttons"><a href="/x">X</a></div><p>Words.</p>'
    assert body(read(page(html))) == "## Part\n\nWords."


def test_a_button_beside_the_words_of_a_heading_is_none_of_them() -> None:
    """One that says "Sources", with a button "Show", is the heading of the sources."""
    html = (
        '<p>It helps.<sup><a href="#s1">1</a></sup></p><h2>Sources <button>Show</button></h2>'
        '<p id="s1">[1] Smith J, et al. BMJ 2020;3(2):4.</p>'
    )
    made = read(page(html))
    assert body(made) == "It helps.[@smith2020]"
    assert not any("does not number" in each.what for each in made.decisions)


def test_a_name_with_note_in_it_is_not_always_a_box() -> None:
    """An entry called cite_note is no note to the reader."""
    html = '<p>One.</p><p id="cite_note-3">Another paragraph.</p>'
    assert body(read(page(html))) == "One.\n\nAnother paragraph."
