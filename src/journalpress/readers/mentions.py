"""The words that stand before a year, “Smith and colleagues” → the sources that are by them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

from babel import Locale
from babel.dates import get_month_names

from journalpress.readers.authorship import (
    AND,
    CAPITAL,
    ET_AL,
    INITIALS,
    PARTICLES,
    Authorship,
    Authorships,
    Year,
    folded,
    short_names,
    shortens,
    spellings,
)
from journalpress.readers.imports import Certainty

Fit: TypeAlias = Literal["one", "several", "near", "none"]
"""How many sources are named: near are those by the same first author that do not fit."""

_OPENS = re.compile(
    r"(?:see(?: also)?|e\.\s?g\.|cf\.?|i\.\s?e\.|for example|siehe(?: auch)?|vgl\.|z\.\s?B\.|nach"
    r"|aus"
    r"|voir(?: aussi)?|p\.\s?ex\.|d['’]après|véase(?: también)?|p\.\s?ej\.|por ejemplo|según|selon"
    r"|source|quelle|fuente|adapted from|انظر(?: أيضا)?|راجع)\s*[,:]?\s+",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"[a-zß-öø-ÿ\d][^\s,;]*[\s,]+")
_BETWEEN_NAMES = re.compile(rf"\s*[,;]?\s*{AND}\s*|\s*,\s*")
_SHORT_IN_BRACKETS = re.compile(r"\s*[\[(]([^\[\]()]+)[\])]\s*$")
_WITH_ET_AL = re.compile(rf"[,;]?\s*(?P<al>{ET_AL})(?P<also>(?:[\s,].{{1,80}})?)$", re.DOTALL)
_INITIALS_BEFORE = re.compile(rf"^(?:(?:{CAPITAL}\.[\s-]?){{1,5}}|{CAPITAL}{{1,3}}\s)(?=\S)")
_INITIALS_BEHIND = re.compile(rf"\s{INITIALS}$")
_ONLY_INITIALS = re.compile(rf"(?:{CAPITAL}\.?[-\s]?){{1,6}}|{INITIALS}")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_TOKEN = re.compile(r"\S+")
_TO_NEXT_WORD = re.compile(r"\S*\s*")
_ENDS_SENTENCE = re.compile(r"(?:[^\W\d_]{2}|[^\w\s]|\d)[.!?؟:;]$|[!?؟:;\ufffc(\[)\]]")
_JOINS = re.compile(rf"(?:\w[\w.]*,|{AND})\s*$")
_MOST_WORDS_BEFORE = 12
_FAR = 200
_SEASONS = (
    "spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver "
    "primavera verano otoño invierno covid update version edition easter christmas"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Whom a text names from `start` on; `also` is what stands behind them, such as a journal.

    `short` is a body's short name in brackets; `joined` says that there may be more of the names.
    """

    start: int
    words: str
    names: tuple[str, ...]
    short: str = ""
    et_al: bool = False
    also: str = ""
    joined: bool = False


def mention_in(plain: str, start: int, end: int, authorships: Authorships) -> Mention | None:
    """Whom the words in brackets name, without those that only lead to the name."""
    while start < end and plain[start] in " \t\n\u00a0,;":
        start += 1
    stop = start + len(plain[start:end].rstrip(" \t\n\u00a0,;:"))
    is_cut = stop - start > _FAR
    if is_cut:
        cut = _TO_NEXT_WORD.match(plain, stop - _FAR, stop)
        start = cut.end() if cut else start
    best: Mention | None = None
    while start < stop:
        who = _who(plain, start, stop)
        if who is not None:
            if _called(who, authorships):
                return replace(who, joined=is_cut)
            best = best or who
        opens = _OPENS.match(plain, start, stop) or _SMALL_WORD.match(plain, start, stop)
        if opens is None:
            break
        start = opens.end()
    return (best and _known_end(plain, best.start, stop, authorships)) or best


def _known_end(plain: str, start: int, stop: int, authorships: Authorships) -> Mention | None:
    """The longest end of these words that the list knows: of a study by Smith, Smith."""
    for token in _TOKEN.finditer(plain, start, stop):
        who = _who(plain, token.start(), stop) if token.start() > start else None
        if who is not None and _called(who, authorships):
            before = plain[start : token.start()].split()[-1]
            joined = _JOINS.search(plain[start : token.start()]) is not None
            return replace(who, joined=joined or not before[0].islower())
    return None


def mention_before(plain: str, end: int, authorships: Authorships) -> Mention | None:
    """Whom the words before brackets with a year name, the longest name that the list knows."""
    begin = max(0, end - _FAR)
    before = plain[begin:end].rstrip()
    stop = begin + len(before)
    initials = _INITIALS_BEHIND.search(before)
    if not before or (initials and not _is_called(initials[0].strip(), authorships)):
        return None
    starts: list[int] = []
    for token in reversed(list(_TOKEN.finditer(plain, begin, stop))):
        behind = plain[token.start() : stop]
        if len(starts) >= _MOST_WORDS_BEFORE or (
            token.end() < stop and _ENDS_SENTENCE.search(token[0]) and not _is_et_al(behind)
        ):
            break
        starts.append(token.start() + len(token[0]) - len(token[0].lstrip("“„«‘\"'(")))
    unknown: Mention | None = None
    for start in reversed(starts):
        who = _who(plain, start, stop)
        if who is None or who.also:
            continue
        if _called(who, authorships):
            joined = _JOINS.search(plain[begin:start]) is not None
            return replace(who, joined=joined)
        if who.et_al:
            unknown = who
    return unknown


def _is_et_al(words: str) -> bool:
    return re.match(rf"[^\s]*\s*{ET_AL}", words) is not None


def _who(plain: str, start: int, stop: int) -> Mention | None:
    """The names that stand at this place, None where they begin like no name."""
    words = plain[start:stop]
    found = _WITH_ET_AL.search(words)
    also = found["also"].strip(" ,;:") if found else ""
    authors = words[: found.start()] if found else words
    short = _SHORT_IN_BRACKETS.search(authors)
    authors = authors[: short.start()] if short else authors
    authors = _POSSESSIVE.sub("", authors.strip(" ,;:\n\t\u00a0"))
    if not _begins_name(authors):
        return None
    parts = (_without_initials(each) for each in _BETWEEN_NAMES.split(authors))
    names = tuple(each for each in parts if each)
    if not all(_begins_name(each) for each in names):
        names = ()
    return Mention(start, authors, names, short[1] if short else "", found is not None, also)


def _begins_name(words: str) -> bool:
    if not words or words[0].isdigit() or not words[0].isalpha():
        return False
    return not words[0].islower() or re.split(r"[\s'’-]", words)[0].lower() in PARTICLES


def _without_initials(name: str) -> str:
    name = name.strip()
    if _ONLY_INITIALS.fullmatch(name) and (len(name) < 3 or "." in name):
        return ""
    bare = _INITIALS_BEHIND.sub("", _INITIALS_BEFORE.sub("", name)).strip()
    return _POSSESSIVE.sub("", bare or name)


def _is_called(word: str, authorships: Authorships) -> bool:
    return bool(_called(Mention(0, word, (word,)), authorships))


def _called(who: Mention, authorships: Authorships) -> tuple[Authorship, ...]:
    """The sources whose first author this may be."""
    return _by_name(who, authorships) or _by_letters(who, authorships)


def _by_name(who: Mention, authorships: Authorships) -> tuple[Authorship, ...]:
    keys = set(spellings(who.words)) | set(spellings(who.short) if who.short else ())
    if who.names:
        keys |= spellings(who.names[0])
    return authorships.called(keys)


def _by_letters(who: Mention, authorships: Authorships) -> tuple[Authorship, ...]:
    """The bodies that a short name may stand for, or whose short name this body may have."""
    if " " not in who.words and sum(map(str.isupper, who.words)) > 1:
        return tuple(
            each for each in authorships.every if each.body and shortens(who.words, each.body)
        )
    if len(who.names) > 1 and "," in who.words:
        return ()
    return tuple(each for each in authorships.called(short_names(who.words)) if each.body)


# --- which sources these are


def sources_of(
    who: Mention, year: Year, authorships: Authorships
) -> tuple[tuple[str, ...], Fit, Certainty]:
    """The sources that are by them and of that year, and how sure that is."""
    ways: tuple[tuple[Certainty, Callable[[Mention, Authorships], tuple[Authorship, ...]]], ...]
    ways = (("certain", _by_name), ("likely", _by_letters))
    for certainty, find in ways:
        called = find(who, authorships)
        sure = [each for each in called if _fits(who, year, each)]
        maybe = [each for each in called if _may_fit(who, year, each)]
        keys = tuple(each.key for each in maybe)
        if len(sure) == len(maybe) == 1 and folded(who.words) not in no_authors():
            return keys, "one", certainty
        if keys:
            return keys, "several", "ask"
    near = tuple(each.key for each in _called(who, authorships))
    return near, "near" if near else "none", "ask"


def _fits(who: Mention, year: Year, source: Authorship) -> bool:
    """Whether a source that `_may_fit` does so beyond doubt."""
    if source.year is None or source.year[0] != year[0] or (year[1] and source.year[1] != year[1]):
        return False
    told = not who.also or set(folded(who.also).split()) <= source.words
    first = spellings(who.names[0]) if who.names else frozenset()
    return (
        told
        and not who.joined
        and (_is_whole(who, source) or (_has_others(who, source) and not first & source.doubtful))
    )


def _may_fit(who: Mention, year: Year, source: Authorship) -> bool:
    """Whether a source by the same first author may be by the others as well, and of that year."""
    if not (_is_whole(who, source) or _has_others(who, source) or source.open_ended):
        return False
    return any(
        each == year[0] and (not letter or not year[1] or letter == year[1])
        for each, letter in source.years
    )


def _is_whole(who: Mention, source: Authorship) -> bool:
    """Whether all that the mark says is the name of a body, or all authors in a row."""
    short = spellings(who.short) if who.short else frozenset()
    return bool((spellings(who.words) | short) & source.names)


def _has_others(who: Mention, source: Authorship) -> bool:
    return all(_stands(name, source.authors) for name in who.names[1:])


def _stands(name: str, authors: str) -> bool:
    return any(
        f" {written} " in f" {authors} "
        for each in spellings(name)
        for written in (each, f"و{each}")
    )


@cache
def no_authors() -> frozenset[str]:
    """Months, seasons and countries, which stand before a year as authors do."""
    found = set(_SEASONS.split())
    for lang in ("en", "fr", "de", "es", "ar"):
        locale = Locale.parse(lang)
        found |= {*locale.territories.values(), *locale.days["stand-alone"]["wide"].values()}
        for width in ("wide", "abbreviated"):
            found |= set(get_month_names(width, context="stand-alone", locale=lang).values())
    return frozenset(folded(each) for each in (*found, "USA", "UK", "EU"))
