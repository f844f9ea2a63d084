"""What is read from a PDF is what a person sees on its pages, and nothing that one cannot see."""

from __future__ import annotations

import io

import pikepdf
import pytest

from journalpress.errors import DisagreementError
from journalpress.inspect.pdf import extract, hidden_or_outside
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.inspect.pdffonts import alike


def made(content: str) -> bytes:
    """A page of 200 × 100 points with a plain font F and this content, without tags."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            FirstChar=32,
            Widths=pikepdf.Array([500] * 95),
        )
        faint = pikepdf.Dictionary(ca=0.1)
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=font), ExtGState=pikepdf.Dictionary(G=faint)
        )
        page.obj.Contents = pdf.make_stream(content.encode())
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def runs(content: str) -> tuple[Run, ...]:
    """The runs of such a page."""
    with pikepdf.open(io.BytesIO(made(content))) as pdf:
        return PageReader().runs(pdf.pages[0], 0)


def test_words_stand_where_the_operators_put_them() -> None:
    """Matrices, moves, leading and adjustments add up as ISO 32000-1 says."""
    first, second, third = runs(
        "q 2 0 0 2 10 20 cm BT /F 10 Tf 5 5 Td 12 TL (ab) Tj T* [(c) -1000 (d)] TJ ET Q "
        "BT /F 12 Tf 1 0 0 1 7 80 Tm 200 Tz (e) Tj ET"
    )

    assert (first.text, first.box.left, first.baseline, first.size) == ("ab", 20, 30, 20)
    assert first.box.right == 40
    assert (second.text, second.baseline, second.box.right) == ("cd", 6, 60)
    assert (third.text, third.box.left, third.box.right, third.size) == ("e", 7, 19, 12)


def test_marked_content_is_known_by_its_number_or_kind() -> None:
    """Nested sequences belong to the numbered one around them."""
    found = runs(
        "BT /F 9 Tf 9 9 Td /Span <</MCID 3>> BDC (a) Tj /Em BMC (b) Tj EMC EMC "
        "/Artifact <</Type /Pagination>> BDC (c) Tj EMC /Artifact BMC (d) Tj EMC (e) Tj ET"
    )

    assert [(run.text, run.mcid, run.artifact) for run in found] == [
        ("a", 3, ""),
        ("b", 3, ""),
        ("c", -1, "Pagination"),
        ("d", -1, "other"),
        ("e", -1, ""),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("BT /F 9 Tf 9 9 Td 3 Tr (words) Tj ET", "invisible"),
        ("BT /F 9 Tf 9 9 Td 7 Tr (words) Tj ET", "invisible"),
        ("/G gs BT /F 9 Tf 9 9 Td (words) Tj ET", "invisible"),
        ("BT /F 1 Tf 9 9 Td (words) Tj ET", "only 1.0 points high"),
        ("BT /F 0 Tf 9 9 Td (words) Tj ET", "only 0.0 points high"),
        ("BT /F 9 Tf 190 9 Td (words) Tj ET", "outside the page"),
        ("BT /F 9 Tf 9 -9 Td (words) Tj ET", "outside the page"),
        ("0 0 20 90 re W n BT /F 9 Tf 9 9 Td (words) Tj ET", "cut off"),
        ("0 0 m 200 0 l 0 100 l W n BT /F 9 Tf 9 9 Td (words) Tj ET", "cut off"),
        ("1 g BT /F 9 Tf 9 9 Td (words) Tj ET", "of its ground's colour"),
        ("0 0 0 0 k BT /F 9 Tf 9 9 Td (words) Tj ET", "of its ground's colour"),
        ("0 0 200 99 re f BT /F 9 Tf 9 9 Td (words) Tj ET", "of its ground's colour"),
        ("BT /F 9 Tf 9 9 Td (words) Tj ET 1 0 0 rg 0 0 99 99 re f", "painted over"),
    ],
)
def test_words_that_cannot_be_seen_are_found(content: str, reason: str) -> None:
    """Each way to hide words has its name."""
    (finding,) = hidden_or_outside(made(content))

    assert finding == f"page 1: “words” is {reason}"


@pytest.mark.parametrize(
    "content",
    [
        "BT /F 9 Tf 9 9 Td (words) Tj ET",
        "0.9 g 0 0 200 100 re f 0 g BT /F 9 Tf 9 9 Td (words) Tj ET",
        "0 g 0 0 200 100 re f 1 g BT /F 9 Tf 9 9 Td (words) Tj ET",
        "q 0 0 5 5 re W n Q BT /F 9 Tf 9 9 Td (words) Tj ET",
        "BT /F 9 Tf 9 9 Td (words) Tj ET 0 50 200 9 re f",
        "BT /F 9 Tf 9 9 Td (words) Tj ET 0 0 200 100 re 1 1 198 98 re f*",
        "BT /F 9 Tf 9 9 Td 3 Tr (   ) Tj ET",
    ],
)
def test_words_that_can_be_seen_are_not_accused(content: str) -> None:
    """Grounds, frames, clips that ended, and blanks."""
    assert hidden_or_outside(made(content)) == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"words", made("BT ET")])
def test_what_is_no_tagged_pdf_is_refused_in_one_line(data: bytes) -> None:
    """An empty file, another file, a PDF without tags."""
    with pytest.raises(DisagreementError, match="cannot be read back") as refusal:
        extract(data)

    assert "\n" not in str(refusal.value)


def test_characters_that_are_drawn_alike_are_known() -> None:
    """Only those: a minus is no hyphen, and 5 is not -5."""
    assert alike("kg/m²") == alike("kg/m2")
    assert alike("CAR‑T") == alike("CAR-T") == alike("CAR‐T")
    assert alike("soft\u00adhyphen") == alike("softhyphen")
    assert alike("−5") != alike("-5") != alike("5")
