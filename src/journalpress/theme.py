"""theme.toml → Theme: the colours, sizes and logo that every format looks alike by.

The house's own is styles/theme.toml; a journal's theme/theme.toml changes what it names. What would
be hard to read is refused here, before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache

from journalpress.assets import styles_dir
from journalpress.colour import channels, contrast, is_colour, lightened
from journalpress.errors import EnvironmentFailure
from journalpress.model import Media
from journalpress.problems import Problem
from journalpress.tables import Table, read_toml

THEME_FILE = "theme.toml"
SCHEMA = 1

PAPER = "#ffffff"
NIGHT = "#12181b"
"""The ground of a screen by day and by night; paper is not printed."""

LEAST_CONTRAST = 7.0
"""Text on its ground (WCAG 2.2, 1.4.6)."""
NIGHT_CONTRAST = 10.0
"""Text on a dark screen where nobody chose its tone: enough for the lighter grounds too."""
GROUNDS = (
    ("ink", ""), ("quiet", ""), ("accent", ""), ("warm", ""),
    ("ink", "tint"), ("quiet", "tint"), ("accent", "tint"),
    ("ink", "warm_tint"), ("warm", "warm_tint"), ("accent", "warm_tint"),
)  # fmt: skip
"""Which text stands on which ground; "" is the paper."""

LOGO_HEIGHT_MM = 13.0


@dataclass(frozen=True, slots=True)
class Colour:
    """`rgb` and `dark` as #rrggbb; `inks` are cyan, magenta, yellow and black, each 0 to 1.

    `inks` is () where nobody chose them: the print shop's profile or the plain rule does.
    """

    rgb: str
    dark: str
    inks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours by what they are for."""

    ink: Colour
    quiet: Colour
    accent: Colour
    warm: Colour
    tint: Colour
    warm_tint: Colour
    rule: Colour
    warm_rule: Colour

    def __iter__(self) -> Iterator[tuple[str, Colour]]:
        """Each with its name, in the order of theme.toml."""
        return ((each.name, getattr(self, each.name)) for each in fields(self))

    @property
    def inks(self) -> dict[tuple[int, int, int], tuple[float, ...]]:
        """The inks that were chosen, by red, green and blue, each 0 to 255."""
        return {channels(colour.rgb): colour.inks for _, colour in self if colour.inks}


@dataclass(frozen=True, slots=True)
class Sizes:
    """`body` is in points, on ordinary paper; the others are multiples of the body's."""

    body: float
    title: float
    lead: float
    h2: float
    h3: float
    table: float
    note: float


@dataclass(frozen=True, slots=True)
class Lines:
    """`leading`, `space` between paragraphs and `measure` in multiples of the size."""

    leading: float
    space: float
    measure: float


@dataclass(frozen=True, slots=True)
class Logo:
    """The clinic's sign: a picture and its height on paper; its width follows."""

    media: Media
    height_mm: float

    @property
    def width_mm(self) -> float:
        """The width on paper."""
        return self.height_mm * self.media.width / self.media.height


@dataclass(frozen=True, slots=True)
class Theme:
    """How a journal looks in every format; what a page is laid out like, the stylesheets say."""

    colours: Colours
    sizes: Sizes
    lines: Lines
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class LogoFile:
    """The logo that a theme names: a file beside it, and the height it asks for."""

    name: str
    height_mm: float


SIZES_BETWEEN = {
    "body": (12, 14), "title": (1.6, 2.6), "lead": (1, 1.4), "h2": (1.2, 1.7), "h3": (1.05, 1.4),
    "table": (0.8, 1), "note": (0.8, 1),
}  # fmt: skip
LINES_BETWEEN = {"leading": (1.35, 1.5), "space": (0.5, 1.2), "measure": (27, 34)}
"""What stays readable: UKAAF G003 for sizes and leading, RNIB for the measure."""
LOGO_BETWEEN = (6, 25)


def read_theme(
    data: bytes, *, file: str = THEME_FILE
) -> tuple[Theme | None, LogoFile | None, list[Problem]]:
    """The house's theme with what these bytes change, the logo they name, what is wrong (JP070).

    The Theme is None where it cannot be used. The logo's file is not opened here.
    """
    return _read(data, file, house_theme())


@cache
def house_theme() -> Theme:
    """How journalpress looks by itself. Raises EnvironmentFailure where styles/ is not whole."""
    path = styles_dir() / THEME_FILE
    try:
        theme, _, problems = _read(path.read_bytes(), path.name, None)
    except OSError as error:
        message = f"journalpress is not whole: {path} is missing"
        raise EnvironmentFailure(message, hint="install journalpress again") from error
    if theme is None:
        raise EnvironmentFailure(
            f"journalpress is not whole: {problems[0]}", hint="install journalpress again"
        )
    return theme


def _read(
    data: bytes, file: str, base: Theme | None
) -> tuple[Theme | None, LogoFile | None, list[Problem]]:
    top, problems = read_toml(data, file=file)
    if top is None:
        return None, None, problems
    if top.number("schema", SCHEMA) != SCHEMA:
        top.complain("schema", f"this journalpress reads schema = {SCHEMA} only")
    colours = _colours(top.table("colours"), base.colours if base else None)
    sizes = _sizes(top.table("sizes"), base.sizes if base else None)
    lines = _lines(top.table("lines"), base.lines if base else None)
    logo = _logo(top.table("logo")) if "logo" in top.names() else None
    top.close()
    if colours:
        _refuse_faint(top.table("colours"), colours)
    if top.problems or not (colours and sizes and lines):
        return None, None, top.problems
    return Theme(colours, sizes, lines), logo, []


def _colours(table: Table, base: Colours | None) -> Colours | None:
    read: dict[str, Colour] = {}
    for each in fields(Colours):
        own: Colour | None = getattr(base, each.name) if base else None
        inner = table.table(each.name.replace("_", "-"), required=own is None)
        if own and not inner.names():
            read[each.name] = own
            continue
        rgb = _colour(inner, "rgb", required=True)
        dark = _colour(inner, "dark") or _at_night(each.name, rgb or PAPER, own)
        if not dark:
            inner.complain("dark", "is missing")
        read[each.name] = Colour(rgb, dark, inner.shares("cmyk", 4))
    return None if table.problems else Colours(**read)


def _colour(table: Table, key: str, *, required: bool = False) -> str:
    """The colour, "" where there is none."""
    value = table.text(key, required=required).lower()
    if value and not is_colour(value):
        table.complain(key, f"“{value}” is no colour", 'write it as "#0b4f6c"')
        return ""
    return value


def _at_night(name: str, rgb: str, own: Colour | None) -> str:
    """Text is lightened until it reads on a dark screen; grounds and rules stay as they are."""
    if own is None:
        return ""
    if any(name == text for text, _ in GROUNDS):
        return lightened(rgb, NIGHT, NIGHT_CONTRAST)
    return own.dark


def _sizes(table: Table, base: Sizes | None) -> Sizes | None:
    read = _numbers(table, SIZES_BETWEEN, base)
    if read and not read["title"] > read["h2"] > read["h3"]:
        table.complain("h2", "must be smaller than title and larger than h3")
    return Sizes(**read) if read else None


def _lines(table: Table, base: Lines | None) -> Lines | None:
    read = _numbers(table, LINES_BETWEEN, base)
    return Lines(**read) if read else None


def _numbers(
    table: Table, between: dict[str, tuple[float, float]], base: Sizes | Lines | None
) -> dict[str, float]:
    read: dict[str, float] = {}
    for key, (least, most) in between.items():
        if base is None and key not in table.names():
            table.complain(key, "is missing")
        read[key] = table.decimal(key, getattr(base, key, least), least, most)
    return read


def _logo(table: Table) -> LogoFile | None:
    name = table.text("file", required=True)
    if name and (set(name) & set("/\\:") or name.startswith(".")):
        table.complain("file", "must be the name of a file in theme/, without a folder")
    height_mm = table.decimal("height_mm", LOGO_HEIGHT_MM, *LOGO_BETWEEN)
    return LogoFile(name, height_mm)


def _refuse_faint(table: Table, colours: Colours) -> None:
    """Complain of what weak eyes could not read, by day or by night."""
    for text, ground in GROUNDS:
        for when, paper in (("rgb", PAPER), ("dark", NIGHT)):
            one = getattr(getattr(colours, text), when)
            other = getattr(getattr(colours, ground), when) if ground else paper
            found = contrast(one, other)
            if found < LEAST_CONTRAST:
                where = ground.replace("_", "-") or ("paper" if when == "rgb" else "a dark screen")
                table.complain(
                    f"{text}.{when}",
                    f"{one} stands on {where} ({other}) at {found:.1f} to 1, less than 7 to 1",
                    "take a darker tone" if when == "rgb" else "take a lighter tone",
                )


def with_logo(theme: Theme, media: Media, logo: LogoFile) -> Theme:
    """The theme with its logo, once the picture was read."""
    return replace(theme, logo=Logo(media, logo.height_mm))
