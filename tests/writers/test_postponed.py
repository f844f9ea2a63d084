"""Modules that stand aside while WeasyPrint is imported are whole when they are asked for."""

import subprocess
import sys

import pytest

PROGRAM = """\
import sys
from journalpress.writers.engine import load_weasyprint
load_weasyprint()
heavy = [name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))]
assert not heavy, heavy
from weasyprint.pdf import fonts
assert fonts.subset.Options().notdef_outline is False
import fontTools.subset
assert fonts.subset.Subsetter is fontTools.subset.Subsetter
try:
    fonts.instantiateVariableFont(None, {})
except Exception as error:
    import traceback
    told = "".join(traceback.format_exception(error))
    assert "varLib/instancer" in told, told
assert "fontTools.varLib.instancer" in sys.modules
"""


@pytest.mark.tool
def test_weasyprint_starts_without_them_and_has_them_when_it_calls() -> None:
    """In a process of its own: the subsetter and the instancer are the real ones, only later."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr
