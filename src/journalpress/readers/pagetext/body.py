"""The lines between the top and the sources of a page → headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from journalpress.readers.pagetext.lines import BULLET, NUMBER, Line, fold_spaces
from journalpress.readers.signposts import is_questions

_LONGEST_HEADING = 80
_MARKS_AT_END = re.compile(
    r"(?:\s?(?:\[[\d\s,;،–-]{1,40}\]|\^[\d,–-]{1,20}\^|[⁰¹²³⁴-⁹]+)"
    r"|(?<=[.!?])\s?\d{1,3}(?:[,–-]\d{1,3})*)+$"
)
"""The mark behind a sentence's stop: the line ends a text, and heads none."""
_CLOSERS = "\"'”’»)]"
_QUESTION_MARKS = ("?", "؟")
_SOFT_BULLETS = frozenset("*–-·")
"""Signs that also open a sentence or a line of dialogue: a list of them has two items or more."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `questions` says that questions and answers follow."""

    line: Line
    questions: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph; `row` holds the words of several short lines of which it is the first."""

    line: Line
    row: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its line, its words, and the items below it."""

    line: Line
    words: str
    inner: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is its first number where it is a numbered one, else 0."""

    items: tuple[Item, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines of cells parted by tabs, each with as many cells as the first."""

    rows: tuple[tuple[Line, tuple[str, ...]], ...]


Piece: TypeAlias = Heading | Plain | Items | Rows


def read_body(lines: tuple[Line, ...], *, nesting: int) -> tuple[Piece, ...]:
    """The pieces of the text in order. No line is left out, none stands in two pieces."""
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        if rows := _rows(lines, at):
            pieces.append(Rows(rows))
            at += len(rows)
        elif count := _bulleted(lines, at):
            pieces.append(Items(_nested(lines[at : at + count], nesting)))
            at += count
        elif count := _numbered(lines, at):
            pieces.append(_steps(lines[at : at + count]))
            at += count
        elif count := _short_lines(lines, at):
            pieces.extend(_short(lines[at : at + count], last=at + count == len(lines)))
            at += count
        else:
            pieces.append(Plain(lines[at]))
            at += 1
    return _with_questions_as_text(pieces)


def _with_questions_as_text(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Under a heading such as "Common questions", a question on a line of its own is no heading."""
    inside = False
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            asks = piece.line.folded.endswith(_QUESTION_MARKS)
            if inside and asks and not piece.questions:
                out.append(Plain(piece.line))
                continue
            inside = piece.questions
        out.append(piece)
    return tuple(out)


def split_question(text: str) -> tuple[str, str] | None:
    """A paragraph that opens with a question, cut behind the first `?` that no quote holds.

    None where it does not open with one. The answer is "" where the question stands alone.
    """
    quoted = 0
    straight = False
    for index, sign in enumerate(text):
        if sign == '"':
            straight = not straight
        elif sign in "“«":
            quoted += 1
        elif sign in "”»":
            quoted = max(0, quoted - 1)
        elif sign in "?؟" and not straight and not quoted:
            question, answer = text[: index + 1], text[index + 1 :]
            if answer and not answer[0].isspace():
                continue
            if re.search(r"[.!]\s", question):
                return None
            return question, answer.strip()
    return None


def _is_short(line: Line) -> bool:
    text = line.folded
    end = _MARKS_AT_END.sub("", text).rstrip(_CLOSERS)[-1:]
    return (
        len(text) <= _LONGEST_HEADING
        and end not in (".", ",", ";", ":", "…", "")
        and not text[0].islower()
        and any(sign.isalpha() for sign in text)
        and "\t" not in line.text.strip()
        and not BULLET.match(line.text)
    )


def _short_lines(lines: tuple[Line, ...], at: int) -> int:
    """How many lines from here on could each be a heading."""
    count = 0
    while at + count < len(lines) and _is_short(lines[at + count]):
        if _rows(lines, at + count) or _numbered(lines, at + count):
            break
        count += 1
    return count


def _short(lines: tuple[Line, ...], *, last: bool) -> list[Piece]:
    """One short line, or two, before prose are headings; more of them are something else.

    A line that ends a text heads nothing. The last of several may still head what follows, if it
    stands apart from them.
    """
    if last:
        heads, row = (lines[:-1], lines[-1:]) if len(lines) < 3 else ((), lines)
        return [*(_heading(line) for line in heads), *_row(row)]
    if len(lines) < 3:
        return [_heading(line) for line in lines]
    if lines[-1].apart:
        return [*_row(lines[:-1]), _heading(lines[-1])]
    return _row(lines)


def _row(lines: tuple[Line, ...]) -> list[Piece]:
    words = " / ".join(line.folded for line in lines) if len(lines) > 1 else ""
    return [Plain(lines[0], words), *(Plain(line) for line in lines[1:])]


def _heading(line: Line) -> Heading:
    return Heading(line, is_questions(line.folded))


def _bulleted(lines: tuple[Line, ...], at: int) -> int:
    """How many lines from here on are items of a list without numbers.

    An empty line ends the list, unless there is one between its first two items.
    """
    count = 0
    spaced = at + 1 < len(lines) and lines[at + 1].apart
    while at + count < len(lines) and _bullet(lines[at + count]):
        if count > 1 and lines[at + count].apart and not spaced:
            break
        count += 1
    soft = count == 1 and lines[at].text.strip()[0] in _SOFT_BULLETS
    return 0 if soft else count


def _bullet(line: Line) -> re.Match[str] | None:
    found = BULLET.match(line.text)
    return found if found and found.end() < len(line.text) else None


def _indent(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip())


def _nested(lines: tuple[Line, ...], depth: int) -> tuple[Item, ...]:
    """Items, those further to the right below the one before them; two columns tell them apart."""
    items: list[Item] = []
    base = _indent(lines[0])
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while depth > 1 and end < len(lines) and _indent(lines[end]) >= base + 2:
            end += 1
        found = _bullet(line)
        words = fold_spaces(line.text[found.end() :]) if found else line.folded
        inner = _nested(lines[at + 1 : end], depth - 1) if end > at + 1 else ()
        items.append(Item(line, words, inner))
        at = end
    return tuple(items)


def _numbered(lines: tuple[Line, ...], at: int) -> int:
    """How many lines from here on count up by one; 0 where there are not two."""
    count = 0
    number = 0
    while at + count < len(lines) and (found := NUMBER.match(lines[at + count].text)):
        if found.end() == len(lines[at + count].text) or int(found[1]) != (number or int(found[1])):
            break
        number = int(found[1]) + 1
        count += 1
    return count if count > 1 else 0


def _steps(lines: tuple[Line, ...]) -> Items:
    items: list[Item] = []
    start = 0
    for line in lines:
        if found := NUMBER.match(line.text):
            start = start or int(found[1])
            items.append(Item(line, fold_spaces(line.text[found.end() :])))
    return Items(tuple(items), start)


def _rows(lines: tuple[Line, ...], at: int) -> tuple[tuple[Line, tuple[str, ...]], ...]:
    """Two rows or more, none longer than the first; short ones lost empty cells at their end.

    Three cells of the first two rows hold something, or they are paragraphs set in by a tab.
    """
    rows: list[tuple[Line, tuple[str, ...]]] = []
    for position in range(at, len(lines)):
        line = lines[position]
        cells = [fold_spaces(cell) for cell in line.text.split("\t")]
        if len(cells) < 2 or BULLET.match(line.text) or NUMBER.match(line.text):
            break
        if rows and len(cells) > len(rows[0][1]):
            break
        missing = len(rows[0][1]) - len(cells) if rows else 0
        rows.append((line, (*cells, *("",) * missing)))
    filled = sum(bool(cell) for _, cells in rows[:2] for cell in cells)
    return tuple(rows) if len(rows) > 1 and filled > 2 else ()
