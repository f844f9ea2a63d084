"""YAML or JSON text → a tree of strings with their lines; nothing is typed, guessed or expanded.

YAML's own typing reads `no` as False and `1.10` as 1.1, its aliases expand without bound, and its
loaders take the last of two equal keys. Here every scalar stays the string that was typed; tags,
anchors, aliases and equal keys are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from journalpress.errors import InputError

DEEPEST = 20
"""Lists and mappings inside one another; nobody needs more than five."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML can be built without libyaml
_KEY = r"(?P<lead>\s*(?:-\s+)*[\w-]+:\s+|\s*(?:-\s+)+)"
_COLON_IN_VALUE = re.compile(_KEY + r"(?P<value>[^\s'\"\[{].*:(?:\s.*)?)")
_QUOTE_GOES_ON = re.compile(_KEY + r"(?P<value>(?P<quote>['\"]).*(?P=quote)\s*[^\s#].*)")
_REMARK = re.compile(r"\s+#(.*)")
_NO_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_]+):[^\s/]")
_NEEDS_QUOTES = (
    ("mapping values are not allowed", _COLON_IN_VALUE),
    ("did not find expected", _QUOTE_GOES_ON),
    ("expected <block end>", _QUOTE_GOES_ON),  # PyYAML without libyaml
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string. `comment` is what stands behind a `#` on its line, if the value has no quotes."""

    text: str
    line: int
    quoted: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: str
    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; no key stands twice."""

    entries: tuple[Entry, ...]
    line: int


Node: TypeAlias = Scalar | Sequence | Mapping


class Refused(InputError):
    """The text is not such a tree: `code` is the problem's, `line` counts from 1."""

    def __init__(self, code: str, message: str, *, hint: str, line: int) -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.line = line


def read_yaml(text: str, *, first_line: int = 1) -> Node:
    """The tree of one YAML document; an empty one is an empty mapping. Raises Refused."""
    lines = text.split("\n")
    composer = _Composer(lines, first_line)
    try:
        return composer.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.line, len(lines) - 1) if mark else 0
        # libyaml gives up by itself, deeper than we do but before we have counted.
        if "nesting depth" in (error.problem or error.context or ""):
            raise _too_deep(first_line + at) from error
        raise _as_refusal(error.problem or "", lines, at, first_line) from error
    except yaml.YAMLError as error:
        raise Refused(
            "JP100", "this is not YAML", hint="look for a missing quote above", line=first_line
        ) from error


def read_json(text: str) -> Node:
    """The tree of one JSON document, without lines (0). Raises Refused."""
    try:
        return _from_json(
            json.loads(
                text,
                object_pairs_hook=_Pairs,
                parse_int=str,
                parse_float=str,
                parse_constant=str,
            ),
            0,
        )
    except json.JSONDecodeError as error:
        raise Refused(
            "JP100",
            f"this is not JSON: {error.msg.lower()}",
            hint="export the file again",
            line=error.lineno,
        ) from error
    except RecursionError as error:
        raise _too_deep(0) from error


class _Pairs(list[tuple[str, Any]]):
    """A JSON object before its keys are looked at."""


def _from_json(value: Any, depth: int) -> Node:
    if depth > DEEPEST:
        raise _too_deep(0)
    if isinstance(value, _Pairs):
        entries: list[Entry] = []
        for key, inner in value:
            if any(key == entry.key for entry in entries):
                raise _twice(key, 0)
            entries.append(Entry(key, _from_json(inner, depth + 1), 0))
        return Mapping(tuple(entries), 0)
    if isinstance(value, list):
        return Sequence(tuple(_from_json(inner, depth + 1) for inner in value), 0)
    if value is None:
        return Scalar("", 0)
    return Scalar(value if isinstance(value, str) else json.dumps(value), 0, quoted=True)


class _Composer:
    """Builds the tree from the events of the C parser; knows the lines for what they lack."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self._lines = lines
        self._first = first_line

    def document(self, events: Iterator[Any]) -> Node:
        found: Node = Mapping((), self._first)
        for event in events:
            match event:
                case yaml.DocumentStartEvent(version=version, tags=tags) if version or tags:
                    raise self._refused("JP101", "YAML directives (%)", event)
                case yaml.DocumentStartEvent():
                    event = next(events)
                    empty = isinstance(event, yaml.ScalarEvent) and not event.value
                    if not (empty and event.style is None):
                        found = self._node(event, events, 0)
                case yaml.DocumentEndEvent():
                    break
                case _:
                    pass
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise Refused(
                    "JP100",
                    "a second YAML document begins here",
                    hint="keep one block between --- and ---",
                    line=self._line(event),
                )
        return found

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise self._refused("JP101", f"the alias *{event.anchor}", event)
        if event.anchor:
            raise self._refused("JP101", f"the anchor &{event.anchor}", event)
        if event.tag:
            raise self._refused("JP101", f"the tag {event.tag}", event)
        if depth > DEEPEST:
            raise _too_deep(line)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            return Scalar(event.value, line, not plain, self._comment(event) if plain else "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(events, depth)), line)
        return Mapping(tuple(self._entries(events, depth)), line)

    def _items(self, events: Iterator[Any], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[Any], depth: int) -> Iterator[Entry]:
        seen: set[str] = set()
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise Refused(
                    "JP100",
                    "a key must be a word",
                    hint="write key: value; quote a value that begins with [ or {",
                    line=key.line,
                )
            if key.text in seen:
                raise _twice(key.text, key.line)
            seen.add(key.text)
            yield Entry(key.text, self._node(next(events), events, depth + 1), key.line)

    def _comment(self, event: Any) -> str:
        mark = event.end_mark
        if mark.line >= len(self._lines):
            return ""
        line = self._lines[mark.line]
        found = _REMARK.match(line, mark.column) if "#" in line else None
        return found[1].strip() if found and event.value else ""

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first

    def _refused(self, code: str, what: str, event: Any) -> Refused:
        return Refused(
            code,
            f"{what} is not allowed here",
            hint="write the value out; put quotes around a value that begins with &, * or !",
            line=self._line(event),
        )


def _as_refusal(reason: str, lines: list[str], at: int, first_line: int) -> Refused:
    patterns = [pattern for start, pattern in _NEEDS_QUOTES if reason.startswith(start)]
    for index in (at, at - 1):
        found = next((hit for each in patterns if (hit := each.fullmatch(lines[index]))), None)
        if found and index >= 0:
            return Refused(
                "JP104",
                "a value with a colon or with quotes of its own needs quotes around it",
                hint=f"write: {found['lead'].strip()} {quoted(found['value'])}",
                line=first_line + index,
            )
    for index in (at, at - 1):
        if index >= 0 and (name := _NO_SPACE.match(lines[index])):
            return Refused(
                "JP100",
                f"a space is missing behind “{name[1]}:”",
                hint=f"put a space behind {name[1]}:",
                line=first_line + index,
            )
    words = f": {reason}" if reason else ""
    return Refused(
        "JP100",
        f"this is not YAML{words}",
        hint="look at this line and the one above: quotes, brackets, indentation",
        line=first_line + at,
    )


def quoted(value: str) -> str:
    """The value as a YAML string in double quotes."""
    inside = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'


def _twice(key: str, line: int) -> Refused:
    return Refused(
        "JP101", f"“{key}” stands twice", hint="keep one of the two, the other is lost", line=line
    )


def _too_deep(line: int) -> Refused:
    return Refused(
        "JP112",
        f"more than {DEEPEST} lists and mappings inside one another",
        hint="no field needs more than three",
        line=line,
    )
