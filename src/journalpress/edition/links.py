"""A cross-link → an anchor in the same Edition, a public address, or plain words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journalpress.edition.types import Neighbour


def chapter_anchor(slug: str) -> str:
    """The id of a chapter: where cross-links inside an Edition lead."""
    return f"{slug}-chapter"


def section_anchor(slug: str, name: str) -> str:
    """The id of a section: the author's own anchor, or its heading's key."""
    return f"{slug}-{name}"


def part_anchor(position: int) -> str:
    """The id of the page that opens a part; parts are counted from 1."""
    return book_anchor(f"part{position}")


def book_anchor(name: str) -> str:
    """An id of the book itself. No id of a chapter can be the same: a slug has no dot."""
    return f"book.{name}"


def jump_to(slug: str | None, inside: Collection[str], neighbours: Mapping[str, Neighbour]) -> str:
    """Where a cross-link leads: `#anchor`, a public URL, or "" where the words stand alone.

    Only an article in force has a public address that a patient should be sent to.
    """
    if slug is None:
        return ""
    if slug in inside:
        return f"#{chapter_anchor(slug)}"
    neighbour = neighbours.get(slug)
    return neighbour.url if neighbour and neighbour.in_force else ""
