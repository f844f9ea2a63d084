"""Characters that Word stores by their place in a symbol font (w:sym), in Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"

_SYMBOL: Mapping[int, str] = MappingProxyType(
    {
        **{0x41 + at: letter for at, letter in enumerate(_LETTERS)},
        **{0x61 + at: letter for at, letter in enumerate(_SMALL)},
        0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
        0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xD7: "⋅", 0xDE: "⇒",
    }
)  # fmt: skip
"""Adobe's Symbol encoding, as far as a leaflet needs it."""

_WINGDINGS: Mapping[int, str] = MappingProxyType(
    {
        0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←",
        0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    }
)  # fmt: skip
_WINGDINGS_2: Mapping[int, str] = MappingProxyType(
    {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
)
_FONTS = MappingProxyType({"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2})
_PRIVATE = 0xF000
"""Symbol fonts are addressed from here on."""


def symbol(font: str, code: str) -> str:
    """The character at this place (hexadecimal) of the font; "" where it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if _PRIVATE <= place <= _PRIVATE + 0xFF:
        place -= _PRIVATE
    elif place > 0xFF:
        return chr(place) if place < 0xD800 else ""
    known = _FONTS.get(font.lower().strip())
    if known is not None:
        return known.get(place, "")
    return chr(place) if 0x20 <= place < 0x7F else ""


def symbol_font(fonts: Mapping[str, str]) -> str:
    """Which symbol font these attributes of `w:rFonts` name; "" for any other font."""
    named = next((name for key, name in fonts.items() if key.endswith(("}ascii", "}hAnsi"))), "")
    return named if named.lower().strip() in _FONTS else ""


def in_font(font: str, text: str) -> str:
    """What letters show that are set in a symbol font: an m in Symbol is a µ, not a milli.

    Digits and signs that the font shows as they are stay; what it draws and nobody knows is "".
    """
    known = _FONTS.get(font.lower().strip())
    if known is None:
        return text
    shown: list[str] = []
    for sign in text:
        place = ord(sign) - _PRIVATE if _PRIVATE <= ord(sign) <= _PRIVATE + 0xFF else ord(sign)
        plain = chr(place) if (known is _SYMBOL and place < 0x7F) or sign.isspace() else ""
        shown.append(known.get(place, sign if place > 0xFF else plain))
    return "".join(shown)
