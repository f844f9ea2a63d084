"""A page that is read again and an article that was edited meanwhile → one article.

What only the page changed is taken, what only the article changed is kept; where both did, a
person is asked, and until then the article's words stay.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from journalpress.journal.dividing import (
    Piece,
    Unit,
    joined_up,
    lines_of_units,
    pieces_of,
    sentences_of,
    units_of,
)
from journalpress.journal.renaming import (
    clashing_keys,
    lines_with_keys,
    renamed_keys,
    with_keys,
)
from journalpress.journal.threeway import Stretch, three_way
from journalpress.keys import assign_keys
from journalpress.limits import Limits
from journalpress.model import Article, Prose, Source, cited_keys
from journalpress.readers.imports import OpenQuestion
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.markdown.write_inline import write_inlines

FENCE = "---"
_MOST_SHOWN = 160
_BEFORE = 40
"""Characters before a difference by which a person finds the place."""

_Settled: TypeAlias = Literal["ours", "theirs", "open"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A place where page or article differ from the page as it was: what each of them has there.

    `whose` says who changed it: the page ("theirs", taken), the article ("ours", kept), or both.
    """

    whose: Literal["ours", "theirs", "conflict"]
    article: str
    page: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`article` is None where page and article cannot be put together.

    `text` is what the next import compares with: the page, but where a question is open the page
    as it was.
    """

    article: Article | None
    changes: tuple[Changed, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    text: tuple[str, ...] = ()


def text_of_page(article: Article) -> tuple[str, ...]:
    """The article as house Markdown, a paragraph a line, as the record of an import keeps it."""
    return tuple(write_markdown(article).removesuffix("\n").split("\n"))


def common_text(ours: Article, theirs: Article) -> tuple[str, ...]:
    """What to compare with where nobody knows the page as it was: what both of them say.

    Merged with it the article's front matter stays as it is, what stands in one of the two alone
    is kept, and where both have words of their own a person is asked.
    """
    renamed = with_keys(theirs, renamed_keys(theirs.sources, ours.sources))
    front = text_of_page(replace(theirs, body=()))
    lines, others = _body_lines(renamed), _body_lines(ours)
    found = SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks()
    return (*front, *(line for each in found for line in lines[each.a :][: each.size]))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of two texts in house Markdown is the same, from 0 to 1: their words in a row."""
    first, second = (_in_a_row(_below_the_front(each)) for each in (one, other))
    every = first.total() + second.total()
    return 2 * (first & second).total() / every if every else float(tuple(one) == tuple(other))


def _in_a_row(lines: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Every three words that follow one another, with how often they do."""
    words = re.findall(r"\w+", " ".join(lines).lower())
    return Counter(zip(words, words[1:], words[2:], strict=False))


def merged(
    before: Sequence[str],
    ours: Article,
    theirs: Article,
    *,
    answers: Mapping[str, str],
    limits: Limits,
) -> Merged:
    """The article with what the page has changed since `before`, which is `text_of_page` of then.

    `ours` is the article as it stands, `theirs` the page as it is now; `answers` settle conflicts
    by key: "article" or "page".
    """
    end = len(before) - len(_below_the_front(before))
    base = _read([*before[:end]], ours.slug, limits)
    if base is None:
        return Merged(None)
    names = renamed_keys(base.sources, ours.sources)
    base = with_keys(base, names)
    body = lines_with_keys(before[end:], names)
    new_names = {**names, **clashing_keys(base, ours, with_keys(theirs, names), names)}
    sides = (base, body, ours, with_keys(theirs, new_names), answers, limits)
    by_pieces = _Merge(*sides, by_pieces=True).merged()
    # Pieces of both may make no text that can be read: then whole stretches are asked about.
    return by_pieces if by_pieces.article else _Merge(*sides, by_pieces=False).merged()


def _read(lines: Sequence[str], slug: str, limits: Limits) -> Article | None:
    data = ("\n".join(lines) + "\n").encode()
    return read_markdown(data, file="", slug=slug, limits=limits).article


class _Merge:
    """One merge; notes what it changes and what it asks."""

    def __init__(
        self,
        base: Article,
        body: Sequence[str],
        ours: Article,
        theirs: Article,
        answers: Mapping[str, str],
        limits: Limits,
        *,
        by_pieces: bool,
    ) -> None:
        self._by_pieces = by_pieces
        self._base, self._ours, self._theirs = base, ours, theirs
        self._base_body = units_of(body)
        self._answers, self._limits = answers, limits
        self._changes: list[Changed] = []
        self._questions: list[OpenQuestion] = []

    def merged(self) -> Merged:
        front, kept = self._front()
        sources, kept_sources = self._sources()
        lines, kept_lines = self._body()
        shell = replace(front, body=(), sources=sources)
        article = self._whole(shell, lines)
        if article is not None and (absent := self._absent(article)):
            shell = replace(shell, sources=(*sources, *absent))
            article = self._whole(shell, lines)
        if article is None or not _says(article, shell, lines):
            return Merged(None)
        page = text_of_page(replace(kept, body=(), sources=kept_sources))
        return Merged(article, tuple(self._changes), tuple(self._questions), (*page, *kept_lines))

    def _whole(self, shell: Article, lines: Sequence[str]) -> Article | None:
        return _read([*text_of_page(shell), *lines], shell.slug, self._limits)

    def _absent(self, article: Article) -> tuple[Source, ...]:
        """Sources that the merged text cites and neither list kept."""
        listed = {each.key for each in article.sources}
        sides = (self._base, self._theirs, self._ours)
        known = {each.key: each for side in sides for each in side.sources}
        cited = (key for key in cited_keys(article) if key not in listed)
        return tuple(known[key] for key in cited if key in known)

    # --- who changed what

    def _settle(self, base: str | None, ours: str, theirs: str) -> _Settled:
        """Whose version stands, and what a person is told or asked of it.

        `base` is None where nobody knows what it was.
        """
        if ours == theirs or theirs == base:
            if ours not in (base, theirs):
                self._changes.append(Changed("ours", ours, theirs))
            return "ours"
        if ours == base:
            self._changes.append(Changed("theirs", ours, theirs))
            return "theirs"
        key = _key(ours, theirs)
        answer = self._answers.get(key, "").strip().lower()
        if answer == "page":
            self._changes.append(Changed("theirs", ours, theirs))
            return "theirs"
        if answer == "article":
            self._changes.append(Changed("ours", ours, theirs))
            return "ours"
        self._changes.append(Changed("conflict", ours, theirs))
        if all(each.key != key for each in self._questions):
            words, page = _shortened(ours, theirs)
            self._questions.append(
                OpenQuestion(
                    key,
                    "conflict",
                    0,
                    words or "(nothing)",
                    "Article and page were both changed here. The page now says: "
                    f"“{page or '(nothing)'}”. Whose words stay?",
                    assumed="the article's words",
                    confirms="article",
                    choices=("article", "page"),
                )
            )
        return "open"

    # --- the front matter

    def _front(self) -> tuple[Article, Article]:
        """Both the merged fields and those to compare with next time."""
        base, ours, theirs = self._base, self._ours, self._theirs
        taken: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for name in _FROM_THE_PAGE:
            sides = [_shown(getattr(each, name)) for each in (base, ours, theirs)]
            settled = self._settle(*sides)
            if settled == "theirs":
                taken[name] = getattr(theirs, name)
            kept[name] = getattr(base if settled == "open" else theirs, name)
        return replace(ours, **taken), replace(theirs, **kept)

    # --- sources

    def _sources(self) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
        sides = [{each.key: each for each in side.sources}
                 for side in (self._base, self._ours, self._theirs)]  # fmt: skip
        base, ours, theirs = sides
        keys: dict[str, None] = {}
        for stretch in three_way(list(base), list(ours), list(theirs)):
            if stretch.whose == "theirs":
                keys.update(dict.fromkeys(stretch.theirs))
            elif stretch.whose == "conflict":
                keys.update(dict.fromkeys((*stretch.ours, *stretch.theirs)))
            else:
                keys.update(dict.fromkeys(stretch.ours))
        merged_sources: dict[str, Source] = {}
        kept = dict(theirs)
        for key in keys:
            if key in ours and key in theirs:
                merged_sources[key], kept[key] = self._source(
                    base.get(key, Source(key)), ours[key], theirs[key]
                )
            else:
                merged_sources[key] = ours.get(key) or theirs[key]
        for key in (*ours, *theirs):
            if (key in merged_sources) != (key in ours):
                words = ours.get(key) or theirs.get(key)
                assert words is not None
                gone = key in ours
                self._changes.append(
                    Changed("theirs", _source_words(words) if gone else "",
                            "" if gone else _source_words(words))
                )  # fmt: skip
        return tuple(merged_sources.values()), tuple(kept.values())

    def _source(self, base: Source, ours: Source, theirs: Source) -> tuple[Source, Source]:
        taken: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for each in fields(Source):
            values = [getattr(side, each.name) for side in (base, ours, theirs)]
            settled = self._settle(*map(_shown, values))
            if settled == "theirs":
                taken[each.name] = values[2]
            kept[each.name] = values[0 if settled == "open" else 2]
        return replace(ours, **taken), replace(theirs, **kept)

    # --- the body

    def _body(self) -> tuple[list[str], list[str]]:
        """The merged lines, and those to compare with next time."""
        sides = (
            self._base_body,
            units_of(_body_lines(self._ours)),
            units_of(_body_lines(self._theirs)),
        )
        base, ours, theirs = sides
        made: list[Unit] = []
        kept: list[Unit] = []
        for stretch in three_way(*([unit.line for unit in side] for side in sides)):
            parts = (
                base[stretch.base_start :][: len(stretch.base)],
                ours[stretch.ours_start :][: len(stretch.ours)],
                theirs[stretch.theirs_start :][: len(stretch.theirs)],
            )
            units, settled = self._stretch(stretch, *parts)
            made += units
            kept += parts[0] if settled == "open" else parts[2]
        return lines_of_units(joined_up(made, ours, theirs)), lines_of_units(kept)

    def _stretch(
        self,
        stretch: Stretch,
        base: Sequence[Unit],
        ours: Sequence[Unit],
        theirs: Sequence[Unit],
    ) -> tuple[Sequence[Unit], _Settled]:
        alike = len(base) == len(ours) == len(theirs)
        gaps = _gaps(base, ours, theirs) if alike else None
        if stretch.whose == "conflict" and self._by_pieces:
            made, settled = self._pieces(stretch.base, ours, theirs)
            fits = gaps is not None and len(made) == len(gaps)
        else:
            settled = "ours"
            if stretch.whose not in ("nobody", "both"):
                sides = (stretch.base, stretch.ours, stretch.theirs)
                settled = self._settle(*("\n".join(side) for side in sides))
            made, fits = (theirs if settled == "theirs" else ours), gaps is not None
        if not (fits and gaps):
            return made, settled
        return [replace(unit, gap=gap) for unit, gap in zip(made, gaps, strict=True)], settled

    def _pieces(
        self, base: Sequence[str], ours: Sequence[Unit], theirs: Sequence[Unit]
    ) -> tuple[Sequence[Unit], _Settled]:
        """Settled piece by piece; open, with the stretch as it was, while one of them is."""
        made: list[Unit] = []
        is_open = False
        for piece in pieces_of(base, ours, theirs):
            units, settled = self._piece(piece)
            made += units
            is_open |= settled == "open"
        return made, "open" if is_open else "theirs"

    def _piece(self, piece: Piece) -> tuple[Sequence[Unit], _Settled]:
        sides = [[unit.line for unit in side] for side in (piece.ours, piece.theirs)]
        was = None if piece.base is None else "\n".join(piece.base)
        if [len(side) for side in sides] == [1, 1] and (piece.base is None or len(piece.base) == 1):
            ((mine,), (other,)) = sides
            parts = [
                (self._settle(*(each.strip() for each in sentence)), *sentence[1:])
                for sentence in sentences_of(was, mine, other)
            ]
            if parts:
                line = "".join(page if whose == "theirs" else own for whose, own, page in parts)
                is_open = any(whose == "open" for whose, _, _ in parts)
                return (replace(piece.ours[0], line=line),), "open" if is_open else "theirs"
        settled = self._settle(was, *("\n".join(side) for side in sides))
        return (piece.theirs if settled == "theirs" else piece.ours), settled


_FROM_THE_PAGE = (
    "title",
    "lang",
    "category",
    "standfirst",
    "key_messages",
    "published",
    "disclaimer_found",
)
"""Fields that a page tells. Whatever else stands in the front matter is the journal's own."""


def _shown(value: Any) -> str:
    """A field's value as words that two of them can be compared by."""
    if isinstance(value, Prose):
        return write_inlines(value.inlines, "value")
    if isinstance(value, tuple):
        return "\n".join(_shown(each) for each in value)
    return "" if value is None else str(getattr(value, "text", value))


def _key(ours: str, theirs: str) -> str:
    digest = hashlib.sha256(f"{ours}\0{theirs}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"conflict-{digest[:10]}"


def _shortened(ours: str, theirs: str) -> tuple[str, str]:
    """Both on a line each; what is too long from shortly before the place where they differ."""
    sides = [" ".join(each.split()) for each in (ours, theirs)]
    if max(map(len, sides)) <= _MOST_SHOWN:
        return sides[0], sides[1]
    differs = (at for at, (one, other) in enumerate(zip(*sides, strict=False)) if one != other)
    same = next(differs, min(map(len, sides)))
    start = sides[0].rfind(" ", 0, max(same - _BEFORE, 0)) + 1
    return _cut(sides[0], start), _cut(sides[1], start)


def _cut(words: str, start: int) -> str:
    shown = words[start:]
    if len(shown) > _MOST_SHOWN:
        shown = f"{shown[:_MOST_SHOWN].rpartition(' ')[0]}…"
    return f"…{shown}" if start and shown else shown


def _says(article: Article, shell: Article, lines: Sequence[str]) -> bool:
    """Whether the article that was read back is what was put together, and nothing else."""
    around = assign_keys(replace(shell, body=()))
    return replace(article, body=()) == around and _words_of(_body_lines(article)) == _words_of(
        lines
    )


# --- lines


def _gaps(base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[bool]:
    return [
        one.gap if one.gap != was.gap else other.gap
        for was, one, other in zip(base, ours, theirs, strict=True)
    ]


def _words_of(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line]


def _body_lines(article: Article) -> tuple[str, ...]:
    return tuple(_below_the_front(text_of_page(article)))


def _below_the_front(lines: Sequence[str]) -> Sequence[str]:
    return lines[lines.index(FENCE, 1) + 1 :] if lines.count(FENCE) > 1 else lines


def _source_words(source: Source) -> str:
    return source.raw or source.title or source.key
