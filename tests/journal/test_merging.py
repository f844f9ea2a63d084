"""A page that is read again and an article that was edited meanwhile become one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journalpress.journal.merging import Merged, common_text, merged, text_of_page
from journalpress.keys import assign_keys
from journalpress.limits import DEFAULT_LIMITS
from journalpress.model import Article, FoundDisclaimer, Person, Term
from journalpress.readers.markdown.read import read_markdown
from tests.trees import article, cite, cross, p, qa, questions, section, source, table, ul


def page(*blocks: object, **fields: object) -> Article:
    """The article as a reader of Markdown gives it, so that keys are those of its text."""
    made = article(*blocks, **fields)  # type: ignore[arg-type]
    again = read_markdown("\n".join(text_of_page(made)).encode(), file="", slug=made.slug).article
    assert again is not None
    return again


BASE = page(
    p("A first paragraph", cite("a"), ". It has two sentences."),
    section("A heading", p("Words below it."), ul("one", "two")),
    sources=(source("a"), source("b")),
)


def put_together(ours: Article, theirs: Article, **answers: str) -> Merged:
    """What becomes of both, since BASE."""
    return merged(text_of_page(BASE), ours, theirs, answers=answers, limits=DEFAULT_LIMITS)


def body(found: Merged) -> str:
    """The lines of the body."""
    assert found.article is not None
    text = "\n".join(text_of_page(found.article))
    return text.split("\n---\n", 1)[1]


def changed(old: str, new: str, of: Article = BASE) -> Article:
    """The article with other words in its Markdown."""
    text = "\n".join(text_of_page(of))
    assert old in text
    again = read_markdown(text.replace(old, new).encode(), file="", slug=of.slug).article
    assert again is not None
    return again


def test_nothing_changed_is_nothing_to_do() -> None:
    """The article is the same, and nothing is told."""
    found = put_together(BASE, BASE)

    assert found.article == BASE
    assert not found.changes
    assert found.text == text_of_page(BASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Words below it.", "Other words below it."),
        ("- two", "- two\n- three"),
        ("- one\n", ""),
        ("## A heading", "## Another heading"),
        ("Words below it.", "Words below it.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("[@a]", "[@b]"),
        ('title: "A sample title"', 'title: "A better title"'),
    ],
)
def test_what_one_side_changed_is_in_the_article(old: str, new: str) -> None:
    """Whoever changed it; the page's change is told, the editor's is kept."""
    other = changed(old, new)

    theirs, ours = put_together(BASE, other), put_together(other, BASE)

    assert theirs.article == ours.article == other
    assert {each.whose for each in theirs.changes} == {"theirs"}
    assert {each.whose for each in ours.changes} == {"ours"}
    assert theirs.text == text_of_page(other)
    assert ours.text == text_of_page(BASE)


def test_both_may_change_neighbouring_paragraphs_and_sentences() -> None:
    """Nobody is asked, and both changes are there."""
    ours = changed("A first paragraph", "An opening paragraph")
    theirs = changed("It has two sentences.", "It has two short sentences.")
    theirs = changed("Words below it.", "New words.", theirs)

    found = put_together(ours, theirs)

    assert "An opening paragraph[@a]. It has two short sentences." in body(found)
    assert "New words." in body(found)
    assert not found.questions


def test_both_may_add_where_lists_and_tables_end() -> None:
    """The lines stay in their list, whatever stands behind it."""
    ours = changed("- two", "- two\n\nA closing paragraph.")
    theirs = changed("- two", "- 2")

    assert "- one\n- 2\n\nA closing paragraph." in body(put_together(ours, theirs))


def test_the_same_sentence_is_never_made_of_both() -> None:
    """Half a dose from one and half from the other: a person is asked, the article's words stay."""
    ours = changed("Words below it.", "Take 10 mg, at most 10 mg.")
    theirs = changed("Words below it.", "Take 5 mg, at most 20 mg.")

    found = put_together(ours, theirs)

    assert found.article == ours
    (question,) = found.questions
    assert question.kind == "conflict"
    assert question.choices == ("article", "page")
    assert "at most 20 mg" in question.question
    assert [each.whose for each in found.changes] == ["conflict"]


LOST_OURS = page(
    p("Ice it for ten minutes. Rest for a day. Call us."),
    p("Walk when it does not hurt."),
    section("A heading", ul("one", "two things"), p("The end.")),
)
LOST_THEIRS = page(
    p("Ice it for an hour. Rest for a week. Call us."),
    p("Walk when it hurts less."),
    section("A heading", ul("one", "two other things"), p("The end.")),
)


def without_record(ours: Article, theirs: Article, **answers: str) -> Merged:
    """What becomes of both where nobody knows the page as it was."""
    before = common_text(ours, theirs)
    return merged(before, ours, theirs, answers=answers, limits=DEFAULT_LIMITS)


def test_without_a_record_each_sentence_is_a_question_of_its_own() -> None:
    """Not a whole stretch: the words that differ are shown, and nothing else is asked."""
    found = without_record(LOST_OURS, LOST_THEIRS)

    assert found.article == LOST_OURS
    assert [each.words for each in found.questions] == [
        "Ice it for ten minutes.", "Rest for a day.", "Walk when it does not hurt.", "- two things",
    ]  # fmt: skip
    assert "The page now says: “Rest for a week.”" in found.questions[1].question


def test_answers_without_a_record_may_come_one_by_one() -> None:
    """Each is kept, whatever is open beside it; with the last the page is known again."""
    first = without_record(LOST_OURS, LOST_THEIRS)
    keys = [each.key for each in first.questions]
    answers = {keys[1]: "page", keys[2]: "article"}

    second = merged(first.text, LOST_OURS, LOST_THEIRS, answers=answers, limits=DEFAULT_LIMITS)
    assert "Ice it for ten minutes. Rest for a week. Call us.\n\nWalk when it does not" in body(
        second
    )
    assert [each.key for each in second.questions] == [keys[0], keys[3]]
    assert second.article
    answers |= {keys[0]: "page", keys[3]: "page"}
    third = merged(second.text, second.article, LOST_THEIRS, answers=answers, limits=DEFAULT_LIMITS)
    assert third.article
    assert body(third) == body(Merged(changed("hurts less", "does not hurt", LOST_THEIRS)))
    assert (third.questions, third.text) == ((), text_of_page(LOST_THEIRS))
    fourth = merged(third.text, third.article, LOST_THEIRS, answers={}, limits=DEFAULT_LIMITS)
    assert (fourth.article, fourth.questions) == (third.article, ())


def test_a_question_shows_the_place_where_long_passages_differ() -> None:
    """Both from shortly before it, so that nobody compares what is the same."""
    same = "On and on it goes, " * 15
    ours, theirs = page(p(f"{same}for ten minutes.")), page(p(f"{same}for an hour."))
    (question,) = without_record(ours, theirs).questions
    assert question.words.startswith("…")
    assert question.words.endswith("it goes, for ten minutes.")
    assert "it goes, for an hour.”" in question.question


def test_pieces_that_make_no_text_are_asked_about_whole() -> None:
    """A heading below which only another's heading is left."""
    ours = page(p("Hello."), section("Rest", section("How long", p("Ten minutes."))), p("Bye."))
    theirs = page(p("Hello."), p("Walk around the block."), p("Bye."))
    first = without_record(ours, theirs)
    assert [each.words for each in first.questions] == [
        "## Rest", "### How long", "Ten minutes.", "(nothing)",
    ]  # fmt: skip

    found = without_record(ours, theirs, **{first.questions[0].key: "page"})

    assert found.article == ours
    assert [each.words for each in found.questions] == ["## Rest ### How long Ten minutes."]


@pytest.mark.parametrize("answer", ["article", "page"])
def test_an_answer_settles_it_for_good(answer: str) -> None:
    """The next import of the same page finds nothing more to ask."""
    ours, theirs = changed("Words below it.", "Ours."), changed("Words below it.", "Theirs.")
    first = put_together(ours, theirs)
    key = first.questions[0].key

    again = merged(first.text, ours, theirs, answers={}, limits=DEFAULT_LIMITS)
    assert [each.key for each in again.questions] == [key]
    second = merged(first.text, ours, theirs, answers={key: answer}, limits=DEFAULT_LIMITS)
    assert second.article == (ours if answer == "article" else theirs)
    third = merged(second.text, second.article, theirs, answers={}, limits=DEFAULT_LIMITS)
    assert third.article == second.article
    assert not third.questions


def test_what_only_the_journal_knows_stays() -> None:
    """People, dates, address, terms, related articles, other names, the approval's fields."""
    ours = replace(
        BASE,
        people=(Person("Dr B", "clinical_reviewer"),),
        url="https://x.example/a",
        terms=(Term("word", "meaning"),),
        related=("other",),
        aliases=("nickname",),
        short_title="Short",
        status="in_review",
    )
    theirs = replace(changed("Words below it.", "New."), people=(Person("Web", "author"),))

    found = put_together(ours, theirs).article

    assert found is not None
    assert replace(found, body=ours.body) == ours
    assert "New." in body(Merged(found))


def test_a_renamed_key_keeps_its_name_everywhere() -> None:
    """The page knows the old key only; the citation in changed words has the editor's."""
    ours = changed("id: a\n", "id: smith2024\n", changed("[@a]", "[@smith2024]"))
    ours = replace(
        ours, sources=(replace(ours.sources[0], doi="10.5555/12345678"), *ours.sources[1:])
    )
    theirs = changed("A first paragraph", "A new first paragraph")

    found = put_together(ours, theirs)

    assert "A new first paragraph[@smith2024]" in body(found)
    assert found.article is not None
    assert [(each.key, each.doi) for each in found.article.sources] == [
        ("smith2024", "10.5555/12345678"), ("b", ""),
    ]  # fmt: skip


def test_a_new_source_of_the_page_never_takes_the_place_of_the_editors() -> None:
    """Two sources that were given one key are two sources."""
    ours = replace(BASE, sources=(*BASE.sources, source("c", raw="The editor's.")))
    theirs = replace(
        changed("Words below it.", "Words below it[@c]."),
        sources=(*BASE.sources, source("c", raw="The page's.")),
    )

    found = put_together(ours, theirs)

    assert found.article is not None
    assert [each.raw for each in found.article.sources[-2:]] == ["The editor's.", "The page's."]
    assert "Words below it[@c-2]." in body(found)


def test_a_source_that_the_editor_took_out_comes_back_only_if_it_is_cited() -> None:
    """No citation is left without its source."""
    ours = replace(BASE, sources=BASE.sources[:1])
    assert put_together(ours, BASE).article == ours

    theirs = changed("Words below it.", "Words below it[@b].")
    found = put_together(ours, theirs).article
    assert found is not None
    assert [each.key for each in found.sources] == ["a", "b"]


def test_a_disclaimer_that_was_taken_out_stays_out() -> None:
    """The page has it on every import."""
    base = replace(BASE, disclaimer_found=FoundDisclaimer("General information."))
    found = merged(text_of_page(base), BASE, base, answers={}, limits=DEFAULT_LIMITS)

    assert found.article == BASE


def test_questions_and_links_and_tables_are_put_together_as_they_stand() -> None:
    """An answer by the editor, a row by the page."""
    base = page(
        questions("Common questions", qa("Does it hurt?", p("No.")), qa("Is it safe?", p("Yes."))),
        section(
            "Table", table(("a", "b"), ("1", "2"), ("3", "4")), p(cross(None, "our guide"), ".")
        ),
    )
    text = text_of_page(base)
    ours = changed("[our guide](?)", "[our guide](lupus.md)", changed("No.", "Hardly.", base))
    theirs = changed("| 1 | 2 |", "| 1 | 5 |\n| 6 | 7 |", base)

    found = merged(text, ours, theirs, answers={}, limits=DEFAULT_LIMITS)

    assert "Hardly." in body(found)
    assert "| 1 | 5 |\n| 6 | 7 |\n| 3 | 4 |" in body(found)
    assert "[our guide](lupus.md)" in body(found)


def test_a_record_that_holds_no_page_is_not_put_together_with_anything() -> None:
    """The caller says so; nothing is guessed."""
    assert merged(("words",), BASE, BASE, answers={}, limits=DEFAULT_LIMITS).article is None


def test_keys_of_the_result_are_those_of_its_text() -> None:
    """As if it had been read from its file."""
    found = put_together(BASE, changed("Words below it.", "Other.")).article
    assert found is not None
    assert assign_keys(found) == found
