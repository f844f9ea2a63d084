"""The search for garbage rests for a while and goes on as it was."""

import gc

import pytest

from journalpress.cli.sweeping import unswept


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_goes_on_as_before(was_on: bool) -> None:
    """Also after an error, and where somebody had turned it off."""
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with unswept():
            assert not gc.isenabled()
        with pytest.raises(ZeroDivisionError), unswept():
            _ = 1 / 0
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
