"""What stands before the body — YAML, TOML, JSON, a title block — → what the file says of itself.

Every static-site generator has fields of its own. Those that an article has are taken by the names
in use; every other is left out by name, and so is a value that does not fit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from journalpress.readers.fields import is_web_address
from journalpress.readers.imports import Dropped
from journalpress.readers.rich.tree import About, Said
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

TITLE = ("title", "headline")
STANDFIRST = (
    "standfirst", "description", "summary", "excerpt", "abstract", "subtitle", "lead", "deck",
    "dek", "teaser", "intro", "tagline", "meta_description",
)  # fmt: skip
"""Fields that hold a line about the article; the first that is there becomes the standfirst."""

_PRINTED = ("subtitle", "abstract")
_SAYINGS = {
    "published": ("published", "date", "publishdate", "publish_date", "pubdate", "date_published",
                  "datepublished", "published_at", "created", "date_created"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at", "last_updated",
                "date_updated", "updated_at", "last_modified", "datemodified", "date_modified"),
    "reviewed": ("reviewed", "last_reviewed", "lastreviewed", "date_reviewed", "review_date",
                 "reviewed_on", "reviewed_at", "medically_reviewed_on", "last_review"),
    "lang": ("lang", "language", "locale", "langcode"),
}  # fmt: skip
_NAME_OF = {alias: name for name, aliases in _SAYINGS.items() for alias in aliases}
_AUTHORS = ("author", "authors", "by", "byline", "creator", "writer")
_REVIEWERS = (
    "reviewer", "reviewers", "reviewed_by", "reviewedby", "medical_reviewer", "clinical_reviewer",
    "medically_reviewed_by",
)  # fmt: skip
_CATEGORY = ("category", "categories", "section", "topic")
_ADDRESS = ("url", "canonical_url", "canonical", "canonicalurl", "permalink", "link")
_YAML_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HOLDS_SOURCES = re.compile(r"(?:references|bibliography|nocite)[ \t]*:")
_TITLE_BLOCK = re.compile(r"%[ \t]*(?P<words>.*(?:\n[ \t]+\S.*)*)")
_HEADER = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):[ \t]+(?P<value>\S.*)")
_SETTING = "a setting of the site, which no article has"


@dataclass(slots=True)
class Front:
    """What the file says of itself. `first` is how many lines stand before the body.

    `later` are the lines, from and to, counted from 0, that hold further fields inside the body.
    `references` are entries of CSL, `bibliography` names of files with more of them, `nocite` keys
    that the list has although nothing cites them. `wrong` is why it could not be read.
    """

    first: int = 0
    later: tuple[tuple[int, int], ...] = ()
    title: Said | None = None
    standfirst: Said | None = None
    paragraphs: tuple[Said, ...] = ()
    about: About = field(default_factory=About)
    references: tuple[Node, ...] = ()
    bibliography: tuple[Said, ...] = ()
    nocite: str = ""
    dropped: tuple[Dropped, ...] = ()
    wrong: Refused | None = None


class _Block(NamedTuple):
    tree: Node
    first: int


def read_front(text: str) -> Front:
    """The front matter of this text; an empty one where there is none."""
    try:
        block = _block(text)
    except Refused as refused:
        return Front(wrong=refused)
    first = block.first if block else 0
    later = list(_later(text.split("\n"), first))
    if block is None and not later:
        return Front()
    entries = [entry for _, tree in later for entry in tree.entries]
    if block is None:
        block = _Block(Mapping((), 0), 0)
    if not isinstance(block.tree, Mapping):
        wrong = Refused(
            "JP100", "the front matter has no fields", hint='write title: "…"', line=block.tree.line
        )
        return Front(wrong=wrong)
    front = _Reader((*block.tree.entries, *entries), first).read()
    front.later = tuple(place for place, _ in later)
    return front


def body_of(text: str, front: Front) -> str:
    """The text with empty lines in place of its fields, so that its lines keep their numbers."""
    lines = text.split("\n")
    for start, end in ((0, front.first), *front.later):
        lines[start:end] = [""] * (end - start)
    return "\n".join(lines)


# --- where it ends


def _block(text: str) -> _Block | None:
    lines = text.split("\n")
    opening = lines[0].rstrip()
    if opening == "---":
        end = next((n for n, each in enumerate(lines[1:], 1) if _YAML_END.fullmatch(each)), 0)
        # A rule across the page is no front matter: fields begin on the next line.
        if end and lines[1].strip() and (end > 1):
            return _Block(read_yaml("\n".join(lines[1:end]) + "\n", first_line=2), end + 1)
        return None
    if opening == "+++":
        end = next((n for n, each in enumerate(lines[1:], 1) if each.rstrip() == "+++"), 0)
        return _Block(_read_toml(lines[1:end]), end + 1) if end else None
    if opening == "{":
        end = next((n for n, each in enumerate(lines[1:], 1) if each.rstrip() == "}"), 0)
        return _Block(read_json("\n".join(lines[: end + 1])), end + 1) if end else None
    return _title_block(lines) or _headers(lines)


def _later(lines: list[str], first: int) -> Iterator[tuple[tuple[int, int], Mapping]]:
    """pandoc's blocks of fields inside the text, of which most stand at its end.

    Two rules across the page with words between them look the same, so only a block that holds
    sources is one.
    """
    at = max(first, 1)
    while at < len(lines):
        opens = lines[at].rstrip() == "---" and not lines[at - 1].strip() and lines[at + 1 : at + 2]
        end = 0
        if opens and lines[at + 1].strip():
            closes = (n for n in range(at + 2, len(lines)) if _YAML_END.fullmatch(lines[n]))
            end = next(closes, 0)
        if end and any(_HOLDS_SOURCES.match(each) for each in lines[at + 1 : end]):
            tree = read_yaml("\n".join(lines[at + 1 : end]) + "\n", first_line=at + 2)
            if isinstance(tree, Mapping):
                yield (at, end + 1), tree
                at = end
        at += 1


def _read_toml(lines: list[str]) -> Node:
    try:
        tree = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        raise Refused(
            "JP100",
            f"this is not TOML: {error}",
            hint="look at this line: quotes, brackets",
            line=1 + (int(found[1]) if found else 0),
        ) from error
    return _from_toml(tree, lines, 0)


def _from_toml(value: Any, lines: list[str], line: int) -> Node:
    if isinstance(value, dict):
        entries: list[Entry] = []
        for key, inner in value.items():
            named = re.compile(rf'\s*\[*"?{re.escape(key)}"?\s*[=\]]')
            at = next((n for n, each in enumerate(lines, 2) if named.match(each)), line)
            entries.append(Entry(key, _from_toml(inner, lines, at), at))
        return Mapping(tuple(entries), line)
    if isinstance(value, list):
        return Sequence(tuple(_from_toml(each, lines, line) for each in value), line)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), line)
    words = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return Scalar(words, line, quoted=True)


def _title_block(lines: list[str]) -> _Block | None:
    """pandoc's `% title`, `% authors`, `% date` at the top of a file."""
    if not lines[0].startswith("%"):
        return None
    found: list[tuple[str, int, str]] = []
    at = 0
    for key in ("title", "author", "date"):
        block = _TITLE_BLOCK.match("\n".join(lines[at:])) if at < len(lines) else None
        if block is None:
            break
        if words := " ".join(block["words"].split()):
            found.append((key, at + 1, words))
        at += block[0].count("\n") + 1
    entries: list[Entry] = []
    for key, line, words in found:
        names = [each.strip() for each in words.split(";")] if key == "author" else [words]
        nodes = tuple(Scalar(each, line, quoted=True) for each in names if each)
        entries.append(Entry(key, Sequence(nodes, line) if key == "author" else nodes[0], line))
    return _Block(Mapping(tuple(entries), 1), at)


def _headers(lines: list[str]) -> _Block | None:
    """`Title: …`, `Date: …` at the top of a file, up to an empty line (Pelican, MultiMarkdown)."""
    found = _HEADER.fullmatch(lines[0].rstrip())
    if found is None or found["key"].lower() != "title":
        return None
    entries: list[Entry] = []
    seen: set[str] = set()
    for number, each in enumerate(lines, 1):
        if not each.strip():
            return _Block(Mapping(tuple(entries), 1), number)
        header = _HEADER.fullmatch(each.rstrip())
        if header is None or header["key"].lower() in seen:
            return None
        seen.add(header["key"].lower())
        key = header["key"].lower().replace(" ", "_")
        words = header["value"]
        if key in ("tags", "authors", "author"):
            parts = re.split(r"\s*[;,]\s*", words)
            node: Node = Sequence(tuple(Scalar(p, number, quoted=True) for p in parts if p), number)
        else:
            node = Scalar(words, number, quoted=True)
        entries.append(Entry(key, node, number))
    return None


# --- what it says


class _Reader:
    """Takes each field by its name."""

    def __init__(self, entries: tuple[Entry, ...], first: int) -> None:
        self._entries = [(entry.key.lower(), entry) for entry in entries]
        self._front = Front(first)
        self._dropped: list[Dropped] = []
        self._about: dict[str, Said] = {}
        self._authors: list[Said] = []
        self._reviewers: list[Said] = []

    def read(self) -> Front:
        front = self._front
        lines: dict[str, Said] = {}
        for name, entry in self._entries:
            if name in TITLE and front.title is None and _words(entry.value):
                front.title = _said(entry)
            elif name in STANDFIRST and _words(entry.value):
                lines[name] = _said(entry)
            elif name == "references" and isinstance(entry.value, Sequence):
                front.references = (*front.references, *entry.value.items)
            elif name == "bibliography":
                front.bibliography = (*front.bibliography, *_sayings(entry))
            elif name == "nocite":
                front.nocite = _words(entry.value)
            else:
                self._fact(name, entry)
        self._standfirst(lines)
        front.about = About(
            authors=tuple(self._authors),
            reviewers=tuple(self._reviewers),
            **self._about,  # type: ignore[arg-type]
        )
        front.dropped = tuple(self._dropped)
        return front

    def _standfirst(self, lines: dict[str, Said]) -> None:
        """The first of the lines in the order of STANDFIRST; the rest prints, or is left out."""
        named = sorted(lines, key=STANDFIRST.index)
        if not named:
            return
        self._front.standfirst = lines[named[0]]
        printed: list[Said] = []
        for name in named[1:]:
            if lines[name].words == lines[named[0]].words:
                why = "the same words as the standfirst"
            elif name in _PRINTED:
                printed.append(lines[name])
                continue
            else:
                why = "another line about the article; one is the standfirst"
            self._drop(name, lines[name].words, lines[name].line, why)
        self._front.paragraphs = tuple(printed)

    def _fact(self, name: str, entry: Entry) -> None:
        value = entry.value
        if field := _NAME_OF.get(name.replace("-", "_"), _NAME_OF.get(name)):
            said = _said(entry)
            if not said.words:
                return
            if field in self._about:
                self._drop(name, said.words, said.line, "stated twice in other words")
            else:
                self._about[field] = said
        elif name in _AUTHORS:
            self._authors += _people(entry)
        elif name.replace("-", "_") in _REVIEWERS:
            self._reviewers += _people(entry)
        elif name in _CATEGORY:
            self._category(entry)
        elif name in _ADDRESS and is_web_address(_words(value)) and "url" not in self._about:
            self._about["url"] = _said(entry)
        elif name == "slug" and _words(value):
            self._about.setdefault("slug", _said(entry))
        elif name in ("params", "extra", "taxonomies", "seo", "resources") and isinstance(
            value, Mapping
        ):
            # Hugo and Zola put what is not their own one level deeper.
            for inner in value.entries:
                self._fact(inner.key.lower(), inner)
        elif words := _words(value):
            self._drop(entry.key, words, entry.line, _SETTING)

    def _category(self, entry: Entry) -> None:
        sayings = _sayings(entry)
        if sayings and "category" not in self._about:
            self._about["category"] = sayings.pop(0)
        for said in sayings:
            why = "an article stands in one category, and in the one named first"
            self._drop(entry.key, said.words, said.line, why)

    def _drop(self, name: str, words: str, line: int, why: str) -> None:
        self._dropped.append(Dropped(line, f"{name}: {words}", why))


def _words(node: Node) -> str:
    """All words of a value on one line."""
    match node:
        case Scalar(text):
            return " ".join(text.split())
        case Sequence(items):
            return ", ".join(words for item in items if (words := _words(item)))
        case Mapping(entries):
            pairs = (f"{each.key}: {_words(each.value)}" for each in entries)
            return "; ".join(pairs)


def _said(entry: Entry) -> Said:
    line = entry.value.line or entry.line
    return Said(_words(entry.value), f"{entry.key}: at the top of the file", line)


def _sayings(entry: Entry) -> list[Said]:
    """One saying for each entry of a list; a scalar is a list of one."""
    nodes = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    where = f"{entry.key}: at the top of the file"
    return [Said(_words(each), where, each.line) for each in nodes if _words(each)]


def _people(entry: Entry) -> list[Said]:
    """One saying for each person: a name, or a mapping that has one."""
    nodes = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    where = f"{entry.key}: at the top of the file"
    return [Said(name, where, node.line) for node in nodes for name in _names(node)]


def _names(node: Node) -> Iterator[str]:
    if not isinstance(node, Mapping):
        if words := _words(node):
            yield words
        return
    parts = {each.key.lower(): each.value for each in node.entries}
    for key in ("name", "literal"):
        if isinstance(value := parts.get(key), Mapping):  # Quarto: name: {given, family}
            yield from _names(value)
            return
        if value is not None and (words := _words(value)):
            yield words
            return
    both = [_words(parts[key]) for key in ("given", "family") if key in parts]
    if both:
        yield " ".join(both)
    elif words := _words(node):
        yield words
