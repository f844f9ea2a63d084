"""The journal's sources: who cites what, what stands twice, what was retracted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journalpress.cli.options import as_of_option, day_of, journal_option, look_into
from journalpress.cli.talk import count, give, say

if TYPE_CHECKING:
    from journalpress.journal import Journal
    from journalpress.journal.sources import JournalSources, ListedSource
    from journalpress.model import Source

COLUMNS = (
    "id", "reference", "type", "year", "DOI", "PMID", "URL", "article", "title", "key", "number",
    "times_cited", "also_written",
)  # fmt: skip


@click.command(
    "refs",
    epilog="""\b
Example:
  journalpress refs                                   who cites what
  journalpress refs --format csv -o sources.csv       the same for a spreadsheet
  journalpress refs --format json -o sources.json     CSL-JSON, for Zotero and others
  journalpress refs --retractions retraction_watch.csv""",
)
@click.argument("journal", required=False, metavar="[JOURNAL]", type=click.Path(path_type=Path))
@click.option(
    "--retractions", metavar="FILE.csv", type=click.Path(path_type=Path),
    help="Look every source up in the list of retractions that Crossref offers for download.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text",
    show_default=True, help="csv: for a spreadsheet. json: CSL-JSON, for a reference manager.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
    help="Write there instead of on the terminal.",
)  # fmt: skip
@as_of_option
@journal_option
def command(
    journal: Path | None,
    retractions: Path | None,
    form: str,
    output: Path | None,
    as_of: str | None,
    journal_folder: Path | None,
) -> int:
    """List the journal's sources: who cites what, what stands twice, what nobody can look up.

    With --retractions: every article, older version and printed leaflet that cites a paper which
    was retracted, corrected or put in doubt. A source without DOI or PMID is told as unknown.
    """
    if journal is not None and journal_folder is not None:
        raise click.UsageError("name the journal once: as JOURNAL or with --journal")
    opened = look_into(journal or journal_folder)
    if retractions is not None:
        return _recall(opened, retractions, form, output, day_of(as_of, opened))
    return _list(opened, form, output)


def _words(journal: Journal, sources: Iterable[Source]) -> Mapping[Source, str]:
    """The words of these sources in the journal's main language and style."""
    from journalpress.cli.recall_words import source_words

    languages = journal.settings.languages
    return source_words(sources, journal.settings.house, languages[0] if languages else "en")


def _list(journal: Journal, form: str, output: Path | None) -> int:
    from journalpress.journal.sources import journal_sources

    found = journal_sources(journal)
    words = _words(journal, () if form == "json" else (each.source for each in found.sources))
    if form == "csv":
        _put(output, _as_csv(COLUMNS, _rows(found, words)), form)
    elif form == "json":
        items = [_as_csl(each) for each in found.sources]
        _put(output, json.dumps(items, ensure_ascii=False, indent=2) + "\n", form)
    else:
        _put(output, "".join(f"{line}\n" for line in _lines(found, words)), form)
    twice = sum(each.is_duplicate for each in found.sources)
    nameless = sum(not each.is_identified for each in found.sources)
    say(
        f"{count(len(found.sources), 'source')}: {twice} written more than once, "
        f"{nameless} without DOI, PMID or address"
    )
    _say_unread(found.unread)
    return 1 if found.unread else 0


def _lines(found: JournalSources, words: Mapping[Source, str]) -> Iterator[str]:
    for each in found.sources:
        yield words[each.source]
        yield f"  id         {each.id}"
        for use in each.uses:
            cited = f"cited {count(use.times, 'time')}" if use.times else "listed, not cited"
            number = f" as {use.number}" if use.number else ""
            yield f"  article    {use.slug}{number}, {cited}"
        if not each.uses:
            yield "  article    none"
        if each.is_duplicate:
            yield f"  written    {', '.join(_places(each))}: keep one and cite it everywhere"
        if not each.is_identified:
            yield "  unknown    it has no DOI, PMID or address"
        yield ""


def _places(each: ListedSource) -> list[str]:
    return [f"{key} in {slug or 'the shared list'}" for slug, key in each.written]


def _rows(found: JournalSources, words: Mapping[Source, str]) -> Iterator[tuple[object, ...]]:
    """A row for each article that lists a source; one row for a source that none lists."""
    for each in found.sources:
        known = each.known
        told = (
            each.id, words[each.source], known.type, known.issued[:4], known.doi,
            known.pmid, known.url,
        )  # fmt: skip
        also = "; ".join(_places(each)) if each.is_duplicate else ""
        for use in each.uses:
            yield (*told, use.slug, use.title, use.key, use.number or "", use.times, also)
        if not each.uses:
            yield (*told, "", "", each.source.key, "", 0, also)


def _as_csl(each: ListedSource) -> dict[str, Any]:
    from journalpress.csl.item import csl_item

    cited = [use.slug for use in each.uses if use.times]
    return {
        **csl_item(each.source, key=each.id),
        **({"custom": {"cited_in": cited}} if cited else {}),
    }


def _recall(journal: Journal, file: Path, form: str, output: Path | None, day: date) -> int:
    from journalpress.cli.recall_words import (
        RECALL_COLUMNS,
        recall_json,
        recall_lines,
        recall_rows,
    )
    from journalpress.journal.recall import recall

    report = recall(journal, file)
    told = (*(each.source for each in report.recalled),
            *(each.source for each in (*report.unknown, *report.not_papers)))  # fmt: skip
    words = _words(journal, told)
    if form == "csv":
        _put(output, _as_csv(RECALL_COLUMNS, recall_rows(report, day, words)), form)
    elif form == "json":
        data = recall_json(report, file, day, words)
        _put(output, json.dumps(data, ensure_ascii=False, indent=2) + "\n", form)
    else:
        _put(output, "".join(f"{line}\n" for line in recall_lines(report, day, words)), form)
    listed = report.listed
    newest = f"the newest notice is of {listed.newest}" if listed.newest else "no notice has a day"
    say(f"{file}: {listed.rows:,} rows, {newest}")
    if listed.unread:
        say(f"{count(listed.unread, 'row')} of it cannot be read  → download the file again")
    say(
        f"{count(len(report.recalled), 'source')} with a notice, {len(report.unknown)} unknown, "
        + (f"{len(report.not_papers)} not papers, " if report.not_papers else "")
        + f"{report.unlisted} not in this file"
    )
    _say_unread(report.unread)
    return 0 if report.is_settled else 1


def _as_csv(columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """What a spreadsheet would take for a formula is marked as words."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t"))
    return f"'{value}" if is_formula else value


def _put(output: Path | None, text: str, form: str) -> None:
    """Gives the text to the terminal, or writes it; a spreadsheet wants to be told of UTF-8."""
    if output is None:
        if form == "text":
            for line in text.splitlines():
                give(line)
        else:
            click.echo(text, nl=False)
        return
    from journalpress.files import write_whole

    write_whole(output, text.encode("utf-8-sig" if form == "csv" else "utf-8"))
    say(f"written: {output}")


def _say_unread(slugs: tuple[str, ...]) -> None:
    if slugs:
        say(f"not read: {', '.join(slugs)}  → journalpress check says what is wrong with them")
