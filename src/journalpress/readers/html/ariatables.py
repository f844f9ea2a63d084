"""Tables made of other elements, which only their roles call tables → tables.

Without its rows and cells "Aspirin" and "75 mg" stand in one word.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from journalpress.readers.html.elements import elements, text_of

_CELLS = {"cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th"}


def set_tables(root: HtmlElement) -> None:
    """Gives tables by role the tags of tables; one without rows and cells stays what it is."""
    tables = [each for each in elements(root) if each.get("role") in ("table", "grid", "treegrid")]
    inside = set(tables)
    for table in tables:
        if table.tag == "table" or any(up in inside for up in table.iterancestors()):
            continue
        rows = [each for each in elements(table) if each.get("role") == "row"]
        made = table.makeelement("table", {"id": table.get("id", "")})
        for row in rows:
            cells = [each for each in elements(row) if each.get("role") in _CELLS]
            line = made.makeelement("tr")
            for cell in cells:
                cell.tag = _CELLS[cell.get("role", "")]
                for name in ("colspan", "rowspan"):
                    if span := cell.get(f"aria-{name}"):
                        cell.set(name, span)
                cell.tail = None
                line.append(cell)
            if len(line):
                made.append(line)
        if len(made) and not text_of(table):
            table.addprevious(made)
            table.drop_tree()
        elif len(made):
            _put_back(table, made)


def _put_back(table: HtmlElement, made: HtmlElement) -> None:
    """Sets the new table before what the old one says besides: a caption, a note."""
    table.addprevious(made)
    table.attrib.pop("role", None)
