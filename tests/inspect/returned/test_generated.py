"""Any mix of tracked changes: both views are what a plain model says, and nothing breaks."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.inspect.returned.wordml import gone, ins, jump, p, r, read, tracked, words

FATES = ("", "ins", "del", "moveTo", "moveFrom", "both")
STANDS = {
    "": (True, True), "ins": (True, False), "moveTo": (True, False), "del": (False, True),
    "moveFrom": (False, True), "both": (False, False),
}  # fmt: skip
"""Whether something of this fate is in the accepted and in the rejected view."""


@dataclass(frozen=True)
class Piece:
    """Words under a revision, perhaps in a wrapper."""

    text: str
    fate: str
    wrapper: str

    def xml(self) -> str:
        """As Word writes it."""
        match self.fate:
            case "ins":
                inner = ins(self.text)
            case "del":
                inner = gone(self.text)
            case "both":
                inner = tracked("ins", gone(self.text))
            case "":
                inner = r(self.text)
            case _:
                inner = tracked(self.fate, r(self.text))
        match self.wrapper:
            case "link":
                return jump("_jp_title", inner)
            case "control":
                return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            case _:
                return inner


Line = tuple[list[Piece], str]

pieces = st.builds(
    Piece,
    st.sampled_from(["a", "bc ", " d", "é", "e f"]),
    st.sampled_from(FATES),
    st.sampled_from(["", "", "link", "control"]),
)
lines = st.tuples(st.lists(pieces, max_size=5), st.sampled_from(FATES))


def expected(told: list[Line], *, accepted: bool) -> list[str]:
    """The paragraphs of a view: words that stand, up to the next mark that stands."""
    found: list[str] = []
    open_ = ""
    view = 0 if accepted else 1
    for line, mark in told:
        open_ += "".join(each.text for each in line if STANDS[each.fate][view])
        if STANDS[mark][view]:
            found.append(open_)
            open_ = ""
    return [each for each in (*found, open_) if each.strip()]


def _mark(fate: str) -> str:
    if fate == "both":
        return tracked("ins") + tracked("del")
    return tracked(fate) if fate else ""


@examples(60)
@given(st.lists(lines, max_size=6))
def test_both_views_are_what_a_plain_model_says(told: list[Line]) -> None:
    """Words, marks, moves, links and content controls in any order."""
    found = read(*(p(*(each.xml() for each in line), mark=_mark(mark)) for line, mark in told))

    assert words(found.accepted) == expected(told, accepted=True)
    assert words(found.rejected) == expected(told, accepted=False)
    for paragraph in (*found.accepted, *found.rejected):
        assert len(paragraph.passage) == len(paragraph.shown) == len(paragraph.hands)
        assert all(-1 <= hand < len(found.hands) for hand in paragraph.hands)


@examples(30)
@given(st.lists(lines, min_size=1, max_size=4))
def test_without_a_revision_both_views_are_one(told: list[Line]) -> None:
    """Nobody touched anything."""
    plain = [([Piece(each.text, "", each.wrapper) for each in line], "") for line, _ in told]
    found = read(*(p(*(each.xml() for each in line)) for line, _ in plain))

    assert found.accepted == found.rejected
    assert found.hands == ()
    assert words(found.accepted) == expected(plain, accepted=True)


TAGS = (
    "p", "r", "t", "delText", "ins", "del", "moveFrom", "moveTo", "hyperlink", "sdt", "sdtContent",
    "tbl", "tr", "tc", "tcPr", "trPr", "pPr", "rPr", "numPr", "numId", "ilvl", "gridSpan",
    "cellIns", "rPrChange", "pPrChange", "fldChar", "instrText", "fldSimple", "bookmarkStart",
    "drawing", "commentRangeStart", "commentRangeEnd", "commentReference", "sym", "br", "pStyle",
    "rStyle",
)  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["val", "id", "name", "author", "date", "fldCharType", "char", "anchor"]),
    st.sampled_from(["", "0", "-1", "x", "999999999999", "begin", "separate", "end", "_jp_title",
                     "_jp_ref_abc", "ListBullet", "JPCitation", "JPReviewCell", "HYPERLINK"]),
    max_size=3,
)  # fmt: skip


def _element(tag: str, attributes: dict[str, str], inside: str) -> str:
    told = "".join(f' w:{name}="{text}"' for name, text in attributes.items())
    return f"<w:{tag}{told}>{inside}</w:{tag}>"


nonsense = st.recursive(
    st.sampled_from(["", "words", "[1]"]),
    lambda inner: st.builds(
        _element,
        st.sampled_from(TAGS),
        ATTRIBUTES,
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=30,
)


@examples(80)
@given(nonsense)
def test_no_arrangement_of_elements_breaks_the_reader(body: str) -> None:
    """Elements where they may not stand, with values that mean nothing."""
    found = read(body, p(r("end")))

    assert words(found.accepted)[-1].endswith("end") or found.filled
