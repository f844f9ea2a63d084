"""A Document and the Import made of it → what of its words did not arrive, or came from nowhere.

This module knows nothing of how the Article was made. It walks both by their fields, splits their
words anew, and compares: each word as often as it stood, words that were neighbours in a leaf
still neighbours, each source cited that the file cites.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, Literal

from journalpress.model import (
    Article,
    Cite,
    CrossLink,
    Inline,
    LineBreak,
    Link,
    Missing,
    Prose,
    Text,
    cited_keys,
    every_block,
    every_prose,
)
from journalpress.problems import Problem, problem
from journalpress.readers.characters import INVISIBLE, UNFIT
from journalpress.readers.imports import Import
from journalpress.readers.rich.grids import IN_EACH_ROW
from journalpress.readers.rich.tree import Break, Document, Grid, Lost, Mark, Note, Picture, Run

_SPANS = (Run, Break, Mark, Picture)
_BARE = frozenset({Run, str, int, bool, type(None)})
"""What holds nothing that is looked for in a tree of frozen data."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RAISED = re.compile("[⁰¹²³⁴-⁹₀-₉]+")
_SHOWN = 8
_SHORT = 6
"""So many characters has the longest mark of a footnote, such as “(viii)”."""


def lost_words(document: Document, imported: Import, *, file: str) -> tuple[Problem, ...]:
    """A JP125 for words that were lost, one for words invented, one for a citation lost."""
    article = imported.article
    if article is None:
        return ()
    leaves_of_it = list(_leaves(document))
    ids = (*(each.id for each in document.references), *(each.id for each in document.notes))
    marks = frozenset(f"#{each}" for each in ids if each)
    leaves = [
        *(_plain(leaf, marks=marks) for leaf in _leaves(replace(document, references=()))),
        # An entry is kept as one line of plain text: C<sub>max</sub> is a word there.
        *(_plain(leaf, parted="numbers") for leaf in _leaves(document.references)),
    ]
    stood = [_words(leaf) for leaf in leaves]
    there = Counter(word for words in stood for word in words)
    printed = [_words(text) for text in _printed(article)]
    told = [*printed, *map(_words, _told(imported))]
    arrived = Counter(word for words in told for word in words)
    arrived += Counter(str(number) for number in imported.numbers.values())
    found: list[str] = []
    if lost := there - arrived:
        found.append(f"not in the article: {_list(lost)}")
    extra = Counter(word for words in printed for word in words)
    names = _names(document)
    named = Counter(word for text in (file, *names) for word in _words(text))
    if invented := extra - there - named - _repeated(document, imported):
        found.append(f"in the article and not in the file: {_list(invented)}")
    if not found and (apart := _torn(stood, told, imported)):
        found.append(f"words that stood side by side do not: {apart}")
    if missing := _uncited(document, leaves_of_it, imported, article):
        found.append(f"a citation of source {missing} is not in the article")
    if unread := _unread(document, leaves_of_it, names):
        found.append(f"the file has words that were not read: {_list(unread)}")
    hint = "this is a fault of the program: report it with the file"
    return tuple(problem("JP125", message, hint, file=file) for message in found)


def _repeated(document: Document, imported: Import) -> Counter[str]:
    """Words of cells over several rows, as often as a person has them stand again below."""
    lines = {each.line for each in imported.decisions if IN_EACH_ROW in each.what}
    again: Counter[str] = Counter()
    if not lines:
        return again
    for grid in _values(document):
        if not isinstance(grid, Grid) or grid.line not in lines:
            continue
        for number, row in enumerate(grid.rows):
            for cell in row:
                rows = min(cell.rows or len(grid.rows), len(grid.rows) - number)
                if rows > 1:
                    said = Counter(word for leaf in _leaves(cell) for word in _words(_plain(leaf)))
                    again += Counter({word: count * (rows - 1) for word, count in said.items()})
    return again


def _unread(document: Document, leaves: list[tuple[object, ...]], names: list[str]) -> Counter[str]:
    """Words that the reader counted in the file and that stand nowhere in the Document.

    Digits count one by one and raised letters as if they were not: a reader's count of characters
    does not see where a superscript begins.
    """
    if not document.source_words:
        return Counter()
    texts = [*(_plain(leaf, parted="") for leaf in leaves), *names]
    texts += _not_of_the_text(document)
    return Counter(_unmarked(document.source_words)) - Counter(_unmarked("\n".join(texts)))


def _unmarked(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d", _shown(text))


def _shown(text: str) -> str:
    if text.isascii():
        return text
    return UNFIT.sub(" ", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))


def _words(text: str) -> list[str]:
    """Its words and numbers; a raised number (²) is one of its own."""
    if text.isascii():
        return _WORD.findall(text)
    return _WORD.findall(_shown(_RAISED.sub(lambda found: f" {found[0]} ", text)))


def _list(words: Counter[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in list(words)[:_SHOWN])
    return shown if len(words) <= _SHOWN else f"{shown} and {len(words) - _SHOWN} more"


def _leaves(value: object) -> list[tuple[object, ...]]:
    """Every run of words in a tree of frozen data, in its order."""
    found: list[tuple[object, ...]] = []
    _gather_leaves(value, found)
    return found


def _gather_leaves(value: Any, found: list[tuple[object, ...]]) -> None:
    if isinstance(value, tuple):
        if value and isinstance(value[0], _SPANS) and all(isinstance(x, _SPANS) for x in value):
            found.append(value)
            return
        for each in value:
            if type(each) not in _BARE:
                _gather_leaves(each, found)
        return
    for name in _fields(value.__class__):
        if type(each := getattr(value, name)) not in _BARE:
            _gather_leaves(each, found)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _plain(
    leaf: tuple[object, ...],
    *,
    parted: Literal["", "numbers", "all"] = "all",
    marks: frozenset[str] = frozenset(),
) -> str:
    """Its characters; a mark and a break part words, and so does a link of `marks` that is short.

    What is raised or lowered does as it is asked: always, where two numbers meet, never.
    """
    parts: list[str] = []
    href = script = ""
    short: tuple[str, ...] = ()
    if marks:
        links = groupby((each for each in leaf if isinstance(each, Run)), key=attrgetter("href"))
        short = tuple(
            href
            for href, runs in links
            if href in marks and len("".join(run.text for run in runs).strip()) <= _SHORT
        )
    for span in leaf:
        if isinstance(span, Run):
            meet = _meet(parts, span.text)
            apart = parted and span.href != href and (meet or {span.href, href} & {*short})
            border = span.script != script and (parted == "all" or (parted == "numbers" and meet))
            href, script = span.href, span.script
            parts.append(f" {span.text}" if apart or border else span.text)
        elif not isinstance(span, Picture):
            parts.append(" ")
            script = ""
    return "".join(parts)


def _meet(parts: list[str], text: str) -> bool:
    """Whether two numbers would become one where a link begins or ends."""
    return bool(parts) and parts[-1][-1:].isdecimal() and text[:1].isdecimal()


def _printed(article: Article) -> Iterator[str]:
    """The words of the text, leaf by leaf."""
    for prose in every_prose(article):
        yield _text(prose)


def _text(prose: Prose[Inline]) -> str:
    words: list[str] = []
    script = ""
    for inline in prose.inlines:
        match inline:
            case Text():
                runs: tuple[Text, ...] = (inline,)
            case Link(_, inner) | CrossLink(_, inner):
                runs = inner
                words.append(" " if _meet(words, inner[0].text) else "")
            case LineBreak() | Cite():
                words.append(" ")
                script = ""
                continue
        for run in runs:
            words.append(f" {run.text}" if run.script != script else run.text)
            script = run.script
    return "".join(words)


def _told(imported: Import) -> Iterator[str]:
    """The words that stand elsewhere than in the text."""
    article = imported.article
    assert article is not None
    yield from (source.raw for source in article.sources)
    if article.disclaimer_found:
        yield article.disclaimer_found.text
    yield from (block.note for block in every_block(article.body) if isinstance(block, Missing))
    yield from (each.words for each in imported.dropped)
    yield from (each.words for each in imported.data)
    yield from (each.written for each in imported.marks if each.cited)


def _names(document: Document) -> list[str]:
    """Words in the file and in no leaf: what pictures show, notes on what is lost."""
    found = list(document.pictures)
    for value in _values(document):
        if isinstance(value, Picture):
            found.append(value.alt)
        elif isinstance(value, Lost):
            found.append(value.note)
    return found


def _values(value: object) -> list[object]:
    """Every piece of a tree of frozen data but its runs, in its order."""
    found: list[object] = []
    _gather_values(value, found)
    return found


def _gather_values(value: Any, found: list[object]) -> None:
    if isinstance(value, tuple):
        for each in value:
            if type(each) not in _BARE:
                _gather_values(each, found)
    elif names := _fields(value.__class__):
        found.append(value)
        for name in () if isinstance(value, Mark | Picture) else names:
            if type(each := getattr(value, name)) not in _BARE:
                _gather_values(each, found)


def _torn(stood: list[list[str]], told: list[list[str]], imported: Import) -> str:
    """Neighbours of one leaf that are none any more, beyond those that a decision explains."""
    before = Counter(pair for words in stood for pair in pairwise(_lettered(words)))
    after = Counter(pair for words in told for pair in pairwise(_lettered(words)))
    torn = before - after
    explained = sum(
        int(found[1]) if (found := re.search(r"answer: (\d+) times", each.what)) else 1
        for each in imported.decisions
        if "set in brackets" in each.what or "cut behind the question mark" in each.what
    )
    explained += sum(2 for mark in imported.marks if mark.cited and _letters(mark.written))
    explained += sum(2 for each in imported.data if each.field == "note" and _letters(each.words))
    if sum(torn.values()) <= explained:
        return ""
    return ", ".join(f"“{one} {other}”" for one, other in list(torn)[:_SHOWN])


def _letters(text: str) -> list[str]:
    return _lettered(_words(text))


def _lettered(words: list[str]) -> list[str]:
    return [word for word in words if not word.isdecimal()]


def _uncited(
    document: Document, leaves: list[tuple[object, ...]], imported: Import, article: Article
) -> str:
    """The number of a source that the file cites and the article does not."""
    numbers = {
        each.id: each.number or position for position, each in enumerate(document.references, 1)
    }
    keys = {number: key for key, number in imported.numbers.items()}
    marks = [span for leaf in leaves for span in leaf if isinstance(span, Mark)]
    named = {numbers.get(target.id, 0) for mark in marks for target in mark.targets}
    cited = cited_keys(article)
    missing = sorted(number for number in named if number in keys and keys[number] not in cited)
    return str(missing[0]) if missing else ""


def _not_of_the_text(document: Document) -> Iterator[str]:
    """Words that a file prints and that are none of the article's: marks, what was left out."""
    for value in _values(document):
        if isinstance(value, Mark | Note):
            yield value.written
    yield from (dropped.words for dropped in document.dropped)
    for said in _values(document.about):
        words = getattr(said, "words", "")
        if isinstance(words, str):
            yield words
    for number, reference in enumerate(document.references, 1):
        yield str(reference.number or number)
