"""The open questions of imports, asked on the terminal, one key each."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from journalpress.cli.ask import LATER, ask_key
from journalpress.cli.talk import say
from journalpress.terminal import clean

if TYPE_CHECKING:
    from journalpress.journal.importing import Page
    from journalpress.journal.moving import Intake
    from journalpress.readers.imports import OpenQuestion, Sidecar

_SAID = {
    "mark": "a citation",
    "number": "a plain number",
    "numbers": "plain numbers",
    "words": "no citation, plain words",
    "none": "no link, plain words",
    "missing": "something is missing",
    "nothing": "nothing is missing",
    "title": "the title",
    "category": "the category",
    "paragraphs": "paragraphs, as it is",
    "article": "the article's words",
    "page": "the page's words",
}
_MOST_PROPOSED = 5
_BOLD, _PLAIN = "\x1b[1;7m", "\x1b[0m"
_STOP = re.compile(r"(?<=[.!?。؟])\s+")


def decide(intake: Intake, pages: Sequence[Page], anew: Callable[[Page], bool]) -> tuple[str, ...]:
    """Ask what is open of these pages; every answer is kept at once.

    What a page has for sources is asked first, because the numbers of all marks hang on it: where
    an answer changes it, `anew` reads the page once more, and says whether it could, before the
    marks are asked about. Returns the slugs of the articles that an answer changes once their page
    is read anew. Raises UsageError where there is no terminal.
    """
    from journalpress.journal.importing import bytes_of
    from journalpress.readers.imports import DONE

    answered: dict[str, None] = {}
    said: dict[str, str] = {}
    for page in pages:
        later: set[str] = set()
        other_sources = False
        while left := [each for each in waiting(intake, page.slug) if each.key not in later]:
            question = left[0]
            if other_sources and question.kind != "sources":
                other_sources = False
                answered.pop(page.slug, None)
                if not anew(page):
                    break
                continue
            if before := _said_before(question, page.slug, said):
                say(f"{page.slug}: “{question.words}” leads to {before}, as before")
                intake.answer(page.slug, question.key, before)
                answered[page.slug] = None
                continue
            record = intake.record(page.slug)
            assert record is not None
            words = _leaf_of(question, intake, page.slug)
            if page.importer.content is None:  # its lines are those that a person sees
                words = _line_of(bytes_of(page, intake.journal), question.line)
            for line in _shown(question, words, page.slug, record, len(left)):
                click.echo(line, err=True)
            answer = _answer(question, page.slug, intake)
            if answer == LATER["q"]:
                return tuple(answered)
            if answer == LATER["l"]:
                later.add(question.key)
                continue
            intake.answer(page.slug, question.key, answer)
            answered[page.slug] = None
            other_sources |= question.kind == "sources" and answer not in (question.confirms, DONE)
            if question.kind == "link" and answer in intake.journal.entries:
                said[question.address or question.words] = answer
    return tuple(answered)


def _said_before(question: OpenQuestion, slug: str, said: Mapping[str, str]) -> str:
    """Where the same words, or the same address, lead as a person has just said; else ""."""
    if question.kind != "link":
        return ""
    target = said.get(question.address or question.words, "")
    return "" if target == slug else target


def waiting(intake: Intake, slug: str) -> list[OpenQuestion]:
    """The questions that nobody has answered: of the sources, then in the order of the page."""
    left = (each for each in intake.questions(slug) if not each.answer.strip())
    return sorted(left, key=lambda each: (each.kind != "sources", each.line))


def _shown(question: OpenQuestion, line: str, slug: str, record: Sidecar, left: int) -> list[str]:
    """What is asked, with the sentence and the place in it."""
    place = "" if question.kind in ("mark", "link", "date") else ", the whole page"
    where = f", line {question.line}" if question.line else place
    before, place, after = _sentence(question, line, record)
    lit = sys.stderr.isatty()
    marked = f"{_BOLD}{clean(place)}{_PLAIN}" if lit else f"»{clean(place)}«"
    more = f", {left} left" if left > 1 else ""
    lines = [
        "",
        clean(f"{slug}{where}{more}"),
        f"  {clean(before)}{marked}{clean(after)}",
        clean(f"  {question.question}"),
    ]
    if question.address:
        lines.append(clean(f"  On the page it leads to {question.address}"))
    return [*lines, clean(f"  For now: {question.assumed}.")]


def _sentence(question: OpenQuestion, line: str, record: Sidecar) -> tuple[str, str, str]:
    """The sentence before the place, the place, and the rest of the sentence.

    `line` is that of the page or of the article; without one the question's own words must do.
    """
    words = question.words
    written = next(
        (each.written for each in record.marks
         if (each.line, each.words) == (question.line, words)), "",
    )  # fmt: skip
    core = words.strip("…")
    start = line.find(core)
    if start < 0:
        line, start = words, words.find(core)
    end = start + len(core)
    if question.kind == "mark" and written:
        # The words are cut so that the mark stands in their middle.
        middle = start + len(core) // 2
        found = [at.start() for at in re.finditer(re.escape(written), line[start:end])]
        if found:
            at = min((start + each for each in found), key=lambda each: abs(each - middle))
            start, end = at, at + len(written)
    first = max((at.end() for at in _STOP.finditer(line[:start])), default=0)
    stop = _STOP.search(line, end)
    return line[first:start], line[start:end], line[end : stop.start() if stop else len(line)]


def _leaf_of(question: OpenQuestion, intake: Intake, slug: str) -> str:
    """The paragraph of the article in which the words stand; "" where they are in none."""
    from journalpress.model import every_prose, plain

    article = intake.journal.entries[slug].reading.article
    words = question.words.strip("…")
    leaves = (plain(each.inlines) for each in every_prose(article)) if article else ()
    return next((each for each in leaves if words in each), "")


def _line_of(data: bytes, number: int) -> str:
    """A line of the page where it is text, white space folded; "" where it is none."""
    if not number:
        return ""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return " ".join(lines[number - 1].split()) if number <= len(lines) else ""


def _answer(question: OpenQuestion, slug: str, intake: Intake) -> str:
    """What the person answers: a choice, LATER's words, or "done"."""
    from journalpress.readers.imports import DONE

    proposed = _proposed(question, slug, intake)
    keys = {str(number): _said(each, question, intake) for number, each in
            enumerate(proposed, 1)}  # fmt: skip
    typed = question.kind in ("link", "date")
    if typed:
        keys["t"] = "type the article's name" if question.kind == "link" else "type the day"
    if question.kind == "link":
        keys["n"] = _SAID["none"]
    keys |= {"d": "put right by hand", **LATER}
    while True:
        key = ask_key(keys, instead=_in_the_record(slug, intake))
        if key in LATER:
            return LATER[key]
        if key == "n":
            return "none"
        if key == "d":
            return DONE
        if key != "t":
            return proposed[int(key) - 1]
        if words := _typed(question, slug, intake):
            return words


def _in_the_record(slug: str, intake: Intake) -> str:
    from journalpress.journal.load import shown
    from journalpress.journal.records import record_path

    record = shown(record_path(intake.journal.folder, slug))
    return f"answer in {record}, then import with --update"


def _proposed(question: OpenQuestion, slug: str, intake: Intake) -> list[str]:
    """The answers that have a key of their own."""
    if question.kind == "date":
        return []
    if question.kind != "link":
        return list(question.choices[:9])
    from difflib import get_close_matches

    from journalpress.journal.linking import articles_called
    from journalpress.readers.pagetext.crosslinks import topic_of

    names = intake.names
    topic = topic_of(question.words).casefold()
    near = get_close_matches(topic, list(names), n=_MOST_PROPOSED, cutoff=0.5)
    slugs = [*sorted(articles_called(question.words, names))]
    slugs += [each for name in near for each in sorted(names[name])]
    return list(dict.fromkeys(each for each in slugs if each != slug))[:_MOST_PROPOSED]


def _said(choice: str, question: OpenQuestion, intake: Intake) -> str:
    if question.kind == "link":
        facts = intake.journal.entries[choice].facts
        return f"{choice} (“{facts.title}”)" if facts else choice
    if re.fullmatch(r"[\d,]+", choice):
        return f"a citation of {choice}"
    return _SAID.get(choice, choice)


def _typed(question: OpenQuestion, slug: str, intake: Intake) -> str:
    """What the person types, "" where it means nothing, which is said."""
    from journalpress.readers.dates import parse_date

    try:
        words = click.prompt("  ", prompt_suffix="", default="", show_default=False, err=True)
    except click.Abort:
        return ""
    words = str(words).strip().lower()
    if question.kind == "date":
        if parse_date(words):
            return words
        say("  write year, month, day, as in 2026-06-17")
        return ""
    entries: Mapping[str, object] = intake.journal.entries
    words = words.removesuffix(".md")
    if words in entries and words != slug:
        return words
    say(f"  there is no other article “{words}”")
    return ""
