"""A drawing in a run of a Word file → its pictures, its text boxes, or what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journalpress.readers.rich.tree import Lost, Picture
from journalpress.readers.word.package import Surroundings
from journalpress.wordfile.parts import DECORATIVE, WP, Element, R
from journalpress.wordfile.styles import is_on

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VML = "urn:schemas-microsoft-com:vml"
_GUESSED = ("description automatically generated", "ai-generated content may be incorrect")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is in a drawing. `guessed` is a description that a program made up, "" where none."""

    pictures: tuple[tuple[Picture, bytes], ...]
    boxes: tuple[Element, ...]
    lost: tuple[Lost, ...]
    guessed: str = ""


def drawing_of(element: Element, surroundings: Surroundings) -> Drawing:
    """What is in a w:drawing, w:pict or w:object."""
    alt, decorative = _description(element)
    guessed = " ".join(alt.split()) if any(each in alt.lower() for each in _GUESSED) else ""
    if guessed:
        alt = ""
    pictures: list[tuple[Picture, bytes]] = []
    lost: list[Lost] = []
    images = [
        each
        for each in element.iter(f"{{{_A}}}blip", f"{{{_VML}}}imagedata")
        if not _is_inside_box(each, element)
    ]
    for each in images:
        names = (f"{{{R}}}embed", f"{{{R}}}id", f"{{{R}}}link")
        relation = next((found for name in names if (found := each.get(name))), "")
        image = surroundings.image(relation)
        if image.why:
            described = f" ({alt})" if alt else ""
            lost.append(Lost("figure", f"the picture {image.name}{described} {image.why}"))
        else:
            picture = Picture(image.name, "" if decorative else alt, decorative)
            pictures.append((picture, image.data))
    boxes = tuple(_outermost_boxes(element))
    if not images and not boxes and not decorative:
        what = f"a drawing: {alt}" if alt else "a drawing"
        if local(element) == "object":
            what = "an object of another program"
        lost.append(Lost("figure", what))
    return Drawing(tuple(pictures), boxes, tuple(lost), guessed)


def _description(element: Element) -> tuple[str, bool]:
    """The alt text, and whether the author said that the picture only decorates."""
    described = next(element.iter(f"{{{WP}}}docPr"), None)
    if described is None:
        shape = next(element.iter(f"{{{_VML}}}shape"), None)
        return ("" if shape is None else shape.get("alt", "").strip()), False
    decorative = any(is_on(each.get("val")) for each in described.iter(DECORATIVE))
    return described.get("descr", "").strip(), decorative


def _outermost_boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes; of two ways to say one, the first."""
    for child in element:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            for chosen in alternative(child):
                yield from _outermost_boxes(chosen)
        else:
            yield from _outermost_boxes(child)


def _is_inside_box(element: Element, top: Element) -> bool:
    for each in element.iterancestors():
        if each is top:
            return False
        if local(each) == "txbxContent":
            return True
    return False


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def alternative(element: Element) -> tuple[Element, ...]:
    """What to read of an mc:AlternateContent: its first choice, or else what it falls back to."""
    for child in element:
        if local(child) in ("Choice", "Fallback"):
            return (child,)
    return ()
