"""The words of a paragraph, character by character, and how two versions of them differ.

A Passage is what a paragraph says wherever it stands: characters with their looks, and each
citation mark as one atom with the keys of its sources. Its number is not in it: numbers change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

LINE = "\n"
"""The text of an atom that is a line break inside a paragraph."""
BREAK = "\u2029"
"""The text of an atom at which one paragraph ends and the next begins (PARAGRAPH SEPARATOR)."""

_JOINS = frozenset("'’.,:/-\u2010\u2011–_@%°")
"""Between two letters or digits these do not part a word: 1.5, 135/85, it’s. Half of a dose must
never be taken from one reviewer and half from another."""
_MOST_COMPARISONS = 4_000_000
"""Words of one version times words of the other; beyond it the middle counts as rewritten."""
_REWRITTEN = 0.5
"""Below this likeness a paragraph was written anew, and its small remains are no landmarks."""
_REMAINS = 3
"""Words in a row that count as such remains."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One character (or LINE, or BREAK) with its looks; or, with text "", a citation mark.

    `href` is the address that the character links to, `#name` inside the file. `cites` are the
    keys of the sources, in order.
    """

    text: str = ""
    strong: bool = False
    emph: bool = False
    script: Literal["", "sub", "sup"] = ""
    href: str = ""
    cites: tuple[str, ...] = ()


Passage: TypeAlias = tuple[Atom, ...]

MarkKind: TypeAlias = Literal["strong", "emph", "sub", "sup", "link", "cite"]
_KINDS: tuple[MarkKind, ...] = ("strong", "emph", "sub", "sup", "link", "cite")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is true of the characters from `start` up to `end`, counted from 0.

    `value` is a link's address, a citation's keys with a space between two, else "".
    """

    start: int
    end: int
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Hunk:
    """The atoms from `start` up to `end` of one version are `after` in the other."""

    start: int
    end: int
    after: Passage


# --- text and marks ---------------------------------------------------------------------------


def passage_of(text: str, marks: Sequence[Mark] = ()) -> Passage:
    """The atoms of this text; the characters of a citation mark become one atom.

    Raises ValueError for a mark outside the text, or of an unknown kind.
    """
    atoms: list[Atom | None] = [_letter(each) for each in text]
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text) or mark.kind not in _KINDS:
            raise ValueError(f"a mark that fits no text: {mark}")
        for at in range(mark.start, mark.end):
            atom = atoms[at]
            if atom is not None:
                atoms[at] = _marked(atom, mark)
        if mark.kind == "cite":
            cite = Atom(cites=tuple(mark.value.split()))
            atoms[mark.start : mark.end] = [cite, *[None] * (mark.end - mark.start - 1)]
    return tuple(atom for atom in atoms if atom is not None)


@lru_cache(maxsize=1024)
def _letter(character: str) -> Atom:
    """The plain atom of a character; a text has many of each."""
    return Atom(character)


def _marked(atom: Atom, mark: Mark) -> Atom:
    match mark.kind:
        case "strong":
            return replace(atom, strong=True)
        case "emph":
            return replace(atom, emph=True)
        case "sub" | "sup":
            return replace(atom, script=mark.kind)
        case "link":
            return replace(atom, href=mark.value)
        case "cite":
            return atom


def marked_text(
    passage: Passage, labels: Sequence[str] | None = None
) -> tuple[str, tuple[Mark, ...]]:
    """The text of a passage, a citation as `[@key; @key]`, and its marks in order.

    `labels` is what stands for each atom, where a citation is shown otherwise.
    """
    words: list[str] = []
    spread: list[Atom] = []
    marks: list[Mark] = []
    for position, atom in enumerate(passage):
        shown = labels[position] if labels is not None else atom.text or cite_text(atom)
        if not atom.text:
            at = len(spread)
            marks.append(Mark(at, at + len(shown), "cite", " ".join(atom.cites)))
        words.append(shown)
        spread += [atom] * len(shown)
    for kind in ("strong", "emph", "sub", "sup", "link"):
        marks += _stretches(spread, kind)
    return "".join(words), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _stretches(atoms: Sequence[Atom], kind: MarkKind) -> Iterator[Mark]:
    def value(atom: Atom) -> str | bool:
        match kind:
            case "strong":
                return atom.strong
            case "emph":
                return atom.emph
            case "link":
                return atom.href
            case _:
                return atom.script == kind

    start = 0
    for found, group in groupby(atoms, value):
        end = start + len(list(group))
        if found:
            yield Mark(start, end, kind, found if isinstance(found, str) else "")
        start = end


def cite_text(atom: Atom) -> str:
    """A citation mark as an author writes it: `[@one; @two]`."""
    return f"[{'; '.join(f'@{key}' for key in atom.cites)}]"


def text_of(passage: Passage) -> str:
    """Its text with citations as `[@key]`, line breaks and paragraphs' ends as they are."""
    return "".join(atom.text or cite_text(atom) for atom in passage)


def words_of(passage: Passage) -> str:
    """Its words alone, without citations, white space folded."""
    return " ".join("".join(atom.text for atom in passage).split())


def folded(passage: Passage) -> Passage:
    """The passage as an article keeps it: what differs only in spaces that nobody sees is one.

    Spaces are plain, single, without looks, and none stands before a citation or at either end of
    a paragraph or line.
    """
    made: list[Atom] = []
    for atom in passage:
        space = atom.text not in ("", LINE, BREAK) and atom.text.isspace()
        edge = not made or made[-1].text in (" ", LINE, BREAK)
        if space and edge and (not made or made[-1].text):
            continue
        if (atom.cites or atom.text in (LINE, BREAK)) and made and made[-1].text == " ":
            made.pop()
        made.append(Atom(" ") if space else atom)
    while made and made[-1].text == " ":
        made.pop()
    return tuple(made)


def cites_of(passage: Passage) -> tuple[str, ...]:
    """The keys of its citations, in order."""
    return tuple(key for atom in passage for key in atom.cites)


# --- differences ------------------------------------------------------------------------------


def tokens(passage: Passage) -> tuple[Passage, ...]:
    """The passage in pieces that are changed as a whole: words, numbers, single signs, marks."""
    found: list[list[Atom]] = []
    open_word = False
    for at, atom in enumerate(passage):
        inside = _is_letter(atom)
        if open_word and atom.text in _JOINS and atom.text:
            following = passage[at + 1] if at + 1 < len(passage) else Atom(" ")
            inside = _is_letter(following)
        if inside and open_word:
            found[-1].append(atom)
        else:
            found.append([atom])
        open_word = inside
    return tuple(tuple(each) for each in found)


def _is_letter(atom: Atom) -> bool:
    return bool(atom.text) and (atom.text.isalnum() or unicodedata.category(atom.text)[0] == "M")


def _is_word(token: Passage) -> bool:
    return _is_letter(token[0])


def likeness(one: Passage, other: Passage) -> float:
    """How much of the words of both is the same, from 0 to 1; looks do not count."""
    left = [token.casefold() for token in words_of(one).split()]
    right = [token.casefold() for token in words_of(other).split()]
    if not left and not right:
        return 1.0 if cites_of(one) == cites_of(other) else 0.0
    if len(left) * len(right) > _MOST_COMPARISONS:
        return 1.0 if left == right else 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def hunks(before: Passage, after: Passage) -> tuple[Hunk, ...]:
    """Where and how `after` differs from `before`, in order and apart from one another.

    Changes with nothing but spaces or signs between them are one; a citation that was kept is in
    none. `patched(before, hunks(before, after)) == after`.
    """
    left, right = tokens(before), tokens(after)
    matched = _matching(left, right)
    starts = _starts(left), _starts(right)
    kept_words = sum(_is_word(left[at]) for start, _, size in matched for at in
                     range(start, start + size))  # fmt: skip
    most = max(sum(map(_is_word, left)), sum(map(_is_word, right)))
    patience = _REMAINS if most and kept_words / most < _REWRITTEN else 0
    ranges: list[tuple[int, int, int, int]] = []
    left_at = right_at = 0
    for left_start, right_start, size in (*matched, (len(left), len(right), 0)):
        if left_start > left_at or right_start > right_at:
            previous = ranges[-1] if ranges else None
            if previous and _is_small(left[previous[1] : left_at], patience):
                ranges[-1] = (previous[0], left_start, previous[2], right_start)
            else:
                ranges.append((left_at, left_start, right_at, right_start))
        left_at, right_at = left_start + size, right_start + size
    return tuple(
        Hunk(starts[0][i], starts[0][j], after[starts[1][k] : starts[1][m]])
        for i, j, k, m in ranges
    )


def _matching(left: Sequence[Passage], right: Sequence[Passage]) -> list[tuple[int, int, int]]:
    """Runs of equal tokens: where in each, and how many."""
    shorter = min(len(left), len(right))
    head = next((n for n in range(shorter) if left[n] != right[n]), shorter)
    tail = next((n for n in range(shorter - head) if left[-1 - n] != right[-1 - n]), shorter - head)
    found = [(0, 0, head)] if head else []
    inner_left = left[head : len(left) - tail]
    inner_right = right[head : len(right) - tail]
    if inner_left and inner_right and len(inner_left) * len(inner_right) <= _MOST_COMPARISONS:
        matcher = SequenceMatcher(None, inner_left, inner_right, autojunk=False)
        found += [
            (one + head, other + head, size)
            for one, other, size in matcher.get_matching_blocks()
            if size
        ]
    if tail:
        found.append((len(left) - tail, len(right) - tail, tail))
    return found


def _starts(pieces: Sequence[Passage]) -> list[int]:
    at, found = 0, [0]
    for piece in pieces:
        at += len(piece)
        found.append(at)
    return found


def _is_small(between: Sequence[Passage], patience: int) -> bool:
    """Whether what two changes have between them is no reason to tell them apart."""
    if any(not token[0].text or token[0].text == BREAK for token in between):
        return False
    return sum(map(_is_word, between)) <= patience


def patched(before: Passage, changes: Sequence[Hunk]) -> Passage:
    """`before` with these changes made; they are in order and do not overlap."""
    made: list[Atom] = []
    at = 0
    for hunk in changes:
        made += before[at : hunk.start]
        made += hunk.after
        at = hunk.end
    return (*made, *before[at:])
