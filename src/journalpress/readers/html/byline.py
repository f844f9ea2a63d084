"""The lines about a page that it prints itself: by whom, of what day, reviewed when.

Such a line says nothing else: a label and a date, a name, how long it takes to read. A sentence
of the text that mentions a date is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from journalpress.readers.html.elements import (
    BLOCKS,
    elements,
    is_heading,
    line_of,
    names_of,
    remove,
    text_lengths,
    text_of,
)
from journalpress.readers.imports import Dropped
from journalpress.readers.rich.tree import Said

_LABELS = {
    "next": r"(?:page |content )?next review(?: due)?(?: date)?|review due|due for review"
    r"|nächste (?:über)?prüfung|prochaine révision|próxima revisión",
    "reviewed": r"(?:page |medically |clinically |content |date |last )?(?:last )?reviewed(?: on)?"
    r"|last review(?:ed)?(?: date)?|review date|zuletzt (?:über)?geprüft(?: am)?|geprüft(?: am)?"
    r"|überprüft(?: am)?|medizinisch geprüft(?: am)?|relu(?:e)? le|révisé(?:e)?(?: le)?"
    r"|revisado(?: el)?|última revisión|تمت المراجعة|آخر مراجعة|تاريخ المراجعة",
    "updated": r"(?:page |content )?(?:last )?(?:updated|modified|changed|edited)(?: on)?"
    r"|last update(?: on)?|zuletzt (?:aktualisiert|geändert)(?: am)?|aktualisiert(?: am)?|stand"
    r"|mis(?:e)? à jour(?: le)?|dernière mise à jour|actualizado(?: el)?|última actualización"
    r"|آخر تحديث|تم التحديث",
    "published": r"(?:first |article |originally )?(?:published|posted)(?: on)?|date|on"
    r"|publication date|veröffentlicht(?: am)?|erschienen(?: am)?|vom"
    r"|publié(?:e)?(?: le)?|publicado(?: el)?"
    r"|fecha(?: de publicación)?|نشر(?: في)?|تاريخ النشر|نُشر(?: في)?",
}
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]+)?|\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?[^\W\d]+\.?,?"
    r"\s+(?:de\s+|del\s+)?\d{4}|[^\W\d]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[٠-٩]{1,2}\s+[^\W\d]+\s+[٠-٩]{4})"
)
_DAY = re.compile(
    "(?:(?P<label>" + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + rf")\s*[:：]?\s*)?(?:(?:[^\W\d]+day|[^\W\d]+tag),?\s+)?(?P<day>{_DATE})"
    + r"(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)  # fmt: skip
_BY = re.compile(
    r"(?:(?P<reviewed>(?:medically |clinically |scientifically )?(?:reviewed|checked|approved) by"
    r"|medizinisch geprüft von|geprüft von|relu par|revisado por|راجعه|مراجعة)"
    r"|(?P<written>(?:written |posted |article |words )?by|von"
    r"|(?:écrit |rédigé )?par|(?:escrito )?por|بقلم|الكاتب|كتبه"
    r"|(?:authors?|autor(?:in|en|a)?|auteur|text)"
    r"(?=\s*:)))\s*[:：]?\s+"
    r"(?P<name>[^|·•\n]{2,80}?)(?=\s*(?:[|·•\n]|$|,?\s+(?:on|am|le|el)\s+\d|[-–—]\s|"
    r"(?:last |medically |clinically )?(?:reviewed|updated|published|posted)\b|\d))",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:(?:reading|read) time:?\s*|estimated\s+|lesezeit:?\s*)?(?:about |approx\.? |ca\. )?\d{1,3}"
    r"[ -]?(?:min(?:ute)?s?\.?|minuten?)(?:\s(?:read(?:ing)?(?: time)?|lesezeit|de lecture))?",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r" (?:[^\W_]+[-_]{1,2})*(?:metadata|article-identifiers) ")
_AUTHOR = re.compile(r" (?:[^\W_]+[-_]{1,2})*author(?:-name|-link|__name|__link)? ")
_NUMERAL = re.compile(r"\d{4}|[٠-٩]{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_HINT = re.compile(
    r"\d{4}|[٠-٩]{4}|\d[./-]\d|\bmin|(?:^|[|·•]|reviewed |written |checked )\s*\w{0,12}\b(?:by"
    r"|von|par|por|author|autor|auteur|text)\b|بقلم|الكاتب|كتبه|راجعه|مراجعة",
    re.IGNORECASE,
)
_META = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:meta|byline|by-line|dateline|posted-on|post-date|entry-date"
    r"|publish(?:ed)?(?:-date)?|pub-?date|date|timestamp|updated|modified|review(?:ed)?(?:-date)?|last-reviewed"
    r"|author|authors|author-name|credits|post-info|article-info|review-dates?|page-date|reading-time"
    r"|read-time)(?:[-_]{1,2}[^\W_]+)* "
)
_REST = re.compile(
    r"[\s|·•,;:/–—.()\-]*(?:(?:in|under|and|comments?|no comments|leave a comment|updated|edited"
    r"|share|print|\d+ (?:comments?|views?|shares?|likes?))[\s|·•,;:/–—.()\-]*)*", re.IGNORECASE
)  # fmt: skip
_PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "di",
        "da",
        "la",
        "le",
        "ter",
        "ten",
        "and",
        "und",
        "et",
    }
    | {"y", "e", "zu", "bin", "ibn", "al", "el", "dos", "du"}
)
_DEGREES = frozenset(
    {
        "med",
        "dent",
        "vet",
        "habil",
        "phil",
        "rer",
        "nat",
        "pharm",
        "sc",
        "univ",
        "apl",
        "dipl",
        "psych",
    }
)
"""Small words in the titles of a name: Dr. med. Jörg Weiß."""
_NOBODY = frozenset({"admin", "administrator", "editor"})
_PARTS_OF_TEXT = frozenset({"li", "td", "th", "cite", "figcaption", "blockquote", "a", "table"})
_LONGEST = 260
_LONGEST_UNNAMED = 140


@dataclass(slots=True)
class Lines:
    """What these lines say, and what of them was left out."""

    published: Said | None = None
    updated: Said | None = None
    reviewed: Said | None = None
    authors: list[Said] = field(default_factory=list)
    reviewers: list[Said] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def take_lines(
    root: HtmlElement,
    keep: tuple[HtmlElement, ...] = (),
    names: tuple[str, ...] = (),
    without: HtmlElement | None = None,
) -> Lines:
    """What the page's own lines about itself say; they are taken out of the tree.

    `names` are those of the authors as its head has them; nothing inside `without` is looked at.
    """
    lines = Lines()
    kept = {above for each in keep for above in (each, *each.iterancestors())}
    lengths = text_lengths(root)
    inside = set(elements(without)) if without is not None else set()
    gone: set[HtmlElement] = set()
    for element in [each for each in elements(root) if each not in inside]:
        if element.getparent() in gone:
            gone.add(element)
        if element is root or element in kept or element in gone or not lengths[element]:
            continue
        if lengths[element] > 4 * _LONGEST:
            continue
        if is_heading(element) and " author" not in names_of(element).replace("-", " "):
            continue
        named = _is_named(names_of(element)) or element.get("itemprop", "").startswith(
            ("date", "author")
        )
        if not (named or element.tag in BLOCKS or element.tag == "time"):
            continue
        if element.tag in _PARTS_OF_TEXT and not (
            element.tag == "li" and _is_line_of_list(element)
        ):
            continue
        words = text_of(element)
        if not words or len(words) > _LONGEST:
            continue
        if not named and (len(words) > _LONGEST_UNNAMED or not _HINT.search(words)):
            continue
        if not named and element.find(".//img") is not None:
            continue
        if not named and len(words) > 60 and words[-1] in ".!?:":
            continue
        if any(up.tag in ("li", "td", "blockquote", "table") for up in _between(element, root)):
            continue
        if _take(element, words, named, names, lines):
            gone.add(element)
    return lines


@lru_cache(maxsize=4096)
def _is_named(names: str) -> bool:
    return _META.search(names) is not None


def _is_line_of_list(item: HtmlElement) -> bool:
    """Whether an item of a list is a line about the page: by its name, or by its label."""
    if _is_named(names_of(item)):
        return True
    day = _DAY.match(text_of(item))
    return day is not None and bool(day["label"])


def _between(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    for above in element.iterancestors():
        if above is root:
            return
        yield above


def _take(
    element: HtmlElement, words: str, named: bool, names: tuple[str, ...], lines: Lines
) -> bool:
    """Takes an element out of the page if all that it says is about the page."""
    days = list(_DAY.finditer(words)) if _NUMERAL.search(words) else []
    rest = _DAY.sub(" | ", words) if days else words
    people = [found for found in _BY.finditer(rest) if _is_name(found["name"])]
    left = rest
    for person in people:
        left = left.replace(person[0], " ")
    left = _READING.sub(" ", left)
    inner = [] if people else [*_authors_in(element), *(name for name in names if name in left)]
    for name in inner:
        left = left.replace(name, " ")
    whole = _REST.fullmatch(left) is not None or _ALWAYS.search(names_of(element)) is not None
    bare = _person_alone(element, words, named)
    says = days or people or inner or _READING.search(words)
    if not (whole and says) and not bare:
        return False
    reading = _READING.search(words) is not None
    told = named or people or reading or any(day["label"] for day in days)
    if days and not told and element.find(".//time") is None and element.tag != "time":
        # A day alone is a line about the page only where something names it.
        return False
    line = line_of(element)
    said: list[str] = []
    for day in days:
        kind = next((kind for kind in _LABELS if day[kind]), "published")
        if kind == "next":
            continue
        current = getattr(lines, kind)
        if current is None:
            stamp = _stamp(element, day["day"])
            setattr(lines, kind, Said(stamp, f"line {line}" if line else "the page", line, False))
            said.append(day["day"])
    for person in people:
        name = person["name"].strip(" ,;.")
        group = lines.reviewers if person["reviewed"] else lines.authors
        if name.casefold() not in _NOBODY and all(each.words != name for each in group):
            group.append(Said(name, f"line {line}", line, False))
    for name in dict.fromkeys([*inner, *([bare] if bare else [])]):
        if all(each.words != name for each in lines.authors):
            lines.authors.append(Said(name, f"line {line}", line, False))
    why = "a line about the page: what it says of days and people is read"
    lines.dropped.append(Dropped(line, words, why))
    remove(element)
    return True


def _is_name(words: str) -> bool:
    """Whether these words can be the names of people: each begins with a capital letter."""
    parts = [each.strip(".,;()") for each in words.split()]
    return len(parts) <= 10 and all(
        not part[:1].islower() or part.lower() in _PARTICLES | _DEGREES for part in parts if part
    )


def _authors_in(element: HtmlElement) -> list[str]:
    """The names in elements of this one that are called authors."""
    found = [
        text_of(each)
        for each in elements(element)
        if each is not element
        and (each.get("rel") == "author" or _AUTHOR.search(names_of(each)) is not None)
    ]
    return [name for name in dict.fromkeys(found) if 0 < len(name.split()) <= 6][:3]


def _person_alone(element: HtmlElement, words: str, named: bool) -> str:
    """The name in an element that is called "author" and holds nothing else."""
    author = " author" in names_of(element) or "author" in (
        element.get("rel", ""), element.get("itemprop", ""))  # fmt: skip
    good = 1 < len(words.split()) <= 6 and not re.search(r"[.!?:]$|\d", words)
    return words if named and author and good and words.casefold() not in _NOBODY else ""


def _stamp(element: HtmlElement, day: str) -> str:
    """The day as `time` gives it for machines, where its words are these; else the words."""
    times = [element] if element.tag == "time" else list(element.iter("time"))
    for each in times:
        stamp: str = each.get("datetime", "")
        if day in text_of(each) and re.match(r"\d{4}-\d{2}-\d{2}", stamp):
            return stamp
    return day
