"""Leaflets that were damaged after they were written, or made by careless programs.

They are made of the leaflet of `tests.editions.everything`; each fails loudly if the file does not
hold what it is to damage.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.writers.pdf.mutations import MUTATIONS, Alteration, altered

# --- what the document says of itself ----------------------------------------------------------


def no_language(pdf: Alteration) -> None:
    """A voice does not know how to read it."""
    del pdf.pdf.Root.Lang


def no_mark_info(pdf: Alteration) -> None:
    """It does not say that it is tagged."""
    del pdf.pdf.Root.MarkInfo


def said_to_be_untagged(pdf: Alteration) -> None:
    """It says that it is not tagged."""
    pdf.pdf.Root.MarkInfo.Marked = False


def suspect_tags(pdf: Alteration) -> None:
    """It says that its tags may be wrong."""
    pdf.pdf.Root.MarkInfo.Suspects = True


def no_tags(pdf: Alteration) -> None:
    """The tags are gone."""
    del pdf.pdf.Root.StructTreeRoot


def title_not_shown(pdf: Alteration) -> None:
    """A window shows the file's name."""
    pdf.pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_viewer_preferences(pdf: Alteration) -> None:
    """Nothing is said about windows and printing."""
    del pdf.pdf.Root.ViewerPreferences


def no_title(pdf: Alteration) -> None:
    """The document has no title."""
    del pdf.pdf.docinfo["/Title"]


def no_metadata(pdf: Alteration) -> None:
    """The metadata are gone."""
    del pdf.pdf.Root.Metadata


def runs_a_script(pdf: Alteration) -> None:
    """It runs a script when it is opened."""
    pdf.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def has_a_hidden_layer(pdf: Alteration) -> None:
    """Words stand in a layer that is switched off."""
    layer = pdf.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
    pdf.pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array())
    )


# --- tags --------------------------------------------------------------------------------------


def picture_without_description(pdf: Alteration) -> None:
    """A picture says nothing."""
    del next(pdf.tags("Figure")).Alt


def picture_with_empty_description(pdf: Alteration) -> None:
    """A picture is described with no words."""
    next(pdf.tags("Figure")).Alt = String("")


def heading_skips_a_level(pdf: Alteration) -> None:
    """A second level is called a fourth."""
    next(pdf.tags("H2")).S = Name.H4


def two_titles(pdf: Alteration) -> None:
    """A heading is called a title as well."""
    next(pdf.tags("H2")).S = Name.H1


def no_title_heading(pdf: Alteration) -> None:
    """The title is a paragraph."""
    next(pdf.tags("H1")).S = Name.P


def unknown_tag(pdf: Alteration) -> None:
    """A tag is one that nobody knows."""
    next(pdf.tags("BlockQuote")).S = Name("/Wisdom")


def circular_roles(pdf: Alteration) -> None:
    """Two tags are explained by one another."""
    next(pdf.tags("BlockQuote")).S = Name("/One")
    pdf.pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name("/Two"), Two=Name("/One"))


def no_way_back_from_content(pdf: Alteration) -> None:
    """Content does not know its tag."""
    del pdf.pdf.Root.StructTreeRoot.ParentTree


def wrong_way_back_from_content(pdf: Alteration) -> None:
    """The content of two pages knows each other's tags."""
    numbers = list(pdf.pdf.Root.StructTreeRoot.ParentTree.Nums)
    numbers[1], numbers[3] = numbers[3], numbers[1]
    pdf.pdf.Root.StructTreeRoot.ParentTree.Nums = Array(numbers)


def page_outside_the_tags(pdf: Alteration) -> None:
    """A page does not say where its tags are."""
    del pdf.pdf.pages[0].obj.StructParents


def header_without_scope(pdf: Alteration) -> None:
    """A header cell does not say whose it is."""
    for tag in pdf.tags("TH"):
        del tag.A


def row_without_a_cell(pdf: Alteration) -> None:
    """A row is shorter than its table."""
    row = list(pdf.tags("TR"))[-1]
    row.K = Array(list(row.K)[:-1])


def list_without_items(pdf: Alteration) -> None:
    """The items of a list are paragraphs."""
    for kid in next(pdf.tags("L")).K:
        kid.S = Name.P


def bare_label(pdf: Alteration) -> None:
    """The label of a list item stands outside it."""
    label = next(pdf.tags("Lbl"))
    item = label.P
    item.K = Array(list(item.K)[1:])
    item.P.K.append(label)


def margin_outside_the_tags(pdf: Alteration) -> None:
    """What a margin says is neither tagged nor called decoration."""
    kept, depth = [], 0
    for operands, operator in pdf._read(0):
        if operator == "BDC" and str(operands[0]) == "/Artifact":
            depth += 1
        elif operator == "EMC" and depth:
            depth -= 1
        else:
            kept.append((operands, operator))
    pdf._write(0, kept)


def text_called_decoration(pdf: Alteration) -> None:
    """A paragraph is called decoration."""
    pdf.around("Call for help", "/Artifact BMC", "EMC")


# --- links -------------------------------------------------------------------------------------


def _links(pdf: Alteration) -> list[Any]:
    return [
        each
        for page in pdf.pdf.pages
        for each in page.obj.get("/Annots", [])
        if each.Subtype == "/Link"
    ]


def link_without_words(pdf: Alteration) -> None:
    """A link says nothing to those who hear it."""
    del _links(pdf)[0].Contents


def link_with_empty_words(pdf: Alteration) -> None:
    """A link says an empty text."""
    _links(pdf)[0].Contents = String("")


def link_outside_the_tags(pdf: Alteration) -> None:
    """A link does not know its tag."""
    del _links(pdf)[0].StructParent


def link_that_starts_a_program(pdf: Alteration) -> None:
    """A link starts a program."""
    link = next(each for each in _links(pdf) if "/A" in each)
    link.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def link_too_low_to_hit(pdf: Alteration) -> None:
    """A citation can hardly be hit."""
    link = pdf.links("everything-ref-1")[0]
    left, bottom, right, _ = (float(each) for each in link.Rect)
    link.Rect = Array([left, bottom, right, bottom + 3])


def tab_key_goes_by_rows(pdf: Alteration) -> None:
    """The Tab key goes from left to right."""
    for page in pdf.pdf.pages:
        page.obj.Tabs = Name.R


def tab_key_goes_anyhow(pdf: Alteration) -> None:
    """No order of the Tab key is given."""
    for page in pdf.pdf.pages:
        del page.obj.Tabs


def no_destinations(pdf: Alteration) -> None:
    """No link inside the file has a target."""
    del pdf.pdf.Root.Names.Dests


# --- fonts and pictures ------------------------------------------------------------------------


def _font(pdf: Alteration) -> Any:
    return next(iter(pdf.pdf.pages[0].obj.Resources.Font.values()))


def font_not_embedded(pdf: Alteration) -> None:
    """A font is not in the file."""
    described = _font(pdf).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in described:
            del described[key]


def foreign_font(pdf: Alteration) -> None:
    """A font is none of ours."""
    font = _font(pdf)
    font.BaseFont = font.DescendantFonts[0].BaseFont = Name("/ABCDEF+ComicSansMS")


def font_without_text(pdf: Alteration) -> None:
    """Nobody knows which characters a font shows."""
    del _font(pdf).ToUnicode


def blurred_picture(pdf: Alteration) -> None:
    """A picture has few dots for its size."""
    for page in pdf.pdf.pages:
        for each in page.obj.Resources.get("/XObject", {}).values():
            if each.get("/Subtype") == "/Image":
                small = pdf.pdf.make_stream(b"\x80" * 12)
                small.stream_dict = Dictionary(
                    Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2,
                    ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
                )  # fmt: skip
                each.write(b"\x80" * 12)
                each.Width, each.Height = 2, 2
                each.ColorSpace, each.BitsPerComponent = Name.DeviceRGB, 8
                for key in ("/SMask", "/DecodeParms"):
                    if key in each:
                        del each[key]
                return
    raise LookupError("no picture")


# --- type --------------------------------------------------------------------------------------


def small_type(pdf: Alteration) -> None:
    """Words are set in six points."""
    pdf.inside("Call for help", "0.5 0 0 -0.5 100 300 Tm")


def faint_type(pdf: Alteration) -> None:
    """Words are grey."""
    pdf.inside("Call for help", "0.6 0.6 0.6 rg")


def type_in_the_margin(pdf: Alteration) -> None:
    """Words stand at the paper's edge."""
    pdf.inside("Call for help", "1 0 0 -1 4 300 Tm")


def hair_line(pdf: Alteration) -> None:
    """A line is thinner than a printer's dot."""
    pdf.append(0, "/Artifact BMC q 0.05 w 100 100 m 300 100 l S Q EMC")


# --- pages -------------------------------------------------------------------------------------


def other_trim_box(pdf: Alteration) -> None:
    """The paper is cut smaller than the page."""
    for page in pdf.pdf.pages:
        page.obj.TrimBox = Array([30, 30, 500, 700])


def other_paper(pdf: Alteration) -> None:
    """The page is no A4."""
    for page in pdf.pdf.pages:
        page.obj.MediaBox = page.obj.TrimBox = Array([0, 0, 700, 1000])


def turned_page(pdf: Alteration) -> None:
    """A page lies on its side."""
    pdf.pdf.pages[0].obj.Rotate = 90


def other_units(pdf: Alteration) -> None:
    """A page is twice as large as it says."""
    pdf.pdf.pages[0].obj.UserUnit = 2


def blank_page_inside(pdf: Alteration) -> None:
    """An empty page stands between others."""
    pdf.pdf.add_blank_page(page_size=(595.275591, 841.889764))
    pdf.pdf.pages.insert(1, pdf.pdf.pages[-1])
    del pdf.pdf.pages[-1]


def page_missing(pdf: Alteration) -> None:
    """The second page is gone."""
    del pdf.pdf.pages[1]


def pages_exchanged(pdf: Alteration) -> None:
    """Two pages stand in the other order."""
    first = pdf.pdf.pages[0]
    pdf.pdf.pages.insert(2, first)
    del pdf.pdf.pages[0]


def form_field(pdf: Alteration) -> None:
    """A field to fill in lies on the page."""
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Name"),
        Rect=Array([100, 100, 200, 120]),
    )  # fmt: skip
    known = pdf.pdf.make_indirect(field)
    pdf.pdf.pages[0].obj.Annots.append(known)
    pdf.pdf.Root.AcroForm = Dictionary(Fields=Array([known]))


def broken_content(pdf: Alteration) -> None:
    """The content of a page ends in its middle."""
    page = pdf.pdf.pages[0].obj
    whole = page.Contents.read_bytes()
    page.Contents = pdf.pdf.make_stream(whole[: len(whole) // 2])


DAMAGES: MappingProxyType[str, Callable[[Alteration], None]] = MappingProxyType(
    {
        each.__name__.replace("_", " "): each
        for each in (
            no_language, no_mark_info, said_to_be_untagged, suspect_tags, no_tags, title_not_shown,
            no_viewer_preferences, no_title, no_metadata, runs_a_script, has_a_hidden_layer,
            picture_without_description, picture_with_empty_description, heading_skips_a_level,
            two_titles, no_title_heading, unknown_tag, circular_roles, no_way_back_from_content,
            wrong_way_back_from_content, page_outside_the_tags, header_without_scope,
            row_without_a_cell, list_without_items, bare_label, margin_outside_the_tags,
            text_called_decoration, link_without_words, link_with_empty_words,
            link_outside_the_tags, link_that_starts_a_program, link_too_low_to_hit,
            tab_key_goes_by_rows, tab_key_goes_anyhow, no_destinations, font_not_embedded,
            foreign_font, font_without_text, blurred_picture, small_type, faint_type,
            type_in_the_margin, hair_line, other_trim_box, other_paper, turned_page, other_units,
            blank_page_inside, page_missing, pages_exchanged, form_field, broken_content,
        )
    }
    | {f"alteration: {name}": each for name, each in MUTATIONS.items()}
)  # fmt: skip


def truncated(data: bytes) -> bytes:
    """Half a file."""
    return data[: len(data) // 2]


def nothing(_: bytes) -> bytes:
    """An empty file."""
    return b""


def other_file(_: bytes) -> bytes:
    """A file of another kind."""
    return b"PK\x03\x04" + bytes(100)


def locked(data: bytes) -> bytes:
    """A file that asks for a password."""
    with pikepdf.open(BytesIO(data)) as pdf:
        buffer = BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
    return buffer.getvalue()


BROKEN: MappingProxyType[str, Callable[[bytes], bytes]] = MappingProxyType(
    {each.__name__.replace("_", " "): each for each in (truncated, nothing, other_file, locked)}
)


def damaged(data: bytes, name: str) -> bytes:
    """The leaflet with this damage."""
    if name in BROKEN:
        return BROKEN[name](data)
    with altered(data) as alteration:
        DAMAGES[name](alteration)
    return alteration.data
