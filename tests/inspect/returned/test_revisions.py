"""Tracked changes of words, marks, looks and styles, read both ways."""

from __future__ import annotations

import pytest

from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import NOBODY, Hand
from tests.inspect.returned.wordml import (
    ANNA,
    BEN,
    both,
    cell,
    gone,
    ins,
    marked,
    p,
    r,
    read,
    row,
    table,
    tracked,
    word_file,
    words,
)

# --- words ------------------------------------------------------------------------------------


def test_words_are_inserted_and_deleted() -> None:
    """Each view has one of both."""
    body = p(r("Take "), gone("two"), ins("three"), r(" tablets"))

    assert both(body) == (["Take three tablets"], ["Take two tablets"])


def test_what_one_inserted_and_another_deleted_is_in_neither() -> None:
    """It was never in the copy, and is not wanted."""
    nested = f'<w:ins w:id="1" {ANNA}>{gone("perhaps", BEN)}</w:ins>'

    assert both(p(r("Take "), nested, r("it"))) == (["Take it"], ["Take it"])


def test_hands_are_told_atom_by_atom() -> None:
    """Who inserted, and in the other view who deleted."""
    found = read(p(r("a"), ins("b"), gone("c", BEN), r("d")))
    (new,), (old,) = found.accepted, found.rejected

    assert [found.hands[each].author if each != NOBODY else "" for each in new.hands] == [
        "", "Anna", "",
    ]  # fmt: skip
    assert [found.hands[each].author if each != NOBODY else "" for each in old.hands] == [
        "", "Ben", "",
    ]  # fmt: skip
    assert len(new.hands) == len(new.passage) == len(new.shown)


@pytest.mark.parametrize(
    ("written", "hand"),
    [
        ('w:author="Anna" w:date="2026-06-17T10:00:00Z"', Hand("Anna", "2026-06-17T10:00:00Z")),
        ('w:author="Anna"', Hand("Anna", "")),
        ('w:author="Unknown Author" w:date="0-00-00T00:00:00Z"', Hand("", "")),
        ('w:author="Author" w:date=""', Hand("", "")),
        ("", Hand("", "")),
        ('w:author="A" w:date="0000-00-00T00:00:00Z"', Hand("A", "")),
        (
            'w:author="A" w:date="2026-06-17T11:00:00Z" w16du:dateUtc="2026-06-17T10:00:00Z"',
            Hand("A", "2026-06-17T10:00:00Z"),
        ),
    ],
)
def test_a_hand_is_what_the_file_knows(written: str, hand: Hand) -> None:
    """Names and dates may have been taken out; Word's local time gives way to UTC."""
    assert read(p(ins("a", written))).hands == (hand,)


def test_ids_that_are_alike_and_empty_revisions_do_no_harm() -> None:
    """Offices write both."""
    body = p(tracked("ins"), r("a"), tracked("del"), ins("b"), ins("c"))

    assert both(body) == (["abc"], ["a"])


def test_deleted_words_outside_a_deletion_are_deleted() -> None:
    """w:delText says so by itself."""
    assert both(p(r("a"), r("b", tag="delText"))) == (["a"], ["ab"])


def test_spaces_that_nobody_asked_to_keep_are_none() -> None:
    """As Word reads them: without xml:space the ends of a text are trimmed."""
    assert both(p("<w:r><w:t> a\n b </w:t></w:r>", r("c ")))[0] == ["a  bc "]


# --- marks ------------------------------------------------------------------------------------


def test_a_split_is_one_paragraph_without_it() -> None:
    """The mark that was inserted stands on the first half."""
    found = read(p(r("One. "), mark=tracked("ins"), name="pabc"), p(r("Two."), style="ListBullet"))

    assert words(found.accepted) == ["One. ", "Two."]
    assert words(found.rejected) == ["One. Two."]
    assert found.rejected[0].names == ("pabc",)
    assert found.rejected[0].physical == (0, 1)
    assert found.accepted[0].touched == ((0, "mark inserted"),)


def test_a_merge_has_the_names_of_both_and_the_properties_of_the_second() -> None:
    """As offices join them."""
    found = read(
        p(r("One. "), mark=tracked("del"), name="pabc"),
        p(r("Two."), style="ListBullet", name="pdef"),
    )
    (merged,) = found.accepted

    assert words(found.accepted) == ["One. Two."]
    assert (merged.names, merged.kind, merged.level) == (("pabc", "pdef"), "item", 1)
    assert merged.touched == ((0, "mark deleted"),)
    assert [each.kind for each in found.rejected] == ["text", "item"]


def test_a_paragraph_that_is_gone_leaves_no_name() -> None:
    """Its words and its mark are deleted: the next one is itself."""
    found = read(p(gone("One."), mark=tracked("del"), name="pabc"), p(r("Two."), name="pdef"))

    assert [each.names for each in found.accepted] == [("pdef",)]
    assert found.accepted[0].touched == ()
    assert [each.names for each in found.rejected] == [("pabc",), ("pdef",)]


def test_a_new_paragraph_behind_a_heading_makes_no_text_of_it() -> None:
    """Enter at its end: the mark is inserted, and the new style stands on what is behind."""
    found = read(
        p(r("Heading"), style="Heading2", mark=tracked("ins")), p(ins("New."), style="BodyText")
    )

    assert [each.kind for each in found.accepted] == ["heading", "text"]
    assert [(each.kind, each.level) for each in found.rejected] == [("heading", 2)]


def test_many_merges_are_one_paragraph() -> None:
    """Three marks in a row are deleted."""
    deleted = tracked("del")
    found = read(
        *(p(r(each), mark=deleted, name=f"p{each}") for each in "abc"), p(r("d"), name="pd")
    )

    assert words(found.accepted) == ["abcd"]
    assert found.accepted[0].names == ("pa", "pb", "pc", "pd")


def test_a_mark_in_front_of_a_table_joins_nothing() -> None:
    """A table cannot continue a paragraph."""
    found = read(p(r("One"), mark=tracked("del")), table(row(cell("x"))), p(r("Two")))

    assert words(found.accepted) == ["One", "x", "Two"]


# --- moves ------------------------------------------------------------------------------------


def test_a_moved_paragraph_is_in_one_place_in_each_view() -> None:
    """Word marks runs and marks; what is there told is a hint."""
    moving = f'<w:moveFromRangeStart w:id="1" w:name="move1" {ANNA}/>'
    found = read(
        p(tracked("moveFrom", r("Here.")), mark=tracked("moveFrom"), name="pabc"),
        p(r("Between."), name="pdef"),
        p(moving, tracked("moveTo", r("Here.")), mark=tracked("moveTo")),
        p(r("Last."), name="pghi"),
    )

    assert words(found.accepted) == ["Between.", "Here.", "Last."]
    assert words(found.rejected) == ["Here.", "Between.", "Last."]
    assert found.accepted[1].touched == ((0, "moved here"),)
    assert found.rejected[0].touched == ((0, "moved away"),)


def test_a_sentence_that_moved_is_no_moved_paragraph() -> None:
    """Its words are under a move, the paragraph is not."""
    found = read(
        p(tracked("moveFrom", r("One. ")), r("Two.")), p(r("Three. "), tracked("moveTo", r("One.")))
    )

    assert words(found.accepted) == ["Two.", "Three. One."]
    assert [each.touched for each in found.accepted] == [(), ()]


def test_a_copied_bookmark_is_a_hint_and_no_name() -> None:
    """LibreOffice numbers the copies."""
    found = read(p(r("a"), name="pabc_Copy_1"), p(r("b"), name="ref_abcdef_Copy_2"))

    assert [each.names for each in found.accepted] == [(), ()]
    assert [each.copies for each in found.accepted] == [("pabc",), ("_jp_ref_abcdef",)]


def test_of_two_paragraphs_with_one_bookmark_the_first_is_it() -> None:
    """LibreOffice gives it to both halves of a split."""
    found = read(p(r("a"), name="pabc", mark=tracked("ins")), p(r("b"), name="pabc"))

    assert [each.names for each in found.accepted] == [("pabc",), ()]
    assert [each.copies for each in found.accepted] == [(), ("pabc",)]
    assert [each.names for each in found.rejected] == [("pabc",)]


# --- looks and styles -------------------------------------------------------------------------


def look(now: str, before: str) -> str:
    """Run properties that were changed."""
    return f'{now}<w:rPrChange w:id="1" {ANNA}><w:rPr>{before}</w:rPr></w:rPrChange>'


def test_a_changed_look_is_there_in_one_view() -> None:
    """And in the other its hand."""
    found = read(p(r("a"), r("b", look("<w:b/>", "<w:i/>"))))

    assert marked(found.accepted[0].passage) == "a*b*"
    assert marked(found.rejected[0].passage) == "a/b/"
    assert found.accepted[0].hands == (NOBODY, NOBODY)
    assert found.rejected[0].hands == (NOBODY, 0)


@pytest.mark.parametrize(
    "change", [look("<w:b/>", "<w:b/>"), look('<w:color w:val="FF0000"/>', "")]
)
def test_a_change_that_changes_nothing_of_ours_is_none(change: str) -> None:
    """LibreOffice writes the first for table headings; colours are not the author's."""
    found = read(p(r("a", change)))

    assert found.accepted == found.rejected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:b/>", "*a*"),
        ('<w:b w:val="0"/>', "a"),
        ('<w:i w:val="true"/>', "/a/"),
        ('<w:rStyle w:val="Strong"/>', "*a*"),
        ('<w:rStyle w:val="Emphasis"/>', "/a/"),
        ('<w:rStyle w:val="Strong"/><w:b w:val="false"/>', "a"),
        ('<w:rStyle w:val="Below"/>', "*a*"),
        ('<w:rStyle w:val="Hyperlink"/>', "a"),
        ('<w:rStyle w:val="JPLabel"/>', "a"),
        ('<w:vertAlign w:val="superscript"/>', "^a^"),
        ('<w:vertAlign w:val="subscript"/>', "_a_"),
        ('<w:vertAlign w:val="baseline"/>', "a"),
        ("<w:bCs/><w:iCs/>", "a"),
        ("<w:bCs/><w:rtl/>", "*a*"),
        ('<w:b w:val="1"/><w:bCs w:val="0"/><w:rtl/>', "a"),
    ],
)
def test_looks_are_what_a_run_or_its_style_says(properties: str, expected: str) -> None:
    """Directly first, then by a character style; styles of ours are no looks."""
    styles = "".join(
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{key}"/>{more}</w:style>'
        for key, more in (
            ("Strong", "<w:rPr><w:b/></w:rPr>"),
            ("Emphasis", "<w:rPr><w:i/></w:rPr>"),
            ("Below", '<w:basedOn w:val="Strong"/>'),
        )
    )
    found = read_returned(word_file(p(r("a", properties)), styles=styles))

    assert marked(found.accepted[0].passage) == expected


def test_arabic_words_are_bold_by_a_property_of_their_own() -> None:
    """Offices write w:bCs alone for them."""
    assert marked(read(p(r("دواء", "<w:bCs/>"))).accepted[0].passage) == "*د**و**ا**ء*"


def test_hidden_words_are_not_there() -> None:
    """Nobody who reads the file sees them."""
    assert both(p(r("a"), r("b", "<w:vanish/>"), r("c", '<w:vanish w:val="0"/>'))) == (["ac"],) * 2


def test_words_struck_out_by_hand_are_told() -> None:
    """Some reviewers do so instead of deleting."""
    (found,) = read(
        p(r("Take "), r("two", "<w:strike/>"), r("!", '<w:highlight w:val="yellow"/>'))
    ).accepted

    assert found.objects == ("struck words", "highlighted words")
    assert found.object_words == ("two", "!")


def test_a_changed_style_is_there_in_one_view() -> None:
    """Kind and level of before stand in the rejected view."""
    change = (
        f'<w:pPrChange w:id="1" {ANNA}><w:pPr><w:pStyle w:val="Heading3"/></w:pPr></w:pPrChange>'
    )
    found = read(p(r("a"), style="BodyText", more=change))

    assert (found.accepted[0].kind, found.accepted[0].level) == ("text", 0)
    assert (found.rejected[0].kind, found.rejected[0].level) == ("heading", 3)
    assert found.accepted[0].touched == ((0, "style"),)
    assert found.accepted[0].style == "Body Text"


def test_a_change_of_indents_is_no_change_of_style() -> None:
    """Layout is not the author's."""
    before = '<w:pPr><w:pStyle w:val="BodyText"/><w:jc w:val="center"/></w:pPr>'
    found = read(p(r("a"), more=tracked("pPrChange", before)))

    assert found.accepted == found.rejected
    assert found.accepted[0].touched == ()


def test_a_bullet_that_was_inserted_makes_an_item() -> None:
    """Without it the paragraph is text."""
    numbering = (
        f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/><w:ins w:id="1" {ANNA}/></w:numPr>'
    )
    found = read(p(r("a"), more=numbering))

    assert [(each.kind, each.level) for each in found.accepted] == [("item", 2)]
    assert [(each.kind, each.level) for each in found.rejected] == [("text", 0)]
    assert found.accepted[0].touched == ((0, "style"),)


@pytest.mark.parametrize(
    ("style", "more", "expected"),
    [
        ("Title", "", ("heading", 1)),
        ("Heading4", "", ("heading", 4)),
        ("ListBullet", "", ("item", 1)),
        ("ListBullet", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>', ("item", 3)),
        ("ListBullet", '<w:numPr><w:numId w:val="0"/></w:numPr>', ("text", 0)),
        ("Foreign", "", ("text", 0)),
        ("Foreign", '<w:numPr><w:numId w:val="1"/></w:numPr>', ("item", 1)),
        ("Foreign", '<w:outlineLvl w:val="1"/>', ("heading", 2)),
        ("Foreign", '<w:outlineLvl w:val="9"/>', ("text", 0)),
        ("Foreign", '<w:outlineLvl w:val="x"/>', ("text", 0)),
        ("Foreign", '<w:numPr><w:ilvl w:val="-7"/><w:numId w:val="x"/></w:numPr>', ("item", 1)),
        ("JPTableText", "", ("text", 0)),
        ("JPDisclaimer", "", ("disclaimer", 0)),
        ("JPReference", "", ("reference", 1)),
        ("Caption", "", ("caption", 0)),
    ],
)
def test_a_paragraph_is_what_its_style_and_its_list_say(
    style: str, more: str, expected: tuple[str, int]
) -> None:
    """A cell's style outside a table is text; nonsense in numbers is passed over."""
    (found,) = read(p(r("a"), style=style, more=more)).accepted

    assert (found.kind, found.level) == expected


def test_styles_are_known_by_name() -> None:
    """LibreOffice renames the ids."""
    styles = '<w:style w:type="paragraph" w:styleId="Caption1"><w:name w:val="Caption"/></w:style>'
    found = read_returned(word_file(p(r("a"), style="Caption1"), styles=styles))

    assert found.accepted[0].kind == "caption"


def test_references_count_in_each_view() -> None:
    """A deleted one counts in the rejected view only."""
    found = read(
        p(r("One"), style="JPReference"),
        p(gone("Two"), style="JPReference", mark=tracked("del")),
        p(r("Three"), style="JPReference"),
    )

    assert [each.level for each in found.accepted] == [1, 2]
    assert [each.level for each in found.rejected] == [1, 2, 3]
