"""A finding in the words of the reports: what it is, what stood there, how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from journalpress.passage import BREAK, LINE, Passage, hunks, text_of
from journalpress.review.change import Change, Style
from journalpress.review.findings import IN_THE_ARTICLE, Finding, State, by_id, left_open
from journalpress.review.forms import FormCell
from journalpress.review.report import Report
from journalpress.reviewcopy import Baseline, BlockKind

Look: TypeAlias = Literal["", "ins", "del"]

CONTEXT = 48
"""Characters shown on either side of what was changed."""
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")
_THINGS: Mapping[BlockKind, str] = {
    "heading": "heading",
    "text": "paragraph",
    "item": "list item",
    "cell": "table",
    "caption": "caption",
    "picture": "picture",
    "reference": "source",
    "disclaimer": "disclaimer",
    "fact": "line of facts",
}
STATES: Mapping[State, str] = {
    "open": "to decide",
    "conflict": "conflict",
    "lost": "without a place",
    "hand": "to be seen to by hand",
    "there": "already in the article",
    "comment": "to be answered",
}
_SIGN_OFF = ("name", "role", "qualification", "decision", "date")
SILENT = "while tracking was off"
LOCAL_TIMES = "Times are as Word wrote them: mostly the reviewer's own clock, without a zone."


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one line, as they stay, as they came in, or as they went."""

    words: str
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What one side says at a place, with the words around it."""

    label: str
    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: `to_decide` counts equal findings once, `conflicts` opponents once."""

    copies: int
    to_decide: int
    conflicts: int
    lost: int
    accepted: int


def counts_of(report: Report) -> Counts:
    """The figures of the heading."""
    conflicts = 0
    seen: set[str] = set()
    for each in report.findings:
        if is_contested(each) and each.id not in seen:
            conflicts += 1
            seen.update((*each.against, *each.same))
    return Counts(
        copies=len(report.records),
        to_decide=len(left_open(report.findings)),
        conflicts=conflicts,
        lost=sum(is_lost(each) for each in report.findings),
        accepted=sum(is_waiting(each) for each in report.findings),
    )


def counted(number: int, one: str, many: str = "") -> str:
    """`1 copy`, `2 copies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def summary_of(report: Report) -> str:
    """“2 copies, 7 findings to decide, 1 conflict, 1 without a place”."""
    counts = counts_of(report)
    told = [counted(counts.copies, "copy", "copies")]
    told.append(f"{counted(counts.to_decide, 'finding')} to decide")
    told += [counted(counts.conflicts, "conflict")] * bool(counts.conflicts)
    told += [f"{counts.lost} without a place"] * bool(counts.lost)
    told += [f"{counts.accepted} accepted and not yet applied"] * bool(counts.accepted)
    return ", ".join(told)


def is_contested(finding: Finding) -> bool:
    """Whether something else was changed at its place, and nobody has decided."""
    return finding.is_open and (finding.state == "conflict" or bool(finding.against))


def is_lost(finding: Finding) -> bool:
    """Whether it has no place in the article any more, and nobody has decided."""
    return finding.is_open and finding.state == "lost"


def is_waiting(finding: Finding) -> bool:
    """Whether it was accepted and is not in the article yet."""
    decision = finding.decision
    return bool(
        finding.state in IN_THE_ARTICLE
        and decision and decision.verdict == "accepted" and not decision.applied
    )  # fmt: skip


def is_settled(finding: Finding) -> bool:
    """Whether nothing is left to do about it."""
    return not is_waiting(finding) and (not finding.is_open or finding.state == "there")


# --- what it is -------------------------------------------------------------------------------


def kind_words(finding: Finding) -> str:
    """“words”, “new paragraph”, “two paragraphs moved”… in an editor's words."""
    change = finding.change
    if change is None:
        return "reply" if finding.remark and finding.remark.parent else "comment"
    match change.kind:
        case "edit":
            return _edit_words(change)
        case "split":
            return "paragraph divided"
        case "merge":
            return "paragraphs joined"
        case "insert":
            return f"new {_THINGS[change.styles[0].kind]}"
        case "delete":
            return f"{_THINGS[change.styles[0].kind]} deleted"
        case "move":
            many = len(change.keys) > 1
            return f"{len(change.keys)} paragraphs moved" if many else "paragraph moved"
        case "restyle":
            return f"made a {style_words(change.styles[0])}"
        case "row-insert" | "column-insert":
            return f"new {change.kind.partition('-')[0]}"
        case "row-delete" | "column-delete":
            return f"{change.kind.partition('-')[0]} deleted"
        case "picture":
            return "picture"
        case "object":
            return text_of(change.after) or "object"


def _edit_words(change: Change) -> str:
    before, after = change.before, change.after
    if text_of(before) == text_of(after):
        return "look of words"
    if not before and all(not atom.text for atom in after):
        return "citation added"
    if not after and not any(atom.text.strip() for atom in before):
        return "citation deleted" if any(atom.cites for atom in before) else "space deleted"
    return "words" if before and after else "words added" if after else "words deleted"


def style_words(style: Style) -> str:
    """“heading of level 3”, “list item”."""
    thing = _THINGS[style.kind]
    return f"{thing} of level {style.level}" if style.kind == "heading" else thing


def looks_words(passage: Passage) -> str:
    """How these words look, “plain” where they have no look of their own."""
    found: dict[str, None] = {}
    for atom in passage:
        named = (
            ("bold", atom.strong),
            ("italic", atom.emph),
            ("raised", atom.script == "sup"),
            ("lowered", atom.script == "sub"),
            (f"link to {atom.href}", atom.href),
        )
        found.update((name, None) for name, has in named if has)
    return ", ".join(found) or "plain"


def looks_change(change: Change) -> str:
    """“bold; it was plain”, or "" where the words look as before."""
    if change.kind not in ("edit", "split") or not change.after:
        return ""
    was, now = looks_words(change.before), looks_words(change.after)
    if text_of(change.before) == text_of(change.after) and was != now:
        return f"now {now}, before {was}"
    return f"these words are {now}" if now not in (was, "plain") else ""


def date_words(date: str) -> str:
    """“2026-03-01 10:00”; what is no date as it is."""
    found = _DATE.match(date)
    return " ".join(filter(None, found.groups())) if found else date


def author_words(finding: Finding) -> str:
    """Who made it."""
    return finding.author or "somebody unknown"


def hand_date(finding: Finding) -> str:
    """When it was made, as Word says, or ""."""
    by = finding.change.hand if finding.change else finding.remark.hand if finding.remark else None
    return date_words(by.date) if by else ""


def state_words(finding: Finding) -> str:
    """How it stands: decided, or what is wrong with it."""
    decision = finding.decision
    if decision is None:
        contested = finding.state == "open" and finding.against
        return STATES["conflict" if contested else finding.state]
    if decision.verdict == "there":
        return STATES["there"]
    taken = "accepted" if finding.change and finding.state not in ("lost", "hand") else "seen to"
    told = f"{taken if decision.verdict == 'accepted' else decision.verdict} on {decision.on}"
    if decision.reading != 1 or len(finding.readings) > 1:
        told += f", reading {decision.reading}" * (decision.verdict == "accepted")
    if decision.applied:
        return f"{told}, in the article since {decision.applied}"
    return f"{told}, not yet in the article" if is_waiting(finding) else told


def threads(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each reply behind what it answers."""
    known = {each.id for each in findings}
    replies: dict[str, list[Finding]] = {}
    for each in findings:
        if each.remark and each.remark.parent in known:
            replies.setdefault(each.remark.parent, []).append(each)
    answers = {each.id for group in replies.values() for each in group}
    told: dict[str, Finding] = {}

    def tell(finding: Finding) -> None:
        if finding.id not in told:
            told[finding.id] = finding
            for each in replies.get(finding.id, ()):
                tell(each)

    for each in findings:
        if each.id not in answers:
            tell(each)
    # What answers itself in a circle is told all the same.
    for each in findings:
        tell(each)
    return tuple(told.values())


# --- its words --------------------------------------------------------------------------------


def flat(passage: Passage) -> str:
    """The text in one line: `¶` ends a paragraph, `↵` a line; citations by their keys."""
    return text_of(passage).replace(BREAK, " ¶ ").replace(LINE, " ↵ ")


def cells_words(cells: Sequence[Passage]) -> str:
    """A row or column of a table in one line."""
    return " | ".join(flat(each) or "—" for each in cells)


def pieces_of(finding: Finding) -> tuple[Piece, ...]:
    """What was changed, against the copy as it was sent, with a little of what stands around it."""
    change = finding.change
    if change is None:
        return ()
    match change.kind:
        case "edit" | "split":
            was = _said(finding.baseline, change.keys[0])
            lead, trail = _around(was, change.start, change.end)
            return _pieces(lead, change.before, change.after, trail)
        case "merge":
            return tuple(_difference(change.before, change.after))
        case "insert" if change.cells:
            width = change.start or 1
            rows = [change.cells[at : at + width] for at in range(0, len(change.cells), width)]
            return (Piece(" ¶ ".join(map(cells_words, rows)), "ins"),)
        case "insert":
            return (Piece(flat(change.after), "ins"),)
        case "delete" if change.styles[0].kind == "cell":
            return (Piece(flat(change.before).replace(" ¶ ", " | "), "del"),)
        case "delete":
            return (Piece(flat(change.before), "del"),)
        case "row-insert" | "column-insert":
            return (Piece(cells_words(change.cells), "ins"),)
        case "row-delete" | "column-delete":
            return (Piece(cells_words(change.cells), "del"),)
        case "move" | "restyle":
            words = " ¶ ".join(flat(_said(finding.baseline, key)) for key in change.keys)
            return (Piece(shortened(words)),)
        case "picture" | "object":
            return (Piece(flat(change.after)),)


def shortened(words: str, most: int = 2 * CONTEXT) -> str:
    """The beginning of the words, cut between two of them."""
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]} …"


def _said(baseline: Baseline, key: str) -> Passage:
    return next((each.passage for each in baseline.blocks if each.key == key), ())


def _around(passage: Passage, start: int, end: int) -> tuple[str, str]:
    lead, trail = flat(passage[:start]), flat(passage[end:])
    if len(lead) > CONTEXT:
        lead = f"…{lead[-CONTEXT:].partition(' ')[2] or lead[-CONTEXT:]}"
    if len(trail) > CONTEXT:
        trail = f"{trail[:CONTEXT].rpartition(' ')[0] or trail[:CONTEXT]}…"
    return lead, trail


def _pieces(lead: str, before: Passage, after: Passage, trail: str) -> tuple[Piece, ...]:
    if flat(before) == flat(after):
        return tuple(each for each in (Piece(lead), Piece(flat(after), "ins"), Piece(trail))
                     if each.words)  # fmt: skip
    made = (Piece(lead), Piece(flat(before), "del"), Piece(flat(after), "ins"), Piece(trail))
    return tuple(each for each in made if each.words)


def _difference(before: Passage, after: Passage) -> Iterator[Piece]:
    at = 0
    for hunk in hunks(before, after):
        kept = flat(before[at : hunk.start])
        if len(kept) > 2 * CONTEXT:
            kept = f"{kept[:CONTEXT]} … {kept[-CONTEXT:]}"
        pieces = (
            Piece(kept),
            Piece(flat(before[hunk.start : hunk.end]), "del"),
            Piece(flat(hunk.after), "ins"),
        )
        yield from (each for each in pieces if each.words)
        at = hunk.end
    if rest := flat(before[at:]):
        yield Piece(shortened(rest, CONTEXT))


# --- who says what ----------------------------------------------------------------------------


def versions_of(finding: Finding, report: Report) -> tuple[Version, ...]:
    """All texts at a contested place: as it left, today, this reviewer's, the others'."""
    if finding.change is None:
        return ()
    others = by_id(report.findings)
    left = replace(_wish(finding, report, left=True), label="when it left")
    now = _today(finding, report)
    same = (left.before, left.words, left.behind) == (now.before, now.words, now.behind)
    return (
        *((replace(now, label="when it left, and today"),) if same else (left, now)),
        _wish(finding, report),
        *(
            replace(_wish(other, report), label=f"{author_words(other)} ({other.id})")
            for other in (others[each] for each in finding.against if each in others)
        ),
    )


def _wish(finding: Finding, report: Report, *, left: bool = False) -> Version:
    """What a reviewer wants there; `left`: what stood there in the reviewer's copy."""
    change, target = finding.change, finding.target
    label = author_words(finding)
    if change is None:
        return Version(label, "", "", "")
    match change.kind:
        case "edit" | "split":
            if left or target is None or target.state not in ("open", "conflict"):
                lead, trail = _around(_said(finding.baseline, change.keys[0]), change.start,
                                      change.end)  # fmt: skip
                return Version(label, lead, flat(change.before if left else change.after), trail)
            lead, trail = _around(_said(report.today.baseline, target.key), target.start,
                                  target.end)  # fmt: skip
            return Version(label, lead, flat(target.after), trail)
        case "delete" | "row-delete" | "column-delete":
            words = flat(change.before) if change.before else cells_words(change.cells)
            return Version(label, "", words if left else "(deleted)", "")
        case "merge":
            return Version(label, "", flat(change.before if left else change.after), "")
        case "restyle":
            return Version(label, "", style_words(change.styles[1 if left else 0]), "")
        case _:
            words = " ¶ ".join(flat(_said(finding.baseline, key)) for key in change.keys)
            return Version(label, "", words if left else f"({kind_words(finding)})", "")


def _today(finding: Finding, report: Report) -> Version:
    target, change = finding.target, finding.change
    if target is None or change is None:
        return Version("today", "", "", "")
    baseline = report.today.baseline
    if change.kind in ("edit", "split"):
        lead, trail = _around(_said(baseline, target.key), target.start, target.end)
        return Version("today", lead, flat(target.today), trail)
    if change.kind == "restyle":
        now = next((each for each in baseline.blocks if each.key == target.key), None)
        return Version("today", "", style_words(Style(now.kind, now.level)) if now else "", "")
    keys = target.keys or (target.key,)
    words = flat(target.today) or " ¶ ".join(flat(_said(baseline, key)) for key in keys)
    return Version("today", "", words.replace(" ¶ ", " | ") if "row" in change.kind else words, "")


# --- what was filled in -----------------------------------------------------------------------


def sign_off_words(cells: Sequence[FormCell]) -> str:
    """A line of the sign-off: “name Dr Okafor · decision ☒ approve”."""
    told: list[str] = []
    for each in cells:
        name = _SIGN_OFF[each.column] if each.column < len(_SIGN_OFF) else "beside it"
        words = ticked(each.words) if name == "decision" else " ".join(each.words.split())
        told.append(f"{name} {words or '—'}")
    return " · ".join(told)


def ticked(words: str) -> str:
    """The lines of a decision whose box is no longer empty; all of them where every box is."""
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    chosen = [line for line in lines if not line.startswith("☐")]
    return " / ".join(chosen) if chosen else " / ".join(lines)


# --- what to do -------------------------------------------------------------------------------


def next_steps(report: Report) -> tuple[tuple[str, str], ...]:
    """Commands that lead on, each with what it does; () where nothing is left to decide."""
    command = f"journalpress review {report.slug}"
    undecided = left_open(report.findings)
    steps: list[tuple[str, str]] = []
    if undecided:
        first = next((each.id for each in undecided if each.state == "open"), undecided[0].id)
        steps.append((f"{command} --decide", "go through what is undecided, one key each"))
        steps.append(
            (f"{command} --accept {first}", "take one finding over; --reject turns it down")
        )
    if undecided or any(map(is_waiting, report.findings)):
        steps.append((f"{command} --apply", "write what was accepted into the article"))
    return tuple(steps)
