"""A post as the REST interface of WordPress gives it → an Entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journalpress.readers.imports import Dropped
from journalpress.readers.jsonfiles.entry import (
    SETTING,
    Entry,
    Record,
    left_out,
    names_in,
    said,
    text_in,
)
from journalpress.readers.rich.tree import About

_FIELDS = (
    "id date date_gmt modified modified_gmt slug status type link title content excerpt guid "
    "author featured_media comment_status ping_status sticky template format meta categories tags "
    "class_list _links _embedded lang generated_slug permalink_template password parent menu_order "
    # made by plug-ins from the title and the text, for search engines
    "yoast_head yoast_head_json aioseo_head aioseo_head_json rank_math_head "
    "jetpack_featured_media_url jetpack-related-posts jetpack_sharing_enabled "
    "jetpack_shortlink"
)
_READ = frozenset(_FIELDS.split())


def is_wordpress(record: Record) -> bool:
    """Whether a record is a post or a page of WordPress."""
    return isinstance(record.get("content"), Mapping) and "rendered" in record["content"]


def read_wordpress(record: Record) -> Entry:
    """What the post says."""
    terms = [each for each in _embedded(record, "wp:term") if isinstance(each, Mapping)]
    categories = [text_in(each, "name") for each in terms if each.get("taxonomy") == "category"]
    categories = [each for each in categories if each and each.lower() != "uncategorized"]
    media = [each for each in _embedded(record, "wp:featuredmedia") if isinstance(each, Mapping)]
    picture: Record = media[0] if media else {}
    others = [
        Dropped(0, f"{each.get('taxonomy', 'term')}: {text_in(each, 'name')}", SETTING)
        for each in terms
        if text_in(each, "name") and text_in(each, "name") not in categories[:1]
    ]
    return Entry(
        title=text_in(record, "title", "rendered"),
        body=text_in(record, "content", "rendered"),
        standfirst=text_in(record, "excerpt", "rendered"),
        standfirst_is_cut=True,
        about=About(
            category=said(categories[0], "its category") if categories else None,
            published=said(text_in(record, "date"), "its date"),
            updated=said(text_in(record, "modified"), "its date of change"),
            authors=names_in(_embedded(record, "author"), "its author"),
            lang=said(text_in(record, "lang"), "its language"),
            url=said(text_in(record, "link"), "its address"),
            slug=said(text_in(record, "slug"), "its slug"),
        ),
        picture=text_in(picture, "source_url"),
        picture_alt=text_in(picture, "alt_text"),
        picture_caption=text_in(picture, "caption", "rendered"),
        dropped=(*others, *left_out(record, _READ)),
    )


def _embedded(record: Record, name: str) -> list[Any]:
    """What is embedded under this name, lists within lists as one."""
    embedded = record.get("_embedded")
    found = embedded.get(name) if isinstance(embedded, Mapping) else None
    return list(_flat(found)) if isinstance(found, list) else []


def _flat(values: list[Any]) -> Iterator[Any]:
    for each in values:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each
