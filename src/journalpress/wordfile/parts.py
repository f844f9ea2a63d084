"""A Word file as a package: its parts, unpacked within bounds and parsed without entities.

Nothing here trusts the file: sizes are bounded while it is unpacked, and a part with a document
type is refused, because Office Open XML has none and entities can hide or multiply text.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from journalpress.errors import InputError, LimitExceeded
from journalpress.foreignxml import foreign_xml

Element: TypeAlias = "etree._Element"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

MOST_PARTS = 2_000
MOST_BYTES = 100_000_000
"""All parts that are read, unpacked: above it a file is a bomb and no article."""

DOCUMENT = "word/document.xml"

_HEAD = 4_096
"""Bytes at the beginning of a part in which its namespaces are declared."""

_SAVE_AGAIN = "open it in Word, save it as a Word document (.docx), and send that"
_SEND_AGAIN = "ask for the file again: it may have been damaged on its way"

_NO_HEADING = 9
"""The outline level of ordinary words (ECMA-376-1, 17.3.1.20)."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    _STRICT + b"wordprocessingml/main": W.encode(),
    _STRICT + b"officeDocument/relationships": R.encode(),
    _STRICT + b"officeDocument/math": M.encode(),
    _STRICT + b"drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""Word's “Strict Open XML” says the same in namespaces of its own (ISO/IEC 29500-1, Annex A)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relationship's type, and where it leads.

    `target` is as written; `part` the name of the part of this file that is meant, or "".
    """

    id: str
    kind: str
    target: str
    part: str


class DocxParts:
    """The parts of a Word file, unpacked within bounds and parsed without entities."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        # zipfile raises NotImplementedError for kinds of zip that Word does not write either.
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise InputError(f"this is no Word file: {error}", hint=_SEND_AGAIN) from error
        listed = self._archive.namelist()
        if len(listed) > MOST_PARTS:
            raise LimitExceeded(f"the Word file has more than {MOST_PARTS} parts", hint=_SAVE_AGAIN)
        if len(set(listed)) != len(listed):
            raise InputError("the Word file holds a part twice", hint=_SAVE_AGAIN)
        self.names = frozenset(listed)
        self._left = MOST_BYTES

    def bytes(self, name: str) -> bytes:
        """A part's bytes. Raises InputError where it is missing, LimitExceeded for a bomb."""
        try:
            with self._archive.open(name) as file:
                data = file.read(self._left + 1)
        except KeyError as error:
            raise InputError(f"the Word file lacks {name}", hint=_SAVE_AGAIN) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
            raise InputError(f"the Word file is torn: {name}: {error}", hint=_SEND_AGAIN) from error
        self._left -= len(data)
        if self._left < 0:
            raise LimitExceeded(
                f"the Word file unpacks to more than {MOST_BYTES} bytes", hint=_SAVE_AGAIN
            )
        return data

    def xml(self, name: str) -> Element:
        """A part as XML. Raises InputError where it is not well-formed or has a document type."""
        data = self.bytes(name)
        if _STRICT in data[:_HEAD]:
            for strict, usual in _NAMESPACES.items():
                data = data.replace(strict, usual)
        try:
            root = foreign_xml(data)
        except etree.XMLSyntaxError as error:
            raise InputError(
                f"the Word file cannot be read: {name}: {error}", hint=_SAVE_AGAIN
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError(
                f"the Word file is refused: {name} has a document type, which Word never writes",
                hint=_SAVE_AGAIN,
            )
        return root

    def optional(self, name: str) -> Element | None:
        """A part as XML, None where there is none."""
        return self.xml(name) if name in self.names else None

    def addresses(self, name: str) -> dict[str, str]:
        """Where each relationship of a part leads, by its id, as written."""
        return {each.id: each.target for each in self.relations(name)}

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part, of the whole file where `name` is ""."""
        folder, _, file = name.rpartition("/")
        root = self.optional(f"{folder}/_rels/{file}.rels".lstrip("/"))
        if root is None:
            return ()
        return tuple(
            Relation(
                id=each.get("Id", ""),
                kind=each.get("Type", "").rpartition("/")[2],
                target=each.get("Target", ""),
                part=_part(folder, each.get("Target", ""), each.get("TargetMode", "")),
            )
            for each in root.iter(_RELATION)
        )


def _part(folder: str, target: str, mode: str) -> str:
    if mode == "External":
        return ""
    # A name that begins with / counts from the top of the file.
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def custom_properties(parts: DocxParts) -> dict[str, str]:
    """The custom properties of the file, by name."""
    root = parts.optional("docProps/custom.xml")
    if root is None:
        return {}
    return {each.get("name", ""): "".join(map(str, each.itertext())) for each in root}


# --- values ------------------------------------------------------------------------------------


def value(parent: Element | None, *path: str) -> str | None:
    """The `w:val` of the element at this path of `w:` tags; None where there is no such."""
    found = parent
    for tag in path:
        if found is None:
            return None
        found = found.find(f"{{{W}}}{tag}")
    return None if found is None else found.get(f"{{{W}}}val", "")


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """The number that is written there; `otherwise` where it is none, as Word takes it."""
    try:
        return int(text or otherwise)
    except ValueError:
        return otherwise


def heading_level(outline: str | None) -> int | None:
    """What a written outline level says: 0 is the highest, None is no heading."""
    level = whole_number(outline, -1) if outline else -1
    return level if 0 <= level < _NO_HEADING else None


def plain_words(element: Element) -> str:
    """All words in an element, white space folded, a space where a paragraph ends."""
    words: list[str] = []
    for each in element.iter():
        match str(each.tag).rpartition("}")[2]:
            case "t":
                words.append(each.text or "")
            case "p" | "tab" | "br" | "cr":
                words.append(" ")
            case _:
                pass
    return " ".join("".join(words).split())
