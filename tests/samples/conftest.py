"""The sample journal is exported once for all tests that look at its files."""

from pathlib import Path

import pytest

from tests.samples.exports import export


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every format of every sample."""
    folder = tmp_path_factory.mktemp("samples") / "out"
    export(folder, *(f"--to={name}" for name in ("pdf", "epub", "docx", "html", "text")))
    return folder
