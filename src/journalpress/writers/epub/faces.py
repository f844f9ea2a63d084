"""Documents of a book → the faces that they need, with their licences, and the CSS that names them.

Only where the journal asks for it: a reader's own choice of face serves weak eyes best.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from journalpress.assets import fonts_dir
from journalpress.writers.epub.checks import Document
from journalpress.writers.epub.types import FONT_TYPE, File

_ARABIC = "ar"
_GENERIC = "font-family: sans-serif"
"""How epub.css names the faces of headings and boxes; the text's own has no name there."""
_BOLD = frozenset({"strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family: its file below styles/fonts/, and when CSS takes it."""

    family: str
    file: str
    weight: Literal[400, 700] = 400
    slanted: bool = False

    @property
    def path(self) -> str:
        """Where it lies in the book."""
        return f"fonts/{self.file.rpartition('/')[2]}"


_SERIF, _SANS = "Source Serif 4", "Source Sans 3"
_SERIF_ARABIC, _SANS_ARABIC = "Noto Naskh Arabic", "Noto Sans Arabic"
FACES = (
    Face(_SERIF, "source-serif/SourceSerif4-Regular.ttf"),
    Face(_SERIF, "source-serif/SourceSerif4-Bold.ttf", 700),
    Face(_SERIF, "source-serif/SourceSerif4-It.ttf", slanted=True),
    Face(_SERIF, "source-serif/SourceSerif4-BoldIt.ttf", 700, slanted=True),
    Face(_SANS, "source-sans/SourceSans3-Regular.ttf"),
    Face(_SANS, "source-sans/SourceSans3-Bold.ttf", 700),
    Face(_SANS, "source-sans/SourceSans3-It.ttf", slanted=True),
    Face(_SANS, "source-sans/SourceSans3-BoldIt.ttf", 700, slanted=True),
)
ARABIC_FACES = (
    Face(_SERIF_ARABIC, "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf"),
    Face(_SERIF_ARABIC, "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf", 700),
    Face(_SANS_ARABIC, "noto-sans-arabic/NotoSansArabic-Regular.ttf"),
    Face(_SANS_ARABIC, "noto-sans-arabic/NotoSansArabic-Bold.ttf", 700),
)


def needed_faces(documents: Sequence[Document]) -> tuple[Face, ...]:
    """Slanted cuts where words are slanted, Arabic ones where a document or a passage is Arabic."""
    slanted = [element for each in documents for tag, element in each.elements() if tag == "em"]
    weights = {700 if _is_bold(element) else 400 for element in slanted}
    latin = [face for face in FACES if not face.slanted or face.weight in weights]
    arabic = any(
        element.get("lang", "").partition("-")[0] == _ARABIC
        for each in documents
        for _, element in each.elements()
    )
    return (*latin, *(ARABIC_FACES if arabic else ()))


def _is_bold(element: etree._Element) -> bool:
    around = (*element.iterancestors(), *element.iter("*"))
    return any(etree.QName(each).localname in _BOLD for each in around)


def in_faces(css: str, faces: Sequence[Face]) -> str:
    """The book's stylesheet with these faces before the reading system's own."""
    families = {each.family for each in faces}
    serif = _stack((_SERIF, _SERIF_ARABIC), families, "serif")
    sans = _stack((_SANS, _SANS_ARABIC), families, "sans-serif")
    rules = "\n".join(map(_rule, faces))
    named = css.replace(_GENERIC, f"font-family: {sans}")
    return f"{rules}\nbody {{ font-family: {serif}; }}\n{named}"


def _stack(names: Sequence[str], families: Collection[str], generic: str) -> str:
    return ", ".join((*(f'"{name}"' for name in names if name in families), generic))


def _rule(face: Face) -> str:
    style = "italic" if face.slanted else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f'font-style: {style}; src: url("{face.path}"); }}'
    )


def face_files(faces: Sequence[Face]) -> Iterator[File]:
    """The faces, byte for byte: their licence reserves the names for unchanged files."""
    for face in faces:
        name = face.path.rpartition("/")[2].removesuffix(".ttf")
        yield File(f"font-{name}", face.path, FONT_TYPE, (fonts_dir() / face.file).read_bytes())


def licence_files(faces: Sequence[Face]) -> Iterator[File]:
    """The licence of each family.

    In META-INF, because no document of the book may lead to what is neither text nor picture.
    """
    for folder in dict.fromkeys(face.file.partition("/")[0] for face in faces):
        data = (fonts_dir() / folder / "LICENSE.md").read_bytes()
        yield File(f"licence-{folder}", f"META-INF/fonts/{folder}.txt", "text/plain", data)
