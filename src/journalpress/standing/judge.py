"""Status, approval, text digest and dates → what may be handed out on a day, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias

from journalpress.edition import disclaimer_for
from journalpress.edition.checks import Surroundings, check_article, check_links
from journalpress.edition.digest import leaflet_code, text_digest
from journalpress.edition.references import reference_texts
from journalpress.edition.types import House, Neighbour
from journalpress.edition.wording import has_wording, wording_for
from journalpress.journal.facts import Facts
from journalpress.journal.load import Entry, Journal, open_questions
from journalpress.journal.pictures import read_pictures
from journalpress.journal.reviews import open_reviews
from journalpress.model import Article, Source
from journalpress.problems import ON_PAPER_ONLY, Problem, problem

Verdict: TypeAlias = Literal["final", "skipped", "refused", "withdrawn", "unreadable"]
"""final: may be handed out · skipped: a draft or in review · refused: approved, and yet may not go
out · withdrawn: taken back · unreadable: the file is no article."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be done with one article on the as-of date.

    `reasons` say why it is refused; `renew_by` who can put that right; `code` is "" unless this
    very text, with today's disclaimer, was approved.
    """

    verdict: Verdict
    reasons: tuple[Problem, ...] = ()
    renew_by: tuple[str, ...] = ()
    digest: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An article of the journal, every problem it has, and its standing."""

    entry: Entry
    problems: tuple[Problem, ...]
    standing: Standing

    @property
    def slug(self) -> str:
        """The article's slug."""
        return self.entry.slug

    @property
    def article(self) -> Article | None:
        """The article as the journal sees it; None where its file is none."""
        return self.entry.article

    @property
    def facts(self) -> Facts | None:
        """What the others ask of the article; None where its file is none."""
        return self.entry.facts

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems with which nothing goes out, not even a draft."""
        return tuple(
            each
            for each in self.problems
            if each.severity == "error" and each.code not in ON_PAPER_ONLY
        )


def judge(
    article: Article | None,
    problems: Iterable[Problem],
    *,
    digest: str,
    house: House,
    file: str = "",
    line: int = 0,
) -> Standing:
    """The standing of an article with these problems, whose text has this digest.

    An approved article goes out only if nobody changed its text since and no problem but warnings
    is left; the date is one of the problems (JP003).
    """
    if article is None:
        return Standing("unreadable", tuple(each for each in problems if each.severity == "error"))
    code = _code(article, digest, house)
    match article.status:
        case "withdrawn":
            return Standing("withdrawn", digest=digest, code=code)
        case "draft" | "in_review":
            return Standing("skipped", digest=digest, code=code)
        case "approved":
            pass
    reasons = [
        each for each in problems if each.severity != "warning" and each.code not in ON_PAPER_ONLY
    ]
    if changed := _changed(article, digest):
        reasons.append(
            problem(
                "JP015",
                changed,
                "have it reviewed and approve it again",
                file=file,
                line=line,
                article=article.slug,
            )
        )
    if reasons:
        return Standing("refused", tuple(reasons), renewers(article), digest, code)
    return Standing("final", digest=digest, code=code)


def renewers(article: Article) -> tuple[str, ...]:
    """Who can approve the article again: its clinical reviewers, else whoever approved it."""
    named = tuple(each.name for each in article.people if each.role == "clinical_reviewer")
    return named or ((article.approved.by,) if article.approved else ())


def judge_entry(journal: Journal, entry: Entry, as_of: date) -> Judged:
    """One article of the journal, checked and judged on this day; its neighbours left aside."""
    article, house = entry.article, journal.settings.house
    if article is None:
        problems = entry.reading.problems
        return Judged(entry, problems, judge(None, problems, digest="", house=house))
    media, unusable = read_pictures(journal, entry, encoded=False)
    found = check_article(
        article,
        Surroundings(
            house=house,
            as_of=as_of,
            required_roles=journal.settings.review.required_roles,
            slugs=journal.entries.keys(),
            ids=journal.ids,
            pictures={*media, *unusable},
            widths={name: each.width for name, each in media.items()},
            spans=entry.reading.spans,
            file=entry.file,
            limits=journal.settings.limits,
        ),
    )
    problems = _once(
        (
            *entry.reading.problems,
            *unusable.values(),
            *open_questions(journal, entry),
            *found,
            *open_reviews(journal, entry),
        )
    )
    digest = text_digest(article, media)
    standing = judge(
        article,
        problems,
        digest=digest,
        house=house,
        file=entry.file,
        line=entry.reading.spans.get("front:approved", 0),
    )
    return Judged(entry, problems, standing)


def judge_journal(
    journal: Journal, as_of: date, known: Mapping[str, Judged] = MappingProxyType({})
) -> Mapping[str, Judged]:
    """Every article of the journal by slug, checked and judged on this day.

    `known` are judgements of articles by themselves that are known to hold.
    """
    _print_references(
        journal, [each for each in journal.entries.values() if each.slug not in known]
    )
    judged = {
        entry.slug: known.get(entry.slug) or judge_entry(journal, entry, as_of)
        for entry in journal.entries.values()
    }
    in_force = {each.slug for each in judged.values() if each.standing.verdict == "final"}
    for slug, each in judged.items():
        facts = each.facts
        if facts is None or in_force.issuperset(link.slug for link in facts.links):
            continue
        assert each.article is not None
        around = Surroundings(
            house=journal.settings.house,
            as_of=as_of,
            slugs=journal.entries.keys(),
            spans=each.entry.reading.spans,
            file=each.entry.file,
        )
        links = check_links(each.article, around, in_force)
        if links:
            judged[slug] = replace(each, problems=(*each.problems, *links))
    return judged


def _print_references(journal: Journal, entries: Iterable[Entry]) -> None:
    """Has the sources of these articles printed together, where a program prints them.

    To start it for each article would take longer than all else that is asked of one.
    """
    style = journal.settings.house.style
    if style is None:
        return
    listed: dict[str, list[Source]] = defaultdict(list)
    for entry in entries:
        if entry.article and has_wording(entry.article.lang):
            listed[entry.article.lang] += entry.article.sources
    for lang, sources in listed.items():
        reference_texts(sources, wording_for(lang), style, lang)


def neighbours(judged: Mapping[str, Judged]) -> Mapping[str, Neighbour]:
    """What every article shows of itself to the others, by slug."""
    shown: dict[str, Neighbour] = {}
    for slug, each in judged.items():
        if facts := each.facts:
            in_force = each.standing.verdict == "final"
            shown[slug] = Neighbour(
                slug=slug,
                title=facts.title,
                url=facts.url,
                code=each.standing.code if in_force else "",
                in_force=in_force,
            )
    return shown


def _code(article: Article, digest: str, house: House) -> str:
    disclaimer = disclaimer_for(house, article.lang)
    if article.approved is None or article.approved.digest != digest:
        return ""
    if disclaimer is None or not disclaimer.is_approved:
        return ""
    return leaflet_code(digest, disclaimer)


def _changed(article: Article, digest: str) -> str:
    """Why the approval does not hold for this text; "" where it does."""
    if article.approved is None:
        return "its status is approved, but nobody has approved it"
    if article.approved.digest != digest:
        return f"its text was changed after {article.approved.by} approved it"
    return ""


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without the ones that say the same of the same line.

    A picture stands on a line of its own: what the reader says of it (JP043, JP045) is enough.
    """
    kept: dict[tuple[str, int, str], Problem] = {}
    for each in problems:
        of_picture = each.code in ("JP043", "JP045") and each.line > 0
        kept.setdefault((each.code, each.line, "" if of_picture else each.message), each)
    return tuple(kept.values())
