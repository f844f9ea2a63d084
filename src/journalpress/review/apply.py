"""Accepted findings → the article's file with them in it, one after the other, each proved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from journalpress.edition.wording import wording_for
from journalpress.errors import InputError
from journalpress.model import Article
from journalpress.readers.markdown.edits import Unpatchable
from journalpress.readers.markdown.patch import patch
from journalpress.review.change import Change
from journalpress.review.desk import Desk
from journalpress.review.findings import IN_THE_ARTICLE, Finding
from journalpress.review.rebase import Ground, Target
from journalpress.review.source_edits import NoPlace, source_edits
from journalpress.review.today import Today


@dataclass(frozen=True, slots=True)
class Refused:
    """An accepted finding that could not be written, and why."""

    finding: Finding
    why: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The article's file as it is to be, what went into it, and what did not."""

    data: bytes
    made: tuple[Finding, ...]
    refused: tuple[Refused, ...]


def apply_accepted(desk: Desk, data: bytes, findings: Sequence[Finding]) -> Applied:
    """The file `data` with every accepted finding that can be written.

    New sources go first, so that a citation of one finds it.
    """
    file = _File(desk, data, desk.article)
    order = sorted(_accepted(findings), key=lambda finding: not _is_source(finding))
    made, refused = take_over(order, desk.today(desk.article), file.write)
    return Applied(file.data, made, refused)


def take_over(
    findings: Sequence[Finding], today: Today, write: Callable[[Change, Target, Today], Today]
) -> tuple[tuple[Finding, ...], tuple[Refused, ...]]:
    """Each finding written into the article as it stands after the one before; what was refused.

    `write` gives the article with a change in it, or raises NoPlace or Unpatchable. What is there
    already counts as made. Two findings that change the same words are not both made: the second
    is refused, nothing is overwritten in silence.
    """
    made: list[Finding] = []
    refused: list[Refused] = []
    for each in findings:
        change = _reading(each)
        target = Ground(each.baseline, today, each.file.changes).target(change)
        if target.state == "done":
            made.append(each)
            continue
        try:
            _refuse_clash(each, target)
            today = write(change, target, today)
        except (NoPlace, Unpatchable) as error:
            refused.append(Refused(each, str(error), error.hint))
        else:
            made.append(each)
    return tuple(made), tuple(refused)


def _accepted(findings: Sequence[Finding]) -> list[Finding]:
    return [
        each
        for each in findings
        if each.change
        and each.state in IN_THE_ARTICLE
        and each.decision
        and each.decision.verdict == "accepted"
    ]


def _is_source(finding: Finding) -> bool:
    change = finding.change
    return bool(change and change.kind == "insert" and change.styles[0].kind == "reference")


def _reading(finding: Finding) -> Change:
    number = finding.decision.reading if finding.decision else 1
    return finding.readings[min(number, len(finding.readings)) - 1].change


def _refuse_clash(finding: Finding, target: Target) -> None:
    """Raises NoPlace where another accepted finding got there first, or the place is lost.

    A conflict was decided by somebody who saw what stands there: it must still stand there.
    """
    seen = finding.target.today if finding.target and finding.state == "conflict" else None
    if target.state == "conflict" and target.today != seen:
        raise NoPlace(
            "another accepted change got there first", hint="reject one of the two, or reword it"
        )
    if target.state not in IN_THE_ARTICLE:
        raise NoPlace(target.why)


class _File:
    """The article's file while changes are written into it."""

    def __init__(self, desk: Desk, data: bytes, article: Article) -> None:
        self._desk = desk
        self._article = article
        self.data = data

    def write(self, change: Change, target: Target, today: Today) -> Today:
        """The article with this change. Raises Unpatchable, NoPlace; nothing is then written."""
        style = self._desk.journal.settings.house.style
        edits = source_edits(change, target, today, wording_for(self._article.lang), style)
        new = patch(self.data, edits, self._desk.read)
        if new == self.data:
            return today
        article = self._desk.read(new).article
        if article is None:
            raise NoPlace("the article could not be read afterwards")
        try:
            now = self._desk.today(article)
        except InputError as error:
            raise NoPlace(str(error), hint=error.hint) from error
        self.data, self._article = new, article
        return now
