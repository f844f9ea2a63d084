"""One-line helpers: a Markdown file → the draft that an import makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from journalpress.model import Article
from journalpress.readers.imports import Import
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.pandoc import read_pandoc

SMITH = """references:
- {id: smith, type: book, title: On joints, author: [{family: Smith, given: A}], issued: "2020"}
- {id: doe99, type: article-journal, title: On skin, author: [{family: Doe, given: J}]}
"""
"""Two sources, for the front matter."""


def draft(
    body: str, front: str = "", *, files: Mapping[str, bytes] | None = None, lang: str = "en"
) -> Import:
    """What is read of this body below a title; `files` lie beside it."""
    source = f"---\ntitle: Sample\n{front}---\n\n{body}\n"
    return read_pandoc(source.encode(), file="sample.md", lang=lang, beside=(files or {}).get)


def article_of(imported: Import) -> Article:
    """The article, which must be there without an error, and the same once it is written."""
    errors = [str(each) for each in imported.problems if each.severity == "error"]
    assert not errors, errors
    assert imported.article is not None
    source = write_markdown(imported.article)
    again = read_markdown(source.encode(), file="again.md", slug=imported.article.slug)
    assert again.article == imported.article, source
    return imported.article


def body_of(imported: Import) -> str:
    """The body as house Markdown, without the line end behind it."""
    return write_markdown(article_of(imported)).split("\n---\n", 1)[1].strip("\n")


def house(body: str, front: str = "", **options: object) -> str:
    """The house Markdown of the body that this body becomes."""
    return body_of(draft(body, front, **options))  # type: ignore[arg-type]


def left_out(imported: Import) -> list[str]:
    """The words that were left out, in order."""
    return [each.words for each in imported.dropped]


def asked(imported: Import) -> list[str]:
    """The words that somebody is asked about, in order."""
    return [each.words for each in imported.open]


def decided(imported: Import) -> str:
    """All that was decided, a sentence a line."""
    return "\n".join(each.what for each in imported.decisions)
