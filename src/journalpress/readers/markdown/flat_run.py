"""Edits made on an article's flat run of leaves: where each leaf then stands, and what it says."""

from __future__ import annotations

from journalpress.model import Article, Cite
from journalpress.readers.markdown.edits import (
    Delete,
    Insert,
    Merge,
    Move,
    Rewrite,
    SetAlt,
    SetLevel,
    SourceEdit,
    Split,
)
from journalpress.readers.markdown.flat_inserts import insert, split
from journalpress.readers.markdown.flat_levels import set_level
from journalpress.readers.markdown.flat_moves import move
from journalpress.readers.markdown.flat_removals import delete, merge, remove_marked
from journalpress.readers.markdown.flat_rows import FlatRows
from journalpress.readers.markdown.flat_table_edits import change_table
from journalpress.readers.markdown.flat_words import rewrite, set_alt
from journalpress.readers.markdown.outline import Row


class FlatRun:
    """The rows of one article, and the edits that they go through."""

    def __init__(self, article: Article) -> None:
        self._run = FlatRows(article)

    def place(self, edit: SetLevel) -> int:
        """Where the leaf of this edit stands."""
        row = self._run.known.get(edit.key)
        return self._run.rows.index(row) if row else -1

    def make(self, at: int, edit: SourceEdit) -> None:
        """Makes one edit, the `at`-th."""
        run = self._run
        run.at, run.edit = at, edit
        run.made_by[at] = edit
        match edit:
            case Rewrite(key, inlines):
                rewrite(run, key, inlines)
            case SetAlt(key, alt):
                set_alt(run, key, alt)
            case Split(key, parts):
                split(run, key, parts)
            case SetLevel(key, kind, level):
                set_level(run, run.leaf(key), kind, level)
            case Insert(after, leaves):
                insert(run, after, [(each.kind, each.level, each.inlines) for each in leaves])
            case Move(keys, after):
                move(run, keys, after)
            case Delete(keys):
                delete(run, keys)
            case Merge(keys, inlines):
                merge(run, keys, inlines)
            case _:
                change_table(run, edit)

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand now."""
        return self._run.rows

    def origins(self) -> tuple[frozenset[int], ...]:
        """For each row the edits that it comes from or stands beside."""
        return tuple(frozenset(self._run.origins[row]) for row in self._run.rows)

    def cited(self) -> tuple[str, ...]:
        """The keys that the rows cite, in order of first mention."""
        keys: dict[str, None] = {}
        for row in self._run.rows:
            for leaf in (
                row.inlines,
                *(cell for cells in row.cells for cell in cells),
                row.caption,
            ):
                for inline in leaf:
                    if isinstance(inline, Cite):
                        keys.update(dict.fromkeys(each.key for each in inline.citations))
        return tuple(keys)

    def remove_marked(self) -> None:
        """Takes away what was deleted, merged or moved from its place."""
        remove_marked(self._run)
