"""Edits made on an article's flat run of leaves: where each leaf then stands, and what it says.

Positions follow reading order; what is taken away is marked and stays until the end, because other
edits of the same call may name it as the place where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journalpress.model import Article, Cite
from journalpress.readers.markdown.edits import (
    Delete,
    DeleteColumn,
    DeleteRow,
    Insert,
    InsertColumn,
    InsertRow,
    LeafKind,
    Merge,
    Move,
    Rewrite,
    SetAlt,
    SetLevel,
    SourceEdit,
    Split,
    Unpatchable,
)
from journalpress.readers.markdown.flat_tables import Grid, regrid
from journalpress.readers.markdown.outline import Counted, Frame, Row, Words, rows_of
from journalpress.readers.markdown.sections import FIRST_LEVEL

LAST_LEVEL = 6
"""Markdown has no deeper headings."""

_FRONT = ("title", "standfirst", "message")


class FlatRun:
    """The rows of one article while they are changed."""

    def __init__(self, article: Article) -> None:
        self._rows = rows_of(article)
        self._known = {row.key: row for row in self._rows if row.key}
        self._captions = {row.caption_key: row for row in self._rows if row.caption_key}
        self._cells: dict[str, tuple[Row, int, int]] = {}
        for row in self._rows:
            for number, cells in enumerate(row.cells):
                for column in range(len(cells)):
                    self._cells[f"{row.key}_{number}_{column}"] = (row, number, column)
        self._worded: set[Row] = set()
        self._tails: dict[str, Row] = {}
        self._gone: dict[Row, int] = {}
        self._grids: dict[Row, Grid] = {}
        self._edited_cells: dict[tuple[Row, int, int], SourceEdit] = {}
        self._origins: dict[Row, set[int]] = {row: set() for row in self._rows}
        self._edit: SourceEdit | None = None
        self._at = 0
        self._made_by: dict[int, SourceEdit] = {}

    def place(self, edit: SetLevel) -> int:
        """Where the leaf of this edit stands."""
        row = self._known.get(edit.key)
        return self._rows.index(row) if row else -1

    def make(self, at: int, edit: SourceEdit) -> None:
        """Makes one edit, the `at`-th."""
        self._at, self._edit = at, edit
        self._made_by[at] = edit
        match edit:
            case Rewrite(key, inlines):
                self._rewrite(key, inlines)
            case SetAlt(key, alt):
                self._set_alt(key, alt)
            case Split(key, parts):
                self._split(key, parts)
            case SetLevel(key, kind, level):
                self._set_level(self._leaf(key), kind, level)
            case Insert(after, leaves):
                self._insert(after, [(each.kind, each.level, each.inlines) for each in leaves])
            case Move(keys, after):
                self._move(keys, after)
            case Delete(keys):
                self._delete(keys)
            case Merge(keys, inlines):
                self._merge(keys, inlines)
            case _:
                self._change_table(edit)

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand now."""
        return self._rows

    def origins(self) -> tuple[frozenset[int], ...]:
        """For each row the edits that it comes from or stands beside."""
        return tuple(frozenset(self._origins[row]) for row in self._rows)

    def cited(self) -> tuple[str, ...]:
        """The keys that the rows cite, in order of first mention."""
        keys: dict[str, None] = {}
        for row in self._rows:
            for leaf in (
                row.inlines,
                *(cell for cells in row.cells for cell in cells),
                row.caption,
            ):
                for inline in leaf:
                    if isinstance(inline, Cite):
                        keys.update(dict.fromkeys(each.key for each in inline.citations))
        return tuple(keys)

    def _refuse(self, message: str, hint: str = "") -> Unpatchable:
        return Unpatchable(self._edit, message, hint=hint)

    def _touch(self, row: Row) -> None:
        self._origins.setdefault(row, set()).add(self._at)

    # --- words

    def _leaf(self, key: str) -> Row:
        row = self._known.get(key)
        if row is None or row.kind in ("figure", "table"):
            raise self._refuse(f"no leaf has the key {key}")
        return row

    def _rewrite(self, key: str, inlines: Words) -> None:
        if key in self._cells:
            row, number, column = self._cells[key]
            row.cells[number][column] = inlines
            assert self._edit
            self._edited_cells[row, number, column] = self._edit
            self._worded.add(row)
            self._touch(row)
            return
        if not inlines:
            raise self._refuse("a leaf without words", "delete the leaf instead")
        if key in self._captions:
            row = self._captions[key]
            row.caption = inlines
            self._worded.add(row)
        else:
            row = self._leaf(key)
            row.inlines = inlines
        self._touch(row)

    def _set_alt(self, key: str, alt: str) -> None:
        row = self._known.get(key)
        if row is None or row.kind != "figure":
            raise self._refuse(f"no picture has the key {key}")
        if not alt:
            raise self._refuse("a picture without a description")
        row.detail = (row.detail[0], alt, "False")
        self._touch(row)

    # --- where a new leaf stands

    def _anchor(self, after: str) -> Row | None:
        """The row behind which the next leaf stands; None for the start of the body."""
        if after in self._tails:
            return self._tails[after]
        if not after:
            return None
        row = self._known.get(after) or self._captions.get(after)
        if row is None and after in self._cells:
            row = self._cells[after][0]
        if row is None:
            raise self._refuse(f"no leaf has the key {after}")
        return self._tails.get(row.key, row)

    def _note_tail(self, after: str, row: Row) -> None:
        anchor = self._known.get(after) or self._captions.get(after)
        if anchor is None and after in self._cells:
            anchor = self._cells[after][0]
        self._tails[anchor.key if anchor else after] = row

    def _index_behind(self, anchor: Row | None) -> int:
        if anchor is not None:
            return self._rows.index(anchor) + 1
        return sum(row.kind in _FRONT for row in self._rows)

    def _living(self, index: int, step: int) -> Row | None:
        """The nearest row at or beyond this index that was not taken away."""
        while 0 <= index < len(self._rows):
            row = self._rows[index]
            if row.kind in _FRONT:
                return None
            if row not in self._gone:
                return row
            index += step
        return None

    def _put(
        self, rows: list[Row], anchor: Row | None, kind: str, level: int, own: Counted | None = None
    ) -> None:
        """Puts the rows of one unit behind the anchor: their paths become those of the place.

        The paths of `rows` are relative to the unit; that of an item has its frame first. `own`
        is the list that an item without a list around it begins.
        """
        path = list(anchor.path) if anchor else []
        index = self._index_behind(anchor)
        depth = _scope(path)
        items = [at for at in range(depth, len(path)) if path[at].is_item]
        following = self._living(index, 1)
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
            joins = _begins_with(behind, target) and len(behind) > len(target)
            joins = joins and behind[len(target)].is_item
            joins = joins and not self._stands_before(behind[len(target)], index)
            frame.of = behind[len(target)].of if joins else own or Counted(False)
        self._refuse_interruption(path, target, following)
        for row in rows:
            row.path = [*target, *row.path]
            self._touch(row)
        self._rows[index:index] = rows
        for neighbour in (anchor, following):
            if neighbour is not None:
                self._touch(neighbour)

    def _stands_before(self, frame: Frame, index: int) -> bool:
        return any(frame in row.path for row in self._rows[:index] if row not in self._gone)

    def _take_rest(self, path: list[Frame], frame_at: int, index: int, frame: Frame) -> None:
        """What stands behind in the item that the new one follows goes with the new one."""
        old = path[frame_at]
        for row in self._rows[index:]:
            if frame_at >= len(row.path) or row.path[frame_at] is not old:
                if row in self._gone:
                    continue
                break
            if row in self._gone:
                continue
            if len(path) > frame_at + 1:
                raise self._refuse("an item in the midst of another item")
            row.path = [*row.path[:frame_at], frame, *row.path[frame_at + 1 :]]
            self._touch(row)

    def _refuse_interruption(
        self, path: list[Frame], target: list[Frame], following: Row | None
    ) -> None:
        beyond = len(target)
        if following is None or len(path) <= beyond or len(following.path) <= beyond:
            return
        if following.path[beyond] is path[beyond]:
            raise self._refuse(
                "it would stand in the midst of an item, a quotation or a box",
                "put it in front of or behind all of it",
            )

    # --- new leaves

    def _insert(self, after: str, leaves: Sequence[tuple[LeafKind, int, Words]]) -> None:
        for kind, level, inlines in leaves:
            if not inlines:
                raise self._refuse("a leaf without words")
            self._refuse_level(kind, level)
            anchor = self._anchor(after)
            if anchor is not None and anchor.kind in _FRONT:
                row = self._new_message(anchor, inlines)
            else:
                row = Row("heading" if kind == "heading" else "text", "", inlines)
                if kind == "heading":
                    row.level, row.detail = level, ("", "False", "")
                if kind == "item":
                    row.path = [Frame("item", Counted(False))]
                self._put([row], anchor, kind, level)
            self._note_tail(after, row)

    def _new_message(self, anchor: Row, inlines: Words) -> Row:
        if anchor.kind != "message":
            raise self._refuse("a leaf behind the title or the standfirst", "change these instead")
        row = Row("message", "", inlines)
        self._rows.insert(self._rows.index(anchor) + 1, row)
        self._touch(row)
        return row

    def _split(self, key: str, parts: tuple[Words, ...]) -> None:
        row = self._leaf(key)
        if len(parts) < 2 or not all(parts):
            raise self._refuse("a leaf that is to become several needs words for each")
        if row.kind not in ("heading", "text", "message"):
            raise self._refuse(f"the {row.kind} cannot become several leaves")
        row.inlines = parts[0]
        self._touch(row)
        last = row
        for part in parts[1:]:
            new = Row("message" if row.kind == "message" else "text", "", part)
            self._touch(new)
            if row.kind == "message":
                self._rows.insert(self._rows.index(last) + 1, new)
            elif self._is_item(row):
                new.path = [Frame("item", Counted(False))]
                items = [
                    at for at in range(_scope(row.path), len(row.path)) if row.path[at].is_item
                ]
                self._put([new], last, "item", len(items))
            else:
                new.path = list(row.path)
                self._rows.insert(self._rows.index(last) + 1, new)
            last = new
        self._note_tail(key, last)

    def _is_item(self, row: Row) -> bool:
        """Whether a row is the first words of an item."""
        if row.kind != "text" or not row.path or not row.path[-1].is_item:
            return False
        first = next(each for each in self._rows if row.path[-1] in each.path)
        return first is row

    # --- levels

    def _refuse_level(self, kind: LeafKind, level: int) -> None:
        if kind == "heading" and not FIRST_LEVEL <= level <= LAST_LEVEL:
            raise self._refuse(
                f"a heading of level {level}", f"headings have levels {FIRST_LEVEL} to {LAST_LEVEL}"
            )

    def _set_level(self, row: Row, kind: LeafKind, level: int) -> None:
        self._refuse_level(kind, level)
        if row.kind not in ("heading", "text"):
            raise self._refuse(f"the {row.kind} has no level")
        index = self._rows.index(row)
        self._touch(row)
        for neighbour in (self._living(index - 1, -1), self._living(index + 1, 1)):
            if neighbour is not None:
                self._touch(neighbour)
        if self._is_item(row):
            self._set_level_of_item(row, index, kind, level)
            return
        if kind == "heading":
            if row.path:
                raise self._refuse("a heading in a list, a quotation or a box")
            detail = row.detail if row.kind == "heading" else ("", "False", "")
            row.kind, row.level, row.detail = "heading", level, detail
            return
        row.kind, row.level, row.detail = "text", 0, ()
        if kind == "item":
            if any(frame.is_item for frame in row.path[_scope(row.path) :]):
                raise self._refuse("a paragraph inside of an item as an item")
            self._begin_item(row, index, level)

    def _begin_item(self, row: Row, index: int, level: int) -> None:
        """The paragraph joins the list before it, else the one behind it, else begins one."""
        target = row.path
        frame = Frame("item", Counted(False))
        before, behind = self._living(index - 1, -1), self._living(index + 1, 1)
        if before and _has_item_at(before.path, target):
            items = [at for at in range(len(target), len(before.path)) if before.path[at].is_item]
            inner = [at for at in items if _scope(before.path[: at + 1]) <= len(target)]
            if level <= len(inner):
                at = inner[max(level, 1) - 1]
                frame.of = before.path[at].of
                row.path = [*before.path[:at], frame]
            else:
                deepest = inner[-1]
                if len(before.path) > deepest + 1:
                    raise self._refuse("an item behind a quotation or a box in an item")
                row.path = [*before.path, frame]
        else:
            if behind and _has_item_at(behind.path, target):
                frame.of = behind.path[len(target)].of
            row.path = [*target, frame]

    def _set_level_of_item(self, row: Row, index: int, kind: LeafKind, level: int) -> None:
        frame = row.path[-1]
        behind = self._living(index + 1, 1)
        if behind and frame in behind.path:
            raise self._refuse(
                "the level of an item in which more stands than its first words",
                "move what stands in it first",
            )
        path = row.path
        scope = _scope(path)
        items = [at for at in range(scope, len(path)) if path[at].is_item]
        before = self._living(index - 1, -1)
        if kind == "item":
            now = len(items)
            level = max(level, 1)
            if level == now:
                return
            if level < now:
                at = items[level - 1]
                if behind and len(behind.path) > at and behind.path[at] is path[at]:
                    raise self._refuse("an item before others that stand with it in one item")
                row.path = [*path[:at], Frame("item", path[at].of)]
                return
            place = items[-1]
            sibling = before.path[place] if before and len(before.path) > place else None
            if before is None or sibling is None or sibling.of is not frame.of:
                raise self._refuse("the first item of a list one level deeper")
            if len(before.path) == place + 1:
                row.path = [*before.path, Frame("item", Counted(False))]
            elif before.path[place + 1].is_item:
                row.path = [*before.path[: place + 1], Frame("item", before.path[place + 1].of)]
            else:
                raise self._refuse("an item behind a quotation or a box in an item")
            return
        target = [] if kind == "heading" else path[:scope]
        for each in range(len(target), len(path)):
            shared_before = before and len(before.path) > each and before.path[each] is path[each]
            shared_behind = behind and len(behind.path) > each and behind.path[each] is path[each]
            if shared_before and shared_behind:
                raise self._refuse("it would stand in the midst of an item, a quotation or a box")
            if shared_behind:
                raise self._refuse("it would stand in the midst of an item, a quotation or a box")
        row.path = target
        if kind == "heading":
            row.kind, row.level, row.detail = "heading", level, ("", "False", "")

    # --- moving

    def _chosen(self, keys: tuple[str, ...]) -> list[Row]:
        """The rows that these keys name as a whole, in reading order."""
        named: set[Row] = set()
        captions: set[Row] = set()
        cells: dict[Row, set[str]] = {}
        for key in keys:
            if key in self._known:
                named.add(self._known[key])
            elif key in self._captions:
                captions.add(self._captions[key])
            elif key in self._cells:
                cells.setdefault(self._cells[key][0], set()).add(key)
            else:
                raise self._refuse(f"no leaf has the key {key}")
        for row, found in cells.items():
            if row in named:
                continue
            if len(found) < sum(len(each) for each in row.cells):
                raise self._refuse(
                    "some cells of a table but not all", "name the row, the column or all cells"
                )
            named.add(row)
        if captions - named:
            row = next(iter(captions - named))
            if not isinstance(self._edit, Delete):
                raise self._refuse("a caption without its picture or table")
            row.caption, row.caption_key = (), ""
            self._touch(row)
        return [row for row in self._rows if row in named]

    def _move(self, keys: tuple[str, ...], after: str) -> None:
        chosen = self._chosen(keys)
        if after in keys:
            raise self._refuse("a leaf that is to stand behind itself")
        if any(row.kind in _FRONT for row in chosen):
            self._move_messages(chosen, after)
            return
        whole = set(chosen)
        members: dict[Frame, list[Row]] = {}
        lists: dict[Counted, set[Frame]] = {}
        for row in self._rows:
            if row in self._gone:
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
        chosen_rows = self._with_missing(whole, covered)
        units: list[tuple[Frame | None, list[Row]]] = []
        for row in chosen_rows:
            top = next((frame for frame in row.path if frame in covered), None)
            if top is not None and units and units[-1][0] is top:
                units[-1][1].append(row)
                continue
            if top is None and self._is_item(row):
                raise self._refuse(
                    "the first words of an item without what stands in it", "move the whole item"
                )
            units.append((top, [row]))
        anchor = self._anchor(after)
        if anchor is not None and anchor.kind in _FRONT:
            raise self._refuse("a leaf of the body behind one of the front matter")
        placed: list[tuple[Frame | None, Counted | None, int, list[Row]]] = []
        for top, rows in units:
            depth = rows[0].path.index(top) if top else len(rows[0].path)
            items = sum(
                frame.is_item for frame in rows[0].path[_scope(rows[0].path[:depth]) : depth]
            )
            placed.append((top, top.of if top else None, items + 1, [*rows]))
            for row in rows:
                stone = Row(row.kind, row.key, path=row.path)
                self._rows[self._rows.index(row)] = stone
                self._gone[stone] = self._at
                self._origins[stone] = {self._at}
                index = self._rows.index(stone)
                for neighbour in (self._living(index - 1, -1), self._living(index + 1, 1)):
                    if neighbour is not None:
                        self._touch(neighbour)
                if row is anchor:
                    anchor = stone
                if row.key and self._known.get(row.key) is row:
                    self._tails.setdefault(row.key, stone)
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
                        self._touch(row)
                    index = self._index_behind(anchor)
                    self._rows[index:index] = rows
                else:
                    all_of_it = all(frame in covered for frame in lists[counted])
                    own = Counted(counted.ordered, counted.start if all_of_it else 1)
                    self._put(rows, anchor, "item", level, own)
                last_list, last_frame = counted, top
            else:
                kind = "heading" if rows[0].kind == "heading" else "text"
                self._put(rows, anchor, kind, 0)
                last_list, last_frame = None, None
            anchor = rows[-1]
        if anchor is not None and placed:
            self._note_tail(after, anchor)

    def _with_missing(self, whole: set[Row], covered: set[Frame]) -> list[Row]:
        """The chosen rows, and the notes on what is missing between two of them."""
        chosen: list[Row] = []
        waiting: list[Row] = []
        for row in self._rows:
            if row in self._gone:
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

    def _move_messages(self, chosen: list[Row], after: str) -> None:
        anchor = self._anchor(after)
        if anchor is None or anchor.kind != "message" or any(r.kind != "message" for r in chosen):
            raise self._refuse("only a key message can stand behind a key message")
        for row in chosen:
            stone = Row("message", row.key)
            self._rows[self._rows.index(row)] = stone
            self._gone[stone] = self._at
            self._origins[stone] = set()
            if row is anchor:
                anchor = stone
            self._tails.setdefault(row.key, stone)
        for row in chosen:
            self._rows.insert(self._rows.index(anchor) + 1, row)
            self._touch(row)
            anchor = row
        self._note_tail(after, anchor)

    # --- taking away

    def _delete(self, keys: tuple[str, ...]) -> None:
        for row in self._chosen(keys):
            if row.kind == "title":
                raise self._refuse("an article without a title")
            if row in self._worded:
                raise self._refuse("another change speaks of a part of it", "keep one of them")
            self._gone[row] = self._at

    def _merge(self, keys: tuple[str, ...], inlines: Words) -> None:
        rows = [self._leaf(key) for key in keys]
        if len(rows) < 2 or not inlines:
            raise self._refuse("leaves that become one need words, and must be two or more")
        if any(row.kind not in ("heading", "text", "message") for row in rows):
            raise self._refuse("only headings, paragraphs, items and key messages can become one")
        original = [row for row in self._rows if row.key]
        start = original.index(rows[0])
        if original[start : start + len(rows)] != rows:
            raise self._refuse("leaves that become one must stand one behind the other")
        rows[0].inlines = inlines
        self._touch(rows[0])
        for row in rows[1:]:
            self._gone[row] = self._at

    def remove_marked(self) -> None:
        """Takes away what was deleted, merged or moved from its place."""
        for row, at in self._gone.items():
            self._at = at
            index = self._rows.index(row)
            for neighbour in (self._living(index - 1, -1), self._living(index + 1, 1)):
                if neighbour is not None:
                    self._touch(neighbour)
        headless = [row for row in self._gone if self._is_item(row)]
        self._rows = [row for row in self._rows if row not in self._gone]
        for row in headless:
            self._refuse_item_without_words(row)
        for row, grid in self._grids.items():
            if row not in self._gone:
                regrid(row, grid)

    def _refuse_item_without_words(self, row: Row) -> None:
        """An item whose first words are gone must not begin with a list: two signs in a row."""
        depth = len(row.path)
        first = next((each for each in self._rows if row.path[-1] in each.path), None)
        if first and len(first.path) > depth and first.path[depth].is_item:
            self._edit = self._made_by[self._gone[row]]
            raise self._refuse(
                "the words of an item are gone, and the items below it are not",
                "delete or move these too",
            )

    # --- tables

    def _change_table(self, edit: SourceEdit) -> None:
        assert isinstance(edit, InsertRow | DeleteRow | InsertColumn | DeleteColumn)
        row = self._known.get(edit.table)
        if row is None or row.kind != "table":
            raise self._refuse(f"no table has the key {edit.table}")
        self._touch(row)
        self._worded.add(row)
        grid = self._grids.setdefault(row, Grid())
        height, width = len(row.cells), len(row.cells[0])
        match edit:
            case InsertRow(_, after, cells):
                self._refuse_unless(0 <= after < height and len(cells) == width, "row")
                grid.rows.setdefault(after, []).append(cells)
            case InsertColumn(_, after, cells):
                self._refuse_unless(-1 <= after < width and len(cells) == height, "column")
                grid.columns.setdefault(after, []).append(cells)
            case DeleteRow(_, number):
                self._refuse_unless(1 <= number < height, "row")
                self._refuse_edited(lambda cell: cell[0] is row and cell[1] == number)
                grid.gone_rows.add(number)
            case DeleteColumn(_, number):
                self._refuse_unless(0 <= number < width, "column")
                self._refuse_edited(lambda cell: cell[0] is row and cell[2] == number)
                grid.gone_columns.add(number)
                added = sum(len(each) for each in grid.columns.values())
                self._refuse_unless(width + added > len(grid.gone_columns), "column")

    def _refuse_unless(self, fits: bool, what: str) -> None:
        if not fits:
            raise self._refuse(f"the table has no such {what}, or needs it")

    def _refuse_edited(self, fits: Callable[[tuple[Row, int, int]], bool]) -> None:
        if any(fits(cell) for cell in self._edited_cells):
            raise self._refuse("another change rewrites a cell of it", "keep one of them")


def _scope(path: list[Frame]) -> int:
    """Up to where the path leads into the innermost quotation or callout."""
    return max((at + 1 for at, frame in enumerate(path) if not frame.is_item), default=0)


def _begins_with(path: list[Frame], start: list[Frame]) -> bool:
    return len(path) >= len(start) and all(
        one is other for one, other in zip(path, start, strict=False)
    )


def _has_item_at(path: list[Frame], target: list[Frame]) -> bool:
    """Whether a list stands directly in the container `target` leads to."""
    return _begins_with(path, target) and len(path) > len(target) and path[len(target)].is_item
