"""Baseline and returned copy → which paragraph of the copy is which block of the baseline."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journalpress.inspect.returned.types import Paragraph
from journalpress.passage import BREAK, Atom, Passage
from journalpress.review.alignment import aligned, kept, moved
from journalpress.reviewcopy import BOOKMARK, Baseline, Block, bookmark_name, reference_bookmark

LEAST_KEPT = 0.25
"""A paragraph of whose words less is left was not split or merged: it is new, or gone."""
TAIL_KEPT = 0.5
"""Without a bookmark more must be left for a paragraph to count as another one's tail."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of the baseline (by their places) that became these paragraphs (by theirs).

    One to one, one to several where it was split, several to one where they were merged.
    """

    blocks: tuple[int, ...]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One view of the copy, citations by the keys of their sources."""

    paragraphs: tuple[Paragraph, ...]
    named: tuple[tuple[int, ...], ...]
    """For each paragraph the places of the blocks whose bookmarks begin in it."""


def names_in(baseline: Baseline) -> Mapping[str, int]:
    """The place of each block by its name in Paragraph.names; Word tells no case apart."""
    return {_name(block).lower(): at for at, block in enumerate(baseline.blocks)}


def _name(block: Block) -> str:
    if block.kind == "reference":
        return reference_bookmark(block.key)
    return bookmark_name(block.key).removeprefix(BOOKMARK)


def view_of(paragraphs: Iterable[Paragraph], baseline: Baseline) -> View:
    """The paragraphs with their citations by key, and the blocks that they name.

    A block that is named twice is the first of them that says the same, else the first.
    """
    names = names_in(baseline)
    keys = {
        reference_bookmark(block.key): block.key
        for block in baseline.blocks
        if block.kind == "reference"
    }
    known = tuple(replace(each, passage=_keyed(each.passage, keys)) for each in paragraphs)
    claims: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(known):
        for name in each.names:
            if (block := names.get(name.lower())) is not None:
                claims[block].append(at)
    named: list[list[int]] = [[] for _ in known]
    for block, claimants in sorted(claims.items()):
        same = [at for at in claimants if known[at].passage == baseline.blocks[block].passage]
        named[(same or claimants)[0]].append(block)
    return View(known, tuple(map(tuple, named)))


def _keyed(passage: Passage, keys: Mapping[str, str]) -> Passage:
    return tuple(
        replace(atom, cites=tuple(keys.get(each, each) for each in atom.cites))
        if atom.cites
        else atom
        for atom in passage
    )


def joined(parts: Sequence[Passage]) -> Passage:
    """The passages one behind the other, a BREAK between two."""
    made: list[Atom] = []
    for number, part in enumerate(parts):
        made += [Atom(BREAK)] * bool(number)
        made += part
    return tuple(made)


def grouped(
    accepted: View, rejected: View, blocks: Mapping[int, Passage], *, rewritten: bool = True
) -> tuple[Group, ...]:
    """Which of these blocks, by place, became which paragraphs outside tables.

    Bookmarks first; where they are gone, what stood before anything was tracked; then the words,
    and if a block may have been `rewritten` wholly, its place between two others.
    """
    before = _before(rejected, blocks, rewritten)
    outside = [at for at, each in enumerate(accepted.paragraphs) if each.cell is None]
    claims: dict[int, list[int]] = {at: _claims(accepted, at, before, blocks) for at in outside}
    _without_strangers(claims, accepted, blocks)
    _without_deleted(claims, accepted, blocks)
    _without_usurped(claims, accepted, blocks)
    _by_words(claims, accepted, blocks, rewritten)
    _with_neighbours(claims, accepted, blocks)
    return _components(claims)


def paragraphs_before(rejected: View, baseline: Baseline) -> Mapping[int, tuple[int, ...]]:
    """For each block outside tables the paragraphs that it was before anything was tracked."""
    outside = {at: each.passage for at, each in enumerate(baseline.blocks) if each.kind != "cell"}
    found: dict[int, list[int]] = defaultdict(list)
    for at, blocks in _of_paragraphs(rejected, outside, rewritten=True).items():
        for block in blocks:
            found[block].append(at)
    return {block: tuple(each) for block, each in found.items()}


def _before(
    rejected: View, blocks: Mapping[int, Passage], rewritten: bool
) -> Mapping[int, tuple[int, ...]]:
    """For each w:p the blocks that it belonged to before anything was tracked."""
    physical: dict[int, tuple[int, ...]] = {}
    for at, each in _of_paragraphs(rejected, blocks, rewritten).items():
        physical.update(dict.fromkeys(rejected.paragraphs[at].physical, tuple(each)))
    return physical


def _of_paragraphs(
    rejected: View, blocks: Mapping[int, Passage], rewritten: bool
) -> Mapping[int, list[int]]:
    """For each paragraph of the view, by place, its blocks: by bookmark, then by words."""
    places = [at for at, each in enumerate(rejected.paragraphs) if each.cell is None]
    found = {at: [each for each in rejected.named[at] if each in blocks] for at in places}
    for block, at in _between(found, rejected, blocks, rewritten).items():
        found[at].append(block)
    return found


def _claims(
    accepted: View, at: int, before: Mapping[int, tuple[int, ...]], blocks: Mapping[int, Passage]
) -> list[int]:
    claimed = dict.fromkeys(each for each in accepted.named[at] if each in blocks)
    for physical in accepted.paragraphs[at].physical:
        claimed.update(dict.fromkeys(before.get(physical, ())))
    return sorted(claimed)


def _without_strangers(
    claims: dict[int, list[int]], accepted: View, blocks: Mapping[int, Passage]
) -> None:
    """Takes a block from paragraphs that hold none of its words, if another one does.

    A paragraph that was added shares the w:p of the one before it, as half of a split one does.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for at, claimed in claims.items():
        for block in claimed:
            holders[block].append(at)
    for block, group in holders.items():
        if len(group) < 2:
            continue
        shares = kept(blocks[block], [accepted.paragraphs[at].passage for at in group])
        named = [at for at in group if block in accepted.named[at]]
        keeps = [at for at, share in zip(group, shares, strict=True) if share >= LEAST_KEPT]
        keeps = keeps or named[:1] or group[:1]
        first, last = group.index(keeps[0]), group.index(keeps[-1])
        for at in (*group[:first], *group[last + 1 :]):
            claims[at].remove(block)


def _without_deleted(
    claims: dict[int, list[int]], accepted: View, blocks: Mapping[int, Passage]
) -> None:
    """Takes from a paragraph the blocks of which nothing is left in it, if others are."""
    for at, claimed in claims.items():
        if len(claimed) < 2:
            continue
        shares = kept(accepted.paragraphs[at].passage, [blocks[each] for each in claimed])
        left = [
            each
            for each, share in zip(claimed, shares, strict=True)
            if share >= LEAST_KEPT and (blocks[each] or not accepted.paragraphs[at].passage)
        ]
        claims[at] = left or claimed[-1:]


def _without_usurped(
    claims: dict[int, list[int]], accepted: View, blocks: Mapping[int, Passage]
) -> None:
    """Gives to a paragraph what it says, and not what stood in its w:p before.

    Of two neighbours, one deleted and one deleted and inserted anew, only the second is there.
    """
    left, _ = _unclaimed(claims, blocks)
    if not left:
        return
    strange = [
        at
        for at, claimed in claims.items()
        if claimed
        and not accepted.named[at]
        and max(kept(accepted.paragraphs[at].passage, [blocks[each] for each in claimed]))
        < TAIL_KEPT
    ]
    passages = [accepted.paragraphs[at].passage for at in strange]
    for one, other in moved([blocks[each] for each in left], passages).items():
        claims[strange[other]] = [left[one]]


def _by_words(
    claims: dict[int, list[int]], accepted: View, blocks: Mapping[int, Passage], rewritten: bool
) -> None:
    """Gives the blocks that nobody claims to paragraphs that claim none and say the same.

    In order between the claimed ones; then, nearly word for word, anywhere.
    """
    for block, at in _between(claims, accepted, blocks, rewritten).items():
        claims[at] = [block]
    left, free = _unclaimed(claims, blocks)
    passages = [accepted.paragraphs[at].passage for at in free]
    for one, other in moved([blocks[each] for each in left], passages).items():
        claims[free[other]] = [left[one]]


def _unclaimed(
    claims: Mapping[int, list[int]], blocks: Mapping[int, Passage]
) -> tuple[list[int], list[int]]:
    """The blocks that nobody claims, and the paragraphs that claim none."""
    claimed = {block for each in claims.values() for block in each}
    return (
        [each for each in blocks if each not in claimed],
        [at for at in sorted(claims) if not claims[at]],
    )


def _between(
    claims: Mapping[int, list[int]], view: View, blocks: Mapping[int, Passage], rewritten: bool
) -> dict[int, int]:
    """Pairs of unclaimed blocks and paragraphs that stand between the same neighbours."""
    found: dict[int, int] = {}
    left, free = _unclaimed(claims, blocks)
    gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
    edges = [at for at in sorted(claims) if claims[at]]
    for at in free:
        number = bisect_left(edges, at)
        low = max(claims[edges[number - 1]]) if number else -1
        high = min(claims[edges[number]]) if number < len(edges) else max(blocks, default=0) + 1
        gaps[low, high].append(at)
    for (low, high), group in gaps.items():
        inside = [each for each in left if low < each < high and each not in found]
        one = [blocks[each] for each in inside]
        other = [view.paragraphs[at].passage for at in group]
        pairs = aligned(one, other, rewritten=rewritten)
        found.update({inside[a]: group[b] for a, b in pairs.items()})
    return found


def _with_neighbours(
    claims: dict[int, list[int]], accepted: View, blocks: Mapping[int, Passage]
) -> None:
    """Finds halves that carry no bookmark: tails of split paragraphs, blocks joined to others."""
    order = sorted(claims)
    holders = {block: at for at, each in claims.items() for block in each}
    for number, at in enumerate(order):
        if claims[at] or not accepted.paragraphs[at].passage:
            continue
        for near, which in ((number - 1, -1), (number + 1, 0)):
            if not 0 <= near < len(order) or not claims[order[near]]:
                continue
            block = claims[order[near]][which]
            pair = sorted((at, order[near]))
            parts = [accepted.paragraphs[each].passage for each in pair]
            if min(kept(blocks[block], parts)) >= TAIL_KEPT:
                claims[at] = [block]
                break
    for block in blocks:
        if block in holders:
            continue
        for near in (block - 1, block + 1):
            at = holders.get(near, -1)
            if at < 0 or not blocks[block]:
                continue
            pair = sorted((block, near))
            shares = kept(accepted.paragraphs[at].passage, [blocks[each] for each in pair])
            if min(shares) >= TAIL_KEPT:
                claims[at] = sorted({*claims[at], block})
                holders[block] = at
                break


def _components(claims: Mapping[int, list[int]]) -> tuple[Group, ...]:
    """Blocks and paragraphs that belong together, in the order of the copy."""
    group_of: dict[int, int] = {}
    groups: list[tuple[set[int], list[int]]] = []
    for at in sorted(claims):
        into = {group_of[block] for block in claims[at] if block in group_of}
        number = min(into) if into else len(groups)
        if not into:
            groups.append((set(), []))
        for other in sorted(into - {number}):
            groups[number][0].update(groups[other][0])
            groups[number][1].extend(groups[other][1])
            groups[other][0].clear()
            groups[other][1].clear()
        groups[number][0].update(claims[at])
        groups[number][1].append(at)
        group_of.update(dict.fromkeys(groups[number][0], number))
    return tuple(
        each
        for blocks, paragraphs in groups
        if paragraphs
        for each in _runs(tuple(sorted(blocks)), sorted(paragraphs))
    )


def _runs(blocks: tuple[int, ...], paragraphs: Sequence[int]) -> Iterator[Group]:
    """The group, as far as its paragraphs are neighbours; what stands elsewhere is new there."""
    first = [at for number, at in enumerate(paragraphs) if at == paragraphs[0] + number]
    yield Group(blocks, tuple(first))
    yield from (Group((), (at,)) for at in paragraphs[len(first) :])
