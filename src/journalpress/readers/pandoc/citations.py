"""`see @doe99, pp. 33-35, and passim; -@smith` → words and the citations between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journalpress.readers.pandoc.parser import parts_of, split_part

_LABELS = (
    "books? bks? bk chapters? chaps? chap chs? ch columns? cols? figures? figs? folios? fols? "
    "issues? "
    "numbers? nos? lines? ll? notes? nn? opera opp? opus pages? pp? paragraphs? paras? para parts? "
    "pts? pt sections? secs? sec verses? vv? volumes? vols? vol seiten? s bd kap art arts? tables? "
    "tab box appendix app suppl slides? timestamp"
)
_LABEL = r"(?:(?:" + "|".join(_LABELS.split()) + r")\b\.?|§§?|¶¶?|s\.v\.)"
_PLACE = r"(?:[ivxlcdm]+\b|[A-Za-z]?\d[\w.:]*)"
_PLACES = rf"{_PLACE}(?:\s*(?:[-–—,&]|and)\s*(?:{_LABEL}\s*)?{_PLACE})*"
_LOCATOR = re.compile(rf"(?:{_LABEL}\s*)+{_PLACES}|\d[\w.:]*(?:\s*[-–—,&]\s*\d[\w.:]*)*", re.I)
_BRACED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a cluster: words before it, its key, where in it, words behind it."""

    prefix: str
    key: str
    locator: str = ""
    suffix: str = ""


def read_cluster(content: str) -> tuple[Cited, ...]:
    """The parts of a cluster in their order; one that names no source has only a prefix."""
    found: list[Cited] = []
    for part in parts_of(content):
        split = split_part(part)
        if split is None:
            found.append(Cited(part.strip(), ""))
            continue
        prefix, key, behind = split
        locator, suffix = split_locator(behind)
        found.append(Cited(prefix.strip(), key, locator, suffix))
    return tuple(found)


def split_locator(behind: str) -> tuple[str, str]:
    """What follows a key → where in the source, and the words that are no place.

    A comma before the words stays with them: “[@doe99, and passim]”.
    """
    behind = re.sub(r"\s+", " ", behind)
    at = re.match(r"\s*,?\s*", behind)
    begin = at.end() if at else 0
    if braced := _BRACED.match(behind, begin):
        return braced[1].strip(), behind[braced.end() :].strip()
    place = _LOCATOR.match(behind, begin)
    if place and re.match(r"\s*(?:[,;.)]|$)|\s+\w", behind[place.end() :]):
        return place[0].strip(), behind[place.end() :].strip()
    return "", behind.strip()
