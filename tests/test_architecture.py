"""The house rules that no linter keeps: what is loaded when, and what is public."""

import subprocess
import sys

import pytest

import journalpress

HEAVY = (
    "PIL", "babel", "dask", "distributed", "docx", "ebooklib", "jinja2", "lxml", "markdown_it",
    "pikepdf", "pydantic", "pypdfium2", "rich", "segno", "weasyprint", "yaml",
)  # fmt: skip


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python has after running the code."""
    program = f"{code}\nimport sys; print(*sorted(sys.modules), file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in ended.stderr.split()}


@pytest.mark.tool
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["export", "--help"]])
def test_help_loads_no_backend(arguments: list[str]) -> None:
    """A person who asks for help waits for click alone."""
    code = f"from journalpress.cli import main; main({arguments!r})"

    assert not loaded_by(code).intersection(HEAVY)


@pytest.mark.tool
def test_importing_the_package_loads_nothing() -> None:
    """The public names are fetched when they are used."""
    assert not loaded_by("import journalpress").intersection((*HEAVY, "click"))


@pytest.mark.tool
def test_dask_is_loaded_for_a_cluster_alone() -> None:
    """An export that was asked for no cluster never waits for it; nor does a worker's program."""
    code = "import journalpress.batch.run, journalpress.batch.cluster, journalpress.batch.remote"

    assert not loaded_by(code).intersection(("dask", "distributed", "weasyprint"))


@pytest.mark.parametrize("name", journalpress.__all__)
def test_every_public_name_exists(name: str) -> None:
    """`__all__` holds what it promises."""
    assert getattr(journalpress, name) is not None
    assert name in dir(journalpress)


def test_no_other_name_is_public() -> None:
    """A name that is not promised is an AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = journalpress.nothing_of_ours
