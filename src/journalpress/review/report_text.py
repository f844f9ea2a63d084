"""Report → lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from journalpress.review.findings import Finding, by_id
from journalpress.review.forms import FormCell, form_cells
from journalpress.review.record import Record, ReturnedFile
from journalpress.review.report import Report
from journalpress.review.report_places import Places, Where
from journalpress.review.report_words import (
    LOCAL_TIMES,
    SILENT,
    Piece,
    Version,
    author_words,
    flat,
    hand_date,
    is_contested,
    is_lost,
    kind_words,
    looks_change,
    next_steps,
    pieces_of,
    shortened,
    sign_off_words,
    state_words,
    style_words,
    summary_of,
    threads,
    versions_of,
)
from journalpress.terminal import clean

WIDTH = 100
"""Columns of a line, the indentation among them."""
MOST = 600
"""Characters of one text that a terminal is given; the page has all of it."""
INDENT = "  "
BODY = " " * 9
_SIGNS = {"": ("", ""), "ins": ("{+", "+}"), "del": ("[-", "-]")}
_COLOURS = {"": "", "ins": "\x1b[32;4m", "del": "\x1b[31;9m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def text_report(report: Report, *, colour: bool = False) -> tuple[str, ...]:
    """The report of one article, fit for a terminal: nothing in it can steer one.

    Words that went stand in `[-…-]`, words that came in `{+…+}`; `colour` colours them as well.
    """
    return tuple(_Lines(report, colour=colour).all())


def asked(finding: Finding, report: Report, *, colour: bool = False) -> tuple[str, ...]:
    """What a person is asked to decide, and in which copy it stands."""
    return tuple(_Lines(report, colour=colour).one(finding))


class _Lines:
    def __init__(self, report: Report, *, colour: bool) -> None:
        self._report = report
        self._colour = colour
        self._places = Places(report)

    def all(self) -> Iterator[str]:
        report = self._report
        yield from self._heading(
            f"{report.title} ({report.slug}), version {report.today.article.version}: "
            f"{summary_of(report)}"
        )
        for record in report.records:
            for file in record.files:
                yield from self._copy(record, file)
        lost = [each for each in report.findings if is_lost(each)]
        if lost:
            yield ""
            yield from self._heading("Without a place")
            for each in lost:
                yield from self._finding(each, whose=True)
        yield ""
        yield from self._heading("What to do next")
        steps = next_steps(report)
        width = max((len(command) for command, _ in steps), default=0)
        for command, what in steps:
            yield f"{INDENT}{clean(command):{width}}  {clean(what)}"
        if not steps:
            yield f"{INDENT}Nothing: every finding is decided."

    def one(self, finding: Finding) -> Iterator[str]:
        """A finding by itself; a reply behind what it answers."""
        known = by_id(self._report.findings)
        parent = finding.remark.parent if finding.remark else ""
        if parent in known:
            yield from self._finding(known[parent], whose=True)
        yield from self._finding(finding, whose=True)

    # --- one copy

    def _copy(self, record: Record, file: ReturnedFile) -> Iterator[str]:
        yield ""
        who = record.baseline.recipient or "A copy for nobody by name"
        yield from self._heading(
            f"{who}: {file.name}, review {record.baseline.review} of version "
            f"{record.baseline.version}, read on {file.read}"
        )
        whose = file.sha256, record.baseline.review
        ours = [each for each in self._report.findings
                if (each.file.sha256, each.baseline.review) == whose]  # fmt: skip
        if any(map(hand_date, ours)):
            yield f"{INDENT}{LOCAL_TIMES}"
        for notice in file.notices:
            yield from self._wrapped([Piece(f"Note: {notice}")], INDENT)
        shown = [each for each in ours if not is_lost(each)]
        if not shown:
            yield f"{INDENT}Nothing was changed." if not ours else f"{INDENT}All is listed below."
        for each in threads(shown):
            yield from self._finding(each)
        yield from self._filled(form_cells(file.filled, record.baseline, self._report.lang))

    # --- one finding

    def _finding(self, finding: Finding, *, whose: bool = False) -> Iterator[str]:
        reply = finding.remark is not None and bool(finding.remark.parent)
        indent = INDENT * (2 if reply else 1)
        where = "" if reply else where_words(self._places.where(finding))
        by = " ".join(filter(None, (author_words(finding), hand_date(finding))))
        told = [kind_words(finding), where, by]
        told.append(SILENT if finding.change and finding.change.silent else "")
        told.append(f"in {finding.file.name}" if whose else "")
        told.append(state_words(finding))
        head = " · ".join(filter(None, told))
        yield from self._wrapped([Piece(head)], indent, first=f"{finding.id:<7}")
        body = indent[:-2] + BODY
        if finding.remark:
            yield from self._remark(finding, body)
        elif is_contested(finding):
            for version in versions_of(finding, self._report):
                yield from self._version(version, body)
        else:
            yield from self._wrapped(pieces_of(finding), body)
        yield from self._details(finding, body)

    def _remark(self, finding: Finding, indent: str) -> Iterator[str]:
        remark = finding.remark
        if remark is None:
            return
        if remark.quoted and not remark.parent:
            yield from self._wrapped([Piece(f"on “{shortened(_line(remark.quoted))}”")], indent)
        for line in remark.words.splitlines() or [""]:
            yield from self._wrapped([Piece(line)], indent)
        if remark.done:
            yield f"{indent}(resolved in Word)"

    def _version(self, version: Version, indent: str) -> Iterator[str]:
        label = f"{clean(version.label)}: "
        words = version.words or "(nothing)"
        pieces = [Piece(version.before), Piece(f"‹{words}›"), Piece(version.behind)]
        yield from self._wrapped(pieces, indent, first=label)

    def _details(self, finding: Finding, indent: str) -> Iterator[str]:
        change = finding.change
        notes: list[str] = []
        if change:
            notes.append(looks_change(change))
            if change.kind == "move":
                notes.append(f"now {self._places.destination(finding)}")
            if change.kind == "restyle":
                notes.append(f"it was a {style_words(change.styles[1])}")
            if len(finding.readings) > 1:
                notes += [
                    f"{number}: {shortened(flat(each.change.after), MOST)} ({each.note})"
                    for number, each in enumerate(finding.readings, 1)
                ]
        notes.append(finding.why)
        notes.append(self._others("the same as", finding.same))
        if not is_contested(finding):
            notes.append(self._others("against", finding.against))
        notes.append(self._others("in the same paragraph:", finding.near))
        for note in filter(None, notes):
            yield from self._wrapped([Piece(note)], indent)

    def _others(self, opening: str, ids: Sequence[str]) -> str:
        known = {each.id: author_words(each) for each in self._report.findings}
        told = ", ".join(f"{each} ({known[each]})" for each in ids if each in known)
        return f"{opening} {told}" if told else ""

    # --- the forms

    def _filled(self, cells: Sequence[FormCell]) -> Iterator[str]:
        if not cells:
            return
        yield f"{INDENT}Filled in"
        for (form, row), group in groupby(cells, lambda each: (each.form, each.row)):
            line = list(group)
            if form == "sign":
                told = [f"sign-off, line {row}: {sign_off_words(line)}"]
            elif form:
                name = "claim" if form == "claim" else "sentence without a source"
                told = [f"{name} {row}{_quoted(each.sentence)}: {_line(each.words)}"
                        for each in line]  # fmt: skip
            else:
                told = [f"beside the forms: {_line(each.words)}" for each in line]
            for each in told:
                yield from self._wrapped([Piece(each)], INDENT * 2)

    # --- lines

    def _heading(self, words: str) -> Iterator[str]:
        bold, plain = (_BOLD, _PLAIN) if self._colour else ("", "")
        yield from (f"{bold}{line}{plain}" for line in self._wrapped([Piece(words)], ""))

    def _wrapped(self, pieces: Iterable[Piece], indent: str, first: str = "") -> Iterator[str]:
        """The pieces in lines of WIDTH; `first` stands in front of the first of them."""
        line, room = f"{indent}{first}", WIDTH - len(indent) - len(first)
        hang = indent + " " * min(len(first), len(BODY))
        empty, gap = True, ("", "")
        for token, look in _tokens(pieces):
            if not token.strip(" "):
                gap = (token, look)
                continue
            if len(gap[0]) + len(token) > room and not empty:
                yield line
                line, room, empty, gap = hang, WIDTH - len(hang), True, ("", "")
            line += self._styled(*gap) + self._styled(token, look)
            room -= len(gap[0]) + len(token)
            empty, gap = False, ("", "")
        if not empty or first:
            yield line.rstrip(" ")

    def _styled(self, token: str, look: str) -> str:
        colour = _COLOURS[look] if self._colour else ""
        return f"{colour}{token}{_PLAIN}" if colour else token


def where_words(where: Where) -> str:
    """“paragraph 7 (today 8), “What it is””."""
    heading = f", “{shortened(where.heading, 60)}”" if where.heading else ""
    return f"{where.words}{heading}"


def _tokens(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Words and the spaces between them, each with its look; signs stay with their words."""
    for piece in pieces:
        opening, closing = _SIGNS[piece.look]
        words = clean(piece.words)
        if len(words) > MOST:
            words = f"{words[:MOST]} … ({len(words) - MOST} characters more)"
        if piece.look and not words.strip():
            words = "␣" * len(words)
        for token in re.findall(r" +|[^ ]+", f"{opening}{words}{closing}"):
            yield token, piece.look


def _quoted(sentence: str) -> str:
    return f", “{shortened(sentence)}”" if sentence else ""


def _line(words: str) -> str:
    return " ".join(words.split())
