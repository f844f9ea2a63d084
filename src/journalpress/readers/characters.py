"""Bytes → text that every output format can hold, with a Problem for each line that has other."""

from __future__ import annotations

import re
import unicodedata

from journalpress.readers.findings import Findings

# XML 1.0 production [2] Char, less C1 controls and the two separators that some programs take for
# line ends; U+FFFD stands where an earlier conversion has lost a character.
UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero-width space, word joiner, byte order mark: they are no part of any word.
U+200C and U+200D stay, Arabic and Persian spelling needs them."""
_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_LINES = 20
"""So many lines with unfit characters are listed; a binary file would fill the screen."""


def decode(data: bytes, findings: Findings) -> str | None:
    """The text in NFC with LF line ends and without BOM; None where it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.note(
            "JP110",
            f"the byte {data[error.start]:#04x} is not UTF-8",
            "save the file as UTF-8 text",
            line=line,
        )
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_characters(text: str, findings: Findings, *, line: int = 0) -> bool:
    """Whether every character may stand in a text; else JP111, and JP113 for hidden turns.

    `line` is that of the whole text; 0: the lines of the text are those of the file.
    """
    # U+FFFD is the only one of both sets that Unicode lets print.
    if text.isprintable() and "\ufffd" not in text:
        return True
    unfit = _first_by_line(UNFIT, text)
    for at, character in unfit[:_MOST_LINES]:
        lost = character == "\ufffd"
        findings.note(
            "JP111",
            "U+FFFD stands where a character was lost"
            if lost
            else f"the character U+{ord(character):04X} cannot be printed",
            "type the character that was meant" if lost else "delete it",
            line=line or at,
        )
    for at, character in _first_by_line(_TURNS_DIRECTION, text)[:_MOST_LINES]:
        findings.note(
            "JP113",
            f"the hidden character U+{ord(character):04X} changes the order in which words show",
            "delete it, unless you know why it is there",
            line=line or at,
        )
    return not unfit


def _first_by_line(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """The first hit of each line, with the line's number from 1."""
    if not pattern.search(text):
        return []
    hits = ((number, pattern.search(line)) for number, line in enumerate(text.split("\n"), 1))
    return [(number, hit[0]) for number, hit in hits if hit]
