"""A raised number behind some words → the sources that it names, and how sure that is.

A superscript says more than a number by its place (readers/marks.py): only powers, units, isotopes
and charges are raised too. What is raised as text (1st, 2nd) is no number at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from journalpress.readers.imports import Certainty
from journalpress.readers.marks import find_marks

RAISED = re.compile(
    r"\s*[\[(]?\s*(?P<numbers>\d{1,3}(?:\s*[,;،؛–—−-]\s*\d{1,3}){0,30})\s*[\])]?(?P<stop>[.,;:]?)\s*"
)
_TWO_BRACKETS = re.compile(r"[\])]\s*[,;،]?\s*[\[(]")
_AND = re.compile(r",?\s*(?:\band\b|&|\bund\b|\bet\b|\by\b|\bو)\s*(?=\d)")
_GAP = re.compile(r"(?<=\d)\s+(?=\d)")
_DASH = re.compile(r"\s*[–—−-]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_POWER = re.compile(r"(?:[×x·*]\s?|(?<![\d.,]))10$")
_UNIT = re.compile(
    r"(?:^|[\s/(\d·×\u00a0\u202f])(?:[kcdmµμn]?m|km|in|ft|sq|yd|kg/m|mg/m|g/m|µg/m|s|cal/m)$"
)
_STROKE = re.compile(r"\s?[/⁄∕]\s?\d")
_SYMBOL = re.compile(r"(?:^|[\s(=+×·/−-])[A-Za-zα-ωχΔ]$")


@dataclass(frozen=True, slots=True)
class Raised:
    """A raised number that may be a mark; the fields are those of `marks.Mark`."""

    readings: tuple[tuple[int, ...], ...]
    certainty: Certainty
    assumed: Literal["mark", "number"]


def judge_raised(
    parts: tuple[str, ...], before: str, after: str, known: frozenset[int]
) -> Raised | None:
    """What a raised text is that stands between these words; None where it is surely no mark.

    `parts` are its runs: 1 and 2 raised one by one are two marks, unless 12 is a source as well.
    """
    parts = tuple(_listed(part) for part in parts)
    written = _listed("".join(parts))
    found = RAISED.fullmatch(written)
    if found is None:
        return None
    opens_word = re.search(r"\s$", before) is not None and after[:1].isalpha()
    before = before.rstrip()
    if not before or opens_word:
        return None
    if _is_other(before, after, found["numbers"]):
        return None
    numbers = _DASH.sub("–", found["numbers"])
    readings = _readings(numbers, known)
    whole = [part.strip(" ,;") for part in parts if part.strip(" ,;")]
    if len(whole) > 1 and all(part.isdecimal() for part in whole):
        apart = _readings(",".join(whole), known)
        readings = tuple(dict.fromkeys((*apart, *readings)))
    if not readings:
        return Raised((), "ask", "number")
    if _POWER.search(before):
        return Raised(readings, "ask", "number")
    last_is_digit = before[-1].isdigit() and not _YEAR.search(before)
    single = numbers.isdecimal() and len(numbers) == 1
    if (last_is_digit and numbers.isdecimal()) or len(readings) > 1:
        return Raised(readings, "ask", "mark")
    if single and _SYMBOL.search(before):
        return Raised(readings, "ask", "mark")
    return Raised(readings, "certain", "mark")


def _listed(part: str) -> str:
    """The same with a comma for what else parts numbers: two brackets, "and", a space."""
    return _GAP.sub(",", _AND.sub(",", _TWO_BRACKETS.sub(",", part)))


def _is_other(before: str, after: str, numbers: str) -> bool:
    """Whether this is a power of a unit (m²) or of ten behind a ×, or the 1 of a half (¹/₂)."""
    if _STROKE.match(after):
        return True
    if numbers in ("2", "3") and _UNIT.search(before):
        return True
    return re.search(r"[×x·*]\s?10$", before) is not None or (
        before.endswith("10") and re.match(r"\s?/", after) is not None
    )


@lru_cache(maxsize=1024)
def _readings(numbers: str, known: frozenset[int]) -> tuple[tuple[int, ...], ...]:
    folded = re.sub(r"\s*([,;،؛–])\s*", r"\1", numbers)
    marks = find_marks(f"x [{folded}]", known)
    return marks[0].readings if marks else ()
