"""Inlines → the source of one leaf, on one line; whatever the words are, they are read back."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias, TypeVar, assert_never

from journalpress.model import Cite, CrossLink, Inline, LineBreak, Link, Text

Place: TypeAlias = Literal["line", "cell", "heading", "caption", "value"]
"""Where the leaf stands: at the beginning of a line (`line`), in a table's cell, behind ## or
`Table:` (`heading`), between the asterisks of a picture's caption, or in the front matter."""

ValueT = TypeVar("ValueT")

_ALWAYS = frozenset("\\`*[]{}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_START = re.compile(r"[#>~=+:-]|\d{1,9}(?P<dot>[.)])(?=\s|$)|Table(?P<colon>:)")

NOTHING = "<sub></sub>"
"""Reads as nothing; stands between marks that would otherwise run into one another."""


@dataclass(slots=True)
class _Piece:
    """A stretch of source: one character of the words, or markup; `opens` for emphasis marks."""

    text: str
    character: str = ""
    opens: bool | None = None


def write_inlines(inlines: tuple[Inline, ...], place: Place) -> str:
    """The source of a leaf in normal form."""
    return _Leaf(place).write(inlines)


def write_words(words: str, place: Place) -> str:
    """The source of words without marks."""
    return write_inlines((Text(words),), place) if words else ""


def write_address(href: str) -> str:
    """The source of a link's address."""
    address = _ENTITY.sub(lambda found: "\\" + found[0], href)
    return f"<{address}>" if re.search(r"[()]", address) else address


class _Leaf:
    """Collects the pieces of one leaf."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._pieces: list[_Piece] = []

    def write(self, inlines: tuple[Inline, ...]) -> str:
        at = 0
        while at < len(inlines):
            inline = inlines[at]
            at += 1
            match inline:
                case Text():
                    runs = [inline]
                    while at < len(inlines) and isinstance(following := inlines[at], Text):
                        runs.append(following)
                        at += 1
                    self._runs(tuple(runs))
                case LineBreak():
                    self._markup("<br>")
                case Link(href, words):
                    self._link(words, write_address(href))
                case CrossLink(slug, words):
                    self._link(words, f"{slug}.md" if slug else "?")
                case Cite():
                    self._cite(inline)
                case _:
                    assert_never(inline)
        self._settle_edges()
        return "".join(piece.text for piece in self._pieces)

    # --- pieces

    def _markup(self, text: str) -> None:
        self._pieces.append(_Piece(text))

    def _link(self, runs: tuple[Text, ...], address: str) -> None:
        self._markup("[")
        self._runs(runs)
        self._markup(f"]({address})")

    def _cite(self, cite: Cite) -> None:
        parts: list[str] = []
        for citation in cite.citations:
            locator = re.sub(r"[\\;\[\]|]", r"\\\g<0>", citation.locator)
            parts.append(f"@{citation.key}, {locator}" if locator else f"@{citation.key}")
        self._markup(f"[{'; '.join(parts)}]")

    def _runs(self, runs: tuple[Text, ...]) -> None:
        for lang, inside in _grouped(runs, lambda run: run.lang):
            if not lang:
                self._strong_runs(inside)
                continue
            self._markup("[")
            self._strong_runs(inside)
            self._markup(f"]{{lang={lang}}}")

    def _strong_runs(self, runs: tuple[Text, ...]) -> None:
        if self._place == "caption":
            # The caption's own asterisks are open all the while, so that only _ is left.
            for run in runs:
                self._marked("_", 2 * run.strong + run.emph, (run,))
            return
        for strong, inside in _grouped(runs, lambda run: run.strong):
            sign = self._sign_beside() if strong else ""
            if strong:
                self._pieces.append(_Piece(sign * 2, opens=True))
            for emph, inner in _grouped(inside, lambda run: run.emph):
                within = {"*": "_", "_": "*"}.get(sign) or self._sign_beside()
                self._marked(within, int(emph), inner)
            if strong:
                self._pieces.append(_Piece(sign * 2, opens=False))

    def _marked(self, sign: str, times: int, runs: tuple[Text, ...]) -> None:
        if times:
            beside = self._pieces[-1] if self._pieces else None
            if beside and beside.opens is not None and beside.text[0] == sign:
                self._markup(NOTHING)
            self._pieces.append(_Piece(sign * times, opens=True))
        for run in runs:
            self._run(run)
        if times:
            self._pieces.append(_Piece(sign * times, opens=False))

    def _sign_beside(self) -> str:
        """The sign that does not run into the emphasis mark before it."""
        beside = self._pieces[-1] if self._pieces else None
        return "_" if beside and beside.opens is not None and beside.text[0] == "*" else "*"

    def _run(self, run: Text) -> None:
        if run.expansion:
            title = html.escape(run.expansion, quote=False).replace('"', "&quot;")
            title = title.replace("|", "&#124;").replace("@", "&#64;")
            self._markup(f'<abbr title="{title}">')
        if run.script:
            self._markup(f"<{run.script}>")
        self._words(run.text)
        if run.script:
            self._markup(f"</{run.script}>")
        if run.expansion:
            self._markup("</abbr>")

    # --- characters

    def _words(self, text: str) -> None:
        escaped = self._must_escape(text)
        for at, character in enumerate(text):
            if at == 0 and unicodedata.combining(character):
                # It would melt into the sign before it when the file is brought into NFC.
                self._pieces.append(_Piece(f"&#{ord(character)};"))
            elif at in escaped:
                self._pieces.append(_Piece("\\" + character))
            else:
                self._pieces.append(_Piece(character, character))

    def _must_escape(self, text: str) -> set[int]:
        """The places in this run where the character would be taken for markup."""
        places: set[int] = set()
        if not self._pieces and self._place == "line" and (start := _LINE_START.match(text)):
            name = next((name for name in ("dot", "colon") if start[name]), "")
            places.add(start.start(name) if name else 0)
        after_cite = bool(self._pieces) and self._pieces[-1].text.endswith("]")
        last = len(text) - 1
        for at, character in enumerate(text):
            following = text[at + 1] if at < last else ""
            before = text[at - 1] if at else ""
            match character:
                case _ if character in _ALWAYS:
                    must = True
                case "_":
                    must = not (before.isalnum() and following.isalnum())
                case "<":
                    must = not following or following.isalpha() or following in "/!?"
                case "&":
                    must = bool(_ENTITY.match(text, at))
                case "!":
                    must = not following
                case "@":
                    must = not before.isalnum()
                case "|":
                    must = self._place in ("cell", "line")
                case "#":
                    must = self._place == "heading"
                case "(":
                    must = at == 0 and after_cite
                case _:
                    must = False
            if must:
                places.add(at)
        return places

    def _settle_edges(self) -> None:
        """Writes letters beside emphasis marks as entities where CommonMark asks for a border.

        A mark opens between a letter and a punctuation sign only if there is no letter, and _ never
        opens or closes inside a word (CommonMark 0.31, 6.2).
        """
        for outer, (left, right) in enumerate(pairwise(self._pieces)):
            if right.opens is True and left.character:
                inner = self._pieces[outer + 2] if outer + 2 < len(self._pieces) else None
                if _needs_border(right, inner, first=True) and not _is_border(left):
                    left.text = f"&#{ord(left.character)};"
            if left.opens is False and right.character:
                inner = self._pieces[outer - 1] if outer else None
                if _needs_border(left, inner, first=False) and not _is_border(right):
                    right.text = f"&#{ord(right.character)};"


def _needs_border(mark: _Piece, inner: _Piece | None, *, first: bool) -> bool:
    if mark.text[0] == "_" or inner is None or not inner.text:
        return True
    return _is_sign(inner.text[0] if first else inner.text[-1])


def _is_border(piece: _Piece) -> bool:
    return piece.character.isspace() or _is_sign(piece.character)


def _is_sign(character: str) -> bool:
    """What markdown-it takes for punctuation when it looks beside an emphasis mark."""
    return unicodedata.category(character)[0] in "PS"


def _grouped(
    runs: tuple[Text, ...], value_of: Callable[[Text], ValueT]
) -> Iterator[tuple[ValueT, tuple[Text, ...]]]:
    """Neighbours of the same value; a plain space between two of them is taken in."""
    group: list[Text] = []
    for position, run in enumerate(runs):
        value = value_of(run)
        if group and not value and value_of(group[-1]) and run.text.isspace():
            following = runs[position + 1] if position + 1 < len(runs) else None
            if following and value_of(following) == value_of(group[0]):
                group.append(run)
                continue
        if group and value != value_of(group[0]):
            yield value_of(group[0]), tuple(group)
            group = []
        group.append(run)
    if group:
        yield value_of(group[0]), tuple(group)
