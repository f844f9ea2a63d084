"""A Reading ⇄ a few bytes, the same again: what the memory keeps.

JSON, packed: a record is a list, the place of its kind in _KINDS before its members. Nothing in it
is ever run. The file's name is left out, since what a person calls it depends on where they are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from journalpress import model
from journalpress.problems import Problem
from journalpress.readers import Reading

_KINDS: tuple[type, ...] = (
    tuple, date, model.Article, Problem, model.Text, model.LineBreak, model.Link, model.CrossLink,
    model.Citation, model.Cite, model.Prose, model.Paragraph, model.ListItem, model.List,
    model.Quote, model.Callout, model.Figure, model.Table, model.Question, model.Section,
    model.Missing, model.Name, model.Source, model.Person, model.Term, model.Approval,
    model.FoundDisclaimer,
)  # fmt: skip
_TUPLE, _DATE, _ARTICLE = range(3)
_PLACES = {kind: place for place, kind in enumerate(_KINDS)}
_MEMBERS = tuple(
    tuple((each.name, each.default) for each in fields(kind)) if place > _DATE else ()
    for place, kind in enumerate(_KINDS)
)
_NAMES = tuple(name for name, _ in _MEMBERS[_ARTICLE])


def packed(reading: Reading, file: str, lists: Mapping[str, str]) -> bytes:
    """The reading of this file as bytes, with the SHA-256 of each list of sources it read."""
    problems = [[_plain(each), each.file == file] for each in reading.problems]
    content = [_plain(reading.article), dict(reading.spans), problems, dict(lists)]
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 1)


def unpacked(content: bytes, file: str, sha256: str) -> tuple[Reading, Mapping[str, str]] | None:
    """The reading, as of this file with this SHA-256, and the lists; None of damaged bytes."""
    try:
        written = zlib.decompress(content).decode("utf-8", "surrogatepass")
        article, spans, problems, lists = json.loads(written)
        noted = tuple(
            replace(_value(each), file=file) if is_own else _value(each)
            for each, is_own in problems
        )
        reading = Reading(_value(article), MappingProxyType(spans), noted, tuple(lists), sha256)
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError):
        return None
    return reading, lists


def _plain(value: Any) -> Any:
    """The value as JSON has it; members at the end that are the usual ones are left out."""
    place = _PLACES.get(type(value))
    if place is None:
        return value
    if place == _TUPLE:
        return [_TUPLE, *map(_plain, value)]
    if place == _DATE:
        return [_DATE, value.isoformat()]
    members = [(getattr(value, name), usual) for name, usual in _MEMBERS[place]]
    while members and members[-1][1] is not MISSING and members[-1][0] == members[-1][1]:
        members.pop()
    return [place, *(_plain(each) for each, _ in members)]


def _value(plain: Any) -> Any:
    """The value that `_plain` wrote so."""
    if type(plain) is not list:
        return plain
    place, *members = [each if type(each) is not list else _value(each) for each in plain]
    if place == _TUPLE:
        return tuple(members)
    if place == _DATE:
        return date.fromisoformat(*members)
    if place == _ARTICLE:
        return model.Article(**dict(zip(_NAMES, members, strict=False)))
    return _KINDS[place](*members)
