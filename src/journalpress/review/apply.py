"""Accepted findings → the article's file with them in it, one after the other, each proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journalpress.edition.wording import wording_for
from journalpress.errors import InputError, JournalPressError
from journalpress.model import Article
from journalpress.readers.markdown.edits import SourceEdit, Unpatchable
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

    New sources go first, so that a citation of one finds it. What is there already counts as
    made. Two accepted findings that change the same words are not both made: the second is
    refused, nothing is overwritten in silence.
    """
    made: list[Finding] = []
    refused: list[Refused] = []
    article, today = desk.article, desk.today(desk.article)
    for each in sorted(_accepted(findings), key=lambda finding: not _is_source(finding)):
        change = _reading(each)
        target = Ground(each.baseline, today, each.file.changes).target(change)
        if target.state == "done":
            made.append(each)
            continue
        try:
            _refuse_clash(each, target)
            edits = source_edits(change, target, today, wording_for(article.lang))
            data, article, today = _written(desk, data, edits, article, today)
        except (NoPlace, Unpatchable) as error:
            refused.append(Refused(each, str(error), error.hint))
        else:
            made.append(each)
    return Applied(data, tuple(made), tuple(refused))


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


def _written(
    desk: Desk, data: bytes, edits: Sequence[SourceEdit], article: Article, today: Today
) -> tuple[bytes, Article, Today]:
    """The file with these edits, and what it says then. Raises Unpatchable, NoPlace."""
    new = patch(data, edits, desk.read)
    if new == data:
        return data, article, today
    read = desk.read(new).article
    if read is None:
        raise NoPlace("the article could not be read afterwards")
    try:
        return new, read, desk.today(read)
    except JournalPressError as error:
        if isinstance(error, InputError):
            raise NoPlace(str(error), hint=error.hint) from error
        raise
