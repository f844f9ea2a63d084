"""JSON-LD in the words of schema.org → an Entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from journalpress.model import Name, Source, SourceType
from journalpress.readers.fields import is_web_address
from journalpress.readers.jsonfiles.entry import (
    Entry,
    Record,
    left_out,
    names_in,
    said,
    text_in,
)
from journalpress.readers.rich.tree import About, Reference, Run

_ARTICLES = [
    "MedicalWebPage",
    "MedicalScholarlyArticle",
    "ScholarlyArticle",
    "Article",
    "NewsArticle",
    "BlogPosting",
    "TechArticle",
    "Report",
    "FAQPage",
    "WebPage",
    "ItemPage",
    "AboutPage",
    "CreativeWork",
]
"""Types that hold an article, the fittest first."""

_READ = frozenset(
    [
        "@context",
        "@type",
        "@id",
        "@graph",
        "headline",
        "name",
        "alternativeHeadline",
        "description",
        "abstract",
        "articleBody",
        "text",
        "mainContentOfPage",
        "hasPart",
        "author",
        "creator",
        "reviewedBy",
        "editor",
        "datePublished",
        "dateCreated",
        "dateModified",
        "lastReviewed",
        "inLanguage",
        "articleSection",
        "specialty",
        "url",
        "mainEntityOfPage",
        "mainEntity",
        "citation",
        "image",
        "thumbnailUrl",
        "primaryImageOfPage",
        "publisher",
        "isPartOf",
        "breadcrumb",
        "potentialAction",
        "wordCount",
        "timeRequired",
        "isAccessibleForFree",
    ]
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_SOURCE_TYPES: dict[str, SourceType] = {
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "Article": "article-journal",
    "WebPage": "webpage",
    "MedicalWebPage": "webpage",
    "Report": "report",
    "Book": "book",
    "Chapter": "chapter",
}


def schemaorg_articles(value: Any) -> list[Record]:
    """The nodes that have the words of an article, those of the fittest type first.

    The nodes of a graph that are named by `@id` stand in place of their names.
    """
    nodes = list(_nodes(value))
    named = {text_in(node, "@id"): node for node in nodes if text_in(node, "@id")}
    found = [node for node in nodes if _rank(node) < len(_ARTICLES)]
    ranked = sorted(found, key=_rank)
    whole = [node for node in ranked if _has_words(node)]
    return [_resolved(node, named) for node in whole or ranked]


def is_schemaorg(value: Any) -> bool:
    """Whether this is JSON-LD that speaks of schema.org."""
    if isinstance(value, list):
        return any(is_schemaorg(each) for each in value)
    return isinstance(value, Mapping) and "schema.org" in str(value.get("@context", ""))


def _nodes(value: Any) -> Iterator[Record]:
    """Every node that stands at the top or in a graph."""
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, Mapping):
        if "@graph" in value:
            yield from _nodes(value["@graph"])
        if "@type" in value:
            yield value


def _types(node: Record) -> list[str]:
    types = node.get("@type", [])
    return [str(each) for each in (types if isinstance(types, list) else [types])]


def _rank(node: Record) -> int:
    return min(
        (_ARTICLES.index(each) for each in _types(node) if each in _ARTICLES),
        default=len(_ARTICLES),
    )


def _has_words(node: Record) -> bool:
    return bool(_body(node) or _questions(node))


def _resolved(node: Record, named: Mapping[str, Record]) -> Record:
    def whole(value: Any) -> Any:
        if isinstance(value, Mapping) and set(value) == {"@id"}:
            return named.get(str(value["@id"]), value)
        return value

    return {
        key: [whole(each) for each in value] if isinstance(value, list) else whole(value)
        for key, value in node.items()
    }


def read_schemaorg(node: Record) -> Entry:
    """What the node says."""
    section = node.get("articleSection")
    section = section[0] if isinstance(section, list) and section else section
    language = node.get("inLanguage")
    language = text_in(language, "alternateName") if isinstance(language, Mapping) else language
    page = node.get("mainEntityOfPage")
    address = text_in(node, "url") or (
        text_in(page, "@id") if isinstance(page, Mapping) else page if isinstance(page, str) else ""
    )
    image = node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    return Entry(
        title=text_in(node, "headline") or text_in(node, "name"),
        body=_body(node),
        standfirst=text_in(node, "alternativeHeadline")
        or text_in(node, "description")
        or text_in(node, "abstract"),
        standfirst_is_cut=True,
        about=About(
            category=said(section, "articleSection") if isinstance(section, str) else None,
            published=said(
                text_in(node, "datePublished") or text_in(node, "dateCreated"), "datePublished"
            ),
            updated=said(text_in(node, "dateModified"), "dateModified"),
            reviewed=said(text_in(node, "lastReviewed"), "lastReviewed"),
            authors=names_in(node.get("author") or node.get("creator") or [], "author"),
            reviewers=names_in(node.get("reviewedBy") or [], "reviewedBy"),
            lang=said(language, "inLanguage") if isinstance(language, str) else None,
            url=said(address, "its address") if is_web_address(address) else None,
        ),
        picture=text_in(image, "url") if isinstance(image, Mapping) else str(image or ""),
        picture_caption=text_in(image, "caption") if isinstance(image, Mapping) else "",
        questions=tuple(_questions(node)),
        references=tuple(_references(node)),
        dropped=tuple(left_out(node, _READ | set(_left_over(node)))),
    )


def _left_over(node: Record) -> Iterator[str]:
    """Fields whose words stand in another one already."""
    title = text_in(node, "headline")
    if title and text_in(node, "name") == title:
        yield "name"


def _body(node: Record) -> str:
    """The text: one field, or the parts of the page with their headlines."""
    for name in ("articleBody", "text"):
        if words := text_in(node, name):
            return words
    content = node.get("mainContentOfPage")
    if isinstance(content, Mapping) and (words := text_in(content, "text")):
        return words
    parts = node.get("hasPart")
    pieces: list[str] = []
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, Mapping) and text_in(part, "text"):
            head = text_in(part, "headline") or text_in(part, "name")
            words = text_in(part, "text")
            pieces.append((f"<h2>{head}</h2>" if head else "") + (
                words if "<" in words else "".join(f"<p>{line}</p>" for line in words.splitlines())
            ))  # fmt: skip
    return "".join(pieces)


def _questions(node: Record) -> Iterator[tuple[str, str]]:
    """The questions of a page of questions, each with its answer."""
    entity = node.get("mainEntity")
    for each in entity if isinstance(entity, list) else [entity]:
        if isinstance(each, Mapping) and "Question" in _types(each):
            answer = each.get("acceptedAnswer")
            answer = answer[0] if isinstance(answer, list) and answer else answer
            words = text_in(answer, "text") if isinstance(answer, Mapping) else ""
            if text_in(each, "name"):
                yield text_in(each, "name"), words


def _references(node: Record) -> Iterator[Reference]:
    """The sources that the page says it cites."""
    cited = node.get("citation")
    for number, each in enumerate(cited if isinstance(cited, list) else [cited], 1):
        if isinstance(each, str) and each.strip():
            yield Reference("", (Run(" ".join(each.split())),), number)
        elif isinstance(each, Mapping) and (source := _source(each)):
            yield Reference("", source=source, number=number)


def _source(work: Record) -> Source | None:
    title = text_in(work, "headline") or text_in(work, "name")
    addresses = [text_in(work, name) for name in ("url", "sameAs", "@id", "identifier")]
    doi = next((found[1] for each in addresses if (found := _DOI.match(each))), "")
    url = next((each for each in addresses if is_web_address(each)), "")
    if not (title or doi or url):
        return None
    types = [_SOURCE_TYPES[each] for each in _types(work) if each in _SOURCE_TYPES]
    issued = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text_in(work, "datePublished"))
    container = work.get("isPartOf")
    authors = names_in(work.get("author") or [], "author")
    return Source(
        "",
        type=types[0] if types else "document",
        authors=tuple(Name(literal=each.words) for each in authors),
        title=title,
        container=text_in(container, "name") if isinstance(container, Mapping) else "",
        publisher=text_in(work, "publisher", "name"),
        issued=issued[0] if issued else "",
        doi=doi,
        url="" if doi else url,
    )
