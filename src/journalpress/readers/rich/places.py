"""The text of a leaf → the places in it that cite, however they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from journalpress.model import Citation
from journalpress.readers.imports import Certainty, Datum, MarkFound
from journalpress.readers.mark_questions import ask_about, settled
from journalpress.readers.marks import Mark as WrittenMark
from journalpress.readers.marks import Where, find_marks
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.rich.addresses import Addresses
from journalpress.readers.rich.clusters import RAISED, judge_raised
from journalpress.readers.rich.listed import Listed
from journalpress.readers.rich.named import NameReader
from journalpress.readers.rich.pieces import THING, Piece, covered, stretches, written_of
from journalpress.readers.rich.pointers import MOST_OF_A_RANGE, Place, PointerReader
from journalpress.readers.rich.tree import Mark, Run, Words

_SAYS_MORE = re.compile(
    r"\[\s?(?:(?:see|cf\.?|siehe|s\.|vgl\.?|voir|véase|ver|انظر)\s(?P<first>\d{1,3})\b[^\[\]]{0,40}"
    r"|(?P<second>\d{1,3})\s?[,;:]\s?(?:pp?|S|s|pág|ch|chap|Kap|cap|fig|Abb|tab|table|§|ص)\.?\s?"
    r"\w[^\[\]]{0,40})\]",
    re.IGNORECASE,
)
_TOUCH = re.compile(r"\s*|\s?[,;،؛]\s?|[–—−-]")
_DASH = re.compile(r"[–—−-]")
_DOUBTS: tuple[Certainty, ...] = ("certain", "likely", "ask")


class PlaceFinder:
    """Finds the citations in the leaves of one article, and asks about those that may be none.

    `only_written` says that the file writes its marks as marks (raised, in brackets, as links), so
    that a plain number in its text is one; `keyed` that it cites by key, so that no number cites.
    `names` finds what is cited by author and year.
    """

    def __init__(
        self,
        listed: Listed,
        addresses: Addresses,
        names: NameReader,
        notes: Notes,
        *,
        only_written: bool,
        keyed: bool = False,
    ) -> None:
        self.citations: Counter[str] = Counter()
        self.unsourced: tuple[int, str, str] | None = None
        self._listed = listed
        self._known = frozenset(() if keyed else listed.by_number)
        self._pointers = PointerReader(listed, addresses, self._known)
        self._names = names
        self._notes = notes
        self._only_written = only_written

    @property
    def behind(self) -> int:
        """How many marks stand behind words that led to a source."""
        return self._pointers.behind

    def find(self, pieces: list[Piece], text: str, line: int, where: Where) -> list[Place]:
        """The places in their order, none over another; each is noted for the report."""
        places = self._joined(self._places(pieces, text, line, where), text)
        for place in places:
            self._note(place, text, line)
        return places

    def _places(self, pieces: list[Piece], text: str, line: int, where: Where) -> list[Place]:
        places, worded = self._pointers.places(pieces, text)
        masked = covered(text, [(each.start, each.end) for each in places])
        raised, seen = self._raised(pieces, masked, text, line, where)
        places += raised
        masked = covered(masked, [*((p.start, p.end) for p in raised), *seen])
        named, seen = self._names.places(pieces, covered(masked, worded), text, line)
        places += named
        if self._known or "[" in text:
            masked = covered(masked, seen)
            places += self._written(masked, text, line, where)
        return sorted(places, key=lambda place: (place.start, place.end))

    def _raised(
        self, pieces: list[Piece], masked: str, text: str, line: int, where: Where
    ) -> tuple[list[Place], list[tuple[int, int]]]:
        """Numbers that are raised and lead nowhere; and where raised text stands at all."""
        places: list[Place] = []
        seen: list[tuple[int, int]] = []
        for start, end, group in stretches(pieces, masked):
            seen.append((start, end))
            parts = tuple(masked[piece.start : piece.end] for piece in group)
            before, after = masked[max(0, start - 80) : start], masked[end : end + 4]
            judged = judge_raised(parts, before, after, self._known)
            if judged is None:
                continue
            written = written_of(group, masked)
            if not self._known:
                self._without_sources(line, text, start, end)
                continue
            stop = start + len(masked[start:end].rstrip().rstrip(".,;:"))
            mark = WrittenMark(
                start,
                stop,
                written.rstrip(".,;:"),
                judged.readings,
                judged.certainty,
                judged.assumed,
            )
            if where == "cell" and mark.certainty == "certain" and len(written) == 1 and start == 0:
                mark = replace(mark, certainty="ask")
            place = self._settled(mark, text, line)
            if place is not None:
                places.append(place)
        return places, seen

    def _written(self, masked: str, text: str, line: int, where: Where) -> Iterator[Place]:
        """Marks that are written as such; in a file that writes none so, numbers by their place."""
        masked = covered(masked, list(self._asked_of_more(masked, text, line)))
        for mark in find_marks(masked, self._known, where):
            bare = mark.written[0].isdecimal() and mark.written[0] in "0123456789"
            if (bare or mark.written[0] == "(") and self._only_written:
                continue
            if not self._known:
                if mark.written[0] == "[":
                    self._without_sources(line, text, mark.start, mark.end)
                continue
            if bare and mark.certainty == "likely":
                # A file keeps what is raised: "Take 2." may be a dose as well as a mark.
                mark = replace(mark, certainty="ask")
            place = self._settled(mark, text, line)
            if place is not None:
                yield place

    def _asked_of_more(self, masked: str, text: str, line: int) -> Iterator[tuple[int, int]]:
        """Where brackets cite a source and say more, “[1, p. 4]” or “[see 3]”; asks about each."""
        shown_text = text.replace(THING, " ")
        for found in _SAYS_MORE.finditer(masked) if self._known and "[" in masked else ():
            if int(found["first"] or found["second"]) not in self._known:
                continue
            yield found.span()
            key = question_key("mark", shown_text, found.start())
            if self._notes.answer(key) != "number":
                self._notes.ask(
                    "mark",
                    key,
                    line,
                    around(shown_text, found.start(), found.end()),
                    f"{found[0]} seems to cite a source and to say more. It stays as typed, with "
                    "its number: write the citation in the article, or say that it is none.",
                    assumed="plain words",
                    confirms="number",
                    choices=("number",),
                )

    def _settled(self, mark: WrittenMark, text: str, line: int) -> Place | None:
        shown_text = text.replace(THING, " ")
        key = question_key("mark", shown_text, mark.start)
        answer = self._notes.answer(key)
        numbers, answered = settled(mark, answer)
        if (answer or mark.certainty == "ask") and not answered:
            ask_about(mark, key, line, shown_text, self._notes)
        if numbers:
            named = tuple(Citation(self._listed.by_number[each]) for each in numbers)
            unique = tuple({each.key: each for each in named}.values())
            return Place(mark.start, mark.end, unique, (), mark.written, mark.certainty)
        found = mark.readings[0] if mark.readings else ()
        shown = around(shown_text, mark.start, mark.end)
        self._notes.marks.append(
            MarkFound(line, mark.written, shown, found, mark.certainty, cited=False)
        )
        return None

    def _without_sources(self, line: int, text: str, start: int, end: int) -> None:
        """Remembers the first mark of a file that has no list of sources."""
        if self.unsourced is None:
            shown = text.replace(THING, " ")
            self.unsourced = (line, shown, around(shown, start, end))

    def _joined(self, places: list[Place], text: str) -> list[Place]:
        """Without overlaps; marks with no word between them are one, a dash making a run."""
        out: list[Place] = []
        for place in places:
            last = out[-1] if out else None
            if last and place.start < last.end:
                continue
            between = text[last.end : place.start] if last else ""
            if last and last.keys and place.keys and not last.remarks and _TOUCH.fullmatch(between):
                inner = self._inner(last, place) if _DASH.search(between) else ()
                keys = {each.key: each for each in (*last.keys, *inner, *place.keys)}
                certainty = max(last.certainty, place.certainty, key=_DOUBTS.index)
                # Two numbers side by side are two words, as the proof counts them.
                written = f"{last.written}{between or ' '}{place.written}"
                out[-1] = Place(
                    last.start,
                    place.end,
                    tuple(keys.values()),
                    place.remarks,
                    written,
                    certainty,
                    last.apart,
                )
            else:
                out.append(place)
        return out

    def _inner(self, first: Place, last: Place) -> tuple[Citation, ...]:
        """The sources between the last of one mark and the first of another."""
        low = self._listed.numbers.get(first.keys[-1].key, 0)
        high = self._listed.numbers.get(last.keys[0].key, 0)
        if not 0 < low < high <= low + MOST_OF_A_RANGE:
            return ()
        numbers = range(low + 1, high)
        return tuple(
            Citation(self._listed.by_number[n]) for n in numbers if n in self._listed.by_number
        )

    def _note(self, place: Place, text: str, line: int) -> None:
        if not place.keys:
            if place.written:
                self._notes.data.append(Datum(line, place.written, "note"))
            return
        self.citations.update(citation.key for citation in place.keys)
        numbers = tuple(self._listed.numbers.get(each.key, 0) for each in place.keys)
        shown = around(text.replace(THING, " "), place.start, place.end)
        self._notes.marks.append(
            MarkFound(line, place.written, shown, numbers, place.certainty, cited=True)
        )


def writes_marks(words: Words, targets: frozenset[str]) -> bool:
    """Whether these words hold a mark that is written as one: raised, in brackets, as a link."""
    return any(
        isinstance(span, Mark)
        or (
            isinstance(span, Run)
            and (
                (span.script == "sup" and RAISED.fullmatch(span.text) is not None)
                or re.search(r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]", span.text) is not None
                or (span.href.startswith("#") and span.href[1:] in targets)
            )
        )
        for span in words
    )
