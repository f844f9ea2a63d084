"""pandoc's inlines of one entry → our inlines, in normal form: link ⊃ strong ⊃ emph ⊃ sub/sup.

What we cannot set is kept as words: small capitals, underlining, quotes within quotes. An inline
that is not known is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from journalpress.errors import InputError
from journalpress.model import Link, Text

_PARTED = frozenset(("csl-left-margin", "csl-block", "csl-indent"))
"""What stands on a line or in a column of its own is parted by a space from what follows."""
_PLAIN = ("SmallCaps", "Underline", "Strikeout")
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_SPACES = " \t\n\r"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a character prints: the marks of a run, and where its link leads, "" for none."""

    strong: bool = False
    emph: bool = False
    script: Any = ""
    href: str = ""


def entry_inlines(nodes: Sequence[Any]) -> tuple[Text | Link, ...]:
    """The words of an entry, () where there are none. Raises InputError for an unknown inline."""
    printed = _spaced([(sign, look) for text, look in _runs(nodes, _Look()) for sign in text])
    inlines: list[Text | Link] = []
    for href, signs in groupby(printed, key=lambda each: each[1].href):
        runs = tuple(
            Text("".join(sign for sign, _ in same), look.strong, look.emph, look.script)
            for look, same in groupby(signs, key=lambda each: each[1])
        )
        inlines += [Link(href, runs)] if href else runs
    return tuple(inlines)


def _runs(nodes: Sequence[Any], look: _Look) -> Iterator[tuple[str, _Look]]:
    kind: str
    inside: Any
    for node in nodes:
        kind, inside = node["t"], node.get("c")
        match kind:
            case "Str":
                # A hyphen that may not break is how it looks, not what it says.
                yield inside.replace("\u2011", "-"), look
            case "Space" | "SoftBreak" | "LineBreak":
                yield " ", look
            case "Emph":
                yield from _runs(inside, replace(look, emph=True))
            case "Strong":
                yield from _runs(inside, replace(look, strong=True))
            case "Superscript":
                yield from _runs(inside, replace(look, script="sup"))
            case "Subscript":
                yield from _runs(inside, replace(look, script="sub"))
            case "Quoted":
                opening, closing = _QUOTES[inside[0]["t"]]
                yield opening, look
                yield from _runs(inside[1], look)
                yield closing, look
            case "Link":
                _, words, (href, _title) = inside
                yield from _runs(words, replace(look, href=href if _leads_out(href) else ""))
            case "Span":
                (_, classes, _), words = inside
                parted = not _PARTED.isdisjoint(classes)
                if parted:
                    yield " ", look
                yield from _runs(words, _without(look, classes))
                if parted:
                    yield " ", look
            case "Code":
                yield inside[1], look
            case _ if kind in _PLAIN:
                yield from _runs(inside, look)
            case _:
                raise InputError(
                    f"the style prints something that cannot stand in an entry ({kind})",
                    hint="choose another style",
                )


def _without(look: _Look, classes: Sequence[str]) -> _Look:
    """The look inside a span that takes one back: italics in italics are upright."""
    return replace(
        look,
        emph=look.emph and "csl-no-emph" not in classes,
        strong=look.strong and "csl-no-strong" not in classes,
    )


def _leads_out(href: str) -> bool:
    return urlsplit(href).scheme in ("http", "https", "mailto")


def _spaced(signs: list[tuple[str, _Look]]) -> list[tuple[str, _Look]]:
    """The characters with single spaces between, none at the ends, each outside its marks."""
    spaced: list[tuple[str, _Look]] = []
    pending = False
    for sign, look in signs:
        if sign in _SPACES:
            pending = bool(spaced)
            continue
        if pending:
            before = spaced[-1][1]
            href = look.href if look.href == before.href else ""
            spaced.append((" ", look if look == before else _Look(href=href)))
            pending = False
        spaced.append((sign, look))
    return spaced
