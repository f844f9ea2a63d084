"""Tests of journalpress.readers.authoryear."""

from __future__ import annotations

import pytest

from journalpress.model import Source
from journalpress.readers.authorship import authorships_of
from journalpress.readers.authoryear import find_named

RAW = (
    "Smith, J., & Jones, A. B. (2019). A title. BMJ.",
    "Jones A, Wu B. (2020a) First title",
    "Jones A, Wu B. (2020b) Second title",
    "Müller F. und Braun K.: Titel. Springer 2020",
    "World Health Organization. (2021). A title",
    "National Institute for Health and Care Excellence (2023). Gout",
    "van der Berg P, Smith K. A title. Lancet 2018;1:2",
    "Black T, Ray P. Twice. 2017",
    "Black Z. Another. 2017",
    "سميث ج، جونز أ (٢٠١٩). عنوان",
    "NHS (n.d.) A page",
    "Wu T, et al. Nature 2016;3:2",
    "García López, M. (2018). Título",
    "May T. A title. 2015",
)
LISTED = authorships_of([Source(str(n), raw=raw) for n, raw in enumerate(RAW, 1)])


def _found(text: str, *, expected: bool = False) -> list[tuple[str, str, str]]:
    return [
        (each.written, ",".join(each.keys), each.fit)
        for each in find_named(text, LISTED, expected=expected)
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("(Smith 2019)", "1"),
        ("(Smith & Jones, 2019)", "1"),
        ("(Smith and Jones 2019, p. 4)", "1"),
        ("(Smith, J., & Jones, A., 2019)", "1"),
        ("(Smith et al., 2019; Jones & Wu, 2020a)", "1 2"),
        ("(Smith et al., 2019, Jones and Wu, 2020b)", "1 3"),
        ("(Jones & Wu 2020a, b)", "2 3"),
        ("(Jones & Wu, 2020a; 2020b)", "2 3"),
        ("As Smith et al. (2019) showed", "1"),
        ("As Smith and colleagues (2019) showed", "1"),
        ("In Smith’s (2019) study", "1"),
        ("Jones and Wu (2020a, 2020b)", "2 3"),
        ("(Müller und Braun, 2020)", "4"),
        ("(Mueller u. a., 2020)", "4"),
        ("(siehe Müller 2020, S. 12)", "4"),
        ("(vgl. auch Müller & Braun 2020)", "4"),
        ("(Müller et coll., 2020)", "4"),
        ("(voir Müller et Braun, 2020)", "4"),
        ("(véase Müller y Braun, 2020)", "4"),
        ("Müller y colaboradores (2020)", "4"),
        ("(WHO, 2021)", "5"),
        ("(World Health Organization [WHO], 2021)", "5"),
        ("(World Health Organization (WHO), 2021)", "5"),
        ("(see Smith et al. (2019))", "1"),
        ("The World Health Organization (2021) says", "5"),
        ("NICE (2023) says", "6"),
        ("(van der Berg & Smith, 2018)", "7"),
        ("(Berg 2018)", "7"),
        ("(Black & Ray, 2017)", "8"),
        ("(سميث وآخرون، 2019)", "10"),
        ("(سميث وجونز، ٢٠١٩)", "10"),
        ("(انظر سميث، 2019)", "10"),
        ("(NHS, n.d.)", "11"),
        ("(Wu et al., Nature 2016)", "12"),
        ("[Wu et al. 2016]", "12"),
        ("(García López, 2018)", "13"),
        ("(in a trial by Smith and Jones, 2019)", "1"),
        ("(p < 0.05; Smith 2019)", "1"),
        ("(after 24 weeks, Smith 2019)", "1"),
        ("(the Lancet study by Smith 2019)", "1"),
        ("(as in Smith\n2019)", "1"),
    ],
)
def test_a_mark_that_names_one_source_is_read(text: str, named: str) -> None:
    """In the forms of five languages, whatever leads to the name or stands behind the year."""
    found = find_named(text, LISTED)
    assert [(each.keys, each.fit) for each in found] == [((key,), "one") for key in named.split()]


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("(Jones & Wu, 2020)", "2,3"),
        ("(Black, 2017)", "8,9"),
        ("(Black et al. 2017)", "8,9"),
        ("(García, 2018)", "13"),
        ("(Wu & Li, 2016)", "12"),
        ("(Wu et al., Lancet 2016)", "12"),
        ("(Smith 2019b)", "1"),
        ("(May 2015)", "14"),
        ("As RKI and WHO (2021) say", "5"),
        ("(Bonn Smith, 2019)", "1"),
        ("(Ray and Smith 2019)", "1"),
        ("Unlike Ray and Smith (2019)", "1"),
    ],
)
def test_a_mark_that_may_name_another_is_in_doubt(text: str, maybe: str) -> None:
    """Two sources fit, or one of which the list does not say enough."""
    assert [(keys, fit) for _, keys, fit in _found(text)] == [(maybe, "several")]


@pytest.mark.parametrize("text", ["(Smith, 2018)", "Smith (2018)", "(Smith & Black, 2019)"])
def test_the_same_name_with_another_year_is_near(text: str) -> None:
    """The author is in the list, so somebody must look."""
    assert [(keys, fit) for _, keys, fit in _found(text)] == [("1", "near")]


@pytest.mark.parametrize(
    "text",
    [
        "(June 2019)",
        "(since 2019)",
        "(COVID-19, 2020)",
        "(Berlin 2019)",
        "(Berlin, Spring 2019)",
        "(2019)",
        "in Berlin (2019) and later",
        "(Smith, personal communication, 2019)",
        "(aged 19 in 2019)",
        "(2015–2019)",
        "(published in 2019)",
        "(ISBN 978-2019-1)",
        "Smith J (2019) A title",
        "(الجدول 2019)",
        "(Germany, 2019)",
        "(January and June 2019)",
        "(WHO-2019)",
    ],
)
@pytest.mark.parametrize("expected", [False, True])
def test_a_year_in_brackets_is_no_citation(text: str, expected: bool) -> None:
    """Months, towns, diseases and spans of years; nobody is asked about them."""
    assert _found(text, expected=expected) == []


def test_what_can_only_be_a_citation_is_told_of_though_the_list_lacks_it() -> None:
    """“Et al.” always; a name before a comma where the article is known to cite so."""
    assert _found("(Meyer et al., 2018)") == [("Meyer et al., 2018", "", "none")]
    assert _found("Meyer et al. (2018)") == [("2018", "", "none")]
    assert _found("(Meyer, 2018)") == []
    assert _found("(Meyer, 2018)", expected=True) == [("Meyer, 2018", "", "none")]
    assert _found("(Smith 2019; Meyer, 2018)")[1] == ("Meyer, 2018", "", "none")


def test_pages_are_kept_as_they_are_written() -> None:
    """They become the locator, and are part of the mark."""
    (found,) = find_named("(siehe Smith 2019, S. 12–14)", LISTED)
    assert (found.written, found.locator) == ("Smith 2019, S. 12–14", "S. 12–14")
    (found,) = find_named("(Smith 2019: 12)", LISTED)
    assert found.locator == "12"


def test_a_short_name_that_only_its_letters_suggest_is_likely() -> None:
    """NICE leaves out a word of its own name."""
    assert find_named("(NICE, 2023)", LISTED)[0].certainty == "likely"
    assert find_named("(WHO, 2021)", LISTED)[0].certainty == "certain"


@pytest.mark.parametrize(
    "text",
    [
        f"({'A' * 300}1 2019)",
        f"({'A. ' * 150}smith 2019)",
        f"{'A' * 3000} (2019)",
        f"{'(' * 5000}2019",
        f"({'a ' * 290}2019) " * 50,
        f"({'Smith and ' * 55}2019) " * 20,
        f"{'Smith, ' * 500}(2019)",
    ],
)
def test_no_text_keeps_the_reader_for_long(text: str) -> None:
    """Words built to be read in very many ways are read in few."""
    assert all(each.fit != "one" for each in find_named(text, LISTED))
