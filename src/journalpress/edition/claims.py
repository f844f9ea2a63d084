"""What a reviewer must hold against its source, and what has none: the claims of a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from journalpress.edition.reading import leaf
from journalpress.edition.sentences import Sentence
from journalpress.edition.types import CiteMark, Reference
from journalpress.edition.wording import base_language

SHORT_NAME = 48
"""Characters of a source's name beside a claim; the list of sources has the rest."""

SHORTEST_CLAIM = 25
"""Characters: a shorter sentence (“Then:”) shows with the one before it."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source behind a claim: its number, the anchor of its reference, where to look in it."""

    number: int
    target: str
    locator: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that carries a citation, the number of its paragraph and the key of its leaf."""

    words: str
    paragraph: int
    key: str
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class Uncited:
    """A sentence without a citation, and what in it asks for one: numbers and strong words."""

    words: str
    paragraph: int
    key: str
    found: tuple[str, ...]


def claims_of(sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Every sentence that carries a citation, in reading order; each source once."""
    claims: list[Claim] = []
    for position, sentence in enumerate(sentences):
        if not sentence.marks:
            continue
        words = sentence.words
        if len(words) < SHORTEST_CLAIM and not sentence.start:
            words = f"{sentences[position - 1].words} {words}".rstrip()
        sources = tuple(dict.fromkeys(map(_source, sentence.marks)))
        claims.append(Claim(words, sentence.paragraph, sentence.key, sources))
    return tuple(claims)


def uncited_of(sentences: Sequence[Sentence], lang: str) -> tuple[Uncited, ...]:
    """Every sentence with a number or a strong word and no citation.

    Headings make no claims, and a table that cites anything answers for all its cells. The words
    are known for the languages of edition/wording.py; in others only numbers are found.
    """
    return tuple(
        Uncited(each.words, each.paragraph, each.key, found)
        for each in sentences
        if not each.marks and not each.supported and each.place != "heading"
        if (found := tuple(dict.fromkeys(_strong(each.words, lang))))
    )


def short_name(reference: Reference) -> str:
    """A source as a reviewer speaks of it: “Mackensen 2022”, else how its reference begins."""
    source = reference.source
    year = re.search(r"\d{4}", source.issued)
    if source.authors and year:
        first = source.authors[0]
        return f"{first.family or first.literal} {year[0]}"
    words = leaf("text", reference.text).text
    if len(words) <= SHORT_NAME:
        return words
    return f"{words[:SHORT_NAME].rpartition(' ')[0]}…"


def _source(mark: CiteMark) -> CitedSource:
    return CitedSource(mark.number, mark.target, mark.locator)


_NUMBER = r"(?:(?<!\w)\d+(?:[.,:/–\u00a0\u202f]\d+)*(?:\s?[%٪])?)"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "en": r"cur(?:e|es|ed|ing|able|ative)|pro(?:ve|ves|ved|ven)|safe(?:ly|ty|r|st)?|"
        r"unsafe|approv(?:e|es|ed|al)",
        "fr": r"guéri(?:r|t|s|e|es|ssent|son|sons)?|prouv(?:e|ent|é|ée|és|ées)|"
        r"sûr(?:e|s|es)?|sans danger|sécurité|approuv(?:é|ée|és|ées)|autoris(?:é|ée|és|ées)",
        "de": r"heil(?:t|en|bar|ung)|geheilt|(?:be|er|nach)wiesen|sicher(?:e|er|es|en|heit)?|"
        r"unbedenklich|zugelassen(?:e|er|es|en)?|zulassung",
        "es": r"cura(?:r|n|do|da|ción)?|(?:com)?probad[oa]s?|demostrad[oa]s?|segur[oa]s?|"
        r"seguridad|aprobad[oa]s?|autorizad[oa]s?",
        "ar": r"[وفبل]?(?:ال)?(?:يشفي|تشفي|شفاء|مثبت|مثبتة|ثبت|آمن|آمنة|مأمون|"
        r"معتمد|معتمدة|مرخص|مرخصة)",
    }
)
"""Cure, prove, safe, approve, in the forms that occur."""


def _strong(words: str, lang: str) -> Iterator[str]:
    known = _WORDS.get(base_language(lang))
    pattern = rf"{_NUMBER}|(?<!\w)(?:{known})(?!\w)" if known else _NUMBER
    for found in re.finditer(pattern, words, re.IGNORECASE):
        yield found[0].lower()
