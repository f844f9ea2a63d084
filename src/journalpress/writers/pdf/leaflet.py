"""Edition → tagged PDF in one of the layouts, through templates/leaflet and WeasyPrint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil

from journalpress.assets import fonts_dir
from journalpress.edition.brief import brief_edition
from journalpress.edition.mentions import SEPARATOR
from journalpress.edition.types import Chapter, Edition, Extract
from journalpress.errors import RenderingError
from journalpress.inspect.lastpage import LEAST_FULL
from journalpress.theme import Logo
from journalpress.writers.dialect import Dialect
from journalpress.writers.engine import render_pdf
from journalpress.writers.fetcher import RootedFetcher, picture_address
from journalpress.writers.pages import render
from journalpress.writers.pdf.code import code_drawing, code_name
from journalpress.writers.pdf.layouts import DEFAULT_LAYOUT, Footer, Head, Layout, layout_named
from journalpress.writers.pdf.tags import add_tags
from journalpress.writers.tokens import tokens_css
from journalpress.writers.xhtml import chapter_xhtml
from journalpress.writers.xhtml_inlines import plain_text

STYLES = ("base.css", "leaflet.css")
WAY_BACK = "↑"
"""The arrow that our fonts have."""

REFITS = (
    "body { line-height: 1.37 } h2 { margin-top: 1.5rem } figure, table { margin: 1.1rem 0 }",
    "body { line-height: 1.35 } h2 { margin-top: 1.2rem; margin-bottom: 0.4rem }"
    " h3 { margin-top: 1rem } figure, table { margin: 0.9rem 0 } .callout { margin: 0.8rem 0 }"
    " .key-messages { margin-bottom: 1rem } .disclaimer { margin: 6mm 0 5mm }",
    "body { line-height: 1.47 } h2 { margin-top: 2.2rem } li { margin-bottom: 0.55em }",
    "body { line-height: 1.5 } h2 { margin-top: 2.6rem; margin-bottom: 0.7rem }"
    " h3 { margin-top: 1.7rem } li { margin-bottom: 0.7em }",
)
"""What is tried in turn until the last page is full enough: leading and spacing, never size."""
LINE_MM = {False: 6.0, True: 9.0}
"""A line of ordinary print and of large print."""
FOOTER_FONTS = (
    "noto-sans-arabic/NotoSansArabic-Regular.ttf",
    "source-sans/SourceSans3-Regular.ttf",
)
"""The letters of the footer, as leaflet.css has them; what both have is the last one's."""
LOGO_NAME = "theme:logo"
"""The name under which the logo is fetched; no picture of an article can have it."""
LEFT_TO_RIGHT_MARK = "\u200e"


def write_pdf(edition: Edition, layout: str = DEFAULT_LAYOUT) -> bytes:
    """The leaflet in this layout, as it is published; the same Edition gives the same bytes.

    Raises UsageError for an unknown layout, RenderingError where the leaflet cannot be drawn as
    the Edition says, EnvironmentFailure where the libraries that draw it are absent.
    """
    drawn = draw_pdf(edition, layout)
    finish = layout_named(layout).finish
    return finish(drawn, edition) if finish else drawn


def draw_pdf(edition: Edition, layout: str = DEFAULT_LAYOUT) -> bytes:
    """The leaflet as it is drawn, before the layout's `finish`. Raises as `write_pdf` does.

    A last page that no refit fills is drawn as it is least bare; its Extract tells of it.
    """
    chosen = layout_named(layout)
    edition = brief_edition(edition) if chosen.brief else edition
    html = leaflet_html(edition, chosen)
    codes = [code_drawing(chapter) for chapter in edition.chapters if chapter.qr]
    logo = edition.theme.logo
    tries: list[tuple[float, tuple[float, ...]]] = []

    def fits(filled_mm: Sequence[float], room_mm: float) -> float:
        tries.append((_fit(filled_mm, room_mm, chosen.most_pages), tuple(filled_mm)))
        return tries[-1][0]

    data = render_pdf(
        html,
        styles=(*STYLES, *chosen.styles),
        tokens=tokens_css(edition.theme),
        page_style=_page_style(edition, chosen),
        refits=REFITS,
        fits=fits,
        fetcher=RootedFetcher(
            {
                **edition.media,
                **{each.name: each for each in codes},
                **({LOGO_NAME: logo.media} if logo else {}),
            }
        ),
        identifier=hashlib.sha256(f"{layout} {html}".encode()).digest()[:16],
        tagger=add_tags,
        variant=chosen.variant,
        leftwards=edition.dir == "rtl",
    )
    _, filled_mm = max(tries, key=lambda each: each[0])
    # A draft has stamps that its final will not have, and may always be looked at.
    if chosen.most_pages and len(filled_mm) > chosen.most_pages and not edition.draft:
        raise _too_long(filled_mm, chosen)
    return data


def _fit(filled_mm: Sequence[float], room_mm: float, most_pages: int) -> float:
    """How well the pages are filled; 1.0: none is too many, and the last is not nearly bare."""
    if most_pages and len(filled_mm) > most_pages:
        return -1.0 - sum(filled_mm[most_pages:])
    if len(filled_mm) == 1 or filled_mm[-1] >= LEAST_FULL * room_mm:
        return 1.0
    return filled_mm[-1] / room_mm


def _too_long(filled_mm: Sequence[float], layout: Layout) -> RenderingError:
    over_mm = sum(filled_mm[layout.most_pages :])
    lines = ceil(over_mm / LINE_MM[layout.brackets])
    return RenderingError(
        f"the short leaflet takes {len(filled_mm)} pages and may take {layout.most_pages}: "
        f"{ceil(over_mm)} mm, about {lines} lines, too long",
        hint="take {.brief} off a section, or write it shorter",
    )


def _logo(logo: Logo | None) -> str:
    """The markup of the clinic's sign; the clinic's name is said in words on every page."""
    if logo is None:
        return ""
    size = f"width: {logo.width_mm:.2f}mm; height: {logo.height_mm:g}mm"
    return f'<img class="logo" src="{picture_address(LOGO_NAME)}" alt="" style="{size}"/>'


def _code(chapter: Chapter) -> str:
    """The markup of the square code; its description stands beside it, as an address."""
    side_mm = code_drawing(chapter).side_mm
    source = picture_address(code_name(chapter))
    return f'<img src="{source}" alt="" style="width: {side_mm}mm; height: {side_mm}mm"/>'


def extract_pdf(data: bytes) -> Extract:
    """What the PDF says, from its bytes alone, in the order of its tags.

    Raises DisagreementError where words are hidden, clipped or outside their page.
    """
    from journalpress.inspect.pdf import extract

    return extract(data)


def leaflet_html(edition: Edition, layout: Layout) -> str:
    """The page that is drawn: every chapter with what its pages carry."""
    dialect = Dialect(
        picture=picture_address,
        back=WAY_BACK,
        paged=True,
        brackets=layout.brackets,
        line_characters=layout.line_characters,
        row_lines=layout.row_lines,
        code=_code,
        logo=_logo(edition.theme.logo),
    )
    chapters = []
    by_slug = {chapter.slug: chapter for chapter in edition.chapters}
    for slug in (slug for part in edition.parts for slug in part.slugs):
        chapter = by_slug[slug]
        furniture = _furniture(chapter, edition.publisher, layout.footer)
        chapters.append((furniture, chapter_xhtml(chapter, dialect)))
    first = edition.chapters[0]
    alone = len(edition.chapters) == 1
    body = render("leaflet/chapters.html.j2", body="", chapters=chapters)
    return render(
        "leaflet/page.html.j2",
        body=body,
        edition=edition,
        identity=first.identity,
        title=plain_text(first.title) if alone else edition.title,
        description=plain_text(first.standfirst) if alone and first.standfirst else "",
        custom=_custom(first) if alone else (),
    )


def _furniture(chapter: Chapter, publisher: str, footer: Footer) -> dict[str, str]:
    """What the margins of a chapter's pages say, by the name that leaflet.css has for it."""
    status = _wrapped(chapter.page.status, footer)
    if chapter.dir == "rtl":
        # There is no markup in a margin: a mark of direction keeps the code's parts in order.
        code = chapter.identity.code
        status = status.replace(code, f"{LEFT_TO_RIGHT_MARK}{code}") if code else status
    before, found, rest = chapter.page.page_of.partition("{page}")
    between, also_found, after = rest.partition("{pages}")
    if not (found and also_found):
        raise RenderingError("the words for “page x of y” lack {page} or {pages}, in this order")
    return {
        "running-head": _running_head(chapter, publisher),
        "stamps": SEPARATOR.join(chapter.page.stamps),
        "disclaimer": chapter.page.disclaimer,
        "status": status,
        "ends": f"{chapter.page.disclaimer}\n{status}",
        "page-before": before,
        "page-between": between,
        "page-after": after,
    }


def _running_head(chapter: Chapter, publisher: str) -> str:
    return SEPARATOR.join(filter(None, (publisher, chapter.short_title)))


def _wrapped(status: str, footer: Footer) -> str:
    """The line of dates and code, broken between two of its parts where it is too long."""
    lines = [""]
    for part in status.split(SEPARATOR):
        joined = f"{lines[-1]}{SEPARATOR}{part}" if lines[-1] else part
        if _width_mm(joined, footer.points) <= footer.width_mm or not lines[-1]:
            lines[-1] = joined
        else:
            lines[-1] += SEPARATOR.rstrip()
            lines.append(part)
    return "\n".join(lines)


def _page_style(edition: Edition, layout: Layout) -> str:
    """Margins that hold the longest footer of the Edition, and its head where letters are large."""
    footer = layout.footer
    lines = max(
        _lines(chapter.page.disclaimer, footer.points, footer.width_mm)
        + len(_wrapped(chapter.page.status, footer).splitlines())
        for chapter in edition.chapters
    )
    margin_mm = footer.base_mm + footer.line_mm * lines
    return f"@page {{ margin-bottom: {margin_mm:.1f}mm; {_head_style(edition, layout.head)} }}"


HEAD_LINES = 2
"""The lines that the top margin of each stylesheet has room for."""
SHARES = (0.7, 0.55, 0.4)
"""What of a page's width its running head may have; the stamps have the rest."""


def _head_style(edition: Edition, head: Head) -> str:
    """The shares that give the fewest lines, and a top margin that holds them; "" if none must."""
    titles = [_running_head(chapter, edition.publisher) for chapter in edition.chapters]
    stamps = [SEPARATOR.join(chapter.page.stamps) for chapter in edition.chapters]

    def lines(share: float) -> int:
        widths_mm = head.width_mm * share, head.width_mm * (1 - share)
        return max(
            _lines(text, head.points, width_mm)
            for texts, width_mm in zip((titles, stamps), widths_mm, strict=True)
            for text in texts
        )

    share = min(SHARES, key=lines)
    more = max(0, lines(share) - HEAD_LINES)
    if not (more or head.shared):
        return ""
    first, last = ("right", "left") if edition.dir == "rtl" else ("left", "right")
    return (
        f"margin-top: {head.least_mm + more * head.line_mm:.1f}mm;"
        f" @top-{first} {{ width: {head.width_mm * share:.1f}mm }}"
        f" @top-{last} {{ width: {head.width_mm * (1 - share):.1f}mm }}"
    )


def _lines(text: str, points: float, width_mm: float) -> int:
    """How many lines these words take; a line ends at a word, so that it is seldom full."""
    return ceil(1.08 * _width_mm(text, points) / width_mm)


def _width_mm(text: str, points: float) -> float:
    """How wide the margins of a page print these words."""
    units, widths = _footer_letters()
    return sum(widths.get(ord(each), units) for each in text) / units * points * 25.4 / 72


@cache
def _footer_letters() -> tuple[int, Mapping[int, int]]:
    """Units to the em, and the width of each character in them."""
    from fontTools.ttLib import TTFont

    widths: dict[int, int] = {}
    for file in FOOTER_FONTS:
        with TTFont(fonts_dir() / file, lazy=True) as font:
            # Numbers will do: the glyphs' names are a long list to read, for nothing.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            widths |= {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
            units = font["head"].unitsPerEm
    return units, widths


def _custom(chapter: Chapter) -> tuple[tuple[str, str], ...]:
    """How the file is told from others: fields of the PDF's information dictionary."""
    identity = chapter.identity
    return (
        ("ArticleId", identity.id),
        ("ArticleVersion", str(identity.version)),
        ("LeafletCode", identity.code),
        ("TextDigest", identity.digest),
    )
