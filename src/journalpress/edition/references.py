"""A Source → the printed words of its reference, in NLM/Vancouver style.

After the samples of formatted references of the National Library of Medicine (Citing Medicine):
up to six authors, then "et al."; year;volume(issue):pages; DOI or address last. A thin entry
(`raw`) prints the author's own words.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from journalpress.edition.types import ResolvedInline
from journalpress.edition.wording import Wording
from journalpress.model import Link, Name, Source, Text

MOST_AUTHORS = 6


def reference_text(source: Source, wording: Wording) -> tuple[ResolvedInline, ...]:
    """The printed words of a reference without its number; its address is a link."""
    text = source.raw or " ".join(_closed(part) for part in _structured(source, wording) if part)
    inlines: list[ResolvedInline] = [Text(text)] if text else []
    if source.doi:
        inlines += [
            Text(" doi:" if text else "doi:"),
            Link(f"https://doi.org/{source.doi}", (Text(source.doi),)),
        ]
    elif source.url:
        lead = f"{wording.available_from} "
        inlines += [
            Text(f" {lead}" if text else lead),
            Link(source.url, (Text(source.url),)),
        ]
    if source.pmid:
        pmid = Link(f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/", (Text(source.pmid),))
        inlines += [Text(" PMID: " if inlines else "PMID: "), pmid]
    return tuple(inlines)


def _structured(source: Source, wording: Wording) -> list[str]:
    when = _when(source.issued, wording)
    accessed = wording.accessed.format(date=_when(source.accessed, wording))
    cited = f"[{accessed}]" if source.accessed else ""
    edition = ""
    if source.edition:
        edition = wording.edition.format(edition=_ordinal(source.edition, wording))
    imprint = f"{source.place}: {source.publisher}" if source.place else source.publisher
    dated = " ".join(part for part in (when, cited) if part)
    published = "; ".join(part for part in (imprint, dated) if part)
    pages = f"p. {source.page}" if source.page else ""
    people = _names(source.authors, wording)
    match source.type:
        case "article-journal":
            where = " ".join(part for part in (_issue(source, when), cited) if part)
            return [people, source.title, source.container, where]
        case "chapter":
            editors = _names(source.editors, wording)
            book = (
                f"{editors}, {wording.editors}. {source.container}" if editors else source.container
            )
            inside = f"{wording.in_book} {book}"
            return [people, source.title, inside, edition, published, pages]
        case "book":
            return [people, source.title, edition, published, pages]
        case "report" | "webpage" | "document":
            number = source.number if source.type == "report" else ""
            return [people, source.title, source.container, number, edition, published, pages]


def _issue(source: Source, when: str) -> str:
    """`2022;28(10):2124-32`, as much of it as is known."""
    issue = f"({source.issue})" if source.issue else ""
    numbered = f"{source.volume}{issue}"
    pages = f":{source.page}" if source.page else ""
    return f"{when};{numbered}{pages}" if numbered else f"{when}{pages}"


def _names(names: tuple[Name, ...], wording: Wording) -> str:
    shown = [_name(name) for name in names[:MOST_AUTHORS]]
    if len(names) > MOST_AUTHORS:
        shown.append(wording.and_others)
    return ", ".join(shown)


def _name(name: Name) -> str:
    """`Mackensen A`: family name, then initials without stops or spaces."""
    if name.literal:
        return name.literal
    initials = "".join(
        piece[0].upper() for word in name.given.split() for piece in word.split("-") if piece
    )
    return f"{name.family} {initials}".strip()


def _when(iso: str, wording: Wording) -> str:
    """A date of any precision in the article's language: `2024`, `Feb 2024`, `17 Feb 2024`."""
    parts = [int(part) for part in iso.split("-")] if iso else []
    match parts:
        case []:
            return ""
        case [year]:
            return str(year)
        case [year, month]:
            first = date(year, month, 1)
            return str(format_skeleton("yMMM", first, locale=wording.lang))
        case [year, month, day, *_]:
            return format_date(date(year, month, day), "d MMM y", locale=wording.lang)
        case _:
            return iso


def _ordinal(edition: str, wording: Wording) -> str:
    """`3` as English writes it in "3rd ed."; other languages have their sign in the catalogue."""
    if wording.lang != "en" or not edition.isdecimal():
        return edition
    teens = int(edition) % 100 in {11, 12, 13}
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(int(edition) % 10, "th")
    return f"{edition}{suffix}"


def _closed(part: str) -> str:
    """The part with a stop at its end, unless it ends in one, or in ? or !, already."""
    return part if part.endswith((".", "?", "!")) else f"{part}."
