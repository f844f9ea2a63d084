"""How hard a text is to read, by the formula that is used for its language.

A figure is a hint for editors and no verdict: it sees lengths and no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from journalpress.edition.sentences import Sentence
from journalpress.edition.wording import base_language

if TYPE_CHECKING:
    from pyphen import Pyphen

MOST_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Formula:
    """score = start − per_word_count × words a sentence − per_syllable × syllables a word."""

    name: str
    start: float
    words_a_sentence: float
    syllables_a_word: float


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "en": Formula("Flesch Reading Ease (Flesch 1948)", 206.835, 1.015, 84.6),
        "fr": Formula("Kandel–Moles (1958)", 207.0, 1.015, 73.6),
        "de": Formula("Flesch, Amstad (1978)", 180.0, 1.0, 58.5),
        "es": Formula("Flesch–Szigriszt (1993)", 206.835, 1.0, 62.3),
    }
)
"""Each gives about 100 for a very easy text and about 0 for a very hard one. For Arabic no formula
is in general use."""


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of the running text, headings, captions and tables apart.

    `formula` and `score` are None where there is no formula for the language, or nothing to count.
    `longest` are up to five sentences, the longest first, each with its words.
    """

    words: int
    sentences: int
    formula: Formula | None
    score: float | None
    longest: tuple[tuple[Sentence, int], ...]

    @property
    def words_a_sentence(self) -> float:
        """The mean length of a sentence, in words."""
        return self.words / self.sentences if self.sentences else 0.0


def readability_of(sentences: Sequence[Sentence], lang: str) -> Readability:
    """The figures of these sentences, which are in this language."""
    counted = [
        (each, words)
        for each in sentences
        if each.place == "text" and (words := len(words_of(each.words)))
    ]
    total = sum(words for _, words in counted)
    formula = FORMULAS.get(base_language(lang))
    score = None
    if formula and counted:
        syllables = sum(
            syllables_of(word, lang) for each, _ in counted for word in words_of(each.words)
        )
        score = (
            formula.start
            - formula.words_a_sentence * total / len(counted)
            - formula.syllables_a_word * syllables / total
        )
    longest = sorted(counted, key=lambda pair: (-pair[1], pair[0].paragraph))[:MOST_LONGEST]
    return Readability(total, len(counted), formula if counted else None, score, tuple(longest))


_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS: Mapping[str, str] = MappingProxyType(
    {
        "en": r"[aeiouy]+",
        "fr": r"[aeiouyàâäéèêëîïôöùûüœæ]+",
        "de": r"[aeiouyäöü]+",
        # Two strong vowels, and a weak one with an accent, are two syllables.
        "es": r"[iuü]?[aeoáéó][iuüy]?|[íú]|[iuüy]+",
    }
)
_MUTE: Mapping[str, str] = MappingProxyType(
    {
        "en": r"(?<=[aeiouy])([^aeiouyl]+)e$|(?<=[aeiouy])([^aeiouydt]+)ed$",
        "fr": r"([^aeiouyé])es?$",
    }
)


def words_of(text: str) -> list[str]:
    """The words of a text; what an apostrophe or a hyphen joins is one."""
    return _WORD.findall(text)


@cache
def syllables_of(word: str, lang: str) -> int:
    """About how many syllables a word has: groups of vowels, or hyphenation where it finds more.

    1 at least. A number counts as one: how it is spoken is not written.
    """
    base = base_language(lang)
    return max(1, sum(_syllables(piece, base) for piece in _LETTERS.findall(word.lower())))


def _syllables(letters: str, base: str) -> int:
    vowels = _VOWELS.get(base)
    if vowels is None:
        return 1
    mute = _MUTE.get(base)
    spoken = re.sub(mute, r"\1", letters) if mute else letters
    return max(1, len(re.findall(vowels, spoken)), len(_hyphenation(base).positions(letters)) + 1)


@cache
def _hyphenation(base: str) -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="en_GB" if base == "en" else base)
