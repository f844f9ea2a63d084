"""Colours become inks, in whatever of a PDF they stand; what cannot is refused by name."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest
from PIL import Image

from journalpress.assets import styles_dir
from journalpress.errors import RenderingError
from journalpress.theme import house_theme
from journalpress.writers.pdf.inks import Converter, in_inks
from journalpress.writers.pdf.layouts import LAYOUTS
from tests.icc import press_profile

PLAIN = Converter(b"", house_theme().colours.inks)
N = pikepdf.Name


def page(code: bytes, **resources: Any) -> pikepdf.Pdf:
    """A PDF of one page that draws this."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(code)
    pdf.pages[0].Resources = pikepdf.Dictionary({f"/{k}": v for k, v in resources.items()})
    return pdf


def drawn(code: bytes) -> list[str]:
    """What a page that drew this draws in inks, a line each."""
    pdf = page(code)
    in_inks(pdf, PLAIN, opaque=True)
    return pdf.pages[0].Contents.read_bytes().decode().split("\n")[1:-2]


def blend(**entries: Any) -> Any:
    """A blend from red to white."""
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1, 0, 0], C1=[1, 1, 1])
    made: dict[str, Any] = {"ShadingType": 2, "ColorSpace": N.DeviceRGB, "Coords": [0, 0, 9, 0]}
    return pikepdf.Dictionary({**{f"/{k}": v for k, v in made.items()}, "/Function": function, **{
        f"/{k}": v for k, v in entries.items()
    }})  # fmt: skip


def test_every_colour_of_the_house_has_inks() -> None:
    """A colour that is added for screens needs inks as well: somebody must choose them."""
    assert all(colour.inks for _, colour in house_theme().colours)


def test_no_stylesheet_of_a_leaflet_has_a_colour_of_its_own() -> None:
    """Colours are the theme's: one that a stylesheet names would have no chosen inks."""
    for name in ("base", "leaflet", *(style for each in LAYOUTS.values() for style in each.styles)):
        css = (styles_dir() / name).with_suffix(".css").read_text("utf-8")
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", css), name


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ((255, 255, 255), (0, 0, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 1)),
        ((22, 22, 22), (0, 0, 0, 1)),
        ((20, 20, 20), (0, 0, 0, 1)),
        ((51, 51, 51), (0, 0, 0, 0.8)),
        ((255, 0, 0), (0, 1, 1, 0)),
        ((0, 0, 102), (0.4, 0.4, 0, 0.6)),
    ],
)
def test_the_plain_rule(colour: tuple[int, int, int], inks: tuple[float, ...]) -> None:
    """Black is what the three inks share (ISO 32000-1, 10.3.4); greys are black alone."""
    assert PLAIN.inks(colour) == pytest.approx(inks, abs=0.001)


def test_black_is_black_with_a_profile_too() -> None:
    """A profile would make it of four inks, and small letters would blur."""
    with_profile = Converter(press_profile(), house_theme().colours.inks)

    assert with_profile.inks((0, 0, 0)) == (0, 0, 0, 1)
    assert with_profile.inks((22, 22, 22)) == (0, 0, 0, 1)
    assert with_profile.inks((200, 30, 30)) != PLAIN.inks((200, 30, 30))


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (b"1 0 0 rg", "0 1 1 0 k"),
        (b"1 0 0 RG", "0 1 1 0 K"),
        (b"0 g", "0 0 0 1 k"),
        (b"/DeviceRGB cs 1 0 0 scn", "0 1 1 0 scn"),
        (b"/DeviceGray CS 0.2 SCN", "0 0 0 0.8 SCN"),
        (b"0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
        (b"/Pattern cs /p scn", "/p scn"),
    ],
)
def test_each_way_to_name_a_colour(code: bytes, line: str) -> None:
    """In a stream, with an operator of its own or with a colour space."""
    assert drawn(code)[-1] == line


def test_a_colour_space_ends_with_what_it_was_set_for() -> None:
    """`Q` brings the former one back: its pattern's name is no colour."""
    code = b"/Pattern cs q /DeviceRGB cs 1 0 0 scn Q /p scn"

    assert drawn(code)[-1] == "/p scn"


def test_tags_are_taken_out_and_what_they_marked_stays() -> None:
    """Nothing is left that leads to a tag."""
    assert drawn(b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC") == ["0 0 1 1 re", "f"]


@pytest.mark.parametrize("nested", [False, True])
def test_a_blend_is_one_between_inks(nested: bool) -> None:
    """Both ends become inks, in a blend of blends too."""
    shading = blend()
    if nested:
        inner = shading.Function
        shading.Function = pikepdf.Dictionary(
            FunctionType=3, Domain=[0, 1], Functions=[inner], Bounds=[], Encode=[0, 1]
        )
    pdf = page(b"/s sh", Shading=pikepdf.Dictionary(s=shading))
    in_inks(pdf, PLAIN, opaque=True)
    found = pdf.pages[0].Resources.Shading.s
    function = found.Function.Functions[0] if nested else found.Function

    assert str(found.ColorSpace) == "/DeviceCMYK"
    assert [float(each) for each in function.C0] == [0, 1, 1, 0]
    assert [float(each) for each in function.C1] == [0, 0, 0, 0]


def test_a_mask_of_greys_stays_one() -> None:
    """A blend of greys only hides: it prints nothing."""
    pdf = page(b"", Shading=pikepdf.Dictionary(s=blend(ColorSpace=N.DeviceGray)))
    in_inks(pdf, PLAIN, opaque=False)

    assert str(pdf.pages[0].Resources.Shading.s.ColorSpace) == "/DeviceGray"


@pytest.mark.parametrize(
    "pdf",
    [
        page(b"/lab cs 1 0 0 scn"),
        page(b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI"),
        page(b"", Shading=pikepdf.Dictionary(s=blend(ColorSpace=N.Lab))),
        page(b"", Shading=pikepdf.Dictionary(s=blend(Function=pikepdf.Dictionary(FunctionType=4)))),
        page(b"", ExtGState=pikepdf.Dictionary(s=pikepdf.Dictionary(ca=0.5))),
    ],
    ids=["lab", "inline", "lab blend", "program", "alpha"],
)
def test_what_cannot_be_converted_is_refused(pdf: pikepdf.Pdf) -> None:
    """Better no file than one that prints otherwise than it looks."""
    with pytest.raises(RenderingError):
        in_inks(pdf, PLAIN, opaque=True)


def test_where_transparency_is_allowed_it_stays() -> None:
    """With a profile the file is a PDF/X-4."""
    pdf = page(b"", ExtGState=pikepdf.Dictionary(s=pikepdf.Dictionary(ca=0.5)))
    in_inks(pdf, PLAIN, opaque=False)

    assert float(pdf.pages[0].Resources.ExtGState.s.ca) == 0.5


def test_a_picture_has_at_most_two_full_inks_by_the_plain_rule() -> None:
    """Every colour of a picture, in steps: never more than 200 % of ink."""
    steps = (0, 51, 102, 153, 204, 255)
    picture = Image.new("RGB", (36, 6))
    picture.putdata([(r, g, b) for r in steps for g in steps for b in steps])  # type: ignore[no-untyped-call,unused-ignore]
    inks = PLAIN.picture(picture).tobytes()

    assert max(sum(inks[at : at + 4]) for at in range(0, len(inks), 4)) <= 2 * 255
