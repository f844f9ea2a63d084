"""A book's cover → JPEG: drawn from the journal's theme, or the clinic's own picture made fit."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from journalpress.edition.types import Edition
from journalpress.model import Media
from journalpress.theme import Theme
from journalpress.writers.direction import Direction
from journalpress.writers.engine import draw_page
from journalpress.writers.epub.pictures import flattened
from journalpress.writers.fetcher import RootedFetcher, picture_address
from journalpress.writers.pages import render
from journalpress.writers.tokens import tokens_css

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = (1560, 2496)
"""Width and height in dots: 3.9 megapixels, in the proportions that shops ask for."""

QUALITY = 88
DOTS_A_POINT = 96 / 72

MOST_CHARACTERS = 600
"""Of a title on a cover; the whole of it stands on the title page."""

_WHOLE = (290, 262, 236, 212, 190, 170, 152, 136, 122)
_HYPHENATED = (136, 122, 110, 98, 86, 74, 62)
_BROKEN = (62, 50, 40, 30, 22)
TITLE_STYLES = (
    *(f"h1 {{ font-size: {size}px }} h1 span {{ white-space: nowrap }}" for size in _WHOLE),
    *(f"h1 {{ font-size: {size}px }} h1 span {{ hyphens: auto }}" for size in _HYPHENATED),
    *(f"h1 {{ font-size: {size}px; overflow-wrap: anywhere }}" for size in _BROKEN),
)
"""From the largest, in dots; words are parted only where they would be too small for a thumbnail.

At 98 the letters of a thumbnail 160 dots wide are 10 high.
"""

LOGO = "logo"
OWN = "cover"


def cover_bytes(edition: Edition) -> bytes:
    """The cover as a JPEG of at most SIZE, in sRGB and without metadata; stamped like all pages.

    Raises RenderingError where our fonts lack a character of the title.
    """
    if edition.cover is None:
        return _drawn(
            _cut(edition.title),
            edition.publisher,
            edition.lang,
            edition.dir,
            edition.stamps,
            edition.theme,
        )
    if edition.stamps:
        return _stamped(edition.cover, edition.lang, edition.dir, edition.stamps, edition.theme)
    return _fitted(edition.cover)


def _cut(title: str) -> str:
    if len(title) <= MOST_CHARACTERS:
        return title
    return title[:MOST_CHARACTERS].rpartition(" ")[0] + " …"


@lru_cache(maxsize=8)
def _drawn(
    title: str,
    publisher: str,
    lang: str,
    direction: Direction,
    stamps: tuple[str, ...],
    theme: Theme,
) -> bytes:
    logo = theme.logo
    html = render(
        "book/cover.html.j2",
        body="",
        title=title,
        publisher=publisher,
        lang=lang,
        dir=direction,
        stamps=stamps,
        logo=picture_address(LOGO) if logo else "",
        own="",
    )
    pictures = {LOGO: logo.media} if logo else {}
    return _encoded(_seen(html, pictures, theme, TITLE_STYLES, SIZE))


@lru_cache(maxsize=8)
def _stamped(
    media: Media, lang: str, direction: Direction, stamps: tuple[str, ...], theme: Theme
) -> bytes:
    """The clinic's own cover, as large as it may be, with the stamps across its top."""
    scale = min(SIZE[0] / media.width, SIZE[1] / media.height)
    width, height = int(media.width * scale), int(media.height * scale)
    html = render(
        "book/cover.html.j2",
        body="",
        title="",
        publisher="",
        lang=lang,
        dir=direction,
        stamps=stamps,
        logo="",
        own=picture_address(OWN),
    )
    style = (
        f"@page {{ size: {width}px {height}px }} .own {{ width: {width}px; height: {height}px }}"
    )
    return _encoded(_seen(html, {OWN: media}, theme, (style,), (width, height)))


@lru_cache(maxsize=8)
def _fitted(media: Media) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(media.data)) as picture:
        plain = flattened(picture)
    too_large = plain.width > SIZE[0] or plain.height > SIZE[1]
    return _encoded(ImageOps.contain(plain, SIZE) if too_large else plain)


def _seen(
    html: str,
    pictures: Mapping[str, Media],
    theme: Theme,
    tries: Sequence[str],
    size: tuple[int, int],
) -> Image:
    """The page as a picture of `size` dots."""
    import pypdfium2

    page = draw_page(
        html,
        styles=("cover.css",),
        tries=tries,
        fetcher=RootedFetcher(pictures),
        tokens=tokens_css(theme),
    )
    with pypdfium2.PdfDocument(page) as document:
        seen: Image = document[0].render(scale=DOTS_A_POINT).to_pil()
    return seen.convert("RGB").crop((0, 0, *size))


def _encoded(picture: Image) -> bytes:
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True)
    return buffer.getvalue()
