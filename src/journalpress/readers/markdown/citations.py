"""The inside of `[@key; @key, p. 3]` and of `[1, 4]` → a Cite, or a Problem and nothing."""

from __future__ import annotations

import re
from collections.abc import Collection

from journalpress.model import Citation, Cite
from journalpress.readers.findings import Findings, nearest
from journalpress.readers.inlines import fold_typed
from journalpress.readers.sources import KEY

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PARTS = re.compile(r"(?:[^;\\]|\\.)*", re.DOTALL)
_SEPARATORS = re.compile(r"\s*([,;–—-])\s*")
_HOW = "write [@key] or [@key; @other, p. 3]"


def read_cite(content: str, known: Collection[str], findings: Findings, *, line: int) -> Cite:
    """The citations of a mark in brackets; an empty Cite where there is none to read."""
    citations: list[Citation] = []
    for part in _split(content):
        citation = _citation(part.strip(), findings, line)
        if citation is None:
            continue
        if citation.key not in known:
            like = nearest(citation.key, known)
            findings.note(
                "JP010",
                f"[@{citation.key}] has no source",
                f"do you mean @{like}?" if like else "add it to references, or correct the key",
                line=line,
            )
        citations.append(citation)
    return Cite(tuple(citations))


def read_numbers(content: str, listed: tuple[str, ...], findings: Findings, *, line: int) -> Cite:
    """The citations of a mark written as numbers of the list in the file (JP017, else JP010)."""
    parts = _SEPARATORS.split(content.strip())
    numbers: list[int] = []
    for separator, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        number = int(part)
        if separator in ("–", "—", "-") and separator:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    beyond = [number for number in numbers if not 1 <= number <= len(listed)]
    if beyond:
        there_are = f"the list has {len(listed)}" if listed else "the file lists no sources"
        findings.note(
            "JP010",
            f"[{content}] names source {beyond[0]}, but {there_are}",
            "cite by key: [@key]; write \\[ for a bracket that is no citation",
            line=line,
        )
        return Cite(())
    keys = tuple(dict.fromkeys(listed[number - 1] for number in numbers))
    findings.note(
        "JP017",
        f"[{content}] is written as numbers",
        f"write [{'; '.join(f'@{key}' for key in keys)}]; journalpress fmt does it",
        line=line,
    )
    return Cite(tuple(Citation(key) for key in keys))


def _split(content: str) -> list[str]:
    """The parts between semicolons that are not escaped."""
    parts: list[str] = []
    at = 0
    while at <= len(content):
        found = _PARTS.match(content, at)
        end = found.end() if found else len(content)
        parts.append(content[at:end])
        at = end + 1
    return parts


def _citation(part: str, findings: Findings, line: int) -> Citation | None:
    key, comma, locator = part.partition(",")
    key = key.strip()
    if not (key.startswith("@") and KEY.fullmatch(key[1:])):
        findings.note(
            "JP018", f"“{part}” in a citation mark is not a citation", _hint(part), line=line
        )
        return None
    if comma and not locator.strip():
        findings.note("JP018", f"“{part}” ends with a comma", _HOW, line=line)
    return Citation(key[1:], fold_typed(_ESCAPED.sub(r"\1", locator)))


def _hint(part: str) -> str:
    if part.startswith("-@"):
        return "leave out the minus sign: names of authors are written in the text"
    if "@" in part and not part.startswith("@"):
        return "put the words before the mark: see [@key]"
    return _HOW
