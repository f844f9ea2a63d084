"""The elements of WordprocessingML that a review copy is made of (ECMA-376-1, 4th edition).

Children follow the schema's order; Word refuses a file where they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from journalpress.inspect.docx_codes import NO_BREAK
from journalpress.writers.docx import names
from journalpress.writers.docx.codes import join_codes

Element: TypeAlias = "etree._Element"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PREFIXES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}

EMU_PER_TWENTIETH = 635
"""English metric units (914,400 to the inch) in a twentieth of a point."""

Bar: TypeAlias = Literal["", "callout", "alert"]
"""Whose tint and bar surround a paragraph."""

_BOXES = {"callout": ("accent", "tint"), "alert": ("warm", "warm_tint")}
"""The bar and the ground, by their names in a theme: looks.py puts the colours in their place."""


def add(parent: Element, tag: str, **attributes: str | int) -> Element:
    """A new last child `w:<tag>` with these `w:` attributes."""
    child = etree.SubElement(parent, f"{{{W}}}{tag}")
    for name, value in attributes.items():
        child.set(f"{{{W}}}{name}", str(value))
    return child


def new(tag: str) -> Element:
    """A new root `w:<tag>` that declares every prefix we use."""
    return etree.Element(f"{{{W}}}{tag}", nsmap=PREFIXES)


# --- paragraphs


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands on the page, in twentieths of a point; None: as its style says.

    `numbering` is the list's id and the level in it. `bar` sets a box directly, for paragraphs
    whose style is not the box's own.
    """

    style: str
    numbering: tuple[int, int] | None = None
    indent: int | None = None
    hanging: int = 0
    bar: Bar = ""
    rtl: bool = False
    align: str = ""
    keep_next: bool = False
    new_page: bool = False
    after: int | None = None


def add_paragraph(parent: Element, look: Look) -> Element:
    """A new last paragraph with its properties and no words yet."""
    paragraph = add(parent, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=look.style)
    if look.keep_next:
        add(properties, "keepNext")
    if look.new_page:
        add(properties, "pageBreakBefore")
    if look.numbering:
        listed = add(properties, "numPr")
        add(listed, "ilvl", val=look.numbering[1])
        add(listed, "numId", val=look.numbering[0])
    if look.bar:
        _add_box(properties, look)
    if look.rtl:
        add(properties, "bidi")
    if look.after is not None:
        add(properties, "spacing", after=look.after)
    if look.indent is not None:
        add(properties, "ind", left=look.indent, hanging=look.hanging)
    if look.align:
        add(properties, "jc", val=look.align)
    return paragraph


def _add_box(properties: Element, look: Look) -> None:
    """The box of a callout. Its bar stands where reading begins: w:left is the page's left."""
    colour, tint = _BOXES[look.bar]
    borders = add(properties, "pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in ("top", "bottom"):
            add(borders, side, val="single", sz=8, space=5, color=tint)
        elif (side == "right") == look.rtl:
            add(borders, side, val="single", sz=36, space=8, color=colour)
        else:
            add(borders, side, val="nil")
    add(properties, "shd", val="clear", color="auto", fill=tint)


def set_new_page(paragraph: Element) -> None:
    """Let this paragraph begin a page."""
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is not None:
        # Behind pStyle and keepNext (CT_PPrBase).
        first = [each for each in properties if each.tag in _BEFORE_NEW_PAGE]
        properties.insert(len(first), etree.Element(f"{{{W}}}pageBreakBefore"))


_BEFORE_NEW_PAGE = {f"{{{W}}}{tag}" for tag in ("pStyle", "keepNext", "keepLines")}


def set_space_after(paragraph: Element, after: int) -> None:
    """Widen the space behind a paragraph; what is no paragraph stays as it is."""
    properties = paragraph.find(f"{{{W}}}pPr")
    if paragraph.tag != f"{{{W}}}p" or properties is None:
        return
    spacing = properties.find(f"{{{W}}}spacing")
    if spacing is None:
        spacing = add(properties, "spacing")
        behind = [each for each in properties if each.tag in _BEHIND_SPACING]
        for each in behind:
            properties.append(each)
    spacing.set(f"{{{W}}}after", str(after))


_BEHIND_SPACING = {f"{{{W}}}ind", f"{{{W}}}jc"}


# --- runs


@dataclass(frozen=True, slots=True)
class RunLook:
    """The marks of a run; `lang` is set where it is not the document's."""

    style: str = ""
    strong: bool = False
    emph: bool = False
    script: str = ""
    lang: str = ""
    rtl: bool = False


PLAIN = RunLook()
_SCRIPTS = {"sub": "subscript", "sup": "superscript"}


def add_run(parent: Element, look: RunLook = PLAIN) -> Element:
    """A new last run with its properties and no words yet."""
    run = add(parent, "r")
    if look == PLAIN:
        return run
    properties = add(run, "rPr")
    if look.style:
        add(properties, "rStyle", val=look.style)
    for wanted, tags in ((look.strong, ("b", "bCs")), (look.emph, ("i", "iCs"))):
        if wanted:
            for tag in tags:
                add(properties, tag)
    if look.script:
        add(properties, "vertAlign", val=_SCRIPTS[look.script])
    if look.rtl:
        add(properties, "rtl")
    if look.lang:
        add(properties, "lang", val=look.lang, bidi=look.lang)
    return run


def add_text(parent: Element, text: str, look: RunLook = PLAIN) -> None:
    """A run with these words; spaces at their ends are kept, leaflet codes stay in one line."""
    run = add_run(parent, look)
    joined = join_codes(text)
    for number, piece in enumerate([text] if joined == text else joined.split(NO_BREAK)):
        if number:
            add(run, "noBreakHyphen")
        words = add(run, "t")
        words.text = piece
        if piece != " ".join(piece.split()):
            words.set(SPACE, "preserve")


def add_break(parent: Element) -> None:
    """A line break."""
    add(add_run(parent), "br")


def add_tab(parent: Element) -> None:
    """A tab stop."""
    add(add_run(parent), "tab")


def add_field(parent: Element, instruction: str, result: str, look: RunLook = PLAIN) -> None:
    """A field that Word counts, with the result that shows until it has."""
    add(add_run(parent, look), "fldChar", fldCharType="begin")
    code = add(add_run(parent, look), "instrText")
    code.text = f" {instruction} "
    code.set(SPACE, "preserve")
    add(add_run(parent, look), "fldChar", fldCharType="separate")
    add_text(parent, result, look)
    add(add_run(parent, look), "fldChar", fldCharType="end")


def add_link(parent: Element, relation: str) -> Element:
    """A link to the address behind this relationship."""
    link = etree.SubElement(parent, f"{{{W}}}hyperlink")
    link.set(f"{{{R}}}id", relation)
    return link


def add_jump(parent: Element, bookmark: str) -> Element:
    """A link to a bookmark of this document."""
    return add(parent, "hyperlink", anchor=bookmark, history=1)


# --- tables


def add_table(
    parent: Element, widths: Sequence[int], *, row_headers: bool, rtl: bool, indent: int
) -> Element:
    """A new last table without rows; column widths and indent in twentieths of a point."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val=names.TABLE)
    if rtl:
        add(properties, "bidiVisual")
    add(properties, "tblW", w=sum(widths), type="dxa")
    if indent:
        add(properties, "tblInd", w=indent, type="dxa")
    column = 1 if row_headers else 0
    add(
        properties,
        "tblLook",
        val=f"{0x0020 | 0x0400 | 0x0200 | (0x0080 if column else 0):04X}",
        firstRow=1,
        lastRow=0,
        firstColumn=column,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    return table


def add_row(table: Element, *, header: bool) -> Element:
    """A new last row that no page tears; a header row comes again on every page."""
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")
    return row


def add_cell(row: Element, width: int) -> Element:
    """A new last cell without its paragraph, which it must get."""
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
    return cell


# --- pictures


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be set in a line: the relationship to its bytes, size in EMU, description."""

    relation: str
    number: int
    name: str
    description: str
    decorative: bool
    width: int
    height: int


def add_drawing(parent: Element, drawing: Drawing) -> None:
    """A run with the picture. A decorative one says so, and has no description."""
    holder = add(add_run(parent), "drawing")
    inline = etree.SubElement(holder, f"{{{WP}}}inline", distT="0", distB="0", distL="0", distR="0")
    size = {"cx": str(drawing.width), "cy": str(drawing.height)}
    etree.SubElement(inline, f"{{{WP}}}extent", size)
    described = etree.SubElement(
        inline,
        f"{{{WP}}}docPr",
        id=str(drawing.number),
        name=f"Picture {drawing.number}",
        descr="" if drawing.decorative else drawing.description,
    )
    if drawing.decorative:
        extensions = etree.SubElement(described, f"{{{A}}}extLst")
        extension = etree.SubElement(extensions, f"{{{A}}}ext", uri=DECORATIVE_EXTENSION)
        etree.SubElement(
            extension,
            f"{{{DECORATIVE}}}decorative",
            {"val": "1"},
            nsmap={"adec": DECORATIVE},
        )
    frame = etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    etree.SubElement(frame, f"{{{A}}}graphicFrameLocks", noChangeAspect="1")
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", uri=PIC)
    picture = etree.SubElement(data, f"{{{PIC}}}pic")
    about = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{PIC}}}cNvPr", id=str(drawing.number), name=drawing.name)
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": drawing.relation})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PIC}}}spPr")
    place = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(place, f"{{{A}}}off", x="0", y="0")
    etree.SubElement(place, f"{{{A}}}ext", size)
    form = etree.SubElement(shape, f"{{{A}}}prstGeom", prst="rect")
    etree.SubElement(form, f"{{{A}}}avLst")


# --- lists and sections


def add_list(numbering: Element, number: int, abstract: int, level: int, start: int) -> None:
    """A list of its own that counts from `start` at this level."""
    own = add(numbering, "num", numId=number)
    add(own, "abstractNumId", val=abstract)
    override = add(own, "lvlOverride", ilvl=level)
    add(override, "startOverride", val=start)


def add_section(parent: Element, header: str, footer: str, *, rtl: bool) -> None:
    """The page of a section: its header and footer by relationship, and numbered lines."""
    section = add(parent, "sectPr")
    for tag, relation in (("headerReference", header), ("footerReference", footer)):
        add(section, tag, type="default").set(f"{{{R}}}id", relation)
    add(section, "pgSz", w=names.PAGE_WIDTH, h=names.PAGE_HEIGHT)
    sides = (names.LEADING_MARGIN, names.TRAILING_MARGIN)
    left, right = reversed(sides) if rtl else sides
    add(
        section,
        "pgMar",
        top=names.TOP_MARGIN,
        right=right,
        bottom=names.BOTTOM_MARGIN,
        left=left,
        header=names.HEADER_MARGIN,
        footer=names.FOOTER_MARGIN,
        gutter=0,
    )
    add(section, "lnNumType", countBy=1, distance=284, restart="continuous")
    if rtl:
        add(section, "bidi")
