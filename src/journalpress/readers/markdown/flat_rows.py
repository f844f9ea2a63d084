"""The rows of one article while they are changed: which there are, where a new one stands.

Positions follow reading order; what is taken away is marked and stays until the end, because other
edits of the same call may name it as the place where they stand.
"""

from __future__ import annotations

from journalpress.model import Article
from journalpress.readers.markdown.edits import Delete, SourceEdit, Unpatchable
from journalpress.readers.markdown.flat_tables import Grid
from journalpress.readers.markdown.outline import Counted, Frame, Row, rows_of

FRONT = ("title", "standfirst", "message")
"""The kinds of the rows above the body."""


class FlatRows:
    """The rows of one article, and what is known of each while edits are made."""

    def __init__(self, article: Article) -> None:
        self.rows = rows_of(article)
        self.known = {row.key: row for row in self.rows if row.key}
        self.captions = {row.caption_key: row for row in self.rows if row.caption_key}
        self.cells: dict[str, tuple[Row, int, int]] = {}
        for row in self.rows:
            for number, cells in enumerate(row.cells):
                for column in range(len(cells)):
                    self.cells[f"{row.key}_{number}_{column}"] = (row, number, column)
        self.worded: set[Row] = set()
        self.tails: dict[str, Row] = {}
        self.gone: dict[Row, int] = {}
        self.grids: dict[Row, Grid] = {}
        self.edited_cells: dict[tuple[Row, int, int], SourceEdit] = {}
        self.origins: dict[Row, set[int]] = {row: set() for row in self.rows}
        self.edit: SourceEdit | None = None
        self.at = 0
        self.made_by: dict[int, SourceEdit] = {}

    def refuse(self, message: str, hint: str = "") -> Unpatchable:
        """The reason why the edit that is being made cannot be."""
        return Unpatchable(self.edit, message, hint=hint)

    def touch(self, row: Row) -> None:
        """Notes that a row comes from the edit that is being made, or stands beside it."""
        self.origins.setdefault(row, set()).add(self.at)

    def leaf(self, key: str) -> Row:
        """The row of a leaf of words. Raises Unpatchable where there is none."""
        row = self.known.get(key)
        if row is None or row.kind in ("figure", "table"):
            raise self.refuse(f"no leaf has the key {key}")
        return row

    def chosen(self, keys: tuple[str, ...]) -> list[Row]:
        """The rows that these keys name as a whole, in reading order."""
        named: set[Row] = set()
        captions: set[Row] = set()
        cells: dict[Row, set[str]] = {}
        for key in keys:
            if key in self.known:
                named.add(self.known[key])
            elif key in self.captions:
                captions.add(self.captions[key])
            elif key in self.cells:
                cells.setdefault(self.cells[key][0], set()).add(key)
            else:
                raise self.refuse(f"no leaf has the key {key}")
        for row, found in cells.items():
            if row in named:
                continue
            if len(found) < sum(len(each) for each in row.cells):
                raise self.refuse(
                    "some cells of a table but not all", "name the row, the column or all cells"
                )
            named.add(row)
        if captions - named:
            row = next(iter(captions - named))
            if not isinstance(self.edit, Delete):
                raise self.refuse("a caption without its picture or table")
            row.caption, row.caption_key = (), ""
            self.touch(row)
        return [row for row in self.rows if row in named]

    def anchor(self, after: str) -> Row | None:
        """The row behind which the next leaf stands; None for the start of the body."""
        if after in self.tails:
            return self.tails[after]
        if not after:
            return None
        row = self.known.get(after) or self.captions.get(after)
        if row is None and after in self.cells:
            row = self.cells[after][0]
        if row is None:
            raise self.refuse(f"no leaf has the key {after}")
        return self.tails.get(row.key, row)

    def note_tail(self, after: str, row: Row) -> None:
        """Notes the last row that was put behind a leaf."""
        anchor = self.known.get(after) or self.captions.get(after)
        if anchor is None and after in self.cells:
            anchor = self.cells[after][0]
        self.tails[anchor.key if anchor else after] = row

    def index_behind(self, anchor: Row | None) -> int:
        """Where the row behind this one stands; behind None the body begins."""
        if anchor is not None:
            return self.rows.index(anchor) + 1
        return sum(row.kind in FRONT for row in self.rows)

    def living(self, index: int, step: int) -> Row | None:
        """The nearest row at or beyond this index that was not taken away."""
        while 0 <= index < len(self.rows):
            row = self.rows[index]
            if row.kind in FRONT:
                return None
            if row not in self.gone:
                return row
            index += step
        return None

    def is_item(self, row: Row) -> bool:
        """Whether a row is the first words of an item."""
        if row.kind != "text" or not row.path or not row.path[-1].is_item:
            return False
        first = next(each for each in self.rows if row.path[-1] in each.path)
        return first is row

    def put(
        self, rows: list[Row], anchor: Row | None, kind: str, level: int, own: Counted | None = None
    ) -> None:
        """Puts the rows of one unit behind the anchor: their paths become those of the place.

        The paths of `rows` are relative to the unit; that of an item has its frame first. `own`
        is the list that an item without a list around it begins.
        """
        path = list(anchor.path) if anchor else []
        index = self.index_behind(anchor)
        depth = scope_of(path)
        items = [at for at in range(depth, len(path)) if path[at].is_item]
        following = self.living(index, 1)
        if kind == "heading":
            target: list[Frame] = []
        elif kind == "text":
            at_most = min(level, len(items))
            target = path[: items[at_most - 1] + 1] if at_most else path[:depth]
            if not items:
                target = path
        elif items and level <= len(items):
            frame_at = items[max(level, 1) - 1]
            target = path[:frame_at]
            frame = rows[0].path[0]
            frame.of = path[frame_at].of
            self._take_rest(path, frame_at, index, frame)
            following = None
        else:
            target = path
            frame = rows[0].path[0]
            behind = following.path if following else []
            joins = begins_with(behind, target) and len(behind) > len(target)
            joins = joins and behind[len(target)].is_item
            joins = joins and not self._stands_before(behind[len(target)], index)
            frame.of = behind[len(target)].of if joins else own or Counted(False)
        self._refuse_interruption(path, target, following)
        for row in rows:
            row.path = [*target, *row.path]
            self.touch(row)
        self.rows[index:index] = rows
        for neighbour in (anchor, following):
            if neighbour is not None:
                self.touch(neighbour)

    def _stands_before(self, frame: Frame, index: int) -> bool:
        return any(frame in row.path for row in self.rows[:index] if row not in self.gone)

    def _take_rest(self, path: list[Frame], frame_at: int, index: int, frame: Frame) -> None:
        """What stands behind in the item that the new one follows goes with the new one."""
        old = path[frame_at]
        for row in self.rows[index:]:
            if frame_at >= len(row.path) or row.path[frame_at] is not old:
                if row in self.gone:
                    continue
                break
            if row in self.gone:
                continue
            if len(path) > frame_at + 1:
                raise self.refuse("an item in the midst of another item")
            row.path = [*row.path[:frame_at], frame, *row.path[frame_at + 1 :]]
            self.touch(row)

    def _refuse_interruption(
        self, path: list[Frame], target: list[Frame], following: Row | None
    ) -> None:
        beyond = len(target)
        if following is None or len(path) <= beyond or len(following.path) <= beyond:
            return
        if following.path[beyond] is path[beyond]:
            raise self.refuse(
                "it would stand in the midst of an item, a quotation or a box",
                "put it in front of or behind all of it",
            )


def scope_of(path: list[Frame]) -> int:
    """Up to where the path leads into the innermost quotation or callout."""
    return max((at + 1 for at, frame in enumerate(path) if not frame.is_item), default=0)


def begins_with(path: list[Frame], start: list[Frame]) -> bool:
    """Whether a path leads through all that another one leads through."""
    return len(path) >= len(start) and all(
        one is other for one, other in zip(path, start, strict=False)
    )


def has_item_at(path: list[Frame], target: list[Frame]) -> bool:
    """Whether a list stands directly in the container `target` leads to."""
    return begins_with(path, target) and len(path) > len(target) and path[len(target)].is_item
