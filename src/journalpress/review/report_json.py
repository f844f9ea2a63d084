"""Reports → JSON for machines, and the JSON Schema of that."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from journalpress.errors import InputError
from journalpress.passage import BREAK, Passage, text_of
from journalpress.review.change import ChangeKind
from journalpress.review.findings import Finding, State
from journalpress.review.forms import form_cells
from journalpress.review.record import Record, ReturnedFile, Verdict
from journalpress.review.report import Report
from journalpress.review.report_places import Places
from journalpress.review.report_words import counts_of
from journalpress.reviewcopy import BlockKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionData:
    """What was decided, on which day; `applied` is when it went into the article, "" before."""

    verdict: Verdict
    on: str
    reading: int
    applied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingData:
    """One way to take a typed citation: its number, after which list, what it would say."""

    number: int
    note: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentData:
    """A comment: its words, those it quotes, the finding that it answers; `done` as in Word."""

    words: str
    quoted: str
    parent: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """Where it stands: the paragraph's number in the copy and today, 0 for none, and its heading.

    `today_keys` are the keys of its blocks in the article as it stands.
    """

    paragraph: int
    today: int
    heading: str
    today_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleData:
    """What a paragraph is: a heading's or list item's level, else 0."""

    kind: BlockKind
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingData:
    """One finding. Citations stand in texts as `[@key]`, U+2029 where a paragraph ends.

    `start` and `end` count characters of the block as it was sent, a citation as one. `today` is
    what the article says in place of `before`, and `wanted` what would stand there; both are ""
    for what has no words. `after` of a row, column or table is in `cells`. `behind` is the key
    that an inserted or moved paragraph stands behind, or that of a table.
    """

    id: str
    article: str
    review: str
    recipient: str
    file: str
    kind: ChangeKind | Literal["comment"]
    state: State
    author: str
    date: str
    silent: bool
    keys: tuple[str, ...]
    place: PlaceData
    start: int
    end: int
    before: str
    after: str
    cells: tuple[str, ...]
    behind: str
    styles: tuple[StyleData, ...]
    today: str
    wanted: str
    readings: tuple[ReadingData, ...]
    same: tuple[str, ...]
    against: tuple[str, ...]
    near: tuple[str, ...]
    why: str
    decision: DecisionData | None
    comment: CommentData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledData:
    """A cell that was filled in: `form` is sign, claim, open or, beside the forms, "".

    `row` counts from 1, `column` from 0; `sentence` is what a claim or an open point is about.
    """

    form: str
    row: int
    column: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyData:
    """A file that came back: of which review, and what was filled in."""

    review: str
    recipient: str
    version: int
    digest: str
    file: str
    sha256: str
    read: str
    filled: tuple[FilledData, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleData:
    """An article with its copies. `to_decide` counts equal findings once."""

    article: str
    slug: str
    title: str
    lang: str
    version: int
    to_decide: int
    conflicts: int
    without_a_place: int
    accepted: int
    copies: tuple[CopyData, ...]
    findings: tuple[FindingData, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewData:
    """What `journalpress review --format json` says."""

    articles: tuple[ArticleData, ...]


def json_report(reports: Sequence[Report]) -> str:
    """The reports as JSON, indented, with every field."""
    data = ReviewData(articles=tuple(map(_article, reports)))
    content = {"schema": SCHEMA, **_adapter().dump_python(data, mode="json")}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_report(data: bytes | str) -> ReviewData:
    """What this JSON says. Raises InputError where it is no report of this schema."""
    from pydantic import ValidationError

    try:
        content = json.loads(data)
        if not isinstance(content, dict) or content.pop("schema", None) != SCHEMA:
            raise InputError(f"this is no review of schema {SCHEMA}")
        return _adapter().validate_json(json.dumps(content), strict=True)
    except (ValidationError, ValueError, RecursionError) as error:
        line = str(error).replace("\n", " ")
        raise InputError(f"this is no review of schema {SCHEMA}: {line}") from error


def review_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of that JSON."""
    schema = _adapter().json_schema(mode="validation")
    schema["properties"] = {"schema": {"const": SCHEMA}, **schema["properties"]}
    schema["required"] = ["schema", *schema["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "journalpress review",
        **{key: value for key, value in schema.items() if key != "title"},
    }


@functools.cache
def _adapter() -> TypeAdapter[ReviewData]:
    from pydantic import ConfigDict, TypeAdapter

    shapes: tuple[Any, ...] = (
        ReviewData, ArticleData, CopyData, FilledData, FindingData, PlaceData, StyleData,
        ReadingData, DecisionData, CommentData,
    )  # fmt: skip
    for each in shapes:
        each.__pydantic_config__ = ConfigDict(extra="forbid")
    return TypeAdapter(ReviewData)


def _article(report: Report) -> ArticleData:
    counts, places = counts_of(report), Places(report)
    return ArticleData(
        article=report.today.article.id,
        slug=report.slug,
        title=report.title,
        lang=report.lang,
        version=report.today.article.version,
        to_decide=counts.to_decide,
        conflicts=counts.conflicts,
        without_a_place=counts.lost,
        accepted=counts.accepted,
        copies=tuple(_copies(report)),
        findings=tuple(_finding(each, places) for each in report.findings),
    )


def _copies(report: Report) -> Iterator[CopyData]:
    for record in report.records:
        yield from (_copy(record, file, report.lang) for file in record.files)


def _copy(record: Record, file: ReturnedFile, lang: str) -> CopyData:
    baseline = record.baseline
    return CopyData(
        review=baseline.review,
        recipient=baseline.recipient,
        version=baseline.version,
        digest=baseline.digest,
        file=file.name,
        sha256=file.sha256,
        read=file.read,
        filled=tuple(
            FilledData(
                form=each.form, row=each.row, column=each.column,
                words=each.words, sentence=each.sentence,
            )
            for each in form_cells(file.filled, baseline, lang)
        ),
        notices=file.notices,
    )  # fmt: skip


def _finding(finding: Finding, places: Places) -> FindingData:
    change, remark, target = finding.change, finding.remark, finding.target
    where = places.where(finding)
    hand = change.hand if change else remark.hand if remark else None
    return FindingData(
        id=finding.id,
        article=finding.baseline.article,
        review=finding.baseline.review,
        recipient=finding.baseline.recipient,
        file=finding.file.name,
        kind=change.kind if change else "comment",
        state=finding.state,
        author=finding.author,
        date=hand.date if hand else "",
        silent=bool(change and change.silent),
        keys=finding.keys,
        place=PlaceData(
            paragraph=where.paragraph, today=where.today, heading=where.heading,
            today_keys=places.today_keys(finding),
        ),
        start=change.start if change else 0,
        end=change.end if change else 0,
        before=text_of(change.before) if change else "",
        after=text_of(change.after) if change else "",
        cells=tuple(map(text_of, change.cells)) if change else (),
        behind=change.place if change else "",
        styles=tuple(StyleData(kind=each.kind, level=each.level) for each in change.styles)
        if change
        else (),
        today=text_of(target.today) if target else "",
        wanted=text_of(target.after) if target else "",
        readings=tuple(
            ReadingData(number=number, note=each.note, after=_after(each.change.after,
                        each.change.cells))
            for number, each in enumerate(finding.readings, 1)
            if len(finding.readings) > 1
        ),
        same=finding.same,
        against=finding.against,
        near=finding.near,
        why=finding.why,
        decision=DecisionData(
            verdict=finding.decision.verdict, on=finding.decision.on,
            reading=finding.decision.reading, applied=finding.decision.applied,
        )
        if finding.decision
        else None,
        comment=CommentData(
            words=remark.words, quoted=remark.quoted, parent=remark.parent, done=remark.done
        )
        if remark
        else None,
    )  # fmt: skip


def _after(words: Passage, cells: Sequence[Passage]) -> str:
    return BREAK.join(map(text_of, cells)) if cells else text_of(words)
