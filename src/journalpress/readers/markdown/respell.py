"""The author's spelling of a leaf and a change of its words → the new source, the rest as it was.

The words of the source stand beside those of its canonical spelling, and these beside those of the
new canonical spelling. A word that all three have keeps its place, its letters and its line;
between two such words the source changes only where the canonical spelling does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SPACES = re.compile(r"[ \t\n\f\v]+")
_MOST_COMPARISONS = 4_000_000
"""Words of one version times words of the other; beyond it all between counts as rewritten."""
_BEGINS_A_BLOCK = re.compile(r"[#>~=+*<|:-]|`{3}|\d{1,9}[.)]|Table:|\[!")
"""What could be taken for the beginning of something else at the beginning of a line."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Words as they stand in a source; `gaps[n]` is what stands before word n (gaps[0] is "")."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def text(self) -> str:
        """The source."""
        return "".join(f"{gap}{word}" for gap, word in zip(self.gaps, self.words, strict=True))


def spelled(lines: Sequence[tuple[str, str]]) -> Spelled:
    """The words of these lines: pairs of what parts the line from the one before, and the line."""
    words: list[str] = []
    gaps: list[str] = []
    between = ""
    for before, line in lines:
        between += before
        at = 0
        for found in _SPACES.finditer(line):
            if found.start() > at:
                words.append(line[at : found.start()])
                gaps.append(between)
                between = ""
            between += found[0]
            at = found.end()
        if at < len(line):
            words.append(line[at:])
            gaps.append(between)
            between = ""
    return Spelled(tuple(words), tuple(gaps))


def respelled(source: Spelled, before: str, after: str) -> Spelled:
    """The source with what changes from `before` to `after`, both canonical, changed in it too."""
    old, new = _SPACES.split(before), _SPACES.split(after)
    theirs = [unicodedata.normalize("NFC", word) for word in source.words]
    in_source = dict(_pairs(old, theirs))
    words: list[str] = []
    gaps: list[str] = []
    old_at = new_at = source_at = 0
    ends = (len(old), len(new), len(theirs))
    kept = ((o, n, in_source[o]) for o, n in _pairs(old, new) if o in in_source)
    for old_end, new_end, source_end in (*kept, ends):
        between = slice(source_at, source_end)
        if old[old_at:old_end] == new[new_at:new_end]:
            words += source.words[between]
            gaps += source.gaps[between]
            behind = source.gaps[source_end : source_end + 1]
        else:
            inserted = new[new_at:new_end]
            made = _gaps(source.gaps[source_at : source_end + 1], len(inserted), bool(words))
            words += inserted
            gaps += made[: len(inserted)]
            behind = tuple(made[len(inserted) :])
        if source_end < len(theirs):
            words.append(source.words[source_end])
            gaps.append(behind[0] if words[1:] else "")
        old_at, new_at, source_at = old_end + 1, new_end + 1, source_end + 1
    return _without_false_beginnings(words, gaps, source)


def _gaps(old: tuple[str, ...], words: int, follows: bool) -> list[str]:
    """What stands before each of the new words and behind the last: lines break where they did."""
    if words == len(old) - 1:
        return list(old)
    breaks = [gap for gap in old if "\n" in gap or "\r" in gap]
    if not words:
        return [breaks[0] if breaks and follows else " "]
    first = old[0] if old and (len(old) > 1 or not follows) else " "
    made = [first, *[" "] * words]
    if len(old) > 1 or (old and follows):
        made[-1] = old[-1]
    inner = len(old) - 1
    for at, gap in enumerate(old[1:-1], 1):
        place = round(at * words / inner)
        if gap in breaks and 0 < place < words and made[place] == " ":
            made[place] = gap
    return made


def begins_a_block(source: str) -> bool:
    """Whether this could be taken for a list, a heading… at the beginning of a line."""
    return bool(_BEGINS_A_BLOCK.match(source))


def _without_false_beginnings(
    words: Sequence[str], gaps: Sequence[str], source: Spelled
) -> Spelled:
    """A word that would begin a list, a heading… at the beginning of a line stands one line up."""
    first = {
        word for word, gap in zip(source.words, source.gaps, strict=True) if not gap.isspace()
        or "\n" in gap or "\r" in gap
    }  # fmt: skip
    settled = [
        " " if at and _breaks(gap) and _BEGINS_A_BLOCK.match(word) and word not in first else gap
        for at, (word, gap) in enumerate(zip(words, gaps, strict=True))
    ]
    return Spelled(tuple(words), tuple(settled))


def _breaks(gap: str) -> bool:
    return "\n" in gap or "\r" in gap


def _pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of equal words in both, in order; as many as can be found."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    tail = next((n for n in range(shorter - head) if one[-1 - n] != other[-1 - n]), shorter - head)
    yield from ((n, n) for n in range(head))
    inner_one, inner_other = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(inner_one) * len(inner_other) <= _MOST_COMPARISONS:
        matcher = SequenceMatcher(None, inner_one, inner_other, autojunk=False)
        for start, other_start, size in matcher.get_matching_blocks():
            yield from ((head + start + n, head + other_start + n) for n in range(size))
    yield from ((len(one) - tail + n, len(other) - tail + n) for n in range(tail))
