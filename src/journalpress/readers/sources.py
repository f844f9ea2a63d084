"""CSL-YAML or CSL-JSON → Sources: the variables of the Citation Style Language that print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import cast

from journalpress.csl.item import WORDS
from journalpress.model import Name, Source, SourceType
from journalpress.problems import Problem
from journalpress.readers.characters import check_characters, decode
from journalpress.readers.fields import Fields
from journalpress.readers.findings import Findings, nearest
from journalpress.readers.stringtree import (
    Entry,
    Mapping,
    Node,
    Refused,
    Scalar,
    Sequence,
    read_json,
    read_yaml,
)

KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*")
"""A citation key (pandoc's, less what would end a mark)."""

_DOCUMENTS = (
    "article broadcast classic collection dataset entry event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet patent "
    "performance periodical personal_communication regulation software song speech standard "
    "thesis treaty"
)
_OTHER_TYPES: MappingProxyType[str, SourceType] = MappingProxyType(
    {
        "article-magazine": "article-journal",
        "article-newspaper": "article-journal",
        "review": "article-journal",
        "review-book": "article-journal",
        "post": "webpage",
        "post-weblog": "webpage",
        "paper-conference": "chapter",
        "entry-dictionary": "chapter",
        "entry-encyclopedia": "chapter",
        "monograph": "book",
        **dict.fromkeys(_DOCUMENTS.split(), "document"),
    }
)
_TYPES = ("article-journal", "webpage", "report", "guideline", "book", "chapter", "document")
_GUIDELINE = re.compile(
    r"\bguid(?:eline|ance)|\bleitlinie|\bdirectriz|\brecommandation|\bguía", re.I
)
"""CSL has no type for guidelines: it carries them as reports of this genre."""

_KNOWN = ("id", "type", *WORDS, "author", "editor", "issued", "accessed", "URL", "genre")

# What reference managers export and no reference of ours prints.
_PASSED_OVER_WORDS = (
    "abstract annote archive archive_location archive-place authority call-number categories "
    "chapter-number citation-key citation-label citation-number collection-number "
    "collection-title container-title-short custom dimensions event event-date event-place "
    "event-title ISBN ISSN jurisdiction journalAbbreviation keyword language license medium "
    "note number-of-pages number-of-volumes original-date page-first PMCID references scale "
    "section shortTitle source status submitted title-short version year-suffix"
)
_PASSED_OVER = frozenset(_PASSED_OVER_WORDS.split())
_PARTICLES = ("dropping-particle", "non-dropping-particle")
"""They stay with the family name, as NLM has it."""
_NAME_FLAGS = ("comma-suffix", "static-ordering", "parse-names")
"""How other styles would print the name."""
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^>]*>", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def read_sources(data: bytes, file: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources of a list in CSL-YAML (or CSL-JSON, by the name), in order, and Problems."""
    findings = Findings(file)
    text = decode(data, findings)
    if text is None or not check_characters(text, findings):
        return (), findings.problems
    try:
        tree = read_json(text) if file.lower().endswith(".json") else read_yaml(text)
    except Refused as refused:
        findings.note(refused.code, str(refused), refused.hint, line=refused.line)
        return (), findings.problems
    if isinstance(tree, Mapping):
        # pandoc and Zotero write the list under `references:`.
        listed = [entry.value for entry in tree.entries if entry.key == "references"]
        tree = listed[0] if listed else Sequence((), tree.line) if not tree.entries else tree
    if not isinstance(tree, Sequence):
        findings.note("JP019", "this is not a list of sources", "begin each with - id: key")
        return (), findings.problems
    found: list[Source] = []
    for item in tree.items:
        source = source_from(item, findings)
        if source and not stands_twice(source, found, findings, line=item.line):
            found.append(source)
    return tuple(found), findings.problems


def stands_twice(
    source: Source, others: Iterable[Source], findings: Findings, *, line: int
) -> bool:
    """Whether one of the others has its id or its DOI (JP014)."""
    for other in others:
        if other.key == source.key:
            same = "once more" if other == source else "with other content"
            findings.note(
                "JP014", f"the source “{source.key}” stands here {same}", "keep one", line=line
            )
            return True
        if source.doi and source.doi.casefold() == other.doi.casefold():
            findings.note(
                "JP014",
                f"“{source.key}” and “{other.key}” have the same DOI, {source.doi}",
                "keep one and cite it everywhere",
                line=line,
            )
            return True
    return False


def source_from(node: Node, findings: Findings) -> Source | None:
    """The source that one entry of the list describes; None where it has no key."""
    return _Reader(findings).source(node)


class _Reader:
    """Reads one entry of a list of sources."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._fields = Fields(findings, "JP019")

    def source(self, node: Node) -> Source | None:
        fields = self._fields
        if not isinstance(node, Mapping):
            fields.wrong("a source must have fields", 'write - id: key, then title: "…"', node)
            return None
        key, noted = "", len(self._findings)
        found: dict[str, object] = {}
        readers: dict[str, Callable[[str, Node], object]] = {
            "type": self._type,
            "author": self._names,
            "editor": self._names,
            "issued": self._date,
            "accessed": self._date,
            "DOI": self._doi,
            "URL": fields.address,
        }
        into = {**WORDS, "author": "authors", "editor": "editors", "URL": "url"}
        kept = [entry for entry in node.entries if entry.key not in _PASSED_OVER]
        for entry in fields.entries("a source", Mapping(tuple(kept), node.line), _KNOWN):
            if entry.key == "id":
                key = fields.token("id", entry.value)
            else:
                read = readers.get(entry.key, self._words)
                found[into.get(entry.key, entry.key)] = read(entry.key, entry.value)
        if not KEY.fullmatch(key):
            fields.wrong(
                f"“{key}” cannot be the id of a source" if key else "a source has no id",
                "letters, digits, _ and -, such as mackensen2022",
                node,
            )
            return None
        genre = str(found.pop("genre", ""))
        if found.get("type") == "report" and _GUIDELINE.search(genre):
            found["type"] = "guideline"
        says_something = any(found.get(each) for each in ("raw", "title", "doi", "url", "pmid"))
        if not says_something and len(self._findings) == noted:
            fields.wrong(
                f"the source “{key}” says nothing",
                'give it a title, or raw: "words to print"',
                node,
            )
        return Source(key, **found)  # type: ignore[arg-type]

    def _words(self, name: str, node: Node) -> str:
        text = self._fields.words(name, node)
        if markup := _MARKUP.search(text):
            self._fields.wrong(
                f"{name} holds the tag {markup[0]}, which would print as it stands",
                "write the words without tags",
                node,
            )
        return text

    def _type(self, name: str, node: Node) -> SourceType:
        text = self._fields.token(name, node) or "document"
        if text in _TYPES:
            return cast(SourceType, text)
        if text not in _OTHER_TYPES:
            like = nearest(text, (*_TYPES, *_OTHER_TYPES))
            hint = f"do you mean {like}?" if like else f"write one of {', '.join(_TYPES)}"
            self._fields.wrong(f"no type of source is called “{text}”", hint, node)
        return _OTHER_TYPES.get(text, "document")

    def _doi(self, name: str, node: Node) -> str:
        text = _DOI_ADDRESS.sub("", self._fields.token(name, node), count=1)
        if text and not re.fullmatch(r"10\.\d{4,9}/[^\s<>\"]+", text):
            self._fields.wrong(
                f"“{text}” is not a DOI", "a DOI looks like 10.1056/NEJMoa2308917", node
            )
            return ""
        return text

    def _names(self, name: str, node: Node) -> tuple[Name, ...]:
        items = (node,) if isinstance(node, Scalar) else self._fields.items(name, node)
        found = (self._name(name, item) for item in items)
        return tuple(each for each in found if each != Name())

    def _name(self, name: str, node: Node) -> Name:
        if isinstance(node, Scalar):
            return Name(literal=self._words(name, node))
        known = ("family", "given", "literal", *_PARTICLES, "suffix", *_NAME_FLAGS)
        parts: dict[str, str] = {}
        for entry in self._fields.entries(name, node, known):
            parts[entry.key] = self._words(entry.key, entry.value)
        for flag in _NAME_FLAGS:
            parts.pop(flag, None)
        family = (*(parts.pop(each, "") for each in _PARTICLES), parts.get("family", ""))
        if any(family):
            parts["family"] = " ".join(part for part in family if part)
        if suffix := parts.pop("suffix", ""):
            parts["given"] = ", ".join(part for part in (parts.get("given", ""), suffix) if part)
        return Name(**parts)

    def _date(self, name: str, node: Node) -> str:
        """CSL's dates: an ISO string, `date-parts` with one date, or `raw`."""
        if not isinstance(node, Mapping):
            return self._fields.some_date(name, node)
        for entry in node.entries:
            if entry.key in ("raw", "literal"):
                return self._fields.some_date(name, entry.value)
            match entry:
                case Entry("date-parts", Sequence((Sequence(parts, line),))) if parts:
                    numbers = [self._fields.token(name, part) for part in parts]
                    text = "-".join((numbers[0], *(number.zfill(2) for number in numbers[1:])))
                    return self._fields.some_date(name, Scalar(text, line))
                case _:
                    pass
        self._fields.wrong(
            f"{name} is not one date", 'write "2024", "2024-02" or "2024-02-17"', node
        )
        return ""
