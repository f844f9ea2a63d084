"""One line makes an Edition: `edition_of(article(p("Words")), draft=False)`."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PIL import Image

from journalpress.edition import make_edition
from journalpress.edition.digest import text_digest
from journalpress.edition.types import Clinic, ClinicDisclaimer, Edition, House, Neighbour, Part
from journalpress.model import (
    Approval,
    Article,
    FoundDisclaimer,
    Media,
    Name,
    Person,
    Source,
    Term,
)
from tests.trees import (
    abbr,
    article,
    br,
    callout,
    cite,
    cross,
    emph,
    figure,
    foreign,
    item,
    link,
    missing,
    ol,
    p,
    qa,
    questions,
    quote,
    section,
    strong,
    sub,
    sup,
    table,
    ul,
)

CLINIC = Clinic(
    name="Larkfield Clinic",
    address=("1 High Street", "Larkfield"),
    phone="020 7946 0000",
    email="hello@larkfield.example",
    website="https://larkfield.example/",
)

DISCLAIMER = ClinicDisclaimer(
    short="General information, not medical advice.",
    full="This leaflet gives general information. Ask your own doctor about your own health.",
    url="https://larkfield.example/disclaimer",
    approved_by="Dr A. Invented",
    approved_on=date(2026, 6, 1),
)


def house(**fields: Any) -> House:
    """A clinic with an approved English disclaimer; `fields` replace its own."""
    return House(
        **{
            "journal_title": "Larkfield Journal",
            "clinic": CLINIC,
            "disclaimers": {"en": DISCLAIMER},
            **fields,
        }
    )


def neighbour(slug: str, **fields: Any) -> Neighbour:
    """Another article of the journal: in force, with an address and a code."""
    given = {
        "slug": slug,
        "title": f"About {slug}",
        "url": f"https://larkfield.example/{slug}",
        "code": "K7QX-2M9F-D",
        "in_force": True,
    }
    return Neighbour(**{**given, **fields})


def png(name: str = "x.png", colour: str = "teal") -> Media:
    """A picture of 40 × 30 pixels in one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return Media(name, "image/png", 40, 30, f"sha-of-{name}", buffer.getvalue())


def edition_of(*articles: Article, draft: bool = True, **given: Any) -> Edition:
    """The Edition of these articles in an ordinary house; `given` is what make_edition takes."""
    return make_edition(
        articles,
        house=given.pop("house", None) or house(),
        neighbours=given.pop("neighbours", {}),
        media=given.pop("media", {}),
        draft=draft,
        **given,
    )


def approved(draft: Article, media: Mapping[str, Media] | None = None) -> Article:
    """The same article, approved as it stands, with every date set."""
    digest = text_digest(draft, media or {})
    return replace(
        draft,
        status="approved",
        version=2,
        published=date(2026, 6, 17),
        reviewed=date(2026, 6, 20),
        next_review=date(2028, 6, 20),
        people=(
            Person("Dr B. Madeup", "clinical_reviewer", date(2026, 6, 20)),
            Person("Dr A. Invented", "author"),
        ),
        approved=Approval(digest, "Dr B. Madeup", "clinical_reviewer", date(2026, 6, 20)),
    )


def everything(slug: str = "everything") -> Article:
    """An article that holds every kind of block and inline once at least."""
    return article(
        p("A first paragraph says that it is ", strong("not"), " advice", cite("a"), "."),
        section(
            "A heading with a citation",
            p("Two together", cite("d", "a"), ", and a run", cite("a", "b", "c", "f"), "."),
            p(
                emph("Slanted"), ", H", sub("2"), "O, 10", sup("9"), ", ", foreign("mot", "fr"),
                ", ", abbr("CRS", "cytokine release syndrome"), ", a break", br(), "here.",
            ),
            p(
                "A ", link("https://www.example.org/a?b=1&c=2", "link"), ", a ",
                cross("lupus", "guide to lupus"), " and ", cross(None, "one to nowhere"), ".",
            ),
            section("A heading below", p("x < y & z > 1, “quoted” — and <b>not</b> a tag.")),
            brief=True,
        ),
        section(
            "Lists and boxes",
            ul(
                item(strong("Lead"), " — body of the item", cite("b"), "."),
                item("An item", ol("first inside", "second inside")),
                item("Two paragraphs", p("The second of them.")),
            ),
            ol("three", "four", start=3),
            quote(p("Somebody said so.")),
            callout("warning", p("Call for help."), ul("one", "two")),
            callout("tip", p("Drink water.")),
        ),
        section(
            "A table and a picture",
            table(
                ("What", "", ("Cited", cite("c"))),
                ("Row one", "5 %", ("12 | 3", cite("a"))),
                ("Row two", "", "—"),
                caption=("How often", cite("d")),
                align=("left", "right", "center"),
                row_headers=True,
            ),
            figure("x.png", "A teal rectangle [1], 40 by 30", "A caption", cite("b")),
            figure("x.png"),
            missing("table", "It compared two things."),
        ),
        questions(
            "Common questions",
            qa("Is it safe?", p("Mostly", cite("a"), ".")),
            qa(("May I ", emph("drive"), "?"), p("Not today."), ul("nor", "ride")),
        ),
        p("1. This is not a list item, [2] is not a mark, and | is no cell."),
        slug=slug,
        title="Everything: a “title” with <signs> & more",
        short_title="Everything",
        category="Immune health",
        standfirst="What stands first, in one sentence.",
        key_messages=("The first message.", "The second message."),
        terms=(Term("B-cell", "A white blood cell that makes antibodies."),),
        sources=(
            Source(
                "a",
                type="article-journal",
                authors=(Name("Invented", "Anna B."), Name(literal="A Made-up Group")),
                title="A study that was never done",
                container="Journal of Examples",
                issued="2024-02",
                volume="12",
                issue="3",
                page="45-9",
                doi="10.5555/12345678",
                pmid="12345678",
            ),
            Source("b", raw="Somebody et al., Some Journal (2022) — A title"),
            Source("c", type="webpage", title="A page", url="https://www.example.org/page",
                   accessed="2026-01-02", issued="2025"),
            Source("d", type="book", title="A book", publisher="A Press", place="London",
                   edition="3", issued="2020"),
            Source("uncited", raw="Nobody cites this one."),
        ),
        related=("asthma",),
        url=f"https://larkfield.example/{slug}",
        disclaimer_found=FoundDisclaimer("For general information only. Read our disclaimer."),
    )  # fmt: skip


def everything_edition(*, draft: bool = True) -> Edition:
    """The Edition of `everything()` with its picture and two neighbours, in a sample journal."""
    media = {"x.png": png()}
    neighbours = {slug: neighbour(slug) for slug in ("lupus", "asthma")}
    made = everything() if draft else approved(everything(), media)
    return edition_of(
        made, draft=draft, media=media, neighbours=neighbours, house=house(sample=True)
    )


def collection(*articles: Article, lang: str = "en-GB", **given: Any) -> Edition:
    """A book of these articles in one part."""
    parts = (Part("A part", tuple(each.slug for each in articles)),)
    return edition_of(
        *articles, name="book", title="A book of leaflets", lang=lang, parts=parts, **given
    )
