"""One line makes a journal: in memory of trees, or on the disk of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from journalpress.journal.load import Entry, Journal
from journalpress.journal.settings import (
    Collection,
    CollectionPart,
    ExportSettings,
    Settings,
)
from journalpress.model import Article
from journalpress.readers import Reading
from journalpress.standing import Judged, judge_journal
from tests.editions import approved, house
from tests.trees import article, cite, p, section

AS_OF = date(2026, 12, 1)

SETTINGS = """\
schema = 1

[journal]
id = "larkfield"
title = "Larkfield Journal"
languages = ["en-GB"]

[clinic]
name = "Larkfield Clinic"
phone = "020 7946 0000"

[disclaimer.en]
short = "General information, not medical advice."
full = "This leaflet gives general information. Ask your own doctor."
approved_by = "Dr A. Invented"
approved_on = "2026-06-01"
"""
"""A journal.toml that lets approved articles out."""


def leaflet(slug: str, **fields: Any) -> Article:
    """A small article with a citation and a section, a draft."""
    return article(
        p("A first paragraph", cite("a"), "."),
        section("A heading", p(f"Words about {slug}.")),
        slug=slug,
        title=fields.pop("title", f"About {slug}"),
        category=fields.pop("category", "Lungs"),
        **fields,
    )


def in_force(slug: str, **fields: Any) -> Article:
    """The same, approved as it stands and in force on AS_OF."""
    return approved(leaflet(slug, **fields))


def journal_of(folder: Path, *articles: Article, **given: Any) -> Journal:
    """A journal in memory that publishes to folder/out; `collections` and `house` may be given."""
    entries = {
        each.slug: Entry(
            each.slug,
            folder / "articles" / f"{each.slug}.md",
            f"articles/{each.slug}.md",
            Reading(each),
            each,
        )
        for each in articles
    }
    books = given.pop("collections", None) or (book("larkfield", *entries),)
    settings = Settings(
        id="larkfield",
        title="Larkfield Journal",
        languages=("en-GB",),
        house=given.pop("house", None) or house(),
        export=ExportSettings("out", ("html", "text")),
        **given,
    )
    ids = frozenset(each.id for each in articles)
    return Journal(folder, settings, entries, books, ids, ())


def book(name: str, *slugs: str) -> Collection:
    """A collection of these articles in one part."""
    return Collection(name, f"Book {name}", "en-GB", (CollectionPart("A part", slugs),))


def judged_of(journal: Journal, as_of: date = AS_OF) -> Mapping[str, Judged]:
    """Every article of the journal, judged on AS_OF."""
    return judge_journal(journal, as_of)


def with_articles(journal: Journal, *articles: Article) -> Journal:
    """The same journal on a later day, with these articles instead."""
    return replace(
        journal_of(journal.folder, *articles),
        settings=journal.settings,
    )


def write_journal(folder: Path, *, settings: str = SETTINGS, **articles: str) -> Path:
    """A journal on the disk; the slug of each article has `_` for `-` here."""
    (folder / "articles").mkdir(parents=True)
    (folder / "journal.toml").write_text(settings, encoding="utf-8")
    for name, text in articles.items():
        slug = name.replace("_", "-")
        (folder / "articles" / f"{slug}.md").write_text(text, encoding="utf-8")
    return folder


def source_text(slug: str, body: str = "", *, front: str = "") -> str:
    """The file of a small article that can be approved; `front` adds lines to its top."""
    return f"""\
---
id: {slug}
title: "About {slug}"
lang: en-GB
category: Lungs
people:
  - {{name: "Dr B. Madeup", role: clinical_reviewer}}
references:
  - id: smith2024
    raw: "Smith J. A study. A Journal. 2024."
    DOI: 10.5555/12345678
{front}---
A first paragraph about {slug} [@smith2024].

## A heading

{body or "More words."}
"""
