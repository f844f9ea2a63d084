"""A drawn leaflet → a file for the print shop: inks only, trim and bleed, and the output intent.

With the shop's ICC profile it is a PDF/X-4 (ISO 15930-7) that embeds it. Without one it is a
PDF/X-1a:2003 (ISO 15930-4), which may name a printing condition of the ICC's registry instead.
Tags, links and outline stay behind: PDF/X allows no link on the page, and a printer reads none.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from types import MappingProxyType
from typing import Any

from journalpress.edition.types import Edition, Press
from journalpress.errors import RenderingError
from journalpress.inspect.press import BLEED_POINTS, MILLIMETRE, press_faults
from journalpress.writers.pdf.inks import Converter, Rgb, in_inks
from journalpress.writers.pdf.xmp import RDF, UA, amended

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "FOGRA39": "Offset on coated paper, ISO 12647-2:2004/Amd 1 (FOGRA39)",
        "FOGRA47": "Offset on uncoated paper, ISO 12647-2:2004/Amd 1 (FOGRA47)",
        "FOGRA51": "Offset on coated paper, ISO 12647-2:2013 (FOGRA51)",
        "FOGRA52": "Offset on uncoated paper, ISO 12647-2:2013 (FOGRA52)",
        "CGATS TR 001": "SWOP, coated paper (CGATS TR 001)",
        "CGATS TR 006": "GRACoL, coated paper (CGATS TR 006)",
    }
)
"""Printing conditions by their name in the ICC Characterization Data Registry."""

REGISTRY = "http://www.color.org"

MARKS_BEGIN = 4 * MILLIMETRE
MARKS_END = 9 * MILLIMETRE
"""Where the marks of a proof begin and end, in points from the trim."""

X1A = "PDF/X-1a:2003"
X4 = "PDF/X-4"

_UNWANTED = (
    "/AcroForm", "/AF", "/MarkInfo", "/Metadata", "/Names", "/OpenAction", "/Outlines",
    "/OutputIntents", "/PageMode", "/StructTreeRoot", "/ViewerPreferences",
)  # fmt: skip
_UNWANTED_ON_PAGE = ("/Annots", "/StructParents", "/Tabs", "/CropBox", "/ArtBox")

_NAMESPACE = uuid.UUID("5b1f0b0e-6d0c-5e39-9a5e-1f2f1c8a7d11")


@dataclass(frozen=True, slots=True)
class _Flavour:
    """The standard that is followed: its name, the PDF it builds on, and what it allows."""

    name: str
    version: str
    opaque: bool


def press(data: bytes, edition: Edition) -> bytes:
    """The drawn leaflet for the journal's print shop. Raises as `for_press` does."""
    return for_press(data, edition.press, edition.theme.colours.inks)


def for_press(data: bytes, shop: Press, chosen: Mapping[Rgb, Sequence[float]]) -> bytes:
    """A drawn PDF for this print shop; the same bytes always give the same bytes.

    `chosen` are the inks of the theme's colours, by red, green and blue.

    Raises RenderingError where something on a page cannot be converted, the profile is none, the
    condition is not known, or our own check of the result finds a fault.
    """
    import pikepdf

    flavour = (
        _Flavour(X4, "1.6", opaque=False) if shop.profile else _Flavour(X1A, "1.4", opaque=True)
    )
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        for name in _UNWANTED:
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            _boxes(page.obj)
        in_inks(pdf, Converter(shop.profile, chosen), opaque=flavour.opaque)
        for page in pdf.pages:
            if float(page.TrimBox[0]) - float(page.MediaBox[0]) > MARKS_END:
                page.contents_add(pdf.make_stream(_marks([float(each) for each in page.TrimBox])))
        _information(pdf, flavour, packet, data)
        pdf.Root.OutputIntents = pikepdf.Array([_intent(pdf, shop)])
        pdf.remove_unreferenced_resources()
        pdf.save(
            written,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version=flavour.version,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    finished = written.getvalue()
    for fault in press_faults(finished):
        raise RenderingError(f"the file for the press is not right: {fault}")
    return finished


def _boxes(page: Any) -> None:
    """What is printed beyond the trim, at most 3 mm of it as bleed."""
    import pikepdf

    for name in _UNWANTED_ON_PAGE:
        if name in page:
            del page[name]
    left, bottom, right, top = (float(edge) for edge in page.TrimBox)
    # WeasyPrint takes all that it has, up to 10 points, for bleed.
    page.BleedBox = pikepdf.Array(
        [
            round(edge, 3)
            for edge in (
                left - BLEED_POINTS, bottom - BLEED_POINTS,
                right + BLEED_POINTS, top + BLEED_POINTS,
            )
        ]
    )  # fmt: skip
    page.MediaBox = pikepdf.Array([round(float(edge), 3) for edge in page.MediaBox])
    page.TrimBox = pikepdf.Array([round(edge, 3) for edge in (left, bottom, right, top)])


def _marks(trim: list[float]) -> bytes:
    """Crop marks at the corners and crosses at the middles, outside the bleed, in black ink."""
    left, bottom, right, top = trim
    lines: list[tuple[float, float, float, float]] = []
    for x, out in ((left, -1), (right, 1)):
        for y in (bottom, top):
            lines.append((x + out * MARKS_BEGIN, y, x + out * MARKS_END, y))
    for y, out in ((bottom, -1), (top, 1)):
        for x in (left, right):
            lines.append((x, y + out * MARKS_BEGIN, x, y + out * MARKS_END))
    middle, half = (MARKS_BEGIN + MARKS_END) / 2, (MARKS_END - MARKS_BEGIN) / 2
    across, up = (left + right) / 2, (bottom + top) / 2
    for x, y in (
        (across, bottom - middle),
        (across, top + middle),
        (left - middle, up),
        (right + middle, up),
    ):
        lines += [(x - half, y, x + half, y), (x, y - half, x, y + half)]
    drawn = "".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S\n" for a, b, c, d in lines)
    return f"q 0 0 0 1 K 0.25 w\n{drawn}Q".encode()


def _information(pdf: Any, flavour: _Flavour, packet: bytes, data: bytes) -> None:
    """What the standard asks for in the information dictionary and in XMP, each time the same."""
    import pikepdf

    info = pdf.docinfo
    for name in ("/CreationDate", "/ModDate"):
        info[name] = f"{str(info[name])[:10]}000000Z"
    info["/Trapped"] = pikepdf.Name("/False")
    info["/GTS_PDFXVersion"] = flavour.name
    stamp = str(info["/ModDate"])
    day = f"{stamp[2:6]}-{stamp[6:8]}-{stamp[8:10]}"
    identity = uuid.uuid5(_NAMESPACE, data.hex())
    about = (
        f'<rdf:Description xmlns:rdf="{RDF}" rdf:about=""'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<pdf:Trapped>False</pdf:Trapped><xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>"
        f"<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>"
        f"<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>"
        f"<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        "<xmpMM:VersionID>1</xmpMM:VersionID></rdf:Description>"
    )
    says = (
        f'<rdf:Description xmlns:rdf="{RDF}" rdf:about=""'
        ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">'
        f"<pdfxid:GTS_PDFXVersion>{escape(flavour.name)}</pdfxid:GTS_PDFXVersion>"
        "</rdf:Description>"
    )
    # The dates are said anew, and nothing here is tagged.
    dates = "http://ns.adobe.com/xap/1.0/}CreateDate", "http://ns.adobe.com/xap/1.0/}ModifyDate"
    metadata = pdf.make_stream(amended(packet, add=(about, says), drop=(UA, *dates)))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def _intent(pdf: Any, shop: Press) -> Any:
    """How the file is meant to be printed: the shop's profile, or a registered condition."""
    import pikepdf

    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX)
    if shop.profile:
        profile = pdf.make_stream(shop.profile)
        profile.N = 4
        intent.OutputConditionIdentifier = "Custom"
        intent.Info = _profile_name(shop.profile)
        intent.DestOutputProfile = profile
        return pdf.make_indirect(intent)
    if shop.condition not in CONDITIONS:
        raise RenderingError(
            f"no printing condition “{shop.condition}” is known here",
            hint=f"there are: {', '.join(CONDITIONS)}; or name the shop's profile",
        )
    intent.OutputConditionIdentifier = shop.condition
    intent.OutputCondition = CONDITIONS[shop.condition]
    intent.Info = CONDITIONS[shop.condition]
    intent.RegistryName = REGISTRY
    return pdf.make_indirect(intent)


def _profile_name(profile: bytes) -> str:
    from PIL import ImageCms

    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile))).strip()
