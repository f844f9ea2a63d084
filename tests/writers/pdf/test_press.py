"""What the print shop gets: inks, boxes, output intent, and the same words as the leaflet."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from PIL import Image

from journalpress.edition.reading import expectation
from journalpress.edition.types import Edition, Press
from journalpress.errors import RenderingError
from journalpress.inspect.pdf import hidden_or_outside
from journalpress.inspect.pdfcontent import PageReader
from journalpress.inspect.press import press_faults
from journalpress.journal.settings import CONDITIONS as SETTABLE
from journalpress.model import Media
from journalpress.theme import house_theme
from journalpress.verify import Means, compare
from journalpress.writers.pdf import draw_pdf, extract_pdf, write_pdf
from journalpress.writers.pdf.press import CONDITIONS
from journalpress.writers.pdf.press import for_press as for_press_in
from tests import tools
from tests.editions import edition_of, everything_edition
from tests.icc import press_profile
from tests.trees import article, figure, p

# Each draws pages.
pytestmark = pytest.mark.tool

POINTS = 72 / 25.4


def for_press(data: bytes, shop: Press) -> bytes:
    """For this shop, in the inks of the house's theme."""
    return for_press_in(data, shop, house_theme().colours.inks)


@cache
def edition() -> Edition:
    """Every kind of block."""
    return everything_edition(draft=False)


@cache
def drawn(layout: str = "press") -> bytes:
    """As it is drawn, in RGB, with its tags."""
    return draw_pdf(edition(), layout)


@cache
def finished(layout: str = "press", profile: bytes = b"") -> bytes:
    """As the print shop gets it."""
    return for_press(drawn(layout), Press(profile=profile))


def opened(data: bytes) -> pikepdf.Pdf:
    """The PDF, as pikepdf sees it."""
    return pikepdf.open(io.BytesIO(data))


def operators(data: bytes) -> set[str]:
    """Every operator of every stream that draws."""
    with opened(data) as pdf:
        drawing: list[Any] = list(pdf.pages)
        drawing += [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream)
            and (each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1)
        ]
        return {str(each.operator) for one in drawing for each in pikepdf.parse_content_stream(one)}


def with_picture(picture: Image.Image) -> Edition:
    """A leaflet with this picture."""
    data = io.BytesIO()
    picture.save(data, "PNG")
    media = {"a.png": Media("a.png", "image/png", *picture.size, "sha", data.getvalue())}
    return edition_of(article(p("Words"), figure("a.png", "A picture")), media=media)


def pictures(data: bytes) -> list[tuple[str, bytes]]:
    """Colour space and first pixel of every picture."""
    with opened(data) as pdf:
        return [
            (str(each.ColorSpace), each.read_bytes()[:4])
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


@pytest.mark.parametrize("layout", ["press", "press-proof"])
@pytest.mark.parametrize("profile", [b"", press_profile()], ids=["x-1a", "x-4"])
def test_our_own_check_finds_nothing(layout: str, profile: bytes) -> None:
    """The leaflet and its proof, with the shop's profile and without."""
    assert press_faults(finished(layout, profile)) == ()


def test_no_stream_holds_an_rgb_operator_or_a_tag() -> None:
    """Everything is inks; the marks of tags went with the tags."""
    assert operators(drawn()) >= {"rg", "RG", "BDC"}
    assert not operators(finished()) & {"rg", "RG", "g", "G", "BDC", "BMC", "EMC", "sh"}


def test_all_black_words_are_black_ink_alone() -> None:
    """The text's colour is near black on a screen, and 100 % black on paper."""
    with opened(finished()) as pdf:
        colours = {
            tuple(float(part) for part in each.operands)
            for page in pdf.pages
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "k"
        }

    assert (0.0, 0.0, 0.0, 1.0) in colours
    assert all(colour[:3] == (0, 0, 0) for colour in colours if colour[3] > 0.5)


@pytest.mark.parametrize(("layout", "beyond"), [("press", 3), ("press-proof", 10)])
def test_the_page_is_a4_with_3_mm_of_bleed(layout: str, beyond: int) -> None:
    """Trim is the paper, bleed 3 mm; a proof has its marks outside both."""
    with opened(finished(layout)) as pdf:
        for page in pdf.pages:
            trim = [float(edge) for edge in page.TrimBox]
            bleed = [float(edge) for edge in page.BleedBox]
            media = [float(edge) for edge in page.MediaBox]

            assert trim == pytest.approx([0, 0, 210 * POINTS, 297 * POINTS], abs=0.01)
            assert trim[0] - bleed[0] == pytest.approx(3 * POINTS, abs=0.01)
            assert media[3] - trim[3] == pytest.approx(beyond * POINTS, abs=0.01)


def test_only_the_proof_has_marks_and_they_stand_outside_the_bleed() -> None:
    """A mark inside the bleed would be printed on the leaflet."""

    def lines(data: bytes) -> list[list[float]]:
        with opened(data) as pdf:
            found = []
            for each in pikepdf.parse_content_stream(pdf.pages[0]):
                if str(each.operator) == "m":
                    found.append([float(part) for part in each.operands])
            return found

    beyond = 3 * POINTS
    outside = [
        (x, y)
        for x, y in lines(finished("press-proof"))[-16:]
        if not (-beyond < x < 210 * POINTS + beyond and -beyond < y < 297 * POINTS + beyond)
    ]

    assert len(outside) == 16
    assert len(lines(finished("press-proof"))) == len(lines(finished())) + 16


def test_without_a_profile_a_registered_condition_is_named() -> None:
    """PDF/X-1a names the condition and the registry where it is found, and embeds nothing."""
    with opened(finished()) as pdf:
        intent = pdf.Root.OutputIntents[0]

        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        assert pdf.pdf_version == "1.4"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert "/DestOutputProfile" not in intent


def test_with_the_shops_profile_it_is_embedded() -> None:
    """PDF/X-4 carries the profile, byte for byte."""
    with opened(finished(profile=press_profile())) as pdf:
        intent = pdf.Root.OutputIntents[0]

        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
        assert intent.DestOutputProfile.read_bytes() == press_profile()
        assert str(intent.Info) == "Corner Press"
        assert b"pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()


def test_journal_toml_may_name_each_condition_and_no_other() -> None:
    """What the settings take is what the writer knows."""
    assert set(SETTABLE) == set(CONDITIONS)


@pytest.mark.parametrize("condition", sorted(CONDITIONS))
def test_every_known_condition_can_be_named(condition: str) -> None:
    """A shop says what it prints on."""
    with opened(for_press(drawn(), Press(condition=condition))) as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == condition


def test_an_unknown_condition_is_refused_with_the_known_ones() -> None:
    """A slip of the pen must not reach the printer."""
    with pytest.raises(RenderingError, match="FOGRA93") as raised:
        for_press(drawn(), Press(condition="FOGRA93"))
    assert "FOGRA39" in raised.value.hint


@pytest.mark.parametrize("data", [b"no profile", press_profile().replace(b"prtrCMYK", b"mntrRGB ")])
def test_what_is_no_profile_of_a_press_is_refused(data: bytes) -> None:
    """A screen's profile says nothing about inks."""
    with pytest.raises(RenderingError, match="profile"):
        for_press(drawn(), Press(profile=data))


@pytest.mark.parametrize("profile", [b"", press_profile()], ids=["plain", "profile"])
def test_pictures_are_in_inks(profile: bytes) -> None:
    """By the shop's profile, or by the plain rule: red is magenta and yellow."""
    red = draw_pdf(with_picture(Image.new("RGB", (400, 300), (255, 0, 0))), "press")
    ((space, pixel),) = pictures(for_press(red, Press(profile=profile)))

    assert space == "/DeviceCMYK"
    assert pixel == (bytes((0, 255, 255, 0)) if not profile else pixel)
    assert profile == b"" or pixel != bytes((0, 255, 255, 0))


def test_a_transparent_picture_is_laid_on_white_where_nothing_may_be_transparent() -> None:
    """PDF/X-1a knows no transparency; PDF/X-4 keeps the mask."""
    half = draw_pdf(with_picture(Image.new("RGBA", (400, 300), (255, 0, 0, 128))), "press")
    laid = for_press(half, Press())
    kept = for_press(half, Press(profile=press_profile()))

    assert press_faults(laid) == press_faults(kept) == ()
    assert pictures(laid)[0] == ("/DeviceCMYK", bytes((0, 128, 128, 0)))
    assert b"/SMask" in kept


def test_a_grey_picture_stays_black_ink() -> None:
    """A scan of a form needs no colour."""
    grey = draw_pdf(with_picture(Image.new("L", (400, 300), 100)), "press")

    spaces = {space for space, _ in pictures(for_press(grey, Press()))}
    assert spaces <= {"/DeviceGray", "/DeviceCMYK"}
    for space, pixel in pictures(for_press(grey, Press())):
        assert space == "/DeviceGray" or pixel[:3] == bytes(3)


def test_the_words_are_those_of_the_leaflet() -> None:
    """What is drawn is proved by its tags; what the shop gets has the same words, all seen."""

    def words(data: bytes) -> list[str]:
        reader = PageReader()
        with opened(data) as pdf:
            return [
                "".join(run.text for run in reader.runs(page, number))
                for number, page in enumerate(pdf.pages)
            ]

    means = Means(paged=True, spaced=False, linked=True, returns=True)
    assert compare(expectation(edition()), extract_pdf(drawn()), means) == ()
    assert words(finished()) == words(drawn())
    assert hidden_or_outside(finished()) == ()


def test_nothing_interactive_and_no_other_standard_is_left() -> None:
    """No link lies on the page, and the file does not say that it is tagged."""
    with opened(finished()) as pdf:
        assert not {"/StructTreeRoot", "/Outlines", "/Names", "/MarkInfo"} & set(pdf.Root.keys())
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize("profile", [b"", press_profile()], ids=["x-1a", "x-4"])
def test_the_same_leaflet_gives_the_same_bytes(profile: bytes) -> None:
    """Dates are the article's, and the document's identifier comes of its content."""
    shop = replace(edition(), press=Press(profile=profile))

    assert write_pdf(shop, "press") == write_pdf(shop, "press") == finished(profile=profile)
    assert b"uuid:" in opened(finished(profile=profile)).Root.Metadata.read_bytes()


def test_qpdf_finds_no_fault(tmp_path: Any) -> None:
    """The files are sound PDFs."""
    for name, profile in (("x1a", b""), ("x4", press_profile())):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(finished(profile=profile))
        assert tools.qpdf_check(path) == ()
