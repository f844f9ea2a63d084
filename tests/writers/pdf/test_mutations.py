"""A leaflet that was altered after it was written does not pass for the article."""

from __future__ import annotations

from functools import cache

import pytest

from journalpress.edition.reading import expectation
from journalpress.errors import DisagreementError
from journalpress.problems import Problem
from journalpress.verify import Means, compare
from journalpress.writers.pdf import extract_pdf, write_pdf
from tests.editions import everything_edition
from tests.writers.pdf.mutations import MUTATIONS, altered

# Each reads a leaflet page by page.
pytestmark = pytest.mark.tool

PDF = Means(paged=True, spaced=False, linked=True, returns=True)


@cache
def leaflet() -> bytes:
    """A leaflet with every kind of block."""
    return write_pdf(everything_edition())


def differences(data: bytes) -> tuple[Problem, ...]:
    """What the proof says of these bytes."""
    return compare(expectation(everything_edition()), extract_pdf(data), PDF)


def test_a_leaflet_that_was_only_saved_again_still_agrees() -> None:
    """What the mutations do beside their change is no difference."""
    with altered(leaflet()) as pdf:
        pdf.append(0, "q Q")

    assert differences(pdf.data) == ()


@pytest.mark.parametrize("name", MUTATIONS)
def test_an_altered_leaflet_is_caught(name: str) -> None:
    """Words, order, targets, what can be seen: whatever changed, the proof says so."""
    with altered(leaflet()) as pdf:
        MUTATIONS[name](pdf)
    try:
        found = differences(pdf.data)
    except DisagreementError:
        return

    assert found, f"{name} went unseen"
