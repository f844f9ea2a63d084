"""What a file says about its article → days, people, language; what is unclear is asked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from journalpress.model import Person
from journalpress.readers.dates import parse_date
from journalpress.readers.imports import Datum, Dropped
from journalpress.readers.language import guess_language
from journalpress.readers.notes import Notes, question_key
from journalpress.readers.rich.tree import About, Said

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}.*)?", re.DOTALL)
_LABEL = re.compile(
    r"(?:\w+ )?(?:published|posted|updated|modified|reviewed|date)(?: on| by)?\s*:?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[^\W\d]+,\s+(?=\d|[^\W\d]+ \d)")
_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?(?P<month>[^\W\d]+)\.?,?\s+(?:de\s+|del\s+)?"
    r"(?P<year>\d{4})"
)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\b.*")
_GUESSED = ("en", "fr", "de", "es", "ar")
_LANGUAGES = ("en", "fr", "de", "es", "ar", "it", "nl", "pt")
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Facts:
    """The fields of an Article that the file states."""

    category: str
    published: date | None
    reviewed: date | None
    people: tuple[Person, ...]
    lang: str
    url: str
    aliases: tuple[str, ...]


def facts_of(about: About, words: str, lang: str, notes: Notes) -> Facts:
    """The fields that these sayings make; `words` are the article's, `lang` is asked for or ""."""
    published = _day(about.published, "published", notes)
    reviewed = _day(about.reviewed, "reviewed", notes)
    if about.updated is not None:
        _leave_updated(about.updated, notes)
    people = [
        *(_person(said, "author", notes) for said in about.authors),
        *(_person(said, "clinical_reviewer", notes) for said in about.reviewers),
    ]
    if about.category is not None:
        notes.decide(about.category.line, f"“{_folded(about.category)}” is read as the category")
        _became(about.category, "category", notes)
    for said in about.aliases:
        _became(said, "aliases", notes)
    return Facts(
        category=_folded(about.category) if about.category else "",
        published=published,
        reviewed=reviewed,
        people=tuple(dict.fromkeys(person for person in people if person.name)),
        lang=_language(about.lang, words, lang, notes),
        url=_folded(about.url) if about.url else "",
        aliases=tuple(dict.fromkeys(_folded(said) for said in about.aliases)),
    )


def _folded(said: Said) -> str:
    return unicodedata.normalize("NFC", " ".join(said.words.split()))


def _became(said: Said, field: str, notes: Notes) -> None:
    if said.printed:
        notes.data.append(Datum(said.line, said.words, field))


def _person(said: Said, role: str, notes: Notes) -> Person:
    what = "the author" if role == "author" else "a clinical reviewer"
    name = re.sub(r"^(?:written |medically |clinically )?(?:reviewed )?by:?\s+", "", _folded(said),
                  flags=re.IGNORECASE)  # fmt: skip
    notes.decide(said.line, f"“{name}” is read as {what}")
    _became(said, "people", notes)
    return Person(name, "author" if role == "author" else "clinical_reviewer")


def _leave_updated(said: Said, notes: Notes) -> None:
    why = "when the page was last touched; the article's own dates come from its review"
    if said.printed:
        notes.dropped.append(Dropped(said.line, said.words, why))
    else:
        notes.decide(said.line, f"“{_folded(said)}” is not kept: it says {why}")


def _day(said: Said | None, field: str, notes: Notes) -> date | None:
    """The day that is said; where it can be read in two ways, as a person has answered."""
    if said is None:
        return None
    words = _folded(said)
    day = day_of(words)
    if day is not None:
        _became(said, field, notes)
        return day
    key = question_key("date", words)
    if (answer := parse_date(notes.answer(key))) is not None:
        _became(said, field, notes)
        return answer
    what = "published" if field == "published" else "reviewed"
    notes.ask(
        "date",
        key,
        said.line,
        words,
        "Which day is this?",
        assumed="no date",
        choices=(f"the day the page was {what}, as 2026-06-17",),
    )
    if said.printed:
        why = "a date that can be read in more than one way"
        notes.dropped.append(Dropped(said.line, said.words, why))
    return None


def day_of(words: str) -> date | None:
    """The day that these words name in one of eight languages, if they can mean no other."""
    words = _LABEL.sub("", " ".join(words.translate(_EASTERN).split()), count=1)
    words = _WEEKDAY.sub("", words, count=1).strip(" .")
    if stamp := _STAMP.fullmatch(words):
        return parse_date(stamp[1])
    if day := parse_date(words):
        return day
    found = _DAY_MONTH_YEAR.fullmatch(words)
    if found is None:
        return None
    month = _months().get(found["month"].casefold())
    try:
        return date(int(found["year"]), month, int(found["day"])) if month else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The names of the months; a name that is two months in two languages is left out."""
    found: dict[str, set[int]] = {}
    for lang in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context=context, locale=lang)
                for number, name in names.items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def _language(said: Said | None, words: str, lang: str, notes: Notes) -> str:
    if lang:
        return lang
    tag = language_tag(said.words) if said else ""
    guess = guess_language(words)
    guessed = guess.lang.partition("-")[0]
    if tag:
        primary = tag.partition("-")[0]
        certain = guess.why != "too little to go by"
        if certain and primary in _GUESSED and guessed != primary:
            notes.decide(
                0, f"the file says that it is in {tag}, but it is in {guess.lang}: {guess.why}"
            )
            return guess.lang
        where = said.where if said and said.where else "the file"
        notes.decide(0, f"the language is {tag}: {where} says so")
        return tag
    notes.decide(0, f"the language is taken to be {guess.lang}: {guess.why}")
    return guess.lang


def language_tag(words: str) -> str:
    """The language tag that these words mean ("en_GB.UTF-8" → "en-GB"), "" where none is known."""
    found = _TAG.fullmatch(words.strip())
    if found is None:
        return ""
    language, script, region = found[1].lower(), found[2], found[3]
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return ""
    parts = (language, script.title() if script else "", region.upper() if region else "")
    return "-".join(part for part in parts if part)
