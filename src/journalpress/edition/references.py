"""Sources → the printed words of their references, in NLM/Vancouver style or in the journal's own.

Ours is after *Citing Medicine* of the National Library of Medicine and its samples of references:
up to six authors, then "et al."; a body is set off by a semicolon; year;volume(issue):pages, the
last page without the figures it shares with the first; [Internet] and the day of the visit for what
was read at an address; DOI or address last, without the stop that would spoil a copy of it. A thin
entry (`raw`) prints the author's own words, whatever the style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date, format_skeleton

from journalpress.csl.item import AND_OTHERS
from journalpress.csl.types import ReferenceStyle
from journalpress.edition.types import ResolvedInline
from journalpress.edition.wording import Wording
from journalpress.model import Link, Name, Source, Text

MOST_AUTHORS = 6

_RANKS = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}
_PREPRINT_SERVERS = frozenset(
    ("arxiv", "biorxiv", "chemrxiv", "medrxiv", "osf preprints", "preprints.org", "psyarxiv",
     "research square", "ssrn")
)  # fmt: skip
"""What stands there has not been reviewed by anybody: a reader must be told."""


def reference_texts(
    sources: Sequence[Source],
    wording: Wording,
    style: ReferenceStyle | None = None,
    lang: str = "",
) -> tuple[tuple[ResolvedInline, ...], ...]:
    """The printed words of each reference without its number, () where the style has none for it.

    `lang` is the language of the list with its region, if it has one. Sources given together are
    printed together, which is faster. Raises InputError, EnvironmentFailure where the style cannot
    print.
    """
    if style is None:
        return tuple(_in_vancouver(source, wording) for source in sources)
    # Nearly every journal prints in our style; the others read XML and start a program.
    from journalpress.csl.printing import printed_entries

    structured = [source for source in sources if not source.raw]
    entries = iter(printed_entries(style, structured, lang or wording.lang))
    return tuple(
        _in_vancouver(source, wording)
        if source.raw
        else _with_warning(source, next(entries), wording)
        for source in sources
    )


def reference_text(
    source: Source, wording: Wording, style: ReferenceStyle | None = None, lang: str = ""
) -> tuple[ResolvedInline, ...]:
    """The printed words of one reference: see `reference_texts`."""
    return reference_texts((source,), wording, style, lang)[0]


def _with_warning(
    source: Source, entry: tuple[ResolvedInline, ...], wording: Wording
) -> tuple[ResolvedInline, ...]:
    """The entry, which says of a preprint that it is one, whether its style does or not."""
    if not entry or not _is_preprint(source):
        return entry
    words = "".join(
        inline.text if isinstance(inline, Text) else "".join(run.text for run in inline.runs)
        for inline in entry
        if isinstance(inline, Text | Link)
    )
    said = wording.preprint.casefold() in words.casefold()
    return entry if said else (*entry, Text(f" [{wording.preprint}]"))


def _in_vancouver(source: Source, wording: Wording) -> tuple[ResolvedInline, ...]:
    """The words in NLM's style; the address is a link."""
    text = source.raw or " ".join(_closed(part) for part in _structured(source, wording) if part)
    inlines: list[ResolvedInline] = [Text(text)] if text else []
    if source.doi:
        inlines += [
            Text(" doi: " if text else "doi: "),
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
    when, cited = _when(source.issued, wording), _cited(source, wording)
    edition = ""
    if source.edition:
        edition = wording.edition.format(edition=_ordinal(source.edition, wording))
    imprint = f"{source.place}: {source.publisher}" if source.place else source.publisher
    dated = " ".join(part for part in (when, cited) if part)
    published = "; ".join(part for part in (imprint, dated) if part)
    pages = wording.pages.format(pages=_pages(source.page)) if source.page else ""
    people = _names(source.authors, wording)
    editors = _editors(source, wording)
    number = source.number
    match source.type:
        case "article-journal":
            # A journal is read on paper or on the screen; only the day of a visit tells which.
            journal = _online(source.container, wording) if cited else source.container
            return [people, source.title, journal, _issue(source, when, cited)]
        case "chapter":
            book = _online(source.container, wording) if _is_online(source) else source.container
            whole = " ".join(_closed(part) for part in (editors, book) if part)
            inside = f"{wording.in_book} {whole}" if whole else ""
            return [people, source.title, inside, edition, published, pages]
        case "book":
            first, second = (people, editors) if people else (editors, "")
            return [first, _title(source, wording), edition, second, published, pages]
        case "report":
            numbered = wording.report_number.format(number=number) if number else ""
            return [people, _title(source, wording), source.container, edition, published,
                    numbered, pages]  # fmt: skip
        case "guideline":
            # Bodies name their guidelines by the number alone: NG136.
            return [people, _title(source, wording), source.container, edition, published,
                    number, pages]  # fmt: skip
        case "webpage" | "document":
            container = source.container
            if _is_preprint(source):
                container = f"{container} [{wording.preprint}]"
                return [people, source.title, container, edition, published, pages]
            return [people, _title(source, wording), container, edition, published, pages]


def _is_preprint(source: Source) -> bool:
    """Whether it stands where nothing is reviewed."""
    on_server = source.container.casefold() in _PREPRINT_SERVERS
    return on_server and source.type in ("webpage", "document")


def _title(source: Source, wording: Wording) -> str:
    return _online(source.title, wording) if _is_online(source) else source.title


def _is_online(source: Source) -> bool:
    """Whether it was read at an address: the one that prints, or one that was visited on a day."""
    return bool(source.accessed or (source.url and not source.doi))


def _online(title: str, wording: Wording) -> str:
    return f"{title} [{wording.online}]" if title else ""


def _cited(source: Source, wording: Wording) -> str:
    """`[cited 2026 Jun 17]`, where the day of the visit is known."""
    if not source.accessed:
        return ""
    return f"[{wording.accessed.format(date=_when(source.accessed, wording))}]"


def _issue(source: Source, when: str, cited: str) -> str:
    """`2022;28(10):2124-32`, as much of it as is known."""
    issue = f"({source.issue})" if source.issue else ""
    dated = " ".join(part for part in (when, cited) if part)
    numbered = f";{source.volume}{issue}" if source.volume or issue else ""
    return f"{dated}{numbered}{f':{_pages(source.page)}' if source.page else ''}".lstrip(";:")


def _pages(pages: str) -> str:
    """`2124-32` for 2124-2132: the last page without the figures that it shares with the first."""
    found = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", pages)
    if found is None or len(found[1]) != len(found[2]) or found[1] >= found[2]:
        return pages
    first, last = found[1], found[2]
    shared = next(at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    return f"{first}-{last[shared:]}"


def _editors(source: Source, wording: Wording) -> str:
    names = _names(source.editors, wording)
    word = wording.editor if len(source.editors) == 1 else wording.editors
    return f"{names}, {word}" if names else ""


def _names(names: tuple[Name, ...], wording: Wording) -> str:
    """`Mackensen A, Müller F; A Study Group`: a body is set off by a semicolon."""
    more = len(names) > MOST_AUTHORS
    listed = names[:MOST_AUTHORS]
    if listed and listed[-1].literal.casefold() in AND_OTHERS:
        listed, more = listed[:-1], True
    text = ""
    for position, name in enumerate(listed):
        if position:
            text += "; " if _is_body(name) or _is_body(listed[position - 1]) else ", "
        text += _name(name)
    return ", ".join(part for part in (text, wording.and_others if more else "") if part)


def _is_body(name: Name) -> bool:
    """Whether this is a body and not a person whose name stands as it prints (`Smith JB`)."""
    return bool(name.literal) and not re.search(r"\w\s+[A-Z]{1,3}$", name.literal)


def _name(name: Name) -> str:
    """`Gilstrap LC 3rd`: family name, then initials without stops or spaces, then the rank."""
    if name.literal:
        return name.literal
    given, _, rank = name.given.partition(",")
    words = [piece for piece in re.split(r"[\s.‐-]+", given) if piece]
    # Initials may be written without stops: LC.
    initials = "".join(
        word if word.isupper() and len(word) <= 3 else word[0].upper() for word in words
    )
    rank = rank.strip().rstrip(".")
    return " ".join(part for part in (name.family, initials, _RANKS.get(rank, rank)) if part)


def _when(iso: str, wording: Wording) -> str:
    """A date of any precision: `2024 Feb 17`, as NLM writes it; else as the language has it."""
    parts = [int(part) for part in iso.split("-")] if iso else []
    english = wording.lang == "en"
    match parts:
        case []:
            return ""
        case [year]:
            return str(year)
        case [year, month]:
            first = date(year, month, 1)
            if english:
                return format_date(first, "y MMM", locale="en")
            return str(format_skeleton("yMMM", first, locale=wording.lang))
        case [year, month, day, *_]:
            whole = date(year, month, day)
            if english:
                return format_date(whole, "y MMM d", locale="en")
            return str(format_skeleton("yMMMd", whole, locale=wording.lang))
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
