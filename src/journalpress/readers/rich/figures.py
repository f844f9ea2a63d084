"""The pictures of a Document → figures, and what is missing or to be asked of each."""

from __future__ import annotations

from typing import TypeAlias

from journalpress import model
from journalpress.model import Inline
from journalpress.readers.counts import Counts
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich import tree
from journalpress.readers.rich.leaves import LeafMaker
from journalpress.readers.rich.media import Album
from journalpress.readers.rich.spans import pictures_in, says_something
from journalpress.readers.rich.tree import Run, Words, text_of

ModelBlock: TypeAlias = model.Block[Inline]


class FigureMaker:
    """Makes the figures of one article; counts the pictures that did not come."""

    def __init__(self, leaves: LeafMaker, album: Album, notes: Notes, counts: Counts) -> None:
        self._leaves = leaves
        self._album = album
        self._notes = notes
        self._counts = counts

    def pictures(self, words: Words, line: int) -> list[ModelBlock]:
        """The pictures of a line, which stand behind it."""
        found = pictures_in(words)
        if found and text_of(words).strip():
            what = f"pictures in the midst of words stand behind them: {len(found)}"
            self._notes.decide(line, what)
        return [made for each in found for made in self.figure(each, (), line)]

    def figure(self, picture: tree.Picture, caption: Words, line: int) -> list[ModelBlock]:
        """The figure, then those of its caption; what it shows as missing where it did not come."""
        alt = self._words(picture.alt)
        words = self._leaves.make(caption, line) if says_something(caption) else None
        words = words if words is not None and words.inlines else None
        beside = [made for each in pictures_in(caption) for made in self.figure(each, (), line)]
        name = self._album.name(picture.name, line)
        if not name:
            if picture.decorative and words is None:
                return beside
            self._counts.missing += 1
            missing: list[ModelBlock] = [model.Missing("figure", alt)]
            return [*missing, *([model.Paragraph(words)] if words else []), *beside]
        decorative = picture.decorative or not alt
        if not alt and not picture.decorative:
            self._ask_for_alt(name, line)
        return [model.Figure("", name, "" if decorative else alt, decorative, words), *beside]

    def _words(self, text: str) -> str:
        prose = self._leaves.inlines((Run(text),), 0, "heading") if text.strip() else ()
        return " ".join(model.plain(prose).split())

    def _ask_for_alt(self, name: str, line: int) -> None:
        key = question_key("shape", name)
        if self._notes.answer(key) != "decorative":
            self._notes.ask(
                "shape",
                key,
                line,
                name,
                "The page does not say what this picture shows. Does it only decorate? If it "
                "shows something, write what into the article: ![what it shows](…).",
                assumed="it only decorates",
                confirms="decorative",
                choices=("decorative",),
            )
