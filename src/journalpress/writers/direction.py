"""Text of one direction → its stretches that run the other way, which are set apart in markup.

A telephone number, a leaflet's code or a Latin name inside Arabic would otherwise be torn apart
where it holds a space or a hyphen (Unicode Standard Annex 9, section 2.7: isolate such phrases).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Direction = Literal["ltr", "rtl"]

_RIGHTWARDS = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff"
_LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_IN_LEFTWARDS = re.compile(
    f"[{_RIGHTWARDS}](?:[^{_LEFTWARDS}()«»]*[{_RIGHTWARDS}%°²³/])?(?![{_LEFTWARDS}])"
)
_IN_RIGHTWARDS = re.compile(f"[{_LEFTWARDS}](?:[^{_RIGHTWARDS}]*[{_LEFTWARDS}])?")
_TORN = re.compile("[^0-9/.,:٪%]")
"""What a stretch holds besides figures and signs that keep them together by themselves."""
_LETTER = re.compile("[^\\W\\d_]")


def stretches(text: str, direction: Direction) -> Iterator[tuple[str, bool]]:
    """The text in pieces, in order, each with whether it must be set apart."""
    pattern = _IN_LEFTWARDS if direction == "rtl" else _IN_RIGHTWARDS
    end = 0
    for match in pattern.finditer(text):
        if direction == "rtl" and not _TORN.search(match[0]):
            continue
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def opens_rightwards(text: str) -> bool:
    """Whether the first letter is of a script that is written from left to right."""
    first = _LETTER.search(text)
    return first is not None and not re.match(f"[{_LEFTWARDS}]", first[0])
