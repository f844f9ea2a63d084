"""Where a field leads: Word stores some links as instructions (w:instrText)."""

from __future__ import annotations

import re

_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_TAKES_WORDS = frozenset({r"\l", r"\o", r"\t"})
"""Switches of HYPERLINK with a word behind them: place in the file, hint, window."""


def link_of(instruction: str) -> tuple[str, str]:
    """Address and bookmark that a field of this instruction leads to, "" for neither."""
    told = [
        (re.sub(r"\\(.)", r"\1", quoted.group(1)), True)
        if quoted.group(1) is not None
        else (quoted.group(2), False)
        for quoted in _ARGUMENT.finditer(instruction)
    ]
    if not told or told[0][0].upper() != "HYPERLINK":
        return "", ""
    address = anchor = switch = ""
    for word, quoted in told[1:]:
        if not quoted and word.startswith("\\"):
            switch = word.lower()
            continue
        if switch in _TAKES_WORDS:
            anchor = word if switch == r"\l" else anchor
        elif not address:
            address = word
        switch = ""
    return address, anchor
