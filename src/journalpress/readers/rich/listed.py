"""The list of sources and the notes of a file → Sources with keys, and the notes that speak."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import unquote

from journalpress.model import Name, Source
from journalpress.readers.fields import is_web_address
from journalpress.readers.imports import Datum, Dropped
from journalpress.readers.inlines import fold_typed
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.references import source_of
from journalpress.readers.rich.tree import Note, Paragraph, Reference, Run, Span, Words, text_of
from journalpress.readers.slugs import transliterate

_NUMBER = re.compile(r"^\s*[\[(]?(\d{1,3})[\]).]?[\].)]?\s+(?=\S)")
_NAMES_A_SOURCE = re.compile(
    r"\bdoi\b|doi\.org/|\b10\.\d{4,9}/\S|\bPMID\b|\bPMC\d|\bISBN\b|\bet al\b|\bu\. ?a\.\s*[,:(]"
    r"|(?:19|20)\d{2}[a-z]?;\s?\d|\b\d+\(\d+\):\s?\w?\d+|\(Hrsg\.\)|\(eds?\.\)",
    re.IGNORECASE,
)
_BODY_AND_YEAR = re.compile(r"[^\W\d_a-zß-ÿ][^.!?;()]{2,90} \((?:19|20)\d{2}[a-z]?\)\s*[—–:.,]")
_TITLE_THEN_YEAR = re.compile(
    r"[^\W\d_a-zß-ÿ][^.!?]{1,90}\. .{3,240}[.!?] (?:[^.]{2,60}[;,] )?(?:19|20)\d{2}"
    r"(?:, (?:last )?(?:updated|amended|revised|reviewed|aktualisiert|mis à jour|actualizado)"
    r"(?: (?:in )?\w{0,12} ?(?:19|20)\d{2})?)?\.?"
)
"""Who wrote it, its title, a year with nothing behind it: `NICE. Headaches in over 12s. 2012.`"""
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_IBIDEM = re.compile(r"(?:ibid(?:em)?|ebd|ebenda|idem|op\. ?cit)\b\.?.{0,40}", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})/?$|/pubmed/(\d{4,9})")
_TAG = re.compile(r"</?(?=(?:i|b|em|strong|sub|sup|sc|span)\b)", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_NUMBERS = re.compile(r"[+−–-]?\d+|[+−–-]")
_SIGNS = {
    "": {},
    "sup": str.maketrans("0123456789+−–-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻"),
    "sub": str.maketrans("0123456789+−–-", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋"),
}
_MOST_WORDS_OF_A_SOURCE = 60
_FEW_WORDS = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """The sources of a file, and how it names them.

    `keys` are by the id of a Reference or a Note, `by_number` by the number that the file gives,
    `numbers` the other way round; `speaking` are the notes that are no sources.
    """

    sources: tuple[Source, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    by_number: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    speaking: Mapping[str, Note] = field(default_factory=dict)


def list_sources(
    references: tuple[Reference, ...], remarks: tuple[Note, ...], numbered: bool, notes: Notes
) -> Listed:
    """The entries of the list in its order, then the notes that name a source, in theirs."""
    lister = _Lister(notes)
    for reference in references:
        lister.reference(reference)
    for note in remarks:
        lister.note(note)
    lister.say_numbers(references, numbered)
    return Listed(
        tuple(lister.sources.values()),
        lister.keys,
        lister.by_number,
        {key: number for number, key in reversed(lister.by_number.items())},
        lister.lines,
        lister.speaking,
    )


class _Lister:
    """Takes the entries one by one; knows those that stand already."""

    def __init__(self, notes: Notes) -> None:
        self.sources: dict[str, Source] = {}
        self.keys: dict[str, str] = {}
        self.by_number: dict[int, str] = {}
        self.lines: dict[str, int] = {}
        self.speaking: dict[str, Note] = {}
        self._notes = notes
        self._same: dict[str, str] = {}
        self._last = ""

    def reference(self, reference: Reference) -> None:
        """Takes an entry of the list."""
        words, typed = entry_of(reference.words)
        number = reference.number or typed or len(self.by_number) + 1
        if typed and reference.number and typed != reference.number:
            words = _on_a_line(reference.words)
        if not words and reference.source is None:
            return
        key = self._add(words, reference.source, reference.words, reference.line)
        if reference.id:
            self.keys[reference.id] = key
        while number in self.by_number and not reference.number:
            number += 1
        self.by_number.setdefault(number, key)

    def note(self, note: Note) -> None:
        """Takes a note: as a source where it names one, else as words of the article."""
        if len(note.blocks) != 1 or not isinstance(note.blocks[0], Paragraph):
            self.speaking[note.id] = note
            return
        words, _ = entry_of(note.blocks[0].words)
        if self._last and _IBIDEM.fullmatch(words):
            self.keys[note.id] = self._last
            why = "it names the source before it once more"
            self._notes.dropped.append(Dropped(note.line, words, why))
        elif self._is_source(words, note.line):
            key = self._add(words, None, note.blocks[0].words, note.line)
            self.keys[note.id] = self._last = key
            if key not in self.by_number.values():
                self.by_number[max(self.by_number, default=0) + 1] = key
        else:
            self.speaking[note.id] = note
            if names_source(words) == "ask" or _IBIDEM.fullmatch(words):
                # What the next note names "once more" is this one, or nobody knows.
                self._last = ""

    def say_numbers(self, references: tuple[Reference, ...], numbered: bool) -> None:
        """Says how the file numbers its list, where that is not 1, 2, 3."""
        if not references:
            return
        line = references[0].line
        listed = [reference.number for reference in references if reference.number]
        if not numbered:
            what = "the file does not number its sources; they are numbered in their order"
            self._notes.decide(line, what)
        elif listed and listed != list(range(1, len(listed) + 1)):
            shown = ", ".join(str(each) for each in listed)
            self._notes.decide(
                line, f"the file numbers its sources {shown}; they will print from 1 on"
            )

    def _is_source(self, words: str, line: int) -> bool:
        match names_source(words):
            case "yes":
                return True
            case "no":
                return False
        key = question_key("sources", words)
        answer = self._notes.answer(key)
        if answer not in ("source", "remark"):
            self._notes.ask(
                "sources",
                key,
                line,
                around(words, 0, min(len(words), 60)),
                "Does this note name a source, or is it a remark?",
                assumed="a remark, set into the text",
                confirms="remark",
                choices=("source", "remark"),
            )
        return answer == "source"

    def _add(self, raw: str, given: Source | None, words: Words, line: int) -> str:
        """The key of this source, which is that of an equal one where there is one."""
        source = given or _thin(raw, words)
        same = _likeness(source)
        if same and same in self._same:
            key = self._same[same]
            what = f"a source stands twice in the file and once in the article: “{raw or key}”"
            self._notes.decide(line, what)
            whole = _on_a_line(words)
            self._notes.data.append(Datum(line, whole, f"source:{key}"))
            return key
        key = self._key(source, raw)
        if given is not None and raw:
            whole = _on_a_line(words)
            self._notes.data.append(Datum(line, whole, f"source:{key}"))
        self.sources[key] = replace(source, key=key)
        self.lines[key] = line
        if same:
            self._same[same] = key
        return key

    def _key(self, source: Source, raw: str) -> str:
        taken = frozenset(self.sources)
        if _KEY.fullmatch(source.key) and source.key not in taken:
            return source.key
        if source.authors and source.issued:
            family = _first_name(source.authors[0])
            raw = f"{family.title()} A ({source.issued[:4]})" if family else raw
        return source_of(raw or source.title, len(self.sources) + 1, taken).key


def _first_name(name: Name) -> str:
    return re.sub("[^a-z]", "", transliterate(name.family))


def entry_of(words: Words) -> tuple[str, int]:
    """The words of an entry on one line, and the number that is typed before them (0: none)."""
    composed = unicodedata.normalize("NFC", _on_a_line(words))
    text = _TAG.sub(lambda found: found[0].replace("<", "‹"), composed)
    found = _NUMBER.match(text)
    if found is None:
        return text, 0
    return text[found.end() :], int(found[1])


def _on_a_line(words: Words) -> str:
    """The characters of an entry on one line, raised numbers as in 10⁹, which is not 109.

    Lowered ones are so where they stand beside a number only. A number that stands raised before
    the entry is its own.
    """
    spans: list[Span] = []
    before = ""
    for at, span in enumerate(words):
        if isinstance(span, Run):
            following = words[at + 1] if at + 1 < len(words) else None
            after = following.text if isinstance(following, Run) else ""
            beside = before[-1:].isdigit() or after[:1].isdigit()
            if _NUMBERS.fullmatch(span.text) and before[-1:].strip():
                signs = _SIGNS[span.script] if span.script == "sup" or beside else {}
                span = replace(span, text=span.text.translate(signs))
            before = span.text or before
        else:
            before = ""
        spans.append(span)
    return fold_typed(text_of(tuple(spans)))


def _thin(raw: str, words: Words) -> Source:
    """A Source that prints `raw`, with the addresses that its links hold and its words do not."""
    doi = pmid = url = ""
    lower = unquote(raw).lower()
    for span in words:
        href = span.href.strip() if isinstance(span, Run) else ""
        if not href:
            continue
        if found := _DOI.match(href):
            if unquote(found[1]).lower() not in lower:
                doi = doi or unquote(found[1]).rstrip(".,;")
        elif found := _PUBMED.search(href.partition("?")[0]):
            number = found[1] or found[2]
            if number not in lower:
                pmid = pmid or number
        elif is_web_address(href) and href.rstrip("/").lower().partition("://")[2] not in lower:
            url = url or href
    return Source("", type="document", raw=raw, doi=doi, pmid=pmid, url="" if doi else url)


def _likeness(source: Source) -> str:
    """What two entries of one source have in common."""
    if source.doi:
        return f"doi:{source.doi.lower()}"
    people = " ".join(f"{each.family} {each.literal}" for each in source.authors)
    words = source.raw or f"{people} {source.title} {source.issued} {source.container}"
    return re.sub(r"\W+", " ", f"{words} {source.url} {source.pmid}").strip().lower()


def names_source(words: str) -> Literal["yes", "no", "ask"]:
    """Whether a note names a source: it does where it has what only sources have."""
    count = len(words.split())
    if count > _MOST_WORDS_OF_A_SOURCE:
        return "no"
    if _NAMES_A_SOURCE.search(words) or _BODY_AND_YEAR.match(words):
        return "yes"
    if _TITLE_THEN_YEAR.fullmatch(words):
        return "yes"
    address = _ADDRESS.search(words)
    if address and count <= _FEW_WORDS:
        return "yes"
    if _YEAR.search(words) and source_of(words, 1, frozenset()).key != "source-1":
        return "yes"
    return "ask" if _YEAR.search(words) and count <= _FEW_WORDS else "no"
