"""What an import found, what it was unsure of, and the answers: `imports/<slug>.json`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from journalpress.errors import InputError
from journalpress.model import Article
from journalpress.problems import Problem, problem

SCHEMA = 1
DONE = "done"
"""The answer of a person who has put the article right instead of importing it again."""
STRUCK_OUT = "struck out on the page"
"""Why words were left out that a reader of the page still sees, and may take for the newest."""
_WAY_OUT = (
    "undo the last change to this file; or move it away and import its page with --update: the "
    "article's words stay, and all is asked anew"
)

Certainty: TypeAlias = Literal["certain", "likely", "ask"]
QuestionKind: TypeAlias = Literal[
    "mark", "missing", "link", "title", "date", "shape", "sources", "conflict"
]

CODE_OF_KIND: Mapping[QuestionKind, str] = {
    "mark": "JP132",
    "missing": "JP006",
    "link": "JP020",
    "title": "JP007",
    "date": "JP007",
    "shape": "JP007",
    "sources": "JP007",
    "conflict": "JP007",
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the page that were left out of the Article on purpose, as they stood there."""

    line: int
    words: str
    why: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Datum:
    """Words of the page that became a field in another form: "17 Jun 2026" → published."""

    line: int
    words: str
    field: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """Something read in the likely way, said in one sentence; `line` is 0 for the whole page."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a person must say. `answer` is one of `choices`, empty until somebody has filled it in.

    `key` comes from the paragraph and the place in it, so that it outlives edits elsewhere.
    `assumed` says how the draft reads until then, and `confirms` is the answer that agrees with
    it, "" where none does. `address` is where a link of the page led, "" where the page shows none.
    """

    key: str
    kind: QuestionKind
    line: int
    words: str
    question: str
    assumed: str
    confirms: str = ""
    choices: tuple[str, ...] = ()
    answer: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class MarkFound:
    """A number that was, or may be, a citation mark.

    `written` is the mark as it stands on the page, `words` its surroundings; `cited` says whether
    the draft reads it as a citation of `numbers` (the page's own).
    """

    line: int
    written: str
    words: str
    numbers: tuple[int, ...]
    certainty: Certainty
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How much of what the page held; a person compares it with the page at a glance.

    `headings` counts that of the sources too; `paragraphs` leaves out items and answers;
    `citations` says how often each source is cited.
    """

    words: int = 0
    categories: int = 0
    bylines: int = 0
    headings: int = 0
    paragraphs: int = 0
    lists: int = 0
    list_items: int = 0
    tables: int = 0
    questions: int = 0
    marks: int = 0
    certain: int = 0
    likely: int = 0
    ask: int = 0
    citations: Mapping[str, int] = field(default_factory=dict)
    references: int = 0
    cross_references: int = 0
    missing: int = 0
    disclaimers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an importer made of a page.

    `article` is None where the page cannot be an article; `problems` then says why. `spans` maps
    the key of each leaf and Table, `front:<field>` and `source:<key>` to a line, from 1.
    `numbers` holds the number that the page itself gives each source, `pictures` the bytes of each
    file that is to lie in media/, by its name there.
    """

    article: Article | None
    spans: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    data: tuple[Datum, ...] = ()
    decisions: tuple[Decision, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    marks: tuple[MarkFound, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The record of one import, as `imports/<slug>.json` keeps it.

    `answers` are those given so far, kept even when today's page no longer asks; `sha256` is that
    of the file that was read, `url` the page's own address where it tells one. `text` is the page
    as house Markdown, line by line: what a later import compares page and article with. Records of
    older programs do not have it, but `written`, the SHA-256 of the article's text as the import
    wrote it.
    """

    file: str
    sha256: str
    importer: str
    url: str = ""
    written: str = ""
    text: tuple[str, ...] = ()
    report: Mapping[str, Any] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    decisions: tuple[Decision, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    marks: tuple[MarkFound, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def sidecar_of(
    imported: Import,
    *,
    file: str,
    sha256: str,
    importer: str,
    answers: Mapping[str, str],
    text: tuple[str, ...] = (),
) -> Sidecar:
    """The record of this import; `answers` are those that it was given."""
    return Sidecar(
        file=file,
        sha256=sha256,
        importer=importer,
        url=imported.article.url if imported.article else "",
        text=text,
        report=asdict(imported.report),
        dropped=imported.dropped,
        decisions=imported.decisions,
        open=imported.open,
        marks=imported.marks,
        answers=dict(answers),
    )


def answers_in(sidecar: Sidecar) -> dict[str, str]:
    """Every answer: those kept from before, and those filled in beside the open questions.

    "done" is none: it says that the article was put right by hand, which a new import undoes.
    """
    filled = {each.key: each.answer.strip() for each in sidecar.open if each.answer.strip()}
    given = {**sidecar.answers, **filled}
    return {key: answer for key, answer in given.items() if answer.lower() != DONE}


def answered(question: OpenQuestion) -> bool:
    """Whether a person has said something to it."""
    return bool(question.answer.strip())


def done_in(sidecar: Sidecar) -> frozenset[str]:
    """The keys of the questions that a person settled in the article itself."""
    filled = {each.key: each.answer for each in sidecar.open if answered(each)}
    given = {**sidecar.answers, **filled}
    return frozenset(key for key, answer in given.items() if answer.strip().lower() == DONE)


def wrong_answers(
    asked: Iterable[OpenQuestion], answers: Mapping[str, str], slugs: Collection[str]
) -> tuple[tuple[OpenQuestion, str], ...]:
    """Each question whose answer means nothing, with the answer; `slugs` are the articles known.

    `asked` are the questions of the earlier import, and those that are still open with the answers.
    """
    wrong: dict[str, tuple[OpenQuestion, str]] = {}
    for each in asked:
        answer = answers.get(each.key, "")
        if not answer or "".join(answer.lower().split()) in each.choices:
            continue
        if each.kind != "link" or answer.lower() not in slugs:
            wrong[each.key] = (each, answer)
    return tuple(wrong.values())


def open_problems(sidecar: Sidecar, *, file: str = "", article: str = "") -> tuple[Problem, ...]:
    """One JP007 for each question that is open: not answered, or answered unlike the draft.

    The answer that agrees with the draft closes a question, and so does "done": the article was
    put right by hand. Any other answer takes effect only when the page is imported again.
    """
    return tuple(
        problem("JP007", *_words_of(each), file=file, article=article)
        for each in sidecar.open
        if each.answer.strip().lower() not in {DONE, each.confirms.lower()} - {""}
    )


def _words_of(question: OpenQuestion) -> tuple[str, str]:
    """What to tell a person about an open question, and what to do."""
    answer = question.answer.strip()
    if answer:
        return (
            f"“{question.words}” is answered “{answer}”, but the article has: {question.assumed}",
            f"import the page again, or change the article and answer “{DONE}” at {question.key}",
        )
    choices = " or ".join(question.choices)
    return (
        f"{question.question} (“{question.words}”)",
        f"answer at {question.key}: {choices}, or “{DONE}” once you have changed the article",
    )


def write_sidecar(sidecar: Sidecar) -> bytes:
    """The record as JSON for people: UTF-8, indented, a newline at its end, always the same."""
    record = {
        "schema": SCHEMA,
        "source": {"file": sidecar.file, "url": sidecar.url, "sha256": sidecar.sha256},
        "importer": sidecar.importer,
        **({"written": sidecar.written} if sidecar.written else {}),
        "open": [asdict(each) for each in sidecar.open],
        "answers": dict(sorted(sidecar.answers.items())),
        "decisions": [asdict(each) for each in sidecar.decisions],
        "dropped": [asdict(each) for each in sidecar.dropped],
        "marks": [asdict(each) for each in sidecar.marks],
        "report": dict(sidecar.report),
        "text": list(sidecar.text),
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def read_sidecar(data: bytes, *, file: str) -> Sidecar:
    """The record that `write_sidecar` wrote and a person may have filled in.

    Fields that are not known are passed over, so that an older program reads a newer record.
    Raises InputError with the line where the file is not such a record.
    """
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        place = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        unclosed = isinstance(error, json.JSONDecodeError) and "control character" in error.msg
        why = "the closing quote is missing on this line" if unclosed else str(error)
        raise InputError(
            f"{file}{place}: not a record of an import: {why}",
            hint=_WAY_OUT,
        ) from error
    try:
        return Sidecar(
            file=_text(record["source"]["file"]),
            sha256=_text(record["source"]["sha256"]),
            importer=_text(record["importer"]),
            url=_text(record["source"].get("url", "")),
            written=_text(record.get("written", "")),
            text=tuple(_text(each) for each in record.get("text", ())),
            report=dict(record.get("report", {})),
            dropped=tuple(_dropped(each) for each in record.get("dropped", ())),
            decisions=tuple(_decision(each) for each in record.get("decisions", ())),
            open=tuple(_question(each) for each in record.get("open", ())),
            marks=tuple(_mark(each) for each in record.get("marks", ())),
            answers={_text(k): _text(v) for k, v in dict(record.get("answers", {})).items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{file}: not a record of an import: {error!r} is missing or of the wrong kind",
            hint=_WAY_OUT,
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _dropped(item: Mapping[str, Any]) -> Dropped:
    return Dropped(int(item["line"]), _text(item["words"]), _text(item["why"]), int(item["column"]))


def _decision(item: Mapping[str, Any]) -> Decision:
    return Decision(int(item["line"]), _text(item["what"]))


def _question(item: Mapping[str, Any]) -> OpenQuestion:
    kind: QuestionKind = item["kind"]
    if kind not in CODE_OF_KIND:
        raise ValueError(f"{kind!r} is no kind of question")
    return OpenQuestion(
        key=_text(item["key"]),
        kind=kind,
        line=int(item["line"]),
        words=_text(item["words"]),
        question=_text(item["question"]),
        assumed=_text(item["assumed"]),
        confirms=_text(item.get("confirms", "")),
        choices=tuple(_text(each) for each in item["choices"]),
        answer=_text(item.get("answer", "")),
        address=_text(item.get("address", "")),
    )


def _mark(item: Mapping[str, Any]) -> MarkFound:
    certainty: Certainty = item["certainty"]
    if certainty not in ("certain", "likely", "ask"):
        raise ValueError(f"{certainty!r} is no certainty")
    return MarkFound(
        line=int(item["line"]),
        written=_text(item["written"]),
        words=_text(item["words"]),
        numbers=tuple(int(each) for each in item["numbers"]),
        certainty=certainty,
        cited=bool(item["cited"]),
    )
