"""What a reviewer changed in one copy, as frozen data; how it is written down and read again."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import Any, Literal, TypeAlias, cast

from journalpress.errors import InputError
from journalpress.inspect.returned.types import Hand
from journalpress.passage import BREAK, Mark, Passage, marked_text, passage_of, text_of
from journalpress.reviewcopy import BlockKind

ChangeKind: TypeAlias = Literal[
    "edit", "split", "merge", "insert", "delete", "move", "restyle",
    "row-insert", "row-delete", "column-insert", "column-delete", "picture", "object",
]  # fmt: skip

START = ""
"""What stands before the first paragraph."""
INSERTED = "+"
"""Begins the name of a paragraph that the reviewer wrote: `+1`, `+2`… in the order of the copy."""
ID_DIGITS = 5
UNKNOWN = Hand()
"""Somebody, at some time."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph is: its kind and level, as in reviewcopy.Block."""

    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a copy against its baseline.

    `keys` are the blocks that it concerns; of an insertion the one before it.

    - edit: atoms `start` to `end` of the block, `before`, are `after`.
    - split: the same, with a BREAK in `after`; `styles` are those of the further paragraphs.
    - merge: the blocks became `after`, a paragraph of style `styles[0]`.
    - insert: a paragraph `name` of style `styles[0]` behind `place`, saying `after`; or, of style
      “cell”, a table of `start` columns with these `cells`, row by row.
    - delete: the block, which said `before`, is gone.
    - move: the blocks, neighbours in this order, now stand behind `place`.
    - restyle: the block's style is `styles[0]`; it was `styles[1]`.
    - row-insert, column-insert: `cells` behind row or column `start` of the table; `rows` says
      beside which row of the baseline each cell of a column stands, -1 for a new row.
    - row-delete, column-delete: row or column `start`, whose `cells` these were.
    - picture, object: something in the block that no text can hold: `after` names it.

    `place` is a block's key, a `name`, or START; of a table its key. `silent` is what was changed
    while nothing was tracked.
    """

    kind: ChangeKind
    keys: tuple[str, ...]
    id: str = ""
    start: int = 0
    end: int = 0
    before: Passage = ()
    after: Passage = ()
    styles: tuple[Style, ...] = ()
    place: str = START
    name: str = ""
    cells: tuple[Passage, ...] = ()
    rows: tuple[int, ...] = ()
    hand: Hand = UNKNOWN
    silent: bool = False

    @property
    def says(self) -> tuple[object, ...]:
        """What is the same for two who made the same change, whoever and whenever."""
        return (
            self.kind, self.keys, self.start, self.end, self.before, self.after, self.styles,
            self.place, self.cells, self.rows,
        )  # fmt: skip


def identified(changes: Iterable[Change], review: str) -> tuple[Change, ...]:
    """The changes with their ids: the same for the same change of the same copy, read again."""
    given: set[str] = set()
    found: list[Change] = []
    for change in changes:
        told = "\x1f".join([review, *map(_told, change.says)])
        name = next(each for each in _names(told) if each not in given)
        given.add(name)
        found.append(replace(change, id=name))
    return tuple(found)


def _names(told: str) -> Iterator[str]:
    for number in count():
        digest = hashlib.sha256(f"{told}{number}".encode("utf-8", "surrogatepass")).digest()
        yield base64.b32encode(digest)[:ID_DIGITS].decode().lower()


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ",".join(map(_told, value)) + ")"
    return str(value)


def paragraphs_of(passage: Passage) -> tuple[Passage, ...]:
    """The passage cut at each BREAK."""
    found: list[list[Any]] = [[]]
    for atom in passage:
        if atom.text == BREAK:
            found.append([])
        else:
            found[-1].append(atom)
    return tuple(tuple(each) for each in found)


# --- as data ----------------------------------------------------------------------------------


def to_data(change: Change) -> dict[str, Any]:
    """The change as JSON holds it; what is empty is left out."""
    told = asdict(change)
    for name in ("before", "after"):
        told[name] = _passage_data(getattr(change, name))
    told["cells"] = [_passage_data(each) for each in change.cells]
    return {name: value for name, value in told.items() if value not in ("", 0, (), [], None)}


def from_data(data: dict[str, Any]) -> Change:
    """The change that this tells of. Raises InputError where it is none."""
    try:
        told = dict(data)
        for name in ("before", "after"):
            told[name] = _passage(told.get(name))
        told["cells"] = tuple(_passage(each) for each in told.get("cells", ()))
        told["keys"] = tuple(map(str, told["keys"]))
        told["rows"] = tuple(map(int, told.get("rows", ())))
        told["styles"] = tuple(Style(**each) for each in told.get("styles", ()))
        told["hand"] = Hand(**told.get("hand", {}))
        return Change(**told)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise InputError(f"this is no change of a review: {error}") from error


def _passage_data(passage: Passage) -> dict[str, Any] | None:
    if not passage:
        return None
    text, marks = marked_text(passage)
    told: dict[str, Any] = {"text": text}
    if marks:
        told["marks"] = [[each.start, each.end, each.kind, each.value] for each in marks]
    return told


def _passage(data: dict[str, Any] | None) -> Passage:
    if not data:
        return ()
    return passage_of(data["text"], [Mark(*cast("Any", each)) for each in data.get("marks", ())])


def shown(passage: Passage) -> str:
    """The text in one line: `¶` where a paragraph ends."""
    return " ".join(text_of(passage).replace(BREAK, " ¶ ").split(" "))
