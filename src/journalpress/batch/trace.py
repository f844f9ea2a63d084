"""A file, a code or an article → which text that is, and what was in force on a day.

The journal's history tells it, and where that is silent, what the journal holds today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias

from journalpress.digests import sha256
from journalpress.edition.digest import read_code
from journalpress.errors import InputError
from journalpress.inspect.identity import Identity, Mark, identify
from journalpress.journal.history import read_history
from journalpress.journal.kept import archive_path, sources_of
from journalpress.journal.load import Journal
from journalpress.journal.timeline import Period, day_of, files_of, periods
from journalpress.model import plain
from journalpress.standing import Judged

ALIKE = 0.75
"""How much of a code must be right for it to be offered instead of what was typed."""

Standing: TypeAlias = Literal["in force", "taken back", "past its date", "not yet", "never"]
"""in force: could be handed out on the day · taken back, past its date: no longer · not yet:
published later · never: not published at all, as far as the history knows."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who approved a text, in what role, and for which day."""

    on: date | None
    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Printed:
    """That copies were sent to a printer."""

    on: date | None
    by: str
    copies: int
    printer: str
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedText:
    """All that is known of one text of one article; `code` is "" for one never approved.

    `published` are in the order of the history. `kept` are files of it, published ones and sources,
    each with where it lies in the journal's archive.
    """

    id: str
    slug: str
    title: str
    version: int
    digest: str
    code: str
    approved: tuple[Signed, ...] = ()
    published: tuple[Period, ...] = ()
    printed: tuple[Printed, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def standing(self, day: date) -> tuple[Standing, str]:
        """Whether it could be handed out on this day, and why not in words for a person."""
        if any(each.is_in_force(day) for each in self.published):
            return "in force", ""
        begun = [each for each in self.published if each.since <= day]
        if not begun:
            later = min((each.since for each in self.published), default=None)
            return ("not yet", f"published on {later}") if later else ("never", "")
        last = begun[-1]
        if last.ended is not None and last.ended <= day:
            return "taken back", f"on {last.ended}{f': {last.why}' if last.why else ''}"
        return "past its date", f"good until {last.until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What was asked, how it was recognised, and what it is.

    `texts` is empty where nothing of ours was recognised. `in_force` has, by article, the text
    that could be handed out on the day.
    """

    asked: str
    how: str
    day: date
    texts: tuple[TracedText, ...] = ()
    in_force: Mapping[str, TracedText] = field(default_factory=dict)


class Tracer:
    """The journal's texts, looked up by code, digest, file or article."""

    def __init__(self, journal: Journal, judged: Mapping[str, Judged]) -> None:
        self._journal = journal
        self._history = read_history(journal.folder)
        self._files = dict(_line_of_file(self._history))
        known = [*_told(self._history), *_of_today(judged)]
        texts: dict[tuple[str, str], TracedText] = {}
        for text in known:
            name = (text.id, text.code or text.digest)
            texts[name] = _joined(texts[name], text) if name in texts else text
        out: dict[tuple[str, str], list[Period]] = defaultdict(list)
        for each in periods(self._history):
            out[str(each.line.get("id")), str(each.line.get("code"))].append(each)
        self._texts = tuple(
            self._with_days(text, out[text.id, text.code]) for text in texts.values()
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that the journal ever gave."""
        return tuple(dict.fromkeys(each.code for each in self._texts if each.code))

    @property
    def names(self) -> frozenset[str]:
        """Every slug and id that an article has or had."""
        return frozenset(name for each in self._texts for name in (each.slug, each.id))

    def by_code(self, typed: str, day: date) -> Trace:
        """The text with this code, however it was typed.

        Raises InputError, with the codes that come near, where it cannot be a code.
        """
        try:
            code = read_code(typed)
        except InputError as error:
            near = self._near(typed)
            raise InputError(str(error), hint=near or error.hint) from error
        texts = [each for each in self._texts if each.code == code]
        how = f"the code {code}" if texts else f"no leaflet of this journal has the code {code}"
        near = "" if texts else self._near(code)
        return self._trace(typed, f"{how}; {near}" if near else how, texts, day)

    def by_name(self, name: str, day: date) -> Trace:
        """Every text of the article that has or had this slug or id.

        First what was in force on the day, then the others, the newest first.
        """
        texts = [each for each in self._texts if name in (each.slug, each.id)]
        ids = {each.id for each in texts}
        whole = [each for each in self._texts if each.id in ids]
        newest = sorted(
            whole,
            key=lambda each: (each.standing(day)[0] == "in force", bool(each.code), each.version),
            reverse=True,
        )
        return self._trace(name, f"the article {name}", newest, day)

    def by_file(self, name: str, data: bytes, day: date) -> Trace:
        """The texts in this file: by its bytes, else by what it says it is."""
        line = self._files.get(sha256(data))
        if line is not None:
            path = next(path for path, one in files_of(line).items() if one == sha256(data))
            event = str(line.get("event"))
            how = f"the very bytes of {path}, {event} on {line.get('as_of')}"
            return self._trace(name, how, self._of_line(line), day)
        said = identify(data)
        if said is None:
            return self._trace(name, "nothing in it says that journalpress made it", [], day)
        texts = [text for mark in said.marks for text in self._of_mark(mark)]
        return self._trace(name, _how(said), texts, day)

    def _of_line(self, line: Mapping[str, Any]) -> list[TracedText]:
        """The texts that a history line is about: of a book, those of its chapters."""
        chapters = line.get("chapters")
        if isinstance(chapters, dict):
            codes = {str(code) for code in chapters.values()}
            return [each for each in self._texts if each.code in codes]
        name = (str(line.get("id", "")), str(line.get("code", "")))
        return [each for each in self._texts if (each.id, each.code) == name]

    def _of_mark(self, mark: Mark) -> list[TracedText]:
        """The texts of ours with this mark; where none has it, what the mark itself says."""
        found = [each for each in self._texts if mark.code and each.code == mark.code]
        found = found or [
            each
            for each in self._texts
            if mark.digest and each.digest == mark.digest and mark.id in ("", each.id)
        ]
        return found or [
            TracedText(
                id=mark.id or mark.slug,
                slug=mark.slug or mark.id,
                title="",
                version=mark.version,
                digest=mark.digest,
                code=mark.code,
            )
        ]

    def _trace(self, asked: str, how: str, texts: Sequence[TracedText], day: date) -> Trace:
        ids = dict.fromkeys(each.id for each in texts)
        in_force = {
            each.id: each
            for each in self._texts
            if each.id in ids and each.standing(day)[0] == "in force"
        }
        unique = tuple({(each.id, each.code, each.digest): each for each in texts}.values())
        return Trace(asked=asked, how=how, day=day, texts=unique, in_force=in_force)

    def _with_days(self, text: TracedText, out: Sequence[Period]) -> TracedText:
        """The text with when it was out, and where its files are kept."""
        named = [pair for each in out for pair in _named_files(each.line)]
        kept = dict.fromkeys((path, archive_path(path, digest)) for path, digest in named)
        folder = self._journal.folder
        there = tuple(each for each in kept if (folder / each[1]).is_file())
        return replace(text, published=tuple(out), kept=there)

    def _near(self, typed: str) -> str:
        """A hint with the codes that come near to what was typed; "" where none does."""
        plain_code = typed.upper().replace("-", "").replace(" ", "")
        by_plain = {each.replace("-", ""): each for each in self.codes}
        near = get_close_matches(plain_code, by_plain, n=3, cutoff=ALIKE)
        named = [f"{by_plain[each]} ({self._title_of(by_plain[each])})" for each in near]
        return f"did you mean {' or '.join(named)}?" if named else ""

    def _title_of(self, code: str) -> str:
        return next((each.title or each.slug for each in self._texts if each.code == code), "")


def looks_like_code(typed: str) -> bool:
    """Whether a person who typed this meant a leaflet code, well or badly."""
    letters = typed.replace("-", "").replace(" ", "")
    return letters.isalnum() and 7 <= len(letters) <= 11 and any(map(str.isdigit, letters))


def _how(said: Identity) -> str:
    names = {
        "pdf": "PDF",
        "docx": "Word copy",
        "epub": "e-book",
        "html": "web page",
        "text": "text",
    }
    made_for = f" made for {said.recipient}" if said.recipient else ""
    return (
        f"a {names[said.format]}{made_for}, known by what it says of itself; "
        "its bytes are none that the history knows"
    )


def _line_of_file(history: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """SHA-256 → the last line that put such a file out, or printed it."""
    for line in history:
        if line.get("event") in ("published", "printed"):
            for digest in files_of(line).values():
                yield digest, line


def _named_files(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for files in (files_of(line), sources_of(line)):
        yield from files.items()


def _told(history: Iterable[Mapping[str, Any]]) -> Iterator[TracedText]:
    """What each line says of the text that it is about."""
    for line in history:
        code, digest = str(line.get("code") or ""), str(line.get("digest") or "")
        if isinstance(line.get("chapters"), dict) or not (code or digest):
            continue
        version, on = line.get("version"), day_of(line.get("as_of"))
        by, event = str(line.get("by") or ""), line.get("event")
        text = TracedText(
            id=str(line.get("id", "")),
            slug=str(line.get("slug", "")),
            title=str(line.get("title") or ""),
            version=version if isinstance(version, int) else 0,
            digest=digest,
            code=code,
        )
        if event == "approved":
            text = replace(text, approved=(Signed(on, by, str(line.get("role") or "")),))
        elif event == "printed":
            copies = line.get("copies")
            told = Printed(
                on,
                by,
                copies if isinstance(copies, int) else 1,
                str(line.get("printer") or ""),
                str(line.get("layout") or ""),
            )
            text = replace(text, printed=(told,))
        yield text


def _of_today(judged: Mapping[str, Judged]) -> Iterator[TracedText]:
    """What the journal itself says of its articles, as their files stand."""
    for each in judged.values():
        article, standing = each.article, each.standing
        if article is None:
            continue
        signed = article.approved
        holds = signed is not None and signed.digest == standing.digest
        yield TracedText(
            id=article.id,
            slug=article.slug,
            title=plain(article.title.inlines),
            version=article.version,
            digest=standing.digest,
            code=standing.code,
            approved=(Signed(signed.on, signed.by, signed.role),) if signed and holds else (),
        )


def _joined(one: TracedText, other: TracedText) -> TracedText:
    """What two sources say of one text: the later one's words, and all events of both, once."""
    return replace(
        other,
        title=other.title or one.title,
        digest=other.digest or one.digest,
        version=other.version or one.version,
        approved=tuple(dict.fromkeys((*one.approved, *other.approved))),
        printed=(*one.printed, *other.printed),
    )
