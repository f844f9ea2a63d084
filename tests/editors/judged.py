"""What the program finds in a returned copy, against what must be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Returned
from journalpress.review.change import Change
from journalpress.review.compare import compare
from journalpress.reviewcopy import Baseline
from journalpress.writers.docx.baseline import baseline_in
from tests.copies import sample_copy
from tests.editors.kinds import SLUG, Found
from tests.editors.markup import without_bookmarks


@cache
def sent(slug: str = SLUG) -> Baseline:
    """What the copy said when it left."""
    return baseline_in(sample_copy(slug, protect=False))


@dataclass(frozen=True, slots=True)
class Judged:
    """A returned copy as it is read, and every change in it."""

    copy: Returned
    changes: tuple[Change, ...]


def judged(data: bytes, *, slug: str = SLUG, stripped: bool = False) -> Judged:
    """What the program makes of the file, if need be without any bookmark."""
    copy = read_returned(without_bookmarks(data) if stripped else data)
    return Judged(copy, compare(copy, sent(slug)))


def faults(changes: Iterable[Change], expected: Iterable[Found]) -> list[str]:
    """What was missed, and what was found where nobody had done it; [] is what is wanted."""
    seen: dict[str, set[str]] = defaultdict(set)
    for each in changes:
        seen[each.kind].update(each.keys)
    must: dict[str, set[str]] = defaultdict(set)
    may: dict[str, set[str]] = defaultdict(set)
    for found in expected:
        must[found.kind].update(found.must)
        may[found.kind].update(found.may)
    said = []
    for kind in sorted({*seen, *must}):
        said += [f"missed: {kind} {key}" for key in sorted(must[kind] - seen[kind])]
        said += [f"nobody's: {kind} {key}" for key in sorted(seen[kind] - must[kind] - may[kind])]
        if not seen[kind] and not must[kind]:
            said.append(f"missed: {kind}, at any of {sorted(may[kind])}")
    return said
