"""Nothing is fetched but our own styles and fonts and the Edition's pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from journalpress.errors import RenderingError
from journalpress.theme import house_theme
from journalpress.writers.engine import render_pdf
from journalpress.writers.fetcher import RootedFetcher, picture_address
from journalpress.writers.pdf.tags import add_tags
from journalpress.writers.tokens import tokens_css
from tests.editions import png

HOSTILE = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file://host/share/x.png",
    "file:///proc/self/environ",
    "http://127.0.0.1:9/x.png",
    "https://example.org/x.png",
    "ftp://example.org/x.png",
    "data:text/css,p{color:red}",
    "javascript:alert(1)",
    "PKG:leaflet.css",
    "pkg:../pyproject.toml",
    "pkg:fonts/../../pyproject.toml",
    "pkg:%2e%2e/pyproject.toml",
    "pkg:..%2fpyproject.toml",
    "pkg:/etc/passwd",
    "pkg:///etc/passwd",
    "pkg:fonts",
    "pkg:",
    "pkg:only-our-fonts.conf",
    "pkg:fonts/source-sans/LICENSE.md",
    "pkg:leaflet.css?x",
    "pkg:leaflet.css\x00",
    "media:../x.png",
    "media:/x.png",
    "media:%2e%2e/x.png",
    "media:%ff",
    "media:y.png",
    "media:x.png%00",
    "media:",
    "x.png",
    "//example.org/x.png",
    "",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_denied_and_remembered(address: str) -> None:
    """Whatever is wrong with it, an undecodable name included."""
    fetcher = RootedFetcher({"x.png": png()})

    with pytest.raises(ValueError, match="denied"):
        fetcher(address)

    assert len(fetcher.denied) == 1


def test_our_styles_fonts_and_pictures_are_served() -> None:
    """By their whole name, and by nothing else."""
    fetcher = RootedFetcher({"x.png": png(), "a b&é.png": png()})

    assert b"@page" in fetcher("pkg:leaflet.css").read()
    assert fetcher("pkg:fonts/source-serif/SourceSerif4-Regular.ttf").read(4) == b"\0\1\0\0"
    assert fetcher(picture_address("x.png")).content_type == "image/png"
    assert fetcher(picture_address("a b&é.png")).read() == png().data
    assert fetcher.denied == []


SECRET = "secret-words-of-another-file"
VECTORS = (
    '<img src="{}" alt="x">',
    '<style>@import url("{}");</style>',
    '<style>p {{ background: url("{}") }}</style>',
    '<style>p::before {{ content: url("{}") }}</style>',
    '<style>ul {{ list-style-image: url("{}") }}</style><ul><li>x</ul>',
    '<style>p {{ border: 9px solid; border-image: url("{}") 9 }}</style>',
    '<style>@font-face {{ font-family: x; src: url("{}") }} p {{ font-family: x }}</style>',
    '<style>@color-profile --x {{ src: url("{}"); components: a, b, c }}</style>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<object data="{}" type="image/png">x</object>',
    '<embed src="{}" type="image/png">',
    '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    '<image xlink:href="{}" width="9" height="9"/></svg>',
    '<base href="{}"><img src="x.png" alt="x">',
)  # fmt: skip


@pytest.mark.tool
@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_page_that_asks_for_more_is_not_drawn(vector: str, scheme: str, tmp_path: Path) -> None:
    """WeasyPrint goes on without what it was denied, and in a drawing says nothing: we do not."""
    secret = tmp_path / "secret.css"
    secret.write_text(f"p {{ content: '{SECRET}' }}")
    address = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/x.css"
    page = f'<html lang="en"><title>x</title><body>{vector.format(address)}<p>words</p>'
    fetcher = RootedFetcher({})

    with pytest.raises(RenderingError) as refusal:
        render_pdf(
            page, styles=("leaflet.css",), tokens=tokens_css(house_theme()), page_style="",
            fetcher=fetcher,
            identifier=b"x" * 16, tagger=add_tags,
        )  # fmt: skip

    assert fetcher.denied
    assert SECRET not in str(refusal.value)


def test_a_picture_that_calls_for_a_file_does_not_get_it() -> None:
    """A drawing that came in as a picture could ask for more; it is denied, and that is fatal."""
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
        <image href="file:///etc/passwd" width="9" height="9"/></svg>"""
    fetcher = RootedFetcher({"x.png": type(png())("x.png", "image/png", 9, 9, "sha", drawing)})
    page = '<html lang="en"><title>x</title><body><img src="media:x.png" alt="x">'

    with pytest.raises(RenderingError, match="/etc/passwd"):
        render_pdf(
            page, styles=("leaflet.css",), tokens=tokens_css(house_theme()), page_style="",
            fetcher=fetcher,
            identifier=b"x" * 16, tagger=add_tags,
        )  # fmt: skip
