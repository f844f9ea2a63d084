"""A PDF page → the words drawn on it, each with where it stands and whether it can be seen.

Runs the content stream (ISO 32000-1 chapters 8 and 9) as far as text, clips and fills go. Lengths
are points, origin at the lower left of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Colour: TypeAlias = tuple[float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

LEAST_SIZE = 4.0
"""Points below which words count as hidden."""
LEAST_CONTRAST = 1.6
"""Contrast with its ground (WCAG) below which a word counts as hidden."""
LEAST_ALPHA = 0.5
SLACK = 1.0
"""Points by which a glyph's box may stand over an edge: side bearings, rounding."""


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the other lies inside."""
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def shared(self, other: Box) -> Box:
        """What both have in common."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    @property
    def area(self) -> float:
        """Square points; 0 for an empty box."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs shown by one operator: their text, their box, and what marked content they are in.

    `mcid` is -1 outside the tag tree; `artifact` is the kind of decoration ("Pagination", …).
    `fault` says why the words cannot be seen as printed, "" if they can.
    """

    page: int
    text: str
    box: Box
    baseline: float
    size: float
    mcid: int
    artifact: str = ""
    fault: str = ""


class _Fill(NamedTuple):
    order: int
    box: Box
    colour: Colour


@dataclass(frozen=True, slots=True)
class _Font:
    """How codes become text and widths (thousandths of the size)."""

    text: Mapping[int, str]
    widths: Mapping[int, float]
    width: float
    bytes_a_code: int


@dataclass(slots=True)
class _State:
    matrix: Matrix
    clip: Box
    odd_clip: bool = False
    colour: Colour = BLACK
    alpha: float = 1.0
    font: _Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Drawn:
    run: Run
    order: int
    colour: Colour


@dataclass(slots=True)
class PageReader:
    """Reads pages of one document; fonts are read once."""

    _fonts: dict[tuple[int, int], _Font] = field(default_factory=dict)

    def runs(self, page: Any, number: int) -> tuple[Run, ...]:
        """Every run of glyphs on the page, in the order in which it is painted."""
        reading = _Reading(self, number, _box(page.mediabox))
        reading.read(page, page.obj.get("/Resources"))
        return tuple(reading.seen())

    def font(self, font: Any) -> _Font:
        """The font of a resource dictionary."""
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = _read_font(font)
        return self._fonts[key]


class _Reading:
    """One pass over the content of one page."""

    def __init__(self, reader: PageReader, page: int, media: Box) -> None:
        self._reader = reader
        self._page = page
        self._media = media
        self._state = _State(IDENTITY, media)
        self._stack: list[_State] = []
        self._marked: list[tuple[int, str]] = []
        self._meant: list[tuple[int, str | None]] = []
        self._path: list[Box] = []
        self._odd_path = False
        self._clipping = False
        self._line: Matrix = IDENTITY
        self._text: Matrix = IDENTITY
        self._order = 0
        self._drawn: list[_Drawn] = []
        self._fills: list[_Fill] = []
        self._resources: Any = None
        self._depth = 0

    def read(self, content: Any, resources: Any) -> None:
        """Run a page or a form."""
        import pikepdf

        before, self._resources = self._resources, resources
        for each in pikepdf.parse_content_stream(content):
            self._order += 1
            self._run(str(each.operator), each.operands)
        self._resources = before

    def seen(self) -> Iterator[Run]:
        """The runs, with what hides them from where fills lie below and above them."""
        for drawn in self._drawn:
            fault = drawn.run.fault or self._hiding(drawn)
            yield replace(drawn.run, fault=fault) if fault else drawn.run

    def _hiding(self, drawn: _Drawn) -> str:
        ground, box = WHITE, drawn.run.box
        for fill in self._fills:
            if fill.box.shared(box).area * 2 > box.area:
                if fill.order > drawn.order:
                    return "painted over"
                ground = fill.colour
        return "" if _contrast(drawn.colour, ground) >= LEAST_CONTRAST else "of its ground's colour"

    # --- operators

    def _run(self, operator: str, operands: Any) -> None:
        state = self._state
        match operator:
            case "q":
                self._stack.append(replace(state))
            case "Q":
                if self._stack:
                    self._state = self._stack.pop()
            case "cm":
                state.matrix = _times(_matrix(operands), state.matrix)
            case "gs":
                self._graphics_state(operands[0])
            case "rg":
                state.colour = _rgb([float(each) for each in operands])
            case "g" | "k":
                state.colour = _rgb([float(each) for each in operands])
            case "sc" | "scn":
                numbers = [float(each) for each in operands if not str(each).startswith("/")]
                state.colour = _rgb(numbers)
            case "BMC" | "BDC":
                self._marked.append(self._content(operands))
            case "EMC":
                if self._marked:
                    self._marked.pop()
                    self._say(*self._meant.pop())
            case "Do":
                self._draw(str(operands[0]))
            case _:
                if operator[0] in "BTd'\"" or operator in _TEXT:
                    self._text_operator(operator, operands)
                self._path_operator(operator, operands)

    def _path_operator(self, operator: str, operands: Any) -> None:
        match operator:
            case "re":
                x, y, width, height = (float(each) for each in operands)
                self._path.append(_placed(Box(x, y, x + width, y + height), self._state.matrix))
            case "m" | "l" | "c" | "v" | "y" | "h":
                self._odd_path = True
            case "W" | "W*":
                self._clipping = True
            case "f" | "F" | "f*" | "B" | "B*" | "b" | "b*":
                self._fill()
                self._end_path()
            case "n" | "S" | "s":
                self._end_path()

    def _fill(self) -> None:
        """Remember a plain rectangle; rings and other shapes hold no words' ground."""
        if len(self._path) == 1 and not self._odd_path and self._state.alpha >= LEAST_ALPHA:
            box = self._path[0].shared(self._state.clip)
            self._fills.append(_Fill(self._order, box, self._state.colour))

    def _end_path(self) -> None:
        if self._clipping:
            if len(self._path) == 1 and not self._odd_path:
                self._state.clip = self._state.clip.shared(self._path[0])
            else:
                self._state.odd_clip = True
        self._path, self._odd_path, self._clipping = [], False, False

    def _text_operator(self, operator: str, operands: Any) -> None:
        state = self._state
        match operator:
            case "BT":
                self._line = self._text = IDENTITY
            case "Tm":
                self._line = self._text = _matrix(operands)
            case "Td" | "TD":
                x, y = (float(each) for each in operands)
                if operator == "TD":
                    state.leading = -y
                self._next_line(x, y)
            case "T*":
                self._next_line(0.0, -state.leading)
            case "Tf":
                fonts = self._resources.get("/Font", {}) if self._resources is not None else {}
                font = fonts.get(str(operands[0]))
                state.font = self._reader.font(font) if font is not None else None
                state.size = float(operands[1])
            case "Tc":
                state.spacing = float(operands[0])
            case "Tw":
                state.word_spacing = float(operands[0])
            case "Tz":
                state.scale = float(operands[0]) / 100
            case "TL":
                state.leading = float(operands[0])
            case "Ts":
                state.rise = float(operands[0])
            case "Tr":
                state.mode = int(operands[0])
            case "Tj":
                self._show([operands[0]])
            case "TJ":
                self._show(list(operands[0]))
            case "'" | '"':
                self._next_line(0.0, -state.leading)
                self._show([operands[-1]])

    def _next_line(self, x: float, y: float) -> None:
        self._line = self._text = _times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _graphics_state(self, name: Any) -> None:
        states = self._resources.get("/ExtGState", {}) if self._resources is not None else {}
        alpha = states.get(str(name), {}).get("/ca")
        if alpha is not None:
            self._state.alpha = float(alpha)

    def _content(self, operands: Any) -> tuple[int, str]:
        """What a marked sequence holds: (MCID or that of the sequence around, artifact's kind)."""
        mcid, artifact = self._marked[-1] if self._marked else (-1, "")
        properties = operands[1] if len(operands) > 1 else {}
        if not hasattr(properties, "get"):
            known = self._resources.get("/Properties", {}) if self._resources is not None else {}
            properties = known.get(str(properties), {})
        meant = properties.get("/ActualText")
        self._meant.append((len(self._drawn), None if meant is None else str(meant)))
        if str(operands[0]) == "/Artifact":
            return -1, str(properties.get("/Type", "/")).removeprefix("/") or "other"
        return int(properties.get("/MCID", mcid)), artifact

    def _say(self, start: int, meant: str | None) -> None:
        """Let the glyphs drawn since then read as they are meant, if they could be meant so."""
        drawn = self._drawn[start:]
        if meant is None or not drawn:
            return
        shown = "".join(each.run.text for each in drawn)
        if alike(shown) in _ways_to_show(meant):
            for each in drawn:
                each.run = replace(each.run, text="")
            drawn[0].run = replace(drawn[0].run, text=meant)
        else:
            drawn[0].run = replace(drawn[0].run, fault=f"read aloud as “{meant}”")

    def _draw(self, name: str) -> None:
        objects = self._resources.get("/XObject", {}) if self._resources is not None else {}
        drawn = objects.get(name)
        if drawn is None:
            return
        if drawn.get("/Subtype") == "/Image":
            unit = _placed(Box(0.0, 0.0, 1.0, 1.0), self._state.matrix)
            self._fills.append(_Fill(self._order, unit.shared(self._state.clip), WHITE))
            return
        if self._depth > 8:
            return
        self._depth += 1
        before, self._state = self._state, replace(self._state)
        form = drawn.get("/Matrix")
        if form is not None:
            self._state.matrix = _times(_matrix(form), self._state.matrix)
        bounds = _placed(_box(drawn.BBox), self._state.matrix)
        self._state.clip = self._state.clip.shared(bounds)
        self.read(drawn, drawn.get("/Resources", self._resources))
        self._state = before
        self._depth -= 1

    # --- glyphs

    def _show(self, pieces: Sequence[Any]) -> None:
        state, font = self._state, self._state.font
        whole = _times(self._text, state.matrix)
        words: list[str] = []
        advance = 0.0
        for piece in pieces:
            if font is None:
                words.append("\ufffd")
                continue
            if isinstance(piece, int | float | Decimal):
                advance -= float(piece) / 1000 * state.size * state.scale
                continue
            for code in _codes(bytes(piece), font.bytes_a_code):
                words.append(font.text.get(code, "\ufffd"))
                width = font.widths.get(code, font.width) / 1000 * state.size + state.spacing
                if code == 32 and font.bytes_a_code == 1:
                    width += state.word_spacing
                advance += width * state.scale
        self._text = _times((1.0, 0.0, 0.0, 1.0, advance, 0.0), self._text)
        text = "".join(words)
        if not text:
            return
        start, end = sorted((0.0, advance))
        # From a little below the baseline to the height of capitals.
        glyphs = Box(start, state.rise - 0.15 * state.size, end, state.rise + 0.66 * state.size)
        box = _placed(glyphs, whole)
        size = state.size * abs(whole[0] * whole[3] - whole[1] * whole[2]) ** 0.5
        mcid, artifact = self._marked[-1] if self._marked else (-1, "")
        fault = self._fault(box, size) if text.strip() else ""
        baseline = whole[5] + whole[3] * state.rise
        run = Run(self._page, text, box, baseline, size, mcid, artifact, fault)
        self._drawn.append(_Drawn(run, self._order, state.colour))

    def _fault(self, box: Box, size: float) -> str:
        state = self._state
        if state.mode in {3, 7} or state.alpha < LEAST_ALPHA:
            return "invisible"
        if size < LEAST_SIZE:
            return f"only {size:.1f} points high"
        if not self._media.holds(box, SLACK):
            return "outside the page"
        if state.odd_clip or not state.clip.holds(box, SLACK):
            return "cut off"
        return ""


_TEXT = frozenset({"Tm", "Tj", "TJ", "'", '"'})


# --- fonts -----------------------------------------------------------------------------------

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[|\])")


def _read_font(font: Any) -> _Font:
    text: dict[int, str] = {}
    if "/ToUnicode" in font:
        text = _read_cmap(font.ToUnicode.read_bytes())
    if font.get("/Subtype") != "/Type0":
        first = int(font.get("/FirstChar", 0))
        widths = {
            first + position: float(width) for position, width in enumerate(font.get("/Widths", []))
        }
        plain = {code: chr(code) for code in range(32, 256)}
        return _Font({**plain, **text}, widths, 500.0, 1)
    below = font.DescendantFonts[0]
    return _Font(text, _read_widths(below.get("/W", [])), float(below.get("/DW", 1000)), 2)


def _read_widths(entries: Any) -> dict[int, float]:
    """`/W`: either `first [w1 w2 …]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    widths: dict[int, float] = {}
    waiting: list[Any] = []
    for entry in entries:
        if isinstance(entry, pikepdf.Array):
            first = int(waiting.pop())
            widths.update({first + at: float(width) for at, width in enumerate(entry)})
        else:
            waiting.append(entry)
            if len(waiting) == 3:
                first, last, width = waiting
                widths.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
                waiting = []
    return widths


def _read_cmap(data: bytes) -> dict[int, str]:
    text: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        tokens = [
            bracket or bytes.fromhex(digits.decode()) for digits, bracket in _HEX.findall(body)
        ]
        if kind == b"bfchar":
            for code, value in zip(tokens[::2], tokens[1::2], strict=False):
                text[int.from_bytes(code)] = _utf16(value)
        else:
            _read_ranges(tokens, text)
    return text


def _read_ranges(tokens: list[bytes], text: dict[int, str]) -> None:
    position = 0
    while position + 2 < len(tokens):
        first, last = (int.from_bytes(each) for each in tokens[position : position + 2])
        if tokens[position + 2] == b"[":
            end = tokens.index(b"]", position)
            for offset, value in enumerate(tokens[position + 3 : end]):
                text[first + offset] = _utf16(value)
            position = end + 1
        else:
            value = tokens[position + 2]
            for offset in range(last - first + 1):
                code = (int.from_bytes(value) + offset).to_bytes(len(value))
                text[first + offset] = _utf16(code)
            position += 3


def _utf16(value: bytes) -> str:
    return value.decode("utf-16-be", errors="replace")


def _codes(data: bytes, width: int) -> Iterator[int]:
    for position in range(0, len(data), width):
        yield int.from_bytes(data[position : position + width])


_TWINS = str.maketrans(
    {
        "\u00ad": None,
        "\u2010": "-",
        "\u2011": "-",
        "\u02ed": "=",
        "\u02bb": "‘",
        "\u02bc": "’",
        "\u2206": "Δ",
        "\u2215": "⁄",
    }
)
"""Characters that our fonts draw with one glyph, beside those that Unicode calls compatible.

A soft hyphen is not drawn at all where no line breaks at it.
"""


def alike(text: str) -> str:
    """What two texts have in common that are drawn alike: ² and a raised 2, the hyphens."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_TWINS).split())


def _ways_to_show(text: str) -> tuple[str, ...]:
    """The glyphs that can be meant as this text; a soft hyphen shows where a line ends at it."""
    shown = alike(text)
    return (shown, f"{shown}-") if text.endswith("\u00ad") else (shown,)


# --- geometry and colour ---------------------------------------------------------------------


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box.left, box.right) for y in (box.bottom, box.top)]
    ys = [b * x + d * y + f for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _box(entries: Any) -> Box:
    left, bottom, right, top = (float(each) for each in entries)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _rgb(numbers: list[float]) -> Colour:
    match numbers:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            rest = 1 - black
            return (1 - cyan) * rest, (1 - magenta) * rest, (1 - yellow) * rest
        case _:
            return BLACK


def _contrast(one: Colour, two: Colour) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
