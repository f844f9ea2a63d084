"""pandoc prints sources by a style, each as if it stood alone."""

from __future__ import annotations

import re

import pytest

from journalpress.csl.printing import Entry, printed_entries
from journalpress.csl.types import ReferenceStyle
from journalpress.errors import InputError
from journalpress.model import Link, Name, Source, Text
from tests.csl.styles import AUTHOR_DATE, NUMERIC, style_of

pytestmark = pytest.mark.tool

STUDY = Source(
    "muller2024", type="article-journal", authors=(Name("Müller", "Fabian"), Name("Rose", "ME")),
    title="CD19 CAR T-cell therapy in a German trial", container="A Journal", volume="390",
    page="687-700", issued="2024-02-22", doi="10.5555/1",
)  # fmt: skip
CHAPTER = Source(
    "c", type="chapter", authors=(Name("One", "A"),), title="A part", container="A whole",
    editors=(Name("Two", "B"), Name("Three", "C")), issued="2020", page="1-9",
)  # fmt: skip
PAGE = Source(
    "p", type="webpage", authors=(Name(literal="A Site"),), title="Une page",
    url="https://a.example/", accessed="2026-06-17",
)  # fmt: skip


def plain(entry: Entry) -> str:
    """The words of an entry."""
    return "".join(
        each.text if isinstance(each, Text) else "".join(run.text for run in each.runs)
        for each in entry
    )


def printed(style: ReferenceStyle, *sources: Source, lang: str = "en-GB") -> list[str]:
    """The words of each source."""
    return [plain(each) for each in printed_entries(style, sources, lang)]


def test_the_style_decides_words_and_looks() -> None:
    """Initials of two letters are two; the number of the entry is not the style's to print."""
    (entry,) = printed_entries(style_of(NUMERIC), [STUDY], "en")

    assert entry == (
        Text("Müller F, Rose ME. CD19 CAR T-cell therapy in a German trial. "),
        Text("A Journal", emph=True),
        Text(" "),
        Text("390", strong=True),
        Text(" 687–700 (2024). "),
        Link("https://doi.org/10.5555/1", (Text("https://doi.org/10.5555/1"),)),
        Text("."),
    )


def test_a_label_follows_its_name() -> None:
    """Where the style says nothing else, as the specification has it."""
    assert printed(style_of(NUMERIC), CHAPTER) == [
        "One A. A part. B Two, C Three (editors). A whole 1–9 (2020)."
    ]


def test_a_source_prints_alike_beside_any_other() -> None:
    """No letter behind the year, no dash for a name, no order but ours: keys do not matter."""
    style = style_of(
        AUTHOR_DATE,
        bibliography='subsequent-author-substitute="———"',
        rest='<macro name="x"><text variable="title"/></macro>',
    )
    other = Source("b", type="book", authors=STUDY.authors, title="Another", issued="2024")
    twin = Source("m", type="book", authors=STUDY.authors, title="A book", issued="2024")

    together = printed(style, STUDY, other, CHAPTER, twin)

    assert together[0] == "Müller F, Rose ME (2024), ‘CD19 CAR T-cell therapy in a German trial’."
    assert together[1] == "Müller F, Rose ME (2024), ‘Another’."
    assert together == [
        *printed(style_of(AUTHOR_DATE), STUDY), *printed(style_of(AUTHOR_DATE), other),
        *printed(style_of(AUTHOR_DATE), CHAPTER), *printed(style_of(AUTHOR_DATE), twin),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en-GB", "A Site (n.d.), ‘Une page’, [accessed 17 June 2026]."),
        ("en", "A Site (n.d.), “Une page,” [accessed June 17, 2026]."),
        ("fr", "A Site (s. d.), « Une page », [consulté le 17 juin 2026]."),
        ("de-AT", "A Site (o. J.), „Une page“, [zugegriffen 17. Juni 2026]."),
        ("es", "A Site (s. f.), «Une page», [accedido 17 de junio de 2026]."),
        ("ar", 'A Site (د.ت), "Une page", [تاريخ الوصول 17 يونيو، 2026].'),
    ],
)
def test_an_entry_speaks_the_language_of_its_list(lang: str, words: str) -> None:
    """Terms, dates and quotes are those of the language, with the habits of its region."""
    said = printed(style_of(AUTHOR_DATE), PAGE, lang=lang)

    assert [re.sub("[\u00a0\u202f]", " ", each) for each in said] == [words]


def test_the_style_s_own_language_is_not_asked() -> None:
    """A style of a German journal prints an English article's sources in English."""
    german = style_of(AUTHOR_DATE, style='default-locale="de-DE"')

    assert printed(german, PAGE) == printed(style_of(AUTHOR_DATE), PAGE)


@pytest.mark.parametrize("last", ["others", "et al", "et al."])
def test_who_stands_for_the_rest_is_no_author(last: str) -> None:
    """BibTeX's `and others` prints as the style prints authors whom it leaves out."""
    source = Source(
        "a", authors=(Name("One", "A"), Name("Two", "B"), Name(literal=last)), title="T"
    )

    assert printed(style_of('<text macro="people"/>'), source) == ["One A, Two B, et al."]


def test_a_rank_stays_whole() -> None:
    """`III` are no initials."""
    source = Source("a", authors=(Name("Gilstrap", "LC, III"),), title="T")

    assert printed(style_of('<text macro="people"/>'), source) == ["Gilstrap LC III."]


def test_only_english_titles_get_capitals() -> None:
    """A style may ask for them; a title with letters that English does not have is left alone."""
    titles = style_of('<text variable="title" text-case="title"/>')
    french = Source("a", title="La fiche mémo de l’adulte")

    assert printed(titles, Source("b", title="The genetic basis"), french) == [
        "The Genetic Basis.", "La fiche mémo de l’adulte.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ["A *b* $x$ `c` _d_ [@e] ^f^ ~g~ -- ...", "\\alpha &amp; p < 0.05", "{T} <b", "x&y"]
)
def test_signs_of_other_languages_print_as_they_are(title: str) -> None:
    """A title is words: no Markdown, no TeX, no HTML."""
    assert printed(style_of('<text variable="title"/>'), Source("a", title=title)) == [
        f"{title.rstrip('.')}." if not title.endswith("...") else title
    ]


def test_what_a_style_does_not_print_is_nothing() -> None:
    """The caller must know: an empty entry is no reference."""
    style = style_of('<text variable="publisher"/>')

    assert printed_entries(style, [STUDY, Source("b", publisher="P")], "en") == ((), (Text("P."),))


def test_a_style_that_runs_in_a_circle_is_stopped() -> None:
    """It would take all the memory there is."""
    circle = style_of(
        '<text macro="x"/>',
        rest='<macro name="x"><text variable="title"/><text macro="x"/></macro>',
    )

    with pytest.raises(InputError, match=r"pandoc cannot print by “styles/invented\.csl”: Heap"):
        printed_entries(circle, [STUDY], "en")
