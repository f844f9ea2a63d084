"""Documents and their parts in one line each, and what is made of them as house Markdown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from journalpress.readers.imports import Import
from journalpress.readers.markdown.read import read_markdown
from journalpress.readers.markdown.write import write_markdown
from journalpress.readers.rich import assemble
from journalpress.readers.rich.tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    Reference,
    Run,
    Span,
    Words,
)

SOURCES = (
    "Mackensen A, et al. Nature Medicine (2022) — Anti-CD19 in lupus",
    "Muller F, et al. N Engl J Med (2024) — CD19 in autoimmune disease",
    "NICE (2023) — Hypertension in adults",
    "NHS (2021) — Low blood pressure",
)
KEYS = ("mackensen2022", "muller2024", "source-3", "source-4")


def words(*parts: str | Span) -> Words:
    """Words of these parts, a string being a plain run."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def sup(text: str, href: str = "") -> Run:
    """A raised run."""
    return Run(text, script="sup", href=href)


def para(*parts: str | Span) -> Paragraph:
    """A paragraph of these parts."""
    return Paragraph(words(*parts))


def head(text: str, level: int = 2) -> Heading:
    """A heading."""
    return Heading(level, words(text))


def references(count: int = 4) -> tuple[Reference, ...]:
    """The first of SOURCES (more of their kind behind them), with the ids r1, r2…."""
    entries = [*SOURCES, *(f"Source number {n} of the list, Anon" for n in range(5, 100))]
    return tuple(
        Reference(f"r{number}", words(entry), number)
        for number, entry in enumerate(entries[:count], 1)
    )


def document(*blocks: Block, title: str = "Living with lupus", **others: Any) -> Document:
    """A document of these blocks."""
    return Document(title=words(title), blocks=blocks, **others)


def assembled(
    made: Document, *, answers: Mapping[str, str] | None = None, lang: str = "en-GB", **others: Any
) -> Import:
    """What is made of a document, by a reader of web pages."""
    return assemble(
        made, file="lupus.html", importer="web page", answers=answers, lang=lang, **others
    )


def body(imported: Import) -> str:
    """The body in house Markdown, after it was read back and found to be the same article."""
    article = imported.article
    assert article is not None, imported.problems
    written = write_markdown(article)
    again = read_markdown(written.encode(), file="again.md", slug=article.slug)
    assert again.article == article, written
    return written.split("\n---\n", 1)[1].strip()


def told(imported: Import) -> list[str]:
    """The codes of its problems, without the decisions."""
    return sorted({each.code for each in imported.problems} - {"JP131"})


def asked(imported: Import) -> list[tuple[str, str]]:
    """The words and the assumption of each open question."""
    return [(each.words, each.assumed) for each in imported.open]


def png(colour: str = "red") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()
