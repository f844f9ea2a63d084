"""A source in CSL's variables, as reference managers store it → Source, and what did not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from journalpress.csl.item import WORDS
from journalpress.errors import InputError
from journalpress.model import Source
from journalpress.readers.findings import Findings
from journalpress.readers.sources import source_from
from journalpress.readers.stringtree import read_json

_TAG = re.compile(r"</?[a-z]{1,4}(?:\s[^<>]*)?>", re.IGNORECASE)
_PLAIN = ("type", "URL", *(name for name in WORDS if name != "raw"))
_PERSONS = ("author", "editor")
_DATES = ("issued", "accessed")


def source_from_csl(item: Mapping[str, Any]) -> tuple[Source | None, tuple[str, ...]]:
    """The source without a key, and a sentence for each value that could not be used.

    None where the item holds neither title nor DOI nor address. Variables that no reference of
    ours prints are passed over, and so is mark-up in titles: its words stay.
    """
    kept: dict[str, object] = {"id": "source"}
    for name in _PLAIN:
        if isinstance(item.get(name), str | int) and str(item[name]).strip():
            kept[name] = " ".join(_TAG.sub("", str(item[name])).split())
    if "PMID" not in kept and isinstance(item.get("note"), str):
        # Zotero keeps the number of PubMed in its notes: "PMID: 123".
        found = re.search(r"^\s*PMID:\s*(\d+)\s*$", item["note"], re.MULTILINE)
        kept |= {"PMID": found[1]} if found else {}
    for name in _PERSONS:
        people = item.get(name)
        if isinstance(people, list):
            named = [_person(each) for each in people if isinstance(each, Mapping)]
            kept[name] = [each for each in named if each]
    for name in _DATES:
        day = item.get(name)
        if isinstance(day, Mapping) and (parts := _date_parts(day)):
            kept[name] = {"date-parts": [parts]}
        elif isinstance(day, Mapping) and str(day.get("raw") or day.get("literal") or "").strip():
            kept[name] = str(day.get("raw") or day["literal"]).strip()
        elif isinstance(day, str | int) and str(day).strip():
            kept[name] = str(day).strip()
    if not any(kept.get(each) for each in ("title", "DOI", "URL", "PMID")):
        return None, ()
    findings = Findings("")
    try:
        source = source_from(read_json(json.dumps(kept, ensure_ascii=False)), findings)
    except InputError as error:
        return None, (str(error),)
    shown = kept.get("title") or kept.get("DOI") or kept.get("URL")
    source = replace(source, key="") if source else None
    return source, tuple(f"the source “{shown}”: {each.message}" for each in findings.problems)


def _person(person: Mapping[str, Any]) -> dict[str, str]:
    """A name in the four parts that a Source knows."""
    said = {
        key: " ".join(value.split())
        for key, value in person.items()
        if isinstance(value, str) and value.strip()
    }
    if "family" not in said:
        literal = said.get("literal") or said.get("given", "")
        return {"literal": literal} if literal else {}
    given = (said.get("given"), said.get("dropping-particle"), said.get("suffix"))
    found = {"family": said["family"], "given": " ".join(filter(None, given))}
    if "non-dropping-particle" in said:
        found["non-dropping-particle"] = said["non-dropping-particle"]
    return {key: value for key, value in found.items() if value}


def _date_parts(day: Mapping[str, Any]) -> list[str]:
    """Year, month and day as far as they are told; of a span its beginning."""
    parts = day.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else []
    return [str(each) for each in first if str(each).strip()] if isinstance(first, list) else []
