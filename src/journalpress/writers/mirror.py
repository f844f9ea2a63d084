"""A stylesheet → the same with its pages turned over, for what is read from right to left.

Text knows its own start and end; the margins of a page are named by their sides in CSS, so that
these names change places here. `@page :left` and `:right` are sides of the paper and stay.
"""

from __future__ import annotations

import re

_PAGE = re.compile(r"@page\s*(?::first\s*)?\{")
_SIDES = re.compile(r"\b(left|right)\b")
_MARGIN = re.compile(r"\b(margin|padding):\s*(\S+) (\S+) (\S+) ([^\s;}]+)")
_OTHER = {"left": "right", "right": "left"}


def mirrored(css: str) -> str:
    """The stylesheet for pages that are read from right to left."""
    pieces: list[str] = []
    end = 0
    while match := _PAGE.search(css, end):
        close = _close(css, match.end())
        rule = _SIDES.sub(lambda side: _OTHER[side[1]], css[match.end() : close])
        pieces += [css[end : match.end()], _MARGIN.sub(r"\1: \2 \5 \4 \3", rule)]
        end = close
    return "".join([*pieces, css[end:]])


def _close(css: str, start: int) -> int:
    """Where the block ends that opens before `start`."""
    depth = 1
    for at in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if not depth:
            return at
    return len(css)
