"""What pandoc prints becomes inlines of ours, and loses no word."""

from __future__ import annotations

from typing import Any

import pytest

from journalpress.csl.entry import entry_inlines
from journalpress.errors import InputError
from journalpress.model import Link, Text

SPACE = {"t": "Space"}


def words(text: str) -> dict[str, Any]:
    """A word."""
    return {"t": "Str", "c": text}


def marked(kind: str, *inside: Any) -> dict[str, Any]:
    """Emph, Strong and the like."""
    return {"t": kind, "c": list(inside)}


def span(name: str, *inside: Any) -> dict[str, Any]:
    """A span of this class."""
    return {"t": "Span", "c": [["", [name], []], list(inside)]}


def link(href: str, *inside: Any) -> dict[str, Any]:
    """A link to this address."""
    return {"t": "Link", "c": [["", [], []], list(inside), [href, ""]]}


@pytest.mark.parametrize(
    ("nodes", "inlines"),
    [
        ((), ()),
        ((SPACE, words("")), ()),
        ((words("a"), SPACE, words("b")), (Text("a b"),)),
        (
            (words("a"), SPACE, marked("Emph", words("b"), SPACE), words("c")),
            (Text("a "), Text("b", emph=True), Text(" c")),
        ),
        ((marked("Emph", marked("Strong", words("a"))),), (Text("a", strong=True, emph=True),)),
        (
            (marked("Emph", words("a"), span("csl-no-emph", words("b"))),),
            (Text("a", emph=True), Text("b")),
        ),
        (
            (marked("Strong", words("a"), span("csl-no-strong", words("b"))),),
            (Text("a", strong=True), Text("b")),
        ),
        (
            (words("CO"), marked("Subscript", words("2")), marked("Superscript", words("+"))),
            (Text("CO"), Text("2", script="sub"), Text("+", script="sup")),
        ),
        (
            (marked("SmallCaps", words("a")), marked("Underline", words("b")),
             marked("Strikeout", words("c"))),
            (Text("abc"),),
        ),
        (({"t": "Quoted", "c": [{"t": "SingleQuote"}, [words("a")]]},), (Text("‘a’"),)),
        (({"t": "Code", "c": [["", [], []], "x"]},), (Text("x"),)),
        ((words("687\u2011700"),), (Text("687-700"),)),
        (
            (span("csl-left-margin", words("a")), span("csl-right-inline", words("b"))),
            (Text("a b"),),
        ),
        ((words("a"), span("csl-block", words("b")), words(".")), (Text("a b ."),)),
        (
            (words("doi:"), link("https://doi.org/10.5555/1", words("10.5555/1"))),
            (Text("doi:"), Link("https://doi.org/10.5555/1", (Text("10.5555/1"),))),
        ),
        (
            (link("https://a.example/", marked("Emph", words("a")), SPACE, words("b")),),
            (Link("https://a.example/", (Text("a", emph=True), Text(" b"))),),
        ),
        ((link("javascript:x", words("a")), link("#b", words("b"))), (Text("ab"),)),
    ],
)  # fmt: skip
def test_an_entry_in_normal_form(nodes: tuple[Any, ...], inlines: tuple[Any, ...]) -> None:
    """Spaces outside the marks, one at a time; what we cannot set stays as words."""
    assert entry_inlines(nodes) == inlines


def test_what_is_not_known_is_refused() -> None:
    """A later pandoc may print what this one does not; it is never left out in silence."""
    with pytest.raises(InputError, match="Note"):
        entry_inlines([marked("Note")])
