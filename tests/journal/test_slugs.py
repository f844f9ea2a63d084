"""A slug is refused or accepted, never repaired; an id is given once for ever."""

import pytest

from journalpress.journal.slugs import free_id, is_slug


@pytest.mark.parametrize("name", ["lupus", "car-t-beyond-cancer", "a", "b2", "a" * 63])
def test_good_names(name: str) -> None:
    """Small letters, digits, hyphens."""
    assert is_slug(name)


@pytest.mark.parametrize(
    "name",
    ["", "Lupus", "2fast", "-x", "a_b", "a b", "é", "..", "a/b", "a.b", "con", "lpt1", "a" * 64,
     "lupus\n"],
)  # fmt: skip
def test_bad_names(name: str) -> None:
    """Nothing that a file system could read otherwise."""
    assert not is_slug(name)


def test_ids_are_never_given_twice() -> None:
    """The slug, then -2, then -3."""
    assert free_id("lupus", set()) == "lupus"
    assert free_id("lupus", {"lupus"}) == "lupus-2"
    assert free_id("lupus", {"lupus", "lupus-2"}) == "lupus-3"
