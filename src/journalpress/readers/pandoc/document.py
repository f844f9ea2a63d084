"""The text of a Markdown file → a Document, and what its reader was unsure of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from markdown_it.token import Token

from journalpress.model import Source
from journalpress.readers.bibliography import read_bibliography
from journalpress.readers.fields import is_web_address
from journalpress.readers.findings import Findings
from journalpress.readers.imports import Dropped
from journalpress.readers.notes import Notes
from journalpress.readers.pandoc.blocks import BlockReader
from journalpress.readers.pandoc.found import Found
from journalpress.readers.pandoc.frontmatter import Front, body_of, read_front
from journalpress.readers.pandoc.list_labels import with_numbers
from journalpress.readers.pandoc.parser import environment, make_parser
from journalpress.readers.pandoc.tokens import only_cites
from journalpress.readers.pandoc.words import NUMBERED, WordReader
from journalpress.readers.rich.ends import find_ends
from journalpress.readers.rich.tree import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Reference,
    Run,
    Words,
    text_of,
)
from journalpress.readers.sources import source_from

Beside: TypeAlias = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Read:
    """A Document, and the body that was read, each of its lines where the file has it."""

    document: Document
    body: str


def document_of(text: str, *, file: str, beside: Beside, notes: Notes) -> Read:
    """What the file says. Raises Refused where its front matter cannot be read."""
    front = read_front(text)
    if front.wrong is not None:
        raise front.wrong
    return _DocumentReader(front, file, beside, notes).read(text)


class _DocumentReader:
    """Reads one file."""

    def __init__(self, front: Front, file: str, beside: Beside, notes: Notes) -> None:
        self._front = front
        self._file = file
        self._beside = beside
        self._notes = notes
        self._unread: list[tuple[str, str, int]] = []
        self._sources = self._read_sources()
        self._parser = make_parser()
        self._env = environment(self._sources)
        self._found = Found(notes, self._parser, self._env)
        self._words = WordReader(self._found)
        self._dropped = list(front.dropped)

    def read(self, text: str) -> Read:
        front = self._front
        title = self._line_of(front.title.words, front.title.line) if front.title else ()
        standfirst = (
            self._line_of(front.standfirst.words, front.standfirst.line) if front.standfirst else ()
        )
        above = tuple(
            Paragraph(self._line_of(said.words, said.line), said.line) for said in front.paragraphs
        )
        body, labels = with_numbers(body_of(text, front).split("\n"))
        for label in labels:
            self._drop(label.line + 1, label.name, "the name of an example")
        source = "\n".join(body)
        reader = BlockReader(self._found, self._words)
        blocks = reader.blocks(self._without_cited_notes(self._parser.parse(source, self._env)))
        title, title_line, blocks = self._titled(title, blocks)
        document = Document(title=title, blocks=blocks)
        if not self._sources:
            # Where the file has its sources in fields, a list in words is one for further reading.
            document = find_ends(document, self._notes).document
        listed = _numbered(document.references)
        references = (*self._known(), *self._defined(listed), *listed)
        self._say(reader)
        self._say_unread()
        document = replace(
            document,
            title_line=title_line,
            standfirst=standfirst,
            standfirst_line=front.standfirst.line if front.standfirst else 0,
            blocks=(*above, *document.blocks),
            references=references,
            notes=(*reader.notes, *self._inline_notes()),
            about=front.about,
            keyed=any(key in self._sources for key in self._found.cited),
            pictures=self._pictures(),
            dropped=(*self._dropped, *document.dropped, *self._notes.dropped),
        )
        return Read(document, source)

    def _line_of(self, source: str, line: int) -> Words:
        return self._words.source(source, line=line)

    # --- sources

    def _read_sources(self) -> dict[str, Source]:
        """Every source that the file may cite: those in it, then those of its bibliographies."""
        found: dict[str, Source] = {}
        findings = Findings(self._file)
        for node in self._front.references:
            source = source_from(node, findings)
            if source is not None:
                found.setdefault(source.key, source)
        for each in findings.problems:
            self._notes.report("JP131", each.message, each.hint, each.line)
        for said in self._front.bibliography:
            data = self._beside(said.words)
            if data is None:
                self._notes.report(
                    "JP131",
                    f"the bibliography {said.words} does not lie beside the file or below it",
                    "put it there and import again",
                    said.line,
                )
                continue
            sources, problems = read_bibliography(data, said.words)
            for wrong in problems:
                place = f"{said.words}:{wrong.line}" if wrong.line else said.words
                told = (f"{place}: {wrong.message}", wrong.hint, said.line)
                if sources:
                    self._notes.report("JP131", *told)
                else:
                    self._unread.append(told)
            for source in sources:
                found.setdefault(source.key, source)
        return found

    def _say_unread(self) -> None:
        """Lists of which nothing could be read: an error where the text cites what they may hold.

        Without this the keys would stay as typed, each with a question that nobody can answer.
        """
        needed = any(each.kind == "sources" for each in self._notes.open)
        for message, hint, line in self._unread:
            self._notes.report("JP019" if needed else "JP131", message, hint, line)

    def _known(self) -> tuple[Reference, ...]:
        """The sources in the file, then what is cited of its bibliographies as it is mentioned."""
        in_file = len(self._front.references)
        own = list(self._sources)[:in_file] if in_file else []
        nocite = re.findall(r"@(\*|[\w:.#$%&+?<>~/-]*\w)", self._front.nocite)
        extra = list(self._sources) if "*" in nocite else nocite
        keys = dict.fromkeys((*own, *self._found.cited, *extra))
        return tuple(
            Reference(key, source=self._sources[key]) for key in keys if key in self._sources
        )

    def _defined(self, listed: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """What `[3]: https://…` names, where `[3]` stands in the text; the rest is told."""
        for again in self._env.get("duplicate_refs", ()):
            words = f"{again['label']}: {again['title']} {again['href']}"
            self._drop(again["map"][0] + 1, words, "the definition of a link that stands above")
        numbers = {each.number for each in listed}
        references: list[Reference] = []
        for label, definition in self._env.get("references", {}).items():
            href, title = str(definition["href"]), str(definition["title"])
            line = definition["map"][0] + 1
            words = " ".join(each for each in (title, href) if each)
            if label not in self._env["definitions_used"]:
                if href not in self._found.addresses:
                    self._drop(line, f"{label}: {words}", "an address that no link uses")
            elif int(label) in numbers:
                self._drop(line, words, "the address of a source that is listed in words")
            else:
                shown: list[Run] = [Run(f"{title} ")] if title else []
                shown.append(Run(href, href=href if is_web_address(href) else ""))
                id_ = f"{NUMBERED}{label}"
                references.append(Reference(id_, tuple(shown), int(label), line=line))
                self._notes.decide(line, f"[{label}] is read as a citation of {href}")
        return tuple(references)

    # --- notes

    def _without_cited_notes(self, tokens: list[Token]) -> list[Token]:
        """The tokens without footnotes that only cite; their citations stand at their marks."""
        kept: list[Token] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "footnote_reference_open" and position + 4 < len(tokens):
                inline = tokens[position + 2]
                alone = tokens[position + 4].type == "footnote_reference_close"
                if alone and inline.children and only_cites(inline.children):
                    self._found.citing_notes[str(token.meta["label"])] = inline.children
                    position += 5
                    continue
            kept.append(token)
            position += 1
        return kept

    def _inline_notes(self) -> tuple[Note, ...]:
        return tuple(
            Note(id_, (Paragraph(words, line),), "", line)
            for id_, words, line in self._found.inline_notes
        )

    # --- the top and the end

    def _titled(
        self, title: Words, blocks: tuple[Block, ...]
    ) -> tuple[Words, int, tuple[Block, ...]]:
        """The title, its line, and the blocks without it; () where nothing is called one."""
        said, first = self._front.title, blocks[0] if blocks else None
        if said is not None and isinstance(first, Heading) and _same(first.words, title):
            self._drop(first.line, text_of(first.words), "the title once more")
            return title, said.line, blocks[1:]
        if said is not None:
            return title, said.line, blocks
        heading = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
        if heading is None:
            return (), 0, blocks
        words = " ".join(text_of(heading.words).split())
        self._notes.decide(heading.line, f"“{words}” is read as the title")
        at = next(n for n, each in enumerate(blocks) if each is heading)
        return heading.words, heading.line, (*blocks[:at], *blocks[at + 1 :])

    def _pictures(self) -> dict[str, bytes]:
        """The pictures that lie beside the file; a site names them from its own root."""
        found: dict[str, bytes] = {}
        for name in self._found.pictures:
            if is_web_address(name):
                continue
            data = self._beside(name) or self._beside(name.lstrip("/"))
            if data is not None:
                found[name] = data
        return found

    def _say(self, reader: BlockReader) -> None:
        if self._found.codes:
            self._notes.decide(
                self._found.first_code,
                f"words typed as code are plain words, {self._found.codes} in all",
            )
        if reader.rules:
            self._notes.decide(
                reader.rules[0], f"lines across the page are left out, {len(reader.rules)} in all"
            )

    def _drop(self, line: int, words: str, why: str) -> None:
        self._dropped.append(Dropped(line, words, why))


def _numbered(listed: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The entries of a list in words, each under the id by which `[3]` in the text finds it."""
    return tuple(
        replace(each, id=f"{NUMBERED}{each.number}") if each.number and not each.id else each
        for each in listed
    )


def _same(one: Words, other: Words) -> bool:
    first, second = (" ".join(text_of(each).casefold().split()) for each in (one, other))
    return first.strip(" .:") == second.strip(" .:")
