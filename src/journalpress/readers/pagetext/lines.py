"""Bytes of a page text → its lines, with invisible characters gone and wrapped lines joined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from journalpress.problems import Problem
from journalpress.readers.characters import INVISIBLE, check_characters, decode
from journalpress.readers.findings import Findings

BULLET = re.compile(r"\s*[•◦‣▪▫●○∙·⁃■□►➤✓✔*–-](?:\s+|$)")
NUMBER = re.compile(r"\s*[\[(]?0?([1-9]\d{0,2})[.)\]]\.?(?:\s+|$)")

_OTHER_LINE_ENDS = re.compile("[\v\f\x85\u2028\u2029]")
"""What word processors and PDF viewers paste between lines and pages."""
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"[^\W_]-$")
_AND = re.compile(r"\s*(?:and|or|to|und|oder|bis|et|ou|y|o)\b", re.IGNORECASE)
_WRAPPED_AT = 45
_SHORTEST_WRAPPED = 30
"""In a file known to be wrapped, and before that is known: a shorter line ends for its own reasons
(a category, a heading)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: `text` without invisible characters, indentation and tabs kept.

    `number` counts from 1 in the file; `apart` says that an empty line stands above it.
    """

    number: int
    text: str
    apart: bool = True

    @property
    def folded(self) -> str:
        """Its words with single spaces; a no-break space that stands alone is kept."""
        return fold_spaces(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that hold something; `text` is the whole page, decoded, for the proof."""

    text: str = ""
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    invisible: int = 0
    wrapped: int = 0


def fold_spaces(text: str) -> str:
    """White space as single spaces; one no-break space between words is kept as it is."""
    return _SPACES.sub(_one_space, text).strip()


def read_lines(data: bytes, *, file: str) -> Page:
    """The lines of a page text; a Page without lines and with errors where it is not one."""
    findings = Findings(file)
    decoded = decode(data, findings)
    if decoded is None:
        return Page(problems=findings.problems)
    text = _OTHER_LINE_ENDS.sub("\n", decoded)
    if not check_characters(text, findings):
        return Page(text, problems=findings.problems)
    lines = _with_their_signs(_not_empty([clean(line) for line in text.split("\n")]))
    joined = _join(lines)
    return Page(
        text,
        joined,
        findings.problems,
        invisible=len(INVISIBLE.findall(text)),
        wrapped=len(lines) - len(joined),
    )


def clean(text: str) -> str:
    """The text without invisible characters, composed anew where one stood before an accent."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def is_lone_bullet(text: str) -> bool:
    """Whether a line is a bullet and nothing else."""
    found = BULLET.match(text)
    return found is not None and found.end() == len(text)


def _one_space(found: re.Match[str]) -> str:
    return found[0] if found[0] in ("\u00a0", "\u202f") else " "


def _not_empty(texts: list[str]) -> list[Line]:
    lines: list[Line] = []
    apart = True
    for number, text in enumerate(texts, 1):
        if text.strip():
            lines.append(Line(number, text.rstrip(), apart))
            apart = False
        else:
            apart = True
    return lines


def _with_their_signs(lines: list[Line]) -> list[Line]:
    """Some pages paste a bullet or a number on a line of its own, above what belongs to it."""
    out: list[Line] = []
    for line in lines:
        if out and not line.apart and _is_only_a_sign(out[-1].text):
            out[-1] = replace(out[-1], text=f"{out[-1].text} {line.text.strip()}")
        else:
            out.append(line)
    return out


def _is_only_a_sign(text: str) -> bool:
    number = NUMBER.match(text)
    return is_lone_bullet(text) or (number is not None and number.end() == len(text))


def _join(lines: list[Line]) -> tuple[Line, ...]:
    """Lines that a program broke for their length, made whole again.

    A line that begins with a small letter, directly below one that ends no sentence, shows that
    the file is wrapped. From three such places on, every long line is taken to run on.
    """
    wrapped = sum(_runs_on(upper, lower) for upper, lower in pairwise(lines)) >= 3
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, wrapped=wrapped):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_whole(group) for group in groups)


def _continues(group: list[Line], line: Line, *, wrapped: bool) -> bool:
    """Whether the line goes on where the lines above it, which belong together, left off."""
    upper = group[-1]
    if _runs_on(upper, line):
        return True
    if not wrapped or not _may_be_joined(upper, line) or len(upper.text.strip()) < _WRAPPED_AT:
        return False
    number, bullet = NUMBER.match(line.text), BULLET.match(line.text)
    if not number and not bullet:
        return True
    # "achieve" / "4. In the studies" and "remission" / "– results" were broken before a sign.
    if _SENTENCE_END.search(upper.text) or BULLET.match(group[0].text):
        return False
    first = NUMBER.match(group[0].text)
    return not (number and first and int(number[1]) == int(first[1]) + 1)


def _runs_on(upper: Line, lower: Line) -> bool:
    return (
        _may_be_joined(upper, lower)
        and len(upper.text.strip()) >= _SHORTEST_WRAPPED
        and not _SENTENCE_END.search(upper.text)
        and lower.text.strip()[0].islower()
    )


def _may_be_joined(upper: Line, lower: Line) -> bool:
    return not lower.apart and "\t" not in upper.text.strip() and "\t" not in lower.text.strip()


def _whole(group: list[Line]) -> Line:
    parts = [group[0].text]
    for upper, lower in pairwise(group):
        if not _hyphenated(upper.text, lower.text):
            parts.append(" ")
        parts.append(lower.text.strip())
    return replace(group[0], text="".join(parts))


def _hyphenated(upper: str, lower: str) -> bool:
    """Whether a word was broken behind its hyphen; "two-" / "and three-year" was not."""
    return _BROKEN_WORD.search(upper) is not None and not _AND.match(lower)
