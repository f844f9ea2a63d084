"""Import → lines that a person can read beside the page: blocks, sources, marks, problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from journalpress.model import (
    Article,
    Block,
    Cite,
    CrossLink,
    Inline,
    List,
    Missing,
    Paragraph,
    Prose,
    Question,
    Section,
    Table,
    Text,
)
from journalpress.readers.imports import Import


def dump(imported: Import) -> str:
    """Everything that the import says, one thing a line."""
    lines = [*_article(imported.article)] if imported.article else ["no article"]
    lines += ["", "— marks —", *_marks(imported)]
    lines += ["", "— report —", *(f"{name}: {_value(value)}" for name, value in _report(imported))]
    lines += ["", "— problems —", *(str(problem) for problem in imported.problems)]
    return "\n".join(lines) + "\n"


def words(prose: Prose[Inline]) -> str:
    """A leaf in one line: bold in asterisks, citations as [@key], cross-links with their target."""
    out: list[str] = []
    for inline in prose.inlines:
        match inline:
            case Text(text, strong):
                out.append(f"*{text}*" if strong else text)
            case Cite(citations):
                out.append(f"[{'; '.join('@' + each.key for each in citations)}]")
            case CrossLink(slug, runs):
                out.append(f"[{''.join(run.text for run in runs)}]({slug or '?'})")
            case _:
                out.append(repr(inline))
    return "".join(out).replace("\u00a0", "⍽")


def _article(article: Article) -> Iterator[str]:
    yield f"slug: {article.slug}"
    yield f"id: {article.id}"
    yield f"lang: {article.lang}"
    yield f"category: {article.category}"
    yield f"title: {words(article.title)}"
    yield f"standfirst: {words(article.standfirst) if article.standfirst else '–'}"
    yield f"published: {article.published}, reviewed: {article.reviewed}"
    yield f"people: {', '.join(f'{each.name} ({each.role})' for each in article.people)}"
    yield ""
    yield from _blocks(article.body, "")
    yield ""
    for number, source in enumerate(article.sources, 1):
        yield f"{number}. {source.key}: {source.raw}".replace("\u00a0", "⍽")
    found = article.disclaimer_found
    yield f"disclaimer: {found.text if found else '–'}"


def _blocks(blocks: tuple[Block[Inline], ...], indent: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(prose):
                yield f"{indent}p {words(prose)}"
            case List(items, ordered, start):
                yield f"{indent}list of {len(items)}"
                for number, item in enumerate(items, start):
                    yield f"{indent}{f'{number}.' if ordered else '•'}"
                    yield from _blocks(item.blocks, f"{indent}  ")
            case Question(question, answer):
                yield f"{indent}? {words(question)}"
                yield from _blocks(answer, f"{indent}  ")
            case Section(heading, inner, role):
                yield f"{indent}## {words(heading)}{f'  ({role})' if role else ''}"
                yield from _blocks(inner, indent)
            case Table(_, header, rows):
                for row in (header, *rows):
                    yield f"{indent}| {' | '.join(words(cell) for cell in row)} |"
            case Missing(what):
                yield f"{indent}--- missing: {what} ---"
            case _:
                yield f"{indent}{block!r}"


def _marks(imported: Import) -> Iterator[str]:
    for mark in imported.marks:
        read = f"cites {', '.join(map(str, mark.numbers))}" if mark.cited else "a number"
        place = mark.words.replace("\u00a0", "⍽")
        yield f"{mark.line}: {mark.written} {read}, {mark.certainty}: {place}"


def _report(imported: Import) -> Iterator[tuple[str, object]]:
    yield from asdict(imported.report).items()


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} ×{count}" for key, count in value.items())
    return str(value)
