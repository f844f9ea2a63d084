"""What a Word file holds → a Document: title, byline, text, sources, notes, disclaimer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from journalpress.readers.dates import parse_date_line
from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.language import guess_language
from journalpress.readers.rich.tree import (
    About,
    Document,
    Lost,
    Mark,
    Note,
    Paragraph,
    Run,
    Said,
    Span,
    Target,
    Words,
    text_of,
)
from journalpress.readers.signposts import is_disclaimer, is_disclaimer_heading, is_sources
from journalpress.readers.word.bibliography import references_of
from journalpress.readers.word.blocks import blocks_of, plainly
from journalpress.readers.word.lines import Line, Part, Table, TextBox, has_content
from journalpress.readers.word.package import Package
from journalpress.readers.word.proof import words_in_file
from journalpress.readers.word.walk import Walk

_PROPERTIES = "the file's properties"
_NOBODY = ("python-docx", "microsoft office user", "user", "unknown", "admin", "author", "owner")
"""Whom programs name as the author of a file where nobody has told them."""
_NO_CLOCK = "1980-01-01"
"""The day that a program writes that does not ask the clock."""
_LONGEST_TITLE = 200
_BYLINE_LINES = 4
"""How far below the title a line with date or author is looked for."""


def document_of(package: Package, notices: tuple[str, ...] = ()) -> Document:
    """The whole file as a Document; `notices` are what its opening had to say."""
    walk = Walk(package)
    parts = walk.read(package.body, package.surroundings)
    parts = _without_guides(parts, walk)
    notes = _notes(walk, package)
    front = _front(parts, package.properties, walk.decisions)
    body, printed, disclaimer = _parted(front.rest, walk)
    everywhere = [*_lines(parts), *(line for _, inner in notes for line in _lines(inner))]
    lang = _lang(everywhere, walk)
    marks = [span for line in everywhere for span in line.spans if isinstance(span, Mark)]
    references, names = references_of(printed, walk.sources, marks)
    citing, speaking = _without_citing_notes(notes)
    leads = _Leads(
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


def _lines(parts: list[Part]) -> Iterator[Line]:
    """Every paragraph in these parts, wherever it stands."""
    for part in parts:
        match part:
            case Line():
                yield part
                yield from _lines(part.apart)
            case Table():
                for row in part.rows:
                    for place in row.places:
                        yield from _lines(place.parts)
            case TextBox():
                yield from _lines(part.parts)
            case Lost():
                pass


def _without_guides(parts: list[Part], walk: Walk) -> list[Part]:
    """The parts without the notes that our file for authors has for whoever writes in it."""
    guides = [each for each in parts if isinstance(each, Line) and each.shape.role == "guide"]
    words = " ".join(each.text for each in guides if each.text)
    if words:
        walk.dropped.append(Dropped(0, words, "the notes of the file for authors"))
    return [each for each in parts if not any(each is guide for guide in guides)]


# --- the front --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Front:
    """What stands at the top; `before` stands above the title, `rest` is what follows.

    `title_told` is the title of the file's properties where no line of the text is one.
    """

    title: Line | None
    rest: list[Part]
    title_told: Words = ()
    before: list[Part] = field(default_factory=list)
    standfirst: Line | None = None
    key_messages: list[Line] = field(default_factory=list)
    category: Said | None = None
    published: Said | None = None
    updated: Said | None = None
    reviewed: Said | None = None
    authors: list[Said] = field(default_factory=list)


def _front(parts: list[Part], properties: Mapping[str, str], decisions: list[Decision]) -> _Front:
    visible = [each for each in parts if not isinstance(each, Line) or _counts(each)]
    at = _title_at(visible, decisions)
    if at is None:
        front = _Front(None, visible)
        if visible and (told := properties.get("title", "")):
            decisions.append(Decision(0, f"the title “{told}” is that of the file's properties"))
            front.title_told = (Run(told),)
    else:
        line = visible[at]
        assert isinstance(line, Line)
        front = _Front(line, [*line.apart, *visible[at + 1 :]])
    for part in visible[: at or 0]:
        if isinstance(part, Line) and part.shape.role == "category" and front.category is None:
            front.category = Said(part.text, printed=True)
        else:
            front.before.append(part)
    _read_byline(front)
    return front


def _counts(line: Line) -> bool:
    return has_content(line.spans) or bool(line.apart)


def _title_at(parts: list[Part], decisions: list[Decision]) -> int | None:
    """Where the title stands: by its style, as the first heading, as a first short line."""
    lines = [(at, each) for at, each in enumerate(parts) if isinstance(each, Line) and each.text]
    if not lines:
        return None
    for at, line in lines:
        if line.shape.role == "title":
            return at
    at, first = next(
        ((at, line) for at, line in lines if line.shape.role not in ("category", "contents")),
        lines[0],
    )
    text = first.text
    if first.shape.role == "heading":
        same = sum(
            line.shape.role == "heading" and line.shape.level <= first.shape.level
            for _, line in lines
        )
        if same > 1:
            decisions.append(Decision(0, f"the first heading, “{text}”, is read as the title"))
        return at
    short = len(text) <= _LONGEST_TITLE and text[-1] not in ".,;:" and len(lines) > 1
    if short and first.shape.role in ("text", "standfirst") and first.shape.place is None:
        decisions.append(Decision(0, f"“{text}” stands first and is read as the title"))
        return at
    return None


def _read_byline(front: _Front) -> None:
    """Takes standfirst, key messages, and who wrote it when, from below the title."""
    kept: list[Part] = []
    rest = list(front.rest)
    keys = front.key_messages
    seen = 0
    while rest:
        part = rest[0]
        if not isinstance(part, Line) or seen > _BYLINE_LINES:
            break
        role = part.shape.role
        if role == "standfirst" and not front.standfirst and not keys:
            front.standfirst = part
        elif role == "category" and front.category is None:
            front.category = Said(part.text, printed=True)
        elif role == "author":
            front.authors.append(Said(part.text, printed=True))
        elif role == "key":
            keys.append(part)
            seen -= 1
        elif role in ("published", "byline", "text") and _take_dates(front, part):
            pass
        elif role == "text" and not keys:
            kept.append(part)
        else:
            break
        rest.pop(0)
        if not kept or kept[-1] is not part:
            kept += part.apart
        seen += 1
    front.rest = [*kept, *rest]


def _take_dates(front: _Front, line: Line) -> bool:
    """Whether a line says when, or by whom, the text was written; then the front knows it."""
    parts = parse_date_line(line.text)
    if not parts or any(part.kind == "reading" for part in parts):
        return False
    for part in parts:
        words = part.words.strip(" ·|•—–-")
        if part.kind == "author":
            front.authors.append(Said(words, printed=True))
        elif part.kind == "reviewed":
            front.reviewed = front.reviewed or Said(words, printed=True)
        elif part.kind == "updated":
            front.updated = front.updated or Said(words, printed=True)
        else:
            front.published = front.published or Said(words, printed=True)
    return True


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


def _without_citing_notes(
    notes: list[tuple[str, list[Part]]],
) -> tuple[dict[str, tuple[Target, ...]], list[tuple[str, list[Part]]]]:
    """What notes cite that do nothing else, and the notes that speak.

    Styles that cite in notes put a field of the reference manager into each: its mark in the text
    then stands for the sources themselves.
    """
    citing: dict[str, tuple[Target, ...]] = {}
    speaking: list[tuple[str, list[Part]]] = []
    for name, parts in notes:
        lines = list(_lines(parts))
        spans = [span for line in lines for span in line.spans]
        targets = [t for span in spans if isinstance(span, Mark) for t in span.targets]
        words = "".join(text_of(tuple(line.spans)) for line in lines)
        if targets and not any(each.isalnum() for each in words):
            citing[name] = tuple(targets)
        else:
            speaking.append((name, parts))
    return citing, speaking


class _Leads:
    """Puts each mark and each link inside the file in its last form."""

    def __init__(
        self,
        names: Mapping[str, str],
        listed: set[str],
        citing: Mapping[str, tuple[Target, ...]],
        lang: str,
        decisions: list[Decision],
    ) -> None:
        self._lang = lang
        self._names = names
        self._listed = listed
        self._citing = citing
        self._decisions = decisions

    def words(self, words: Words) -> Words:
        """The words with links to entries and notes as marks, and no mark that leads nowhere."""
        return tuple(each for span in words for each in self._span(span))

    def _span(self, span: Span) -> Iterator[Span]:
        if isinstance(span, Run) and span.lang and not self._is_foreign(span):
            span = replace(span, lang="")
        match span:
            case Run(text, href=href) if href.startswith("#"):
                name = self._names.get(href[1:], "")
                if name in self._listed or name.startswith(("footnote-", "endnote-")):
                    yield Mark(self._citing.get(name, (Target(name),)), text)
                else:
                    yield span
            case Mark(targets, written):
                known = tuple(
                    each for target in targets for each in self._citing.get(target.id, (target,))
                )
                lost = [
                    each
                    for each in known
                    if each.id not in self._listed
                    and not each.id.startswith(("footnote-", "endnote-"))
                ]
                if lost:
                    what = (
                        f"“{written}” cites a source of which the file says nothing; its words stay"
                    )
                    self._decisions.append(Decision(0, what))
                    yield Run(written)
                else:
                    yield Mark(known, written)
            case _:
                yield span

    def _is_foreign(self, run: Run) -> bool:
        """Whether a passage is in another language than the text, and not in another spelling."""
        main, own = self._lang[:2].lower(), run.lang[:2].lower()
        return bool(main) and own not in (main, "x-") and any(map(str.isalpha, run.text))


# --- about ------------------------------------------------------------------------------------


def _about(front: _Front, package: Package, lang: Said | None) -> About:
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
