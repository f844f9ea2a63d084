"""The pictures of a page → their names and bytes: in the page itself, or saved beside it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, unquote_to_bytes

from lxml.html import HtmlElement

from journalpress.readers.html.elements import names_of
from journalpress.readers.rich.tree import Picture

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+[\d.]+[wxh])*\s*(?:,|$)")
_DATA = re.compile(r"data:(image/[a-z+.-]+)?((?:;[\w=-]+)*?)(;base64)?,", re.IGNORECASE)
_EMOJI = re.compile(r" (?:emoji|wp-smiley|emojione|twemoji) ")
_MATHS = re.compile(r" (?:latex|math|mwe-math-fallback-image-inline|tex) ")


def nothing(_: str) -> bytes | None:
    """Stands for what gives pictures where none were saved with the page."""
    return None


class Images:
    """Finds the bytes of a page's pictures; `beside` reads below the page's folder only.

    `enclosed` gives those that lie in the same file as the page, by their address.
    """

    def __init__(
        self,
        beside: Callable[[str], bytes | None],
        enclosed: Callable[[str], bytes | None] = nothing,
        *,
        most: int,
    ) -> None:
        self.found: dict[str, bytes] = {}
        self._beside = beside
        self._enclosed = enclosed
        self._most = most

    def picture(self, image: HtmlElement) -> Picture | None:
        """The picture of this element; None for one that only measures or fills."""
        if _is_pixel(image):
            return None
        source = self._enclosed_source(image) or _source_of(image)
        alt = image.get("alt")
        decorative = (alt is not None and not alt.strip()) or image.get("role") in (
            "presentation",
            "none",
        )
        if not source:
            return None
        name = self._name(source)
        return Picture(name, " ".join((alt or "").split()), decorative)

    def _enclosed_source(self, image: HtmlElement) -> str:
        """The first of its addresses that lies in the same file as the page, "" for none."""
        for source in _sources_of(image):
            if source in self.found:
                return source
            data = self._enclosed(source)
            if data is not None:
                self.found[source] = data
                return source
        return ""

    def _name(self, source: str) -> str:
        found = _DATA.match(source)
        if found is None:
            self._fetch(source)
            return source
        name = f"picture {len(self.found) + 1} of the page"
        data = _decoded(source[found.end() :], base64_coded=bool(found[3]))
        if data and len(data) <= self._most:
            self.found[name] = data
        return name

    def _fetch(self, source: str) -> None:
        """Reads what was saved beside the page; nothing is fetched from a network."""
        if source in self.found or re.match(r"[a-z][a-z0-9+.-]*:|//|/", source, re.IGNORECASE):
            return
        path = unquote(source.partition("?")[0].partition("#")[0]).removeprefix("./")
        if not path or "\\" in path or "\0" in path or ".." in path.split("/"):
            return
        data = self._beside(path)
        if data is not None:
            self.found[source] = data


def words_of_image(image: HtmlElement) -> str:
    """The words that a picture stands for, where it is a sign: an emoji, a formula."""
    names = names_of(image)
    return image.get("alt", "") if _EMOJI.search(names) or _MATHS.search(names) else ""


def _source_of(image: HtmlElement) -> str:
    """Where the picture lies: what is shown, or what is shown once it scrolls into view."""
    source: str = image.get("src", "").strip()
    waiting: str = next((image.get(name, "").strip() for name in _LAZY if image.get(name)), "")
    stands_in = (
        not source
        or source.startswith("data:image/svg")
        or (len(source) < 150 and (source.startswith("data:image/gif")))
    )
    if stands_in and waiting:
        return waiting.split(",")[0].split()[0] if " " in waiting or "," in waiting else waiting
    return source


def _sources_of(image: HtmlElement) -> Iterator[str]:
    """Every address that the picture may be shown from, the one that it names itself first."""
    for name in ("src", *_LAZY):
        said = image.get(name, "").strip()
        if name.endswith("srcset"):
            yield from _CANDIDATE.findall(said)
        elif said and not said.startswith("data:"):
            yield said


def _is_pixel(image: HtmlElement) -> bool:
    sizes = (image.get("width", ""), image.get("height", ""))
    return any(size.strip().removesuffix("px") in ("0", "1", "2") for size in sizes)


def _decoded(data: str, *, base64_coded: bool) -> bytes:
    if not base64_coded:
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(data)), validate=False)
    except (binascii.Error, ValueError):
        return b""
