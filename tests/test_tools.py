"""The programs that judge our files do see faults: a judge that never objects proves nothing."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
import segno
from PIL import Image

from tests import tools

pytestmark = pytest.mark.tool

PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>T</title><h1>Hello</h1>"


def pdf(variant: str | None) -> bytes:
    """A small PDF made by WeasyPrint itself, tagged or not."""
    import weasyprint

    return bytes(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant=variant))


def word(path: Path, body: str = "") -> Path:
    """A small Word file made by python-docx itself, with raw XML put before the end of its body."""
    memory = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Swollen joints ≥ 3")
    document.save(memory)
    with zipfile.ZipFile(memory) as packed, zipfile.ZipFile(path, "w") as changed:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            changed.writestr(name, content)
    return path


def epub(path: Path, body: str) -> Path:
    """The smallest EPUB 3 that is valid if its body is."""
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>T</title></head><body>{body}<nav epub:type="toc"><ol><li>'
        '<a href="nav.xhtml">T</a></li></ol></nav></body></html>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x:1'
        "</dc:identifier><dc:title>T</dc:title><dc:language>en</dc:language>"
        '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest>'
        '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '</manifest><spine><itemref idref="n"/></spine></package>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("book.opf", opf)
        book.writestr("nav.xhtml", xhtml)
    return path


def test_epubcheck_passes_a_valid_book(tmp_path: Path) -> None:
    """A valid book has no finding at all."""
    assert tools.epubcheck(epub(tmp_path / "good.epub", "<h1>T</h1>")) == ()


def test_epubcheck_sees_an_unknown_element(tmp_path: Path) -> None:
    """A fault is found with its code and its file."""
    findings = tools.epubcheck(epub(tmp_path / "bad.epub", "<blink>T</blink>"))

    assert [(finding.severity, finding.code) for finding in findings] == [("ERROR", "RSC-005")]
    assert findings[0].where.startswith("nav.xhtml:")


def test_page_validation_passes_a_tagged_pdf() -> None:
    """What WeasyPrint makes as PDF/UA-1 passes."""
    assert tools.page_validation(pdf("pdf/ua-1")) == ()


def test_page_validation_sees_an_untagged_pdf() -> None:
    """A PDF without tags is refused."""
    assert tools.page_validation(pdf(None))


def test_ooxml_validator_passes_a_plain_document(tmp_path: Path) -> None:
    """What python-docx makes is valid."""
    assert tools.ooxml_errors(word(tmp_path / "good.docx")) == ()


def test_ooxml_validator_sees_an_unknown_attribute(tmp_path: Path) -> None:
    """An attribute that WordprocessingML does not have is found."""
    assert tools.ooxml_errors(word(tmp_path / "bad.docx", '<w:p w:nonsense="1"/>'))


def test_vnu_sees_the_bad_page_only(tmp_path: Path) -> None:
    """Of two pages the one with an unknown element is named."""
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(PAGE, encoding="utf-8")
    bad.write_text(PAGE + "<flash>x</flash>", encoding="utf-8")

    findings = tools.vnu_errors(good, bad)

    assert findings
    assert {finding.where for finding in findings} == {"bad.html:1"}


def test_libreoffice_reads_the_words(tmp_path: Path) -> None:
    """LibreOffice reads the words of a Word file."""
    assert tools.libreoffice_text(word(tmp_path / "a.docx")).split() == [
        "Swollen",
        "joints",
        "≥",
        "3",
    ]


def test_libreoffice_refuses_what_is_no_document(tmp_path: Path) -> None:
    """A file that cannot be opened is an error, though LibreOffice itself ends with 0."""
    torn = tmp_path / "torn.docx"
    torn.write_bytes(word(tmp_path / "a.docx").read_bytes()[:2000])

    with pytest.raises(RuntimeError, match=r"torn\.docx"):
        tools.libreoffice_text(torn)


def test_chromium_measures_a_page_in_a_narrow_window(tmp_path: Path) -> None:
    """A page that is wider than a phone's window is told from one that fits."""
    fits, wide = tmp_path / "fits.html", tmp_path / "wide.html"
    fits.write_text(PAGE, encoding="utf-8")
    wide.write_text(PAGE + "<div style='width:900px'>x</div>", encoding="utf-8")

    assert tools.chromium_page_width(fits, 320) == tools.PageWidth(window=320, content=320)
    assert tools.chromium_page_width(wide, 320).overflows


def test_chromium_takes_a_picture_of_the_size_asked_for(tmp_path: Path) -> None:
    """A screenshot is as wide and as high as asked for, and shows the page's colour."""
    page = tmp_path / "red.html"
    page.write_text(PAGE + "<style>html{background:#f00}</style>", encoding="utf-8")

    png = tools.chromium_screenshot(page, tmp_path / "red.png", 320, 200)

    with Image.open(png) as picture:
        assert picture.size == (320, 200)
        assert picture.convert("RGB").getpixel((310, 190)) == (255, 0, 0)


def test_poppler_draws_every_page(tmp_path: Path) -> None:
    """A PDF of one page gives one picture."""
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf(None))

    assert [png.name for png in tools.pdf_pages_png(file, tmp_path)] == ["one-1.png"]


def test_qpdf_sees_a_torn_file(tmp_path: Path) -> None:
    """A whole PDF has nothing wrong with it, half of it has."""
    whole, torn = tmp_path / "whole.pdf", tmp_path / "torn.pdf"
    whole.write_bytes(pdf(None))
    torn.write_bytes(pdf(None)[:900])

    assert tools.qpdf_check(whole) == ()
    assert tools.qpdf_check(torn)


def test_qr_codes_are_read_off_a_picture(tmp_path: Path) -> None:
    """What was put into a QR code is what a phone reads."""
    png = tmp_path / "code.png"
    segno.make("https://example.org/lupus").save(str(png), scale=3)

    assert tools.qr_codes(png) == ("https://example.org/lupus",)


def test_verapdf_passes_and_fails_the_right_files(tmp_path: Path) -> None:
    """A tagged file of WeasyPrint's own keeps PDF/UA-1, the same without tags does not."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pdf("pdf/ua-1"))
    bad.write_bytes(pdf(None))

    assert tools.verapdf(good) == ()
    assert {finding.where for finding in tools.verapdf(good, bad)} == {"bad.pdf"}
    assert tools.verapdf(good, flavour="3a")
