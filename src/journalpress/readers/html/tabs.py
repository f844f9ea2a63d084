"""Tabs of a page → a heading above each panel: paper shows all panels, one below the other.

The dose for adults and that for children stand in two panels, and only the tabs say which is which.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.html import HtmlElement

from journalpress.readers.html.elements import elements, is_heading, level_of, names_of, text_of

_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
_LISTS = re.compile(r" (?:nav-tabs|nav-pills|tabs?-(?:nav|list|menu|buttons|titles)|tablist) ")
_PANELS = re.compile(r" (?:tab-?pane|tabs?-?panel|tabs?-(?:content|panel)(?:-item)?) ")
_MOST_WORDS = 12
_MOST_PLACES = 50
"""So many elements of one id are looked at; a page should have one."""


def name_panels(root: HtmlElement) -> None:
    """Sets the name of its tab above each panel, and takes out the row of tabs.

    A row of which one tab leads to no panel stays as it is, and so do its panels.
    """
    page = _Page(root)
    for row, above in page.rows:
        tabs = _tabs_of(row)
        panels = [page.panel_of(tab, row) for tab in tabs]
        if not tabs or any(panel is None for panel in panels):
            continue
        for tab, panel in zip(tabs, panels, strict=True):
            if panel is not None:
                _head(panel, text_of(tab), min(above + 1, 6))
        row.drop_tree()


class _Page:
    """A page, gone through once: its rows of tabs with the level of the heading above each.

    A page may have thousands of rows, and each tab looks for its panel.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.rows: list[tuple[HtmlElement, int]] = []
        self._places: dict[str, list[tuple[int, HtmlElement]]] = defaultdict(list)
        self._labelled: dict[str, list[tuple[int, HtmlElement]]] = defaultdict(list)
        level = 1
        for place, each in enumerate(elements(root)):
            if is_heading(each):
                level = level_of(each)
            if _is_row(each):
                self.rows.append((each, level))
            if name := each.get("id", ""):
                self._places[name].append((place, each))
            for label in each.get("aria-labelledby", "").split():
                self._labelled[label].append((place, each))

    def panel_of(self, tab: HtmlElement, row: HtmlElement) -> HtmlElement | None:
        """The panel that a tab, or what stands in it, leads to."""
        words = text_of(tab)
        if not words or len(words.split()) > _MOST_WORDS:
            return None
        ids = {each.get("id", "") for each in elements(tab)} - {""}
        named = [each.get(name, "") for each in elements(tab) for name in _TARGETS]
        targets = {name.partition("#")[2] or name for name in named if name}
        found = {
            place: each
            for places, names in ((self._places, targets), (self._labelled, ids))
            for name in names
            for place, each in places.get(name, ())[:_MOST_PLACES]
        }
        for _, each in sorted(found.items()):
            inside = each is row or any(above is row for above in each.iterancestors())
            if not inside and _is_panel(each, row):
                return each
        return None


def _is_row(element: HtmlElement) -> bool:
    return element.get("role") == "tablist" or (
        element.tag in ("ul", "ol", "div") and _LISTS.search(names_of(element)) is not None
    )


def _tabs_of(row: HtmlElement) -> list[HtmlElement]:
    found = [each for each in elements(row) if each.get("role") == "tab"]
    return found or [each for each in elements(row) if each.tag in ("a", "button")]


def _is_panel(element: HtmlElement, row: HtmlElement) -> bool:
    """Whether it is a panel of tabs, and not a section further down that a menu leads to."""
    return (
        element.get("role") == "tabpanel"
        or _PANELS.search(names_of(element)) is not None
        or (row.get("role") == "tablist" and not is_heading(element))
    )


def _head(panel: HtmlElement, words: str, level: int) -> None:
    """Sets a heading into a panel, which no longer waits to be opened."""
    panel.attrib.pop("hidden", None)
    panel.attrib.pop("aria-hidden", None)
    panel.attrib.pop("style", None)
    first = next(iter(elements(panel)), None)
    inside = [each for each in elements(panel) if is_heading(each)]
    if first is not None and inside and text_of(inside[0]).casefold() == words.casefold():
        return
    heading = panel.makeelement(f"h{level}")
    heading.text = words
    heading.tail, panel.text = panel.text, None
    panel.insert(0, heading)
