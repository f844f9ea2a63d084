"""Each problem of a source, as a person reads it: tests/problems/<code>/in.md → expected.txt."""

from pathlib import Path

import pytest

from journalpress.problems import CODES
from journalpress.readers.markdown.read import read_markdown

FOLDER = Path(__file__).parents[2] / "problems"
CASES = sorted(path.parent for path in FOLDER.glob("*/in.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_problems_are_said_in_these_words(case: Path, request: pytest.FixtureRequest) -> None:
    """The lines that a person sees; `pytest --accept` records them, a person then reads them."""
    data = (case / "in.md").read_bytes()
    reading = read_markdown(data, file="in.md", slug="sample")
    said = "".join(f"{problem}\n" for problem in reading.problems)
    expected = case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert case.name in {problem.code for problem in reading.problems}
    assert case.name in CODES
