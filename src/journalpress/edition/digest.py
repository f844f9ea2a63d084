"""The text that an approval signs: its digest, and the leaflet code printed on every copy.

The digest hashes what a patient reads of the article: title, standfirst, key messages, body with
cells and captions, alt texts, citation keys, terms, sources, and each picture's SHA-256. Link
targets, people, dates, version, status, wording and theme are not in it. The code hashes the
digest with the disclaimer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, assert_never

from journalpress.edition.types import ClinicDisclaimer
from journalpress.errors import InputError
from journalpress.model import (
    Article,
    Block,
    Callout,
    Cite,
    CrossLink,
    Figure,
    Inline,
    LineBreak,
    Link,
    List,
    Media,
    Missing,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    Table,
    Text,
)

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
_READ_AS = str.maketrans("ILO", "110")
_CODE_BITS = 40
_CODE_LENGTH = 9


def text_digest(article: Article, media: Mapping[str, Media]) -> str:
    """SHA-256, in hexadecimal, of what `approve` signs.

    A picture that is not in `media` counts by its name: such an article cannot be approved.
    """
    signed = {
        "title": _prose(article.title),
        "standfirst": _prose(article.standfirst) if article.standfirst else None,
        "key_messages": [_prose(message) for message in article.key_messages],
        "body": [_block(block, media) for block in article.body],
        "terms": [[term.term, term.definition] for term in article.terms],
        "sources": [asdict(source) for source in article.sources],
    }
    canonical = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def leaflet_code(digest: str, disclaimer: ClinicDisclaimer) -> str:
    """The code of this text with this disclaimer, as `K7QX-2M9F-D`.

    40 bits in Crockford's base 32 and a Luhn mod 32 check character over the same alphabet.
    """
    whole = "\x1f".join((digest, disclaimer.short, disclaimer.full))
    number = int.from_bytes(hashlib.sha256(whole.encode()).digest()[: _CODE_BITS // 8], "big")
    characters = ""
    for _ in range(_CODE_LENGTH - 1):
        number, rest = divmod(number, len(CODE_ALPHABET))
        characters = CODE_ALPHABET[rest] + characters
    code = characters + _check_character(characters)
    return f"{code[:4]}-{code[4:8]}-{code[8]}"


def read_code(typed: str) -> str:
    """The code as printed, from what a person typed: any case, with or without hyphens.

    I and L are read as 1, O as 0. Raises InputError where it cannot be a code.
    """
    code = typed.upper().translate(_READ_AS)
    code = "".join(character for character in code if character not in "- \u00a0")
    if len(code) != _CODE_LENGTH or any(each not in CODE_ALPHABET for each in code):
        raise InputError(
            f"“{typed}” is not a leaflet code", hint="a code looks like K7QX-2M9F-D; look again"
        )
    if _check_character(code[:-1]) != code[-1]:
        raise InputError(
            f"“{typed}” is not a leaflet code: one of its characters is wrong",
            hint="compare it with the foot of the leaflet",
        )
    return f"{code[:4]}-{code[4:8]}-{code[8]}"


def _check_character(characters: str) -> str:
    """Luhn mod N (N = 32) check character: every second value from the right is doubled."""
    size = len(CODE_ALPHABET)
    total = 0
    for position, character in enumerate(reversed(characters)):
        value = CODE_ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // size + value % size
    return CODE_ALPHABET[(size - total % size) % size]


def _block(block: Block[Inline], media: Mapping[str, Media]) -> list[Any]:
    def inside(blocks: tuple[Block[Inline], ...]) -> list[Any]:
        return [_block(each, media) for each in blocks]

    match block:
        case Paragraph(prose):
            return ["paragraph", _prose(prose)]
        case List(items, ordered, start):
            return ["list", ordered, start, [inside(item.blocks) for item in items]]
        case Quote(blocks):
            return ["quote", inside(blocks)]
        case Callout(callout, blocks):
            return ["callout", callout, inside(blocks)]
        case Figure(_, name, alt, decorative, caption):
            picture = media[name].sha256 if name in media else name
            return ["figure", picture, alt, decorative, _prose(caption) if caption else None]
        case Table(_, header, rows, align, row_headers, caption):
            head = [_prose(cell) for cell in header]
            body = [[_prose(cell) for cell in row] for row in rows]
            return [
                "table",
                head,
                body,
                list(align),
                row_headers,
                _prose(caption) if caption else None,
            ]
        case Question(question, answer):
            return ["question", _prose(question), inside(answer)]
        case Section(heading, blocks, role, brief):
            return ["section", _prose(heading), role, brief, inside(blocks)]
        case Missing(what, note):
            return ["missing", what, note]
        case _:
            assert_never(block)


def _prose(prose: Prose[Inline]) -> list[Any]:
    return [_inline(inline) for inline in prose.inlines]


def _inline(inline: Inline) -> list[Any]:
    match inline:
        case Text():
            return ["text", *_run(inline)]
        case LineBreak():
            return ["break"]
        case Link(_, runs) | CrossLink(_, runs):
            return ["linked", [_run(run) for run in runs]]
        case Cite(citations):
            return ["cite", [[each.key, each.locator] for each in citations]]
        case _:
            assert_never(inline)


def _run(run: Text) -> list[Any]:
    return [run.text, run.strong, run.emph, run.script, run.lang, run.expansion]
