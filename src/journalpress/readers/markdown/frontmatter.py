"""The YAML before the body → the typed fields of an Article; prose fields are left as source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from journalpress.model import (
    Approval,
    FoundDisclaimer,
    Person,
    PersonRole,
    Status,
    Term,
)
from journalpress.readers.fields import Fields
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.attributes import is_language
from journalpress.readers.markdown.inline import SLUG
from journalpress.readers.stringtree import Mapping, Node, Refused, Scalar, Sequence, read_yaml

FIELDS = (
    "id",
    "title",
    "short_title",
    "aliases",
    "lang",
    "category",
    "standfirst",
    "key_messages",
    "published",
    "reviewed",
    "next_review",
    "version",
    "status",
    "approved",
    "people",
    "url",
    "translation_of",
    "terms",
    "references",
    "bibliography",
    "related",
    "disclaimer_found",
)
"""Every field, in the order in which it is written."""

ROLES = ("author", "clinical_reviewer", "patient_reviewer", "translator")
STATUSES = ("draft", "in_review", "approved", "withdrawn")

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(slots=True)
class FrontMatter:
    """The fields as read so far; `lines` says where each stands, `references` is not read yet."""

    id: str = ""
    title: str = ""
    short_title: str = ""
    aliases: tuple[str, ...] = ()
    lang: str = ""
    category: str = ""
    standfirst: str = ""
    key_messages: tuple[tuple[str, int], ...] = ()
    published: date | None = None
    reviewed: date | None = None
    next_review: date | None = None
    version: int = 0
    status: Status = "draft"
    approved: Approval | None = None
    people: tuple[Person, ...] = ()
    url: str = ""
    translation_of: str = ""
    terms: tuple[Term, ...] = ()
    references: tuple[Node, ...] = ()
    bibliography: str = ""
    related: tuple[str, ...] = ()
    disclaimer_found: FoundDisclaimer | None = None
    lines: dict[str, int] = field(default_factory=dict)


def split(text: str) -> tuple[str, int] | None:
    """The YAML and the number of lines up to the body; None where there is no front matter."""
    lines = text.split("\n")
    if not re.fullmatch(r"---[ \t]*", lines[0]):
        return None
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:number]) + "\n", number + 1
    return None


def read_front_matter(source: str, findings: Findings) -> FrontMatter | None:
    """The fields of this YAML, which begins on line 2; None where it is no mapping at all."""
    try:
        tree = read_yaml(source, first_line=2)
    except Refused as refused:
        findings.note(refused.code, str(refused), refused.hint, line=refused.line)
        return None
    if not isinstance(tree, Mapping):
        findings.note("JP100", "the front matter has no fields", 'write title: "…"', line=tree.line)
        return None
    return _Reader(findings).read(tree)


class _Reader:
    """Reads each field by its name."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._fields = Fields(findings)

    def read(self, tree: Mapping) -> FrontMatter:
        fields, front = self._fields, FrontMatter()
        readers: dict[str, Callable[[str, Node], object]] = {
            "id": self._slug,
            "aliases": fields.many_words,
            "lang": self._lang,
            "key_messages": self._messages,
            "published": fields.day,
            "reviewed": fields.day,
            "next_review": fields.day,
            "version": fields.whole_number,
            "status": self._status,
            "approved": self._approval,
            "people": self._people,
            "url": fields.address,
            "translation_of": self._slug,
            "terms": self._terms,
            "references": fields.items,
            "bibliography": fields.token,
            "related": self._related,
            "disclaimer_found": self._disclaimer,
        }
        for entry in fields.entries("", tree, FIELDS):
            front.lines[entry.key] = entry.value.line or entry.line
            read = readers.get(entry.key, fields.words)
            setattr(front, entry.key, read(entry.key, entry.value))
        for name in ("id", "title", "lang"):
            empty = name == "title" and not front.title and not self._findings.has_error
            if name not in front.lines or empty:
                hints = {"id": "write id: and the file name without .md, once and for ever"}
                hint = hints.get(name, f"write {name}:")
                self._findings.note("JP105", f"the front matter has no {name}", hint, line=1)
        return front

    def _slug(self, name: str, node: Node) -> str:
        text = self._fields.token(name, node)
        if not text or SLUG.fullmatch(text):
            return text
        hint = "small letters, digits and hyphens, a letter first: blood-pressure"
        self._fields.wrong(f"{name}: “{text}” cannot name an article", hint, node)
        return ""

    def _related(self, name: str, node: Node) -> tuple[str, ...]:
        found = (self._slug(name, item) for item in self._fields.items(name, node))
        return tuple(each for each in found if each)

    def _lang(self, name: str, node: Node) -> str:
        text = self._fields.token(name, node)
        if is_language(text):
            return text
        self._fields.wrong(f"lang: “{text}” is not a language", "write en-GB, fr, de…", node)
        return ""

    def _messages(self, name: str, node: Node) -> tuple[tuple[str, int], ...]:
        items = self._fields.items(name, node)
        found = ((self._fields.words(name, item), item.line) for item in items)
        return tuple(each for each in found if each[0])

    def _status(self, name: str, node: Node) -> Status:
        return cast(Status, self._fields.choice(name, node, STATUSES) or "draft")

    def _approval(self, name: str, node: Node) -> Approval | None:
        if isinstance(node, Scalar) and not node.text.strip():
            return None
        found = {"digest": "", "by": "", "role": ""}
        on: date | None = None
        for entry in self._fields.entries(name, node, (*found, "on")):
            if entry.key == "on":
                on = self._fields.day("on", entry.value)
            else:
                found[entry.key] = self._fields.words(entry.key, entry.value)
        if on is None or not all(found.values()):
            hint = "run journalpress approve, which writes all of it"
            self._fields.wrong("approved needs digest, by, role and on", hint, node)
            return None
        if not re.fullmatch(r"[0-9a-f]{64}", found["digest"]):
            hint = "run journalpress approve, which writes it"
            self._fields.wrong("approved.digest is not a digest", hint, node)
            return None
        return Approval(found["digest"], found["by"], found["role"], on)

    def _people(self, name: str, node: Node) -> tuple[Person, ...]:
        people: list[Person] = []
        for item in self._fields.items(name, node):
            who = role = ""
            on: date | None = None
            for entry in self._fields.entries("a person", item, ("name", "role", "date")):
                if entry.key == "name":
                    who = self._fields.words("name", entry.value)
                elif entry.key == "role":
                    role = self._fields.choice("role", entry.value, ROLES)
                else:
                    on = self._fields.day("date", entry.value)
            if who and role:
                people.append(Person(who, cast(PersonRole, role), on))
            elif isinstance(item, Mapping):
                hint = f'write {{name: "…", role: {" | ".join(ROLES)}}}'
                self._fields.wrong("a person needs a name and a role", hint, item)
        return tuple(people)

    def _terms(self, name: str, node: Node) -> tuple[Term, ...]:
        terms: list[Term] = []
        for item in self._fields.items(name, node):
            found = {"term": "", "definition": ""}
            for entry in self._fields.entries("a term", item, tuple(found)):
                found[entry.key] = self._fields.words(entry.key, entry.value)
            if all(found.values()):
                terms.append(Term(found["term"], found["definition"]))
            elif isinstance(item, Mapping):
                hint = 'write {term: "…", definition: "…"}'
                self._fields.wrong("a term needs a term and a definition", hint, item)
        return tuple(terms)

    def _disclaimer(self, name: str, node: Node) -> FoundDisclaimer | None:
        if isinstance(node, Scalar) and not node.text.strip():
            return None
        text = url = ""
        for entry in self._fields.entries(name, node, ("text", "url")):
            if entry.key == "text":
                text = self._fields.words("text", entry.value)
            else:
                url = self._fields.address("url", entry.value)
        if not text and isinstance(node, Mapping | Sequence):
            self._fields.wrong("disclaimer_found needs text", "write text, or delete it", node)
        return FoundDisclaimer(text, url) if text else None
