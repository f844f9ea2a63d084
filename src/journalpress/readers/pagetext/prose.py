"""The words of one leaf → its inlines: text, citations, cross-links, a strong lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journalpress.model import Citation, Cite, CrossLink, Inline, Prose, Text
from journalpress.readers.imports import Certainty, MarkFound
from journalpress.readers.inlines import normal
from journalpress.readers.mark_questions import ask_about, settled
from journalpress.readers.marks import Where, find_marks
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.pagetext.crosslinks import Phrase, find_cross_links

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}")
_DOUBTS: tuple[Certainty, ...] = ("certain", "likely", "ask")


@dataclass(frozen=True, slots=True)
class _Cited:
    start: int
    end: int
    numbers: tuple[int, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class _Linked:
    start: int
    end: int
    slug: str | None


_Place: TypeAlias = _Cited | _Linked


class ProseMaker:
    """Makes the leaves of one article; remembers on which line each of them stood.

    `keys` maps the page's number of a source to its key.
    """

    def __init__(self, keys: Mapping[int, str], notes: Notes) -> None:
        self.lines: dict[str, int] = {}
        self.cross_references = 0
        self.citations: Counter[str] = Counter()
        self._keys = keys
        self._known = frozenset(keys)
        self._notes = notes

    def make(
        self, words: str, line: int, where: Where = "prose", *, lead: int = 0
    ) -> Prose[Inline]:
        """The leaf that these words make; its key is a stand-in until keys are assigned.

        Titles and questions are headings: no cross-links, and marks only where they are written
        as such. The first `lead` characters are strong.
        """
        cited = self._marks(words, line, where)
        places: list[_Place] = [*cited]
        if where != "heading":
            taken = tuple((each.start, each.end) for each in cited)
            places += self._links(words, line, find_cross_links(words, taken))
        key = f"leaf{len(self.lines)}"
        self.lines[key] = line
        inlines = _inlines(words, sorted(places, key=_start), lead, self._keys)
        return Prose(key, normal(inlines))

    def _marks(self, words: str, line: int, where: Where) -> list[_Cited]:
        cited: list[_Cited] = []
        for mark in find_marks(words, self._known, where):
            key = question_key("mark", words, mark.start)
            answer = self._notes.answer(key)
            numbers, answered = settled(mark, answer)
            if (answer or mark.certainty == "ask") and not answered:
                ask_about(mark, key, line, words, self._notes)
            if numbers:
                cited.append(_Cited(mark.start, mark.end, numbers, mark.certainty))
            else:
                shown = around(words, mark.start, mark.end)
                found = mark.readings[0] if mark.readings else ()
                self._notes.marks.append(
                    MarkFound(line, mark.written, shown, found, mark.certainty, cited=False)
                )
        cited = _joined(cited)
        for each in cited:
            self.citations.update(self._keys[number] for number in set(each.numbers))
            written = words[each.start : each.end].strip()
            shown = around(words, each.start, each.end)
            self._notes.marks.append(
                MarkFound(line, written, shown, each.numbers, each.certainty, cited=True)
            )
        return cited

    def _links(self, words: str, line: int, phrases: tuple[Phrase, ...]) -> list[_Linked]:
        links: list[_Linked] = []
        for phrase in phrases:
            shown = words[phrase.start : phrase.end]
            key = question_key("link", words, phrase.start)
            answer = self._notes.answer(key)
            self.cross_references += 1
            if answer == "none":
                continue
            if _SLUG.fullmatch(answer):
                links.append(_Linked(phrase.start, phrase.end, answer))
                continue
            links.append(_Linked(phrase.start, phrase.end, None))
            end = "" if phrase.sure else " Where the phrase ends is unsure."
            self._notes.ask(
                "link",
                key,
                line,
                shown,
                f"Which article does this lead to?{end}",
                assumed="a link without a target",
                choices=("the article's slug", "none"),
            )
        return links


def _joined(cited: list[_Cited]) -> list[_Cited]:
    """Marks that touch, made one: two labels side by side would print as one number."""
    out: list[_Cited] = []
    for each in cited:
        if out and out[-1].end == each.start:
            numbers = (*out[-1].numbers, *each.numbers)
            certainty = max(out[-1].certainty, each.certainty, key=_DOUBTS.index)
            out[-1] = _Cited(out[-1].start, each.end, numbers, certainty)
        else:
            out.append(each)
    return out


def _start(place: _Place) -> int:
    return place.start


def _inlines(
    words: str, places: list[_Place], lead: int, keys: Mapping[int, str]
) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    at = 0
    for place in places:
        inlines.extend(_runs(words, at, place.start, lead))
        match place:
            case _Cited(_, _, numbers):
                named = (Citation(keys[each]) for each in dict.fromkeys(numbers))
                inlines.append(Cite(tuple(named)))
            case _Linked(start, end, slug):
                inlines.append(CrossLink(slug, _runs(words, start, end, lead)))
        at = place.end
    inlines.extend(_runs(words, at, len(words), lead))
    return tuple(inlines)


def _runs(words: str, start: int, end: int, lead: int) -> tuple[Text, ...]:
    cut = min(max(lead, start), end)
    strong, rest = words[start:cut], words[cut:end]
    return (*((Text(strong, strong=True),) if strong else ()), *((Text(rest),) if rest else ()))
