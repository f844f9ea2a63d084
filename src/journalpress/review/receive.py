"""A returned Word file → what it says, kept with its review; the article it belongs to."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journalpress.errors import InputError
from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Comment, Returned
from journalpress.journal import Entry, Journal
from journalpress.review.compare import compare
from journalpress.review.placed import View, view_of
from journalpress.review.record import Record, Remark, ReturnedFile, kept_baseline, read_record
from journalpress.review.replay import replayed, says
from journalpress.review.tables import blocks_before
from journalpress.reviewcopy import Baseline

OURS = "journalpress check"
"""The author of the comments that leave with a copy; without an answer they are no finding."""
ID_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Received:
    """One returned file, and the copy that it is."""

    baseline: Baseline
    file: ReturnedFile


def receive(data: bytes, *, name: str, journal: Path, as_of: date) -> Received:
    """What the file says against its baseline: the journal's own, else the one it carries.

    Raises InputError where it is no copy of ours, LimitExceeded for a bomb.
    """
    returned = read_returned(data)
    baseline = _baseline(returned, name, journal)
    changes = compare(returned, baseline)
    view = view_of(returned.accepted, baseline)
    notices = list(returned.notices)
    if replayed(baseline, changes) != says(view):
        # Never to be seen; if it is, nobody may trust the list of changes.
        raise InputError(
            f"{name}: the changes found do not add up to what the copy says",
            hint="compare the copy by hand, and report this file",
        )
    file = ReturnedFile(
        name=Path(name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        read=as_of.isoformat(),
        numbers=_numbers(view, baseline),
        changes=changes,
        comments=tuple(_remarks(returned, view, baseline)),
        filled=returned.filled,
        notices=tuple(notices),
    )
    return Received(baseline, file)


def _baseline(returned: Returned, name: str, journal: Path) -> Baseline:
    inside = returned.baseline
    if inside is not None:
        return kept_baseline(journal, inside.article, inside.review) or inside
    if returned.review:
        for folder in sorted((journal / "reviews").glob(f"*/{_safe(returned.review)}")):
            found = kept_baseline(journal, folder.parent.name, folder.name)
            if found is not None:
                return found
        raise InputError(
            f"{name}: its baseline is lost, and the journal knows no review {returned.review}",
            hint="ask for the file as it was sent, or for the reviewer's own copy of it",
        )
    raise InputError(
        f"{name} is no review copy of this journal",
        hint=f"to make an article of it: journalpress import {name}",
    )


def _safe(review: str) -> str:
    return "".join(each for each in review if each.isalnum())


def entry_of(journal: Journal, baseline: Baseline) -> Entry:
    """The article that the copy is of, by its id. Raises InputError where there is none."""
    for entry in journal.entries.values():
        if entry.article and entry.article.id == baseline.article:
            return entry
    raise InputError(
        f"the copy is of the article “{baseline.article}”, which this journal does not have",
        hint="name the journal that it belongs to with --journal",
    )


def record_with(journal: Path, received: Received) -> Record:
    """The copy's record with this file in it. Raises InputError where what is kept is damaged."""
    from journalpress.review.record import with_file

    baseline = received.baseline
    kept = read_record(journal, baseline.article, baseline.review)
    return with_file(kept or Record(baseline=baseline), received.file)


def _numbers(view: View, baseline: Baseline) -> dict[int, str]:
    """The list of sources as it stands in the copy: number → key; what is new has none."""
    found: dict[int, str] = {}
    for at, paragraph in enumerate(view.paragraphs):
        keys = [baseline.blocks[each].key for each in view.named[at]
                if baseline.blocks[each].kind == "reference"]  # fmt: skip
        if paragraph.kind == "reference" and keys:
            found[paragraph.level] = keys[0]
    return found


def _remarks(returned: Returned, view: View, baseline: Baseline) -> Iterator[Remark]:
    """The comments of reviewers; ours only where somebody answered them."""
    places = _places(returned, view, baseline)
    answered = {each.parent for each in returned.comments if each.parent}
    names = {each.id: _name(each, baseline.review) for each in returned.comments}
    for each in returned.comments:
        if each.hand.author == OURS and (each.id not in answered or not each.parent):
            continue
        keys = dict.fromkeys(
            key for physical in each.paragraphs for key in places.get(physical, ())
        )
        yield Remark(
            id=names[each.id],
            hand=each.hand,
            words=each.words,
            keys=tuple(keys),
            quoted=each.quoted,
            parent=names.get(each.parent, ""),
            done=each.done,
        )


def _places(returned: Returned, view: View, baseline: Baseline) -> dict[int, tuple[str, ...]]:
    """The blocks of each w:p of the file."""
    found: dict[int, tuple[str, ...]] = {}
    rejected = view_of(returned.rejected, baseline)
    for block, paragraphs in blocks_before(rejected, baseline).items():
        for at in paragraphs:
            for physical in rejected.paragraphs[at].physical:
                found[physical] = (*found.get(physical, ()), baseline.blocks[block].key)
    for at, paragraph in enumerate(view.paragraphs):
        for physical in paragraph.physical:
            if view.named[at] and physical not in found:
                found[physical] = tuple(baseline.blocks[each].key for each in view.named[at])
    return found


def _name(comment: Comment, review: str) -> str:
    told = "\x1f".join((review, comment.hand.author, comment.words, comment.quoted))
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
    return "c" + base64.b32encode(digest)[:ID_DIGITS].decode().lower()
