"""Pages of one article in one line, and what is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journalpress.readers.html import read_html
from journalpress.readers.imports import Import
from tests.readers.rich.documents import body

_NOTHING: Mapping[str, bytes] = {}


def page(inside: str, *, head: str = "", title: str = "Living with lupus", lang: str = "en") -> str:
    """A page whose article is its main element, with a menu before it."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body><nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{inside}</main>"
        "</body></html>"
    )


def read(html: str | bytes, *, beside: Mapping[str, bytes] = _NOTHING, **others: Any) -> Import:
    """What is read from these characters (or bytes) of a file called lupus.html."""
    data = html.encode() if isinstance(html, str) else html
    return read_html(data, file="lupus.html", beside=beside.get, **others)


def markdown(html: str) -> str:
    """The body of the article that a page with these elements becomes, without an error."""
    made = read(page(html))
    assert not [each for each in made.problems if each.severity == "error"], made.problems
    return body(made)
