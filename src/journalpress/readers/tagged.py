"""Records of lines that begin with a tag, as RIS and PubMed's MEDLINE format write them.

No library is used for either: rispy 0.10 passes over a record that its end tag does not close and
over the second of two equal tags without a word, nbib 0.3 stops at the first line it does not
know, and neither says on which line a value stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a tag, its further lines joined by spaces, and its line, from 1."""

    tag: str
    text: str
    line: int


@dataclass(slots=True)
class Record:
    """One record: its values in their order. `stray` are lines that belong to none of them."""

    line: int
    values: list[Value] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)

    def all(self, *tags: str) -> list[Value]:
        """The values of these tags that say something, tag by tag."""
        return [each for tag in tags for each in self.values if each.tag == tag and each.text]

    def first(self, *tags: str) -> Value | None:
        """The first value of the first of these tags that has one."""
        return next(iter(self.all(*tags)), None)


def tagged_lines(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """Each line's number, tag and rest; the tag is "" where the pattern does not fit."""
    for number, line in enumerate(text.split("\n"), 1):
        found = pattern.match(line)
        yield (number, found["tag"].strip(), found["rest"]) if found else (number, "", line)


def add_line(record: Record, number: int, tag: str, rest: str) -> None:
    """Adds a line to the record: a new value, or more words of the last one."""
    rest = rest.strip()
    if tag:
        record.values.append(Value(tag, rest, number))
    elif rest and record.values:
        last = record.values[-1]
        record.values[-1] = Value(last.tag, f"{last.text} {rest}".strip(), last.line)
    elif rest:
        record.stray.append(number)
