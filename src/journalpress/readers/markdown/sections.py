"""A flat run of headings and blocks → sections inside one another, questions among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from journalpress.model import Block, Inline, Prose, Question, Section
from journalpress.readers.findings import Findings
from journalpress.readers.markdown.attributes import (
    Attributes,
    read_attributes,
    split_attributes,
)
from journalpress.readers.markdown.inline import InlineReader

FIRST_LEVEL = 2
"""The title of the article is the only heading of level 1."""

_ALLOWED = (".questions", ".brief", "#")
_RESERVED = ("chapter", "ref-", "cite-")
"""Ids that the Edition gives out itself, or their beginnings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what its attributes say."""

    level: int
    prose: Prose[Inline]
    attributes: Attributes
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """A block or a heading of the body, with its line."""

    line: int
    what: Block[Inline] | Heading


def read_heading(
    token: Token, source: str, line: int, inline: InlineReader, findings: Findings
) -> Heading:
    """The heading of this token; headings underlined with = or - are refused (JP123)."""
    level = int(token.tag[1:])
    if not token.markup.startswith("#"):
        under = "=" if level == 1 else "-"
        findings.note(
            "JP123",
            f"a heading made by underlining with {under}",
            "write ## before the words; and an empty line above a line of -",
            line=line,
        )
        level = FIRST_LEVEL
    attributes = Attributes()
    source, inside = split_attributes(source)
    if inside is not None:
        attributes = read_attributes(inside, _ALLOWED, findings, line=line)
        if attributes.anchor.startswith(_RESERVED):
            findings.note(
                "JP122",
                f"the anchor #{attributes.anchor} is one that the program uses itself",
                "choose another word",
                line=line,
            )
    prose = Prose(str(line), inline.read(source, line=line))
    if not prose.inlines:
        findings.note("JP123", "a heading without words", "write words behind ##", line=line)
    return Heading(level, prose, attributes, line)


def nest(items: Sequence[Item], findings: Findings) -> tuple[Block[Inline], ...]:
    """The body: blocks, then sections of level 2, each with its blocks and the sections in it."""
    builder = _Builder(items, findings)
    return builder.body()


class _Builder:
    """Walks the run once; knows the anchors met so far."""

    def __init__(self, items: Sequence[Item], findings: Findings) -> None:
        self._items = items
        self._findings = findings
        self._at = 0
        self._anchors: set[str] = set()

    def body(self) -> tuple[Block[Inline], ...]:
        found = [*self._blocks()]
        while self._heading():
            found.append(self._section(FIRST_LEVEL))
        return tuple(found)

    def _heading(self) -> Heading | None:
        what = self._items[self._at].what if self._at < len(self._items) else None
        return what if isinstance(what, Heading) else None

    def _blocks(self) -> list[Block[Inline]]:
        """The blocks up to the next heading."""
        found: list[Block[Inline]] = []
        while self._at < len(self._items):
            what = self._items[self._at].what
            if isinstance(what, Heading):
                break
            found.append(what)
            self._at += 1
        return found

    def _section(self, level: int) -> Section[Inline]:
        """The section of the heading that stands here, taken to be of this level."""
        heading = self._heading()
        assert heading is not None
        self._at += 1
        if heading.level != level:
            self._wrong_level(heading, level)
        written = max(heading.level, FIRST_LEVEL)
        attributes = heading.attributes
        if attributes.anchor and attributes.anchor in self._anchors:
            self._findings.note(
                "JP122",
                f"the anchor #{attributes.anchor} stands twice",
                "choose another word",
                line=heading.line,
            )
        self._anchors.add(attributes.anchor)
        asks = "questions" in attributes.classes
        found = self._blocks()
        while (below := self._heading()) and below.level > written:
            found.append(self._question(level + 1) if asks else self._section(level + 1))
        return Section(
            heading.prose,
            tuple(found),
            "questions" if asks else "",
            "brief" in attributes.classes,
            attributes.anchor,
        )

    def _question(self, level: int) -> Question[Inline]:
        heading = self._heading()
        assert heading is not None
        self._at += 1
        if heading.level != level:
            self._wrong_level(heading, level)
        if heading.attributes != Attributes():
            self._findings.note(
                "JP122",
                "a question has no attributes",
                "put them on the heading of the section",
                line=heading.line,
            )
        return Question(heading.prose, tuple(self._blocks()))

    def _wrong_level(self, heading: Heading, level: int) -> None:
        hashes = "#" * heading.level
        if heading.level < FIRST_LEVEL:
            what = f"{hashes} is the title's, which stands in the front matter"
        else:
            what = f"{hashes} skips a level"
        self._findings.note("JP123", what, f"write {'#' * level}", line=heading.line)
