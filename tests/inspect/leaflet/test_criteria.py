"""Each criterion objects to a page that breaks it, whoever made the file, and to no other."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping

import pytest
import segno
from PIL import Image

from journalpress.inspect.leaflet import CRITERIA, RULES, check_leaflet
from journalpress.problems import CODES

WORDS = (
    "Most people with high blood pressure feel well, so the only way to know yours is to measure "
    "it. A reading has two numbers. The first is the pressure when the heart beats and the second "
    "the pressure when it rests between two beats. Sit down for five minutes before you begin. "
)
PASSAGE = f"<p>{WORDS * 2}</p>"
STYLE = (
    "@page { size: A4; margin: 30mm; @bottom-left { content: 'General information only, ask your "
    "doctor. 2026' } @bottom-right { content: counter(page) ' of ' counter(pages) } } "
    "html { font: 12pt/1.42 serif; width: 132mm } p { margin: 0 0 3.5mm; orphans: 3; widows: 3 } "
    "h1, h2 { break-after: avoid } .box { border: 1pt solid; padding: 3mm }"
)
BOX = f'<div class="box"><p>{WORDS}</p></div>'
CODE = base64.b64encode(
    segno.make_qr("https://quillmere-clinic.example/journal/lupus").svg_inline().encode()
).decode()


def _png(width: int, height: int) -> str:
    picture = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(picture, "PNG")
    return base64.b64encode(picture.getvalue()).decode()


TALL = _png(60, 170)


def pdf(body: str, style: str = "") -> bytes:
    """A tagged PDF by WeasyPrint itself, in whatever font the machine has."""
    html = f'<html lang="en"><title>T</title><style>{STYLE}{style}</style><h1>Title</h1>{body}'
    return drawn(html, pdf_variant="pdf/ua-1")


def drawn(html: str, **options: str) -> bytes:
    """The page as WeasyPrint draws it."""
    import weasyprint

    return bytes(weasyprint.HTML(string=html).write_pdf(**options))


def codes(data: bytes, layout: str = "a4") -> set[str]:
    """What is objected to."""
    return {each.code for each in check_leaflet(data, layout)[1]}


OTHERS = {"JPP015", "JPP022", "JPP024"}
"""What WeasyPrint's own files break: foreign fonts, bare margins, Tab order."""

FAULTS: Mapping[str, tuple[str, str, str]] = {
    "small type": ("JPP001", PASSAGE, "html { font-size: 9pt }"),
    "tiny note": ("JPP001", f"{PASSAGE}<p style='font-size: 7pt'>A note.</p>", ""),
    "lines too close": ("JPP003", PASSAGE * 3, "html { line-height: 1.15 }"),
    "lines too far": ("JPP003", PASSAGE * 3, "html { line-height: 1.9 }"),
    "paragraphs too close": ("JPP003", PASSAGE * 4, "p { margin: 0 0 1mm }"),
    "long lines": ("JPP004", PASSAGE * 4, "@page { margin: 20mm } html { width: 170mm }"),
    "short lines": ("JPP004", PASSAGE * 4, "html { width: 70mm }"),
    "justified": ("JPP005", PASSAGE, "p { text-align: justify }"),
    "centred": ("JPP005", PASSAGE, "p { text-align: center }"),
    "number and unit apart": ("JPP005", "<p>Take one tablet of 5<br>mg a day.</p>", ""),
    "CAR-T divided": ("JPP005", "<p>This is a CAR-<br>T cell.</p>", ""),
    "et al. divided": ("JPP005", "<p>Fanouriakis et<br>al. 2024.</p>", ""),
    "hyphenated": ("JPP005", "<p>The pressure is a pres-<br>sure of blood.</p>", ""),
    "faint": ("JPP006", PASSAGE, "p { color: #777 }"),
    "faint on a tint": ("JPP006", PASSAGE, "p { color: #444; background: #bbb }"),
    "narrow margin": ("JPP007", PASSAGE, "@page { margin: 30mm 30mm 30mm 8mm }"),
    "hairline": ("JPP007", PASSAGE + BOX, ".box { border-width: 0.1pt }"),
    "level skipped": ("JPP008", f"<h3>Part</h3>{PASSAGE}", ""),
    "second title": ("JPP008", f"<h1>Another</h1>{PASSAGE}", ""),
    "heading alone": ("JPP008", f"<h2>Part</h2><p style='break-before: page'>{WORDS * 9}</p>", "h2 "
                      "{ break-after: auto }"),
    "long heading": ("JPP008", f"<h2>{WORDS}</h2>{PASSAGE}", ""),
    "widow": ("JPP009", f"<div style='height: 198mm'></div><p>{WORDS.lower() * 3}</p>{PASSAGE * 3}",
              "p { orphans: 1; widows: 1 }"),
    "last page empty": ("JPP010", f"{PASSAGE * 6}{BOX}<p style='break-before: page'>End.</p>", ""),
    "page empty": ("JPP010", f"{PASSAGE}<div style='break-before: page'>&nbsp;</div>"
                   f"<div style='break-before: page'>{PASSAGE * 4}</div>", ""),
    "italics": ("JPP011", f"<p><i>{WORDS}</i></p>", ""),
    "capitals": ("JPP011", "<p>NEVER STOP YOUR TABLETS SUDDENLY.</p>", ""),
    "link hard to hit": ("JPP012", "<p id=x>See <a href='#x'>1</a>.</p>", "a { font-size: 6pt }"),
    "no page number": ("JPP013", PASSAGE, "@page { @bottom-right { content: none } }"),
    "no date": ("JPP013", PASSAGE, "@page { @bottom-left { content: 'General information only, "
                "ask your doctor.' } }"),
    "no disclaimer": ("JPP013", PASSAGE, "@page { @bottom-left { content: '2026' } }"),
    "no box": ("JPP013", PASSAGE, ".box { border: none }"),
    "small code": ("JPP014", f"<img alt=code src='data:image/svg+xml;base64,{CODE}'>",
                   "img { width: 12mm }"),
}  # fmt: skip


@pytest.mark.tool
@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_criterion_is_told(name: str) -> None:
    """The code stands there with the fault and not without it."""
    code, body, style = FAULTS[name]
    closing = "" if name == "last page empty" else BOX

    assert code in codes(pdf(f"{body}{closing}", style))


@pytest.mark.tool
def test_a_sound_page_is_not_accused() -> None:
    """Of nothing but what every file of this program lacks."""
    assert codes(pdf(PASSAGE * 2 + BOX)) <= OTHERS


SMALL = "<style>sup, sub { font-size: 8pt; line-height: 0 } i { font: 8pt serif }</style>"
ENTRY = "Nemo A, Other B. A study of one thing and of many more that belong to it, at some length. "
LISTED = "".join(f"<li><p>{ENTRY}London: Health Service; 20{n}.</p>" for n in range(10, 99))


@pytest.mark.tool
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"{SMALL}<p>H<sub>2</sub>O, 10<sup>9</sup>, said<sup>1,4</sup>. {WORDS}</p>", "JPP001"),
        (f"{SMALL}<p><i>•</i> {WORDS}</p>", "JPP001"),
        (f"{PASSAGE}<ol style='font-size: 9pt'>{LISTED}</ol>", "JPP001"),
        (f"{PASSAGE * 3}<ol style='font: 9pt/1.15 serif'>{LISTED}</ol>", "JPP003"),
        (f"<h2>Part</h2><img alt=code src='data:image/png;base64,{TALL}'>"
         f"<p style='break-before: page'>{WORDS}</p>", "JPP008"),
    ],
    ids=["scripts", "bullet", "more sources than text", "leading of the text", "tall picture"],
)  # fmt: skip
def test_what_a_good_leaflet_may_hold_is_not_accused(body: str, code: str) -> None:
    """A sign in its line, a bullet, a long list of sources, a picture that fills its page."""
    assert code not in codes(pdf(f"{body}{BOX}", "img { display: block; height: 170mm }"))


@pytest.mark.tool
def test_large_print_is_large() -> None:
    """What is enough for a4 is not enough here."""
    assert {"JPP001", "JPP002"} <= codes(pdf(PASSAGE + BOX), "large-print")
    raised = (
        f"<style>html {{ font-size: 18pt }} sup {{ font-size: 12pt }}</style><p>{WORDS}<sup>1</sup>"
    )
    assert "JPP002" in codes(pdf(raised), "large-print")


@pytest.mark.tool
def test_a_foreign_font_is_named() -> None:
    """So that a person can find it."""
    _, found = check_leaflet(pdf(PASSAGE), "a4")

    assert any(each.code == "JPP015" and "is none of ours" in each.message for each in found)


@pytest.mark.tool
def test_a_file_without_tags_is_checked_all_the_same() -> None:
    """Lines are known by where they stand."""
    html = f"<style>{STYLE} p {{ text-align: justify; color: #777 }}</style>{PASSAGE}"
    found = codes(drawn(html))

    assert {"JPP005", "JPP006", "JPP020"} <= found


@pytest.mark.tool
@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("lupus.pdf", "a4"),
        ("lupus.a5.pdf", "a5"),
        ("lupus.large-print.pdf", "large-print"),
        ("lupus.v2.pdf", "a4"),
    ],
)
def test_the_layout_is_known_by_name_or_paper(name: str, layout: str) -> None:
    """A name that is no layout's says nothing."""
    assert check_leaflet(pdf(PASSAGE), name=name)[0] == layout


def test_every_criterion_has_a_code_and_every_layout_its_rules() -> None:
    """The two tables belong together."""
    assert set(CRITERIA) == {code for code in CODES if code.startswith("JPP")}
    assert all(rules.without <= set(CRITERIA) for rules in RULES.values())


@pytest.mark.tool
def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, before it is unpacked."""
    monkeypatch.setattr("journalpress.inspect.leaflet.facts.MOST_BYTES", 10_000)
    (found,) = check_leaflet(pdf(PASSAGE * 9))[1]

    assert found.code == "JP207"
    assert "too large" in found.message or "unpacks" in found.message


@pytest.mark.parametrize("size", [0, 1, 100, 5_000])
def test_any_bytes_get_an_answer(size: int) -> None:
    """Whatever is called a PDF."""
    data = io.BytesIO(b"%PDF-1.7\n" + bytes(range(256)) * 40).getvalue()[:size]

    assert [each.code for each in check_leaflet(data)[1]] == ["JP207"]
