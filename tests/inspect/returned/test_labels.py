"""Citations keep their sources through edits; what was typed stays words, signs never leak."""

from __future__ import annotations

import pytest

from journalpress.inspect.returned import read_returned
from journalpress.passage import text_of
from journalpress.reviewcopy import reference_bookmark
from journalpress.writers.docx import write_docx
from journalpress.writers.docx.runs import DASH, NARROW, NO_WIDTH
from tests.editions import edition_of
from tests.inspect.returned.wordml import (
    both,
    gone,
    ins,
    jump,
    marked,
    p,
    r,
    read,
    tracked,
    word_file,
)
from tests.trees import article, cite
from tests.trees import p as paragraph
from tests.writers.docx.reading import replaced

STYLE = '<w:rStyle w:val="JPCitation"/>'


def sign(text: str) -> str:
    """A sign of a label: a bracket, a comma, a dash."""
    return r(text, STYLE)


def number(text: str, name: str) -> str:
    """A number of a label that leads to a reference."""
    return jump(f"_jp_ref_{name}", sign(text))


OPENS, CLOSES, COMMA = sign(f"{NARROW}["), sign("]"), sign(",")
ONE, FOUR = number("1", "aaa"), number("4", "ddd")


def seen(*content: str) -> tuple[str, str]:
    """A paragraph of this content with its changes, and without them."""
    found = read(p(*content))
    return (
        "".join(marked(each.passage) for each in found.accepted),
        "".join(marked(each.passage) for each in found.rejected),
    )


def test_a_label_is_one_atom_with_its_sources() -> None:
    """Brackets, commas and the narrow space are no words."""
    found = read(p(r("so"), OPENS, ONE, COMMA, FOUR, CLOSES, r("."))).accepted[0]

    assert marked(found.passage) == "so[aaa ddd]."
    assert found.shown == ("s", "o", f"{NARROW}[1,4]", ".")


def test_inner_numbers_of_a_run_count() -> None:
    """They ride on the dash and on a sign without width."""
    run = [number("1", "aaa"), number(DASH, "bbb"), number(NO_WIDTH, "ccc"), number("4", "ddd")]

    assert seen(r("so"), OPENS, *run, CLOSES)[0] == "so[aaa bbb ccc ddd]"


def test_two_labels_side_by_side_stay_two() -> None:
    """A bracket ends one, another begins the next."""
    assert seen(OPENS, ONE, CLOSES, OPENS, FOUR, CLOSES)[0] == "[aaa][ddd]"


# --- deleting ---------------------------------------------------------------------------------


def gone_link(text: str, name: str) -> str:
    """A deleted number, as LibreOffice and Word write it: the link stays around."""
    return jump(f"_jp_ref_{name}", gone(text, look=STYLE))


def gone_sign(text: str) -> str:
    """A deleted sign."""
    return gone(text, look=STYLE)


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ((OPENS, ONE, gone_sign(","), gone_link("4", "ddd"), CLOSES), "so[aaa]."),
        ((OPENS, gone_link("1", "aaa"), gone_sign(","), FOUR, CLOSES), "so[ddd]."),
        ((OPENS, ONE, COMMA, gone_link("4", "ddd"), CLOSES), "so[aaa]."),
        ((OPENS, gone_link("1", "aaa"), COMMA, FOUR, CLOSES), "so[ddd]."),
        ((OPENS, gone_link("1", "aaa"), COMMA, gone_link("4", "ddd"), CLOSES), "so."),
        ((gone_sign(f"{NARROW}["), gone_link("1", "aaa"), COMMA, FOUR, CLOSES), "so[ddd]."),
        ((OPENS, ONE, COMMA, gone_link("4", "ddd"), gone_sign("]")), "so[aaa]."),
        ((gone_sign(f"{NARROW}["), ONE, COMMA, FOUR, gone_sign("]")), "so[aaa ddd]."),
        (
            (gone_sign(f"{NARROW}["), gone_link("1", "aaa"), gone_sign(","),
             gone_link("4", "ddd"), gone_sign("]")),
            "so.",
        ),
    ],
)  # fmt: skip
def test_a_half_deleted_label_keeps_the_other_number(label: tuple[str, ...], left: str) -> None:
    """Whatever signs are left behind, none of them becomes a word."""
    assert seen(r("so"), *label, r(".")) == (left, "so[aaa ddd].")


def test_the_gap_in_front_of_a_label_goes_with_it() -> None:
    """The Edition sets a narrow space between a number and a label."""
    label = gone_sign(f"{NARROW}["), gone_link("1", "aaa"), gone_sign("]")

    assert seen(r(f"12{NARROW}"), *label) == ("12", "12[aaa]")
    assert seen(r(f"12{NARROW}000"))[0] == f"12{NARROW}000"


def test_a_deleted_number_has_its_hand() -> None:
    """In the view in which the whole label still stands."""
    found = read(p(OPENS, ONE, COMMA, gone_link("4", "ddd"), CLOSES))

    assert found.accepted[0].hands == (-1,)
    assert found.rejected[0].hands == (0,)


# --- typing -----------------------------------------------------------------------------------


def typed(text: str) -> str:
    """Words typed next to a label: they are in its style."""
    return ins(text, look=STYLE)


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ((r("so"), OPENS, ONE, CLOSES, typed(", they say")), "so[aaa], they say"),
        ((r("so"), OPENS, ONE, CLOSES, sign(", they say")), "so[aaa], they say"),
        ((r("so"), OPENS, ONE, CLOSES, sign(",")), "so[aaa],"),
        ((r("so"), OPENS, ONE, CLOSES, typed(",")), "so[aaa],"),
        ((typed("so"), OPENS, ONE, CLOSES), "so[aaa]"),
        ((r("so"), typed(" [2,4]")), "so [2,4]"),
        ((r("so"), sign("[2,4]")), "so[2,4]"),
        ((r("so "), ins("[2,4]")), "so [2,4]"),
    ],
)
def test_what_was_typed_stays_words(content: tuple[str, ...], left: str) -> None:
    """In whatever style, tracked or not."""
    assert seen(*content)[0] == left


def test_a_label_typed_over_is_words_and_the_old_one_is_gone() -> None:
    """The case that LibreOffice writes: the link is kept, with a deletion in it."""
    label = gone_sign(f"{NARROW}["), gone_link("1", "aaa"), gone_sign("]")

    assert seen(r("so"), *label, ins("[2,4]"), r(".")) == ("so[2,4].", "so[aaa].")


@pytest.mark.parametrize("extra", [",5", "5", ", 5", "–5"])
def test_a_number_typed_into_a_label_stands_behind_it(extra: str) -> None:
    """The label keeps what it cites; the number is a label in plain words."""
    found = read(p(r("so"), OPENS, ONE, typed(extra), CLOSES, r(".")))

    assert marked(found.accepted[0].passage) == "so[aaa][5]."
    assert found.accepted[0].hands == (-1, -1, -1, 0, 0, 0, -1)
    assert marked(found.rejected[0].passage) == "so[aaa]."


def test_a_number_typed_into_the_link_of_another_stands_behind_it() -> None:
    """LibreOffice goes on with the link; a number that grew is another number."""

    def label(extra: str) -> tuple[str, ...]:
        return r("so"), OPENS, jump("_jp_ref_aaa", sign("1"), typed(extra)), CLOSES

    assert seen(*label(",5"))[0] == "so[aaa][5]"
    assert seen(*label(", see"))[0] == "so[aaa], see"
    assert seen(*label(",5"))[1] == "so[aaa]"


def test_words_typed_into_a_label_stand_behind_it() -> None:
    """None is lost."""
    assert seen(OPENS, ONE, typed(" see there"), CLOSES)[0] == "[aaa] see there"


def test_a_link_to_a_reference_with_other_words_is_words() -> None:
    """It shows no number any more."""
    assert seen(r("see "), number("the trial", "aaa"))[0] == "see the trial"


def test_a_link_with_another_number_in_it_was_typed_over() -> None:
    """The copy knows which number it printed there: the anchor alone would hide the edit."""
    data = write_docx(edition_of(article(paragraph("So it is", cite("a", "c"), "."))))
    link = f'w:anchor="{reference_bookmark("c")}" w:history="1"><w:r><w:rPr>{STYLE}</w:rPr><w:t>'
    returned = read_returned(replaced(data, f"{link}2<", f"{link}7<"))
    (found,) = (each for each in returned.accepted if "".join(each.shown).startswith("So it"))

    assert text_of(found.passage) == f"So it is[@{reference_bookmark('a')}][7]."


def test_a_number_that_grew_is_another_number() -> None:
    """A digit typed behind the 2 makes 21 of it, and nobody cites the second source any more."""
    data = write_docx(edition_of(article(paragraph("So it is", cite("a", "c"), "."))))
    link = f'w:anchor="{reference_bookmark("c")}" w:history="1"><w:r><w:rPr>{STYLE}</w:rPr><w:t>'
    grown = replaced(data, f"{link}2</w:t></w:r>", f"{link}2</w:t></w:r>{typed('1')}")
    (found,) = (
        each for each in read_returned(grown).accepted if "".join(each.shown).startswith("So it")
    )

    assert text_of(found.passage) == f"So it is[@{reference_bookmark('a')}][21]."


# --- copying and losing the style -------------------------------------------------------------


def test_a_pasted_label_is_a_citation() -> None:
    """A link is inserted with its number."""
    pasted = f"{typed(f'{NARROW}[')}{jump('_jp_ref_aaa', typed('1'))}{typed(']')}"

    assert seen(r("so"), pasted, r(".")) == ("so[aaa].", "so.")


def test_a_label_without_its_style_is_known_by_its_form() -> None:
    """Somebody cleared the formatting of the paragraph."""
    bare = [jump("_jp_ref_aaa", r("1")), r(", "), jump("_jp_ref_ddd", r("4"))]

    assert seen(r(f"so{NARROW}["), *bare, r("]."))[0] == "so[aaa ddd]."
    assert seen(r("so ["), *bare, r("] and [this]."))[0] == "so [aaa ddd] and [this]."


def test_a_link_that_was_cut_in_two_is_one_citation() -> None:
    """LibreOffice cuts runs where it likes."""
    cut = jump("_jp_ref_aaa", sign("1")), jump("_jp_ref_aaa", sign("2"))

    assert seen(OPENS, *cut, CLOSES)[0] == "[aaa]"
    assert seen(OPENS, jump("_jp_ref_aaa", sign("1"), sign("2")), CLOSES)[0] == "[aaa]"


def test_a_moved_label_is_the_same_citation() -> None:
    """In one view here, in the other there."""
    label = f"{OPENS}{ONE}{CLOSES}"
    assert seen(r("a"), tracked("moveFrom", label), r("b"), tracked("moveTo", label)) == (
        "ab[aaa]",
        "a[aaa]b",
    )


def test_labels_of_arabic_copies_are_labels() -> None:
    """Their runs are written from right to left."""
    rtl = f"{STYLE}<w:rtl/>"
    label = r(f"{NARROW}[", rtl), jump("_jp_ref_aaa", r("1", rtl)), r("]", rtl)

    assert seen(r("دواء", "<w:rtl/>"), *label)[0] == "دواء[aaa]"


def test_leaflet_codes_have_plain_hyphens() -> None:
    """The copy has hyphens in them that do not break; others stay as they are."""
    code = r("K7QX") + "<w:r><w:noBreakHyphen/></w:r>" + r("2M9F\u2011D, e\u2011mail")

    assert both(p(code))[0] == ["K7QX-2M9F-D, e\u2011mail"]


@pytest.mark.tool
def test_signs_without_end_take_no_time() -> None:
    """A hostile paragraph of nothing but signs in the style of labels."""
    signs = sign(f"{NARROW * 5_000}{'[,' * 5_000}") + ONE * 500 + sign("],]" * 5_000)

    assert read_returned(word_file(p(signs))).accepted
