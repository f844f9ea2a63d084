"""What reference managers write into a Word file: citations as fields → targets and sources.

Zotero and Mendeley store CSL-JSON in the instruction of a field, Mendeley Cite in the tag of a
content control, EndNote XML in the instruction or beside it, Word itself only the tag of a source
that lies in a part of its own.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from lxml import etree

from journalpress.readers.rich.tree import Target
from journalpress.wordfile.parts import Element

FieldKind: TypeAlias = Literal["", "citation", "sources", "contents", "link", "count", "note"]

MENDELEY_CITATION = "MENDELEY_CITATION_"
MENDELEY_BIBLIOGRAPHY = "MENDELEY_BIBLIOGRAPHY"

_CITATION = re.compile(
    r"ADDIN\s+(?:ZOTERO_ITEM|CSL_CITATION|EN\.CITE(?!\.DATA))|CITATION\s", re.IGNORECASE
)
_SOURCES = re.compile(
    r"ADDIN\s+(?:ZOTERO_BIBL|CSL_BIBLIOGRAPHY|Mendeley\s+Bibliography|EN\.REFLIST)|BIBLIOGRAPHY\b",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[re.Pattern[str], FieldKind], ...] = (
    (_CITATION, "citation"),
    (_SOURCES, "sources"),
    (re.compile(r"TOC\b", re.IGNORECASE), "contents"),
    (re.compile(r"HYPERLINK\b", re.IGNORECASE), "link"),
    (re.compile(r"SEQ\b", re.IGNORECASE), "count"),
    (re.compile(r"(?:NOTEREF|REF)\b", re.IGNORECASE), "note"),
)
_LABELS = MappingProxyType({"": "p.", "page": "p.", "chapter": "ch.", "section": "sec."})
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')

_ENDNOTE_TYPES = MappingProxyType(
    {
        "journal article": "article-journal", "electronic article": "article-journal",
        "book": "book", "edited book": "book", "electronic book": "book",
        "book section": "chapter", "conference paper": "chapter", "web page": "webpage",
        "blog": "webpage", "report": "report", "government document": "report",
    }
)  # fmt: skip
_WORD_TYPES = MappingProxyType(
    {
        "journalarticle": "article-journal", "articleinaperiodical": "article-journal",
        "book": "book", "booksection": "chapter", "conferenceproceedings": "chapter",
        "report": "report", "internetsite": "webpage", "documentfrominternetsite": "webpage",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a citation: its id in the file, its CSL item ({} where that lies elsewhere).

    `before` and `after` are words that the author put round it; they are part of the text.
    """

    target: Target
    item: Mapping[str, Any]
    before: str = ""
    after: str = ""


def kind_of(instruction: str) -> FieldKind:
    """What a field of this instruction is."""
    text = instruction.strip()
    return next((kind for pattern, kind in _KINDS if pattern.match(text)), "")


def cited_by(instruction: str, data: str) -> tuple[Cited, ...]:
    """The sources that the instruction of a citation names; `data` is the field's own, in base64.

    Raises ValueError where it cannot be read.
    """
    text = instruction.strip()
    if "CSL_CITATION" in text:
        return _csl(text.partition("CSL_CITATION")[2])
    if text.upper().startswith("CITATION"):
        return _of_word(text)
    begin = text.find("<EndNote")
    return _endnote(text[begin:] if begin >= 0 else _unpacked(data))


def cited_in_tag(tag: str) -> tuple[Cited, ...]:
    """The sources of a content control of Mendeley Cite. Raises ValueError."""
    return _csl(_unpacked(tag.removeprefix(MENDELEY_CITATION).partition("_")[2]))


def _unpacked(data: str) -> str:
    packed = "".join(data.split())
    try:
        found = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        return found.decode("utf-8").rstrip("\x00")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError("the field's data cannot be read") from error


# --- Zotero, Mendeley -------------------------------------------------------------------------


def _csl(text: str) -> tuple[Cited, ...]:
    try:
        record, _ = json.JSONDecoder(strict=False).raw_decode(text.strip())
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    items = record.get("citationItems") if isinstance(record, dict) else None
    if not isinstance(items, list) or not items:
        raise ValueError("it names no source")
    return tuple(_csl_item(each) for each in items if isinstance(each, dict))


def _csl_item(entry: Mapping[str, Any]) -> Cited:
    item = entry.get("itemData")
    item = item if isinstance(item, dict) else {}
    addresses = entry.get("uris") or entry.get("uri") or []
    first = addresses[0] if isinstance(addresses, list) and addresses else ""
    name = str(first or item.get("id") or entry.get("id") or "")
    if not name:
        raise ValueError("a source has no id")
    locator = str(entry.get("locator") or "").strip()
    if locator:
        label = str(entry.get("label") or "").strip()
        locator = f"{_LABELS.get(label, label)} {locator}"
    return Cited(
        Target(name, locator),
        item,
        str(entry.get("prefix") or "").strip(),
        str(entry.get("suffix") or "").strip(),
    )


# --- EndNote ----------------------------------------------------------------------------------


def _xml(text: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a document type")
    return root


def _endnote(text: str) -> tuple[Cited, ...]:
    found = tuple(_endnote_cite(each) for each in _xml(text).iter("Cite"))
    if not found:
        raise ValueError("it names no source")
    return found


def _endnote_cite(cite: Element) -> Cited:
    record = cite.find("record")
    number = _words(cite, "RecNum") or (_words(record, "rec-number") if record is not None else "")
    title = "" if record is None else _words(record, "titles/title")
    name = number or title
    if not name:
        raise ValueError("a source has no number")
    pages = _words(cite, "Pages")
    item = {} if record is None else dict(_endnote_item(record))
    return Cited(
        Target(f"endnote-{name}", f"p. {pages}" if pages else ""),
        item,
        _words(cite, "Prefix"),
        _words(cite, "Suffix"),
    )


def _words(parent: Element, path: str) -> str:
    found = parent.find(path)
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def _endnote_item(record: Element) -> Iterator[tuple[str, Any]]:
    """The CSL variables of an EndNote record."""
    kind = record.find("ref-type")
    name = "" if kind is None else kind.get("name", "").lower()
    yield "type", _ENDNOTE_TYPES.get(name, "document")
    paths = {
        "title": "titles/title",
        "volume": "volume",
        "issue": "number",
        "page": "pages",
        "publisher": "publisher",
        "publisher-place": "pub-location",
        "edition": "edition",
        "DOI": "electronic-resource-num",
        "URL": "urls/related-urls/url",
    }
    for variable, path in paths.items():
        if words := _words(record, path):
            yield variable, words
    journal = _words(record, "periodical/full-title") or _words(record, "titles/secondary-title")
    yield "container-title", journal
    for variable, path in (("author", "authors"), ("editor", "secondary-authors")):
        people = record.findall(f"contributors/{path}/author")
        yield variable, [_person("".join(map(str, each.itertext()))) for each in people]
    if year := _words(record, "dates/year"):
        yield "issued", year
    if (number := _words(record, "accession-num")).isdecimal():
        yield "PMID", number


def _person(name: str) -> dict[str, str]:
    family, comma, given = " ".join(name.split()).partition(", ")
    if not comma:
        return {"literal": family.rstrip(",")}
    return {"family": family, "given": given}


# --- Word -------------------------------------------------------------------------------------


def _of_word(text: str) -> tuple[Cited, ...]:
    r"""`CITATION Smi20 \p 12 \m Jon21`: each tag with its pages, prefix and suffix."""
    words = [
        (re.sub(r"\\(.)", r"\1", found.group(1)), True)
        if found.group(1) is not None
        else (found.group(2), False)
        for found in _TOKEN.finditer(text)
    ]
    told: list[dict[str, str]] = []
    switch = r"\m"
    for word, quoted in words[1:]:
        if not quoted and word.startswith("\\"):
            switch = word.lower()
            continue
        if switch == r"\m":
            told.append({"tag": word})
        elif told:
            told[-1][switch] = word
        switch = ""
    if not told:
        raise ValueError("it names no source")
    return tuple(
        Cited(
            Target(f"word-{each['tag']}", f"p. {each[pages]}" if (pages := r"\p") in each else ""),
            {},
            each.get(r"\f", "").strip(),
            each.get(r"\s", "").strip(),
        )
        for each in told
    )


def word_sources(root: Element) -> dict[str, Mapping[str, Any]]:
    """The CSL items of Word's own list of sources (b:Sources), by the id that citations name."""
    found: dict[str, Mapping[str, Any]] = {}
    for source in root:
        said = {_local(each): " ".join(each.text.split()) for each in source if each.text}
        if tag := said.get("Tag"):
            found[f"word-{tag}"] = dict(_word_item(source, said))
    return found


def _word_item(source: Element, said: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    yield "type", _WORD_TYPES.get(said.get("SourceType", "").lower(), "document")
    names = {
        "title": ("Title",),
        "container-title": ("JournalName", "BookTitle", "ConferenceName", "InternetSiteTitle"),
        "publisher": ("Publisher", "Institution", "ProductionCompany"),
        "publisher-place": ("City",),
        "edition": ("Edition",),
        "volume": ("Volume",),
        "issue": ("Issue",),
        "page": ("Pages",),
        "URL": ("URL",),
        "DOI": ("DOI",),
    }
    for variable, tags in names.items():
        if words := next((said[tag] for tag in tags if said.get(tag)), ""):
            yield variable, words
    number = said.get("StandardNumber", "")
    if "DOI" not in said and re.match(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d", number):
        yield "DOI", number
    for variable, tag in (("author", "Author"), ("editor", "Editor")):
        yield variable, list(_word_people(source, tag))
    for variable, ends in (("issued", ""), ("accessed", "Accessed")):
        if year := said.get(f"Year{ends}"):
            month = said.get(f"Month{ends}", "")
            parts = [year]
            if month.isdecimal():
                parts += [month, *filter(str.isdecimal, [said.get(f"Day{ends}", "")])]
            yield variable, {"date-parts": [parts]}


def _word_people(source: Element, tag: str) -> Iterator[dict[str, str]]:
    """b:Author/b:Author/b:NameList/b:Person, or b:Corporate in place of the list."""
    for group in source:
        if _local(group) != "Author":
            continue
        for role in group:
            if _local(role) != tag:
                continue
            for each in role.iter():
                said = {_local(part): part.text or "" for part in each}
                if _local(each) == "Corporate" and each.text:
                    yield {"literal": each.text}
                elif _local(each) == "Person":
                    given = " ".join(filter(None, (said.get("First"), said.get("Middle"))))
                    yield {"family": said.get("Last", ""), "given": given}


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
