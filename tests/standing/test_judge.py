"""Only an approved article, unchanged since, in date and without a fault, may be handed out."""

import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from journalpress.model import Article, Missing, Person, Source
from journalpress.standing import judge_journal, neighbours
from tests.csl.styles import NUMERIC, style_of
from tests.editions import DISCLAIMER, approved, house
from tests.journals import AS_OF, in_force, journal_of, leaflet
from tests.trees import cite, cross, p

FINAL = in_force("asthma")


def codes(article: Article, as_of: date = AS_OF) -> tuple[str, set[str]]:
    """Its verdict and the codes of the reasons."""
    journal = journal_of(Path("nowhere"), article)
    standing = judge_journal(journal, as_of)[article.slug].standing
    return standing.verdict, {reason.code for reason in standing.reasons}


def test_an_approved_article_is_final() -> None:
    """Nothing is in the way."""
    assert codes(FINAL) == ("final", set())


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2028, 6, 20), "final"), (date(2028, 6, 21), "refused")]
)
def test_the_day_of_the_next_review_is_the_last(day: date, verdict: str) -> None:
    """`next_review` is not before the as-of date."""
    assert codes(FINAL, day)[0] == verdict


@pytest.mark.parametrize(
    ("article", "verdict", "reasons"),
    [
        (replace(FINAL, status="draft"), "skipped", set()),
        (replace(FINAL, status="in_review"), "skipped", set()),
        (replace(FINAL, status="withdrawn"), "withdrawn", set()),
        (approved(leaflet("asthma", title="☃")), "final", set()),
        (replace(FINAL, approved=None), "refused", {"JP015"}),
        (replace(FINAL, people=()), "refused", {"JP001"}),
        (replace(FINAL, people=(Person("X", "author"),)), "refused", {"JP001"}),
        (replace(FINAL, reviewed=None), "refused", {"JP002"}),
        (replace(FINAL, reviewed=date(2026, 12, 2)), "refused", {"JP002"}),
        (replace(FINAL, next_review=date(2026, 11, 30)), "refused", {"JP003"}),
        (replace(FINAL, body=(*FINAL.body, p("More."))), "refused", {"JP015"}),
        (approved(leaflet("asthma", lang="fr")), "refused", {"JP005"}),
        (
            approved(replace(leaflet("asthma"), body=(Missing("table"), p("x", cite("a"))))),
            "refused",
            {"JP006"},
        ),
    ],
)
def test_what_may_not_go_out_is_told_apart(
    article: Article, verdict: str, reasons: set[str]
) -> None:
    """Drafts are skipped, approved ones refused with every reason."""
    assert codes(article) == (verdict, reasons)


def test_a_refusal_says_who_can_renew() -> None:
    """The clinical reviewers named in the article."""
    journal = journal_of(Path("nowhere"), FINAL)

    standing = judge_journal(journal, date(2030, 1, 1))["asthma"].standing

    assert standing.renew_by == ("Dr B. Madeup",)


def test_metadata_may_change_without_a_new_approval() -> None:
    """People, url and aliases are not part of the text that was signed."""
    other = replace(FINAL, url="https://larkfield.example/a", aliases=("wheeze",), category="X")

    assert codes(other)[0] == "final"


def test_the_code_hangs_on_the_disclaimer() -> None:
    """Another disclaimer is another code; one that nobody approved is none."""
    plain = judge_journal(journal_of(Path("nowhere"), FINAL), AS_OF)["asthma"].standing
    codes = {plain.code}
    for words in (
        replace(DISCLAIMER, full="Other words."),
        replace(DISCLAIMER, approved_by=""),
    ):
        journal = journal_of(Path("nowhere"), FINAL, house=house(disclaimers={"en": words}))
        codes.add(judge_journal(journal, AS_OF)["asthma"].standing.code)

    assert len(codes) == 3
    assert "" in codes


def test_links_to_what_is_not_in_force_are_warned_of() -> None:
    """The words print; the article itself stays final."""
    body = (p("See ", cross("copd", "our guide"), cite("a"), "."),)
    linking = approved(replace(leaflet("asthma"), body=body))
    journal = journal_of(Path("nowhere"), linking, leaflet("copd"))

    judged = judge_journal(journal, AS_OF)

    assert judged["asthma"].standing.verdict == "final"
    assert "JP021" in {each.code for each in judged["asthma"].problems}
    assert not neighbours(judged)["copd"].in_force
    assert neighbours(judged)["asthma"].code


STARTED: list[str] = []
"""Programs that this process started, once `_watch` was called."""


@cache
def _watch() -> None:
    """An audit hook stays for the life of the process, so it is set once."""
    sys.addaudithook(
        lambda event, _: STARTED.append(event) if event == "subprocess.Popen" else None
    )


@pytest.mark.tool
def test_the_sources_of_a_journal_are_printed_at_once(tmp_path: Path) -> None:
    """A program that is started for each article would take longer than all the rest."""
    studies = [Source("a", title=f"Study {number} of a journal") for number in range(3)]
    articles = [
        replace(leaflet(f"x{number}"), sources=(each,)) for number, each in enumerate(studies)
    ]
    styled = journal_of(tmp_path, *articles, house=house(style=style_of(NUMERIC)))
    _watch()
    STARTED.clear()

    judged = judge_journal(styled, AS_OF)

    assert len(STARTED) == 1
    assert all(
        "JP026" not in {problem.code for problem in each.problems} for each in judged.values()
    )
