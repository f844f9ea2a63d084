"""HTML → PDF bytes through WeasyPrint, which only this module imports.

What is costly is made once in a process: the import, the fonts, the parsed stylesheets. Nothing
that WeasyPrint complains of is let pass: an error or a warning in its log is an error here.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes.util
import logging
import math
import mimetypes
import os
import shutil
import sys
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from multiprocessing import util
from types import ModuleType
from typing import Any

from journalpress.assets import styles_dir
from journalpress.errors import EnvironmentFailure, RenderingError
from journalpress.readers.png import packed_pixels
from journalpress.writers.fetcher import RootedFetcher
from journalpress.writers.mirror import mirrored
from journalpress.writers.postponed import postponed

Tagger = Callable[[Any, Any, Any, list[Any]], None]
"""Adds the tag tree to a PDF: (pydyf PDF, WeasyPrint document, PDF version, pages' streams)."""

Fits = Callable[[Sequence[float], float], float]
"""How well a leaflet fits its pages, 1.0 if well enough: (mm filled of each, room in mm)."""

MM_A_PIXEL = 25.4 / 96


FACES = "faces.css"
"""The stylesheet of our fonts, before all others."""

NO_GLYPH = ".notdef glyph rendered"
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def render_pdf(
    html: str,
    *,
    styles: Sequence[str],
    page_style: str,
    fetcher: RootedFetcher,
    identifier: bytes,
    tagger: Tagger,
    tokens: str = "",
    variant: str = "pdf/ua-1",
    leftwards: bool = False,
    refits: Sequence[str] = (),
    fits: Fits = lambda filled_mm, room_mm: 1.0,  # noqa: ARG005  # any page will do
) -> bytes:
    """The PDF of this page: `styles` are names in styles/, `page_style` is CSS for it alone.

    `tokens` is the CSS of the theme, before all others. `variant` is the standard that it follows,
    by WeasyPrint's name. `leftwards` turns the margins of pages over, for what is read from right
    to left. `refits` are added to `page_style` in turn until `fits` says 1.0; else what fits best
    is drawn.

    Raises RenderingError where anything was denied, missing or not understood, EnvironmentFailure
    where WeasyPrint's system libraries are absent or the disk refuses.
    """
    weasyprint = load_weasyprint()
    with _logged() as records, _disk_errors():
        fonts = _fonts()
        sheets = _sheets(tokens, styles, leftwards=leftwards)
        tries = (
            [*sheets, weasyprint.CSS(string=each, font_config=fonts, url_fetcher=fetcher)]
            for each in (page_style, *(page_style + refit for refit in refits))
        )
        data = _written(weasyprint, html, tries, fits, fetcher, identifier, tagger, variant)
    if fetcher.denied:
        raise RenderingError(f"the page asked for {fetcher.denied[0]}")
    _refuse_faults(records)
    return data


def draw_page(
    html: str,
    *,
    styles: Sequence[str],
    tries: Sequence[str],
    fetcher: RootedFetcher,
    tokens: str,
) -> bytes:
    """One page as a PDF to be seen, without tags: with the first of `tries` in which its h1 fits.

    `tries` are CSS; each makes it smaller than the one before. It fits where all its words lie
    inside the page's margins. Raises as `render_pdf` does, and
    RenderingError where it fits in none.
    """
    weasyprint = load_weasyprint()
    drawn: dict[int, Any] = {}

    def fits(number: int) -> bool:
        own = weasyprint.CSS(string=tries[number], font_config=_fonts(), url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        drawn[number] = page.render(stylesheets=[*sheets, own], font_config=_fonts())
        pages = drawn[number].pages
        return len(pages) == 1 and _heading_fits(pages[0]._page_box)

    with _logged() as records, _disk_errors():
        sheets = _sheets(tokens, styles)
        first = bisect_left(range(len(tries)), True, key=fits)
        if first == len(tries):
            raise RenderingError("the title is too long for its page", hint="write it shorter")
        data = drawn[first].write_pdf()
    if fetcher.denied:
        raise RenderingError(f"the page asked for {fetcher.denied[0]}")
    _refuse_faults(records)
    assert isinstance(data, bytes)
    return data


def _heading_fits(page: Any) -> bool:
    top, left = page.content_box_y(), page.content_box_x()
    return all(
        word.position_x >= left - 1
        and word.position_x + word.width <= left + page.width + 1
        and word.position_y + word.height <= top + page.height + 1
        for box in page.children[0].descendants()
        if box.element_tag == "h1" and hasattr(box, "descendants")
        for word in box.descendants()
        if getattr(word, "text", "").strip()
    )


@contextlib.contextmanager
def _disk_errors() -> Iterator[None]:
    """WeasyPrint copies our fonts to a temporary folder: a disk that refuses is no page's fault."""
    try:
        yield
    except OSError as error:
        # Pillow raises an OSError without a number for a picture that it cannot read.
        if not error.errno:
            raise
        raise EnvironmentFailure(
            f"cannot write a temporary file: {(error.strerror or str(error)).lower()}",
            hint="make room on the disk, then run again",
        ) from error


def _sheets(tokens: str, styles: Sequence[str], *, leftwards: bool = False) -> list[Any]:
    sheets = [_tokens(tokens)] if tokens else []
    return sheets + [_stylesheet(name, leftwards=leftwards) for name in (FACES, *styles)]


def _written(
    weasyprint: ModuleType,
    html: str,
    tries: Iterator[list[Any]],
    fits: Fits,
    fetcher: RootedFetcher,
    identifier: bytes,
    tagger: Tagger,
    variant: str,
) -> bytes:
    try:
        page = weasyprint.HTML(string=html, url_fetcher=fetcher)
        best = -math.inf
        for sheets in tries:
            tried = page.render(stylesheets=sheets, font_config=_fonts())
            filled_mm = tuple(_filled_mm(each._page_box) for each in tried.pages)
            score = fits(filled_mm, tried.pages[0]._page_box.height * MM_A_PIXEL)
            if score > best:
                best, document = score, tried
            if score >= 1:
                break
        with _tagged_by(tagger, weasyprint), _pixels_as_packed():
            data = document.write_pdf(
                pdf_variant=variant, pdf_identifier=identifier, custom_metadata=True
            )
    except RecursionError as error:
        raise RenderingError("the text is nested too deeply to be laid out") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        # Layout can fail in any way (a ZeroDivisionError for a font size was seen).
        kind = type(error).__name__
        raise RenderingError(f"the page cannot be laid out: {kind}: {error}") from error
    assert isinstance(data, bytes)
    return data


def _filled_mm(page: Any) -> float:
    """How far down the text of a page reaches, from the top of its room."""
    bottoms = [
        box.position_y + box.height
        for box in page.children[0].descendants()
        if isinstance(box.height, float | int) and not getattr(box, "children", ())
    ]
    return float(max(0.0, max(bottoms, default=0.0) - page.content_box_y()) * MM_A_PIXEL)


@contextlib.contextmanager
def _tagged_by(tagger: Tagger, weasyprint: ModuleType) -> Iterator[None]:
    """WeasyPrint has no hook for this: its own function stands aside while the block runs."""
    own = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = tagger
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = own


@contextlib.contextmanager
def _pixels_as_packed() -> Iterator[None]:
    """WeasyPrint packs the pixels of each PNG anew, though a PDF takes them as they are."""
    from weasyprint.images import RasterImage

    own = RasterImage._get_png_data

    def packed(picture: Any) -> bytes:
        found = None
        if picture.format == "PNG" and picture.mode in ("RGB", "L"):
            found = packed_pixels(picture.fp.getvalue())
        return found.data if found else own(picture)

    RasterImage._get_png_data = staticmethod(packed)
    try:
        yield
    finally:
        RasterImage._get_png_data = staticmethod(own)


# --- once in a process -----------------------------------------------------------------------


@cache
def load_weasyprint() -> ModuleType:
    """WeasyPrint, imported without the 54 child processes that its library search can start.

    On Linux it asks for Windows' library names first, and for each miss `find_library` runs
    ldconfig, gcc and ld; its last name for each is the right one, and needs no search. Where this
    or what is postponed does not suit the WeasyPrint that is installed, it is imported as it is.
    """
    try:
        try:
            with _unsearched(), postponed():
                return _import_weasyprint()
        except (OSError, ImportError):
            _forget_weasyprint()
        return _import_weasyprint()
    except OSError as error:
        raise EnvironmentFailure(
            f"the libraries that draw PDFs cannot be loaded: {str(error).splitlines()[0]}",
            hint="install Pango, on Debian libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ) from error


def pango_version() -> str:
    """The version of the system's Pango, which sets the lines. Raises EnvironmentFailure."""
    load_weasyprint()
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


@contextlib.contextmanager
def _unsearched() -> Iterator[None]:
    """On Linux `find_library` finds nothing, and starts nothing, while the block runs."""
    searching = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005  # same signature
    try:
        yield
    finally:
        ctypes.util.find_library = searching


def _import_weasyprint() -> ModuleType:
    with (
        _our_fontconfig(),
        _standard_media_types(),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(sys.stderr),
    ):
        # It finds no font of the machine, which is what we want.
        warnings.filterwarnings("ignore", message="No fonts configured")
        import weasyprint
    assert isinstance(weasyprint, ModuleType)
    return weasyprint


@contextlib.contextmanager
def _standard_media_types() -> Iterator[None]:
    """Python's table of media types, which WeasyPrint asks for, without the machine's own."""
    files = mimetypes.knownfiles
    mimetypes.knownfiles = []
    try:
        mimetypes.init()
        yield
    finally:
        mimetypes.knownfiles = files


def _forget_weasyprint() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]


@contextlib.contextmanager
def _our_fontconfig() -> Iterator[None]:
    """Fontconfig reads our file, which names no folder, while the block runs.

    It opens the settings of the user as well, although it then applies none of them: so it is told
    of no home.
    """
    given = {"FONTCONFIG_FILE": str(styles_dir() / "only-our-fonts.conf")}
    given |= dict.fromkeys(_HOMES, os.devnull)
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    # It copies our fonts to a temporary folder. A worker of a pool runs no atexit, only this.
    util.Finalize(None, _clear, exitpriority=0)
    with _our_fontconfig():
        return FontConfiguration()


@cache
def _stylesheet(name: str, *, leftwards: bool) -> Any:
    css = (styles_dir() / name).read_text("utf-8")
    with _logged() as records:
        sheet = load_weasyprint().CSS(
            string=mirrored(css) if leftwards else css,
            font_config=_fonts(),
            url_fetcher=(fetcher := RootedFetcher({})),
        )
    if fetcher.denied:
        raise RenderingError(f"styles/{name} asked for {fetcher.denied[0]}")
    _refuse_faults(records)
    return sheet


@lru_cache(maxsize=4)
def _tokens(css: str) -> Any:
    """The stylesheet of a theme: a process seldom meets more than one."""
    return load_weasyprint().CSS(string=css, font_config=_fonts(), url_fetcher=RootedFetcher({}))


def _clear(*, keep_folder: bool = False) -> None:
    if _fonts.cache_info().currsize:
        fonts = _fonts()
        folder, fonts._folder = fonts._folder, None
        if folder and not keep_folder:
            shutil.rmtree(folder, ignore_errors=True)
    _stylesheet.cache_clear()
    _tokens.cache_clear()
    _fonts.cache_clear()


def _leave_fonts_to_parent() -> None:
    """A forked child makes its own: at its end it would delete the folder of its parent's."""
    _clear(keep_folder=True)


atexit.register(_clear)
os.register_at_fork(after_in_child=_leave_fonts_to_parent)


# --- what WeasyPrint says --------------------------------------------------------------------


class _Records(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint logs while the block runs, and nowhere else."""
    logger = logging.getLogger("weasyprint")
    handler = _Records()
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def _refuse_faults(records: list[logging.LogRecord]) -> None:
    missing = dict.fromkeys(
        _glyph(record) for record in records if str(record.msg).startswith(NO_GLYPH)
    )
    if missing:
        raise RenderingError(
            f"our fonts have no {', '.join(missing)}",
            hint="write it in other words or with another character (JP054)",
        )
    if records:
        raise RenderingError(f"the page cannot be drawn as meant: {records[0].getMessage()}")


def _glyph(record: logging.LogRecord) -> str:
    character, code = record.args if isinstance(record.args, tuple) else ("?", 0)
    return f"“{character}” (U+{code:04X})"
