"""A drawn PDF's colours → inks: cyan, magenta, yellow and black, in streams, shadings and pictures.

The colours of a theme have inks chosen for print. Black and greys are black ink alone. What is
left goes through the print shop's profile or, without one, through the plain rule of ISO 32000-1,
10.3.4: black is what the three inks share.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from PIL import Image, ImageChops, ImageCms

from journalpress.errors import RenderingError

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each 0 to 1."""
Rgb = tuple[int, int, int]

BLACKEST = 0x20
"""A grey that is darker than this is printed as full black."""

_FILL = {"rg": "k", "g": "k", "k": "k"}
_STROKE = {"RG": "K", "G": "K", "K": "K"}
_TAGS = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})


class Converter:
    """Turns colours into inks for one document.

    `profile` is the shop's ICC profile or b"", `chosen` are the inks of the theme's colours.
    """

    def __init__(self, profile: bytes, chosen: Mapping[Rgb, Sequence[float]]) -> None:
        self._chosen = chosen
        self._transform = _transform(profile) if profile else None
        self.inks = lru_cache(maxsize=4096)(self._inks)

    def _inks(self, colour: Rgb) -> Inks:
        if colour in self._chosen:
            cyan, magenta, yellow, black = self._chosen[colour]
            return cyan, magenta, yellow, black
        if max(colour) == min(colour):
            return (0, 0, 0, 1 if max(colour) < BLACKEST else round(1 - colour[0] / 255, 4))
        pixel = self.picture(Image.new("RGB", (1, 1), colour)).getpixel((0, 0))
        assert isinstance(pixel, tuple)
        cyan, magenta, yellow, black = (round(part / 255, 4) for part in pixel)
        return cyan, magenta, yellow, black

    def picture(self, picture: Image.Image) -> Image.Image:
        """An RGB picture in inks."""
        if self._transform is not None:
            converted = ImageCms.applyTransform(picture, self._transform)
            assert converted is not None
            return converted
        cyan, magenta, yellow = ImageChops.invert(picture).split()
        black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
        three = (ImageChops.subtract(each, black) for each in (cyan, magenta, yellow))
        return Image.merge("CMYK", (*three, black))


def in_inks(pdf: Any, converter: Converter, *, opaque: bool) -> None:
    """Converts every stream, shading and picture of the open PDF.

    `opaque`: nothing may be transparent; pictures are laid on white, and groups that change
    nothing are taken away. Raises RenderingError for what cannot be converted.
    """
    import pikepdf

    for page in pdf.pages:
        page.contents_coalesce()
        page.Contents.write(_converted(page, converter))
        _group(page.obj, opaque=opaque)
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if isinstance(each, pikepdf.Stream):
            if each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1:
                each.write(_converted(each, converter))
                _group(each, opaque=opaque)
            elif each.get("/Subtype") == "/Image":
                _picture(each, converter, opaque=opaque)
        # Resources may be an object of their own, or stand inside what uses them.
        for holder in (each, each.get("/Resources", pikepdf.Dictionary())):
            for shading in _shadings(holder):
                _shading(shading, converter)
            for state in _states(holder):
                if opaque:
                    _refuse_transparency(state)


# --- content streams -------------------------------------------------------------------------


def _converted(content: Any, converter: Converter) -> bytes:
    """The stream with inks for colours, and without the marks of tags."""
    import pikepdf

    written: list[Any] = []
    spaces = ["/DeviceGray", "/DeviceGray"]
    kept: list[list[str]] = []
    for each in pikepdf.parse_content_stream(content):
        operator = str(each.operator)
        operands: list[Any] = list(each.operands)
        if operator in _TAGS:
            continue
        if operator == "INLINE IMAGE":
            raise RenderingError("a picture inside a drawing cannot be converted for the press")
        if operator == "q":
            kept.append([*spaces])
        elif operator == "Q" and kept:
            spaces = kept.pop()
        if operator in _FILL or operator in _STROKE:
            operands = _operands(operands, converter)
            operator = (_FILL | _STROKE)[operator]
        elif operator in ("cs", "CS"):
            spaces[operator == "CS"] = str(operands[0])
            if str(operands[0]) != "/Pattern":
                operands = [pikepdf.Name.DeviceCMYK]
        elif operator in ("sc", "scn", "SC", "SCN") and spaces[operator[0] == "S"] != "/Pattern":
            if spaces[operator[0] == "S"] not in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK"):
                raise RenderingError(
                    f"a colour of {spaces[operator[0] == 'S']} cannot be converted for the press"
                )
            operands = _operands(operands, converter)
        written.append((operands, pikepdf.Operator(operator)))
    return b"q\n" + pikepdf.unparse_content_stream(written) + b"\nQ\n"


def _operands(operands: Iterable[Any], converter: Converter) -> list[Decimal]:
    return [Decimal(f"{part:.4f}").normalize() + 0 for part in _as_inks(operands, converter)]


def _as_inks(parts: Iterable[Any], converter: Converter) -> Inks:
    """The inks of a colour of one, three or four parts, each 0 to 1."""
    values = tuple(float(each) for each in parts)
    match values:
        case (grey,):
            level = round(grey * 255)
            return converter.inks((level, level, level))
        case (red, green, blue):
            return converter.inks((round(red * 255), round(green * 255), round(blue * 255)))
        case (cyan, magenta, yellow, black):
            return cyan, magenta, yellow, black
        case _:
            raise RenderingError(f"a colour of {len(values)} parts cannot be converted")


# --- shadings and states ---------------------------------------------------------------------


def _shadings(holder: Any) -> list[Any]:
    """The shadings that this object is, or holds by name."""
    if "/ShadingType" in holder:
        return [holder]
    held = holder.get("/Shading")
    if held is None:
        return []
    direct = [held] if "/ShadingType" in held else list(held.values())
    # An indirect one is met by itself.
    return [each for each in direct if each.objgen == (0, 0)]


def _shading(shading: Any, converter: Converter) -> None:
    import pikepdf

    space = str(shading.ColorSpace)
    if space in ("/DeviceGray", "/DeviceCMYK"):
        # Greys only mask: a soft mask's luminosity.
        return
    if space != "/DeviceRGB" or isinstance(shading.get("/Function"), pikepdf.Array):
        raise RenderingError("a drawing's colours cannot be converted for the press")
    _function(shading.Function, converter)
    shading.ColorSpace = pikepdf.Name.DeviceCMYK


def _function(function: Any, converter: Converter) -> None:
    """The same blend between inks."""
    import pikepdf

    if function.FunctionType == 3:
        for each in function.Functions:
            _function(each, converter)
    elif function.FunctionType == 2:
        for name in ("/C0", "/C1"):
            if len(function[name]) == 3:
                function[name] = pikepdf.Array(_operands(function[name], converter))
    else:
        raise RenderingError("a drawing's blend of colours cannot be converted for the press")
    if "/Range" in function:
        function.Range = pikepdf.Array([0, 1] * 4)


def _states(holder: Any) -> list[Any]:
    held = holder.get("/ExtGState", {})
    found = list(held.values()) if hasattr(held, "values") else []
    return [*found, holder] if holder.get("/Type") == "/ExtGState" else found


def _refuse_transparency(state: Any) -> None:
    if (
        any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA"))
        or str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
        or str(state.get("/SMask", "/None")) != "/None"
    ):
        raise RenderingError(
            "something is transparent, which PDF/X-1a does not know",
            hint="name the print shop's profile in journal.toml: [press] profile",
        )


def _group(holder: Any, *, opaque: bool) -> None:
    import pikepdf

    if "/Group" not in holder:
        return
    if opaque:
        del holder["/Group"]
    elif "/CS" in holder.Group and str(holder.Group.CS) != "/DeviceGray":
        holder.Group.CS = pikepdf.Name.DeviceCMYK


# --- pictures --------------------------------------------------------------------------------


def _picture(stream: Any, converter: Converter, *, opaque: bool) -> None:
    import pikepdf

    if stream.get("/ImageMask"):
        return
    stream["/Interpolate"] = False
    masked = opaque and "/SMask" in stream
    if str(stream.ColorSpace) in ("/DeviceGray", "/DeviceCMYK") and not masked:
        return
    picture = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
    if masked:
        mask = pikepdf.PdfImage(stream.SMask).as_pil_image().convert("L").resize(picture.size)
        picture = Image.composite(picture, Image.new("RGB", picture.size, "white"), mask)
        del stream["/SMask"]
    for name in ("/DecodeParms", "/Decode", "/Intent", "/Mask"):
        if name in stream:
            del stream[name]
    stream.write(converter.picture(picture).tobytes())
    stream.ColorSpace = pikepdf.Name.DeviceCMYK
    stream.BitsPerComponent = 8


def _transform(profile: bytes) -> Any:
    """sRGB → the shop's inks. Raises RenderingError where the profile is not of a press."""
    try:
        target = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            target,
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise RenderingError(
            "the print shop's profile is no ICC profile for four inks",
            hint="ask the shop for the CMYK profile that it prints with ([press] profile)",
        ) from error
