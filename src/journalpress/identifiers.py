"""The words of a source → what is certain in them: DOI, PMID, address, year.

Whether a source can be found again, whether two are one, and what a list of retractions is asked
about are decided by what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from journalpress.model import Source

YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})[a-z]?\)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
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
    years = set(YEAR_IN_BRACKETS.findall(words)) or set(YEAR.findall(without_numbers(words)))
    return replace(
        source,
        doi=source.doi or _only(dois.values()),
        pmid=source.pmid or _only(pmids),
        url=source.url or _only(addresses),
        issued=source.issued or _only(years),
    )


def is_identified(source: Source) -> bool:
    """Whether a DOI, a PMID or an address leads to it, in a field or in its own words.

    Words that name two leave open which of them it is, but a reader can follow either.
    """
    if source.doi or source.pmid or source.url:
        return True
    return any(each.search(source.raw) for each in (_DOI, _PMID, _ADDRESS))


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


def without_numbers(words: str) -> str:
    """The words without DOIs and addresses, whose figures may look like a year, and visits."""
    return _VISIT.sub(" ", _ADDRESS.sub(" ", _DOI.sub(" ", words)))
