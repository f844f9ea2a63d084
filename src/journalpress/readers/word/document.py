"""What a Word file holds → a Document: title, byline, text, sources, notes, disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.language import guess_language
from journalpress.readers.rich.tree import (
    About,
    Document,
    Lost,
    Mark,
    Note,
    Paragraph,
    Said,
)
from journalpress.readers.signposts import is_disclaimer, is_disclaimer_heading, is_sources
from journalpress.readers.word.bibliography import references_of
from journalpress.readers.word.blocks import blocks_of, plainly
from journalpress.readers.word.front import Front, front_of
from journalpress.readers.word.leads import Leads, without_citing_notes
from journalpress.readers.word.lines import Line, Part, lines_in
from journalpress.readers.word.package import Package
from journalpress.readers.word.proof import words_in_file
from journalpress.readers.word.walk import Walk

_PROPERTIES = "the file's properties"
_NOBODY = ("python-docx", "microsoft office user", "user", "unknown", "admin", "author", "owner")
"""Whom programs name as the author of a file where nobody has told them."""
_NO_CLOCK = "1980-01-01"
"""The day that a program writes that does not ask the clock."""


def document_of(package: Package, notices: tuple[str, ...] = ()) -> Document:
    """The whole file as a Document; `notices` are what its opening had to say."""
    walk = Walk(package)
    parts = walk.read(package.body, package.surroundings)
    parts = _without_guides(parts, walk)
    notes = _notes(walk, package)
    front = front_of(parts, package.properties, walk.decisions)
    body, printed, disclaimer = _parted(front.rest, walk)
    everywhere = [*lines_in(parts), *(line for _, inner in notes for line in lines_in(inner))]
    lang = _lang(everywhere, walk)
    marks = [span for line in everywhere for span in line.spans if isinstance(span, Mark)]
    references, names = references_of(printed, walk.sources, marks)
    citing, speaking = without_citing_notes(notes, walk.dropped)
    leads = Leads(
        {**{name: name for name in walk.sources}, **names, **walk.targets},
        {each.id for each in references},
        citing,
        "" if lang is None else lang.words,
        walk.decisions,
    )
    for line in everywhere:
        line.spans = list(leads.words(tuple(line.spans)))
    _say_what_was_left_out(package, walk)
    decisions = walk.decisions
    return Document(
        title=plainly(front.title) if front.title else front.title_told,
        standfirst=tuple(front.standfirst.spans) if front.standfirst else (),
        key_messages=tuple(tuple(each.spans) for each in front.key_messages),
        blocks=(*blocks_of(front.before, decisions), *blocks_of(body, decisions)),
        references=tuple(replace(each, words=leads.words(each.words)) for each in references),
        notes=tuple(
            Note(name, blocks_of(inner, decisions), written)
            for name, inner, written in _numbered(speaking, walk)
        ),
        numbered=any(each.number for each in references) or not references,
        about=_about(front, package, lang),
        disclaimer=tuple(Paragraph(tuple(line.spans)) for line in disclaimer),
        pictures=walk.pictures,
        dropped=tuple(walk.dropped),
        decisions=(*(Decision(0, each) for each in notices), *decisions),
        source_words=words_in_file([package.body, *(package.notes[key] for key in walk.notes)]),
    )


def _without_guides(parts: list[Part], walk: Walk) -> list[Part]:
    """The parts without the notes that our file for authors has for whoever writes in it."""
    guides = [each for each in parts if isinstance(each, Line) and each.shape.role == "guide"]
    words = " ".join(each.text for each in guides if each.text)
    if words:
        walk.dropped.append(Dropped(0, words, "the notes of the file for authors"))
    return [each for each in parts if not any(each is guide for guide in guides)]


# --- the end ----------------------------------------------------------------------------------


def _parted(parts: list[Part], walk: Walk) -> tuple[list[Part], list[Line], list[Line]]:
    """Text, entries of the list of sources, paragraphs of the disclaimer."""
    text: list[Part] = []
    printed: list[Line] = []
    disclaimer: list[Line] = []
    listing = 0
    for at, part in enumerate(parts):
        if not isinstance(part, Line):
            if listing and isinstance(part, Lost):
                text.append(part)
                continue
            listing = 0
            text.append(part)
            continue
        role, words = part.shape.role, part.text
        if part.within == "contents" or role == "contents":
            if words:
                walk.dropped.append(Dropped(0, words, "a table of contents, which is made anew"))
            continue
        if is_sources(words) and (role == "heading" or _opens_list(parts, at)):
            why = "the heading of the sources, which every format prints in its own words"
            walk.dropped.append(Dropped(0, words, why))
            listing = part.shape.level or 9
            continue
        if role == "disclaimer" or (is_disclaimer(words) and _is_near_end(parts, at)):
            disclaimer.append(part)
        elif part.within == "sources" or role == "source":
            printed.append(part)
        elif (
            (role == "heading" or part.bold)
            and is_disclaimer_heading(words)
            and (_is_disclaimer_next(parts, at))
        ):
            why = "the heading of the disclaimer, which every format prints in its own words"
            walk.dropped.append(Dropped(0, words, why))
            listing = 0
        elif listing and role != "heading":
            printed.append(part)
        else:
            listing = 0
            text.append(part)
    return text, printed, disclaimer


def _opens_list(parts: list[Part], at: int) -> bool:
    """Whether a line that says “Sources” stands before such a list, and alone for its looks."""
    line = parts[at]
    behind = parts[at + 1] if at + 1 < len(parts) else None
    if not isinstance(line, Line) or not isinstance(behind, Line):
        return False
    numbered = behind.shape.place is not None or behind.within == "sources"
    return numbered or line.bold or behind.shape.role == "source" or behind.text[:1] in "1[("


def _is_near_end(parts: list[Part], at: int) -> bool:
    """Whether nothing but sources and more of the disclaimer stands behind."""
    headings = [
        each
        for each in parts[at + 1 :]
        if isinstance(each, Line) and each.shape.role == "heading" and not is_sources(each.text)
    ]
    line = parts[at]
    return not headings and isinstance(line, Line) and line.shape.place is None


def _is_disclaimer_next(parts: list[Part], at: int) -> bool:
    behind = parts[at + 1] if at + 1 < len(parts) else None
    return isinstance(behind, Line) and (
        behind.shape.role == "disclaimer" or is_disclaimer(behind.text)
    )


# --- notes and marks --------------------------------------------------------------------------


def _notes(walk: Walk, package: Package) -> list[tuple[str, list[Part]]]:
    """The notes that the text refers to, by the id that its marks name."""
    return [
        (f"{kind}-{number}", walk.read(element, package.notes_surroundings[kind]))
        for kind, number in list(walk.notes)
        if (element := package.notes.get((kind, number))) is not None
    ]


def _numbered(
    notes: list[tuple[str, list[Part]]], walk: Walk
) -> Iterator[tuple[str, list[Part], str]]:
    """The notes with the number that stands for each in the text."""
    written = {f"{kind}-{number}": shown for (kind, number), shown in walk.notes.items()}
    for name, parts in notes:
        yield name, parts, written[name]


# --- about ------------------------------------------------------------------------------------


def _about(front: Front, package: Package, lang: Said | None) -> About:
    said = package.properties
    authors = tuple(front.authors)
    creator = said.get("creator", "")
    if not authors and creator and creator.casefold() not in _NOBODY:
        authors = tuple(
            Said(name.strip(), _PROPERTIES) for name in creator.split(";") if name.strip()
        )
    updated = front.updated
    modified = said.get("modified", "")[:10]
    if updated is None and modified and not modified.startswith(_NO_CLOCK):
        updated = Said(modified, _PROPERTIES)
    category = front.category
    if category is None and said.get("category"):
        category = Said(said["category"], _PROPERTIES)
    return About(
        category=category,
        published=front.published,
        updated=updated,
        reviewed=front.reviewed,
        authors=authors,
        lang=lang,
    )


def _lang(lines: list[Line], walk: Walk) -> Said | None:
    """The language that Word has for most of the words, where the words do not contradict it.

    Word names the language of the computer for a text in any other, so the words decide.
    """
    if not walk.langs:
        return None
    lang = walk.langs.most_common(1)[0][0]
    words = " ".join(line.text for line in lines)
    guess = guess_language(words)
    if guess.why != "too little to go by" and guess.lang[:2] != lang[:2]:
        return None
    return Said(lang, "the language set in Word")


def _say_what_was_left_out(package: Package, walk: Walk) -> None:
    for words in package.margins:
        walk.dropped.append(Dropped(0, words, "a header or footer of the Word file"))
    for author, words in package.comments:
        who = f"{author}: " if author else ""
        walk.dropped.append(Dropped(0, f"{who}{words}", "a comment in the Word file"))
    if walk.tracked:
        count = f"{walk.tracked} tracked changes" if walk.tracked > 1 else "one tracked change"
        walk.decisions.insert(
            0, Decision(0, f"the file has {count}; it is read as if all were accepted")
        )
