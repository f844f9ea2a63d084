"""Files of articles/ that are not read, although somebody may think that they are articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

TEXTS = frozenset({"", ".text", ".txt", ".markdown", ".mdown", ".mkd", ".mdx"})
"""Endings of files whose text would do, under the right name."""
DOCUMENTS = frozenset(
    {".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages"}
    | {".htm", ".html", ".mht", ".mhtml", ".webarchive"}
)
"""Endings of files that hold more than text."""
_OF_THE_SYSTEM = ("~$", "#", ".")


def stray_files(files: Collection[Path]) -> Iterator[tuple[str, Path, str]]:
    """(the slug that is meant, the file, what to do) for each that is not read.

    A backup beside its article (`lupus.md~`) is none of them, nor is a list of sources.
    """
    read = {path.stem.casefold() for path in files if path.suffix.lower() == ".md"}
    for path in sorted(files):
        suffix = path.suffix.lower()
        if suffix == ".md" or path.name.startswith(_OF_THE_SYSTEM) or not path.is_file():
            continue
        slug = path.name.partition(".")[0].rstrip("~")
        if suffix in DOCUMENTS:
            todo = f"put its text into {slug}.md, and the file elsewhere"
        elif suffix in TEXTS or (".md" in path.name.lower() and slug.casefold() not in read):
            todo = f"rename it to {slug}.md, or put it elsewhere"
        else:
            continue
        yield slug, path, todo
