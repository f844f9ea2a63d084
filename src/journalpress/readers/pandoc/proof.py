"""The body of a file and the Document read from it → the words that did not arrive.

It knows nothing of the parser: it takes off what prints no words with a few expressions of its own,
and every word that is left must stand somewhere in the Document as often as in the source.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLinkText

from journalpress.readers.rich.tree import Document, Run

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORD = re.compile(r"[^\W_]+")
_MARKERS = re.compile(r"^(?:[>\s]|[-+*:]\s|\d{1,9}[.)](?=\s|$)|\(\d{1,6}\)(?=\s))+", re.MULTILINE)
_NO_WORDS = re.compile(
    r"^[ ]*:{3,}.*$|^[ ]*(?:!!!|\?\?\?\+?)\s+[\w -]+"  # the fence of a division
    r"|^[ ]*(?:`{3,}|~{3,})[^`\n]*$"  # the fence of a block of code
    r"|^[ ]*\[[xX]\](?=\s)"  # a box that is ticked
    r"|\[!\w+\]|^[ ]*Table:"
    r"|^[ ]*\[(?:[^\[\]\\]|\\.)+\]:"  # [label]: of a definition
    r"|\|[ ]*\d{1,9}[.)](?=\s)"  # the number of an item in a cell
    r"|\[\^[^\s\]]+\]"  # [^1]
    r"|\]\[(?:[^\[\]\\]|\\.)*(?=\])"  # ][label]
    r"|\]\(\s*[^()\s]*(?:\{\{.*?\}\}|\{%.*?%\})[^()]*\)"  # ]({{< ref … >}})
    r"|\{\{[<%]\s*figure\b|\b(?:src|alt|title|caption|fig-alt)="
    r"|\{:?\s*(?:[.#]|-\s*\}|[\w-]+=)[^{}\n]*\}?"  # {.class}
    r"|</?(?:br|sub|sup|em|strong|i|b|abbr|a|img)\b[^<>]*>",
    re.MULTILINE | re.IGNORECASE,
)


def lost_words(body: str, document: Document) -> tuple[str, int] | None:
    """The first words of the body that the Document has not, and their line in it, from 1."""
    left = Counter(_WORD.findall(_folded("\n".join(_strings(document)))))
    source = body
    for expression in (_MARKERS, _NO_WORDS):
        source = expression.sub(lambda found: " " + "\n" * found[0].count("\n"), source)
    for number, line in enumerate(source.split("\n"), 1):
        lost: list[str] = []
        for word in _WORD.findall(_folded(line)):
            left[word] -= 1
            if left[word] < 0:
                lost.append(word)
        if lost:
            return " ".join(lost[:8]), number
    return None


def _folded(text: str) -> str:
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return unicodedata.normalize("NFC", unquote(text))


def _strings(value: Any) -> Iterator[str]:
    """Every string that stands anywhere in this value."""
    if isinstance(value, Run):
        yield value.text
        yield from (value.lang, value.expansion)
        if value.href:
            yield normalizeLinkText(value.href)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _strings(getattr(value, each.name))
