"""Edition → tagged PDF in one of the layouts, through templates/leaflet and WeasyPrint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil

from journalpress.assets import fonts_dir
from journalpress.edition import SEPARATOR
from journalpress.edition.brief import brief_edition
from journalpress.edition.types import Chapter, Edition, Extract
from journalpress.errors import RenderingError
from journalpress.writers.engine import render_pdf
from journalpress.writers.fetcher import RootedFetcher, picture_address
from journalpress.writers.pages import render
from journalpress.writers.pdf.code import code_drawing, code_name
from journalpress.writers.pdf.layouts import DEFAULT_LAYOUT, Footer, Head, Layout, layout_named
from journalpress.writers.pdf.tags import add_tags
from journalpress.writers.xhtml import Dialect, chapter_xhtml, plain_text

STYLES = ("tokens.css", "base.css", "leaflet.css")
WAY_BACK = "↑"
"""The arrow that our fonts have."""

LEAST_FULL = 0.25
"""How much of its room the last page fills, or the leaflet is fitted."""
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
HEAD_LINES = 2
"""The lines that the top margin of each stylesheet has room for."""
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
    """The leaflet as it is drawn, before the layout's `finish`. Raises as `write_pdf` does."""
    chosen = layout_named(layout)
    edition = brief_edition(edition) if chosen.brief else edition
    html = leaflet_html(edition, chosen)
    codes = [code_drawing(chapter) for chapter in edition.chapters if chapter.qr]
    tries: list[tuple[float, tuple[float, ...]]] = []

    def fits(filled_mm: Sequence[float], room_mm: float) -> float:
        tries.append((_fit(filled_mm, room_mm, chosen.most_pages), tuple(filled_mm)))
        return tries[-1][0]

    data = render_pdf(
        html,
        styles=(*STYLES, *chosen.styles),
        page_style=_page_style(edition, chosen.footer) + _head_style(edition, chosen.head),
        refits=REFITS,
        fits=fits,
        fetcher=RootedFetcher({**edition.media, **{each.name: each for each in codes}}),
        identifier=hashlib.sha256(f"{layout} {html}".encode()).digest()[:16],
        tagger=add_tags,
        variant=chosen.variant,
        leftwards=edition.dir == "rtl",
    )
    _, filled_mm = max(tries, key=lambda each: each[0])
    if chosen.most_pages and len(filled_mm) > chosen.most_pages:
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
        "running-head": " · ".join(filter(None, (publisher, chapter.short_title))),
        "stamps": " · ".join(chapter.page.stamps),
        "disclaimer": chapter.page.disclaimer,
        "status": status,
        "ends": f"{chapter.page.disclaimer}\n{status}",
        "page-before": before,
        "page-between": between,
        "page-after": after,
    }


def _wrapped(status: str, footer: Footer) -> str:
    """The line of dates and code, broken between two of its parts where it is too long."""
    lines = [""]
    for part in status.split(SEPARATOR):
        joined = f"{lines[-1]}{SEPARATOR}{part}" if lines[-1] else part
        if _width_mm(joined, footer) <= footer.width_mm or not lines[-1]:
            lines[-1] = joined
        else:
            lines[-1] += SEPARATOR.rstrip()
            lines.append(part)
    return "\n".join(lines)


def _page_style(edition: Edition, footer: Footer) -> str:
    """A bottom margin that holds the longest footer of the Edition, in millimetres."""
    # A line ends at a word, so that it is seldom full.
    lines = max(
        ceil(1.08 * _width_mm(chapter.page.disclaimer, footer) / footer.width_mm)
        + len(_wrapped(chapter.page.status, footer).splitlines())
        for chapter in edition.chapters
    )
    margin_mm = footer.base_mm + footer.line_mm * lines
    return f"@page {{ margin-bottom: {margin_mm:.1f}mm }}"


def _head_style(edition: Edition, head: Head) -> str:
    """A top margin that holds the longest head of the Edition; "" where the stylesheet's does.

    Title and stamps share the line as their lengths ask for.
    """
    longest = max(
        (_furniture(chapter, edition.publisher, Footer()) for chapter in edition.chapters),
        key=lambda each: len(each["running-head"]) + len(each["stamps"]),
    )
    title_mm = _width_mm(longest["running-head"], head)
    # Stamps are bold.
    stamps_mm = 1.08 * _width_mm(longest["stamps"], head)
    # A line ends at a word, so that it is seldom full.
    lines = ceil(1.15 * (title_mm + stamps_mm) / head.width_mm)
    is_split = head.stamps_mm > 0
    if lines <= HEAD_LINES and not (is_split and 1.15 * stamps_mm > HEAD_LINES * head.stamps_mm):
        return ""
    margin_mm = head.margin_mm
    if lines > HEAD_LINES:
        margin_mm += head.line_mm * (lines - HEAD_LINES + 0.5)
    rule = f"margin-top: {margin_mm:.1f}mm;"
    if stamps_mm:
        share = round(100 * min(max(title_mm / (title_mm + stamps_mm), 0.3), 0.7))
        # The stylesheets are turned over for what is read from the right, this rule is not.
        sides = ("right", "left") if edition.dir == "rtl" else ("left", "right")
        widths = zip(sides, (share, 100 - share), strict=True)
        rule += " ".join(f"@top-{side} {{ width: {each}% }}" for side, each in widths)
    return f"@page {{ {rule} }}"


def _width_mm(text: str, line: Footer | Head) -> float:
    """How wide the head or the footer prints these words."""
    units, widths = _footer_letters()
    return sum(widths.get(ord(each), units) for each in text) / units * line.points * 25.4 / 72


@cache
def _footer_letters() -> tuple[int, Mapping[int, int]]:
    """Units to the em, and the width of each character in them."""
    from fontTools.ttLib import TTFont

    widths: dict[int, int] = {}
    for file in FOOTER_FONTS:
        with TTFont(fonts_dir() / file, lazy=True) as font:
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
