"""The text of a paragraph → the citation marks in it, each with how certain it is.

A page's superscripts arrive as plain digits: "drugs achieve 4.", "behaviour 23, which". A number
is a mark by its place: a space before it, and behind it punctuation, a spaced dash or the end.
Digits that touch a letter ("CD19", "B12") never are, nor is a number that names no source.

certain: it cannot be anything else — it is no number of the list but splits into numbers of it
("23" with four sources), or it is written as marks are (`[2,3]`, `²³`, `^2^`).
likely: its place says so. ask: the word before it ("stage 4", "at most 3") or several ways to
split it leave it open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from journalpress.readers.imports import Certainty

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LIST = r"\d{1,3}(?:\s?[,;،؛–—-]\s?\d{1,3}){0,30}"
_GLUED_LIST = rf"(?:(?!19|20)[1-9]{{4,9}}|{_LIST})"
"""Four digits or more are sources whose numbers run together, unless they are a year."""
_END = r"(?=[.,;:!?،؛؟)\]”’\"'»…]+(?:\s|$)|\s[:;!?»](?:\s|$)|\s[—–-]\s(?!\d)|\s?$)"
"""French sets a space before its high punctuation."""

_NUMBER = re.compile(rf"[\d{_SUPERSCRIPT}]")
_NAMED_LIST = (
    rf"(?:[Rr]efs?\.?\s?)?{_LIST}(?:,?\s(?:and|und|et|y)\s{_LIST}|\s?&\s?{_LIST}|\s?و\s?{_LIST})?"
)
_BRACKETED = re.compile(rf"\s?\[\s?{_NAMED_LIST}\s?\](?:\s?\[\s?{_NAMED_LIST}\s?\])*")
_NAMED = re.compile(rf"\s?\(\s?[Rr]efs?\.?\s?{_LIST}(?:\s(?:and|&)\s{_LIST})?\s?\)")
_CARET = re.compile(rf"\s?\^{_LIST}\^")
_RAISED = re.compile(
    rf"\s?[{_SUPERSCRIPT}]+(?:\s?[,˒⸴⁻–-]\s?[{_SUPERSCRIPT}]+)*(?![⁺⁻{_SUPERSCRIPT}]|[/⁄∕][₀-₉\d])"
)
_PLAIN = re.compile(rf"(?<=\S)\s(?P<n>{_GLUED_LIST}){_END}")
_ROUND = re.compile(rf"(?<=\S)\s\(\s?(?P<n>{_LIST})\s?\){_END}")
_AFTER_STOP = re.compile(rf"(?<=[^\W\d_]{{2}}[.,;:!?،؛؟…])(?P<n>{_GLUED_LIST})(?=\s|$)")
_MID_SENTENCE = re.compile(
    r"(?<=\S)\s(?P<n>\d{1,3})(?=\s(?:and|but|while|whereas|although|though|which|because|so)\s)"
)
_OPENS_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s(?P<n>\d{1,3})(?=\s[^\W\d_a-zß-ÿ])")
_GLUED = re.compile(rf"(?<=[a-zß-ÿ]{{4}})(?P<n>\d{{1,3}}){_END}")
_SEVERAL_GLUED = re.compile(r"(?<=[a-zß-ÿ]{3})(?P<n>\d{1,3}(?:[,;–-]\d{1,3})+)(?=[\s.,;:!?)]|$)")

_NUMBERED_THINGS = (
    "stage grade phase type group step figure fig table level class category part chapter section "
    "score week day month year hour minute age aged ages number no nr version volume vol page "
    "pages line point item box panel factor vitamin hepatitis covid omega dose option room ward "
    "question street road avenue lane square quay place house flat suite unit floor building gate "
    "platform bus tram train route motorway extension ext ring call dial phone telephone tel fax "
    "text channel code pin postcode january february march april june july august september "
    "october november december size bed clinic weighs weigh measures maximum minimum max min "
    "stadium grad gruppe typ stufe tabelle abbildung woche tag monat jahr stade groupe "
    "tableau étape fase grupo tipo tabla etapa semana semaine jour mois día mes inr ph hba1c bmi "
    "egfr apgar gcs take takes taking taken give gives giving given drink drinks "
    "eat swallow chew apply inject repeat wait nehmen geben prendre "
    "prenez donner donnez tomar tome خذ تناول"
)
_CANNOT_END_A_STATEMENT = (
    "a an the at most least up to only about around nearly almost roughly over under above below "
    "of in on from between and or by than is was are were be been per into for until till after "
    "before since every each some any with within without through out scored equals exactly "
    "von bis in auf mit und oder bei nach vor seit zu im am de du des à en et ou par pour avec "
    "y o con por desde hasta entre"
)
_ASK_AFTER = frozenset(f"{_NUMBERED_THINGS} {_CANNOT_END_A_STATEMENT} = < > ≤ ≥ ± × - – —".split())
"""A citation stands behind a finished statement. A preposition, an article or a conjunction
finishes none, and "stage", "group", "bus", "ring", "take", "INR" usually come before a number."""

_SIGNS = str.maketrans("˒⸴،؛−—", ",,,;––")
_UNITS = re.compile(r"(?:^|[\s/(\d·×])(?:[mckdµμn]?m|km|in|ft|s|kg/m)$")
_MOST_SPLITS = 12
_NEAR = 80
"""How many characters before a number can say what it is."""


Where: TypeAlias = Literal["prose", "cell", "heading"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at `start:end` of a text (the space before it included) that may be a mark.

    `readings` are the lists of numbers it may stand for, the likeliest first; none where it is
    written as a mark but names no source. `assumed` is how the draft reads it.
    """

    start: int
    end: int
    written: str
    readings: tuple[tuple[int, ...], ...]
    certainty: Certainty
    assumed: Literal["mark", "number"]


def find_marks(text: str, known: frozenset[int], where: Where = "prose") -> tuple[Mark, ...]:
    """Every mark, and every number that may be one, in order; `known` are the list's numbers.

    In a heading nothing is read as a mark that is not written as one, but all the rest is asked
    about. In a cell, where "stage 2" or "0 to 3" may be all there is, what is asked about is left
    a number until it is answered.
    """
    found = sorted(_candidates(text, known), key=lambda mark: (mark.start, -mark.end))
    marks: list[Mark] = []
    for mark in found:
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    if where == "cell":
        return tuple(
            replace(mark, assumed="number") if mark.certainty == "ask" else mark for mark in marks
        )
    if where == "heading":
        return tuple(
            mark
            if mark.certainty == "certain" and not mark.written.isdecimal()
            else replace(mark, certainty="ask", assumed="number")
            for mark in marks
        )
    return tuple(marks)


def readings_of(digits: str, known: frozenset[int]) -> tuple[tuple[int, ...], ...]:
    """The ascending lists of known numbers that these digits may spell, the shortest list first."""
    found = sorted(_splits(digits, 0, known), key=lambda split: (len(split), split))
    return tuple(found[:_MOST_SPLITS])


def spelled(written: str) -> tuple[str, ...]:
    """The digits of a mark as it is written, ranges still as pairs: `[2, 4–6]` → 2, 4–6."""
    plain = unicodedata.normalize("NFKC", written).translate(_SIGNS)
    plain = re.sub(r"\]\s?\[", ",", plain)
    plain = re.sub(r"(?<=\d)\s?[–-]\s?(?=\d)", "–", plain)
    return tuple(re.findall(r"\d+(?:–\d+)?", plain))


def _splits(digits: str, above: int, known: frozenset[int]) -> Iterator[tuple[int, ...]]:
    if not digits:
        yield ()
    for length in range(1, len(digits) + 1):
        number = int(digits[:length])
        if digits[0] != "0" and number > above and number in known:
            for rest in _splits(digits[length:], number, known):
                yield (number, *rest)


def _candidates(text: str, known: frozenset[int]) -> Iterator[Mark]:
    if not _NUMBER.search(text):
        return
    for form, sign in ((_BRACKETED, "["), (_NAMED, "("), (_CARET, "^"), (_RAISED, "")):
        for found in form.finditer(text) if sign in text else ():
            if form in (_BRACKETED, _NAMED) or not _is_power(text, found):
                yield _written_as_mark(found, known)
    for form, sign in ((_PLAIN, ""), (_ROUND, "("), (_AFTER_STOP, "")):
        for found in form.finditer(text) if sign in text else ():
            yield from _by_place(text, found, known)
    for form in (_MID_SENTENCE, _OPENS_SENTENCE, _GLUED, _SEVERAL_GLUED):
        for found in form.finditer(text):
            yield from _out_of_place(text, found, known)


def _is_power(text: str, found: re.Match[str]) -> bool:
    """Whether this is "kg/m²", "10⁹", "10^9^": an exponent, no mark."""
    before = text[max(0, found.start() - _NEAR) : found.start()]
    touches = not found[0][0].isspace()
    return touches and (before[-1:].isdigit() or _UNITS.search(before) is not None)


def _written_as_mark(found: re.Match[str], known: frozenset[int]) -> Mark:
    readings = _readings(found[0], known, explicit=True)
    certainty: Certainty = "certain" if len(readings) == 1 else "ask"
    start = found.start()
    assumed: Literal["mark", "number"] = "mark" if readings else "number"
    return Mark(start, found.end(), found[0].strip(), readings, certainty, assumed)


def _by_place(text: str, found: re.Match[str], known: frozenset[int]) -> Iterator[Mark]:
    written = found["n"] if found.re is not _ROUND else found[0].strip()
    readings = _readings(written, known, explicit=False)
    if not readings:
        return
    before = text[max(0, found.start() - _NEAR) : found.start()]
    certainty: Certainty
    assumed: Literal["mark", "number"] = "mark"
    if _counts(before, text[found.end() :]):
        certainty, assumed = "ask", "number"
    elif _asks_for_a_number(before) or len(readings) > 1:
        certainty = "ask"
    elif written.isdecimal() and int(written) not in known:
        certainty = "certain"
    else:
        certainty = "likely"
    yield Mark(found.start(), found.end(), written, readings, certainty, assumed)


def _out_of_place(text: str, found: re.Match[str], known: frozenset[int]) -> Iterator[Mark]:
    """Where marks seldom stand and numbers often do: asked about, left alone until answered."""
    readings = _readings(found["n"], known, explicit=False)
    before = text[max(0, found.start() - _NEAR) : found.start()]
    if readings and not _asks_for_a_number(before) and not _counts(before, text[found.end() :]):
        yield Mark(found.start(), found.end(), found["n"], readings, "ask", "number")


def _readings(
    written: str, known: frozenset[int], *, explicit: bool
) -> tuple[tuple[int, ...], ...]:
    pieces = spelled(written)
    if len(pieces) == 1 and "–" not in pieces[0]:
        digits = pieces[0]
        if explicit and written.strip()[0] == "[" and int(digits) in known:
            return ((int(digits),),)
        return readings_of(digits, known)
    numbers: list[int] = []
    for piece in pieces:
        first, _, last = piece.partition("–")
        if piece[0] == "0" or (last and not int(first) < int(last)):
            return ()
        numbers.extend(range(int(first), int(last or first) + 1))
    ascending = all(low < high for low, high in pairwise(numbers))
    if not set(numbers) <= known or not (ascending or explicit):
        return ()
    return (tuple(dict.fromkeys(numbers)),)


def _asks_for_a_number(before: str) -> bool:
    words = before.split()
    last = words[-1].strip("(\"'“”‘’.,:;").lower() if words else ""
    return last in _ASK_AFTER or (not last and bool(words))


def _counts(before: str, after: str) -> bool:
    """Whether other numbers stand beside this one, as in "2, 5 or 9"."""
    return bool(
        re.match(r",\s?\d|\s(?:and|or|to|und|oder|et|ou|y|o)\s\d", after)
        or re.search(r"(?:^|\s)\d+(?:,|\s(?:and|or|to|in|of|und|oder|et|ou|y|o))?$", before)
    )
