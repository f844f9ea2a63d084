"""Words → a paragraph of the document, with the range bookmark by which it is found again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from journalpress.edition.types import ResolvedInline
from journalpress.model import Prose, Text
from journalpress.reviewcopy import bookmark_name
from journalpress.writers.docx import names
from journalpress.writers.docx.ooxml import Element, Look, add, add_paragraph
from journalpress.writers.docx.package import Package
from journalpress.writers.docx.runs import RunWriter


class Ids:
    """One counter for all `w:id`, since Word may call a file corrupt where two are alike.

    Lists are counted from the template's on, words that no author wrote from 1 in each chapter.
    """

    def __init__(self) -> None:
        self._last = 0
        self._last_list = names.LAST_LIST
        self._fixed: dict[int, int] = {}

    def next(self) -> int:
        """A `w:id` or picture's id that nothing has."""
        self._last += 1
        return self._last

    def next_list(self) -> int:
        """A `w:numId` that no list has."""
        self._last_list += 1
        return self._last_list

    def next_fixed(self, chapter: int) -> str:
        """The key of the next words of this chapter that no author wrote."""
        self._fixed[chapter] = self._fixed.get(chapter, 0) + 1
        return f"fixed_{self._fixed[chapter]}"


@dataclass(frozen=True, slots=True)
class ParagraphWriter:
    """Writes the paragraphs of one chapter: the one at this `position` in the document, from 1."""

    package: Package
    runs: RunWriter
    ids: Ids
    position: int

    @property
    def rtl(self) -> bool:
        """Whether the chapter runs from right to left."""
        return self.runs.voice.rtl

    def name(self, key: str) -> str:
        """The bookmark of the leaf with this key."""
        return bookmark_name(key, self.position)

    def prose(
        self,
        look: Look | str,
        prose: Prose[ResolvedInline],
        parent: Element | None = None,
        name: str = "",
    ) -> None:
        """A last paragraph of `parent` (the body) in this look or style."""
        with self.empty(look, name or self.name(prose.key), parent) as paragraph:
            self.runs.inlines(paragraph, prose.inlines)

    def fixed(self, look: Look | str, words: str) -> None:
        """A paragraph of words that no author wrote."""
        key = self.ids.next_fixed(self.position)
        self.prose(look, Prose(key, (Text(words),) if words else ()))

    @contextlib.contextmanager
    def empty(
        self, look: Look | str, name: str, parent: Element | None = None
    ) -> Iterator[Element]:
        """A last paragraph to write into; a bookmark of this name, if any, surrounds them."""
        look = Look(look) if isinstance(look, str) else look
        where = self.package.body if parent is None else parent
        paragraph = add_paragraph(where, replace(look, rtl=self.rtl))
        if not name:
            yield paragraph
            return
        number = self.ids.next()
        add(paragraph, "bookmarkStart", id=number, name=name)
        yield paragraph
        add(paragraph, "bookmarkEnd", id=number)
