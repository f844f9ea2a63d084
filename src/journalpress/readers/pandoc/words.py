"""Inline tokens → Words: runs with their marks, citations, pictures; what has no place is asked."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import unquote

from markdown_it.token import Token

from journalpress.readers.notes import around, question_key
from journalpress.readers.pandoc.attributes import ATTRIBUTE, PAIR, attributes_of
from journalpress.readers.pandoc.citations import read_cluster, split_locator
from journalpress.readers.pandoc.found import Found
from journalpress.readers.pandoc.parser import inline_tokens
from journalpress.readers.pandoc.tokens import joined, only_cites
from journalpress.readers.rich.tree import Break, Mark, Picture, Run, Span, Target, Words, text_of

NOTE = "note:"
"""Before the label of a footnote: the id of a Note."""
NUMBERED = "definition:"
"""Before the label of a link definition: the id of a Reference."""

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>br|sub|sup|em|strong|i|b|abbr|a|img)\b(?P<attributes>[^<>]*?)/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->|<!-->|<!--->", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"\[[^\[\]]*?-?@[\w{][^\[\]]*\]")
_CODE_ATTRIBUTES = re.compile(r"\{(?:=[\w-]+|[ ]*[.#][^{}\n]*)\}")
_EMPTY_ATTRIBUTES = re.compile(r"\{:?((?:[^{}\n\"]|\"[^\"\n]*\")*)\}")


def lines_as_typed(source: str) -> Words:
    """Words that keep their lines, for what is shown as it was typed."""
    spans: list[Span] = []
    for each in source.strip("\n").split("\n"):
        if spans:
            spans.append(Break())
        if each.strip():
            spans.append(Run(each.strip()))
    return tuple(spans)


class WordReader:
    """Reads leaves of one file."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def read(self, tokens: list[Token] | None, *, line: int) -> Words:
        """The words of these tokens, whose first stands on `line`."""
        leaf = _Leaf(self._found, self, line)
        for token in joined(tokens or []):
            leaf.take(token)
        return tuple(leaf.spans)

    def source(self, source: str, *, line: int) -> Words:
        """The words of this source."""
        return self.read(inline_tokens(self._found.parser, source, self._found.env), line=line)


class _Leaf:
    """Turns the tokens of one leaf into spans; knows which marks are open."""

    def __init__(self, found: Found, reader: WordReader, line: int) -> None:
        self.spans: list[Span] = []
        self._found = found
        self._reader = reader
        self._line = line
        self._strong = 0
        self._emph = 0
        self._scripts: list[Literal["sub", "sup"]] = []
        self._langs: list[str] = []
        self._expansions: list[str] = []
        self._hrefs: list[str] = []
        self._linked = 0
        self._after_picture = False
        self._after_code = False

    def take(self, token: Token) -> None:
        """Reads one token."""
        was_picture, self._after_picture = self._after_picture, token.type == "image"
        was_code, self._after_code = self._after_code, token.type == "code_inline"
        match token.type:
            case "text":
                self._text(
                    self._behind_code(token.content) if was_code else token.content, was_picture
                )
            case "softbreak":
                self._line += 1
                self._run(" ")
            case "hardbreak":
                self._line += 1
                self.spans.append(Break())
            case "code_inline":
                self._found.codes += 1
                self._found.first_code = self._found.first_code or self._line
                self._run(token.content)
            case "strong_open" | "strong_close":
                self._strong += token.nesting
            case "em_open" | "em_close":
                self._emph += token.nesting
            case "script_open":
                self._scripts.append("sub" if token.tag == "sub" else "sup")
            case "script_close":
                self._scripts.pop()
            case "span_open":
                self._open_span(token.content)
            case "span_close":
                self._langs.pop()
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case "image":
                self._image(token)
            case "html_inline":
                self._tag(token.content)
            case "verbatim":
                self._found.keep(token.content, token.info, self._line)
                self._run(token.content)
                self._line += token.content.count("\n")
            case "footnote_ref":
                self._footnote(token)
            case "numbered":
                id_ = f"{NUMBERED}{token.content}"
                self._mark(Mark((Target(id_),), f"[{token.content}]"))
            case "cluster":
                self._cluster(token.content)
            case "key":
                self._key(token)
            case _:
                raise AssertionError(f"no rule of the parser makes the token {token.type}")

    # --- words

    def _run(self, text: str) -> None:
        if not text:
            return
        lang = next((each for each in reversed(self._langs) if each), "")
        self.spans.append(
            Run(
                text,
                strong=self._strong > 0,
                emph=self._emph > 0,
                script=self._scripts[-1] if self._scripts else "",
                lang=lang,
                expansion=self._expansions[-1] if self._expansions else "",
                href=self._hrefs[-1] if self._hrefs else "",
            )
        )

    def _text(self, text: str, after_picture: bool) -> None:
        if after_picture and (found := _EMPTY_ATTRIBUTES.match(text)):
            self._picture_attributes(found[0])
            text = text[found.end() :]
        for unknown in _UNKNOWN_KEY.finditer(text):
            self._ask_for_source(unknown[0], around(text, unknown.start(), unknown.end()))
        self._run(text)

    def _behind_code(self, text: str) -> str:
        """The text without the attributes of the code before it; `{=html}` names its format."""
        found = _CODE_ATTRIBUTES.match(text)
        if found is None:
            return text
        if found[0].startswith("{="):
            last = self.spans[-1]
            self._found.keep(
                last.text if isinstance(last, Run) else "", "a passage for one format", self._line
            )
        self._found.drop(found[0], ATTRIBUTE, self._line)
        return text[found.end() :]

    def _ask_for_source(self, mark: str, words: str) -> None:
        key = question_key("sources", words)
        if self._found.notes.answer(key) != "keep":
            self._found.notes.ask(
                "sources",
                key,
                self._line,
                words,
                f"{mark} cites a source that neither the file nor its bibliography has.",
                assumed="the mark stands in the text as it is typed",
                confirms="keep",
                choices=("keep",),
            )

    def _open_span(self, source: str) -> None:
        pairs, classes, _ = attributes_of(source)
        lang = pairs.pop("lang", "")
        self._langs.append(lang)
        if classes or pairs or not lang:
            self._found.drop(f"{{{source}}}", ATTRIBUTE, self._line)

    # --- links and pictures

    def _open_link(self, token: Token) -> None:
        href = str(token.attrs.get("href", ""))
        self._found.addresses.add(href)
        self._hrefs.append(href)
        self._linked = len(self.spans)
        if title := str(token.attrs.get("title", "")):
            self._found.drop(title, "the title of a link, which prints nowhere", self._line)

    def _close_link(self) -> None:
        href = self._hrefs.pop()
        if href and not self.spans[self._linked :]:
            self._found.drop(href, "the address of a link without words", self._line)

    def _image(self, token: Token) -> None:
        source = str(token.attrs.get("src", ""))
        self._found.addresses.add(source)
        words = self._reader.read(token.children, line=self._line)
        alt = "".join(each.alt if isinstance(each, Picture) else text_of((each,)) for each in words)
        inner = (
            each.href if isinstance(each, Run) else each.name if isinstance(each, Picture) else ""
            for each in words
        )
        for address in dict.fromkeys(each for each in inner if each):
            self._found.drop(address, "an address in a picture's description", self._line)
        if any(isinstance(each, Mark) for each in words):
            self._found.notes.decide(
                self._line, f"a citation in the description of {source} stands behind the picture"
            )
        name = unquote(source)
        self._found.pictures.setdefault(name)
        if self._hrefs:
            self._found.drop(self._hrefs[-1], "the address behind a picture", self._line)
        self.spans.append(Picture(name, " ".join(alt.split())))
        for each in words:
            if isinstance(each, Mark):
                self._mark(each)
        if title := str(token.attrs.get("title", "")):
            self._found.drop(title, "the title of a picture, which prints nowhere", self._line)

    def _picture_attributes(self, source: str) -> None:
        pairs, _, _ = attributes_of(source[1:-1])
        alt = pairs.get("fig-alt", pairs.get("alt", ""))
        last = self.spans[-1]
        if alt and isinstance(last, Picture):
            # The words in brackets are then the caption: pandoc prints them below the picture.
            self.spans[-1] = replace(last, alt=alt)
            self.spans.append(Run(last.alt, emph=True))
        elif ".decorative" in source and isinstance(last, Picture):
            self.spans[-1] = replace(last, decorative=True)
        else:
            self._found.drop(source, ATTRIBUTE, self._line)

    # --- raw HTML

    def _tag(self, source: str) -> None:
        if _COMMENT.fullmatch(source):
            self._found.drop(source, "a comment, which prints nowhere", self._line)
            return
        found = _TAG.fullmatch(source)
        if not found or not self._is_read(found):
            self._found.keep(source, "raw HTML", self._line)
            self._run(source)

    def _is_read(self, found: re.Match[str]) -> bool:
        """Whether the tag is one that has a meaning here; then it has taken effect."""
        closes, name = bool(found["close"]), found["name"].lower()
        pairs = {
            key.lower(): html.unescape(next((v for v in values if v), ""))
            for key, *values in PAIR.findall(found["attributes"])
        }
        step = -1 if closes else 1
        match name:
            case "br":
                self.spans.append(Break())
            case "strong" | "b":
                self._strong = max(0, self._strong + step)
            case "em" | "i":
                self._emph = max(0, self._emph + step)
            case "sub" | "sup":
                _step(self._scripts, "sub" if name == "sub" else "sup", closes)
            case "abbr":
                _step(self._expansions, pairs.get("title", ""), closes)
            case "a" if closes or "href" in pairs:
                _step(self._hrefs, pairs.get("href", ""), closes)
            case "img" if "src" in pairs:
                name = unquote(pairs["src"])
                self._found.pictures.setdefault(name)
                alt = pairs.get("alt", "")
                decorative = 'alt=""' in found["attributes"] or "alt=''" in found["attributes"]
                self.spans.append(Picture(name, alt, decorative))
            case _:
                return False
        return True

    # --- citations

    def _mark(self, mark: Mark) -> None:
        self._found.cited.update(dict.fromkeys(each.id for each in mark.targets))
        self.spans.append(mark)

    def _footnote(self, token: Token) -> None:
        label = token.meta.get("label")
        if label is None:
            data = self._found.env["footnotes"]["list"][token.meta["id"]]
            if only_cites(data["tokens"]):
                self._take_citations(data["tokens"])
                return
            id_ = f"{NOTE}^{token.meta['id']}"
            words = self._reader.read(data["tokens"], line=self._line)
            self._found.inline_notes.append((id_, words, self._line))
            self._mark(Mark((Target(id_),), "^[…]"))
        elif label in self._found.citing_notes:
            self._take_citations(self._found.citing_notes[label])
        else:
            self._mark(Mark((Target(f"{NOTE}{label}"),), f"[^{label}]"))

    def _take_citations(self, tokens: list[Token]) -> None:
        """Takes the citations of a footnote that holds nothing else."""
        for token in tokens:
            if token.type == "cluster":
                self.take(token)
            elif token.type == "key":
                self._mark(Mark((Target(token.meta["key"], token.meta["locator"]),), token.content))

    def _cluster(self, content: str) -> None:
        cited = read_cluster(content)
        keys = self._found.env["keys"]
        if any(each.key and each.key not in keys for each in cited):
            unknown = ", ".join(f"@{each.key}" for each in cited if each.key not in keys)
            self._ask_for_source(unknown, f"[{content}]")
        if not any(each.prefix or each.suffix or each.key not in keys for each in cited):
            targets = tuple(Target(each.key, each.locator) for each in cited)
            self._mark(Mark(targets, f"[{content}]"))
            return
        # Words before and behind a source print in brackets, as a style without numbers has them.
        self._run("(")
        pending: list[Target] = []

        def flush() -> None:
            if pending:
                written = "; ".join(f"@{each.id}" for each in pending)
                self._mark(Mark(tuple(pending), f"[{written}]", apart=True))
                pending.clear()

        for position, each in enumerate(cited):
            if position and (each.prefix or each.key not in keys or cited[position - 1].suffix):
                flush()
                self._run("; ")
            if each.prefix:
                self._source(f"{each.prefix} " if each.key else each.prefix)
            if each.key in keys:
                pending.append(Target(each.key, each.locator))
            elif each.key:
                where = f", {each.locator}" if each.locator else ""
                self._run(f"@{each.key}{where}")
            if each.suffix:
                flush()
                glue = "" if each.suffix[0] in ",.;:" else " "
                self._source(f"{glue}{each.suffix}")
        flush()
        self._run(")")

    def _source(self, source: str) -> None:
        """Takes the words of a source that stands within a token."""
        for token in joined(inline_tokens(self._found.parser, source, self._found.env)):
            self.take(token)

    def _key(self, token: Token) -> None:
        meta: Mapping[str, Any] = token.meta
        before = self.spans[-1].text if self.spans and isinstance(self.spans[-1], Run) else ""
        # Behind a full stop it begins a sentence: set close, it would prove the one before it.
        apart = re.search(r"[.!?:]\s+$", before) is not None
        locator, suffix = split_locator(meta["locator"])
        self._mark(Mark((Target(meta["key"], locator),), token.content, apart=apart))
        if suffix:
            self._source(f" ({suffix.lstrip(' ,')})")
        if not meta["suppressed"]:
            self._found.notes.decide(
                self._line,
                f"“{token.content}” stands for the authors' names in its sentence, and only the "
                "number prints: write the names before it",
            )


def _step(open_: list[Any], value: Any, closes: bool) -> None:
    if not closes:
        open_.append(value)
    elif open_:
        open_.pop()
