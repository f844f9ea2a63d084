"""An address → the square code that leads to it, as a drawing, and how large it prints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from journalpress.edition.types import Chapter

QUIET_ZONE = 4
"""Modules of blank around the code (ISO/IEC 18004, 6.3.8)."""
LEAST_MM = 20.0
"""The side of the code itself, without the blank."""
MODULE_MM = 0.6
"""The side of a module: what a phone's camera surely tells apart on office paper."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A square code as SVG: how many modules wide with its blank, and how many mm."""

    name: str
    modules: int
    side_mm: float
    data: bytes
    media_type: str = "image/svg+xml"


def code_name(chapter: Chapter) -> str:
    """The name under which the drawing is fetched; no picture of an article can have it."""
    return f"code:{chapter.slug}"


def code_drawing(chapter: Chapter) -> Drawing:
    """The code of a chapter at error level M."""
    return drawn(code_name(chapter), chapter.qr)


@lru_cache(maxsize=4)
def drawn(name: str, address: str) -> Drawing:
    """The code of this address; a leaflet asks twice, for its size and for the drawing."""
    import segno

    code = segno.make(address, error="m", micro=False, boost_error=False)
    modules = int(code.symbol_size(border=0)[0])
    module_mm = max(LEAST_MM / modules, MODULE_MM)
    stream = BytesIO()
    code.save(stream, kind="svg", border=QUIET_ZONE, xmldecl=False, nl=False, omitsize=True)
    whole = modules + 2 * QUIET_ZONE
    side_mm = round(whole * module_mm, 2)
    return Drawing(name, whole, side_mm, stream.getvalue())
