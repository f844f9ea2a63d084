"""Author and year as a text writes them, “(Smith et al., 2019)” → the sources that they name.

The list decides: what names none of its sources is left alone, unless it can hardly be anything but
a citation. “(May 2019)”, “(since 2019)”, “(Berlin 2019)” and “(COVID-19, 2020)” are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from journalpress.readers.authorship import (
    AND,
    PLAIN,
    YEAR,
    Authorships,
    folded,
    year_of,
)
from journalpress.readers.imports import Certainty
from journalpress.readers.mentions import (
    Fit,
    Mention,
    mention_before,
    mention_in,
    no_authors,
    sources_of,
)

_BRACKETS = re.compile(
    r"\((?P<round>(?:[^()\[\]]|\[[^()\[\]]{1,40}\]|\([^()\[\]\d]{1,40}\)){4,600})\)"
    r"|\[(?P<square>[^()\[\]]{4,600})\]"
)
_YEAR = re.compile(rf"(?<![\w–—/-])(?P<year>{YEAR})(?P<letter>[a-z]?)(?!\w)(?!\s*[–—/-]\s*\d)")
_MORE_LETTERS = re.compile(rf"\s*(?:,|{AND})\s*(?P<letter>[a-z])(?![\w.])")
_LOCATOR = re.compile(
    r"\s*[,:]?\s*(?P<locator>(?:pp?\.|pages?|S\.|Seiten?|chap(?:ter|\.)|Kap(?:itel|\.)|ch\.|sec\."
    r"|section|fig\.|figure|Abb\.|tab(?:le|\.)|p[áa]gs?\.|páginas?|vol\.|§+|ص\.?)\s*"
    r"\d+(?:\s*[–—-]\s*\d+)?(?:\s*ff?\.)?)|\s*:\s*(?P<page>\d+(?:\s*[–—-]\s*\d+)?)",
    re.IGNORECASE,
)
_BETWEEN_YEARS = re.compile(rf"[\s,;]*(?:{AND})?\s*")
_ALONE = re.compile(r"[^\W\d_][^\W\d_'’. -]*(?:[ '’-][^\W\d_]+){0,3}")
_MOST_WORDS_OF_A_PERSON = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Author and year, or a further year of the same author, at `start:end` of a text.

    `keys` are the sources that may be meant: with the fit "one" it is named beyond doubt, with
    "near" these are the other sources by the same first author. `brackets` are the places of the
    brackets with what is in them; `in_words` says that the author stands before them.
    """

    start: int
    end: int
    written: str
    who: str
    keys: tuple[str, ...]
    fit: Fit
    certainty: Certainty
    brackets: tuple[int, int]
    locator: str = ""
    in_words: bool = False


def find_named(text: str, authorships: Authorships, *, expected: bool = False) -> tuple[Named, ...]:
    """Every place of a text that names sources by author and year, or seems to, in order.

    `expected` says that the article is known to cite so; then a name and a year that fit no source
    are told of in more forms than “et al.”.
    """
    plain = text.translate(PLAIN)
    if not authorships.every or not re.search(YEAR, plain):
        return ()
    found: list[Named] = []
    for brackets in _BRACKETS.finditer(plain):
        inside = list(_in_brackets(plain, text, brackets, authorships))
        sure = any(each.fit == "one" for each, _ in inside)
        found += [
            each
            for each, who in inside
            if each.fit != "none" or _is_citation(each, who, expected or sure)
        ]
    return tuple(found)


def covers_brackets(text: str, named: tuple[Named, ...]) -> bool:
    """Whether these places, all in the same brackets, are all that stands in them."""
    start, end = named[0].brackets
    at = start + 1
    for each in named:
        if not _is_separator(text[at : each.start]):
            return False
        at = each.end
    return _is_separator(text[at : end - 1])


def touch(text: str, one: Named, other: Named) -> bool:
    """Whether two places stand in the same brackets with no word between them."""
    return one.brackets == other.brackets and _is_separator(text[one.end : other.start])


def _is_separator(between: str) -> bool:
    return _BETWEEN_YEARS.fullmatch(between.translate(PLAIN)) is not None


def _in_brackets(
    plain: str, text: str, brackets: re.Match[str], authorships: Authorships
) -> Iterator[tuple[Named, Mention]]:
    first, last = brackets.start() + 1, brackets.end() - 1
    at = first
    who: Mention | None = None
    in_words = False
    for year in _YEAR.finditer(plain, first, last):
        if year.start() < at:
            continue
        between = plain[at : year.start()]
        named_anew = not _BETWEEN_YEARS.fullmatch(between)
        start = year.start()
        if named_anew:
            begin = at + between.rfind(";") + 1
            who, in_words = mention_in(plain, begin, year.start(), authorships), False
            start = who.start if who else start
        elif at == first:
            who, in_words = mention_before(plain, brackets.start(), authorships), True
        at = year.end()
        if who is None:
            continue
        letter = year["letter"]
        while True:
            locator = _LOCATOR.match(plain, at, last)
            end = locator.end() if locator else at
            keys, fit, certainty = sources_of(who, year_of(year["year"], letter), authorships)
            yield (
                Named(
                    start,
                    end,
                    text[start:end],
                    who.words,
                    keys,
                    fit,
                    certainty,
                    brackets.span(),
                    (locator["locator"] or locator["page"]) if locator else "",
                    in_words,
                ),
                who,
            )
            at = end
            more = _MORE_LETTERS.match(plain, at, last) if letter else None
            if more is None:
                break
            start, at, letter = more.start("letter"), more.end(), more["letter"]


# --- what is no source of the list


def _is_citation(named: Named, who: Mention, expected: bool) -> bool:
    """Whether words that name no source can hardly be anything but a citation."""
    if not who.names or any(map(str.isdigit, who.words)):
        return False
    if any(folded(each) in no_authors() for each in (who.words, *who.names)):
        return False
    if who.et_al:
        return len(who.names[0].split()) <= _MOST_WORDS_OF_A_PERSON
    if not expected or named.in_words or not _ALONE.fullmatch(who.names[0]):
        return False
    behind = named.written[len(who.words) :].lstrip()
    joined = len(who.names) == 2 and re.search(AND, who.words) is not None
    return len(who.names[0]) > 2 and (joined or (len(who.names) == 1 and behind[:1] in (",", "،")))
