"""Tables ruled with dashes (pandoc's simple and multiline tables) → rows of cells as source.

Where a word crosses from one column into the next the table is not read: pandoc would cut it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from journalpress.model import Alignment
from journalpress.readers.pandoc.drawn import Drawn, DrawnCell, laid_out

_GROUP = re.compile(r"-+")
_RULER = re.compile(r" {0,3}(?:-{2,}[ \t]+)+-{2,}[ \t]*")
_FULL = re.compile(r" {0,3}-{2,}[ \t]*")
_OTHER_BLOCK = re.compile(r" {0,3}(?:#{1,6}\s|>|[-*+]\s|`{3}|~{3}|:{3})")


def ruled_lines(line_at: Callable[[int], str | None]) -> tuple[int, int]:
    """How many lines are a ruled table that begins with line 0; 0 where none does.

    `line_at` gives a line, None behind the last. Beside it: how many lines were looked through in
    vain for the dashes that end a multiline table.
    """
    first, second = line_at(0), line_at(1)
    if first is None or second is None:
        return 0, 0
    if _RULER.fullmatch(first):
        simple = _to_blank(line_at, 1)
        if simple > 2 and is_dashes(line_at(simple - 1) or ""):
            return simple, 0
        return _to_foot(line_at, 1)
    if _FULL.fullmatch(first):
        ruler = 1
        while (line := line_at(ruler)) and line.strip() and not is_dashes(line):
            ruler += 1
        is_table = ruler > 1 and _RULER.fullmatch(line or "")
        return _to_foot(line_at, ruler + 1) if is_table else (0, 0)
    if first.strip() and _RULER.fullmatch(second) and not _OTHER_BLOCK.match(first):
        count = _to_blank(line_at, 2)
        return count if count > 2 else 0, 0
    return 0, 0


def is_dashes(line: str) -> bool:
    """Whether a line holds dashes alone, not deeply indented.

    Single ones are none: in a table they say “nothing” in each cell of a row.
    """
    return bool(re.fullmatch(r" {0,3}-[-\s]*", line)) and "--" in line


def read_ruled(source: str) -> Drawn | None:
    """The table that these lines draw; None where they cannot be read without guessing."""
    lines = source.expandtabs(4).rstrip("\n").split("\n")
    at = next((n for n, line in enumerate(lines) if _RULER.fullmatch(line)), None)
    if at is None:
        return None
    full = at > 0 and is_dashes(lines[0])
    header, body = lines[1 if full else 0 : at], lines[at + 1 :]
    footed = bool(body) and is_dashes(body[-1])
    if not footed and (full or not header):
        return None
    body = body[:-1] if footed else body
    multiline = full or any(not line.strip() for line in body)
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(lines[at])]
    starts = [start for start, _ in groups]
    heads = [_cut(line, starts) for line in header]
    cut = [_cut(line, starts) if line.strip() else () for line in body]
    if any(each is None for each in (*heads, *cut)):
        return None
    shown = [each for each in heads or cut[:1] if each]
    align = [
        _side([row[column] for row in shown], end - start)
        for column, (start, end) in enumerate(groups)
    ]
    rows: list[tuple[DrawnCell, ...]] = []
    if header:
        rows.append(_row([each for each in heads if each], at - len(header), align, heading=True))
    held: list[tuple[str, ...]] = []
    for number, each in enumerate([*cut, ()], at + 1):
        if held and (not each or not multiline):
            rows.append(_row(held, number - len(held), align))
            held = []
        held += [each] if each else []
    rows = [row for row in rows if any(cell.source for cell in row)]
    return Drawn(tuple(rows), plain=True) if rows else None


def _to_blank(line_at: Callable[[int], str | None], at: int) -> int:
    """The number of lines to the next blank one."""
    while (line_at(at) or "").strip():
        at += 1
    return at


def _to_foot(line_at: Callable[[int], str | None], first: int) -> tuple[int, int]:
    """The number of lines to the dashes that end a multiline table, as `ruled_lines` gives it."""
    at = first
    while (line := line_at(at)) is not None:
        at += 1
        if at - 1 > first and is_dashes(line) and not (line_at(at) or "").strip():
            return at, 0
    return 0, at


def _row(
    lines: list[tuple[str, ...]], line: int, align: list[Alignment], *, heading: bool = False
) -> tuple[DrawnCell, ...]:
    """A row; what stands in its lines one below another in a column is a cell."""
    return tuple(
        DrawnCell(
            "\n".join(filter(None, map(str.strip, parts))), line, heading, align=align[column]
        )
        for column, parts in enumerate(zip(*lines, strict=True))
    )


def _cut(line: str, starts: list[int]) -> tuple[str, ...] | None:
    """What stands in each column; None where a word crosses from one into the next."""
    places = laid_out(line)
    for start in starts[1:]:
        if (
            "".join(places[start - 1 : start]).strip()
            and "".join(places[start : start + 1]).strip()
        ):
            return None
        if start < len(places) and not places[start]:
            return None
    edges = [0, *starts[1:], max(len(places), starts[-1])]
    lead = "".join(places[: starts[0]])
    cells = tuple("".join(places[a:b]) for a, b in pairwise(edges))
    return (cells[0] if lead.strip() else cells[0][starts[0] :], *cells[1:])


def _side(parts: list[str], width: int) -> Alignment:
    """How a column is set, by the shortest line that stands over its dashes.

    Flush with them at the left, at the right, at neither end: centred; at both: not said (pandoc's
    manual, “simple_tables”).
    """
    filled = [part.rstrip() for part in parts if part.strip()]
    if not filled:
        return ""
    shortest = min(filled, key=len)
    left, right = not shortest.startswith(" "), len(laid_out(shortest)) >= width
    if left == right:
        return "" if left else "center"
    return "left" if left else "right"
