"""The numbers that a browser writes before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from journalpress.numerals import Numerals, as_numeral

_WHOLE = re.compile(r"\s*(-?\d{1,6})")
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b(decimal|(?:lower|upper)-\w+)", re.IGNORECASE)
_NUMERALS: dict[str, Numerals] = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_TYPES: dict[str, Numerals] = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}


def item_numbers(listed: HtmlElement) -> Iterator[str]:
    """What stands before each `li` of an `ol`, by start, value, reversed, type and its own style.

    Source: the HTML standard, "ordinal value" of a list item. Sheets of style are not looked at.
    """
    items = [each for each in listed if each.tag == "li"]
    backwards = listed.get("reversed") is not None
    number = _whole(listed.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _whole(item.get("value"), number)
        yield as_numeral(number, _numerals(item) or _numerals(listed) or "1")
        number += -1 if backwards else 1


def _whole(written: str | None, otherwise: int) -> int:
    found = _WHOLE.match(written or "")
    return int(found[1]) if found else otherwise


def _numerals(element: HtmlElement) -> Numerals | None:
    styled = _STYLE.search(element.get("style") or "")
    named = _NUMERALS.get(styled[1].lower()) if styled else None
    return named or _TYPES.get((element.get("type") or "").strip())
