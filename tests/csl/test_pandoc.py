"""pandoc is the one that the extra brings, and what keeps it from printing is said in a line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from journalpress.csl import pandoc
from journalpress.csl.pandoc import entries_of, find_pandoc
from journalpress.csl.style import standalone
from journalpress.errors import EnvironmentFailure
from tests.csl.styles import NUMERIC, style_of

pytestmark = pytest.mark.tool


def test_pandoc_is_stopped_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said with how long it had, and that it may be tried again."""
    monkeypatch.setattr(pandoc, "SECONDS", 0.001)

    with pytest.raises(EnvironmentFailure, match="did not print 1 sources"):
        entries_of(standalone(style_of(NUMERIC)), [{"id": "a"}], "en", name="s.csl")


def test_a_pandoc_that_does_not_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no program, in its place."""
    (tmp_path / "pypandoc" / "files").mkdir(parents=True)
    (tmp_path / "pypandoc" / "__init__.py").touch()
    (tmp_path / "pypandoc" / "files" / "pandoc").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "pypandoc", raising=False)

    with pytest.raises(EnvironmentFailure, match="pandoc cannot be run: permission denied"):
        entries_of(b"", [], "en", name="s.csl")


def test_only_the_pandoc_of_the_extra_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it there is none, whatever lies on the path: another prints other words."""
    assert find_pandoc() is not None
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert find_pandoc() is None

    with pytest.raises(EnvironmentFailure, match="one more part") as refused:
        entries_of(b"", [], "en", name="s.csl")
    assert refused.value.hint == "run: pip install 'journalpress[csl]'"
