"""Drawings and embedded objects in a run → pictures, and what cannot be imported by its name."""

from __future__ import annotations

from collections.abc import Iterator

from journalpress.inspect.returned.lookups import Lookups
from journalpress.inspect.returned.pieces import Fate, Foreign, Picture
from journalpress.wordfile.parts import DECORATIVE, WP, Element, R, W, plain_words

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VML = "urn:schemas-microsoft-com:vml"
_BLIP = f"{{{_A}}}blip"
_IMAGE = f"{{{_VML}}}imagedata"
_BOX = f"{{{W}}}txbxContent"
_GRAPHICS = {"chart": "chart", "chartex": "chart", "diagram": "diagram"}
"""What a graphic is by the last word of its kind's name; all else is a drawing."""


def drawn(element: Element, lookups: Lookups, fate: Fate) -> Iterator[Picture | Foreign]:
    """What is in a w:drawing or w:pict: its pictures, or one object."""
    described = next(element.iter(f"{{{WP}}}docPr"), None)
    description = "" if described is None else described.get("descr", "")
    if described is not None and any(
        each.get("val") in ("1", "true") for each in described.iter(DECORATIVE)
    ):
        description = ""
    found = False
    for picture in element.iter(_BLIP, _IMAGE):
        relation = picture.get(f"{{{R}}}embed") or picture.get(f"{{{R}}}id") or ""
        digest = lookups.picture(relation)
        if digest:
            yield Picture(digest, description, fate)
        else:
            yield Foreign("linked picture", description, fate)
        found = True
    if next(element.iter(_BOX), None) is not None:
        yield Foreign("text box", plain_words(element), fate)
    elif not found:
        yield Foreign(_graphic(element), description, fate)


def embedded(element: Element, fate: Fate) -> Foreign:
    """An object of another program (w:object)."""
    return Foreign("object", plain_words(element), fate)


def _graphic(element: Element) -> str:
    for data in element.iter(f"{{{_A}}}graphicData"):
        kind = data.get("uri", "").rpartition("/")[2].lower()
        return _GRAPHICS.get(kind, "drawing")
    return "drawing"
