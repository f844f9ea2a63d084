"""Constructs of pandoc's Markdown as people write them, and what becomes of each (manual.txt)."""

from __future__ import annotations

from pathlib import Path

FRONT = """references:
- {id: doe99, type: article-journal, title: On skin, author: [{family: Doe}], issued: "1999"}
- {id: smith04, type: book, title: On joints, author: [{family: Smith}], issued: "2004"}
"""
"""Two sources, for the front matter of those that cite."""


def _read() -> dict[str, tuple[str, str, list[str]]]:
    found: dict[str, tuple[str, str, list[str]]] = {}
    text = (Path(__file__).parent / "manual.txt").read_text("utf-8")
    for part in text.split("\n=== ")[1:]:
        name, _, rest = part.partition("\n")
        source, _, rest = rest.partition("\n>>>\n")
        body, *questions = rest.rstrip("\n").split("\n??? ")
        found[name] = (source, body.rstrip("\n"), questions)
    return found


SOURCES = _read()
"""By name: the source, the body in house Markdown, what somebody is asked about."""
