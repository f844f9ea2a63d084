"""Tests of journalpress.readers.html on pages in the shapes of well-known site systems."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from journalpress.model import Cite, every_prose, plain
from journalpress.readers.html import read_html
from journalpress.readers.imports import Import
from tests.readers.html.sites import SITES, numbers_in
from tests.readers.html.texts import Text
from tests.readers.rich.documents import body

RECALL = 0.98
PRECISION = 0.95
WITHOUT_DATE = frozenset(
    {"wikipedia", "wikipedia-fr", "nhs", "pmc", "tables-1998", "bare", "bare-ar", "easy-footnotes"}
    | {"zotero", "author-year", "hospital-aspx", "google-docs", "wordpress-faq"}
)
"""Pages that print no day of publication and state none."""
WORDS_AS_MARKS = frozenset({"author-year"})
"""Its marks are words of the page: "(Mackensen A 2020)"."""

_MARK = re.compile(r"\{[\d,]+\}")


@dataclass(frozen=True, slots=True)
class Result:
    """How much of a page's article arrived, how much else, and how often each source is cited."""

    name: str
    text: Text
    imported: Import
    recall: float
    precision: float
    cited: tuple[int, ...]

    def __str__(self) -> str:
        """A row of the table that a failing test prints."""
        article = self.imported.article
        title = plain(article.title.inlines) if article else "–"
        day, lang = (article.published, article.lang) if article else ("–", "–")
        return (
            f"{self.name:22} recall {self.recall:.3f} precision {self.precision:.3f} {day} {lang:6}"
            f" cited {self.cited} {title}"
        )


@cache
def results() -> tuple[Result, ...]:
    """Every page of the set, read once."""
    return tuple(_result(name, text, make(text)) for name, text, make in SITES)


def table() -> str:
    """The results as a table."""
    return "\n" + "\n".join(str(each) for each in results())


def _result(name: str, text: Text, html: str) -> Result:
    imported = read_html(html.encode(), file=f"{name}.html")
    article = imported.article
    assert article is not None, imported.problems
    got = Counter(word for prose in every_prose(article) for word in _words(plain(prose.inlines)))
    got += Counter(word for source in article.sources for word in _words(source.raw))
    wanted = _expected(text)
    if name in WORDS_AS_MARKS:
        got -= got - wanted
    hits = (got & wanted).total()
    keys = Counter(
        citation.key
        for prose in every_prose(article)
        for inline in prose.inlines
        if isinstance(inline, Cite)
        for citation in inline.citations
    )
    return Result(
        name,
        text,
        imported,
        hits / wanted.total(),
        hits / got.total(),
        tuple(keys[source.key] for source in article.sources),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _parts(text: Text) -> list[str]:
    sections = [part for heading, parts in text.sections for part in (heading, *parts)]
    return [text.lead, text.box, *text.items, *sections]


def _expected(text: Text) -> Counter[str]:
    cells = [cell for row in text.table for cell in row]
    everything = " ".join((text.title, text.standfirst, *_parts(text), *text.sources, *cells))
    return Counter(_words(_MARK.sub(" ", everything)))


def _cited(text: Text) -> tuple[int, ...]:
    counts = Counter(n for part in _parts(text) for mark in _MARK.findall(part) for n in
                     numbers_in(mark))  # fmt: skip
    return tuple(counts[n] for n in range(1, len(text.sources) + 1))


def test_there_are_thirty_pages_and_more() -> None:
    """The set is as large as the promise says."""
    assert len(SITES) >= 30
    assert len({make for _, _, make in SITES}) >= 25


def test_the_article_arrives_and_little_else() -> None:
    """Of each page, 98 % of the article's words arrive, and 95 % of what arrives is the article."""
    bad = [each for each in results() if each.recall < RECALL or each.precision < PRECISION]
    assert not bad, table()


def test_titles_are_right_in_all() -> None:
    """No page gets the name of its site, or a heading, for its title."""
    bad = [
        each.name
        for each in results()
        if each.imported.article is None
        or plain(each.imported.article.title.inlines) != each.text.title
    ]
    assert not bad, table()


def test_days_and_languages_are_right_where_present() -> None:
    """The day of publication is the one printed or stated; the language is that of the words."""
    for each in results():
        article = each.imported.article
        assert article is not None
        wanted = "None" if each.name in WITHOUT_DATE else each.text.published
        assert str(article.published) == wanted, str(each)
        primary = article.lang.partition("-")[0]
        assert primary == each.text.lang.partition("-")[0], str(each)


def test_each_mark_leads_to_its_sources() -> None:
    """Each source is cited as often as its author cites it, in every form of citation."""
    bad = [each for each in results() if each.cited != _cited(each.text)]
    assert not bad, table()


@pytest.mark.parametrize("position", range(len(SITES)), ids=[name for name, _, _ in SITES])
def test_nothing_is_lost_and_the_article_reads_back(position: int) -> None:
    """The proof finds no word lost, and what is written as house Markdown is the same article."""
    result = results()[position]
    errors = [str(each) for each in result.imported.problems if each.severity == "error"]
    assert not errors
    assert body(result.imported)
    assert not [each for each in result.imported.open if each.kind == "mark"]


def test_people_are_told_apart() -> None:
    """Who wrote a page and who reviewed it are two people."""
    found = next(each for each in results() if each.name == "medical-web-page").imported.article
    assert found is not None
    assert [(each.name, each.role) for each in found.people] == [
        ("Dr Jane Invented", "author"),
        ("Dr Peter Pruefer", "clinical_reviewer"),
    ]


def test_what_is_left_out_is_listed_with_why() -> None:
    """Menus, share bars, cookie notes and comments are dropped, and the import says so."""
    found = next(each for each in results() if each.name == "wordpress-classic").imported
    whys = {each.why for each in found.dropped}
    assert {"comments of readers", "the foot of the site", "buttons to share the page"} <= whys
