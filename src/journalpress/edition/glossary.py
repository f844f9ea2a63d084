"""Chapters → the glossary of their book: terms and abbreviations, each once.

A term is one that `terms:` names or that `<abbr title>` expands. The same word in two languages is
two terms: a voice must know how to say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from journalpress.edition.collation import sort_key
from journalpress.edition.mentions import mention
from journalpress.edition.reading import fold, leaf
from journalpress.edition.types import Chapter, GlossaryEntry, Jump, Meaning, ResolvedInline
from journalpress.edition.typography import set_spaces
from journalpress.edition.wording import Wording, base_language, direction
from journalpress.model import Article, Link, Prose, Text, prose_of


@dataclass(frozen=True, slots=True)
class _Definition:
    """One place where a term is explained."""

    lang: str
    term: tuple[Text, ...]
    meaning: str
    chapter: Chapter


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A term as first met, and for each of its meanings the chapters that give it, by slug."""

    first: _Definition
    meanings: dict[str, tuple[str, dict[str, Chapter]]] = field(default_factory=dict)


def glossary_entries(
    articles: Sequence[Article], chapters: Sequence[Chapter], wording: Wording, lang: str
) -> tuple[GlossaryEntry, ...]:
    """The entries in the order of this language; `articles` are those of the `chapters`."""
    terms: dict[tuple[str, str], _Gathered] = {}
    for article, chapter in zip(articles, chapters, strict=True):
        for each in (*_terms(article, chapter), *_abbreviations(chapter)):
            words = _words(each.term)
            gathered = terms.setdefault(
                (base_language(each.lang), _same_term(words)), _Gathered(each)
            )
            _, said_in = gathered.meanings.setdefault(
                _same_meaning(each.meaning), (each.meaning, {})
            )
            said_in[chapter.slug] = chapter
    ordered = sorted(terms.values(), key=lambda each: sort_key(_words(each.first.term), lang))
    return tuple(
        _entry(position, gathered, wording, lang) for position, gathered in enumerate(ordered, 1)
    )


def _entry(position: int, gathered: _Gathered, wording: Wording, lang: str) -> GlossaryEntry:
    first = gathered.first
    return GlossaryEntry(
        lang=first.lang,
        dir=direction(first.lang),
        term=Prose(f"term_{position}", first.term),
        meanings=tuple(
            Meaning(
                Prose(f"meaning_{position}_{number}", (Text(meaning),)),
                mention(
                    f"explained_{position}_{number}", wording.explained_in, said_in.values(), lang
                ),
            )
            for number, (meaning, said_in) in enumerate(gathered.meanings.values(), 1)
        ),
    )


# --- where terms are explained ---------------------------------------------------------------


def _terms(article: Article, chapter: Chapter) -> Iterator[_Definition]:
    lang = article.lang
    for each in article.terms:
        term = Text(set_spaces(each.term, lang))
        yield _Definition(lang, (term,), set_spaces(each.definition, lang), chapter)


def _abbreviations(chapter: Chapter) -> Iterator[_Definition]:
    """Each abbreviation; runs side by side with one expansion are one (`CO<sub>2</sub>`)."""
    opening = (chapter.title, *filter(None, (chapter.standfirst,)), *chapter.key_messages)
    for prose in (*opening, *prose_of(chapter.body)):
        all_runs = tuple(_runs(prose))
        if not any(run.expansion for run in all_runs):
            continue
        runs: list[Text] = []
        for run in (*all_runs, Text("")):
            if runs and (run.expansion, run.lang) != (runs[0].expansion, runs[0].lang):
                yield _abbreviation(runs, chapter)
                runs = []
            if run.expansion:
                runs.append(run)


def _runs(prose: Prose[ResolvedInline]) -> Iterator[Text]:
    for inline in prose.inlines:
        match inline:
            case Text():
                yield inline
            case Link(_, runs) | Jump(_, runs):
                yield from runs
            case _:
                yield Text("")


def _abbreviation(runs: Sequence[Text], chapter: Chapter) -> _Definition:
    lang = runs[0].lang or chapter.lang
    term = tuple(replace(run, strong=False, emph=False, lang="", expansion="") for run in runs)
    return _Definition(lang, term, set_spaces(runs[0].expansion, lang), chapter)


# --- what is the same ------------------------------------------------------------------------


def _words(runs: Sequence[Text]) -> str:
    return leaf("text", Prose("", tuple(runs))).text


def _same_term(words: str) -> str:
    """Case does not count, but an abbreviation in capitals is no ordinary word (IT, it)."""
    return fold(words) if words.isupper() else fold(words).casefold()


def _same_meaning(words: str) -> str:
    """Every sign counts (< 140, > 140), but a capital at the beginning and a stop at the end."""
    return fold(words[:1].casefold() + words[1:]).rstrip(".")
