"""Tests of journalpress.readers.rich.named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journalpress.model import Cite, Name, Source, every_prose
from journalpress.readers.imports import Import
from journalpress.readers.rich.tree import Document, Reference, Run, Span
from tests.readers.rich.documents import asked, assembled, body, document, para, told, words

RAW = (
    "Smith, J., & Jones, A. B. (2019). A title. BMJ.",
    "Jones A, Wu B. (2020a) First title",
    "Jones A, Wu B. (2020b) Second title",
    "World Health Organization (WHO). (2021). A title",
)


def _listed(*raw: str) -> tuple[Reference, ...]:
    return tuple(Reference(f"r{n}", words(each)) for n, each in enumerate(raw or RAW, 1))


def _page(*spans: str | Span) -> Document:
    return document(para(*spans), references=_listed(), numbered=False)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It helps (Smith et al., 2019).", "It helps[@smith2019]."),
        ("It helps (Smith 2019; WHO, 2021).", "It helps[@smith2019; @source-4]."),
        ("As Smith et al. (2019) showed.", "As Smith et al.[@smith2019] showed."),
        ("It helps (siehe Smith 2019, S. 12).", "It helps (siehe [@smith2019, S. 12])."),
        ("It helps (n = 24; WHO 2021).", "It helps (n = 24; [@source-4])."),
        ("Jones and Wu (2020a, b) say.", "Jones and Wu[@jones2020; @jones2020-2] say."),
        ("(Smith 2019) is old.", "[@smith2019] is old."),
    ],
)
def test_a_typed_mark_becomes_a_citation(text: str, read: str) -> None:
    """The number stands for it; what only leads to it, and a name in the sentence, stay words."""
    made = assembled(_page(text))
    assert body(made) == read
    assert not made.open
    assert "JP125" not in told(made)


def test_a_mark_may_be_set_in_several_ways() -> None:
    """A name in italics is the same name, and the line may break in it."""
    made = assembled(_page("It helps (", Run("Smith et al.", emph=True), ",\n2019) a lot."))
    assert body(made) == "It helps[@smith2019] a lot."


def test_a_mark_beside_a_raised_number_is_one_with_it() -> None:
    """Both name sources, and two labels side by side would read as one number."""
    made = assembled(_page("It helps (Smith, 2019)", Run("4", script="sup"), "."))
    assert body(made) == "It helps[@smith2019; @source-4]."


def test_words_that_lead_to_a_source_stay_as_they_were() -> None:
    """A link names its source already; what is typed beside it is read by itself."""
    link = Run("Smith et al., 2019", href="#r1")
    made = assembled(_page("It helps (", link, "; WHO, 2021)."))
    assert body(made) == "It helps (Smith et al., 2019[@smith2019; @source-4])."


def test_a_link_out_of_a_mark_is_told_of() -> None:
    """The words become a number, and a number leads to the list."""
    made = assembled(_page("It helps (", Run("WHO, 2021", href="https://who.example/x"), ")."))
    assert body(made) == "It helps[@source-4]."
    assert any("led to https://who.example/x" in each.what for each in made.decisions)


def test_a_mark_that_fits_two_sources_is_asked_about() -> None:
    """The words stay until a person says which of them is meant."""
    page = _page("It helps (Jones & Wu, 2020).")
    made = assembled(page)
    assert body(made) == "It helps (Jones & Wu, 2020)."
    assert asked(made) == [("It helps (Jones & Wu, 2020).", "words of the text")]
    assert made.open[0].choices == ("2", "3", "words")
    assert "2 “Jones A, Wu B. (2020a) First title”, 3 “Jones" in made.open[0].question
    key = made.open[0].key
    assert body(assembled(page, answers={key: "3"})) == "It helps[@jones2020-2]."
    settled = assembled(page, answers={key: "words"})
    assert body(settled) == "It helps (Jones & Wu, 2020)."
    assert not settled.open


def test_the_beginning_of_a_longer_name_is_asked_about() -> None:
    """García López may be cited by half of the name."""
    listed = ("García López, J. A. (1985). One.", "García, J. A. (1985). Another.")
    made = assembled(document(para("It helps (García, 1985)."), references=_listed(*listed)))
    assert [each.choices for each in made.open] == [("1", "2", "words")]


def test_a_mark_that_fits_none_is_asked_about_where_it_can_be_nothing_else() -> None:
    """A source may be missing from the list; a town and a year are no mark."""
    made = assembled(_page("It helps (Meyer et al., 2018) in Bonn (Bonn 2018; Smith, 2018)."))
    assert body(made) == "It helps (Meyer et al., 2018) in Bonn (Bonn 2018; Smith, 2018)."
    assert [each.choices for each in made.open] == [("words",), ("1", "words")]
    assert "Is one missing" in made.open[0].question


def test_a_person_may_say_that_a_certain_mark_is_none() -> None:
    """The answer “words” holds, as with every mark."""
    page = _page("It helps (Jones & Wu, 2020).")
    key = assembled(page).open[0].key
    single = document(para("It helps (Jones & Wu, 2020)."), references=_listed(*RAW[:2]))
    assert body(assembled(single)) == "It helps[@jones2020]."
    assert body(assembled(single, answers={key: "words"})) == "It helps (Jones & Wu, 2020)."


def test_numbers_cite_no_more_where_names_do() -> None:
    """In a text that cites by author and year, below a list without numbers, 3 is a number."""
    made = assembled(_page("It helps (Smith, 2019). They were treated on day 3. All achieved 4."))
    assert body(made) == "It helps[@smith2019]. They were treated on day 3. All achieved 4."
    assert not made.open


def test_without_a_list_nothing_is_read_as_a_mark() -> None:
    """There is nothing that it could name."""
    made = assembled(document(para("It helps (Smith et al., 2019).")))
    assert body(made) == "It helps (Smith et al., 2019)."
    assert not made.open


# --- lists and marks made at random ------------------------------------------------------------

FAMILIES = (
    *("Smith", "Jones", "Müller", "Wu", "O’Brien", "García", "Nuñez", "Øvergård", "Kowalska"),
    *("Smith-Baker", "McDonald", "Groß", "Ångström", "Çelik", "Dupont", "Lefèvre", "Fernández"),
    *("van der Berg", "de Vries", "García López", "von Braun", "سميث", "الخطيب", "وليد"),
)
BODIES = {
    "WHO": "World Health Organization",
    "NICE": "National Institute for Health and Care Excellence",
    "RKI": "Robert Koch-Institut",
    "OMS": "Organisation mondiale de la Santé",
    "CDC": "Centers for Disease Control and Prevention",
    "DGIM": "Deutsche Gesellschaft für Innere Medizin",
}
TITLE = "On the treatment of gout in adults"
ENTRIES = {
    "apa": "{inverted} ({year}). {title}. A Journal, 3(2), 4–15.",
    "vancouver": "{vancouver}. {title}. A Journal. {year};3(2):4-15.",
    "harvard": "{inverted} ({year}) ‘{title}’, A Journal, 3, pp. 4–15.",
    "german": "{german}: {title}. A Journal {year}; 3: 4–15",
    "given": "{given}. {title}. A Journal ({year}).",
    "short": "{vancouver} ({year}) — {title}",
}
JOINS = {
    "en": (" and ", " & ", " et al."),
    "de": (" und ", " & ", " u. a."),
    "fr": (" et ", " & ", " et al."),
    "es": (" y ", " & ", " y cols."),
    "ar": (" و", " و", " وآخرون"),
}


@dataclass(frozen=True)
class Entry:
    """An entry of a list: its families, or the short name of a body, and its year."""

    families: tuple[str, ...]
    body: str
    year: str
    style: str
    shown: str

    @property
    def raw(self) -> str:
        """The words of the entry."""
        if self.body:
            return f"{self.shown} ({self.year}). {TITLE}."
        inverted = [f"{each}, J. A." for each in self.families]
        return ENTRIES[self.style].format(
            inverted=", ".join(inverted[:-1]) + (", & " if inverted[1:] else "") + inverted[-1],
            vancouver=", ".join(f"{each} JA" for each in self.families),
            german=" und ".join(f"{each} J.A." for each in self.families),
            given=", ".join(f"J. A. {each}" for each in self.families),
            year=self.year,
            title=TITLE,
        )


def _entries() -> st.SearchStrategy[list[Entry]]:
    year = st.builds(
        lambda number, letter: f"{number}{letter}",
        st.integers(1985, 2026),
        st.sampled_from(("", "", "a", "b")),
    )
    people = st.builds(
        Entry,
        st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=4, unique=True).map(tuple),
        st.just(""),
        year,
        st.sampled_from(sorted(ENTRIES)),
        st.just(""),
    )
    bodies = st.builds(
        lambda short, form, number: Entry(
            (), short, str(number), "", form.format(short=short, name=BODIES[short])
        ),
        st.sampled_from(sorted(BODIES)),
        st.sampled_from(("{name}", "{name} ({short})", "{short}")),
        st.integers(1985, 2026),
    )
    # “García, 1985” may be García or García López: that is asked about, below.
    return st.lists(
        people | people | bodies,
        min_size=2,
        max_size=7,
        unique_by=(
            lambda each: (each.body or each.families[0].split()[-1], each.year[:4]),
            lambda each: (each.body or each.families[0].split()[0], each.year[:4]),
        ),
    )


@st.composite
def _lists(draw: st.DrawFn) -> tuple[list[Entry], str, list[int]]:
    """A list with one source an author and year, a text that cites it, what that cites."""
    entries = draw(_entries())
    both, ampersand, et_al = JOINS[draw(st.sampled_from(sorted(JOINS)))]
    order = draw(st.lists(st.integers(0, len(entries) - 1), min_size=1, max_size=6))
    sentences: list[str] = []
    cited: list[int] = []
    while order:
        here = order[: draw(st.integers(1, 3))]
        order = order[len(here) :]
        names = [_name(draw, entries[each], both, ampersand, et_al) for each in here]
        years = [entries[each].year for each in here]
        comma = draw(st.sampled_from((", ", " ", "، " if both == " و" else ", ")))
        cited += here
        if len(here) == 1 and draw(st.booleans()):
            sentences.append(f"As {names[0]} ({years[0]}) showed, it helps.")
            continue
        semicolon = draw(st.sampled_from(("; ", ";", "؛ " if both == " و" else "; ")))
        opens = draw(st.sampled_from(("", "", "see ", "vgl. ", "e.g., ", "siehe auch ")))
        marks = (f"{name}{comma}{year}" for name, year in zip(names, years, strict=True))
        sentences.append(f"It helps ({opens}{semicolon.join(marks)}).")
    return entries, " ".join(sentences), cited


def _name(draw: st.DrawFn, entry: Entry, both: str, ampersand: str, et_al: str) -> str:
    if entry.body:
        short_or_not = entry.shown if entry.shown == entry.body else BODIES[entry.body]
        return draw(st.sampled_from((entry.body, short_or_not)))
    if len(entry.families) == 1:
        return entry.families[0]
    if len(entry.families) == 2:
        joins = draw(st.sampled_from((both, ampersand)))
        return draw(st.sampled_from((joins.join(entry.families), entry.families[0])))
    return f"{entry.families[0]}{et_al}"


def _cited(made: Import) -> list[str]:
    assert made.article is not None
    return [
        citation.key
        for prose in every_prose(made.article)
        for inline in prose.inlines
        if isinstance(inline, Cite)
        for citation in inline.citations
    ]


def _check(listed: list[Entry], text: str, cited: list[int], *, fields: bool) -> None:
    references = [
        Reference(
            f"r{n}",
            words(each.raw.replace(TITLE, f"{TITLE}, part {n}")),
            source=_source(each, f"{TITLE}, part {n}") if fields else None,
        )
        for n, each in enumerate(listed)
    ]
    made = assembled(document(para(text), references=tuple(references), numbered=False))
    assert made.article is not None
    keys = [source.key for source in made.article.sources]
    # A source that is named twice in one pair of brackets is cited there once.
    wanted = [keys[each] for each in cited]
    found = _cited(made)
    assert not [each for each in made.open if each.kind == "mark"], (made.open, text)
    assert set(found) == set(wanted), (text, [each.raw for each in listed])
    assert len(found) <= len(wanted)
    assert not {"JP125", "JP132"} & set(told(made)), made.problems


def _source(entry: Entry, title: str) -> Source | None:
    if entry.body or not entry.year[-1].isdigit():
        return None
    people = tuple(Name(each, "J. A.") for each in entry.families)
    return Source("", "article-journal", authors=people, title=title, issued=entry.year)


@settings(max_examples=40, deadline=None)
@given(_lists(), st.booleans())
def test_every_mark_that_names_one_source_is_read_right(
    made: tuple[list[Entry], str, list[int]], fields: bool
) -> None:
    """Six styles of lists, words or fields, marks in five languages: all read, none asked."""
    _check(*made, fields=fields)


@pytest.mark.long
@settings(max_examples=1500, deadline=None)
@given(_lists(), st.booleans())
def test_every_mark_that_names_one_source_is_read_right_at_full_size(
    made: tuple[list[Entry], str, list[int]], fields: bool
) -> None:
    """The same for many more lists."""
    _check(*made, fields=fields)


@settings(max_examples=25, deadline=None)
@given(_entries(), st.data())
def test_a_mark_that_names_two_sources_is_asked_and_never_guessed(
    listed: list[Entry], data: st.DataObject
) -> None:
    """Any list in which one entry stands again with another title."""
    twice = data.draw(st.sampled_from(listed))
    year = twice.year[:4]
    name = twice.shown or twice.families[0]
    again = Reference("again", words(twice.raw.replace(TITLE, "Quite another thing")))
    references = [*(Reference(f"r{n}", words(each.raw)) for n, each in enumerate(listed)), again]
    text = f"It helps ({name}, {year})."
    made = assembled(document(para(text), references=tuple(references), numbered=False))
    assert _cited(made) == []
    assert [each.assumed for each in made.open if each.kind == "mark"] == ["words of the text"]
