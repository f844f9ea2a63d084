"""The lines below "Sources" → Sources that print the page's own words; what is certain in them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from journalpress.model import Source
from journalpress.readers.slugs import transliterate

_PERSON = re.compile(
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]er|[Tt]en)\s+)*"
    r"(?P<family>[^\W\d_][\w'’-]+),?\s+"
    r"(?:(?:[^\W\d_a-zß-ÿ]\.?[ -]?){1,4}(?=[\s,;:(]|$)|et al\b)"
)
_YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})[a-z]?\)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov/|/)(\d{1,8})\b", re.I)
_ADDRESS = re.compile(r"\bhttps?://[^\s\"<>]+", re.IGNORECASE)
_OF_A_NUMBER = re.compile(r"https?://(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/", re.I)
_VISIT = re.compile(
    r"\b(?:accessed|cited|retrieved|visited|last checked|consulté|abgerufen|consultado|citado)\b"
    r"[^.;)\]]*",
    re.IGNORECASE,
)
"""The day on which somebody looked at a page is not the one on which it was written."""
_STOPS = ".,;:!?’”'*"
_PAIRS = {")": "(", "]": "[", "}": "{"}


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
    years = _YEAR_IN_BRACKETS.findall(raw) or _YEAR.findall(raw)
    if person is None or len(set(years)) != 1:
        return ""
    family = re.sub("[^a-z]", "", transliterate(person["family"]))
    return f"{family}{years[0]}" if family else ""


def parsed(source: Source) -> Source:
    """The source with what its own words say without doubt; they still print as they are.

    A DOI, a PMID, an address and the year are taken over, each only where the words name exactly
    one and the source names none. Authors and titles are not: where one ends and the other begins
    is a guess.
    """
    if not source.raw:
        return source
    words = source.raw
    dois = {_trimmed(each).casefold(): _trimmed(each) for each in _DOI.findall(words)}
    pmids = {one or other for one, other in _PMID.findall(words)}
    addresses = {_trimmed(each) for each in _ADDRESS.findall(words)}
    addresses = {each for each in addresses if not _OF_A_NUMBER.match(each)}
    years = set(_YEAR_IN_BRACKETS.findall(words)) or set(_YEAR.findall(_without_numbers(words)))
    return replace(
        source,
        doi=source.doi or _only(dois.values()),
        pmid=source.pmid or _only(pmids),
        url=source.url or _only(addresses),
        issued=source.issued or _only(years),
    )


def _only(found: Collection[str]) -> str:
    """The only one there is; "" where there is none, or another."""
    return next(iter(found)) if len(found) == 1 else ""


def _trimmed(text: str) -> str:
    """Without the stop of the sentence and a bracket that was opened before it."""
    while text:
        last = text[-1]
        open_before = last in _PAIRS and text.count(last) > text.count(_PAIRS[last])
        if last not in _STOPS and not open_before:
            break
        text = text[:-1]
    return text


def _without_numbers(words: str) -> str:
    """The words without DOIs and addresses, whose figures may look like a year, and visits."""
    return _VISIT.sub(" ", _ADDRESS.sub(" ", _DOI.sub(" ", words)))
