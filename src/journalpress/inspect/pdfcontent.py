"""A PDF page → the words drawn on it, each with where it stands and whether it can be seen.

Runs the content stream (ISO 32000-1 chapters 8 and 9) as far as text, clips and fills go. Lengths
are points, origin at the lower left of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from journalpress.inspect.bidi import MARKS_OF_DIRECTION, RIGHT_TO_LEFT, shows_as
from journalpress.inspect.pdffonts import UNREAD, Font, alike, read_font, ways_to_show
from journalpress.inspect.pdfgeometry import (
    BLACK,
    IDENTITY,
    WHITE,
    Box,
    Colour,
    Matrix,
    as_box,
    as_colour,
    as_matrix,
    contrast,
    placed,
    times,
)

LEAST_SIZE = 4.0
"""Points below which words count as hidden."""
LEAST_CONTRAST = 1.6
"""Contrast with its ground (WCAG) below which a word counts as hidden."""
LEAST_ALPHA = 0.5
MOST_OPERATORS = 5_000_000
"""Forms that draw forms can ask for more than anybody can wait for."""
SLACK = 1.0
"""Points by which a glyph's box may stand over an edge: side bearings, rounding."""


class Run(NamedTuple):
    """Glyphs shown by one operator: their text, their box, and what marked content they are in.

    `mcid` is -1 outside the tag tree; `artifact` is the kind of decoration ("Pagination", …).
    `fault` says why the words cannot be seen as printed, "" if they can. `contrast` is that with
    the ground (WCAG, 1 to 21), `font` the name of the font.
    """

    page: int
    text: str
    box: Box
    baseline: float
    size: float
    mcid: int
    artifact: str = ""
    fault: str = ""
    contrast: float = 21.0
    font: str = ""


class _Fill(NamedTuple):
    order: int
    box: Box
    colour: Colour


@dataclass(slots=True)
class _State:
    matrix: Matrix
    clip: Box
    odd_clip: bool = False
    colour: Colour = BLACK
    alpha: float = 1.0
    font: Font | None = None
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
    glyphs: Sequence[str]


@dataclass(slots=True)
class PageReader:
    """Reads pages of one document; fonts are read once."""

    _fonts: dict[tuple[int, int], Font] = field(default_factory=dict)
    _operators: int = 0

    def runs(self, page: Any, number: int) -> tuple[Run, ...]:
        """Every run of glyphs on the page, in the order in which it is painted."""
        reading = _Reading(self, number, as_box(page.mediabox))
        reading.read(page, page.obj.get("/Resources"))
        return tuple(reading.seen())

    def count(self, operators: int) -> None:
        """Count operators; raises ValueError where a document has more than any honest one."""
        self._operators += operators
        if self._operators > MOST_OPERATORS:
            raise ValueError(f"it draws more than {MOST_OPERATORS:,} things")

    def font(self, font: Any) -> Font:
        """The font of a resource dictionary."""
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = read_font(font)
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
        self._fonts: dict[str, Font | None] = {}
        self._depth = 0

    def read(self, content: Any, resources: Any) -> None:
        """Run a page or a form."""
        import pikepdf

        before = self._resources, self._fonts
        self._resources, self._fonts = resources, {}
        instructions = pikepdf.parse_content_stream(content)
        self._reader.count(len(instructions))
        for each in instructions:
            self._order += 1
            self._run(str(each.operator), each.operands)
        self._resources, self._fonts = before

    def seen(self) -> Iterator[Run]:
        """The runs, with what hides them from where fills lie below and above them."""
        for drawn in self._drawn:
            hidden, seen = self._hiding(drawn)
            yield drawn.run._replace(fault=drawn.run.fault or hidden, contrast=seen)

    def _hiding(self, drawn: _Drawn) -> tuple[str, float]:
        """What hides the words, "" if nothing, and their contrast with their ground."""
        ground, box = WHITE, drawn.run.box
        half = box.area / 2
        for fill in self._fills:
            if fill.box.shared(box).area > half:
                if fill.order > drawn.order:
                    return "painted over", 1.0
                ground = fill.colour
        seen = contrast(drawn.colour, ground)
        return ("" if seen >= LEAST_CONTRAST else "of its ground's colour"), seen

    # --- operators

    def _run(self, operator: str, operands: Any) -> None:
        # What pages hold most of is told apart first.
        if operator in _TEXT_OPERATORS:
            self._text_operator(operator, operands)
            return
        if operator in _PATH_OPERATORS:
            self._path_operator(operator, operands)
            return
        state = self._state
        match operator:
            case "q":
                self._stack.append(replace(state))
            case "Q":
                if self._stack:
                    self._state = self._stack.pop()
            case "cm":
                state.matrix = times(as_matrix(operands), state.matrix)
            case "gs":
                self._graphics_state(operands[0])
            case "rg":
                state.colour = as_colour([float(each) for each in operands])
            case "g" | "k":
                state.colour = as_colour([float(each) for each in operands])
            case "sc" | "scn":
                numbers = [float(each) for each in operands if not str(each).startswith("/")]
                state.colour = as_colour(numbers)
            case "BMC" | "BDC":
                self._marked.append(self._content(operands))
            case "EMC":
                if self._marked:
                    self._marked.pop()
                    self._say(*self._meant.pop())
            case "Do":
                self._draw(str(operands[0]))

    def _path_operator(self, operator: str, operands: Any) -> None:
        match operator:
            case "re":
                x, y, width, height = (float(each) for each in operands)
                self._path.append(placed(Box(x, y, x + width, y + height), self._state.matrix))
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
            case "TJ":
                self._show(operands[0])
            case "BT":
                self._line = self._text = IDENTITY
            case "Tm":
                self._line = self._text = as_matrix(operands)
            case "Td" | "TD":
                x, y = (float(each) for each in operands)
                if operator == "TD":
                    state.leading = -y
                self._next_line(x, y)
            case "T*":
                self._next_line(0.0, -state.leading)
            case "Tf":
                state.font = self._font(str(operands[0]))
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
            case "'" | '"':
                self._next_line(0.0, -state.leading)
                self._show([operands[-1]])

    def _font(self, name: str) -> Font | None:
        if name not in self._fonts:
            fonts = self._resources.get("/Font", {}) if self._resources is not None else {}
            font = fonts.get(name)
            self._fonts[name] = self._reader.font(font) if font is not None else None
        return self._fonts[name]

    def _next_line(self, x: float, y: float) -> None:
        self._line = self._text = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

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
        glyphs = [glyph for each in drawn for glyph in each.glyphs]
        if alike(shown) in ways_to_show(meant) or shows_as(glyphs, meant):
            for each in drawn:
                each.run = each.run._replace(text="")
            # A margin's words get marks of direction where there is no markup to set them apart.
            said = meant.translate(MARKS_OF_DIRECTION) if drawn[0].run.artifact else meant
            drawn[0].run = drawn[0].run._replace(text=said)
        else:
            drawn[0].run = drawn[0].run._replace(fault=f"read aloud as “{meant}”")

    def _draw(self, name: str) -> None:
        objects = self._resources.get("/XObject", {}) if self._resources is not None else {}
        drawn = objects.get(name)
        if drawn is None:
            return
        if drawn.get("/Subtype") == "/Image":
            unit = placed(Box(0.0, 0.0, 1.0, 1.0), self._state.matrix)
            self._fills.append(_Fill(self._order, unit.shared(self._state.clip), WHITE))
            return
        if self._depth > 8:
            return
        self._depth += 1
        before, self._state = self._state, replace(self._state)
        form = drawn.get("/Matrix")
        if form is not None:
            self._state.matrix = times(as_matrix(form), self._state.matrix)
        bounds = placed(as_box(drawn.BBox), self._state.matrix)
        self._state.clip = self._state.clip.shared(bounds)
        self.read(drawn, drawn.get("/Resources", self._resources))
        self._state = before
        self._depth -= 1

    # --- glyphs

    def _show(self, operands: Iterable[Any]) -> None:
        state, font = self._state, self._state.font
        whole = times(self._text, state.matrix)
        strings: list[bytes] = []
        back = 0.0
        for each in operands:
            if isinstance(each, _NUMBERS):
                back += float(each)
            else:
                strings.append(bytes(each))
        shown = font.read(strings) if font else [UNREAD] * len(strings)
        words, widths, glyphs, spaces = zip(*shown, strict=True) if shown else ((), (), (), ())
        thousandths = sum(widths) - back
        extra = sum(glyphs) * state.spacing + sum(spaces) * state.word_spacing
        advance = (thousandths / 1000 * state.size + extra) * state.scale
        self._text = times((1.0, 0.0, 0.0, 1.0, advance, 0.0), self._text)
        said = "".join(words)
        if not said:
            return
        start, end = sorted((0.0, advance))
        # From a little below the baseline to the height of capitals.
        drawn = Box(start, state.rise - 0.15 * state.size, end, state.rise + 0.66 * state.size)
        box = placed(drawn, whole)
        size = state.size * abs(whole[0] * whole[3] - whole[1] * whole[2]) ** 0.5
        mcid, artifact = self._marked[-1] if self._marked else (-1, "")
        fault = self._fault(box, size) if said.strip() else ""
        baseline = whole[5] + whole[3] * state.rise
        name = font.name if font else ""
        run = Run(self._page, said, box, baseline, size, mcid, artifact, fault, font=name)
        each_glyph: Sequence[str] = said
        if font and RIGHT_TO_LEFT.search(said):
            each_glyph = [glyph for each in strings for glyph in font.glyphs(each)]
        self._drawn.append(_Drawn(run, self._order, state.colour, each_glyph))

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


_NUMBERS = (int, float, Decimal)
_TEXT_OPERATORS = frozenset({
    "BT", "Tm", "Td", "TD", "T*", "Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "Tj", "TJ", "'", '"',
})  # fmt: skip
_PATH_OPERATORS = frozenset({
    "re", "m", "l", "c", "v", "y", "h", "W", "W*", "f", "F", "f*", "B", "B*", "b", "b*", "n", "S",
    "s",
})  # fmt: skip
