"""What readers hand on can be written as house Markdown, and reads back as the same article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from journalpress.limits import Limits
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.rich import assemble
from journalpress.readers.rich.tree import Document
from tests.documents import documents
from tests.examples import examples


def assert_survives(document: Document) -> None:
    """The draft has no error, survives house Markdown, and writing it once more changes nothing."""
    found = assemble(document, file="x.html", importer="web page", lang="en", limits=Limits())

    errors = [str(each) for each in found.problems if each.severity == "error"]
    article = found.article
    if article is None:
        assert errors
        return
    assert errors == []
    written = write_markdown(article)
    again = read_markdown(written.encode(), file="again.md", slug=article.slug)
    grave = [str(each) for each in again.problems if each.severity == "error"]
    assert grave == [], written
    assert again.article == article, written
    assert write_markdown(again.article) == written


@given(documents())
@examples(25)
def test_every_document_survives(document: Document) -> None:
    """Whatever stands in a file, in whatever order and nesting."""
    assert_survives(document)


@pytest.mark.long
@given(documents())
@settings(max_examples=200)
def test_every_document_survives_at_length(document: Document) -> None:
    """The same, with hundreds of documents."""
    assert_survives(document)
