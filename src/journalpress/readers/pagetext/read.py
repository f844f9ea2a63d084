"""Text copied from a web page → Import: the Article, and all that the reader was unsure of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from journalpress.keys import assign_keys
from journalpress.limits import DEFAULT_LIMITS, Limits
from journalpress.model import (
    Article,
    FoundDisclaimer,
    Source,
    Table,
    cited_keys,
    every_block,
    every_prose,
)
from journalpress.problems import problem
from journalpress.readers.counts import report_of
from journalpress.readers.dates import parse_date
from journalpress.readers.imports import Dropped, Import
from journalpress.readers.language import guess_language
from journalpress.readers.marks import find_marks
from journalpress.readers.notes import Notes, around, question_key
from journalpress.readers.pagetext.body import Piece, Plain, read_body
from journalpress.readers.pagetext.bottom import Bottom, read_bottom
from journalpress.readers.pagetext.lines import Line, Page, clean, is_lone_bullet, read_lines
from journalpress.readers.pagetext.proof import lost_words
from journalpress.readers.pagetext.prose import ProseMaker
from journalpress.readers.pagetext.text import TextMaker
from journalpress.readers.pagetext.top import Top, looks_like_category, read_top
from journalpress.readers.references import source_of
from journalpress.readers.slugs import propose_slug

IMPORTER = "page text"


def read_pagetext(
    data: bytes,
    *,
    file: str,
    limits: Limits = DEFAULT_LIMITS,
    answers: Mapping[str, str] | None = None,
    taken_slugs: Iterable[str] = (),
    taken_ids: Iterable[str] = (),
    lang: str = "",
) -> Import:
    """The draft of an article from a page's text, in UTF-8, as a browser copies it.

    `answers` are those to the questions of an earlier import, by key (imports.py). The slug is
    proposed from the title, unlike the taken ones; so is the id. `lang` is guessed where it is
    empty. The `article` is None where the problems hold an error that leaves nothing to read;
    nothing is raised.
    """
    if len(data) > limits.import_bytes:
        return _refused(file, f"the file is larger than import_bytes ({limits.import_bytes:,})")
    page = read_lines(data, file=file)
    if any(each.severity == "error" for each in page.problems):
        return Import(article=None, problems=page.problems)
    if (words := len(page.text.split())) > limits.article_words:
        return _refused(
            file, f"{words:,} words are more than article_words ({limits.article_words:,})"
        )
    if (size := len(page.text.encode())) > limits.article_bytes:
        return _refused(
            file, f"{size:,} bytes are more than article_bytes ({limits.article_bytes:,})"
        )
    notes = Notes(file, answers or {})
    lines, lone = _without_lone_bullets(page.lines)
    notes.dropped += lone
    top = _titled(read_top(lines), notes)
    if top.title is None:
        found = problem("JP105", "the page holds no text", "copy the page once more", file=file)
        return Import(article=None, problems=(*page.problems, found))
    imported = _read(page, top, top.title, notes, limits, tuple(taken_slugs), taken_ids, lang)
    lost = lost_words(page.text, imported, file=file)
    return replace(imported, problems=(*page.problems, *lost, *imported.problems))


def _refused(file: str, message: str) -> Import:
    found = problem("JP112", message, "split the page, or raise the limit", file=file)
    return Import(article=None, problems=(found,))


def _read(
    page: Page,
    top: Top,
    title_line: Line,
    notes: Notes,
    limits: Limits,
    taken_slugs: tuple[str, ...],
    taken_ids: Iterable[str],
    lang: str,
) -> Import:
    bottom = read_bottom(top.rest)
    notes.dropped += [*top.dropped, *bottom.dropped]
    notes.data += top.data
    _say_how_lines_were_read(page, top, bottom, notes)

    sources, keys, source_lines = _sources(bottom, notes)
    prose = ProseMaker(keys, notes)
    maker = TextMaker(prose, notes)
    title = prose.make(title_line.folded, title_line.number, "heading")
    standfirst = (
        prose.make(top.standfirst.folded, top.standfirst.number) if top.standfirst else None
    )
    pieces: tuple[Piece, ...] = (
        *(Plain(line) for line in top.left),
        *read_body(bottom.text, nesting=limits.nesting),
    )
    body = maker.body((*pieces, *(Plain(line) for line in bottom.after)))
    disclaimer = " ".join(line.folded for line in bottom.disclaimer)
    if not keys:
        _ask_for_sources(page, notes)

    published, reviewed = _days(top, notes)
    slug = propose_slug(title_line.folded, taken_slugs)
    draft = Article(
        id=propose_slug(slug, taken_ids),
        slug=slug,
        title=title,
        lang=_language(page, lang, notes),
        body=body,
        category=top.category.folded if top.category else "",
        standfirst=standfirst,
        published=published,
        reviewed=reviewed,
        people=tuple(person for person, _ in top.people),
        sources=sources,
        disclaimer_found=FoundDisclaimer(disclaimer) if disclaimer else None,
    )
    article = assign_keys(draft)
    spans = {
        after.key: prose.lines[before.key]
        for before, after in zip(every_prose(draft), every_prose(article), strict=True)
    }
    tables = [block.key for block in every_block(article.body) if isinstance(block, Table)]
    spans.update(zip(tables, maker.lines_of_tables, strict=True))
    spans.update(_front(top, bottom))
    spans.update(source_lines)
    _check_sources(article, bottom, notes)
    return Import(
        article=article,
        spans=spans,
        problems=notes.all_problems(),
        dropped=tuple(notes.dropped),
        data=tuple(notes.data),
        decisions=tuple(notes.decisions),
        open=tuple(notes.open),
        marks=tuple(sorted(notes.marks, key=lambda mark: mark.line)),
        numbers={
            source.key: entry.number or position
            for position, (source, entry) in enumerate(zip(sources, bottom.entries, strict=True), 1)
        },
        report=report_of(
            article,
            maker.counts,
            notes.marks,
            words=len(page.text.split()),
            bylines=len({line.number for line, _ in top.parts}),
            citations=prose.citations,
            cross_references=prose.cross_references,
            sources_headed=bottom.heading is not None,
        ),
    )


def _titled(top: Top, notes: Notes) -> Top:
    """The same top; what a lone short line is, a person must say."""
    if top.title is None:
        return top
    words, line = top.title.folded, top.title.number
    if top.alone and looks_like_category(words):
        key = question_key("title", words)
        answer = notes.answer(key)
        if answer == "category" and top.rest:
            return replace(top, category=top.title, title=top.rest[0], rest=top.rest[1:])
        if answer != "title":
            notes.ask(
                "title",
                key,
                line,
                words,
                "Only one short line stands at the top: is it the title, or the category?",
                assumed="the title",
                confirms="title",
                choices=("title", "category"),
            )
    return top


def _without_lone_bullets(
    lines: tuple[Line, ...],
) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    lone = [line for line in lines if is_lone_bullet(line.text)]
    why = "a bullet with nothing behind it"
    kept = tuple(line for line in lines if line not in lone)
    return kept, tuple(Dropped(line.number, line.folded, why) for line in lone)


def _say_how_lines_were_read(page: Page, top: Top, bottom: Bottom, notes: Notes) -> None:
    if page.invisible:
        notes.decide(0, f"invisible characters, such as soft hyphens, are gone ({page.invisible})")
    if page.wrapped:
        notes.decide(0, f"lines broken for their length are joined ({page.wrapped} times)")
    if top.category:
        notes.decide(top.category.number, f"“{top.category.folded}” is read as the category")
    if top.title:
        notes.decide(top.title.number, f"“{top.title.folded}” is read as the title")
    if top.standfirst:
        what = "the words between title and date are read as the standfirst"
        notes.decide(top.standfirst.number, what)
    for person, line in top.people:
        notes.decide(line, f"“{person.name}” is read as the author")
    for stray in (*top.left, *bottom.after):
        notes.decide(stray.number, f"“{stray.folded}” is read as a paragraph, wherever it belongs")
    if bottom.disclaimer:
        notes.report(
            "JP008",
            "a disclaimer was found on the page; it is proposed, not approved",
            "put the approved one in journal.toml and remove disclaimer_found",
            bottom.disclaimer[0].number,
        )


def _days(top: Top, notes: Notes) -> tuple[date | None, date | None]:
    """Published and reviewed: as printed, or as a person said where the print is unclear."""
    days = {part.kind: part.day for _, part in top.parts if part.day}
    published = days.get("published")
    for line, part in top.parts:
        if part.kind != "unclear":
            continue
        key = question_key("date", line.folded, part.column)
        if (answer := parse_date(notes.answer(key))) is not None:
            published = answer
            continue
        notes.ask(
            "date",
            key,
            line.number,
            part.words.strip(" ·|•—–-"),
            "Which day is this?",
            assumed="no date",
            choices=("the day the page was published, as 2026-06-17",),
        )
    return published, days.get("reviewed")


def _sources(
    bottom: Bottom, notes: Notes
) -> tuple[tuple[Source, ...], dict[int, str], dict[str, int]]:
    """The sources, the key for each number of the page's list, and the line of each."""
    sources: list[Source] = []
    keys: dict[int, str] = {}
    lines: dict[str, int] = {}
    for position, entry in enumerate(bottom.entries, 1):
        source = source_of(entry.words, position, frozenset(lines))
        sources.append(source)
        lines[source.key] = entry.line
        keys.setdefault(entry.number or position, source.key)
    listed = [entry.number for entry in bottom.entries]
    if any(listed) and listed != list(range(1, len(listed) + 1)):
        shown = ", ".join(str(each) for each in listed)
        line = bottom.entries[0].line
        notes.decide(line, f"the page numbers its sources {shown}; they will print from 1 on")
    if listed and not any(listed):
        what = "the page does not number its sources; they are numbered in their order"
        notes.decide(bottom.entries[0].line, what)
    return tuple(sources), keys, {f"source:{key}": line for key, line in lines.items()}


def _ask_for_sources(page: Page, notes: Notes) -> None:
    """Asks when a page without a list of sources holds numbers that look like citations."""
    every = frozenset(range(1, 100))
    for line in page.lines:
        marks = [m for m in find_marks(line.folded, every) if m.certainty != "ask"]
        if len(line.folded) > 80 and marks:
            key = question_key("sources", line.folded)
            if notes.answer(key) != "numbers":
                notes.ask(
                    "sources",
                    key,
                    line.number,
                    around(line.folded, marks[0].start, marks[0].end),
                    "This looks like a citation, but the page has no list of sources.",
                    assumed="a plain number",
                    confirms="numbers",
                    choices=("numbers",),
                )
            return


def _language(page: Page, lang: str, notes: Notes) -> str:
    if lang:
        return lang
    guess = guess_language(clean(page.text))
    notes.decide(0, f"the language is taken to be {guess.lang}: {guess.why}")
    return guess.lang


def _front(top: Top, bottom: Bottom) -> dict[str, int]:
    lines = {
        "front:title": top.title,
        "front:category": top.category,
        "front:standfirst": top.standfirst,
        "front:references": bottom.heading,
        "front:disclaimer_found": bottom.disclaimer[0] if bottom.disclaimer else None,
    }
    spans = {field: line.number for field, line in lines.items() if line}
    for line, part in top.parts:
        if part.kind in ("published", "reviewed"):
            spans[f"front:{part.kind}"] = line.number
    return spans


def _check_sources(article: Article, bottom: Bottom, notes: Notes) -> None:
    """Says which sources no mark names: a mark may have been overlooked, or lost by the copy."""
    cited = cited_keys(article)
    for source, entry in zip(article.sources, bottom.entries, strict=True):
        if source.key not in cited:
            notes.report(
                "JP011",
                f"no mark names source {entry.number or '–'}: “{source.raw}”",
                "look for its mark on the page",
                entry.line,
            )
