"""Edition → one EPUB 3.3, and back. EbookLib stays inside this package."""

from __future__ import annotations

from journalpress.edition.types import Edition, Extract
from journalpress.inspect.epub import extract_book
from journalpress.writers.base import Claim

__all__ = ["extract_epub", "write_epub"]


def write_epub(edition: Edition, claim: Claim | None = None) -> bytes:
    """The book as bytes: the same Edition gives the same bytes wherever and whenever.

    Without a `claim` its metadata state what it holds and no conformance. Raises RenderingError
    where a reading system would not show all of it, and for a claim of a draft.
    """
    from journalpress.writers.epub.book import make_book
    from journalpress.writers.epub.package import pack_book

    return pack_book(make_book(edition, claim))


def extract_epub(data: bytes) -> Extract:
    """What the chapters say in the order of the spine. Raises DisagreementError if unreadable."""
    return extract_book(data)
