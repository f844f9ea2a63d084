"""Fields of an article's front matter → its file with these fields, every other byte as it was."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from journalpress.errors import InputError
from journalpress.model import Article, Person
from journalpress.readers import Reading
from journalpress.readers.markdown.front_marks import Marked, read_marks
from journalpress.readers.markdown.ranges import SourceLines, source_lines
from journalpress.readers.markdown.write_front import yaml_value
from journalpress.readers.stringtree import quoted

_MARK = "\ufeff"
_ORDER = (
    *("id", "title", "short_title", "aliases", "lang", "category", "standfirst", "key_messages"),
    *("published", "reviewed", "next_review", "version", "status", "approved", "people", "url"),
    *("translation_of", "terms", "references", "bibliography", "related", "disclaimer_found"),
)
"""The order in which house Markdown has the fields; a new one goes behind what stands before it."""


def set_fields(
    data: bytes,
    values: Mapping[str, str],
    people: Sequence[Person] | None,
    wanted: Article,
    read: Callable[[bytes], Reading],
) -> bytes:
    """The file with these fields set to one value each, and with these people if any are given.

    Args:
        data: the article's file.
        values: words or ISO dates by the name of their field.
        people: everybody whom the article is to name, in order; None leaves them as they are.
        wanted: the article that the new file must be read as.
        read: reads an article's file.

    Raises:
        InputError: the front matter is not written line by line, or would say something else.
    """
    text = data.decode("utf-8")
    source = source_lines(text.removeprefix(_MARK))
    if source is None:
        raise InputError("the front matter cannot be read")
    last = source.front - 1
    front = [unicodedata.normalize("NFC", line) for line in source.lines[1:last]]
    pairs = [
        f"{line}{end}" for line, end in zip(source.lines[1:last], source.ends[1:last], strict=True)
    ]
    before = read(data).article
    for name in (*values, *(["people"] if people is not None else [])):
        root = read_marks("\n".join(front) + "\n")
        if root is None or root.kind != "mapping" or root.flow or before is None:
            raise InputError("the front matter is not written line by line")
        node = root.get(name)
        if name != "people":
            start, end = _place(root, name, front)
            lines = [f"{name}: {yaml_value(values[name])}{_note(node, front)}"]
        elif node is not None and _is_listed(node, before.people):
            start, end, lines = _relisted(node, before.people, people or (), front)
        else:
            start, end = _place(root, name, front)
            lines = ["people:", *(f"  - {_person(each)}" for each in people or ())]
        kept = dict(zip(front[start:end], pairs[start:end], strict=True))
        pairs[start:end] = [kept.get(line, f"{line}{source.line_end}") for line in lines]
        front[start:end] = lines
    new = _whole(text, source, pairs)
    reading = read(new)
    if reading.article != wanted:
        raise InputError("the front matter would say something else")
    return new


def _place(root: Marked, name: str, lines: list[str]) -> tuple[int, int]:
    """The lines of a field, or an empty stretch where it belongs."""
    node = root.get(name)
    if node is not None:
        return node.name_start[0], node.last_line(lines) + 1
    before = _ORDER[: _ORDER.index(name)]
    at = max(
        (each.last_line(lines) + 1 for each in root.items if each.name in before),
        default=0,
    )
    return at, at


def _note(node: Marked | None, lines: list[str]) -> str:
    """What stands behind a value on its last line: a note (`# …`)."""
    if node is None or node.kind != "scalar" or node.style in (">", "|"):
        return ""
    return lines[node.end[0]][node.end[1] :].rstrip()


def _is_listed(node: Marked, people: Sequence[Person]) -> bool:
    """Whether each of the people is an entry of its own in a list written line by line."""
    return node.kind == "sequence" and not node.flow and len(node.items) == len(people) > 0


def _relisted(
    node: Marked, before: Sequence[Person], people: Sequence[Person], lines: list[str]
) -> tuple[int, int, list[str]]:
    """The lines of the list and what they become: who stays keeps the lines that name them."""
    column = node.start[1]
    starts = []
    for item in node.items:
        line = item.start[0]
        while line > node.start[0] and lines[line][column : column + 1] != "-":
            line -= 1
        starts.append(line)
    end = node.last_line(lines) + 1
    parts = [lines[one:other] for one, other in zip(starts, [*starts[1:], end], strict=True)]
    named = list(zip(before, parts, strict=True))
    made: list[str] = []
    for each in people:
        own = next((part for person, part in named if person == each), None)
        made += own if own is not None else [f"{' ' * column}- {_person(each)}"]
    return starts[0], end, made


def _whole(text: str, source: SourceLines, front: Sequence[str]) -> bytes:
    """The file with this front matter."""
    lines = [f"{line}{end}" for line, end in zip(source.lines, source.ends, strict=True)]
    mark = _MARK if text.startswith(_MARK) else ""
    made = [lines[0], *front, *lines[source.front - 1 :]]
    return f"{mark}{''.join(made)}".encode()


def _person(person: Person) -> str:
    day = f", date: {person.date.isoformat()}" if person.date else ""
    return f"{{name: {quoted(person.name)}, role: {person.role}{day}}}"
