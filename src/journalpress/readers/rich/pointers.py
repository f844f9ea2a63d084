"""What of a leaf leads to a source or a note by itself → the places that cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from journalpress.model import Citation
from journalpress.readers.imports import Certainty
from journalpress.readers.rich.addresses import Addresses, Within
from journalpress.readers.rich.listed import Listed
from journalpress.readers.rich.pieces import THING, Piece, cut, href_of, is_raised, written_of
from journalpress.readers.rich.tree import Mark, Note

MOST_OF_A_RANGE = 40
_MARKLIKE = re.compile(
    r"[\s\[({]*(?:(?:note|nb|ref|fn|n\.|nr\.?|no\.?)\s*)?"
    r"(?:\d{1,3}(?:\s*[,;–—−-]\s*\d{1,3})*|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})[\s\])}.,]*",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s?[\])]?\s?[,;–—−-]?\s?[\[(]?\s?")
_MORE_NUMBERS = re.compile(r"(?:\s?[,;–—−-]\s?\d{1,3})+")
_GAP_WITH_NUMBERS = re.compile(r"(?:\s?[,;–—−-]\s?\d{1,3})+\s?[,;–—−-]\s?")
_OPENS = re.compile(r"[\[(]\s*$")
_CLOSES = re.compile(r"\s*[\])]")


@dataclass(frozen=True, slots=True)
class Place:
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


class PointerReader:
    """Reads the marks and links of one article; `known` are the numbers that may cite."""

    def __init__(self, listed: Listed, addresses: Addresses, known: frozenset[int]) -> None:
        self.behind = 0
        self._listed = listed
        self._addresses = addresses
        self._known = known

    def places(self, pieces: list[Piece], text: str) -> tuple[list[Place], list[tuple[int, int]]]:
        """The marks that lead somewhere, and those behind words that do; where such words stand."""
        pointers, behind, words = self._pointers(pieces, text)
        return [*behind, *self._clusters(pointers, pieces, text)], words

    def _pointers(
        self, pieces: list[Piece], text: str
    ) -> tuple[list[_Pointer], list[Place], list[tuple[int, int]]]:
        """What leads to a source: marks, and words behind which a mark belongs."""
        pointers: list[_Pointer] = []
        behind: list[Place] = []
        worded: list[tuple[int, int]] = []
        for href, group in groupby(pieces, key=href_of):
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
                behind.append(Place(end, end, (key,)))
                worded.append((start, end))
        return pointers, behind, worded

    def _is_target(self, name: str) -> bool:
        return name in self._listed.keys or name in self._listed.speaking

    def _clusters(
        self, pointers: list[_Pointer], pieces: list[Piece], text: str
    ) -> Iterator[Place]:
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

    def _cluster(self, group: list[_Pointer], pieces: list[Piece], text: str) -> Place:
        start, end = group[0].start, group[-1].end
        more = _MORE_NUMBERS.match(text, end)
        if more and (
            is_raised(pieces, more.start(), more.end()) or self._closes(text, start, more)
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
                if dashed and 0 < last < number <= last + MOST_OF_A_RANGE:
                    for each in range(last + 1, number):
                        if key := self._listed.by_number.get(each):
                            keys.setdefault(key, Citation(key))
                keys.setdefault(place, Citation(place, between))
                last, dashed = number, False
            elif isinstance(place, Note):
                remarks.append(place)
            else:
                dashed = place
        written = written_of(cut(pieces, start, end), text)
        apart = group[0].apart
        return Place(start, end, tuple(keys.values()), tuple(remarks), written.strip(), apart=apart)

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
