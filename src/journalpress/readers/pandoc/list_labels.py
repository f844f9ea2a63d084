"""Labels of lists that CommonMark has not (`#.`, `(1)`, `(@)`, `(@name)`) → numbers that it has.

A label begins an item below a blank line or below another item, as in pandoc, so that no line of
a sentence becomes one by chance. `(@name)` elsewhere becomes the number of its item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"(?P<indent>[ ]{0,3})(?P<label>#\.|\((?P<number>\d{1,6})\)|\(@(?P<name>[\w-]*)\))(?=\s)"
)
_NAMED = re.compile(r"\(@([\w-]+)\)")
_MOST_DIGITS = 9
"""CommonMark's most for the number of an item."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an example where it was written, and its line in the text, from 0."""

    name: str
    line: int


def with_numbers(lines: list[str]) -> tuple[list[str], tuple[Label, ...]]:
    """The lines, as many as before, and the names that stand in them no longer."""
    written: list[str] = []
    named: list[Label] = []
    numbers: dict[str, int] = {}
    count, may_begin, inside, fence = 0, True, False, ""
    for number, line in enumerate(lines):
        if found := _FENCE.match(line):
            closes = fence and found[1].startswith(fence)
            fence = "" if closes else fence or found[1]
        label = _LABEL.match(line) if may_begin and not fence else None
        if label is None:
            written.append(line)
            may_begin = not line.strip() or inside
            inside = inside and bool(line.strip())
            continue
        inside = True
        name = label["name"]
        if name is not None:
            count += 1
        if name:
            numbers[name] = count
            named.append(Label(name, number))
        shown = label["number"] or count
        # As wide as the label was, or what is indented below it would leave the item.
        width = min(len(label["label"]), _MOST_DIGITS + 1)
        mark = "1." if label["label"] == "#." else f"{shown})".zfill(width)
        written.append(f"{label['indent']}{mark}{line[label.end() :]}")
    if not numbers:
        return written, ()
    return _with_references(written, numbers, named)


def _with_references(
    lines: list[str], numbers: dict[str, int], named: list[Label]
) -> tuple[list[str], tuple[Label, ...]]:
    """The lines with `(@name)` as the number of the example that has this name."""
    written: list[str] = []
    for at, line in enumerate(lines):
        found = [each[1] for each in _NAMED.finditer(line) if each[1] in numbers]
        named += [Label(name, at) for name in found]
        for name in found:
            line = line.replace(f"(@{name})", f"({numbers[name]})")
        written.append(line)
    return written, tuple(named)
