"""The body of a Word file → its paragraphs and tables, tracked changes read as accepted.

Fields may begin in one paragraph and end in another (a list of sources is one field), so one walk
reads a whole body and knows which fields are open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from journalpress.errors import InputError, LimitExceeded
from journalpress.model import Source
from journalpress.readers.imports import Decision, Dropped
from journalpress.readers.rich.csl import source_from_csl
from journalpress.readers.rich.tree import Break, Lost, Mark, Picture, Run, Span, Target
from journalpress.readers.word.citations import (
    MENDELEY_BIBLIOGRAPHY,
    MENDELEY_CITATION,
    Cited,
    FieldKind,
    cited_by,
    cited_in_tag,
    kind_of,
)
from journalpress.readers.word.lines import Line, Part, Place, Table, TableRow, TextBox
from journalpress.readers.word.package import NoteKind, Package, Surroundings, plain_words
from journalpress.wordfile.fields import link_of
from journalpress.wordfile.looks import is_rtl
from journalpress.wordfile.parts import DECORATIVE, WP, Element, M, R, W, value, whole_number
from journalpress.wordfile.styles import is_on
from journalpress.wordfile.symbols import symbol

MOST_PARAGRAPHS = 50_000

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VML = "urn:schemas-microsoft-com:vml"
_ADDED = frozenset({"ins", "moveTo", "conflictIns"})
_REMOVED = frozenset({"del", "moveFrom", "conflictDel"})
_SILENT = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "permStart",
        "permEnd", "bookmarkEnd", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
        "commentRangeStart", "commentRangeEnd",
    }
)  # fmt: skip
_GUESSED_ALT = ("description automatically generated", "ai-generated content may be incorrect")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans("\t\r\n", "   ")


@dataclass(slots=True)
class _Field:
    """A field while it is read; `result` once its instruction is complete."""

    code: str = ""
    data: str = ""
    kind: FieldKind = ""
    result: bool = False
    href: str = ""
    written: list[str] = field(default_factory=list)
    tag: str = ""


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around the words: the link, in the terms of Run.href."""

    href: str = ""


_NONE = _Context()


class Walk:
    """Reads bodies of one file; what is said about the whole file is collected as it goes.

    `sources` are those that fields name, by id, in order of first mention; `notes` the ids of the
    notes that the text refers to, in order; `targets` the bookmarks that stand around one.
    """

    def __init__(self, package: Package) -> None:
        self.sources: dict[str, Source | None] = {}
        self.notes: dict[tuple[NoteKind, str], str] = {}
        self.targets: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        self.decisions: list[Decision] = []
        self.dropped: list[Dropped] = []
        self.langs: Counter[str] = Counter()
        self.tracked = 0
        self._package = package
        self._styles = package.styles
        self._fields: list[_Field] = []
        self._paragraphs = 0
        self._surroundings = package.surroundings
        self._waiting: list[str] = []
        self._open_names: list[str] = []
        self._merged: Line | None = None
        self._line = Line(package.styles.shape(None))

    # --- bodies

    def read(self, body: Element, surroundings: Surroundings) -> list[Part]:
        """The parts of a body, or of a note. Raises LimitExceeded for too many paragraphs."""
        self._surroundings = surroundings
        self._fields.clear()
        self._merged = None
        parts = [*self._parts(body), *self._left_over()]
        self._fields.clear()
        return parts

    def _left_over(self) -> list[Part]:
        """The paragraph whose mark was deleted, and behind which no other stands."""
        left, self._merged = self._merged, None
        return [] if left is None else [left]

    def _parts(self, parent: Element) -> list[Part]:
        found: list[Part] = []
        for child in parent:
            name = _local(child)
            if name == "p":
                line = self._paragraph(child)
                if line is not None:
                    found.append(line)
            elif name == "tbl":
                found += self._left_over()
                found.append(self._table(child))
            elif name == "sdt":
                found += self._control(child)
            elif name in _REMOVED:
                self.tracked += 1
            elif name in _ADDED:
                self.tracked += 1
                found += self._parts(child)
            elif name == "AlternateContent":
                for chosen in _alternative(child):
                    found += self._parts(chosen)
            elif name in ("oMath", "oMathPara"):
                line = Line(self._styles.shape(None))
                self._line = line
                self._formula(child, _NONE)
                found.append(line)
            elif name == "bookmarkStart":
                self._waiting.append(child.get(f"{{{W}}}name", ""))
            elif name == "altChunk":
                found.append(Lost("text", "a document that was put in whole"))
            elif name not in _SILENT:
                found += self._parts(child)
        return found

    def _control(self, control: Element) -> list[Part]:
        """A content control around paragraphs; some programs keep lists of theirs in one."""
        properties = control.find(f"{{{W}}}sdtPr")
        tag = value(properties, "tag") or ""
        gallery = value(properties, "docPartObj", "docPartGallery") or ""
        kind: FieldKind = ""
        if tag.startswith(MENDELEY_BIBLIOGRAPHY):
            kind = "sources"
        elif gallery == "Table of Contents":
            kind = "contents"
        if not kind:
            return [part for each in control.iterfind(f"{{{W}}}sdtContent")
                    for part in self._parts(each)]  # fmt: skip
        self._fields.append(_Field(kind=kind, result=True))
        depth = len(self._fields)
        found = [
            part for each in control.iterfind(f"{{{W}}}sdtContent") for part in self._parts(each)
        ]
        del self._fields[depth - 1 :]
        return found

    # --- paragraphs

    def _paragraph(self, element: Element) -> Line | None:
        """The paragraph; None where its mark was deleted, so that it goes on in the next."""
        self._paragraphs += 1
        if self._paragraphs > MOST_PARAGRAPHS:
            raise LimitExceeded(
                f"the Word file has more than {MOST_PARAGRAPHS:,} paragraphs",
                hint="split the file, one article in each",
            )
        properties = element.find(f"{{{W}}}pPr")
        line = Line(self._styles.shape(properties))
        merged, self._merged = self._merged, None
        if merged is not None:
            line.spans, line.bold, line.size = merged.spans, merged.bold, merged.size
            line.names, line.apart, line.within = merged.names, merged.apart, merged.within
        line.names += self._waiting
        self._waiting = []
        outer, self._line = self._line, line
        self._inline(element, _NONE)
        self._line = outer
        marks = [] if properties is None else properties.findall(f"{{{W}}}rPr/*")
        changed = {_local(each) for each in marks} & (_ADDED | _REMOVED)
        self.tracked += len(changed)
        if properties is not None and properties.find(f"{{{W}}}pPrChange") is not None:
            self.tracked += 1
        if changed & _REMOVED:
            self._merged = line
            return None
        if line.shape.place is not None:
            line.number = self._package.lists.next(*line.shape.place)
        return line

    def _inline(self, parent: Element, around: _Context) -> None:
        for child in parent:
            name = _local(child)
            if name == "r" and not child.tag.startswith(f"{{{M}}}"):
                self._run(child, around)
            elif name in _REMOVED:
                self.tracked += 1
            elif name in _ADDED:
                self.tracked += 1
                self._inline(child, around)
            elif name == "hyperlink":
                self._inline(child, self._link(child) or around)
            elif name == "fldSimple":
                self._simple_field(child, around)
            elif name == "sdt":
                self._inline_control(child, around)
            elif name == "bookmarkStart":
                self._line.names.append(child.get(f"{{{W}}}name", ""))
                self._open_names.append(child.get(f"{{{W}}}name", ""))
            elif name == "bookmarkEnd":
                self._open_names.clear()
            elif name == "AlternateContent":
                for chosen in _alternative(child):
                    self._inline(chosen, around)
            elif name in ("oMath", "oMathPara"):
                self._formula(child, around)
            elif name == "subDoc":
                self._line.apart.append(Lost("text", "a document that is linked, not held"))
            elif name not in _SILENT:
                self._inline(child, around)

    def _link(self, element: Element) -> _Context | None:
        address = self._surroundings.address(element.get(f"{{{R}}}id", ""))
        return _context(address, element.get(f"{{{W}}}anchor", ""))

    def _inline_control(self, control: Element, around: _Context) -> None:
        properties = control.find(f"{{{W}}}sdtPr")
        tag = value(properties, "tag") or ""
        content = control.findall(f"{{{W}}}sdtContent")
        if properties is not None and properties.find(f"{{{W}}}showingPlcHdr") is not None:
            words = " ".join(plain_words(each) for each in content).strip()
            if words:
                self.dropped.append(Dropped(0, words, "a place in a form that nobody filled in"))
            return
        if not tag.startswith(MENDELEY_CITATION):
            for each in content:
                self._inline(each, around)
            return
        self._fields.append(_Field(kind="citation", result=True, tag=tag))
        for each in content:
            self._inline(each, around)
        self._end_field()

    def _formula(self, element: Element, around: _Context) -> None:
        words = "".join(each.text or "" for each in element.iter(f"{{{M}}}t"))
        if words.strip():
            self._say(words, Run(words, href=around.href))
            self.decisions.append(
                Decision(0, f"a formula is kept as the signs in it: “{words}”; look at it")
            )
        else:
            self._line.apart.append(Lost("text", "a formula"))

    # --- runs

    def _run(self, run: Element, around: _Context) -> None:
        properties = run.find(f"{{{W}}}rPr")
        text = "".join(child.text or "" for child in run if _local(child) == "t")
        rtl = is_rtl(text)
        look = self._styles.looks.look(properties, rtl=rtl)
        if properties is not None and properties.find(f"{{{W}}}rPrChange") is not None:
            self.tracked += 1
        lang = self._lang(properties, rtl=rtl)
        if look.hidden:
            if text.strip() and not self._in_code():
                self.dropped.append(Dropped(0, text.strip(), "hidden in the Word file"))
            self._markers_only(run, around)
            return
        if look.struck and text.strip() and not self._in_code():
            self.decisions.append(
                Decision(0, f"“{text.strip()}” is struck through in the Word file; it is kept")
            )
        run_of = Run(
            "",
            strong=look.strong,
            emph=look.emph,
            script=look.script,
            lang=lang,
            href=around.href,
        )
        if text.strip() and not self._in_code():
            self._line.bold &= look.strong or self._line.shape.bold
            size = self._styles.size(properties) or self._line.shape.size
            self._line.size = max(self._line.size, size)
        self._content(run, run_of, around)

    def _markers_only(self, run: Element, around: _Context) -> None:
        """Of a hidden run the ends of fields, without which the rest would be read wrongly."""
        for child in run:
            if _local(child) in ("fldChar", "instrText"):
                self._content([child], Run("", href=around.href), around)

    def _content(self, children: Iterator[Element] | Element | list[Element], like: Run,
                 around: _Context) -> None:  # fmt: skip
        for child in children:
            words = ""
            match _local(child):
                case "t":
                    words = _text(child)
                case "br" | "cr":
                    if child.get(f"{{{W}}}type") not in ("page", "column"):
                        self._add(Break(), " ")
                    elif self._line.spans:
                        words = " "
                case "tab" | "ptab":
                    words = " "
                case "noBreakHyphen":
                    words = "-"
                case "sym":
                    words = symbol(child.get(f"{{{W}}}font", ""), child.get(f"{{{W}}}char", ""))
                    if not words and not self._in_code():
                        font = child.get(f"{{{W}}}font", "")
                        self._line.apart.append(Lost("text", f"a sign of the font {font}"))
                case "fldChar":
                    self._field_character(child)
                case "instrText":
                    self._instruction(child)
                case "drawing" | "pict" | "object":
                    self._drawing(child)
                case "footnoteReference":
                    self._note(child, "footnote")
                case "endnoteReference":
                    self._note(child, "endnote")
                case "AlternateContent":
                    for chosen in _alternative(child):
                        self._content(chosen, like, around)
                case "ruby":
                    self._ruby(child, like, around)
                case _:
                    pass
            if words:
                href = like.href or next(
                    (each.href for each in reversed(self._fields) if each.href), ""
                )
                self._say(
                    words,
                    Run(words, like.strong, like.emph, like.script, like.lang, "", href),
                )

    def _ruby(self, ruby: Element, like: Run, around: _Context) -> None:
        """The words, and their reading in brackets behind them."""
        for base in ruby.iter(f"{{{W}}}rubyBase"):
            for run in base.iter(f"{{{W}}}r"):
                self._content(run, like, around)
        reading = "".join(
            each.text or "" for rt in ruby.iter(f"{{{W}}}rt") for each in rt.iter(f"{{{W}}}t")
        )
        if reading:
            self._say(f" ({reading})", Run(f" ({reading})"))

    def _say(self, words: str, run: Run) -> None:
        self._add(run, words)
        if run.lang or self._package.default_lang:
            self.langs[run.lang or self._package.default_lang] += len(words)

    def _add(self, span: Span, words: str) -> None:
        """Put a span where the open fields want it."""
        if self._in_code():
            return
        for each in self._fields:
            if each.kind == "citation":
                each.written.append(words)
                return
            if each.kind in ("sources", "contents"):
                self._line.within = "sources" if each.kind == "sources" else "contents"
        self._line.spans.append(span)

    def _lang(self, properties: Element | None, *, rtl: bool) -> str:
        found = None if properties is None else properties.find(f"{{{W}}}lang")
        if found is None:
            return ""
        return found.get(f"{{{W}}}bidi" if rtl else f"{{{W}}}val", "")

    # --- notes

    def _note(self, element: Element, kind: NoteKind) -> None:
        key = (kind, element.get(f"{{{W}}}id", ""))
        if key not in self._package.notes:
            self._line.apart.append(Lost("text", f"a {kind} that is not in the file"))
            return
        name = f"{kind}-{key[1]}"
        if key not in self.notes:
            number = sum(1 for each, _ in self.notes if each == kind) + 1
            self.notes[key] = str(number)
        for bookmark in self._open_names:
            self.targets[bookmark] = name
        self._add(Mark((Target(name),), self.notes[key]), self.notes[key])

    # --- fields

    def _in_code(self) -> bool:
        return any(not each.result for each in self._fields)

    def _field_character(self, element: Element) -> None:
        match element.get(f"{{{W}}}fldCharType"):
            case "begin":
                data = element.find(f"{{{W}}}fldData")
                self._fields.append(_Field(data="" if data is None else data.text or ""))
            case "separate" if self._fields:
                self._begin_result(self._fields[-1])
            case "end" if self._fields:
                self._end_field()
            case _:
                pass

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += element.text or ""

    def _begin_result(self, each: _Field) -> None:
        each.result = True
        each.kind = kind_of(each.code)
        if each.kind == "link":
            context = _context(*link_of(each.code))
            each.href = context.href if context else ""
        elif each.kind == "note" and not self._in_code():
            name = each.code.split()[1:2]
            each.href = f"#{name[0]}" if name else ""
        elif each.kind == "count":
            label = (each.code.split()[1:2] or [""])[0].lower().strip('"')
            tables = ("table", "tabelle", "tableau", "tabla")
            self._line.counted = "table" if label in tables else "figure"

    def _end_field(self) -> None:
        ended = self._fields.pop()
        if not ended.result and self._fields and ended.data and not self._fields[-1].result:
            # EndNote keeps a long instruction as the data of a field inside that of the citation.
            self._fields[-1].data = self._fields[-1].data or ended.data
        if ended.kind == "citation":
            self._citation(ended)

    def _simple_field(self, element: Element, around: _Context) -> None:
        made = _Field(code=element.get(f"{{{W}}}instr", ""))
        self._fields.append(made)
        self._begin_result(made)
        self._inline(element, around)
        if self._fields and self._fields[-1] is made:
            self._end_field()

    def _citation(self, ended: _Field) -> None:
        written = "".join(ended.written)
        try:
            cited = cited_in_tag(ended.tag) if ended.tag else cited_by(ended.code, ended.data)
        except (ValueError, InputError) as error:
            self.decisions.append(
                Decision(0, f"the citation “{written}” is kept as words: {error}")
            )
            self._say(written, Run(written))
            return
        for each in cited:
            self._know(each)
        before = " ".join(each.before for each in cited if each.before)
        after = " ".join(each.after for each in cited if each.after)
        if before:
            self._say(f"{before} ", Run(f"{before} "))
        self._add(Mark(tuple(each.target for each in cited), written), written)
        if after:
            gap = "" if after[0] in ",.;:" else " "
            self._say(f"{gap}{after}", Run(f"{gap}{after}"))

    def _know(self, cited: Cited) -> None:
        name = cited.target.id
        if self.sources.get(name) is not None:
            return
        item = cited.item or self._package.sources.get(name, {})
        source, remarks = source_from_csl(item)
        self.sources[name] = source
        self.decisions += [Decision(0, each) for each in remarks]

    # --- pictures

    def _drawing(self, element: Element) -> None:
        if self._in_code():
            return
        described = next(element.iter(f"{{{WP}}}docPr"), None)
        alt = "" if described is None else described.get("descr", "").strip()
        if described is None:
            shape = next(element.iter(f"{{{_VML}}}shape"), None)
            alt = "" if shape is None else shape.get("alt", "").strip()
        decorative = described is not None and any(
            is_on(each.get("val")) for each in described.iter(DECORATIVE)
        )
        if any(each in alt.lower() for each in _GUESSED_ALT):
            why = "a description of a picture that a program guessed"
            self.dropped.append(Dropped(0, " ".join(alt.split()), why))
            alt = ""
        boxes = list(_outermost_boxes(element))
        images = [
            each
            for each in element.iter(f"{{{_A}}}blip", f"{{{_VML}}}imagedata")
            if not _inside_box(each, element)
        ]
        for image in images:
            self._image(image, alt, decorative=decorative)
        for box in boxes:
            line = self._line
            fields, self._fields = self._fields, []
            inner = self._parts(box)
            self._fields, self._line = fields, line
            line.apart.append(TextBox(inner))
        if not images and not boxes and not decorative:
            what = f"a drawing: {alt}" if alt else "a drawing"
            if _local(element) == "object":
                what = "an object of another program"
            self._line.apart.append(Lost("figure", what))

    def _image(self, element: Element, alt: str, *, decorative: bool) -> None:
        relation = (
            element.get(f"{{{R}}}embed")
            or element.get(f"{{{R}}}id")
            or element.get(f"{{{R}}}link")
            or ""
        )
        image = self._surroundings.image(relation)
        if image.why:
            described = f" ({alt})" if alt else ""
            self._line.apart.append(
                Lost("figure", f"the picture {image.name}{described} {image.why}")
            )
            return
        self.pictures[image.name] = image.data
        self._add(Picture(image.name, "" if decorative else alt, decorative), "")

    # --- tables

    def _table(self, element: Element) -> Table:
        return Table(list(self._rows(element)))

    def _rows(self, parent: Element) -> Iterator[TableRow]:
        for child in parent:
            name = _local(child)
            if name == "tr":
                properties = child.find(f"{{{W}}}trPr")
                gone = properties is not None and properties.find(f"{{{W}}}del") is not None
                added = properties is not None and properties.find(f"{{{W}}}ins") is not None
                self.tracked += gone + added
                if gone:
                    continue
                before = whole_number(value(properties, "gridBefore"))
                places = list(self._places(child))
                if before > 0:
                    places.insert(0, Place([], min(before, 63)))
                heading = properties is not None and is_on(value(properties, "tblHeader"))
                yield TableRow(places, heading)
            elif name in _REMOVED:
                self.tracked += 1
            elif name not in _SILENT:
                yield from self._rows(child)

    def _places(self, row: Element) -> Iterator[Place]:
        for child in row:
            name = _local(child)
            if name == "tc":
                properties = child.find(f"{{{W}}}tcPr")
                if properties is not None and properties.find(f"{{{W}}}cellDel") is not None:
                    self.tracked += 1
                    continue
                columns = min(max(whole_number(value(properties, "gridSpan"), 1), 1), 63)
                merge = value(properties, "vMerge")
                parts = [*self._parts(child), *self._left_over()]
                yield Place(parts, columns, merge is not None and merge != "restart")
            elif name not in _SILENT:
                yield from self._places(child)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _alternative(element: Element) -> tuple[Element, ...]:
    """What to read of an mc:AlternateContent: its first choice, or else what it falls back to."""
    for child in element:
        if _local(child) in ("Choice", "Fallback"):
            return (child,)
    return ()


def _context(address: str, anchor: str) -> _Context | None:
    if not address and not anchor:
        return None
    return _Context(f"{address}#{anchor}" if anchor else address)


def _text(element: Element) -> str:
    """Words as Word reads them: line ends are spaces, spaces at the ends must be asked for."""
    text = (element.text or "").translate(_BLANKS)
    return text if element.get(_SPACE) == "preserve" else text.strip(" ")


def _outermost_boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes in a drawing; of two ways to say one, the first."""
    for child in element:
        name = _local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            for chosen in _alternative(child):
                yield from _outermost_boxes(chosen)
        else:
            yield from _outermost_boxes(child)


def _inside_box(element: Element, top: Element) -> bool:
    for each in element.iterancestors():
        if each is top:
            return False
        if _local(each) == "txbxContent":
            return True
    return False
