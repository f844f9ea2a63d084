"""The tokens of a pipe table and the caption below it → a Table; ragged rows are refused."""

from __future__ import annotations

import re

from markdown_it.token import Token

from journalpress.limits import Limits
from journalpress.model import Alignment, Inline, Prose, Table
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.attributes import (
    Attributes,
    read_attributes,
    split_attributes,
)
from journalpress.readers.markdown.inline import InlineReader

CAPTION = "Table:"

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_ALIGN: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


class TableReader:
    """Reads the tables of one article; `lines` are those of the file."""

    def __init__(
        self, inline: InlineReader, findings: Findings, limits: Limits, lines: list[str]
    ) -> None:
        self._inline = inline
        self._findings = findings
        self._limits = limits
        self._lines = lines

    def read(
        self, inside: list[Token], following: list[Token], line: int
    ) -> tuple[Table[Inline], int]:
        """The table, and how many of the following tokens its caption took."""
        rows: list[tuple[Prose[Inline], ...]] = []
        align: list[Alignment] = []
        caption: Prose[Inline] | None = None
        attributes, taken = Attributes(), 0
        for row in self._rows(inside):
            at = row[0].map[0] + 1 if row[0].map else line
            if rows and self._is_caption(at):
                caption, attributes = self._caption(row[1].content, at)
                continue
            if rows:
                self._check_width(at, len(rows[0]))
            else:
                align = [_ALIGN.get(str(t.attrs.get("style")), "") for t in row if t.nesting == 1]
            sources = [token for token in row if token.type == "inline"]
            rows.append(tuple(self._cell(token.content, at) for token in sources))
        if caption is None and _is_caption_paragraph(following):
            at = following[0].map[0] + 1 if following[0].map else line
            caption, attributes = self._caption(following[1].content, at)
            taken = 3
        self._check_size(rows, line)
        return (
            Table(
                str(line),
                rows[0],
                tuple(rows[1:]),
                tuple(align),
                "row-headers" in attributes.classes,
                caption if caption and caption.inlines else None,
            ),
            taken,
        )

    def _rows(self, inside: list[Token]) -> list[list[Token]]:
        """The tokens between each `tr_open` and its `tr_close`."""
        rows: list[list[Token]] = []
        for token in inside:
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open", "inline") and rows:
                token.map = token.map or (rows[-1][0].map if rows[-1] else None)
                rows[-1].append(token)
        for row in rows:
            row[0].map = row[1].map
        return rows

    def _cell(self, source: str, line: int) -> Prose[Inline]:
        return Prose(str(line), self._inline.read(source, line=line))

    def _caption(self, source: str, line: int) -> tuple[Prose[Inline], Attributes]:
        source, inside = split_attributes(source.removeprefix(CAPTION))
        attributes = Attributes()
        if inside is not None:
            attributes = read_attributes(inside, (".row-headers",), self._findings, line=line)
        return Prose(str(line), self._inline.read(source.strip(), line=line)), attributes

    def _is_caption(self, line: int) -> bool:
        source = self._source(line)
        return source.startswith(CAPTION) and not _CELL_BORDER.search(source)

    def _check_width(self, line: int, width: int) -> None:
        """markdown-it fills short rows and cuts long ones without a word."""
        cells = _CELL_BORDER.split(self._source(line))
        if cells and not cells[0].strip():
            cells = cells[1:]
        if cells and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != width:
            self._findings.note(
                "JP126",
                f"a row of {len(cells)} cells in a table of {width}",
                "write | between cells, \\| for a bar in the text; an empty cell is | |",
                line=line,
            )

    def _check_size(self, rows: list[tuple[Prose[Inline], ...]], line: int) -> None:
        most_rows, most_columns = self._limits.table_rows, self._limits.table_columns
        if len(rows) - 1 > most_rows:
            self._findings.note(
                "JP112", f"a table of more than {most_rows} rows", "limit table_rows", line=line
            )
        if len(rows[0]) > most_columns:
            self._findings.note(
                "JP112",
                f"a table of more than {most_columns} columns",
                "limit table_columns",
                line=line,
            )

    def _source(self, line: int) -> str:
        """The row as typed, without the signs of the quotations around it."""
        return re.sub(r"^[\s>]*", "", self._lines[line - 1]).rstrip()


def _is_caption_paragraph(tokens: list[Token]) -> bool:
    return (
        len(tokens) == 3
        and tokens[0].type == "paragraph_open"
        and tokens[1].content.startswith(CAPTION)
    )
