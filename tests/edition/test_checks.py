"""Each rule of an editor has a code, and the line of what broke it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from journalpress.edition.calendar import months_after
from journalpress.edition.checks import Surroundings, check_article
from journalpress.edition.template import EXAMPLE_CLINIC, EXAMPLE_PHONE
from journalpress.limits import DEFAULT_LIMITS
from journalpress.model import (
    Article,
    Citation,
    Cite,
    Figure,
    FoundDisclaimer,
    Name,
    Person,
    Source,
    Term,
    Text,
)
from tests.csl.styles import NUMERIC, style_of
from tests.editions import DISCLAIMER, house
from tests.journals import AS_OF, in_force
from tests.trees import article, cite, cross, figure, missing, p, section, source

GOOD = in_force("asthma")


def found(checked: Article, **around: Any) -> list[tuple[str, int]]:
    """(code, line) of every problem; a leaf's line is its length here, to be told apart."""
    spans = {"front:references": 3, "front:related": 4, "front:people": 5}
    given = {"house": house(), "as_of": AS_OF, "slugs": {"asthma"}, "spans": spans, **around}
    return [(each.code, each.line) for each in check_article(checked, Surroundings(**given))]


def codes(checked: Article, **around: Any) -> set[str]:
    """The codes of every problem."""
    return {code for code, _ in found(checked, **around)}


def test_a_good_article_has_only_the_warning_of_a_thin_source() -> None:
    """A source without DOI, PMID or address is a warning."""
    assert found(GOOD) == [("JP013", 3)]


def text(*blocks: Any, **fields: Any) -> Article:
    """The good article with other blocks, and with other fields."""
    return replace(GOOD, body=article(*blocks).body, **fields)


@pytest.mark.parametrize(
    ("checked", "code"),
    [
        (text(p("x", Cite((Citation("nobody"),)))), "JP010"),
        (text(p("No citation.")), "JP011"),
        (text(p("See ", cross(None, "this"), cite("a"))), "JP020"),
        (text(p("See ", cross("copd", "this"), cite("a"))), "JP022"),
        (replace(GOOD, related=("copd",)), "JP022"),
        (replace(GOOD, translation_of="nobody"), "JP053"),
        (text(figure("x.png", "A picture")), "JP044"),
        (text(Figure("f", "x.png", " ")), "JP043"),
        (text(missing("table")), "JP006"),
        (text(section("A", anchor="x"), section("B", anchor="x")), "JP127"),
        (replace(GOOD, body=()), "JP023"),
        (text(section("Only a heading")), "JP023"),
        (text(p("Write the first paragraph here.")), "JP023"),
        (replace(GOOD, people=(*GOOD.people, Person("Your name", "author"))), "JP023"),
        (text(p("A snowman ☃", cite("a"))), "JP054"),
        (replace(GOOD, short_title="漢"), "JP054"),
        (replace(GOOD, people=(*GOOD.people, Person("Dr 漢", "author"))), "JP054"),
        (replace(GOOD, terms=(Term("Term", "meaning 🩺"),)), "JP054"),
        (replace(GOOD, sources=(replace(GOOD.sources[0], raw="A paper 漢."),)), "JP054"),
        (replace(GOOD, short_title="long " * 20), "JP112"),
        (replace(GOOD, lang="nl"), "JP060"),
        (replace(GOOD, people=()), "JP001"),
        (replace(GOOD, reviewed=None), "JP002"),
        (replace(GOOD, next_review=date(2026, 11, 30)), "JP003"),
        (replace(GOOD, next_review=date(2029, 6, 21)), "JP004"),
        (replace(GOOD, disclaimer_found=FoundDisclaimer("Words.")), "JP008"),
    ],
)
def test_each_rule_has_its_code(checked: Article, code: str) -> None:
    """One thing is wrong: its code is among the problems, and not in the good article."""
    assert code in codes(checked)
    assert code not in codes(GOOD)


def test_the_clinic_must_be_named_and_its_disclaimer_approved() -> None:
    """Without either, nothing is final."""
    bare = house(clinic=type(house().clinic)(), disclaimers={})

    assert {"JP005", "JP009"} <= codes(GOOD, house=bare)


@pytest.mark.parametrize(
    ("lang", "written", "table"),
    [("en-GB", (), "en"), ("en", (), "en"), ("en-GB", ("en",), "en"),
     ("en-GB", ("en", "en-GB"), "en-GB"), ("en-US", ("en", "en-GB"), "en")],
)  # fmt: skip
def test_a_missing_disclaimer_is_named_as_its_table(
    lang: str, written: tuple[str, ...], table: str
) -> None:
    """Two kinds of English that share a table lack one disclaimer, and are told the same."""
    unsigned = replace(DISCLAIMER, approved_by="")
    around = Surroundings(house=house(disclaimers=dict.fromkeys(written, unsigned)), as_of=AS_OF)
    problems = check_article(replace(GOOD, lang=lang), around)
    (told,) = (each for each in problems if each.code == "JP005")
    assert told.message == f"no approved disclaimer for the language “{table}”"
    assert f"[disclaimer.{table}]" in told.hint


def test_a_disclaimer_that_is_approved_tomorrow_is_not_approved_today() -> None:
    """It counts from its own day on."""
    early = replace(DISCLAIMER, approved_on=AS_OF + timedelta(days=1))
    given = house(disclaimers={"en": early})

    assert "JP005" in codes(GOOD, house=given)
    assert "JP005" not in codes(GOOD, house=given, as_of=AS_OF + timedelta(days=1))


def test_the_clinic_of_the_example_is_no_clinic() -> None:
    """Its name and its number, each by itself."""
    own = house().clinic
    for clinic in (replace(own, name=EXAMPLE_CLINIC), replace(own, phone=EXAMPLE_PHONE)):
        assert "JP009" in codes(GOOD, house=house(clinic=clinic))


@pytest.mark.parametrize(
    "raw",
    [
        "WHO. Facts. https://who.example/facts",
        "Nemo A. A study. 2004;32:251. doi:10.5555/0363546503260757",
        "Nemo A. A study. 2004;32:251. PMID: 123456",
    ],
)
def test_what_a_source_as_it_was_found_names_is_enough(raw: str) -> None:
    """The reader can follow it: no warning."""
    written = replace(GOOD.sources[0], raw=raw, doi="")

    assert "JP013" not in codes(replace(GOOD, sources=(written,)))


def test_sources_out_of_order_are_warned_of_only_where_numbers_follow_the_list() -> None:
    """With as-cited numbers there is no order to keep."""
    sources = (source("b"), source("a"))
    mixed = text(p("x", cite("a"), "y", cite("b")), sources=sources)

    assert "JP012" in codes(mixed)
    assert "JP012" not in codes(mixed, house=house(numbering="as-cited"))


def test_a_problem_has_the_line_of_its_leaf() -> None:
    """The reader's spans say where a paragraph stands."""
    broken = text(p("Fine."), p("x", Cite((Citation("nobody"),))))
    leaf = broken.body[1].prose  # type: ignore[union-attr]

    assert ("JP010", 17) in found(broken, spans={leaf.key: 17})
    assert Text("x") in leaf.inlines


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 6, 20), 24, date(2028, 6, 20)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_a_day_that_exists(day: date, months: int, expected: date) -> None:
    """The same day of the month, or the last one."""
    assert months_after(day, months) == expected


def test_a_character_without_a_glyph_has_its_line_and_its_name() -> None:
    """An editor finds it and knows what it is, before anything is drawn."""
    snow = text(p("Fine: é ≤ 5 µg, “quoted”."), p("x ☃ and 🩺, ☃ again", cite("a")))
    leaf = snow.body[1].prose  # type: ignore[union-attr]
    around = Surroundings(house=house(), as_of=AS_OF, slugs={"asthma"}, spans={leaf.key: 19})

    [found] = [each for each in check_article(snow, around) if each.code == "JP054"]

    assert found.line == 19
    assert found.message == ("our fonts have no “☃” (U+2603, snowman), “🩺” (U+1FA7A, stethoscope)")


def test_the_head_of_a_page_has_room_for_so_much() -> None:
    """The clinic's name counts, a short title stands for a long one, the journal may allow more."""
    long = replace(GOOD, title=replace(GOOD.title, inlines=(Text("Title " * 16),)))

    assert "JP112" in codes(long)
    assert "JP112" not in codes(long, house=house(clinic=type(house().clinic)("Us")))
    assert "JP112" not in codes(replace(long, short_title="Asthma"))
    assert "JP112" not in codes(long, limits=replace(DEFAULT_LIMITS, head_characters=200))


@pytest.mark.parametrize("name", ["title", "short_title", "category"])
def test_a_line_of_thousands_of_characters_is_told_once_at_its_field(name: str) -> None:
    """It would fail late, as words outside their page."""
    words: Any = "word " * 800
    value: Any = replace(GOOD.title, inlines=(Text(words),)) if name == "title" else words
    around = Surroundings(house=house(), as_of=AS_OF, spans={f"front:{name}": 7})

    [told] = [
        each
        for each in check_article(replace(GOOD, **{name: value}), around)
        if each.code == "JP112"
    ]

    assert told.line == 7
    assert told.message == f"{name} has 4,000 characters, more than 300"


@pytest.mark.parametrize(("width", "told"), [(599, {"JP046"}), (600, set())])
def test_a_picture_of_few_pixels_is_told(width: int, told: set[str]) -> None:
    """Paper shows 300 of them to the inch, so that it would print small."""
    pictured = text(figure("x.png", "A picture"))

    small = codes(pictured, pictures={"x.png"}, widths={"x.png": width})

    assert small & {"JP044", "JP046"} == told


# --- the journal's own style of references ----------------------------------------------------

STUDY = source("a", title="On salt", issued="2024", authors=(Name("Dewi", "A"),), doi="10.5555/1")


def of_style(layout: str, *sources: Source, **given: Any) -> list[str]:
    """What is said of the entries of an article that cites the first of these sources."""
    checked = replace(GOOD, sources=sources)
    around = Surroundings(house=house(style=style_of(layout), **given), as_of=AS_OF)
    return [
        f"{each.code} {each.message}"
        for each in check_article(checked, around)
        if each.code in ("JP025", "JP026")
    ]


@pytest.mark.tool
def test_what_a_style_leaves_out_is_told_once_for_an_article() -> None:
    """Each source with its parts; a style that prints them says nothing."""
    other = replace(STUDY, key="b", doi="10.5555/2")

    assert of_style(NUMERIC, STUDY, other) == []
    assert of_style('<text variable="title"/>', STUDY, other) == [
        "JP025 the style “styles/invented.csl” leaves out the first author and year of “a”, the "
        "first author and year of “b”"
    ]


@pytest.mark.tool
def test_no_more_than_five_sources_are_named() -> None:
    """The rest is counted."""
    many = [replace(STUDY, key=key, doi=f"10.5555/{key}") for key in "abcdefg"]

    (told,) = of_style('<text macro="people"/>', *many)
    assert told.endswith("the title and year of “e”, and so for 2 more")


@pytest.mark.tool
def test_a_source_of_which_nothing_prints_is_an_error() -> None:
    """Only where it would print: as-cited leaves out what nobody cites."""
    told = "JP026 the style “styles/invented.csl” prints nothing of the source “b”"
    bare = source("b", publisher="A Press", url="https://b.example/")

    assert of_style(NUMERIC.replace('macro="address"', 'variable="note"'), STUDY, bare) == [told]
    assert of_style('<text macro="people"/>', STUDY, bare, numbering="as-cited")[0][:5] == "JP025"


@pytest.mark.tool
def test_a_character_that_only_the_style_prints_is_seen() -> None:
    """The words of the style go on paper like any others."""
    around = {"house": house(style=style_of(NUMERIC + '<text value="漢"/>'))}

    assert "JP054" in codes(replace(GOOD, sources=(STUDY,)), **around)
    assert "JP054" not in codes(replace(GOOD, sources=(STUDY,)))
