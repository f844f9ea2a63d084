"""All copies of an article that came back → what a person has to decide, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from journalpress.review.change import Change
from journalpress.review.proposals import (
    NumberedList,
    Reading,
    is_typed_citation,
    readings_of,
)
from journalpress.review.rebase import Ground, Target
from journalpress.review.record import Decision, Record, Remark, ReturnedFile
from journalpress.review.today import Today, numbers_in
from journalpress.reviewcopy import Baseline

State: TypeAlias = Literal["open", "conflict", "lost", "hand", "there", "comment"]
"""open: can be made · conflict: something else was changed there · lost: it has no place any more
· hand: a person must see to it · there: the article says so already · comment: to be answered."""

IN_THE_ARTICLE = frozenset({"open", "conflict"})
"""What `--apply` can write into the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing in a returned copy: a change, or a comment.

    `readings` are the ways to take a change in which a citation was typed. `same` are the ids of
    equal changes in other copies, `against` of those that cannot both be made; `near` of others
    in the same paragraph. `why` is for a person.
    """

    id: str
    state: State
    baseline: Baseline
    file: ReturnedFile
    change: Change | None = None
    remark: Remark | None = None
    readings: tuple[Reading, ...] = ()
    target: Target | None = None
    decision: Decision | None = None
    same: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide it."""
        return self.decision is None

    @property
    def author(self) -> str:
        """Who made it: as Word says, else whose copy it is."""
        hand = self.change.hand if self.change else self.remark.hand if self.remark else None
        return (hand.author if hand else "") or self.baseline.recipient

    @property
    def keys(self) -> tuple[str, ...]:
        """The blocks of the baseline that it is about."""
        if self.change:
            return self.change.keys
        return self.remark.keys if self.remark else ()


def findings_in(records: Sequence[Record], today: Today) -> tuple[Finding, ...]:
    """Every finding of these copies against today's article, copy by copy in reading order."""
    found: dict[str, Finding] = {}
    for record in records:
        for file in record.files:
            for each in _of_file(record, file, today):
                found.setdefault(each.id, each)
    return _related(tuple(found.values()))


def _of_file(record: Record, file: ReturnedFile, today: Today) -> Iterator[Finding]:
    ground = Ground(record.baseline, today, file.changes)
    lists = (
        NumberedList("the list in the copy when it left", numbers_in(record.baseline)),
        NumberedList("the list as it stands in the copy now", file.numbers),
        NumberedList("today's list in the article", today.numbers),
    )
    for change in file.changes:
        yield _changed(change, ground, lists, record, file)
    for remark in file.comments:
        yield Finding(
            id=remark.id,
            state="comment",
            baseline=record.baseline,
            file=file,
            remark=remark,
            decision=record.decisions.get(remark.id),
        )


def _changed(
    change: Change,
    ground: Ground,
    lists: Sequence[NumberedList],
    record: Record,
    file: ReturnedFile,
) -> Finding:
    readings = readings_of(change, lists)
    targets = [ground.target(each.change) for each in readings] or [ground.target(change)]
    there = [each for each in targets if each.state == "done"]
    target = there[0] if there else targets[0]
    state: State = "there" if target.state == "done" else target.state
    why = target.why
    if not readings and state in IN_THE_ARTICLE:
        state, why = "hand", "a number in brackets is in no list of sources: cite the source by key"
    elif is_typed_citation(change) and state == "open":
        why = "a citation was typed: see that it leads to the right source"
    decision = record.decisions.get(change.id)
    if decision and decision.applied:
        state = "there"
    return Finding(
        id=change.id,
        state=state,
        baseline=record.baseline,
        file=file,
        change=change,
        readings=readings or (Reading("", change),),
        target=target,
        decision=decision,
        why=why,
    )


# --- among each other -------------------------------------------------------------------------


def _related(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings with their equals, their opponents and their neighbours."""
    by_key: dict[str, list[Finding]] = {}
    for each in findings:
        for key in _touches(each):
            by_key.setdefault(key, []).append(each)
    told: dict[str, Finding] = {}
    for each in findings:
        same: list[str] = []
        against: list[str] = []
        near: list[str] = []
        others = {
            other.id: other for key in _touches(each) for other in by_key[key] if other is not each
        }
        for other in others.values():
            if _equal(each, other):
                same.append(other.id)
            elif _clash(each, other):
                against.append(other.id)
            elif each.file is not other.file:
                near.append(other.id)
        told[each.id] = replace(each, same=tuple(same), against=tuple(against), near=tuple(near))
    return tuple(told.values())


def _touches(each: Finding) -> tuple[str, ...]:
    """Today's keys that a change touches; of a table its key too."""
    target, change = each.target, each.change
    if target is None or change is None or each.state not in IN_THE_ARTICLE:
        return ()
    match change.kind:
        case "edit" | "split":
            return (target.key,)
        case "insert":
            return (f"behind {target.place}",)
        case "row-insert" | "column-insert" | "row-delete" | "column-delete":
            return (f"{change.kind.partition('-')[0]} of {target.place}", *_cells(each))
        case _:
            return target.keys


def _cells(each: Finding) -> tuple[str, ...]:
    if each.change is None or not each.change.kind.endswith("delete"):
        return ()
    return each.change.keys


def _equal(one: Finding, other: Finding) -> bool:
    if not (one.change and other.change and one.target and other.target):
        return False
    if one.change.kind != other.change.kind or one.file is other.file:
        return False
    a, b = one.target, other.target
    return (
        (a.key, a.start, a.end, a.after, a.keys, a.place, a.at, a.cells)
        == (b.key, b.start, b.end, b.after, b.keys, b.place, b.at, b.cells)
        and one.change.styles == other.change.styles
    )  # fmt: skip


def _clash(one: Finding, other: Finding) -> bool:
    """Whether the two cannot both be made as they were meant."""
    if not (one.change and other.change and one.target and other.target):
        return False
    if one.file is other.file:
        return False
    kinds = {one.change.kind, other.change.kind}
    if kinds <= {"edit", "split"}:
        a, b = one.target, other.target
        return a.start <= b.end and b.start <= a.end
    if kinds == {"insert"} or "row-insert" in kinds or "column-insert" in kinds:
        return False
    if kinds == {"row-delete"} or kinds == {"column-delete"}:
        return False
    harmless = {"move", "restyle", "edit", "split"}
    if kinds <= harmless:
        return len(kinds) == 1
    return True


def by_id(findings: Sequence[Finding]) -> Mapping[str, Finding]:
    """The findings by their ids."""
    return {each.id: each for each in findings}


def left_open(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What a person has still to decide, an equal one of another copy once."""
    seen: set[str] = set()
    found: list[Finding] = []
    for each in findings:
        if each.is_open and each.state != "there" and each.id not in seen:
            found.append(each)
            seen.update(each.same)
    return tuple(found)
