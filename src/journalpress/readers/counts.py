"""What a reader has counted while it made an article → the Report that a person compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journalpress.model import Article
from journalpress.readers.imports import MarkFound, Report


@dataclass(slots=True)
class Counts:
    """What was made, for the report."""

    paragraphs: int = 0
    lists: int = 0
    items: int = 0
    tables: int = 0
    questions: int = 0
    headings: int = 0
    missing: int = 0


def report_of(
    article: Article,
    counts: Counts,
    marks: Iterable[MarkFound],
    *,
    words: int,
    bylines: int,
    citations: Mapping[str, int],
    cross_references: int,
    sources_headed: bool,
) -> Report:
    """The report of a page with so many words and bylines of which this article was made.

    `citations` says how often a key is cited, `sources_headed` whether its list has a heading.
    """
    cited = [mark for mark in marks if mark.cited]
    return Report(
        words=words,
        categories=int(bool(article.category)),
        bylines=bylines,
        headings=counts.headings + int(sources_headed),
        paragraphs=counts.paragraphs,
        lists=counts.lists,
        list_items=counts.items,
        tables=counts.tables,
        questions=counts.questions,
        marks=len(cited),
        certain=sum(mark.certainty == "certain" for mark in cited),
        likely=sum(mark.certainty == "likely" for mark in cited),
        ask=sum(mark.certainty == "ask" for mark in cited),
        citations={source.key: citations.get(source.key, 0) for source in article.sources},
        references=len(article.sources),
        cross_references=cross_references,
        missing=counts.missing,
        disclaimers=int(article.disclaimer_found is not None),
    )
