"""The one door through which WeasyPrint may fetch: our styles and fonts, the Edition's pictures.

`pkg:` names a file of styles/, `media:` a picture of the Edition; both are looked up by their
whole name, so that no path leads anywhere else. Everything else is denied and remembered, because
WeasyPrint goes on without what it could not fetch, and inside a drawing even swallows the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import quote, unquote

from journalpress.assets import styles_dir

STYLE_TYPES: Mapping[str, str] = {".css": "text/css", ".ttf": "font/ttf"}
"""What may be fetched from styles/, by suffix, and its media type."""


def picture_address(name: str) -> str:
    """The address of a picture of the Edition."""
    return f"media:{quote(name, safe='')}"


class Picture(Protocol):
    """What a fetched picture must tell of itself."""

    @property
    def media_type(self) -> str:
        """Its media type."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


class RootedFetcher:
    """Fetches for one rendering and remembers what it denied; made anew for each.

    `denied` holds a line for every address that was refused, whatever the reason.
    """

    # WeasyPrint asks its fetcher for this: a denial must not end the rendering in a BaseException.
    _fail_on_errors: ClassVar[bool] = False

    def __init__(self, media: Mapping[str, Picture]) -> None:
        self._media = media
        self.denied: list[str] = []

    def __call__(self, url: str) -> Any:
        """WeasyPrint's response for this address. Raises ValueError for all that is denied."""
        try:
            return self._response(url)
        except Exception as error:
            self.denied.append(f"{url[:200]!r}: {error}")
            raise ValueError(f"denied: {error}") from error

    fetch = __call__

    def _response(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse

        scheme, _, name = url.partition(":")
        match scheme:
            case "pkg":
                path = _style_files().get(name)
                if path is None:
                    raise ValueError("not a file of ours")
                headers = {"Content-Type": STYLE_TYPES[path.suffix]}
                return URLFetcherResponse(url, path.read_bytes(), headers)
            case "media":
                picture = self._media.get(unquote(name, errors="strict"))
                if picture is None:
                    raise ValueError("not a picture of this edition")
                headers = {"Content-Type": picture.media_type}
                return URLFetcherResponse(url, picture.data, headers)
            case _:
                raise ValueError("only our own styles, fonts and pictures are fetched")


@cache
def _style_files() -> Mapping[str, Path]:
    """Every style and font of ours by its name below styles/, with forward slashes."""
    root = styles_dir()
    return {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*"))
        if path.suffix in STYLE_TYPES and path.is_file() and not path.is_symlink()
    }
