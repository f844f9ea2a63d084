"""The bytes of any PDF → what its pages show: lines, blocks, pictures, strokes, fonts, links.

Nothing here judges. Reads with pikepdf alone and never decodes a picture; what would be too much to
read is refused. Lengths are points, origin at the lower left of the page.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, TypeAlias

from journalpress.errors import DisagreementError
from journalpress.inspect.leaflet.drawings import Drawing, drawings
from journalpress.inspect.pdfcontent import PageReader, Run
from journalpress.inspect.pdfgeometry import Box, as_box

MOST_PAGES = 500
MOST_BYTES = 200_000_000
"""Of a file, and of what its streams hold when unpacked, pictures aside."""

GOOD_PART = 0.2
"""The share of a leaflet's letters that a size must have to be that of its text."""

LEAST_SCRIPT = 0.5
"""Parts of its line's size that an exponent or a note's number has at least, to be told as one."""
SHIFTED = 0.05
"""Parts of the size by which it stands above or below its line."""

MARGIN = 70.0
"""Points at head and foot of a page where programs that mark no decoration print it."""

DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What reading a damaged file can raise; pikepdf's own error comes on top of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline of a block."""

    page: int
    text: str
    box: Box
    baseline: float
    size: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What one tag holds, or in a file without tags what stands close together.

    `role` is the tag ("" without), `around` the tags around it from the inside, each with a number
    that tells it from others of its kind.
    """

    role: str
    around: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its words, the lines joined by spaces."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return most_common_size(run for line in self.lines for run in line.runs)

    def within(self, role: str) -> int:
        """The number of the nearest tag of this role around the block; 0 if there is none."""
        return next((number for kind, number in self.around if kind == role), 0)

    @property
    def is_body(self) -> bool:
        """Whether it is running text: no heading, label, cell or caption."""
        return self.role in {"P", "LBody", ""} and not self.within("Table")


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads somewhere; `inside` if that is a place in this file."""

    page: int
    box: Box
    inside: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class FontFact:
    """A font by its name without the subset's letters, and whether the file holds it."""

    name: str
    embedded: bool
    readable: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its boxes, and what stands in its margins."""

    media: Box
    trim: Box
    bleed: Box
    runs: tuple[Run, ...]
    margin: str
    drawings: tuple[Drawing, ...]
    ordered_by_tags: bool
    upright: bool

    @property
    def texts(self) -> Iterator[Run]:
        """The runs that are no decoration and not blank."""
        return (run for run in self.runs if not run.artifact and run.text.strip())


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF shows and says of itself.

    `untagged` are runs outside the tags, `astray` the pages (from 0) whose content does not lead
    back to its tags; `acts`: it does something by itself when it is opened;
    `layered`: it has parts that a reader may hide.
    """

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    fonts: tuple[FontFact, ...]
    links: tuple[Link, ...]
    descriptions: tuple[str, ...]
    untagged: tuple[Run, ...]
    tagged: bool
    astray: tuple[int, ...]
    language: str
    title: str
    shows_title: bool
    acts: bool
    layered: bool

    @property
    def body_size(self) -> float:
        """The largest size in which a good part of the running text is set; 0 without any."""
        body = [block for block in self.blocks if block.is_body]
        # A short leaflet may have more sources than text, and they stand in a list.
        outside = [block for block in body if not block.within("L")]
        return max(
            (
                size
                for blocks in (body, outside)
                for size, part in _sizes(_runs_of(blocks)).items()
                if part >= GOOD_PART
            ),
            default=0.0,
        )

    @property
    def scripts(self) -> frozenset[Run]:
        """Raised and lowered signs, smaller than the line in which they stand."""
        return frozenset(
            run
            for block in self.blocks
            for line in block.lines
            for run in line.runs
            if LEAST_SCRIPT * line.size <= run.size < line.size
            if abs(run.baseline - line.baseline) > SHIFTED * line.size
        )


def _runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    return (run for block in blocks for line in block.lines for run in line.runs)


def read_facts(data: bytes) -> Facts:
    """What the file shows.

    Raises DisagreementError, one line, where it cannot be read or is too much to be read.
    """
    import pikepdf

    if len(data) > MOST_BYTES:
        raise DisagreementError("the PDF is too large to be checked")
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _weigh(pdf)
            return _read(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, *DAMAGED) as error:
        said = re.sub(r"^stream <[^>]*>: ", "", " ".join(str(error).split()))
        raise DisagreementError(f"the PDF cannot be read back: {said}") from error


def most_common_size(runs: Iterable[Run]) -> float:
    """The size of most characters, to a tenth of a point; 0 without any."""
    sizes = _sizes(runs)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _sizes(runs: Iterable[Run]) -> Mapping[float, float]:
    """Each size, to a tenth of a point, and its part of the characters."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text.strip())
    whole = sum(sizes.values())
    return {size: count / whole for size, count in sizes.items()} if whole else {}


def _weigh(pdf: Any) -> None:
    """Raises ValueError where the file is more than an honest leaflet can be."""
    import pikepdf

    if len(pdf.pages) > MOST_PAGES:
        raise ValueError(f"it has more than {MOST_PAGES} pages")
    left = MOST_BYTES
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream) or each.get("/Subtype") == "/Image":
            continue
        packed = each.read_raw_bytes()
        if "FlateDecode" in str(each.get("/Filter", "")):
            try:
                left -= len(zlib.decompressobj().decompress(packed, left))
            except zlib.error:
                left -= len(packed)
        else:
            left -= len(packed)
        if left <= 0:
            raise ValueError("it unpacks to more than anybody can read")


def _read(pdf: Any) -> Facts:
    reader = PageReader()
    pages = tuple(_page(page, number, reader) for number, page in enumerate(pdf.pages))
    root = pdf.Root
    tree = root.get("/StructTreeRoot")
    blocks, untagged, descriptions, owners = (
        _tagged(pdf, pages) if tree is not None else ((), (), (), {})
    )
    pages = tuple(_with_margin(page, number, owners) for number, page in enumerate(pages))
    info = pdf.docinfo if "/Info" in pdf.trailer else {}
    return Facts(
        pages=pages,
        blocks=blocks or _loose_blocks(pages),
        fonts=tuple(_fonts(pdf)),
        links=tuple(_links(pdf)),
        descriptions=descriptions,
        untagged=untagged,
        tagged=tree is not None and bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        astray=tuple(_astray(pdf, owners)),
        language=str(root.get("/Lang", "")),
        title=str(info.get("/Title", "")),
        shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
        acts=_acts(root),
        layered="/OCProperties" in root,
    )


def _acts(root: Any) -> bool:
    import pikepdf

    opening = root.get("/OpenAction")
    does = isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo"
    return bool(does or "/AA" in root or "/JavaScript" in root.get("/Names", {}))


def _page(page: Any, number: int, reader: PageReader) -> Page:
    media = as_box(page.mediabox)
    trim = as_box(page.obj.get("/TrimBox", page.mediabox))
    runs = reader.runs(page, number)
    return Page(
        media=media,
        trim=trim,
        bleed=as_box(page.obj.get("/BleedBox", page.obj.get("/TrimBox", page.mediabox))),
        runs=runs,
        margin="",
        drawings=tuple(drawings(page)),
        upright=not int(page.obj.get("/Rotate", 0)) and float(page.obj.get("/UserUnit", 1)) == 1,
        ordered_by_tags=page.obj.get("/Tabs") == "/S" or "/Annots" not in page.obj,
    )


def _with_margin(page: Page, number: int, tagged: Container[tuple[int, int]]) -> Page:
    """The page with what its margins say: what is called so, else what no tag holds there."""
    runs = page.runs
    if not any(run.artifact == "Pagination" for run in runs):
        low, high = page.trim.bottom + MARGIN, page.trim.top - MARGIN
        runs = tuple(
            run._replace(artifact="Pagination")
            if (run.box.top < low or run.box.bottom > high)
            and not run.artifact
            and (number, run.mcid) not in tagged
            else run
            for run in runs
        )
    said = " ".join(run.text for run in runs if run.artifact == "Pagination")
    return replace(page, runs=runs, margin=" ".join(said.split()))


# --- blocks ----------------------------------------------------------------------------------


Owners: TypeAlias = dict[tuple[int, int], tuple[int, int]]
"""Page and number of marked content → the tag that holds it."""


@dataclass(slots=True)
class _Tag:
    role: str
    around: tuple[tuple[str, int], ...]
    runs: list[Run] = field(default_factory=list)


_INLINE = frozenset(
    {"NonStruct", "Link", "Span", "Quote", "Code", "Em", "Strong", "Reference", "Note"}
)
_DEEPEST = 100


def _tagged(
    pdf: Any, pages: Sequence[Page]
) -> tuple[tuple[Block, ...], tuple[Run, ...], tuple[str, ...], Owners]:
    """Blocks in reading order, runs outside the tags, descriptions of pictures, owners."""
    import pikepdf

    content: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for page in pages:
        for run in page.runs:
            if run.mcid >= 0:
                content[run.page, run.mcid].append(run)
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    tags: list[_Tag] = []
    descriptions: list[str] = []
    seen: set[tuple[int, int]] = set()
    owners: Owners = {}

    holder = [(0, 0)]

    def walk(node: Any, tag: _Tag, around: tuple[tuple[str, int], ...], page: int) -> None:
        if isinstance(node, int):
            owners[page, node] = holder[-1]
            tag.runs += content.pop((page, node), [])
            return
        if not isinstance(node, pikepdf.Dictionary) or len(around) > _DEEPEST:
            return
        page = numbers.get(node.Pg.objgen, page) if "/Pg" in node else page
        if "/MCID" in node:
            owners[page, int(node.MCID)] = holder[-1]
            tag.runs += content.pop((page, int(node.MCID)), [])
            return
        if node.objgen != (0, 0) and node.objgen in seen:
            return
        seen.add(node.objgen)
        role = str(node.get("/S", "")).removeprefix("/")
        if role == "Figure":
            descriptions.append(str(node.get("/Alt", "")))
        if role and role not in _INLINE:
            tag = _Tag(role, around)
            tags.append(tag)
            around = ((role, len(tags)), *around)
        kids: Any = node.get("/K", [])
        holder.append(node.objgen)
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid, tag, around, page)
        holder.pop()

    walk(pdf.Root.StructTreeRoot, _Tag("", ()), (), -1)
    blocks = tuple(
        Block(tag.role, tag.around, tuple(_lines(tag.runs)))
        for tag in tags
        if any(run.text.strip() for run in tag.runs)
    )
    left = [run for runs in content.values() for run in runs]
    left += [run for page in pages for run in page.texts if run.mcid < 0]
    loose = tuple(run for run in left if run.text.strip())
    return blocks, loose, tuple(descriptions), owners


def _astray(pdf: Any, owners: Owners) -> Iterator[int]:
    """Pages whose content does not lead back to the tags that hold it (ISO 32000-1, 14.7.4.4)."""
    import pikepdf

    tree = pdf.Root.get("/StructTreeRoot", {}).get("/ParentTree")
    parents: Any = pikepdf.NumberTree(tree) if tree is not None else {}
    for number, page in enumerate(pdf.pages):
        owned = {mcid: tag for (on, mcid), tag in owners.items() if on == number}
        if not owned:
            continue
        key = int(page.obj.get("/StructParents", -1))
        back: Any = parents.get(key, []) if key >= 0 else []
        if any(mcid >= len(back) or back[mcid].objgen != tag for mcid, tag in owned.items()):
            yield number


def _lines(runs: Sequence[Run]) -> Iterator[Line]:
    """Runs in reading order → lines; what is raised or lowered stays in its line."""
    line: list[Run] = []
    for run in runs:
        if line and not _same_line(line, run):
            yield _line(line)
            line = []
        line.append(run)
    if line:
        yield _line(line)


def _same_line(line: Sequence[Run], run: Run) -> bool:
    last = max(line, key=lambda each: each.size)
    return last.page == run.page and abs(last.baseline - run.baseline) < 0.5 * last.size


def _line(runs: Sequence[Run]) -> Line:
    size = most_common_size(runs)
    main = next((run for run in runs if round(run.size, 1) == size), runs[0])
    shown = [run for run in runs if run.text.strip()] or runs
    box = Box(
        min(run.box.left for run in shown),
        min(run.box.bottom for run in shown),
        max(run.box.right for run in shown),
        max(run.box.top for run in shown),
    )
    text = "".join(run.text for run in runs)
    return Line(main.page, text, box, main.baseline, main.size, tuple(runs))


def _loose_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Blocks of a file without tags: lines of one size that follow closely, page by page."""
    blocks: list[Block] = []
    for page in pages:
        before: list[Line] = []
        for line in _lines(list(page.texts)):
            near = before and (
                abs(before[-1].size - line.size) < 0.6
                and 0 < before[-1].baseline - line.baseline < 1.75 * line.size
            )
            if before and not near:
                blocks.append(Block("", (), tuple(before)))
                before = []
            before.append(line)
        if before:
            blocks.append(Block("", (), tuple(before)))
    return tuple(blocks)


# --- fonts and links -------------------------------------------------------------------------


def _fonts(pdf: Any) -> Iterator[FontFact]:
    import pikepdf

    found: dict[str, FontFact] = {}
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
            continue
        if "/DescendantFonts" not in each and str(each.get("/Subtype", "")).startswith("/CIDFont"):
            continue
        below = each.DescendantFonts[0] if "/DescendantFonts" in each else each
        described: Any = below.get("/FontDescriptor", {})
        embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        name = str(each.get("/BaseFont", "/?")).removeprefix("/")
        name = name[7:] if name[6:7] == "+" else name
        embedded = embedded or each.get("/Subtype") == "/Type3"
        before = found.get(name)
        found[name] = FontFact(
            name,
            embedded and (before is None or before.embedded),
            "/ToUnicode" in each and (before is None or before.readable),
        )
    yield from found.values()


def _links(pdf: Any) -> Iterator[Link]:
    for number, page in enumerate(pdf.pages):
        for each in page.obj.get("/Annots", []):
            if each.get("/Subtype") == "/Link":
                action: Mapping[str, Any] = each.get("/A", {})
                inside = "/Dest" in each or action.get("/S") == "/GoTo"
                yield Link(number, as_box(each.Rect), inside, str(each.get("/Contents", "")))
