"""A Source → an item of CSL-JSON, as reference managers read it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from journalpress.model import Name, Source

WORDS = MappingProxyType(
    {
        "raw": "raw",
        "title": "title",
        "container-title": "container",
        "publisher": "publisher",
        "publisher-place": "place",
        "edition": "edition",
        "volume": "volume",
        "issue": "issue",
        "page": "page",
        "number": "number",
        "DOI": "doi",
        "PMID": "pmid",
    }
)
"""CSL's variables that hold words → the fields of Source."""

AND_OTHERS = ("others", "et al", "et al.")
"""What a last author may be called who stands for the rest; BibTeX and pandoc write the first."""


def csl_item(source: Source, *, key: str = "") -> dict[str, Any]:
    """The source in the variables of CSL, under this id or its own; empty ones are left out.

    `read_sources` reads the same source back. Words that print as they are stand in `raw`, which
    only we know, and in `note`, which every reference manager shows.
    """
    guideline = source.type == "guideline"
    item: dict[str, Any] = {"id": key or source.key, "type": "report" if guideline else source.type}
    if guideline:
        item["genre"] = "guideline"
    for name, people in (("author", source.authors), ("editor", source.editors)):
        if people:
            item[name] = [_person(each) for each in people]
    for name, day in (("issued", source.issued), ("accessed", source.accessed)):
        if day:
            item[name] = {"date-parts": [[int(part) for part in day.split("-")]]}
    item |= {name: words for name, field in WORDS.items() if (words := getattr(source, field))}
    if source.url:
        item["URL"] = source.url
    if source.raw:
        item["note"] = source.raw
    return item


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    given, _, rank = (part.strip() for part in name.given.partition(","))
    parts = {"family": name.family, "given": given, "suffix": rank}
    return {key: part for key, part in parts.items() if part}
