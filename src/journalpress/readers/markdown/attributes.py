"""`{.class #anchor name=value}` → its parts, by our own rule: nothing unknown is passed over."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from journalpress.readers.findings import Findings, nearest

ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
"""An anchor that is a valid id in every format and short enough for a Word bookmark."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood between the braces."""

    classes: frozenset[str] = frozenset()
    anchor: str = ""
    lang: str = ""


def split_attributes(source: str) -> tuple[str, str | None]:
    """The words, and what stands between the braces at their end (None without braces).

    `]{…}` belongs to the words in the brackets before it.
    """
    source = source.rstrip()
    start = source.rfind("{")
    inside = source[start + 1 : -1]
    if start < 0 or not source.endswith("}") or "}" in inside or "\n" in inside:
        return source, None
    if source[start - 1 : start] in ("\\", "]") or source.endswith("\\}"):
        return source, None
    return source[:start].rstrip(), inside


def read_attributes(
    inside: str, allowed: Collection[str], findings: Findings, *, line: int
) -> Attributes:
    """The attributes; `allowed` holds `.brief`, `#` for an anchor, `lang=`. Else JP122."""
    classes: set[str] = set()
    anchor = lang = ""
    for part in inside.split():
        if part.startswith(".") and part in allowed:
            classes.add(part[1:])
        elif part.startswith("#") and "#" in allowed and ANCHOR.fullmatch(part[1:]):
            anchor = part[1:]
        elif part.startswith("lang=") and "lang=" in allowed and is_language(part[5:].strip("\"'")):
            lang = part[5:].strip("\"'")
        else:
            like = nearest(part, allowed)
            hint = f"do you mean {like}?" if like else _known(allowed)
            findings.note("JP122", f"{{{part}}} means nothing here", hint, line=line)
    if not inside.strip():
        findings.note("JP122", "{} means nothing here", _known(allowed), line=line)
    return Attributes(frozenset(classes), anchor, lang)


def is_language(text: str) -> bool:
    """Whether this is shaped like a language tag of BCP 47: fr, en-GB, zh-Hant."""
    return bool(re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", text))


def _known(allowed: Collection[str]) -> str:
    shown = {"#": "#anchor", "lang=": "lang=fr"}
    names = ", ".join(f"{{{shown.get(each, each)}}}" for each in allowed)
    return f"known here: {names}; write \\{{ for a brace" if names else "write \\{ for a brace"
