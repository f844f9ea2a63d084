"""The test session: a skip fails where tools are required, golden texts are recorded on demand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# Each runs a test session of its own.
pytestmark = pytest.mark.tool

CONFTEST = Path(__file__).with_name("conftest.py")


def session(folder: Path, body: str, *options: str, required: bool = False) -> str:
    """What pytest prints for a test file with this body under our conftest."""
    tests = folder / "tests"
    tests.mkdir(exist_ok=True)
    shutil.copy(CONFTEST, tests)
    (tests / "test_it.py").write_text(f"import pytest\n{body}\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", *options, tests],
        cwd=folder,
        env={**os.environ, "REQUIRE_TOOLS": "1" if required else "0"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


SKIP = "def test_it():\n    pytest.skip('qpdf is not installed')"
SKIP_FILE = "pytest.skip('qpdf is not installed', allow_module_level=True)"
SKIP_ALLOWED = "def test_it():\n    pytest.skip('veraPDF is not installed')"
GOLDEN = "def test_it(golden):\n    golden('a/b.txt', 'new words\\n')"


def test_a_skip_is_a_skip(tmp_path: Path) -> None:
    """Without REQUIRE_TOOLS an absent program skips its test and says so."""
    assert "SKIPPED [1] tests/test_it.py:3: qpdf is not installed" in session(tmp_path, SKIP)


@pytest.mark.parametrize("body", [SKIP, SKIP_FILE])
def test_a_skip_fails_where_tools_are_required(tmp_path: Path, body: str) -> None:
    """In a test or of a whole file: with REQUIRE_TOOLS=1 the session fails and names the tool."""
    said = session(tmp_path, body, required=True)

    assert "although REQUIRE_TOOLS=1" in said
    assert "qpdf is not installed" in said
    assert "skipped" not in said.splitlines()[-1]


def test_what_not_every_machine_can_get_may_skip(tmp_path: Path) -> None:
    """veraPDF may be absent even where tools are required."""
    assert session(tmp_path, SKIP_ALLOWED, required=True).splitlines()[-1].startswith("1 skipped")


def test_a_golden_text_is_recorded_only_when_asked(tmp_path: Path) -> None:
    """A text without a record fails, --accept records it, and then it must stay the same."""
    assert "not recorded" in session(tmp_path, GOLDEN)

    assert "1 passed" in session(tmp_path, GOLDEN, "--accept")
    assert (tmp_path / "tests/golden/a/b.txt").read_bytes() == b"new words\n"

    assert "1 passed" in session(tmp_path, GOLDEN)
    assert "1 failed" in session(tmp_path, GOLDEN.replace("new", "other"))
