"""A file, a leaflet code or an article → which text it is, and what was in force on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journalpress.cli.options import (
    as_of_option,
    chosen,
    day_of,
    journal_option,
    look_into,
)
from journalpress.cli.talk import give, say

if TYPE_CHECKING:
    from journalpress.batch.trace import Trace, TracedText, Tracer
    from journalpress.journal import Journal
    from journalpress.journal.timeline import Period


@click.command(
    "trace",
    epilog="""\b
Example:
  journalpress trace QMW4-M1M4-A              the code at the foot of a leaflet
  journalpress trace ~/Downloads/leaflet.pdf  a file, whatever its name is now
  journalpress trace lupus --on 2027-03-01    what was in force on that day""",
)
@click.argument("asked", metavar="FILE|CODE|ARTICLE")
@click.option("--on", metavar="DATE", help="The day that is asked about. Without it: today.")
@click.option(
    "--format", "as_format", type=click.Choice(("text", "json")), default="text",
    show_default=True, help="For a person, or for another program.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    asked: str, on: str | None, as_format: str, as_of: str | None, journal_folder: Path | None
) -> int:
    """Say which leaflet that was: its text, version, sources, and whether it is in force.

    A file of ours is known by its bytes, also under another name, else by what it says of itself:
    PDF, EPUB, Word copy, web page, plain text. A code may be typed in small letters and without
    hyphens. The journal's history answers, and what it holds today.
    """
    from journalpress.batch.trace import Tracer
    from journalpress.standing import judge_journal

    journal = look_into(journal_folder, (asked,))
    today = day_of(as_of, journal)
    day = _day(on) if on else today
    tracer = Tracer(journal, judge_journal(journal, today))
    trace = _trace(tracer, journal, asked, day)
    if as_format == "json":
        click.echo(json.dumps(_as_json(trace), ensure_ascii=False, indent=2))
    else:
        for line in _lines(trace):
            give(line)
    if not trace.texts:
        say(f"{asked}: {trace.how}")
        return 1
    return 0


def _trace(tracer: Tracer, journal: Journal, asked: str, day: date) -> Trace:
    """What was asked: a file that is there, an article's name, a code, words of a title."""
    from journalpress.batch.records import read_file
    from journalpress.batch.trace import looks_like_code
    from journalpress.journal import find_articles

    found: Trace
    path = Path(asked)
    articles = find_articles(journal, asked) if path.suffix.lower() == ".md" else ()
    if path.is_file() and not articles:
        found = tracer.by_file(asked, read_file(path) or b"", day)
    elif asked in tracer.names:
        found = tracer.by_name(asked, day)
    elif looks_like_code(asked):
        found = tracer.by_code(asked, day)
    else:
        entry = next(iter(chosen(journal, (asked,))), None)
        found = tracer.by_name(entry.article.id if entry and entry.article else asked, day)
    return found


def _lines(trace: Trace) -> Iterator[str]:
    if trace.texts:
        yield f"{trace.asked}: {trace.how}"
    for text in trace.texts:
        yield ""
        yield from _text_lines(text, trace)


def _text_lines(text: TracedText, trace: Trace) -> Iterator[str]:
    version = f"version {text.version}" if text.code else "a text that nobody approved"
    yield f"{text.code or '—'}  {text.title or text.slug}"
    yield f"  article    {text.slug}, {version}"
    standing, why = text.standing(trace.day)
    yield f"  on {trace.day}  {standing}{f', {why}' if why else ''}"
    current = trace.in_force.get(text.id)
    if current is not None and current.code != text.code:
        yield f"  instead    version {current.version}, {current.code}, {current.title}"
    for each in text.approved:
        role = f" ({each.role.replace('_', ' ')})" if each.role else ""
        yield f"  approved   {each.on or 'on a day not known'} by {each.by}{role}"
    for period in text.published:
        yield f"  published  {_span(period)}"
    for printed in text.printed:
        layout = f", {printed.layout}" if printed.layout else ""
        yield f"  printed    {printed.on}, {printed.copies} on {printed.printer}{layout}"
    if text.published:
        yield from _made_of(text.published[-1])
    for path, kept in text.kept:
        yield f"  kept       {path} as {kept}"


def _span(period: Period) -> str:
    until = f", good until {period.until}" if period.until else ""
    ended = f", out until {period.ended}{f' ({period.why})' if period.why else ''}"
    return f"{period.since}{until}{ended if period.ended else ''}"


def _made_of(period: Period) -> Iterator[str]:
    """The last time it was published: from which files, by which program, with which looks."""
    sources = period.line.get("sources")
    for path, digest in sorted(sources.items()) if isinstance(sources, dict) else ():
        yield f"  made of    {path}  {str(digest)[:12]}…"
    if tool := period.line.get("tool"):
        theme = str(period.line.get("theme") or "")
        yield f"  made by    {tool}{f', looks {theme[:12]}…' if theme else ''}"


def _as_json(trace: Trace) -> dict[str, Any]:
    """Everything that is known, with whole digests."""
    return {
        "schema": 1,
        "asked": trace.asked,
        "how": trace.how,
        "on": trace.day.isoformat(),
        "texts": [_text_json(each, trace.day) for each in trace.texts],
        "in_force": {
            name: {"slug": each.slug, "version": each.version, "code": each.code}
            for name, each in trace.in_force.items()
        },
    }


def _text_json(text: TracedText, day: date) -> dict[str, Any]:
    standing, why = text.standing(day)
    return {
        "id": text.id,
        "slug": text.slug,
        "title": text.title,
        "version": text.version,
        "code": text.code,
        "digest": text.digest,
        "standing": standing,
        "why": why,
        "approved": [
            {"on": _iso(each.on), "by": each.by, "role": each.role} for each in text.approved
        ],
        "published": [
            {
                "from": _iso(each.since),
                "until": _iso(each.until),
                "ended": _iso(each.ended),
                "why": each.why,
                "files": dict(each.files),
                "sources": each.line.get("sources") or {},
                "tool": each.line.get("tool") or "",
                "theme": each.line.get("theme") or "",
            }
            for each in text.published
        ],
        "printed": [
            {
                "on": _iso(each.on),
                "by": each.by,
                "copies": each.copies,
                "printer": each.printer,
                "layout": each.layout,
            }
            for each in text.printed
        ],
        "archive": [{"file": path, "kept": kept} for path, kept in text.kept],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str) -> date:
    from journalpress.errors import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date", hint="write it as 2026-12-01") from error
