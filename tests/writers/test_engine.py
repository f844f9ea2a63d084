"""Whatever WeasyPrint complains of ends the drawing, in one line."""

from __future__ import annotations

import ctypes.util
import logging
import os
import subprocess
import sys
import tempfile
from multiprocessing import get_context, util
from pathlib import Path

import pytest

from journalpress.errors import RenderingError
from journalpress.theme import house_theme
from journalpress.writers.engine import load_weasyprint, render_pdf
from journalpress.writers.fetcher import RootedFetcher
from journalpress.writers.pdf.tags import add_tags
from journalpress.writers.tokens import tokens_css

# Each draws a page, or starts a program that does.
pytestmark = pytest.mark.tool


def drawn(body: str, style: str = "") -> bytes:
    """The PDF of this body with the leaflet's fonts."""
    return render_pdf(
        f'<html lang="en"><title>A title</title><body style="font-family: JP Serif">{body}',
        styles=("leaflet.css",),
        tokens=tokens_css(house_theme()),
        page_style=style,
        fetcher=RootedFetcher({}),
        identifier=b"x" * 16,
        tagger=add_tags,
    )


def test_characters_that_no_font_has_are_named() -> None:
    """An editor must know which, and where to look them up."""
    with pytest.raises(RenderingError) as refusal:
        drawn("<p>snow ☃ and 漢 and ☃ again</p>")

    assert str(refusal.value) == "our fonts have no “☃” (U+2603), “漢” (U+6F22)"
    assert "JP054" in refusal.value.hint


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<p><a href="#nowhere">x</a></p>', ""),
        ("<p>x</p>", "p { colour: red }"),
        ("<p>x</p>", "p { color: }"),
        ('<p style="no-such: 1">x</p>', ""),
    ],
)
def test_a_complaint_of_weasyprint_ends_the_drawing(body: str, style: str) -> None:
    """A dead link, a misspelt property: nothing is drawn by half."""
    with pytest.raises(RenderingError, match="cannot be drawn as meant"):
        drawn(body, style)


def test_text_nested_too_deeply_is_refused() -> None:
    """WeasyPrint's own limit becomes a line, not a traceback."""
    with pytest.raises(RenderingError, match="nested too deeply"):
        drawn("<ul><li>" * 200 + "x")


def test_any_failure_of_the_layout_is_a_refusal() -> None:
    """A font size that cannot be makes WeasyPrint divide by zero."""
    with pytest.raises(RenderingError):
        drawn("<p>x</p>", "p { font-size: 1e9px }")


def test_nothing_is_printed_and_no_logger_is_left_changed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A person sees our own lines only."""
    logger = logging.getLogger("weasyprint")
    before = logger.level, logger.propagate, len(logger.handlers)
    with pytest.raises(RenderingError):
        drawn("<p>☃</p>")

    assert (logger.level, logger.propagate, len(logger.handlers)) == before
    assert capfd.readouterr() == ("", "")


def test_the_search_for_libraries_is_left_as_it_was() -> None:
    """The guard of the import is gone afterwards, and so is our Fontconfig file."""
    load_weasyprint()

    assert ctypes.util.find_library.__module__ == "ctypes.util"
    assert "only-our-fonts" not in os.environ.get("FONTCONFIG_FILE", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux searches for libraries so")
def test_the_import_starts_no_other_program() -> None:
    """WeasyPrint alone starts up to 54: ldconfig, gcc and ld for names of Windows libraries."""
    code = (
        "import sys; started = []\n"
        "sys.addaudithook(lambda event, _: started.append(event) if event in "
        "('subprocess.Popen', 'os.posix_spawn', 'os.system') else None)\n"
        "from journalpress.writers.engine import load_weasyprint; load_weasyprint()\n"
        "print(len(started))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (run.stdout.strip(), run.stderr) == ("0", "")


def _draw() -> None:
    drawn("<p>Words</p>")


def test_a_worker_leaves_no_fonts_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint copies our fonts to a temporary folder, 3 MB for each process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    worker = get_context("fork").Process(target=_draw)
    worker.start()
    worker.join()

    assert worker.exitcode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_forked_child_leaves_its_parents_fonts_alone() -> None:
    """The child ends first; the parent still draws, with the same bytes."""
    before = drawn("<p>Words</p>")
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            failed = 0 if drawn("<p>Words</p>") == before else 1
            util._exit_function()  # type: ignore[attr-defined]  # what a worker's end does
        finally:
            # Whatever was raised: a child that went on would run the other tests once more.
            os._exit(failed)
    _, status = os.waitpid(child, 0)

    assert status == 0
    assert drawn("<p>Other words</p>") != before
    assert drawn("<p>Words</p>") == before
