"""The words of one leaf → its inlines: runs, links, and the citations that stand among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from journalpress.model import Cite, Inline, LineBreak, Prose, Text
from journalpress.readers.inlines import normal
from journalpress.readers.marks import Where
from journalpress.readers.notes import Notes
from journalpress.readers.rich.links import LinkMaker
from journalpress.readers.rich.pieces import Piece, cut, pieces_of, would_join
from journalpress.readers.rich.places import PlaceFinder
from journalpress.readers.rich.pointers import Place
from journalpress.readers.rich.tree import Break, Mark, Note, Paragraph, Picture, Run, Words

_MOST_WORDS_IN_BRACKETS = 60


class LeafMaker:
    """Makes the leaves of one article; remembers on which line each of them stood.

    `waiting` are notes that did not fit into a sentence, `told` those that stand already.
    """

    def __init__(self, places: PlaceFinder, links: LinkMaker, notes: Notes, lang: str) -> None:
        self.lines: dict[str, int] = {}
        self.waiting: list[Note] = []
        self.told: set[str] = set()
        self.invisible = 0
        self._places = places
        self._links = links
        self._notes = notes
        self._lang = lang

    def make(
        self, words: Words, line: int, where: Where = "prose", *, strong: bool = False
    ) -> Prose[Inline]:
        """The leaf that these words make; its key is a stand-in until keys are assigned."""
        key = f"leaf{len(self.lines)}"
        self.lines[key] = line
        if where == "heading":
            words = _plain_heading(words)
        return Prose(key, normal(self.inlines(words, line, where, strong=strong)))

    def inlines(
        self, words: Words, line: int, where: Where = "prose", *, strong: bool = False
    ) -> tuple[Inline, ...]:
        """The inlines of these words, not yet in normal form; pictures leave nothing."""
        pieces, text, invisible = pieces_of(words)
        self.invisible += invisible
        places = self._places.find(pieces, text, line, where)
        return tuple(self._built(pieces, text, places, line, strong))

    def _built(
        self, pieces: list[Piece], text: str, places: list[Place], line: int, strong: bool
    ) -> Iterator[Inline]:
        found: list[tuple[str, Inline]] = []
        at = 0
        for place in places:
            close = place.end > place.start and not place.apart
            start = len(text[: place.start].rstrip()) if close else place.start
            start = max(at, start)
            found += self._runs(pieces, text, at, start, strong)
            here: list[Inline] = [Cite(place.keys)] if place.keys else []
            here += [inline for note in place.remarks for inline in self._remark(note)]
            at = max(at, place.end)
            if not here and would_join(text, start, at):
                here = [Text(" ")]
            found += [("", inline) for inline in here]
        found += self._runs(pieces, text, at, len(text), strong)
        last: Inline | None = None
        for href, group in groupby(found, key=lambda each: each[0]):
            inner = [inline for _, inline in group]
            if href:
                runs = tuple(each for each in inner if isinstance(each, Text))
                inner = list(self._links.link(href, runs, text, line))
            if last is not None and inner and _would_be_one_number(last, inner[0]):
                yield Text(" ")
            yield from inner
            last = inner[-1] if inner else last

    def _runs(
        self, pieces: list[Piece], text: str, start: int, end: int, strong: bool
    ) -> Iterator[tuple[str, Inline]]:
        for piece in cut(pieces, start, end):
            span = piece.span
            if isinstance(span, Break):
                yield "", LineBreak()
            elif isinstance(span, Mark) and would_join(text, piece.start, piece.end):
                yield "", Text(" ")
            elif isinstance(span, Run):
                lang = "" if span.lang.lower() == self._lang.lower() else span.lang
                yield (
                    span.href,
                    Text(
                        text[piece.start : piece.end],
                        strong or span.strong,
                        span.emph,
                        span.script,
                        lang,
                        " ".join(span.expansion.split()),
                    ),
                )

    def _remark(self, note: Note) -> Iterator[Inline]:
        """A note that speaks: in brackets in its sentence, or behind the paragraph."""
        if note.id in self.told:
            return
        self.told.add(note.id)
        only = note.blocks[0] if len(note.blocks) == 1 else None
        words = only.words if isinstance(only, Paragraph) else ()
        short = sum(len(span.text.split()) for span in words if isinstance(span, Run))
        if (
            not words
            or short > _MOST_WORDS_IN_BRACKETS
            or any(isinstance(span, Picture) for span in words)
        ):
            self.waiting.append(note)
            return
        self._notes.decide(note.line, "a note is set in brackets into the sentence that it is to")
        yield Text(" (")
        yield from normal(self.inlines(words, note.line))
        yield Text(")")


def _plain_heading(words: Words) -> Words:
    """Without what every heading looks like anyway: all of it bold, broken into lines."""
    flat: Words = tuple(Run(" ") if isinstance(span, Break) else span for span in words)
    runs = [span for span in flat if isinstance(span, Run) and span.text.strip()]
    if runs and all(run.strong for run in runs):
        flat = tuple(
            replace(span, strong=False) if isinstance(span, Run) else span for span in flat
        )
    return flat


def _would_be_one_number(one: Inline, other: Inline) -> bool:
    """Whether words that lose their link would make one number of two: day 3, mark 1, day 31."""
    return (
        isinstance(one, Text)
        and isinstance(other, Text)
        and one.script == other.script
        and one.text[-1:].isdecimal()
        and other.text[:1].isdecimal()
    )
