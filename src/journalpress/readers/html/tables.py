"""Tables of a page → rows of cells, with their caption and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from journalpress.model import Alignment
from journalpress.readers.html.elements import line_of, names_of
from journalpress.readers.html.inner import Inner
from journalpress.readers.html.looks import Look
from journalpress.readers.html.spans import says_something
from journalpress.readers.rich.tree import Block, Cell, Grid, Paragraph, Words

_TABLE_FOR_LOOKS = frozenset({"presentation", "none"})
_ALIGN_NAMED = re.compile(r" has-text-align-(left|right|center) ")
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)


def table_of(table: HtmlElement, look: Look, inner: Inner) -> Iterator[Block]:
    """The table that this element is; what stands in it where it only places things."""
    if table.get("role") in _TABLE_FOR_LOOKS:
        for row in _rows_of(table):
            for cell in row[1]:
                yield from inner.blocks(cell, inner.look(cell, look))
        return
    caption: Words = ()
    for each in table.findall("caption"):
        caption = (*caption, *inner.words(each, inner.look(each)))
    rows: list[tuple[Cell, ...]] = []
    notes: list[Block] = []
    for part, cells in _rows_of(table):
        made = tuple(_cell(cell, part, look, inner) for cell in cells)
        whole = len(made) == 1 and made[0].columns > 1
        if part == "tfoot" and whole:
            notes += made[0].blocks
        elif made:
            rows.append(made)
    if rows:
        yield Grid(tuple(rows), caption, tuple(notes), line_of(table))
    elif says_something(caption):
        yield Paragraph(caption, line_of(table))


def _cell(cell: HtmlElement, part: str, look: Look, inner: Inner) -> Cell:
    align = cell.get("align", "").lower() or _style_align(cell)
    good: Alignment = align if align in ("left", "right", "center") else ""  # type: ignore[assignment]
    heading = (
        cell.tag == "th"
        or part == "thead"
        or cell.get("role")
        in (
            "columnheader",
            "rowheader",
        )
    )
    return Cell(
        inner.blocks(cell, inner.look(cell, look)),
        heading,
        _count(cell.get("colspan")),
        _count(cell.get("rowspan"), least=0),
        good,
    )


def _style_align(cell: HtmlElement) -> str:
    found = _ALIGN.search(cell.get("style", ""))
    named = _ALIGN_NAMED.search(names_of(cell))
    return (found or named)[1].lower() if found or named else ""  # type: ignore[index]


def _count(text: str | None, least: int = 1) -> int:
    if text is None:
        return 1
    text = (text or "1").strip()
    return max(least, min(int(text), 1000)) if re.fullmatch(r"\d{1,5}", text) else 1


def _rows_of(table: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """The rows of a table, those of its head first and of its foot last, with their cells."""
    parts: dict[str, list[tuple[str, list[HtmlElement]]]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        rows = [child] if child.tag == "tr" else child.findall("tr") if child.tag in (
            "thead", "tbody", "tfoot") else []  # fmt: skip
        part = child.tag if child.tag in ("thead", "tfoot") else ""
        for row in rows:
            cells = [each for each in row if each.tag in ("td", "th")]
            parts[part].append((part, cells))
    for rows in parts.values():
        yield from rows
