"""What was compiled of WeasyPrint's C declarations is what the installed WeasyPrint declares."""

import subprocess
import sys
from pathlib import Path

import pytest

from journalpress.writers import declarations

TOOL = Path(__file__).parents[2] / "tools" / "make-declarations"

# Runs in a process of its own, as WeasyPrint is imported once in each.
DRAWN = """\
import hashlib, sys
from journalpress.theme import house_theme
from journalpress.writers import declarations, engine
from journalpress.writers.fetcher import RootedFetcher
from journalpress.writers.pdf.tags import add_tags
from journalpress.writers.tokens import tokens_css
{before}
data = engine.render_pdf(
    '<html lang="en"><title>A title</title><body style="font-family: JP Serif">Words',
    styles=("leaflet.css",), page_style="", fetcher=RootedFetcher({{}}), identifier=b"x" * 16,
    tagger=add_tags, tokens=tokens_css(house_theme()),
)
from weasyprint.text.ffi import ffi
print(hashlib.sha256(data).hexdigest(), "pycparser" in sys.modules, type(ffi).__name__)
"""


def drawn(before: str = "") -> list[str]:
    """The hash of a leaflet, whether C was parsed, and by what the functions are declared."""
    code = DRAWN.format(before=before)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.split()


@pytest.mark.tool
def test_they_are_those_of_the_installed_weasyprint(tmp_path: Path) -> None:
    """Written anew they are the same; after an update of WeasyPrint or cffi, run the tool."""
    made = tmp_path / "declarations.py"
    subprocess.run([sys.executable, str(TOOL), str(made)], capture_output=True, check=True)

    assert made.read_bytes() == Path(declarations.__file__).read_bytes()


@pytest.mark.tool
def test_other_declarations_are_parsed_as_ever() -> None:
    """A WeasyPrint that declares more, or a cffi that cannot take these, draws the same."""
    compiled = drawn()
    of_another_text = drawn('declarations.SOURCE_SHA256 = "another"')
    of_another_cffi = drawn('declarations.COMPILED["_version"] = 0x1000')

    assert compiled[1:] == ["False", "Compiled"]
    assert of_another_text == of_another_cffi == [compiled[0], "True", "FFI"]
