"""The first lines of a page → way back, category, title, standfirst and date line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journalpress.model import Person
from journalpress.readers.dates import Part, parse_date_line
from journalpress.readers.imports import Datum, Dropped
from journalpress.readers.pagetext.lines import Line

_BACK = re.compile(r"[←‹«<⟵↩]\s*\S|back to\b", re.IGNORECASE)
_CRUMBS = re.compile(r"[^›»>]{1,40}(?:\s*[›»>]\s*[^›»>]{1,60})+")
_SKIP = frozenset({"skip to content", "skip to main content", "menu", "search", "print", "share"})
_PROSE_END = re.compile(r"[.!…][\"'”’»)\]]*$")
_WITHIN = 10
"""A date line stands among the first lines of a page or there is none."""


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above the text of a page. `left` are lines for the text; `rest` is all below.

    `alone` says that only one line stands there, which may be the title or the category.
    """

    category: Line | None = None
    title: Line | None = None
    standfirst: Line | None = None
    people: tuple[tuple[Person, int], ...] = ()
    parts: tuple[tuple[Line, Part], ...] = ()
    dropped: tuple[Dropped, ...] = ()
    data: tuple[Datum, ...] = ()
    left: tuple[Line, ...] = ()
    rest: tuple[Line, ...] = ()
    alone: bool = False


def read_top(lines: tuple[Line, ...]) -> Top:
    """The top of a page: what stands between the way back and the date line.

    A short line before the title is the category; what reads as a sentence after it, and before
    the date line, is the standfirst. Without a date line there is no telling a standfirst from
    the first paragraph, so there is none.
    """
    dropped: list[Dropped] = []
    start = 0
    while start < len(lines) and (why := _furniture(lines[start].folded, first=start == 0)):
        dropped.append(Dropped(lines[start].number, lines[start].folded, why))
        start += 1
    body = lines[start:]
    dated = [parse_date_line(line.folded) for line in body[:_WITHIN]]
    first = next((index for index, parts in enumerate(dated) if parts), None)
    if first is None:
        return _without_date(body, tuple(dropped))
    past = first
    while past < len(dated) and dated[past]:
        past += 1
    parts = tuple((body[i], part) for i in range(first, past) for part in dated[i])
    above, rest = body[:first], body[past:]
    if not above and rest:
        above, rest = rest[:1], rest[1:]
    category, title, others = _named(above)
    standfirst = next((line for line in others if _is_prose(line)), others[0] if others else None)
    return Top(
        category=category,
        title=title,
        standfirst=standfirst,
        people=_people(parts),
        parts=parts,
        dropped=(*dropped, *_not_kept(parts)),
        data=_data(parts),
        left=tuple(line for line in others if line is not standfirst),
        rest=rest,
        alone=len(above) == 1,
    )


def looks_like_category(text: str) -> bool:
    """Whether a line is short enough to be a category: at most four words, no full stop."""
    return len(text.split()) <= 4 and len(text) <= 40 and not _PROSE_END.search(text)


def _without_date(body: tuple[Line, ...], dropped: tuple[Dropped, ...]) -> Top:
    above: list[Line] = []
    for line in body[:2]:
        if _is_prose(line):
            break
        above.append(line)
    if len(above) == 2 and not looks_like_category(above[0].folded):
        above.pop()
    if len(above) == 2 and (len(body) == 2 or not _is_prose(body[2])):
        # title and first heading, rather than category and title
        above = above if len(body) > 3 and _is_prose(body[3]) else above[:1]
    if not above and body:
        above = [body[0]]
    category, title, _ = _named(tuple(above))
    return Top(
        category=category,
        title=title,
        dropped=dropped,
        rest=body[len(above) :],
        alone=len(above) == 1,
    )


def _named(above: tuple[Line, ...]) -> tuple[Line | None, Line | None, tuple[Line, ...]]:
    """Category, title, and what is left of the lines above the date line."""
    if not above:
        return None, None, ()
    if len(above) > 1 and looks_like_category(above[0].folded) and not _is_prose(above[1]):
        return above[0], above[1], above[2:]
    return None, above[0], above[1:]


def _is_prose(line: Line) -> bool:
    text = line.folded
    return bool(_PROSE_END.search(text)) or len(text) > 160


def _furniture(text: str, *, first: bool) -> str:
    words = len(text.split())
    if _BACK.match(text) and words <= 5 and (text[0] in "←‹«<⟵↩" or first):
        return "a way back to another page"
    if text.lower() in _SKIP:
        return "a button of the page"
    if _CRUMBS.fullmatch(text) and words <= 16:
        return "the way to this page through the site"
    return ""


def _people(parts: tuple[tuple[Line, Part], ...]) -> tuple[tuple[Person, int], ...]:
    return tuple(
        (Person(part.name, "author"), line.number) for line, part in parts if part.kind == "author"
    )


def _data(parts: tuple[tuple[Line, Part], ...]) -> tuple[Datum, ...]:
    fields = {"published": "published", "reviewed": "reviewed", "author": "people"}
    return tuple(
        Datum(line.number, part.words, fields[part.kind], part.column)
        for line, part in parts
        if part.kind in fields
    )


def _not_kept(parts: tuple[tuple[Line, Part], ...]) -> tuple[Dropped, ...]:
    why = {
        "reading": "the reading time that the page states",
        "updated": "when the page was last touched; the article's own dates come from its review",
        "unclear": "a date that can be read in more than one way",
    }
    return tuple(
        Dropped(line.number, part.words, why[part.kind], part.column)
        for line, part in parts
        if part.kind in why
    )
