"""An article as JSON by our own schema becomes a draft that house Markdown can say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from journalpress.keys import assign_keys
from journalpress.model import Approval, Article, Inline, Paragraph, Prose, Text
from journalpress.readers.imports import Import
from journalpress.readers.jsonfiles import read_json
from journalpress.schema import article_to_json
from tests.articles import articles
from tests.editions import png
from tests.trees import article, callout, figure, p, qa, section


def read(written: Article, **options: object) -> Import:
    """What an import makes of this article's JSON."""
    data = article_to_json(written).encode()
    return read_json(data, file="x.json", **options)  # type: ignore[arg-type]


def assert_comes_back(written: Article) -> None:
    """The draft is the article without its approval."""
    found = read(written)

    as_draft = replace(written, version=0, status="draft", approved=None)
    assert found.article == as_draft, found.problems


@pytest.mark.tool
@given(articles())
@settings(max_examples=10)
def test_every_article_comes_back(written: Article) -> None:
    """Whatever house Markdown can say."""
    assert_comes_back(written)


@pytest.mark.long
@given(articles())
@settings(max_examples=40)
def test_every_article_comes_back_at_length(written: Article) -> None:
    """The same, with many articles."""
    assert_comes_back(written)


def test_an_approval_is_not_taken_over() -> None:
    """It was of another journal; a person is told."""
    approved = Approval("0f" * 32, "Dr A", "clinical_reviewer", date(2026, 6, 17))
    found = read(replace(article(p("Text.")), status="approved", version=3, approved=approved))

    assert found.article is not None
    assert (found.article.status, found.article.version) == ("draft", 0)
    assert "version 3" in found.decisions[0].what


def test_taken_names_are_avoided() -> None:
    """Slug and id are unlike those there are."""
    written = article(p("Text."))
    found = read(written, taken_slugs=[written.slug], taken_ids=[written.id])

    assert found.article is not None
    assert found.article.slug == f"{written.slug}-2"
    assert found.article.id != written.id


def test_leaves_are_brought_into_normal_form() -> None:
    """Runs that a program cut anywhere, and keys that it made up."""
    made: Prose[Inline] = Prose("k", (Text("two "), Text("words "), Text("")))
    found = read(article(Paragraph(made)))

    assert found.article == assign_keys(replace(article(p("two words"))))


def test_pictures_beside_the_file_come_along() -> None:
    """From media/ or from the same folder, under names of the article's own."""
    files = {"media/a.png": png().data, "b.png": png().data}
    found = read(article(figure("a.png"), figure("b.png"), figure("c.png")), beside=files.get)

    assert list(found.pictures) == ["sample-1.png", "sample-2.png"]
    assert found.article is not None
    names = [each.media for each in found.article.body]  # type: ignore[union-attr]
    assert names == ["sample-1.png", "sample-2.png", "c.png"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (article(callout("note")), "a callout holds no blocks"),
        (article(qa("Why?", p("So."))), "no way to say this: the question “Why?”"),
        (article(section("Head"), p("Behind")), "no way to say this: the section “Head”"),
    ],
)
def test_what_house_markdown_cannot_say_is_refused(wrong: Article, said: str) -> None:
    """With the block and its words."""
    found = read(wrong)

    assert found.article is None
    assert said in str(found.problems[0])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"strong"', '"stron"', "“stron” is no key in title.inlines.0.Text  → did you mean “str"),
        ('"title"', '"titel"', "“titel” is no key  → did you mean “title”?"),
        ('"lang": "en-GB"', '"lang": 3', "lang: "),
        ('"kind": "text"', '"kind": "txt"', "kind"),
    ],
)  # fmt: skip
def test_what_is_not_by_the_schema_is_refused(old: str, new: str, said: str) -> None:
    """One line that names the place, and the key that was meant."""
    text = article_to_json(article(p("Text.")))
    assert old in text
    found = read_json(text.replace(old, new, 1).encode(), file="x.json")

    assert found.article is None
    assert len(found.problems) == 1
    assert said in str(found.problems[0])


def test_a_citation_without_source_is_refused() -> None:
    """As in house Markdown."""
    record = json.loads(article_to_json(article(p("Text."))))
    record["body"][0]["prose"]["inlines"] = [{"kind": "cite", "citations": [{"key": "gone"}]}]
    found = read_json(json.dumps(record).encode(), file="x.json")

    assert found.article is None
    assert "JP010" in str(found.problems[0])
