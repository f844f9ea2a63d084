"""A leaf of the flat run that becomes a heading, a paragraph or an item, or goes deeper."""

from __future__ import annotations

from journalpress.readers.markdown.edits import LeafKind
from journalpress.readers.markdown.flat_rows import FlatRows, has_item_at, scope_of
from journalpress.readers.markdown.outline import Counted, Frame, Row
from journalpress.readers.markdown.sections import FIRST_LEVEL

LAST_LEVEL = 6
"""Markdown has no deeper headings."""


def refuse_level(run: FlatRows, kind: LeafKind, level: int) -> None:
    """Raises Unpatchable for a heading that no article may have."""
    if kind == "heading" and not FIRST_LEVEL <= level <= LAST_LEVEL:
        raise run.refuse(
            f"a heading of level {level}", f"headings have levels {FIRST_LEVEL} to {LAST_LEVEL}"
        )


def set_level(run: FlatRows, row: Row, kind: LeafKind, level: int) -> None:
    """Makes a row a heading, a paragraph or an item of this level."""
    refuse_level(run, kind, level)
    if row.kind not in ("heading", "text"):
        raise run.refuse(f"the {row.kind} has no level")
    index = run.rows.index(row)
    run.touch(row)
    for neighbour in (run.living(index - 1, -1), run.living(index + 1, 1)):
        if neighbour is not None:
            run.touch(neighbour)
    if run.is_item(row):
        _set_level_of_item(run, row, index, kind, level)
        return
    if kind == "heading":
        if row.path:
            raise run.refuse("a heading in a list, a quotation or a box")
        detail = row.detail if row.kind == "heading" else ("", "False", "")
        row.kind, row.level, row.detail = "heading", level, detail
        return
    row.kind, row.level, row.detail = "text", 0, ()
    if kind == "item":
        if any(frame.is_item for frame in row.path[scope_of(row.path) :]):
            raise run.refuse("a paragraph inside of an item as an item")
        _begin_item(run, row, index, level)


def _begin_item(run: FlatRows, row: Row, index: int, level: int) -> None:
    """The paragraph joins the list before it, else the one behind it, else begins one."""
    target = row.path
    frame = Frame("item", Counted(False))
    before, behind = run.living(index - 1, -1), run.living(index + 1, 1)
    if before and has_item_at(before.path, target):
        items = [at for at in range(len(target), len(before.path)) if before.path[at].is_item]
        inner = [at for at in items if scope_of(before.path[: at + 1]) <= len(target)]
        if level <= len(inner):
            at = inner[max(level, 1) - 1]
            frame.of = before.path[at].of
            row.path = [*before.path[:at], frame]
        else:
            deepest = inner[-1]
            if len(before.path) > deepest + 1:
                raise run.refuse("an item behind a quotation or a box in an item")
            row.path = [*before.path, frame]
    else:
        if behind and has_item_at(behind.path, target):
            frame.of = behind.path[len(target)].of
        row.path = [*target, frame]


def _set_level_of_item(run: FlatRows, row: Row, index: int, kind: LeafKind, level: int) -> None:
    frame = row.path[-1]
    behind = run.living(index + 1, 1)
    if behind and frame in behind.path:
        raise run.refuse(
            "the level of an item in which more stands than its first words",
            "move what stands in it first",
        )
    path = row.path
    scope = scope_of(path)
    items = [at for at in range(scope, len(path)) if path[at].is_item]
    before = run.living(index - 1, -1)
    if kind == "item":
        now = len(items)
        level = max(level, 1)
        if level == now:
            return
        if level < now:
            at = items[level - 1]
            if behind and len(behind.path) > at and behind.path[at] is path[at]:
                raise run.refuse("an item before others that stand with it in one item")
            row.path = [*path[:at], Frame("item", path[at].of)]
            return
        place = items[-1]
        sibling = before.path[place] if before and len(before.path) > place else None
        if before is None or sibling is None or sibling.of is not frame.of:
            raise run.refuse("the first item of a list one level deeper")
        if len(before.path) == place + 1:
            row.path = [*before.path, Frame("item", Counted(False))]
        elif before.path[place + 1].is_item:
            row.path = [*before.path[: place + 1], Frame("item", before.path[place + 1].of)]
        else:
            raise run.refuse("an item behind a quotation or a box in an item")
        return
    target = [] if kind == "heading" else path[:scope]
    for each in range(len(target), len(path)):
        shared_before = before and len(before.path) > each and before.path[each] is path[each]
        shared_behind = behind and len(behind.path) > each and behind.path[each] is path[each]
        if shared_before and shared_behind:
            raise run.refuse("it would stand in the midst of an item, a quotation or a box")
        if shared_behind:
            raise run.refuse("it would stand in the midst of an item, a quotation or a box")
    row.path = target
    if kind == "heading":
        row.kind, row.level, row.detail = "heading", level, ("", "False", "")
