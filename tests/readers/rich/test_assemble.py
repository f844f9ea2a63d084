"""Tests of journalpress.readers.rich.assemble and of what it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journalpress.model import Name, Source, plain
from journalpress.readers.rich.tree import (
    About,
    Box,
    Break,
    Bullets,
    Cell,
    Definition,
    Definitions,
    Document,
    Grid,
    Heading,
    Item,
    Mark,
    Note,
    Paragraph,
    Picture,
    Plate,
    Question,
    Quotation,
    Reference,
    Run,
    Said,
    Target,
)
from tests.readers.rich.documents import (
    asked,
    assembled,
    body,
    document,
    head,
    para,
    png,
    references,
    sup,
    told,
    words,
)


def test_headings_become_house_levels_without_a_gap() -> None:
    """A file that begins at level 3 and skips one gets ## and ###, and a decision says so."""
    made = assembled(
        document(para("Lead."), head("One", 3), head("Deep", 5), para("x"), head("Two", 3))
    )
    assert body(made) == "Lead.\n\n## One\n\n### Deep\n\nx\n\n## Two"
    assert any("without a gap" in each.what and "Deep" in each.what for each in made.decisions)


def test_a_heading_in_a_list_becomes_bold_words() -> None:
    """The model has headings in the body only."""
    made = assembled(document(Bullets((Item((head("Inner", 4), para("text"))),))))
    assert body(made) == "- **Inner**\n\n  text"


def test_lists_nest_and_definitions_have_bold_leads() -> None:
    """Terms stand before a dash; a list inside an item stays inside."""
    inner = Bullets((Item((para("b"),)),), 3)
    entries = (Definition((words("Term"), words("Other")), (para("meaning"), para("more"))),)
    made = assembled(document(Bullets((Item((para("a"), inner)),)), Definitions(entries)))
    assert body(made) == "- a\n\n  3. b\n\n* **Term**, **Other** — meaning\n\n  more"


def test_questions_stand_in_a_section_of_their_own() -> None:
    """Headings, openers, terms and run-in questions under such a heading are questions."""
    made = assembled(
        document(
            head("Common questions"),
            para("Intro."),
            para("Is it safe? Yes, for most people."),
            Question(words("Can I drive?"), (para("No."),)),
            head("Must I fast?", 3),
            para("Yes."),
        )
    )
    assert body(made) == (
        "## Common questions {.questions}\n\nIntro.\n\n### Is it safe?\n\nYes, for most people."
        "\n\n### Can I drive?\n\nNo.\n\n### Must I fast?\n\nYes."
    )
    assert made.report.questions == 3


def test_what_opens_in_the_midst_of_a_text_is_no_question() -> None:
    """“Find out more” becomes bold words and what it hides."""
    opener = Question(words("Find out more"), (para("Hidden."),))
    made = assembled(document(head("Part"), opener, para("After.")))
    assert body(made) == "## Part\n\n**Find out more**\n\nHidden.\n\nAfter."


def test_boxes_and_quotations_hold_their_blocks() -> None:
    """A box's title is bold, its kind is kept."""
    box = Box("warning", (para("Call us."),), words("Stop"))
    made = assembled(document(para("x"), box, Quotation((para("So she said."),))))
    assert body(made) == "x\n\n> [!WARNING]\n> **Stop**\n>\n> Call us.\n\n> So she said."


def _cell(text: str, *, heading: bool = False, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((para(text),), heading, columns, rows)


def test_a_table_with_spans_is_made_rectangular() -> None:
    """A spanned cell's words stand once, where it begins; two heading rows become one."""
    grid = Grid(
        (
            (_cell("A", heading=True, rows=2), _cell("B", heading=True, columns=2)),
            (_cell("b1", heading=True), _cell("b2", heading=True)),
            (_cell("r", heading=True), _cell("x", rows=2), _cell("y")),
            (_cell("s", heading=True), _cell("z")),
        ),
        words("Caption"),
        (para("A note."),),
    )
    made = assembled(document(para("x"), grid))
    assert body(made) == (
        "x\n\n| A | B<br>b1 | b2 |\n| --- | --- | --- |\n| r | x | y |\n| s |  | z |\n\n"
        "Table: Caption {.row-headers}\n\nA note."
    )
    assert asked(made) == [("x", "the cells below it stay blank")]


def test_a_cell_over_several_rows_is_asked_about_and_repeated_on_request() -> None:
    """A blank below it would read as “nothing said”; the proof knows words that stand again."""
    how = Cell((para("once a day", sup("1")), para("with food")), columns=2, rows=3)
    grid = Grid(
        (
            (_cell("Drug", heading=True), _cell("How", heading=True), _cell("Note", heading=True)),
            (_cell("Allopurinol"), how),
            (_cell("Febuxostat"),),
            (_cell("Lesinurad", rows=9),),
        )
    )
    first = assembled(document(para("x"), grid, references=references(1)))
    rows = "| Allopurinol | once a day[@mackensen2022]<br>with food |  |\n"
    assert rows + "| Febuxostat |  |  |\n| Lesinurad |  |  |" in body(first)
    (question,) = first.open
    assert (question.kind, question.choices) == ("shape", ("repeat", "blank"))
    blank = assembled(
        document(para("x"), grid, references=references(1)), answers={question.key: "blank"}
    )
    assert (body(blank), blank.open) == (body(first), ())
    again = assembled(
        document(para("x"), grid, references=references(1)), answers={question.key: "repeat"}
    )
    said = "once a day[@mackensen2022]<br>with food"
    assert f"{rows}| Febuxostat | {said} |  |\n| Lesinurad | {said} |  |" in body(again)
    assert told(again) == []
    assert not again.open


def test_headings_over_several_rows_are_no_question() -> None:
    """A heading names the rows that it covers, in the head as well as at the left."""
    grid = Grid(
        (
            (_cell("A", heading=True, rows=2), _cell("B", heading=True)),
            (_cell("b", heading=True),),
            (_cell("r", heading=True, rows=2), _cell("y")),
            (_cell("z"),),
        )
    )
    assert told(assembled(document(para("x"), grid))) == []


def test_a_table_without_a_head_asks_for_one() -> None:
    """The first row is taken for the head until a person says that it is a row."""
    rows = ((_cell("a"), _cell("b")), (_cell("c"), _cell("d")))
    first = assembled(document(para("x"), Grid(rows)))
    assert asked(first) == [("a / b", "it is the head")]
    again = assembled(document(para("x"), Grid(rows)), answers={first.open[0].key: "row"})
    assert not again.open
    assert body(again) == "x\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |"


def test_a_table_that_only_places_things_is_text() -> None:
    """A layout table with a heading in a cell is unwrapped at the top of the body."""
    grid = Grid(((Cell((head("Part"), para("One."))), Cell((para("Two."),))),))
    assert body(assembled(document(para("x"), grid))) == "x\n\n## Part\n\nOne.\n\nTwo."


def test_a_picture_without_description_is_asked_about() -> None:
    """Nothing is invented: the draft has it as decoration, and a question is open."""
    made = assembled(
        document(para("See ", Picture("a"), "this."), pictures={"a": png()}), taken_slugs=()
    )
    assert body(made) == "See this.\n\n![](../media/living-with-lupus-1.png){.decorative}"
    assert list(made.pictures) == ["living-with-lupus-1.png"]
    assert [each.kind for each in made.open] == ["shape"]


def test_a_picture_that_did_not_come_is_missing() -> None:
    """Its description and its caption stay."""
    plate = Plate(Picture("b.jpg", "Two hands"), words("How to hold it"))
    made = assembled(document(para("x"), plate))
    assert body(made) == "x\n\n::: missing figure\nTwo hands\n:::\n\nHow to hold it"


@pytest.mark.parametrize(
    ("spans", "read"),
    [
        (("cells", sup("1"), "."), "cells[@mackensen2022]."),
        (("cells", sup("1,3"), "."), "cells[@mackensen2022; @source-3]."),
        (("cells", sup("2–4"), "."), "cells[@muller2024; @source-3; @source-4]."),
        (("cells", sup("23"), "."), "cells[@muller2024; @source-3]."),
        (("cells", sup("1"), sup(","), sup("2")), "cells[@mackensen2022; @muller2024]"),
        (("cells [1, 2] and",), "cells[@mackensen2022; @muller2024] and"),
        (("cells [1][4].",), "cells[@mackensen2022; @source-4]."),
        (("in 2022", sup("3"), "."), "in 2022[@source-3]."),
        (
            ("cells (", Run("1", href="#r1"), "–", Run("3", href="#r3"), ")."),
            "cells[@mackensen2022; @muller2024; @source-3].",
        ),
        (("a", Run("[2]", href="#r2"), Run("[3]", href="#r3")), "a[@muller2024; @source-3]"),
        (("cells", Mark((Target("r4", "p. 3"),), "4"), "!"), "cells[@source-4, p. 3]\\!"),
        (("see ", Run("Müller 2024", href="#r2"), " too"), "see Müller 2024[@muller2024] too"),
        (("kg/m", sup("2"), " and m", sup("3")), "kg/m<sup>2</sup> and m<sup>3</sup>"),
        (("the 1", sup("st"), " day"), "the 1<sup>st</sup> day"),
        (("Ca", sup("2+"), " and ", sup("131"), "I"), "Ca<sup>2+</sup> and <sup>131</sup>I"),
        (("5 × 10", sup("3"), " cells"), "5 × 10<sup>3</sup> cells"),
        (("H", Run("2", script="sub"), "O",), "H<sub>2</sub>O"),
        (("cells³,⁴ and",), "cells[@source-3; @source-4] and"),
    ],
)  # fmt: skip
def test_unambiguous_marks_are_read_and_no_others(
    spans: tuple[str | Run | Mark, ...], read: str
) -> None:
    """Each form of a citation is one; powers, ordinals, ions and isotopes are none."""
    made = assembled(document(para(*spans), references=references()))
    assert body(made) == read
    assert not [each for each in made.open if each.kind == "mark"]
    assert "JP125" not in told(made)


@pytest.mark.parametrize(
    ("spans", "listed", "assumed"),
    [
        (("vitamin D", sup("3"), " helps"), 4, "a citation"),
        (("CD4", sup("2"), " cells"), 4, "a citation"),
        (("up to 10", sup("3"), " of them"), 4, "a plain number"),
        (("cells", sup("9"), "."), 4, "a plain number"),
        (("cells", sup("1"), sup("2"), "."), 12, "a citation of 1,2"),
    ],
)
def test_ambiguous_marks_are_asked_about(
    spans: tuple[str | Run, ...], listed: int, assumed: str
) -> None:
    """What may be a number is never settled in silence, and asked about once."""
    text = document(para(*spans), references=references(listed))
    made = assembled(text)
    assert [each.assumed for each in made.open if each.kind == "mark"] == [assumed]
    assert not assembled(text, answers={made.open[0].key: "number"}).open


def test_a_file_without_marks_falls_back_to_places() -> None:
    """Where nothing is raised or linked, a lone number before a full stop may be a mark."""
    made = assembled(document(para("The drugs achieve 4."), references=references()))
    assert body(made) == "The drugs achieve[@source-4]."
    assert asked(made) == [("The drugs achieve 4.", "a citation")]


def test_notes_are_sources_or_speak() -> None:
    """A note that names a source is one; one that speaks stands in brackets where its mark was."""
    notes = (
        Note("n1", (para("Smith J, et al. BMJ 2020;3(2):4–5."),), "1"),
        Note("n2", (para("Ask your nurse first."),), "2"),
        Note("n3", (para("Ibid."),), "3"),
        Note("n4", (para("Long."), para("Of two paragraphs.")), "4"),
    )
    marks = [Mark((Target(f"n{n}"),), str(n)) for n in range(1, 5)]
    made = assembled(
        document(para("a", marks[0], " b", marks[1], " c", marks[2], " d", marks[3]), notes=notes)
    )
    assert body(made) == (
        "a[@smith2020] b (Ask your nurse first.) c[@smith2020] d\n\n> [!NOTE]\n> Long.\n>\n"
        "> Of two paragraphs."
    )


@pytest.mark.parametrize(
    ("written", "is_source"),
    [
        ("NICE. Headaches in over 12s. CG150. 2012.", True),
        ("FSRH. Medical Eligibility Criteria. 2016, amended 2019.", True),
        ("WHO. Essential medicines. Geneva: WHO; 2023.", True),
        ("Keep it dry. Do not use it after 2024.", False),
        ("We asked. The law changed in 2019.", False),
    ],
)
def test_a_body_a_title_and_a_year_are_a_source(written: str, is_source: bool) -> None:
    """A note of these three parts needs no question; a sentence that ends with a year does."""
    note = Note("n1", (para(written),), "1")
    made = assembled(document(para("a", Mark((Target("n1"),), "1")), notes=(note,)))
    assert made.article is not None
    assert bool(made.article.sources) == is_source
    assert bool(made.open) != is_source


def test_once_more_behind_a_note_in_doubt_cites_nothing() -> None:
    """A note "Ibid." names the one before it: nothing is guessed where nobody knows it."""
    notes = (
        Note("n1", (para("Smith J, et al. BMJ 2020;3(2):4–5."),), "1"),
        Note("n2", (para("The law of 2019 on this."),), "2"),
        Note("n3", (para("Ibid, p. 4."),), "3"),
    )
    marks = [Mark((Target(f"n{n}"),), str(n)) for n in (1, 2, 3)]
    text = document(para("a", marks[0], " b", marks[1], " c", marks[2]), notes=notes)
    made = assembled(text)
    assert body(made) == "a[@smith2020] b (The law of 2019 on this.) c (Ibid, p. 4.)"
    again = assembled(text, answers={made.open[0].key: "source"})
    assert body(again) == "a[@smith2020] b[@source-2] c[@source-2]"


def test_the_upper_half_of_a_fraction_cites_nothing() -> None:
    """Half a tablet, its 1 raised and its 2 lowered, is half a tablet."""
    half = (sup("1"), "/", Run("2", script="sub"))
    made = assembled(
        document(para("Take", sup("1"), " ", *half, " or 2", *half), references=references())
    )
    assert body(made) == (
        "Take[@mackensen2022] <sup>1</sup>/<sub>2</sub> or 2<sup>1</sup>/<sub>2</sub>"
    )
    assert not made.open


def test_a_note_without_a_mark_stands_at_the_end() -> None:
    """No word of a note is lost because nothing leads to it."""
    made = assembled(document(head("Part"), para("x"), notes=(Note("n", (para("Alone here."),)),)))
    assert body(made) == "## Part\n\nx\n\n> [!NOTE]\n> Alone here."


def test_a_list_below_its_heading_is_the_list_of_sources() -> None:
    """A reader that only has blocks gets its sources, with their anchors."""
    items = tuple(
        Item((para(f"Smith A, Journal ({year}) — Title"),), anchor=f"s{year}")
        for year in (2020, 2021)
    )
    made = assembled(
        document(
            para("a", Run("1", href="#s2021", script="sup")), head("References"), Bullets(items, 1)
        )
    )
    assert body(made) == "a[@smith2021]"
    assert [each.words for each in made.dropped] == ["References"]


@pytest.mark.parametrize("form", ["{}. {}", "[{}] {}", "{} {}"])
def test_numbered_lines_of_one_paragraph_are_a_source_each(form: str) -> None:
    """A line that does not begin with the next number belongs to the one above."""
    lines = [form.format(4, "NICE, Gout"), "2022 edition", form.format(5, "NHS, Gout")]
    spans = [span for line in lines for span in (Break(), Run(line))][1:]
    made = assembled(document(para("a [5] b [4, 5]."), head("References"), para(*spans)))
    assert body(made) == "a[@source-2] b[@source-1; @source-2]."
    assert made.article is not None
    assert [each.raw for each in made.article.sources] == ["NICE, Gout 2022 edition", "NHS, Gout"]
    assert told(made) == ["JP130"]


def test_lines_without_numbers_are_sources_or_asked_about() -> None:
    """Each that has what only sources have is one; else a person says whether they are."""
    sure = ("Smith J, et al. BMJ 2020;3:4", "NICE (2023) — Gout", "Weber K. ISBN 3. 2019")
    made = assembled(_lined(*sure))
    assert [each.raw for each in made.article.sources] == list(sure)  # type: ignore[union-attr]
    assert told(made) == ["JP011", "JP130"]
    first = assembled(_lined("Smith J", "A title, Lancet 2020"))
    assert len(first.article.sources) == 2  # type: ignore[union-attr]
    assert asked(first) == [("Smith J A title, Lancet 2020", "each line is a source")]
    again = assembled(_lined("Smith J", "A title, Lancet 2020"), answers={first.open[0].key: "one"})
    assert [each.raw for each in again.article.sources] == ["Smith J A title, Lancet 2020"]  # type: ignore[union-attr]
    assert not again.open
    one = para("Smith J", Break(), "Title, BMJ 2020")
    apart = document(para("a"), head("References"), one, para("Doe J", Break(), "Other, BMJ 2021"))
    assert len(assembled(apart).article.sources) == 2  # type: ignore[union-attr]


def _lined(*lines: str) -> Document:
    spans = [span for line in lines for span in (Break(), Run(line))][1:]
    return document(para("a"), head("References"), para(*spans))


def test_links_lead_to_articles_addresses_or_nowhere() -> None:
    """A known page is a cross-link, an unknown one is asked about, a script keeps its words."""
    made = assembled(
        document(
            para(
                Run("gout", href="../gout.html#top"), ", ",
                Run("home", href="https://clinic.example/x?utm_source=a"), ", ",
                Run("other", href="other.html"), ", ",
                Run("evil", href="javascript:alert(1)"), ", ",
                Run("web", href="https://who.example/a"),
            ),
        ),
        known={"gout.html": "gout", "https://www.clinic.example/x/": "house"},
    )  # fmt: skip
    assert body(made) == (
        "[gout](gout.md), [home](house.md), [other](?), evil, [web](https://who.example/a)"
    )
    assert [each.words for each in made.open] == ["other"]
    again = assembled(
        document(para(Run("other", href="other.html"))), answers={made.open[0].key: "none"}
    )
    assert again.article is not None


def test_the_facts_of_a_file_become_fields() -> None:
    """Days in five languages, people, the language as a tag; a slashed day is asked about."""
    about = About(
        published=Said("17. März 2024"),
        reviewed=Said("06/07/2026"),
        authors=(Said("By Jane Doe"),),
        reviewers=(Said("Dr X"),),
        lang=Said("en_GB.UTF-8"),
        category=Said("Joints"),
        url=Said("https://clinic.example/gout"),
    )
    made = assembled(document(para("x"), about=about), lang="")
    article = made.article
    assert article is not None
    assert (article.published, article.reviewed) == (date(2024, 3, 17), None)
    assert [each.name for each in article.people] == ["Jane Doe", "Dr X"]
    assert (article.lang, article.category, article.url) == (
        "en-GB", "Joints", "https://clinic.example/gout",
    )  # fmt: skip
    assert [each.kind for each in made.open] == ["date"]
    answered = assembled(
        document(para("x"), about=about), answers={made.open[0].key: "2026-07-06"}, lang=""
    )
    assert answered.article is not None
    assert answered.article.reviewed == date(2026, 7, 6)


def test_the_words_win_over_a_language_that_is_wrong() -> None:
    """A template's default of English on a German page is corrected, and said."""
    text = (
        "Die Tabletten sind für den Magen und werden mit dem Essen und nicht auf einmal genommen."
    )
    made = assembled(document(para(text), about=About(lang=Said("en"))), lang="")
    assert made.article is not None
    assert made.article.lang == "de"


def test_a_disclaimer_is_proposed_and_no_paragraph() -> None:
    """It goes to its field, whether the reader found it or its words tell it."""
    text = "For general information only, not a substitute for medical advice."
    made = assembled(document(para("a"), para("b"), head("Disclaimer"), para(text)))
    assert made.article is not None
    assert made.article.disclaimer_found is not None
    assert made.article.disclaimer_found.text == text
    assert body(made) == "a\n\nb"
    assert told(made) == ["JP008", "JP130"]


def test_the_title_is_found_where_the_file_names_none() -> None:
    """The first heading is it; without one the name of the file is, until a person confirms."""
    first = assembled(document(head("The first", 1), para("x"), title=""))
    assert first.article is not None
    assert plain(first.article.title.inlines) == "The first"
    named = assembled(document(para("x"), title=""))
    assert named.article is not None
    assert plain(named.article.title.inlines) == "lupus"
    assert [each.kind for each in named.open] == ["title"]


def test_an_empty_document_is_refused_in_one_line() -> None:
    """There is no article, and the problem says what to do."""
    made = assembled(document(title="Only a title"))
    assert made.article is None
    assert told(made) == ["JP105"]


def test_structured_sources_keep_their_fields_and_get_keys() -> None:
    """The key is family name and year; the same source twice is one."""
    source = Source(
        "",
        "article-journal",
        authors=(Name("Doe", "J"),),
        title="A",
        issued="2020",
        doi="10.1000/a",
    )
    listed = (
        Reference("a", words("Doe J. A. 2020."), 1, source),
        Reference("b", words("2. Doe J. A, again. 2020."), 2, source),
    )
    marks = Mark((Target("a"), Target("b")), "1,2")
    made = assembled(document(para("x", marks), references=listed))
    assert made.article is not None
    assert [each.key for each in made.article.sources] == ["doe2020"]
    assert body(made) == "x[@doe2020]"
    assert "JP125" not in told(made)


def test_addresses_in_a_reference_that_its_words_hide_are_kept() -> None:
    """A link called “PubMed” is worth its number."""
    entry = words("Doe J. Title. 2020. ", Run("Link", href="https://doi.org/10.1000/xyz"))
    made = assembled(document(para("x"), references=(Reference("a", entry, 1),)))
    assert made.article is not None
    assert made.article.sources[0].doi == "10.1000/xyz"


def test_deep_nesting_is_flattened_to_the_limit() -> None:
    """Thirty lists in one another become as many as the journal allows, with all their words."""
    block: Bullets | Paragraph = para("deepest")
    for number in range(30):
        block = Bullets((Item((para(f"level {number}"), block)),))
    made = assembled(document(block))
    assert "deepest" in body(made)
    assert any("deep" in each.what for each in made.decisions)


def test_the_title_once_more_is_no_heading() -> None:
    """Many systems print the title again at the top of the text."""
    made = assembled(document(Heading(2, words("Living with lupus")), para("x")))
    assert body(made) == "x"


def test_a_title_without_latin_letters_takes_its_slug_from_the_address() -> None:
    """Ten Arabic pages are not article-2 to article-10; the name of the file is the last resort."""
    arabic = document(para("ألم في الجانب الأيمن."), title="حصى المرارة")
    about = About(url=Said("https://clinic.example/ar/hasa-almarara/", "its head"))
    led = assembled(replace(arabic, about=about), lang="ar")
    assert led.article is not None
    assert led.article.slug == "hasa-almarara"
    named = assembled(arabic, lang="ar")
    assert named.article is not None
    assert named.article.slug == "lupus"
