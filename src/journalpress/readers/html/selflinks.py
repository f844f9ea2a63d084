"""The links of a page that lead to a place on it, whatever address they are written with."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from journalpress.readers.rich.addresses import page_name


def point_inside(root: HtmlElement, addresses: Iterable[str]) -> None:
    """Shortens links to a place on this page to `#name`.

    Browsers that save a page write whole addresses, also where its author wrote `#fn1`; a page is
    known by the `addresses` that it states and that it was saved from.
    """
    own = {_name(each) for each in addresses if "//" in each} - {""}
    if not own:
        return
    for link in root.iter("a", "area"):
        page, sign, name = link.get("href", "").strip().partition("#")
        if sign and "//" in page and _name(page) in own:
            link.set("href", f"#{name}")


def _name(address: str) -> str:
    try:
        return page_name(address)
    except ValueError:
        return ""
