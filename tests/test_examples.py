"""How many examples a generated test gets under each profile."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.examples import examples


@pytest.fixture
def profile() -> Iterator[None]:
    """Whatever profile a test loads, the one before is loaded again after it."""
    before = settings.get_current_profile_name()
    yield
    settings.load_profile(before)


@pytest.mark.usefixtures("profile")
def test_every_run_but_a_check_gives_the_number_that_was_asked_for() -> None:
    """More than the profile's own as well."""
    settings.load_profile("journalpress")

    assert [examples(number).max_examples for number in (8, 25, 150)] == [8, 25, 150]
    assert settings().max_examples == 60


@pytest.mark.usefixtures("profile")
def test_a_check_gives_five_at_most() -> None:
    """Nothing else changes, least of all that the examples are the same on every run."""
    settings.load_profile("check")

    assert [examples(number).max_examples for number in (8, 25, 150)] == [5, 5, 5]
    assert settings().max_examples == 5
    assert settings().derandomize
    assert examples(25).deadline is None
