"""A list of references in JATS → References: printed words, fields, or both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from journalpress.readers.imports import Decision
from journalpress.readers.jats.elements import (
    XLINK,
    Element,
    child,
    children,
    inside,
    line_of,
    local,
    words,
)
from journalpress.readers.rich.csl import source_from_csl
from journalpress.readers.rich.tree import Reference, Run, Words

_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product")
_TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "web": "webpage",
    "website": "webpage",
    "webpage": "webpage",
    "report": "report",
    "gov": "report",
    "confproc": "chapter",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIMPLE = {
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "edition": "edition",
}
_USED = frozenset(
    {
        "article-title", "chapter-title", "part-title", "data-title", "source", "year", "month",
        "day", "fpage", "lpage", "elocation-id", "page-range", "pub-id", "person-group", "name",
        "string-name", "collab", "etal", "ext-link", "uri", "date-in-citation", "date", "label",
        *_SIMPLE,
    }
)  # fmt: skip


def references_of(
    listed: Element, inlines: Callable[[Element], Words], decisions: list[Decision]
) -> Iterator[Reference]:
    """The References of a ref-list and of those in it, in order."""
    for each in listed:
        if local(each) == "ref-list":
            yield from references_of(each, inlines, decisions)
        elif local(each) == "ref":
            yield _reference(each, inlines, decisions)


def _reference(
    ref: Element, inlines: Callable[[Element], Words], decisions: list[Decision]
) -> Reference:
    name = ref.get("id", "")
    label = words(child(ref, "label"))
    digits = re.sub(r"\D", "", label)
    number = int(digits) if digits and len(digits) < 5 else 0
    cited = [each for each in inside(ref, *_CITATIONS) if _is_outer(each, ref)]
    alternatives = child(ref, "citation-alternatives")
    if alternatives is not None:
        order = {kind: at for at, kind in enumerate(("mixed-citation", *_CITATIONS))}
        cited = sorted(cited, key=lambda each: order[local(each)])[:1]
    printed: list[Words] = [
        inlines(each) for each in cited if local(each) == "mixed-citation" or not _has_fields(each)
    ]
    printed += [inlines(each) for each in children(ref, "note", "p")]
    source = None
    if len(cited) == 1 and _has_fields(cited[0]):
        item = dict(_item(cited[0]))
        source, remarks = source_from_csl(item)
        decisions += [Decision(line_of(ref), each) for each in remarks]
        if source is None:
            printed = printed or [inlines(cited[0])]
        elif local(cited[0]) != "mixed-citation":
            decisions += _what_is_left(cited[0], ref)
    elif not printed:
        printed = [inlines(each) for each in cited]
    joined = tuple(
        span for at, each in enumerate(printed) for span in ((Run(" "), *each) if at else each)
    )
    return Reference(name, joined, number, source, line_of(ref))


def _is_outer(element: Element, ref: Element) -> bool:
    above = element.getparent()
    while above is not None and above is not ref:
        if local(above) in _CITATIONS:
            return False
        above = above.getparent()
    return True


def _has_fields(citation: Element) -> bool:
    """Whether the entry tells its parts apart: a title or a container, and a year."""
    named = {local(each) for each in inside(citation)} | {local(each) for each in citation.iter()}
    return bool(named & {"article-title", "chapter-title", "source"}) and "year" in named


def _what_is_left(citation: Element, ref: Element) -> Iterator[Decision]:
    """Fields of an entry that no Source has, as words."""
    shown = words(child(ref, "label")) or ref.get("id", "")
    for each in citation:
        if local(each) and local(each) not in _USED and (said := words(each)):
            what = f"of source {shown} is not kept: {local(each)} “{said}”"
            yield Decision(line_of(each), what)


def _item(citation: Element) -> Iterator[tuple[str, Any]]:
    """The entry in CSL's variables."""
    kind = citation.get("publication-type") or citation.get("citation-type") or ""
    title = words(next(inside(citation, "article-title", "data-title"), None))
    chapter = words(next(inside(citation, "chapter-title", "part-title"), None))
    source = words(next(inside(citation, "source"), None))
    made = _TYPES.get(kind.lower(), "article-journal" if title and source else "document")
    if made == "book" and (title or chapter):
        made = "chapter"
    yield "type", made
    yield "title", title or chapter or source
    if title or chapter:
        yield "container-title", source
    for tag, variable in _SIMPLE.items():
        yield variable, words(next(inside(citation, tag), None))
    yield "page", _pages(citation)
    yield "issued", {"date-parts": [list(_date(citation))]}
    for each in inside(citation, "pub-id"):
        if each.get("pub-id-type") == "doi":
            yield "DOI", words(each)
        elif each.get("pub-id-type") == "pmid":
            yield "PMID", words(each)
    for each in inside(citation, "ext-link", "uri"):
        address = each.get(XLINK) or words(each)
        if each.get("ext-link-type") == "doi" or "doi.org/10." in address:
            yield "DOI", re.sub(r"^https?://(?:dx\.)?doi\.org/", "", address)
        elif address.startswith("http"):
            yield "URL", address
    accessed = next(inside(citation, "date-in-citation"), None)
    if accessed is not None and accessed.get("iso-8601-date"):
        yield "accessed", accessed.get("iso-8601-date")
    groups = list(inside(citation, "person-group"))
    editors = [each for each in groups if each.get("person-group-type") == "editor"]
    others = [each for each in groups if each.get("person-group-type") in (None, "author")]
    yield "author", [name for group in (others or [citation]) for name in _people(group)]
    yield "editor", [name for group in editors for name in _people(group)]


def _pages(citation: Element) -> str:
    pages = words(next(inside(citation, "page-range"), None))
    first = words(next(inside(citation, "fpage"), None))
    last = words(next(inside(citation, "lpage"), None))
    if pages or not first:
        return pages or words(next(inside(citation, "elocation-id"), None))
    return f"{first}-{last}" if last and last != first else first


def _date(citation: Element) -> Iterator[str]:
    year = re.search(r"\d{4}", words(next(inside(citation, "year"), None)))
    if year is None:
        return
    yield year[0]
    month = words(next(inside(citation, "month"), None)).lower()
    number = int(month) if month.isdecimal() else 0
    number = number or next((at for at, each in enumerate(_MONTHS, 1) if month[:3] == each), 0)
    if not 1 <= number <= 12:
        return
    yield str(number)
    day = words(next(inside(citation, "day"), None))
    if day.isdecimal():
        yield day


def _people(group: Element) -> Iterator[dict[str, str]]:
    """Names in order; “et al.” is one, so that nobody takes the list for whole."""
    for each in group:
        match local(each):
            case "name" | "string-name":
                family, given = words(child(each, "surname")), words(child(each, "given-names"))
                suffix = words(child(each, "suffix"))
                if family:
                    yield {"family": family, "given": given, "suffix": suffix}
                elif said := words(each):
                    yield {"literal": said}
            case "collab" | "anonymous":
                if said := words(each):
                    yield {"literal": said}
            case "etal":
                yield {"literal": "et al."}
            case _:
                pass
