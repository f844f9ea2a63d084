"""The text of a paragraph → the phrases that led to another article before the copy lost them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(
    r"\b[Oo]ur (?:[\w-]+ ){0,2}?"
    r"(?:guide|overview|article|page|leaflet|introduction|explainer|piece|post|primer|fact ?sheet"
    r"|handout|booklet|summary|feature|advice) (?:to|of|on|about|for) (?=\w)"
)
_WORD = re.compile(r"(?:\([^()]{1,30}\)|[^\s.,;:!?—–()\[\]\"“”]+(?:\.\d+)?)")
_STOPS = frozenset(
    word
    for words in (
        "and or but nor if for which that who where when before first because while as so instead",
        "too also here there now next then is are was were be has have had can could may might",
        "will would should must does do did cover covers explain explains describe describes go",
        "goes give gives look looks tell tells show shows set sets walk walks answer answers",
        "discuss discusses list lists offer offers help helps introduce introduces outline",
        "outlines contain contains say says take takes make makes include includes start starts",
        "provide provides deal deals we you it they this these those",
    )
    for word in words.split()
)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase at `start:end` of a text; `sure` is false where its end may be another."""

    start: int
    end: int
    sure: bool


def find_cross_links(text: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Phrase, ...]:
    """Every "our guide to …", from "our" to the last word that belongs to what it is about.

    `taken` are the places of citation marks, which end a phrase. A phrase ends before a verb or a
    conjunction; where that is "and" or "or", the rest may belong to it and `sure` is false.
    """
    phrases: list[Phrase] = []
    for opening in _OPENING.finditer(text):
        limit = min((start for start, _ in taken if start >= opening.start()), default=len(text))
        end, sure = _end_of(text[:limit], opening.end())
        if end > opening.end():
            phrases.append(Phrase(opening.start(), end, sure))
    return tuple(phrases)


def topic_of(phrase: str) -> str:
    """What an "our guide to …" is about; the phrase itself where it is none."""
    opening = _OPENING.match(phrase)
    return phrase[opening.end() :] if opening else phrase


def _end_of(text: str, start: int) -> tuple[int, bool]:
    end = start
    position = start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, position)
        if word is None:
            return end, True
        if word[0].lower() in _STOPS:
            unclear = word[0].lower() in ("and", "or")
            return end, not unclear or _OPENING.match(text, word.end() + 1) is not None
        end = word.end()
        if not text[end : end + 1].isspace():
            return end, True
        position = end + 1
    return end, False
