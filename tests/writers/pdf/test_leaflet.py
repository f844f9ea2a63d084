"""The leaflet as a file: standard, fonts, tags, pages, bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from PIL import Image

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition
from journalpress.errors import RenderingError
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.model import Article
from journalpress.verify import Means, compare
from journalpress.writers.pdf import extract_pdf, write_pdf
from tests import tools
from tests.editions import (
    DISCLAIMER,
    approved,
    collection,
    edition_of,
    everything,
    everything_edition,
    house,
    png,
)
from tests.trees import (
    AnyBlock,
    article,
    callout,
    cite,
    cross,
    figure,
    item,
    link,
    missing,
    ol,
    p,
    qa,
    questions,
    section,
    strong,
    table,
    ul,
)

# Each draws pages.
pytestmark = pytest.mark.tool

PDF = Means(paged=True, spaced=False, linked=True, returns=True)
LONG = "Every sentence of this paragraph is meant to fill lines and pages with quiet words. "


def agrees(edition: Edition, data: bytes) -> None:
    """The file says what the Edition says."""
    assert [str(each) for each in compare(expectation(edition), extract_pdf(data), PDF)] == []


@cache
def leaflet(*, draft: bool = True) -> bytes:
    """A leaflet with every kind of block."""
    return write_pdf(everything_edition(draft=draft))


def long_article() -> Article:
    """Pages of everything that can break: paragraphs, lists, tables, boxes, questions."""
    return article(
        p(LONG * 30, cite("a")),
        section(
            "A section",
            ul(*(item(strong(f"Lead {n}"), " — ", LONG * 2, cite("b")) for n in range(14))),
            p(LONG * 3),
            ol(*(LONG for _ in range(9))),
        ),
        section(
            "A table",
            table(
                ("What", "How", "When"),
                *((f"Row {n}", LONG, ("x", cite("a", "b", "c"))) for n in range(30)),
                caption="A long table",
                row_headers=True,
            ),
        ),
        *(
            section(f"Section {n}", p(LONG * (n % 4 + 1)), callout("note", p(LONG * 2)))
            for n in range(9)
        ),
        questions("Questions", *(qa(f"Question {n}?", p(LONG * 3)) for n in range(9))),
        key_messages=("One.", "Two."),
        category="Category",
        standfirst=LONG,
    )


@cache
def long_edition() -> Edition:
    """Its Edition."""
    return edition_of(long_article())


@cache
def long_leaflet() -> bytes:
    """Its PDF."""
    return write_pdf(long_edition())


def opened(data: bytes) -> pikepdf.Pdf:
    """The PDF, as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(data))


def runs(data: bytes) -> Iterator[tuple[Run, ...]]:
    """The runs of text of each page."""
    reader = PageReader()
    pdf = opened(data)
    for number, page in enumerate(pdf.pages):
        yield reader.runs(page, number)


def roles(data: bytes) -> list[str]:
    """Every tag in reading order, without what is inside a line."""
    found: list[str] = []

    def walk(tag: Any) -> None:
        if isinstance(tag, int) or tag.get("/Type") in {"/MCR", "/OBJR"}:
            return
        found.append(str(tag.get("/S", "")).removeprefix("/"))
        kids = tag.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    pdf = opened(data)
    walk(pdf.Root.StructTreeRoot.K[0])
    return found


# --- the standard ------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", [True, False])
def test_a_leaflet_is_pdf_ua(draft: bool) -> None:
    """Every kind of block, as a draft and in force."""
    assert tools.page_validation(leaflet(draft=draft)) == ()


def test_a_long_leaflet_is_pdf_ua_and_agrees() -> None:
    """With paragraphs, lists and tables over the ends of pages."""
    assert tools.page_validation(long_leaflet()) == ()
    agrees(long_edition(), long_leaflet())


def test_qpdf_finds_nothing_wrong(tmp_path: Any) -> None:
    """Syntax and streams are as they should be."""
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(long_leaflet())
    run = subprocess.run([tools.require("qpdf"), "--check", file], capture_output=True, check=False)

    assert run.returncode == 0, run.stdout


def test_only_our_fonts_are_in_the_file_as_subsets() -> None:
    """No font of the machine, whatever is installed on it."""
    names = set()
    pdf = opened(long_leaflet())
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in each
            names.add(str(each.FontName))

    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+JP-(Serif|Sans)(-[A-Za-z-]+)?", name) for name in names)


def test_the_file_says_what_it_is() -> None:
    """Title, author, subject, language, dates of the article, and what tells it from others."""
    edition = everything_edition(draft=False)
    pdf = opened(write_pdf(edition))
    identity = edition.chapters[0].identity

    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == "Everything: a “title” with <signs> & more"
    assert info["/Author"] == "Dr A. Invented"
    assert info["/Subject"] == "What stands first, in one sentence."
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260620"
    assert info["/leafletcode"] == identity.code
    assert info["/textdigest"] == identity.digest
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    assert bool(pdf.Root.ViewerPreferences.PickTrayByPDFSize)
    assert [round(float(each)) for each in pdf.pages[0].mediabox] == [0, 0, 595, 842]


# --- tags --------------------------------------------------------------------------------------


def test_a_paragraph_over_a_page_end_is_one_tag() -> None:
    """Neither paragraphs nor lists nor tables are split in the tags."""
    found = roles(long_leaflet())

    assert len(extract_pdf(long_leaflet()).running) > 8
    assert found.count("Table") == found.count("THead") == found.count("TBody") == 1
    assert found.count("TR") == 31
    assert found.count("L") == 4
    assert found.count("H1") == 1


def test_margins_and_repeated_headers_are_decoration() -> None:
    """They are not read aloud on each page; all else that is drawn has a tag."""
    kinds = [run.artifact for page in runs(long_leaflet()) for run in page if run.mcid < 0]

    assert set(kinds) == {"Pagination", "Layout"}
    header = [run.text for page in runs(long_leaflet()) for run in page if run.artifact == "Layout"]
    assert header.count("What") == header.count("When") >= 1


def test_tags_carry_what_a_screen_reader_needs() -> None:
    """Descriptions, languages, expansions, header scopes, numbering, words for links."""
    found: dict[str, list[Any]] = {}
    pdf = opened(leaflet())
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem":
            found.setdefault(str(each.S), []).append(each)

    assert [str(each.Alt) for each in found["/Figure"]] == ["A teal rectangle [1], 40 by 30"]
    assert {str(each.get("/Lang", "")) for each in found["/Span"]} == {"fr", ""}
    assert "cytokine release syndrome" in {str(each.get("/E", "")) for each in found["/Span"]}
    assert [str(each.A.Scope) for each in found["/TH"]].count("/Row") == 2
    assert {str(each.A.ListNumbering) for each in found["/L"]} == {"/Decimal", "/Disc"}
    spoken = [
        str(annotation.Contents) for page in pdf.pages for annotation in page.obj.get("/Annots", [])
    ]
    assert any(each.startswith("Source 4: A book. 3rd ed.") for each in spoken)
    assert "Back to citation 1 of source 2" in spoken


def test_a_decorative_picture_is_decoration() -> None:
    """It is drawn, and no tag speaks of it."""
    data = write_pdf(edition_of(article(figure("x.png")), media={"x.png": png()}))

    assert "Figure" not in roles(data)
    assert tools.page_validation(data) == ()


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_a_picture_is_drawn_as_it_is(mode: str) -> None:
    """Pixel by pixel; grey and RGB stand in the PDF packed as they came, others packed anew."""
    noise = Image.effect_noise((48, 36), 90)
    picture = Image.merge("RGBA", (noise, noise.rotate(180), noise.rotate(90), noise)).convert(mode)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    media = replace(png(), width=48, height=36, data=buffer.getvalue())

    data = write_pdf(edition_of(article(figure("x.png")), media={"x.png": media}))

    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = [each for page in pdf.pages for each in page.resources.get("/XObject", {}).values()]
        (stream,) = (each for each in drawn if isinstance(each, pikepdf.Stream))
        seen = pikepdf.PdfImage(stream).as_pil_image()
        as_it_came = stream.read_raw_bytes() in buffer.getvalue()
    kind = "L" if mode == "L" else "RGB"
    assert seen.convert(kind).tobytes() == picture.convert(kind).tobytes()
    assert as_it_came == (mode in ("L", "RGB"))


def test_characters_that_share_a_glyph_read_as_they_were_written() -> None:
    """A raised 2 after kg/m², three kinds of hyphen, a letter under a bar."""
    edition = edition_of(
        article(
            p("A BMI of 25 kg/m² or 5 mm³", cite("a", "b", "c"), " and CAR‑T, CAR-T, CAR‐T."),
            p("A mean x̄ of x, 5 µg and 5 μg, a soft\u00adhyphen."),
            p("electro\u00adencephalo\u00adgraphy " * 40),
        )
    )

    agrees(edition, write_pdf(edition))


# --- pages -------------------------------------------------------------------------------------


def test_every_page_carries_its_lines_and_none_is_cut() -> None:
    """However long the disclaimer: the footer grows, the text makes room."""
    short = "This line says at some length what the leaflet is and what it is not. " * 4
    told = replace(DISCLAIMER, short=short.strip())
    made = article(p(LONG * 40), title="A title that is so long that it takes two lines " * 3)
    edition = edition_of(made, house=house(disclaimers={"en": told}, sample=True))
    data = write_pdf(edition)

    agrees(edition, data)
    for page in runs(data):
        footer = [run.box.top for run in page if run.artifact and run.box.top < 400]
        assert min(run.box.bottom for run in page if run.artifact) > 15
        assert min(run.box.bottom for run in page if not run.artifact) > max(footer)


def test_no_heading_is_stranded_and_nothing_small_is_split() -> None:
    """A heading has its text below it; boxes, rows, items and questions stay whole."""
    for page in runs(long_leaflet()):
        body = sorted((run for run in page if not run.artifact), key=lambda run: run.box.bottom)
        assert body[0].size < 13, f"“{body[0].text}” ends its page"


def test_lines_have_sixty_to_seventy_characters() -> None:
    """The measure at which a line is easy to read to its end and back (median, 90 in 100)."""
    lines: dict[tuple[int, float], str] = {}
    for number, page in enumerate(runs(write_pdf(edition_of(article(p(LONG * 60)))))):
        for run in page:
            if run.mcid >= 0 and 11.9 < run.size < 12.1:
                place = number, round(run.baseline)
                lines[place] = lines.get(place, "") + run.text
    lengths = sorted(len(line.strip()) for line in lines.values())

    assert 55 <= lengths[len(lengths) // 2] <= 70
    assert lengths[len(lengths) * 9 // 10] <= 80


def test_marks_can_be_hit_and_nothing_is_smaller_than_nine_points() -> None:
    """A finger needs some height; the eye needs some size."""
    pdf = opened(leaflet())
    heights = [
        float(annotation.Rect[3]) - float(annotation.Rect[1])
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
    ]
    assert min(abs(height) for height in heights) >= 10
    assert min(run.size for page in runs(leaflet()) for run in page) >= 8.99


def test_a_book_of_leaflets_keeps_its_articles_apart() -> None:
    """Each begins a page, has its own footer, and links lead from one to the other."""
    book = collection(
        approved(article(p("See ", cross("two", "two"), "."), slug="one", title="One")),
        approved(article(p("Words", cite("k"), "."), slug="two", title="Two")),
        draft=False,
    )
    data = write_pdf(book)

    agrees(book, data)
    assert len(opened(data).pages) == 2
    assert tools.page_validation(data) == ()


def test_a_link_that_wraps_is_one_link() -> None:
    """With two areas, one a line."""
    edition = edition_of(
        article(p("x " * 50, link("https://example.org/", "words that go over a line's end"), "."))
    )
    data = write_pdf(edition)

    agrees(edition, data)
    assert roles(data).count("Link") == 1 + len(
        [link for leaf in extract_pdf(data).leaves for link in leaf.links if "larkfield" in link]
    )


WORD = "Pseudohypoparathyroidism"
HARD: dict[str, AnyBlock] = {
    "an address of 300 characters": p(link(f"https://example.org/{'a' * 300}", "a" * 300)),
    "a word of 3,000 characters": p("x" * 3000),
    "twelve columns of long words": table((WORD,) * 12, *((WORD,) * 12,) * 3),
    "four columns of longer words": table((WORD,) * 4, *((f"long words {WORD * 3}",) * 4,) * 3),
    "a cell taller than a page": table(("a", "b"), ("word " * 2500, "x"), ("y", "z")),
    "a box taller than a page": callout("note", p("word " * 2500)),
    "an item taller than a page": ul(item("word " * 2500), "last"),
    "a table of headers alone": table(("a", "b")),
    "a picture taller than a page": figure("tall.png", "A tower", "Its caption"),
    "what is missing first in an item": ul(item(missing("table")), "last"),
}


@pytest.mark.parametrize("name", HARD)
def test_what_does_not_fit_is_broken_and_stays_whole(name: str) -> None:
    """Nothing leaves its page, nothing is lost, and the standard still holds."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 3000), "teal").save(buffer, "PNG")
    tall = replace(png("tall.png"), width=40, height=3000, data=buffer.getvalue())
    edition = edition_of(article(section("Heading", HARD[name])), media={"tall.png": tall})
    data = write_pdf(edition)

    agrees(edition, data)
    assert tools.page_validation(data) == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/é",
        "https://example.org/%C3%A9",
        "https://bücher.example/?q=a b",
        "mailto:a@example.org?subject=x y",
        "tel:+441632960000",
    ],
)
def test_an_address_reads_as_its_author_wrote_it(address: str) -> None:
    """A PDF holds it in ASCII, and as it was written beside that."""
    edition = edition_of(article(p("See ", link(address, "it"), ".")))
    data = write_pdf(edition)

    agrees(edition, data)
    pdf = opened(data)
    assert all(
        str(annotation.A.URI).isascii()
        for page in pdf.pages
        for annotation in page.obj.Annots
        if "/A" in annotation
    )


# --- what cannot be drawn ----------------------------------------------------------------------


def test_a_language_whose_letters_we_lack_is_refused_by_name() -> None:
    """Never a box, never a font of the machine."""
    with pytest.raises(RenderingError, match=r"our fonts have no .*U\+05E9"):
        write_pdf(edition_of(article(p("שלום"))))


# --- bytes -------------------------------------------------------------------------------------

PROGRAM = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.editions import everything_edition
from journalpress.writers.pdf import write_pdf
print(hashlib.sha256(write_pdf(everything_edition(draft=False))).hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "fr_FR.UTF-8"},
        {"PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C.UTF-8"},
    ],
)
def test_the_same_article_gives_the_same_bytes(environment: dict[str, str], tmp_path: Any) -> None:
    """In any process, folder, time zone, language, with any hash seed."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(root=str(tools.REPOSITORY))],
        env={**os.environ, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == hashlib.sha256(leaflet(draft=False)).hexdigest()


def test_another_text_gives_another_identifier() -> None:
    """The file's own id is made of what it says."""
    one, two = (opened(write_pdf(edition_of(article(p(words))))) for words in ("one", "two"))

    assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])
    assert everything().slug == "everything"
