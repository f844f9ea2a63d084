"""Author and year in a leaf, “(Smith 2019)” → the places that cite; what is unclear is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journalpress.model import Citation
from journalpress.readers.authorship import authorships_of
from journalpress.readers.authoryear import Named, covers_brackets, find_named, touch
from journalpress.readers.imports import Certainty, MarkFound
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.rich.listed import Listed
from journalpress.readers.rich.pieces import THING, Piece, cut
from journalpress.readers.rich.pointers import Place
from journalpress.readers.rich.tree import Run

_NUMBERS = re.compile(r"\d+(?:\s*,\s*\d+)*")
_DOUBTS: tuple[Certainty, ...] = ("certain", "likely", "ask")
_WORDS = "words"
_MOST_CHOICES = 8
_SHOWN = 60


class NameReader:
    """Reads the citations by author and year of one article.

    `expected` says that its texts hold such a citation that is beyond doubt; `keyed` that it cites
    by key, so that no name does.
    """

    def __init__(
        self, listed: Listed, texts: Iterable[str], notes: Notes, *, keyed: bool = False
    ) -> None:
        self._listed = listed
        self._authorships = authorships_of(() if keyed else listed.sources)
        self._notes = notes
        self.expected = any(
            each.fit == "one" and not each.in_words
            for text in texts
            for each in find_named(text, self._authorships)
        )

    def places(
        self, pieces: list[Piece], masked: str, text: str, line: int
    ) -> tuple[list[Place], list[tuple[int, int]]]:
        """The places that cite, and where such words stand at all.

        `masked` is `text` with THING for what is a mark already. What stands for several sources of
        one pair of brackets is one place; the brackets belong to it where nothing else is in them.
        """
        places: list[Place] = []
        run: list[tuple[Named, tuple[str, ...]]] = []
        found = find_named(masked, self._authorships, expected=self.expected)
        for named in found:
            keys = self._settled(named, text, line)
            if run and not (keys and touch(masked, run[-1][0], named)):
                places.append(self._place(run, masked, text))
                run = []
            if keys:
                run.append((named, keys))
        if run:
            places.append(self._place(run, masked, text))
        for place in places:
            self._say_links(pieces, place, line)
        return places, [(each.start, each.end) for each in found]

    def _place(self, run: list[tuple[Named, tuple[str, ...]]], masked: str, text: str) -> Place:
        keys: dict[str, Citation] = {}
        for named, cited in run:
            for key in cited:
                keys.setdefault(key, Citation(key, named.locator))
        whole = covers_brackets(masked, tuple(named for named, _ in run))
        start, end = run[0][0].brackets if whole else (run[0][0].start, run[-1][0].end)
        certainty = max((named.certainty for named, _ in run), key=_DOUBTS.index)
        return Place(
            start, end, tuple(keys.values()), (), text[start:end], certainty, apart=not whole
        )

    def _settled(self, named: Named, text: str, line: int) -> tuple[str, ...]:
        """The sources that it cites, none where the words stay; asks where only a person knows."""
        shown = text.replace(THING, " ")
        key = question_key("mark", shown, named.start)
        answer = self._notes.answer(key)
        if _NUMBERS.fullmatch(answer):
            numbers = [int(each) for each in answer.split(",")]
            if all(number in self._listed.by_number for number in numbers):
                return tuple(self._listed.by_number[number] for number in numbers)
        if named.fit == "one" and answer != _WORDS:
            return named.keys
        if answer != _WORDS:
            self._ask(named, key, around(shown, named.start, named.end), line)
        numbers = [self._listed.numbers.get(each, 0) for each in named.keys]
        self._notes.marks.append(
            MarkFound(
                line,
                named.written,
                around(shown, named.start, named.end),
                tuple(numbers),
                named.certainty,
                cited=False,
            )
        )
        return ()

    def _ask(self, named: Named, key: str, words: str, line: int) -> None:
        written = " ".join(named.written.split())
        entries = ", ".join(self._shown(each) for each in named.keys[:_MOST_CHOICES])
        if named.fit == "several":
            question = f"Which source does “{written}” name, or is it no citation? {entries}."
        elif named.fit == "near":
            question = (
                f"No source of the list is as “{written}” says; the same name begins {entries}. Is "
                "it meant, or is this no citation?"
            )
        else:
            question = (
                f"No source of the list is as “{written}” says. Is one missing, or is this no "
                "citation?"
            )
        numbers = [str(self._listed.numbers.get(each, 0)) for each in named.keys[:_MOST_CHOICES]]
        self._notes.ask(
            "mark",
            key,
            line,
            words,
            question,
            assumed="words of the text",
            confirms=_WORDS,
            choices=(*numbers, _WORDS),
        )

    def _shown(self, key: str) -> str:
        """A source with its number, as a person finds it in the list."""
        source = next(each for each in self._listed.sources if each.key == key)
        words = source.raw or source.title
        cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]}…"
        return f"{self._listed.numbers.get(key, 0)} “{cut.rstrip('.')}”"

    def _say_links(self, pieces: list[Piece], place: Place, line: int) -> None:
        """A link out of the journal on words that become a mark goes with them, which is said."""
        spans = [piece.span for piece in cut(pieces, place.start, place.end)]
        hrefs = [span.href for span in spans if isinstance(span, Run) and span.href]
        for href in dict.fromkeys(hrefs):
            shown = href if len(href) < 80 else f"{href[:77]}…"
            written = " ".join(place.written.split())
            what = f"“{written}” led to {shown} and is a citation now, without that link"
            self._notes.decide(line, what)
