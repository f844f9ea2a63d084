"""The words of a source → what is certain in them: DOI, PMID, address, year.

Whether a source can be found again, whether two are one, and what a list of retractions is asked
about are decided by what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from journalpress.model import Source

YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2})[a-z]?\)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DOI = re.compile(
    r"\b10\.\d{4,9}/(?:(?![;,|]+(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/)[^\s\"<>])+"
)
"""Up to a space, or to the next one where two stand side by side."""
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov/|/)(\d{1,8})\b", re.I)
_ADDRESS = re.compile(r"\bhttps?://[^\s\"<>]+", re.IGNORECASE)
_OF_A_NUMBER = re.compile(r"https?://(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/", re.I)
_VIEW = re.compile(
    r"[?#].*|/(?:full|fulltext|full-text|abstract|e?pdf|html|meta)(?:/.*)?$|\.(?:pdf|html?|full)$"
    r"|(?<=\d)v\d+(?:\.[a-z.-]+)?$",
    re.IGNORECASE,
)
"""What publishers' addresses have behind a DOI: which view of the paper is meant, which version."""
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
    dois = {each.casefold(): each for each in _dois_in(words)}
    pmids = set(_pmids_in(words))
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


@dataclass(frozen=True, slots=True)
class Numbers:
    """The DOIs and PMIDs that a source names, in its order; DOIs in small letters."""

    dois: tuple[str, ...] = ()
    pmids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.dois or self.pmids)

    @property
    def may_be_of_two(self) -> bool:
        """Whether they name more than one paper."""
        return len(self.dois) > 1 or len(self.pmids) > 1


def numbers_of(*entries: Source) -> Numbers:
    """Every number that these entries of one source name: in a field, an address, their words."""
    dois: dict[str, None] = {}
    pmids: dict[str, None] = {}
    for source in entries:
        address = unquote(source.url)
        said = (*_dois_of(source.doi), *_dois_in(address), *_dois_in(source.raw))
        dois |= dict.fromkeys(each.casefold() for each in said)
        pmids |= dict.fromkeys((source.pmid, *_pmids_in(address), *_pmids_in(source.raw)))
    pmids.pop("", None)
    return Numbers(tuple(dois), tuple(pmids))


def is_identified(source: Source) -> bool:
    """Whether a DOI, a PMID or an address leads to it, in a field or in its own words.

    Words that name two leave open which of them it is, but a reader can follow either.
    """
    if source.doi or source.pmid or source.url:
        return True
    return any(each.search(source.raw) for each in (_DOI, _PMID, _ADDRESS))


def _dois_of(field: str) -> tuple[str, ...]:
    """The DOI that a field holds, whatever characters it is of; each, where it holds several."""
    several = tuple(_dois_in(field))
    begins = field.find("10.")
    return several if len(several) > 1 or begins < 0 else (field[begins:].strip(),)


def _dois_in(words: str) -> Iterator[str]:
    """Each DOI as it stands; in the address of a publisher without what follows it there."""
    addresses = [each for each in _ADDRESS.finditer(words) if not _OF_A_NUMBER.match(each[0])]
    for found in _DOI.finditer(words):
        doi = _trimmed(found[0])
        if any(each.start() < found.start() < each.end() for each in addresses):
            doi = _VIEW.sub("", doi)
        yield doi


def _pmids_in(words: str) -> Iterator[str]:
    for one, other in _PMID.findall(words):
        yield one or other


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
