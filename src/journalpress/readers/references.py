"""The lines below "Sources" → Sources that print the page's own words."""

from __future__ import annotations

import re

from journalpress.identifiers import YEAR, YEAR_IN_BRACKETS
from journalpress.model import Source
from journalpress.readers.slugs import transliterate

_PERSON = re.compile(
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]er|[Tt]en)\s+)*"
    r"(?P<family>[^\W\d_][\w'’-]+),?\s+"
    r"(?:(?:[^\W\d_a-zß-ÿ]\.?[ -]?){1,4}(?=[\s,;:(]|$)|et al\b)"
)


def source_of(raw: str, position: int, taken: frozenset[str]) -> Source:
    """The entry as a thin Source: it prints `raw`, and nothing in it is guessed but its key.

    The key is family name and year (`mackensen2022`) where the entry opens with a person and
    names one year, else `source-<position>`; `-2`, `-3`… tell equals apart.
    """
    stem = _key_of(raw) or f"source-{position}"
    key = stem
    count = 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return Source(key=key, type="document", raw=raw)


def _key_of(raw: str) -> str:
    person = _PERSON.match(raw)
    years = YEAR_IN_BRACKETS.findall(raw) or YEAR.findall(raw)
    if person is None or len(set(years)) != 1:
        return ""
    family = re.sub("[^a-z]", "", transliterate(person["family"]))
    return f"{family}{years[0]}" if family else ""
