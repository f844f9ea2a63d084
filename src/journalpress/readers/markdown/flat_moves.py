"""Leaves of the flat run that go to another place, with the containers that they fill."""

from __future__ import annotations

from journalpress.readers.markdown.flat_rows import FRONT, FlatRows, scope_of
from journalpress.readers.markdown.outline import Counted, Frame, Row


def move(run: FlatRows, keys: tuple[str, ...], after: str) -> None:
    """Puts leaves behind another one; containers that they fill go with them."""
    chosen = run.chosen(keys)
    if after in keys:
        raise run.refuse("a leaf that is to stand behind itself")
    if any(row.kind in FRONT for row in chosen):
        _move_messages(run, chosen, after)
        return
    whole = set(chosen)
    members: dict[Frame, list[Row]] = {}
    lists: dict[Counted, set[Frame]] = {}
    for row in run.rows:
        if row in run.gone:
            continue
        for frame in row.path:
            members.setdefault(frame, []).append(row)
            if frame.of is not None:
                lists.setdefault(frame.of, set()).add(frame)
    # A note on what is missing has no key: it goes with what stands around it.
    covered = {
        frame
        for frame, rows in members.items()
        if all(row in whole or row.kind == "missing" for row in rows)
        and any(row in whole for row in rows)
    }
    chosen_rows = _with_missing(run, whole, covered)
    units: list[tuple[Frame | None, list[Row]]] = []
    for row in chosen_rows:
        top = next((frame for frame in row.path if frame in covered), None)
        if top is not None and units and units[-1][0] is top:
            units[-1][1].append(row)
            continue
        if top is None and run.is_item(row):
            raise run.refuse(
                "the first words of an item without what stands in it", "move the whole item"
            )
        units.append((top, [row]))
    anchor = run.anchor(after)
    if anchor is not None and anchor.kind in FRONT:
        raise run.refuse("a leaf of the body behind one of the front matter")
    placed: list[tuple[Frame | None, Counted | None, int, list[Row]]] = []
    for top, rows in units:
        depth = rows[0].path.index(top) if top else len(rows[0].path)
        items = sum(frame.is_item for frame in rows[0].path[scope_of(rows[0].path[:depth]) : depth])
        placed.append((top, top.of if top else None, items + 1, [*rows]))
        for row in rows:
            stone = Row(row.kind, row.key, path=row.path)
            run.rows[run.rows.index(row)] = stone
            run.gone[stone] = run.at
            run.origins[stone] = {run.at}
            index = run.rows.index(stone)
            for neighbour in (run.living(index - 1, -1), run.living(index + 1, 1)):
                if neighbour is not None:
                    run.touch(neighbour)
            if row is anchor:
                anchor = stone
            if row.key and run.known.get(row.key) is row:
                run.tails.setdefault(row.key, stone)
            row.path = row.path[depth:]
    last_list: Counted | None = None
    last_frame: Frame | None = None
    for top, counted, level, rows in placed:
        if top is not None and counted is not None:
            if last_list is counted and last_frame is not None and anchor is not None:
                at = anchor.path.index(last_frame)
                top.of = last_frame.of
                for row in rows:
                    row.path = [*anchor.path[:at], *row.path]
                    run.touch(row)
                index = run.index_behind(anchor)
                run.rows[index:index] = rows
            else:
                all_of_it = all(frame in covered for frame in lists[counted])
                own = Counted(counted.ordered, counted.start if all_of_it else 1)
                run.put(rows, anchor, "item", level, own)
            last_list, last_frame = counted, top
        else:
            kind = "heading" if rows[0].kind == "heading" else "text"
            run.put(rows, anchor, kind, 0)
            last_list, last_frame = None, None
        anchor = rows[-1]
    if anchor is not None and placed:
        run.note_tail(after, anchor)


def _with_missing(run: FlatRows, whole: set[Row], covered: set[Frame]) -> list[Row]:
    """The chosen rows, and the notes on what is missing between two of them."""
    chosen: list[Row] = []
    waiting: list[Row] = []
    for row in run.rows:
        if row in run.gone:
            continue
        if row in whole:
            chosen += waiting
            waiting = []
            chosen.append(row)
        elif row.kind == "missing" and any(frame in covered for frame in row.path):
            chosen += [*waiting, row]
            waiting = []
        elif row.kind == "missing" and chosen and chosen[-1] in whole:
            waiting.append(row)
        else:
            waiting = []
    return chosen


def _move_messages(run: FlatRows, chosen: list[Row], after: str) -> None:
    anchor = run.anchor(after)
    if anchor is None or anchor.kind != "message" or any(r.kind != "message" for r in chosen):
        raise run.refuse("only a key message can stand behind a key message")
    for row in chosen:
        stone = Row("message", row.key)
        run.rows[run.rows.index(row)] = stone
        run.gone[stone] = run.at
        run.origins[stone] = set()
        if row is anchor:
            anchor = stone
        run.tails.setdefault(row.key, stone)
    for row in chosen:
        run.rows.insert(run.rows.index(anchor) + 1, row)
        run.touch(row)
        anchor = row
    run.note_tail(after, anchor)
