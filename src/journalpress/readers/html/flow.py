"""The elements of an article → the blocks and words of a Document, each word once, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import unquote

from lxml.html import HtmlElement

from journalpress.model import Alignment, CalloutKind
from journalpress.readers.html.elements import (
    BLOCKS,
    is_heading,
    level_of,
    line_of,
    names_of,
    text_of,
)
from journalpress.readers.html.images import Images, words_of_image
from journalpress.readers.imports import STRUCK_OUT, Dropped
from journalpress.readers.rich.tree import (
    Block,
    Box,
    Break,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Grid,
    Heading,
    Item,
    Paragraph,
    Picture,
    Plate,
    Question,
    Quotation,
    Run,
    Span,
    Words,
    leaves_of,
)

_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "input",
        "textarea",
        "select",
        "option",
        "datalist",
        "area",
        "map",
        "col",
        "colgroup",
        "frame",
        "frameset",
        "noframes",
        "rp",
        "wbr",
    ]
)
_STRONG = frozenset({"b", "strong"})
_EMPH = frozenset({"i", "em", "cite", "var", "dfn"})
_LOOKS = _STRONG | _EMPH | {"sup", "sub"}
_STRUCK = frozenset({"del", "s", "strike"})
_FILMS = {
    "iframe": "a film, a map or another page set into the page",
    "video": "a film",
    "audio": "a recording",
    "object": "something set into the page",
    "embed": "something set into the page",
    "canvas": "a drawing made by a script",
    "svg": "a drawing",
    "applet": "something set into the page",
}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_RAISED_NAMES = re.compile(r" (?:superscript|sup|mso-sup|citation-sup) ")
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_BOX = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:alert|callout|notice|notebox|note-box|note|admonition|info-?box"
    r"|infobox-text|warning|caution|danger|tip|important|highlight-box"
    r"|key-?points?|keypoint|key-?facts?"
    r"|panel|inset-text|warning-callout|warning-text|care-card|action-link-box|pullout|fact-?box"
    r"|takeaways?|box|hinweis|hinweisbox|encadre|encadré|aviso|kasten|message-box)"
    r"(?:[-_]{1,2}[^\W_]+)* "
)
_NO_BOX = re.compile(
    r"(?:^| )(?:search|content|text|main|article|image|img|media|video|table|flex|grid|layout"
    r"|light)-?box|box-(?:layout|sizing|content|shadow)|(?:panel|box)-(?:body|group|heading|title|content)"
    r"|__(?:title|label|heading|body|content|text|icon|header)|-(?:title|label|icon|heading|body) "
    r"|elementor|accordion|tab-panel|faq"
)
_KINDS: tuple[tuple[CalloutKind, re.Pattern[str]], ...] = (
    (
        "warning",
        re.compile(r"warning|danger|caution|urgent|emergency|error|immediate|red-flag|warn"),
    ),
    ("important", re.compile(r"important|key|takeaway|attention|wichtig")),
    ("tip", re.compile(r"\btips?\b|hint|success|advice|tipp|astuce|consejo")),
)
_BOX_TITLE = re.compile(r"[-_ ](?:title|heading|header|label|caption) ")
_QUESTION = re.compile(r"schema-faq-question|faq-question|rank-math-question|accordion-question")
_QUESTION_ITEM = re.compile(r"schema\.org/Question", re.IGNORECASE)
_PULLED = re.compile(r"pull-?quote")
_TABLE_FOR_LOOKS = frozenset({"presentation", "none"})
_CAPTION = re.compile(
    r" (?:[^\W_]+[-_]{1,2})*(?:caption|caption-text|image-caption|figcaption|legend) "
)
_FIGURE = re.compile(r" (?:wp-caption|image-block|captioned-image|thumb|thumbinner|figure|fig) ")
_BULLET = re.compile(r"^\s*[•◦‣▪▫●○∙·⁃■□►➤✓✔]\s*")


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, and where they lead."""

    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    lang: str = ""
    expansion: str = ""
    href: str = ""
    keeps_lines: bool = False


PLAIN = Look()


@dataclass(slots=True)
class _Sink:
    """Gathers words until a block ends."""

    blocks: list[Block] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    line: int = 0
    anchor: str = ""


class Flow:
    """Reads the elements of one page; `names` leads from an id to that of a source or a note."""

    def __init__(self, images: Images, names: Mapping[str, str], lang: str) -> None:
        self.dropped: list[Dropped] = []
        self._images = images
        self._names = names
        self._lang = lang.lower()

    def blocks(self, element: HtmlElement, look: Look = PLAIN) -> tuple[Block, ...]:
        """The blocks inside an element."""
        sink = _Sink(line=line_of(element), anchor=self._anchor(element))
        self._children(element, look, sink)
        self._flush(sink)
        return tuple(sink.blocks)

    def words(self, element: HtmlElement, look: Look = PLAIN) -> Words:
        """The words inside an element, those of several blocks with a space between them."""
        found: list[Span] = []
        for block in self.blocks(element, look):
            if isinstance(block, Plate):
                found.append(block.picture)
            for leaf in leaves_of((block,)):
                if leaf:
                    found += [*([Run(" ")] if found else []), *leaf]
        return tuple(found)

    # --- walking

    def _children(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        self._text(element.text, look, sink)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look, sink)
            self._text(child.tail, look, sink)

    def _text(self, text: str | None, look: Look, sink: _Sink) -> None:
        if not text:
            return
        if not look.keeps_lines:
            self._run(text, look, sink)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                sink.words.append(Break())
            self._run(line, look, sink)

    def _run(self, text: str, look: Look, sink: _Sink) -> None:
        if text:
            sink.words.append(
                Run(text, look.strong, look.emph, look.script, look.lang, look.expansion, look.href)
            )

    def _flush(self, sink: _Sink) -> None:
        """Ends a paragraph; two line breaks in a row are the end of one as well."""
        words, sink.words = sink.words, []
        for part in _parted(words):
            if _has_something(part):
                sink.blocks.append(Paragraph(tuple(part), sink.line, sink.anchor))
        sink.anchor = ""

    def _element(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        tag = element.tag
        if tag in _SILENT:
            if tag == "noscript":
                self._children(element, look, sink)
            return
        if tag == "br":
            sink.words.append(Break())
        elif tag == "img":
            self._image(element, look, sink)
        elif tag == "ruby":
            self._ruby(element, look, sink)
        elif tag in _FILMS:
            self._leave(element, f"{_FILMS[tag]}, which paper cannot show")
        elif tag in _STRUCK:
            self._leave(element, STRUCK_OUT)
        elif tag in BLOCKS or tag == "hr" or is_heading(element) or _is_block(element):
            self._flush(sink)
            sink.line = line_of(element)
            sink.anchor = self._anchor(element)
            self._block(element, self._changed(element, look), sink)
            self._flush(sink)
            sink.line = line_of(element)
        elif tag == "q":
            self._run("“", look, sink)
            self._children(element, self._changed(element, look), sink)
            self._run("”", look, sink)
        else:
            self._children(element, self._changed(element, look), sink)

    def _changed(self, element: HtmlElement, look: Look) -> Look:
        """The look inside an element."""
        tag = element.tag
        if tag not in _LOOKS and not element.attrib:
            return look
        style = element.get("style", "")
        raised = _RAISED.search(style) if style else None
        strong, emph, script = look.strong, look.emph, look.script
        if tag in _STRONG or (style and _BOLD.search(style)):
            strong = True
        if style and _NOT_BOLD.search(style):
            strong = False
        if tag in _EMPH or (style and _ITALIC.search(style)):
            emph = True
        if tag == "sup" or (raised and raised[1].lower() == "super"):
            script = "sup"
        elif tag == "sub" or raised:
            script = "sub"
        elif tag in ("span", "a") and _RAISED_NAMES.search(names_of(element)):
            script = "sup"
        lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        lang = look.lang if lang is None else lang.strip().replace("_", "-")
        if lang.lower() == self._lang:
            lang = ""
        expansion = look.expansion
        if tag in ("abbr", "acronym", "dfn") and element.get("title", "").strip():
            expansion = " ".join(element.get("title", "").split())
        href = self._href(element) if tag == "a" and element.get("href") is not None else look.href
        return replace(
            look, strong=strong, emph=emph, script=script, lang=_tag(lang), expansion=expansion,
            href=href,
        )  # fmt: skip

    def _href(self, link: HtmlElement) -> str:
        """The address; a place on this very page as `#name`, a source or a note by its own name."""
        href: str = link.get("href", "").strip()
        page, sign, name = href.partition("#")
        if sign and not page:
            name = unquote(name)
            return f"#{self._names.get(name, name)}"
        return href

    def _anchor(self, element: HtmlElement) -> str:
        name = element.get("id", "")
        return self._names.get(name, name)

    def _leave(self, element: HtmlElement, why: str) -> None:
        words = text_of(element) or element.get("title", "") or element.get("aria-label", "")
        words = words or element.get("src", "") or element.get("data", "")
        if words and not words.startswith("data:"):
            shown = words if len(words) < 200 else f"{words[:200]}…"
            self.dropped.append(Dropped(line_of(element), shown, why))

    # --- words that are more than words

    def _image(self, image: HtmlElement, look: Look, sink: _Sink) -> None:
        if sign := words_of_image(image):
            self._run(sign, look, sink)
        elif (picture := self._images.picture(image)) and not any(
            span.name == picture.name for span in sink.words if isinstance(span, Picture)
        ):
            sink.words.append(picture)

    def _ruby(self, ruby: HtmlElement, look: Look, sink: _Sink) -> None:
        """The base, then its reading in brackets."""
        self._text(ruby.text, look, sink)
        for child in ruby:
            if child.tag == "rt":
                reading = text_of(child)
                if reading:
                    self._run(f" ({reading})", look, sink)
            elif child.tag == "rtc":
                self._ruby(child, look, sink)
            elif child.tag != "rp":
                self._element(child, look, sink)
            self._text(child.tail, look, sink)

    # --- blocks

    def _block(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        tag = element.tag
        names = names_of(element)
        line = line_of(element)
        if is_heading(element):
            words = self.words(element, look)
            if _has_something(words):
                sink.blocks.append(Heading(level_of(element), words, line, self._anchor(element)))
        elif tag in ("ul", "ol", "menu", "dir"):
            sink.blocks += self._list(element, look)
        elif tag == "dl":
            sink.blocks += self._definitions(element, look)
        elif tag == "table":
            sink.blocks += self._table(element, look)
        elif tag == "blockquote":
            self._quotation(element, look, sink)
        elif tag == "figure" or (_FIGURE.search(names) and element.find(".//img") is not None):
            self._figure(element, look, sink)
        elif tag == "details":
            self._details(element, look, sink)
        elif tag == "pre":
            self._children(element, replace(look, keeps_lines=True), sink)
        elif self._asks(element, names):
            self._question(element, look, sink)
        elif self._is_box(element, names):
            self._box(element, names, look, sink)
        elif tag != "hr":
            self._children(element, look, sink)

    def _list(self, element: HtmlElement, look: Look) -> Iterator[Block]:
        items: list[Item] = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            inner = self.blocks(child, self._changed(child, look)) if child.tag == "li" else ()
            if child.tag == "li":
                if inner:
                    items.append(Item(inner, self._anchor(child)))
            else:
                sink = _Sink(line=line_of(child))
                self._element(child, look, sink)
                self._flush(sink)
                if sink.blocks and items:
                    items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *sink.blocks))
                elif sink.blocks:
                    items.append(Item(tuple(sink.blocks)))
            stray = (child.tail or "").strip()
            if stray:
                items.append(Item((Paragraph((Run(stray),), line_of(child)),)))
        if (element.text or "").strip():
            items.insert(0, Item((Paragraph((Run(element.text or ""),), line_of(element)),)))
        start = element.get("start", "1").strip()
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        if items:
            yield Bullets(tuple(items), number if element.tag == "ol" else None, line_of(element))

    def _definitions(self, element: HtmlElement, look: Look) -> Iterator[Block]:
        entries: list[Definition] = []
        terms: list[Words] = []
        meaning: list[Block] = []
        line = 0
        for child in _unwrapped(element):
            if child.tag == "dt":
                if meaning:
                    entries.append(Definition(tuple(terms), tuple(meaning), line))
                    terms, meaning = [], []
                line = line if terms else line_of(child)
                terms.append(self.words(child, self._changed(child, look)))
            else:
                sink = _Sink(line=line_of(child))
                if child.tag == "dd":
                    self._children(child, self._changed(child, look), sink)
                else:
                    self._element(child, look, sink)
                self._flush(sink)
                meaning += sink.blocks
        if terms or meaning:
            entries.append(Definition(tuple(terms), tuple(meaning), line))
        if entries:
            yield Definitions(tuple(entries))

    def _quotation(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        if _PULLED.search(names_of(element)) and self._said_again(element):
            self._leave(element, "words of the text, set large beside it")
            return
        if inner := self.blocks(element, look):
            sink.blocks.append(Quotation(inner))

    def _said_again(self, element: HtmlElement) -> bool:
        """Whether the article says these words elsewhere as well."""
        words = text_of(element).strip("“”\"'«» ")
        root = element.getroottree().getroot()
        return bool(words) and text_of(root).count(words) > 1

    def _details(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        summary = element.find("summary")
        if summary is None:
            self._children(element, look, sink)
            return
        question = self.words(summary, self._changed(summary, look))
        inner = _Sink(line=line_of(element))
        self._text(element.text, look, inner)
        for child in element:
            if child is not summary and isinstance(child.tag, str):
                self._element(child, look, inner)
            self._text(child.tail, look, inner)
        self._flush(inner)
        if _has_something(question):
            sink.blocks.append(Question(question, tuple(inner.blocks), line_of(element)))
        else:
            sink.blocks += inner.blocks

    def _asks(self, element: HtmlElement, names: str) -> bool:
        """Whether it holds one question of an FAQ and its answer."""
        if _QUESTION_ITEM.search(element.get("itemtype", "")):
            return True
        first = next((child for child in element if isinstance(child.tag, str)), None)
        return (
            first is not None
            and _QUESTION.search(names_of(first)) is not None
            and (_QUESTION.search(names) is None)
        )

    def _question(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        asked = element.find(".//*[@itemprop='name']")
        if asked is None:
            asked = next((child for child in element if isinstance(child.tag, str)), None)
        if asked is None:
            self._children(element, look, sink)
            return
        question = self.words(asked, self._changed(asked, PLAIN))
        tail = asked.tail
        parent = asked.getparent()
        asked.drop_tree()
        if tail and parent is not None and not tail.strip():
            pass
        answer = self.blocks(element, look)
        sink.blocks.append(Question(question, answer, line_of(element)))

    def _is_box(self, element: HtmlElement, names: str) -> bool:
        if element.get("role") in ("note", "alert", "doc-tip", "doc-notice"):
            return True
        if element.tag == "aside":
            return True
        if element.tag not in ("div", "section", "p", "article", "fieldset"):
            return False
        return bool(_BOX.search(names)) and not _NO_BOX.search(names)

    def _box(self, element: HtmlElement, names: str, look: Look, sink: _Sink) -> None:
        inner = self.blocks(element, look)
        if not inner:
            return
        title: Words = ()
        first = inner[0]
        if isinstance(first, Heading) or (
            isinstance(first, Paragraph) and len(inner) > 1 and self._titles(element)
        ):
            title, inner = first.words, inner[1:]
        if sum(isinstance(block, Heading) for block in inner) > 1:
            # a part of the page with headings of its own is no box
            sink.blocks += [*([first] if title else []), *inner]
            return
        said = f"{names} {element.get('role', '')} {' '.join(_names_inside(element))}"
        kind: CalloutKind = next((kind for kind, pattern in _KINDS if pattern.search(said)), "note")
        if not inner:
            inner, title = (Paragraph(title, line_of(element)),), ()
        if len(inner) == 1 and isinstance(inner[0], Box) and not title:
            sink.blocks.append(inner[0])
        else:
            sink.blocks.append(Box(kind, inner, title, line_of(element)))

    def _titles(self, element: HtmlElement) -> bool:
        """Whether the first words of a box are its title, by their name."""
        first = next((child for child in element if isinstance(child.tag, str)), None)
        while first is not None:
            if _BOX_TITLE.search(names_of(first)):
                return True
            first = next((child for child in first if isinstance(child.tag, str)), None)
        return False

    def _figure(self, element: HtmlElement, look: Look, sink: _Sink) -> None:
        captions = list(element.iter("figcaption"))
        if not captions:
            captions = [each for each in element.iter("p", "div", "span", "dd", "cite")
                        if _CAPTION.search(names_of(each)) and each is not element][:1]  # fmt: skip
        caption: Words = ()
        for each in captions:
            said = self.words(each, self._changed(each, PLAIN))
            caption = (*caption, *((Run(" "),) if caption and said else ()), *said)
            each.drop_tree()
        inner = list(self.blocks(element, look))
        line = line_of(element)
        pictures = [
            span
            for block in inner
            for leaf in leaves_of((block,))
            for span in leaf
            if isinstance(span, Picture)
        ] + [block.picture for block in inner if isinstance(block, Plate)]
        only = len(inner) == 1
        if only and isinstance(inner[0], Grid):
            sink.blocks.append(replace(inner[0], caption=(*inner[0].caption, *caption)))
        elif pictures and all(isinstance(block, Paragraph | Plate) for block in inner):
            words = [
                replace(block, words=rest)
                for block in inner
                if isinstance(block, Paragraph)
                and _has_words(rest := tuple(s for s in block.words if not isinstance(s, Picture)))
            ]
            *before, last = dict.fromkeys(pictures)
            sink.blocks += [Plate(each, (), line) for each in before]
            sink.blocks += [Plate(last, caption, line), *words]
        else:
            sink.blocks += inner
            if _has_something(caption):
                sink.blocks.append(Paragraph(caption, line))

    # --- tables

    def _table(self, table: HtmlElement, look: Look) -> Iterator[Block]:
        if table.get("role") in _TABLE_FOR_LOOKS:
            for row in _rows_of(table):
                for cell in row[1]:
                    yield from self.blocks(cell, self._changed(cell, look))
            return
        caption: Words = ()
        for each in table.findall("caption"):
            caption = (*caption, *self.words(each, self._changed(each, PLAIN)))
        rows: list[tuple[Cell, ...]] = []
        notes: list[Block] = []
        for part, cells in _rows_of(table):
            made = tuple(self._cell(cell, part, look) for cell in cells)
            whole = len(made) == 1 and made[0].columns > 1
            if part == "tfoot" and whole:
                notes += made[0].blocks
            elif made:
                rows.append(made)
        if rows:
            yield Grid(tuple(rows), caption, tuple(notes), line_of(table))
        elif _has_something(caption):
            yield Paragraph(caption, line_of(table))

    def _cell(self, cell: HtmlElement, part: str, look: Look) -> Cell:
        align = cell.get("align", "").lower() or _style_align(cell)
        good: Alignment = align if align in ("left", "right", "center") else ""  # type: ignore[assignment]
        heading = (
            cell.tag == "th"
            or part == "thead"
            or cell.get("role")
            in (
                "columnheader",
                "rowheader",
            )
        )
        return Cell(
            self.blocks(cell, self._changed(cell, look)),
            heading,
            _count(cell.get("colspan")),
            _count(cell.get("rowspan"), least=0),
            good,
        )


def _style_align(cell: HtmlElement) -> str:
    found = _ALIGN.search(cell.get("style", ""))
    named = re.search(r" has-text-align-(left|right|center) ", names_of(cell))
    return (found or named)[1].lower() if found or named else ""  # type: ignore[index]


def _count(text: str | None, least: int = 1) -> int:
    text = (text or "1").strip()
    return max(least, min(int(text), 1000)) if re.fullmatch(r"\d{1,5}", text) else 1


def _rows_of(table: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """The rows of a table, those of its head first and of its foot last, with their cells."""
    parts: dict[str, list[tuple[str, list[HtmlElement]]]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        rows = [child] if child.tag == "tr" else child.findall("tr") if child.tag in (
            "thead", "tbody", "tfoot") else []  # fmt: skip
        part = child.tag if child.tag in ("thead", "tfoot") else ""
        for row in rows:
            cells = [each for each in row if each.tag in ("td", "th")]
            parts[part].append((part, cells))
    for rows in parts.values():
        yield from rows


def _unwrapped(element: HtmlElement) -> Iterator[HtmlElement]:
    """The terms and meanings of a list; HTML lets each pair stand in a div."""
    for child in element:
        if child.tag == "div" and child.find("dt") is not None:
            yield from _unwrapped(child)
        elif isinstance(child.tag, str):
            yield child


def _names_inside(element: HtmlElement) -> Iterator[str]:
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is not None:
        yield names_of(first)


def _is_block(element: HtmlElement) -> bool:
    style = element.get("style", "")
    return (
        bool(style) and re.search(r"display\s*:\s*(?:block|flex|grid|table)\b", style) is not None
    )


def _has_something(words: list[Span] | Words) -> bool:
    return any(
        isinstance(span, Picture) or (isinstance(span, Run) and bool(span.text.strip()))
        for span in words
    )


def _has_words(words: Words) -> bool:
    return any(isinstance(span, Run) and span.text.strip() for span in words)


def _parted(words: list[Span]) -> Iterator[list[Span]]:
    """The words, parted where two line breaks or more stand in a row."""
    part: list[Span] = []
    breaks = 0
    for span in words:
        if isinstance(span, Break):
            breaks += 1
        elif isinstance(span, Run) and not span.text.strip():
            pass
        else:
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(span)
    yield part


def _tag(lang: str) -> str:
    return lang if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", lang) else ""
