"""A PDF font → the text and the width of its glyphs.

Rules: ISO 32000-1 sections 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Shown: TypeAlias = tuple[str, float, int, int]
"""Text, width in thousandths of the size, glyphs, and those that word spacing widens."""
UNREAD: Shown = ("\ufffd", 0.0, 0, 0)
"""A string that is shown in no font."""


@dataclass(frozen=True, slots=True)
class Font:
    """How codes become text and widths (thousandths of the size)."""

    text: Mapping[int, str]
    widths: Mapping[int, float]
    width: float
    bytes_a_code: int
    name: str = ""
    known: dict[bytes, Shown] = field(default_factory=dict)

    def read(self, strings: Sequence[bytes]) -> list[Shown]:
        """What each string of codes shows."""
        known = self.known
        for each in set(strings).difference(known):
            known[each] = self._shown(each)
        return [known[each] for each in strings]

    def _shown(self, codes: bytes) -> Shown:
        numbers = [
            int.from_bytes(codes[at : at + self.bytes_a_code])
            for at in range(0, len(codes), self.bytes_a_code)
        ]
        text = "".join(self.text.get(each, "\ufffd") for each in numbers)
        width = sum(self.widths.get(each, self.width) for each in numbers)
        spaces = numbers.count(32) if self.bytes_a_code == 1 else 0
        return text, width, len(numbers), spaces

    def glyphs(self, codes: bytes) -> list[str]:
        """The text of each glyph, in the order in which they are drawn."""
        return [
            self.text.get(int.from_bytes(codes[at : at + self.bytes_a_code]), "\ufffd")
            for at in range(0, len(codes), self.bytes_a_code)
        ]


_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[|\])")


def read_font(font: Any) -> Font:
    """The font of a resource dictionary; codes without a text read as U+FFFD."""
    text: dict[int, str] = {}
    if "/ToUnicode" in font:
        text = _read_cmap(font.ToUnicode.read_bytes())
    name = str(font.get("/BaseFont", "/")).removeprefix("/")
    if font.get("/Subtype") != "/Type0":
        first = int(font.get("/FirstChar", 0))
        widths = {
            first + position: float(width) for position, width in enumerate(font.get("/Widths", []))
        }
        plain = {code: chr(code) for code in range(32, 256)}
        return Font({**plain, **text}, widths, 500.0, 1, name)
    below = font.DescendantFonts[0]
    return Font(text, _read_widths(below.get("/W", [])), float(below.get("/DW", 1000)), 2, name)


def _read_widths(entries: Any) -> dict[int, float]:
    """`/W`: either `first [w1 w2 …]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    widths: dict[int, float] = {}
    waiting: list[Any] = []
    for entry in entries:
        if isinstance(entry, pikepdf.Array):
            first = int(waiting.pop())
            widths.update({first + at: float(width) for at, width in enumerate(entry)})
        else:
            waiting.append(entry)
            if len(waiting) == 3:
                first, last, width = waiting
                widths.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
                waiting = []
    return widths


def _read_cmap(data: bytes) -> dict[int, str]:
    text: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        tokens = [
            bracket or bytes.fromhex(digits.decode()) for digits, bracket in _HEX.findall(body)
        ]
        if kind == b"bfchar":
            for code, value in zip(tokens[::2], tokens[1::2], strict=False):
                text[int.from_bytes(code)] = _utf16(value)
        else:
            _read_ranges(tokens, text)
    return text


def _read_ranges(tokens: list[bytes], text: dict[int, str]) -> None:
    position = 0
    while position + 2 < len(tokens):
        first, last = (int.from_bytes(each) for each in tokens[position : position + 2])
        if tokens[position + 2] == b"[":
            end = tokens.index(b"]", position)
            for offset, value in enumerate(tokens[position + 3 : end]):
                text[first + offset] = _utf16(value)
            position = end + 1
        else:
            value = tokens[position + 2]
            for offset in range(last - first + 1):
                code = (int.from_bytes(value) + offset).to_bytes(len(value))
                text[first + offset] = _utf16(code)
            position += 3


def _utf16(value: bytes) -> str:
    return value.decode("utf-16-be", errors="replace")


_TWINS = str.maketrans(
    {
        # Not drawn at all, where no line breaks at them.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060"),
        "\u2010": "-",
        "\u2011": "-",
        "\u02ed": "=",
        "\u02bb": "‘",
        "\u02bc": "’",
        "\u2206": "Δ",
        "\u2215": "⁄",
    }
)
"""Characters that our fonts draw with one glyph, beside those that Unicode calls compatible."""


def alike(text: str) -> str:
    """What two texts have in common that are drawn alike: ² and a raised 2, the hyphens."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_TWINS).split())


def ways_to_show(text: str) -> tuple[str, ...]:
    """The glyphs that can be meant as this text; a soft hyphen shows where a line ends at it."""
    shown = alike(text)
    return (shown, f"{shown}-") if text.endswith("\u00ad") else (shown,)
