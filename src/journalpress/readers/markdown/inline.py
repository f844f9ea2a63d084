"""The source of one leaf → its inlines in normal form; what has no place there is a Problem."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from journalpress.model import Cite, CrossLink, Inline, LineBreak, Link, Text
from journalpress.readers.characters import check_characters
from journalpress.readers.fields import is_web_address
from journalpress.readers.findings import Findings
from journalpress.readers.inlines import normal, normal_runs
from journalpress.readers.markdown.attributes import read_attributes
from journalpress.readers.markdown.citations import read_cite, read_numbers
from journalpress.readers.markdown.tokens import inline_tokens

SLUG = re.compile(r"[a-z][a-z0-9-]{0,62}")

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>sub|sup|abbr)(?:\s+title=(?P<quote>[\"'])(?P<title>.*?)(?P=quote))?\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPEN_COMMENT = re.compile(r"<!--|<!\[CDATA\[|<\?\w|</?(?:script|style|iframe)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[<\[\]{@]")
"""One of these stands in whatever the expressions below find."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_STRAY_ATTRIBUTES = re.compile(r"\{\s*(?:[.#]|\w+=)[^{}\n]*\}")
_STRAY_BOX = re.compile(r"\[!(?:NOTE|WARNING|IMPORTANT|TIP|CAUTION)\]", re.IGNORECASE)
_BARE_KEY = re.compile(r"(?<![\w@.])@([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)")
_BRACKETED_KEY = re.compile(r"\[\s*([A-Za-z0-9_][^\[\]\s;,@]*)\s*[\];,]")
_KINDS_ALLOWED = 'the tags <br>, <sub>, <sup> and <abbr title="…"> are read, nothing else'


@dataclass(frozen=True, slots=True)
class Cited:
    """What citations may name: the author's list in its order, and every known key."""

    listed: tuple[str, ...] = ()
    known: Collection[str] = ()


class InlineReader:
    """Reads the leaves of one article."""

    def __init__(self, parser: MarkdownIt, findings: Findings, cited: Cited) -> None:
        self._parser = parser
        self._findings = findings
        self._cited = cited
        self.line = 0
        """Where the reader is; of use where the parser gives up."""

    def read(self, source: str, *, line: int) -> tuple[Inline, ...]:
        """The inlines of this source, which begins on `line`."""
        return self.convert(self.tokens(source, line=line), line=line)

    def tokens(self, source: str, *, line: int) -> list[Token]:
        """The tokens of this source, for a caller that looks at them first."""
        self.line = line
        return inline_tokens(self._parser, source, self._cited.known)

    def convert(self, tokens: list[Token], *, line: int) -> tuple[Inline, ...]:
        """The inlines of these tokens, in normal form."""
        leaf = _Leaf(self._findings, self._cited, line)
        for token in tokens:
            leaf.take(token)
        leaf.end()
        found = normal(leaf.found)
        words = "".join(run.text for run in found if isinstance(run, Text))
        check_characters(words, self._findings, line=line)
        return found

    def alt(self, image: Token, *, line: int) -> str:
        """The words that describe a picture, without marks."""
        inlines = self.convert(self.tokens(image.content, line=line), line=line)
        words: list[str] = []
        for inline in inlines:
            match inline:
                case Text(text):
                    words.append(text)
                case LineBreak():
                    words.append(" ")
                case Link(_, runs) | CrossLink(_, runs):
                    words.extend(run.text for run in runs)
                    self._findings.note(
                        "JP124", "a link in a picture's description", "write words only", line=line
                    )
                case Cite():
                    self._findings.note(
                        "JP018",
                        "a citation mark in a picture's description",
                        "put it into the caption below the picture",
                        line=line,
                    )
        return " ".join("".join(words).split(" ")).strip()


class _Leaf:
    """Turns the tokens of one leaf into runs; knows which marks are open."""

    def __init__(self, findings: Findings, cited: Cited, line: int) -> None:
        self.found: list[Inline] = []
        self._findings = findings
        self._cited = cited
        self._line = line
        self._strong = 0
        self._emph = 0
        self._langs: list[str] = []
        self._tags: list[tuple[str, str]] = []
        self._link: list[Text] | None = None
        self._href = ""

    def take(self, token: Token) -> None:
        """Reads one token."""
        match token.type:
            case "text":
                self._check_raw(token.content)
                self._add(token.content)
            case "text_special":
                self._add(token.content)
            case "softbreak":
                self._line += 1
                self._add(" ")
            case "hardbreak":
                self._line += 1
                self._break()
            case "strong_open" | "strong_close":
                self._strong += token.nesting
            case "em_open" | "em_close":
                self._emph += token.nesting
            case "span_open":
                allowed = ("lang=",)
                found = read_attributes(token.content, allowed, self._findings, line=self._line)
                self._langs.append(found.lang)
            case "span_close":
                self._langs.pop()
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case "cite" | "numbers":
                self._cite(token)
            case "html_inline":
                self._tag(token.content)
            case "code_inline":
                self._note("JP124", "words in backticks", "take the backticks away")
            case "image":
                self._note(
                    "JP124",
                    "a picture among words",
                    "give the picture a paragraph of its own, its caption directly below",
                )
            case _:
                raise AssertionError(f"no rule of ours makes the token {token.type}")

    def end(self) -> None:
        """Notes what was opened and never closed."""
        for name, _ in self._tags:
            self._note("JP120", f"<{name}> is not closed", f"close it with </{name}>")

    def _note(self, code: str, message: str, hint: str) -> None:
        self._findings.note(code, message, hint, line=self._line)

    def _add(self, text: str) -> None:
        if not text:
            return
        run = Text(
            text,
            strong=self._strong > 0,
            emph=self._emph > 0,
            script=self._script() if self._tags else "",
            lang=next((each for each in reversed(self._langs) if each), ""),
            expansion=self._expansion() if self._tags else "",
        )
        if self._link is None:
            self.found.append(run)
        else:
            self._link.append(run)

    def _script(self) -> Literal["", "sub", "sup"]:
        name = next((name for name, _ in reversed(self._tags) if name != "abbr"), "")
        return "sub" if name == "sub" else "sup" if name == "sup" else ""

    def _expansion(self) -> str:
        return next((title for name, title in reversed(self._tags) if name == "abbr"), "")

    def _break(self) -> None:
        if self._link is None:
            self.found.append(LineBreak())
        else:
            self._link.append(Text(" "))

    def _check_raw(self, text: str) -> None:
        """Looks at words that were typed without a backslash before them."""
        if not _SIGNS.search(text):
            return
        if found := _OPEN_COMMENT.search(text):
            self._note("JP120", f"raw HTML: {found[0]}", _KINDS_ALLOWED)
        if found := _FOOTNOTE.search(text):
            self._note("JP124", f"a footnote: {found[0]}", "cite sources by key: [@key]")
        if found := _STRAY_BOX.search(text):
            hint = "a box begins so: > [!NOTE], and its words on the next line"
            self._note("JP124", f"{found[0]} in the midst of words", hint)
        if "](" in text:
            hint = "write [words](address); write \\] for a bracket in the text"
            self._note("JP121", "]( belongs to no link: a bracket is missing or too many", hint)
        if found := _STRAY_ATTRIBUTES.search(text):
            hint = "it belongs to the end of a heading; write \\{ for a brace"
            self._note("JP122", f"{found[0]} means nothing here", hint)
        for key in _BARE_KEY.findall(text):
            if key.rstrip(":.?") in self._cited.known:
                self._note("JP018", f"@{key} stands without brackets", f"write [@{key}]")
        for key in _BRACKETED_KEY.findall(text):
            if key in self._cited.known:
                hint = f"write [@{key}]; write \\[ for a bracket in the text"
                self._note("JP018", f"[{key}] names a source without @", hint)

    def _cite(self, token: Token) -> None:
        content = token.content
        if self._link is not None:
            self._note(
                "JP018", f"the citation mark [{content}] stands in a link", "put it behind the link"
            )
        if token.meta["before_parenthesis"]:
            self._note(
                "JP018",
                f"[{content}]( looks like a link and like a citation",
                "put a space before the bracket, or give the link words without @",
            )
        if token.type == "cite":
            cite = read_cite(content, self._cited.known, self._findings, line=self._line)
        else:
            cite = read_numbers(content, self._cited.listed, self._findings, line=self._line)
        self._line += content.count("\n")
        if cite.citations and self._link is None:
            self.found.append(cite)

    def _tag(self, source: str) -> None:
        if _BREAK.fullmatch(source) and "\n" not in source:
            self._break()
            return
        found = _TAG.fullmatch(source)
        name = found["name"].lower() if found else ""
        if not found or "\n" in source:
            shown = " ".join(source.split())
            self._note("JP120", f"raw HTML: {shown[:40]}", _KINDS_ALLOWED)
        elif found["close"]:
            if not self._tags or self._tags[-1][0] != name or found["title"]:
                self._note("JP120", f"{source} closes nothing", f"open it first: <{name}>")
            else:
                self._tags.pop()
        else:
            title = " ".join(html.unescape(found["title"] or "").split())
            if (name == "abbr") != bool(title):
                hint = (
                    'write <abbr title="what it stands for">'
                    if name == "abbr"
                    else f"write <{name}>"
                )
                self._note("JP120", f"{source} is not written correctly", hint)
            check_characters(title, self._findings, line=self._line)
            if any((each == "abbr") == (name == "abbr") for each, _ in self._tags):
                self._note(
                    "JP120", f"{source} stands inside {self._tags[-1][0]}", "close that first"
                )
            self._tags.append((name, title))
        self._line += source.count("\n")

    def _open_link(self, token: Token) -> None:
        if self._link is not None:
            self._note("JP121", "a link inside a link", "close the first one with ](…) before")
        self._link = []
        self._href = str(token.attrs.get("href", ""))
        if token.attrs.get("title"):
            self._note(
                "JP124",
                f"title text on a link: “{token.attrs['title']}”",
                "it prints nowhere; put the words into the text",
            )

    def _close_link(self) -> None:
        runs = normal_runs(self._link or ())
        self._link = None  # a link in a link is refused; what follows it is then plain words
        href = self._href
        words = "".join(run.text for run in runs)
        if not words.strip():
            self._note("JP121", f"the link to {href} has no words", "write [words](address)")
        elif href == "?":
            self.found.append(CrossLink(None, runs))
        elif SLUG.fullmatch(href.removesuffix(".md")) and href.endswith(".md"):
            self.found.append(CrossLink(href.removesuffix(".md"), runs))
        else:
            if why := why_not(href):
                self._note("JP121", f"the link “{words.strip()}” may not be used: {why[0]}", why[1])
            self.found.append(Link(href, runs))


def why_not(href: str) -> tuple[str, str] | None:
    """Why an article may not link there, and what to do; None where it may."""
    scheme, colon, rest = href.partition(":")
    scheme = scheme.lower()
    if not href:
        return "it has no address", "write [words](https://…), or [words](?) while it is unknown"
    if scheme in ("http", "https") and colon:
        if is_web_address(href) or is_web_address(unquote(href)):
            return None
        return f"“{href}” is not a web address", "copy the address from the browser"
    if scheme in ("mailto", "tel") and colon:
        good = re.fullmatch(r"[^@\s]+@[^@\s]+" if scheme == "mailto" else r"\+?[\d().-]+", rest)
        return None if good else (f"“{href}” is not complete", f"write {scheme}: and the address")
    if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
        return f"{scheme}: is not allowed", "use https, http, mailto or tel"
    if ".md" in href:
        name = href.partition("#")[0].rpartition("/")[2]
        plain_name = re.sub(r"[^a-z0-9]+", "-", name.lower().removesuffix(".md")).strip("-")
        name = f"{plain_name}.md" if SLUG.fullmatch(plain_name) else "slug.md"
        return f"“{href}” is not the plain name of an article", f"write [words]({name})"
    return f"“{href}” is not a whole address", "write https://…, or slug.md for an article"
