"""New leaves in the flat run: those put behind another one, those that one is split into."""

from __future__ import annotations

from collections.abc import Sequence

from journalpress.readers.markdown.edits import LeafKind
from journalpress.readers.markdown.flat_levels import refuse_level
from journalpress.readers.markdown.flat_rows import FRONT, FlatRows, scope_of
from journalpress.readers.markdown.outline import Counted, Frame, Row, Words


def insert(run: FlatRows, after: str, leaves: Sequence[tuple[LeafKind, int, Words]]) -> None:
    """Puts new leaves behind one that is there, or at the start of the body."""
    for kind, level, inlines in leaves:
        if not inlines:
            raise run.refuse("a leaf without words")
        refuse_level(run, kind, level)
        anchor = run.anchor(after)
        if anchor is not None and anchor.kind in FRONT:
            row = _new_message(run, anchor, inlines)
        else:
            row = Row("heading" if kind == "heading" else "text", "", inlines)
            if kind == "heading":
                row.level, row.detail = level, ("", "False", "")
            if kind == "item":
                row.path = [Frame("item", Counted(False))]
            run.put([row], anchor, kind, level)
        run.note_tail(after, row)


def _new_message(run: FlatRows, anchor: Row, inlines: Words) -> Row:
    if anchor.kind != "message":
        raise run.refuse("a leaf behind the title or the standfirst", "change these instead")
    row = Row("message", "", inlines)
    run.rows.insert(run.rows.index(anchor) + 1, row)
    run.touch(row)
    return row


def split(run: FlatRows, key: str, parts: tuple[Words, ...]) -> None:
    """Makes several leaves of one."""
    row = run.leaf(key)
    if len(parts) < 2 or not all(parts):
        raise run.refuse("a leaf that is to become several needs words for each")
    if row.kind not in ("heading", "text", "message"):
        raise run.refuse(f"the {row.kind} cannot become several leaves")
    row.inlines = parts[0]
    run.touch(row)
    last = row
    for part in parts[1:]:
        new = Row("message" if row.kind == "message" else "text", "", part)
        run.touch(new)
        if row.kind == "message":
            run.rows.insert(run.rows.index(last) + 1, new)
        elif run.is_item(row):
            new.path = [Frame("item", Counted(False))]
            items = [at for at in range(scope_of(row.path), len(row.path)) if row.path[at].is_item]
            run.put([new], last, "item", len(items))
        else:
            new.path = list(row.path)
            run.rows.insert(run.rows.index(last) + 1, new)
        last = new
    run.note_tail(key, last)
