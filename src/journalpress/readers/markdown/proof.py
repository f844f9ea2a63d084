"""The source of a body and the Article read from it → the first words that did not arrive.

The proof that nothing is lost is worth something only if it does not trust the parser: this file
takes the marks off the source with a few expressions of its own and compares what is left, letter
by letter, with the words of the Article.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from journalpress.model import (
    Block,
    Callout,
    Figure,
    Inline,
    List,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
    plain,
)
from journalpress.readers.findings import Findings

_LINE_START = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t])))*")
_MARKER_DIGITS = re.compile(r"\d+")
_NO_WORDS = re.compile(
    r"[ \t]*:::(?:.*)"  # the fence of what is missing
    r"|[ \t|:]*-[-|: \t]*"  # the line below a table's header
)
_CAPTION = re.compile(r"[ \t]*Table:")
_ALERT = re.compile(r"[ \t]*\[!\w+\][ \t]*")
# What stands in the source and prints no letters; each alternative takes it whole.
_MARKS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|!\[(?=(?:[^\[\]\\]|\\.)*\]\()"  # ![alt](…), were the alt to begin with @
    r"|\[\s*@(?:[^\[\]\\]|\\.)*\]"  # [@key]
    r"|\[\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\](?![({])"  # [1, 4]
    r"|\]\(\s*(?:<(?:[^<>\\]|\\.)*>"  # ](<address>)
    r"|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*)\s*\)"  # ](address)
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>]*"  # <https://…>
    r"|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>"
    r"|<(?:br\s*/?|/?sub|/?sup|/?abbr(?:\s+title=(?:\"[^\"]*\"|'[^']*'))?)\s*>"
    r"|\{\s*(?:[.#]|\w+=)(?:[^{}\\\n]|\\.)*\}"  # {.brief}
    , re.DOTALL
)  # fmt: skip
_NOT_WORDS = re.compile(r"[\s\\*_\[\]#|>!`~]|[\u200b-\u200d\ufe00-\ufe0f]")
_PLAIN_LINE = re.compile(r"(?!Table:)[^\W\d_]")
"""The beginning of a line that is words from its first letter on."""


def note_lost_words(
    lines: list[str],
    first: int,
    body: tuple[Block[Inline], ...],
    findings: Findings,
    *,
    at_line: int = 0,
) -> None:
    """Notes (JP125) the first words of `lines[first:]` that are not in the body, or the reverse.

    `at_line` is the line that the Problem names, where the lines are not those of the file.
    """
    text, starts = _without_line_marks(lines, first)
    found = "".join(letters for block in body for letters in _block_letters(block))
    if _is_told(text, found):
        return
    wanted = list(_source_letters(text, starts, first))
    # All places in `found` where we may be: the number of a list item is there or it is not.
    places = {0}
    passed: Counter[int] = Counter()
    for letters, line, optional in wanted:
        if optional:
            places |= _behind(letters, places, found)
            continue
        if after := _behind(letters, places, found):
            places = after
            passed[line] += len(letters)
            continue
        for letter in letters:
            places = {at + 1 for at in places if found.startswith(letter, at)}
            if not places:
                words = _words_from(lines[line - 1], passed[line])
                _note(findings, f"“{words}” did not reach the article", at_line or line)
                return
            passed[line] += 1
    if len(found) not in places:
        furthest = max(places)
        line = wanted[-1][1] if wanted else first + 1
        words = found[furthest : furthest + 40]
        _note(findings, f"“{words}” stands only in the article", at_line or line)


def _is_told(text: str, found: str) -> bool:
    """Whether `found` is the letters of the text, with or without the optional ones.

    The same question as above, asked of whole stretches: nobody needs to know yet what is missing.
    """
    places = {0}
    stretch: list[str] = []
    for begin, end in _paragraphs(text):
        paragraph = text[begin:end]
        if _OPTIONAL not in paragraph:
            stretch.append(_only_letters(_MARKS.sub(_printed, paragraph)))
            continue
        for letters, _, optional in _paragraph_letters(text, begin, end):
            if not optional:
                stretch.append(letters)
            elif letters:
                places = _behind("".join(stretch), places, found)
                places |= _behind(letters, places, found)
                stretch = []
    return len(found) in _behind("".join(stretch), places, found)


def _behind(letters: str, places: set[int], found: str) -> set[int]:
    """Where we may be after these letters, for each place where they stand."""
    return {at + len(letters) for at in places if found.startswith(letters, at)}


def _only_letters(text: str) -> str:
    """The text without white space and marks."""
    text = "".join(text.split())
    return text if text.isalnum() else _NOT_WORDS.sub("", text)


def _note(findings: Findings, message: str, line: int) -> None:
    hint = "write this passage more plainly; please report it, with this line"
    findings.note("JP125", message, hint, line=line)


def _words_from(line: str, letters: int) -> str:
    """Some words of the line, from the one in which this many letters are passed."""
    words = line.split()
    for position, word in enumerate(words):
        letters -= len(_only_letters(word))
        if letters < 0:
            return " ".join(words[position : position + 8])
    return " ".join(words[-3:])


def _source_letters(
    text: str, starts: list[tuple[int, int]], first: int
) -> Iterator[tuple[str, int, bool]]:
    """Letters of the source, their line, and whether they are what may begin a list item."""
    position = 0
    line = first + 1
    for letters, start, optional in _letters(text):
        while position < len(starts) and starts[position][0] <= start:
            line = starts[position][1]
            position += 1
        yield letters, line, optional


_OPTIONAL = "\x00"
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_BORDERS = re.compile(f"({_OPTIONAL}|\n)")


def _without_line_marks(lines: list[str], first: int) -> tuple[str, list[tuple[int, int]]]:
    """The lines without what only begins a line, and where each begins.

    The numbers and signs of list items stay, marked: in a paragraph they are words.
    """
    kept: list[str] = []
    starts: list[tuple[int, int]] = []
    length = quotes_before = 0
    for number, line in enumerate(lines[first:], first + 1):
        if not quotes_before and _PLAIN_LINE.match(line):
            starts.append((length, number))
            kept.append(line)
            length += len(line) + 1
            continue
        marks = _LINE_START.match(line)
        begin = marks.end() if marks else 0
        digits = _MARKER_DIGITS.findall(line[:begin])
        signs = "".join(each for each in line[:begin] if each in "-+.)")
        rest = line[begin:]
        found = _NO_WORDS.fullmatch(rest) or _CAPTION.match(rest) or _ALERT.match(rest)
        may_be = [*digits, signs, found[0].strip() if found else ""]
        optional = "".join(f"{_OPTIONAL}{each}{_OPTIONAL}" for each in may_be if each)
        rest = rest[found.end() :] if found else rest
        quotes = line[:begin].count(">")
        if (begin and line[:begin].strip(" \t>")) or quotes != quotes_before or rest[:1] == "|":
            # A new leaf begins here, and no mark goes on from one leaf into the next.
            optional = "\n" + optional
        quotes_before = quotes
        starts.append((length, number))
        kept.append(optional + rest)
        length += len(kept[-1]) + 1
    return "\n".join(kept), starts


def _letters(text: str) -> Iterator[tuple[str, int, bool]]:
    """The letters between the marks with their place; whether they may begin a list item."""
    for begin, end in _paragraphs(text):
        yield from _paragraph_letters(text, begin, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each stretch without empty lines begins and ends."""
    begin = 0
    for end in [*(found.start() for found in _EMPTY_LINES.finditer(text)), len(text)]:
        yield begin, end
        begin = end


def _paragraph_letters(text: str, at: int, last: int) -> Iterator[tuple[str, int, bool]]:
    """The same for a stretch without empty lines, which no mark crosses."""
    for found in [*_MARKS.finditer(text, at, last), None]:
        end = found.start() if found else last
        yield from _plain_letters(text[at:end], at)
        if found is None:
            return
        at = found.end()
        if printed := _printed(found):
            yield _only_letters(printed), found.start(), False


def _printed(mark: re.Match[str]) -> str:
    """What a mark prints, "" for most."""
    if mark["entity"]:
        return html.unescape(mark["entity"])
    return mark["escaped"] or mark["auto"] or ""


def _plain_letters(text: str, at: int) -> Iterator[tuple[str, int, bool]]:
    optional = False
    for piece in _BORDERS.split(text):
        if piece == _OPTIONAL:
            optional = not optional
        else:
            yield _only_letters(piece), at, optional
        at += len(piece)


def _block_letters(block: Block[Inline]) -> Iterator[str]:
    """The letters of a block in the order of its source: a caption stands below its table."""
    match block:
        case Paragraph(prose):
            yield _prose_letters(prose)
        case List(items):
            for item in items:
                yield from _inner(item.blocks)
        case Quote(blocks) | Callout(_, blocks):
            yield from _inner(blocks)
        case Figure(_, _, alt, _, caption):
            yield _only_letters(alt)
            if caption:
                yield _prose_letters(caption)
        case Table(_, header, rows, _, _, caption):
            for row in (header, *rows):
                yield from (_prose_letters(cell) for cell in row)
            if caption:
                yield _prose_letters(caption)
        case Question(prose, blocks) | Section(prose, blocks):
            yield _prose_letters(prose)
            yield from _inner(blocks)
        case Missing(_, note):
            yield _only_letters(note)
        case _:
            assert_never(block)


def _inner(blocks: tuple[Block[Inline], ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block_letters(block)


def _prose_letters(prose: Prose[Inline]) -> str:
    return _only_letters(plain(prose.inlines))
