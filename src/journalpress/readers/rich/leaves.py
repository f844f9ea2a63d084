"""The words of one leaf → its inlines: runs, links, and the citations that stand among them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from journalpress.model import Citation, Cite, CrossLink, Inline, LineBreak, Link, Prose, Text
from journalpress.readers.characters import INVISIBLE, UNFIT
from journalpress.readers.imports import Certainty, Datum, MarkFound
from journalpress.readers.inlines import normal
from journalpress.readers.mark_questions import ask_about, settled
from journalpress.readers.marks import Mark as WrittenMark
from journalpress.readers.marks import Where, find_marks
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.rich.addresses import (
    Addresses,
    Outward,
    Refused,
    ToArticle,
    Unknown,
    Within,
)
from journalpress.readers.rich.clusters import RAISED, judge_raised
from journalpress.readers.rich.listed import Listed
from journalpress.readers.rich.tree import Break, Mark, Note, Paragraph, Picture, Run, Span, Words

THING = "\ufffc"
"""What stands in the text of a leaf for a mark, a picture or a line break."""

_MARKLIKE = re.compile(
    r"[\s\[({]*(?:(?:note|nb|ref|fn|n\.|nr\.?|no\.?)\s*)?"
    r"(?:\d{1,3}(?:\s*[,;–—−-]\s*\d{1,3})*|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})[\s\])}.,]*",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s?[\])]?\s?[,;–—−-]?\s?[\[(]?\s?")
_MORE_NUMBERS = re.compile(r"(?:\s?[,;–—−-]\s?\d{1,3})+")
_GAP_WITH_NUMBERS = re.compile(r"(?:\s?[,;–—−-]\s?\d{1,3})+\s?[,;–—−-]\s?")
_TOUCH = re.compile(r"\s*|\s?[,;]\s?|[–—−-]")
_DASH = re.compile(r"[–—−-]")
_OPENS = re.compile(r"[\[(]\s*$")
_CLOSES = re.compile(r"\s*[\])]")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|svg|zip|mp[34])(?:$|[?#])", re.I)
_NO_BREAK = re.compile(r"[ \t\n]*\u00a0[ \t\n\u00a0]+|[ \t\n]+\u00a0")
_DOUBTS: tuple[Certainty, ...] = ("certain", "likely", "ask")
_MOST_OF_A_RANGE = 40
_MOST_WORDS_IN_BRACKETS = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span at `start:end` of the leaf's text."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at `start:end` is a mark of these sources, or of notes; `written` as it stood."""

    start: int
    end: int
    keys: tuple[Citation, ...]
    remarks: tuple[Note, ...] = ()
    written: str = ""
    certainty: Certainty = "certain"
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Characters (or a thing) that lead to sources or notes by their ids."""

    start: int
    end: int
    targets: tuple[tuple[str, str], ...]
    apart: bool = False


class LeafMaker:
    """Makes the leaves of one article; remembers on which line each of them stood.

    `only_written` says that the file writes its marks as marks (raised, in brackets, as links), so
    that a plain number in its text is one; `keyed` that it cites by key, so that no number cites.
    `waiting` are notes that did not fit into a sentence.
    """

    def __init__(
        self,
        listed: Listed,
        addresses: Addresses,
        notes: Notes,
        *,
        only_written: bool,
        keyed: bool = False,
    ) -> None:
        self.lines: dict[str, int] = {}
        self.citations: Counter[str] = Counter()
        self.cross_references = 0
        self.waiting: list[Note] = []
        self.told: set[str] = set()
        self.unsourced: tuple[int, str, str] | None = None
        self.invisible = 0
        self.within = 0
        self.behind = 0
        self.lang = ""
        self._listed = listed
        self._known = frozenset(() if keyed else listed.by_number)
        self._addresses = addresses
        self._notes = notes
        self._only_written = only_written

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
        pieces, text = self._pieces(words)
        places = self._joined(self._places(pieces, text, line, where), text)
        for place in places:
            self._note(place, text, line)
        return tuple(self._built(pieces, text, places, line, strong))

    # --- text

    def _pieces(self, words: Words) -> tuple[list[_Piece], str]:
        pieces: list[_Piece] = []
        at = 0
        parts: list[str] = []
        for span in words:
            text = self._clean(span.text) if isinstance(span, Run) else THING
            if text:
                pieces.append(_Piece(at, at + len(text), span))
                parts.append(text)
                at += len(text)
        return pieces, "".join(parts)

    def _clean(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        shown, count = INVISIBLE.subn("", text)
        self.invisible += count
        shown = UNFIT.sub(lambda found: found[0] if found[0] in "\ufffd\ufffc" else " ", shown)
        shown = shown.replace(THING, " ")
        return _NO_BREAK.sub(" ", unicodedata.normalize("NFC", shown))

    # --- marks

    def _places(self, pieces: list[_Piece], text: str, line: int, where: Where) -> list[_Place]:
        pointers, behind = self._pointers(pieces, text)
        places = [*behind, *self._clusters(pointers, pieces, text)]
        masked = _masked(text, [(each.start, each.end) for each in places])
        raised, seen = self._raised(pieces, masked, text, line, where)
        places += raised
        if self._known or "[" in text:
            masked = _masked(masked, [*((p.start, p.end) for p in raised), *seen])
            places += self._written(masked, text, line, where)
        return sorted(places, key=lambda place: (place.start, place.end))

    def _pointers(self, pieces: list[_Piece], text: str) -> tuple[list[_Pointer], list[_Place]]:
        """What leads to a source: marks, and words behind which a mark belongs."""
        pointers: list[_Pointer] = []
        behind: list[_Place] = []
        for href, group in groupby(pieces, key=_href_of):
            run = list(group)
            start, end = run[0].start, run[-1].end
            if href is None:
                for piece in run:
                    if isinstance(piece.span, Mark):
                        ids = tuple((each.id, each.locator) for each in piece.span.targets)
                        apart = piece.span.apart
                        pointers.append(_Pointer(piece.start, piece.end, ids, apart))
                continue
            leads = self._addresses.leads(href) if href else None
            if not isinstance(leads, Within) or not self._is_target(leads.name):
                continue
            words = text[start:end]
            if _MARKLIKE.fullmatch(words):
                pointers.append(_Pointer(start, end, ((leads.name, ""),)))
            elif leads.name in self._listed.keys:
                self.behind += 1
                end = start + len(words.rstrip())
                key = Citation(self._listed.keys[leads.name])
                behind.append(_Place(end, end, (key,)))
        return pointers, behind

    def _is_target(self, name: str) -> bool:
        return name in self._listed.keys or name in self._listed.speaking

    def _clusters(
        self, pointers: list[_Pointer], pieces: list[_Piece], text: str
    ) -> Iterator[_Place]:
        """Marks with nothing but commas, dashes or brackets between them, as one."""
        at = 0
        while at < len(pointers):
            group = [pointers[at]]
            at += 1
            while at < len(pointers):
                gap = text[group[-1].end : pointers[at].start]
                begins_words = pointers[at].apart and "(" in gap
                if begins_words or not (_GAP.fullmatch(gap) or self._are_numbers(gap)):
                    break
                group.append(pointers[at])
                at += 1
            yield self._cluster(group, pieces, text)

    def _are_numbers(self, gap: str) -> bool:
        if len(gap) > 60 or not _GAP_WITH_NUMBERS.fullmatch(gap):
            return False
        return {int(each) for each in re.findall(r"\d+", gap)} <= self._known

    def _cluster(self, group: list[_Pointer], pieces: list[_Piece], text: str) -> _Place:
        start, end = group[0].start, group[-1].end
        more = _MORE_NUMBERS.match(text, end)
        if more and (
            _is_raised(pieces, more.start(), more.end()) or self._closes(text, start, more)
        ):
            numbers = {int(each) for each in re.findall(r"\d+", more[0])}
            end = more.end() if numbers <= self._known else end
        opening, closing = _OPENS.search(text[:start]), _CLOSES.match(text, end)
        if opening and closing:
            start, end = opening.start(), closing.end()
        keys: dict[str, Citation] = {}
        remarks: list[Note] = []
        dashed = False
        last = 0
        for place, between in self._steps(group, text, end):
            if isinstance(place, str):
                number = self._listed.numbers.get(place, 0)
                if dashed and 0 < last < number <= last + _MOST_OF_A_RANGE:
                    for each in range(last + 1, number):
                        if key := self._listed.by_number.get(each):
                            keys.setdefault(key, Citation(key))
                keys.setdefault(place, Citation(place, between))
                last, dashed = number, False
            elif isinstance(place, Note):
                remarks.append(place)
            else:
                dashed = place
        written = ""
        for piece in _cut(pieces, start, end):
            mark = isinstance(piece.span, Mark)
            part = piece.span.written if mark else text[piece.start : piece.end]  # type: ignore[union-attr]
            written += "," if written[-1:].isdigit() and part[:1].isdigit() else ""
            written += part
        apart = group[0].apart
        return _Place(
            start, end, tuple(keys.values()), tuple(remarks), written.strip(), apart=apart
        )

    def _closes(self, text: str, start: int, more: re.Match[str]) -> bool:
        opened = _OPENS.search(text[:start]) is not None
        return opened and _CLOSES.match(text, more.end()) is not None

    def _steps(
        self, group: list[_Pointer], text: str, end: int
    ) -> Iterator[tuple[str | Note | bool, str]]:
        """The keys and notes of a cluster in order, True where a dash stands between two."""
        for number, pointer in enumerate(group):
            for name, locator in pointer.targets:
                if name in self._listed.keys:
                    yield self._listed.keys[name], locator
                elif name in self._listed.speaking:
                    yield self._listed.speaking[name], ""
            inner = text[pointer.start : pointer.end]
            if len(pointer.targets) == 1 and inner != THING:
                yield from self._numbers(re.sub(r"^[^,;–—−-]*", "", inner))
            stop = group[number + 1].start if number + 1 < len(group) else end
            yield from self._numbers(text[pointer.end : stop])

    def _numbers(self, between: str) -> Iterator[tuple[str | bool, str]]:
        for step in re.findall(r"\d+|[–—−-]", between):
            if not step.isdecimal():
                yield True, ""
            elif key := self._listed.by_number.get(int(step)):
                yield key, ""

    def _raised(
        self, pieces: list[_Piece], masked: str, text: str, line: int, where: Where
    ) -> tuple[list[_Place], list[tuple[int, int]]]:
        """Numbers that are raised and lead nowhere; and where raised text stands at all."""
        places: list[_Place] = []
        seen: list[tuple[int, int]] = []
        for start, end, group in _stretches(pieces, masked):
            seen.append((start, end))
            parts = tuple(masked[piece.start : piece.end] for piece in group)
            before, after = masked[max(0, start - 80) : start], masked[end : end + 1]
            judged = judge_raised(parts, before, after, self._known)
            if judged is None:
                continue
            written = masked[start:end].strip()
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

    def _written(self, masked: str, text: str, line: int, where: Where) -> Iterator[_Place]:
        """Marks that are written as such; in a file that writes none so, numbers by their place."""
        for mark in find_marks(masked, self._known, where):
            bare = mark.written[0].isdecimal() and mark.written[0] in "0123456789"
            if (bare or mark.written[0] == "(") and self._only_written:
                continue
            if not self._known:
                if mark.written[0] == "[":
                    self._without_sources(line, text, mark.start, mark.end)
                continue
            place = self._settled(mark, text, line)
            if place is not None:
                yield place

    def _settled(self, mark: WrittenMark, text: str, line: int) -> _Place | None:
        shown_text = text.replace(THING, " ")
        key = question_key("mark", shown_text, mark.start)
        answer = self._notes.answer(key)
        numbers, answered = settled(mark, answer)
        if (answer or mark.certainty == "ask") and not answered:
            ask_about(mark, key, line, shown_text, self._notes)
        if numbers:
            named = tuple(Citation(self._listed.by_number[each]) for each in numbers)
            unique = tuple({each.key: each for each in named}.values())
            return _Place(mark.start, mark.end, unique, (), mark.written, mark.certainty)
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

    def _joined(self, places: list[_Place], text: str) -> list[_Place]:
        """Without overlaps; marks with no word between them are one, a dash making a run."""
        out: list[_Place] = []
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
                out[-1] = _Place(
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

    def _inner(self, first: _Place, last: _Place) -> tuple[Citation, ...]:
        """The sources between the last of one mark and the first of another."""
        low = self._listed.numbers.get(first.keys[-1].key, 0)
        high = self._listed.numbers.get(last.keys[0].key, 0)
        if not 0 < low < high <= low + _MOST_OF_A_RANGE:
            return ()
        numbers = range(low + 1, high)
        return tuple(
            Citation(self._listed.by_number[n]) for n in numbers if n in self._listed.by_number
        )

    def _note(self, place: _Place, text: str, line: int) -> None:
        if not place.keys:
            if place.written:
                self._notes.data.append(Datum(line, place.written, "note"))
            return
        self.citations.update(citation.key for citation in place.keys)
        numbers = tuple(self._listed.numbers.get(each.key, 0) for each in place.keys)
        shown = around(text.replace(THING, ""), place.start, place.end)
        self._notes.marks.append(
            MarkFound(line, place.written, shown, numbers, place.certainty, cited=True)
        )

    # --- inlines

    def _built(
        self, pieces: list[_Piece], text: str, places: list[_Place], line: int, strong: bool
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
            if not here and _would_join(text, start, at):
                here = [Text(" ")]
            found += [("", inline) for inline in here]
        found += self._runs(pieces, text, at, len(text), strong)
        for href, group in groupby(found, key=lambda each: each[0]):
            inner = [inline for _, inline in group]
            if not href:
                yield from inner
                continue
            runs = tuple(each for each in inner if isinstance(each, Text))
            yield from self._link(href, runs, text, line)

    def _runs(
        self, pieces: list[_Piece], text: str, start: int, end: int, strong: bool
    ) -> Iterator[tuple[str, Inline]]:
        for piece in _cut(pieces, start, end):
            span = piece.span
            if isinstance(span, Break):
                yield "", LineBreak()
            elif isinstance(span, Mark) and _would_join(text, piece.start, piece.end):
                yield "", Text(" ")
            elif isinstance(span, Run):
                lang = "" if span.lang.lower() == self.lang.lower() else span.lang
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

    def _link(self, href: str, runs: tuple[Text, ...], text: str, line: int) -> Iterator[Inline]:
        words = " ".join("".join(run.text for run in runs).split())
        leads = self._addresses.leads(href)
        if not words:
            yield from runs
            return
        match leads:
            case Outward(address):
                yield Link(address, runs)
            case ToArticle(slug):
                self.cross_references += 1
                yield CrossLink(slug, runs)
            case Within():
                self.within += 1
                yield from runs
            case Refused(_, why):
                self._notes.decide(line, f"the words “{words}” stay without their link: {why}")
                yield from runs
            case Unknown(address):
                yield from self._to_unknown(address, words, runs, text, line)

    def _to_unknown(
        self, href: str, words: str, runs: tuple[Text, ...], text: str, line: int
    ) -> Iterator[Inline]:
        if not href or _FILE.search(href):
            shown = href if len(href) < 80 else f"{href[:77]}…"
            why = f"“{shown}” is a file of the site" if href else "it has no address"
            self._notes.decide(line, f"the words “{words}” stay without their link: {why}")
            yield from runs
            return
        key = question_key("link", text.replace(THING, " "), text.find(runs[0].text))
        answer = self._notes.answer(key)
        self.cross_references += 1
        if answer == "none":
            yield from runs
        elif _SLUG.fullmatch(answer):
            yield CrossLink(answer, runs)
        else:
            self._notes.ask(
                "link",
                key,
                line,
                words,
                f"Which article does this lead to? The page has the address {href[:80]}.",
                assumed="a link without a target",
                choices=("the article's slug", "none"),
                address=href,
            )
            yield CrossLink(None, runs)


def pictures_in(words: Words) -> tuple[Picture, ...]:
    """The pictures that stand among these words."""
    return tuple(span for span in words if isinstance(span, Picture))


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


def _plain_heading(words: Words) -> Words:
    """Without what every heading looks like anyway: all of it bold, broken into lines."""
    flat: Words = tuple(Run(" ") if isinstance(span, Break) else span for span in words)
    runs = [span for span in flat if isinstance(span, Run) and span.text.strip()]
    if runs and all(run.strong for run in runs):
        flat = tuple(
            replace(span, strong=False) if isinstance(span, Run) else span for span in flat
        )
    return flat


def _href_of(piece: _Piece) -> str | None:
    return piece.span.href if isinstance(piece.span, Run) else None


def _masked(text: str, places: list[tuple[int, int]]) -> str:
    """The text with these places as THING."""
    if not places:
        return text
    characters = list(text)
    for start, end in places:
        characters[start:end] = THING * (end - start)
    return "".join(characters)


def _stretches(pieces: list[_Piece], masked: str) -> Iterator[tuple[int, int, list[_Piece]]]:
    """Neighbouring runs that are raised and no mark yet."""
    for raised, group in groupby(pieces, key=lambda each: _is_sup(each, masked)):
        run = list(group)
        if raised:
            yield run[0].start, run[-1].end, run


def _is_sup(piece: _Piece, masked: str) -> bool:
    is_sup = isinstance(piece.span, Run) and piece.span.script == "sup"
    return is_sup and THING not in masked[piece.start : piece.end]


def _is_raised(pieces: list[_Piece], start: int, end: int) -> bool:
    inner = _cut(pieces, start, end)
    return all(isinstance(each.span, Run) and each.span.script == "sup" for each in inner)


def _would_join(text: str, start: int, end: int) -> bool:
    """Whether words stand directly before and behind what leaves nothing here."""
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()


def _cut(pieces: list[_Piece], start: int, end: int) -> list[_Piece]:
    """The pieces between two places, those at the ends cut."""
    found: list[_Piece] = []
    at = bisect_right(pieces, start, key=lambda piece: piece.end)
    while at < len(pieces) and pieces[at].start < end:
        piece = pieces[at]
        found.append(_Piece(max(piece.start, start), min(piece.end, end), piece.span))
        at += 1
    return found
