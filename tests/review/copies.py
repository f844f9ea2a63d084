"""Baselines and returned copies in a line each, and a reviewer who edits at random."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from journalpress.inspect.returned.types import NOBODY, Cell, Hand, Paragraph, Returned
from journalpress.passage import Atom, Mark, Passage, passage_of
from journalpress.reviewcopy import (
    BOOKMARK,
    Baseline,
    Block,
    BlockKind,
    baseline_of,
    block_of,
    bookmark_name,
    reference_bookmark,
)

VOCABULARY = (
    "rest sleep water doctor tablet daily pain heart rash fever sun cream blood test clinic nurse "
    "ask call week month dose skin joint light heat salt food walk swim help"
)
WORDS = VOCABULARY.split()
OKAFOR = Hand("Dr Okafor", "2026-03-01T10:00:00Z")


def baseline(*blocks: Block, version: int = 1) -> Baseline:
    """A baseline of these blocks."""
    return baseline_of(article="lupus", version=version, digest="ab", recipient="", blocks=blocks)


def text(key: str, words: str, *marks: Mark, kind: BlockKind = "text", level: int = 0) -> Block:
    """A block of the baseline; `[@key]` in its words is a citation."""
    return block_of(key, kind, *cited(words, marks), level=level)


def cited(words: str, marks: tuple[Mark, ...] = ()) -> tuple[str, tuple[Mark, ...]]:
    """The words and a mark for each `[@key]` in them."""
    found = list(marks)
    at = words.find("[@")
    while at >= 0:
        end = words.index("]", at) + 1
        found.append(Mark(at, end, "cite", words[at + 2 : end - 1].replace("; @", " ")))
        at = words.find("[@", end)
    return words, tuple(found)


def said(words: str) -> Passage:
    """The passage of these words."""
    return passage_of(*cited(words))


def paragraph_of(block: Block, at: int) -> Paragraph:
    """The block as it stands in a copy that nobody edited, the `at`-th paragraph of the file."""
    cell = None
    if block.kind == "cell":
        _, row, column = block.key.rsplit("_", 2)
        cell = Cell(1, int(row), int(column))
    passage = tuple(
        replace(atom, cites=tuple(reference_bookmark(each) for each in atom.cites))
        if atom.cites
        else atom
        for atom in block.passage
    )
    name = bookmark_name(block.key).removeprefix(BOOKMARK)
    if block.kind == "reference":
        name = reference_bookmark(block.key)
    return Paragraph(
        names=(name,),
        kind=block.kind,
        level=block.level,
        passage=passage,
        hands=(NOBODY,) * len(passage),
        cell=cell,
        physical=(at,),
    )


def unedited(told: Baseline) -> tuple[Paragraph, ...]:
    """Every block as it stands in the copy."""
    return tuple(paragraph_of(block, at) for at, block in enumerate(told.blocks))


def returned(
    accepted: tuple[Paragraph, ...], rejected: tuple[Paragraph, ...] | None = None
) -> Returned:
    """A copy that reads so, and read so before anything was tracked (the same: all silent)."""
    return Returned(
        baseline=None,
        review="",
        accepted=accepted,
        rejected=accepted if rejected is None else rejected,
        hands=(OKAFOR,),
    )


def without_names(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs of a copy that has lost all of its bookmarks."""
    return tuple(replace(each, names=()) for each in paragraphs)


# --- a reviewer at random ---------------------------------------------------------------------


def random_baseline(random: Random) -> Baseline:
    """Title, sections with paragraphs and lists, perhaps a table, sources, the disclaimer."""
    blocks = [text("title", _words(random, 2, 5), kind="heading", level=1)]
    for number in range(random.randint(1, 4)):
        blocks.append(text(f"h{number}", _words(random, 1, 5), kind="heading", level=2))
        for inner in range(random.randint(1, 4)):
            item = random.random() < 0.3
            kind: BlockKind = "item" if item else "text"
            words = _words(random, 4, 25) + random.choice(["", " [@a]", " [@b; @c] " + WORDS[3]])
            blocks.append(text(f"p{number}{inner}", words, kind=kind, level=int(item)))
    if random.random() < 0.5:
        columns = random.randint(2, 3)
        blocks += [
            text(f"tab_{row}_{column}", _words(random, 1, 4), kind="cell")
            for row in range(random.randint(2, 4))
            for column in range(columns)
        ]
    blocks += [
        text(key, f"{key} {_words(random, 5, 9)}", kind="reference", level=number)
        for number, key in enumerate("abc", 1)
    ]
    blocks.append(text("disclaimer", _words(random, 6, 9), kind="disclaimer"))
    return baseline(*blocks)


def _words(random: Random, least: int, most: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(least, most)))


@dataclass(slots=True)
class _Line:
    """A paragraph while it is edited."""

    names: tuple[str, ...]
    kind: BlockKind
    level: int
    passage: Passage
    cell: Cell | None
    physical: tuple[int, ...]


def edited(
    told: Baseline, random: Random, *, times: int, tracked: bool
) -> tuple[Returned, frozenset[str]]:
    """The copy after so many random edits, and the keys of the blocks that they touched."""
    lines = [
        _Line(each.names, each.kind, each.level, each.passage, each.cell, each.physical)
        for each in unedited(told)
    ]
    touched: set[str] = set()
    joined_to: dict[int, int] = {}
    for _ in range(times):
        at = random.randrange(len(lines))
        line = lines[at]
        touched.update(line.names)
        following = lines[at + 1] if at + 1 < len(lines) else None
        match random.choice(("words", "words", "new", "gone", "split", "merge", "move", "level")):
            case "words":
                line.passage = _rewritten(line.passage, random)
            case "new" if not line.cell:
                number = len(told.blocks) + len(joined_to)
                joined_to[number] = line.physical[-1]
                new = passage_of(_words(random, 3, 9) + " " + WORDS[at % len(WORDS)] * 2)
                lines.insert(at + 1, _Line((), "text", 0, new, None, (number,)))
            case "gone" if not line.cell:
                del lines[at]
            case "split" if not line.cell and len(line.passage) > 20:
                number = len(told.blocks) + len(joined_to)
                joined_to[number] = line.physical[-1]
                cut = random.randint(6, len(line.passage) - 6)
                tail = _Line((), line.kind, line.level, line.passage[cut:], None, (number,))
                line.passage = line.passage[:cut]
                lines.insert(at + 1, tail)
            case "merge" if following and not line.cell and not following.cell:
                touched.update(following.names)
                line.passage = (*line.passage, Atom(" "), *following.passage)
                line.names += following.names
                line.physical += following.physical
                del lines[at + 1]
            case "move" if not line.cell:
                del lines[at]
                places = [to for to, each in enumerate(lines) if not each.cell] or [0]
                lines.insert(random.choice(places), line)
            case "level" if line.kind == "heading":
                line.level = random.choice((2, 3, 4))
            case _:
                pass
    old = {each.names: each.passage for each in unedited(told)}
    hand = 0 if tracked else NOBODY
    after = tuple(_paragraph(each, hand, old.get(each.names)) for each in lines)
    if not tracked:
        return returned(after), frozenset(touched)
    before = tuple(
        replace(
            each,
            physical=(*each.physical, *(n for n in joined_to if _root(n, joined_to) == at)),
        )
        for at, each in enumerate(unedited(told))
    )
    return returned(after, before), frozenset(touched)


def _root(number: int, joined_to: dict[int, int]) -> int:
    while number in joined_to:
        number = joined_to[number]
    return number


def _rewritten(passage: Passage, random: Random) -> Passage:
    start = random.randint(0, len(passage))
    end = random.randint(start, min(len(passage), start + 12))
    new = random.choice(["", " " + _words(random, 1, 3), _words(random, 1, 3) + " "])
    looks: list[Literal[True, False]] = [True, False]
    strong = random.choice(looks)
    return (*passage[:start], *(Atom(each, strong=strong) for each in new), *passage[end:])


def _paragraph(line: _Line, hand: int, old: Passage | None) -> Paragraph:
    changed = old != line.passage
    return Paragraph(
        names=line.names,
        kind=line.kind,
        level=line.level,
        passage=line.passage,
        hands=(hand if changed else NOBODY,) * len(line.passage),
        cell=line.cell,
        physical=line.physical,
    )
