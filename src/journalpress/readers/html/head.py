"""What a page says about itself for machines: meta elements, JSON-LD, the title of the window."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from journalpress.readers.html.elements import text_of
from journalpress.readers.rich.tree import Said

_TYPES = re.compile(
    r"(?:.*Article|BlogPosting|MedicalWebPage|WebPage|HealthTopicContent|Report|MedicalCondition)"
)
_MOST_JSON = 400_000
_MOST_NODES = 2_000
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/~]\s+|\s*[|»]\s*")
_NOBODY = frozenset({"admin", "administrator", "editor", "editorial team", "webmaster", "user", ""})
_DATES = {
    "published": (
        "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
        "dcterms.created", "dcterms.issued", "citation_publication_date", "citation_date",
        "citation_online_date", "publish-date", "govuk:first-published-at", "sailthru.date",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "last-modified",
        "dcterms.modified", "govuk:public-updated-at", "revised",
    ),
    "reviewed": ("lastreviewed", "dcterms.reviewed", "last-reviewed", "datereviewed"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; "" and None where it is silent. `titles` are in order of trust."""

    titles: tuple[str, ...] = ()
    window_title: str = ""
    site: str = ""
    description: str = ""
    lang: Said | None = None
    url: str = ""
    category: Said | None = None
    published: Said | None = None
    updated: Said | None = None
    reviewed: Said | None = None
    authors: tuple[Said, ...] = ()
    reviewers: tuple[Said, ...] = ()


def read_head(root: HtmlElement, saved_from: str = "") -> Head:
    """What this page says about itself."""
    meta = _meta(root)
    data = list(_linked_data(root))
    main = next((each for each in data if _is_article(each)), {})
    site = meta.get("og:site_name", "") or _name(main.get("publisher"))
    window = " ".join(text_of(each) for each in root.iter("title"))[:500] if (
        root.find(".//title") is not None) else ""  # fmt: skip
    titles = (
        meta.get("og:title", ""),
        _string(main.get("headline")) or _string(main.get("name")),
        meta.get("citation_title", ""),
        meta.get("twitter:title", ""),
        meta.get("dc.title", ""),
    )
    canonical = next(
        (each.get("href", "") for each in root.iter("link") if each.get("rel", "") == "canonical"),
        "",
    )
    return Head(
        titles=tuple(dict.fromkeys(each for each in titles if each)),
        window_title=window,
        site=site,
        description=meta.get("description", "") or meta.get("og:description", ""),
        lang=_language(root, meta, main),
        url=canonical or meta.get("og:url", "") or _string(main.get("url")) or saved_from,
        category=_said(meta.get("article:section", "") or _string(main.get("articleSection"))),
        published=_said(_first(meta, "published") or _string(main.get("datePublished"))),
        updated=_said(_first(meta, "updated") or _string(main.get("dateModified"))),
        reviewed=_said(_first(meta, "reviewed") or _string(main.get("lastReviewed"))),
        authors=_people(main.get("author") or _written_by(root), meta.get("author", ""), site),
        reviewers=_people(main.get("reviewedBy"), "", site),
    )


def without_site(title: str, site: str) -> str:
    """The title of a window without the name of the site behind or before it."""
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    named = [part for part in parts if part.casefold() != site.casefold()]
    if site and len(named) < len(parts) and named:
        start, end = title.find(named[0]), title.rfind(named[-1]) + len(named[-1])
        return title[start:end].strip() if start >= 0 else named[0]
    return title[: title.rfind(parts[-1])].rstrip(" |-–—·•»:/~\u00a0") or parts[0]


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in root.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or each.get(
            "http-equiv", "")  # fmt: skip
        content = " ".join(each.get("content", "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _written_by(root: HtmlElement) -> list[str]:
    """The authors as publishers name them, one element each, family name first or last."""
    return [
        " ".join(each.get("content", "").split())
        for each in root.iter("meta")
        if each.get("name", "").lower() in ("citation_author", "dc.creator", "parsely-author")
    ]


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, outer before inner; broken scripts are passed over."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _MOST_JSON:
            continue
        try:
            yield from _objects(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if
                        isinstance(node.get(key), dict | list)]  # fmt: skip


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _TYPES.fullmatch(kind) for kind in kinds)


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", "") or value.get("name", "") or value.get("@id", "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return _string(value.get("name")) if isinstance(value, dict) else ""


def _people(value: Any, otherwise: str, site: str) -> tuple[Said, ...]:
    nodes = value if isinstance(value, list) else [value] if value else []
    names = [
        _string(node)
        for node in nodes
        if not (isinstance(node, dict) and node.get("@type") == "Organization")
    ]
    names = [name for name in names if name and "//" not in name] or [otherwise]
    return tuple(
        said
        for name in names
        if name.casefold() not in _NOBODY and name.casefold() != site.casefold()
        and (said := _said(name)) is not None
    )  # fmt: skip


def _language(root: HtmlElement, meta: dict[str, str], main: dict[str, Any]) -> Said | None:
    html = root if root.tag == "html" else None
    lang = html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") if (
        html is not None) else ""  # fmt: skip
    said = lang or meta.get("content-language", "").split(",")[0] or _string(main.get("inLanguage"))
    said = said or meta.get("og:locale", "") or meta.get("dc.language", "")
    return Said(said.strip(), "its head") if said and said.strip() else None


def _first(meta: dict[str, str], kind: str) -> str:
    return next((meta[name] for name in _DATES[kind] if meta.get(name)), "")


def _said(words: str) -> Said | None:
    words = re.sub(r"^(\d{4})/(\d{1,2})/(\d{1,2})$", _iso, words.strip())
    return Said(words, "its head") if words else None


def _iso(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
