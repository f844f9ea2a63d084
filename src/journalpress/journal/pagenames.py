"""What links to a page may call it → its slug: addresses and file names that lead to one page."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

_INDEX = ("index.html", "index.htm", "index.php")


def names_of_page(name: str) -> Iterator[str]:
    """Every way in which a link may spell the address or file name of a page.

    Of an address, its path alone as well, as links inside a site have it.
    """
    yield from spellings(name)
    if name.startswith(("http://", "https://")):
        with contextlib.suppress(ValueError):
            parts = urlsplit(name)
            query = f"?{parts.query}" if parts.query else ""
            yield from (f"{path}{query}" for path in _paths(parts.path) if path.strip("/"))


def spellings(name: str) -> Iterator[str]:
    """The same address or file name otherwise written, itself first.

    With and without the final slash, http and https, with and without `www.`.
    """
    yield name
    try:
        parts = urlsplit(name)
    except ValueError:
        return
    if parts.scheme.lower() not in ("http", "https"):
        for spelled in dict.fromkeys((quote(name), unquote(name))):
            yield spelled
            yield f"./{spelled}"
            yield spelled.rpartition("/")[2]
        return
    host = (parts.netloc or "").lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    for path in _paths(parts.path):
        for scheme in ("https://", "http://", "//"):
            for www in ("", "www."):
                yield f"{scheme}{www}{host}{path}{query}"


def _paths(path: str) -> Iterator[str]:
    for index in _INDEX:
        if path.endswith(f"/{index}"):
            path = path.removesuffix(index)
    bare = path.rstrip("/")
    for each in dict.fromkeys((bare, unquote(bare), quote(unquote(bare)))):
        yield each
        yield f"{each}/"


def known_pages(pages: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Name → slug for these pairs of a page's name and its slug.

    What may mean two pages means none.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name, slug in pages:
        if name:
            for spelled in names_of_page(name):
                found[spelled].add(slug)
                found[spelled.lower()].add(slug)
    return {name: next(iter(slugs)) for name, slugs in found.items() if len(slugs) == 1}


def slug_for(address: str, known: Mapping[str, str]) -> str:
    """The slug of the page that an address leads to, "" where it is not known."""
    for name in spellings(address.partition("#")[0]):
        for spelled in (name, name.lower()):
            if spelled in known:
                return known[spelled]
    return ""
