"""The blocks of a file → its list of sources and its disclaimer, where only their words tell them.

Most files have the list below a heading such as "References" and nothing else to know it by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from journalpress.readers.imports import Dropped
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.rich.listed import entry_of, names_source
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Break,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Picture,
    Reference,
    Run,
    Span,
    Words,
    text_of,
)
from journalpress.readers.rich.unheaded import find_unheaded
from journalpress.readers.signposts import is_disclaimer, is_disclaimer_heading, is_sources

SOURCES_HEADING = "the heading of the sources, which every format prints in its own words"
_DISCLAIMER = "the heading of the disclaimer, which every format prints in its own words"
_LONGEST_ENTRY = 120
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Ends:
    """The same document with its list and its disclaimer found; the line of the list's heading."""

    document: Document
    sources_line: int = 0


def find_ends(document: Document, notes: Notes | None = None) -> Ends:
    """The document with `references` and `disclaimer` taken from its blocks where they are empty.

    What is above them and says what they are goes to `dropped`. An entry that is several, one on
    each line, is divided; where only a person can tell, `notes` gets the question. Without `notes`
    no entry is divided.
    """
    if not document.disclaimer:
        document = _with_disclaimer(document)
    if not document.references:
        return _with_references(document, notes)
    entries = _divided(document.references, notes)
    if len(entries) > len(document.references):
        numbered = document.numbered or _typed(entries)
        document = replace(document, references=entries, numbered=numbered)
    return Ends(_without_heading(document), document.references[0].line)


def _with_references(document: Document, notes: Notes | None) -> Ends:
    blocks = document.blocks
    at = next((i for i in range(len(blocks) - 1, -1, -1) if _heads_sources(blocks[i])), None)
    if at is None:
        return _with_unheaded(document, notes)
    head = blocks[at]
    end = next(
        (i for i in range(at + 1, len(blocks)) if isinstance(blocks[i], Heading)), len(blocks)
    )
    below = blocks[at + 1 : end]
    lists = [block for block in below if isinstance(block, Bullets)]
    entries = _divided(_listed(lists) if lists else _paragraphs(below), notes)
    text = [] if lists else _too_long(below, entries)
    entries = tuple(each for each in entries if not any(each.words is it.words for it in text))
    if not entries:
        return Ends(document)
    if notes is not None:
        for each in text:
            what = "a paragraph below the heading of the sources is too long for one: it is text"
            notes.decide(each.line, what)
    rest = [
        each
        for each in below
        if not isinstance(each, Bullets if lists else Paragraph)
        or any(each is it for it in text)
        or (isinstance(each, Paragraph) and _is_picture(each.words))
    ]
    line = head.line if isinstance(head, Heading | Paragraph) else 0
    dropped = Dropped(line, _words(head), SOURCES_HEADING)
    return Ends(
        replace(
            document,
            blocks=(*blocks[:at], *rest, *blocks[end:]),
            references=entries,
            numbered=_is_numbered(lists, entries),
            dropped=(*document.dropped, dropped),
        ),
        line,
    )


def _with_unheaded(document: Document, notes: Notes | None) -> Ends:
    blocks = document.blocks
    found = find_unheaded(blocks) if notes is not None else None
    if found is None or notes is None:
        return Ends(document)
    listed = blocks[found.start : found.end]
    lists = [block for block in listed if isinstance(block, Bullets)]
    entries = _listed(lists) if lists else _paragraphs(listed)
    line = entries[0].line
    notes.decide(
        line,
        f"what stands last in the text, {len(entries)} entries, is read as its list of sources",
    )
    start, dropped = found.start, document.dropped
    if found.head is not None:
        head = blocks[found.head]
        start = found.head
        line = head.line if isinstance(head, Heading) else line
        dropped = (*dropped, Dropped(line, _words(head), SOURCES_HEADING))
    return Ends(
        replace(
            document,
            blocks=(*blocks[:start], *blocks[found.end :]),
            references=entries,
            numbered=_is_numbered(lists, entries),
            dropped=dropped,
        ),
        line,
    )


def _is_numbered(lists: list[Bullets], entries: tuple[Reference, ...]) -> bool:
    if lists:
        return any(block.start is not None for block in lists) or _typed(entries)
    return _typed(entries)


def _typed(entries: tuple[Reference, ...]) -> bool:
    return all(text_of(each.words).lstrip(" \n\t[(")[:1].isdigit() for each in entries)


def _heads_sources(block: Block) -> bool:
    if isinstance(block, Heading):
        return is_sources(_words(block))
    if isinstance(block, Paragraph):
        runs = [span for span in block.words if isinstance(span, Run) and span.text.strip()]
        return bool(runs) and all(run.strong for run in runs) and is_sources(_words(block))
    return False


def _without_heading(document: Document) -> Document:
    """Without a heading of the sources below which nothing is left."""
    blocks = document.blocks
    for at in range(len(blocks) - 1, -1, -1):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if _heads_sources(blocks[at]) and (following is None or isinstance(following, Heading)):
            head = blocks[at]
            line = head.line if isinstance(head, Heading | Paragraph) else 0
            dropped = (*document.dropped, Dropped(line, _words(head), SOURCES_HEADING))
            return replace(document, blocks=(*blocks[:at], *blocks[at + 1 :]), dropped=dropped)
    return document


def _listed(lists: list[Bullets]) -> tuple[Reference, ...]:
    entries: list[Reference] = []
    for block in lists:
        for number, item in enumerate(block.items, block.start or 1):
            words: list[Span] = []
            for inner in item.blocks:
                if isinstance(inner, Paragraph):
                    words += [*([Run(" ")] if words else []), *inner.words]
                else:
                    return ()
            told = int(item.number) if item.number.isdecimal() else number
            numbered = told if block.start is not None else 0
            line = next((b.line for b in item.blocks if isinstance(b, Paragraph)), block.line)
            entries.append(Reference(item.anchor, tuple(words), numbered, line=line))
    return tuple(entries)


def _paragraphs(below: tuple[Block, ...]) -> tuple[Reference, ...]:
    return tuple(
        Reference(block.anchor, block.words, line=block.line)
        for block in below
        if isinstance(block, Paragraph) and text_of(block.words).strip()
    )


def _too_long(below: tuple[Block, ...], entries: tuple[Reference, ...]) -> list[Paragraph]:
    """The paragraphs that are too long for a source, those left out that were divided."""
    long = [each for each in entries if len(text_of(each.words).split()) > _LONGEST_ENTRY]
    paragraphs = (each for each in below if isinstance(each, Paragraph))
    return [each for each in paragraphs if any(each.words is entry.words for entry in long)]


def _is_picture(words: Words) -> bool:
    return not text_of(words).strip() and any(isinstance(span, Picture) for span in words)


def _divided(entries: tuple[Reference, ...], notes: Notes | None) -> tuple[Reference, ...]:
    """The entries, those with several sources in them, one on each line, as so many."""
    if notes is None:
        return entries
    found: list[Reference] = []
    for entry in entries:
        lines = _lines(entry.words) if not entry.number and entry.source is None else []
        parts = _by_number(lines)
        if len(parts) < 2 and len(entries) == 1 and len(lines) > 1 and _are_entries(lines, notes):
            parts = lines
        if len(parts) < 2:
            found.append(entry)
            continue
        what = (
            f"a paragraph below the heading of the sources is {len(parts)} sources, one on a line"
        )
        notes.decide(entry.line, what)
        found.append(replace(entry, words=parts[0]))
        found += [Reference("", part, line=entry.line) for part in parts[1:]]
    return tuple(found)


def _lines(words: Words) -> list[Words]:
    """The words between line breaks, lines without any left out."""
    lines: list[list[Span]] = [[]]
    for span in words:
        if isinstance(span, Break):
            lines.append([])
        else:
            lines[-1].append(span)
    return [tuple(line) for line in lines if text_of(tuple(line)).strip()]


def _by_number(lines: list[Words]) -> list[Words]:
    """The lines where the first is numbered, each without the next number joined to the one above.

    A year or a page at the beginning of a line is not the next number.
    """
    parts: list[Words] = []
    expected = 0
    for line in lines:
        _, number = entry_of(line)
        if number and (not parts or number == expected):
            parts.append(line)
            expected = number + 1
        elif not parts:
            return []
        else:
            parts[-1] = (*parts[-1], Break(), *line)
    return parts


def _are_entries(lines: list[Words], notes: Notes) -> bool:
    """Whether the lines of a list's only paragraph are a source each; else a person must say."""
    texts = [" ".join(text_of(line).split()) for line in lines]
    if all(_YEAR.search(text) and names_source(text) == "yes" for text in texts):
        return True
    if any(len(text.split()) < _FEWEST_WORDS for text in texts):
        return False
    whole = " ".join(texts)
    key = question_key("sources", whole)
    answer = notes.answer(key)
    if answer not in ("several", "one"):
        notes.ask(
            "sources",
            key,
            0,
            around(whole, 0, min(len(whole), 60)),
            f"Is this one source, or is each of its {len(texts)} lines one?",
            assumed="each line is a source",
            confirms="several",
            choices=("several", "one"),
        )
    return answer != "one"


def _with_disclaimer(document: Document) -> Document:
    """Takes the paragraphs at the very end, or before the list, that say what no page replaces."""
    blocks = list(document.blocks)
    ends = [len(blocks)]
    ends += [i for i in range(len(blocks) - 1, -1, -1) if _heads_sources(blocks[i])][:1]
    for end in ends:
        start = end
        found: list[Paragraph] = []
        while start > 1:
            paragraphs = _disclaiming(blocks[start - 1])
            if not paragraphs:
                break
            found = [*paragraphs, *found]
            start -= 1
        if not found:
            continue
        dropped = document.dropped
        heads = blocks[start - 1]
        if (
            start > 1
            and isinstance(heads, Heading | Paragraph)
            and is_disclaimer_heading(_words(heads))
        ):
            start -= 1
            dropped = (*dropped, Dropped(heads.line, _words(heads), _DISCLAIMER))
        return replace(
            document,
            blocks=(*blocks[:start], *blocks[end:]),
            disclaimer=tuple(found),
            dropped=dropped,
        )
    return document


def _disclaiming(block: Block) -> list[Paragraph]:
    """The paragraphs of a block that is a disclaimer and nothing else."""
    if isinstance(block, Paragraph):
        return [block] if is_disclaimer(_words(block)) else []
    if isinstance(block, Box):
        inner = [each for each in block.blocks if isinstance(each, Paragraph)]
        if (
            len(inner) == len(block.blocks)
            and inner
            and any(is_disclaimer(_words(p)) for p in inner)
        ):
            title = [Paragraph(block.title, block.line)] if block.title else []
            return [*title, *inner]
    return []


def _words(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return " ".join(text_of(block.words).split())
    return ""
