"""The body of a Word file → its paragraphs and tables, tracked changes read as accepted.

Fields may begin in one paragraph and end in another (a list of sources is one field), so one walk
reads a whole body and knows which fields are open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from journalpress.errors import InputError, LimitExceeded
from journalpress.model import Source
from journalpress.readers.formulas import formula_line
from journalpress.readers.imports import STRUCK_OUT, Decision, Dropped
from journalpress.readers.rich.csl import source_from_csl
from journalpress.readers.rich.tree import Break, Lost, Mark, Run, Span, Target
from journalpress.readers.word.citations import (
    MENDELEY_BIBLIOGRAPHY,
    MENDELEY_CITATION,
    Cited,
    FieldKind,
    cited_by,
    cited_in_tag,
)
from journalpress.readers.word.drawings import alternative, drawing_of, local
from journalpress.readers.word.lines import Line, Part, Place, Table, TableRow, TextBox
from journalpress.readers.word.openfields import Field, OpenFields, href_of
from journalpress.readers.word.package import NoteKind, Package, Surroundings
from journalpress.wordfile.looks import is_rtl
from journalpress.wordfile.parts import Element, M, R, W, plain_words, value, whole_number
from journalpress.wordfile.styles import is_on
from journalpress.wordfile.symbols import in_font, symbol, symbol_font

MOST_PARAGRAPHS = 50_000

_ADDED = frozenset({"ins", "moveTo", "conflictIns"})
_REMOVED = frozenset({"del", "moveFrom", "conflictDel"})
_SILENT = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "permStart",
        "permEnd", "bookmarkEnd", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
        "commentRangeStart", "commentRangeEnd",
    }
)  # fmt: skip
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans("\t\r\n", "   ")


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
        self._fields = OpenFields()
        self._paragraphs = 0
        self._surroundings = package.surroundings
        self._waiting: list[str] = []
        self._open_names: list[str] = []
        self._merged: Line | None = None
        self._line = Line(package.styles.shape(None))
        self._font = ""

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
            name = local(child)
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
                for chosen in alternative(child):
                    found += self._parts(chosen)
            elif name in ("oMath", "oMathPara"):
                line = Line(self._styles.shape(None))
                self._line = line
                self._formula(child, "")
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
        depth = len(self._fields)
        self._fields.begin(Field(kind=kind, result=True))
        found = [
            part for each in control.iterfind(f"{{{W}}}sdtContent") for part in self._parts(each)
        ]
        self._fields.cut(depth)
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
        self._inline(element, "")
        line.spans += self._fields.unended()
        self._line = outer
        marks = [] if properties is None else properties.findall(f"{{{W}}}rPr/*")
        changed = {local(each) for each in marks} & (_ADDED | _REMOVED)
        self.tracked += len(changed)
        if properties is not None and properties.find(f"{{{W}}}pPrChange") is not None:
            self.tracked += 1
        if changed & _REMOVED:
            self._merged = line
            return None
        if line.shape.place is not None and self._package.lists.is_bare(*line.shape.place):
            continued = line.shape.role == "text"
            line.shape = replace(
                line.shape,
                role="continued" if continued else line.shape.role,
                level=line.shape.place[1] if continued else line.shape.level,
                place=None,
            )
        elif line.shape.place is not None:
            name, level = line.shape.place
            line.number = self._package.lists.next(name, level)
            line.printed = self._package.lists.printed(name, level) if line.number else ""
            line.shape = replace(line.shape, place=(name, level + line.shape.indent))
        return line

    def _inline(self, parent: Element, around: str) -> None:
        for child in parent:
            name = local(child)
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
                for chosen in alternative(child):
                    self._inline(chosen, around)
            elif name in ("oMath", "oMathPara"):
                self._formula(child, around)
            elif name == "subDoc":
                self._line.apart.append(Lost("text", "a document that is linked, not held"))
            elif name not in _SILENT:
                self._inline(child, around)

    def _link(self, element: Element) -> str:
        address = self._surroundings.address(element.get(f"{{{R}}}id", ""))
        return href_of(address, element.get(f"{{{W}}}anchor", ""))

    def _inline_control(self, control: Element, around: str) -> None:
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
        self._fields.begin(Field(kind="citation", result=True, tag=tag))
        for each in content:
            self._inline(each, around)
        self._end_field()

    def _formula(self, element: Element, around: str) -> None:
        words = formula_line(element)
        if words:
            self._say(words, Run(words, href=around))
            self.decisions.append(
                Decision(0, f"a formula is kept as the signs in it: “{words}”; look at it")
            )
        else:
            self._line.apart.append(Lost("text", "a formula"))

    # --- runs

    def _run(self, run: Element, around: str) -> None:
        properties = run.find(f"{{{W}}}rPr")
        text = "".join(child.text or "" for child in run if local(child) == "t")
        rtl = is_rtl(text)
        look = self._styles.looks.look(properties, rtl=rtl)
        if properties is not None and properties.find(f"{{{W}}}rPrChange") is not None:
            self.tracked += 1
        lang = self._lang(properties, rtl=rtl)
        if look.hidden:
            if text.strip() and not self._fields.in_code:
                self.dropped.append(Dropped(0, text.strip(), "hidden in the Word file"))
            self._markers_only(run, around)
            return
        if look.struck and not self._fields.in_code:
            # A dose that somebody struck out must not stand beside the new one.
            if text.strip():
                self.dropped.append(Dropped(0, text.strip(), STRUCK_OUT))
            self._markers_only(run, around)
            return
        run_of = Run(
            "",
            strong=look.strong,
            emph=look.emph,
            script=look.script or _position(properties),
            lang=lang,
            href=around,
        )
        if text.strip() and not self._fields.in_code:
            self._line.bold &= look.strong or self._line.shape.bold
            size = self._styles.size(properties) or self._line.shape.size
            self._line.size = max(self._line.size, size)
        fonts = None if properties is None else properties.find(f"{{{W}}}rFonts")
        self._font = symbol_font({} if fonts is None else _attributes(fonts))
        self._content(run, run_of, around)
        self._font = ""

    def _markers_only(self, run: Element, around: str) -> None:
        """Of a hidden run the ends of fields, without which the rest would be read wrongly."""
        for child in run:
            if local(child) in ("fldChar", "instrText"):
                self._content([child], Run("", href=around), around)

    def _content(self, children: Iterator[Element] | Element | list[Element], like: Run,
                 around: str) -> None:  # fmt: skip
        for child in children:
            words = ""
            match local(child):
                case "t":
                    words = _text(child)
                    if self._font and words:
                        drawn, words = words, in_font(self._font, words)
                        if not words and not self._fields.in_code:
                            what = f"“{drawn}” in the font {self._font}"
                            self._line.apart.append(Lost("text", what))
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
                    if not words and not self._fields.in_code:
                        font = child.get(f"{{{W}}}font", "")
                        self._line.apart.append(Lost("text", f"a sign of the font {font}"))
                case "fldChar":
                    self._field_character(child)
                case "instrText":
                    self._fields.instruct(child.text or "")
                case "drawing" | "pict" | "object":
                    self._drawing(child)
                case "footnoteReference":
                    self._note(child, "footnote")
                case "endnoteReference":
                    self._note(child, "endnote")
                case "AlternateContent":
                    for chosen in alternative(child):
                        self._content(chosen, like, around)
                case "ruby":
                    self._ruby(child, like, around)
                case _:
                    pass
            if words:
                href = like.href or self._fields.href
                self._say(
                    words,
                    Run(words, like.strong, like.emph, like.script, like.lang, "", href),
                )

    def _ruby(self, ruby: Element, like: Run, around: str) -> None:
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
        if self._fields.in_code:
            self._fields.hold(span)
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

    def _field_character(self, element: Element) -> None:
        match element.get(f"{{{W}}}fldCharType"):
            case "begin":
                data = element.find(f"{{{W}}}fldData")
                self._fields.begin(Field(data="" if data is None else data.text or ""))
            case "separate":
                self._separate()
            case "end":
                self._end_field()
            case _:
                pass

    def _separate(self) -> None:
        made = self._fields.separate()
        if made is not None and made.label:
            self._line.counted = "table" if made.label == "table" else "figure"

    def _end_field(self) -> None:
        ended = self._fields.end()
        if ended is not None and ended.kind == "citation":
            self._citation(ended)

    def _simple_field(self, element: Element, around: str) -> None:
        depth = len(self._fields)
        self._fields.begin(Field(code=element.get(f"{{{W}}}instr", "")))
        self._separate()
        self._inline(element, around)
        self._fields.cut(depth + 1)
        self._end_field()

    def _citation(self, ended: Field) -> None:
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
        if self._fields.in_code:
            return
        drawing = drawing_of(element, self._surroundings)
        if drawing.guessed:
            why = "a description of a picture that a program guessed"
            self.dropped.append(Dropped(0, drawing.guessed, why))
        for picture, data in drawing.pictures:
            self.pictures[picture.name] = data
            self._add(picture, "")
        for box in drawing.boxes:
            line, fields = self._line, self._fields
            self._fields = OpenFields()
            inner = self._parts(box)
            self._fields, self._line = fields, line
            line.apart.append(TextBox(inner))
        self._line.apart += drawing.lost

    # --- tables

    def _table(self, element: Element) -> Table:
        return Table(list(self._rows(element)))

    def _rows(self, parent: Element) -> Iterator[TableRow]:
        for child in parent:
            name = local(child)
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
            name = local(child)
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


def _attributes(element: Element) -> dict[str, str]:
    return {str(key): str(said) for key, said in element.attrib.items()}


def _position(properties: Element | None) -> Literal["", "sub", "sup"]:
    """Whether words are raised or lowered by hand, and smaller, as LibreOffice writes it."""
    raised = whole_number(value(properties, "position"))
    if not raised or value(properties, "sz") is None:
        return ""
    return "sup" if raised > 0 else "sub"


def _text(element: Element) -> str:
    """Words as Word reads them: line ends are spaces, spaces at the ends must be asked for."""
    text = (element.text or "").translate(_BLANKS)
    return text if element.get(_SPACE) == "preserve" else text.strip(" ")
