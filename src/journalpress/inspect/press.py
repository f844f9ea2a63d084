"""A PDF for the print shop → every way in which it is not fit for it, by our own check.

No public validator of PDF/X is at hand. What is proved here, on every page and in everything that
it draws (forms, patterns, soft masks): inks and grey only, in streams, shadings and pictures;
black text in black ink alone, at most 300 % of ink; no transparency in PDF/X-1a; fonts embedded;
trim and bleed; nothing interactive; output intent, version, dates, title, trapping, identifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

MILLIMETRE = 72 / 25.4
BLEED_POINTS = 3 * MILLIMETRE
SLACK = 0.02
"""Points by which two boxes that are the same may differ."""
MOST_INK = 3.0
"""Inks on one place at most, each counted as 1."""

SPACES = frozenset({"/DeviceCMYK", "/DeviceGray"})
RGB = frozenset({"rg", "RG"})
_SIZES = {"k": 4, "K": 4, "g": 1, "G": 1}


def press_faults(data: bytes) -> tuple[str, ...]:
    """What keeps this file from being a sound PDF/X-1a:2003 or PDF/X-4, a line each."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return tuple(dict.fromkeys(_Check(pdf, data).faults()))
    except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError) as error:
        return (f"the PDF cannot be read: {error}",)


class _Check:
    """Looks through one document."""

    def __init__(self, pdf: Any, data: bytes) -> None:
        self._pdf = pdf
        self._data = data
        self._opaque = str(pdf.docinfo.get("/GTS_PDFXVersion", "")).startswith("PDF/X-1a")
        self._seen: set[tuple[int, int]] = set()

    def faults(self) -> Iterator[str]:
        yield from self._document()
        for number, page in enumerate(self._pdf.pages, 1):
            for fault in (*_boxes(page.obj), *self._drawn(page, page.obj.get("/Resources", {}))):
                yield f"page {number}: {fault}"
            for fault in self._group(page.obj):
                yield f"page {number}: {fault}"

    # --- the document

    def _document(self) -> Iterator[str]:
        pdf, info = self._pdf, self._pdf.docinfo
        said = str(info.get("/GTS_PDFXVersion", ""))
        version = {"PDF/X-1a:2003": "1.4", "PDF/X-4": "1.6"}.get(said)
        if version is None:
            yield f"it says to be “{said}”, not PDF/X-1a:2003 or PDF/X-4"
        elif pdf.pdf_version != version:
            yield f"it is a PDF {pdf.pdf_version}, {said} is {version}"
        if str(info.get("/Trapped", "")) not in ("/True", "/False"):
            yield "it does not say whether it is trapped"
        for name in ("/Title", "/CreationDate", "/ModDate", "/Producer"):
            if not str(info.get(name, "")):
                yield f"its {name.removeprefix('/')} is missing"
        if "/ID" not in pdf.trailer:
            yield "it has no identifier"
        if "/Encrypt" in pdf.trailer:
            yield "it is encrypted"
        for name in ("/AcroForm", "/OpenAction", "/AA", "/OCProperties"):
            if name in pdf.Root:
                yield f"it has {name}"
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if name in pdf.Root.get("/Names", {}):
                yield f"it has {name}"
        yield from self._intent()
        yield from self._metadata(said)

    def _intent(self) -> Iterator[str]:
        intents = [
            each for each in self._pdf.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFX"
        ]
        if len(intents) != 1:
            yield f"it has {len(intents)} output intents for PDF/X, not one"
            return
        intent = intents[0]
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield "its output intent names no printing condition"
        if "/DestOutputProfile" in intent:
            profile = intent.DestOutputProfile.read_bytes()
            # ICC.1, 7.2: class, colour space and signature in the header.
            if (profile[12:16], profile[16:20], profile[36:40]) != (b"prtr", b"CMYK", b"acsp"):
                yield "its output profile is not one of a press with four inks"
            if intent.DestOutputProfile.get("/N") != 4:
                yield "its output profile does not say that it has four inks"
        elif not self._opaque:
            yield "PDF/X-4 needs the output profile"
        elif str(intent.get("/RegistryName", "")) != "http://www.color.org":
            yield "its output intent has neither a profile nor the registry"

    def _metadata(self, said: str) -> Iterator[str]:
        if "/Metadata" not in self._pdf.Root:
            if not self._opaque:
                yield "it has no XMP metadata"
            return
        packet = self._pdf.Root.Metadata.read_bytes().decode("utf-8")
        if "pdfuaid:part" in packet or "pdfaid:part" in packet:
            yield "it says to be another standard as well"
        for words in (f"GTS_PDFXVersion>{said}<", "DocumentID>uuid:", "Trapped>False<"):
            if words not in packet:
                yield f"its XMP lacks {words.partition('>')[0]}"

    # --- what is drawn

    def _drawn(self, content: Any, resources: Any) -> Iterator[str]:
        import pikepdf

        fills: list[str] = ["/DeviceGray", "/DeviceGray"]
        kept: list[list[str]] = []
        for each in pikepdf.parse_content_stream(content):
            operator, operands = str(each.operator), each.operands
            if operator in RGB:
                yield "a colour in RGB"
            elif operator == "INLINE IMAGE":
                yield "a picture inside a stream"
            elif operator == "q":
                kept.append([*fills])
            elif operator == "Q" and kept:
                fills = kept.pop()
            elif operator in ("cs", "CS"):
                fills[operator == "CS"] = str(operands[0])
                if str(operands[0]) not in SPACES | {"/Pattern"}:
                    yield f"a colour in {operands[0]}"
            elif operator in _SIZES:
                yield from _ink(operands)
            elif operator in ("sc", "scn", "SC", "SCN"):
                if fills[operator[0] == "S"] == "/DeviceCMYK":
                    yield from _ink(operands)
            elif operator in ("ri", "BX"):
                continue
        yield from self._resources(resources)

    def _resources(self, resources: Any) -> Iterator[str]:
        for each in _values(resources, "/ExtGState"):
            yield from self._state(each)
        for each in _values(resources, "/Shading"):
            yield from _shading(each)
        for each in _values(resources, "/Font"):
            if self._first(each):
                yield from _font(each)
        for each in _values(resources, "/Pattern"):
            if not self._first(each):
                continue
            if each.PatternType == 1:
                yield from self._drawn(each, each.get("/Resources", resources))
            else:
                yield from _shading(each.Shading)
        for each in _values(resources, "/XObject"):
            if not self._first(each):
                continue
            if each.Subtype == "/Form":
                yield from self._group(each)
                yield from self._drawn(each, each.get("/Resources", resources))
            elif each.Subtype == "/Image":
                yield from self._picture(each)
            else:
                yield f"an object of kind {each.Subtype}"

    def _first(self, thing: Any) -> bool:
        """Whether it is met for the first time."""
        if thing.objgen == (0, 0):
            return True
        new = thing.objgen not in self._seen
        self._seen.add(thing.objgen)
        return new

    def _state(self, state: Any) -> Iterator[str]:
        mask = state.get("/SMask", "/None")
        masked = not (isinstance(mask, str) or str(mask) == "/None")
        if masked and self._first(mask):
            yield from self._group(mask.G)
            yield from self._drawn(mask.G, mask.G.get("/Resources", {}))
        faint = any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA"))
        blends = str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
        if self._opaque and (masked or faint or blends):
            yield "something transparent"
        if "/TR" in state or "/HTP" in state:
            yield "a transfer curve or halftone of its own"

    def _group(self, holder: Any) -> Iterator[str]:
        group = holder.get("/Group")
        if group is None:
            return
        if self._opaque:
            yield "a group of transparency"
        elif str(group.get("/CS", "/DeviceCMYK")) not in SPACES:
            yield f"a group that blends in {group.CS}"

    def _picture(self, picture: Any) -> Iterator[str]:
        if not picture.get("/ImageMask") and str(picture.get("/ColorSpace")) not in SPACES:
            yield f"a picture in {str(picture.get('/ColorSpace'))[:40]}"
        if self._opaque and "/SMask" in picture:
            yield "a picture that is transparent"
        if str(picture.get("/Filter", "")) in ("/JPXDecode", "/JBIG2Decode", "/LZWDecode"):
            yield f"a picture in {picture.Filter}"
        if picture.get("/Interpolate"):
            yield "a picture that asks to be smoothed"


def _ink(operands: Any) -> Iterator[str]:
    """What is wrong with a colour of four inks."""
    parts = [float(each) for each in operands]
    if len(parts) != 4:
        return
    if sum(parts) > MOST_INK:
        yield f"{round(100 * sum(parts))} % of ink on one place"
    if parts[3] >= 0.9 and sum(parts[:3]) > 0 and max(parts[:3]) - min(parts[:3]) < 0.2:
        yield "black that is not black ink alone"
    if parts[3] < 0.9 and min(parts[:3]) >= 0.6:
        yield "black made of coloured inks"


def _shading(shading: Any) -> Iterator[str]:
    if str(shading.ColorSpace) not in SPACES:
        yield f"a blend of colours in {str(shading.ColorSpace)[:40]}"


def _font(font: Any) -> Iterator[str]:
    if font.Subtype == "/Type3":
        yield "letters that are drawings"
        return
    holder = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
    descriptor = holder.get("/FontDescriptor", {})
    if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        yield f"the font {font.get('/BaseFont', '')} is not in the file"


def _boxes(page: Any) -> Iterator[str]:
    """What is wrong with the page's boxes, annotations and actions."""
    boxes = {
        name: [float(edge) for edge in page[name]]
        for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        if name in page
    }
    if len(boxes) < 3:
        yield "MediaBox, BleedBox or TrimBox is missing"
        return
    media, bleed, trim = boxes["/MediaBox"], boxes["/BleedBox"], boxes["/TrimBox"]
    if not _inside(trim, bleed) or not _inside(bleed, media):
        yield "the trim does not lie inside the bleed, or that not on the page"
    beyond = [abs(one - other) for one, other in zip(trim, bleed, strict=True)]
    if any(abs(each - BLEED_POINTS) > SLACK for each in beyond):
        yield f"the bleed is {', '.join(f'{each / MILLIMETRE:.1f}' for each in beyond)} mm, not 3"
    if "/CropBox" in page and [float(edge) for edge in page.CropBox] != media:
        yield "a CropBox hides part of the page"
    if "/ArtBox" in page:
        yield "an ArtBox beside the TrimBox"
    if len(page.get("/Annots", [])):
        yield "a link or note"
    if "/AA" in page:
        yield "an action"


def _inside(inner: list[float], outer: list[float]) -> bool:
    return (
        inner[0] >= outer[0] - SLACK
        and inner[1] >= outer[1] - SLACK
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )


def _values(resources: Any, kind: str) -> list[Any]:
    held = resources.get(kind)
    return [] if held is None else list(held.values())
