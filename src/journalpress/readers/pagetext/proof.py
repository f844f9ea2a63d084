"""A page and what was made of it → what of the page's words did not arrive.

This module splits the page anew and knows nothing of how the reader split it. Every sign of the
page that is not white space must stand, in the page's order, in a leaf of the Article, in a
source, in the disclaimer, or in words that the import says it left out or turned into a field.
Only the bullet or number that opens an item is not compared as a sign: a number must be the one
that the item or the source has. A citation stands for the sign that the page has in its place,
and must name the sources that its digits spell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from journalpress.model import (
    Article,
    Citation,
    Cite,
    CrossLink,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Prose,
    every_block,
    every_prose,
    prose_of,
)
from journalpress.problems import Problem, problem
from journalpress.readers.imports import Import

_SHAPELESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s")
_SIGN = re.compile(r"\s*(?:[\[(]?0?([1-9]\d{0,2})[.)\]]\.?|[•◦‣▪▫●○∙·⁃■□►➤✓✔*–-])(?=\s|$)")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that arrived: where they stood on the page, and the number of the item or source."""

    line: int
    column: int
    words: str
    opens: int | None = None


def lost_words(text: str, imported: Import, *, file: str) -> tuple[Problem, ...]:
    """A JP125 at the first place where the page and the import part; nothing where they agree."""
    article = imported.article
    if article is None:
        return ()
    pieces, wrong = _pieces(article, imported)
    if wrong:
        return (_lost(wrong, file, 0),)
    opened = {piece.line: piece.opens for piece in pieces if piece.opens is not None}
    page = [
        (sign, number)
        for number, line in enumerate(text.split("\n"), 1)
        for sign in _signs(_without_sign(line, opened[number]) if number in opened else line)
    ]
    arrived = [sign for piece in pieces for sign in _signs(piece.words)]
    for at, (sign, number) in enumerate(page):
        if at >= len(arrived) or arrived[at] != sign:
            shown = "".join(each for each, _ in page[at : at + _SHOWN])
            return (_lost(f"not in the article: “{shown}”", file, number),)
    if len(arrived) > len(page):
        shown = "".join(arrived[len(page) : len(page) + _SHOWN])
        return (_lost(f"not on the page: “{shown}”", file, 0),)
    return ()


def _lost(message: str, file: str, line: int) -> Problem:
    hint = "this is a fault of the program: report it with the page"
    return problem("JP125", message, hint, file=file, line=line)


def _signs(text: str) -> str:
    """What can be seen of a text: NFC, without white space and characters that have no shape."""
    return _SPACE.sub("", unicodedata.normalize("NFC", _SHAPELESS.sub("", text)))


def _without_sign(line: str, number: int) -> str:
    """The line without the bullet or the number that opens it; another number stays and shows."""
    line = unicodedata.normalize("NFC", _SHAPELESS.sub("", line))
    found = _SIGN.match(line)
    if not found or (found[1] and int(found[1]) != number):
        return line
    return line[found.end() :]


def _pieces(article: Article, imported: Import) -> tuple[list[_Piece], str]:
    """Everything that arrived, in the page's order, and what is wrong with it at first sight."""
    spans = imported.spans
    items = dict(_items(article))
    leaves = [
        (spans.get(prose.key, spans.get(f"front:{prose.key}", 0)), prose)
        for prose in every_prose(article)
    ]
    body = [spans.get(prose.key, 0) for prose in prose_of(article.body)]
    listed = [spans.get(f"source:{source.key}", 0) for source in article.sources]
    if body != sorted(body) or listed != sorted(listed):
        return [], "something stands in another place than on the page"
    leaves.sort(key=lambda each: each[0])
    marks = _Marks(article, imported)
    pieces = [_Piece(line, 0, marks.written(prose), items.get(prose.key)) for line, prose in leaves]
    if article.category:
        pieces.append(_Piece(spans.get("front:category", 0), 0, article.category))
    if article.disclaimer_found:
        line = spans.get("front:disclaimer_found", 0)
        pieces.append(_Piece(line, 0, article.disclaimer_found.text))
    for source in article.sources:
        line = spans.get(f"source:{source.key}", 0)
        pieces.append(_Piece(line, 0, source.raw, imported.numbers.get(source.key, 0)))
    pieces += [_Piece(each.line, each.column, each.words) for each in imported.dropped]
    pieces += [
        _Piece(each.line, each.column, each.words)
        for each in imported.data
        if _became(article, each.field, each.words)
    ]
    wrong = f"a citation names other sources than the page: {marks.wrong}" if marks.wrong else ""
    return sorted(pieces, key=lambda piece: (piece.line, piece.column)), wrong


def _became(article: Article, field: str, words: str) -> bool:
    """Whether the Article's field says what these words say."""
    digits = {int(each) for each in re.findall(r"\d+", words)}
    match field:
        case "published" | "reviewed":
            day = article.published if field == "published" else article.reviewed
            return day is not None and {day.day, day.year} <= digits
        case "people":
            return any(person.name in words for person in article.people)
        case _:
            return False


def _items(article: Article) -> Iterator[tuple[str, int]]:
    """The key of each item's first paragraph, with its number (0: a bullet)."""
    for block in every_block(article.body):
        if isinstance(block, List):
            for number, item in enumerate(block.items, block.start):
                first = item.blocks[0]
                if isinstance(first, Paragraph):
                    yield first.prose.key, number if block.ordered else 0


class _Marks:
    """Hands out the marks as they are written on the page, in its order."""

    def __init__(self, article: Article, imported: Import) -> None:
        self.wrong = ""
        self._numbers = {source.key: imported.numbers.get(source.key) for source in article.sources}
        self._marks = iter([mark for mark in imported.marks if mark.cited])

    def written(self, prose: Prose[Inline]) -> str:
        words: list[str] = []
        for inline in prose.inlines:
            match inline:
                case Cite(citations):
                    words.append(self._next(citations))
                case Link(_, runs) | CrossLink(_, runs):
                    words.extend(run.text for run in runs)
                case LineBreak():
                    pass
                case _:
                    words.append(inline.text)
        return "".join(words)

    def _next(self, citations: tuple[Citation, ...]) -> str:
        """The mark that stands for these sources on the page."""
        wanted = [self._numbers.get(each.key) for each in citations]
        mark = next(self._marks, None)
        if mark is None:
            self.wrong = self.wrong or f"none stands where {wanted} are cited"
            return ""
        if list(dict.fromkeys(mark.numbers)) != wanted or not _spells(mark.written, mark.numbers):
            self.wrong = self.wrong or f"“{mark.written}” is read as {wanted}"
        return mark.written


def _spells(written: str, numbers: tuple[int, ...]) -> bool:
    """Whether the digits of a mark are these numbers, the ends of a range standing for it."""
    plain = unicodedata.normalize("NFKC", written)
    ends = re.findall(r"(\d+)\s?[–—−-]\s?(\d+)", plain)
    inner = {each for low, high in ends for each in range(int(low) + 1, int(high))}
    return re.sub(r"\D", "", plain) == "".join(str(each) for each in numbers if each not in inner)
