"""Every example of the CommonMark specification: text and block structure are read as it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

from journalpress.readers.notes import Notes
from journalpress.readers.pandoc.document import document_of
from journalpress.readers.pandoc.proof import lost_words
from journalpress.readers.rich.tree import (
    Block,
    Break,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Picture,
    Plate,
    Quotation,
    Run,
    Words,
)

FIXTURE = Path(__file__).parent / "commonmark" / "examples.json"
EXAMPLES: tuple[dict[str, str], ...] = tuple(json.loads(FIXTURE.read_text("utf-8")))


def read(markdown: str) -> tuple[Document, Notes]:
    """What a body holds, and what was noted."""
    notes = Notes("x.md", {})
    source = f"---\ntitle: x\n---\n\n{markdown}"
    found = document_of(source, file="x.md", beside=lambda _name: None, notes=notes)
    return found.document, notes


def outline(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """One line a block: its kind, its words and marks; what stands inside is indented."""
    pad = "  " * depth
    for block in blocks:
        match block:
            case Heading(level, words):
                yield f"{pad}h{level} {shown(words)}".rstrip()
            case Paragraph(words):
                yield f"{pad}p {shown(words)}".rstrip()
            case Plate(picture, caption):
                yield f"{pad}p {shown((picture, *caption))}".rstrip()
            case Bullets(items, start):
                yield f"{pad}{'ul' if start is None else f'ol {start}'}"
                for item in items:
                    yield f"{pad} li"
                    yield from outline(item.blocks, depth + 1)
            case Quotation(inside):
                yield f"{pad}quote"
                yield from outline(inside, depth + 1)
            case _:
                yield f"{pad}{type(block).__name__}"


def shown(words: Words) -> str:
    """The words with their marks, spaces folded."""
    pieces: list[tuple[str, str]] = []
    for span in words:
        match span:
            case Run(text, strong, emph, _, _, _, href):
                pieces.append((text, _marks(emph=emph, strong=strong, href=href)))
            case Break():
                pieces.append((" ", ""))
            case Picture(name, alt):
                pieces.append((f"![{' '.join(alt.split())}]({name})", ""))
            case _:
                raise AssertionError(f"{span} is nothing that CommonMark has")
    return _folded(pieces)


def _marks(*, emph: bool, strong: bool, href: str) -> str:
    return ("*" if emph else "") + ("!" if strong else "") + (f"<{unquote(href)}>" if href else "")


def _folded(pieces: list[tuple[str, str]]) -> str:
    """Each word with its marks behind it; a word of several marks is cut there."""
    letters = [(letter, marks) for text, marks in pieces for letter in text]
    out: list[str] = []
    for position, (letter, marks) in enumerate(letters):
        out.append(letter)
        following = letters[position + 1] if position + 1 < len(letters) else (" ", "")
        if not letter.isspace() and (following[0].isspace() or following[1] != marks):
            out.append(marks)
    return " ".join("".join(out).split())


# --- what the specification says


def expected(html: str) -> list[str]:
    """The outline of the specification's HTML."""
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    return list(_blocks(tree, 0))


def _blocks(parent: lxml.html.HtmlElement, depth: int) -> Iterator[str]:
    """The blocks of an element; words directly in an item are its paragraph."""
    pad = "  " * depth
    loose: list[tuple[str, str]] = [(parent.text or "", "")]
    for child in parent:
        if child.tag not in _BLOCKS:
            loose += _inlines(child, False, False, "")
            loose.append((child.tail or "", ""))
            continue
        if words := _folded(loose):
            yield f"{pad}p {words}"
        loose = [(child.tail or "", "")]
        yield from _block(child, depth)
    if words := _folded(loose):
        yield f"{pad}p {words}"


_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "hr")


def _block(block: lxml.html.HtmlElement, depth: int) -> Iterator[str]:
    pad = "  " * depth
    match block.tag:
        case "ul" | "ol":
            start = "" if block.tag == "ul" else f" {block.get('start', '1')}"
            yield f"{pad}{block.tag}{start}"
            for item in block:
                yield f"{pad} li"
                yield from _blocks(item, depth + 1)
        case "blockquote":
            yield f"{pad}quote"
            yield from _blocks(block, depth + 1)
        case "hr":
            return
        case "p" | "pre":
            if words := _folded(list(_inlines(block, False, False, ""))):
                yield f"{pad}p {words}"
        case _:
            yield f"{pad}{block.tag} {_folded(list(_inlines(block, False, False, '')))}".rstrip()


def _inlines(
    element: lxml.html.HtmlElement, emph: bool, strong: bool, href: str
) -> Iterator[tuple[str, str]]:
    if element.tag == "img":
        alt = " ".join(element.get("alt", "").split())
        yield f"![{alt}]({unquote(element.get('src', ''))})", ""
        return
    if element.tag == "br":
        yield " ", ""
        return
    emph, strong = emph or element.tag == "em", strong or element.tag == "strong"
    href = element.get("href", "") if element.tag == "a" else href
    marks = _marks(emph=emph, strong=strong, href=href)
    yield element.text or "", marks
    for child in element:
        yield from _inlines(child, emph, strong, href)
        yield child.tail or "", marks


def has_raw_html(notes: Notes, example: dict[str, str]) -> bool:
    """Whether raw HTML stands in it, which the specification's HTML holds as HTML."""
    return any("raw HTML" in each.question for each in notes.open) or bool(
        re.search(r"<!--|<a\b|<b\b|<i\b", example["markdown"])
    )


SECTIONS = tuple(dict.fromkeys(each["section"] for each in EXAMPLES))
RAW = {"HTML blocks": 44, "Raw HTML": 20}
"""Of these sections only the words can be compared; elsewhere of a few examples."""


@pytest.mark.parametrize("section", SECTIONS)
def test_every_example_is_read_as_the_specification_says(section: str) -> None:
    """Blocks, their nesting, words, emphasis, addresses; of raw HTML that every word is there."""
    raw = 0
    for example in (each for each in EXAMPLES if each["section"] == section):
        document, notes = read(example["markdown"])
        named = f"example {example['example']}"
        assert lost_words(example["markdown"], document) is None, named
        if has_raw_html(notes, example):
            raw += 1
        else:
            assert list(outline(document.blocks)) == expected(example["html"]), named
    assert raw <= RAW.get(section, 5)


def test_all_of_the_specification_is_here() -> None:
    """Version 0.31.2 has so many."""
    assert (len(EXAMPLES), len(SECTIONS)) == (652, 26)
