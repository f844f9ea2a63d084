"""Entries of sources → which of them are one source, however they were written.

Two entries are one source if they have the same DOI, PMID or address, or the same title, year and
first author (of thin entries: the same words). What the words of an entry say for certain counts as
if it stood in fields. Two DOIs, or two PMIDs, are never one source: what might be either of two
stays by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TypeAlias

from journalpress.edition.collation import folded
from journalpress.identifiers import parsed
from journalpress.model import Source

Key: TypeAlias = tuple[str, ...]

_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)
_BEFORE_HOST = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def same_sources(sources: Sequence[Source]) -> tuple[int, ...]:
    """For each source the number of its group; those that are one source share a number."""
    sources = tuple(map(parsed, sources))
    groups = _Groups(sources)
    for key in (_by_doi, _by_pmid, _by_address, _by_words):
        alike: dict[Key, list[int]] = defaultdict(list)
        for position, source in enumerate(sources):
            if found := key(source):
                alike[found].append(position)
        for positions in alike.values():
            groups.join(positions)
    return tuple(groups.group_of(position) for position in range(len(sources)))


class _Groups:
    """Which sources are one, as far as is known; a disjoint-set forest with path halving."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._above = list(range(len(sources)))
        self._names = [frozenset(filter(None, (_by_doi(each), _by_pmid(each)))) for each in sources]

    def group_of(self, position: int) -> int:
        """The first source of the group."""
        above = self._above
        while above[position] != position:
            above[position] = above[above[position]]
            position = above[position]
        return position

    def join(self, positions: Iterable[int]) -> None:
        """Make these one, unless they have two DOIs or PMIDs: then those that have none."""
        groups = sorted(set(map(self.group_of, positions)))
        if self._clash(groups):
            groups = [group for group in groups if not self._names[group]]
        for group in groups[1:]:
            self._above[group] = groups[0]
            self._names[groups[0]] |= self._names[group]

    def _clash(self, groups: list[int]) -> bool:
        names = frozenset[Key]().union(*(self._names[group] for group in groups))
        kinds = [kind for kind, _ in names]
        return len(kinds) > len(set(kinds))


def _by_doi(source: Source) -> Key:
    address = _DOI_ADDRESS.fullmatch(source.url)
    doi = source.doi or (address[1] if address else "")
    return ("doi", doi.casefold()) if doi else ()


def _by_pmid(source: Source) -> Key:
    return ("pmid", source.pmid) if source.pmid else ()


def _by_address(source: Source) -> Key:
    host, slash, rest = _BEFORE_HOST.sub("", source.url).partition("/")
    return ("url", f"{host.casefold()}{slash}{rest}".rstrip("/")) if source.url else ()


def _by_words(source: Source) -> Key:
    if source.title:
        author = next((folded(each.family or each.literal) for each in source.authors), "")
        return ("title", folded(source.title), source.issued[:4], author)
    return ("words", folded(source.raw)) if source.raw else ()


def fullness(source: Source) -> tuple[bool, int]:
    """Structured before thin, then by how much is known."""
    return not source.raw, sum(bool(getattr(source, each.name)) for each in fields(Source))
