"""The elements of an article → the blocks and words of a Document, each word once, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml.html import HtmlElement

from journalpress.readers.html.boxes import box_of, is_box
from journalpress.readers.html.elements import (
    BLOCKS,
    is_block,
    is_heading,
    is_struck,
    level_of,
    line_of,
    names_of,
    text_of,
)
from journalpress.readers.html.figures import figure_of, is_figure
from journalpress.readers.html.images import Images, words_of_image
from journalpress.readers.html.lists import definitions_of, list_of
from journalpress.readers.html.looks import PLAIN, Look, look_inside
from journalpress.readers.html.questions import asks, opener_of, question_of
from journalpress.readers.html.spans import parted, says_something
from journalpress.readers.html.tables import table_of
from journalpress.readers.imports import STRUCK_OUT, Dropped
from journalpress.readers.rich.tree import (
    Block,
    Break,
    Heading,
    Paragraph,
    Picture,
    Plate,
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
_PULLED = re.compile(r"pull-?quote")


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

    def blocks(
        self,
        element: HtmlElement,
        look: Look = PLAIN,
        *,
        without: HtmlElement | None = None,
        named: bool = True,
    ) -> tuple[Block, ...]:
        """The blocks inside an element, its child `without` left out.

        Its id is the anchor of the first of them, where they are to be `named`.
        """
        sink = _Sink(line=line_of(element), anchor=self.anchor(element) if named else "")
        self._children(element, look, sink, without)
        self._flush(sink)
        return tuple(sink.blocks)

    def alone(self, element: HtmlElement, look: Look) -> tuple[Block, ...]:
        """The blocks that an element makes by itself."""
        sink = _Sink(line=line_of(element))
        self._element(element, look, sink)
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

    def look(self, element: HtmlElement, look: Look = PLAIN) -> Look:
        """The look inside an element of this look."""
        leads = element.tag == "a" and element.get("href") is not None
        href = self._href(element) if leads else look.href
        return look_inside(element, look, self._lang, href)

    def anchor(self, element: HtmlElement) -> str:
        """The name by which links lead to an element, "" where it has none."""
        name = element.get("id", "")
        return self._names.get(name, name)

    # --- walking

    def _children(
        self,
        element: HtmlElement,
        look: Look,
        sink: _Sink,
        without: HtmlElement | None = None,
    ) -> None:
        self._text(element.text, look, sink)
        for child in element:
            if child is not without and isinstance(child.tag, str):
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
        if not sink.words:
            sink.anchor = ""
            return
        words, sink.words = sink.words, []
        for part in parted(words):
            if says_something(part):
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
        elif tag in _STRUCK or is_struck(element):
            self._leave(element, STRUCK_OUT)
        elif tag in BLOCKS or tag == "hr" or is_heading(element) or is_block(element):
            line = line_of(element)
            self._flush(sink)
            sink.line = line
            sink.anchor = self.anchor(element)
            self._block(element, self.look(element, look), sink)
            self._flush(sink)
            sink.line = line
        elif tag == "q":
            self._run("“", look, sink)
            self._children(element, self.look(element, look), sink)
            self._run("”", look, sink)
        else:
            self._children(element, self.look(element, look), sink)

    def _href(self, link: HtmlElement) -> str:
        """The address; a place on this very page as `#name`, a source or a note by its own name."""
        href: str = link.get("href", "").strip()
        page, sign, name = href.partition("#")
        if sign and not page:
            name = unquote(name)
            return f"#{self._names.get(name, name)}"
        return href

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
            if says_something(words):
                sink.blocks.append(Heading(level_of(element), words, line, self.anchor(element)))
        elif tag == "blockquote":
            self._quotation(element, look, sink)
        elif (made := self._made(element, names, look)) is not None:
            sink.blocks += made
        elif tag == "pre":
            self._children(element, replace(look, keeps_lines=True), sink)
        elif tag != "hr":
            self._children(element, look, sink)

    def _made(self, element: HtmlElement, names: str, look: Look) -> Iterable[Block] | None:
        """What an element makes of all that is in it; None for one that only holds words."""
        tag = element.tag
        if tag in ("ul", "ol", "menu", "dir"):
            return list_of(element, look, self)
        if tag == "dl":
            return definitions_of(element, look, self)
        if tag == "table":
            return table_of(element, look, self)
        if is_figure(element, names):
            return figure_of(element, look, self)
        if tag == "details":
            return opener_of(element, look, self)
        if tag != "pre" and asks(element, names):
            return question_of(element, look, self)
        if tag != "pre" and is_box(element, names):
            return box_of(element, names, look, self)
        return None

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
