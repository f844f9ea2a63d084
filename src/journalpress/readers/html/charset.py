"""The bytes of a page → its characters, as browsers tell them, and how they were told.

After the WHATWG's Encoding and HTML standards: a byte order mark, then what the page declares, then
a guess; a label of Latin-1 or ASCII means Windows-1252. Bytes that are UTF-8 throughout are UTF-8,
whatever the page declares: a browser that saves a page writes it so and leaves the label.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BEGINNING = 4096
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_LANG = re.compile(rb"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252", "iso8859-15"})
_BY_LANGUAGE = {
    "ar": "cp1256", "fa": "cp1256", "he": "cp1255", "ru": "cp1251", "uk": "cp1251",
    "bg": "cp1251", "el": "cp1253", "tr": "cp1254", "pl": "cp1250", "cs": "cp1250",
    "hu": "cp1250", "sk": "cp1250", "lt": "cp1257", "lv": "cp1257", "vi": "cp1258",
    "th": "cp874", "ja": "cp932", "ko": "cp949", "zh": "gb18030",
}  # fmt: skip
"""What browsers take a page of this language for that declares nothing."""


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's text, and in a sentence what was assumed of its encoding ("": it is declared)."""

    text: str
    assumed: str = ""


def characters_of(data: bytes, label: str = "") -> Characters:
    """The text of these bytes; what is no character of its encoding becomes U+FFFD.

    `label` is the encoding that was said where the page came from; it counts before the page's own.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Characters(data[len(mark) :].decode(name, "replace"))
    beginning = data[:_BEGINNING]
    found = _XML.search(beginning) or _DECLARED.search(beginning)
    declared = _codec(label) if label else ""
    if not declared and found:
        declared = _codec(found[1].decode("ascii"))
    utf8 = _as_utf8(data)
    if utf8 is not None:
        if declared in ("", "utf-8") or data.isascii():
            return Characters(utf8)
        return Characters(utf8, f"the page says that it is {declared}; its bytes are UTF-8")
    if declared and declared != "utf-8":
        return Characters(_decoded(data, declared))
    lang = _LANG.search(beginning)
    guess = _BY_LANGUAGE.get(lang[1].decode("ascii").lower() if lang else "", "cp1252")
    if declared:
        text = data.decode("utf-8", "replace")
        lost = text.count("\ufffd")
        if lost * 20 < sum(byte > 0x7F for byte in data):
            return Characters(text)
        why = f"the page says that it is UTF-8, but its bytes are not; it is read as {guess}"
        return Characters(_decoded(data, guess), why)
    return Characters(
        _decoded(data, guess), f"the page names no encoding and is no UTF-8; it is read as {guess}"
    )


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _codec(label: str) -> str:
    """The name of the codec that browsers use for a label, "" where none is known."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    if name in _WESTERN and name != "iso8859-15":
        return "cp1252"
    return "utf-8" if name.startswith("utf-16") or name == "utf-8-sig" else name


def _decoded(data: bytes, codec: str) -> str:
    """The text; the five bytes that Windows-1252 leaves out are the controls that browsers make."""
    try:
        if codec == "cp1252":
            return data.decode("cp1252", "replace")
        return data.decode(codec, "replace")
    except (LookupError, UnicodeError, ValueError):
        return data.decode("cp1252", "replace")
