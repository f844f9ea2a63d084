"""The YAML of a front matter → its nodes with the places where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML can be built without libyaml

Place = tuple[int, int]
"""A line and a column of the YAML, from 0, in characters."""


@dataclass(slots=True)
class Marked:
    """A node; `style` is that of a scalar: "" plain, a quote, > or |. A key stands in `name`.

    `end` is behind the last character; that of a folded or literal scalar may be lines further.
    """

    kind: str
    start: Place
    end: Place
    value: str = ""
    style: str = ""
    flow: bool = False
    items: list[Marked] = field(default_factory=list)
    name: str = ""
    name_start: Place = (0, 0)

    def get(self, name: str) -> Marked | None:
        """The value under this key of a mapping."""
        return next((each for each in self.items if each.name == name), None)

    def last_line(self, lines: list[str]) -> int:
        """The last line on which something of the node stands."""
        if self.kind != "scalar" and self.items and not self.flow:
            return self.items[-1].last_line(lines)
        line = self.end[0]
        if self.kind == "scalar" and self.style in (">", "|"):
            line -= not self.end[1]
            while line > self.start[0] and not lines[line].strip():
                line -= 1
        return line


def read_marks(text: str) -> Marked | None:
    """The nodes of one YAML document; None where it is none, or empty."""
    try:
        events = yaml.parse(text, Loader=_Loader)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                return _node(next(events), events)
    except yaml.YAMLError:
        pass
    return None


def _node(event: Any, events: Iterator[Any]) -> Marked:
    start = (event.start_mark.line, event.start_mark.column)
    end = (event.end_mark.line, event.end_mark.column)
    if isinstance(event, yaml.ScalarEvent):
        return Marked("scalar", start, end, event.value, event.style or "")
    if isinstance(event, yaml.SequenceStartEvent):
        node = Marked("sequence", start, end, flow=bool(event.flow_style))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            node.items.append(_node(event, events))
    elif isinstance(event, yaml.MappingStartEvent):
        node = Marked("mapping", start, end, flow=bool(event.flow_style))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = _node(event, events)
            value = _node(next(events), events)
            value.name, value.name_start = key.value, key.start
            node.items.append(value)
    else:
        return Marked("alias", start, end)
    node.end = (event.end_mark.line, event.end_mark.column)
    return node
