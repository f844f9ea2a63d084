"""A theme reaches every format: as custom properties, as plain CSS, as inks, as Word's styles."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from PIL import Image

from journalpress.assets import styles_dir
from journalpress.colour import contrast
from journalpress.edition.types import Edition, Press
from journalpress.model import Media
from journalpress.theme import Theme, house_theme, read_theme, with_logo
from journalpress.writers import WRITERS
from journalpress.writers.pdf import draw_pdf
from journalpress.writers.pdf.press import for_press
from journalpress.writers.tokens import in_plain_css, night_css, tokens_css
from tests.editions import everything_edition

PLUM = b"""\
[colours]
accent = { rgb = "#5a1a5c", cmyk = [60, 100, 20, 30] }
[sizes]
body = 13
title = 2
[logo]
file = "sign.png"
height_mm = 10
"""


@cache
def plum() -> Theme:
    """A theme with a colour, sizes and a logo of its own."""
    theme, logo, problems = read_theme(PLUM)
    assert theme is not None, problems
    assert logo is not None, problems
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "#5a1a5c").save(data, "PNG")
    media = Media("sign.png", "image/png", 300, 200, "0" * 64, data.getvalue())
    return with_logo(theme, media, logo)


@cache
def edition() -> Edition:
    """Every kind of block, in plum."""
    return replace(everything_edition(draft=False), theme=plum())


def test_every_stylesheet_asks_for_tokens_that_there_are() -> None:
    """A misspelt token would be no colour at all."""
    known = set(re.findall(r"--([\w-]+):", tokens_css(house_theme()))) | {"serif", "sans"}
    for file in styles_dir().glob("*.css"):
        text = file.read_text("utf-8")
        own = set(re.findall(r"--([\w-]+):", text))
        asked = set(re.findall(r"var\(--([\w-]+)\)", text))
        assert asked <= known | own, file.name


def test_a_book_gets_values_that_are_seen_by_day_and_by_night() -> None:
    """No custom property is left, and each tone stands at 3 to 1 on white and on black."""
    css = in_plain_css((styles_dir() / "epub.css").read_text("utf-8"), plum())

    assert "var(--" not in css
    tones = re.findall(r"#[0-9a-f]{6}", css)
    assert tones
    assert all(min(contrast(tone, each) for each in ("#ffffff", "#000000")) >= 3 for tone in tones)


def test_the_night_has_colours_only() -> None:
    """Sizes are the same by day and by night."""
    assert "--accent: #" in night_css(plum())
    assert "--size" not in night_css(plum())


@pytest.mark.tool
def test_a_leaflet_is_drawn_in_the_colours_of_the_theme() -> None:
    """Its accent is in the page's stream, the house's is not."""
    with pikepdf.open(io.BytesIO(draw_pdf(edition()))) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)

    assert b"0.352941 0.101961 0.360784" in drawn
    assert b"0.043137 0.309804 0.423529" not in drawn


@pytest.mark.tool
def test_the_inks_of_the_theme_are_printed() -> None:
    """As they were chosen, not as a rule makes them."""
    data = for_press(draw_pdf(edition(), "press"), Press(), plum().colours.inks)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b".6 1 .2 .3" in pdf.pages[0].Contents.read_bytes().replace(b"0.", b".")


def test_the_word_copy_has_the_theme_in_its_styles_and_boxes() -> None:
    """No colour of the template is left, and no name of one."""
    with zipfile.ZipFile(io.BytesIO(WRITERS["docx"].write(edition()))) as package:
        styles = package.read("word/styles.xml").decode()
        document = package.read("word/document.xml").decode()

    assert "5A1A5C" in styles
    assert "5A1A5C" in document
    assert "0B4F6C" not in styles + document
    assert not re.findall(r'(?:fill|color)="[a-z_]+"', document.replace('color="auto"', ""))
    assert '<w:sz w:val="46"/>' in styles  # the title: twice 11.5 points, in half points


@pytest.mark.tool
def test_the_logo_stands_in_leaflet_and_page_and_says_nothing() -> None:
    """The clinic's name is said in words; the sign is decoration."""
    html = WRITERS["html"].write(edition()).decode()
    unsigned = WRITERS["html"].write(everything_edition(draft=False))

    assert re.search(r'<header class="opening"><img class="logo" src="data:[^"]+" alt=""/>', html)
    leaves = WRITERS["html"].extract(html.encode()).leaves
    assert leaves == WRITERS["html"].extract(unsigned).leaves
    with pikepdf.open(io.BytesIO(draw_pdf(edition()))) as pdf:
        widths = [int(each.Width) for each in pdf.pages[0].get_images().values()]
    assert 300 in widths
