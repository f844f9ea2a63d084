"""The bytes of a Word file → facts: its paragraphs with their words, links, lists and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journalpress.errors import InputError
from journalpress.wordfile.parts import (
    DECORATIVE,
    DOCUMENT,
    WP,
    DocxParts,
    Element,
    R,
    W,
    custom_properties,
    heading_level,
    value,
    whole_number,
)
from journalpress.wordfile.styles import Lists, Styles


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


# --- paragraphs ------------------------------------------------------------------------------


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
