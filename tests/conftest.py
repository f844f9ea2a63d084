"""What all tests share: one day, golden texts, and no silent skip where tools are required."""

import os
import re
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

AS_OF = "2026-12-01"
"""The day on which every test happens, so that no sample ever goes out of date."""

GOLDEN = Path(__file__).parent / "golden"

MAY_BE_ABSENT = re.compile(r"veraPDF|second Python")
"""What REQUIRE_TOOLS=1 forgives: not every machine can get these."""

# The same examples on every run: a change that breaks something is the only thing that turns a
# test red. The long tests ask for more examples themselves. `make check` asks for the profile
# `check`, for a look at the same ground in a moment.
settings.register_profile("journalpress", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("check", settings.get_profile("journalpress"), max_examples=5)
settings.load_profile("journalpress")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --accept."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="write the golden texts anew from what the program says now; then read the diff",
    )


def pytest_configure() -> None:
    """Fixes the day, starts no workers and remembers nothing, here and in every program started."""
    os.environ["JOURNALPRESS_AS_OF"] = AS_OF
    os.environ["JOURNALPRESS_JOBS"] = "0"
    os.environ["JOURNALPRESS_CACHE"] = "none"
    os.environ.pop("JOURNALPRESS_JOURNAL", None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function `golden("folder/name.txt", text)`: the text must be the one recorded there.

    The file lies in tests/golden. `pytest --accept` records it; a person then reads the diff.
    """
    accept = bool(request.config.getoption("--accept"))

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if accept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        if not file.exists():
            pytest.fail(f"tests/golden/{name} is not recorded: run pytest --accept and read it")
        assert text == file.read_bytes().decode()

    return compare


def _forbidden_skip(report: pytest.TestReport | pytest.CollectReport) -> str | None:
    """Why the report counts as a failure: a skip, where the tools are required."""
    if os.environ.get("REQUIRE_TOOLS") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return None
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if MAY_BE_ABSENT.search(reason):
        return None
    return f"skipped although REQUIRE_TOOLS=1: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a test's skip into a failure where the tools are required."""
    report = yield
    if why := _forbidden_skip(report):
        report.outcome = "failed"
        report.longrepr = why
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turns a skipped file into a failure where the tools are required."""
    report = yield
    if why := _forbidden_skip(report):
        report.outcome = "failed"
        report.longrepr = why
    return report
