"""Tests of the cover: drawn from the theme or the clinic's own, a JPEG that every shop takes."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from journalpress.colour import channels, contrast, mixed
from journalpress.edition.types import Clinic, Edition
from journalpress.errors import RenderingError
from journalpress.inspect.epub import read_book
from journalpress.model import Media
from journalpress.theme import Logo, Theme, house_theme
from journalpress.writers.epub import cover, write_epub
from journalpress.writers.epub.cover import SIZE, cover_bytes
from tests.editions import collection, edition_of, house
from tests.trees import article, p

# Each draws a cover.
pytestmark = pytest.mark.tool

TITLE_AREA = (130, 270, 1430, 1570)
STAMPS = (0, 0, 1560, 60)
STRIP = (0, 1900, 1560, 2440)


def edition(title: str = "Lungs", **given: Any) -> Edition:
    """A book of this title and one small article, whose house is not a sample."""
    made = collection(article(p("Words.")), **given)
    return replace(made, title=title, stamps=given.get("stamps", ()))


def seen(data: bytes) -> Image.Image:
    """The cover's pixels."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def own(size: tuple[int, int], mode: str = "RGB", colour: object = "green") -> Media:
    """A clinic's own cover in one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, "PNG")  # type: ignore[arg-type]
    return Media("cover.png", "image/png", *size, "sha", buffer.getvalue())


def near(pixel: Any, colour: str) -> bool:
    """Whether the pixel has this colour, but for what JPEG loses."""
    return all(abs(a - b) < 12 for a, b in zip(pixel, channels(colour), strict=True))


def has_dark(picture: Image.Image) -> bool:
    """Whether something dark stands on its light ground."""
    return sum(picture.convert("L").histogram()[:128]) > 500


def words_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where the title's white letters stand: left, top, right, bottom."""
    letters = picture.convert("L").crop((0, 100, 1560, 1870)).point(lambda tone: 255 * (tone > 235))
    box = letters.getbbox()
    assert box is not None
    return box[0], box[1] + 100, box[2], box[3] + 100


# --- the file --------------------------------------------------------------------------------


def test_a_cover_is_a_jpeg_of_the_size_that_shops_ask_for() -> None:
    """RGB, 1560 × 2496, under four megapixels, no EXIF, no profile."""
    picture = seen(cover_bytes(edition()))

    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1560, 2496))
    assert SIZE[0] * SIZE[1] < 4_000_000
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_another_process_draws_the_same_bytes() -> None:
    """Whatever the seed of its hashes and its time zone."""
    program = (
        "import hashlib;from tests.writers.epub.test_cover import edition;"
        "from journalpress.writers.epub.cover import cover_bytes;"
        "print(hashlib.sha256(cover_bytes(edition('Lungs and breath'))).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(said) == 1


def test_a_batch_draws_a_cover_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same title, clinic, stamps and theme: the same picture, not drawn again."""
    first = cover_bytes(edition("Drawn once"))
    monkeypatch.setattr(cover, "draw_page", None)

    assert cover_bytes(edition("Drawn once")) is first


# --- what is seen ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Lupus", "en"),
        ("Patient leaflets from Larkfield Clinic", "en"),
        ("Dépliants : tout ce qu’il faut savoir sur la tension", "fr"),
        ("نشرات العيادة للمرضى", "ar"),
        ("Bluthochdruckselbstmessung im Alltag", "de"),
        ("X" * 60, "en"),
        ("What to buy, how to sit, when to measure and what to do. " * 6, "en"),
    ],
)
def test_a_title_of_any_length_stays_in_its_room(title: str, lang: str) -> None:
    """Between the margins and above the horizon, in every language."""
    left, top, right, bottom = words_box(seen(cover_bytes(edition(title, lang=lang))))

    assert left >= TITLE_AREA[0] - 12
    assert top >= 100
    assert right <= TITLE_AREA[2] + 12
    assert bottom <= TITLE_AREA[3] + 12


@pytest.mark.parametrize("title", ["Lupus", "Patient leaflets from Larkfield Clinic"])
def test_the_letters_of_a_thumbnail_can_be_read(title: str) -> None:
    """160 dots wide, as in a shop's list: a line of the title is ten dots high or more."""
    letters = words_box(seen(cover_bytes(edition(title))))
    lines = 1 if title == "Lupus" else 4

    assert (letters[3] - letters[1]) / lines * 160 / SIZE[0] >= 10


def test_a_title_that_would_fill_many_pages_is_cut_at_a_word() -> None:
    """The whole of it stands on the title page."""
    assert cover_bytes(edition("word " * 3000)) == cover_bytes(edition("word " * 119 + "word …"))


def test_a_title_our_fonts_cannot_draw_is_refused_by_name() -> None:
    """An editor must know which character it is."""
    with pytest.raises(RenderingError, match="our fonts have no “漢”"):
        cover_bytes(edition("About 漢"))


def test_arabic_covers_are_mirrored() -> None:
    """The light rises where the lines end: right in English, left in Arabic."""
    light = house_theme().colours.warm_rule.rgb
    at = {
        lang: [near(seen(cover_bytes(edition("A", lang=lang))).getpixel((x, 1800)), light)
               for x in (500, 1060)]
        for lang in ("en", "ar")
    }  # fmt: skip

    assert at == {"en": [False, True], "ar": [True, False]}


def test_drafts_and_samples_carry_their_stamp() -> None:
    """A band in the warm tint across the top, with words on it; not on a final."""
    tint = house_theme().colours.warm_tint.rgb
    draft = replace(edition("A"), stamps=("DRAFT — not for patients",))

    for made in (draft, replace(draft, cover=own((1560, 2496)))):
        stamped = seen(cover_bytes(made))
        assert near(stamped.getpixel((1500, 10)), tint)
        assert has_dark(stamped.crop(STAMPS))
    assert not near(seen(cover_bytes(edition("A"))).getpixel((1500, 10)), tint)


def test_the_clinic_is_named_and_its_logo_shown() -> None:
    """The name stands on the strip of paper, or the logo in its place; neither: there is none."""
    logo = Logo(own((300, 100), colour="red"), 13)
    theme = replace(house_theme(), logo=logo)

    def strip(theme: Theme, clinic: str) -> Image.Image:
        made = edition("A", house=house(clinic=Clinic(name=clinic), theme=theme))
        return seen(cover_bytes(made)).crop(STRIP)

    named, signed, bare = (
        strip(house_theme(), "Larkfield"), strip(theme, "Larkfield"), strip(house_theme(), "")
    )  # fmt: skip

    assert near(named.getpixel((1500, 270)), "#ffffff")
    assert has_dark(named)
    assert near(signed.getpixel((300, 270)), "#ff0000")
    assert not near(bare.getpixel((1500, 270)), "#ffffff")


def test_colours_follow_the_theme() -> None:
    """The field is the accent."""
    colours = house_theme().colours
    purple = replace(colours, accent=replace(colours.accent, rgb="#5a1a5c"))
    made = edition("A", house=house(theme=replace(house_theme(), colours=purple)))

    assert near(seen(cover_bytes(made)).getpixel((60, 200)), "#5a1a5c")


def test_a_title_is_readable_wherever_the_light_shines() -> None:
    """White stands at 4.5 to 1 on the lightest ring that a title can reach (four lie over it)."""
    colours = house_theme().colours
    share = 1 - (1 - 0.07) ** 4

    assert contrast("#ffffff", mixed(colours.accent.rgb, colours.tint.rgb, share)) >= 4.5


# --- the clinic's own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "fitted"),
    [((700, 1100), (700, 1100)), ((3000, 4800), SIZE), ((2000, 2400), (1560, 1872))],
)
def test_the_clinics_own_is_never_larger_than_needed(
    size: tuple[int, int], fitted: tuple[int, int]
) -> None:
    """Smaller ones are left as they are, larger ones keep their proportions."""
    picture = seen(cover_bytes(replace(edition(), cover=own(size))))

    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", fitted)
    assert near(picture.getpixel((5, 5)), "#008000")


def test_a_transparent_cover_stands_on_white() -> None:
    """Shops show it on any ground."""
    clear = own((700, 1100), "RGBA", (0, 0, 0, 0))

    assert near(seen(cover_bytes(replace(edition(), cover=clear))).getpixel((5, 5)), "#ffffff")


# --- in the book -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en-GB", "Cover: Lungs"), ("fr", "Couverture : Lungs"), ("ar", "الغلاف: Lungs")],
)
def test_the_cover_opens_the_book_and_says_what_it_is(lang: str, said: str) -> None:
    """First in the spine, linear, described in the book's language, known to every reader."""
    book = read_book(write_epub(edition(lang=lang)))
    path, page = next(iter(book.documents.items()))
    opf = "{http://www.idpf.org/2007/opf}"
    items = {item.get("id"): item for item in book.package.iter(f"{opf}item")}
    image = items["cover-image"]
    named = [meta.get("content") for meta in book.package.iter(f"{opf}meta")
             if meta.get("name") == "cover"]  # fmt: skip
    (picture,) = page.iter("{http://www.w3.org/1999/xhtml}img")

    assert path == "EPUB/cover.xhtml"
    assert (picture.get("role"), picture.get("alt")) == ("doc-cover", said)
    assert (image.get("href"), image.get("media-type")) == ("cover.jpg", "image/jpeg")
    assert (image.get("properties"), named) == ("cover-image", ["cover-image"])


def test_an_article_alone_has_a_cover_too() -> None:
    """With its own title."""
    book = read_book(write_epub(edition_of(article(p("Words."), title="A leaf"))))

    assert next(iter(book.documents)) == "EPUB/cover.xhtml"
