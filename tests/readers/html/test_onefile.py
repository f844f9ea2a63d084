"""Tests of journalpress.readers.html.onefile: an article from a page in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.limits import Limits
from journalpress.readers.html import read_one_file
from journalpress.readers.imports import Import
from tests import tools
from tests.readers.html.archives import ADDRESS, mhtml, part, saved_page, webarchive
from tests.readers.html.pages import page
from tests.readers.rich.documents import body, png, told

INSIDE = (
    f'<p>Most people live well with lupus.<sup><a href="{ADDRESS}#fn1" id="b1">1</a></sup></p>'
    '<p><img src="https://clinic.example/hand.png" alt="A hand"></p><h2>References</h2><ol>'
    f'<li id="fn1">Mackensen A. Title. 2022. <a href="{ADDRESS}#b1">↩</a></li></ol>'
)
HAND = ("image/png", "https://clinic.example/hand.png", png())


def _read(data: bytes) -> Import:
    return read_one_file(data, file="lupus.mht")


@pytest.mark.parametrize(
    "data", [saved_page(page(INSIDE), HAND), webarchive(page(INSIDE).encode(), [HAND])]
)
def test_the_page_in_it_is_read_as_a_page_with_its_pictures(data: bytes) -> None:
    """Chrome writes links within the page with its whole address; they cite all the same."""
    imported = _read(data)
    assert body(imported) == (
        "Most people live well with lupus.[@mackensen2022]\n\n"
        "![A hand](../media/living-with-lupus-1.png)"
    )
    assert imported.article is not None
    assert imported.article.url == ADDRESS
    assert imported.pictures == {"living-with-lupus-1.png": png()}


def test_the_encoding_is_that_of_the_part() -> None:
    """It counts before what the page declares, as for browsers."""
    html = page("<p>Caf\xe9 und \xc4rzte</p>").encode("cp1252")
    assert "Café und Ärzte" in body(_read(mhtml(part("text/html; charset=ISO-8859-1", "", html))))


def test_a_picture_is_taken_from_what_the_browser_had_loaded() -> None:
    """Of the sizes that a picture is offered in, a browser saves the one that it showed."""
    html = page(
        '<p>Words.</p><p><img src="small.png" srcset="hand.png 800w, huge.png 1600w" alt="A hand">'
        "</p>"
    )
    assert list(_read(saved_page(html, HAND)).pictures) == ["living-with-lupus-1.png"]


def test_a_picture_that_is_not_in_the_file_is_told_of() -> None:
    """None is looked for beside it, and none is fetched."""
    imported = _read(saved_page(page('<p>Words.</p><p><img src="no.png" alt="A hand"></p>')))
    assert not imported.pictures
    assert any("“no.png” did not come with the file" in each.what for each in imported.decisions)


@pytest.mark.tool
def test_what_chromium_saves_is_what_it_was_given(tmp_path: Path) -> None:
    """The page saved as one file becomes the same article as the page, pictures included."""
    inside = (
        '<p>Most live well in Zürich.<sup><a href="#fn1" id="b1">1</a></sup></p><p>'
        '<img src="a b.png" alt="A hand"></p><iframe src="frame.html"></iframe>'
        "<h2>References</h2><ol>"
        '<li id="fn1">Mackensen A. Title. 2022. <a href="#b1">↩</a></li></ol>'
    )
    (tmp_path / "lupus.html").write_text(page(inside), encoding="utf-8")
    (tmp_path / "frame.html").write_text("<p>Framed</p>")
    (tmp_path / "a b.png").write_bytes(png())
    saved = tmp_path / "lupus.mht"
    tools.browse(tmp_path / "lupus.html", ("mhtml", str(saved)))

    imported = _read(saved.read_bytes())
    assert body(imported) == (
        "Most live well in Zürich.[@mackensen2022]\n\n![A hand](../media/living-with-lupus-1.png)"
    )
    assert imported.pictures == {"living-with-lupus-1.png": png()}
    assert any(each.words.endswith("frame.html") for each in imported.dropped)
    assert imported.article is not None
    assert not imported.article.url


def test_a_file_that_was_cut_off_says_so() -> None:
    """Before anything else, because words may be missing."""
    cut = mhtml(part("text/html", ADDRESS, page("<p>Words of it.</p>").encode()), ends=False)
    imported = _read(cut)
    assert body(imported) == "Words of it."
    assert imported.decisions[0].what.startswith("the file ends too early, in the page")
    assert any(each.code == "JP131" and "too early" in each.message for each in imported.problems)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (mhtml(part("image/png", "a", b"x")), "JP134", "it holds no web page"),
        (b"bplist00 and more", "JP134", "no web archive"),
        (saved_page(page("")), "JP105", "no text"),
        (saved_page(page("<p>x</p>" * 40_000)), "JP112", "larger than import_bytes"),
    ],
)
def test_bad_input_is_refused_in_one_line(data: bytes, code: str, words: str) -> None:
    """With a hint of what to do."""
    imported = read_one_file(data, file="lupus.mht", limits=Limits(import_bytes=300_000))
    assert imported.article is None
    assert told(imported) == [code]
    assert words in imported.problems[0].message
    assert imported.problems[0].hint
