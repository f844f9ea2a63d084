"""What a reviewer wrote on the pages for reviewers, which are no part of the article."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from journalpress.inspect.returned import read_returned
from journalpress.inspect.returned.types import Filled, Returned
from journalpress.reviewcopy import ReviewCopy
from journalpress.wordfile.parts import Element, W
from tests.copies import everything_copy
from tests.inspect.returned.wordml import ANNA, gone, ins, p, r, words
from tests.writers.docx.reading import changed

COPY = ReviewCopy("Dr Okafor")
DECISIONS = "☐ approve\n☐ approve once changed\n☐ do not approve"


def edited(change: Callable[[Element], None], copy: ReviewCopy = COPY) -> Returned:
    """The copy of everything for Dr Okafor, with its document changed by this."""

    def changed_document(data: bytes) -> bytes:
        root = etree.fromstring(data)
        change(root)
        return etree.tostring(root)

    return read_returned(changed(everything_copy(copy), changed_document))


def paragraph(root: Element, name: str) -> Element:
    """The paragraph in which this bookmark of ours begins."""
    (start,) = root.findall(f".//{{{W}}}bookmarkStart[@{{{W}}}name='_jp_{name}']")
    found = start.getparent()
    assert found is not None
    return found


def elements(markup: str) -> list[Element]:
    """The elements of this markup."""
    return list(etree.fromstring(f'<w:x xmlns:w="{W}">{markup}</w:x>'))


def write(root: Element, name: str, *markup: str, keep: bool = False) -> None:
    """Write into a cell: in place of its runs, or behind them."""
    where = paragraph(root, name)
    for run in [] if keep else where.findall(f"{{{W}}}r"):
        where.remove(run)
    for each in elements("".join(markup)):
        where.append(each)


def test_an_untouched_form_tells_nothing() -> None:
    """The name that was filled in beforehand is not the reviewer's, nor are the boxes."""
    assert read_returned(everything_copy(COPY)).filled == ()
    assert read_returned(everything_copy()).filled == ()


def test_a_line_of_the_sign_off_is_told_whole() -> None:
    """Name, role, qualification, decision, date belong together."""

    def sign(root: Element) -> None:
        write(root, "sign_1_1", r("Consultant"))
        write(root, "sign_1_4", ins("17 June 2026"))

    assert edited(sign).filled == (
        Filled("sign_1_0", "Dr Okafor"),
        Filled("sign_1_1", "Consultant"),
        Filled("sign_1_2", ""),
        Filled("sign_1_3", DECISIONS),
        Filled("sign_1_4", "17 June 2026"),
    )


def test_a_decision_is_told_as_it_was_written() -> None:
    """A box was ticked, and the others are left."""

    def decide(root: Element) -> None:
        first = next(paragraph(root, "sign_2_3").iter(f"{{{W}}}t"))
        first.text = (first.text or "").replace("☐", "☒")

    filled = {each.name: each.words for each in edited(decide).filled}

    assert filled["sign_2_3"] == DECISIONS.replace("☐", "☒", 1)
    assert set(filled) == {f"sign_2_{column}" for column in range(5)}


def test_ticks_of_claims_are_told_one_by_one() -> None:
    """Tracked or silent, over the box or behind it."""

    def tick(root: Element) -> None:
        write(root, "claim_1_3", gone("☐"), ins("page 3, table 2"))
        write(root, "claim_2_3", ins(" yes"), keep=True)
        write(root, "open_1_3", r("No source is needed."))

    assert edited(tick).filled == (
        Filled("claim_1_3", "page 3, table 2"),
        Filled("claim_2_3", "☐ yes"),
        Filled("open_1_3", "No source is needed."),
    )


def test_a_cell_whose_bookmark_is_gone_is_known_by_its_place() -> None:
    """Word loses it where all of a cell is typed over."""

    def tick(root: Element) -> None:
        where = paragraph(root, "claim_3_3")
        for each in list(where)[1:]:
            where.remove(each)
        for each in elements(p(r("page 9"))):
            where.append(each[1])

    assert edited(tick).filled == (Filled("claim_3_3", "page 9"),)


def test_a_line_that_was_added_to_the_sign_off_counts_on() -> None:
    """A fourth person signs."""

    def add(root: Element) -> None:
        row = next(paragraph(root, "sign_3_0").iterancestors(f"{{{W}}}tr"))
        new = etree.fromstring(etree.tostring(row))
        for each in list(new.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        new.findall(f".//{{{W}}}p")[0].extend(elements(r("Dr Fourth")))
        row.addnext(new)

    assert edited(add).filled[0] == Filled("sign_4_0", "Dr Fourth")


def test_what_is_written_beside_the_forms_is_told_too() -> None:
    """Into a sentence of the page, and into a paragraph of its own."""

    def remark(root: Element) -> None:
        (heading, *_) = (
            each
            for each in root.iter(f"{{{W}}}p")
            if each.find(f".//{{{W}}}pStyle[@{{{W}}}val='JPReviewText']") is not None
        )
        heading.extend(elements(ins("Thank you.")))
        last = root[0][-1]
        last.addprevious(elements(p(r("All in all well done."), style="Normal"))[0])

    returned = edited(remark)

    assert returned.filled == (
        Filled("", "Thank you."), Filled("", "All in all well done."),
    )  # fmt: skip
    assert "All in all well done." not in words(returned.accepted)


def test_words_behind_the_article_of_a_clean_copy_are_the_article_s() -> None:
    """There are no pages for reviewers to which they could belong."""

    def add(root: Element) -> None:
        root[0][-1].addprevious(elements(p(r("One more thing."), style="Normal"))[0])

    returned = edited(add, ReviewCopy(apparatus=False))

    assert returned.filled == ()
    assert words(returned.accepted)[-1] == "One more thing."


def test_without_bookmarks_the_article_is_known_by_its_styles() -> None:
    """All are stripped: the pages in front and behind do not swallow what is between."""

    def strip(root: Element) -> None:
        for each in list(root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
            each.getparent().remove(each)  # type: ignore[union-attr]

    stripped = edited(strip)
    whole = read_returned(everything_copy(COPY))
    filled = [each for each in whole.accepted if each.passage or each.pictures]

    assert words(stripped.accepted) == words(filled)
    assert stripped.filled == ()


def test_a_tracked_change_of_the_article_is_no_form() -> None:
    """Its paragraphs are in the views only."""

    def edit(root: Element) -> None:
        paragraph(root, "standfirst").extend(elements(f'<w:ins w:id="1" {ANNA}>{r("!")}</w:ins>'))

    returned = edited(edit)

    assert returned.filled == ()
    assert "What stands first, in one sentence.!" in words(returned.accepted)
