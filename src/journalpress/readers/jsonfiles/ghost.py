"""A post as Ghost's interface or its export gives it → an Entry."""

from __future__ import annotations

from collections.abc import Mapping
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
    "id uuid title slug html plaintext mobiledoc lexical feature_image feature_image_alt "
    "feature_image_caption featured visibility status created_at updated_at published_at "
    "custom_excerpt excerpt canonical_url url reading_time tags primary_tag authors "
    "primary_author comment_id comments access locale type email_only newsletter_id "
    # made from the title and the text, for search engines and networks
    "meta_title meta_description og_title og_description og_image twitter_title "
    "twitter_description twitter_image"
)
_READ = frozenset(_FIELDS.split())


def ghost_posts(record: Record) -> list[Any]:
    """The posts or pages that a file of Ghost's holds, [] where it is none."""
    for name in ("posts", "pages"):
        if isinstance(record.get(name), list):
            return [each for each in record[name] if _is_post(each)]
    for each in record.get("db", ()) if isinstance(record.get("db"), list) else ():
        data = each.get("data") if isinstance(each, Mapping) else None
        if isinstance(data, Mapping) and isinstance(data.get("posts"), list):
            return [post for post in data["posts"] if _is_post(post)]
    return [record] if _is_post(record) else []


def _is_post(record: Any) -> bool:
    return isinstance(record, Mapping) and "html" in record and "title" in record


def read_ghost(record: Record) -> Entry:
    """What the post says."""
    tags = [text_in(each, "name") for each in record.get("tags") or () if isinstance(each, Mapping)]
    tags = [each for each in tags if each and not each.startswith("#")]
    category = text_in(record, "primary_tag", "name") or next(iter(tags), "")
    authors = record.get("authors") or record.get("primary_author") or []
    return Entry(
        title=text_in(record, "title"),
        body=text_in(record, "html"),
        standfirst=text_in(record, "custom_excerpt"),
        about=About(
            category=said(category, "its first tag"),
            published=said(text_in(record, "published_at"), "its date"),
            updated=said(text_in(record, "updated_at"), "its date of change"),
            authors=names_in(authors, "its authors"),
            lang=said(text_in(record, "locale"), "its language"),
            url=said(text_in(record, "canonical_url") or text_in(record, "url"), "its address"),
            slug=said(text_in(record, "slug"), "its slug"),
        ),
        picture=text_in(record, "feature_image"),
        picture_alt=text_in(record, "feature_image_alt"),
        picture_caption=text_in(record, "feature_image_caption"),
        dropped=(
            *(Dropped(0, f"tag: {each}", SETTING) for each in tags if each != category),
            *left_out(record, _READ),
        ),
    )
