"""Edition → one self-contained accessible HTML page, and back to what it says."""

from __future__ import annotations

import base64

from journalpress.assets import styles_dir
from journalpress.edition.reading import in_order
from journalpress.edition.types import Edition, Extract
from journalpress.inspect.html import extract_elements, parse_xhtml
from journalpress.model import Media
from journalpress.theme import Logo
from journalpress.writers.dialect import Dialect
from journalpress.writers.pages import render
from journalpress.writers.tokens import night_css, tokens_css
from journalpress.writers.xhtml import chapter_xhtml
from journalpress.writers.xhtml_inlines import plain_text


def write_html(edition: Edition) -> bytes:
    """The page as UTF-8: styles and pictures inside it, nothing fetched from anywhere."""
    dialect = Dialect(
        picture=lambda name: _address(edition.media[name]),
        scrolls=True,
        logo=_logo(edition.theme.logo),
    )
    chapters = in_order(edition)
    body = "\n".join(chapter_xhtml(chapter, dialect) for chapter in chapters)
    style = "\n".join(
        (
            tokens_css(edition.theme),
            night_css(edition.theme),
            *((styles_dir() / name).read_text("utf-8") for name in ("base.css", "html.css")),
        )
    )
    first = chapters[0]
    page = render(
        "html/page.html.j2",
        body=body,
        edition=edition,
        title=plain_text(first.title) if len(chapters) == 1 else edition.title,
        identity=first.identity,
        description=plain_text(first.standfirst) if first.standfirst else "",
        style=style,
    )
    return page.encode()


def _address(media: Media) -> str:
    return f"data:{media.media_type};base64,{base64.b64encode(media.data).decode()}"


def _logo(logo: Logo | None) -> str:
    """The markup of the clinic's sign; the clinic's name is said in words."""
    return f'<img class="logo" src="{_address(logo.media)}" alt=""/>' if logo else ""


def extract_html(data: bytes) -> Extract:
    """What the page says, from its bytes alone: it is well-formed XML too.

    Raises DisagreementError where it is not.
    """
    return extract_elements(parse_xhtml(data))
