"""Every fault of a leaflet is seen by one judge at least; a table says which sees which."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from journalpress.edition.reading import expectation
from journalpress.errors import DisagreementError
from journalpress.inspect.leaflet import check_leaflet
from journalpress.verify import Means, compare
from journalpress.writers.pdf import extract_pdf, write_pdf
from tests import tools
from tests.editions import everything_edition
from tests.inspect.leaflet.damages import BROKEN, DAMAGES, damaged

PDF = Means(paged=True, spaced=False, linked=True, returns=True)
NAMES = (*DAMAGES, *BROKEN)


@cache
def leaflet() -> bytes:
    """A leaflet with every kind of block."""
    return write_pdf(everything_edition())


def objections(data: bytes) -> set[tuple[str, str]]:
    """What our criteria object to: code and words."""
    return {(each.code, each.message) for each in check_leaflet(data, "a4")[1]}


def is_proved(data: bytes) -> bool:
    """Whether the proof lets it pass for its article."""
    try:
        return compare(expectation(everything_edition()), extract_pdf(data), PDF) == ()
    except DisagreementError:
        return False


def is_accessible(data: bytes) -> bool:
    """Whether it keeps PDF/UA-1, by page-validation, which refuses what it cannot read."""
    page = tools.module("page", "page-validation")
    try:
        return tools.page_validation(data) == ()
    except page.PageError:
        return False


@pytest.mark.tool
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_leaflet_never_breaks_the_check(name: str) -> None:
    """Whatever the bytes are, the answer is a list of problems."""
    _, problems = check_leaflet(damaged(leaflet(), name), name="x.pdf")

    assert all("\n" not in str(each) for each in problems)


@pytest.mark.tool
def test_each_damage_is_seen_and_the_table_says_by_whom(golden: Callable[[str, str], None]) -> None:
    """Criteria, PDF/UA-1 and proof together leave no fault unseen."""
    whole = leaflet()
    before = objections(whole)
    rows, unseen = [], []
    for name in NAMES:
        data = damaged(whole, name)
        seen = sorted({code for code, _ in objections(data) - before})
        if not is_accessible(data):
            seen.append("PDF/UA-1")
        if not is_proved(data):
            seen.append("proof")
        rows.append(f"{name}: {', '.join(seen)}\n")
        if not seen:
            unseen.append(name)

    assert is_accessible(whole)
    assert is_proved(whole)
    assert not unseen
    golden("inspect/damaged.txt", "".join(rows))
