"""A source → the names and the years by which a text may cite it, as in “Smith et al., 2019”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from journalpress.identifiers import without_numbers
from journalpress.model import Source
from journalpress.readers.slugs import transliterate

Year: TypeAlias = tuple[str, str]
"""Four digits (or "undated", "in press") and the letter behind them, "" where there is none."""

PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛", "01234567890123456789,;")
"""Arabic figures and stops as they are compared; no text grows longer by it."""
YEAR = (
    r"(?:(?:19|20)\d\d(?!\d)|n\.\s?d\.|o\.\s?J\.|s\.\s?[df]\."
    r"|in press\b|im Druck\b|sous presse\b|en prensa\b)"
)
"""The year of a source, or what stands for it in English, German, French and Spanish."""
_LATIN_AND = r"&|\b(?:and|und|et(?!\s+al\b)|y)\b"
AND = rf"(?:{_LATIN_AND}|(?<=\s)و\s?)"
"""What joins two names; the Arabic one is written to the second, of which it may be a letter."""
ET_AL = (
    r"(?:et\s+al\b\.?|et\s+alii|u\.\s?a\.|et\s+coll?\b\.?|y\s+cols?\b\.?|وآخرون|وآخرين|وزملاؤه"
    r"|(?:&|and|und|et|y)\s+(?:colleagues|others|co-?workers|Mitarbeiter\w*|Kolleg\w+|andere"
    r"|collaborateurs|collègues|colaboradores|otros|colegas))"
)
_PARTICLES = (
    "van von der den de del della di da dos du des la le les ter ten zu zum zur af al el bin ben "
    "ibn"
)
PARTICLES = frozenset(_PARTICLES.split())
CAPITAL = r"[^\W\d_a-zß-ÿ\u0590-\u08ff\u0900-\uffff]"
INITIALS = rf"(?:(?:{CAPITAL}\.?[-\s]?){{1,4}}|(?:[\u0621-\u064a](?!\w)\.?[-\s]?){{1,3}})"
"""Capital letters, or Arabic ones by themselves."""

_UNDATED = re.compile(r"n\.|o\.|s\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_INITIAL_WORDS = re.compile(rf"{INITIALS}")
_ENDS_NAME = re.compile(
    rf"\s*(?:$|[,;:&(\[/—–]|\.(?:\s|$)|-\s|{ET_AL}|{AND}"
    rf"|{INITIALS}(?=$|[,;:(&.]|\s(?:\(|{AND}|et\s+al|\d))|{YEAR})",
)
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?P<year>{YEAR})(?P<letter>[a-z]?)(?=[)\],;\s])")
_BARE_YEAR = re.compile(r"(?<![\d–—-])(?P<year>(?:19|20)\d\d)(?P<letter>[a-z]?)(?![\w–—-])")
_VANCOUVER_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?[\dA-Z]")
_LAST_YEAR = re.compile(r"(?:^|[\s,.])((?:19|20)\d\d)\s*\.?\s*$")
_ABBREVIATION = re.compile(r"[(\[]([^\W\d_][^\W_]{1,9}(?:[ -][^\W_]{2,9})?)[)\]]")
_STOP = re.compile(r"[.:?!](?:\s+|$)|\s[—–-]\s")
_INVERTED = re.compile(rf"(?:^|[,;&]\s*|{AND}\s)(?:\w\.[\s-]?)*\w$")
_HAS_INITIALS = re.compile(rf"[^\W\d_]{{2}},?\s+{INITIALS}(?:[,.;&]|$)")
_ONE_LETTER = re.compile(r"(?:^|\W)[^\W\d_]$")
_MORE_OF_A_NAME = re.compile(rf"[^\W\d_]\.|{AND}\s")
_BODIES = re.compile(
    r"\b(?:universit|institut|societ|gesellschaft|organi[sz]a|association|asociaci|verein|verband|"
    r"foundation|stiftung|fondation|fundaci|clini[ckq]|klini[ck]|cl[ií]nica|hospital|hôpital|"
    r"krankenhaus|minist|agenc|agentur|bundes|college|council|centre|center|centro|zentrum|"
    r"network|netzwerk|trust|service|department|office|committee|kommission|commission|academ|"
    r"akademie|group|gruppe|team|press|journal|charity|alliance|federation|health|care)",
    re.IGNORECASE,
)
_LONGEST_AUTHORS = 400
_MANY_NAMES = 4096
_MOST_WORDS_OF_A_NAME = 14
_FEWEST_LETTERS_OF_A_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Authorship:
    """By whom and of when a source is.

    `names` are the spellings of its first author, `doubtful` those that may be part of a name;
    `body` is its name as written where no person wrote it. `authors` are the words in which all
    authors stand, `open_ended` says that these are not all, `words` are those of the whole entry.
    `year` is None where several could be it: `years`. `place` counts in the list.
    """

    key: str
    names: frozenset[str]
    doubtful: frozenset[str]
    body: str
    authors: str
    open_ended: bool
    words: frozenset[str]
    year: Year | None
    years: frozenset[Year]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Authorships:
    """The sources of a list by the names of their first authors."""

    every: tuple[Authorship, ...] = ()
    by_name: dict[str, tuple[Authorship, ...]] = field(default_factory=dict)

    def called(self, names: Iterable[str]) -> tuple[Authorship, ...]:
        """The sources whose first author has one of these spellings, in the list's order."""
        found = {each.place: each for name in names for each in self.by_name.get(name, ())}
        return tuple(each for _, each in sorted(found.items(), key=itemgetter(0)))


def authorships_of(sources: Iterable[Source]) -> Authorships:
    """By whom and of when each of these sources is, those left out that name nobody or no year."""
    read = (_authorship(source) for source in sources)
    every = tuple(
        replace(each, place=place)
        for place, each in enumerate(each for each in read if each.names and each.years)
    )
    by_name: dict[str, tuple[Authorship, ...]] = {}
    for each in every:
        for name in each.names | each.doubtful:
            by_name[name] = (*by_name.get(name, ()), each)
    return Authorships(every, by_name)


def folded(name: str) -> str:
    """A name in small letters without accents, "and" for every word that joins two."""
    joined = re.sub(_LATIN_AND, " and ", name.translate(PLAIN))
    return " ".join(transliterate(each) for each in _WORD.findall(joined))


@lru_cache(maxsize=_MANY_NAMES)
def spellings(name: str) -> frozenset[str]:
    """How a name may be spelt, folded: Müller, Muller and Mueller are one, so is van Berg, Berg."""
    spelled = {folded(name)}
    composed = unicodedata.normalize("NFC", name)
    spelled.add(folded(re.sub("[äöüÄÖÜ]", lambda found: _with_e(found[0]), composed)))
    for each in tuple(spelled):
        words = each.split()
        while len(words) > 1 and words[0] in PARTICLES:
            words = words[1:]
        spelled.add(" ".join(words))
    return frozenset(each for each in spelled if len(each) > 1)


def short_names(name: str) -> frozenset[str]:
    """The first letters of a body's words: of all, of those with a capital, of long ones too."""
    words = [word for word in _WORD.findall(name) if not word.isdecimal()]
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    telling = "".join(word[0] for word in words if word[0].isupper() or len(word) > 3)
    return frozenset(transliterate(each) for each in (every, capitals, telling) if len(each) > 1)


def year_of(year: str, letter: str) -> Year:
    """A year as it is compared."""
    if year[0] in "12":
        return year, letter.lower()
    return ("undated" if _UNDATED.match(year) else "in press"), letter.lower()


def shortens(short: str, body: str) -> bool:
    """Whether letters may stand for a body: they are first letters of its words, in their order.

    The first word counts, and words may be passed over: NICE, CDC, BfArM.
    """
    letters = transliterate(short)
    if len(letters) < _FEWEST_LETTERS_OF_A_SHORT_NAME or not letters.isalpha():
        return False
    initials = "".join(transliterate(word)[:1] for word in _WORD.findall(body))
    if initials[:1] != letters[0]:
        return False
    left = iter(initials)
    return all(letter in left for letter in letters)


def _with_e(vowel: str) -> str:
    return {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}[vowel]


def _authorship(source: Source) -> Authorship:
    people = source.authors or source.editors
    if not people:
        return _of_words(source.key, source.raw.translate(PLAIN))
    first = people[0]
    year = year_of(source.issued[:4], "") if source.issued else ("undated", "")
    return Authorship(
        source.key,
        spellings(first.family) if first.family else _of_body(first.literal),
        frozenset(),
        first.literal,
        folded(", ".join(each.family or each.literal for each in people)),
        False,
        frozenset(folded(f"{source.title} {source.container} {source.raw}").split()),
        year,
        frozenset({year}),
    )


def _of_words(key: str, raw: str) -> Authorship:
    """The authorship of an entry that is words alone."""
    authors = raw[: _end_of_authors(raw)]
    names, doubtful = _first_author(raw, authors)
    body = authors.strip(" .,:;")
    open_ended = re.search(ET_AL, raw[: len(authors) + 20]) is not None
    is_body = not open_ended and not _HAS_INITIALS.search(body)
    if is_body:
        names |= _of_body(body)
    for short in _ABBREVIATION.findall(raw[: len(authors) + 20]):
        names |= spellings(short) if not re.match(YEAR, short) else frozenset()
    year, years = _years(raw, len(authors))
    return Authorship(
        key,
        names,
        doubtful - names,
        body if is_body else "",
        folded(authors),
        open_ended,
        frozenset(folded(raw).split()),
        year,
        years,
    )


def _of_body(body: str) -> frozenset[str]:
    """A body's name and its short names, those in brackets among them."""
    without = _ABBREVIATION.sub(" ", body)
    inner = (spelt for short in _ABBREVIATION.findall(body) for spelt in spellings(short))
    return frozenset({*spellings(body), *spellings(without), *short_names(without), *inner})


def _first_author(raw: str, authors: str) -> tuple[frozenset[str], frozenset[str]]:
    """The spellings of the first author, and those that may be part of the name only."""
    names: set[str] = set()
    doubtful: set[str] = set()
    found = list(_WORD.finditer(authors))[:_MOST_WORDS_OF_A_NAME]
    for count, word in enumerate(found, 1):
        if not _ENDS_NAME.match(raw, word.end()):
            continue
        is_first = not names
        names |= spellings(authors[: word.end()])
        if not is_first:
            continue
        if not re.match(rf",?\s*{INITIALS}(?:[,.;(&]|$)", raw[word.end() :]):
            names |= set(_given_first(authors))
        elif count > 1:
            doubtful = {folded(found[0][0]), folded(word[0])}
    return frozenset(names), frozenset(doubtful - PARTICLES)


def _end_of_authors(raw: str) -> int:
    """Where the authors of an entry end: before its year in brackets, else before its title."""
    year = _IN_BRACKETS.search(raw, 0, _LONGEST_AUTHORS) or _BARE_YEAR.search(
        raw, 0, _LONGEST_AUTHORS
    )
    most = year.start() if year else min(len(raw), _LONGEST_AUTHORS)
    for stop in _STOP.finditer(raw, 0, most):
        before, after = raw[: stop.start()], raw[stop.end() :]
        if raw[stop.start()] == "." and (
            _INVERTED.search(before)
            or (_ONE_LETTER.search(before) and _MORE_OF_A_NAME.match(after))
        ):
            continue
        return stop.start()
    return most


def _given_first(authors: str) -> Iterator[str]:
    """The family name of a first author who is written “J. Smith” or “John Smith”."""
    chunk = re.split(rf"[,;&(:]|\s{AND}\s|\set\s+al\b", authors)[0].strip(" .")
    parts = chunk.split()
    if not 2 <= len(parts) <= 5:
        return
    at = 0
    while at < len(parts) - 1 and _INITIAL_WORDS.fullmatch(parts[at]):
        at += 1
    if at == 0:
        if _BODIES.search(chunk) or _INITIAL_WORDS.fullmatch(parts[-1]):
            return
        if not all(_is_name(part) or part.lower() in PARTICLES for part in parts):
            return
        at = next((n for n, part in enumerate(parts) if part.lower() in PARTICLES), len(parts) - 1)
        at = max(at, 1)
    yield from spellings(" ".join(parts[at:]))


def _is_name(word: str) -> bool:
    if _INITIAL_WORDS.fullmatch(word):
        return True
    return word[:1].isupper() and any(map(str.islower, word)) and not any(map(str.isdigit, word))


def _years(raw: str, end_of_authors: int) -> tuple[Year | None, frozenset[Year]]:
    """The year of an entry, None where it may be one of several; all that it may be."""
    if found := _IN_BRACKETS.search(raw):
        year = year_of(found["year"], found["letter"])
        return year, frozenset({year})
    words = without_numbers(raw)
    years = {year_of(each["year"], each["letter"]) for each in _BARE_YEAR.finditer(words)}
    if len(years) == 1:
        return next(iter(years)), frozenset(years)
    behind_authors = re.match(rf"[\s.,]*({YEAR})([a-z]?)\b", raw[end_of_authors:])
    if behind_authors:
        year = year_of(behind_authors[1], behind_authors[2])
        return year, frozenset({*years, year})
    for form in (_VANCOUVER_YEAR, _LAST_YEAR):
        sure = set(form.findall(words))
        if len(sure) == 1:
            return (sure.pop(), ""), frozenset(years)
    return None, frozenset(years)
