"""The proof of a comparison: the baseline with every change done says what the copy says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from journalpress.passage import Hunk, Passage, patched
from journalpress.review.change import START, Change, Style, paragraphs_of
from journalpress.review.placed import View
from journalpress.review.styles import UNNUMBERED, style_of
from journalpress.review.tables import base_tables, copy_tables, said, told
from journalpress.reviewcopy import Baseline

Row = tuple[Passage, ...]


@dataclass(slots=True)
class _Unit:
    """A paragraph, or a table as rows of cells, while changes are done to it."""

    name: str
    style: Style
    passage: Passage = ()
    rows: list[list[Passage]] = field(default_factory=list)
    tails: list[Style] = field(default_factory=list)


Said = tuple[tuple[Style, Passage] | tuple[Row, ...], ...]
"""What a document says: paragraphs with their style, tables as rows of cells, in order."""


def replayed(baseline: Baseline, changes: Sequence[Change]) -> Said:
    """What the baseline says with all of these changes done."""
    units = _units(baseline)
    by_name = {unit.name: unit for unit in units}
    _words(baseline, changes, by_name)
    _tables(changes, by_name)
    gone = {key for each in changes if each.kind == "delete" for key in each.keys}
    gone |= {key.rsplit("_", 2)[0] for each in changes if each.kind == "delete" and
             each.styles[0].kind == "cell" for key in each.keys[:1]}  # fmt: skip
    for each in changes:
        if each.kind == "merge":
            gone.update(each.keys[1:])
    order = [unit.name for unit in units if unit.name not in gone]
    moved = {key for each in changes if each.kind == "move" for key in each.keys}
    order = [name for name in order if name not in moved]
    for each in changes:
        if each.kind == "insert":
            by_name[each.name] = _inserted(each)
            _put(order, each.place, [each.name])
        elif each.kind == "move":
            _put(order, each.place, each.keys)
    return tuple(each for name in order for each in _said(by_name[name]))


def says(view: View) -> Said:
    """What a view of the copy says."""
    copies = {min(at for cell in each.cells.values() for at in cell): each
              for each in copy_tables(view)}  # fmt: skip
    found: list[tuple[Style, Passage] | tuple[Row, ...]] = []
    for at, paragraph in enumerate(view.paragraphs):
        if at in copies:
            rows, columns = copies[at].size
            found.append(
                tuple(
                    tuple(said(copies[at], view, row, column) for column in range(columns))
                    for row in range(rows)
                )
            )
        elif paragraph.cell is None:
            found.append((style_of(paragraph), paragraph.passage))
    return tuple(found)


def _units(baseline: Baseline) -> list[_Unit]:
    found: list[_Unit] = []
    tables = {min(each.cells.values()): each for each in base_tables(baseline)}
    for at, block in enumerate(baseline.blocks):
        level = block.level if block.kind in UNNUMBERED else 0
        if at in tables:
            table = tables[at]
            rows, columns = table.size
            cells = [[told(table, baseline, row, column) for column in range(columns)]
                     for row in range(rows)]  # fmt: skip
            found.append(_Unit(table.key, Style("cell"), rows=cells))
        elif block.kind != "cell":
            found.append(_Unit(block.key, Style(block.kind, level), block.passage))
    return found


def _words(baseline: Baseline, changes: Iterable[Change], by_name: Mapping[str, _Unit]) -> None:
    """Edits, splits, merges and new styles."""
    hunks: dict[str, list[Change]] = {}
    blocks = {block.key: block for block in baseline.blocks}
    for each in changes:
        match each.kind:
            case "edit" | "split":
                hunks.setdefault(each.keys[0], []).append(each)
            case "merge":
                unit = by_name[each.keys[0]]
                unit.passage, unit.style = each.after, each.styles[0]
                unit.tails = list(each.styles[1:])
            case "restyle":
                by_name[each.keys[0]].style = each.styles[0]
            case _:
                pass
    for key, group in hunks.items():
        group.sort(key=lambda each: each.start)
        now = patched(
            blocks[key].passage, [Hunk(each.start, each.end, each.after) for each in group]
        )
        if blocks[key].kind == "cell":
            table, row, column = key.rsplit("_", 2)
            by_name[table].rows[int(row)][int(column)] = now
        else:
            by_name[key].passage = now
            by_name[key].tails = [style for each in group for style in each.styles]


def _tables(changes: Sequence[Change], by_name: Mapping[str, _Unit]) -> None:
    """Rows first, as wide as the baseline's; then columns, as high as the table is then."""
    for table in dict.fromkeys(each.place for each in changes if each.kind.startswith("row")):
        unit = by_name[table]
        ours = [each for each in changes if each.place == table]
        gone = {each.start for each in ours if each.kind == "row-delete"}
        rows: list[list[Passage]] = []
        for number in range(-1, len(unit.rows)):
            if number >= 0 and number not in gone:
                rows.append(unit.rows[number])
            rows += [list(each.cells) for each in ours
                     if each.kind == "row-insert" and each.start == number]  # fmt: skip
        unit.rows = rows
    for table in dict.fromkeys(each.place for each in changes if each.kind.startswith("column")):
        unit = by_name[table]
        ours = [each for each in changes if each.place == table]
        gone = {each.start for each in ours if each.kind == "column-delete"}
        for position, row in enumerate(unit.rows):
            cells: list[Passage] = []
            for number in range(-1, len(row)):
                if number >= 0 and number not in gone:
                    cells.append(row[number])
                cells += [each.cells[position] for each in ours
                          if each.kind == "column-insert" and each.start == number]  # fmt: skip
            unit.rows[position] = cells


def _put(order: list[str], place: str, names: Sequence[str]) -> None:
    at = 0 if place == START else order.index(place) + 1
    order[at:at] = names


def _inserted(change: Change) -> _Unit:
    width = change.start
    rows = [list(change.cells[at : at + width]) for at in range(0, len(change.cells), width or 1)]
    return _Unit(change.name, change.styles[0], change.after, rows)


def _said(unit: _Unit) -> Said:
    if unit.style.kind == "cell":
        return (tuple(tuple(row) for row in unit.rows),)
    parts = paragraphs_of(unit.passage)
    styles = [unit.style, *unit.tails]
    return tuple((style, part) for style, part in zip(styles, parts, strict=True))
