"""Our own check of files for the press sees each fault that it says it looks for."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from PIL import Image

from journalpress.edition.types import Press
from journalpress.inspect.leaflet import check_leaflet
from journalpress.inspect.press import press_faults
from journalpress.theme import house_theme
from journalpress.writers.pdf.press import for_press
from tests.icc import press_profile
from tests.writers.pdf.test_press import drawn

# Each damages a leaflet that was drawn and made ready for the press.
pytestmark = pytest.mark.tool

Damage = Callable[[Any], None]
X1A = b""
X4 = press_profile()


@cache
def sound(profile: bytes) -> bytes:
    """A file without a fault."""
    return for_press(drawn(), Press(profile=profile), house_theme().colours.inks)


def damaged(damage: Damage, profile: bytes, version: str = "") -> bytes:
    """The same with one fault."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound(profile))) as pdf:
        damage(pdf)
        pdf.save(
            written,
            force_version=version or pdf.pdf_version,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue()


def draws(code: bytes) -> Damage:
    """The first page draws this as well."""

    def damage(pdf: Any) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(code))

    return damage


def resource(kind: str, **entries: Any) -> Damage:
    """The first page has this among its resources, as /X."""

    def damage(pdf: Any) -> None:
        made = pikepdf.Dictionary(**entries)
        resources = pdf.pages[0].Resources
        held = resources.get(kind, pikepdf.Dictionary())
        held["/X"] = pdf.make_indirect(made)
        resources[kind] = held

    return damage


def stream(kind: str, code: bytes, **entries: Any) -> Damage:
    """The first page has this stream among its resources, as /X."""

    def damage(pdf: Any) -> None:
        held = pdf.pages[0].Resources.get(kind, pikepdf.Dictionary())
        held["/X"] = pdf.make_stream(code, pikepdf.Dictionary(**entries))
        pdf.pages[0].Resources[kind] = held

    return damage


def sets(where: Callable[[Any], Any], name: str, value: Any) -> Damage:
    """Something of the file has this value, or none (None)."""

    def damage(pdf: Any) -> None:
        holder = where(pdf)
        if value is None:
            del holder[name]
        else:
            holder[name] = value

    return damage


def root(pdf: Any) -> Any:
    """The catalogue."""
    return pdf.Root


def info(pdf: Any) -> Any:
    """The information dictionary."""
    return pdf.docinfo


def first(pdf: Any) -> Any:
    """The first page."""
    return pdf.pages[0].obj


def intent(pdf: Any) -> Any:
    """The output intent."""
    return pdf.Root.OutputIntents[0]


def words_of_metadata(before: bytes, after: bytes) -> Damage:
    """The XMP says something else."""

    def damage(pdf: Any) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert before in packet
        pdf.Root.Metadata.write(packet.replace(before, after))

    return damage


def other_profile(pdf: Any) -> None:
    """The profile of a screen."""
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"prtrCMYK", b"mntrRGB "))


def bare_fonts(pdf: Any) -> None:
    """A font whose letters are not in the file."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            del each["/FontFile2"]


N = pikepdf.Name
GROUP = pikepdf.Dictionary(Type=N.Group, S=N.Transparency, CS=N.DeviceRGB)
FORM = {"Type": N.XObject, "Subtype": N.Form, "BBox": [0, 0, 9, 9]}
TILE = {
    "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9], "XStep": 9, "YStep": 9,
    "Resources": pikepdf.Dictionary(),
}  # fmt: skip
PICTURE: dict[str, Any] = {
    "Type": N.XObject, "Subtype": N.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8,
}  # fmt: skip
RGB = {"ColorSpace": N.DeviceRGB}
PALETTE = {"ColorSpace": [N.Indexed, N.DeviceRGB, 0, b"abc"]}
BLEND = {"ShadingType": 2, "ColorSpace": N.DeviceRGB, "Coords": [0, 0, 1, 1]}
UA = b"pdfuaid:part xmlns:pdfuaid='x'/><pdfxid:GTS"

FAULTS: tuple[tuple[str, Damage, bytes, str], ...] = (
    ("rgb fill", draws(b"1 0 0 rg 0 0 1 1 re f"), X1A, "a colour in RGB"),
    ("rgb stroke", draws(b"1 0 0 RG 0 0 1 1 re S"), X4, "a colour in RGB"),
    ("rgb space", draws(b"/DeviceRGB cs 1 0 0 scn"), X1A, "a colour in /DeviceRGB"),
    ("lab space", draws(b"/lab-d50 CS 1 0 0 SCN"), X1A, "a colour in /lab-d50"),
    ("rgb form", stream("/XObject", b"1 0 0 rg", **FORM), X1A, "a colour in RGB"),
    ("rgb pattern", stream("/Pattern", b"1 0 0 rg", **TILE), X4, "a colour in RGB"),
    ("rgb picture", stream("/XObject", b"abc", **RGB, **PICTURE), X4, "in /DeviceRGB"),
    ("rgb palette", stream("/XObject", b"a", **PALETTE, **PICTURE), X1A, "a picture in"),
    ("inline", draws(b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI"), X1A, "a picture inside a stream"),
    ("rgb blend", resource("/Shading", **BLEND), X4, "a blend of colours in /DeviceRGB"),
    ("rgb group", sets(first, "/Group", GROUP), X4, "a group that blends in /DeviceRGB"),
    ("group", sets(first, "/Group", GROUP), X1A, "a group of transparency"),
    ("alpha", resource("/ExtGState", ca=0.5), X1A, "something transparent"),
    ("blend mode", resource("/ExtGState", BM=N.Multiply), X1A, "something transparent"),
    ("transfer", resource("/ExtGState", TR=N.Identity), X4, "a transfer curve"),
    ("smooth", stream("/XObject", b"a", ColorSpace=N.DeviceGray, Interpolate=True, **PICTURE), X4,
     "asks to be smoothed"),
    ("rich black", draws(b"0.5 0.5 0.5 1 k"), X1A, "black that is not black ink alone"),
    ("coloured black", draws(b"0.7 0.7 0.7 0 K"), X1A, "black made of coloured inks"),
    ("too much ink", draws(b"1 1 0.5 0.8 k"), X1A, "330 % of ink"),
    ("rich black in a space", draws(b"/DeviceCMYK cs 0.5 0.5 0.5 1 scn"), X4, "black that is not"),
    ("type 3", resource("/Font", Type=N.Font, Subtype=N.Type3), X1A, "letters that are drawings"),
    ("no font", bare_fonts, X1A, "is not in the file"),
    ("no trim", sets(first, "/TrimBox", None), X1A, "is missing"),
    ("bleed", sets(first, "/BleedBox", [0, 0, 595.276, 841.89]), X1A, "the bleed is 0.0"),
    ("page", sets(first, "/MediaBox", [0, 0, 595.276, 841.89]), X1A, "the trim does not lie"),
    ("crop", sets(first, "/CropBox", [0, 0, 500, 500]), X1A, "a CropBox hides"),
    ("art", sets(first, "/ArtBox", [0, 0, 500, 500]), X1A, "an ArtBox"),
    ("note", sets(first, "/Annots", [pikepdf.Dictionary(Subtype=N.Link)]), X4, "a link or note"),
    ("action", sets(first, "/AA", pikepdf.Dictionary()), X1A, "an action"),
    ("open action", sets(root, "/OpenAction", pikepdf.Dictionary(S=N.GoTo)), X1A, "/OpenAction"),
    ("form", sets(root, "/AcroForm", pikepdf.Dictionary()), X1A, "/AcroForm"),
    ("layers", sets(root, "/OCProperties", pikepdf.Dictionary()), X4, "/OCProperties"),
    ("no intent", sets(root, "/OutputIntents", None), X1A, "0 output intents"),
    ("no condition", sets(intent, "/OutputConditionIdentifier", None), X1A, "names no printing"),
    ("no registry", sets(intent, "/RegistryName", None), X1A, "neither a profile nor"),
    ("no profile", sets(intent, "/DestOutputProfile", None), X4, "needs the output profile"),
    ("screen", other_profile, X4, "not one of a press"),
    ("no version", sets(info, "/GTS_PDFXVersion", None), X1A, "it says to be “”"),
    ("trapped", sets(info, "/Trapped", None), X1A, "whether it is trapped"),
    ("no title", sets(info, "/Title", None), X1A, "its Title is missing"),
    ("no date", sets(info, "/ModDate", None), X4, "its ModDate is missing"),
    ("no metadata", sets(root, "/Metadata", None), X4, "it has no XMP metadata"),
    ("other metadata", words_of_metadata(b"PDF/X-4", b"PDF/X-9"), X4, "its XMP lacks GTS_PDFX"),
    ("no id", words_of_metadata(b"DocumentID>uuid:", b"DocumentID>"), X4, "its XMP lacks Docu"),
    ("two standards", words_of_metadata(b"pdfxid:GTS", UA), X4, "another standard"),
)  # fmt: skip


@pytest.mark.parametrize("profile", [X1A, X4], ids=["x-1a", "x-4"])
def test_a_sound_file_has_no_fault(profile: bytes) -> None:
    """Otherwise the faults below would prove nothing."""
    assert press_faults(damaged(lambda _: None, profile)) == ()


@pytest.mark.parametrize(
    ("damage", "profile", "told"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS]
)
def test_each_fault_is_seen(damage: Damage, profile: bytes, told: str) -> None:
    """One fault, and the line that tells of it."""
    found = press_faults(damaged(damage, profile))

    assert any(told in line for line in found), found


def test_the_wrong_version_of_pdf_is_seen() -> None:
    """PDF/X-1a builds on PDF 1.4."""
    assert any("1.7" in line for line in press_faults(damaged(lambda _: None, X1A, "1.7")))


def test_a_leaflet_for_the_screen_is_no_file_for_the_press() -> None:
    """What was never finished has many faults, and what is no PDF has one."""
    assert len(press_faults(drawn())) > 5
    assert len(press_faults(b"no PDF")) == 1


def test_the_check_command_looks_at_files_for_the_press() -> None:
    """A leaflet that was drawn for the press and never finished is told from one that was."""
    _, found = check_leaflet(drawn(), "press")
    _, sound_ones = check_leaflet(sound(X1A), name="lupus.press.pdf")

    assert any(each.code == "JP211" for each in found)
    assert not any(each.code == "JP211" for each in sound_ones)


def test_a_transparent_picture_is_seen() -> None:
    """A mask on a picture is transparency as well."""

    def damage(pdf: Any) -> None:
        mask = pdf.make_stream(b"\x80", pikepdf.Dictionary(ColorSpace=N.DeviceGray, **PICTURE))
        data = Image.new("CMYK", (1, 1)).tobytes()
        made = pikepdf.Dictionary(ColorSpace=N.DeviceCMYK, SMask=mask, **PICTURE)
        pdf.pages[0].Resources["/XObject"] = pikepdf.Dictionary(X=pdf.make_stream(data, made))

    assert any("transparent" in line for line in press_faults(damaged(damage, X1A)))
    assert press_faults(damaged(damage, X4)) == ()
