"""Entries of content systems become drafts: WordPress, Ghost, schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journalpress.limits import Limits
from journalpress.model import Article
from journalpress.readers.imports import Import
from journalpress.readers.jsonfiles import read_json
from journalpress.readers.markdown.write import write_markdown
from tests.editions import png
from tests.readers.pandoc.drafts import article_of, body_of, left_out

BODY = (
    "<p>Take care<sup>1</sup> of <strong>it</strong>.</p><h2>Signs</h2>"
    "<ul><li>One</li><li>Two</li></ul>"
    "<h2>References</h2><ol><li>Smith A. On joints. 2020.</li></ol>"
)
HOUSE = "Take care[@smith2020] of **it**.\n\n## Signs\n\n- One\n- Two"


def read(value: object, **options: object) -> Import:
    """What an import makes of this value as JSON."""
    return read_json(json.dumps(value).encode(), file="x.json", lang="en", **options)  # type: ignore[arg-type]


def wordpress(**fields: Any) -> dict[str, Any]:
    """A post as the interface of WordPress gives it with `_embed`."""
    return {
        "id": 7,
        "date": "2024-03-02T10:00:00",
        "modified": "2024-05-01T00:00:00",
        "slug": "lupus",
        "status": "publish",
        "link": "https://clinic.example/lupus/",
        "title": {"rendered": "Lupus &#8211; a <em>guide</em>"},
        "content": {"rendered": BODY, "protected": False},
        "excerpt": {"rendered": "<p>Take care1 of it. Signs [&hellip;]</p>"},
        "_embedded": {
            "author": [{"id": 3, "name": "A. Writer"}],
            "wp:term": [
                [{"taxonomy": "category", "name": "Immune"}],
                [{"taxonomy": "post_tag", "name": "SLE"}],
            ],
        },
        **fields,
    }


def ghost(**fields: Any) -> dict[str, Any]:
    """A post as Ghost has it."""
    return {
        "id": "a1",
        "title": "Lupus: a guide",
        "slug": "lupus",
        "html": BODY,
        "custom_excerpt": "What helps.",
        "excerpt": "What helps.",
        "published_at": "2024-03-02T10:00:00.000+00:00",
        "url": "https://clinic.example/lupus/",
        "tags": [{"name": "Immune"}, {"name": "Skin"}, {"name": "#internal"}],
        "authors": [{"name": "A. Writer"}],
        **fields,
    }


def page(**fields: Any) -> dict[str, Any]:
    """A page in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": "Lupus: a guide",
        "articleBody": BODY,
        "author": {"@type": "Person", "name": "A. Writer"},
        "reviewedBy": {"@type": "Person", "name": "C. Checker"},
        "datePublished": "2024-03-02",
        "lastReviewed": "2025-01-09",
        "inLanguage": "en-GB",
        "url": "https://clinic.example/lupus/",
        **fields,
    }


def facts(article: Article) -> tuple[object, ...]:
    """What the systems all tell."""
    return (
        article.slug,
        str(article.published),
        article.url,
        [each.name for each in article.people if each.role == "author"],
    )


FACTS = ("lupus", "2024-03-02", "https://clinic.example/lupus/", ["A. Writer"])


@pytest.mark.parametrize(
    "value",
    [
        wordpress(),
        [wordpress()],
        {"posts": [ghost()], "meta": {}},
        {"pages": [ghost()]},
        {"db": [{"data": {"posts": [ghost()]}}]},
        ghost(),
        page(headline="Lupus"),
        [page(headline="Lupus")],
        {"@context": "https://schema.org", "@graph": [page(headline="Lupus")]},
    ],
    ids=["post", "list", "ghost", "pages", "export", "bare", "page", "pages-ld", "graph"],
)
def test_every_shape_gives_the_same_article(value: object) -> None:
    """One post, a list of one, an export, a graph."""
    found = read(value)

    assert body_of(found) == HOUSE
    assert facts(article_of(found)) == FACTS


def test_a_post_of_wordpress() -> None:
    """Its title is HTML, its category embedded; an excerpt that was cut from the text is none."""
    found = read(wordpress(acf={"checked": "Read by C. Checker"}))
    article = article_of(found)

    assert 'title: "Lupus – a *guide*"' in write_markdown(article)
    assert (article.category, article.standfirst) == ("Immune", None)
    assert left_out(found)[:2] == ["post_tag: SLE", "acf: Read by C. Checker"]


def test_an_excerpt_that_breaks_off_is_none() -> None:
    """Half a sentence is no standfirst, also where the text begins otherwise; it is listed."""
    found = read(wordpress(excerpt={"rendered": "<p>Never take more than [&hellip;]</p>"}))
    assert article_of(found).standfirst is None
    assert "Never take more than […]" in left_out(found)
    noted = "<p>Take care<sup>1</sup> of it. Signs are a rash.</p>"
    found = read(wordpress(content={"rendered": noted},
                           excerpt={"rendered": "<p>Take care of it. Signs are</p>"}))  # fmt: skip
    assert article_of(found).standfirst is None


def test_an_excerpt_that_somebody_wrote_is_the_standfirst() -> None:
    """WordPress does not say which it is; the words do."""
    found = read(wordpress(excerpt={"rendered": "<p>What <em>helps</em> &amp; what not.</p>"}))

    assert 'standfirst: "What *helps* & what not."' in write_markdown(article_of(found))


def test_the_picture_above_the_text() -> None:
    """Taken where its file lies beside the JSON, told of where it does not."""
    media = {"source_url": "https://clinic.example/up/a%20b.png", "alt_text": "A hand",
             "caption": {"rendered": "<p>Where it hurts</p>"}}  # fmt: skip
    post = wordpress(_embedded={"wp:featuredmedia": [media]})

    beside = read(post, beside={"a b.png": png().data}.get)
    alone = read(post)

    assert body_of(beside).startswith("![A hand](../media/lupus-1.png)\n*Where it hurts*\n\nTake")
    assert left_out(alone)[:2] == ["a b.png A hand", "Where it hurts"]


def test_a_post_of_ghost() -> None:
    """The first tag is the category, the excerpt that somebody wrote the standfirst."""
    found = read(ghost(feature_image_caption=None, codeinjection_head="<style>a b</style>"))
    article = article_of(found)

    assert article.category == "Immune"
    assert 'standfirst: "What helps."' in write_markdown(article)
    assert left_out(found)[0] == "tag: Skin"


def test_a_page_of_schema_org() -> None:
    """Reviewer, day of review, language; persons of a graph by their id."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "A clinic"},
            {"@type": "Person", "@id": "#w", "name": "A. Writer"},
            page(author={"@id": "#w"}, audience={"name": "For all patients"}),
        ],
    }
    found = read_json(json.dumps(graph).encode(), file="x.json")
    article = article_of(found)

    assert [(each.name, each.role) for each in article.people] == [
        ("A. Writer", "author"),
        ("C. Checker", "clinical_reviewer"),
    ]
    assert (str(article.reviewed), article.lang) == ("2025-01-09", "en-GB")
    assert left_out(found)[0] == "audience: For all patients"


def test_text_without_tags_is_read_by_its_lines() -> None:
    """schema.org calls articleBody text; a line that heads the sources heads them."""
    found = read(page(articleBody="First &amp; (1).\nSecond.\n\nSources\n1. Smith A. 2020."))

    assert body_of(found) == "First &[@smith2020].\n\nSecond."


def test_sources_in_fields() -> None:
    """As words or as works; the list that the page prints counts before them."""
    cited = [
        "Smith A. On joints. 2020.",
        {
            "@type": "ScholarlyArticle",
            "headline": "On skin",
            "author": [{"name": "Doe J"}],
            "datePublished": "2021-02-01T00:00",
            "isPartOf": {"name": "J Skin"},
            "url": "https://doi.org/10.1000/abc",
        },
    ]
    bare = read(page(articleBody="<p>So [1, 2].</p>", citation=cited))
    listed = read(page(citation=cited))

    assert body_of(bare) == "So[@smith2020; @source-2]."
    second = article_of(bare).sources[1]
    assert (second.type, second.doi, second.container) == (
        "article-journal",
        "10.1000/abc",
        "J Skin",
    )
    assert body_of(listed) == HOUSE
    assert "On skin 10.1000/abc" in left_out(listed)


def test_parts_and_questions() -> None:
    """A page in parts has their headlines, a page of questions their answers."""
    parts = [{"@type": "WebPageElement", "headline": "Signs", "text": "One.\nTwo."}]
    asked = [{"@type": "Question", "name": "Bad?", "acceptedAnswer": {"text": "<p>No.</p>"}}]

    assert body_of(read(page(articleBody="", hasPart=parts))) == "## Signs\n\nOne.\n\nTwo."
    assert body_of(read(page(articleBody="", mainEntity=asked))) == "**Bad?**\n\nNo."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "UTF-8"),
        (b"[]", "holds no article"),
        (b"3", "holds no article"),
        (b'{"code": "rest_no_route", "message": "No route"}', "the site has answered: No route"),
        (b"[" * 100_000, "too deep"),
        (json.dumps([wordpress(), wordpress()]).encode(), "holds 2 articles"),
        (json.dumps({"posts": [ghost(), ghost()]}).encode(), "holds 2 articles"),
        (json.dumps(wordpress(content={"rendered": "", "protected": True})).encode(), "its text"),
        (json.dumps(page(articleBody="")).encode(), "does not hold its text"),
        (json.dumps(ghost(html="<script>x()</script>", custom_excerpt=None)).encode(), "no text"),
        (json.dumps(ghost(html="<div>" * 5000 + "x")).encode(), "deep"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, said: str) -> None:
    """No article, no exception, the reason and what to do."""
    found = read_json(data, file="x.json")

    assert found.article is None
    assert len(found.problems) == 1
    assert said in str(found.problems[0])
    assert found.problems[0].hint


def test_limits_hold() -> None:
    """A file that is too large is not parsed."""
    found = read_json(b"[" * 2000, file="x.json", limits=Limits(import_bytes=1000))

    assert "import_bytes" in str(found.problems[0])
