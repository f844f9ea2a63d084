"""The top of a Word file: its title, standfirst and key messages, who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from journalpress.readers.dates import parse_date_line
from journalpress.readers.imports import Decision
from journalpress.readers.rich.facts import day_of
from journalpress.readers.rich.tree import Run, Said, Words
from journalpress.readers.word.lines import Line, Part, has_content

_LONGEST_TITLE = 200
_BYLINE_LINES = 4
"""How far below the title a line with date or author is looked for."""
_LONGEST_SIGNATURE = 80
_APART = re.compile(r"\s*[,;·|•(]\s*|\s+[—–-]\s+")
_UNCLEAR_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_BY = re.compile(r"(?:written )?by:? ", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?")
_IN_NAMES = frozenset(
    {
        "al", "bin", "da", "de", "dei", "del", "den", "der", "di", "du", "la", "le", "van", "von",
        "zu",
    }
)  # fmt: skip
"""Parts of a name that are written small."""
_OPENS_PLACE = frozenset(
    {
        "addis", "bad", "buenos", "cape", "den", "east", "fort", "great", "hong", "kuala", "las",
        "los", "mount", "neu", "new", "north", "nouvelle", "nueva", "port", "porto", "puerto",
        "rio", "río", "saint", "sainte", "san", "sankt", "santa", "santo", "south", "st", "são",
        "tel", "the", "upper", "west",
    }
)  # fmt: skip
_ENDS_PLACE = frozenset(
    {
        "beach", "city", "county", "falls", "heights", "island", "islands", "springs", "town",
        "valley",
    }
)  # fmt: skip
"""Words that begin and end the names of towns, and no name of a person in front of a day."""


@dataclass(slots=True)
class Front:
    """What stands at the top; `before` stands above the title, `rest` is what follows.

    `title_told` is the title of the file's properties where no line of the text is one.
    """

    title: Line | None
    rest: list[Part]
    title_told: Words = ()
    before: list[Part] = field(default_factory=list)
    standfirst: Line | None = None
    key_messages: list[Line] = field(default_factory=list)
    category: Said | None = None
    published: Said | None = None
    updated: Said | None = None
    reviewed: Said | None = None
    authors: list[Said] = field(default_factory=list)


def front_of(parts: list[Part], properties: Mapping[str, str], decisions: list[Decision]) -> Front:
    """The top of these parts; what was read in the likely way is added to `decisions`."""
    visible = [each for each in parts if not isinstance(each, Line) or _counts(each)]
    at = _title_at(visible, decisions)
    if at is None:
        front = Front(None, visible)
        if visible and (told := properties.get("title", "")):
            decisions.append(Decision(0, f"the title “{told}” is that of the file's properties"))
            front.title_told = (Run(told),)
    else:
        line = visible[at]
        assert isinstance(line, Line)
        front = Front(line, [*line.apart, *visible[at + 1 :]])
    for part in visible[: at or 0]:
        if isinstance(part, Line) and part.shape.role == "category" and front.category is None:
            front.category = Said(part.text, printed=True)
        else:
            front.before.append(part)
    _read_byline(front, decisions)
    return front


def _counts(line: Line) -> bool:
    return has_content(line.spans) or bool(line.apart)


def _title_at(parts: list[Part], decisions: list[Decision]) -> int | None:
    """Where the title stands: by its style, as the first heading, as a first short line."""
    lines = [(at, each) for at, each in enumerate(parts) if isinstance(each, Line) and each.text]
    if not lines:
        return None
    for at, line in lines:
        if line.shape.role == "title":
            return at
    at, first = next(
        ((at, line) for at, line in lines if line.shape.role not in ("category", "contents")),
        lines[0],
    )
    text = first.text
    if first.shape.role == "heading":
        same = sum(
            line.shape.role == "heading" and line.shape.level <= first.shape.level
            for _, line in lines
        )
        if same > 1:
            decisions.append(Decision(0, f"the first heading, “{text}”, is read as the title"))
        return at
    short = len(text) <= _LONGEST_TITLE and text[-1] not in ".,;:" and len(lines) > 1
    if short and first.shape.role in ("text", "standfirst") and first.shape.place is None:
        decisions.append(Decision(0, f"“{text}” stands first and is read as the title"))
        return at
    return None


def _read_byline(front: Front, decisions: list[Decision]) -> None:
    """Takes standfirst, key messages, and who wrote it when, from below the title."""
    kept: list[Part] = []
    rest = list(front.rest)
    keys = front.key_messages
    seen = 0
    while rest:
        part = rest[0]
        if not isinstance(part, Line) or seen > _BYLINE_LINES:
            break
        role = part.shape.role
        if role == "standfirst" and not front.standfirst and not keys:
            front.standfirst = part
        elif role == "category" and front.category is None:
            front.category = Said(part.text, printed=True)
        elif role == "author":
            front.authors.append(Said(part.text, printed=True))
        elif role == "key":
            keys.append(part)
            seen -= 1
        elif (role == "text" and not kept and _take_signature(front, part, decisions)) or (
            role in ("published", "byline", "text") and _take_dates(front, part)
        ):
            pass
        elif role == "text" and not keys:
            kept.append(part)
        else:
            break
        rest.pop(0)
        if not kept or kept[-1] is not part:
            kept += part.apart
        seen += 1
    front.rest = [*kept, *rest]


def _take_signature(front: Front, line: Line, decisions: list[Decision]) -> bool:
    """Whether a line right below the title is a name and a day; then the front knows them.

    “Dr C. Linician, 12 May 2026”. A place and a day looks like it, so it is told.
    """
    text = line.text
    bare = all(isinstance(each, Run) for each in line.spans) and line.shape.place is None
    taken = front.title is None or front.authors or front.published
    if taken or not bare or len(text) > _LONGEST_SIGNATURE:
        return False
    for apart in _APART.finditer(text):
        name, day = text[: apart.start()], text[apart.end() :].strip("). ")
        if not (day_of(day) or _UNCLEAR_DAY.fullmatch(day)):
            continue
        if not _is_name(name) or _is_place(name):
            return False
        front.authors.append(Said(name, printed=True))
        front.published = Said(day, printed=True)
        what = f"“{text}” below the title is read as who wrote the text and when it was published"
        decisions.append(Decision(0, what))
        return True
    return False


def _is_name(text: str) -> bool:
    """Whether these are two to six words, each with a capital or of a script without them."""
    words = _BY.sub("", text, count=1).split()
    return 2 <= len(words) <= 6 and all(
        each in _IN_NAMES if each[0].islower() else _NAME.fullmatch(each) for each in words
    )


def _is_place(text: str) -> bool:
    """Whether these words are a town or a country, as before the day of a letter."""
    words = [each.strip(".").casefold() for each in text.split()]
    return words[0] in _OPENS_PLACE or words[-1] in _ENDS_PLACE or " ".join(words) in _countries()


@cache
def _countries() -> frozenset[str]:
    names = (Locale.parse(lang).territories.values() for lang in ("en", "fr", "de", "es", "ar"))
    return frozenset(name.casefold() for each in names for name in each)


def _take_dates(front: Front, line: Line) -> bool:
    """Whether a line says when, or by whom, the text was written; then the front knows it."""
    parts = parse_date_line(line.text)
    if not parts or any(part.kind == "reading" for part in parts):
        return False
    for part in parts:
        words = part.words.strip(" ·|•—–-")
        if part.kind == "author":
            front.authors.append(Said(words, printed=True))
        elif part.kind == "reviewed":
            front.reviewed = front.reviewed or Said(words, printed=True)
        elif part.kind == "updated":
            front.updated = front.updated or Said(words, printed=True)
        else:
            front.published = front.published or Said(words, printed=True)
    return True
