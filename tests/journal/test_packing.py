"""A reading comes back from its bytes as it was, or not at all."""

import zlib
from types import MappingProxyType

import pytest
from hypothesis import given, settings

from journalpress.digests import digest_of
from journalpress.journal.packing import packed, unpacked
from journalpress.model import Article
from journalpress.problems import problem
from journalpress.readers import Reading
from tests.articles import articles
from tests.editions import everything

HERE = "articles/lupus.md"


def read_as(article: Article | None) -> Reading:
    """A reading of this article, with problems of the file itself and of another."""
    noted = (
        problem("JP010", "no source “x”", "add it", file=HERE, line=3, article="lupus"),
        problem("JP019", "an entry without id", "write one", file="../sources.bib", line=9),
    )
    spans = MappingProxyType({"front:title": 2, "pabc": 7})
    return Reading(article, spans, noted, ("../sources.bib",), "0" * 64)


@pytest.mark.tool
@settings(max_examples=8)
@given(articles())
def test_any_article_comes_back_as_it_was(article: Article) -> None:
    """Every kind of block, inline and source, each member with its own type."""
    reading, lists = read_as(article), {"../sources.bib": "1" * 64}

    found = unpacked(packed(reading, HERE, lists), HERE, "0" * 64)

    assert found == (reading, lists)
    assert digest_of(found[0].article) == digest_of(article)


@pytest.mark.parametrize("article", [None, everything()])
def test_what_a_person_calls_the_file_may_change(article: Article | None) -> None:
    """The same file seen from another folder; a problem of another file keeps that name."""
    content = packed(read_as(article), HERE, {"../sources.bib": ""})

    found = unpacked(content, "lupus.md", "0" * 64)

    assert found
    assert found[0].article == article
    assert [each.file for each in found[0].problems] == ["lupus.md", "../sources.bib"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no zlib", zlib.compress(b"no JSON"), zlib.compress(b"[]"), zlib.compress(b"[1,{}]"),
        zlib.compress(b"[[99], {}, [], {}]"), zlib.compress(b"[[3], {}, [], {}]"),
        zlib.compress(b"[" * 100_000), packed(read_as(everything()), HERE, {})[:-9],
    ],
)  # fmt: skip
def test_damaged_bytes_give_nothing(content: bytes) -> None:
    """Whatever lies there, the article is then read from its file."""
    assert unpacked(content, HERE, "0" * 64) is None
