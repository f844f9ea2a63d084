"""The bytes of a Word file → facts: its paragraphs with their words, links, lists and bookmarks.

Nothing here trusts the file: sizes are bounded while it is unpacked, and a part with a document
type is refused, because Office Open XML has none and entities can hide or multiply text.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from journalpress.errors import InputError, LimitExceeded

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
class Words:
    """A stretch of a paragraph: its character style and, in a link, where it leads."""

    text: str
    style: str = ""
    href: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a line, with its description."""

    description: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: style id, outline level (0: the highest, None: no heading), place in a list.

    `listed` says whether it is an item of a list; `number` is the one that prints before it, 0
    for a bullet. `cell` counts table cells from 1, 0 outside. `bookmarks` begin in it.
    """

    style: str
    outline: int | None
    listed: bool
    number: int
    cell: int
    bookmarks: tuple[str, ...]
    pieces: tuple[Words | Picture, ...]

    @property
    def text(self) -> str:
        """All words of it as they stand."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Words))


@dataclass(frozen=True, slots=True)
class DocxFacts:
    """What a Word file holds: paragraphs in document order, page margins, properties.

    `margins` is the text of header and footer of each section, as last counted.
    """

    paragraphs: tuple[Paragraph, ...]
    margins: tuple[str, ...]
    properties: Mapping[str, str] = field(default_factory=dict)


def read_docx(data: bytes) -> DocxFacts:
    """The facts of a Word file.

    Raises InputError where it is none, or carries a document type; LimitExceeded for a bomb.
    """
    parts = DocxParts(data)
    document = parts.xml(DOCUMENT)
    body = document.find(f"{{{W}}}body")
    if body is None:
        raise InputError("this Word file has no body")
    styles = Styles(parts.xml("word/styles.xml"))
    lists = Lists(parts.optional("word/numbering.xml"))
    addresses = parts.addresses(DOCUMENT)
    return DocxFacts(
        paragraphs=tuple(_paragraphs(body, styles, lists, addresses)),
        margins=tuple(_margins(parts, body, addresses)),
        properties=custom_properties(parts),
    )


# --- the package -----------------------------------------------------------------------------


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
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        data = self.bytes(name)
        if _STRICT in data[:_HEAD]:
            for strict, usual in _NAMESPACES.items():
                data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, parser)
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


# --- paragraphs ------------------------------------------------------------------------------


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


def paragraph_pieces(paragraph: Element) -> tuple[Words | Picture, ...]:
    """The words and pictures of a paragraph as they stand; the addresses of links stay unknown."""
    return tuple(_pieces(paragraph, {}))


def _paragraphs(
    body: Element, styles: Styles, lists: Lists, addresses: Mapping[str, str]
) -> Iterator[Paragraph]:
    cells: dict[Element, int] = {}
    for element in body.iter(f"{{{W}}}p", f"{{{W}}}tc"):
        if element.tag == f"{{{W}}}tc":
            cells[element] = len(cells) + 1
            continue
        properties = element.find(f"{{{W}}}pPr")
        style = value(properties, "pStyle") or ""
        numbering = value(properties, "numPr", "numId") or styles.numbering(style)
        level = whole_number(value(properties, "numPr", "ilvl"))
        outline = value(properties, "outlineLvl") or styles.outline(style)
        cell = next(element.iterancestors(f"{{{W}}}tc"), None)
        yield Paragraph(
            style=style,
            outline=heading_level(outline),
            listed=numbering not in (None, "", "0"),
            number=lists.next(numbering, level) if numbering not in (None, "", "0") else 0,
            cell=0 if cell is None else cells[cell],
            bookmarks=tuple(
                each.get(f"{{{W}}}name", "") for each in element.iter(f"{{{W}}}bookmarkStart")
            ),
            pieces=tuple(_pieces(element, addresses)),
        )


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _pieces(element: Element, addresses: Mapping[str, str]) -> Iterator[Words | Picture]:
    """Words and pictures directly in this paragraph, one stretch for each run or link."""
    for child in element:
        match _local(child):
            case "r":
                yield from _run(child)
            case "hyperlink":
                inside = list(_pieces(child, addresses))
                yield from (piece for piece in inside if isinstance(piece, Picture))
                words = [piece for piece in inside if isinstance(piece, Words)]
                yield Words(
                    "".join(piece.text for piece in words),
                    style=words[0].style if words else "",
                    href=addresses.get(child.get(f"{{{R}}}id", ""), ""),
                    anchor=child.get(f"{{{W}}}anchor", ""),
                )
            case "pPr" | "del" | "moveFrom":
                pass
            case _:
                yield from _pieces(child, addresses)


def _run(run: Element) -> Iterator[Words | Picture]:
    properties = run.find(f"{{{W}}}rPr")
    if properties is not None and properties.find(f"{{{W}}}vanish") is not None:
        return
    style = value(properties, "rStyle") or ""
    words: list[str] = []
    for child in run:
        match _local(child):
            case "t":
                words.append(child.text or "")
            case "br" | "tab" | "cr":
                words.append(" ")
            case "noBreakHyphen":
                words.append("\u2011")
            case "softHyphen":
                words.append("\u00ad")
            case "drawing":
                yield from _drawing(child)
            case _:
                pass
    if words:
        yield Words("".join(words), style)


def _drawing(drawing: Element) -> Iterator[Picture]:
    for described in drawing.iter(f"{{{WP}}}docPr"):
        decorative = any(each.get("val") == "1" for each in described.iter(DECORATIVE))
        yield Picture(described.get("descr", ""), decorative)


def _margins(parts: DocxParts, body: Element, addresses: Mapping[str, str]) -> Iterator[str]:
    for section in body.iter(f"{{{W}}}sectPr"):
        words: list[str] = []
        for tag in ("headerReference", "footerReference"):
            for reference in section.findall(f"{{{W}}}{tag}"):
                target = addresses.get(reference.get(f"{{{R}}}id", ""), "")
                root = parts.xml(f"word/{target}")
                for paragraph in root.iter(f"{{{W}}}p"):
                    words += [each.text for each in _pieces(paragraph, {})
                              if isinstance(each, Words)]  # fmt: skip
                    words.append(" ")
        yield " ".join("".join(words).split())


# --- styles and lists ------------------------------------------------------------------------


class Styles:
    """What paragraphs and runs inherit from their styles. `root` is the part with the styles."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.findall(f"{{{W}}}style")
        self._by_id = {each.get(f"{{{W}}}styleId", ""): each for each in styles}
        self._inherited: dict[tuple[str, ...], str | None] = {}

    def outline(self, style: str) -> str | None:
        """The outline level, as written, of paragraphs in this style."""
        return self.inherited(style, "pPr", "outlineLvl")

    def numbering(self, style: str) -> str | None:
        """The id of the list that paragraphs in this style belong to."""
        return self.inherited(style, "pPr", "numPr", "numId")

    def name(self, style: str) -> str:
        """The name of the style with this id, or the id where there is no such style."""
        return value(self._by_id.get(style), "name") or style

    def inherited(self, style: str, *path: str) -> str | None:
        """The `w:val` at this path in the style or the next above it that has it."""
        asked = (style, *path)
        if asked not in self._inherited:
            self._inherited[asked] = self._looked_up(style, *path)
        return self._inherited[asked]

    def _looked_up(self, style: str, *path: str) -> str | None:
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            found = value(self._by_id[style], *path)
            if found is not None:
                return found
            style = value(self._by_id[style], "basedOn") or ""
        return None


class Lists:
    """Counts the items of every list as Word does, in document order.

    Lists that share their definition (w:abstractNum) count on; one with a start of its own
    (w:startOverride) begins there where it is first met.
    """

    def __init__(self, root: Element | None) -> None:
        self._counted: dict[str, dict[int, int]] = {}
        self._definition: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._bullets: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def next(self, numbering: str, level: int) -> int:
        """The number of the next item of this list at this level; 0 for a bullet."""
        definition = self._definition.get(numbering, "")
        place = (definition, level)
        if place in self._bullets:
            return 0
        counted = self._counted.setdefault(definition, {})
        override = self._overrides.pop((numbering, level), None)
        if override is not None:
            counted[level] = override - 1
        number = counted.get(level, self._starts.get(place, 1) - 1) + 1
        counted[level] = number
        for deeper in [each for each in counted if each > level]:
            del counted[deeper]
        return number

    def _read(self, root: Element) -> None:
        for definition in root.findall(f"{{{W}}}abstractNum"):
            name = definition.get(f"{{{W}}}abstractNumId", "")
            for level in definition.findall(f"{{{W}}}lvl"):
                place = (name, whole_number(level.get(f"{{{W}}}ilvl")))
                self._starts[place] = whole_number(value(level, "start"), 1)
                if value(level, "numFmt") in ("bullet", "none"):
                    self._bullets.add(place)
        for number in root.findall(f"{{{W}}}num"):
            name = number.get(f"{{{W}}}numId", "")
            self._definition[name] = value(number, "abstractNumId") or ""
            for override in number.findall(f"{{{W}}}lvlOverride"):
                start = value(override, "startOverride")
                if start:
                    place = (name, whole_number(override.get(f"{{{W}}}ilvl")))
                    self._overrides[place] = whole_number(start, 1)
