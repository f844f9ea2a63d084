"""What the text of a Word file refers to: styles, lists, addresses, pictures, notes, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from journalpress.errors import InputError
from journalpress.readers.word.citations import word_sources
from journalpress.readers.word.styles import StyleBook
from journalpress.reviewcopy import NAMESPACE, REVIEW_PROPERTY
from journalpress.wordfile.opening import Opened
from journalpress.wordfile.parts import (
    DocxParts,
    Element,
    Relation,
    W,
    custom_properties,
    plain_words,
)
from journalpress.wordfile.styles import Lists

NoteKind: TypeAlias = Literal["footnote", "endnote"]

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_BIBLIOGRAPHY = b"officeDocument/2006/bibliography"
_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
"""How pictures of pixels begin; those of lines (EMF, WMF, SVG) no Article can show."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a part refers to: its name, its bytes where it is one of pixels.

    `why` says in a few words why there are none, "" where there are.
    """

    name: str
    data: bytes = b""
    why: str = ""


class Surroundings:
    """What one part of the file (its text, its notes) refers to by id."""

    def __init__(self, parts: DocxParts, part: str) -> None:
        self._parts = parts
        self._relations: Mapping[str, Relation] = {
            each.id: each for each in (parts.relations(part) if part else ())
        }

    def address(self, relation: str) -> str:
        """Where a link leads outside the file, "" where it does not."""
        found = self._relations.get(relation)
        return found.target if found is not None and not found.part else ""

    def image(self, relation: str) -> Image:
        """The picture behind this relationship."""
        found = self._relations.get(relation)
        if found is None:
            return Image("", why="is not in the file")
        name = posixpath.basename(found.part or found.target)
        if not found.part:
            return Image(name, why="lies outside the file, which only names it")
        if found.part not in self._parts.names:
            return Image(name, why="is not in the file")
        data = self._parts.bytes(found.part)
        if not data.startswith(_MAGIC):
            kind = name.rpartition(".")[2].upper()
            return Image(name, why=f"is of the kind {kind}; save it as PNG or JPEG")
        return Image(name, data)


@dataclass(frozen=True, slots=True)
class Package:
    """A file, its body, and what its body refers to.

    `notes` are the elements of foot- and endnotes by kind and id; `sources` the CSL items of
    Word's own list; `properties` what the file says about itself, by the name of the element;
    `margins` the words of headers and footers, `comments` those of comments with their author.
    """

    body: Element
    styles: StyleBook
    lists: Lists
    surroundings: Surroundings
    notes: Mapping[tuple[NoteKind, str], Element]
    notes_surroundings: Mapping[NoteKind, Surroundings]
    sources: Mapping[str, Mapping[str, Any]]
    properties: Mapping[str, str]
    margins: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    default_lang: str


def package_of(file: Opened) -> Package:
    """The parts of a file that an article may come from.

    Raises InputError where a part cannot be read, and for a copy of ours on its way through
    review: what its reviewer changed would be lost.
    """
    parts = file.parts
    _refuse_copy(parts)
    root = parts.xml(file.document)
    body = root.find(f"{{{W}}}body")
    if body is None:
        raise InputError("this Word file has no body", hint="is it the right file?")
    relations = parts.relations(file.document)
    by_kind = {each.kind: each.part for each in reversed(relations) if each.part}
    styles = parts.optional(by_kind.get("styles", ""))
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    return Package(
        body=body,
        styles=StyleBook(styles),
        lists=Lists(parts.optional(by_kind.get("numbering", ""))),
        surroundings=Surroundings(parts, file.document),
        notes={
            (kind, note.get(f"{{{W}}}id", "")): note
            for kind in kinds
            if (listed := parts.optional(by_kind.get(f"{kind}s", ""))) is not None
            for note in listed.iter(f"{{{W}}}{kind}")
            if note.get(f"{{{W}}}type") not in _SEPARATORS
        },
        notes_surroundings={
            kind: Surroundings(parts, by_kind.get(f"{kind}s", "")) for kind in kinds
        },
        sources=_sources(parts),
        properties=_properties(parts),
        margins=tuple(_margins(parts, relations)),
        comments=tuple(_comments(parts, by_kind.get("comments", ""))),
        default_lang=_default_lang(styles),
    )


def _refuse_copy(parts: DocxParts) -> None:
    ours = REVIEW_PROPERTY in custom_properties(parts) or any(
        NAMESPACE.encode() in parts.bytes(name)
        for name in parts.names
        if name.startswith("customXml/") and name.endswith(".xml")
    )
    if ours:
        raise InputError(
            "this is a review copy that journalpress made",
            hint="bring its changes home with: journalpress review FILE.docx",
        )


def _sources(parts: DocxParts) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for name in sorted(parts.names):
        listed = name.startswith("customXml/") and name.endswith(".xml")
        if listed and _BIBLIOGRAPHY in parts.bytes(name):
            found.update(word_sources(parts.xml(name)))
    return found


def _properties(parts: DocxParts) -> Mapping[str, str]:
    """The file's core properties that hold something, by the local names of their elements."""
    part = next((each.part for each in parts.relations("") if each.kind == "core-properties"), "")
    root = parts.optional(part)
    if root is None:
        return {}
    said = {str(each.tag).rpartition("}")[2]: (each.text or "").strip() for each in root}
    return {name: words for name, words in said.items() if words}


def _margins(parts: DocxParts, relations: tuple[Relation, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for each in relations:
        if each.kind in ("header", "footer") and (root := parts.optional(each.part)) is not None:
            words = plain_words(root)
            if words and words not in seen:
                seen.add(words)
                yield words


def _comments(parts: DocxParts, part: str) -> Iterator[tuple[str, str]]:
    root = parts.optional(part)
    for comment in () if root is None else root.iter(f"{{{W}}}comment"):
        if words := plain_words(comment):
            yield comment.get(f"{{{W}}}author", ""), words


def _default_lang(styles: Element | None) -> str:
    if styles is None:
        return ""
    found = styles.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang")
    return "" if found is None else found.get(f"{{{W}}}val", "")
