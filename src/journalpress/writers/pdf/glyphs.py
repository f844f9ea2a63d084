"""Characters that share a glyph → what each stretch of text says, written beside it.

A PDF font has one text for each glyph, and WeasyPrint keeps the first that it met: after “kg/m²”
the raised 2 of a citation would be copied as ², because the font draws both alike. A line that
runs from right to left is drawn from left to right. Where the text of a page could be mistaken
so, the stretch gets an ActualText (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from journalpress.inspect.bidi import MIRRORED, RIGHT_TO_LEFT
from journalpress.inspect.pdffonts import alike
from journalpress.writers.pdf.letters import glyph_texts

SOFT_HYPHEN = "\u00ad"
_SHOWN = re.compile(rb"<([0-9a-f]+)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_TEXT_OF_GLYPH = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")


def say_what_is_meant(pdf: Any, document: Any, streams: Iterable[Any]) -> None:
    """Gives an ActualText to every stretch of marked text whose glyphs would read otherwise."""
    pages = [{tag["mcid"]: box for box, tag in stream._tags.items()} for stream in streams]
    boxes = [box for page in pages for box in page.values() if getattr(box, "text", "")]
    is_mirrored = any(_runs_leftwards(box) for box in boxes)
    if is_mirrored:
        _let_fonts_decide(pdf, document.fonts.values())
    if not is_mirrored and not _can_be_mistaken({sign for box in boxes for sign in box.text}):
        return
    fonts = {font.hash.encode(): font.to_unicode for font in document.fonts.values()}
    for page, stream in zip(pages, streams, strict=True):
        for properties, shown in _stretches(stream.stream, fonts):
            meant = getattr(page.get(properties["MCID"]), "text", shown)
            # A line that breaks at a soft hyphen shows one that is no part of the word.
            meant = meant.removesuffix("-") if meant.endswith(f"{SOFT_HYPHEN}-") else meant
            if _bare(meant) != _bare(shown):
                properties["ActualText"] = import_module("pydyf").String(meant)


def _runs_leftwards(box: Any) -> bool:
    return box.style["direction"] == "rtl" or bool(RIGHT_TO_LEFT.search(box.text))


def _can_be_mistaken(characters: set[str]) -> bool:
    """Whether two of these are drawn alike, or one is drawn as part of another."""
    printed = {each for each in characters if not each.isspace()}
    if SOFT_HYPHEN in printed or any(
        unicodedata.category(each).startswith("M") for each in printed
    ):
        return True
    return len({alike(each) for each in printed}) < len(printed)


def _stretches(
    stream: list[Any], fonts: dict[bytes, dict[int, str]]
) -> Iterator[tuple[dict[str, Any], str]]:
    """The properties of each marked stretch of a page, and what its glyphs read as."""
    properties: dict[str, Any] | None = None
    shown: list[str] = []
    font: dict[int, str] = {}
    for position, entry in enumerate(stream):
        if entry == b"BDC" and "MCID" in stream[position - 1]:
            properties, shown = stream[position - 1], []
        elif entry == b"EMC" and properties is not None:
            yield properties, "".join(shown)
            properties = None
        elif isinstance(entry, bytes):
            if match := _FONT.fullmatch(entry):
                font = fonts.get(match[1], {})
            elif entry.endswith(b"TJ"):
                shown += [
                    font.get(int(codes[at : at + 4], 16), "")
                    for codes in _SHOWN.findall(entry)
                    for at in range(0, len(codes), 4)
                ]


def _let_fonts_decide(pdf: Any, fonts: Iterable[Any]) -> None:
    """Let letters that are joined, and signs that are turned over, read as what is drawn."""
    own: dict[bytes, dict[int, str]] = {}
    for font in fonts:
        texts = glyph_texts(font.family, font.weight, font.style)
        # A vowel sign that follows its letter was met without a text.
        changed = {
            glyph: texts[glyph]
            for glyph, text in font.to_unicode.items()
            if glyph in texts
            and (not text or text in MIRRORED or RIGHT_TO_LEFT.search(text + texts[glyph]))
        }
        font.to_unicode.update(changed)
        own[font.name] = own.get(font.name, {}) | changed
    for entry in pdf.objects:
        if not isinstance(entry, dict) or "ToUnicode" not in entry:
            continue
        if texts := own[entry["BaseFont"]]:
            number = int(entry["ToUnicode"].split()[0])
            lines = pdf.objects[number].stream
            lines[:] = [_corrected(line, texts) for line in lines]


def _corrected(line: bytes, texts: Mapping[int, str]) -> bytes:
    match = _TEXT_OF_GLYPH.fullmatch(line)
    glyph = int(match[1], 16) if match else -1
    if glyph not in texts:
        return line
    return f"<{glyph:04x}> <{texts[glyph].encode('utf-16-be').hex()}>".encode()


def _bare(text: str) -> str:
    return "".join(text.split())
