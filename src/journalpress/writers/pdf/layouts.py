"""The table of layouts: one row each, from the paper to what is done with the drawn PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journalpress.edition.types import Edition
from journalpress.errors import UsageError

DEFAULT_LAYOUT = "a4"
"""The layout of a leaflet for which none is named."""


@dataclass(frozen=True, slots=True)
class Footer:
    """The left box of a layout's footer, as its stylesheet has it: where lines end.

    `base_mm` and `line_mm` make the bottom margin: so much, and so much for each line.
    """

    width_mm: float = 138.0
    points: float = 9.0
    base_mm: float = 17.5
    line_mm: float = 4.4


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a layout's pages, which the running head and the stamps share.

    `least_mm` is the top margin that the stylesheet has, with room for two lines; each more takes
    `line_mm`. `shared`: the letters are large, so that each page needs its own shares.
    """

    width_mm: float = 160.0
    points: float = 9.5
    line_mm: float = 4.4
    least_mm: float = 24.0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which a leaflet is laid out.

    `styles` are names in styles/, after base.css and leaflet.css. `brackets`: citation
    numbers stand in brackets at the size of the text. `brief`: the short leaflet, of at most
    `most_pages`. `ends`: the disclaimer's line stands on the first and last page only.
    `line_characters` and `row_lines`: what surely fits into a line of a table, and on a page.
    `variant` is WeasyPrint's. `finish` makes the bytes that are published of the PDF as drawn;
    `proved_on_draw`: these cannot be read back in order, so that the drawn PDF is proved.
    """

    name: str
    styles: tuple[str, ...] = ()
    brackets: bool = False
    brief: bool = False
    most_pages: int = 0
    ends: bool = False
    footer: Footer = Footer()
    head: Head = Head()
    line_characters: int = 76
    row_lines: int = 36
    variant: str = "pdf/ua-1"
    finish: Callable[[bytes, Edition], bytes] | None = None
    proved_on_draw: bool = False


def _booklet(data: bytes, edition: Edition) -> bytes:
    from journalpress.writers.pdf.booklet import booklet

    return booklet(data, edition)


def _press(data: bytes, edition: Edition) -> bytes:
    from journalpress.writers.pdf.press import press

    return press(data, edition)


def _archive(data: bytes, edition: Edition) -> bytes:
    from journalpress.writers.pdf.archive import archive

    return archive(data, edition)


A5_FOOTER = Footer(width_mm=93.0)
A5_HEAD = Head(width_mm=117.0, least_mm=19.0)
LARGE_HEAD = Head(166.0, 16.0, 6.8, 27.0, shared=True)
BRIEF_LARGE_HEAD = Head(166.0, 16.0, 6.8, 24.0, shared=True)
LARGE_FOOTER = Footer(width_mm=126.0, points=16.0, base_mm=17.0, line_mm=7.4)

LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        each.name: each
        for each in (
            Layout("a4"),
            Layout(
                "a5", ("a5.css",), head=A5_HEAD, footer=A5_FOOTER, line_characters=54,
                row_lines=22,
            ),
            Layout("letter", ("letter.css",), head=Head(least_mm=22.0), row_lines=32),
            Layout(
                "large-print", ("large-print.css",), brackets=True, ends=True,
                head=LARGE_HEAD, footer=LARGE_FOOTER, line_characters=50, row_lines=20,
            ),
            Layout("brief", ("brief.css",), head=Head(least_mm=21.0), brief=True, most_pages=2),
            Layout(
                "brief-large-print", ("large-print.css", "brief-large-print.css"),
                brackets=True, ends=True, brief=True, most_pages=4,
                head=BRIEF_LARGE_HEAD, footer=LARGE_FOOTER, line_characters=50, row_lines=20,
            ),
            Layout(
                "booklet", ("a5.css",), head=A5_HEAD, footer=A5_FOOTER,
                line_characters=54, row_lines=22,
                finish=_booklet, proved_on_draw=True,
            ),
            Layout("press", ("press.css",), finish=_press, proved_on_draw=True),
            Layout("press-proof", ("press-proof.css",), finish=_press, proved_on_draw=True),
            Layout("archive", finish=_archive),
        )
    }
)  # fmt: skip


def layout_named(name: str) -> Layout:
    """The layout of this name. Raises UsageError where there is none."""
    try:
        return LAYOUTS[name]
    except KeyError:
        known = ", ".join(LAYOUTS)
        raise UsageError(f"no layout “{name}”", hint=f"there are: {known}") from None
