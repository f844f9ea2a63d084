"""Where a cross-link leads."""

import pytest

from journalpress.edition.links import jump_to
from tests.editions import neighbour

NEIGHBOURS = {
    "lupus": neighbour("lupus", url="https://a.example/lupus"),
    "old": neighbour("old", in_force=False),
}


@pytest.mark.parametrize(
    ("slug", "href"),
    [
        ("inside", "#inside-chapter"),
        ("lupus", "https://a.example/lupus"),
        ("old", ""),
        ("nowhere", ""),
        (None, ""),
    ],
)
def test_a_cross_link_leads_inside_then_to_the_public_then_nowhere(
    slug: str | None, href: str
) -> None:
    """An article that is not in force is nothing to send a patient to: the words stay alone."""
    assert jump_to(slug, {"inside"}, NEIGHBOURS) == href
