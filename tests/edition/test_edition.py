"""make_edition: everything that a reader will see, decided once."""

from dataclasses import replace
from datetime import date

import pytest

from journalpress.edition import EARLIEST
from journalpress.edition.digest import leaflet_code
from journalpress.edition.reading import leaf
from journalpress.edition.types import ClinicDisclaimer, Jump, Part
from journalpress.errors import InputError
from journalpress.model import FoundDisclaimer, Text
from tests.csl.styles import NUMERIC, style_of
from tests.editions import (
    DISCLAIMER,
    approved,
    collection,
    edition_of,
    everything,
    everything_edition,
    house,
    neighbour,
    png,
)
from tests.trees import article, cite, cross, figure, p, section


def facts(draft: bool, **fields: object) -> dict[str, str]:
    """The back panel of a small article as label → words."""
    made = replace(approved(article(p("Words."))), **fields)  # type: ignore[arg-type]
    chapter = edition_of(made, draft=draft).chapters[0]
    return {fact.label: leaf("text", fact.value).text for fact in chapter.facts}


def test_marks_are_numbered_by_the_author_s_list_in_every_block() -> None:
    """Paragraphs, items, cells, captions and answers share one numbering."""
    chapter = everything_edition().chapters[0]
    numbers = {reference.source.key: reference.number for reference in chapter.references}

    assert numbers == {"a": 1, "b": 2, "c": 3, "d": 4, "uncited": 5, "f": 6}


def test_numbering_is_the_clinic_s_policy() -> None:
    """as-cited numbers by first mention and leaves the uncited out."""
    edition = edition_of(everything(), house=house(numbering="as-cited"), media={"x.png": png()})
    keys = [reference.source.key for reference in edition.chapters[0].references]

    assert keys == ["a", "d", "b", "c", "f"]


def test_each_article_of_a_collection_counts_from_one() -> None:
    """Numbers start again, and every id begins with its article's slug."""
    book = collection(*(article(p("Words", cite("k")), slug=slug) for slug in ("one", "two")))

    assert [chapter.references[0].number for chapter in book.chapters] == [1, 1]
    assert [chapter.references[0].anchor for chapter in book.chapters] == ["one-ref-1", "two-ref-1"]


def test_a_cross_link_inside_a_book_is_a_jump_to_its_chapter() -> None:
    """The same link leads to the public address when the article stands alone."""
    one = article(p("See ", cross("two", "the other"), "."), slug="one")
    two = article(p("Words."), slug="two")
    neighbours = {"two": neighbour("two", url="https://a.example/two")}
    alone = edition_of(one, neighbours=neighbours).chapters[0]
    inside = collection(one, two, neighbours=neighbours).chapters[0]

    assert leaf("text", alone.body[0].prose).links == ("https://a.example/two",)  # type: ignore[union-attr]
    assert leaf("text", inside.body[0].prose).links == ("#two-chapter",)  # type: ignore[union-attr]


def test_see_also_lists_related_and_linked_articles_once_with_their_codes() -> None:
    """Related ones first, then those linked to; one that is not in force is left out."""
    made = article(
        p(cross("lupus", "lupus"), cross("asthma", "asthma"), cross("old", "old")),
        related=("asthma",),
    )
    neighbours = {
        "lupus": neighbour("lupus", code="1111-2222-3"),
        "asthma": neighbour("asthma", code=""),
        "old": neighbour("old", in_force=False),
    }
    shown = edition_of(made, neighbours=neighbours).chapters[0].see_also

    assert [leaf("item", each).text for each in shown] == [
        "About asthma",
        "About lupus (1111-2222-3)",
    ]


def test_an_unknown_target_leaves_the_words_alone() -> None:
    """Nothing is lost and nothing leads nowhere."""
    body = edition_of(article(p(cross(None, "our guide")))).chapters[0].body[0]

    assert body.prose.inlines == (Jump("", (Text("our guide"),)),)  # type: ignore[union-attr]


def test_a_final_carries_version_dates_code_and_people() -> None:
    """The back panel says what was approved, until when, by whom."""
    said = facts(draft=False)

    assert said["Version:"] == "2"
    assert said["Last reviewed:"] == "20 June 2026"
    assert said["Do not give out after:"] == "20 June 2028"
    assert said["Clinical review:"] == "Dr B. Madeup"
    assert len(said["Leaflet code:"]) == 11


def test_a_text_changed_after_approval_has_no_code() -> None:
    """A code stands for one approved text; the changed one prints a dash."""
    changed = facts(draft=True, standfirst=article(standfirst="New.").standfirst)

    assert changed["Leaflet code:"] == "—"


def test_what_is_unknown_prints_as_a_dash() -> None:
    """A draft without dates says so instead of leaving a gap."""
    said = facts(draft=True, version=0, reviewed=None, next_review=None, approved=None)

    assert {said["Version:"], said["Last reviewed:"], said["Do not give out after:"]} == {"—"}


def test_the_code_is_that_of_digest_and_disclaimer() -> None:
    """The printed code is the one that history and metadata hold."""
    chapter = edition_of(approved(article(p("Words."))), draft=False).chapters[0]

    assert chapter.identity.code == leaflet_code(chapter.identity.digest, DISCLAIMER)
    assert chapter.identity.code in chapter.page.status


def test_no_edition_exists_without_a_disclaimer() -> None:
    """Without an approved one a draft prints a placeholder that says what it is."""
    chapter = edition_of(article(p("Words.")), house=house(disclaimers={})).chapters[0]

    assert "PLACEHOLDER" in leaf("text", chapter.disclaimer.full).text
    assert chapter.page.disclaimer


def test_a_found_disclaimer_is_proposed_and_says_so() -> None:
    """The page's own sentence is kept word for word, and said not to be approved."""
    found = FoundDisclaimer("For education only. Read our disclaimer.")
    made = article(p("Words."), disclaimer_found=found)
    disclaimer = edition_of(made, house=house(disclaimers={})).chapters[0].disclaimer

    assert not disclaimer.approved
    assert leaf("text", disclaimer.full).text == (
        "For education only. Read our disclaimer. This disclaimer is proposed and not yet approved."
    )


def test_an_unapproved_disclaimer_of_the_clinic_is_no_approved_one() -> None:
    """A text without a name and a day under it gives no code."""
    unsigned = ClinicDisclaimer("Short.", "Full.")
    edition = edition_of(
        approved(article(p("Words."))), house=house(disclaimers={"en": unsigned}), draft=True
    )

    assert edition.chapters[0].identity.code == ""
    assert not edition.chapters[0].disclaimer.approved


def test_stamps_say_draft_and_sample() -> None:
    """Both, one, or none, as things are."""
    made = approved(article(p("Words.")))
    both = edition_of(made, draft=True, house=house(sample=True)).chapters[0].page.stamps
    none = edition_of(made, draft=False).chapters[0].page.stamps

    assert both == ("DRAFT — not for patients", "Sample — not clinically reviewed")
    assert none == ()


def test_dates_inside_files_come_from_the_article() -> None:
    """The day of approval, else of review, else the earliest that a zip can hold."""
    made = approved(article(p("Words.")))

    assert edition_of(made).modified == date(2026, 6, 20)
    assert edition_of(replace(made, approved=None, reviewed=date(2026, 1, 2))).modified == date(
        2026, 1, 2
    )
    assert edition_of(article(p("Words."))).modified == EARLIEST


def test_only_the_pictures_in_use_travel() -> None:
    """An Edition holds the pictures that its articles show and no others."""
    media = {name: png(name) for name in ("x.png", "y.png")}
    edition = edition_of(article(section("A", figure("x.png", "Alt"))), media=media)

    assert set(edition.media) == {"x.png"}


def test_french_spaces_are_set_here_and_not_in_a_writer() -> None:
    """Title, words and fixed parts alike."""
    made = article(p("Quoi ?"), title="Pourquoi ?", lang="fr")
    chapter = edition_of(made).chapters[0]

    assert chapter.title.inlines == (Text("Pourquoi\u00a0?"),)
    assert chapter.body[0].prose.inlines == (Text("Quoi\u00a0?"),)  # type: ignore[union-attr]


def test_arabic_runs_from_right_to_left() -> None:
    """The direction comes from the language, per article and for the book."""
    book = collection(article(p("كلمات."), slug="ar-one", lang="ar"), lang="en-GB")

    assert book.chapters[0].dir == "rtl"
    assert book.dir == "ltr"


def test_a_language_without_a_catalogue_is_refused() -> None:
    """It never falls back to another language."""
    with pytest.raises(InputError, match="cy"):
        edition_of(article(p("Geiriau."), lang="cy"))


def test_one_article_without_parts_is_one_part() -> None:
    """Every Edition has parts, so no writer needs to know of two cases."""
    assert edition_of(article(p("Words."))).parts == (Part("", ("sample",)),)


def test_a_picture_that_is_not_there_is_refused() -> None:
    """An Edition never promises a picture that no writer could draw."""
    with pytest.raises(InputError, match=r"y\.png"):
        edition_of(article(figure("y.png", "Alt")))


@pytest.mark.tool
def test_numbers_and_links_are_ours_whatever_the_style() -> None:
    """Only the words of a reference are the style's; one without words is refused."""
    styled = house(style=style_of(f'<text variable="citation-number" suffix=") "/>{NUMERIC}'))
    ours, theirs = (
        edition_of(everything(), house=each, media={"x.png": png()}).chapters[0].references
        for each in (house(), styled)
    )

    assert [(each.number, each.anchor, each.backlinks) for each in theirs] == [
        (each.number, each.anchor, each.backlinks) for each in ours
    ]
    with pytest.raises(InputError, match=r"prints nothing of the source “a”"):
        edition_of(
            everything(), house=house(style=style_of('<text variable="ISBN"/>')),
            media={"x.png": png()},
        )  # fmt: skip
